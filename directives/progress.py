"""The board "Tiến độ": who is not done, place by place, counted in one grouped query.

The country is read as places: a node is one unit, or a whole place with every unit seated in it.
A place stands under the unit that leads it (its Party committee), whose address names the node.
Every row's figures are those its own page shows, and the rows add up to the total.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Min, Q, Value, When
from django.db.models.functions import Length
from django.urls import reverse

from directives.models import Assignment, Task
from directives.querysets import AssignmentQuerySet
from units.actors import Actor
from units.dates import today
from units.models import Area, Role, Unit
from units.text import sort_key

OVERSEEING = (Role.LEADER, Role.REVIEWER, Role.INSPECTOR)


@dataclass(frozen=True)
class Counts:
    """The four cells and the reports of a set of assignments; sets add up."""

    done_on_time: int = 0
    done_late: int = 0
    open_on_time: int = 0
    open_overdue: int = 0
    dateless: int = 0
    expected: int = 0
    received: int = 0
    received_on_time: int = 0

    def __add__(self, other: Counts) -> Counts:
        names = [each.name for each in fields(self)]
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in names})

    @property
    def total(self) -> int:
        return self.done_on_time + self.done_late + self.open_on_time + self.open_overdue

    @property
    def done(self) -> int:
        return self.done_on_time + self.done_late

    @property
    def cells(self) -> dict[str, int]:
        """As the tag `four_cells` takes them."""
        return {each.name: getattr(self, each.name) for each in fields(self)[:5]}


_REPORTS = Q(task__kind=Task.Kind.REPORT)


def _counts(at: dt.datetime) -> dict[str, Count]:
    """The columns of `Counts` over rows that carry `cell` and `limit`."""
    sent = _REPORTS & Q(reported_at__lte=at)
    in_time = Q(limit__isnull=True) | Q(reported_at__lte=F("limit"))
    return {
        "done_on_time": Count("pk", filter=Q(cell="done_on_time")),
        "done_late": Count("pk", filter=Q(cell="done_late")),
        "open_on_time": Count("pk", filter=Q(cell="open_in_time")),
        "open_overdue": Count("pk", filter=Q(cell="open_overdue")),
        "dateless": Count("pk", filter=Q(cell="open_in_time", limit__isnull=True)),
        "expected": Count("pk", filter=_REPORTS),
        "received": Count("pk", filter=sent),
        "received_on_time": Count("pk", filter=sent & in_time),
    }


@dataclass(frozen=True)
class Node:
    """One page of the board: everything the actor oversees, a place, or a single unit."""

    unit: Unit
    place: Area | None
    name: str

    def narrow(self, rows: AssignmentQuerySet) -> AssignmentQuerySet:
        if self.place is not None:
            return rows.filter(unit__area__path__startswith=self.place.path)
        return rows.filter(unit=self.unit)


@dataclass(frozen=True)
class Row:
    """One line of the table: a place or a unit below, with its figures."""

    key: tuple[int, int]
    name: str
    address: str
    sort_key: str
    counts: Counts


def scope(actor: Actor) -> AssignmentQuerySet:
    """What the board counts for this person: leaders, reviewers and inspectors everything they may
    see, everybody else the work of their own unit."""
    rows = Assignment.objects.visible_to(actor)
    return rows if actor.has(*OVERSEEING) else rows.filter(unit=actor.unit)


def leads_of(areas: Iterable[int]) -> dict[int, Unit]:
    """The unit that leads each place, by the place's key: the highest Party committee seated there,
    else the highest unit; of a place that is gone (a district), the one that led it. One query."""
    day = today()
    ended = Case(When(valid_to__lt=day, then=1), default=0)
    rank = Case(When(kind=Unit.Kind.PARTY_COMMITTEE, then=0), default=1)
    units = (
        Unit.objects.filter(area__in=list(areas), valid_from__lte=day)
        .select_related("area")
        .order_by("area", ended, rank, Length("path"), "pk")
    )
    leads: dict[int, Unit] = {}
    for unit in units:
        leads.setdefault(unit.area_id, unit)
    return leads


def node_of(unit: Unit) -> Node:
    """The node an address names: the place the unit leads, or the unit alone."""
    if is_lead(unit):
        return Node(unit, unit.area, unit.area.name)
    return Node(unit, None, str(unit))


def report_due(rows: AssignmentQuerySet) -> dt.datetime | None:
    """The limit for reporting, when all these reports have the same one."""
    return one_limit(rows.filter(_REPORTS))


def one_limit(rows: AssignmentQuerySet) -> dt.datetime | None:
    """The limit of all this work, when it has only one."""
    found = list(rows.counted().order_by().values_list("due_at", flat=True).distinct()[:2])
    return found[0] if len(found) == 1 else None


def rows_below(rows: AssignmentQuerySet, area: Area, now: dt.datetime) -> list[Row]:
    """The assignments by the places inside `area` and the units seated in it; one grouped query.

    A place where only one unit is concerned is shown as that unit. Two more queries fetch names.
    """
    return _rows(_placed(rows.counted().with_cell(now), area), now)


def rows_then(rows: AssignmentQuerySet, area: Area, at: dt.datetime) -> list[Row]:
    """`rows_below` as it stood at an earlier instant ("So với ngày")."""
    return _rows(_placed(rows.counted_at(at).with_cell_at(at), area), at)


def counts_by(
    rows: AssignmentQuerySet, area: Area, now: dt.datetime, column: Any
) -> dict[tuple[int, int], dict[Any, Counts]]:
    """The figures of each row of `rows_below` once more, parted by an expression; one query."""
    parted = _placed(rows.counted().with_cell(now).annotate(column=column), area)
    found: dict[tuple[int, int], dict[Any, Counts]] = {}
    names = _counts(now)
    for row in parted.values("place", "own", "column").annotate(**names).order_by():
        cells = found.setdefault((row["place"], row["own"]), {})
        cells[row["column"]] = Counts(**{name: row[name] for name in names})
    return found


def _placed(rows: AssignmentQuerySet, area: Area) -> Any:
    """Each assignment with its row on the page of `area`: a place below, or a unit seated in it."""
    return rows.annotate(
        place=Case(
            When(unit__area=area, then=Value(0)),
            When(unit__area__parent=area, then=F("unit__area")),
            When(unit__area__parent__isnull=False, then=F("unit__area__parent")),
            default=Value(0),
            output_field=IntegerField(),
        )
    ).annotate(
        own=Case(When(place=0, then=F("unit")), default=Value(0), output_field=IntegerField())
    )


def _rows(placed: Any, at: dt.datetime) -> list[Row]:
    grouped = (
        placed.values("place", "own")
        .annotate(units=Count("unit", distinct=True), first=Min("unit"), **_counts(at))
        .order_by()
    )
    found: list[Any] = list(grouped)
    single = {row["first"] for row in found if row["units"] == 1}
    # Not in_bulk, which asks SQLite once for every thousand.
    units = {unit.pk: unit for unit in Unit.objects.filter(pk__in=single)}
    leads = leads_of([row["place"] for row in found if row["units"] > 1])
    return [_row(row, units, leads) for row in found]


def _row(found: Mapping[str, int], units: dict[int, Unit], leads: dict[int, Unit]) -> Row:
    counts = Counts(**{each.name: found[each.name] for each in fields(Counts)})
    if found["units"] == 1:
        unit = units[found["first"]]
        name, key = str(unit), unit.sort_key
    else:
        unit = leads[found["place"]]
        name, key = unit.area.name, sort_key(unit.area.name)
    address = reverse("directives:board-unit", args=[unit.pk])
    return Row((found["place"], found["own"]), name, address, key, counts)


def total_of(rows: Sequence[Row]) -> Counts:
    return sum((row.counts for row in rows), Counts())


SORTS = {
    "xong": lambda row: row.counts.done,
    "con": lambda row: row.counts.open_on_time,
    "qua_han": lambda row: row.counts.open_overdue,
    "bao_cao": lambda row: row.counts.expected - row.counts.received,
}


def sort_rows(rows: list[Row], asked: str) -> list[Row]:
    """Worst first (most overdue, then most reports missing, then most unfinished) unless asked
    otherwise; equals in Vietnamese order."""
    rows = sorted(rows, key=lambda row: row.sort_key)
    name = asked.removeprefix("-")
    if name == "ten":
        return rows[::-1] if asked.startswith("-") else rows
    if name in SORTS:
        return sorted(rows, key=SORTS[name], reverse=asked.startswith("-"))
    return sorted(rows, key=_badness, reverse=True)


def _badness(row: Row) -> tuple[int, int, int]:
    counts = row.counts
    return counts.open_overdue, counts.expected - counts.received, counts.total - counts.done


def is_lead(unit: Unit) -> bool:
    """Whether the unit's address on the board names its whole place."""
    lead = leads_of([unit.area_id]).get(unit.area_id)
    return lead is not None and lead.pk == unit.pk


def way_down(node: Node, top: Actor) -> list[tuple[str, str]]:
    """Breadcrumbs from the actor's own board to the node: (name, address) of the places between."""
    crumbs = [("Tiến độ", reverse("directives:board"))]
    areas = []
    area = node.unit.area.parent if node.place is not None else node.unit.area
    while area is not None and len(area.path) > len(top.unit.area.path):
        areas.append(area)
        area = area.parent
    leads = leads_of([area.pk for area in areas])
    for between in reversed(areas):
        if between.pk in leads:
            address = reverse("directives:board-unit", args=[leads[between.pk].pk])
            crumbs.append((between.name, address))
    return crumbs
