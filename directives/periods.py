"""The periods ("kỳ") of duties that come back: every week, month, quarter, half-year, year.

A period is a stretch of the calendar; when its duty falls due is said by the wording of the paper
or, where it names no day, by the policy (`directives.deadlines.due_in_period`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from directives.operators import Operator, last_day_of_month, months_later, quarter_of
from units.dates import format_date

_DAY = dt.timedelta(days=1)
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Period:
    """One period: its first and last day, and what it is called ("tháng 3/2026")."""

    start: dt.date
    end: dt.date
    label: str


def _week(day: dt.date) -> Period:
    start = day - (day.isoweekday() - 1) * _DAY
    end = start + 6 * _DAY
    return Period(start, end, f"tuần từ {format_date(start)} đến {format_date(end)}")


def _month(day: dt.date) -> Period:
    return Period(day.replace(day=1), last_day_of_month(day), f"tháng {day.month}/{day.year}")


def _quarter(day: dt.date) -> Period:
    quarter = quarter_of(day)
    start = day.replace(month=3 * quarter - 2, day=1)
    end = last_day_of_month(months_later(start, 2))
    return Period(start, end, f"quý {_ROMAN[quarter - 1]}/{day.year}")


def _half(day: dt.date) -> Period:
    first = day.month <= 6
    start = day.replace(month=1 if first else 7, day=1)
    end = last_day_of_month(months_later(start, 5))
    return Period(start, end, f"6 tháng {'đầu' if first else 'cuối'} năm {day.year}")


def _year(day: dt.date) -> Period:
    return Period(dt.date(day.year, 1, 1), dt.date(day.year, 12, 31), f"năm {day.year}")


# A bare "định kỳ" has none: it must be given its interval before the paper is signed.
OF: dict[Operator, Callable[[dt.date], Period]] = {
    Operator.WEEKLY: _week,
    Operator.MONTHLY: _month,
    Operator.QUARTERLY: _quarter,
    Operator.HALF_YEARLY: _half,
    Operator.YEARLY: _year,
}
COMING_BACK = tuple(operator.value for operator in OF)


def period_at(operator: Operator | str, day: dt.date) -> Period:
    """The period the day lies in. Raises KeyError for a wording that does not come back."""
    return OF[Operator(operator)](day)


def ahead(operator: Operator | str, day: dt.date) -> tuple[Period, Period]:
    """The period the day lies in and the one after it: what must be laid out on that day."""
    this = period_at(operator, day)
    return this, period_at(operator, this.end + _DAY)


def label_of(start: dt.date, end: dt.date) -> str:
    """What the period of these two days is called; "" when it is none."""
    made = (maker(end) for maker in OF.values())
    return next((period.label for period in made if period.start == start), "")
