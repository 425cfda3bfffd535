"""The portal's clock while the past is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from units.dates import HANOI


class Clock:
    """A clock that stands where it is set and goes on a second with each look.

    So lines of the log keep their order, and nothing of the past carries today's date.
    """

    def __init__(self, start: dt.date) -> None:
        self.moment = dt.datetime.combine(start, dt.time(8), HANOI)

    def set(self, day: dt.date, time: str) -> None:
        """Stand at a moment of a day in Hanoi ("08:30"), unless it is past that already."""
        moment = dt.datetime.combine(day, dt.time.fromisoformat(time), HANOI)
        self.moment = max(self.moment, moment)

    @property
    def today(self) -> dt.date:
        return self.moment.astimezone(HANOI).date()

    def now(self) -> dt.datetime:
        self.moment += dt.timedelta(seconds=1)
        return self.moment


@contextmanager
def past(start: dt.date) -> Iterator[Clock]:
    """Let everything that asks the time inside ask a clock that starts on a day of the past.

    The services date what they write by `django.utils.timezone.now`, the one clock of the portal.
    This is the only place that ever replaces it, in the one process that loads the demo.
    """
    clock, real = Clock(start), timezone.now
    timezone.now = clock.now
    try:
        yield clock
    finally:
        timezone.now = real
