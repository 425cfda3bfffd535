"""Lists of units under "Kính gửi" and "Nơi nhận": one entry per dash, however the lines break."""

from __future__ import annotations

import re
from collections.abc import Iterable

from directives.importing.passage import UPPER, Passage, joined

_DASH = re.compile(r"^[-–—−+•*·●▪]\s*(?=\S)|^[-–—]$")
_NEXT_ON_LINE = re.compile(rf"(?<=[;,.:])\s+(?=[-–—+•]\s*[{UPPER}a-z])")
_FINISHED = re.compile(r"[;.]\s*$")
_TAIL = re.compile(r"[\s;,.:/]+$")
# What follows the list on the same line.
_SENTENCE = re.compile(rf"(?<=[^\W\d_]{{2}})\.\s+(?=[{UPPER}][^\n]{{40}})")
_SEMICOLON = re.compile(r";\s*(?=\S)")


def has_dash(row: Passage) -> bool:
    """Whether the line opens an entry."""
    return bool(_DASH.match(row.text))


def on_lines(rows: Iterable[Passage]) -> list[Passage]:
    """The lines, those that hold several dashed entries taken apart."""
    return [part.strip() for row in rows for part in row.split(_NEXT_ON_LINE) if part.text.strip()]


def entries(rows: Iterable[Passage]) -> list[Passage]:
    """Return the entries, with the line breaks inside them gone, without dashes and end marks."""
    parts = on_lines(rows)
    dashed = any(has_dash(part) for part in parts)
    groups: list[list[Passage]] = []
    for part in parts:
        if dashed:
            new = has_dash(part) or not groups
        else:
            new = not groups or bool(_ends_entry(groups[-1][-1], part))
        if new:
            groups.append([part])
        else:
            groups[-1].append(part)
    whole = [joined([_without_dash(first), *others]) for first, *others in groups]
    if not dashed:
        whole = [piece.strip() for each in whole for piece in each.split(_SEMICOLON)]
    return [bare_entry(each) for each in whole if bare_entry(each).text]


def _ends_entry(last: Passage, row: Passage) -> bool:
    """Without dashes an entry ends with its mark, or where a new name begins on a full line."""
    if _FINISHED.search(last.text):
        return True
    return last.text.endswith(",") and row.text[:1].isupper()


def _without_dash(row: Passage) -> Passage:
    match = _DASH.match(row.text)
    return row.part(match.end()).strip() if match else row


def bare_entry(entry: Passage) -> Passage:
    """The entry without dash and end mark."""
    entry = _without_dash(entry.strip()).strip()
    if sentence := _SENTENCE.search(entry.text):
        entry = entry.part(0, sentence.start())
    match = _TAIL.search(entry.text)
    return entry.part(0, match.start()).strip() if match else entry
