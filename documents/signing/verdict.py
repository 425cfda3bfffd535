"""Is this PDF the one that was signed? One verdict per signature, one for the file.

A file is genuine when every signature in it is intact and by a certificate of an authority the
portal trusts, each earlier signature was followed by nothing but the later ones, and the last one
covers the file to its final byte (document-format, assertion 48).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import islice
from typing import Any

from cryptography import x509
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    async_validate_pdf_signature,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from documents.signing.container import covers_all_but_itself, is_plain
from documents.signing.keys import CertificateFacts, CertificateKind, facts_of, may_sign
from documents.signing.pades import asn1_certificate, run
from documents.signing.reader import PaperReader
from documents.signing.revocation import Revocations
from units.dates import HANOI, format_date, in_hanoi

logger = logging.getLogger(__name__)

MAX_BYTES = 25 * 1024 * 1024

# A paper carries a chair's or a few joint signatures and seals; a file with more is an attack.
MAX_SIGNATURES = 20

# PAdES, and what signing tools wrote before it. Time-stamps over a whole file are not judged yet.
SUBFILTERS = ("/ETSI.CAdES.detached", "/adbe.pkcs7.detached")

# What a certificate is for is judged by ourselves, apart from who issued it.
ANY_PURPOSE = KeyUsageConstraints(key_usage=set())

# Between the clock of whoever signed and ours.
CLOCK_TOLERANCE = timedelta(minutes=10)


class Finding(StrEnum):
    """What is to be said of one signature or of a whole file."""

    VALID = "valid"
    ALTERED = "altered"
    UNREADABLE = "unreadable"
    UNKNOWN_ISSUER = "unknown_issuer"
    WRONG_PURPOSE = "wrong_purpose"
    REVOKED = "revoked"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    IN_FUTURE = "in_future"
    NO_SIGNATURE = "no_signature"
    NOT_PDF = "not_pdf"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too_large"
    DAMAGED = "damaged"


# {name} is the signer; {day} the day that matters: end or begin of the certificate, or signing.
SENTENCES = {
    Finding.VALID: "Chữ ký hợp lệ: {name}.",
    Finding.ALTERED: "Tệp đã bị thay đổi sau khi ký. Không dùng tệp này.",
    Finding.UNREADABLE: "Có chữ ký không đọc được trong tệp. Không dùng tệp này.",
    Finding.UNKNOWN_ISSUER: (
        "Chữ ký của {name} dùng chứng thư số do nơi không được cổng này tin cậy cấp. "
        "Chưa xác nhận được tệp này."
    ),
    Finding.WRONG_PURPOSE: (
        "Chứng thư số của {name} không dùng để ký văn bản. Chữ ký không có giá trị."
    ),
    Finding.REVOKED: (
        "Chứng thư số của {name} đã bị thu hồi ngày {day}. Không có gì chứng tỏ đã ký trước ngày "
        "đó. Chữ ký không có giá trị."
    ),
    Finding.EXPIRED: (
        "Chứng thư số của {name} đã hết hạn ngày {day}, trước khi ký. Chữ ký không có giá trị."
    ),
    Finding.NOT_YET_VALID: (
        "Chứng thư số của {name} chỉ có hiệu lực từ ngày {day}, sau khi ký. "
        "Chữ ký không có giá trị."
    ),
    Finding.IN_FUTURE: (
        "Chữ ký của {name} ghi ngày ký {day}, sau thời điểm kiểm tra. Chưa xác nhận được tệp này."
    ),
    Finding.NO_SIGNATURE: "Tệp không có chữ ký số.",
    Finding.NOT_PDF: "Tệp không phải PDF. Chọn tệp PDF của văn bản.",
    Finding.ENCRYPTED: (
        "Tệp PDF có mật khẩu nên không kiểm tra được. Dùng tệp gốc do cơ quan ban hành gửi."
    ),
    Finding.TOO_LARGE: f"Tệp lớn quá {MAX_BYTES // 1024**2} MB nên không kiểm tra được.",
    Finding.DAMAGED: (
        "Tệp PDF bị hỏng, tải về chưa đủ hoặc đã bị sửa. Không dùng tệp này. "
        "Tải lại tệp gốc do cơ quan ban hành gửi."
    ),
}

# When signatures differ, the file is called by the first of these that any of them shows.
GRAVEST_FIRST = (
    Finding.ALTERED,
    Finding.UNREADABLE,
    Finding.UNKNOWN_ISSUER,
    Finding.WRONG_PURPOSE,
    Finding.REVOKED,
    Finding.EXPIRED,
    Finding.NOT_YET_VALID,
    Finding.IN_FUTURE,
)


@dataclass(frozen=True)
class SignatureVerdict:
    """One signature of a file, in the order they were made.

    `field` is its name in the file ("ChuKy1"); `signer` and `unit_name` are what the certificate
    says ("" when it can't be read), `kind` whether it is a person's or a seal. `signed_at` is the
    time-stamp's time if there is one, else the time the signer states. `intact`: the bytes it
    covers are those signed; `undisturbed`: it covers the whole file, or nothing but later
    signatures follow; `trusted`: an authority the portal trusts issued the certificate, which
    `certificate` holds (DER in hexadecimal).
    """

    field: str
    finding: Finding
    signer: str = ""
    unit_name: str = ""
    kind: CertificateKind | None = None
    signed_at: datetime | None = None
    intact: bool = False
    undisturbed: bool = False
    trusted: bool = False
    sentence: str = ""
    certificate: str = ""


@dataclass(frozen=True)
class Verdict:
    """What the portal says of a file: `sentence` for people, the rest for programs."""

    finding: Finding
    sentence: str
    signatures: tuple[SignatureVerdict, ...] = ()

    @property
    def genuine(self) -> bool:
        """Signed, untouched, and by people and agencies whose certificates the portal trusts."""
        return self.finding is Finding.VALID


def verify(
    pdf: bytes,
    trusted: Sequence[str | bytes],
    *,
    revoked: Revocations | None = None,
    now: datetime | None = None,
) -> Verdict:
    """Judge a file. Never raises, whatever the bytes; for strangers' files see `verify_upload`.

    `trusted` are the PEM certificates of the authorities to believe (none: nobody is believed);
    `revoked` says whose certificates were taken back; `now` is the moment of judging, the present
    when left out. Raises ValueError only when `trusted` itself is no PEM.
    """
    authorities = [_bytes(pem) for pem in trusted]
    basis = _Basis(
        authorities,
        [asn1_certificate(x509.load_pem_x509_certificate(pem)) for pem in authorities],
        revoked or Revocations(),
        now or datetime.now(UTC),
    )
    if len(pdf) > MAX_BYTES:
        return judgement(Finding.TOO_LARGE)
    # Readers put up with other bytes before the header; no signing tool writes any.
    if not pdf.startswith(b"%PDF-"):
        return judgement(Finding.NOT_PDF)
    try:
        reader = PaperReader(pdf)
        if reader.encrypt_dict is not None:
            return judgement(Finding.ENCRYPTED)
        found = list(islice(enumerate_sig_fields(reader, filled_status=True), MAX_SIGNATURES + 1))
        if not found:
            return judgement(Finding.NO_SIGNATURE)
        if len(found) > MAX_SIGNATURES:
            return judgement(Finding.DAMAGED)
        signatures = [_Signature(pdf, reader, name, field) for name, _, field in found]
        signatures.sort(key=lambda signature: signature.revision)
        for signature in signatures:
            signature.examine(basis)
        _compare_revisions(signatures)
        return _summary([signature.verdict for signature in signatures])
    except Exception as error:  # hostile bytes make a PDF reader fail in any way
        logger.info("PDF could not be judged: %r", error)
        return judgement(Finding.DAMAGED)


def _bytes(pem: str | bytes) -> bytes:
    return pem.encode() if isinstance(pem, str) else pem


def judgement(finding: Finding) -> Verdict:
    """A verdict on a file as a whole, no signature looked at."""
    return Verdict(finding, SENTENCES[finding])


def _summary(signatures: Sequence[SignatureVerdict]) -> Verdict:
    for finding in GRAVEST_FIRST:
        for signature in signatures:
            if signature.finding is finding:
                return Verdict(finding, signature.sentence, tuple(signatures))
    names = "; ".join(signature.signer for signature in signatures)
    sentence = SENTENCES[Finding.VALID].format(name=names)
    return Verdict(Finding.VALID, sentence, tuple(signatures))


@dataclass(frozen=True)
class _Basis:
    """What a file is judged by: whom the portal believes, what was taken back, and when."""

    authorities: Sequence[bytes]
    roots: Sequence[Any]
    revoked: Revocations
    now: datetime


class _Signature:
    """One signature under examination; `verdict` grows more definite with each step."""

    def __init__(self, pdf: bytes, reader: PaperReader, name: str, field: Any) -> None:
        self.pdf = pdf
        self.verdict = SignatureVerdict(
            field=str(name), finding=Finding.UNREADABLE, sentence=SENTENCES[Finding.UNREADABLE]
        )
        self.revision = -1
        self.embedded: EmbeddedPdfSignature | None = None
        subfilter = field.get_object()["/V"].get("/SubFilter")
        if subfilter in SUBFILTERS:
            self.embedded = EmbeddedPdfSignature(reader, field, str(name))
            self.revision = self.embedded.signed_revision

    def examine(self, basis: _Basis) -> None:
        """Check the bytes it covers, the cryptography, the issuer and the times."""
        if self.embedded is None:
            return
        try:
            if not covers_all_but_itself(self.pdf, self.embedded):
                self._find(Finding.ALTERED)
            elif is_plain(self.embedded):
                self._examine(self.embedded, basis)
        except Exception as error:  # a changed byte may break the signature's own structure
            logger.info("signature %s: %r", self.verdict.field, error)
            self._find(Finding.ALTERED)

    def _find(self, finding: Finding, day: datetime | None = None, **known: Any) -> None:
        sentence = SENTENCES[finding].format(
            name=known.get("signer", self.verdict.signer),
            day=format_date(in_hanoi(day)) if day else "",
        )
        self.verdict = replace(self.verdict, finding=finding, sentence=sentence, **known)

    def _examine(self, embedded: EmbeddedPdfSignature, basis: _Basis) -> None:
        now = basis.now
        certificate = x509.load_der_x509_certificate(embedded.signer_cert.dump())
        facts = facts_of(certificate)
        signed_at = embedded.self_reported_timestamp
        if signed_at is not None and signed_at.tzinfo is None:
            signed_at = signed_at.replace(tzinfo=HANOI)
        # The chain is judged inside the certificate's life, so that "unknown issuer" and
        # "expired" stay two different answers.
        moment = min(max(signed_at or now, facts.not_before), facts.not_after)
        context = ValidationContext(trust_roots=basis.roots, moment=moment, allow_fetching=False)
        status: PdfSignatureStatus = run(
            async_validate_pdf_signature(
                embedded, context, skip_diff=True, key_usage_settings=ANY_PURPOSE
            )
        )
        intact = status.intact and status.valid
        proven_at = basis.revoked.seen_at or now
        if (stamp := status.timestamp_validity) is not None:
            intact = intact and stamp.intact and stamp.valid
            if stamp.trusted:
                signed_at = proven_at = stamp.timestamp
        since = basis.revoked.since(certificate, facts.fingerprint, basis.authorities)
        findings = (
            (not intact, Finding.ALTERED, None),
            (not status.trusted, Finding.UNKNOWN_ISSUER, None),
            (not may_sign(certificate), Finding.WRONG_PURPOSE, None),
            (since is not None and since <= proven_at, Finding.REVOKED, since),
            *_in_time(facts, signed_at or now, now),
            (True, Finding.VALID, None),
        )
        finding, day = next((found, day) for holds, found, day in findings if holds)
        self._find(
            finding,
            day,
            signer=facts.subject,
            unit_name=facts.unit_name,
            kind=facts.kind,
            signed_at=signed_at,
            intact=intact,
            trusted=status.trusted,
            certificate=embedded.signer_cert.dump().hex(),
        )

    def settle(self, undisturbed: bool) -> None:
        """Record whether nothing but later signatures follows it."""
        self.verdict = replace(self.verdict, undisturbed=undisturbed)
        if not undisturbed:
            self._find(Finding.ALTERED)

    def followed_only_by(self, later: set[str]) -> bool:
        """Compare the revision it signed with the file as it is now."""
        assert self.embedded is not None
        self.embedded.compute_integrity_info()
        integrity = self.embedded.summarise_integrity_info()
        changes = integrity["diff_result"]
        return (
            integrity["coverage"] == SignatureCoverageLevel.ENTIRE_REVISION
            and bool(integrity["docmdp_ok"])
            and isinstance(changes, DiffResult)
            and changes.modification_level <= ModificationLevel.FORM_FILLING
            and changes.changed_form_fields <= later
        )


def _in_time(
    facts: CertificateFacts, signed_at: datetime, now: datetime
) -> tuple[tuple[bool, Finding, datetime], ...]:
    """What can be wrong with the moment of signing, with the day the sentence names."""
    return (
        (signed_at > facts.not_after, Finding.EXPIRED, facts.not_after),
        (signed_at < facts.not_before, Finding.NOT_YET_VALID, facts.not_before),
        (signed_at > now + CLOCK_TOLERANCE, Finding.IN_FUTURE, signed_at),
    )


def _compare_revisions(signatures: Sequence[_Signature]) -> None:
    """Decide for each signature whether anything but later signatures came after it.

    With one among them that can't be read there is no telling; the file is not genuine anyway.
    """
    if any(signature.verdict.finding is Finding.UNREADABLE for signature in signatures):
        return
    last = signatures[-1].embedded
    untouched = (
        all(signature.verdict.intact for signature in signatures)
        and last is not None
        and last.coverage == SignatureCoverageLevel.ENTIRE_FILE
    )
    later: set[str] = set()
    for signature in reversed(signatures):
        signature.settle(untouched and (not later or signature.followed_only_by(later)))
        later.add(signature.verdict.field)
