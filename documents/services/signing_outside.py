"""Signing where the key is: the numbered file goes out, comes back signed, and is looked at hard.

Two ways (screens C3). A whole file: downloaded, signed by the office's own program, uploaded. A
bare signature: the portal prepares the file and its digest, the signer brings back the container
(CMS) made on the own machine. Both end in one file that must be ours with one signature added.
"""

from __future__ import annotations

import datetime as dt

from cryptography import x509
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from documents import signing
from documents.errors import PaperError
from documents.models import Certificate, Document, DocumentFile, PreparedSignature
from documents.services import certificates, issuing, trust
from units.actors import Actor

# Between the number and the signature the two clocks may differ this much.
CLOCK_TOLERANCE = dt.timedelta(minutes=10)
# Longer than any container that fits its place; what is larger is no signature.
MAX_CONTAINER = 64 * 1024

_NOT_TAKEN = "Không nhận."


def take_file(
    document: Document, data: bytes, *, by: Actor, seen_number: str, seen_revision: int
) -> None:
    """Take the numbered file back with the signer's signature in it.

    Raises PaperError with the sentence to show, and then nothing is kept.
    """
    issuing.require_signable(document, by, seen_number, seen_revision)
    source = issuing.numbered_file(document)
    _take(document, source, data, by=by)


def prepare(document: Document, *, by: Actor) -> PreparedSignature:
    """Make room for the signature in the numbered file; replaces what was prepared before."""
    issuing.require_signable(document, by, document.full_number, document.revision_count)
    source, now = issuing.numbered_file(document), timezone.now()
    image = certificates.picture_of(by.user) if "signature" in source.boxes else None
    made = signing.prepare(
        issuing.unchanged(source),
        field="ChuKy",
        reason=f"Ký {document}",
        location=document.place,
        at=now,
        name=document.signer_name,
        box=tuple(source.boxes["signature"]) if image else None,
        image=image,
    )
    return PreparedSignature.objects.update_or_create(
        document=document,
        defaults={
            "signer": by.user,
            "source": source,
            "pdf": made.pdf,
            "start": made.start,
            "end": made.end,
            "digest": made.digest,
            "at": now,
        },
    )[0]


def prepared_of(document: Document, by: Actor) -> PreparedSignature | None:
    """What waits for this person's signature; None when the numbered file is another by now."""
    found = PreparedSignature.objects.filter(document=document, signer=by.user).first()
    if found is None or found.source_id != issuing.numbered_file(document).pk:
        return None
    return found


def bytes_to_sign(row: PreparedSignature) -> bytes:
    """What the signer's program signs, or takes the digest of."""
    return _prepared(row).to_sign


def take_container(
    document: Document, container: bytes, *, by: Actor, seen_number: str, seen_revision: int
) -> None:
    """Put the signature made elsewhere into the prepared file. Raises PaperError as `take_file`."""
    issuing.require_signable(document, by, seen_number, seen_revision)
    row = prepared_of(document, by)
    if row is None:
        raise PaperError("Chưa chuẩn bị dữ liệu ký, hoặc văn bản đã đổi. Chuẩn bị lại.")
    if not 0 < len(container) <= MAX_CONTAINER:
        raise PaperError(f"Tệp chữ ký rỗng hoặc quá lớn. {_NOT_TAKEN}")
    try:
        filled = _prepared(row).filled(container)
    except signing.CannotSign as error:
        raise PaperError(f"Tệp chữ ký dài quá chỗ dành trong văn bản. {_NOT_TAKEN}") from error
    _take(document, row.source, filled, by=by, container=True)


def _prepared(row: PreparedSignature) -> signing.Prepared:
    return signing.Prepared(bytes(row.pdf), row.start, row.end)


