"""Background jobs that belong to no single app."""

from celery import shared_task

from activity import digests
from directives import services as directives
from nq57portal import kept_forms


@shared_task(ignore_result=True)
def tell_the_day() -> None:
    """Remind of deadlines, then send the morning mails that carry it; each once a day."""
    directives.remind()
    digests.send()


@shared_task(ignore_result=True)
def forget_kept_forms() -> None:
    """Forms that nobody sent again within half an hour go."""
    kept_forms.forget_old()


@shared_task(ignore_result=True)
def lay_out_periods() -> None:
    """Duties that come back get their assignments for this period and the next."""
    directives.lay_out_periods()
