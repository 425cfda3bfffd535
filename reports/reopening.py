"""Xin mở khóa: a unit that never sent asks for its closed period again, who receives it answers."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from activity.models import Notice
from activity.services import Message, record, tell
from documents.errors import PaperError, WrongState
from reports import periods
from reports.models import Reopening, Report
from reports.states import ReportState
from units.actors import Actor, people_with
from units.dates import HANOI, clock, format_date, in_hanoi, today
from units.models import Role
from units.text import clean

ASKING = (Role.STAFF, Role.LEADER)
ANSWERING = (Role.LEADER, Role.REVIEWER)


def cannot_ask(report: Report) -> str:
    """Why nobody may ask now, as a sentence; "" when it may be asked for."""
    if periods.state_of(report.assignment, report) is not ReportState.LOCKED:
        return "Kỳ báo cáo này không bị khóa nên không cần xin mở khóa."
    if report.reopenings.filter(granted=None).exists():
        return "Đã có đề nghị mở khóa đang chờ."
    return ""


def may_answer(report: Report, actor: Actor) -> bool:
    """Leaders and reviewers of the unit the report goes to."""
    return actor.unit.pk == report.to_unit_id and actor.has(*ANSWERING)


@transaction.atomic
def ask(report: Report, *, by: Actor, reason: str) -> Reopening:
    """Ask that the period be opened again for this unit; who receives the report is told.

    Of two requests at the same moment one is kept. Raises PaperError without a reason, when the
    period is not closed or another request waits.
    """
    report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if sentence := cannot_ask(report):
        raise PaperError(sentence)
    reason = clean(reason).strip()
    if not reason:
        raise PaperError("Ghi lý do.")
    made = Reopening.objects.create(
        report=report, reason=reason, asked_by=by.user, asked_at=timezone.now()
    )
    entry = record(
        target=report,
        verb="reports.reopening_ask",
        sentence=f"{by.unit}: {by.user} xin mở khóa {report}",
        by=by,
        reason=reason,
        data={"reopening": made.pk},
    )
    message = Message(
        f"Xin mở khóa: {report}",
        made.get_absolute_url(),
        Notice.Reason.NEEDS_YOU,
        topic=Notice.Topic.TO_DO,
    )
    people = people_with(report.to_unit, *ANSWERING)
    tell(people, message, key=f"log:{entry.sequence}", unit=report.to_unit, entry=entry)
    return made


@transaction.atomic
def decide(reopening: Reopening, *, by: Actor, until: dt.date | None, answer: str = "") -> None:
    """Open the period for this unit to the end of `until`, or with None leave it closed.

    Of two who decide at the same moment one wins. Raises WrongState when somebody was first,
    PaperError for a day gone by or a refusal without a reason.
    """
    answer = clean(answer).strip()
    if until is None and not answer:
        raise PaperError("Ghi lý do.")
    if until is not None and until < today():
        raise PaperError("Ngày mở khóa phải từ hôm nay trở đi.")
    waiting = Reopening.objects.filter(pk=reopening.pk, granted=None)
    won = waiting.update(
        granted=until is not None,
        until=until,
        answer=answer,
        decided_by=by.user,
        decided_at=timezone.now(),
    )
    reopening.refresh_from_db()
    if not won:
        at = reopening.decided_at
        assert at is not None
        raise WrongState(
            f"Đồng chí {reopening.decided_by} đã trả lời đề nghị này lúc {clock(at)} ngày "
            f"{format_date(in_hanoi(at).date())}. Thao tác vừa rồi không được thực hiện."
        )
    report = reopening.report
    subject = "Không mở khóa"
    if until is not None:
        report.reopened_until = dt.datetime.combine(until, dt.time(23, 59, 59), HANOI)
        report.save(update_fields=["reopened_until"])
        subject = f"Được mở khóa đến {format_date(until)}"
    entry = record(
        target=report,
        verb="reports.reopening_grant" if until else "reports.reopening_refuse",
        sentence=f"{by.unit}: {by.user} trả lời đề nghị mở khóa {report}: {subject.lower()}",
        by=by,
        reason=answer,
        data={"reopening": reopening.pk},
    )
    message = Message(
        f"{subject}: {report}",
        report.get_absolute_url(),
        Notice.Reason.RESULT,
        due_at=report.reopened_until,
    )
    people = people_with(report.unit, *ASKING)
    tell(people, message, key=f"log:{entry.sequence}", unit=report.unit, entry=entry)
