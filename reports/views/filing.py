"""A unit's own reports: the list, the form, evidence, sending."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.admin.utils import label_for_field
from django.db.models import F, QuerySet
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from directives.models import Assignment, Task
from directives.states import AssignmentState
from documents.errors import PaperError
from documents.lifecycle import StateLabel
from documents.services.looking import note_look_at
from documents.uploads import read_upload
from documents.views.drafts import pdf_response
from reports import periods, reopening, services
from reports.forms import ReportFilter, ReportForm
from reports.models import Indicator, Report
from reports.receipts import receipt_pdf
from reports.states import WRITABLE, ReportState
from units.access import Refusal
from units.actors import PortalRequest, names_with_positions
from units.dates import clock
from units.models import Role, Unit
from units.paging import page_of

EVIDENCE = (".pdf", ".docx", ".xlsx", ".png", ".jpg", ".jpeg")


def report_list(request: PortalRequest) -> HttpResponse:
    """ "Báo cáo": duties to report of the unit, or the reports sent to it from below."""
    form = ReportFilter(request.GET)
    form.is_valid()
    said = form.cleaned_data
    below = said.get("ben") == "cap-duoi"
    rows = _received(request, said) if below else _own(request, said)
    page = page_of(request, rows)
    context = {"filter": form, "page": page, "below": below}
    if not below:
        context["duties"] = [_line(duty) for duty in page]
    context["sums"] = _sums_links(request) if below else []
    partial = "reports/partials/report_results.html"
    return render(request, partial if request.htmx else "reports/report_list.html", context)


def _line(duty: Assignment) -> tuple[Assignment, Report | None, StateLabel, str]:
    """A duty with its report, the state's words, and what can be done: "Làm tiếp", "Xem" …"""
    report = getattr(duty, "report", None)
    closed = periods.why_closed(duty, report)
    if report is None:
        act = "" if periods.state_of(duty) is ReportState.NOT_OPEN else "Làm báo cáo"
    else:
        act = "Làm tiếp" if report.state in WRITABLE and not closed else "Xem"
    return duty, report, periods.label_of(duty, report), act


def _own(request: PortalRequest, said: dict[str, str]) -> QuerySet[Assignment]:
    """Every duty to report, also those nobody has opened yet."""
    rows = Assignment.objects.filter(
        unit=request.actor.unit, task__kind=Task.Kind.REPORT, stands=False
    )
    if state := said.get("trang_thai"):
        rows = rows.filter(periods.duties_in(state, timezone.now()))
    return rows.select_related("task__document", "task__report_to", "issuer", "report").order_by(
        F("due_at").asc(nulls_last=True), "pk"
    )


def _received(request: PortalRequest, said: dict[str, str]) -> QuerySet[Report]:
    rows = Report.objects.visible_to(request.actor).exclude(unit=request.actor.unit)
    if state := said.get("trang_thai"):
        rows = rows.filter(state=state)
    if words := said.get("don_vi"):
        rows = rows.filter(unit__in=Unit.objects.search(words).values("pk"))
    return rows.for_lists().order_by("-submitted_at", "pk")


def _sums_links(request: PortalRequest) -> list[Task]:
    """The directives whose reports come to this unit, for "Tổng hợp"."""
    return list(
        Task.objects.filter(kind=Task.Kind.REPORT, report_to=request.actor.unit)
        .select_related("document__issuer")
        .order_by("-document_id")[:20]
    )


def own_duty(request: PortalRequest, assignment: int) -> Assignment:
    """The unit's own duty to report, for who may carry it out (E-QUYEN otherwise)."""
    rows = Assignment.objects.filter(unit=request.actor.unit, task__kind=Task.Kind.REPORT)
    duty: Assignment = get_object_or_404(
        rows.select_related("task__report_to", "task__document", "issuer", "unit"), pk=assignment
    )
    if not request.actor.has(Role.STAFF, Role.LEADER):
        who = names_with_positions(duty.unit, (Role.STAFF, Role.LEADER))
        raise Refusal(
            "Xem được việc này nhưng không làm báo cáo được vì báo cáo do cán bộ, lãnh đạo đơn vị "
            f"làm. Người làm được việc này: {who}."
        )
    return duty


