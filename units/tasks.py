"""Background jobs of units and sessions."""

from datetime import timedelta

from celery import shared_task
from django.contrib.sessions.models import Session
from django.utils import timezone

from units import services
from units.dates import today


@shared_task(ignore_result=True)
def refresh_unit_names() -> None:
    """Renamings that begin today show everywhere soon after midnight in Hanoi."""
    services.refresh_names(today())


@shared_task(ignore_result=True)
def forget_sessions() -> None:
    """Delete sessions that ended yesterday or before.

    Not at once: for a form sent late, the ended session says whose it was.
    """
    Session.objects.filter(expire_date__lt=timezone.now() - timedelta(days=1)).delete()
