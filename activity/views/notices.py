"""Notices of a person."""

from __future__ import annotations

from django.db.models import Case, Count, IntegerField, Max, Q, Value, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from activity.models import Notice
from units.actors import PortalRequest
from units.paging import page_of

# The order the reasons are read in: what needs an act first.
_ORDER = Case(
    *(When(reason=reason, then=Value(place)) for place, reason in enumerate(Notice.Reason)),
    output_field=IntegerField(),
)


def notices(request: PortalRequest) -> HttpResponse:
    """ "Thông báo": what one was told, by reason, unseen ones first; `?nhom=` shows one reason."""
    own = Notice.objects.filter(recipient=request.user)
    counts = own.values("reason").annotate(
        unseen=Count("pk", filter=Q(seen_at=None)), newest=Max("pk")
    )
    by_reason = {row["reason"]: row for row in counts.order_by()}
    wanted = request.GET.get("nhom", "")
    shown = own.filter(reason=wanted) if wanted in Notice.Reason.values else own
    rows = shown.annotate(
        place=_ORDER, seen=Case(When(seen_at=None, then=0), default=1, output_field=IntegerField())
    ).order_by("place", "seen", "-created_at", "-pk")
    return render(
        request,
        "activity/notices.html",
        {
            "page_obj": page_of(request, rows.select_related("unit")),
            "reasons": [
                (reason, label, by_reason[reason]["unseen"])
                for reason, label in Notice.Reason.choices
                if reason in by_reason
            ],
            "wanted": wanted,
            "unseen": sum(row["unseen"] for row in by_reason.values()),
            "newest": max((row["newest"] for row in by_reason.values()), default=0),
        },
    )


def open_notice(request: PortalRequest, pk: int) -> HttpResponse:
    """Lead to what a notice is about; from then on it is seen."""
    notice = get_object_or_404(Notice, pk=pk, recipient=request.user)
    Notice.objects.filter(pk=notice.pk, seen_at=None).update(seen_at=timezone.now())
    return redirect(notice.address)


@require_POST
def notices_seen(request: PortalRequest) -> HttpResponse:
    """Mark as seen ("Đánh dấu đã xem"): everything up to the newest one that was on the page.

    What came in after the page was opened stays unseen.
    """
    newest = request.POST.get("den", "")
    rows = Notice.objects.filter(recipient=request.user, seen_at=None)
    if newest.isdigit():
        rows.filter(pk__lte=int(newest)).update(seen_at=timezone.now())
    return redirect("activity:notices")
