"""The portal as an office runs it: web server and worker in processes of their own."""

import time
from email import message_from_bytes, policy
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.db import transaction

from activity.models import OutboxItem
from activity.services import Message, tell
from nq57portal.celery import app
from tests.factories import person
from units.models import User


def wait_for(condition, seconds: float = 30.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "nothing happened in time"
        time.sleep(0.1)


def mails() -> list:
    """What was written to the mail folder, newest last."""
    files = sorted(
        Path(settings.EMAIL_FILE_PATH).glob("*.log"), key=lambda file: file.stat().st_mtime
    )
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]


def told(who: User, subject: str, key: str) -> None:
    message = Message(subject, "/viec-can-lam/", urgent=True)
    tell([who], message, key=key, unit=None, entry=None)


@pytest.mark.both_databases
def test_what_a_transaction_promised_the_worker_does(worker):
    an = person("an", "Nguyễn Văn An")
    with transaction.atomic():
        told(an, "Chờ ký: Kế hoạch số 12/KH-UBND", "1")
    wait_for(lambda: OutboxItem.objects.get().state == OutboxItem.State.DONE)
    newest = mails()[-1]
    assert (newest["To"], newest["Subject"]) == (an.email, "Chờ ký: Kế hoạch số 12/KH-UBND")


@pytest.mark.both_databases
def test_what_a_transaction_took_back_nobody_does(worker):
    an = person("an", "Nguyễn Văn An")
    with transaction.atomic():
        told(an, "Không gửi", "2")
        transaction.set_rollback(True)
    with transaction.atomic():
        told(an, "Gửi", "3")
    wait_for(lambda: OutboxItem.objects.get().state == OutboxItem.State.DONE)
    assert "Không gửi" not in [mail["Subject"] for mail in mails()]


@pytest.mark.both_databases
def test_the_web_server_answers_and_serves_its_own_styles(portal_url):
    with urlopen(f"{portal_url}/suc-khoe/") as answer:
        assert answer.status == 200
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
    with urlopen(f"{portal_url}/static/vendor/bootstrap.min.css") as answer:
        assert answer.headers["Content-Type"].startswith("text/css")


def test_every_periodic_job_exists():
    app.loader.import_default_modules()
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)
