"""A month of a unit's deadlines and of the office's rest days, day by day."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import QuerySet

from directives.models import Assignment
from directives.querysets import UNCOUNTED
from units.actors import Actor
from units.calendar import Overrides, is_rest_day, rest_reason
from units.dates import FIRST_YEAR, HANOI, LAST_YEAR, in_hanoi, today, weekday
from units.services import overrides

_DAY = dt.timedelta(days=1)
_A_MONDAY = dt.date(2024, 1, 1)
WEEKDAYS = tuple(weekday(_A_MONDAY + n * _DAY) for n in range(7))


@dataclass(frozen=True)
class Day:
    """One day: what falls due on it, and why nobody works ("" on a working day).

    `name` is what the day is called beyond its weekday: a holiday, or the day a Saturday is
    worked for.
    """

    date: dt.date
    rest: bool
    name: str
    due: list[Assignment]


@dataclass(frozen=True)
class Month:
    """The days of a month, and its weeks of seven places from Monday, None outside the month.

    `expected`: next years' days off stand by the law's formula only, nothing was entered yet.
    """

    first: dt.date
    days: list[Day]
    expected: bool

    @property
    def weeks(self) -> list[list[Day | None]]:
        by_number = {day.date.day: day for day in self.days}
        grid = calendar.Calendar().monthdayscalendar(self.first.year, self.first.month)
        return [[by_number.get(number) for number in week] for week in grid]

    @property
    def due(self) -> list[Assignment]:
        return [row for day in self.days for row in day.due]

    @property
    def named_days(self) -> list[Day]:
        return [day for day in self.days if day.name]

    @property
    def previous(self) -> dt.date | None:
        """The first day of the month before, None before all years the portal knows."""
        return _first(self.first - _DAY)

    @property
    def next(self) -> dt.date | None:
        return _first(self.first + 31 * _DAY)


def _first(day: dt.date) -> dt.date | None:
    return day.replace(day=1) if FIRST_YEAR <= day.year <= LAST_YEAR else None


def month_said(text: str) -> dt.date:
    """The first day of "2026-11"; of this month for anything that names no month."""
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})", text)
    if match and FIRST_YEAR <= int(match[1]) <= LAST_YEAR and 1 <= int(match[2]) <= 12:
        return dt.date(int(match[1]), int(match[2]), 1)
    return today().replace(day=1)


def deadlines_of(actor: Actor) -> QuerySet[Assignment]:
    """What the unit must have done by a day: led by it, neither excused nor taken back."""
    return (
        Assignment.objects.visible_to(actor)
        .filter(unit=actor.unit, part=Assignment.Part.LEAD, due_at__isnull=False)
        .exclude(state__in=UNCOUNTED)
        .select_related("task", "issuer")
        .order_by("due_at", "pk")
    )


def month_of(actor: Actor, first: dt.date) -> Month:
    """The month that begins on the day, for the unit acted for; two queries however full."""
    after = (first + 31 * _DAY).replace(day=1)
    rows = deadlines_of(actor).filter(due_at__gte=_midnight(first), due_at__lt=_midnight(after))
    due: dict[dt.date, list[Assignment]] = {}
    for row in rows:
        assert row.due_at is not None  # the filter lets no other through
        due.setdefault(in_hanoi(row.due_at).date(), []).append(row)
    known = overrides()
    dates = [first + n * _DAY for n in range((after - first).days)]
    entered = any(day.year == first.year for day in known)
    return Month(
        first=first,
        days=[
            Day(day, is_rest_day(day, known), _name(day, known), due.get(day, [])) for day in dates
        ],
        expected=first.year > today().year and not entered,
    )


def _name(day: dt.date, known: Overrides) -> str:
    """ "Quốc khánh", "Làm bù cho ngày 02/01/2026"; "" where the weekday says it all."""
    reason = rest_reason(day, known)
    if reason:
        return "" if day.weekday() >= 5 and reason == weekday(day) else reason
    if day in known:
        return known[day].name
    return "Ngày làm bù" if day.weekday() >= 5 else ""


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), HANOI)
