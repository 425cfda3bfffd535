"""Letters through a real mail server and a real gateway, and workers that die in the middle."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import os
import signal
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator

import pytest
import redis
from django.conf import settings as portal
from django.core.mail import EmailMessage
from django.db import connections
from django.utils import timezone

from activity import digests, hours, outbox, rounds
from activity.models import Digest, Notice, OutboxItem
from activity.services import Message, tell
from activity.tasks import sweep_outbox
from directives import services
from directives.models import Assignment, Reminder
from tests.activity.test_digests import THURSDAY, notice
from tests.at_once import at_once
from tests.directives.scenes import work
from tests.factories import Cast, person
from tests.infrastructure.test_processes import wait_for
from tests.mailbox import Gateway, Mailbox, mail_server, message_gateway
from tests.servers import ROOT, portal_environment, worker_process
from units.models import User

DONE = OutboxItem.State.DONE


@pytest.fixture
def mailbox(settings) -> Iterator[Mailbox]:
    """A mail server that this process uses."""
    with mail_server() as box:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        settings.EMAIL_USE_TLS = False
        yield box


@pytest.fixture
def gateway(settings) -> Iterator[Gateway]:
    """A gateway to Zalo that this process uses."""
    with message_gateway() as taker:
        settings.MESSAGE_WEBHOOK_URL = taker.address
        settings.MESSAGE_WEBHOOK_SECRET = "bí mật chung"
        yield taker


def told(reader: User, subject: str = "Chờ ký: Kế hoạch số 12/KH-UBND") -> OutboxItem:
    message = Message(subject, "/trinh-ky/12/", body="Nội dung chỉ có trong thư.", urgent=True)
    tell([reader], message, key=f"log:{subject}", unit=None, entry=None)
    return OutboxItem.objects.get(kind="mail", payload__person=reader.pk)


def try_again(item: OutboxItem) -> bool:
    OutboxItem.objects.filter(pk=item.pk).update(due_at=timezone.now())
    return outbox.run(item.key)


@pytest.mark.django_db
def test_a_mail_arrives_as_it_was_meant(cast: Cast, mailbox: Mailbox) -> None:
    subject = "Cần chỉnh sửa: Kế hoạch của Ủy ban nhân dân xã Tân Kỳ"
    decomposed = unicodedata.normalize("NFD", subject)
    assert outbox.run(told(cast.mai, decomposed).key)
    (mail,) = mailbox.mails
    assert mail["Subject"].strip() == subject  # the line may be folded before its first word
    assert mail["To"] == "mai@vidu.vn"
    assert mail["From"] == portal.DEFAULT_FROM_EMAIL
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].endswith("@localhost>")
    assert mail["Date"].datetime.tzinfo is not None
    assert mail.get_content_type() == "text/plain"
    body = mail.get_content()
    assert body.startswith("Kính gửi đồng chí Trần Thị Mai,")
    assert body.count("http") == 2  # the work, and how to change what one gets
    assert unicodedata.is_normalized("NFC", body)


@pytest.mark.django_db
def test_a_mail_server_that_is_busy_is_asked_again(cast: Cast, mailbox: Mailbox) -> None:
    answers = ["451 Thu lai sau", ""]
    mailbox.before = lambda mail: answers.pop(0)
    item = told(cast.mai)
    assert outbox.run(item.key) is False
    assert try_again(item)
    assert len(mailbox.mails) == 1


@pytest.mark.django_db
def test_a_mail_sent_twice_is_recognised_as_one(cast: Cast, mailbox: Mailbox, monkeypatch) -> None:
    """The worker dies between the server's yes and the note of it: nobody can know, so the letter
    goes again, under the same name."""
    item = told(cast.mai)
    send = EmailMessage.send

    def send_and_die(mail: EmailMessage) -> None:
        send(mail)
        raise SystemExit

    monkeypatch.setattr(EmailMessage, "send", send_and_die)
    with pytest.raises(SystemExit):
        outbox.run(item.key)
    monkeypatch.undo()
    assert try_again(item)
    first, second = mailbox.mails
    assert first["Message-ID"] == second["Message-ID"]


@pytest.mark.django_db
def test_without_a_gateway_nothing_is_sent_to_telephones(cast: Cast) -> None:
    cast.mai.phone = "0912345678"
    cast.mai.save()
    told(cast.mai)
    notice(cast.mai, "Việc")
    digests.send(THURSDAY)
    assert set(OutboxItem.objects.values_list("kind", flat=True)) == {"mail"}


@pytest.mark.django_db
def test_the_gateway_gets_the_signed_subject_line_and_no_more(cast: Cast, gateway: Gateway) -> None:
    cast.mai.phone = "0912345678"
    cast.mai.save()
    told(cast.mai)
    told(cast.an, "Người không có số điện thoại")
    gateway.answers = [503]
    item = OutboxItem.objects.get(kind="webhook")
    assert outbox.run(item.key) is False
    item.refresh_from_db()
    assert item.error == "OSError: cổng tin nhắn trả lời 503"
    assert try_again(item)
    first, second = gateway.messages
    assert first == second
    assert (second["to"], second["text"]) == ("0912345678", "Chờ ký: Kế hoạch số 12/KH-UBND")
    assert set(second) == {"id", "to", "text"}
    headers, body = gateway.requests[1]
    signed = f"{headers['X-Portal-Timestamp']}.".encode() + body
    expected = hmac.new("bí mật chung".encode(), signed, hashlib.sha256).hexdigest()
    assert headers["X-Portal-Signature"] == f"sha256={expected}"


@pytest.mark.django_db
def test_a_signed_message_follows_nobody_elsewhere(cast: Cast, gateway: Gateway) -> None:
    cast.mai.phone = "0912345678"
    cast.mai.save()
    gateway.answers = [307]
    told(cast.mai)
    assert outbox.run(OutboxItem.objects.get(kind="webhook").key) is False
    assert len(gateway.requests) == 1


@pytest.mark.django_db
def test_the_morning_mail_goes_to_the_gateway_as_its_subject(cast: Cast, gateway: Gateway) -> None:
    """Also to somebody who has a telephone and no mail address."""
    User.objects.filter(pk=cast.mai.pk).update(email="", phone="0912345678")
    notice(cast.mai, "Việc")
    assert digests.send(THURSDAY) == 1
    assert outbox.sweep() == 1, OutboxItem.objects.get().error
    assert [each["text"] for each in gateway.messages] == ["Sáng 06/3/2025: 1 thông báo khác"]


# --- killed in the middle -------------------------------------------------------------------------

PEOPLE = 5


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_the_morning_mails_go_out(mailbox: Mailbox) -> None:
    """SIGKILL at the third letter, the queue lost with it; two workers later everything arrived
    exactly once."""
    readers = [person(f"nguoi{n}", f"Người Thứ {n}") for n in range(PEOPLE)]
    for reader in readers:
        notice(reader, f"Việc của {reader}")
    env = portal_environment(**mailbox.environment)
    with worker_process(env) as (worker, _):

        def kill(mail: object) -> str:
            if len(mailbox.mails) < 2:
                return ""
            os.killpg(worker.pid, signal.SIGKILL)
            return "451 Thu lai sau"

        mailbox.before = kill
        assert digests.send(THURSDAY) == PEOPLE
        wait_for(lambda: worker.poll() is not None)
    assert len(mailbox.mails) == 2
    mailbox.before = lambda mail: ""
    if portal.REDIS_URL:
        redis.Redis.from_url(portal.REDIS_URL).flushdb()
    OutboxItem.objects.exclude(state=DONE).update(due_at=timezone.now())  # the lease ran out
    with worker_process(env), worker_process(env):
        assert digests.send(THURSDAY) == 0
        for _ in range(3):
            sweep_outbox.delay()
        wait_for(lambda: not OutboxItem.objects.exclude(state=DONE).exists())
    got = Counter((mail["To"], mail["Message-ID"]) for mail in mailbox.mails)
    assert len(got) == PEOPLE
    assert set(got.values()) == {1}


NOW = hours.at(dt.date(2026, 3, 9), hours.DIGEST)
# Where the process stops: half-way through the reminders, with all of them written, with the
# letters laid out and not promised.
POINTS = [
    "directives.services.reminding._tell_units",
    "directives.services.reminding._send_single",
    "activity.digests._promise",
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("point", POINTS)
def test_a_worker_killed_while_it_makes_the_round(cast: Cast, point: str) -> None:
    """Nothing half-made is left, and the next worker makes the round as if it were the first."""
    work(cast, date=dt.date(2026, 3, 13))
    Assignment.objects.update(created_at=NOW - dt.timedelta(days=9))
    Notice.objects.all().delete()
    OutboxItem.objects.all().delete()
    script = (
        "import datetime as dt, sys, time\n"
        "import django; django.setup()\n"
        "from unittest import mock\n"
        "from activity import digests\n"
        "from directives import services\n"
        "def wait(*args):\n"
        "    print('here', flush=True); time.sleep(600)\n"
        "now = dt.datetime.fromisoformat(sys.argv[2])\n"
        "with mock.patch(sys.argv[1], wait):\n"
        "    services.remind(now); digests.send(now)\n"
    )
    connections.close_all()
    process = subprocess.Popen(
        [sys.executable, "-c", script, point, NOW.isoformat()],
        cwd=ROOT,
        env=portal_environment(),
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    with process.stdout as output:
        assert output.readline() == b"here\n"
        process.kill()
    process.wait()
    assert rounds.made_until(digests.ROUND) is None
    assert not Digest.objects.exists()
    services.remind(NOW)
    assert digests.send(NOW) == 1
    assert digests.send(NOW) == 0
    assert Reminder.objects.count() == Notice.objects.count() == OutboxItem.objects.count() == 1


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_two_clocks_and_a_job_delivered_twice_make_one_round(cast: Cast) -> None:
    work(cast, date=dt.date(2026, 3, 13))
    Assignment.objects.update(created_at=NOW - dt.timedelta(days=9))
    Notice.objects.all().delete()
    OutboxItem.objects.all().delete()

    def tell_the_day() -> tuple[int, int]:
        return services.remind(NOW), digests.send(NOW)

    answers = at_once(tell_the_day, times=4)
    assert sorted(made for made, _ in answers) == [0, 0, 0, 1]
    assert sum(promised for _, promised in answers) == 1
    assert Reminder.objects.count() == Notice.objects.count() == OutboxItem.objects.count() == 1
