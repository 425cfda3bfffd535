"""Who hears of each step, in which words: one table (screens §4 B, C)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse

from activity.models import LogEntry, Notice
from activity.services import Message, tell_all
from documents.lifecycle import Action
from documents.models import Delivery, Document, ReviewComment
from units.actors import Actor, people_with
from units.dates import moment, today
from units.models import Membership, Role, Unit, User

Audience = Callable[[Document], Iterable[tuple[User, int | None]]]
_R, _T = Notice.Reason, Notice.Topic


def _writers(document: Document) -> Iterable[tuple[User, int | None]]:
    return [(user, document.issuer_id) for user in document.writers.all()]


def _roles(unit: Unit | None, *roles: str) -> Iterable[tuple[User, int | None]]:
    return [(user, unit.pk) for user in people_with(unit, *roles)] if unit else []


def _reviewers(document: Document) -> Iterable[tuple[User, int | None]]:
    outside = document.review_unit_id != document.issuer_id
    return _roles(document.review_unit, Role.REVIEWER if outside else Role.LEADER)


def _leaders(document: Document) -> Iterable[tuple[User, int | None]]:
    return _roles(document.issuer, Role.LEADER)


def _clerks(document: Document) -> Iterable[tuple[User, int | None]]:
    return _roles(document.issuer, Role.CLERK)


def _signer(document: Document) -> Iterable[tuple[User, int | None]]:
    return [(document.signer, document.issuer_id)] if document.signer else []


def _all_own(document: Document) -> Iterable[tuple[User, int | None]]:
    return [*_writers(document), *_leaders(document), *_clerks(document)]


def _receivers(document: Document) -> Iterable[tuple[User, int | None]]:
    """Clerks and leaders of every unit the paper was sent to; one query."""
    rows = (
        Membership.objects.active_on(today())
        .filter(
            unit__in=Delivery.objects.standing().filter(document=document).values("unit"),
            role__in=[Role.CLERK, Role.LEADER],
        )
        .select_related("user")
    )
    return [(row.user, row.unit_id) for row in rows]


@dataclass(frozen=True)
class Telling:
    """One line of the table. `subject` may use what `_words` fills in: {title}, {unit} …

    Who is told of something `urgent` does not wait for the morning mail (screens §4 D).
    """

    audience: Audience
    subject: str
    reason: str = _R.RESULT
    page: str = ""
    body: str = ""
    topic: str = _T.OTHER
    urgent: bool = False


# `page` is put behind the address of the paper's own page by `address_of`.
TELLINGS: dict[Action, tuple[Telling, ...]] = {
    Action.SEND_TO_LEADER: (
        Telling(_leaders, "Chờ cho ý kiến: {title}", _R.NEEDS_YOU, topic=_T.TO_DO),
    ),
    Action.SEND_BACK: (
        Telling(_writers, "Cần chỉnh sửa: {title}", _R.NEEDS_YOU, topic=_T.RETURNED, urgent=True),
    ),
    Action.SUBMIT: (
        Telling(
            _reviewers,
            "Chờ thẩm định: {title} của {unit}",
            _R.NEEDS_YOU,
            page="review",
            topic=_T.TO_DO,
        ),
    ),
    Action.RETURN: (
        Telling(
            _writers,
            "Cần chỉnh sửa: {title} của {unit} ({must} chỗ phải sửa)",
            _R.NEEDS_YOU,
            body="{reviewer} trả lại bản số {revision}.{resubmit}",
            topic=_T.RETURNED,
            urgent=True,
        ),
    ),
    Action.APPROVE: (
        Telling(
            _all_own,
            "Đã duyệt: {title} (bản số {revision})",
            body="Văn thư cấp số, sau đó trình đồng chí {signer} ký.",
        ),
    ),
    Action.NUMBER: (
        Telling(
            _signer,
            "Chờ ký: {number}",
            _R.NEEDS_YOU,
            page="sign",
            topic=_T.TO_SIGN,
            urgent=True,
        ),
    ),
    Action.RETURN_UNSIGNED: (
        Telling(
            _writers,
            "Cần chỉnh sửa: {number} (người ký trả lại)",
            _R.NEEDS_YOU,
            topic=_T.RETURNED,
            urgent=True,
        ),
        Telling(_clerks, "Người ký trả lại: {number}; số giữ cho văn bản này"),
    ),
    Action.SIGN: (
        Telling(
            _clerks, "Đã ký, chờ phát hành: {number}", _R.NEEDS_YOU, page="issue", topic=_T.TO_DO
        ),
    ),
    Action.RECORD_SIGNED: (Telling(_signer, "Đã ghi bản ký giấy: {number}"),),
    Action.ISSUE: (
        Telling(_writers, "Đã phát hành: {number}"),
        Telling(_receivers, "Văn bản đến: {number} của {unit}", _R.NEEDS_YOU, topic=_T.TO_DO),
    ),
    Action.RECALL: (Telling(_receivers, "Thu hồi: {number}", urgent=True),),
    Action.REPLACE: (Telling(_receivers, "Thay thế: {number} bằng {replacement}"),),
}


def tell_about(document: Document, action: Action, entry: LogEntry, by: Actor | None) -> None:
    """Tell everybody the table names about the step, except the person who made it."""
    for index, telling in enumerate(TELLINGS.get(action, ())):
        people = [(u, unit) for u, unit in telling.audience(document) if not by or u != by.user]
        if not people:
            continue
        words = _words(document)
        message = Message(
            subject=telling.subject.format(**words),
            body=telling.body.format(**words),
            reason=telling.reason,
            topic=telling.topic,
            urgent=telling.urgent,
            due_at=document.resubmit_by if telling.topic == _T.RETURNED else None,
            address=address_of(document, telling.page),
        )
        tell_all(people, message, key=f"log:{entry.sequence}:{index}", entry=entry)


def address_of(document: Document, page: str = "") -> str:
    """The page where the told person goes on: the paper itself, or the named desk for it."""
    desks = {"review": "documents:review", "sign": "documents:sign", "issue": "documents:issue"}
    return reverse(desks.get(page, "documents:detail"), args=[document.pk])


def _words(document: Document) -> dict[str, str]:
    latest = document.revisions.order_by("-number").first()
    must = latest.comments.filter(severity=ReviewComment.Severity.MUST).count() if latest else 0
    return {
        "title": document.title,
        "unit": str(document.issuer),
        "number": f"{document.type_name} số {document.full_number}"
        if document.full_number
        else document.title,
        "revision": str(document.revision_count),
        "must": str(must),
        "signer": document.signer_name,
        "reviewer": str(document.review_unit or ""),
        "resubmit": f" Trình lại chậm nhất {moment(document.resubmit_by)}."
        if document.resubmit_by
        else "",
        "replacement": document.replaced_by.full_number if document.replaced_by else "",
    }
