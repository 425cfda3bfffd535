"""Who hears of a cascade: the cadres and leaders of every unit that got work.

A few hear in the act itself. For a whole province or the country a job is promised instead, so that
nobody waits for thousands of notices, least of all those who queue at the log's last line.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Min, Q
from django.utils import timezone

from activity import outbox
from activity.models import LogEntry, Notice, NoticeQuerySet, OutboxItem
from activity.services import Message, tell_each
from directives.deadlines import countdown
from directives.models import Assignment, Cascade, Task
from directives.querysets import AssignmentQuerySet
from directives.states import AssignmentState
from units.dates import format_date, moment, number_vi, today
from units.models import Membership, Role
from units.services import overrides

AT_ONCE = 200  # units
_JOB = "directives.tell"


def tell(cascade: Cascade, entry: LogEntry) -> None:
    """Tell the units of a cascade just done, in this transaction or by a job promised in it."""
    if cascade.unit_count <= AT_ONCE:
        _tell(cascade, entry)
    else:
        payload = {"cascade": cascade.pk, "entry": entry.pk}
        outbox.promise(_JOB, key=_key(cascade), payload=payload)


def is_waiting(cascade: Cascade) -> bool:
    """Whether the job that tells the units of a large cascade is still to run."""
    return OutboxItem.objects.filter(key=_key(cascade), state=OutboxItem.State.WAITING).exists()


def notices_of(cascade: Cascade) -> NoticeQuerySet:
    """What the people of the bound units were told of this cascade."""
    return Notice.objects.filter(key__startswith=f"{_notice_key(cascade)}:")


def _notice_key(cascade: Cascade) -> str:
    return f"cascade:{cascade.pk}"


def _key(cascade: Cascade) -> str:
    return f"{_JOB}:{cascade.pk}"


@outbox.handles(_JOB, "Thông báo giao việc")
def _run(payload: dict[str, Any]) -> None:
    """Tell everybody ({cascade, entry}); the key of the notices keeps them single."""
    cascade = Cascade.objects.select_related("document__issuer", "unit").get(pk=payload["cascade"])
    _tell(cascade, LogEntry.objects.get(pk=payload["entry"]))


def _tell(cascade: Cascade, entry: LogEntry) -> None:
    """A1: one notice and mail for each cadre and leader of the bound units, however many."""
    bound = cascade.assignments.exclude(state=AssignmentState.CANCELLED)
    messages = {
        row.unit_id: _message(cascade, row, count) for row, count in _foremost(bound).values()
    }
    people = (
        Membership.objects.active_on(today())
        .filter(unit__in=bound.values("unit"), role__in=[Role.STAFF, Role.LEADER])
        .select_related("user")
    )
    told = [(row.user, row.unit_id, messages[row.unit_id]) for row in people]
    tell_each(told, _notice_key(cascade), entry)


def _foremost(bound: AssignmentQuerySet) -> dict[int, tuple[Assignment, int]]:
    """For each unit the assignment that says best what is wanted, and how many tasks to answer.

    The duty to plan or to report comes before the work itself. Two queries.
    """
    work = Q(task__kind=Task.Kind.WORK)
    rows = (
        bound.order_by()
        .values("unit")
        .annotate(duty=Min("pk", filter=~work), first=Min("pk"), tasks=Count("pk", filter=work))
    )
    counts = {row["duty"] or row["first"]: row["tasks"] for row in rows}
    found = bound.filter(pk__in=counts).select_related("task", "unit")
    return {row.unit_id: (row, counts[row.pk]) for row in found}


def _message(cascade: Cascade, row: Assignment, tasks: int) -> Message:
    task = row.task
    task.document = cascade.document
    wording = f", {row.wording}" if row.wording else ""
    day = f" ngày {format_date(cascade.document.date)}" if cascade.document.date else ""
    said = [f"{cascade.unit} giao {row.unit} {row.name}{day}."]
    plan = task.kind == Task.Kind.PLAN
    if row.due_at:
        left = countdown(row.due_at, timezone.now(), overrides()).text
        said.append(f"Hạn chót{' trình' if plan else ''}: {moment(row.due_at)} ({left}).")
    if plan and tasks:
        said.append(f"Nhiệm vụ cần trả lời: {number_vi(tasks)}.")
    return Message(
        subject=f"Việc mới: {row.name}{wording}",
        body=" ".join(said),
        reason=Notice.Reason.NEEDS_YOU,
        topic=Notice.Topic.NEW_WORK,
        due_at=row.due_at,
        address=row.get_absolute_url(),
    )
