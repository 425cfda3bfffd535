"""From the content of a paper to the lines that are printed: marks, end marks, line breaks.

Everything the rules of presentation say about words is decided here; the templates only place
the result. Sources of the rules: `documents.formats`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.html import strip_tags

from documents import fonts, formats, switches, verification
from documents.annexes import MM, AppendixSheet, appendix_sheet, reference_line
from documents.content import PaperContent
from documents.running_text import Line, body_lines
from documents.types import DocumentType
from documents.types import get as get_type
from documents.wording import clean, listed, roman, subject_text, wrap

_STAMPS = {"": "", "khan": "KHẨN", "thuong_khan": "THƯỢNG KHẨN", "hoa_toc": "HỎA TỐC"}
_STAMP_WIDTHS = {"": 0, "khan": 20, "thuong_khan": 40, "hoa_toc": 30}
_LONG_LIST = 30
"""Lines of "Nơi nhận" from which the list may run on to the next page beside the signature."""
_WIDEST = 112
"""Millimetres the right column may take for a long place name."""
SIGNING_WIDTH = 80
"""Width of the block of authority, position and name, in millimetres."""


@dataclass(frozen=True, slots=True)
class Recipients:
    """Lines under "Nơi nhận:" that share one brace and one purpose; without purpose no brace."""

    lines: list[str]
    purpose: str = ""
    height: float = 0
    """Of the brace, in points."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole paper as printed lines; what the templates receive."""

    profile: formats.Profile
    kind: DocumentType
    title: str
    author: str
    date: str
    left_width: float
    right_width: float
    parent: list[str]
    issuer: list[str]
    number: str
    place_date: str
    letter_subject: list[str]
    subject: list[str]
    stamp: str
    stamp_width: int
    circulation: str
    addressee_label: str
    addressees: list[str]
    co_addressees: list[str]
    body: list[Line]
    last_line_short: bool
    authority: list[str]
    position: list[str]
    signer: str
    recipients: list[str]
    recipient_groups: list[Recipients]
    long_list: bool
    drafter_code: str
    contact: str
    draft: bool
    demo: bool
    verify: verification.Mark | None = None
    narrow_contact: bool = False
    """Whether the contact line leaves room for the verification code beside it."""
    appendices: list[AppendixSheet] = field(default_factory=list)
    attachments: list[AppendixSheet] = field(default_factory=list)
    """Appendices that go out as files of their own."""
    corner: list[str] = field(default_factory=list)
    """Number and time of signing in the corner of an attachment (NĐ 30, PL I, II.8)."""


# --- the sign-off -------------------------------------------------------------------------------


def recipient_lines(content: PaperContent, profile: formats.Profile) -> list[str]:
    """The list under "Nơi nhận:", archive line last; "Như trên" first when Kính gửi is printed."""
    items = [clean(item) for item in content["recipients"] if item.strip()]
    if _addressees(content) and not (items and items[0].lower().startswith("như trên")):
        items.insert(0, "Như trên")
    if archive := clean(content["archive"]).strip():
        items.append(f"Lưu: {archive}" if profile.luu_style == "colon" else f"Lưu {archive}")
    return listed(items, profile.list_end)


# "Sở Nội vụ (để báo cáo);" → the words, the purpose, the end mark.
_PURPOSE = re.compile(r"(.*\S) (\([^()]+\))([;,.])")


def braced(lines: list[str], size: float, width: float) -> list[Recipients]:
    """The list in groups: neighbours sent to for the same purpose share a brace.

    `size` in points, `width` of the list in millimetres.
    """
    groups: list[Recipients] = []
    for purpose, run in groupby(lines, key=lambda line: (_PURPOSE.fullmatch(line) or [""] * 4)[2]):
        found = list(run)
        if not purpose or len(found) < 2:
            groups.append(Recipients(found))
            continue
        bare = [_PURPOSE.sub(r"\1\3", line) for line in found]
        room = (width - fonts.width(purpose, size) / MM - 8) * MM
        count = sum(len(wrap(line, size, room, "regular")) for line in bare)
        groups.append(Recipients(bare, purpose, round(count * size * 1.2, 1)))
    return groups


def _addressees(content: PaperContent) -> list[str]:
    """Kính gửi is printed on công văn, tờ trình and báo cáo only (NĐ 30, PL I, II.9)."""
    if get_type(content["type_code"]).addressed == "never":
        return []
    return _items(content["addressees"])


def _items(lines: Iterable[str]) -> list[str]:
    return [clean(item).strip() for item in lines if item.strip()]


# --- the whole paper ----------------------------------------------------------------------------


def _wrapped(lines: Iterable[str], size: float, width: float, style: fonts.Style) -> list[str]:
    """Printed lines, each broken again where the column (in millimetres) is too narrow for it."""
    return [piece for line in lines for piece in wrap(clean(line), size, width * MM, style)]


