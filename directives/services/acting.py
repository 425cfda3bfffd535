"""What a unit does with an assignment, and how the unit that gave it answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from activity.models import LogEntry, Notice
from activity.services import Message, record, tell
from directives.models import Assignment, Task
from directives.querysets import UNCOUNTED
from directives.states import ASSIGNMENT_STEPS, Act, AssignmentState
from documents.errors import PaperError, WrongState
from units.actors import Actor, names_with_positions, people_with
from units.models import Role
from units.text import clean

_R, _T = Notice.Reason, Notice.Topic
_RECEIVING = (Role.STAFF, Role.LEADER)
_GIVING = (Role.LEADER, Role.REVIEWER, Role.STAFF)
# A plan or a report finishes its own duty; only plain work is reported and judged by hand.
_WORK_ONLY = frozenset({Act.REPORT, Act.CONFIRM, Act.REJECT, Act.TAKE_BACK})
_BY_PAPER = {
    Task.Kind.PLAN: "việc này hoàn thành khi kế hoạch được trình và ban hành",
    Task.Kind.REPORT: "việc này hoàn thành khi báo cáo được gửi và tiếp nhận",
}


@transaction.atomic
def act(
    assignment: Assignment,
    action: Act,
    *,
    by: Actor | None,
    reason: str = "",
    result: str = "",
    at: dt.datetime | None = None,
) -> LogEntry:
    """Make one step of an assignment and write its log line.

    `by` is None when a plan or report moved it. Raises WrongState when it is not where the step
    starts from, PaperError when a reason is missing.
    """
    step, before = ASSIGNMENT_STEPS[action], AssignmentState(assignment.state)
    if action in {Act.ASK_EXCUSE, Act.REJECT, Act.CANCEL, Act.KEEP} and not reason.strip():
        raise PaperError("Ghi lý do.")
    now = at or timezone.now()
    changes: dict[str, Any] = {"state": step.target}
    if reason.strip():
        changes["reason"] = clean(reason).strip()
    if action is Act.ACCEPT:
        changes["accepted_at"] = now
    if action in {Act.REPORT, Act.ANSWER}:
        changes["reported_at"] = now
        changes["result"] = clean(result).strip() or assignment.result
    if action in {Act.REJECT, Act.TAKE_BACK}:
        changes["reported_at"] = None
    if action is Act.CONFIRM:
        changes["done_at"] = now
    if step.target in UNCOUNTED:
        changes["closed_at"] = now
    rows = Assignment.objects.filter(pk=assignment.pk, state=before)
    if before not in step.sources or not rows.update(**changes):
        assignment.refresh_from_db()
        raise WrongState(
            f"Việc này đang ở trạng thái “{assignment.get_state_display()}”. "
            "Thao tác vừa rồi không được thực hiện."
        )
    assignment.refresh_from_db()
    who = f"{by.unit}: {by.user}" if by else "Cổng"
    return record(
        target=assignment,
        verb=f"assignments.{action.value}",
        sentence=f"{who} {step.done}: {assignment.task}",
        by=by,
        reason=reason,
        data={"from": before, "to": step.target},
    )


@dataclass(frozen=True)
class Telling:
    """Whom a step made by hand is told to (the other side) and in which words."""

    subject: str
    reason: str = _R.RESULT
    topic: str = _T.OTHER
    urgent: bool = False


TELLINGS: dict[Act, Telling] = {
    Act.REPORT: Telling("Chờ xác nhận: {task} ({unit})", _R.NEEDS_YOU, _T.TO_DO),
    Act.ASK_EXCUSE: Telling("Xin không áp dụng: {task} ({unit})", _R.NEEDS_YOU, _T.TO_DO),
    Act.CONFIRM: Telling("Đã xác nhận hoàn thành: {task}"),
    Act.REJECT: Telling(
        "Kết quả chưa được công nhận: {task}", _R.NEEDS_YOU, _T.RETURNED, urgent=True
    ),
    Act.EXCUSE: Telling("Đồng ý không áp dụng: {task}"),
    Act.KEEP: Telling("Không đồng ý, vẫn giao: {task}", _R.NEEDS_YOU, _T.TO_DO),
    Act.CANCEL: Telling("Đã rút việc giao: {task}", urgent=True),
}


@transaction.atomic
def act_by_hand(
    assignment: Assignment, action: Act, *, by: Actor, reason: str = "", result: str = ""
) -> None:
    """Make a step a person asked for on its page, and tell the other side of it.

    Raises PaperError when the result is not described, and whatever `act` raises.
    """
    if action is Act.REPORT and not result.strip():
        raise PaperError("Ghi kết quả đã làm được.")
    entry = act(assignment, action, by=by, reason=reason, result=result)
    telling = TELLINGS.get(action)
    if telling is None:
        return
    to_unit = assignment.unit if ASSIGNMENT_STEPS[action].by_issuer else assignment.issuer
    roles = _RECEIVING if ASSIGNMENT_STEPS[action].by_issuer else _GIVING
    message = Message(
        telling.subject.format(task=assignment.name, unit=assignment.unit),
        assignment.get_absolute_url(),
        telling.reason,
        topic=telling.topic,
        urgent=telling.urgent,
    )
    people = people_with(to_unit, *roles)
    tell(people, message, key=f"log:{entry.sequence}", unit=to_unit, entry=entry)


def may_act(assignment: Assignment, action: Act, actor: Actor) -> bool:
    """Whether the step is open to the person now: decides which buttons a page has."""
    in_state = AssignmentState(assignment.state) in ASSIGNMENT_STEPS[action].sources
    return in_state and not refusal(assignment, action, actor)


def refusal(assignment: Assignment, action: Act, actor: Actor) -> str:
    """Why the person may not make this step, whatever the state; "" when they may.

    The receiving unit's cadres and leaders act on their side, the leaders, reviewers and cadres of
    the unit that gave the work on theirs. The answer is the whole sentence (E-QUYEN).
    """
    step = ASSIGNMENT_STEPS[action]
    unit = assignment.issuer if step.by_issuer else assignment.unit
    roles = _GIVING if step.by_issuer else _RECEIVING
    verb = action.label[:1].lower() + action.label[1:]
    kind = Task.Kind(assignment.task.kind)
    if action in _WORK_ONLY and kind in _BY_PAPER:
        return f"Xem được việc này nhưng không {verb} được vì {_BY_PAPER[kind]}."
    if actor.unit.pk == unit.pk and actor.has(*roles):
        return ""
    side = "đơn vị giao" if step.by_issuer else "đơn vị được giao"
    labels = ", ".join(Role(role).label.lower() for role in roles)
    reason = f"việc này của {labels} ở {side}"
    who = names_with_positions(unit, roles)
    tail = f" Người làm được việc này: {who}." if who else ""
    return f"Xem được việc này nhưng không {verb} được vì {reason}.{tail}"
