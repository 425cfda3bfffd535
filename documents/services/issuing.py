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
from documents.lifecycle import FROZEN, Action, State
from documents.models import (
    Certificate,
    Delivery,
    Document,
    DocumentFile,
    PreparedSignature,
    Recipient,
    RegisterNumber,
    Signature,
)
from documents.services import certificates, numbering, trust
from documents.services.moving import move, require_source
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


@handles("numbered_pdf", "In tệp PDF của văn bản đã cấp số")
def make_numbered_pdf(payload: dict[str, Any]) -> None:
    """Job: print the paper just numbered ({document: pk}), so that the chair finds it ready."""
    document = Document.objects.get(pk=payload["document"])
    if State(document.state) is State.NUMBERED:
        numbered_file(document)


def official_file(document: Document) -> DocumentFile | None:
    """The file people get in the paper's present state; None while there is none.

    A number taken back leaves its printed file behind, so the state decides, not the newest file.
    """
    kinds = {
        State.NUMBERED: (Kind.NUMBERED,),
        State.SIGNED: (Kind.SIGNED,),
        **dict.fromkeys(FROZEN, (Kind.ISSUED, Kind.ORIGINAL)),
    }.get(State(document.state), ())
    if State(document.state) is State.NUMBERED:
        return numbered_file(document)
    files = {file.kind: file for file in document.files.filter(kind__in=kinds).order_by("pk")}
    return next((files[kind] for kind in kinds if kind in files), None)


def store(
    document: Document,
    kind: str,
    data: bytes,
    name: str,
    printed_from: str = "",
    boxes: Mapping[str, Any] | None = None,
    *,
    scanned: bool = False,
) -> DocumentFile:
    """Keep one more file of the paper with its fingerprint."""
    row = DocumentFile(
        document=document,
        kind=kind,
        name=name[:200],
        sha256=hashlib.sha256(data).hexdigest(),
        content_sha256=printed_from,
        boxes=dict(boxes or {}),
        scanned=scanned,
        size=len(data),
    )
    row.file.save(name, ContentFile(data), save=False)
    row.save()
    return row


def sign(
    document: Document, *, by: Actor, pin: str, seen_number: str, seen_revision: int | None = None
) -> None:
    """The chair signs the numbered paper with the certificate kept for them.

    `seen_number` and `seen_revision` are what stood on the chair's page; a program that has just
    read the paper may leave the revision out. Raises PaperError with the sentence to show (wrong
    PIN, expired, no certificate, changed meanwhile) and then nothing was signed.
    """
    require_signable(document, by, seen_number, seen_revision)
    now = timezone.now()
    certificate = usable(certificates.current(by.user), document.signer_name, now)
    identity = certificates.unlock(certificate, pin, by=by, at=now)
    sign_opened(document, identity, certificate, by=by, now=now)


def require_signable(
    document: Document, by: Actor, seen_number: str, seen_revision: int | None
) -> None:
    """Raise Refusal or PaperError unless the person may sign just what they saw, now."""
    permissions.require(Action.SIGN, document, by)
    require_source(document, Action.SIGN)
    if document.full_number != seen_number:
        raise PaperError("Văn bản đã đổi số sau khi mở trang này. Chưa ký; mở lại trang để xem.")
    if seen_revision is not None and document.revision_count != seen_revision:
        raise PaperError(
            f"Văn bản đã có bản số {document.revision_count} sau khi mở trang này. "
            "Chưa ký; mở lại trang để xem."
        )
    if not numbering.matches_approved(document):
        raise PaperError("Nội dung đã đổi sau khi cấp số. Chưa ký; trả lại để trình thẩm định lại.")


def sign_opened(
    document: Document,
    identity: signing.SigningIdentity,
    certificate: Certificate,
    *,
    by: Actor,
    now: dt.datetime,
) -> None:
    """Sign with a key already opened; who may sign what was asked before."""
    source = numbered_file(document)
    signed = put_signature(
        source,
        identity,
        bytes(certificate.image) if certificate.image else None,
        field="ChuKy",
        reason=f"Ký {document}",
        at=now,
        box="signature",
    )
    keep_signed(document, source, signed, certificate, by=by, now=now)


