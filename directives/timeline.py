"""Dòng thời gian (screens §6, G4 and G5): the days each level took, and answers day by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Min
from django.db.models.functions import TruncDate

from directives import origin
from directives.models import Task
from directives.querysets import AssignmentQuerySet
from documents.models import Document
from units.actors import Actor
from units.dates import HANOI, format_date, in_hanoi, number_vi

# Units of the drawings.
WIDTH = 960
_LEFT, _RIGHT = 250, 150
_BAR, _BAR_TOP = 44, 34
_CURVE_TOP, _CURVE_FOOT, _CURVE_LEFT = 50, 260, 70
_NEAR_EDGE = 120


@dataclass(frozen=True)
class Bar:
    """One paper of the chain: its day, the days since the one before, and where its bar lies."""

    paper: str
    day: dt.date
    since: int | None
    x: int
    width: int
    y: int

    @property
    def words(self) -> str:
        return "" if self.since is None else f"{number_vi(self.since)} ngày"

    @property
    def end(self) -> int:
        return self.x + self.width


@dataclass(frozen=True)
class Levels:
    """G4: every paper from the resolution down to the chosen one, then its limit; today's line."""

    bars: tuple[Bar, ...]
    today_x: int

    @property
    def height(self) -> int:
        return _BAR_TOP + _BAR * len(self.bars) + 10


def levels(paper: Document, actor: Actor, limit: dt.datetime | None, day: dt.date) -> Levels | None:
    """How long each level took from the first paper to `paper`; None when there is nothing to
    compare. Papers the actor may not open are left out."""
    task = Task.objects.filter(document=paper).select_related("document").first()
    above = origin.chain(task, actor) if task else []
    papers = [step.paper for step in above if step.paper.date and not step.cited_as]
    named = [(str(each), each.date) for each in [*papers, paper] if each.date]
    dated = sorted(((name, when) for name, when in named if when), key=lambda each: each[1])
    if limit is not None:
        dated.append(("Hạn chót", in_hanoi(limit).date()))
    if len(dated) < 2:
        return None
    first, last = dated[0][1], max(dated[-1][1], day)
    scale = (WIDTH - _LEFT - _RIGHT) / max(1, (last - first).days)
    bars = []
    for n, (name, when) in enumerate(dated):
        before = dated[n - 1][1] if n else when
        x = _LEFT + (min(before, when) - first).days * scale
        since = (when - before).days if n else None
        width = abs((when - before).days) * scale
        bars.append(Bar(name, when, since, round(x), round(width), _BAR_TOP + n * _BAR))
    return Levels(tuple(bars), round(_LEFT + (day - first).days * scale))


@dataclass(frozen=True)
class Point:
    """How many results had come in by the end of one day."""

    day: dt.date
    total: int
    x: int
    y: int


@dataclass(frozen=True)
class Mark:
    """A dashed upright line: the limit, today, the day compared with."""

    words: str
    x: int
    y: int

    @property
    def anchor(self) -> str:
        """Words near an edge stay inside the drawing."""
        if self.x < _NEAR_EDGE:
            return "start"
        return "end" if self.x > WIDTH - _NEAR_EDGE else "middle"


@dataclass(frozen=True)
class Curve:
    """G5: results day by day as a step line against the limit."""

    points: tuple[Point, ...]
    marks: tuple[Mark, ...]
    expected: int
    path: str
    first: dt.date
    last: dt.date
    foot: int = _CURVE_FOOT
    left: int = _CURVE_LEFT
    top: int = _CURVE_TOP


def curve(
    rows: AssignmentQuerySet,
    now: dt.datetime,
    *,
    limit: dt.datetime | None,
    compared: dt.date | None,
) -> Curve | None:
    """Results reported, added up by day; None when nothing was given. Two queries."""
    counted = rows.counted().order_by()
    whole = counted.aggregate(n=Count("pk"), first=Min("created_at"))
    if not whole["n"]:
        return None
    by_day = (
        counted.filter(reported_at__isnull=False)
        .annotate(day=TruncDate("reported_at", tzinfo=HANOI))
        .values("day")
        .annotate(n=Count("pk"))
        .order_by("day")
    )
    counts: list[tuple[dt.date, int]] = [(row["day"], row["n"]) for row in by_day]
    day = in_hanoi(now).date()
    due = in_hanoi(limit).date() if limit else None
    known = [in_hanoi(whole["first"]).date(), day, *(when for when, _ in counts)]
    known += [each for each in (due,) if each]
    first, last = min(known), max(known)
    across = (WIDTH - _CURVE_LEFT - 60) / max(1, (last - first).days)
    up = (_CURVE_FOOT - _CURVE_TOP) / whole["n"]

    def x(when: dt.date) -> int:
        return round(_CURVE_LEFT + (when - first).days * across)

    points, total = [], 0
    for when, n in counts:
        total += n
        points.append(Point(when, total, x(when), round(_CURVE_FOOT - total * up)))
    marks = [("Hôm nay", day), ("Hạn chót", due), ("Ngày so sánh", compared)]
    lines = [(words, when) for words, when in marks if when and first <= when <= last]
    return Curve(
        tuple(points),
        tuple(
            Mark(f"{words} {format_date(when)}", x(when), 14 + 16 * (n % 3))
            for n, (words, when) in enumerate(lines)
        ),
        whole["n"],
        _path(points, x(first), x(day)),
        first,
        last,
    )


def _path(points: Sequence[Point], start: int, end: int) -> str:
    """A step line from the first day to today."""
    parts = [f"M{start} {_CURVE_FOOT}"]
    for point in points:
        parts.append(f"H{point.x}V{point.y}")
    return "".join([*parts, f"H{max(end, points[-1].x if points else start)}"])
