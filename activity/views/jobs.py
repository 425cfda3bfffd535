"""Jobs promised to the worker, for administrators of the portal."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from activity import outbox
from activity.models import OutboxItem
from activity.services import record
from units.access import for_roles
from units.actors import PortalRequest
from units.administration import runs_portal
from units.models import Role
from units.paging import page_of

State = OutboxItem.State
# What needs somebody comes first; the badge of each state (screens §5 "Job").
BADGES = {
    State.FAILED: ("do", "x-circle"),
    State.WAITING: ("xam", "clock"),
    State.DONE: ("luc", "check-circle"),
}


@for_roles(Role.ADMIN)
def jobs(request: PortalRequest) -> HttpResponse:
    """ "Việc nền": `?trang_thai=failed|waiting|done`; POST tries every failed job again."""
    _require_portal(request)
    if request.method == "POST":
        return _retry_all(request)
    counts = dict(OutboxItem.objects.values_list("state").annotate(n=Count("pk")))
    wanted = request.GET.get("trang_thai", "")
    state = State(wanted) if wanted in State.values else _first_with_rows(counts)
    rows = OutboxItem.objects.filter(state=state).order_by("-due_at", "-pk").defer("payload")
    page = page_of(request, rows)
    return render(
        request,
        "activity/jobs.html",
        {
            "page_obj": page,
            "rows": [(item, outbox.kind_name(item.kind), *BADGES[state]) for item in page],
            "state": state,
            "tabs": [(one, one.label, counts.get(one, 0)) for one in BADGES],
            "failed": counts.get(State.FAILED, 0),
            "tries": OutboxItem.MAX_ATTEMPTS,
            "crumbs": [("Quản trị", "/quan-tri/")],
        },
    )


def _require_portal(request: PortalRequest) -> None:
    """Jobs belong to no unit: for administrators of communes the page does not exist."""
    if not runs_portal(request.actor):
        raise Http404


def _first_with_rows(counts: dict[str, int]) -> OutboxItem.State:
    return next((state for state in BADGES if counts.get(state)), State.DONE)


@transaction.atomic
def _retry_all(request: PortalRequest) -> HttpResponse:
    actor = request.actor
    if count := outbox.retry(OutboxItem.objects.all()):
        record(
            target=actor.unit,
            verb="jobs.retry",
            sentence=f"{actor.unit}: {actor.user} cho thử lại {count} việc nền lỗi",
            by=actor,
        )
        messages.success(request, f"Đang thử lại {count} việc.")
    else:
        messages.info(request, "Không còn việc nào lỗi.")
    return redirect("activity:jobs")


@require_POST
@for_roles(Role.ADMIN)
@transaction.atomic
def job_retry(request: PortalRequest, pk: int) -> HttpResponse:
    """Try one failed job again; clicking twice does no harm."""
    _require_portal(request)
    actor = request.actor
    item = get_object_or_404(OutboxItem, pk=pk)
    if outbox.retry(OutboxItem.objects.filter(pk=pk)):
        name = outbox.kind_name(item.kind).lower()
        record(
            target=item,
            verb="jobs.retry",
            sentence=f"{actor.unit}: {actor.user} cho thử lại việc nền: {name}",
            by=actor,
        )
        messages.success(request, "Đang thử lại việc vừa chọn.")
    else:
        messages.info(request, "Việc này không còn lỗi, không cần thử lại.")
    return redirect("activity:jobs")
