"""The process inside of `directives.intake.pages`: a PDF on standard input, the answer on output.

measure       a line of JSON before the PDF; answers JSON
draw N        answers a PNG
recognise N   answers JSON (Tesseract inherits the limits)
parse         a text on standard input instead; answers JSON
"""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import unicodedata
from array import array
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from directives.intake import pages

_GAP = 3.0  # points two characters of one line may differ in height


def _limit(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))
    size = pages.MEGABYTES * 1024**2
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _picture(document: Any, number: int, scale: float) -> bytes:
    """A page as a grey or coloured PNG; an oversized one at a scale that fits."""
    page = document[number - 1]
    width, height = page.get_size()
    scale = min(scale, (pages.LARGEST / max(width * height, 1)) ** 0.5)
    out = io.BytesIO()
    page.render(scale=scale).to_pil().save(out, "PNG")
    return out.getvalue()


def draw(data: bytes, number: int) -> bytes:
    """The page at the width shown."""
    document = pdfium.PdfDocument(data)
    width, _ = document[number - 1].get_size()
    return _picture(document, number, pages.WIDTH / max(width, 1))


def recognise(data: bytes, number: int) -> bytes:
    """The words Tesseract reads on the page, in reading order."""
    document = pdfium.PdfDocument(data)
    picture = _picture(document, number, pages.OCR_SCALE)
    table = subprocess.run(
        ["tesseract", "-", "-", "-l", pages.LANGUAGE, "--dpi", "300", "tsv"],
        input=picture,
        capture_output=True,
        check=True,
    ).stdout.decode("utf-8", "replace")
    # An oversized page was drawn smaller: its width in pixels, in the first row, tells the scale.
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    scale = document[number - 1].get_size()[0] / max(int(rows[0][8]), 1) if rows else 1
    words, line = [], None
    for row in rows:
        if row[0] != "5" or not row[11].strip():
            continue
        sides = [round(int(side) * scale, 1) for side in row[6:10]]
        words.append([row[11], *sides, float(row[10]), row[2:5] != line])
        line = row[2:5]
    return json.dumps(words).encode()


def measure(data: bytes, wanted: dict[str, tuple[str, float]]) -> bytes:
    """Sizes of the pages, and the boxes of the wanted words."""
    document = pdfium.PdfDocument(data)
    sizes = [list(document[number].get_size()) for number in range(len(document))]
    letters, page_of, place_of = [], array("l"), array("l")
    texts = []
    for number in range(len(document)):
        text = document[number].get_textpage()
        texts.append(text)
        for place in range(text.count_chars()):
            for letter in _bare(chr(pdfium_c.FPDFText_GetUnicode(text, place))):
                letters.append(letter)
                page_of.append(number)
                place_of.append(place)
    whole = "".join(letters)
    boxes = {}
    for key, (words, far) in wanted.items():
        needle = "".join(letter for word in words for letter in _bare(word))
        start = _nearest(whole, needle, int(far * len(whole)))
        if start is not None:
            places = sorted({(page_of[n], place_of[n]) for n in range(start, start + len(needle))})
            boxes[key] = list(_lines(texts, sizes, places))
    return json.dumps({"sizes": sizes, "boxes": boxes}).encode()


def parse_text(data: bytes) -> bytes:
    """The papers a text holds."""
    from directives.importing.parse import parse  # needed by no other question

    return json.dumps([record.as_json() for record in parse(data.decode())]).encode()


def _bare(letter: str) -> str:
    """Letters and digits of a character without accents; nothing of all others."""
    parts = unicodedata.normalize("NFKD", letter).casefold().replace("đ", "d")
    return "".join(part for part in parts if part.isalnum())


def _nearest(whole: str, needle: str, near: int) -> int | None:
    """Where the words occur nearest to the expected place."""
    if len(needle) < 1:
        return None
    before, after = whole.rfind(needle, 0, near + len(needle)), whole.find(needle, near)
    found = [place for place in (before, after) if place >= 0]
    return min(found, key=lambda place: abs(place - near), default=None)


def _lines(
    texts: list[Any], sizes: list[list[float]], places: list[tuple[int, int]]
) -> Iterator[list[float]]:
    """One box a line: page (from 1), left, top, width, height."""
    row: list[float] | None = None  # page, left, bottom, right, top
    for page, place in places:
        left, bottom, right, top = texts[page].get_charbox(place)
        if row and row[0] == page and abs(row[2] - bottom) < _GAP * 3 and left >= row[1] - _GAP:
            row = [page, row[1], min(row[2], bottom), max(row[3], right), max(row[4], top)]
            continue
        if row:
            yield _from_top(row, sizes)
        row = [page, left, bottom, right, top]
    if row:
        yield _from_top(row, sizes)


def _from_top(row: list[float], sizes: list[list[float]]) -> list[float]:
    page, left, bottom, right, top = row
    height = sizes[int(page)][1]
    sides = (left - 1, height - top - 1, right - left + 2, top - bottom + 2)
    return [int(page) + 1, *(round(side, 1) for side in sides)]


def main(words: list[str]) -> int:
    """Answer one question; the exit status."""
    limits = {"recognise": pages.OCR_SECONDS, "parse": pages.PARSE_SECONDS}
    _limit(limits.get(words[0], pages.SECONDS))
    data = sys.stdin.buffer.read()
    if words[0] == "measure":
        head, _, pdf = data.partition(b"\n")
        answer = measure(pdf, json.loads(head))
    elif words[0] == "parse":
        answer = parse_text(data)
    else:
        answer = {"draw": draw, "recognise": recognise}[words[0]](data, int(words[1]))
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
