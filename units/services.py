"""The office's calendar, and what happens to units by the calendar alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import F, OuterRef, Q, Subquery

from units.calendar import Override, Overrides
from units.models import CalendarDay, Unit, UnitName

# A place for one request's answer; outside a request every question is asked anew.
_remembered: ContextVar[list[Overrides] | None] = ContextVar("remembered_days", default=None)


def overrides() -> Overrides:
    """The days the office decided about, for the functions of `units.calendar`.

    Every deadline of a page asks; a request asks the database once.
    """
    place = _remembered.get()
    if place:
        return place[0]
    rows = CalendarDay.objects.values_list("day", "works", "name")
    days = {day: Override(rest=not works, name=name) for day, works, name in rows}
    if place is not None:
        place.append(days)
    return days


@contextmanager
def remembering_days() -> Iterator[None]:
    """Ask for the office's days at most once inside the block."""
    token = _remembered.set([])
    try:
        yield
    finally:
        _remembered.reset(token)


def forget_overrides() -> None:
    """A day was entered or taken out in this very request."""
    if place := _remembered.get():
        place.clear()


def refresh_names(day: dt.date) -> int:
    """Put names that began by the day onto their units. Returns how many units changed.

    A renaming is entered ahead of its day; lists, pickers and search read the unit's own columns.
    """
    begun = UnitName.objects.filter(unit=OuterRef("pk"), valid_from__lte=day)
    newest = begun.order_by("-valid_from")
    stale = Unit.objects.annotate(
        due_name=Subquery(newest.values("name")[:1]),
        due_short=Subquery(newest.values("short_name")[:1]),
    ).filter(~Q(name=F("due_name")) | ~Q(short_name=F("due_short")))
    units = list(stale)
    for unit in units:
        unit.refresh_current_name()
    return len(units)
