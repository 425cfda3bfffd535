"""What the portal says of a code or of a file: is it a paper issued here, and still in force."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from documents import signing, verification
from documents.lifecycle import FROZEN, State
from documents.models import Document, DocumentFile
from documents.services.trust import revocations, trusted_roots
from units.dates import clock, format_date, in_hanoi


@dataclass(frozen=True)
class SignatureSaid:
    """One signature of a file in plain words: by whom, when as far as known, and what of it."""

    who: str
    at: str
    sentence: str
    good: bool


@dataclass(frozen=True)
class Answer:
    """The answer in words, and the facts that make it checkable; no text of the paper.

    `kind` is "genuine", "out_of_force", "altered", "invalid", "unknown" or "unreadable"; `facts`
    are (label, value) pairs.
    """

    kind: str
    sentence: str
    facts: tuple[tuple[str, str], ...] = ()
    signatures: tuple[SignatureSaid, ...] = ()


_NO_CODE = Answer("unknown", verification.NOT_FOUND)


def look_up(typed: str) -> Answer:
    """What was issued under a verification code (screens C9); never what the paper is about.

    A paper that is numbered or signed but not issued is as unknown as a code nobody gave.
    """
    code = verification.read_code(typed)
    known = (
        Document.objects.filter(verify_code=code, state__in=FROZEN, origin=Document.Origin.COMPOSED)
        .select_related("issuer", "replaced_by")
        .first()
        if code
        else None
    )
    if known is None:
        return _NO_CODE
    issued = known.files.filter(kind=DocumentFile.Kind.ISSUED).order_by("-pk").first()
    return _of_issued(known, issued.sha256 if issued else "", "Văn bản thật.")


def judge(data: bytes) -> Answer:
    """Judge a file by its signatures and by its fingerprint; nothing is stored (screens C9).

    Raises nothing, whatever the bytes; a stranger's file is read in a process of its own.
    """
    verdict = signing.verify_upload(data, trusted_roots(), revoked=revocations(data))
    said = tuple(map(_said, verdict.signatures))
    if not verdict.genuine:
        return Answer(_KINDS.get(verdict.finding, "unknown"), verdict.sentence, signatures=said)
    fingerprint = hashlib.sha256(data).hexdigest()
    known = (
        DocumentFile.objects.filter(
            sha256=fingerprint,
            kind=DocumentFile.Kind.ISSUED,
            document__origin=Document.Origin.COMPOSED,
        )
        .select_related("document__issuer", "document__replaced_by")
        .first()
    )
    if known is None:
        return Answer(
            "unknown",
            f"{verdict.sentence} Tệp không có trong số văn bản đã phát hành trên cổng này.",
            signatures=said,
        )
    return _of_issued(
        known.document, fingerprint, "Đúng văn bản gốc.", verdict.sentence, signatures=said
    )


def _said(signature: signing.SignatureVerdict) -> SignatureSaid:
    at = signature.signed_at
    return SignatureSaid(
        who=signature.signer or "Chưa đọc được tên người ký",
        at=f"{clock(at)} ngày {format_date(in_hanoi(at).date())}" if at else "",
        sentence=signature.sentence,
        good=signature.finding is signing.Finding.VALID,
    )


# Findings that are neither "altered" nor a file the portal knows nothing of.
_KINDS = {
    signing.Finding.ALTERED: "altered",
    signing.Finding.UNREADABLE: "altered",
    signing.Finding.REVOKED: "invalid",
    signing.Finding.EXPIRED: "invalid",
    signing.Finding.NOT_YET_VALID: "invalid",
    signing.Finding.WRONG_PURPOSE: "invalid",
    signing.Finding.NOT_PDF: "unreadable",
    signing.Finding.ENCRYPTED: "unreadable",
    signing.Finding.TOO_LARGE: "unreadable",
    signing.Finding.DAMAGED: "altered",
}


def _of_issued(
    document: Document,
    fingerprint: str,
    opening: str,
    signed: str = "",
    *,
    signatures: tuple[SignatureSaid, ...] = (),
) -> Answer:
    # The names of the day the paper was issued, as frozen in it.
    issuer = (document.content or {}).get("issuer") or document.issuer.name
    day = f" ngày {format_date(document.date)}" if document.date else ""
    named = f"{document}{day} của {issuer}."
    kind = "out_of_force"
    if document.state == State.RECALLED:
        when = in_hanoi(document.recalled_at).date() if document.recalled_at else None
        on = f" ngày {format_date(when)}" if when else ""
        state = f"Đã thu hồi{on}"
        sentence = f"Văn bản thật nhưng đã thu hồi{on}. {named}"
    elif document.state == State.REPLACED and document.replaced_by:
        by = document.replaced_by
        on = f" ngày {format_date(by.date)}" if by.date else ""
        state = f"Đã thay bằng {by}{on}"
        sentence = f"Văn bản thật nhưng đã thay bằng {by}{on}. {named}"
    else:
        kind, state = "genuine", "Đang có hiệu lực"
        sentence = " ".join(filter(None, (opening, named, signed, "Đang có hiệu lực.")))
    facts = (
        ("Số, ký hiệu", document.full_number),
        ("Ngày văn bản", format_date(document.date) if document.date else ""),
        ("Cơ quan ban hành", issuer),
        ("Người ký", _signers(document)),
        ("Tình trạng", state),
        ("Dấu vân tay của tệp (SHA-256)", fingerprint),
    )
    return Answer(kind, sentence, facts, signatures)


def _signers(document: Document) -> str:
    """Who signed, and when, as the portal noted it: the chair, then the unit's seal."""
    rows = document.signatures.select_related("certificate")
    said = [
        f"{row.certificate.subject}, {clock(row.at)} ngày {format_date(in_hanoi(row.at).date())}"
        for row in rows
    ]
    if document.files.filter(scanned=True).exists():
        said.insert(0, f"{document.signer_name} (ký giấy)")
    return "; ".join(said) or document.signer_name
