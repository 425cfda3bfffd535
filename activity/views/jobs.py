"""Jobs promised to the worker, for the administrator."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from activity.models import OutboxItem
from units.access import for_roles
from units.actors import PortalRequest
from units.models import Role


@for_roles(Role.ADMIN)
def jobs(request: PortalRequest) -> HttpResponse:
    """ "Việc nền": what waits, what failed."""
    return render(request, "activity/log.html")


@require_POST
@for_roles(Role.ADMIN)
def job_retry(request: PortalRequest, pk: int) -> HttpResponse:
    """Try a failed job again."""
    item = get_object_or_404(OutboxItem, pk=pk, state=OutboxItem.State.FAILED)
    item.state, item.attempts, item.due_at = OutboxItem.State.WAITING, 0, timezone.now()
    item.save(update_fields=["state", "attempts", "due_at"])
    return redirect("activity:jobs")
