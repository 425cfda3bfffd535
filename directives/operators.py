"""How papers limit the time for a task: the one table of operators.

A deadline keeps the words of the paper. The words say whether the named day still counts
("trước ngày" leaves it out, "chậm nhất ngày" does not) and which day is the last. No statute
defines "trước ngày"; periods follow Bộ luật Dân sự 2015, Điều 144-148. The instants are computed in
`directives.deadlines`, the phrases read in `directives.deadline_reading`.
"""

import calendar
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from units.calendar import Overrides, add_working_days

_DAY = timedelta(days=1)


class Operator(StrEnum):
    """The operators; what each means is its row of TABLE."""

    BEFORE_DAY = "before_day"
    BEFORE_HOUR = "before_hour"
    AT_LATEST = "at_latest"
    LATEST = "latest"
    NOT_LATER = "not_later"
    THROUGH_DAY = "through_day"
    UNTIL_DAY = "until_day"
    ON_DAY = "on_day"
    BEFORE_MONTH = "before_month"
    BEFORE_QUARTER = "before_quarter"
    IN_WEEK = "in_week"
    IN_MONTH = "in_month"
    IN_QUARTER = "in_quarter"
    IN_YEAR = "in_year"
    START_OF_MONTH = "start_of_month"
    MID_MONTH = "mid_month"
    END_OF_MONTH = "end_of_month"
    START_OF_YEAR = "start_of_year"
    MID_YEAR = "mid_year"
    END_OF_YEAR = "end_of_year"
    WITHIN_DAYS = "within_days"
    WITHIN_WORKING_DAYS = "within_working_days"
    WITHIN_MONTHS = "within_months"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    PERIODIC = "periodic"
    CONTINUOUS = "continuous"
    EVENT = "event"
    NONE = "none"


class Kind(StrEnum):
    """What sort of deadline an operator makes."""

    ONCE = "once"  # one last moment
    RECURRING = "recurring"  # one last moment per reporting period
    CONTINUOUS = "continuous"  # never overdue; evidence is asked at each reporting period
    OPEN = "open"  # no date: an event decides, or nothing was said


# How a row finds the last day: from the day it works with (the one named, or the start of the
# period), from n, and from the calendar. The hour is added afterwards.
LastDay = Callable[[date, int, Overrides], date]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: the label of the form, the phrase written into papers, and the computation."""

    label: str
    pattern: str  # with {date} {hour} {month} {quarter} {year} {n} {start}
    last_day: LastDay | None = None
    inclusive: bool = True  # the day, hour, month or quarter named still counts
    kind: Kind = Kind.ONCE
    frequency: str = ""
    rolls: bool = False  # a period: ends on a working day (Điều 148.5)

    @property
    def runs_from_issue(self) -> bool:
        """Whether this is a period that runs from the day of the paper unless it names another."""
        return "{start}" in self.pattern

    @property
    def needs_date(self) -> bool:
        """Whether nothing is due without a day named."""
        return self.kind is Kind.ONCE and not self.runs_from_issue

    @property
    def needs_count(self) -> bool:
        """Whether nothing is due without `n`."""
        return "{n}" in self.pattern

    @property
    def takes_hour(self) -> bool:
        """Whether an hour may be named."""
        return "{hour}" in self.pattern


def quarter_of(day: date) -> int:
    """Return the quarter, 1 to 4, the given day lies in."""
    return (day.month + 2) // 3


def last_day_of_month(day: date) -> date:
    """Return the last day of the month the given day lies in."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _last_day_of_quarter(day: date) -> date:
    return last_day_of_month(day.replace(day=1, month=quarter_of(day) * 3))


def months_later(day: date, months: int) -> date:
    """Return the same date n months on, or that month's last day if it has none (Điều 148)."""
    years, month = divmod(day.month - 1 + months, 12)
    end = last_day_of_month(date(day.year + years, month + 1, 1))
    return end.replace(day=min(day.day, end.day))


def _end_of_week(day: date, week: int) -> date:
    """Return the last day of the month's week-th seven days, counted from the 1st."""
    return min(day.replace(day=1) + (7 * week - 1) * _DAY, last_day_of_month(day))


def _named(day: date, n: int, overrides: Overrides) -> date:
    return day


def _every(label: str, frequency: str) -> Rule:
    return Rule(label, label, kind=Kind.RECURRING, frequency=frequency)


