"""The last moment of a deadline in Hanoi, the phrase papers print for it, and the time left.

The public face of deadlines: the table itself is `directives.operators`, reading phrases out of
text is `directives.deadline_reading`, and both are offered here. Pages show the computed moment
with the literal phrase, because "trước ngày 07/3/2025" is a matter of reading.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from directives.deadline_reading import find_wordings, parse_wording
from directives.operators import (
    TABLE,
    Deadline,
    Kind,
    Operator,
    last_day_of_month,
    months_later,
    quarter_of,
)
from units.calendar import NO_OVERRIDES, Overrides, next_working_day, working_days_between
from units.dates import HANOI, format_date, in_hanoi, moment

__all__ = [
    "CHOICES",
    "DEFAULT_POLICY",
    "TABLE",
    "Countdown",
    "Deadline",
    "Kind",
    "Operator",
    "Policy",
    "countdown",
    "days_late",
    "due_in_period",
    "due_instant",
    "find_wordings",
    "last_moment",
    "parse_wording",
    "stored",
    "wording",
]

_DAY = timedelta(days=1)
_FRIDAY = 5


@dataclass(frozen=True, slots=True)
class Policy:
    """What the law leaves to the installation."""

    named_day_is_late: bool = True  # "trước ngày D": handing in on D is late
    roll_rest_days: bool = False  # a fixed date on a rest day moves to the next working day
    report_day: int = 17  # of a period's last month, for recurring reports that name no day


DEFAULT_POLICY = Policy()

# What the forms offer; the importer and old papers know the whole table.
CHOICES: list[tuple[str, str]] = [
    (operator.value, TABLE[operator].label)
    for operator in (
        Operator.BEFORE_DAY,
        Operator.AT_LATEST,
        Operator.THROUGH_DAY,
        Operator.IN_MONTH,
        Operator.IN_QUARTER,
        Operator.IN_YEAR,
        Operator.MONTHLY,
        Operator.QUARTERLY,
        Operator.CONTINUOUS,
        Operator.NONE,
    )
]


def stored(operator: Operator | str, wording: str, day: date | None) -> Deadline:
    """Return the deadline three columns hold; hours and counts are read again from the wording."""
    said = parse_wording(wording)
    if said is None or said.operator != operator:
        said = Deadline(Operator(operator))
    return replace(said, wording=wording, date=day)


def due_instant(
    deadline: Deadline,
    *,
    issued_on: date | None,
    overrides: Overrides = NO_OVERRIDES,
    policy: Policy = DEFAULT_POLICY,
) -> datetime | None:
    """Return the last moment that is still on time, or None when the deadline has none.

    "trước ngày 07/3/2025" gives 06/3/2025 23:59:59 in Hanoi, "trước 15 giờ 00 ngày D" gives D
    14:59:59. `issued_on` is the day of the paper, from which a period without a start of its own
    runs; without either day nothing is due. Recurring deadlines have one last moment per period:
    `due_in_period`.
    """
    rule = deadline.rule
    start = deadline.date or (issued_on if rule.runs_from_issue else None)
    if rule.last_day is None or start is None or (rule.needs_count and deadline.n is None):
        return None
    day = rule.last_day(start, deadline.n or 0, overrides)
    if deadline.operator is Operator.BEFORE_DAY and not policy.named_day_is_late:
        day = start
    if rule.rolls or policy.roll_rest_days:
        day = next_working_day(day, overrides)
    return _instant(day, deadline.time if rule.takes_hour else None, inclusive=rule.inclusive)


def due_in_period(
    deadline: Deadline,
    period_end: date,
    *,
    overrides: Overrides = NO_OVERRIDES,
    policy: Policy = DEFAULT_POLICY,
) -> datetime | None:
    """Return the last moment of a recurring deadline for the period that ends on the given day.

    Weekly ones fall due on the named weekday of the period's last week (Friday if none is named),
    all others on the named day of the period's last month ("trước ngày 25 hằng tháng" ends on the
    24th) or on the policy's report day. One of the first ten days, for a period that lasts to the
    end of a month, is meant in the month after. None for deadlines that do not recur or state no
    interval.
    """
    if deadline.rule.kind is not Kind.RECURRING or deadline.operator is Operator.PERIODIC:
        return None
    number = deadline.n or policy.report_day
    if deadline.operator is Operator.WEEKLY:
        day = period_end + ((deadline.n or _FRIDAY) - period_end.isoweekday()) * _DAY
    elif deadline.operator is Operator.YEARLY and deadline.date:
        day = _nearest_anniversary(deadline.date, period_end)
    else:
        last = last_day_of_month(period_end)
        if number <= 10 and period_end.day > 20:
            last = last_day_of_month(last + _DAY)
        day = last.replace(day=min(number, last.day))
    names_a_day = deadline.n is not None and deadline.time is None
    if names_a_day and not deadline.inclusive and policy.named_day_is_late:
        day -= _DAY
    if policy.roll_rest_days:
        day = next_working_day(day, overrides)
    return _instant(day, deadline.time, inclusive=deadline.inclusive)


def _nearest_anniversary(day: date, near: date) -> date:
    """Return the day in the year that brings it nearest: 15/01 after a year that ended on 31/12."""
    candidates = [months_later(day, 12 * (near.year - day.year + n)) for n in (-1, 0, 1)]
    return min(candidates, key=lambda each: abs(each - near))


def _instant(day: date, hour: time | None, *, inclusive: bool) -> datetime:
    """Return the last second: of the day, before an hour ("trước 15 giờ"), or of its minute."""
    if hour is None:
        return datetime.combine(day, time(23, 59, 59), HANOI)
    return datetime.combine(day, hour, HANOI) + timedelta(seconds=59 if inclusive else -1)


def wording(
    operator: Operator | str,
    day: date | None = None,
    *,
    hour: time | None = None,
    n: int | None = None,
) -> str:
    """Return the phrase a paper prints: "trước ngày 07/3/2025", "trong quý II/2025", "hằng tháng".

    Raises ValueError with the sentence for the form when the operator needs what was not given.
    """
    rule = TABLE[Operator(operator)]
    if day is None and rule.needs_date:
        raise ValueError(f"Hạn “{rule.label}” phải ghi ngày.")
    if n is None and rule.needs_count:
        raise ValueError(f"Hạn “{rule.label}” phải ghi số.")
    if hour is None and operator == Operator.BEFORE_HOUR:
        raise ValueError(f"Hạn “{rule.label}” phải ghi giờ.")
    count = "" if n is None else str(n) if operator == Operator.IN_WEEK else f"{n:02}"
    if day is None:
        return rule.pattern.format(n=count, start="ban hành")
    return rule.pattern.format(
        date=format_date(day),
        start=format_date(day),
        month=f"{day.month}/{day.year}",
        quarter=f"{('I', 'II', 'III', 'IV')[quarter_of(day) - 1]}/{day.year}",
        year=day.year,
        hour=f"{hour.hour:02} giờ {hour.minute:02} " if hour else "",
        n=count,
    )


@dataclass(frozen=True, slots=True)
class Countdown:
    """How a deadline stands, in words, and the kind that picks its colour (screens §5, "Time").

    Kinds: ok, soon, today, overdue; none (no date); on_time, late (the work is done).
    """

    kind: str
    text: str


_ON_TIME = Countdown("on_time", "Xong đúng hạn")


def countdown(
    due: datetime | None,
    now: datetime,
    overrides: Overrides = NO_OVERRIDES,
    *,
    wording: str = "",
    done_at: datetime | None = None,
    soon_days: int = 3,
) -> Countdown:
    """Say how much time is left: "còn 2 ngày làm việc", "hôm nay, còn 6 giờ", "quá hạn 3 ngày".

    `wording` is shown where there is no date ("Thường xuyên", "Hằng tháng"). `done_at` is when the
    work was handed in; from then on only on time or late counts. `soon_days` are working days.
    """
    if due is None:
        return Countdown("none", _undated(wording))
    if done_at is not None:
        late = days_late(due, done_at)
        return Countdown("late", f"Xong muộn {late} ngày") if late else _ON_TIME
    # The last second belongs to the deadline: at 18:00:00 six whole hours are left of a day.
    left = due + timedelta(seconds=1) - now
    days = (in_hanoi(due).date() - in_hanoi(now).date()).days
    if left <= timedelta():
        return Countdown("overdue", f"quá hạn {-days} ngày" if days else f"quá hạn {_hours(-left)}")
    if days == 0:
        return Countdown("today", f"hôm nay, còn {_hours(left)}")
    working = working_days_between(in_hanoi(now).date(), in_hanoi(due).date(), overrides)
    kind = "soon" if working <= soon_days else "ok"
    return Countdown(kind, f"còn {working} ngày làm việc" if working else f"còn {days} ngày nghỉ")


def days_late(due: datetime | None, at: datetime) -> int:
    """Return by how many calendar days something came late: 0 on time, 1 from the first second."""
    if due is None or at < due + timedelta(seconds=1):
        return 0
    return max((in_hanoi(at).date() - in_hanoi(due).date()).days, 1)


def last_moment(due: datetime | None, wording: str) -> str:
    """Return 'hạn chót 23:59 thứ Năm 06/3/2025 (“trước ngày 07/3/2025”)', "" if nothing is due."""
    if due is None:
        return ""
    return f"hạn chót {moment(due)} (“{wording}”)" if wording else f"hạn chót {moment(due)}"


def _undated(wording: str) -> str:
    known = parse_wording(wording)
    if known and known.operator is Operator.CONTINUOUS:
        return "Thường xuyên"
    if not known or known.operator is Operator.NONE:
        return "Không ghi hạn"
    return wording[:1].upper() + wording[1:]


def _hours(span: timedelta) -> str:
    """Return whole hours, or whole minutes below one hour and never "0 phút"."""
    minutes = int(span.total_seconds()) // 60
    return f"{minutes // 60} giờ" if minutes >= 60 else f"{max(minutes, 1)} phút"
