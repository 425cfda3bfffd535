"""Xin gia hạn: a unit asks for a later limit, who gave the work answers."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from activity.models import Notice
from activity.services import Message, record, tell
from directives import hooks
from directives.models import Assignment, Extension
from directives.querysets import CLOSED
from directives.states import OPEN_BELOW, AssignmentState, ExtensionState
from documents.errors import PaperError, WrongState
from units.actors import Actor, names_with_positions, people_with
from units.dates import HANOI, clock, format_date, in_hanoi
from units.models import Role
from units.text import clean

ASKING = (Role.STAFF, Role.LEADER)
ANSWERING = (Role.LEADER, Role.REVIEWER)
NEW_WORDING = "gia hạn đến ngày {day}"


def asking_refusal(assignment: Assignment, actor: Actor) -> str:
    """Why the person may not ask for this assignment, whatever its state; "" when they may."""
    if actor.unit.pk == assignment.unit_id and actor.has(*ASKING):
        return ""
    who = names_with_positions(assignment.unit, ASKING)
    tail = f" Người làm được việc này: {who}." if who else ""
    return (
        "Xem được việc này nhưng không xin gia hạn được vì việc này của cán bộ, lãnh đạo ở "
        f"đơn vị được giao.{tail}"
    )


def answering_refusal(assignment: Assignment, actor: Actor) -> str:
    """Why the person may not answer a request about this assignment; "" when they may."""
    if actor.unit.pk == assignment.issuer_id and actor.has(*ANSWERING):
        return ""
    who = names_with_positions(assignment.issuer, ANSWERING)
    tail = f" Người làm được việc này: {who}." if who else ""
    return (
        "Xem được đề nghị này nhưng không trả lời được vì việc này của lãnh đạo, cán bộ thẩm định "
        f"ở đơn vị giao.{tail}"
    )


def cannot_ask(assignment: Assignment) -> str:
    """Why nobody may ask for a later limit now; "" when it may be asked for."""
    if assignment.part != Assignment.Part.LEAD:
        return "Đơn vị phối hợp không xin gia hạn; đơn vị chủ trì xin."
    if assignment.due_at is None:
        return "Việc này không ghi hạn nên không cần gia hạn."
    if assignment.state not in OPEN_BELOW:
        return (
            f"Việc này đang ở trạng thái “{assignment.get_state_display()}” nên không xin gia hạn "
            "được."
        )
    if assignment.extensions.filter(state=ExtensionState.ASKED).exists():
        return "Đã có đề nghị đang chờ."
    return ""


@transaction.atomic
def ask_extension(assignment: Assignment, *, by: Actor, day: dt.date, reason: str) -> Extension:
    """Ask that the assignment be due at the end of `day` instead; the issuer is told.

    Of two requests at the same moment one is kept. Raises PaperError when the day is not after the
    old limit or gone by, when another request waits, or when the work is no longer to be done.
    """
    row = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if sentence := cannot_ask(row):
        raise PaperError(sentence)
    assert row.due_at is not None
    now = timezone.now()
    new = dt.datetime.combine(day, dt.time(23, 59, 59), HANOI)
    if new <= row.due_at:
        raise PaperError("Hạn mới phải sau hạn cũ.")
    if new < now:
        raise PaperError("Hạn mới phải từ hôm nay trở đi.")
    if not reason.strip():
        raise PaperError("Ghi lý do.")
    made = Extension.objects.create(
        assignment=row,
        old_due_at=row.due_at,
        old_wording=row.wording,
        new_due_at=new,
        reason=clean(reason).strip(),
        asked_by=by.user,
        asked_at=now,
    )
    entry = record(
        target=row,
        verb="extensions.ask",
        sentence=f"{by.unit}: {by.user} xin gia hạn đến {made.new_day}: {row.task}",
        by=by,
        reason=made.reason,
        data={"extension": made.pk, "from": row.due_at.isoformat(), "to": new.isoformat()},
    )
    message = Message(
        f"Xin gia hạn: {row.name}, đến {made.new_day}",
        made.get_absolute_url(),
        Notice.Reason.NEEDS_YOU,
        f"{row.unit} xin gia hạn đến {made.new_day}: {row.name}.",
        topic=Notice.Topic.TO_DO,
        due_at=row.due_at,
    )
    people = people_with(row.issuer, *ANSWERING)
    tell(people, message, key=f"log:{entry.sequence}", unit=row.issuer, entry=entry)
    return made


@transaction.atomic
def decide_extension(extension: Extension, *, by: Actor, grant: bool, answer: str = "") -> None:
    """Grant or refuse a request; the assignment's limit moves with a grant, the unit is told.

    Of two who decide at the same moment one wins. Raises WrongState when somebody was first,
    PaperError when a refusal has no reason or the work is closed by now.
    """
    if not grant and not answer.strip():
        raise PaperError("Ghi lý do.")
    now, state = timezone.now(), ExtensionState.GRANTED if grant else ExtensionState.REFUSED
    waiting = Extension.objects.filter(pk=extension.pk, state=ExtensionState.ASKED)
    won = waiting.update(
        state=state, decided_by=by.user, decided_at=now, answer=clean(answer).strip()
    )
    extension.refresh_from_db()
    if not won:
        raise WrongState(_answered_before(extension))
    row = extension.assignment
    if grant:
        _move_limit(extension, row)
    words = "gia hạn đến " + extension.new_day if grant else "không gia hạn"
    entry = record(
        target=row,
        verb="extensions.grant" if grant else "extensions.refuse",
        sentence=f"{by.unit}: {by.user} {words}: {row.task} ({row.unit})",
        by=by,
        reason=extension.answer,
        data={"extension": extension.pk, "due": extension.new_due_at.isoformat()},
    )
    subject = f"Gia hạn đến {extension.new_day}" if grant else "Không gia hạn"
    message = Message(
        f"{subject}: {row.name}",
        row.get_absolute_url(),
        Notice.Reason.RESULT,
        due_at=extension.old_due_at,
    )
    people = people_with(row.unit, *ASKING)
    tell(people, message, key=f"log:{entry.sequence}", unit=row.unit, entry=entry)


def _move_limit(extension: Extension, row: Assignment) -> None:
    """Give the assignment its later limit, unless it was closed while the request waited."""
    words = NEW_WORDING.format(day=extension.new_day)
    still_open = Assignment.objects.filter(pk=row.pk).exclude(state__in=CLOSED)
    if not still_open.update(due_at=extension.new_due_at, wording=words):
        row.refresh_from_db()
        raise WrongState(
            f"Việc này đang ở trạng thái “{AssignmentState(row.state).label}” nên không gia hạn "
            "được nữa."
        )
    row.due_at, row.wording = extension.new_due_at, words
    hooks.tell_limit_moved(row)


def _answered_before(extension: Extension) -> str:
    at, who = extension.decided_at, extension.decided_by
    assert at is not None
    return (
        f"Đồng chí {who} đã trả lời đề nghị này lúc {clock(at)} ngày "
        f"{format_date(in_hanoi(at).date())}: {extension.state_label().label}. "
        "Thao tác vừa rồi không được thực hiện."
    )
