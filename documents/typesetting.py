"""From the content of a paper to the lines that are printed: marks, end marks, line breaks.

Everything the rules of presentation say about words is decided here; the templates only place
the result. Sources of the rules: `documents.formats`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString

from documents import fonts, formats, outline, verification
from documents.content import Appendix, PaperContent, Section, Table
from documents.types import DocumentType
from documents.types import get as get_type
from documents.wording import clean, ended, listed, roman, set_text, subject_text, upper, wrap

MM = 72 / 25.4
"""Points in a millimetre."""

_STAMPS = {"": "", "khan": "KHẨN", "thuong_khan": "THƯỢNG KHẨN", "hoa_toc": "HỎA TỐC"}
_STAMP_WIDTHS = {"": 0, "khan": 20, "thuong_khan": 40, "hoa_toc": 30}
_LONG_LIST = 30
"""Lines of "Nơi nhận" from which the list may run on to the next page beside the signature."""
SIGNING_WIDTH = 80
"""Width of the block of authority, position and name, in millimetres."""


LineKind = Literal["section", "heading", "title", "text", "basis"]
"""section: "I. …" bold capitals; heading: bold; title: a sub-heading in regular type; căn cứ."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed paragraph of a body: its looks and its text, ready as HTML."""

    kind: LineKind
    html: SafeString


@dataclass(frozen=True, slots=True)
class AppendixSheet:
    """One appendix as printed; `widths` are its table's columns in millimetres."""

    label: str
    title: list[str]
    reference: list[str]
    body: list[Line]
    table: Table | None
    widths: list[float]
    centred: list[int]
    closing_mark: str
    landscape: bool


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
    addressee_label: str
    addressees: list[str]
    body: list[Line]
    last_line_short: bool
    authority: list[str]
    position: list[str]
    signer: str
    recipients: list[str]
    long_list: bool
    drafter_code: str
    contact: str
    draft: bool
    demo: bool
    verify: verification.Mark | None = None
    narrow_contact: bool = False
    """Whether the contact line leaves room for the verification code beside it."""
    appendices: list[AppendixSheet] = field(default_factory=list)


# --- the body -----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Words:
    """A paragraph while its end mark may still change."""

    kind: LineKind
    mark: str
    text: str


_BULLETS = {outline.DASH: "-", outline.PLUS: "+"}


def _outlined(text: str, profile: formats.Profile) -> list[_Words]:
    """The paragraphs of a text with the marks its outline gives them."""
    found = []
    for paragraph in outline.parse(clean(text)):
        mark = _BULLETS.get(paragraph.level, paragraph.mark)
        kind: LineKind = "text"
        if paragraph.level == outline.MUC:
            kind, mark = "section", mark.rstrip(".-–—/ ") + profile.top_mark
        elif outline.is_heading(paragraph):
            kind = "heading" if paragraph.level == outline.KHOAN else "title"
        found.append(_Words(kind, mark, paragraph.text))
    return found


def _plain(text: str) -> list[_Words]:
    return [_Words("text", "", line.strip()) for line in clean(text).splitlines() if line.strip()]


def _basis(content: PaperContent, profile: formats.Profile) -> list[_Words]:
    """Căn cứ: italic lines (NĐ 30) or upright lines with a dash (Party), "; … ." either way."""
    items = [clean(item) for item in content["citations"] if item.strip()]
    lines = listed(items, ";")
    if profile.citation_style == "italic":
        lines = [line.removeprefix("- ") for line in lines]
    return [_Words("basis", "", line) for line in lines]


def _sections(sections: Iterable[Section], profile: formats.Profile) -> list[_Words]:
    words: list[_Words] = []
    number = 0
    for section in sections:
        if heading := clean(section["heading"]).strip():
            number += 1
            words.append(_Words("section", f"{roman(number)}{profile.top_mark}", heading))
        words += _outlined(section["text"], profile)
    return words


# "Điều 1." of a quyết định is bold; a title alone on its line is bold as a whole.
_ARTICLE = re.compile(r"(Điều \d+\.)\s+(.+)")


def _printed(words: Iterable[_Words]) -> list[Line]:
    lines = []
    for word in words:
        text = upper(word.text) if word.kind == "section" else word.text
        html = set_text(f"{word.mark} {text}".strip())
        if not word.mark and (article := _ARTICLE.fullmatch(text)):
            html = format_html("<b>{}</b> {}", article[1], set_text(article[2]))
            if not text.endswith((".", ";", ":", ",")):
                lines.append(Line("heading", html))
                continue
        lines.append(Line(word.kind, html))
    return lines


