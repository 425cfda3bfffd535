"""A printed paper as a ruler sees it: lines of text with place, font and size; drawn rules."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pdfplumber

MM = 72 / 25.4

_GAP = 15
"""Points between two characters on one baseline that make them two blocks."""
_CELL = 5
"""The same where no space was typed: a justified line only widens its spaces."""


@dataclass(frozen=True)
class TextLine:
    """Characters on one baseline without a wide gap. Places in mm from the top left."""

    page: int
    text: str
    x0: float
    x1: float
    top: float
    baseline: float
    sizes: frozenset[float]
    fonts: frozenset[str]
    colours: frozenset[tuple[float, ...]]

    @property
    def size(self) -> float:
        (size,) = self.sizes
        return size

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def style(self) -> str:
        (font,) = {name.rpartition("-")[2] if "-" in name else "Regular" for name in self.fonts}
        return font


@dataclass(frozen=True)
class Rule:
    """A filled level rectangle: a drawn line."""

    page: int
    x0: float
    x1: float
    top: float
    thickness: float  # in points

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def width(self) -> float:
        return self.x1 - self.x0


class Printed:
    """The measured paper."""

    def __init__(self, pdf: bytes) -> None:
        with pdfplumber.open(io.BytesIO(pdf)) as document:
            pages = document.pages
            self.sizes = [(float(page.width) / MM, float(page.height) / MM) for page in pages]
            self.lines = [line for n, page in enumerate(pages) for line in _lines(n, page)]
            self.slanted = [
                "".join(char["text"] for char in page.chars if not char["upright"])
                for page in pages
            ]
            self.rules = [
                Rule(
                    n,
                    float(rect["x0"]) / MM,
                    float(rect["x1"]) / MM,
                    float(rect["top"]) / MM,
                    float(rect["height"]),
                )
                for n, page in enumerate(pages)
                for rect in page.rects
                if rect["fill"] and rect["height"] < 2 and rect["width"] > 10
            ]
            self.rects = [rect for page in pages for rect in page.rects]
            self.fonts = {char["fontname"] for page in pages for char in page.chars}
            self.metadata: dict[str, Any] = document.metadata

    def page(self, number: int) -> list[TextLine]:
        return [line for line in self.lines if line.page == number]

    def find(self, text: str) -> TextLine:
        """The one line that begins with this text."""
        (line,) = [line for line in self.lines if line.text.startswith(text)]
        return line

    def under(self, line: TextLine) -> Rule:
        """The drawn rule nearest below a line, in its own block."""
        below = [
            rule
            for rule in self.rules
            if rule.page == line.page
            and rule.top > line.baseline
            and line.x0 - 1 < rule.centre < line.x1 + 1
        ]
        return min(below, key=lambda rule: rule.top)

    def paragraphs(self) -> list[list[TextLine]]:
        """The body: runs of lines that start 10 mm in, up to the next such line, on one page."""
        left = 30
        found: list[list[TextLine]] = []
        for line in self.lines:
            if abs(line.x0 - left - 10) < 0.5 and line.size in (13, 14, 15):
                found.append([line])
            elif (
                found
                and abs(line.x0 - left) < 0.5
                and line.page == found[-1][-1].page
                and line.sizes == found[-1][-1].sizes
                and line.baseline - found[-1][-1].baseline < 8
            ):
                found[-1].append(line)
        return found


def _lines(number: int, page: Any) -> list[TextLine]:
    rows: dict[float, list[dict[str, Any]]] = {}
    for char in page.chars:
        if not char["upright"]:
            continue
        base = float(char["matrix"][5])
        key = next((key for key in rows if abs(key - base) < 0.5), base)
        rows.setdefault(key, []).append(char)
    found = []
    for row in rows.values():
        row.sort(key=lambda char: char["x0"])
        starts = [
            n
            for n, (a, b) in enumerate(pairwise(row), 1)
            if b["x0"] - a["x1"] > (_GAP if a["text"].isspace() else _CELL)
        ]
        for start, end in pairwise([0, *starts, len(row)]):
            if line := _line(number, page, row[start:end]):
                found.append(line)
    return sorted(found, key=lambda line: (line.page, line.baseline, line.x0))


def _line(number: int, page: Any, chars: list[dict[str, Any]]) -> TextLine | None:
    while chars and chars[0]["text"].isspace():
        chars = chars[1:]
    while chars and chars[-1]["text"].isspace():
        chars = chars[:-1]
    if not chars:
        return None
    return TextLine(
        page=number,
        text="".join(char["text"] for char in chars),
        x0=float(chars[0]["x0"]) / MM,
        x1=float(chars[-1]["x1"]) / MM,
        top=min(float(char["top"]) for char in chars) / MM,
        baseline=(float(page.height) - float(chars[0]["matrix"][5])) / MM,
        sizes=frozenset(round(float(char["size"]), 2) for char in chars),
        fonts=frozenset(char["fontname"].partition("+")[2] for char in chars),
        colours=frozenset(tuple(char["non_stroking_color"]) for char in chars),
    )
