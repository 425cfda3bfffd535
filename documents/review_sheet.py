"""The paper on the reviewer's page: each paragraph with what was said of it before and now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from documents.comparing import Block, compare, new_place
from documents.content import PaperContent
from documents.models import Document, ReviewComment, Revision
from documents.outline import DiffParagraph
from documents.reading import place_of


@dataclass
class Said:
    """A remark with its place in words and its paragraph's anchor on this page ("" if gone)."""

    comment: ReviewComment
    place: str
    anchor: str


@dataclass
class Line:
    """One paragraph: what happened to it, the remarks at it, those before with their answers."""

    paragraph: DiffParagraph
    anchor: str
    section: int
    said: list[Said] = field(default_factory=list)
    before: list[Said] = field(default_factory=list)
    hidden: bool = False

    @property
    def may_take_remark(self) -> bool:
        return bool(self.section) and self.paragraph.new_index is not None


@dataclass
class SheetBlock:
    """A part of the paper with its lines; `hidden` counts unchanged lines left out."""

    block: Block
    lines: list[Line]

    @property
    def hidden(self) -> int:
        return sum(line.hidden for line in self.lines)


@dataclass
class Sheet:
    """The whole page: blocks, all remarks of this revision, those of the one before."""

    blocks: list[SheetBlock]
    said: list[Said]
    before: list[Said]
    changes: int


def sheet_of(
    revision: Revision, previous: Revision | None, *, differences: bool, open_at: str = ""
) -> Sheet:
    """Lay out a revision for review; with `differences`, only what changed since `previous`.

    `open_at` is the anchor of a paragraph that must be shown because a remark is written there.
    """
    content: PaperContent = revision.content
    said = [_said(c, content, c.section, c.paragraph) for c in _comments(revision)]
    before = []
    for comment in _comments(previous) if previous else ():
        assert previous is not None
        place = new_place(previous.content, content, comment.section, comment.paragraph)
        before.append(_said(comment, previous.content, *place))
    base = previous.content if differences and previous else content
    blocks, changes = [], 0
    for block in compare(base, content):
        lines = [
            _line(block, paragraph, index, said, before)
            for index, paragraph in enumerate(block.paragraphs)
        ]
        for line in lines if differences else ():
            kept = line.said or line.before or line.anchor == open_at
            line.hidden = line.paragraph.kind == "same" and not kept
        changes += block.changes
        if not differences or block.changes or any(not line.hidden for line in lines):
            blocks.append(SheetBlock(block, lines))
    return Sheet(blocks, said, before, changes)


def previous_of(document: Document, revision: Revision) -> Revision | None:
    """The revision the reviewer saw last before this one."""
    return (
        document.revisions.filter(number__lt=revision.number, withdrawn_at=None)
        .order_by("-number")
        .first()
    )


def anchor_of(section: int, paragraph: int | None) -> str:
    return f"doan-{section}-{paragraph}" if section and paragraph is not None else ""


def _comments(revision: Revision) -> Iterable[ReviewComment]:
    return revision.comments.select_related("author", "answered_by")


def _said(
    comment: ReviewComment, source: PaperContent, section: int, paragraph: int | None
) -> Said:
    """`section` and `paragraph` are the remark's place in the content shown."""
    place = place_of(source, comment.section, comment.paragraph)
    return Said(comment, place, anchor_of(section, paragraph))


def _line(
    block: Block, paragraph: DiffParagraph, index: int, said: list[Said], before: list[Said]
) -> Line:
    anchor = anchor_of(block.order, paragraph.new_index)
    return Line(
        paragraph,
        anchor or f"dong-{block.order}-{index}",
        block.order,
        [item for item in said if anchor and item.anchor == anchor],
        [item for item in before if anchor and item.anchor == anchor],
    )
