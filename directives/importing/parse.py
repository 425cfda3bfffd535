"""The parser from end to end: text in, one record per document out. No database, no clock."""

from __future__ import annotations

import re
from itertools import pairwise

from directives.importing import blocks, body, cites, ending, header, issuers, limits, tasks
from directives.importing.heading import unfolded
from directives.importing.normalise import normalise
from directives.importing.passage import Passage, joined
from directives.importing.record import Record

LONGEST = 4_000_000
"""Characters read at most: some thousand pages."""


def parse(text: str) -> list[Record]:
    """Return what each document of the text says, in reading order; at least one record.

    Any text gives a record, if only an empty one. Spans count characters of `text`.
    """
    whole = normalise(text[:LONGEST])
    rows = unfolded(_single_spaced(whole.lines()))
    records: list[Record] = []
    for block in blocks.split(rows):
        records.append(_read(block))
    return records


def _single_spaced(rows: list[Passage]) -> list[Passage]:
    """The lines without the blank ones, where a program put one after every line."""
    filled = sum(bool(row.text) for row in rows)
    together = sum(bool(one.text and other.text) for one, other in pairwise(rows))
    if filled < _FEW_LINES or together * 20 > filled:
        return rows
    return [row for row in rows if row.text]


_FEW_LINES = 12  # too few to tell a habit from chance


def _read(block: blocks.Blocks) -> Record:
    record = Record()
    title = header.read(block.header, record)
    ending.read(block.ending, record)
    prose = joined([block.body, block.after], "\n")
    header.entitled(block.body, record)
    header.attached(prose, record)
    issuers.infer(record, block.body, joined(block.ending, "\n").text)
    everything = joined([title, prose, *_notes(block)], "\n")
    places = cites.read(everything, record)
    record.year = record.year or _year(record)
    items = body.outlined(block.body)
    given = body.read(items, record)
    bindings = limits.read(prose, _cited(everything, places, prose), record)
    tasks.read(given, prose, bindings, record)
    return record


def _notes(block: blocks.Blocks) -> list[Passage]:
    return [row for row in block.ending if re.match(r"[¹²³⁴⁵⁶⁷⁸⁹\[(]", row.text)]


def _cited(
    everything: Passage, places: list[tuple[int, int]], prose: Passage
) -> list[tuple[int, int]]:
    """Where citations stand in the prose, which is a part of everything that is searched."""
    offset = everything.text.find(prose.text) if prose.text else 0
    return [(start - offset, end - offset) for start, end in places if end > offset]


def _year(record: Record) -> int | None:
    """The year of an undated paper: the one its title names, or the latest it cites."""
    if match := re.search(r"năm (20[0-9]{2})", record.get("title") or ""):
        return int(match[1])
    cited = [int(cite["date"][:4]) for cite in record.get("cites") if cite["date"]]
    return max(cited, default=None)
