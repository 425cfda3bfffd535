"""A printed file as a ruler sees it, read with pdfium: lines of text, drawn shapes, fonts.

pdfium is some thirty times faster here than a reader written in Python, which is what lets every
paper of the zoo be measured in one test run. Places are millimetres from the top left.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MM = 72 / 25.4

_GAP = 15
"""Points between two glyphs on one baseline that make them two blocks."""
_CELL = 5
"""The same where there is no blank: a justified line only widens its blanks."""

_DRAWN = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE]
_COARSE = 0.4
"""Pixels a point when only the amount of ink counts."""

Colour = tuple[int, int, int]
BLACK: Colour = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character, in points from the top left."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    font: str
    colour: Colour
    upright: bool
    mapped: bool
    spaced: bool
    """A blank stands before it: typed, or seen by pdfium in a widened gap."""


@dataclass(frozen=True)
class Line:
    """Characters on one baseline without a wide gap; lengths in mm, sizes in points."""

    page: int
    text: str
    x0: float
    x1: float
    baseline: float
    sizes: frozenset[float]
    styles: frozenset[str]
    colours: frozenset[Colour]

    @property
    def size(self) -> float:
        """The size of most of the line; mixed sizes count as the largest."""
        return max(self.sizes)

    @property
    def style(self) -> str:
        """ "Regular", "Bold", "Italic", "BoldItalic", or "" when the line mixes them."""
        return next(iter(self.styles)) if len(self.styles) == 1 else ""

    @property
    def top(self) -> float:
        """The top of the capitals: 0.676 em above the baseline in Times and its likes."""
        return self.baseline - 0.676 * self.size / MM

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def width(self) -> float:
        return self.x1 - self.x0


@dataclass(frozen=True)
class Shape:
    """One drawn path: its bounding box in mm and its colour."""

    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    colour: Colour
    filled: bool

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def thickness(self) -> float:
        """Height in points."""
        return (self.bottom - self.top) * MM


class Measured:
    """One printed file, taken apart once."""

    def __init__(self, pdf: bytes) -> None:
        self.sizes: list[tuple[float, float]] = []
        self.glyphs: list[list[Glyph]] = []
        self.shapes: list[Shape] = []
        self.ink: list[float] = []
        """Share of each page that is darker than a printed line of text can make it."""
        self.images = 0
        self.fonts: dict[str, bool] = {}
        document = pdfium.PdfDocument(pdf)
        try:
            for number in range(len(document)):
                page = document[number]
                try:
                    self._page(number, page)
                finally:
                    page.close()
        finally:
            document.close()

    def _page(self, number: int, page: pdfium.PdfPage) -> None:
        width, height = page.get_size()
        self.sizes.append((width / MM, height / MM))
        textpage = page.get_textpage()
        try:
            self.glyphs.append(list(_glyphs(textpage, height, self._font)))
        finally:
            textpage.close()
        picture = page.render(scale=_COARSE, grayscale=True).to_pil()
        dark = sum(picture.histogram()[:60])
        self.ink.append(dark / (picture.width * picture.height))
        for item in page.get_objects(filter=_DRAWN):
            if item.type == raw.FPDF_PAGEOBJ_IMAGE:
                self.images += 1
                continue
            left, bottom, right, top = item.get_bounds()
            mode, stroke = ctypes.c_int(), ctypes.c_int()
            raw.FPDFPath_GetDrawMode(item.raw, mode, stroke)
            self.shapes.append(
                Shape(
                    page=number,
                    x0=left / MM,
                    x1=right / MM,
                    top=(height - top) / MM,
                    bottom=(height - bottom) / MM,
                    colour=_colour(
                        raw.FPDFPageObj_GetFillColor
                        if mode.value
                        else raw.FPDFPageObj_GetStrokeColor,
                        item.raw,
                    ),
                    filled=bool(mode.value),
                )
            )

    def _font(self, font: object) -> str:
        size = raw.FPDFFont_GetBaseFontName(font, None, 0)
        buffer = ctypes.create_string_buffer(size)
        raw.FPDFFont_GetBaseFontName(font, buffer, size)
        name = buffer.value.decode()
        self.fonts[name] = bool(raw.FPDFFont_GetIsEmbedded(font))
        return name

    @cached_property
    def lines(self) -> list[Line]:
        """Every upright line of text, page by page from the top, from the left."""
        found = [
            line
            for number, glyphs in enumerate(self.glyphs)
            for line in _lines(number, [glyph for glyph in glyphs if glyph.upright])
        ]
        return sorted(found, key=lambda line: (line.page, round(line.baseline, 1), line.x0))

    @property
    def rules(self) -> list[Shape]:
        """Drawn level lines."""
        return [s for s in self.shapes if s.filled and s.thickness < 2 and s.width > 3]

    def under(self, line: Line) -> Shape | None:
        """The drawn rule nearest below a line, in its own block."""
        below = [
            rule
            for rule in self.rules
            if rule.page == line.page
            and rule.top > line.baseline
            and line.x0 - 1 < rule.centre < line.x1 + 1
        ]
        return min(below, key=lambda rule: rule.top, default=None)

    def stream(self, page: int, keep: Callable[[Glyph], bool]) -> str:
        """The page's text in the order it was drawn, without blanks."""
        return "".join(glyph.text for glyph in self.glyphs[page] if keep(glyph))


