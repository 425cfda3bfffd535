"""Đã gửi ngoài hệ thống: the scan of a report that went up on paper or by mail (screens D6)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from documents.errors import PaperError
from documents.uploads import read_upload
from reports import periods, services
from reports.forms import OutsideForm
from reports.models import Report
from reports.states import UNSENT, ReportState
from reports.views.filing import own_duty
from units.actors import PortalRequest

SCANS = (".pdf", ".png", ".jpg", ".jpeg")


def send(request: PortalRequest, assignment: int) -> HttpResponse:
    """ "Đã gửi ngoài hệ thống?": one scan; the report counts as received, marked so."""
    duty = own_duty(request, assignment)
    begun = Report.objects.filter(assignment=duty).first()
    form = OutsideForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            data = read_upload(file, SCANS)
            report = begun or services.open_report(duty)
            services.send_outside(report, by=request.actor, name=file.name, data=data)
        except PaperError as error:
            form.add_error("file", error.sentence)
        else:
            return redirect("reports:receipt", pk=report.pk)
    elif not form.is_bound:
        if begun is not None and begun.state not in (*UNSENT, ReportState.RETURNED):
            return redirect(begun)
        if why := periods.why_closed(duty, begun):
            messages.warning(request, why)
            return redirect(begun or duty)
    to_unit = duty.task.report_to or duty.issuer
    context = {
        "question": "Báo cáo đã gửi ngoài hệ thống?",
        "effects": [
            f"Bản quét gửi đến {to_unit}; báo cáo tính là đã gửi, ghi rõ “gửi ngoài hệ thống”.",
            "Không có số liệu để cộng vào báo cáo tổng hợp.",
            "Đúng hạn hay muộn tính theo lúc tải bản quét lên.",
        ],
        "verb": "Tải bản quét lên",
        "form": form,
        "back_url": duty.get_absolute_url(),
        "back_label": "Chưa gửi, quay lại",
        "crumbs": [(duty.title, duty.get_absolute_url())],
    }
    return render(request, "components/confirm_page.html", context)
