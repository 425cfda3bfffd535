"""How a person wants to hear of what happens."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from activity.forms import NoticeChoicesForm
from units.actors import PortalRequest
from units.middleware import works_without_unit


@works_without_unit
def notice_choices(request: PortalRequest) -> HttpResponse:
    """ "Cách nhận thông báo": for each group of notices, at once, in the morning or no mail."""
    data = request.POST if request.method == "POST" else None
    form = NoticeChoicesForm(data, person=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, "Đã lưu cách nhận thông báo, áp dụng từ thông báo sau.")
        return redirect("activity:notice-choices")
    return render(
        request,
        "activity/choices.html",
        {"form": form, "crumbs": [("Tài khoản", reverse("units:account"))]},
    )
