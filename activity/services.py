"""Writing the log and telling people, always in the caller's transaction."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from activity import hours, letters, webhook
from activity.models import ChainHead, LogEntry, Notice, NoticeChoice
from activity.outbox import promise_all
from units.actors import Actor
from units.models import Unit, User
from units.services import overrides

SYSTEM_NAME = "Hệ thống"


@dataclass(frozen=True)
class Message:
    """What people are told: the line in the portal and the mail (no text of papers in it).

    `urgent` does not wait for the morning mail: a paper returned, waiting for one's signature, a
    nudge, something recalled, a delivery that failed. `due_at` is the limit it is about; when that
    passes before the morning, the notice does not wait either.
    """

    subject: str
    address: str
    reason: str = Notice.Reason.RESULT
    body: str = ""
    mail: bool = True
    topic: str = Notice.Topic.OTHER
    urgent: bool = False
    due_at: dt.datetime | None = None


@transaction.atomic
def record(
    *,
    target: models.Model,
    verb: str,
    sentence: str,
    by: Actor | None,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
) -> LogEntry:
    """Write one line of the log, chained to the line before it.

    `by` is None for what the portal does by itself. Writers queue at the chain's head row until
    their transaction ends; a rolled back act leaves no line and no gap.
    """
    head = ChainHead.objects.select_for_update().get_or_create(pk=1)[0]
    entry = LogEntry(
        sequence=head.sequence + 1,
        at=timezone.now(),
        actor=by.user if by else None,
        actor_name=by.user.full_name if by else SYSTEM_NAME,
        unit=by.unit if by else None,
        unit_name=str(by.unit) if by else "",
        capacity=by.capacity[:200] if by else "",
        verb=verb,
        sentence=sentence[:500],
        reason=reason,
        target_type=ContentType.objects.get_for_model(target),
        target_id=target.pk,
        target_label=str(target)[:300],
        data=dict(data or {}),
        previous_hash=head.hash,
    )
    entry.hash = digest(entry)
    entry.save()
    head.sequence, head.hash = entry.sequence, entry.hash
    head.save()
    return entry


def digest(entry: LogEntry) -> str:
    """SHA-256 over everything a line says and the hash before it, as 64 hex digits."""
    said = {
        "sequence": entry.sequence,
        "at": entry.at.astimezone(timezone.get_fixed_timezone(0)).isoformat(),
        "actor": entry.actor_id,
        "actor_name": entry.actor_name,
        "unit": entry.unit_id,
        "unit_name": entry.unit_name,
        "capacity": entry.capacity,
        "verb": entry.verb,
        "sentence": entry.sentence,
        "reason": entry.reason,
        "target": [entry.target_type.app_label, entry.target_type.model, entry.target_id],
        "target_label": entry.target_label,
        "data": entry.data,
        "previous": entry.previous_hash,
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def tell(
    people: Iterable[User], message: Message, *, key: str, unit: Unit | None, entry: LogEntry | None
) -> None:
    """Tell people about something that concerns one unit; see `tell_all`."""
    tell_all([(person, unit.pk if unit else None) for person in people], message, key, entry)


def tell_all(
    people: Iterable[tuple[User, int | None]], message: Message, key: str, entry: LogEntry | None
) -> None:
    """One notice for each (person, unit), and a mail at once or in the morning.

    The notice always stands in the portal; no mail goes to who wants none of this group
    (`NoticeChoice`), and when one goes is decided by `activity.hours.way_of`. `key` names the
    event: the same person hears of it once, however often this runs. Any number of people costs
    the same few statements.
    """
    told = {person.pk: (person, unit, message, key) for person, unit in people}
    _tell(list(told.values()), entry)


def tell_each(
    people: Iterable[tuple[User, int | None, Message]], key: str, entry: LogEntry | None
) -> None:
    """Tell each (person, unit) something of its own about one event; costs as `tell_all` does.

    Who belongs to two units hears of both, of each once.
    """
    told = {
        (person.pk, unit): (person, unit, message, f"{key}:{unit}")
        for person, unit, message in people
    }
    _tell(list(told.values()), entry)


def _tell(told: Sequence[tuple[User, int | None, Message, str]], entry: LogEntry | None) -> None:
    told = [row for row in told if row[0].is_active]
    if not told:
        return
    now, days = timezone.now(), overrides()
    choices = _choices({person.pk for person, *_ in told})
    notices: list[Notice] = []
    at_once: dict[dt.datetime, list[tuple[User, str]]] = {}
    for person, unit, message, key in told:
        how = choices.get((person.pk, message.reason), NoticeChoice.How.MORNING)
        morning = None
        if message.mail and how != NoticeChoice.How.PORTAL and _reachable(person):
            way, at = hours.way_of(
                now,
                wants_now=how == NoticeChoice.How.MAIL,
                urgent=message.urgent,
                due_at=message.due_at,
                days=days,
            )
            if way is hours.Way.NOW:
                at_once.setdefault(at, []).append((person, key))
            else:
                morning = hours.first_morning(now)
        notices.append(
            Notice(
                recipient=person,
                unit_id=unit,
                entry=entry,
                reason=message.reason,
                topic=message.topic,
                subject=message.subject[:300],
                body=message.body,
                address=message.address,
                key=key[:200],
                morning=morning,
            )
        )
    Notice.objects.bulk_create(notices, ignore_conflicts=True, batch_size=500)
    for at, readers in at_once.items():
        _promise(readers, at)


def _promise(readers: Iterable[tuple[User, str]], at: dt.datetime) -> None:
    """Promise a mail for each (person, key of the notice), and a line where there is a gateway."""
    mails, lines = {}, {}
    for person, key in readers:
        if person.email:
            name, payload = letters.names("mail", person.pk, key)
            mails[name] = payload
        if person.phone and webhook.is_on():
            name, payload = letters.names("webhook", person.pk, key)
            lines[name] = payload
    for kind, promised in (("mail", mails), ("webhook", lines)):
        if promised:
            promise_all(kind, promised, due_at=at)


def _reachable(person: User) -> bool:
    return bool(person.email or (person.phone and webhook.is_on()))


def _choices(people: Iterable[int]) -> dict[tuple[int, str], str]:
    """How these people want to hear of which group, where they said so: {(person, reason): how}."""
    rows = NoticeChoice.objects.filter(person__in=list(people))
    return {
        (person, reason): how for person, reason, how in rows.values_list("person", "reason", "how")
    }
