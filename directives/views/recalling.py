"""Thu hồi lượt giao: the page that asks before the open work of a cascade is taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from directives import permissions, services
from directives.forms.following import RecallForm
from directives.models import Cascade
from documents.errors import PaperError
from units.actors import PortalRequest
from units.dates import number_vi
from units.models import Unit


def recall(request: PortalRequest, pk: int) -> HttpResponse:
    """What would be taken back from whom, and which units stay because they answered."""
    cascade: Cascade = get_object_or_404(
        Cascade.objects.visible_to(request.actor)
        .filter(state=Cascade.State.DONE)
        .select_related("document__issuer", "unit"),
        pk=pk,
    )
    permissions.require_recall(cascade, request.actor)
    form = RecallForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            count = services.recall_cascade(cascade, by=request.actor, reason=reason)
        except PaperError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, f"Đã rút {number_vi(count)} việc đã giao.")
            return redirect(cascade)
    given, stay = services.recallable(cascade), services.answered(cascade)
    count, units = given.count(), given.order_by().values("unit").distinct().count()
    if not count and not form.is_bound:
        messages.error(request, "Không còn việc nào để rút. Những việc đã trả lời được giữ nguyên.")
        return redirect(cascade)
    context = {
        "question": f"Rút {number_vi(count)} việc đã giao cho {number_vi(units)} đơn vị?",
        "effects": [
            f"{number_vi(count)} việc chưa hoàn thành của {cascade.document} chuyển thành "
            "“Đã rút việc giao” và không còn tính vào tiến độ.",
            f"Cán bộ và lãnh đạo của {number_vi(units)} đơn vị nhận thông báo kèm lý do.",
            f"{number_vi(stay.count())} việc đã trả lời được giữ nguyên.",
        ],
        "answered": list(Unit.objects.filter(pk__in=stay.values("unit")).in_vietnamese_order()),
        "details": "directives/partials/recall_answered.html",
        "verb": "Rút việc đã giao",
        "danger": True,
        "form": form,
        "back_url": cascade.get_absolute_url(),
        "back_label": "Không rút, quay lại",
        "crumbs": [
            (str(cascade.document), cascade.document.get_absolute_url()),
            ("Lượt giao", cascade.get_absolute_url()),
        ],
    }
    return render(request, "components/confirm_page.html", context)
