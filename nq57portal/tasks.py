"""Background jobs that belong to no single app."""

from celery import shared_task

from nq57portal import kept_forms


@shared_task(ignore_result=True)
def forget_kept_forms() -> None:
    """Forms that nobody sent again within half an hour go."""
    kept_forms.forget_old()
