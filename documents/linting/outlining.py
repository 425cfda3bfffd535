"""Rules on the outline: numbering without gaps, and references that lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable

from documents import outline
from documents.linting.paper import Paper
from documents.linting.places import Passage, Spot
from documents.linting.slips import Slip
from documents.wording import roman

_ROMAN = {roman(number): number for number in range(1, 90)}


def _value(mark: str, level: int) -> int | None:
    """The place of a mark in its series: "II." → 2, "3." → 3, "1.4." → 4, "đ)" → 5."""
    bare = mark.strip(" .)/-–—")
    if level == outline.MUC:
        return _ROMAN.get(bare)
    if level == outline.DIEM:
        place = outline.LETTERS.find(bare)
        return place + 1 if place >= 0 and len(bare) == 1 else None
    digits = re.findall(r"\d+", bare)
    return int(digits[-1]) if digits else None


def _written(level: int, value: int, mark: str) -> str:
    if level == outline.MUC:
        return f"{roman(value)}."
    if level == outline.DIEM:
        return f"{outline.LETTERS[value - 1]})" if value <= len(outline.LETTERS) else mark
    return re.sub(r"\d+(?=\D*$)", str(value), mark)


def _gaps(passages: Iterable[Passage]) -> Iterable[Slip]:
    last: dict[int, int] = {}
    for passage in passages:
        for paragraph in outline.parse(passage.text):
            level = paragraph.level
            if not outline.PLAIN < level < outline.DASH:
                continue
            value = _value(paragraph.mark, level)
            due = last.get(level, 0) + 1
            for lower in range(level + 1, outline.DASH):
                last.pop(lower, None)
            if value is None:
                continue
            last[level] = value
            if value not in (due, 1):  # a list may begin again
                words = {
                    "line": paragraph.line[:60],
                    "mark": _written(level, due, paragraph.mark),
                }
                yield Slip(paragraph.line[:60], passage.spot, words)


def numbering(paper: Paper) -> Iterable[Slip]:
    """ "1." followed by "3.", "a)" by "c)", or one mark twice, in the mục and each appendix."""
    orders = {passage.spot.section for passage in paper.body}
    for order in sorted(orders):
        yield from _gaps(passage for passage in paper.body if passage.spot.section == order)
    for texts in paper.appendix_texts:
        yield from _gaps(texts)


_NUMBERED_HEADING = re.compile(r"\s*(?:[IVX]+|\d+)\s*[.\-–/]\s*\S")


def numbered_heading(paper: Paper) -> Iterable[Slip]:
    """The printer numbers mục, so a number typed in the heading is printed twice."""
    for heading, spot in paper.headings:
        if _NUMBERED_HEADING.match(heading):
            yield Slip(heading[:60], spot, {"heading": heading})


_SECTION_REF = re.compile(
    r"\b(?:tại|theo|nêu ở|ở)\s+[Mm]ục\s+(?P<number>[IVX]+)(?:\s+(?P<own>(?:Kế hoạch|Hướng dẫn|"
    r"Chương trình|Báo cáo|Công văn|văn bản) này))?(?=[.,;)]|\s+này|\s*$|\s+(?:Kế|Hướng|Chương|Báo|"
    r"Công|văn)[^.;,]{0,12} này)"
)
_APPENDIX_REF = re.compile(
    r"\b[Pp]hụ lục\s+(?:số\s+)?(?P<number>[IVX]+|\d+)\b(?!\s+(?:(?:ban hành\s+)?kèm theo\s+)?"
    r"(?:Nghị|Thông|Quyết|Luật|Kế hoạch số|Công văn số|Hướng dẫn số|của))"
)


def lost_reference(paper: Paper) -> Iterable[Slip]:
    """ "tại mục V" of a paper that ends with mục III; "Phụ lục II" of one with a single."""
    titled = sum(bool(heading.strip()) for heading, _ in paper.headings)
    if titled > 1:
        yield from _lost(paper, _SECTION_REF, titled, "mục")
    if paper.appendix_titles:
        yield from _lost(paper, _APPENDIX_REF, len(paper.appendix_titles), "Phụ lục")


def _lost(paper: Paper, pattern: re.Pattern[str], count: int, what: str) -> Iterable[Slip]:
    for passage in paper.own_text():
        for match in pattern.finditer(passage.text):
            number = match["number"]
            value = int(number) if number.isdigit() else _ROMAN.get(number, 0)
            if value > count:
                words = {"words": match[0], "what": f"{what} {number}"}
                yield Slip(match[0], passage.spot, words)


_POINTS_AT_APPENDIX = re.compile(r"phụ lục|kèm theo|đính kèm|biểu mẫu|biểu số", re.IGNORECASE)


def unmentioned_appendix(paper: Paper) -> Iterable[Slip]:
    """The text points to its appendices (NĐ 30/2020, PL I, III.1)."""
    text = [*paper.opening, *paper.body, *paper.closing]
    if paper.appendix_titles and not any(_POINTS_AT_APPENDIX.search(p.text) for p in text):
        yield Slip("", Spot("appendices"), {"title": paper.appendix_titles[0]})
