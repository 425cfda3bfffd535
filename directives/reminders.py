"""When a duty is spoken of, to whom and in which words: the one table of reminders (screens §4 D).

7, 3 and 1 working days before the last day, on that day at 08:00, then 1, 3 and 7 days after it;
leaders hear from the first day after, the unit that gave the work once 7 days are over. A slot
belongs to a limit: when the limit moves, the slots move with it and may speak again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from activity.models import Notice
from units.calendar import NO_OVERRIDES, Overrides, add_working_days
from units.models import Role

# When a reminder of its own, not gathered in the morning mail, goes out.
CLOCK = dt.time(8)
# A worker that was away speaks of what it missed, but not of what was long ago.
CATCH_UP = 3
_DAY = dt.timedelta(days=1)


class Slot(models.TextChoices):
    """The moments at which one person hears of one duty, each once."""

    BEFORE_7 = "b7", "còn 7 ngày làm việc"
    BEFORE_3 = "b3", "còn 3 ngày làm việc"
    BEFORE_1 = "b1", "còn 1 ngày làm việc"
    LAST_DAY = "d0", "hạn chót hôm nay"
    AFTER_1 = "a1", "quá hạn 1 ngày"
    AFTER_3 = "a3", "quá hạn 3 ngày"
    AFTER_7 = "a7", "quá hạn 7 ngày"
    ABOVE = "up", "quá hạn trên 7 ngày"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: how far from the last day, and who hears of it.

    `days` are working days where `working`, else days of the calendar. `above`: the people of the
    unit that gave the work are told, of all its late units together.
    """

    days: int
    roles: tuple[Role, ...]
    topic: str
    working: bool = False
    above: bool = False

    def day(self, last: dt.date, calendar: Overrides) -> dt.date:
        """The day of this slot for work whose last day is the given one."""
        if self.working:
            return add_working_days(last, self.days, calendar)
        return last + self.days * _DAY


_T = Notice.Topic
_STAFF, _UNIT = (Role.STAFF,), (Role.STAFF, Role.LEADER)
TABLE: dict[Slot, Rule] = {
    Slot.BEFORE_7: Rule(-7, _STAFF, _T.SOON, working=True),
    Slot.BEFORE_3: Rule(-3, _STAFF, _T.SOON, working=True),
    Slot.BEFORE_1: Rule(-1, _STAFF, _T.SOON, working=True),
    Slot.LAST_DAY: Rule(0, _STAFF, _T.TODAY),
    Slot.AFTER_1: Rule(1, _UNIT, _T.OVERDUE),
    Slot.AFTER_3: Rule(3, _UNIT, _T.OVERDUE),
    Slot.AFTER_7: Rule(7, _UNIT, _T.OVERDUE),
    Slot.ABOVE: Rule(8, (Role.LEADER, Role.REVIEWER), _T.OVERDUE, above=True),
}
OWN = tuple(slot for slot, rule in TABLE.items() if not rule.above)
ABOVE = tuple(slot for slot, rule in TABLE.items() if rule.above)
# Every slot of a last day outside this stretch around today lies on another day: seven working days
# never take more than a month, Tết and a weekend on either side included.
_BEHIND, _AHEAD = 10, 31


@dataclass(frozen=True, slots=True)
class Turn:
    """A slot whose day has come, for everything whose last day is one of `lasts`."""

    slot: Slot
    day: dt.date
    lasts: tuple[dt.date, ...]


def turns(
    after: dt.date, until: dt.date, calendar: Overrides = NO_OVERRIDES, slots: Iterable[Slot] = OWN
) -> list[Turn]:
    """Whose turn it is on the days after `after` up to `until`, each last day at most once.

    Of several slots that were missed only the latest speaks.
    """
    found: dict[tuple[Slot, dt.date], list[dt.date]] = {}
    rules = [(slot, TABLE[slot]) for slot in slots]
    first = after - _BEHIND * _DAY
    for n in range((until - first).days + _AHEAD + 1):
        last = first + n * _DAY
        days = [(rule.day(last, calendar), slot) for slot, rule in rules]
        come = [(day, slot) for day, slot in days if after < day <= until]
        if come:
            # In the table's order slots only grow later, also where two fall on one day.
            day, slot = max(come, key=lambda each: (each[0], list(TABLE).index(each[1])))
            found.setdefault((slot, day), []).append(last)
    return [Turn(slot, day, tuple(lasts)) for (slot, day), lasts in sorted(found.items())]
