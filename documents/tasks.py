"""Background jobs of papers."""

from celery import shared_task
from django.utils import timezone

from documents.services import certificate_ends, review, signing_runs


@shared_task(ignore_result=True)
def release_idle_claims() -> None:
    """Papers whose reviewer left them lying go back to the queue."""
    review.release_idle_claims(timezone.now())


@shared_task(ignore_result=True)
def forget_signing_pins() -> None:
    """PINs of signing runs that nobody went on with go."""
    signing_runs.forget_pins()


@shared_task(ignore_result=True)
def warn_of_certificate_ends() -> None:
    """Owners hear 30, 14 and 3 days before a certificate ends."""
    certificate_ends.warn()
