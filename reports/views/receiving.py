"""What the unit above does: take in, give back, add up, make the official paper."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from directives.models import Directive
from directives.periods import Period
from documents.errors import PaperError
from reports import services, summing
from reports.forms import IndicatorForm, ReturnForm
from reports.models import Indicator, Report, RollUp
from units.access import Refusal, for_roles
from units.actors import PortalRequest, names_with_positions
from units.administration import require_shared, runs_portal
from units.dates import today
from units.models import Role

RECEIVERS = (Role.STAFF, Role.LEADER, Role.REVIEWER)


def _received(request: PortalRequest, pk: int) -> Report:
    report = get_object_or_404(Report.objects.visible_to(request.actor).for_lists(), pk=pk)
    if not services.may_decide(report, request.actor):
        who = names_with_positions(report.to_unit, RECEIVERS)
        raise Refusal(
            f"Xem được báo cáo này nhưng không tiếp nhận được vì báo cáo gửi {report.to_unit}. "
            f"Người làm được việc này: {who}."
        )
    return report


def _version(request: PortalRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() else 0


@require_POST
def accept(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Tiếp nhận": the report counts, and what it covers is done."""
    report = _received(request, pk)
    try:
        services.accept(report, by=request.actor, version=_version(request))
    except PaperError as error:
        messages.error(request, error.sentence)
    else:
        messages.success(request, f"Đã tiếp nhận báo cáo của {report.unit}.")
    return redirect(report)


def give_back(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Trả lại báo cáo?" with the reason."""
    report = _received(request, pk)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.return_report(
                report,
                by=request.actor,
                version=_version(request),
                reason=form.cleaned_data["ly_do"],
            )
        except PaperError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, f"Đã trả lại báo cáo của {report.unit}.")
            return redirect(report)
    context = {
        "form": form,
        "question": f"Trả lại báo cáo cho {report.unit}?",
        "effects": [
            "Đơn vị sửa rồi gửi lại; lần gửi đầu vẫn tính thời hạn nếu gửi lại đúng hẹn.",
            "Lý do được báo cho cán bộ và lãnh đạo đơn vị.",
        ],
        "verb": "Trả lại báo cáo",
        "hidden": [("version", request.POST.get("version", report.version))],
        "back_url": report.get_absolute_url(),
        "back_label": "Không trả lại, quay lại",
    }
    return render(request, "components/confirm_page.html", context)


@for_roles(*RECEIVERS, Role.INSPECTOR)
def roll_up(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Tổng hợp": received of expected, the sums, each unit's figures, who is missing."""
    directive = get_object_or_404(
        Directive.objects.visible_to(request.actor).select_related("document__issuer"), pk=pk
    )
    unit = request.actor.unit
    offered = summing.periods_of(directive, unit, today())
    period = _period(offered, request.GET.get("ky", ""))
    period_end = period.end if period else None
    papers = RollUp.objects.filter(directive=directive, unit=unit, period_end=period_end)
    made = papers.select_related("document").first()
    sums = summing.sums_for(directive, unit, period_end)
    context = {
        "directive": directive,
        "periods": offered,
        "period": period,
        "sums": sums,
        "table": summing.figures_table(sums),
        "made": made,
        "changed": summing.changed_since(made) if made else [],
        "may_make": request.actor.has(*RECEIVERS) and bool(sums.received),
    }
    return render(request, "reports/roll_up.html", context)


def _period(offered: Sequence[Period], said: str) -> Period | None:
    """The period named by its last day, "2026-03-31"; else the newest, None without any."""
    named = [period for period in offered if period.end.isoformat() == said]
    return next(iter([*named, *offered]), None)


@require_POST
@for_roles(*RECEIVERS)
def roll_up_paper(request: PortalRequest, pk: int) -> HttpResponse:
    """Make the draft of the official Báo cáo from the sums."""
    directive = get_object_or_404(Directive.objects.visible_to(request.actor), pk=pk)
    offered = summing.periods_of(directive, request.actor.unit, today())
    period = _period(offered, request.POST.get("ky", ""))
    try:
        made = summing.make_paper(directive, by=request.actor, period=period)
    except PaperError as error:
        messages.error(request, error.sentence)
        back = reverse("reports:roll-up", args=[pk])
        return redirect(f"{back}?ky={period.end}" if period else back)
    messages.success(request, "Đã tạo dự thảo báo cáo tổng hợp.")
    return redirect(made.document.compose_url("overview"))


@for_roles(Role.ADMIN)
def indicators(request: PortalRequest) -> HttpResponse:
    """ "Biểu mẫu báo cáo": the indicators every report asks for."""
    if request.method == "POST":
        require_shared(request.actor, "biểu mẫu")
    form = IndicatorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            made = form.save()
        messages.success(request, f"Đã thêm chỉ tiêu “{made.name}”.")
        return redirect("reports:admin-indicators")
    context = {
        "form": form,
        "indicators": Indicator.objects.all(),
        "may_change": runs_portal(request.actor),
    }
    return render(request, "reports/admin_indicators.html", context)
