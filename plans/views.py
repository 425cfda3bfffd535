"""Pages of plans: the list, starting one, comparing it with what the superior asked."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from directives.models import Assignment, Task
from documents.errors import PaperError
from plans import services
from plans.forms import OwnStartForm, PlanFilter, ReasonForm, StartForm
from plans.models import Plan
from units.access import Refusal, for_roles
from units.actors import PortalRequest, names_with_positions
from units.models import Role
from units.paging import page_of


def plan_list(request: PortalRequest) -> HttpResponse:
    """ "Kế hoạch": the unit's own, those below and above, newest first."""
    filter_form = PlanFilter(request.GET)
    rows = filter_form.apply(Plan.objects.visible_to(request.actor), request.actor)
    context = {
        "filter": filter_form,
        "page": page_of(request, rows.for_lists().order_by("-pk")),
        "own": not request.GET.get("ben"),
        "may_start": request.actor.has(Role.STAFF, Role.LEADER),
    }
    partial = "plans/partials/plan_results.html"
    return render(request, partial if request.htmx else "plans/plan_list.html", context)


@for_roles(Role.STAFF, Role.LEADER)
def start(request: PortalRequest) -> HttpResponse:
    """ "Lập kế hoạch": from an assignment (`?viec=`) or of one's own accord."""
    if not request.GET.get("viec"):
        return _start_own(request)
    assignment = _duty(request)
    existing = Plan.objects.filter(assignment=assignment).select_related("document").first()
    last = services.last_plan(request.actor.unit)
    form = StartForm(request.POST or None, request.FILES or None, has_last=last is not None)
    if request.method == "POST" and form.is_valid():
        try:
            plan = services.start_plan(
                assignment, by=request.actor, start=form.cleaned_data["cach"], typed=form.typed
            )
        except PaperError as error:
            form.add_error(None, error.sentence)
        else:
            source = "tệp Word" if form.typed else "văn bản của cấp trên"
            messages.success(request, f"Đã tạo bản soạn kế hoạch từ {source}.")
            return redirect(plan)
    context = {"form": form, "assignment": assignment, "existing": existing, "last": last}
    return render(request, "plans/start.html", context)


def _start_own(request: PortalRequest) -> HttpResponse:
    form = OwnStartForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        subject = form.cleaned_data["trich_yeu"]
        plan = services.start_own(by=request.actor, subject=subject, typed=form.typed)
        messages.success(request, "Đã tạo bản soạn kế hoạch.")
        return redirect(plan)
    return render(request, "plans/start_own.html", {"form": form})


def coverage(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Đối chiếu nhiệm vụ": which task from above is answered here, and how."""
    plan = _plan(request, pk)
    lines = [
        (line, plan.document.compose_url("not-applicable", line.given.task_id))
        for line in services.coverage(plan)
    ]
    counts = {
        "given": len(lines),
        "open": sum(line.status == "unanswered" for line, _ in lines),
    }
    counts["answered"] = counts["given"] - counts["open"]
    context = {
        "plan": plan,
        "document": plan.document,
        "lines": lines,
        "counts": counts,
        "may_write": _may_write(request, plan),
        "take_url": plan.document.compose_url("coverage-take"),
        "tasks_url": plan.document.compose_url("tasks"),
    }
    return render(request, "plans/coverage.html", context)


@require_POST
def coverage_take(request: PortalRequest, pk: int) -> HttpResponse:
    """Write the unanswered tasks into the plan as ticked paragraphs."""
    plan = _writable(request, pk)
    try:
        taken = services.take_tasks(plan, by=request.actor)
    except PaperError as error:
        messages.error(request, error.sentence)
    else:
        messages.success(
            request, f"Đã đưa {taken} nhiệm vụ vào mục Tổ chức thực hiện. Ghi đơn vị chủ trì."
        )
    return redirect(plan.document.compose_url("tasks"))


def not_applicable(request: PortalRequest, pk: int, task: int) -> HttpResponse:
    """ "Ghi lý do không áp dụng" for one task from above."""
    plan = _writable(request, pk)
    given = get_object_or_404(
        Task, pk=task, pk__in=[row.task_id for row in services.given_tasks(plan)]
    )
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.mark_not_applicable(
            plan, given, by=request.actor, reason=form.cleaned_data["ly_do"]
        )
        messages.success(request, "Đã ghi lý do không áp dụng.")
        return redirect(plan.document.compose_url("coverage"))
    back = plan.document.compose_url("coverage")
    context = {"plan": plan, "task": given, "form": form, "back_url": back}
    return render(request, "plans/not_applicable.html", context)


def _plan(request: PortalRequest, pk: int) -> Plan:
    rows = Plan.objects.visible_to(request.actor).select_related("document__issuer", "unit")
    return get_object_or_404(rows, pk=pk)


def _may_write(request: PortalRequest, plan: Plan) -> bool:
    own = plan.unit_id == request.actor.unit.pk and request.actor.has(Role.STAFF, Role.LEADER)
    return own and plan.document.is_editable


def _writable(request: PortalRequest, pk: int) -> Plan:
    """The plan, when the person may write it now; else the refusal that says who can."""
    plan = _plan(request, pk)
    if not _may_write(request, plan):
        who = names_with_positions(plan.unit, (Role.STAFF, Role.LEADER))
        why = (
            f"văn bản đang ở trạng thái “{plan.document.get_state_display()}”"
            if not plan.document.is_editable
            else "việc này của đơn vị soạn"
        )
        raise Refusal(
            f"Xem được văn bản này nhưng không sửa được vì {why}. Người làm được việc này: {who}."
        )
    return plan


def _duty(request: PortalRequest) -> Assignment:
    """The unit's own duty to plan named in the address."""
    wanted = request.GET.get("viec", "")
    if not wanted.isdecimal():
        raise Http404
    rows = Assignment.objects.filter(unit=request.actor.unit, task__kind=Task.Kind.PLAN)
    return get_object_or_404(
        rows.select_related("task__document__issuer", "issuer"), pk=int(wanted)
    )
