"""The portal as an office runs it: web server and worker in processes of their own."""

import time
from email import message_from_bytes, policy
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.db import transaction

from activity import outbox
from activity.models import OutboxItem
from nq57portal.celery import app


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


@pytest.mark.both_databases
def test_what_a_transaction_promised_the_worker_does(worker):
    letter = {"to": "an@xa.example", "subject": "Kế hoạch đã được duyệt", "body": "Kính gửi."}
    with transaction.atomic():
        outbox.promise("mail", key="mail:processes:1", payload=letter)
    wait_for(lambda: OutboxItem.objects.get(key="mail:processes:1").state == OutboxItem.State.DONE)
    newest = mails()[-1]
    assert (newest["To"], newest["Subject"]) == ("an@xa.example", "Kế hoạch đã được duyệt")


@pytest.mark.both_databases
def test_what_a_transaction_took_back_nobody_does(worker):
    letter = {"to": "an@xa.example", "subject": "Không gửi", "body": "."}
    with transaction.atomic():
        outbox.promise("mail", key="mail:processes:2", payload=letter)
        transaction.set_rollback(True)
    with transaction.atomic():
        outbox.promise("mail", key="mail:processes:3", payload={**letter, "subject": "Gửi"})
    wait_for(lambda: OutboxItem.objects.get(key="mail:processes:3").state == OutboxItem.State.DONE)
    assert not OutboxItem.objects.filter(key="mail:processes:2").exists()
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
