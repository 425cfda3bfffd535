"""What leaves the portal: mails in plain text, and one line for Zalo or SMS (screens §4).

A letter is composed at the moment it goes, from the notices in the portal, so that one that waited
for the morning or for a mail server says nothing that is settled by then. Letters name papers by
number and tasks by place; no text of a paper leaves the portal with them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from activity import webhook
from activity.models import Digest, Notice
from activity.outbox import handles
from units.dates import format_date, number_vi
from units.models import User
from units.text import clean, one_line

# How many lines of one group stand in a morning mail before it only counts the rest.
LINES = 10


@dataclass(frozen=True)
class Letter:
    """One letter to one person; `name` is the same each time the same letter is composed."""

    name: str
    person: User
    subject: str
    paragraphs: tuple[str, ...]

    @property
    def body(self) -> str:
        """The whole mail, from the greeting to how to change what one gets."""
        return "\n\n".join(
            (
                f"Kính gửi đồng chí {self.person.full_name},",
                *self.paragraphs,
                f"Thư tự động của {settings.PORTAL_NAME}. "
                f"Đổi cách nhận thông báo: {_link(reverse('activity:notice-choices'))}",
            )
        )


def names(kind: str, person: int, key: str) -> tuple[str, dict[str, Any]]:
    """Key and payload of the job that sends the letter about one notice."""
    return f"{kind}:{person}:{key}"[:200], {"person": person, "key": key[:200]}


def compose(payload: Mapping[str, Any]) -> Letter | None:
    """The letter about one notice ({person, key}) or the morning mail ({digest}).

    None when everything it would say is settled, or its reader left.
    """
    if "digest" in payload:
        return _morning(Digest.objects.select_related("person").get(pk=payload["digest"]))
    found = Notice.objects.wanted().filter(recipient=payload["person"], key=payload["key"])
    notice = found.select_related("recipient").first()
    if notice is None or not notice.recipient.is_active:
        return None
    said = notice.body or f"{notice.subject}."
    work = f"Mở việc này: {_link(notice.address)}"
    return _letter(
        f"{notice.recipient_id}:{notice.key}", notice.recipient, notice.subject, said, work
    )


def _morning(digest: Digest) -> Letter | None:
    notices = list(digest.notices.wanted().order_by("pk"))
    if not notices or not digest.person.is_active:
        return None
    counts = [(topic.label, sum(n.topic == topic for n in notices)) for topic in Notice.Topic]
    counted = ", ".join(f"{number_vi(count)} {label}" for label, count in counts if count)
    groups = (_group(reason, notices) for reason in Notice.Reason)
    return _letter(
        f"{digest.person_id}:digest:{digest.day}",
        digest.person,
        f"Sáng {format_date(digest.day)}: {counted}",
        *(group for group in groups if group),
    )


def _group(reason: Notice.Reason, notices: Iterable[Notice]) -> str:
    """The lines of one group, what is most pressing first; "" when it has none."""
    order = list(Notice.Topic)
    rows = [notice for notice in notices if notice.reason == reason]
    rows.sort(key=lambda notice: order.index(Notice.Topic(notice.topic)))
    lines = [f"{reason.label.upper()} ({number_vi(len(rows))})"]
    lines += [f"- {one_line(row.subject)}\n  {_link(row.address)}" for row in rows[:LINES]]
    if len(rows) > LINES:
        page = f"{reverse('activity:notices')}?nhom={reason}"
        lines.append(f"- và {number_vi(len(rows) - LINES)} thông báo khác\n  {_link(page)}")
    return "\n".join(lines) if rows else ""


def _letter(name: str, person: User, subject: str, *paragraphs: str) -> Letter:
    # A subject pasted with a line break would be refused as a forged header.
    return Letter(name, person, one_line(clean(subject)), tuple(clean(text) for text in paragraphs))


def _link(address: str) -> str:
    return f"{settings.BASE_URL}{address}"


@handles("mail", "Gửi thư")
def send(payload: dict[str, Any]) -> None:
    """Send one mail, unless it is settled.

    A worker that dies between the mail server's yes and the note of it sends again: the same
    Message-ID tells mail programs that it is the same letter.
    """
    letter = compose(payload)
    if letter is None or not letter.person.email:
        return
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    mark = hashlib.sha256(letter.name.encode()).hexdigest()[:40]
    EmailMessage(
        letter.subject,
        letter.body,
        to=[letter.person.email],
        headers={"Message-ID": f"<{mark}@{domain}>", "Auto-Submitted": "auto-generated"},
    ).send()


@handles("webhook", "Gửi tin nhắn")
def send_line(payload: dict[str, Any]) -> None:
    """Hand the subject line to the Zalo or SMS gateway, unless it is settled or switched off."""
    letter = compose(payload)
    if letter is not None and letter.person.phone and webhook.is_on():
        webhook.send(letter.name, letter.person.phone, letter.subject)
