"""Fourth stage: the outline of the body — its sections, and the units that are given work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from directives.importing import lines, names
from directives.importing.passage import Passage
from directives.importing.record import Reading, Record
from directives.importing.unit_words import LEVELS
from documents import outline

PART, ARTICLE = -2, -1
"""Levels above and beside those of documents.outline: "Phần I", "A-"; "Điều 1."."""

_ASSIGNING = re.compile(
    r"to chuc thuc hien|phan cong|trach nhiem (?:cua|thuc hien|cac)|nhiem vu cua cac"
    r"|to chuc trien khai|trien khai thuc hien$"
    r"|bien phap to chuc|cong tac to chuc|giao nhiem vu|trach nhiem thuc hien"
    r"|to chuc va thuc hien|^trach nhiem|^thuc hien$|nhiem vu cu the$"
)
_HEADING_END = re.compile(r"[\s.:;]+$")
_SHORT_HEADING = 220
_LETTERS = {"Công văn", "Công điện", "Thông báo", "Giấy mời"}
_LEAD = re.compile(r"(?:yêu cầu|đề nghị|giao|chỉ đạo)\s+")
CLOSING = re.compile(
    r"\W*(?:tren day|trong qua trinh|can cu (?:noi dung|ke hoach)|nhan duoc"
    r"|de nghi (?:cac )?[^.]{0,80}nghiem tuc|yeu cau [^.]{0,80}nghiem tuc)"
)


@dataclass
class Item:
    """A paragraph with its place in the outline and the paragraphs below it."""

    level: int
    line: Passage
    words: Passage
    children: list[Item] = field(default_factory=list)


def outlined(body: Passage) -> list[Item]:
    """The paragraphs of the body as a tree; plain ones stand below the heading they follow."""
    roots: list[Item] = []
    path: list[Item] = []
    for line in body.lines():
        if not line.text:
            continue
        item = _item(line)
        if item.level == outline.PLAIN:
            (path[-1].children if path else roots).append(item)
            continue
        while path and path[-1].level >= item.level:
            path.pop()
        (path[-1].children if path else roots).append(item)
        path.append(item)
    return roots


def _item(line: Passage) -> Item:
    if "\t" in line.text:
        return Item(outline.PLAIN, line, line)
    if lines.is_article(line):
        match = re.match(r"Điều\s+[0-9]{1,3}\s*[.:]\s*", line.text)
        return Item(ARTICLE, line, line.part(match.end() if match else 0))
    if lines.is_part(line):
        return Item(PART, line, _without_part_mark(line))
    level, words = lines.mark_of(line)
    return Item(level, line, words)


_PART_MARK = re.compile(r"(?:\w+\s+(?:(?:thứ|THỨ)\s+)?\w+|[A-H])\s*[.:\-–/]?\s*")


def _without_part_mark(line: Passage) -> Passage:
    match = _PART_MARK.match(line.text)
    return line.part(match.end() if match else 0)


def read(items: Sequence[Item], record: Record) -> list[Item]:
    """Fill in sections and assignees; return the items that give work to units."""
    headings = _sections(items, record.get("doc_type"))
    record.put(
        "sections",
        Reading.of([_heading(each) for each in headings], 0.9, [each.line for each in headings]),
    )
    assigning = _assigning(items)
    found = [each for part in assigning for each in _given(part.children)]
    confidence = 0.85
    if not found and not assigning:
        found, confidence = _given(items), 0.8
    assignees = [_unit(each) for each in found]
    if not found:
        assignees, confidence = _in_lead(items), 0.5
    unique: dict[str, Passage] = {}
    for unit in assignees:
        unique.setdefault(" ".join(unit.text.split()).casefold(), unit)
    record.put(
        "assignees",
        Reading.of(
            [" ".join(unit.text.split()) for unit in unique.values()], confidence, unique.values()
        ),
    )
    return found


def _sections(items: Sequence[Item], doc_type: str | None) -> list[Item]:
    """The headings of the highest level the paper uses."""
    every = list(_walk(items))
    parts = [each for each in every if each.level == PART]
    if len(parts) > 1:
        return parts
    top = [each for each in every if each.level == outline.MUC]
    if top:
        return top
    if doc_type in _LETTERS:
        return []
    numbered = [each for each in items if each.level == outline.KHOAN]
    titled = [each for each in numbered if _is_title(each)]
    return titled if len(titled) > 1 and len(titled) == len(numbered) else []


def _is_title(item: Item) -> bool:
    """A heading on its own line with text below it, not a sentence and not a unit."""
    text = item.words.text
    return (
        len(text) < 120
        and not text.endswith((".", ";", ","))
        and bool(item.children)
        and not names.starts_with_unit(text)
    )


def _heading(item: Item) -> str:
    text = " ".join(item.line.text.split())
    if len(text) > _SHORT_HEADING and (stop := re.search(r"[.:]\s", text[6:])):
        text = text[: 6 + stop.start()]
    if item.level == PART and item.children and _is_bare_part(item):
        title = item.children[0]
        if title.level == outline.PLAIN and lines.is_capitals(title.line.text):
            text = f"{text} {title.line.text}"
    return _HEADING_END.sub("", text)


def _is_bare_part(item: Item) -> bool:
    return len(item.words.text) < 3


def _walk(items: Sequence[Item]) -> list[Item]:
    """Every item in reading order."""
    stack = list(reversed(items))
    found: list[Item] = []
    while stack:
        item = stack.pop()
        found.append(item)
        stack.extend(reversed(item.children))
    return found


def _assigning(items: Sequence[Item]) -> list[Item]:
    """The sections that say who does what."""
    found = []
    for item in _walk(items):
        heading = item.words.bare.strip(" .:;")
        if item.level not in (PART, outline.MUC) or len(heading) >= 200:
            continue
        if _ASSIGNING.search(heading) or _mostly_units(item.children):
            found.append(item)
    inside = {id(child) for each in found for child in _walk(each.children)}
    found = [each for each in found if id(each) not in inside]
    if found:
        return found
    return [
        item
        for item in items
        if item.level == outline.KHOAN
        and len(item.words) < 80
        and item.children
        and _ASSIGNING.search(item.words.bare.strip(" .:;"))
    ]


def _mostly_units(items: Sequence[Item]) -> bool:
    """Whether the numbered items of a section are units with their work, whatever it is called."""
    numbered = [each for each in items if each.level == outline.KHOAN]
    headed = sum(_begins_with_unit(each) for each in numbered)
    return headed > 1 and headed * 5 >= len(numbered) * 3


def _given(items: Sequence[Item]) -> list[Item]:
    """Items that begin with units; below those that do not, the ones inside count instead."""
    found: list[Item] = []
    orders = _orders(items)
    for item in items:
        if item.level == outline.PLAIN:
            if id(item) in orders:
                found.append(item)
        elif _begins_with_unit(item) and not _only_level(item):
            found.append(item)
        elif item.children:
            found += _given(item.children)
    return found


def _only_level(item: Item) -> bool:
    """ "1. Cấp tỉnh" above the units of that level."""
    name = item.words.bare.strip(" .:;")
    return name in LEVELS and sum(_begins_with_unit(child) for child in item.children) > 1


def _orders(items: Sequence[Item]) -> set[int]:
    """Paragraphs without a mark that give work: "Giao …", then "Đề nghị …" or a unit alone.

    "Đề nghị các đơn vị …" by itself only repeats at the end what was said.
    """
    found: set[int] = set()
    for item in items:
        if item.level != outline.PLAIN or not _begins_with_unit(item):
            continue
        gives = item.words.bare.startswith(("giao", "phan cong"))
        if gives or (found and not CLOSING.match(item.words.bare) and not _is_all_name(item)):
            found.add(id(item))
    return found


def _is_all_name(item: Item) -> bool:
    text = item.words.text.rstrip(" .:;")
    return not names.given_to(text) and names.name_end(text) >= len(text)


def _begins_with_unit(item: Item) -> bool:
    text = item.words.text
    start = names.given_to(text)
    if not names.starts_with_unit(text[start:]):
        return False
    _, end = name_span(item)
    # A name takes up the heading, or something follows that the units are to do.
    return 2 < end - start <= 400


def name_span(item: Item) -> tuple[int, int]:
    """Where the units stand in the words of an item that begins with them.

    A heading on its own line is all name, but for the plainest verbs ("chủ trì").
    """
    text = item.words.text
    start = names.given_to(text)
    heads = bool(item.children) and len(text) < 200 and not text.endswith((".", ";", ","))
    return start, names.name_end(text, start, heading=heads)


def _unit(item: Item) -> Passage:
    return item.words.part(*name_span(item)).strip(" ,.:;-–")


def _in_lead(items: Sequence[Item]) -> list[Passage]:
    """Units asked in a sentence, where no item begins with one: "… yêu cầu các sở … thực hiện:"."""
    for item in items[:8]:
        text = item.words.text
        for match in _LEAD.finditer(text):
            if names.starts_with_unit(text[match.end() :]):
                end = names.name_end(text, match.end())
                if end - match.end() > 4:
                    return [item.words.part(match.end(), end)]
    return []
