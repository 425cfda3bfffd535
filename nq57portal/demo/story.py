"""The demo campaign as it happened, told once by the services everybody else uses."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from activity.models import Notice
from documents.services.certificates import make_demo_certificates
from nq57portal.demo import autumn, clock, past_papers, people, units
from nq57portal.demo.results import INDICATORS
from nq57portal.demo.writing import World
from reports.models import Indicator
from units.dates import today
from units.models import User

FIRST_DAY = dt.date(2024, 12, 2)
LIFE_OF_CERTIFICATES = dt.timedelta(days=2 * 365)


def is_told() -> bool:
    """Whether the demo is in the database; it comes in as a whole or not at all."""
    return User.objects.filter(username=people.PEOPLE[0].username).exists()


@transaction.atomic
def tell() -> None:
    """Write the campaign from the first paper to yesterday."""
    now, day = timezone.now(), today()
    with clock.past(FIRST_DAY) as hands:
        found = units.create()
        persons = people.create(found)
        world = World(hands, persons, now + LIFE_OF_CERTIFICATES)
        make_demo_certificates(until=world.certificates_until)
        Indicator.objects.bulk_create(
            Indicator(code=code, name=name, measure=measure, order=order)
            for order, (code, name, measure) in enumerate(INDICATORS, start=1)
        )
        happened = [*past_papers.events(), *autumn.events(day)]
        for event in sorted(happened, key=lambda event: (event.day, event.time)):
            hands.set(event.day, event.time)
            event.act(world)
    _read_long_ago(now)
    people.give_addresses(persons)


def _read_long_ago(now: dt.datetime) -> None:
    """Nobody comes back to hundreds of notices: what is older than a week was looked at."""
    old = Notice.objects.filter(created_at__lt=now - dt.timedelta(days=7))
    old.update(seen_at=F("created_at"))
