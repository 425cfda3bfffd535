"""Papers that come from outside or from another unit: register, open, enter in the book."""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from activity.services import record
from documents import events, formats
from documents.errors import PaperError
from documents.lifecycle import Action, State
from documents.models import (
    Citation,
    Delivery,
    Document,
    DocumentFile,
    IncomingEntry,
    Section,
)
from documents.services.editing import cited_document
from documents.services.issuing import store
from units.actors import Actor
from units.dates import clock, format_date, today
from units.models import Unit
from units.text import clean, one_line, safe_filename

_LONGEST_NUMBER = 6


class AlreadyRegistered(PaperError):
    """The paper is in the portal already, and the person may open it there."""

    def __init__(self, document: Document) -> None:
        day = format_date(document.date) if document.date else ""
        super().__init__(f"Số {document.full_number} của {document.issuer} ngày {day} đã có.")
        self.document = document


def duplicate_of(issuer: Unit, full_number: str, date: dt.date, *, by: Actor) -> Document | None:
    """A paper of the same issuer, number and date that the actor may see.

    One that another unit registered for itself neither stops this unit's clerk nor shows itself.
    """
    found = Document.objects.visible_to(by).filter(issuer=issuer, full_number=full_number)
    return found.filter(date=date).first()


@transaction.atomic
def register_received(
    *,
    by: Actor,
    issuer: Unit,
    type_code: str,
    full_number: str,
    date: dt.date,
    subject: str,
    signer_name: str = "",
    position: str = "",
    citations: Sequence[str] = (),
    body: str = "",
    file_name: str = "",
    file_data: bytes = b"",
) -> Document:
    """Enter a paper issued outside the portal, its file kept untouched with its fingerprint.

    `body` is its text where somebody pasted it; a paragraph of it may then carry a task. Raises
    PaperError when the number has no readable form, AlreadyRegistered when the paper is there.
    """
    number, full, symbol = _split(full_number)
    profile = formats.profile_for(issuer.line, issuer.org, date)
    # Two clerks (or two clicks) with the same paper queue here, so that one is told it is there.
    Unit.objects.select_for_update(of=("self",)).get(pk=by.unit.pk)
    if (known := duplicate_of(issuer, full, date, by=by)) is not None:
        raise AlreadyRegistered(known)
    document = Document.objects.create(
        origin=Document.Origin.RECEIVED,
        issuer=issuer,
        registered_by_unit=by.unit,
        type_code=type_code,
        profile=profile.key,
        subject=one_line(clean(subject))[:500],
        number=number,
        symbol=symbol,
        full_number=full,
        date=date,
        place=issuer.name_on(date).place,
        signer_name=one_line(clean(signer_name)),
        position=one_line(clean(position)),
        state=State.ISSUED,
        issued_at=timezone.now(),
        created_by=by.user,
    )
    for order, line in enumerate((c for raw in citations if (c := clean(raw).strip())), start=1):
        text = one_line(line).rstrip(";., ")
        Citation.objects.create(
            document=document, order=order, text=text, cited_id=cited_document(text)
        )
    if body.strip():
        Section.objects.create(
            document=document, order=1, heading="", text=clean(body).strip(), holds_tasks=True
        )
    if file_data:
        store(document, DocumentFile.Kind.ORIGINAL, file_data, safe_filename(file_name))
    enter_in_book(document, by=by)
    record(
        target=document,
        verb="documents.register",
        sentence=f"{by.unit}: {by.user} nhập văn bản {document} của {issuer}",
        by=by,
    )
    events.moved(document, Action.ISSUE, by)
    return document


@transaction.atomic
def enter_in_book(document: Document, *, by: Actor, handed_to: str = "") -> IncomingEntry:
    """Give the paper the next incoming number of the unit's year ("vào sổ văn bản đến").

    Raises PaperError when the unit has entered it already, naming who did.
    """
    year = today().year
    # Every writer of this unit's book queues at the unit's row.
    Unit.objects.select_for_update(of=("self",)).get(pk=by.unit.pk)
    known = IncomingEntry.objects.filter(unit=by.unit, document=document).first()
    if known is not None:
        raise PaperError(
            f"Đồng chí {known.registered_by} đã vào {known} năm {known.year} cho văn bản này lúc "
            f"{clock(known.registered_at)}. Không vào sổ lần thứ hai."
        )
    book = IncomingEntry.objects.filter(unit=by.unit, year=year)
    last = book.aggregate(last=Max("number"))["last"] or 0
    delivery = document.deliveries.standing().filter(unit=by.unit).first()
    entry = IncomingEntry.objects.create(
        unit=by.unit,
        year=year,
        number=last + 1,
        document=document,
        delivery=delivery,
        arrived_on=today(),
        handed_to=one_line(clean(handed_to)),
        registered_by=by.user,
    )
    if delivery is not None:
        now = timezone.now()
        standing = Delivery.objects.standing().filter(pk=delivery.pk)
        if not standing.update(
            state=Delivery.State.REGISTERED,
            opened_at=delivery.opened_at or now,
            opened_by=delivery.opened_by or by.user,
        ):
            raise PaperError(f"{document.issuer} vừa lấy lại văn bản này. Chưa vào sổ.")
        record(
            target=document,
            verb="documents.enter",
            sentence=f"{by.unit}: {by.user} vào sổ đến số {entry.number} {document}",
            by=by,
        )
    return entry


def mark_opened(document: Document, *, by: Actor) -> None:
    """Note the first look of the receiving unit; the issuer reads it as a receipt."""
    waiting = [Delivery.State.SENT, Delivery.State.DELIVERED]
    rows = Delivery.objects.filter(document=document, unit=by.unit, state__in=waiting)
    # Nearly every look is a later one, and must not queue at SQLite's one writer.
    if not rows.exists():
        return
    with transaction.atomic():
        if rows.update(state=Delivery.State.OPENED, opened_at=timezone.now(), opened_by=by.user):
            record(
                target=document,
                verb="documents.open",
                sentence=f"{by.unit}: {by.user} đã mở {document}",
                by=by,
            )


def _split(full_number: str) -> tuple[int, str, str]:
    """Number, full number as printed, symbol: "5/KH-UBND" → (5, "05/KH-UBND", "KH-UBND").

    What is printed after the number, "/" or "-", stays as the paper has it, whoever issued it.
    """
    typed = one_line(full_number)
    try:
        number, symbol = formats.split_full_number(typed)
    except ValueError:
        number = symbol = ""
    digits = number.rstrip(string.ascii_lowercase)
    if not digits or len(digits) > _LONGEST_NUMBER:
        raise PaperError(
            f"Chưa đọc được số, ký hiệu “{typed}”. Ghi theo mẫu 67/KH-UBND hoặc 257-KH/TU."
        )
    mark = next(sign for sign in typed if sign in "/-")
    return int(digits), f"{number.zfill(2)}{mark}{symbol}", symbol
