"""The office's calendar, and what happens to units by the calendar alone."""

from __future__ import annotations

import datetime as dt

from django.core.cache import cache
from django.db.models import F, OuterRef, Q, Subquery

from units.calendar import Override, Overrides
from units.models import CalendarDay, Unit, UnitName

_DAYS = "units.calendar_days"


def overrides() -> Overrides:
    """The days the office decided about, for the functions of `units.calendar`.

    Asked for every deadline on a page, hence remembered; other processes learn of a change within
    five minutes.
    """
    days: list[list[object]] | None = cache.get(_DAYS)
    if days is None:
        rows = CalendarDay.objects.values_list("day", "works", "name")
        days = [[day.isoformat(), works, name] for day, works, name in rows]
        cache.set(_DAYS, days, 300)
    return {
        dt.date.fromisoformat(str(day)): Override(rest=not works, name=str(name))
        for day, works, name in days
    }


def forget_overrides() -> None:
    """A day was entered, changed or taken out."""
    cache.delete(_DAYS)


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
