"""Pages of a closed period: asking for it to be opened again, and the answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from documents.errors import PaperError
from reports import reopening
from reports.forms import ReopenAnswerForm, ReopenForm
from reports.models import Reopening
from reports.views.filing import own_report
from units.access import Refusal
from units.actors import PortalRequest, names_with_positions


def ask(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Xin mở khóa?": why the unit did not send in time."""
    report = own_report(request, pk)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            reopening.ask(report, by=request.actor, reason=form.cleaned_data["reason"])
        except PaperError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, f"Đã gửi đề nghị mở khóa đến {report.to_unit}.")
            return redirect(report)
    elif not form.is_bound and (stopped := reopening.cannot_ask(report)):
        messages.warning(request, stopped)
        return redirect(report)
    context = {
        "question": "Xin mở khóa kỳ báo cáo?",
        "warning": report.closed,
        "effects": [
            f"{report.to_unit} nhận đề nghị và trả lời.",
            "Khi được mở khóa, báo cáo gửi được đến hết ngày ghi trong trả lời, vẫn tính là muộn.",
        ],
        "verb": "Xin mở khóa",
        "form": form,
        "back_url": report.get_absolute_url(),
        "back_label": "Không xin, quay lại",
        "crumbs": [("Báo cáo", reverse("reports:list"))],
    }
    return render(request, "components/confirm_page.html", context)


def answer(request: PortalRequest, pk: int) -> HttpResponse:
    """The unit that receives the report opens the period again, or says why not."""
    # A report never sent is not visible above; the request about it is, to whom it was made.
    found = get_object_or_404(
        Reopening.objects.select_related(
            "report__unit",
            "report__to_unit",
            "report__assignment__task",
            "report__directive__document__issuer",
            "asked_by",
        ).filter(report__to_unit=request.actor.unit),
        pk=pk,
    )
    report = found.report
    if not reopening.may_answer(report, request.actor):
        who = names_with_positions(report.to_unit, reopening.ANSWERING)
        raise Refusal(
            "Xem được đề nghị này nhưng không trả lời được vì việc này của lãnh đạo, cán bộ thẩm "
            f"định ở nơi nhận báo cáo. Người làm được việc này: {who}."
        )
    form = ReopenAnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            reopening.decide(
                found,
                by=request.actor,
                until=form.cleaned_data["until"],
                answer=form.cleaned_data["answer"],
            )
        except PaperError as error:
            form.add_error(None, error.sentence)
        else:
            done = "Đã mở khóa" if found.granted else "Đã trả lời: không mở khóa"
            messages.success(request, f"{done}. {report.unit} nhận thông báo.")
            return redirect(f"{reverse('reports:list')}?ben=cap-duoi")
    elif found.granted is not None and not form.is_bound:
        messages.warning(request, "Đề nghị này đã được trả lời.")
        return redirect(f"{reverse('reports:list')}?ben=cap-duoi")
    context = {
        "question": f"Mở khóa kỳ báo cáo cho {report.unit}?",
        "effects": [
            f"{report.directive.document}: {report.closed or 'kỳ này không còn bị khóa.'}",
            f"{found.asked_by} xin mở khóa, lý do: {found.reason}",
            "Nếu mở khóa, đơn vị gửi được đến hết ngày ghi dưới đây; báo cáo vẫn tính là muộn.",
        ],
        "verb": "Trả lời",
        "form": form,
        "back_url": f"{reverse('reports:list')}?ben=cap-duoi",
        "back_label": "Chưa trả lời, quay lại",
        "crumbs": [("Báo cáo", reverse("reports:list"))],
    }
    return render(request, "components/confirm_page.html", context)
