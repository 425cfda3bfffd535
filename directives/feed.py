"""The deadlines of a unit as calendar programs read them (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from directives.deadlines import last_moment
from directives.models import Assignment
from units.dates import in_hanoi
from units.models import Unit

REFRESH = dt.timedelta(hours=1)


def calendar_of(unit: Unit, rows: Iterable[Assignment], now: dt.datetime) -> bytes:
    """One event for each deadline: the task's title, the last moment, the words of the paper.

    Rows carry their task and a `due_at`. An event keeps its UID whatever becomes of the deadline,
    so that a program moves it instead of adding a second one. `now` is when the feed was asked for.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//nq57portal//Lich//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", f"Hạn của {unit}")
    calendar.add("x-wr-calname", f"Hạn của {unit}")  # what most programs still read instead
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for row in rows:
        calendar.add_component(_event(row, now))
    calendar.add_missing_timezones()
    body: bytes = calendar.to_ical()
    return body


def _event(row: Assignment, now: dt.datetime) -> Event:
    assert row.due_at is not None  # only what has a last moment falls due
    address = f"{settings.BASE_URL}{row.get_absolute_url()}"
    event = Event()
    event.add("uid", f"viec-{row.pk}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("dtstamp", now)
    # A moment, not a span: an event without an end stops where it starts.
    event.add("dtstart", in_hanoi(row.due_at))
    event.add("summary", f"Hạn: {row.title}")
    said = last_moment(row.due_at, row.wording)
    event.add("description", f"{said[:1].upper()}{said[1:]}.\nMở việc này: {address}")
    event.add("url", address)
    event.add("transp", "TRANSPARENT")  # a deadline keeps nobody from meeting others that day
    return event
