"""What happens to a paper on its way after it was sent: the issuer takes a delivery back."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from activity.models import Notice
from activity.services import Message, record, tell
from documents.errors import PaperError, WrongState
from documents.models import Delivery, Document
from units.actors import Actor, people_with
from units.models import Role
from units.text import clean


def obstacle(delivery: Delivery) -> str:
    """Why the delivery cannot be taken back now, as a sentence; "" when it can."""
    if delivery.state not in Delivery.UNSEEN:
        state = delivery.state_label().label
        return f"{delivery.unit} {state[:1].lower()}{state[1:]}, không lấy lại được."
    # Assignments belong to a later app and are reached by their name on the paper.
    bound = Document.objects.filter(pk=delivery.document_id, tasks__assignments__unit=delivery.unit)
    if bound.exists():
        return f"{delivery.unit} đã được giao việc theo văn bản này, không lấy lại được."
    return ""


@transaction.atomic
def take_back(delivery: Delivery, *, by: Actor, reason: str) -> None:
    """Withdraw the paper from one unit that has not opened it ("lấy lại", screens §5, edXML 15).

    The unit stops being a receiver; its clerks and leaders are told. Raises WrongState when it
    looked at the paper first, PaperError without a reason or when it already works by it.
    """
    reason = clean(reason).strip()
    if not reason:
        raise PaperError("Ghi lý do.")
    if sentence := obstacle(delivery):
        raise WrongState(sentence)
    unseen = Delivery.objects.filter(pk=delivery.pk, state__in=Delivery.UNSEEN)
    won = unseen.update(state=Delivery.State.TAKEN_BACK)
    delivery.refresh_from_db()
    if not won:
        raise WrongState(obstacle(delivery))
    document, unit = delivery.document, delivery.unit
    entry = record(
        target=document,
        verb="documents.take_back",
        sentence=f"{by.unit}: {by.user} lấy lại {document} gửi {unit}",
        by=by,
        reason=reason,
        data={"delivery": delivery.pk, "unit": unit.pk},
    )
    message = Message(
        f"Đã lấy lại: {document} của {document.issuer}",
        # The paper itself is out of the unit's sight now.
        reverse("documents:register-in"),
        Notice.Reason.INFO,
        urgent=True,
    )
    people = people_with(unit, Role.CLERK, Role.LEADER)
    tell(people, message, key=f"log:{entry.sequence}", unit=unit, entry=entry)
