"""The log that leaders, inspectors and administrators read."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from activity.models import LogEntry
from units.access import for_roles
from units.actors import PortalRequest
from units.models import Role, Unit


@for_roles(Role.LEADER, Role.INSPECTOR, Role.ADMIN)
def log(request: PortalRequest) -> HttpResponse:
    """ "Nhật ký": one's own unit; inspectors also the units they oversee."""
    unit = request.actor.unit
    scope = Q(unit=unit)
    if request.actor.has(Role.INSPECTOR):
        scope |= Q(unit__in=Unit.objects.overseen_by(unit).values("pk"))
    rows = LogEntry.objects.filter(scope)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "activity/log.html", {"page": page})
