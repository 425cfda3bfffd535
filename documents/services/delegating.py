"""Leave to sign in the head's stead ("ủy quyền ký"): given for some days, ended early."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from activity.models import Notice
from activity.services import Message, record, tell
from documents import competence
from documents.authorities import Rank
from documents.errors import PaperError
from units.access import Refusal
from units.actors import Actor
from units.dates import format_date, today
from units.models import Delegation, Membership, Unit, User
from units.text import one_line

# How people call those to whom a capacity may be given.
_RANKS: dict[Rank, str] = {
    "deputy": "cấp phó",
    "office": "người đứng đầu văn phòng, phòng, ban của đơn vị",
    "member": "người khác trong đơn vị",
}


def capacities_of(unit: Unit) -> dict[str, tuple[Rank, ...]]:
    """Which capacities the head of the unit may give leave for, and to people of which ranks."""
    ways = competence.ways_of(unit, today())
    return {way.capacity: way.handed_to for way in ways if way.handed_to}


def require_head(actor: Actor) -> None:
    """Raise Refusal for who may not give leave: only the head does, and leave is not passed on."""
    heads = competence.heads_of(actor.unit, today())
    if actor.user in heads:
        return
    who = "; ".join(map(str, heads))
    tail = f" Người làm được việc này: {who}." if who else ""
    raise Refusal(
        "Xem được danh sách ủy quyền nhưng không ủy quyền ký được vì việc này của người đứng đầu "
        f"{actor.unit}.{tail}"
    )


def receivers(actor: Actor) -> list[Membership]:
    """Everybody of the unit who may be given some leave; nobody hands it to themselves."""
    ranks = {rank for to in capacities_of(actor.unit).values() for rank in to}
    people = competence.people_of(actor.unit, today())
    return [p for p in people if p.user_id != actor.user.pk and competence.rank_in(p) in ranks]


@transaction.atomic
def delegate(
    receiver: User, *, by: Actor, capacity: str, first: dt.date, last: dt.date, reason: str
) -> Delegation:
    """Record the leave; the receiver is told.

    Raises Refusal for who is not the head, PaperError when the receiver may not sign that way or
    has leave on one of the days. The days themselves are the form's matter.
    """
    # Two windows of one head queue here, or both would find the days free.
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=by.unit.pk)
    require_head(by)
    _check_rank(by, receiver, capacity)
    days = Delegation.objects.filter(
        unit=unit, receiver=receiver, ended_at=None, valid_from__lte=last, valid_to__gte=first
    )
    if (other := days.first()) is not None:
        raise PaperError(
            f"Đồng chí {receiver} đã được ủy quyền ký {other.capacity}. từ "
            f"{format_date(other.valid_from)} đến {format_date(other.valid_to)}. "
            "Chọn ngày khác, hoặc kết thúc ủy quyền đó trước."
        )
    made = Delegation.objects.create(
        unit=unit,
        giver=by.user,
        receiver=receiver,
        capacity=capacity,
        valid_from=first,
        valid_to=last,
        reason=one_line(reason)[:300],
    )
    days_in_words = f"từ {format_date(first)} đến {format_date(last)}"
    entry = record(
        target=made,
        verb="delegations.give",
        sentence=f"{by.unit}: {by.user} ủy quyền {receiver} ký {capacity}. {days_in_words}",
        by=by,
        reason=made.reason,
        data={"capacity": capacity, "from": first.isoformat(), "to": last.isoformat()},
    )
    message = Message(
        subject=f"Được ủy quyền ký thay {by.user} {days_in_words}",
        body=f"Ký với tư cách {made.get_capacity_display()}, thay mặt {by.unit}.",
        address=reverse("documents:delegations"),
        reason=Notice.Reason.NEEDS_YOU,
        topic=Notice.Topic.TO_DO,
    )
    tell([receiver], message, key=f"log:{entry.sequence}", unit=unit, entry=entry)
    return made


@transaction.atomic
def end(delegation: Delegation, *, by: Actor, reason: str) -> None:
    """End the leave now; what was signed by it stays valid.

    Raises Refusal for who is not the head, PaperError when it is over or was ended before.
    """
    require_head(by)
    rows = Delegation.objects.open_on(today()).filter(pk=delegation.pk, unit=by.unit)
    if not rows.update(ended_at=timezone.now()):
        raise PaperError("Ủy quyền này đã hết hoặc đã kết thúc trước đó.")
    entry = record(
        target=delegation,
        verb="delegations.end",
        sentence=f"{by.unit}: {by.user} kết thúc ủy quyền ký của {delegation.receiver}",
        by=by,
        reason=one_line(reason)[:300],
    )
    message = Message(
        subject=f"Kết thúc ủy quyền ký thay {delegation.giver}",
        address=reverse("documents:delegations"),
    )
    tell([delegation.receiver], message, key=f"log:{entry.sequence}", unit=by.unit, entry=entry)


def _check_rank(by: Actor, receiver: User, capacity: str) -> None:
    to: Sequence[Rank] = capacities_of(by.unit).get(capacity, ())
    person = next((p for p in receivers(by) if p.user_id == receiver.pk), None)
    if person is None or not to:
        raise PaperError("Chọn người của đơn vị và tư cách ký trong danh sách.")
    if competence.rank_in(person) not in to:
        allowed = ", ".join(_RANKS[rank] for rank in to)
        position = person.position or person.get_role_display()
        raise PaperError(
            f"Đồng chí {receiver} ({position}) không ký {capacity}. được: "
            f"{capacity}. chỉ giao cho {allowed}."
        )
