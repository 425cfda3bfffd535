"""Where a person is signed in, and ending it from another machine (`/tai-khoan/bao-mat/`)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from units.models import SignIn, User

# What browsers and systems call themselves, the more special name first.
_BROWSERS = (
    ("Edg", "Edge"),
    ("coc_coc", "Cốc Cốc"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Place:
    """One living session as its owner reads it: "Chrome trên Windows", since when, seen when."""

    pk: int
    browser: str
    address: str
    since: dt.datetime
    seen: dt.datetime
    here: bool


def note(request: HttpRequest, user: User, address: str) -> None:
    """Remember that the session of this request belongs to the person; once for each session."""
    session = request.session
    if session.session_key is None or not Session.objects.filter(pk=session.session_key).exists():
        session.save()
    SignIn.objects.update_or_create(
        session_id=session.session_key,
        defaults={
            "user": user,
            "at": timezone.now(),
            "agent": request.META.get("HTTP_USER_AGENT", "")[:200],
            "address": address[:45],
        },
    )


def places_of(user: User, current: str | None) -> list[Place]:
    """Every session of the person that still lives, this one first; one query."""
    age = dt.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    rows = SignIn.objects.filter(user=user, session__expire_date__gt=timezone.now())
    places = [
        Place(
            row.pk,
            browser_name(row.agent),
            row.address,
            row.at,
            # Every request puts the end off by the whole length of a session.
            row.session.expire_date - age,
            row.session_id == current,
        )
        for row in rows.select_related("session").order_by("-session__expire_date")
    ]
    return sorted(places, key=lambda place: not place.here)


def end(user: User, *, but: str | None, only: int | None = None) -> int:
    """Sign the person out everywhere except in the session `but`, or only of one sign-in.

    Returns how many sessions ended; somebody else's are never touched.
    """
    rows = SignIn.objects.filter(user=user).exclude(session_id=but)
    if only is not None:
        rows = rows.filter(pk=only)
    ended = list(rows.values_list("session_id", flat=True))
    Session.objects.filter(pk__in=ended).delete()
    return len(ended)


def browser_name(agent: str) -> str:
    """ "Chrome trên Windows"; what is not known is called so."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "Trình duyệt khác")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return f"{browser} trên {system}" if system else browser
