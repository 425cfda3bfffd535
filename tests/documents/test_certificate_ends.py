"""Before a certificate ends: who is told, when, and once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from activity.models import Notice
from documents.models import Certificate
from documents.services import certificate_ends, certificates
from tests.factories import Cast
from units.dates import HANOI, today
from units.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def certified(cast: Cast) -> Cast:
    certificates.make_demo_certificates()
    return cast


def end_in(days: int, rows: object) -> None:
    last = dt.datetime.combine(today() + dt.timedelta(days=days), dt.time(23, 59), HANOI)
    rows.update(not_after=last)  # type: ignore[attr-defined]


def subjects(user: User) -> list[str]:
    rows = Notice.objects.filter(recipient=user).order_by("pk")
    return list(rows.values_list("subject", flat=True))


def test_the_owner_is_told_at_30_14_and_3_days_and_once_each(certified: Cast) -> None:
    own = certified.an.certificates
    certificate_ends.warn()
    assert subjects(certified.an) == []
    for days in (31, 30, 29, 14, 13, 2, 0):
        end_in(days, own)
        # A day later the end is as many days nearer; the same day the job may run again.
        certificate_ends.warn()
        certificate_ends.warn()
    said = subjects(certified.an)
    assert said[0] == "Chứng thư số hết hạn sau 30 ngày"
    assert said.count("Chứng thư số hết hạn sau 14 ngày") == 1
    assert said[-1] == "Chứng thư số hết hạn hôm nay"
    assert not any("31 ngày" in subject for subject in said)


def test_nothing_is_told_twice_before_the_next_step(certified: Cast) -> None:
    """The same end, seen on later days: 20 days before says nothing new, 14 does."""
    end_in(20, certified.an.certificates)
    certificate_ends.warn()
    keys = set(Notice.objects.filter(recipient=certified.an).values_list("key", flat=True))
    last = today() + dt.timedelta(days=20)
    assert keys == {f"certificate-end:30:{last.isoformat()}:None"}


def test_the_clerks_hear_of_the_seal_and_nobody_of_what_was_replaced(certified: Cast) -> None:
    end_in(3, certified.tk_ubnd.certificates)
    end_in(3, certified.an.certificates)
    old: Certificate = certified.an.certificates.get()
    old.pk, old.fingerprint = None, "khac"
    old.not_after = timezone.now() + dt.timedelta(days=400)
    old.save()
    certificate_ends.warn()
    assert subjects(certified.ha) == ["Con dấu số của UBND xã Tân Kỳ hết hạn sau 3 ngày"]
    assert subjects(certified.an) == []
    Certificate.objects.update(revoked_at=timezone.now())
    Notice.objects.all().delete()
    certificate_ends.warn()
    assert not Notice.objects.exists()
