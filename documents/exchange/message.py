"""What an edXML message says: who sends which paper to whom, and its files."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import IntEnum

from documents.errors import PaperError

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"

# DocumentType.Type of administrative papers; 10–17 are inferred (document-format §5).
TYPE_NUMBERS = {
    "NQ": 1, "QĐ": 2, "CT": 3, "QC": 4, "QyĐ": 5, "TC": 6, "TB": 7, "HD": 8, "CTr": 9, "KH": 10,
    "PA": 11, "ĐA": 12, "DA": 13, "BC": 14, "BB": 15, "TTr": 16, "HĐ": 17, "CV": 18, "CĐ": 19,
    "BGN": 20, "BTT": 22, "GUQ": 24, "GM": 25, "GGT": 26,
}  # fmt: skip

PRIORITIES = {"": 0, "khan": 1, "thuong_khan": 2, "hoa_toc": 3}


class NotReadable(PaperError):
    """The file is no message the portal can take a paper from; the sentence says why."""


class Kind(IntEnum):
    """BussinessDocType: what the message does with the paper."""

    NEW = 0
    RECALL = 1
    UPDATE = 2
    REPLACE = 3


@dataclass(frozen=True)
class Party:
    """Sender or receiver: its code (QĐ 20/2020/QĐ-TTg, opaque) and its name."""

    organ_id: str
    name: str
    in_charge: str = ""


@dataclass(frozen=True)
class Attachment:
    """A file of the message."""

    name: str
    data: bytes = field(repr=False)
    content_type: str = "application/pdf"


@dataclass(frozen=True)
class Message:
    """One paper as sent. `number` and `notation` are "67" and "KH-UBND"; `priority` 0 to 3.

    `document_id` is "{OrganId},{yyyy/MM/dd},{number}/{notation}"; `replaces` holds those of the
    papers this one takes the place of. `pages` and `copies` are None when unknown.
    """

    sender: Party
    receivers: tuple[Party, ...]
    number: str
    notation: str
    date: dt.date
    subject: str
    type_name: str
    document_id: str = ""
    place: str = ""
    type_number: int = 0
    competence: str = ""
    position: str = ""
    signer: str = ""
    priority: int = 0
    to_places: tuple[str, ...] = ()
    appendices: tuple[str, ...] = ()
    pages: int | None = None
    copies: int | None = None
    kind: Kind = Kind.NEW
    reason: str = ""
    replaces: tuple[str, ...] = ()
    sent_at: dt.datetime | None = None
    attachments: tuple[Attachment, ...] = ()

    @property
    def full_number(self) -> str:
        """As printed: "67/KH-UBND"; a Party symbol with its own slash takes a dash, "257-KH/TU"."""
        return f"{self.number}{'-' if '/' in self.notation else '/'}{self.notation}"
