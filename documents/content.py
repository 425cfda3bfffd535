"""The frozen content of one paper: everything the printer needs and nothing else.

A paper is printed from this alone, so a paper issued today looks the same in ten years, whatever
has been renamed since. It is plain JSON: it is stored with every revision and its fingerprint is
what an approval and a signature are pinned to.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import Any, Literal, NotRequired, TypedDict

Urgency = Literal["", "khan", "thuong_khan", "hoa_toc"]


class Section(TypedDict):
    """One first-level section ("mục") of the body.

    `heading` is written without its mark: the printer numbers sections and puts it in capitals.
    An empty heading prints only the text, as in a công văn. `text` holds one paragraph per line,
    with the marks `documents.outline` recognises (`1.`, `1.1.`, `a)`, `-`, `+`).
    """

    heading: str
    text: str


class Table(TypedDict):
    """A table of an appendix: one row of heads, rows of cells, columns to set flush right."""

    head: list[str]
    rows: list[list[str]]
    numeric: list[int]


class Appendix(TypedDict):
    """One appendix ("phụ lục"); `title` without "Phụ lục I", which the printer adds."""

    title: str
    text: str
    table: Table | None
    landscape: bool
    separate: NotRequired[bool]
    """Issued as a file of its own, which the agency signs (NĐ 30, PL I, II.8)."""


class Enclosed(TypedDict):
    """A file sent along: what the paper calls it, its name, fingerprint, and the row it is."""

    title: str
    name: str
    sha256: str
    file: int


class Verify(TypedDict):
    """Code and address by which a reader may check a printed copy.

    `place`: in the bottom margin of which page they stand, "last_page", "first_page" or
    "every_page"; fixed with the rest, whatever the profile or the unit says later.
    """

    code: str
    url: str
    place: str


class PaperContent(TypedDict):
    """One paper, ready to print. Lists of strings are printed lines or items in order.

    What not every paper has came later and is left out where it is empty, so that contents kept
    from before read the same and keep their fingerprint.
    """

    profile: str
    """Key of the format profile (`documents.formats.get`)."""
    type_code: str
    """Code of the document type (`documents.types.get`)."""
    issuer: str
    """Issuing body in running text ("Ủy ban nhân dân xã Tân Kỳ"): reference lines, file author."""
    head_parent: list[str]
    """Parent body as printed, upper case, regular; empty when there is none."""
    head_name: list[str]
    """Issuing body as printed, upper case, bold."""
    number: str
    """Number alone ("67"); empty while the paper has none."""
    symbol: str
    """What is printed after the number: "KH-UBND", "UBND-KGVX", "KH/TU"."""
    place: str
    date: str
    """Issue date "YYYY-MM-DD", or empty while the paper is undated."""
    year_hint: int | None
    """Year printed in the blank date of an undated paper."""
    subject: str
    """Trích yếu, without "V/v"."""
    urgency: Urgency
    circulation: NotRequired[str]
    """How far it may go round, in a box: "LƯU HÀNH NỘI BỘ"."""
    switches: NotRequired[dict[str, str]]
    """What the unit prints otherwise than its rule set (`documents.switches`)."""
    citations: list[str]
    """Căn cứ, one per item, without end mark."""
    opening: str
    """Paragraphs between the căn cứ and the first section."""
    sections: list[Section]
    closing: str
    """Paragraphs after the last section, without "./."."""
    addressees: list[str]
    """Kính gửi, without dash and end mark."""
    co_addressees: NotRequired[list[str]]
    """Đồng kính gửi, likewise."""
    recipients: list[str]
    """Nơi nhận with purpose ("Sở Nội vụ (để b/c)"), without dash, end mark and archive line."""
    archive: str
    """What follows "Lưu": "VT, VHXH" or "Văn phòng Tỉnh ủy"."""
    authority: list[str]
    """Lines above the position: ["TM. ỦY BAN NHÂN DÂN"]; empty when the head signs alone."""
    position: str
    signer_name: str
    appendices: list[Appendix]
    enclosures: NotRequired[list[Enclosed]]
    """Files sent along ("tệp kèm"), printed as a list behind the text."""
    drafter_code: str
    contact: str
    """Contact line at the foot of page 1; empty for none."""
    demo: bool
    """Prints "BẢN TRÌNH DIỄN" on every page."""
    verify: Verify | None
    """Printed with a QR code where the profile says; None while unnumbered or switched off."""


def blank(profile: str, type_code: str) -> PaperContent:
    """An empty paper of this profile and type, every field present."""
    return PaperContent(
        profile=profile,
        type_code=type_code,
        issuer="",
        head_parent=[],
        head_name=[],
        number="",
        symbol="",
        place="",
        date="",
        year_hint=None,
        subject="",
        urgency="",
        citations=[],
        opening="",
        sections=[],
        closing="",
        addressees=[],
        recipients=[],
        archive="",
        authority=[],
        position="",
        signer_name="",
        appendices=[],
        drafter_code="",
        contact="",
        demo=False,
        verify=None,
    )


def _nfc(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {_nfc(key): _nfc(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_nfc(item) for item in value]
    return value


def canonical(content: PaperContent) -> bytes:
    """The one byte form of a content: UTF-8 JSON, keys sorted, text in NFC.

    Two contents that print alike but were typed on different machines (NFC, NFD) are equal here.
    """
    return json.dumps(
        _nfc(content), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()


def fingerprint(content: PaperContent) -> str:
    """SHA-256 of the canonical form, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(content)).hexdigest()