def _colour(read: Callable[..., int], handle: object) -> Colour:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    read(handle, red, green, blue, alpha)
    return red.value, green.value, blue.value


def _glyphs(
    textpage: pdfium.PdfTextPage, height: float, font_name: Callable[[object], str]
) -> Iterator[Glyph]:
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    runs: dict[int, tuple[str, Colour]] = {}
    spaced = False
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if raw.FPDFText_IsGenerated(textpage, index) == 1 or chr(code).isspace():
            spaced = spaced or chr(code) in " \u00a0"
            continue
        run = raw.FPDFText_GetTextObject(textpage, index)
        key = ctypes.addressof(run.contents)
        if key not in runs:
            name = font_name(raw.FPDFTextObj_GetFont(run))
            runs[key] = name, _colour(raw.FPDFPageObj_GetFillColor, run)
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        raw.FPDFText_GetLooseCharBox(textpage, index, box)
        raw.FPDFText_GetMatrix(textpage, index, matrix)
        yield Glyph(
            text=chr(code),
            x0=x.value,
            x1=max(box.right, x.value),
            baseline=height - y.value,
            size=round(raw.FPDFText_GetFontSize(textpage, index) * abs(matrix.d), 2),
            font=runs[key][0],
            colour=runs[key][1],
            upright=abs(matrix.b) < 1e-3 and abs(matrix.c) < 1e-3,
            mapped=code != 0 and raw.FPDFText_HasUnicodeMapError(textpage, index) == 0,
            spaced=spaced,
        )
        spaced = False


def _lines(number: int, glyphs: list[Glyph]) -> Iterator[Line]:
    rows: dict[float, list[Glyph]] = {}
    for glyph in glyphs:
        base = glyph.baseline
        key = next((key for key in rows if abs(key - base) < 0.5), base)
        rows.setdefault(key, []).append(glyph)
    for row in rows.values():
        row.sort(key=lambda glyph: glyph.x0)
        cuts = [
            n
            for n, (a, b) in enumerate(pairwise(row), 1)
            if b.x0 - a.x1 > (_GAP if b.spaced else _CELL)
        ]
        for start, end in pairwise([0, *cuts, len(row)]):
            yield _line(number, row[start:end])


def _line(number: int, glyphs: list[Glyph]) -> Line:
    blanks = "".join(f" {glyph.text}" if glyph.spaced else glyph.text for glyph in glyphs)
    return Line(
        page=number,
        text=blanks.strip(),
        x0=glyphs[0].x0 / MM,
        x1=glyphs[-1].x1 / MM,
        baseline=glyphs[0].baseline / MM,
        sizes=frozenset(glyph.size for glyph in glyphs),
        styles=frozenset(_style(glyph.font) for glyph in glyphs),
        colours=frozenset(glyph.colour for glyph in glyphs),
    )


def _style(font: str) -> str:
    tail = font.partition("+")[2].rpartition("-")[2].lower()
    bold, italic = "bold" in tail, "italic" in tail
    return {(1, 1): "BoldItalic", (1, 0): "Bold", (0, 1): "Italic"}.get((bold, italic), "Regular")
