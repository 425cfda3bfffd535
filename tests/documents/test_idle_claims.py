"""A paper somebody opened for review and left goes back to the queue after two working days."""

import datetime as dt

import pytest

from documents.lifecycle import State
from documents.models import Document, ReviewComment
from documents.services import review
from tests.factories import Cast, paper_in
from units.dates import HANOI
from units.models import CalendarDay

pytestmark = pytest.mark.django_db

FRIDAY = dt.datetime(2026, 3, 6, 14, 0, tzinfo=HANOI)


@pytest.fixture
def claimed(cast: Cast) -> Document:
    document = paper_in(State.REVIEWING, cast)
    Document.objects.filter(pk=document.pk).update(claimed_at=FRIDAY)
    return document


@pytest.mark.parametrize(
    ("now", "released"),
    [
        (FRIDAY + dt.timedelta(days=2), 0),  # Sunday: two days, but none that counts
        (FRIDAY + dt.timedelta(days=4), 0),  # Tuesday, the very minute
        (FRIDAY + dt.timedelta(days=4, minutes=1), 1),
    ],
)
def test_weekends_do_not_count(claimed: Document, now: dt.datetime, released: int):
    assert review.release_idle_claims(now) == released
    claimed.refresh_from_db()
    assert (claimed.state == State.SUBMITTED) == bool(released)
    assert (claimed.reviewer is None) == bool(released)


def test_a_day_off_of_the_office_does_not_count_either(claimed: Document):
    CalendarDay.objects.create(day=dt.date(2026, 3, 9), works=False, name="Nghỉ bù")
    assert review.release_idle_claims(FRIDAY + dt.timedelta(days=4, minutes=1)) == 0
    assert review.release_idle_claims(FRIDAY + dt.timedelta(days=5, minutes=1)) == 1


def test_a_reviewer_at_work_keeps_it(claimed: Document, cast: Cast):
    remark = review.comment(
        claimed.revisions.get(), by=cast.actor(cast.binh), severity="must", text="Bổ sung hạn."
    )
    monday = FRIDAY + dt.timedelta(days=3)
    ReviewComment.objects.filter(pk=remark.pk).update(created_at=monday)
    assert review.release_idle_claims(FRIDAY + dt.timedelta(days=4, minutes=1)) == 0
    assert review.release_idle_claims(FRIDAY + dt.timedelta(days=5, minutes=1)) == 1
