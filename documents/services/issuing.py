"""From the numbered paper to the issued one: print, the chair's signature, the seal, sending.

Printing and signing run outside transactions (they take long); only their result is committed,
by a conditional step, so two people or two workers do no harm.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from activity.outbox import handles
from documents import pdf, permissions, signing
from documents.content import fingerprint
from documents.errors import PaperError
from documents.lifecycle import Action, State
from documents.models import (
    Certificate,
    Delivery,
    Document,
    DocumentFile,
    Recipient,
    RegisterNumber,
    Signature,
    TrustedAuthority,
)
from documents.services.moving import move
from units.actors import Actor
from units.dates import HANOI
from units.models import Unit

Kind = DocumentFile.Kind


def numbered_file(document: Document) -> DocumentFile:
    """The printed paper with its number, made once; a second call returns the first file."""
    content = document.content
    if content is None:
        raise PaperError("Văn bản chưa được cấp số nên chưa có bản in chính thức.")
    name = f"{document.full_number.replace('/', '-')}.pdf"
    printed_from = fingerprint(content)
    made = document.files.filter(kind=Kind.NUMBERED).order_by("-pk").first()
    if made is not None and made.name == name and made.content_sha256 == printed_from:
        return made
    rendered = pdf.render(content, draft=False)
    return store(document, Kind.NUMBERED, rendered.pdf, name, printed_from, rendered.boxes)


@handles("numbered_pdf")
def make_numbered_pdf(payload: dict[str, Any]) -> None:
    """Job: print the paper just numbered ({document: pk}), so that the chair finds it ready."""
    document = Document.objects.get(pk=payload["document"])
    if State(document.state) is State.NUMBERED:
        numbered_file(document)


def official_file(document: Document) -> DocumentFile | None:
    """The file people get: the issued one, else signed, numbered, or the received original."""
    files = {file.kind: file for file in document.files.order_by("pk")}
    for kind in (Kind.ISSUED, Kind.SIGNED, Kind.NUMBERED, Kind.ORIGINAL):
        if kind in files:
            return files[kind]
    return None


def store(
    document: Document,
    kind: str,
    data: bytes,
    name: str,
    printed_from: str = "",
    boxes: Mapping[str, Any] | None = None,
) -> DocumentFile:
    """Keep one more file of the paper with its fingerprint."""
    row = DocumentFile(
        document=document,
        kind=kind,
        name=name[:200],
        sha256=hashlib.sha256(data).hexdigest(),
        content_sha256=printed_from,
        boxes=dict(boxes or {}),
        size=len(data),
    )
    row.file.save(name, ContentFile(data), save=False)
    row.save()
    return row


def sign(document: Document, *, by: Actor, pin: str, seen_number: str) -> None:
    """The chair signs the numbered paper with the certificate kept for them.

    Raises PaperError with the sentence to show (wrong PIN, expired, no certificate, changed
    meanwhile) and then nothing was signed.
    """
    permissions.require(Action.SIGN, document, by)
    if document.full_number != seen_number:
        raise PaperError("Văn bản đã đổi số sau khi mở trang này. Chưa ký; mở lại trang để xem.")
    certificate = _certificate_of(by.user.certificates, "Đồng chí chưa có chứng thư số.")
    now = timezone.now()
    source = numbered_file(document)
    signed = _apply(
        source,
        certificate,
        pin,
        field="ChuKy",
        reason=f"Ký {document}",
        at=now,
        image=signing.signature_image(document.signer_name),
        box_name="signature",
    )
    with transaction.atomic():
        move(
            document,
            Action.SIGN,
            by=by,
            data={"number": document.full_number, "certificate": certificate.serial},
            signed_at=now,
        )
        file = store(
            document, Kind.SIGNED, signed, source.name, source.content_sha256, source.boxes
        )
        _note(document, Signature.Kind.PERSON, certificate, by, file, now)


def return_unsigned(document: Document, *, by: Actor, reason: str) -> None:
    """The signer sends the paper back; its number stays kept for it, the approval is void."""
    if not reason.strip():
        raise PaperError("Ghi lý do trả lại.")
    move(
        document,
        Action.RETURN_UNSIGNED,
        by=by,
        reason=reason.strip(),
        returned_reason=reason.strip(),
        approved_revision=None,
        approved_at=None,
        number=None,
        full_number="",
        date=None,
        content=None,
    )


def issue(document: Document, *, by: Actor, pin: str) -> int:
    """The clerk puts the unit's seal signature and sends the paper out.

    Returns to how many units it went. From this moment it is frozen, stands in the register as
    used, and becomes, when it carries tasks, the directive of the units below.
    """
    permissions.require(Action.ISSUE, document, by)
    certificate = _certificate_of(
        document.issuer.certificates, f"{document.issuer} chưa có chứng thư số của cơ quan."
    )
    now = timezone.now()
    source = document.files.filter(kind=Kind.SIGNED).order_by("-pk").first()
    if source is None:
        raise PaperError("Văn bản chưa có bản ký của lãnh đạo. Chưa phát hành.")
    sealed = _apply(
        source,
        certificate,
        pin,
        field="ConDau",
        reason=f"Phát hành {document}",
        at=now,
        image=signing.seal_image(str(document.issuer)),
        box_name="seal",
    )
    with transaction.atomic():
        deliveries = send_out(document, now)
        move(
            document,
            Action.ISSUE,
            by=by,
            data={"number": document.full_number, "units": len(deliveries)},
            issued_at=now,
        )
        file = store(document, Kind.ISSUED, sealed, source.name)
        _note(document, Signature.Kind.SEAL, certificate, by, file, now)
        document.register_numbers.filter(state=RegisterNumber.State.RESERVED).update(
            state=RegisterNumber.State.USED
        )
    return len(deliveries)


def send_out(document: Document, now: dt.datetime) -> list[Delivery]:
    """Create one delivery for each unit that "Kính gửi" and "Nơi nhận" stand for today.

    A unit named twice gets the paper once. The number of queries depends on the printed lines,
    not on the units.
    """
    targets = {unit.pk: (unit, line) for line, units in resolved(document) for unit in units}
    targets.pop(document.issuer_id, None)
    Delivery.objects.bulk_create(
        [
            Delivery(document=document, unit=unit, recipient=line, sent_at=now)
            for unit, line in targets.values()
        ],
        ignore_conflicts=True,
        batch_size=1000,
    )
    return list(document.deliveries.all())


def resolved(document: Document) -> list[tuple[Recipient, list[Unit]]]:
    """Each printed line with the units it stands for on today's tree."""
    day = timezone.now().astimezone(HANOI).date()
    lines = document.recipients.exclude(kind=Recipient.Kind.ARCHIVE)
    return [
        (line, list(line.units_group.resolve(day)) if line.units_group else []) for line in lines
    ]


