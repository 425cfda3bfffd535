"""Writing the log and telling people, always in the caller's transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from activity.models import ChainHead, LogEntry, Notice, NoticeChoice
from activity.outbox import promise_all
from units.actors import Actor
from units.models import Unit, User
from units.text import one_line

SYSTEM_NAME = "Hệ thống"


@dataclass(frozen=True)
class Message:
    """What people are told: the line in the portal and the mail (no text of papers in it)."""

    subject: str
    address: str
    reason: str = Notice.Reason.RESULT
    body: str = ""
    mail: bool = True


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
    """One notice for each (person, unit), and a mail promised for after the commit.

    The notice always stands in the portal; no mail goes to who wants none of this group
    (`NoticeChoice`). `key` names the event: the same person hears of it once, however often this
    runs. Any number of people costs the same few statements.
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
    Notice.objects.bulk_create(
        [
            Notice(
                recipient=person,
                unit_id=unit,
                entry=entry,
                reason=message.reason,
                subject=message.subject[:300],
                body=message.body,
                address=message.address,
                key=key[:200],
            )
            for person, unit, message, key in told
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
    mailed = [person for person, _, message, _ in told if message.mail and person.email]
    without = _without_mail(mailed) if mailed else set()
    mails = {
        f"mail:{person.pk}:{key}": _mail(person, message)
        for person, _, message, key in told
        if message.mail and person.email and (person.pk, message.reason) not in without
    }
    if mails:
        promise_all("mail", mails)


def _without_mail(people: Iterable[User]) -> set[tuple[int, str]]:
    """Who of these reads which groups of notices in the portal only: (person, reason)."""
    choices = NoticeChoice.objects.filter(
        person__in=[person.pk for person in people], how=NoticeChoice.How.PORTAL
    )
    return set(choices.values_list("person_id", "reason"))


def _mail(person: User, message: Message) -> dict[str, str]:
    lines = [
        f"Kính gửi đồng chí {person.full_name},",
        message.body or f"{message.subject}.",
        f"Mở việc này: {settings.BASE_URL}{message.address}",
        f"Thư tự động của {settings.PORTAL_NAME}. "
        f"Đổi cách nhận thông báo: {settings.BASE_URL}{reverse('activity:notice-choices')}",
    ]
    # A subject pasted with a line break would be refused as a forged header.
    subject = one_line(message.subject)
    return {"to": person.email, "subject": subject, "body": "\n\n".join(lines)}
