"""What the portal says of a file somebody brings: is it a paper issued here, and still in force."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from documents import signing
from documents.lifecycle import State
from documents.models import Document, DocumentFile
from documents.services.certificates import trusted_roots
from units.dates import format_date, in_hanoi


@dataclass(frozen=True)
class Answer:
    """The answer in words, and the facts that make it checkable; no text of the paper.

    `kind` is "genuine", "out_of_force", "altered", "unknown" or "unreadable"; `facts` are
    (label, value) pairs; `signatures` one sentence each.
    """

    kind: str
    sentence: str
    facts: tuple[tuple[str, str], ...] = ()
    signatures: tuple[str, ...] = ()


def judge(data: bytes) -> Answer:
    """Judge a file by its signatures and by its fingerprint; nothing is stored (screens C9).

    Raises nothing, whatever the bytes; a stranger's file is read in a process of its own.
    """
    verdict = signing.verify_upload(data, trusted_roots())
    said = tuple(signature.sentence for signature in verdict.signatures)
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
    return _of_issued(known.document, fingerprint, verdict.sentence, said)


# Findings that are neither "altered" nor a file the portal knows nothing of.
_KINDS = {
    signing.Finding.ALTERED: "altered",
    signing.Finding.UNREADABLE: "altered",
    signing.Finding.NOT_PDF: "unreadable",
    signing.Finding.ENCRYPTED: "unreadable",
    signing.Finding.TOO_LARGE: "unreadable",
    signing.Finding.DAMAGED: "altered",
}


def _of_issued(document: Document, fingerprint: str, signed: str, said: tuple[str, ...]) -> Answer:
    # The names of the day the paper was issued, as frozen in it.
    issuer = (document.content or {}).get("issuer") or document.issuer.name
    day = f" ngày {format_date(document.date)}" if document.date else ""
    named = f"{document}{day} của {issuer}."
    label = document.state_label()
    facts = (
        ("Số, ký hiệu", document.full_number),
        ("Ngày văn bản", format_date(document.date) if document.date else ""),
        ("Cơ quan ban hành", issuer),
        ("Người ký", document.signer_name),
        ("Tình trạng", label.label if label else ""),
        ("Dấu vân tay của tệp (SHA-256)", fingerprint),
    )
    if document.state == State.RECALLED:
        when = in_hanoi(document.recalled_at).date() if document.recalled_at else None
        on = f" ngày {format_date(when)}" if when else ""
        sentence = f"Văn bản thật nhưng đã thu hồi{on}. {named}"
        return Answer("out_of_force", sentence, facts, said)
    if document.state == State.REPLACED and document.replaced_by:
        by = document.replaced_by
        on = f" ngày {format_date(by.date)}" if by.date else ""
        sentence = f"Văn bản thật nhưng đã thay bằng {by}{on}. {named}"
        return Answer("out_of_force", sentence, facts, said)
    return Answer("genuine", f"Đúng văn bản gốc. {named} {signed} Đang có hiệu lực.", facts, said)
