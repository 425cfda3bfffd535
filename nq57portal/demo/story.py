"""The demo campaign as it happened, told once by the services everybody else uses."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from documents.services.certificates import make_demo_certificates
from nq57portal.demo import clock, people, units
from units.models import Unit

FIRST_DAY = dt.date(2024, 12, 2)
LIFE_OF_CERTIFICATES = dt.timedelta(days=2 * 365)


def is_told() -> bool:
    """Whether the demo is in the database; it comes in as a whole or not at all."""
    return Unit.objects.filter(code="tw-bct").exists()


@transaction.atomic
def tell() -> None:
    """Write the campaign from the first paper to yesterday."""
    until = timezone.now() + LIFE_OF_CERTIFICATES
    with clock.past() as hands:
        hands.set(FIRST_DAY)
        found = units.create()
        persons = people.create(found)
        make_demo_certificates(until=until)
    for unit in found.values():
        unit.refresh_current_name()
    people.give_addresses(persons)