@transaction.atomic
def recall(document: Document, *, by: Actor, number: str, reason: str) -> None:
    """Take an issued paper out of force by the recalling paper's number; the file stays."""
    if not number.strip():
        raise PaperError("Ghi số văn bản thu hồi.")
    move(
        document,
        Action.RECALL,
        by=by,
        reason=reason,
        data={"by": number.strip()},
        recalled_number=number.strip(),
        recalled_at=timezone.now(),
    )


@transaction.atomic
def replace(document: Document, *, by: Actor, replacement: Document) -> None:
    """Mark an issued paper as replaced by another issued one of the same unit."""
    if replacement.issuer_id != document.issuer_id or replacement.state != State.ISSUED:
        raise PaperError("Văn bản thay thế phải do chính đơn vị đã ban hành.")
    move(
        document,
        Action.REPLACE,
        by=by,
        data={"by": replacement.full_number},
        replaced_by=replacement,
    )


def trusted_roots() -> list[bytes]:
    """The authorities whose certificates the portal believes, as PEM."""
    return [pem.encode() for pem in TrustedAuthority.objects.values_list("pem", flat=True)]


def _certificate_of(certificates: Any, missing: str) -> Certificate:
    """The newest certificate; expired ones are tried too, so that the refusal says since when."""
    certificate = certificates.order_by("-not_after").first()
    if certificate is None:
        raise PaperError(f"{missing} Chưa ký văn bản nào. Liên hệ quản trị để thêm chứng thư.")
    return certificate


def _apply(
    source: DocumentFile,
    certificate: Certificate,
    pin: str,
    *,
    field: str,
    reason: str,
    at: dt.datetime,
    image: bytes,
    box_name: str,
) -> bytes:
    with source.file.open("rb") as handle:
        data = handle.read()
    if hashlib.sha256(data).hexdigest() != source.sha256:
        raise PaperError("Tệp lưu trên cổng đã bị thay đổi. Chưa ký. Báo quản trị.")
    try:
        identity = signing.load_p12(
            signing.open_bytes(bytes(certificate.sealed), settings.SIGNING_KEY), pin, at=at
        )
    except signing.SigningError as error:
        raise PaperError(str(error)) from error
    boxes = source.boxes
    return signing.sign(
        data,
        identity,
        field=field,
        reason=reason,
        location=source.document.place,
        at=at,
        box=tuple(boxes[box_name]) if box_name in boxes else None,
        image=image if box_name in boxes else None,
    )


def _note(
    document: Document,
    kind: str,
    certificate: Certificate,
    by: Actor,
    file: DocumentFile,
    at: dt.datetime,
) -> None:
    Signature.objects.create(
        document=document, kind=kind, certificate=certificate, signer=by.user, file=file, at=at
    )
