"""Báo vướng mắc: what keeps a unit from its work, said to who gave it, until it is solved (D6)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from activity.models import Notice
from activity.services import Message, record, tell
from directives.models import Assignment, Obstacle
from directives.querysets import CLOSED
from directives.states import AssignmentState
from documents.errors import PaperError, WrongState
from units.actors import Actor, names_with_positions, people_with
from units.dates import clock, format_date, in_hanoi
from units.models import Role
from units.text import clean

RAISING = (Role.STAFF, Role.LEADER)
HEARING = (Role.LEADER, Role.REVIEWER)


def raising_refusal(assignment: Assignment, actor: Actor) -> str:
    """Why the person may not report an obstacle to this work, ever; "" when they may."""
    if actor.unit.pk == assignment.unit_id and actor.has(*RAISING):
        return ""
    who = names_with_positions(assignment.unit, RAISING)
    tail = f" Người làm được việc này: {who}." if who else ""
    return (
        "Xem được việc này nhưng không báo vướng mắc được vì việc này của cán bộ, lãnh đạo ở "
        f"đơn vị được giao.{tail}"
    )


def solving_refusal(assignment: Assignment, actor: Actor) -> str:
    """Why the person may not mark an obstacle solved; "" for either side of the work."""
    below = actor.unit.pk == assignment.unit_id and actor.has(*RAISING)
    above = actor.unit.pk == assignment.issuer_id and actor.has(*HEARING)
    if below or above:
        return ""
    who = names_with_positions(assignment.issuer, HEARING)
    tail = f" Người làm được việc này: {who}." if who else ""
    return (
        "Xem được vướng mắc này nhưng không đánh dấu được vì việc này của đơn vị được giao, hoặc "
        f"lãnh đạo, cán bộ thẩm định ở đơn vị giao.{tail}"
    )


def cannot_raise(assignment: Assignment) -> str:
    """Why nobody may report an obstacle now; "" when it may be reported."""
    if assignment.state in CLOSED:
        state = AssignmentState(assignment.state).label
        return f"Việc này đang ở trạng thái “{state}” nên không báo vướng mắc được."
    if assignment.obstacles.filter(solved_at=None).exists():
        return "Đã có vướng mắc đang chờ giải quyết."
    return ""


@transaction.atomic
def raise_obstacle(assignment: Assignment, *, by: Actor, text: str) -> Obstacle:
    """Tell the unit that gave the work what is in its way; the limit stays as it is.

    Of two reports at the same moment one is kept. Raises PaperError without a text, while another
    one waits, or when the work is closed.
    """
    row = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if sentence := cannot_raise(row):
        raise PaperError(sentence)
    text = clean(text).strip()
    if not text:
        raise PaperError("Ghi vướng mắc.")
    made = Obstacle.objects.create(
        assignment=row, text=text, raised_by=by.user, raised_at=timezone.now()
    )
    entry = record(
        target=row,
        verb="obstacles.raise",
        sentence=f"{by.unit}: {by.user} báo vướng mắc: {row.task}",
        by=by,
        reason=text,
        data={"obstacle": made.pk},
    )
    message = Message(
        f"Vướng mắc: {row.name} ({row.unit})",
        row.get_absolute_url(),
        Notice.Reason.NEEDS_YOU,
        topic=Notice.Topic.TO_DO,
    )
    people = people_with(row.issuer, *HEARING)
    tell(people, message, key=f"log:{entry.sequence}", unit=row.issuer, entry=entry)
    return made


@transaction.atomic
def solve_obstacle(obstacle: Obstacle, *, by: Actor, answer: str = "") -> None:
    """Mark an obstacle as out of the way; the other side is told how.

    Raises WrongState when somebody did so first.
    """
    waiting = Obstacle.objects.filter(pk=obstacle.pk, solved_at=None)
    answer = clean(answer).strip()
    won = waiting.update(solved_by=by.user, solved_at=timezone.now(), answer=answer)
    obstacle.refresh_from_db()
    if not won:
        assert obstacle.solved_at is not None
        raise WrongState(
            f"Đồng chí {obstacle.solved_by} đã đánh dấu giải quyết lúc {clock(obstacle.solved_at)} "
            f"ngày {format_date(in_hanoi(obstacle.solved_at).date())}. "
            "Thao tác vừa rồi không được thực hiện."
        )
    row = obstacle.assignment
    entry = record(
        target=row,
        verb="obstacles.solve",
        sentence=f"{by.unit}: {by.user} đánh dấu đã giải quyết vướng mắc: {row.task} ({row.unit})",
        by=by,
        reason=answer,
        data={"obstacle": obstacle.pk},
    )
    below = by.unit.pk == row.unit_id
    other, roles = (row.issuer, HEARING) if below else (row.unit, RAISING)
    message = Message(
        f"Vướng mắc đã giải quyết: {row.name} ({row.unit})",
        row.get_absolute_url(),
        Notice.Reason.RESULT,
    )
    tell(people_with(other, *roles), message, key=f"log:{entry.sequence}", unit=other, entry=entry)
