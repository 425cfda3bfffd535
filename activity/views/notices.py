"""Notices of a person."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from activity.models import Notice
from units.actors import PortalRequest


def notices(request: PortalRequest) -> HttpResponse:
    """ "Thông báo": what one was told, by reason, newest first."""
    rows = Notice.objects.filter(recipient=request.user).select_related("unit")
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "activity/notices.html", {"page": page})


@require_POST
def notices_seen(request: PortalRequest) -> HttpResponse:
    """Mark everything as seen ("Đánh dấu đã xem")."""
    Notice.objects.filter(recipient=request.user, seen_at=None).update(seen_at=timezone.now())
    return redirect("activity:notices")