def open_report(request: PortalRequest, assignment: int) -> HttpResponse:
    """Open the report that answers a duty of the unit; the first visit asks first."""
    duty = own_duty(request, assignment)
    begun = Report.objects.filter(assignment=duty).first()
    if begun is not None or request.method == "POST":
        return redirect(begun or services.open_report(duty))
    if periods.state_of(duty) is ReportState.NOT_OPEN:
        messages.warning(request, periods.why_closed(duty))
        return redirect(duty)
    context = {
        "question": "Làm báo cáo?",
        "effects": [
            f"Mở báo cáo kết quả thực hiện {duty.task.document}, "
            f"gửi đến {duty.task.report_to or duty.issuer}.",
            "Báo cáo được lưu dần và chỉ gửi đi khi bấm gửi.",
        ],
        "verb": "Làm báo cáo",
        "back_url": duty.get_absolute_url(),
        "back_label": "Để sau, quay lại",
    }
    return render(request, "components/confirm_page.html", context)


def detail(request: PortalRequest, pk: int) -> HttpResponse:
    """The form for the writing unit while it may write; the reading page for everybody else."""
    report = get_object_or_404(Report.objects.visible_to(request.actor).for_lists(), pk=pk)
    if request.method == "POST":
        _require_writer(request, report)
    if not (services.may_write(report, request.actor) and report.is_editable):
        return _reading_page(request, report)
    form = _form(request, report)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_report(
                report,
                by=request.actor,
                version=form.cleaned_data["version"],
                narrative=form.narrative(),
                figures=form.figures(),
            )
        except PaperError as error:
            form.add_error(None, error.sentence)
        else:
            if request.headers.get("X-Autosave"):
                return _saved(report)
            if "gui" in request.POST:
                return redirect("reports:submit", pk=report.pk)
            messages.success(request, f"Đã lưu lúc {clock(timezone.now())}.")
            return redirect(report)
    if request.headers.get("X-Autosave"):
        return _not_saved(form)
    context = {
        "report": report,
        "form": form,
        "missing": services.missing(report),
        "evidence": report.evidence.all(),
        "below": services.has_reports_below(report),
    }
    return render(request, "reports/report_form.html", context)


def _saved(report: Report) -> JsonResponse:
    report.refresh_from_db()
    return JsonResponse({"saved_at": clock(report.updated_at), "version": report.version})


def _not_saved(form: ReportForm) -> JsonResponse:
    general = form.non_field_errors()
    if general:
        return JsonResponse({"message": general[0], "html": ""}, status=409)
    first = next(iter(form.errors.values()))[0]
    return JsonResponse({"message": str(first)}, status=422)


def _form(request: PortalRequest, report: Report) -> ReportForm:
    indicators = Indicator.objects.filter(active=True)
    return ReportForm(request.POST or None, instance=report, indicators=indicators)


def _reading_page(request: PortalRequest, report: Report) -> HttpResponse:
    if request.method == "POST":
        state = report.get_state_display()
        why = report.closed or f"Báo cáo đang ở trạng thái “{state}”, không sửa được nữa."
        message = f"{why} Chưa lưu gì."
        if request.headers.get("X-Autosave"):
            return JsonResponse({"message": message, "html": ""}, status=409)
        messages.error(request, message)
        return redirect(report)
    note_look_at(report, report.unit_id, by=request.actor)
    narrative = [
        (label_for_field(name, Report), getattr(report, name)) for name in Report.NARRATIVE
    ]
    context = {
        "report": report,
        "narrative": narrative,
        "figures": report.figures.select_related("indicator"),
        "evidence": report.evidence.all(),
        "may_decide": services.may_decide(report, request.actor)
        and report.state == ReportState.SUBMITTED,
        "reader": "writer" if report.unit_id == request.actor.unit.pk else "reviewer",
        "tasks": services.tasks_with(report),
        "reopenings": report.reopenings.select_related("asked_by", "decided_by"),
        "may_reopen": services.may_write(report, request.actor)
        and not reopening.cannot_ask(report),
    }
    return render(request, "reports/report_detail.html", context)


def own_report(request: PortalRequest, pk: int) -> Report:
    """The unit's own report, when the person may write it."""
    report = get_object_or_404(Report.objects.visible_to(request.actor).for_lists(), pk=pk)
    _require_writer(request, report)
    return report


