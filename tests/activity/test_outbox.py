"""Jobs promised in a transaction: at least once, by one worker at a time, never lost."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.utils import timezone

from activity import outbox
from activity.models import Heartbeat, OutboxItem
from activity.tasks import sweep_outbox
from tests.at_once import at_once
from tests.factories import Cast
from tests.servers import ROOT, free_port, portal_environment

pytestmark = pytest.mark.django_db


@contextmanager
def handler(kind: str, work: Callable[[dict], object]) -> Iterator[None]:
    """A kind of job that only this test knows."""

    def carry_out(payload: dict) -> None:
        work(payload)

    outbox.handles(kind)(carry_out)
    try:
        yield
    finally:
        outbox._handlers.pop(kind)


def let_time_pass() -> None:
    """Everything that waits for its next try is due."""
    OutboxItem.objects.update(due_at=timezone.now() - dt.timedelta(seconds=1))


def test_a_promised_job_runs_once():
    done: list[int] = []
    with handler("thu", lambda payload: done.append(payload["n"])):
        outbox.promise("thu", key="thu:1", payload={"n": 1})
        outbox.promise("thu", key="thu:1", payload={"n": 2})
        assert outbox.run("thu:1") is True
        let_time_pass()
        assert outbox.run("thu:1") is False
        assert outbox.sweep() == 0
    assert done == [1]
    item = OutboxItem.objects.get()
    assert (item.state, item.attempts, item.error) == (OutboxItem.State.DONE, 1, "")
    assert item.done_at is not None


def test_a_job_that_fails_is_tried_five_times_and_then_given_to_the_administrator():
    tries: list[int] = []

    def fail(payload: dict) -> None:
        tries.append(len(tries) + 1)
        raise ValueError("máy in hết giấy")

    with handler("thu", fail):
        outbox.promise("thu", key="thu:1", payload={})
        waits = []
        for _ in range(5):
            before = timezone.now()
            assert outbox.run("thu:1") is False
            item = OutboxItem.objects.get()
            assert item.error == "ValueError: máy in hết giấy"
            waits.append((item.due_at - before).total_seconds())
            assert outbox.run("thu:1") is False  # not due yet, so not a try
            let_time_pass()
        assert item.state == OutboxItem.State.FAILED
        assert outbox.sweep() == 0
    assert tries == [1, 2, 3, 4, 5]
    assert waits == sorted(waits)
    assert 35 < waits[0] < 60


def test_a_job_that_failed_and_then_succeeds_forgets_its_error():
    broken = True

    def work(payload: dict) -> None:
        if broken:
            raise OSError("mất mạng")

    with handler("thu", work):
        outbox.promise("thu", key="thu:1", payload={})
        outbox.run("thu:1")
        broken = False
        let_time_pass()
        assert outbox.sweep() == 1
    item = OutboxItem.objects.get()
    assert (item.state, item.attempts, item.error) == (OutboxItem.State.DONE, 2, "")


def test_one_failing_job_does_not_stop_the_others():
    def work(payload: dict) -> None:
        if payload["n"] == 1:
            raise ValueError

    with handler("thu", work):
        outbox.promise_all("thu", {f"thu:{n}": {"n": n} for n in range(3)})
        assert outbox.sweep() == 2


def test_the_job_of_a_killed_worker_is_found_again_after_its_lease():
    done: list[int] = []

    def die(payload: dict) -> None:
        raise SystemExit  # like a killed worker: nothing is written down

    outbox.promise("thu", key="thu:1", payload={})
    with handler("thu", die), pytest.raises(SystemExit):
        outbox.run("thu:1")
    with handler("thu", lambda payload: done.append(1)):
        assert outbox.sweep() == 0  # the lease still runs: it may be slow, not dead
        let_time_pass()
        assert outbox.sweep() == 1
    assert done == [1]


def test_a_job_that_kills_every_worker_is_given_up_too():
    def die(payload: dict) -> None:
        raise SystemExit

    outbox.promise("thu", key="thu:1", payload={})
    with handler("thu", die):
        for _ in range(OutboxItem.MAX_ATTEMPTS):
            with pytest.raises(SystemExit):
                outbox.run("thu:1")
            let_time_pass()
        assert outbox.sweep() == 0
    item = OutboxItem.objects.get()
    assert item.state == OutboxItem.State.FAILED
    assert item.attempts == OutboxItem.MAX_ATTEMPTS
    assert item.error != ""


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_once_one_carries_the_job_out():
    done: list[int] = []

    def work(payload: dict) -> None:
        time.sleep(0.2)  # the other one tries while this one is at it
        done.append(1)

    with transaction.atomic():
        outbox.promise_all("thu", {"thu:1": {}, "thu:2": {}})
    with handler("thu", work):
        answers = at_once(lambda: outbox.run("thu:1"), times=2)
        assert sorted(answers) == [False, True]
        sums = at_once(outbox.sweep, times=2)
    assert sum(sums) == 1
    assert done == [1, 1]
    assert set(OutboxItem.objects.values_list("state", "attempts")) == {("done", 1)}


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_with_the_broker_away_the_page_goes_on_and_the_sweeper_does_the_job(cast: Cast, mailoutbox):
    """A web process whose Redis does not answer promises a mail and comes back soon."""
    script = (
        "import django; django.setup()\n"
        "from django.db import transaction\n"
        "from activity.services import Message, tell\n"
        "from units.models import User\n"
        "said = Message('Chờ ký', '/viec-can-lam/', urgent=True)\n"
        "with transaction.atomic():\n"
        "    tell(User.objects.filter(username='an'), said, key='1', unit=None, entry=None)\n"
        "    both = User.objects.filter(username__in=['an', 'ha'])\n"
        "    tell(both, said, key='2', unit=None, entry=None)\n"
    )
    env = portal_environment(REDIS_URL=f"redis://127.0.0.1:{free_port()}/0")
    answer = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    assert "broker away" in answer.stderr
    assert OutboxItem.objects.filter(state=OutboxItem.State.WAITING).count() == 3
    sweep_outbox()
    assert sorted(mail.to[0] for mail in mailoutbox) == ["an@vidu.vn", "an@vidu.vn", "ha@vidu.vn"]
    assert not OutboxItem.objects.exclude(state=OutboxItem.State.DONE).exists()


@pytest.mark.django_db(transaction=True)
def test_a_promise_in_a_transaction_that_is_rolled_back_leaves_nothing():
    with transaction.atomic():
        outbox.promise("mail", key="mail:x", payload={})
        transaction.set_rollback(True)
    assert not OutboxItem.objects.exists()


def test_the_sweeper_leaves_a_sign_of_life_even_with_nothing_to_do(db):
    assert outbox.last_beat() is None
    sweep_outbox()
    first = outbox.last_beat()
    assert first is not None
    sweep_outbox()
    second = outbox.last_beat()
    assert second is not None
    assert second > first
    assert Heartbeat.objects.count() == 1
