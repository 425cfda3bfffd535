"""Notices of a person, and the log that leaders, inspectors and administrators read."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from activity.models import LogEntry, Notice
from units.access import for_roles
from units.actors import PortalRequest
from units.models import Role, Unit


def notices(request: PortalRequest) -> HttpResponse:
    """"Thông báo": what one was told, by reason, newest first."""
    rows = Notice.objects.filter(recipient=request.user).select_related("unit")
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "activity/notices.html", {"page": page})


@require_POST
def notices_seen(request: PortalRequest) -> HttpResponse:
    """Mark everything as seen ("Đánh dấu đã xem")."""
    Notice.objects.filter(recipient=request.user, seen_at=None).update(seen_at=timezone.now())
    return redirect("activity:notices")


@for_roles(Role.LEADER, Role.INSPECTOR, Role.ADMIN)
def log(request: PortalRequest) -> HttpResponse:
    """"Nhật ký": one's own unit; inspectors also the units they oversee."""
    unit = request.actor.unit
    scope = Q(unit=unit)
    if request.actor.has(Role.INSPECTOR):
        scope |= Q(unit__in=Unit.objects.overseen_by(unit).values("pk"))
    rows = LogEntry.objects.filter(scope)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "activity/log.html", {"page": page})