def body_lines(content: PaperContent, profile: formats.Profile) -> list[Line]:
    """Everything between the title block and the sign-off, the last line with the end mark."""
    words = [
        *_basis(content, profile),
        *_plain(content["opening"]),
        *_sections(content["sections"], profile),
        *_plain(content["closing"]),
    ]
    if words and words[-1].kind == "text":
        words[-1].text = ended(words[-1].text, profile.end_mark)
    return _printed(words)


# --- the sign-off -------------------------------------------------------------------------------


def recipient_lines(content: PaperContent, profile: formats.Profile) -> list[str]:
    """The list under "Nơi nhận:", archive line last; "Như trên" first when Kính gửi is printed."""
    items = [clean(item) for item in content["recipients"] if item.strip()]
    if _addressees(content) and not (items and items[0].lower().startswith("như trên")):
        items.insert(0, "Như trên")
    if archive := clean(content["archive"]).strip():
        items.append(f"Lưu: {archive}" if profile.luu_style == "colon" else f"Lưu {archive}")
    return listed(items, profile.list_end)


def _addressees(content: PaperContent) -> list[str]:
    """Kính gửi is printed on công văn, tờ trình and báo cáo only (NĐ 30, PL I, II.9)."""
    if get_type(content["type_code"]).addressed == "never":
        return []
    return [clean(item).strip() for item in content["addressees"] if item.strip()]


# --- appendices ---------------------------------------------------------------------------------

_TABLE_SIZE = 12
_CELL_PADDING = 3.6


def _cell_widths(table: Table, column: int) -> tuple[float, float]:
    """Millimetres a column needs for its longest word, and for its longest cell on one line."""
    cells = [row[column] for row in table["rows"]]
    words = " ".join([table["head"][column], *cells]).split()
    head = fonts.width(table["head"][column], _TABLE_SIZE, "bold") / MM
    word = max((fonts.width(word, _TABLE_SIZE, "bold") for word in words), default=0) / MM
    line = max((fonts.width(cell, _TABLE_SIZE, "regular") for cell in cells), default=0) / MM
    # A head may take two lines.
    return min(word, 60) + _CELL_PADDING, max(word, line, head / 1.8) + _CELL_PADDING


def column_widths(table: Table, available: float) -> list[float]:
    """Column widths in millimetres that add up to `available`.

    No column is narrower than its longest word if that can be had; short cells stay on one line
    where possible, and what is left goes to the columns with the longest texts.
    """
    columns = len(table["head"])
    sizes = [_cell_widths(table, column) for column in range(columns)]
    widths = [floor for floor, _ in sizes]
    if sum(widths) >= available:
        return [round(width * available / sum(widths), 2) for width in widths]
    for ceiling in (available / columns, available):
        wanted = [
            max(min(wish, ceiling) - width, 0)
            for width, (_, wish) in zip(widths, sizes, strict=True)
        ]
        share = min((available - sum(widths)) / (sum(wanted) or 1), 1)
        widths = [width + want * share for width, want in zip(widths, wanted, strict=True)]
    return [round(width * available / sum(widths), 2) for width in widths]


def _reference(content: PaperContent, profile: formats.Profile, day: dt.date | None) -> str:
    """ "(Kèm theo Kế hoạch số 67/KH-UBND ngày … của Ủy ban nhân dân …)"."""
    number = formats.number_line(profile, content["number"], content["symbol"])
    number = number.removeprefix("Số:").removeprefix("Số")
    if content["number"]:
        number = f" {number.strip()}"
    date = formats.place_date_line("", day, content["year_hint"])
    comma = "," if profile.cite_comma else ""
    issuer = clean(content["issuer"]) or " ".join(content["head_name"])
    name = get_type(content["type_code"]).name
    return clean(f"(Kèm theo {name} số{number}{comma} {date} của {issuer})")


def _evened(table: Table) -> Table | None:
    """The table with every row filled up to the same number of cells; None when it has no cell."""
    columns = max(map(len, [table["head"], *table["rows"]]))
    if not columns:
        return None
    head, *rows = (
        [clean(cell) for cell in row] + [""] * (columns - len(row))
        for row in [table["head"], *table["rows"]]
    )
    return Table(head=head, rows=rows, numeric=table["numeric"])