def _capitals(lines: Iterable[str]) -> list[str]:
    """Names and positions of a heading or a sign-off, however they were typed."""
    return [line.upper() for line in lines]


def _listed_from_two(items: Iterable[str]) -> list[str]:
    """One name stands alone behind the colon; two or more are a list (NĐ 30, PL I, II.9)."""
    names = _items(items)
    return listed(names, ";") if len(names) > 1 else names


def _fits_one_line(line: Line, size: float, width: float) -> bool:
    """Whether a paragraph is a single line, so that one more must stay with the sign-off."""
    return fonts.width(strip_tags(line.html), size) / MM + 10 < width


def compose(content: PaperContent, *, draft: bool) -> Sheet:
    """The paper as printed lines. A draft shows the blank number and day even when it has them."""
    profile = switches.apply(formats.get(content["profile"]), content.get("switches", {}))
    kind = get_type(content["type_code"])
    day = dt.date.fromisoformat(content["date"]) if content["date"] else None
    if draft:
        content = {**content, "number": "", "year_hint": day.year if day else content["year_hint"]}
        day = None
    sizes, (_, right, _, left) = profile.sizes, profile.margins
    width = 210 - left - right
    place_date = formats.place_date_line(clean(content["place"]), day, content["year_hint"])
    # The right block holds its longest line on one line; only the longest place names need more.
    date_width = fonts.width(place_date, sizes.date, "italic") / MM
    heading_width = fonts.width(profile.heading, sizes.heading, "bold") / MM
    right_width = max(
        90 if profile.party_like else 91, heading_width + 1, min(date_width + 1, _WIDEST)
    )
    left_width = width - right_width
    inner = left_width - 2
    subject_style: fonts.Style = "italic" if profile.letter_italic else "regular"
    subject = subject_text(profile, content["subject"], letter=not kind.named)
    reference = reference_line(content, profile, day)
    labels = [
        f"Phụ lục {roman(number)}" if len(content["appendices"]) > 1 else "Phụ lục"
        for number in range(1, len(content["appendices"]) + 1)
    ]
    number = formats.full_number(profile, content["number"], content["symbol"])
    named = f"{kind.name} {number if content['number'] else content['symbol']}"
    addressees = _addressees(content)
    body = body_lines(content, profile)
    recipients = recipient_lines(content, profile)
    room = (width - SIGNING_WIDTH - 5) * MM
    groups = [Recipients(recipients)]
    if profile.braces:
        groups = braced(recipients, sizes.recipients, width - SIGNING_WIDTH - 4)
    sheets = [
        (appendix_sheet(appendix, label, reference, profile), appendix.get("separate", False))
        for appendix, label in zip(content["appendices"], labels, strict=True)
    ]
    list_lines = sum(len(wrap(line, sizes.recipients, room, "regular")) for line in recipients)
    return Sheet(
        profile=profile,
        kind=kind,
        title=f"{named}: {subject_text(profile, content['subject'])}",
        author=clean(content["issuer"]) or " ".join(content["head_name"]),
        date=day.isoformat() if day else "",
        left_width=round(left_width, 2),
        right_width=round(right_width, 2),
        parent=_wrapped(_capitals(content["head_parent"]), sizes.parent, inner, "regular"),
        issuer=_wrapped(_capitals(content["head_name"]), sizes.issuer, inner, "bold"),
        number=formats.number_line(profile, content["number"], content["symbol"]),
        place_date=place_date,
        letter_subject=[]
        if kind.named
        else _wrapped([subject], sizes.letter_subject, inner, subject_style),
        subject=_wrapped([subject], sizes.subject, width - 15, "bold") if kind.named else [],
        stamp=_STAMPS[content["urgency"]],
        stamp_width=_STAMP_WIDTHS[content["urgency"]],
        circulation=clean(content.get("circulation", "")).upper(),
        addressee_label=profile.submission_label if kind.code == "TTr" else "Kính gửi",
        addressees=_listed_from_two(addressees),
        co_addressees=_listed_from_two(content.get("co_addressees", [])) if addressees else [],
        body=body,
        last_line_short=bool(body) and _fits_one_line(body[-1], sizes.body, width),
        authority=_wrapped(_capitals(content["authority"]), sizes.signing, SIGNING_WIDTH, "bold"),
        position=_wrapped(_capitals([content["position"]]), sizes.signing, SIGNING_WIDTH, "bold"),
        signer=clean(content["signer_name"]).strip(),
        recipients=recipients,
        recipient_groups=groups,
        long_list=list_lines > _LONG_LIST,
        drafter_code=clean(content["drafter_code"]),
        contact=clean(content["contact"]),
        draft=draft,
        demo=content["demo"],
        verify=None if draft else verification.mark(content["verify"]),
        # A draft shows everything in one file; nothing is issued yet.
        appendices=[sheet for sheet, separate in sheets if draft or not separate],
        attachments=[sheet for sheet, separate in sheets if separate and not draft],
    )