def _take(
    document: Document, source: DocumentFile, data: bytes, *, by: Actor, container: bool = False
) -> None:
    _require_ours(source, data)
    now = timezone.now()
    verdict = signing.verify_upload(
        data, trust.trusted_roots(), revoked=trust.revocations(), now=now
    )
    if verdict.finding is signing.Finding.REVOKED:
        raise PaperError("Chứng thư đã bị thu hồi. Chưa ký văn bản nào.")
    if verdict.finding is signing.Finding.NO_SIGNATURE:
        raise PaperError(f"Tệp tải lên chưa có chữ ký số. {_NOT_TAKEN}")
    if container and verdict.finding in _NOT_THIS:
        raise PaperError(f"Chữ ký không phải của dữ liệu đã chuẩn bị. {_NOT_TAKEN}")
    if not verdict.genuine:
        raise PaperError(f"{verdict.sentence} Không nhận.")
    if len(verdict.signatures) != 1:
        raise PaperError(f"Tệp tải lên có nhiều hơn một chữ ký. {_NOT_TAKEN}")
    (found,) = verdict.signatures
    if found.signed_at and document.numbered_at:
        earliest = document.numbered_at - CLOCK_TOLERANCE
        if found.signed_at < earliest:
            raise PaperError(
                f"Chữ ký ghi thời gian trước khi văn bản được cấp số. {_NOT_TAKEN} "
                "Xem lại đồng hồ của máy ký."
            )
    der = x509.load_der_x509_certificate(bytes.fromhex(found.certificate))
    with transaction.atomic():
        certificate = _certificate(signing.facts_of(der), document, now)
        issuing.keep_signed(document, source, data, certificate, by=by, now=now)


def sign_with_token(
    document: Document, pin: str, *, by: Actor, seen_number: str, seen_revision: int
) -> None:
    """Sign with the device at the server that holds the signer's key (PKCS#11).

    The device counts wrong PINs itself. Raises PaperError, and then nothing was signed.
    """
    issuing.require_signable(document, by, seen_number, seen_revision)
    now, source = timezone.now(), issuing.numbered_file(document)
    image = certificates.picture_of(by.user)
    with signing.open_token(settings.PKCS11_MODULE, pin, document.signer_name, at=now) as identity:
        if not trust.issued_by_trusted(identity):
            raise PaperError(
                f"Nơi cấp chứng thư của {identity.facts.subject} chưa được cổng này tin cậy. "
                "Chưa ký văn bản nào. Đề nghị quản trị thêm nơi cấp."
            )
        if trust.revocations().since(
            identity.certificate, identity.facts.fingerprint, trust.trusted_roots()
        ):
            raise PaperError("Chứng thư đã bị thu hồi. Chưa ký văn bản nào.")
        signed = issuing.put_signature(
            source, identity, image, field="ChuKy", reason=f"Ký {document}", at=now, box="signature"
        )
    with transaction.atomic():
        certificate = _certificate(identity.facts, document, now)
        issuing.keep_signed(document, source, signed, certificate, by=by, now=now)


# What a container for other data, or no container at all, makes of the file it is put into.
_NOT_THIS = (signing.Finding.ALTERED, signing.Finding.UNREADABLE, signing.Finding.DAMAGED)


def _require_ours(source: DocumentFile, data: bytes) -> None:
    """Raise PaperError unless the file is the numbered one with nothing but signatures added."""
    done = signing.compare_upload(issuing.unchanged(source), data)
    if done.added_only:
        return
    if done.page:
        raise PaperError(
            "Tệp tải lên không phải văn bản đã cấp số "
            f"(nội dung khác ở trang {done.page}). {_NOT_TAKEN}"
        )
    raise PaperError(
        "Tệp tải lên không phải văn bản đã cấp số (ngoài chữ ký còn thay đổi khác). "
        f"{_NOT_TAKEN} Tải lại tệp, ký mà không sửa và không lưu thành tệp khác."
    )


def _certificate(
    facts: signing.CertificateFacts, document: Document, now: dt.datetime
) -> Certificate:
    """The row of the certificate that signed. Raises PaperError unless it is the signer's own."""
    if facts.kind == "seal":
        raise PaperError(f"Đây là chữ ký của cơ quan {facts.subject}. Cần chữ ký của người ký.")
    known = Certificate.objects.filter(fingerprint=facts.fingerprint).first()
    shown = known or Certificate(
        subject=facts.subject, not_before=facts.not_before, not_after=facts.not_after
    )
    issuing.usable(shown, document.signer_name, now)
    assert document.signer is not None
    if known is not None and known.user_id != document.signer_id:
        raise PaperError(f"Chứng thư này trên cổng là của {known.user or known.unit}. Chưa ký.")
    return known or certificates.known_by_signature(facts, document.signer)