# fmt: off
TABLE: dict[Operator, Rule] = {
    Operator.BEFORE_DAY: Rule(
        "trước ngày", "trước ngày {date}", lambda d, n, o: d - _DAY, inclusive=False),
    Operator.BEFORE_HOUR: Rule(
        "trước … giờ ngày", "trước {hour}ngày {date}", _named, inclusive=False),
    Operator.AT_LATEST: Rule("chậm nhất ngày", "chậm nhất {hour}ngày {date}", _named),
    Operator.LATEST: Rule("muộn nhất ngày", "muộn nhất {hour}ngày {date}", _named),
    Operator.NOT_LATER: Rule("không quá ngày", "không quá {hour}ngày {date}", _named),
    Operator.THROUGH_DAY: Rule("đến hết ngày", "đến hết ngày {date}", _named),
    Operator.UNTIL_DAY: Rule("đến ngày", "đến {hour}ngày {date}", _named),
    Operator.ON_DAY: Rule("trong ngày", "trong ngày {date}", _named),
    Operator.BEFORE_MONTH: Rule(
        "trước tháng", "trước tháng {month}",
        lambda d, n, o: d.replace(day=1) - _DAY, inclusive=False),
    Operator.BEFORE_QUARTER: Rule(
        "trước quý", "trước quý {quarter}",
        lambda d, n, o: d.replace(month=quarter_of(d) * 3 - 2, day=1) - _DAY, inclusive=False),
    Operator.IN_WEEK: Rule(
        "trong tuần của tháng", "trong tuần {n} tháng {month}",
        lambda d, n, o: _end_of_week(d, n)),
    Operator.IN_MONTH: Rule(
        "trong tháng", "trong tháng {month}", lambda d, n, o: last_day_of_month(d)),
    Operator.IN_QUARTER: Rule(
        "trong quý", "trong quý {quarter}", lambda d, n, o: _last_day_of_quarter(d)),
    Operator.IN_YEAR: Rule(
        "trong năm", "trong năm {year}", lambda d, n, o: d.replace(month=12, day=31)),
    # Điều 146: đầu tháng is the 1st, giữa tháng the 15th, cuối tháng the last day, and so on.
    Operator.START_OF_MONTH: Rule(
        "đầu tháng", "đầu tháng {month}", lambda d, n, o: d.replace(day=1)),
    Operator.MID_MONTH: Rule(
        "giữa tháng", "giữa tháng {month}", lambda d, n, o: d.replace(day=15)),
    Operator.END_OF_MONTH: Rule(
        "cuối tháng", "cuối tháng {month}", lambda d, n, o: last_day_of_month(d)),
    Operator.START_OF_YEAR: Rule(
        "đầu năm", "đầu năm {year}", lambda d, n, o: d.replace(month=1, day=1)),
    Operator.MID_YEAR: Rule(
        "giữa năm", "giữa năm {year}", lambda d, n, o: d.replace(month=6, day=30)),
    Operator.END_OF_YEAR: Rule(
        "cuối năm", "cuối năm {year}", lambda d, n, o: d.replace(month=12, day=31)),
    # Điều 147: the first day is not counted.
    Operator.WITHIN_DAYS: Rule(
        "trong thời hạn … ngày", "trong thời hạn {n} ngày kể từ ngày {start}",
        lambda d, n, o: d + n * _DAY, rolls=True),
    Operator.WITHIN_WORKING_DAYS: Rule(
        "trong thời hạn … ngày làm việc", "trong thời hạn {n} ngày làm việc kể từ ngày {start}",
        add_working_days),
    Operator.WITHIN_MONTHS: Rule(
        "trong thời hạn … tháng", "trong thời hạn {n} tháng kể từ ngày {start}",
        lambda d, n, o: months_later(d, n), rolls=True),
    Operator.WEEKLY: _every("hằng tuần", "weekly"),
    Operator.MONTHLY: _every("hằng tháng", "monthly"),
    Operator.QUARTERLY: _every("hằng quý", "quarterly"),
    Operator.HALF_YEARLY: _every("6 tháng một lần", "half-yearly"),
    Operator.YEARLY: _every("hằng năm", "yearly"),
    # A bare "định kỳ" must be given its interval before the paper is signed.
    Operator.PERIODIC: _every("định kỳ", "unspecified"),
    Operator.CONTINUOUS: Rule(
        "thường xuyên", "thường xuyên", kind=Kind.CONTINUOUS, frequency="continuous"),
    # Whoever owns the task sets the date once the event has happened; until then there is none.
    Operator.EVENT: Rule("khi có yêu cầu", "khi có yêu cầu", _named, kind=Kind.OPEN),
    Operator.NONE: Rule("không ghi hạn", "", kind=Kind.OPEN),
}
# fmt: on


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as written.

    `wording` is the paper's own phrase. `date` is the day named, any day of the month, quarter or
    year named, or the day a period starts from. `time` is an hour named. `n` is the length of a
    period in days or months, the week of a month, or the day a recurring deadline names: of the
    month, or for weekly ones 1 (Monday) to 7.
    """

    operator: Operator
    wording: str = ""
    date: dt.date | None = None
    time: dt.time | None = None
    n: int | None = None

    @property
    def rule(self) -> Rule:
        """The operator's row."""
        return TABLE[self.operator]

    @property
    def frequency(self) -> str:
        """Return "weekly" … "yearly", "unspecified", "continuous", or "" for a one-off deadline."""
        return self.rule.frequency

    @property
    def inclusive(self) -> bool:
        """Whether the day, hour, month or quarter named in the wording still counts."""
        if self.rule.kind is Kind.RECURRING:
            return "trước" not in self.wording.casefold()
        return self.rule.inclusive
