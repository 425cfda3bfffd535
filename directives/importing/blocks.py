"""Second stage: where each document of the text begins, and its header, body, end and appendices.

Nothing but the shape of lines decides: a file may hold a công văn and the hướng dẫn it sends on,
with or without a header of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from directives.importing import heading, lines
from directives.importing.flowing import flowing
from directives.importing.passage import Passage, joined

_HEADER_LINES = 60  # how far a header may reach
_ENDING_LINES = 70  # how far signature and recipients may reach
_LONG = 200


@dataclass(frozen=True)
class Blocks:
    """One document: lines as they stand for header and end, paragraphs for what is prose."""

    header: list[Passage]
    body: Passage
    ending: list[Passage]
    after: Passage


def split(rows: list[Passage]) -> list[Blocks]:
    """Return the documents made up by the lines in reading order, at least one."""
    documents: list[Blocks] = []
    start = 0
    while start < len(rows):
        body = heading.body_start(rows, start)
        ending = _ending_start(rows, body)
        after, end = _ending_stop(rows, body, ending)
        documents.append(
            Blocks(
                header=rows[start:body],
                body=flowing(rows[body:ending]),
                ending=rows[ending:after],
                after=flowing(rows[after:end]),
            )
        )
        start = end
    return _without_scraps(documents) or [Blocks([], joined([]), [], joined([]))]


def _without_scraps(documents: list[Blocks]) -> list[Blocks]:
    return [each for each in documents if each.body.text.strip() or each.ending or each.header]


def _ending_start(rows: list[Passage], body: int) -> int:
    """The first line of the end: "Nơi nhận", or a signature block that stands before it."""
    for at in range(body, len(rows)):
        row = rows[at]
        if not row.text:
            continue
        if lines.is_recipients(row):
            return at
        if (lines.is_authority(row) or lines.is_position(row)) and _signs(rows, at):
            if heading.is_deciding(rows, at):
                continue
            return at
        if at > body and lines.is_nation(row) and _has_own_number(rows, at):
            return _header_above(rows, at, body)
    return len(rows)


def _signs(rows: list[Passage], at: int) -> bool:
    """Whether what follows a line of capitals is a signature and not a part of the text."""
    near = [row for row in rows[at + 1 : at + 25] if row.text][:12]
    prose = next((i for i, row in enumerate(near) if len(row) > 120), len(near))
    near = near[:prose]
    if any(lines.is_recipients(row) for row in near):
        return True
    following = [row for row in rows[at + 1 : at + 25] if row.text]
    return len(following) <= 6 or any(
        _opens(rows, at + i) for i in range(1, min(25, len(rows) - at))
    )


def _opens(rows: list[Passage], at: int) -> bool:
    """Whether another document or an appendix starts at the line."""
    row = rows[at]
    return bool(row.text) and (
        lines.is_nation(row) or lines.is_appendix(row) or _is_title(row) is not None
    )


def _is_title(row: Passage) -> str | None:
    """The type, when the line is the title of a document: alone, or with the trích yếu after it."""
    if (found := lines.type_name(row)) is None or row.text.endswith((";", ",")):
        return None
    name, end = found
    rest = row.text[end:].strip(" :.-–")
    if not rest and row.text.endswith(":"):
        return None  # "QUYẾT ĐỊNH:" above the articles
    return name if len(rest) < 400 and not rest.startswith(("(", "số", "SỐ")) else None


def _ending_stop(rows: list[Passage], body: int, ending: int) -> tuple[int, int]:
    """Where the end gives way to appendices, and where the next document begins."""
    after: int | None = None
    seen = 0
    for at in range(ending, len(rows)):
        row = rows[at]
        if not row.text:
            continue
        seen += 1
        if at > ending and lines.is_nation(row) and (after is None or _has_own_number(rows, at)):
            end = _header_above(rows, at, ending + 1)
            return min(after or end, end), end
        if at > ending and after is None:
            if _is_title(row) and not _is_signed_body(rows, at):
                end = _header_above(rows, at, ending + 1)
                return end, end
            if lines.is_appendix(row) or seen > _ENDING_LINES or len(row) > _LONG:
                after = at
    return (len(rows) if after is None else after), len(rows)


def _is_signed_body(rows: list[Passage], at: int) -> bool:
    """Whether a title-like line is in fact part of the end ("BÁO CÁO VIÊN …")."""
    following = sum(len(row) for row in rows[at + 1 : at + 30])
    return following < 150


def _has_own_number(rows: list[Passage], at: int) -> bool:
    """Whether a filled-in number or date stands near the heading: forms in appendices have none."""
    near = rows[max(at - 6, 0) : at + 14]
    return any(heading.is_filled(row) for row in near)


def _header_above(rows: list[Passage], at: int, floor: int) -> int:
    """Go up from a heading over the lines of its left column."""
    first = at
    for above in range(at - 1, max(floor, at - 10) - 1, -1):
        row = rows[above]
        if not row.text or lines.is_separator(row):
            continue
        if not heading.is_header_line(row):
            break
        first = above
    return first
