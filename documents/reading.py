"""A paper's content as pages show it for reading: mục with their number, paragraph by paragraph."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from documents import outline
from documents.compose import build_content
from documents.content import PaperContent, Section
from documents.lifecycle import EDITABLE, PRIVATE, State
from documents.models import Document, Revision
from documents.outline import Paragraph
from documents.wording import roman
from units.actors import Actor


@dataclass(frozen=True)
class ReadParagraph:
    """One paragraph on the page: which it is, its words, and whether it is a title."""

    index: int
    line: str
    level: int
    heading: bool


@dataclass(frozen=True)
class ReadSection:
    """One mục on the page; `order` as in the paper, `title` with its Roman number."""

    order: int
    title: str
    paragraphs: list[ReadParagraph]


def sections_of(content: PaperContent) -> list[ReadSection]:
    """The mục of a content, ready to show."""
    sections = content["sections"]
    numbered = len(sections) > 1
    return [
        ReadSection(
            order=order,
            title=_title(order, section["heading"], numbered),
            paragraphs=[_paragraph(p) for p in outline.parse(section["text"])],
        )
        for order, section in enumerate(sections, start=1)
    ]


def content_for(document: Document, actor: Actor) -> tuple[PaperContent, Revision | None]:
    """What this person may read of the paper, and which revision it is (None: as it stands now).

    Its own unit reads it as it stands; everybody else only what was handed in (screens §3).
    """
    if document.content is not None:
        return document.content, document.approved_revision
    revision = last_revision(document)
    inside = actor.unit.pk == document.issuer_id
    if revision is None or (inside and State(document.state) in EDITABLE | PRIVATE):
        return build_content(document), None
    return revision.content, revision


def for_preview(content: PaperContent) -> PaperContent:
    """The content as a draft prints it: places to fill in as [cần điền], for the font of papers
    has no 〔 and 〕."""
    text = json.dumps(content, ensure_ascii=False).translate({ord("〔"): "[", ord("〕"): "]"})
    printable: PaperContent = json.loads(text)
    return printable


def last_revision(document: Document) -> Revision | None:
    """The last revision handed in and not withdrawn."""
    kept = document.revisions.filter(withdrawn_at=None).select_related("submitted_by")
    return kept.order_by("-number").first()


def place_of(content: PaperContent, section: int, paragraph: int | None) -> str:
    """How people name a place in the paper: "III.1, đoạn 2", "mục III", "cả văn bản"."""
    return place_name(content["sections"], section, paragraph)


def place_name(sections: Sequence[Section], section: int, paragraph: int | None) -> str:
    """The same for mục that are not part of a content."""
    if not 1 <= section <= len(sections):
        return "Cả văn bản"
    name = roman(section) if len(sections) > 1 else ""
    if paragraph is None:
        return f"Mục {name}" if name else "Cả văn bản"
    paragraphs = outline.parse(sections[section - 1]["text"])[: paragraph + 1]
    if len(paragraphs) <= paragraph:
        return f"Mục {name}" if name else "Cả văn bản"
    titled = [p for p in paragraphs if p.level in (outline.KHOAN, outline.SUBKHOAN)]
    first = titled[-1].index if titled else 0
    mark = ".".join(filter(None, (name, titled[-1].mark.rstrip(".") if titled else "")))
    number = paragraph - first + 1
    if not mark:
        return f"Đoạn {number}"
    return mark if titled and number == 1 else f"{mark}, đoạn {number}"


def _title(order: int, heading: str, numbered: bool) -> str:
    return f"{roman(order)}. {heading}" if numbered and heading else heading


def _paragraph(paragraph: Paragraph) -> ReadParagraph:
    return ReadParagraph(
        paragraph.index, paragraph.line, paragraph.level, outline.is_heading(paragraph)
    )
