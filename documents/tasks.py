"""Background jobs of papers."""

from celery import shared_task
from django.utils import timezone

from documents.services import review


@shared_task(ignore_result=True)
def release_idle_claims() -> None:
    """Papers whose reviewer left them lying go back to the queue."""
    review.release_idle_claims(timezone.now())
