"""Lịch: a month of deadlines and rest days, and the address for one's calendar program."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control

from activity import calendar_keys
from directives.feed import calendar_of
from directives.months import WEEKDAYS, deadlines_of, month_of, month_said
from directives.querysets import CLOSED
from units.actors import PortalRequest
from units.dates import today

SHOWN_A_DAY = 3  # a cell names so many deadlines; the list below names all


def month(request: PortalRequest) -> HttpResponse:
    """ "Lịch": the unit's deadlines and the rest days of a month, `?thang=2026-11`."""
    context = {
        "month": month_of(request.actor, month_said(request.GET.get("thang", ""))),
        "today": today(),
        "weekdays": WEEKDAYS,
        "shown_a_day": SHOWN_A_DAY,
    }
    return render(request, "directives/calendar.html", context)


def address(request: PortalRequest) -> HttpResponse:
    """ "Địa chỉ lịch" of the person for the unit: POST makes or replaces it, `thu_hoi` ends it."""
    actor = request.actor
    if request.method == "POST":
        if "thu_hoi" not in request.POST:
            calendar_keys.give(actor)
            messages.success(request, "Đã có địa chỉ lịch mới. Địa chỉ cũ, nếu có, hết tác dụng.")
        elif calendar_keys.revoke(actor):
            messages.success(request, "Đã thu hồi địa chỉ lịch.")
        else:
            messages.info(request, "Không còn địa chỉ lịch nào để thu hồi.")
        return redirect("directives:calendar-address")
    key = calendar_keys.key_of(actor)
    feed_url = reverse("directives:calendar-feed", args=[key.key]) if key else ""
    context = {
        "key": key,
        "address": f"{settings.BASE_URL}{feed_url}",
        "crumbs": [("Lịch", reverse("directives:calendar"))],
    }
    return render(request, "directives/calendar_address.html", context)


@login_not_required
@cache_control(private=True, no_store=True)
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """The open deadlines behind an address, for whoever holds it; 404 once it was taken back.

    Read in the name of its owner, so that it shows what that person may see today.
    """
    actor = calendar_keys.owner_of(key)
    if actor is None:
        return render(request, "directives/calendar_revoked.html", status=404)
    rows = deadlines_of(actor).exclude(state__in=CLOSED)
    body = calendar_of(actor.unit, rows, timezone.now())
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")
