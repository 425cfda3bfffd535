"""Who hears of a cascade: the cadres and leaders of every unit that got work.

A few hear in the act itself. For a whole province or the country a job is promised instead, so that
nobody waits for thousands of notices, least of all those who queue at the log's last line.
"""

from __future__ import annotations

from typing import Any

from activity import outbox
from activity.models import LogEntry, Notice, OutboxItem
from activity.services import Message, tell_all
from directives.models import Cascade, Task
from directives.states import AssignmentState
from units.dates import moment, today
from units.models import Membership, Role

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
    people = [
        (row.user, row.unit_id)
        for row in Membership.objects.active_on(today())
        .filter(unit__in=bound.values("unit"), role__in=[Role.STAFF, Role.LEADER])
        .select_related("user")
    ]
    tasks = Task.objects.filter(pk__in=bound.values("task")).order_by("order", "pk")
    # The duty to plan or to report says best what is wanted.
    task = tasks.exclude(kind=Task.Kind.WORK).first() or tasks.first()
    if task is None:
        return
    task.document = cascade.document
    due = f", {task.wording}" if task.wording else ""
    limit = f" Hạn chót: {moment(task.due_at)}." if task.due_at else ""
    tell_all(
        people,
        Message(
            subject=f"Việc mới: {task.name}{due}",
            body=f"{cascade.unit} giao việc theo {cascade.document}.{limit}",
            reason=Notice.Reason.NEEDS_YOU,
            topic=Notice.Topic.NEW_WORK,
            due_at=task.due_at,
            address="/viec-duoc-giao/",
        ),
        key=f"cascade:{cascade.pk}",
        entry=entry,
    )
