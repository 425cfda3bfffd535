"""Background jobs: one-line entries around the outbox."""

from celery import shared_task

from activity import chain, outbox


@shared_task(ignore_result=True)
def run_outbox_item(key: str) -> None:
    """Carry out one promised job soon after its transaction."""
    outbox.run(key)


@shared_task(ignore_result=True)
def sweep_outbox() -> None:
    """Carry out what was promised and not done: broker away, worker killed, retry due.

    As long as there is something to do the next sweep follows at once: a morning's mails are
    thousands.
    """
    outbox.beat()
    if outbox.sweep():
        outbox.hurry()


@shared_task(ignore_result=True)
def check_log_chain() -> None:
    """Walk along the log's new lines, once a day along all of them."""
    chain.check()
