"""What changed between two contents of one paper ("So sánh"), mục by mục and word by word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from documents import outline, types
from documents.content import PaperContent, Section
from documents.outline import DiffParagraph
from documents.wording import roman
from units.text import fold


@dataclass(frozen=True)
class Block:
    """One mục, or one of the paper's other parts, in both versions.

    `order` is its place in the newer version (0: not a mục, or gone); `renamed` what happened to
    the words of its heading.
    """

    title: str
    order: int
    paragraphs: list[DiffParagraph]
    renamed: tuple[DiffParagraph, ...] = ()

    @property
    def changes(self) -> int:
        changed = sum(paragraph.kind != "same" for paragraph in self.paragraphs)
        return changed + len(self.renamed)

    @property
    def unchanged(self) -> int:
        return sum(paragraph.kind == "same" for paragraph in self.paragraphs)


def compare(old: PaperContent, new: PaperContent) -> list[Block]:
    """Every part of the paper in both versions, in the order of the newer one."""
    blocks = [
        Block(title, 0, outline.diff(_words(old, field), _words(new, field)))
        for title, field in _BEFORE
    ]
    pairs, gone = _pair(old["sections"], new["sections"])
    for order, (before, after) in enumerate(pairs, start=1):
        text = before["text"] if before else ""
        heading = before["heading"] if before else ""
        title = _title(order, after, len(pairs))
        renamed = outline.diff(heading, after["heading"]) if before else []
        changed = tuple(paragraph for paragraph in renamed if paragraph.kind != "same")
        blocks.append(Block(title, order, outline.diff(text, after["text"]), changed))
    blocks += [
        Block(f"{section['heading'] or 'Mục'} (đã bỏ)", 0, outline.diff(section["text"], ""))
        for section in gone
    ]
    blocks += [
        Block(title, 0, outline.diff(_words(old, field), _words(new, field)))
        for title, field in _AFTER
    ]
    return [block for block in blocks if block.paragraphs or block.order]


_BEFORE = (
    ("Loại văn bản", "type_code"),
    ("Trích yếu", "subject"),
    ("Độ khẩn", "urgency"),
    ("Phạm vi lưu hành", "circulation"),
    ("Kính gửi", "addressees"),
    ("Đồng kính gửi", "co_addressees"),
    ("Căn cứ", "citations"),
    ("Lời dẫn", "opening"),
)
_AFTER = (
    ("Lời kết", "closing"),
    ("Nơi nhận", "recipients"),
    ("Lưu", "archive"),
    ("Thẩm quyền ký", "authority"),
    ("Chức vụ người ký", "position"),
    ("Người ký", "signer_name"),
    ("Ký hiệu người soạn", "drafter_code"),
    ("Phụ lục", "appendices"),
    ("Tệp kèm", "enclosures"),
)


def _words(content: PaperContent, field: str) -> str:
    """A part of the paper as text, one paragraph an item."""
    value: Any = content.get(field, [])
    if field == "type_code":
        return types.get(value).name
    if field == "appendices":
        return "\n".join(_appendix(row) for row in value)
    if field == "enclosures":
        return "\n".join(f"{row['title']} ({row['name']}, {row['sha256'][:12]})" for row in value)
    return "\n".join(value) if isinstance(value, list) else value


def _appendix(row: dict[str, Any]) -> str:
    table = row["table"]
    cells = [" · ".join(line) for line in (table["head"], *table["rows"])] if table else []
    return "\n".join([row["title"], *row["text"].splitlines(), *cells])


def _pair(
    old: list[Section], new: list[Section]
) -> tuple[list[tuple[Section | None, Section]], list[Section]]:
    """Each new mục with the old one of the same heading, else the one left in the same place."""
    left = dict(enumerate(old))
    pairs: list[tuple[Section | None, Section]] = []
    for section in new:
        found = next(
            (i for i, s in left.items() if fold(s["heading"]) == fold(section["heading"])), None
        )
        pairs.append((left.pop(found) if found is not None else None, section))
    for index, (before, section) in enumerate(pairs):
        if before is None and index in left:
            pairs[index] = (left.pop(index), section)
    return pairs, list(left.values())


def _title(order: int, section: Section, count: int) -> str:
    heading = section["heading"]
    if count == 1:
        return heading or "Nội dung"
    return f"{roman(order)}. {heading}" if heading else f"Mục {roman(order)}"


def new_place(
    old: PaperContent, new: PaperContent, section: int, paragraph: int | None
) -> tuple[int, int | None]:
    """Where a place of the old version is in the new one: (mục, paragraph).

    (0, None) when the mục is gone, (mục, None) when only the paragraph is.
    """
    if not 1 <= section <= len(old["sections"]):
        return 0, None
    source = old["sections"][section - 1]
    pairs, _ = _pair(old["sections"], new["sections"])
    for order, (before, after) in enumerate(pairs, start=1):
        if before is source:
            if paragraph is None:
                return order, None
            return order, outline.map_paragraphs(source["text"], after["text"]).get(paragraph)
    return 0, None
