"""When something is told: at once, after the quiet hours, or in the next morning's mail."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activity import hours
from activity.hours import Way, way_of
from units.calendar import Override
from units.dates import HANOI, in_hanoi

QUIET = (dt.time(21), dt.time(6))
SECOND = dt.timedelta(microseconds=1)


@pytest.fixture(autouse=True)
def office_hours(settings) -> None:
    settings.QUIET_HOURS = QUIET


def moment(text: str) -> dt.datetime:
    """ "06/3 21:00" of 2025, in Hanoi; 06/3/2025 is a Thursday."""
    return dt.datetime.strptime(f"2025/{text}", "%Y/%d/%m %H:%M").replace(tzinfo=HANOI)


@pytest.mark.parametrize(
    ("now", "options", "way", "at"),
    [
        # The ordinary case waits for 07:30 of the next working day.
        ("06/3 10:00", {}, Way.MORNING, "07/3 07:30"),
        ("06/3 07:29", {}, Way.MORNING, "06/3 07:30"),
        ("06/3 07:30", {}, Way.MORNING, "07/3 07:30"),
        ("07/3 10:00", {}, Way.MORNING, "10/3 07:30"),
        # What is urgent, or wanted so, goes at once in the day …
        ("06/3 10:00", {"urgent": True}, Way.NOW, "06/3 10:00"),
        ("06/3 10:00", {"wants_now": True}, Way.NOW, "06/3 10:00"),
        ("06/3 20:59", {"urgent": True}, Way.NOW, "06/3 20:59"),
        # … and in the night with the morning's mail, or at six where none comes or it was chosen.
        ("06/3 21:00", {"urgent": True}, Way.MORNING, "07/3 07:30"),
        ("07/3 05:59", {"urgent": True}, Way.MORNING, "07/3 07:30"),
        ("07/3 06:00", {"urgent": True}, Way.NOW, "07/3 06:00"),
        ("07/3 21:00", {"urgent": True}, Way.NOW, "08/3 06:00"),
        ("06/3 23:00", {"wants_now": True}, Way.NOW, "07/3 06:00"),
        # A limit of the same night is spoken of in the night, also without being urgent.
        ("06/3 22:00", {"due_at": moment("06/3 23:59")}, Way.NOW, "06/3 22:00"),
        ("06/3 22:00", {"due_at": moment("07/3 05:00")}, Way.NOW, "06/3 22:00"),
        # A limit before the next mail would be told too late in it.
        ("06/3 10:00", {"due_at": moment("06/3 23:59")}, Way.NOW, "06/3 10:00"),
        ("07/3 10:00", {"due_at": moment("09/3 23:59")}, Way.NOW, "07/3 10:00"),
        ("06/3 22:00", {"due_at": moment("07/3 07:00")}, Way.NOW, "07/3 06:00"),
        ("06/3 10:00", {"due_at": moment("07/3 23:59")}, Way.MORNING, "07/3 07:30"),
        # One long past is no news of the night.
        ("06/3 10:00", {"due_at": moment("01/3 23:59")}, Way.NOW, "06/3 10:00"),
        ("06/3 22:00", {"due_at": moment("01/3 23:59")}, Way.MORNING, "07/3 07:30"),
    ],
)
def test_how_and_when(now: str, options: dict, way: Way, at: str) -> None:
    assert way_of(moment(now), **options) == (way, moment(at))


def test_days_the_office_decided_about_count() -> None:
    days = {
        dt.date(2025, 3, 7): Override(rest=True, name="Nghỉ"),
        dt.date(2025, 3, 8): Override(rest=False, name="Làm bù"),
    }
    assert way_of(moment("06/3 10:00"), days=days) == (Way.MORNING, moment("08/3 07:30"))
    assert hours.digest_is_open(moment("08/3 07:30"), days)
    assert not hours.digest_is_open(moment("07/3 07:30"), days)


@pytest.mark.parametrize(
    ("now", "is_open"),
    [("06/3 07:29", False), ("06/3 07:30", True), ("06/3 20:59", True), ("06/3 21:00", False),
     ("08/3 07:30", False), ("09/3 12:00", False)],
)  # fmt: skip
def test_when_the_morning_mail_may_go(now: str, is_open: bool) -> None:
    assert hours.digest_is_open(moment(now)) is is_open


@pytest.mark.parametrize("quiet", [QUIET, (dt.time(12), dt.time(13)), (dt.time(), dt.time())])
@given(
    st.datetimes(dt.datetime(2025, 1, 1), dt.datetime(2027, 12, 31), timezones=st.just(HANOI)),
    st.booleans(),
    st.booleans(),
    st.none() | st.timedeltas(dt.timedelta(days=-9), dt.timedelta(days=9)),
)
def test_nobody_is_disturbed_in_the_quiet_hours_but_for_tonight(
    quiet, now, wants_now, urgent, until
) -> None:
    from django.test import override_settings

    due = None if until is None else now + until
    with override_settings(QUIET_HOURS=quiet):
        way, at = way_of(now, wants_now=wants_now, urgent=urgent, due_at=due)
        assert at >= now
        loud = hours.after_quiet(now)
        assert not hours.is_quiet(loud)
        tonight = due is not None and now <= due < loud
        if way is Way.NOW:
            assert tonight or not hours.is_quiet(at)
            assert at <= loud
        else:
            assert in_hanoi(at).time() == hours.DIGEST
            assert due is None or not now <= due < at


@pytest.mark.parametrize("clock", QUIET)
def test_the_quiet_hours_begin_and_end_on_the_microsecond(clock: dt.time) -> None:
    edge = hours.at(dt.date(2025, 3, 6), clock)
    assert hours.is_quiet(edge) is (clock == QUIET[0])
    assert hours.is_quiet(edge - SECOND) is (clock == QUIET[1])
