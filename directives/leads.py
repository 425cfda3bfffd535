"""Whether who leads a task is among those who get the paper."""

from __future__ import annotations

import re

from documents.models import Document, Recipient
from units.text import fold

# A line for many: it is taken to hold every body of the kind it names, or all of the place.
_EVERYBODY = re.compile(
    r"\b(?:cac (?:co quan|don vi|phong|ban|nganh|doan the|to chuc|bo phan|so)|"
    r"thu truong|cac thanh vien|nhu (?:tren|dieu|muc|phan|phu luc))\b"
)
_OF_MANY = {
    "thon": re.compile(r"\b(?:cac thon|truong (?:cac )?thon|thon truong)\b"),
    "to dan pho": re.compile(r"\b(?:cac to dan pho|to truong)\b"),
    "xa": re.compile(r"\bcac xa|ubnd (?:cac )?(?:xa|phuong)\b"),
    "truong": re.compile(r"\bcac truong|truong hoc\b"),
}
_SHORT = (
    ("uy ban nhan dan", "ubnd"),
    ("uy ban mat tran to quoc viet nam", "mttq"),
    ("uy ban mttq viet nam", "mttq"),
    ("uy ban mttq", "mttq"),
    ("mat tran to quoc", "mttq"),
    ("lien hiep phu nu", "lhpn"),
)


def _short(text: str) -> str:
    folded = fold(text)
    for long, short in _SHORT:
        folded = folded.replace(long, short)
    return folded


def is_reached(lead: str, document: Document) -> bool:
    """Whether a printed lead ("Phòng Văn hóa - Xã hội") stands in the recipients of the paper.

    Named itself or in a line for many; the issuing unit always has its own paper. Several leads in
    one wording count as one: reaching the first is enough. Recipients must be at hand.
    """
    wanted = _short(re.split(r"[;,]", lead)[0])
    if not wanted or wanted in _short(document.issuer.name):
        return True
    lines = [
        _short(line.text)
        for line in document.recipients.all()
        if line.kind != Recipient.Kind.ARCHIVE
    ]
    if any(wanted in line or (len(line) > 3 and line in wanted) for line in lines):
        return True
    if any(_EVERYBODY.search(line) for line in lines):
        return True
    return any(
        wanted.startswith(word) and pattern.search(line)
        for word, pattern in _OF_MANY.items()
        for line in lines
    )
