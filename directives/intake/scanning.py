"""Scans: read page by page by the worker, with the place and the certainty of every word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from activity import outbox
from directives.importing.errors import UnreadableFileError
from directives.intake import pages, reading, secrecy
from directives.models import Import
from directives.states import ImportState
from units.text import one_line

# One word as `pages.recognise` gives it: letters, left, top, width, height in points, how sure the
# machine is (0 to 100), whether a new line begins with it.
Word = Sequence[Any]


# Two columns on one line, as `directives.importing.read_pdf` divides them.
_WIDE, _COLUMNS = 17.0, "    "


@dataclass(frozen=True)
class Placed:
    """A recognised word and where its letters came to stand in the text."""

    start: int
    stop: int
    page: int
    box: tuple[float, float, float, float]
    sure: float


@outbox.handles(reading.RECOGNISE, "Nhận dạng chữ trang quét")
def recognise_job(payload: dict[str, Any]) -> None:
    """Read one page of a scan and promise the next; the last one ends the reading.

    A page nothing can be read from is left empty: the others still help.
    """
    page = payload["page"]
    row = Import.objects.filter(pk=payload["import"], state=ImportState.EXTRACTING).first()
    if row is None or row.pages_read != page - 1:
        return
    words = pages.recognise(row.read(), page)
    read = [*row.pages["words"], words]
    # Parsed before the transaction: it must not keep other writers waiting.
    found = _papers(read) if page == len(row.pages["sizes"]) else None
    with transaction.atomic():
        row = Import.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if row.state != ImportState.EXTRACTING or row.pages_read != page - 1:
            return
        row.pages_read = page
        row.pages["words"] = read
        row.save(update_fields=["pages_read", "pages"])
        if found is None:
            reading.promise_page(row, page + 1)
        else:
            _end(row, *found)


def _end(row: Import, text: str, placed: list[Placed], records: reading.Records) -> None:
    if secrecy.is_marked(text):
        reading.refuse(row, reading.SECRET)
        return
    read = row.pages.pop("words")
    if not text.strip():
        row.problem = reading.SCANNED
    row.pages["boxes"] = boxes(records, placed)
    row.pages["starts"] = [
        next((word.start for word in placed if word.page >= page), len(text))
        for page in range(1, len(read) + 1)
    ]
    reading.split(row, text, row.pages, records)
    reading.tell_end(row)


def _papers(read: Sequence[Sequence[Word]]) -> tuple[str, list[Placed], reading.Records]:
    """The text of all pages, its words, and the papers in it; how sure follows the words."""
    text, placed = assembled(read)
    try:
        records = reading.parsed(text)
    except UnreadableFileError:
        records = []
    for record in records:
        doubt(record, placed)
    return text, placed, records


def assembled(read: Sequence[Sequence[Word]]) -> tuple[str, list[Placed]]:
    """The pages as one text, line by line, columns apart, and where each word stands in it."""
    parts: list[str] = []
    placed: list[Placed] = []
    place, edge = 0, 0.0
    for page, words in enumerate(read, start=1):
        for number, (letters, left, top, width, height, sure, opens) in enumerate(words):
            clean = one_line(letters)
            if not clean:
                continue
            gap = "\n" if opens or not number else _COLUMNS if left - edge > _WIDE else " "
            gap, edge = gap if parts else "", left + width
            parts.append(gap + clean)
            start = place + len(gap)
            place = start + len(clean)
            placed.append(Placed(start, place, page, (left, top, width, height), sure))
    return "".join(parts), placed


def _inside(placed: Iterable[Placed], spans: Iterable[Sequence[int]]) -> list[Placed]:
    wanted = list(spans)
    return [
        word
        for word in placed
        if any(word.start < stop and word.stop > start for start, stop in wanted)
    ]


def doubt(record: dict[str, Any], placed: Sequence[Placed]) -> None:
    """No field is surer than the least sure of the words it was read from."""
    for key, spans in record["spans"].items():
        words = _inside(placed, spans)
        if words:
            least = min(word.sure for word in words) / 100
            record["confidence"][key] = round(min(record["confidence"][key], least), 2)


def boxes(records: reading.Records, placed: Sequence[Placed]) -> dict[str, list[list[float]]]:
    """Where everything read stands on the pages, a box for each line (see `pages.measure`)."""
    return {
        f"{part}-{key}-{number}": _lines(_inside(placed, [span]))
        for part, record in enumerate(records, start=1)
        for key, spans in record["spans"].items()
        for number, span in enumerate(spans)
    }


def _lines(words: Sequence[Placed]) -> list[list[float]]:
    found: list[list[float]] = []
    for word in words:
        left, top, width, height = word.box
        last = found[-1] if found else None
        if last and last[0] == word.page and left > last[1] and abs(last[2] - top) < last[4]:
            right, foot = left + width, max(last[2] + last[4], top + height)
            last[2] = min(last[2], top)
            last[3], last[4] = right - last[1], foot - last[2]
        else:
            found.append([word.page, left, top, width, height])
    return [[row[0], *(round(side, 1) for side in row[1:])] for row in found]
