"""Thu hồi lượt giao: the open work of one cascade is taken back; what was answered stays."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from activity.models import LogEntry, Notice
from activity.services import Message, record, tell_all
from directives import states
from directives.models import Assignment, Cascade
from directives.querysets import AssignmentQuerySet
from directives.states import OPEN_BELOW, AssignmentState
from documents.errors import PaperError
from units.actors import Actor
from units.dates import number_vi, today
from units.models import Membership, Role
from units.text import clean

# The unit has said its last word; it stays whatever becomes of the rest.
ANSWERED = (*states.ANSWERED, AssignmentState.DONE, AssignmentState.EXCUSE_ASKED)


def recallable(cascade: Cascade) -> AssignmentQuerySet:
    """The assignments of the cascade that would be taken back."""
    return Assignment.objects.filter(cascade=cascade, state__in=OPEN_BELOW)


def answered(cascade: Cascade) -> AssignmentQuerySet:
    """Those that stay, because their units already answered."""
    return Assignment.objects.filter(cascade=cascade, state__in=ANSWERED)


@transaction.atomic
def recall_cascade(cascade: Cascade, *, by: Actor, reason: str) -> int:
    """Take back every open assignment of the cascade and tell its units; returns how many.

    Raises PaperError without a reason, or when nothing is left to take back.
    """
    if not reason.strip():
        raise PaperError("Ghi lý do.")
    rows = recallable(cascade).select_for_update(of=("self",))
    units = dict(rows.order_by("pk").values_list("pk", "unit"))
    why = clean(reason).strip()
    open_still = recallable(cascade).filter(pk__in=units)
    count = open_still.update(state=AssignmentState.CANCELLED, closed_at=timezone.now(), reason=why)
    if not count:
        raise PaperError("Không còn việc nào để rút. Những việc đã trả lời được giữ nguyên.")
    concerned = set(units.values())
    document = cascade.document
    entry = record(
        target=document,
        verb="directives.recall",
        sentence=f"{by.unit}: {by.user} thu hồi lượt giao việc, rút {number_vi(count)} việc của "
        f"{document} đã giao cho {number_vi(len(concerned))} đơn vị",
        by=by,
        reason=why,
        data={"cascade": cascade.pk, "units": len(concerned), "assignments": count},
    )
    _tell(cascade, concerned, why, entry)
    return count


def _tell(cascade: Cascade, units: set[int], why: str, entry: LogEntry) -> None:
    people = [
        (row.user, row.unit_id)
        for row in Membership.objects.active_on(today())
        .filter(unit__in=units, role__in=[Role.STAFF, Role.LEADER])
        .select_related("user")
    ]
    message = Message(
        subject=f"Thu hồi việc đã giao: {cascade.document}",
        body=f"{cascade.unit} rút các việc chưa hoàn thành đã giao theo {cascade.document}. "
        f"Lý do: {why}",
        reason=Notice.Reason.RESULT,
        urgent=True,
        address=f"/viec-duoc-giao/?van_ban={cascade.document_id}",
    )
    tell_all(people, message, f"log:{entry.sequence}", entry)
