"""The left half of the check page: the original with everything found in it outlined.

Pages of a PDF are pictures with boxes over them; any other original is its text, line by line.
Each found stretch has an anchor that the field on the right leads to.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

Span = tuple[int, int]


@dataclass(frozen=True)
class Place:
    """Where something was read: the anchor, and how people call the place ("trang 2")."""

    anchor: str
    label: str


@dataclass(frozen=True)
class Piece:
    """Letters of a line that belong together; `anchors` of what begins with them."""

    text: str
    found: bool = False
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    number: int
    pieces: list[Piece]


@dataclass(frozen=True)
class Box:
    """An outlined place on a page, in points; the first of a stretch carries its anchor."""

    anchor: str
    x: float
    y: float
    width: float
    height: float


@dataclass
class Page:
    number: int
    width: float
    height: float
    boxes: list[Box] = field(default_factory=list)

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width:.1f} {self.height:.1f}"


@dataclass(frozen=True)
class Original:
    """Pages and lines to show, and the places of each field of the record."""

    pages: list[Page]
    lines: list[Line]
    places: dict[str, list[Place]]


def look(
    text: str, pages: Mapping[str, Any], part: int, spans: Mapping[str, Any], whole: Span
) -> Original:
    """The original of one paper: `whole` its stretch of the text, `spans` what was read where."""
    drawn = [
        Page(number, float(width), float(height))
        for number, (width, height) in enumerate(pages.get("sizes", ()), start=1)
    ]
    boxes, starts = pages.get("boxes", {}), pages.get("starts", ())
    places: dict[str, list[Place]] = {}
    marks: list[tuple[Span, str]] = []
    # A database keeps the fields of a record in whatever order it likes.
    for key, stretches in sorted(spans.items()):
        for number, (start, stop) in enumerate(stretches):
            anchor = f"v-{key}-{number}"
            on_page = _draw(drawn, boxes.get(f"{part}-{key}-{number}", ()), anchor)
            if on_page:
                label = f"trang {on_page}"
            elif starts:
                label = f"trang {bisect_right(starts, start)}"
            else:
                label = f"dòng {_line_of(text, whole, start)}"
            places.setdefault(key, []).append(Place(anchor, label))
            # On a page it has its anchor already; in the text it is only coloured.
            marks.append(((start, stop), "" if on_page else anchor))
    return Original(drawn, _lines(text, whole, marks), places)


def _draw(drawn: list[Page], boxes: Any, anchor: str) -> int:
    """Put the boxes on their pages; the number of the first page, 0 without boxes."""
    first = 0
    for number, x, y, width, height in boxes:
        if 1 <= number <= len(drawn):
            drawn[number - 1].boxes.append(Box("" if first else anchor, x, y, width, height))
            first = first or number
    return first


def _line_of(text: str, whole: Span, place: int) -> int:
    """The number of the line as `_lines` counts them."""
    before = text[whole[0] : place].split("\n")
    return sum(1 for line in before[:-1] if line.strip()) + 1


def _lines(text: str, whole: Span, marks: list[tuple[Span, str]]) -> list[Line]:
    """The lines that are not blank, each cut where something found begins or ends."""
    lines: list[Line] = []
    place = whole[0]
    for raw in text[whole[0] : whole[1]].split("\n"):
        end = place + len(raw)
        if raw.strip():
            inside = [
                (max(start, place), min(stop, end), anchor if start >= place else "")
                for (start, stop), anchor in marks
                if start < end and stop > place
            ]
            lines.append(Line(len(lines) + 1, _pieces(text, place, end, inside)))
        place = end + 1
    return lines


def _pieces(text: str, begin: int, end: int, inside: list[tuple[int, int, str]]) -> list[Piece]:
    cuts = sorted({begin, end, *(c for start, stop, _ in inside for c in (start, stop))})
    return [
        Piece(
            text[a:b],
            any(start <= a and b <= stop for start, stop, _ in inside),
            tuple(anchor for start, _, anchor in inside if start == a and anchor),
        )
        for a, b in pairwise(cuts)
    ]
