"""The morning mail: everything that could wait, once a working day, in one letter to each person.

The letters are written by the database in a few statements, for one person or for the country; each
is composed when it goes (`activity.letters`).
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat, JSONObject
from django.utils import timezone

from activity import hours, outbox, rounds, webhook
from activity.models import Digest, Notice, OutboxItem
from units.dates import in_hanoi
from units.models import User
from units.services import overrides
from units.sets import insert_from

ROUND = "digest"


def is_coming(now: dt.datetime) -> bool:
    """Whether the morning mail of this very day is still to go."""
    opens = max(now, hours.at(in_hanoi(now).date(), hours.DIGEST))
    made = rounds.made_until(ROUND)
    return hours.digest_is_open(opens, overrides()) and made != in_hanoi(now).date()


@transaction.atomic
def send(now: dt.datetime | None = None) -> int:
    """Gather what waits and promise this morning's mails; returns how many people get one.

    Does nothing before 07:30, on rest days and when it was done today. What is settled by now is
    dropped, and nobody is written to who has nothing left.
    """
    now = now or timezone.now()
    day = in_hanoi(now).date()
    if not hours.digest_is_open(now, overrides()):
        return 0
    today = rounds.begin(ROUND)
    if today.day is not None and today.day >= day:
        return 0
    waiting = Notice.objects.filter(morning__lte=day, digest=None)
    readers = User.objects.filter(_reachable(), is_active=True)
    wanted = waiting.wanted().filter(recipient__in=readers)
    count = insert_from(
        User.objects.filter(pk__in=wanted.values("recipient")), Digest, person=F("pk"), day=day
    )
    own = Digest.objects.filter(person=OuterRef("recipient"), day=day)
    wanted.filter(Exists(own)).update(digest=Subquery(own.values("pk")[:1]))
    # What is settled, or lost its reader, never goes, also when the duty is opened again.
    waiting.exclude(pk__in=wanted.values("pk")).update(morning=None)
    _promise("mail", Digest.objects.filter(day=day).exclude(person__email=""), now)
    if webhook.is_on():
        _promise("webhook", Digest.objects.filter(day=day).exclude(person__phone=""), now)
    today.day = day
    today.save()
    if count:
        transaction.on_commit(outbox.hurry, robust=True)
    return count


def _reachable() -> Q:
    by_phone = ~Q(phone="") if webhook.is_on() else Q(pk__in=[])
    return ~Q(email="") | by_phone


def _promise(kind: str, digests: QuerySet[Digest], now: dt.datetime) -> None:
    insert_from(
        digests,
        OutboxItem,
        kind=kind,
        key=Concat(
            Value(f"{kind}:"),
            Cast("person_id", CharField()),
            Value(":digest:"),
            Cast("pk", CharField()),
        ),
        payload=JSONObject(digest=F("pk")),
        due_at=now,
    )
