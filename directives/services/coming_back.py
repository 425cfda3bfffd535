"""Duties that come back: each period becomes an assignment of its own, with its own last moment.

The assignment that was given out stands for the duty as a whole and keeps the paper's words; its
periods are laid out ahead, this one and the next, by the database for all units at once. Running it
again adds nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import (
    Case,
    DateField,
    DateTimeField,
    Exists,
    F,
    Field,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.utils import timezone

from directives import periods
from directives.deadlines import due_in_period, stored
from directives.models import Assignment, Task
from directives.querysets import CLOSED, UNCOUNTED
from directives.states import OPEN_BELOW, AssignmentState, DirectiveState
from units.calendar import Overrides
from units.dates import in_hanoi
from units.services import overrides
from units.sets import insert_from


@dataclass(frozen=True)
class Turn:
    """One period of one task and the last moment of its duty."""

    task: int
    period: periods.Period
    due_at: dt.datetime


@transaction.atomic
def lay_out_periods(now: dt.datetime | None = None, *, tasks: Iterable[Task] | None = None) -> int:
    """Give every unit with a duty that comes back its assignments for this period and the next.

    Of the period running only what is not over; nothing for papers out of force or for units whose
    duty is closed, whose open periods are closed with it. `tasks` narrows it to some. Returns how
    many assignments were new; the number of statements depends on none of it.
    """
    now = now or timezone.now()
    found = Task.objects.filter(
        Exists(Assignment.objects.filter(task=OuterRef("pk"))),
        operator__in=periods.COMING_BACK,
        document__directive__state=DirectiveState.REGISTERED,
    )
    if tasks is not None:
        found = found.filter(pk__in=[task.pk for task in tasks])
    days = overrides()
    coming = [turn for task in found for turn in _turns(task, now, days)]
    # Two statements, one for each place a period can have in its task: now and next.
    rounds = ([turns[n] for turns in _by_task(coming) if len(turns) > n] for n in (0, 1))
    added = sum(_write(turns, now) for turns in rounds)
    of_these = Assignment.objects.filter(task__in={turn.task for turn in coming})
    of_these.filter(period_end=None, stands=False).update(stands=True)
    _close_with_their_duty(now)
    return added


def _turns(task: Task, now: dt.datetime, days: Overrides) -> list[Turn]:
    said = stored(task.operator, task.wording, task.date)
    turns = []
    for period in periods.ahead(task.operator, in_hanoi(now).date()):
        due = due_in_period(said, period.end, overrides=days)
        if due is not None and due >= now:
            turns.append(Turn(task.pk, period, due))
    return turns


def _by_task(turns: Sequence[Turn]) -> list[list[Turn]]:
    found: dict[int, list[Turn]] = {}
    for turn in turns:
        found.setdefault(turn.task, []).append(turn)
    return list(found.values())


def _write(turns: Sequence[Turn], now: dt.datetime) -> int:
    """Copy the standing assignment of every unit for one period of each task; one statement."""
    if not turns:
        return 0
    # A unit merged into another owes nothing more.
    standing = Assignment.objects.filter(
        Q(unit__valid_to__isnull=True) | Q(unit__valid_to__gte=in_hanoi(now).date()),
        task__in=[turn.task for turn in turns],
        period_end=None,
    ).exclude(state__in=CLOSED)

    def told(field: Field[Any, Any], values: Iterable[tuple[int, object]]) -> Case:
        whens = [When(task=task, then=Value(value, output_field=field)) for task, value in values]
        return Case(*whens, output_field=field)

    return insert_from(
        standing,
        Assignment,
        task=F("task_id"),
        unit=F("unit_id"),
        cascade=F("cascade_id"),
        issuer=F("issuer_id"),
        part=F("part"),
        wording=F("wording"),
        # Whoever took the duty on took on every period of it.
        state=AssignmentState.ACCEPTED.value,
        accepted_at=now,
        due_at=told(DateTimeField(), ((turn.task, turn.due_at) for turn in turns)),
        period_start=told(DateField(), ((turn.task, turn.period.start) for turn in turns)),
        period_end=told(DateField(), ((turn.task, turn.period.end) for turn in turns)),
    )


def _close_with_their_duty(now: dt.datetime) -> None:
    """A unit that was excused from the whole, or from which it was taken back, owes no period."""
    whole = Assignment.objects.filter(
        task=OuterRef("task"), unit=OuterRef("unit"), stands=True, state__in=UNCOUNTED
    )
    Assignment.objects.filter(Exists(whole), period_end__isnull=False, state__in=OPEN_BELOW).update(
        state=Subquery(whole.values("state")[:1]),
        reason=Subquery(whole.values("reason")[:1]),
        closed_at=now,
    )
