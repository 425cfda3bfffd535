"""Pictures for the demo's signatures: a scrawl in blue ink, a red seal that says it is no seal.

Real ones are scanned from the person's hand and the agency's registered stamp (NĐ 30/2020, PL I,
II.7.d and II.8.a); these let the demo show where they stand on the paper.
"""

from __future__ import annotations

import functools
import io
import math
import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from documents.fonts import faces

BLUE = (20, 40, 150)
RED = (200, 20, 30)

# 300 dpi on paper: 40 × 18 mm and 36 mm. Drawn three times as large, so that edges come out smooth.
SIGNATURE_PIXELS = (472, 213)
SEAL_PIXELS = 425
OVERSAMPLING = 3

TALL = frozenset("bdhklt")
DEEP = frozenset("gpqy")

Point = tuple[float, float]


@functools.lru_cache(maxsize=64)
def signature_image(name: str) -> bytes:
    """A scrawl in blue on a transparent ground (PNG), always the same for the same name."""
    width, height = (side * OVERSAMPLING for side in SIGNATURE_PIXELS)
    ink = Image.new("L", (width, height))
    pen = ImageDraw.Draw(ink)
    for (x1, y1), (x2, y2) in pairwise(_smooth(_strokes(name, width, height))):
        # A pen leaves more ink on its way down.
        weight = OVERSAMPLING * (2.2 if y2 > y1 else 1.3)
        steps = max(1, int(math.dist((x1, y1), (x2, y2)) / OVERSAMPLING))
        for step in range(steps):
            x, y = x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps
            pen.ellipse((x - weight, y - weight, x + weight, y + weight), fill=255)
    return _png(ink, BLUE, SIGNATURE_PIXELS)


def _strokes(name: str, width: int, height: int) -> list[Point]:
    """The turning points of the pen: a large first letter, the given name, a line back under it."""
    chance = random.Random(name)
    given = (name.split() or ["?"])[-1].lower()
    # A short name still fills the place; letters beyond eight are never written out.
    letters = (given * 8)[: max(4, min(8, len(given)))]
    base, middle = height * 0.62, height * 0.42
    x = width * 0.08
    points = [
        (x, height * 0.5),
        (x + width * 0.09, height * 0.08),
        (x + width * 0.05, height * 0.9),
    ]
    points += [(x, height * 0.7), (x + width * 0.16, middle)]
    step = width * 0.6 / len(letters)
    x += width * 0.16
    for letter in letters:
        top = height * 0.16 if letter in TALL else middle + height * chance.uniform(-0.06, 0.06)
        foot = height * 0.88 if letter in DEEP else base + height * chance.uniform(-0.05, 0.05)
        points += [(x + step * 0.75, top), (x + step * 0.35, foot)]
        x += step * chance.uniform(0.85, 1.1)
    points += [(width * 0.93, height * 0.4), (width * 0.5, height * 0.78)]
    return [*points, (width * 0.12, height * 0.88), (width * 0.9, height * 0.72)]


def _smooth(points: list[Point], pieces: int = 24) -> Iterator[Point]:
    """A curve through all points (Catmull-Rom)."""
    padded = [points[0], *points, points[-1]]
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for piece in range(pieces):
            t = piece / pieces
            x, y = (
                0.5
                * (
                    2 * b[axis]
                    + (c[axis] - a[axis]) * t
                    + (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis]) * t**2
                    + (3 * b[axis] - a[axis] - 3 * c[axis] + d[axis]) * t**3
                )
                for axis in (0, 1)
            )
            yield x, y


@functools.lru_cache(maxsize=64)
def seal_image(text: str) -> bytes:
    """A round red seal with the agency's name and "TRÌNH DIỄN" across it (PNG, transparent).

    Raises documents.fonts.FontsMissing without a font that holds every Vietnamese letter.
    """
    side = SEAL_PIXELS * OVERSAMPLING
    ink = Image.new("L", (side, side))
    pen = ImageDraw.Draw(ink)
    for inset, weight in ((0.005, 0.02), (0.035, 0.008), (0.25, 0.008)):
        edge = side * inset
        pen.ellipse((edge, edge, side - edge, side - edge), outline=255, width=round(side * weight))
    font, radius = faces()["bold"].path, side * 0.355
    _write_round(ink, text.upper(), font, radius=radius, size=side * 0.085, top=True)
    _write_round(ink, "KHÔNG CÓ GIÁ TRỊ", font, radius=radius, size=side * 0.06, top=False)
    middle = ImageFont.truetype(font, round(side * 0.1))
    for line, height in (("TRÌNH", 0.44), ("DIỄN", 0.57)):
        pen.text((side / 2, side * height), line, font=middle, fill=255, anchor="mm")
    return _png(ink, RED, (SEAL_PIXELS, SEAL_PIXELS))


def _write_round(
    ink: Image.Image, text: str, font_file: Path, *, radius: float, size: float, top: bool
) -> None:
    """Write along a circle round the middle: over the top, or under the bottom and upright there.

    A long name is set smaller until it leaves room for the text on the other side.
    """
    longest = radius * math.radians(230 if top else 90)
    font = ImageFont.truetype(font_file, round(size))
    if (length := font.getlength(text)) > longest:
        font = ImageFont.truetype(font_file, round(size * longest / length))
    middle, cell, turn = ink.width / 2, round(size * 2), 1 if top else -1
    angle = -font.getlength(text) / radius / 2
    for letter in text:
        half = font.getlength(letter) / radius / 2
        angle += half
        glyph = Image.new("L", (cell, cell))
        ImageDraw.Draw(glyph).text((cell / 2, cell / 2), letter, font=font, fill=255, anchor="mm")
        glyph = glyph.rotate(-turn * math.degrees(angle), resample=Image.Resampling.BICUBIC)
        x = middle + radius * math.sin(angle) - cell / 2
        y = middle - turn * radius * math.cos(angle) - cell / 2
        ink.paste(255, (round(x), round(y)), glyph)
        angle += half


def _png(ink: Image.Image, colour: tuple[int, int, int], size: tuple[int, int]) -> bytes:
    """Where there is ink, the colour; elsewhere nothing. One colour throughout packs small."""
    picture = Image.new("RGB", size, colour)
    picture.putalpha(ink.resize(size, Image.Resampling.LANCZOS))
    stream = io.BytesIO()
    picture.save(stream, "PNG", optimize=True)
    return stream.getvalue()
