"""Jobs promised in a transaction and run after it, by the worker, at least once.

A handler registers for a kind; the sweeper of `activity.tasks` runs what is due. A handler gets
the payload and must do no harm when it runs twice.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from activity.models import Heartbeat, OutboxItem

logger = logging.getLogger(__name__)

Handler = Callable[[dict[str, Any]], None]
_handlers: dict[str, Handler] = {}
_names: dict[str, str] = {}
# Long enough for a slow PDF, short enough that a killed worker is noticed soon.
LEASE = dt.timedelta(minutes=2)


def handles(kind: str, name: str = "") -> Callable[[Handler], Handler]:
    """Register the one function that carries out a kind of job; `name` is what people call it."""

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        _names[kind] = name or kind
        return handler

    return register


def kind_name(kind: str) -> str:
    """What people call a kind of job: "Gửi thư"."""
    return _names.get(kind, kind)


def promise(kind: str, *, key: str, payload: dict[str, Any]) -> None:
    """Promise a job in the current transaction; a second promise of the same key is ignored."""
    promise_all(kind, {key: payload})


def promise_all(
    kind: str, payloads: Mapping[str, dict[str, Any]], *, due_at: dt.datetime | None = None
) -> None:
    """Promise many jobs of a kind, by key, in two statements; after the commit workers start.

    `due_at` is a later moment before which none of them begins.
    """
    from activity.tasks import run_outbox_item  # the job module imports this one

    due_at = due_at or timezone.now()
    OutboxItem.objects.bulk_create(
        [
            OutboxItem(kind=kind, key=key[:200], payload=payload, due_at=due_at)
            for key, payload in payloads.items()
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
    if len(payloads) == 1:
        key = next(iter(payloads))[:200]
        transaction.on_commit(lambda: _start(lambda: run_outbox_item.delay(key)), robust=True)
    elif payloads:
        transaction.on_commit(hurry, robust=True)


def hurry() -> None:
    """Ask a worker to look for promised jobs now instead of at the next sweep."""
    from activity.tasks import sweep_outbox  # the job module imports this one

    _start(sweep_outbox.delay)


def _start(send: Callable[[], Any]) -> None:
    """Ask a worker to hurry; when the broker is away the sweeper finds the rows later."""
    try:
        send()
    except Exception:  # every broker has its own errors, and none may break the page
        logger.warning("broker away, promised jobs wait for the sweeper", exc_info=True)


def run(key: str) -> bool:
    """Carry out one promised job if it is due. Returns True when this call did it.

    The claim is a conditional UPDATE that pushes `due_at` ahead, so that of two workers one runs
    it, and a killed worker's job is found again after the lease.
    """
    now = timezone.now()
    claimed = OutboxItem.objects.filter(
        key=key,
        state=OutboxItem.State.WAITING,
        due_at__lte=now,
        attempts__lt=OutboxItem.MAX_ATTEMPTS,
    ).update(due_at=now + LEASE, attempts=F("attempts") + 1)
    if not claimed:
        return False
    item = OutboxItem.objects.get(key=key)
    try:
        _handlers[item.kind](item.payload)
    except Exception as error:  # whatever a handler raises is written down and tried again
        _failed(item, error)
        return False
    item.state, item.done_at, item.error = OutboxItem.State.DONE, timezone.now(), ""
    item.save(update_fields=["state", "done_at", "error"])
    return True


def sweep(limit: int = 200) -> int:
    """Run what is due, oldest first. Returns how many were done."""
    _give_up()
    due = OutboxItem.objects.filter(state=OutboxItem.State.WAITING, due_at__lte=timezone.now())
    keys = list(due.order_by("due_at").values_list("key", flat=True)[:limit])
    return sum(run(key) for key in keys)


def beat(now: dt.datetime | None = None) -> None:
    """Remember that the worker is alive and looks for jobs."""
    Heartbeat.objects.update_or_create(pk=1, defaults={"at": now or timezone.now()})


def last_beat() -> dt.datetime | None:
    """When the worker last looked for jobs; None when it never did."""
    return Heartbeat.objects.filter(pk=1).values_list("at", flat=True).first()


def retry(items: QuerySet[OutboxItem]) -> int:
    """Let failed jobs begin anew, as if just promised. Returns how many there were."""
    count = items.filter(state=OutboxItem.State.FAILED).update(
        state=OutboxItem.State.WAITING, attempts=0, due_at=timezone.now(), error=""
    )
    if count:
        transaction.on_commit(hurry, robust=True)
    return count


def _give_up() -> None:
    """A job that every worker died of would otherwise be taken up again for ever."""
    OutboxItem.objects.filter(
        state=OutboxItem.State.WAITING,
        due_at__lte=timezone.now(),
        attempts__gte=OutboxItem.MAX_ATTEMPTS,
    ).update(
        state=OutboxItem.State.FAILED,
        error=f"Tiến trình xử lý dừng giữa chừng ở cả {OutboxItem.MAX_ATTEMPTS} lần thử.",
    )


def _failed(item: OutboxItem, error: Exception) -> None:
    logger.warning("outbox %s failed (%s)", item.key, error, exc_info=True)
    item.error = f"{type(error).__name__}: {error}"[:2000]
    if item.attempts >= OutboxItem.MAX_ATTEMPTS:
        item.state = OutboxItem.State.FAILED
    item.due_at = timezone.now() + dt.timedelta(seconds=10 * 4**item.attempts)
    item.save(update_fields=["error", "state", "due_at"])
