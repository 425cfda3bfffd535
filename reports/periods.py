"""Whether a report can be written today: its period has begun and was not closed (screens §3, §8).

A period begins on the day its cascade names, if it names one, and is closed REPORT_LOCK_DAYS days
after the limit. A unit that never sent may ask that it be opened again (`reports.reopening`). What
was sent and given back can always be mended.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from documents.lifecycle import StateLabel
from reports.states import REPORT_LABELS, REPORT_LABELS_ABOVE, UNSENT, ReportState
from units.dates import HANOI, format_date, in_hanoi, today

if TYPE_CHECKING:
    from directives.models import Assignment
    from reports.models import Report


def locked_from(duty: Assignment) -> dt.date | None:
    """The first day on which the period is closed; None without a limit."""
    if duty.due_at is None:
        return None
    return in_hanoi(duty.due_at).date() + dt.timedelta(days=settings.REPORT_LOCK_DAYS + 1)


def state_of(
    duty: Assignment, report: Report | None = None, now: dt.datetime | None = None
) -> ReportState:
    """The state of the report a duty asks for, begun or not, at this moment.

    `duty` comes with its task loaded.
    """
    now = now or timezone.now()
    stored = ReportState(report.state) if report else ReportState.OPEN
    if stored not in UNSENT:
        return stored
    day, locks = in_hanoi(now).date(), locked_from(duty)
    if duty.opens_on and day < duty.opens_on:
        return ReportState.NOT_OPEN
    if locks is None or day < locks:
        return stored
    opened = report is not None and report.reopened_until and now <= report.reopened_until
    return ReportState.REOPENED if opened else ReportState.LOCKED


def label_of(duty: Assignment, report: Report | None, reader: str = "writer") -> StateLabel:
    """The state as the writing unit ("writer") or the unit above reads it."""
    label = (REPORT_LABELS if reader == "writer" else REPORT_LABELS_ABOVE)[state_of(duty, report)]
    until = report.reopened_until if report else None
    day = format_date(in_hanoi(until).date()) if until else ""
    return replace(label, label=label.label.format(date=day))


def why_closed(duty: Assignment, report: Report | None = None) -> str:
    """Why nothing can be written now, as a sentence; "" while the period is open."""
    state = state_of(duty, report)
    if state is ReportState.NOT_OPEN:
        assert duty.opens_on is not None
        return f"Chưa đến kỳ báo cáo, nhận từ {format_date(duty.opens_on)}."
    if state is ReportState.LOCKED:
        from_day = locked_from(duty)
        assert from_day is not None
        assert duty.due_at is not None
        due = in_hanoi(duty.due_at)
        year = "" if from_day.year == due.year == today().year else f"/{due.year}"
        since = f"{from_day.day}/{from_day.month}{f'/{from_day.year}' if year else ''}"
        return f"Kỳ {duty.period_label or f'tháng {due.month}{year}'} đã khóa từ {since}."
    return ""


def duties_in(state: str, now: dt.datetime) -> Q:
    """Which duties to report are in this state; the same rule as `state_of`, for lists."""
    unsent = Q(report=None) | Q(report__state__in=UNSENT)
    if state not in {*UNSENT, ReportState.NOT_OPEN, ReportState.LOCKED, ReportState.REOPENED}:
        return Q(report__state=state)
    day = in_hanoi(now).date()
    waits = Q(period_end=None, task__opens_on__gt=day) | Q(period_start__gt=day)
    first = day - dt.timedelta(days=settings.REPORT_LOCK_DAYS)
    over = Q(due_at__lt=dt.datetime.combine(first, dt.time(), HANOI))
    opened = Q(report__reopened_until__gte=now)
    if state == ReportState.NOT_OPEN:
        return unsent & waits
    if state == ReportState.LOCKED:
        return unsent & ~waits & over & ~opened
    if state == ReportState.REOPENED:
        return unsent & ~waits & over & opened
    begun = Q(report__state=state)
    return (begun | Q(report=None) if state == ReportState.OPEN else begun) & ~waits & ~over
