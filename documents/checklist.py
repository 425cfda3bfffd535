"""What the clerk is shown before giving a number: a short list, each line held or not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from documents import competence
from documents.findings import findings
from documents.models import Document, Recipient
from documents.services import certificates, numbering
from units.dates import in_hanoi, moment
from units.models import Unit


@dataclass(frozen=True)
class Check:
    """One line: whether it holds, and the sentence that says so."""

    holds: bool
    sentence: str


@dataclass(frozen=True)
class Address:
    """One printed line of "Nơi nhận" with what it stands for today.

    `open` marks a line that should reach somebody and reaches nobody in the portal.
    """

    line: Recipient
    units: list[Unit]

    @property
    def open(self) -> bool:
        refers_up = self.line.text.lower().startswith("như ")
        return not (self.units or self.line.print_only or refers_up)


def checks(document: Document, now: dt.datetime) -> list[Check]:
    """The clerk's list for an approved paper."""
    revision = document.approved_revision
    approved = moment(in_hanoi(document.approved_at)) if document.approved_at else ""
    same = numbering.is_as_approved(document)
    found = [f for f in findings(document) if f.must or not f.waived]
    signer = certificates.current(document.signer) if document.signer else None
    seal = certificates.current(document.issuer)
    obstacle = certificates.obstacle(signer, signer_name=document.signer_name, at=now)
    seal_obstacle = certificates.obstacle(seal, signer_name="", at=now)
    unable = competence.refusal(document, document.signer) if document.signer else "chưa chọn"
    return [
        Check(
            same,
            f"Nội dung đúng với {revision} đã duyệt lúc {approved}."
            if same
            else "Nội dung đã khác bản được duyệt. Phải trình thẩm định lại.",
        ),
        Check(
            not found,
            "Thể thức: không có chỗ nào phải sửa."
            if not found
            else "Thể thức: " + " ".join(f.sentence for f in found[:3]),
        ),
        Check(not unable, _competence(document, unable)),
        Check(
            not obstacle,
            f"Chứng thư của người ký {document.signer_name} dùng được."
            if not obstacle
            else f"Người ký {document.signer_name}: {_first(obstacle)}",
        ),
        Check(
            not seal_obstacle,
            "Chứng thư con dấu của cơ quan dùng được."
            if not seal_obstacle
            else f"Con dấu của cơ quan: {_first(seal_obstacle)}",
        ),
    ]


def _competence(document: Document, unable: str) -> str:
    if unable:
        return f"Người ký {document.signer_name}: {unable}."
    return f"Người ký {document.signer_name} có thẩm quyền ký."


def _first(sentence: str) -> str:
    """The part that says what is wrong; that nothing was signed goes without saying here."""
    return sentence.replace(" Chưa ký văn bản nào.", "")
