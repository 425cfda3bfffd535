"""Filling in, sending, taking in and giving back reports."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from decimal import Decimal

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from activity.models import Notice
from activity.services import Message, record, tell
from directives import services as directive_services
from directives.models import Assignment, Task
from directives.states import ASSIGNMENT_STEPS, Act, AssignmentState
from documents.errors import PaperError, WrongState
from documents.models import Document
from documents.services.review import days_late, next_receipt
from reports.models import Evidence, Figure, Indicator, Report
from reports.querysets import ReportQuerySet
from reports.receipts import fingerprint
from reports.states import WRITABLE, ReportState
from units.actors import Actor, people_with
from units.dates import clock
from units.models import Role
from units.text import clean, safe_filename


def open_report(assignment: Assignment) -> Report:
    """The report that answers a duty to report; opened on the first visit."""
    if assignment.task.kind != Task.Kind.REPORT:
        raise PaperError("Việc này không yêu cầu báo cáo.")
    if assignment.stands:
        raise PaperError("Việc này báo cáo theo từng kỳ. Chọn kỳ ở trang Báo cáo.")
    report, _ = Report.objects.get_or_create(
        assignment=assignment,
        defaults={
            "unit": assignment.unit,
            "directive_id": assignment.task.document_id,
            "to_unit": assignment.task.report_to or assignment.issuer,
        },
    )
    return report


@transaction.atomic
def save_report(
    report: Report,
    *,
    by: Actor,
    version: int,
    narrative: Mapping[str, str],
    figures: Mapping[Indicator, tuple[Decimal | None, str]],
) -> Report:
    """Store what was typed; a stale page overwrites nothing (PaperError says who was first)."""
    _require_open(report)
    changes = {name: clean(narrative.get(name, "")).strip() for name in Report.NARRATIVE}
    state = _written_state(report)
    rows = Report.objects.filter(pk=report.pk, version=version, state__in=WRITABLE)
    if not rows.update(version=F("version") + 1, state=state, updated_at=timezone.now(), **changes):
        report.refresh_from_db()
        raise PaperError(
            f"Báo cáo đã được sửa hoặc gửi ở nơi khác lúc {clock(report.updated_at)}. "
            "Nội dung vừa nhập chưa ghi đè lên bản đó."
        )
    for indicator, (value, note) in figures.items():
        if value is None:
            Figure.objects.filter(report=report, indicator=indicator).delete()
        else:
            Figure.objects.update_or_create(
                report=report, indicator=indicator, defaults={"value": value, "note": note[:300]}
            )
    report.refresh_from_db()
    if report.assignment.state in {AssignmentState.NEW, AssignmentState.ACCEPTED}:
        directive_services.act(report.assignment, Act.START, by=by)
    return report


def add_evidence(report: Report, *, by: Actor, name: str, data: bytes) -> Evidence:
    """Keep one evidence file; refused once the report is sent."""
    _require_open(report)
    if not report.is_editable:
        raise PaperError("Báo cáo đã gửi, không thêm tệp được nữa.")
    return _keep_file(report, by=by, name=name, data=data)


def _require_open(report: Report) -> None:
    if report.closed:
        raise PaperError(report.closed)


def _keep_file(report: Report, *, by: Actor, name: str, data: bytes) -> Evidence:
    name = safe_filename(name)
    row = Evidence(
        report=report,
        name=name[:200],
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        added_by=by.user,
    )
    row.file.save(name, ContentFile(data), save=False)
    row.save()
    return row


def missing(report: Report) -> list[str]:
    """What keeps the report from being sent ("còn thiếu"), as sentences."""
    lacking = []
    if not report.results.strip():
        lacking.append("Chưa ghi phần I. Kết quả thực hiện.")
    given = set(report.figures.values_list("indicator", flat=True))
    for indicator in Indicator.objects.filter(active=True):
        if indicator.pk not in given:
            lacking.append(f"Chưa có số liệu “{indicator.name}” (không có thì ghi 0).")
    return lacking


@transaction.atomic
def submit_report(report: Report, *, by: Actor, finished: list[Assignment]) -> str:
    """Send the report up; `finished` are the unit's tasks it reports as done.

    Late is accepted and marked by the time. Returns the receipt number; a second click raises
    PaperError with the first receipt (E-TRUNG).
    """
    report = _to_send(report)
    lacking = missing(report)
    if lacking:
        raise PaperError("Chưa gửi được: " + " ".join(lacking))
    report.outside = False
    return _send(report, by=by, finished=finished, sentence=f"{by.unit}: {by.user} gửi {report}")


@transaction.atomic
def send_outside(report: Report, *, by: Actor, name: str, data: bytes) -> str:
    """Note that the report went up outside the portal, with a scan of it ("tải bản quét").

    It counts as received, marked so; figures it does not have are not added up. Returns the receipt
    number; raises PaperError as `submit_report` does.
    """
    report = _to_send(report)
    _keep_file(report, by=by, name=name, data=data)
    report.outside = True
    sentence = f"{by.unit}: {by.user} ghi đã gửi ngoài hệ thống, tải bản quét {report}"
    return _send(report, by=by, finished=[], sentence=sentence)


def _to_send(report: Report) -> Report:
    """The report locked for sending; a second click gets the first receipt (E-TRUNG)."""
    report = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if report.state not in WRITABLE:
        raise PaperError(received_before(report))
    _require_open(report)
    return report


def received_before(report: Report) -> str:
    """E-TRUNG: when the report came in, and its receipt."""
    return (
        f"Đã nhận trước đó lúc {clock(report.submitted_at or report.updated_at)}, "
        f"biên nhận {report.receipt}. Không gửi lần thứ hai."
    )


def _send(report: Report, *, by: Actor, finished: list[Assignment], sentence: str) -> str:
    now = timezone.now()
    report.state, report.submitted_at, report.submitted_by = ReportState.SUBMITTED, now, by.user
    report.first_submitted_at = report.first_submitted_at or now
    report.receipt = next_receipt(now)
    report.sendings += 1
    report.sha256 = fingerprint(report)
    report.version += 1
    report.save()
    first = report.first_submitted_at
    for assignment in [report.assignment, *finished]:
        if assignment.unit_id == by.unit.pk and assignment.state != AssignmentState.REPORTED:
            directive_services.act(assignment, Act.REPORT, by=by, result=str(report), at=first)
    entry = record(
        target=report,
        verb="reports.outside" if report.outside else "reports.submit",
        sentence=sentence,
        by=by,
        data={"receipt": report.receipt},
    )
    people = people_with(report.to_unit, Role.REVIEWER, Role.LEADER, Role.STAFF)
    message = Message(
        f"Báo cáo chờ tiếp nhận: {report.unit}",
        report.get_absolute_url(),
        Notice.Reason.NEEDS_YOU,
        topic=Notice.Topic.TO_DO,
    )
    tell(people, message, key=f"log:{entry.sequence}", unit=report.to_unit, entry=entry)
    return report.receipt


@transaction.atomic
def accept(report: Report, *, by: Actor, version: int) -> None:
    """Take the report in; the duty to report and the tasks it covers are done."""
    _decide(report, ReportState.ACCEPTED, by=by, version=version)
    # A report of one period answers for the work of that period and for what has none.
    period = report.assignment.period_end
    of_period = Q(period_end=None) | Q(period_end=period) if period else Q()
    covered = Assignment.objects.filter(
        Q(pk=report.assignment.pk) | Q(task__kind=Task.Kind.WORK) & of_period,
        unit=report.unit,
        task__document=report.directive_id,
        state=AssignmentState.REPORTED,
        issuer=report.assignment.issuer,
    )
    for assignment in covered:
        directive_services.act(assignment, Act.CONFIRM, by=by)


@transaction.atomic
def return_report(report: Report, *, by: Actor, version: int, reason: str) -> None:
    """Give the report back for mending, with the reason."""
    reason = clean(reason).strip()
    if not reason:
        raise PaperError("Ghi lý do trả lại.")
    _decide(report, ReportState.RETURNED, by=by, version=version, reason=reason)
    report.assignment.refresh_from_db()
    if report.assignment.state == AssignmentState.REPORTED:
        directive_services.act(report.assignment, Act.REJECT, by=by, reason=reason)


def may_decide(report: Report, actor: Actor) -> bool:
    """Cadres, leaders and reviewers of the unit the report was sent to, never its sender."""
    return (
        actor.unit.pk == report.to_unit_id
        and actor.has(Role.STAFF, Role.LEADER, Role.REVIEWER)
        and report.submitted_by_id != actor.user.pk
    )


def may_write(report: Report, actor: Actor) -> bool:
    """Cadres and leaders of the unit that reports."""
    return actor.unit.pk == report.unit_id and actor.has(Role.STAFF, Role.LEADER)


def _below(report: Report) -> ReportQuerySet:
    """Reports sent to this unit about its own papers that carry the same directive out.

    For a report of one period: those of the same period, and those that have none.
    """
    answering = Document.objects.filter(plan__directive=report.directive, issuer=report.unit)
    rows = Report.objects.filter(to_unit=report.unit, directive__in=answering.values("pk"))
    if period := report.assignment.period_end:
        rows = rows.filter(
            Q(assignment__period_end=period) | Q(assignment__period_end__isnull=True)
        )
    return rows.received()


def has_reports_below(report: Report) -> bool:
    """Whether there is anything from below to add up into this report."""
    return _below(report).exists()


@transaction.atomic
def take_sums(report: Report, *, by: Actor) -> None:
    """Set the figures to the sums of what the units below reported to this unit.

    Raises PaperError when nothing came from below or the report is already sent.
    """
    _require_open(report)
    if not report.is_editable:
        raise PaperError("Báo cáo đã gửi, không sửa số liệu được nữa.")
    sums = _below(report).sums()
    if not sums:
        raise PaperError("Chưa có báo cáo cấp dưới nào để lấy số.")
    for indicator, total in sums.items():
        Figure.objects.update_or_create(
            report=report, indicator_id=indicator, defaults={"value": total}
        )
    Report.objects.filter(pk=report.pk).update(
        version=F("version") + 1, state=_written_state(report), updated_at=timezone.now()
    )


def _written_state(report: Report) -> str:
    return ReportState.DRAFT if report.state == ReportState.OPEN else report.state


def tasks_with(report: Report) -> list[Assignment]:
    """The unit's tasks from the same directive, with their states, for the reader of the report."""
    rows = Assignment.objects.filter(
        unit=report.unit, task__document=report.directive_id, task__kind=Task.Kind.WORK
    )
    return list(rows.select_related("task", "issuer").order_by("task__order", "task_id"))