def _require_writer(request: PortalRequest, report: Report) -> None:
    """Raise Refusal (E-QUYEN) for somebody who may read the report but not write it."""
    if not services.may_write(report, request.actor):
        who = names_with_positions(report.unit, (Role.STAFF, Role.LEADER))
        raise Refusal(
            "Xem được báo cáo này nhưng không sửa được vì việc này của cán bộ, lãnh đạo "
            f"{report.unit}. Người làm được việc này: {who}."
        )


@require_POST
def evidence_add(request: PortalRequest, pk: int) -> HttpResponse:
    """Take in evidence files; a refused one is named with its reason, the others stay."""
    report = own_report(request, pk)
    files = request.FILES.getlist("tep")
    if not files:
        messages.error(request, "Chưa chọn tệp nào.")
    for file in files:
        try:
            data = read_upload(file, EVIDENCE)
            services.add_evidence(report, by=request.actor, name=file.name or "tep", data=data)
        except PaperError as error:
            messages.error(request, error.sentence)
        else:
            messages.success(request, f"Đã nhận tệp “{file.name}”.")
    return redirect(report)


def evidence(request: PortalRequest, pk: int, evidence: int) -> FileResponse:
    """Give out one evidence file, as a download only."""
    report = get_object_or_404(Report.objects.visible_to(request.actor), pk=pk)
    row = get_object_or_404(report.evidence, pk=evidence)
    note_look_at(report, report.unit_id, by=request.actor)
    return FileResponse(
        row.file.open("rb"),
        as_attachment=True,
        filename=row.name,
        content_type="application/octet-stream",
    )


@require_POST
def evidence_remove(request: PortalRequest, pk: int, evidence: int) -> HttpResponse:
    """Take an evidence file off a report that is still being written."""
    report = own_report(request, pk)
    row = get_object_or_404(report.evidence, pk=evidence)
    if not report.is_editable:
        messages.error(request, report.closed or "Báo cáo đã gửi, không bỏ tệp được nữa.")
    else:
        row.delete()
        messages.success(request, f"Đã bỏ tệp “{row.name}”.")
    return redirect(report)


@require_POST
def take_sums(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Lấy số cấp dưới": fill the figures with what the units below reported."""
    report = own_report(request, pk)
    try:
        services.take_sums(report, by=request.actor)
    except PaperError as error:
        messages.error(request, error.sentence)
    else:
        messages.success(request, "Đã lấy số tổng hợp của các đơn vị cấp dưới. Xem lại rồi gửi.")
    return redirect(report)


def submit(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Gửi báo cáo?": what is missing, which tasks it reports as done, then the receipt."""
    report = own_report(request, pk)
    if report.closed:
        messages.warning(request, f"{report.closed} Chưa gửi.")
        return redirect(report)
    if report.state not in WRITABLE:
        messages.warning(request, services.received_before(report))
        return redirect("reports:receipt", pk=report.pk)
    lacking = services.missing(report)
    open_tasks = services.open_tasks(report)
    if request.method == "POST" and not lacking:
        chosen = set(request.POST.getlist("viec"))
        finished = [row for row in open_tasks if str(row.pk) in chosen]
        try:
            services.submit_report(report, by=request.actor, finished=finished)
        except PaperError as error:
            messages.warning(request, error.sentence)
            return redirect(report)
        return redirect("reports:receipt", pk=report.pk)
    late = bool(report.assignment.due_at and timezone.now() > report.assignment.due_at)
    context = {
        "report": report,
        "missing": lacking,
        "open_tasks": [row for row in open_tasks if row.state != AssignmentState.REPORTED],
        "late": late,
    }
    return render(request, "reports/report_submit.html", context)


def receipt(request: PortalRequest, pk: int) -> HttpResponse:
    """The proof of sending; `?in=1` gives it as one page to print."""
    report = get_object_or_404(Report.objects.visible_to(request.actor).for_lists(), pk=pk)
    if not report.receipt:
        raise Http404
    late = services.lateness(report)
    if "in" in request.GET:
        return pdf_response(receipt_pdf(report, late), f"{report.receipt}.pdf")
    context = {
        "report": report,
        "late": late,
        "steps": [f"{report.to_unit} tiếp nhận hoặc trả lại. Kết quả báo qua thông báo và thư."],
    }
    return render(request, "reports/receipt.html", context)
