"""Tables of tasks: what their time column says, row by row."""

from __future__ import annotations

import re
from dataclasses import replace

from directives.deadlines import Kind, find_wordings, parse_wording
from directives.importing.bindings import Binding
from directives.importing.passage import Passage, bare

_TIME_COLUMN = re.compile(r"thoi gian|thoi han|tien do|hoan thanh|(?<!\w)han(?!\w)")
_TASK_COLUMN = re.compile(r"nhiem vu|noi dung|cong viec|hoat dong")
_NOT_TIME = re.compile(r"san pham|ket qua|noi dung|nhiem vu|don vi|co quan")


def read(text: Passage, year: int | None) -> list[Binding]:
    """What the time column of a table of tasks says, row by row."""
    found: list[Binding] = []
    column, task, at = -1, 1, 0
    for line in text.text.split("\n"):
        if "\t" in line:
            cells = line.split("\t")
            heads = [
                i
                for i, cell in enumerate(cells)
                if len(cell) < 60
                and _TIME_COLUMN.search(bare(cell))
                and not _NOT_TIME.search(bare(cell))
            ]
            if heads and not re.search(r"[0-9]", cells[0] + cells[heads[0]]):
                column = heads[0]
                task = _task_column(cells)
            elif 0 <= column < len(cells):
                start = at + sum(len(cell) + 1 for cell in cells[:column])
                about = " ".join(cells[task].split()) if task < len(cells) else ""
                found += [replace(each, about=about) for each in _cell(cells[column], start, year)]
        elif line.strip():
            column = column if len(line) < 60 else -1
        at += len(line) + 1
    return found


def _task_column(heads: list[str]) -> int:
    """The column that says what is to be done; the second where none is called so."""
    named = [i for i, head in enumerate(heads) if _TASK_COLUMN.search(bare(head))]
    return named[0] if named else 1


def _cell(cell: str, start: int, year: int | None) -> list[Binding]:
    if not cell.strip() or (
        re.search(r"(?:đến|tới|[0-9]\s*[-–]\s*(?:[0-9]{1,2}/|tháng))", cell)
        and "đến hết" not in cell.lower()
        and not re.search("trước|chậm nhất", cell, re.IGNORECASE)
    ):
        return []
    inside = [
        Binding(start + each.start, start + each.end, each.deadline, 0.85)
        for each in find_wordings(cell, year=year)
        if each.deadline.rule.kind is not Kind.OPEN
    ]
    if inside:
        return inside
    deadline = parse_wording(cell, year=year)
    if deadline is None or deadline.rule.kind is Kind.OPEN:
        return []
    lead = len(cell) - len(cell.lstrip())
    return [
        Binding(
            start + lead, start + len(cell.rstrip()), replace(deadline, wording=cell.strip()), 0.85
        )
    ]