def open_tasks(report: Report) -> list[Assignment]:
    """Those of them the unit may still report as done."""
    sources = ASSIGNMENT_STEPS[Act.REPORT].sources
    return [row for row in tasks_with(report) if AssignmentState(row.state) in sources]


def lateness(report: Report) -> str:
    """ "Muộn 2 ngày", or "" for a report first sent on time."""
    if report.first_submitted_at is None:
        return ""
    days = days_late(report.assignment.due_at, report.first_submitted_at)
    return f"Muộn {days} ngày" if days else ""


def _decide(
    report: Report, state: ReportState, *, by: Actor, version: int, reason: str = ""
) -> None:
    rows = Report.objects.filter(pk=report.pk, state=ReportState.SUBMITTED, version=version)
    if not rows.update(
        state=state,
        decided_at=timezone.now(),
        decided_by=by.user,
        returned_reason=reason,
        version=F("version") + 1,
    ):
        report.refresh_from_db()
        who = f"Đồng chí {report.decided_by} đã xử lý" if report.decided_by else "Đã có thay đổi ở"
        raise WrongState(f"{who} báo cáo này trước đó. Thao tác vừa rồi không được thực hiện.")
    report.refresh_from_db()
    entry = record(
        target=report,
        verb=f"reports.{state.value}",
        sentence=f"{by.unit}: {by.user} {state.label.lower()} {report}",
        by=by,
        reason=reason,
    )
    accepted = state is ReportState.ACCEPTED
    subject = f"{'Đã tiếp nhận' if accepted else 'Cần chỉnh sửa'}: {report}"
    notice = Notice.Reason.RESULT if accepted else Notice.Reason.NEEDS_YOU
    people = people_with(report.unit, Role.STAFF, Role.LEADER)
    message = Message(
        subject,
        report.get_absolute_url(),
        notice,
        topic=Notice.Topic.OTHER if accepted else Notice.Topic.RETURNED,
        urgent=not accepted,
    )
    tell(people, message, key=f"log:{entry.sequence}", unit=report.unit, entry=entry)
