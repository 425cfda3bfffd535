"""When people are told: at once, or in the one mail of the morning (screens §4 D, "Reminders").

Reckoning on Hanoi's clock. In the quiet hours (21:00 to 06:00 unless set otherwise) the portal
sends nothing except about a limit of that same night; the morning mail goes at 07:30 on working
days.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from django.conf import settings

from units.calendar import NO_OVERRIDES, Overrides, is_rest_day, next_working_day
from units.dates import HANOI, in_hanoi

DIGEST = dt.time(7, 30)
_DAY = dt.timedelta(days=1)


class Way(StrEnum):
    """How one notice leaves the portal."""

    NOW = "now"
    MORNING = "morning"


def at(day: dt.date, clock: dt.time) -> dt.datetime:
    """The instant of a time of day in Hanoi."""
    return dt.datetime.combine(day, clock, HANOI)


def is_quiet(now: dt.datetime) -> bool:
    """Whether people should be left alone at this moment."""
    clock = in_hanoi(now).time()
    start, end = settings.QUIET_HOURS
    return start <= clock < end if start <= end else clock >= start or clock < end


def after_quiet(now: dt.datetime) -> dt.datetime:
    """The moment itself, or the end of the quiet hours it lies in."""
    if not is_quiet(now):
        return now
    local, end = in_hanoi(now), settings.QUIET_HOURS[1]
    return at(local.date() + (_DAY if local.time() >= end else 0 * _DAY), end)


def first_morning(now: dt.datetime) -> dt.date:
    """The first day whose morning mail can hold what happens at this moment."""
    local = in_hanoi(now)
    return local.date() if local.time() < DIGEST else local.date() + _DAY


def next_digest(now: dt.datetime, days: Overrides = NO_OVERRIDES) -> dt.datetime:
    """When the next morning mail goes: 07:30 of the next working day."""
    return at(next_working_day(first_morning(now), days), DIGEST)


def digest_is_open(now: dt.datetime, days: Overrides = NO_OVERRIDES) -> bool:
    """Whether this day's mail may go now: a working day, 07:30 or after, and not quiet yet.

    A worker that was away at 07:30 still sends it; what it misses altogether goes the next morning.
    """
    local = in_hanoi(now)
    return local.time() >= DIGEST and not is_quiet(now) and not is_rest_day(local.date(), days)


def way_of(
    now: dt.datetime,
    *,
    wants_now: bool = False,
    urgent: bool = False,
    due_at: dt.datetime | None = None,
    days: Overrides = NO_OVERRIDES,
) -> tuple[Way, dt.datetime]:
    """How a notice of this moment goes, and when: at once or in the morning.

    `urgent` goes at once, and so does everything to a person who chose that for the group. A limit
    (`due_at`) that passes before the next morning mail would be told of too late in it. What comes
    up in the quiet hours waits until they end; where the morning mail goes that very day, it waits
    for that, so that nobody gets two mails before breakfast.
    """
    digest, loud = next_digest(now, days), after_quiet(now)
    if due_at is not None and now <= due_at < loud:
        return Way.NOW, now
    too_late = due_at is not None and due_at < digest
    if not (wants_now or urgent or too_late):
        return Way.MORNING, digest
    same_morning = loud > now and in_hanoi(loud).date() == in_hanoi(digest).date()
    if same_morning and not wants_now and not (due_at is not None and now <= due_at < digest):
        return Way.MORNING, digest
    return Way.NOW, loud
