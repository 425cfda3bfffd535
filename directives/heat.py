"""Bản đồ nhiệt (screens §6, G3): how far each place is, week by week or task by task.

A cell's figure is the share of the work due in that week (or of that task) that is done; a corner
is hatched where some of it is overdue. Colours come in five steps, and the figure is printed in
every cell, so the map reads in grey and by a screen reader.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.db.models.functions import TruncWeek

from directives.models import Task
from directives.progress import Counts, Row, counts_by
from directives.querysets import AssignmentQuerySet
from units.dates import HANOI, format_date, in_hanoi
from units.models import Area

# The latest half-year of weeks fits a landscape page.
MOST_COLUMNS = 26
ROWS_A_PAGE = 40
# From which share (in per cent) a step begins, its ground, the ink on it.
STEPS = (
    (80, "#1D4F86", "#FFFFFF"),
    (60, "#5E8FC0", "#1B2430"),
    (40, "#A3C0DD", "#1B2430"),
    (20, "#D3E0EE", "#1B2430"),
    (0, "#F3F6FA", "#1B2430"),
)
# Units of the drawing: width of the names, a column, a line, the head with its slanted words.
_NAMES, _COLUMN, _LINE, _HEAD = 260, 36, 28, 80
_LETTERS = 30


@dataclass(frozen=True)
class Column:
    """A week (by its Monday) or a task: a short head for the drawing, full words for the table."""

    key: Any
    head: str
    words: str


@dataclass(frozen=True)
class Cell:
    """Figures of one place in one column, and where they are drawn."""

    column: Column
    counts: Counts
    x: int

    @property
    def share(self) -> int:
        """Per cent done, rounded down: 100 only when everything is."""
        return self.counts.done * 100 // self.counts.total

    @property
    def colours(self) -> tuple[str, str]:
        return next((ground, ink) for least, ground, ink in STEPS if self.share >= least)

    @property
    def middle(self) -> int:
        return self.x + _COLUMN // 2

    @property
    def right(self) -> int:
        return self.x + _COLUMN - 2


@dataclass(frozen=True)
class Line:
    """One place or unit with its cells, None where nothing was due."""

    row: Row
    name: str
    y: int
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Map:
    """The whole drawing; `left_out` counts earlier columns that found no room."""

    columns: tuple[tuple[Column, int], ...]
    lines: tuple[Line, ...]
    left_out: int

    @property
    def width(self) -> int:
        return _NAMES + _COLUMN * len(self.columns) + 40

    @property
    def height(self) -> int:
        return _HEAD + _LINE * len(self.lines) + 4


def by_week(
    rows: AssignmentQuerySet, area: Area, now: dt.datetime
) -> tuple[list[Column], dict[tuple[int, int], dict[Any, Counts]]]:
    """Columns are the weeks (Monday to Sunday, Hanoi) in which work is due; dateless work last."""
    week = TruncWeek("due_at", tzinfo=HANOI)
    found = counts_by(rows, area, now, week)
    keys = {key for cells in found.values() for key in cells}
    columns = [_week(key) for key in sorted(key for key in keys if key is not None)]
    if None in keys:
        columns.append(Column(None, "không hạn", "không ghi hạn"))
    return columns, found


def _week(start: dt.datetime) -> Column:
    monday = in_hanoi(start).date()
    sunday = monday + dt.timedelta(days=6)
    words = f"tuần {format_date(monday)} – {format_date(sunday)}"
    return Column(start, f"{monday.day}/{monday.month}", words)


def by_task(
    rows: AssignmentQuerySet, area: Area, now: dt.datetime
) -> tuple[list[Column], dict[tuple[int, int], dict[Any, Counts]]]:
    """Columns are the tasks of the papers, in their order there."""
    found = counts_by(rows, area, now, F("task"))
    keys = {key for cells in found.values() for key in cells}
    tasks = Task.objects.filter(pk__in=keys).order_by("document", "order", "pk")
    columns = [Column(task.pk, f"việc {n}", f"{n}. {task}") for n, task in enumerate(tasks, 1)]
    return columns, found


def drawn(
    rows: Sequence[Row],
    columns: Sequence[Column],
    found: Mapping[tuple[int, int], Mapping[Any, Counts]],
) -> Map:
    """Lay the rows of one page out; the latest columns are kept when there are too many."""
    kept = columns[-MOST_COLUMNS:]
    placed = tuple((column, _NAMES + place * _COLUMN) for place, column in enumerate(kept))
    lines = tuple(
        Line(row, _short(row.name), _HEAD + n * _LINE, _cells(placed, found.get(row.key, {})))
        for n, row in enumerate(rows)
    )
    return Map(placed, lines, len(columns) - len(kept))


def _cells(
    placed: Sequence[tuple[Column, int]], counted: Mapping[Any, Counts]
) -> tuple[Cell | None, ...]:
    return tuple(
        Cell(column, counted[column.key], x) if column.key in counted else None
        for column, x in placed
    )


def _short(name: str) -> str:
    return name if len(name) <= _LETTERS else name[: _LETTERS - 1].rstrip() + "…"