def keep_signed(
    document: Document,
    source: DocumentFile,
    signed: bytes,
    certificate: Certificate,
    *,
    by: Actor,
    now: dt.datetime,
) -> None:
    """The paper is signed: the file made of `source`, the step and who signed, together or not."""
    with transaction.atomic():
        move(
            document,
            Action.SIGN,
            by=by,
            data={"number": document.full_number, "certificate": certificate.serial},
            signed_at=now,
        )
        if document.content is None or fingerprint(document.content) != source.content_sha256:
            raise PaperError("Văn bản vừa đổi trong lúc ký. Chưa ký; mở lại trang để xem.")
        file = store(
            document, Kind.SIGNED, signed, source.name, source.content_sha256, source.boxes
        )
        PreparedSignature.objects.filter(document=document).delete()
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
    require_source(document, Action.ISSUE)
    now = timezone.now()
    source = document.files.filter(kind=Kind.SIGNED).order_by("-pk").first()
    if source is None:
        raise PaperError("Văn bản chưa có bản ký của lãnh đạo. Chưa phát hành.")
    certificate = usable(certificates.current(document.issuer), "", now)
    identity = certificates.unlock(certificate, pin, by=by, at=now)
    sealed = put_signature(
        source,
        identity,
        bytes(certificate.image) if certificate.image else None,
        field="ConDau",
        reason=f"Phát hành {document}",
        at=now,
        box="seal",
    )
    attached = _attached(document, identity, now)
    with transaction.atomic():
        deliveries = send_out(document, now)
        move(
            document,
            Action.ISSUE,
            by=by,
            data={"number": document.full_number, "units": len(deliveries)},
            issued_at=now,
        )
        file = store(document, Kind.ISSUED, sealed, source.name, source.content_sha256)
        _note(document, Signature.Kind.SEAL, certificate, by, file, now)
        for name, data in attached:
            store(document, Kind.ATTACHED, data, name, source.content_sha256)
        document.register_numbers.filter(state=RegisterNumber.State.RESERVED).update(
            state=RegisterNumber.State.USED
        )
    return len(deliveries)


def _attached(
    document: Document, identity: signing.SigningIdentity, now: dt.datetime
) -> list[tuple[str, bytes]]:
    """Appendices in files of their own: (name, file), each signed by the agency without a picture.

    NĐ 30/2020, PL I, II.8.b; their words stand in the corner of the first page.
    """
    content = document.content
    if content is None or not any(part.get("separate") for part in content["appendices"]):
        return []
    stem = document.full_number.replace("/", "-")
    return [
        (
            f"{stem} - {label}.pdf",
            signing.sign(
                data,
                identity,
                field="ConDau",
                reason=f"Phát hành {document}, {label}",
                location=document.place,
                at=now,
            ),
        )
        for label, data in pdf.render_attachments(content, signed_at=now)
    ]


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


def usable(certificate: Certificate | None, signer_name: str, at: dt.datetime) -> Certificate:
    """The certificate itself. Raises PaperError when nothing can be signed with it now."""
    if sentence := certificates.obstacle(certificate, signer_name=signer_name, at=at):
        raise PaperError(sentence)
    assert certificate is not None
    return certificate


def unchanged(source: DocumentFile) -> bytes:
    """The file's bytes. Raises PaperError when somebody changed them on the disk."""
    data = source.read()
    if hashlib.sha256(data).hexdigest() != source.sha256:
        raise PaperError("Tệp lưu trên cổng đã bị thay đổi. Chưa ký. Báo quản trị.")
    return data


def put_signature(
    source: DocumentFile,
    identity: signing.SigningIdentity | signing.TokenIdentity,
    picture: bytes | None,
    *,
    field: str,
    reason: str,
    at: dt.datetime,
    box: str,
) -> bytes:
    """The file with one more signature, its picture in the place the printer left for it."""
    data = unchanged(source)
    image = picture if box in source.boxes else None
    return signing.sign(
        data,
        identity,
        field=field,
        reason=reason,
        location=source.document.place,
        at=at,
        box=tuple(source.boxes[box]) if image else None,
        image=image,
        timestamper=signing.HttpTimeStamper(settings.TSA_URL) if settings.TSA_URL else None,
        proof=trust.proof(),
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