def _appendix_sheet(
    appendix: Appendix, label: str, reference: str, profile: formats.Profile
) -> AppendixSheet:
    size, (_, right, _, left) = profile.sizes.type_name, profile.margins
    width = (297 if appendix["landscape"] else 210) - left - right
    table = appendix["table"]
    if table:
        table = _evened(table)
    words = _outlined(appendix["text"], profile)
    mark = profile.end_mark if profile.end_mark != "." else ""
    if words and words[-1].kind == "text" and not table:
        words[-1].text, mark = ended(words[-1].text, profile.end_mark), ""
    return AppendixSheet(
        label=label,
        title=wrap(upper(clean(appendix["title"])), size, width * MM, "bold"),
        # The blank of an unnumbered paper is several spaces; as no-break spaces they survive.
        reference=wrap(
            re.sub("  +", lambda blank: "\u00a0" * len(blank[0]), reference),
            size,
            (width - 10) * MM,
            "italic",
        ),
        body=_printed(words),
        table=table,
        widths=column_widths(table, width) if table else [],
        centred=[n for n, name in enumerate(table["head"]) if name in ("TT", "STT")]
        if table
        else [],
        closing_mark=mark,
        landscape=appendix["landscape"],
    )


# --- the whole paper ----------------------------------------------------------------------------


def _wrapped(lines: Iterable[str], size: float, width: float, style: fonts.Style) -> list[str]:
    """Printed lines, each broken again where the column (in millimetres) is too narrow for it."""
    return [piece for line in lines for piece in wrap(clean(line), size, width * MM, style)]


def _fits_one_line(line: Line, size: float, width: float) -> bool:
    """Whether a paragraph is a single line, so that one more must stay with the sign-off."""
    return fonts.width(strip_tags(line.html), size) / MM + 10 < width


def compose(content: PaperContent, *, draft: bool) -> Sheet:
    """The paper as printed lines. A draft shows the blank number and day even when it has them."""
    profile, kind = formats.get(content["profile"]), get_type(content["type_code"])
    day = dt.date.fromisoformat(content["date"]) if content["date"] else None
    if draft:
        content = {**content, "number": "", "year_hint": day.year if day else content["year_hint"]}
        day = None
    sizes, (_, right, _, left) = profile.sizes, profile.margins
    width = 210 - left - right
    place_date = formats.place_date_line(clean(content["place"]), day, content["year_hint"])
    # The right block holds its longest line on one line; only the longest place names need more.
    date_width = fonts.width(place_date, sizes.date, "italic") / MM
    right_width = max(90 if profile.party_like else 91, min(date_width + 1, 105))
    left_width = width - right_width
    inner = left_width - 2
    subject_style: fonts.Style = "italic" if profile.letter_italic else "regular"
    subject = subject_text(profile, content["subject"], letter=not kind.named)
    reference = _reference(content, profile, day)
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
    list_lines = sum(len(wrap(line, sizes.recipients, room, "regular")) for line in recipients)
    return Sheet(
        profile=profile,
        kind=kind,
        title=f"{named}: {subject_text(profile, content['subject'])}",
        author=clean(content["issuer"]) or " ".join(content["head_name"]),
        date=day.isoformat() if day else "",
        left_width=round(left_width, 2),
        right_width=round(right_width, 2),
        parent=_wrapped(content["head_parent"], sizes.parent, inner, "regular"),
        issuer=_wrapped(content["head_name"], sizes.issuer, inner, "bold"),
        number=formats.number_line(profile, content["number"], content["symbol"]),
        place_date=place_date,
        letter_subject=[]
        if kind.named
        else _wrapped([subject], sizes.letter_subject, inner, subject_style),
        subject=_wrapped([subject], sizes.subject, width - 15, "bold") if kind.named else [],
        stamp=_STAMPS[content["urgency"]],
        stamp_width=_STAMP_WIDTHS[content["urgency"]],
        addressee_label=profile.submission_label if kind.code == "TTr" else "Kính gửi",
        addressees=listed(addressees, ";") if len(addressees) > 1 else addressees,
        body=body,
        last_line_short=bool(body) and _fits_one_line(body[-1], sizes.body, width),
        authority=_wrapped(content["authority"], sizes.signing, SIGNING_WIDTH, "bold"),
        position=_wrapped([content["position"]], sizes.signing, SIGNING_WIDTH, "bold"),
        signer=clean(content["signer_name"]).strip(),
        recipients=recipients,
        long_list=list_lines > _LONG_LIST,
        drafter_code=clean(content["drafter_code"]),
        contact=clean(content["contact"]),
        draft=draft,
        demo=content["demo"],
        verify=None if draft else verification.mark(content["verify"]),
        appendices=[
            _appendix_sheet(appendix, label, reference, profile)
            for appendix, label in zip(content["appendices"], labels, strict=True)
        ],
    )
