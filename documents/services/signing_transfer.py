"""Another signer for a numbered paper ("Chuyển người ký thay"): the number and the text stay."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from activity.models import Notice
from activity.services import Message, record, tell
from documents import competence, permissions, signing_choices
from documents.errors import PaperError
from documents.lifecycle import Action, State
from documents.models import Document
from documents.services import numbering
from documents.services.moving import require_source
from documents.signing_choices import Choice
from units.actors import Actor
from units.dates import today


def choices_for(document: Document) -> list[Choice]:
    """Who else may sign the paper today, in which way; neither its writers nor its reviewer."""
    collective = signing_choices.collective_of(document)
    return [
        choice
        for choice in signing_choices.choices_for(document, collective)
        if not choice.barred
        and choice.user.pk not in {document.signer_id, document.reviewer_id}
        and not competence.refusal(_signed_by(document, choice), choice.user, today())
    ]


def _signed_by(document: Document, choice: Choice) -> Document:
    """The paper as it would print; not stored."""
    return Document(
        issuer=document.issuer,
        date=document.date,
        authority="\n".join(choice.authority),
        position=choice.position,
    )


@transaction.atomic
def transfer(document: Document, key: str, *, by: Actor) -> Choice:
    """Hand the signature on to one of `choices_for`; the PDF is printed anew, the new signer told.

    Raises Refusal for who is not the signer, PaperError when the paper was signed or taken back
    meanwhile or the choice is none.
    """
    permissions.require(Action.RETURN_UNSIGNED, document, by)
    current = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    require_source(current, Action.SIGN)
    choice = next((c for c in choices_for(current) if c.key == key), None)
    if choice is None or current.content is None:
        raise PaperError("Chọn người ký thay trong danh sách.")
    lines = choice.authority
    changes = {
        "signer": choice.user,
        "signer_name": choice.user.full_name,
        "authority": "\n".join(lines)[:200],
        "position": choice.position[:150],
        "content": {
            **current.content,
            "authority": list(lines),
            "position": choice.position[:150],
            "signer_name": choice.user.full_name,
        },
    }
    rows = Document.objects.filter(pk=current.pk, state=State.NUMBERED, version=current.version)
    if not rows.update(version=F("version") + 1, **changes):
        raise PaperError("Văn bản vừa được xử lý ở nơi khác. Chưa chuyển; mở lại trang để xem.")
    document.refresh_from_db()
    entry = record(
        target=document,
        verb="documents.change_signer",
        sentence=f"{by.unit}: {by.user} chuyển {choice.user} ký thay {document}",
        by=by,
        data={"from": current.signer_name, "to": choice.user.full_name, "as": choice.printed},
    )
    message = Message(
        subject=f"Chờ ký: {document}",
        body=f"Đồng chí {by.user} chuyển văn bản này để ký với tư cách {choice.printed}.",
        address=reverse("documents:sign", args=[document.pk]),
        reason=Notice.Reason.NEEDS_YOU,
        topic=Notice.Topic.TO_SIGN,
        urgent=True,
    )
    key = f"log:{entry.sequence}"
    tell([choice.user], message, key=key, unit=document.issuer, entry=entry)
    numbering.print_later(document)
    return choice
