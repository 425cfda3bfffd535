"""A paper to and from other systems: as an edXML message with its file."""

from __future__ import annotations

import io
import re

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Q
from pypdf import PdfReader

from documents import exchange, types
from documents.errors import PaperError
from documents.exchange.message import PRIORITIES, TYPE_NUMBERS
from documents.lifecycle import FROZEN, State
from documents.models import Document
from documents.services import issuing, registering
from documents.uploads import PAPERS, read_upload
from units.actors import Actor
from units.models import Unit
from units.text import fold, safe_filename

# "TM. ỦY BAN NHÂN DÂN", "K/T TRƯỞNG BAN": whose name one signs in (NĐ 30/2020, PL I, II.7).
_COMPETENCE = re.compile(r"^(T/?M|K/?T|T/?L|TUQ|T/?UQ|Q)\b")


def may_export(document: Document) -> bool:
    """Whether the paper left this portal: issued here, in force or not."""
    composed = document.origin == Document.Origin.COMPOSED
    return composed and State(document.state) in FROZEN


def message_of(document: Document, *, by: Actor) -> exchange.Message:
    """The issued paper as a message to the units it went to; to another unit, as sent to it alone.

    Raises PaperError when the paper was not issued here.
    """
    file = issuing.official_file(document)
    if not may_export(document) or file is None or document.date is None:
        raise PaperError("Chỉ xuất edXML được văn bản đã phát hành trên cổng.")
    content = document.content or {}
    rows = document.deliveries.select_related("unit").order_by("unit__sort_key")
    if by.unit.pk != document.issuer_id:
        rows = rows.filter(unit=by.unit)
    data = file.read()
    replaced = document.replaces.select_related("issuer").order_by("pk")
    kind = exchange.Kind.REPLACE if replaced else exchange.Kind.NEW
    recalled = State(document.state) is State.RECALLED
    return exchange.Message(
        sender=_party(document.issuer, content.get("issuer", "")),
        receivers=tuple(_party(row.unit) for row in rows),
        number=str(document.number),
        notation=document.symbol,
        date=document.date,
        subject=document.subject,
        type_name=document.type_name,
        document_id=_document_id(document),
        place=document.place,
        type_number=TYPE_NUMBERS.get(document.type_code, 0),
        competence=_competence(document.authority),
        position=document.position,
        signer=document.signer_name,
        priority=PRIORITIES[document.urgency],
        to_places=tuple(content.get("recipients", ())),
        appendices=tuple(appendix["title"] for appendix in content.get("appendices", ())),
        pages=len(PdfReader(io.BytesIO(data)).pages),
        copies=len(rows),
        kind=exchange.Kind.RECALL if recalled else kind,
        reason=f"Thu hồi theo {document.recalled_number}" if recalled else "",
        replaces=tuple(map(_document_id, replaced)),
        sent_at=document.issued_at,
        attachments=(exchange.Attachment(file.name, data),),
    )


def largest_message() -> int:
    """Bytes of a message: the largest file grows by a third in Base64, and has an envelope."""
    return settings.UPLOAD_MAX_BYTES * 3 // 2


def take_message(data: bytes, *, by: Actor) -> Document:
    """Register the paper of a message from outside, with its file, and enter it in the book.

    Raises PaperError with one sentence when it can't be read, recalls a paper instead of bringing
    one, its issuer is unknown here or its file not a paper's; AlreadyRegistered for one known here.
    Then nothing was stored.
    """
    message = exchange.read(data, limit=settings.UPLOAD_MAX_BYTES)
    if message.kind is exchange.Kind.RECALL:
        raise PaperError(
            f"Tệp edXML báo thu hồi văn bản {message.full_number}, không có văn bản mới để nhập."
        )
    file = _paper_of(message)
    return registering.register_received(
        by=by,
        issuer=_issuer_of(message),
        type_code=_type_of(message),
        full_number=message.full_number,
        date=message.date,
        subject=message.subject,
        signer_name=message.signer,
        position=message.position,
        file_name=file.name if file else "",
        file_data=file.data if file else b"",
    )


def _party(unit: Unit, name: str = "") -> exchange.Party:
    above = unit.parent.name if unit.parent else ""
    return exchange.Party(unit.organ_id or unit.code.upper(), name or unit.name, above)


def _document_id(document: Document) -> str:
    sender = document.issuer.organ_id or document.issuer.code.upper()
    return f"{sender},{document.date:%Y/%m/%d},{document.number}/{document.symbol}"


def _competence(authority: str) -> str:
    for line in reversed(authority.splitlines()):
        if found := _COMPETENCE.match(line):
            return f"{found[1].replace('/', '')}."
    return ""


def _issuer_of(message: exchange.Message) -> Unit:
    """The unit a message comes from: by its code, else by a name it carries or carried."""
    sender = message.sender
    if sender.organ_id:
        code = Q(organ_id=sender.organ_id) | Q(code__iexact=sender.organ_id)
        if (found := Unit.objects.filter(code).first()) is not None:
            return found
    named = Unit.objects.filter(
        Q(names__name__iexact=sender.name) | Q(names__short_name__iexact=sender.name)
    ).distinct()
    rows = list(named[:2])
    if not sender.name or len(rows) != 1:
        shown = sender.name or sender.organ_id or "không ghi tên"
        raise PaperError(
            f"Không tìm thấy cơ quan gửi “{shown[:100]}” trên cổng. Nhập tay văn bản và chọn cơ "
            "quan, hoặc đề nghị quản trị ghi mã định danh của cơ quan đó."
        )
    return rows[0]


def _type_of(message: exchange.Message) -> str:
    by_name = {fold(item.name): code for code, item in types.TYPES.items()}
    by_number = {number: code for code, number in TYPE_NUMBERS.items()}
    return (
        by_name.get(fold(message.type_name))
        or by_number.get(message.type_number)
        or types.from_symbol(message.notation).code
    )


def _paper_of(message: exchange.Message) -> exchange.Attachment | None:
    """The file that is the paper: the first PDF or Word file; None when the message has no file.

    Raises PaperError (E-TEP) when there are files and none of them can be a paper.
    """
    refused: PaperError | None = None
    for attachment in message.attachments:
        name = safe_filename(attachment.name)
        try:
            data = read_upload(SimpleUploadedFile(name, attachment.data), PAPERS)
        except PaperError as error:
            refused = refused or error
        else:
            return exchange.Attachment(name, data, attachment.content_type)
    if refused is not None:
        raise refused
    return None
