"""Papers signed on paper and scanned: printed, signed by hand, stamped, scanned, recorded.

The number is mostly given after such a signature (screens §8): the clerk writes it on the paper,
and numbers and records it here in one act. The scan becomes the signed file; the clerk's seal
signature at sending vouches that it is the office's.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from documents import competence, compose, pdf, permissions, signing
from documents.content import fingerprint
from documents.errors import PaperError
from documents.lifecycle import Action, State
from documents.models import Document, DocumentFile
from documents.services import issuing, numbering
from documents.services.moving import move, require_source
from units.actors import Actor
from units.dates import today


def to_print(document: Document) -> bytes:
    """What is signed by hand: the approved paper with room for number and day, or the numbered."""
    if State(document.state) is State.NUMBERED:
        return issuing.numbered_file(document).read()
    return pdf.render(compose.build_content(document), draft=False).pdf


def record_scan(
    document: Document,
    scan: bytes,
    *,
    by: Actor,
    day: dt.date | None = None,
    seen_number: int = 0,
) -> None:
    """The signed paper is scanned: number it first when it has none, then keep the scan as signed.

    `day` and `seen_number` are those written on a paper not numbered yet. Raises PaperError as
    `numbering.give_number` does, and when the printed signer could not sign, or when the scan can
    not take the seal's signature later; then nothing is numbered either.
    """
    permissions.require(Action.RECORD_SIGNED, document, by)
    cleaned = _sealable(scan)
    with transaction.atomic():
        _record(document, cleaned, by=by, day=day or today(), seen_number=seen_number)


def _record(document: Document, scan: bytes, *, by: Actor, day: dt.date, seen_number: int) -> None:
    if State(document.state) is State.APPROVED:
        numbering.give_number(document, by=by, day=day, seen_number=seen_number)
        document.refresh_from_db()
    require_source(document, Action.RECORD_SIGNED)
    _require_competent(document)
    if document.content is None:
        raise PaperError("Văn bản chưa được cấp số.")
    move(
        document,
        Action.RECORD_SIGNED,
        by=by,
        data={"number": document.full_number, "signer": document.signer_name},
        signed_at=timezone.now(),
    )
    name = f"{document.full_number.replace('/', '-')}.pdf"
    printed_from = fingerprint(document.content)
    issuing.store(document, DocumentFile.Kind.SIGNED, scan, name, printed_from, scanned=True)


def _require_competent(document: Document) -> None:
    signer = document.signer
    reason = competence.refusal(document, signer) if signer else "chưa chọn người ký"
    if reason:
        raise PaperError(f"Người ký {document.signer_name}: {reason}. Chưa ghi văn bản ký giấy.")


def _sealable(scan: bytes) -> bytes:
    """The scan as it can be kept and sealed. Raises PaperError when it can't."""
    cleaned = signing.clean_scan(scan)
    verdict = signing.verify_upload(cleaned, []) if cleaned else None
    if cleaned is None or verdict is None or verdict.finding is not signing.Finding.NO_SIGNATURE:
        raise PaperError(
            "Không dùng được tệp này làm bản quét: tệp hỏng, có mật khẩu hoặc đã có chữ ký số. "
            "Quét lại thành tệp PDF."
        )
    return cleaned
