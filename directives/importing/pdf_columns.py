"""Lines of a page as text, header and end read column by column.

A header and an end stand in two columns beside one another; whoever reads across them mixes the
issuer with the heading of the nation. A column is read to its end before the next one begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_SAME_LINE = 3.0  # points two words of a line may stand apart in height
_COLUMN = 17.0  # points between two columns; no justified line is that wide open
_HEADER_LINES = 3  # lines a header may have above the first one with two columns
_HEADER_GAP = 45.0  # points of white below which nothing of the header is left
_INDENT = 6.0  # points a centred line stands in from both margins at least …
_OFF_CENTRE = 6.0  # … and what the two may differ by
_COLUMNS = "    "
_ENDING = re.compile(r"\W*n[ơo]i nh[ậa]n\b", re.IGNORECASE)
_TO = re.compile(r"\W*k[íi]nh\b", re.IGNORECASE)


@dataclass(frozen=True)
class Piece:
    """Words that stand together."""

    left: float
    right: float
    text: str


@dataclass(frozen=True)
class Line:
    """A line of a page: its height and the pieces that stand apart on it."""

    top: float
    bottom: float
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The line read across."""
        return _COLUMNS.join(piece.text for piece in self.pieces)


def lines(words: Sequence[dict[str, Any]]) -> list[Line]:
    """The words of a page line by line."""
    found: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda word: (word["bottom"], word["x0"])):
        if found and abs(found[-1][-1]["bottom"] - word["bottom"]) <= _SAME_LINE:
            found[-1].append(word)
        else:
            found.append([word])
    return [_line(sorted(line, key=lambda word: word["x0"])) for line in found]


def _line(words: Sequence[dict[str, Any]]) -> Line:
    pieces: list[list[dict[str, Any]]] = [[words[0]]]
    for before, word in pairwise(words):
        if word["x0"] - before["x1"] > _COLUMN and not _is_blank(before["text"], word["text"]):
            pieces.append([word])
        else:
            pieces[-1].append(word)
    return Line(
        min(word["top"] for word in words),
        max(word["bottom"] for word in words),
        tuple(
            Piece(piece[0]["x0"], piece[-1]["x1"], " ".join(word["text"] for word in piece))
            for piece in pieces
        ),
    )


def _is_blank(before: str, after: str) -> bool:
    """Room left for the pen: "ngày      tháng      năm", "Số:      /KH-UBND"."""
    return (before in ("ngày", "tháng") and after in ("tháng", "năm")) or (
        before in ("Số:", "Số") and after.startswith(("/", "-"))
    )


def read(rows: Sequence[Line]) -> list[tuple[float, str]]:
    """The text of the lines with its height, in reading order; empty where something ends."""
    found: list[tuple[float, str]] = []
    at = 0
    centred = _centred(rows)
    while at < len(rows):
        stop, middle = _columns(rows, at)
        if stop > at:
            found += _by_column(rows[at:stop], middle)
            at = stop
            continue
        # A title is centred; what follows it is another thing, however close it stands.
        if at and centred[at - 1] != centred[at]:
            found.append((rows[at].top, ""))
        found.append((rows[at].top, rows[at].text))
        at += 1
    return found


@dataclass
class _White:
    """The white between two columns, as narrow as the lines seen so far leave it."""

    begins: float
    ends: float

    def takes(self, row: Line) -> bool:
        """Whether a line leaves white between the columns; the white gives way to its pieces."""
        begins, ends = self.begins, self.ends
        for piece in row.pieces:
            if piece.right < ends:
                begins = max(begins, piece.right)
            elif piece.left > begins:
                ends = min(ends, piece.left)
            else:
                return False
        if len(row.pieces) > 2 or begins >= ends:
            return False
        self.begins, self.ends = begins, ends
        return True


def _columns(rows: Sequence[Line], start: int) -> tuple[int, float]:
    """Where the two columns that begin at a line end, and where the white is; `start` if none."""
    is_header = start == 0
    if not is_header and not _ENDING.match(rows[start].text):
        return start, 0.0
    window = rows[start : start + 1 + _HEADER_LINES]
    first = next((row for row in window if len(row.pieces) == 2), None)
    if first is None:
        return start, 0.0
    white = _White(first.pieces[0].right, first.pieces[1].left)
    stop = start
    for row in rows[start:]:
        far = stop > start and row.top - rows[stop - 1].bottom > _HEADER_GAP
        if (is_header and (far or _TO.match(row.text))) or not white.takes(row):
            break
        stop += 1
    if not any(len(row.pieces) == 2 for row in rows[start:stop]):
        return start, 0.0
    return stop, (white.begins + white.ends) / 2


def _by_column(rows: Sequence[Line], middle: float) -> Iterator[tuple[float, str]]:
    for on_left in (True, False):
        for row in rows:
            for piece in row.pieces:
                if (piece.right < middle) is on_left:
                    yield rows[0].top, piece.text
        yield rows[0].top, ""


def _centred(rows: Sequence[Line]) -> list[bool]:
    """Which lines stand in the middle, away from both margins."""
    left = min((row.pieces[0].left for row in rows), default=0.0)
    right = max((row.pieces[-1].right for row in rows), default=0.0)
    return [
        row.pieces[0].left - left > _INDENT
        and abs((row.pieces[0].left - left) - (right - row.pieces[-1].right)) < _OFF_CENTRE
        for row in rows
    ]
