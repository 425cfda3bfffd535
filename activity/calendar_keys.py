"""The secret addresses of calendars: given, replaced, taken back, and whom one belongs to."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from activity.models import CalendarKey
from activity.services import record
from units.actors import Actor, actor_for
from units.models import Membership, User

KEY_BYTES = 32  # 43 letters and digits in the address


def key_of(actor: Actor) -> CalendarKey | None:
    """The address the person has for the unit acted for, None without one."""
    return _alive(actor).first()


@transaction.atomic
def give(actor: Actor) -> CalendarKey:
    """Make a new address for the person and the unit; the one before ends with it."""
    User.objects.select_for_update().get(pk=actor.user.pk)  # clicking twice makes one after another
    replaced = _alive(actor).update(revoked_at=timezone.now())
    key = CalendarKey.objects.create(
        person=actor.user, unit=actor.unit, key=secrets.token_urlsafe(KEY_BYTES)
    )
    verb = "đổi" if replaced else "lấy"
    _write_down(key, "calendar.key", f"{verb} địa chỉ lịch", actor)
    return key


@transaction.atomic
def revoke(actor: Actor) -> bool:
    """Take the address back. Returns False when there was none."""
    key = _alive(actor).select_for_update().first()
    if key is None:
        return False
    key.revoked_at = timezone.now()
    key.save(update_fields=["revoked_at"])
    _write_down(key, "calendar.key_revoke", "thu hồi địa chỉ lịch", actor)
    return True


def owner_of(key: str) -> Actor | None:
    """In whose name an address is read: nobody's once it was taken back or the person left."""
    row = (
        CalendarKey.objects.filter(key=key, revoked_at=None, person__is_active=True)
        .select_related("person", "unit__area")
        .first()
    )
    if row is None:
        return None
    try:
        return actor_for(row.person, row.unit)
    except Membership.DoesNotExist:
        return None


def _alive(actor: Actor) -> QuerySet[CalendarKey]:
    return CalendarKey.objects.filter(person=actor.user, unit=actor.unit, revoked_at=None)


def _write_down(key: CalendarKey, verb: str, act: str, actor: Actor) -> None:
    record(target=key, verb=verb, sentence=f"{actor.unit}: {actor.user} {act}", by=actor)
