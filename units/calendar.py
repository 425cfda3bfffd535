"""Working days and public holidays of Vietnamese offices.

Offices work Monday to Friday. Public holidays (Bộ luật Lao động 2019, Điều 112, and 24/11 from
2026 by Nghị quyết 28/2026/QH16) come from the `holidays` package; what the Government announces
year by year, or an office decides for itself, is data: callers pass it as `overrides`.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import holidays

from units.dates import weekday


class Override(NamedTuple):
    """What is known about one day beyond the law's formula."""

    rest: bool  # True: a day off; False: a working day, though a weekend or holiday
    name: str  # "Nghỉ bù Tết Dương lịch", "Làm bù cho ngày 02/01/2026"


Overrides = Mapping[date, Override]
NO_OVERRIDES: Overrides = {}

_DAY = timedelta(days=1)

# Swaps announced for offices that the package does not carry.
_ANNOUNCED: Overrides = {
    date(2026, 1, 2): Override(rest=True, name="Nghỉ Tết Dương lịch (hoán đổi)"),
    date(2026, 1, 10): Override(rest=False, name="Làm bù cho ngày 02/01/2026"),
}
_CULTURE_DAY_SINCE = 2026


@lru_cache(maxsize=32)
def _official_days(year: int) -> Overrides:
    """Return the holidays and the working Saturdays of one year."""
    package = holidays.country_holidays("VN", years=year, language="vi")
    days = {day: Override(rest=True, name=name) for day, name in package.items()}
    for day in package.weekend_workdays:
        days[day] = Override(rest=False, name="Ngày làm bù")
    if year >= _CULTURE_DAY_SINCE:
        days.setdefault(date(year, 11, 24), Override(rest=True, name="Ngày Văn hóa Việt Nam"))
    days.update((day, known) for day, known in _ANNOUNCED.items() if day.year == year)
    return days


def rest_reason(day: date, overrides: Overrides = NO_OVERRIDES) -> str:
    """Return why nobody works that day ("Quốc khánh", "Chủ nhật"), or "" for a working day.

    An override decides over the law's formula, and a named day over the weekend.
    """
    known = overrides.get(day) or _official_days(day.year).get(day)
    if known:
        return known.name if known.rest else ""
    return weekday(day) if day.weekday() >= 5 else ""


def is_rest_day(day: date, overrides: Overrides = NO_OVERRIDES) -> bool:
    """Say whether the day is a weekend day or public holiday on which offices are closed."""
    known = overrides.get(day) or _official_days(day.year).get(day)
    return known.rest if known else day.weekday() >= 5


def _working_days(day: date, step: timedelta, overrides: Overrides) -> Iterator[date]:
    """Yield the working days after (or, stepping back, before) the given day."""
    while True:
        day += step
        if not is_rest_day(day, overrides):
            yield day


def working_days_between(start: date, end: date, overrides: Overrides = NO_OVERRIDES) -> int:
    """Count the working days after `start` up to and including `end`; negative when end is first.

    The first day is not counted, as in Bộ luật Dân sự 2015, Điều 147.
    """
    if end < start:
        return -working_days_between(end, start, overrides)
    span = (end - start).days
    return sum(not is_rest_day(start + n * _DAY, overrides) for n in range(1, span + 1))


def add_working_days(day: date, count: int, overrides: Overrides = NO_OVERRIDES) -> date:
    """Return the count-th working day after the given day (before it, if negative; 0: the day)."""
    days = _working_days(day, _DAY if count > 0 else -_DAY, overrides)
    for _ in range(abs(count)):
        day = next(days)
    return day


def next_working_day(day: date, overrides: Overrides = NO_OVERRIDES) -> date:
    """Return the day itself if offices work on it, otherwise the first working day after it.

    This is how a period that ends on a rest day is extended (Bộ luật Dân sự 2015, Điều 148.5).
    """
    return add_working_days(day - _DAY, 1, overrides)
