"""Format profiles: how a paper of one issuer and one day is laid out, kept as data.

Sources: NĐ 30/2020/NĐ-CP, Phụ lục I (State); HD 36-HD/VPTW (2018) and HD 05-HD/VPTW (2026)
(Party); the organisations' own guidance for the rest. Where no guidance was found, the row is
derived from the State or Party one and says so in `basis`. Lengths are millimetres, sizes points.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Literal

from documents.authorities import AUTHORITIES, Authority, Body
from documents.types import Family
from documents.types import get as get_type

VerifyPlace = Literal["last_page", "first_page", "every_page", "none"]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type sizes in points, one per component of the layout."""

    heading: int
    motto: int
    parent: int
    issuer: int
    number: int
    date: int
    type_name: int
    subject: int
    letter_subject: int
    body: int
    signing: int
    recipients_label: int
    recipients: int
    stamp: int
    circulation: int
    page_number: int
    contact: int
    note: int = 11


@dataclass(frozen=True, slots=True)
class Profile:
    """One row of the table below: every switch by which the rule sets differ.

    `heading`: text of the top right block; `motto` its second line ("" for none).
    `separator_under_agency`: "rule" draws a line, otherwise the text printed there.
    `margins`: top, right, bottom, left. `line_pitch`: distance of body lines in points.
    `page_number_top`: distance of the digits from the edge, None to centre them in the margin.
    `circulation_notes`: how far papers may go round, as forms offer it. `braces`: recipients with
    the same purpose are held together by a brace.
    `letter_…` concern the trích yếu of a công văn; `submission_label` opens a tờ trình.
    `verify_place`: in the bottom margin of which page the QR and verification code stand, as far
    as the unit has not chosen; no rule set speaks of them.
    """

    key: str
    name: str
    basis: str
    family: Family
    valid_from: dt.date
    sizes: Sizes
    heading: str
    motto: str
    heading_rule: bool
    separator_under_agency: str
    so_colon: bool
    number_order: Literal["slash", "dash"]
    authority_style: Literal["period", "slash"]
    position_bold: bool
    noi_nhan_style: Literal["bold_italic", "underlined"]
    list_end: Literal[";", ","]
    luu_style: Literal["colon", "plain"]
    margins: tuple[int, int, int, int]
    trich_yeu_separator: str
    subject_case: Literal["upper", "lower"]
    letter_prefix: str
    letter_italic: bool
    addressee_italic: bool
    submission_label: str
    top_mark: str
    line_pitch: float
    end_mark: str
    citation_style: Literal["italic", "dashed"]
    cite_comma: bool
    page_number_top: float | None
    circulation_notes: tuple[str, ...]
    verify_place: VerifyPlace = "last_page"
    braces: bool = False

    @property
    def party_like(self) -> bool:
        """True when the paper is set by the Party's layout (no Quốc hiệu)."""
        return not self.motto


_STATE_SIZES = Sizes(
    heading=12, motto=13, parent=12, issuer=12, number=13, date=13, type_name=14, subject=14,
    letter_subject=12, body=14, signing=14, recipients_label=12, recipients=11, stamp=13,
    circulation=13, page_number=14, contact=11,
)  # fmt: skip
_PARTY_SIZES = Sizes(
    heading=15, motto=0, parent=14, issuer=14, number=14, date=14, type_name=16, subject=15,
    letter_subject=12, body=14, signing=14, recipients_label=14, recipients=12, stamp=14,
    circulation=12, page_number=14, contact=10,
)  # fmt: skip

_ND30 = Profile(
    key="nd30",
    name="Cơ quan nhà nước",
    basis="Nghị định 30/2020/NĐ-CP, Phụ lục I",
    family="state",
    valid_from=dt.date(2020, 3, 5),
    sizes=_STATE_SIZES,
    heading="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    motto="Độc lập - Tự do - Hạnh phúc",
    heading_rule=True,
    separator_under_agency="rule",
    so_colon=True,
    number_order="slash",
    authority_style="period",
    position_bold=True,
    noi_nhan_style="bold_italic",
    list_end=";",
    luu_style="colon",
    margins=(20, 15, 20, 30),
    trich_yeu_separator="rule",
    subject_case="upper",
    letter_prefix="V/v ",
    letter_italic=False,
    addressee_italic=False,
    submission_label="Kính gửi",
    top_mark=".",
    line_pitch=18,
    end_mark="./.",
    citation_style="italic",
    cite_comma=False,
    page_number_top=None,
    circulation_notes=("XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ"),
)
_HD36 = Profile(
    key="hd36",
    name="Đảng (đến 26/5/2026)",
    basis="Hướng dẫn 36-HD/VPTW ngày 03/4/2018",
    family="party",
    valid_from=dt.date(2018, 4, 3),
    sizes=_PARTY_SIZES,
    heading="ĐẢNG CỘNG SẢN VIỆT NAM",
    motto="",
    heading_rule=True,
    separator_under_agency="*",
    so_colon=False,
    number_order="dash",
    authority_style="slash",
    position_bold=False,
    noi_nhan_style="underlined",
    list_end=",",
    luu_style="plain",
    margins=(20, 15, 20, 30),
    trich_yeu_separator="-----",
    subject_case="lower",
    letter_prefix="",
    letter_italic=True,
    addressee_italic=True,
    submission_label="Kính gửi",
    top_mark="-",
    line_pitch=19,
    end_mark=".",
    citation_style="dashed",
    cite_comma=False,
    page_number_top=10,
    circulation_notes=("TÀI LIỆU HỘI NGHỊ", "LƯU HÀNH NỘI BỘ", "TÀI LIỆU THU HỒI"),
)
_HD05 = replace(
    _HD36,
    key="hd05",
    name="Đảng (từ 27/5/2026)",
    basis="Hướng dẫn 05-HD/VPTW ngày 27/5/2026",
    valid_from=dt.date(2026, 5, 27),
    list_end=";",
    letter_prefix="về việc ",
    submission_label="Kính trình",
    cite_comma=True,
)
_MASS = replace(_ND30, family="mass", valid_from=dt.date(2013, 4, 8))

PROFILES: dict[str, Profile] = {
    row.key: row
    for row in (
        _ND30,
        _HD36,
        _HD05,
        replace(
            _MASS,
            key="mttq",
            name="Mặt trận Tổ quốc Việt Nam",
            basis="Hướng dẫn 91/HD-MTTW-BTT ngày 08/4/2013, theo thể thức của Nhà nước",
        ),
        replace(
            _MASS,
            key="lhpn",
            name="Hội Liên hiệp Phụ nữ Việt Nam",
            basis="Theo thể thức của Nhà nước; chưa tìm thấy hướng dẫn riêng",
        ),
        replace(
            _MASS,
            key="cong_doan",
            name="Công đoàn Việt Nam",
            basis="Quyết định 933/QĐ-TLĐ ngày 14/5/2024",
            valid_from=dt.date(2024, 5, 14),
        ),
        replace(
            _MASS,
            key="ccb",
            name="Hội Cựu chiến binh Việt Nam",
            basis="Theo thể thức của Nhà nước; chưa tìm thấy hướng dẫn riêng",
        ),
        replace(
            _HD05,
            key="doan",
            name="Đoàn TNCS Hồ Chí Minh",
            basis="Hướng dẫn 29-HD/TWĐTN-VP và Quyết định 367-QĐ/TWĐTN-VP ngày 29/10/2013",
            family="mass",
            valid_from=dt.date(2013, 10, 29),
            heading="ĐOÀN TNCS HỒ CHÍ MINH",
            separator_under_agency="***",
            so_colon=True,
            authority_style="period",
            margins=(20, 20, 20, 30),
            cite_comma=False,
        ),
        replace(
            _HD05,
            key="nong_dan",
            name="Hội Nông dân Việt Nam",
            basis="Theo thể thức của Đảng; hướng dẫn riêng chỉ biết qua trích dẫn",
            family="mass",
            valid_from=dt.date(2013, 4, 8),
            heading="HỘI NÔNG DÂN VIỆT NAM",
            cite_comma=False,
        ),
    )
}
"""Every profile by key."""

_SCOPES: dict[tuple[str, str], tuple[str, ...]] = {
    ("chinh_quyen", ""): ("nd30",),
    ("dang", ""): ("hd36", "hd05"),
    ("mttq", ""): ("mttq",),
    ("doan_the", ""): ("nd30",),
    ("doan_the", "mttq"): ("mttq",),
    ("doan_the", "lhpn"): ("lhpn",),
    ("doan_the", "cong_doan"): ("cong_doan",),
    ("doan_the", "ccb"): ("ccb",),
    ("doan_the", "doan"): ("doan",),
    ("doan_the", "nong_dan"): ("nong_dan",),
}
"""(line of command, organisation) → profiles in force one after the other, oldest first."""


def get(key: str) -> Profile:
    """The profile with this key; KeyError when there is none."""
    return PROFILES[key]


def profile_for(line: str, org: str, on: dt.date) -> Profile:
    """The profile by which a unit of this line prints a paper dated `on`.

    `line` is "dang", "chinh_quyen", "mttq" or "doan_the"; `org` names the mass organisation.
    A paper older than the oldest known rule set is printed by that one. KeyError for a line or
    organisation the table does not know.
    """
    rows = [PROFILES[key] for key in _SCOPES[line, org if line == "doan_the" else ""]]
    return next((row for row in reversed(rows) if row.valid_from <= on), rows[0])


# --- numbers ------------------------------------------------------------------------------------

_FULL_NUMBER = re.compile(r"^\s*(?:[Ss]ố\s*:?\s*)?0*([1-9]\d*[a-z]?)\s*([/-])\s*(\S+)\s*$")


def symbol_for(profile: Profile, type_code: str, unit_symbol: str, field: str = "") -> str:
    """The symbol after the number, from the type, the unit's own symbol and the drafting field.

    State: "KH-UBND", công văn "UBND-KGVX" (`field` is the drafting unit or field). Party: "KH/TU",
    "CV/BTCTU". ValueError when this family does not issue the type.
    """
    kind = get_type(type_code).symbol("party" if profile.number_order == "dash" else "state")
    if kind is None:
        raise ValueError(f"{profile.key} has no document type {type_code}")
    if profile.number_order == "dash":
        return f"{kind}/{unit_symbol}"
    return "-".join(part for part in (kind, unit_symbol, "" if kind else field) if part)


def _padded(number: str | int) -> str:
    text = str(number).strip().lstrip("0")
    return f"0{text}" if len(text) == 1 else text


def full_number(profile: Profile, number: str | int, symbol: str) -> str:
    """Number and symbol as cited: "67/KH-UBND", "05/KH-UBND", "257-KH/TU"."""
    mark = "-" if profile.number_order == "dash" else "/"
    return f"{_padded(number)}{mark}{symbol}"


def number_line(profile: Profile, number: str | int, symbol: str) -> str:
    """The printed line: "Số: 67/KH-UBND", "Số 257-KH/TU", with room for the pen when unnumbered."""
    label = "Số:" if profile.so_colon else "Số"
    if number:
        return f"{label} {full_number(profile, number, symbol)}"
    return f"{label}{' ' * 8}{'-' if profile.number_order == 'dash' else '/'}{symbol}"


def split_full_number(text: str) -> tuple[str, str]:
    """Number and symbol of a full number: "1587/UBND-KGVX" → ("1587", "UBND-KGVX").

    Leading "Số:" and zeros are dropped, so the number compares equal to a stored one. ValueError
    when the text is not a number with a symbol.
    """
    if not (match := _FULL_NUMBER.match(text)):
        raise ValueError(f"not a document number: {text!r}")
    return match[1], match[3]


# --- dates --------------------------------------------------------------------------------------


def date_words(day: dt.date) -> str:
    """ "ngày 05 tháng 01 năm 2026": days below 10 and months 1–2 padded (NĐ 30, PL I, II.4)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def place_date_line(place: str, day: dt.date | None, year_hint: int | None = None) -> str:
    """ "Tân Kỳ, ngày 05 tháng 01 năm 2026", or the blank form while the paper is undated."""
    blank = f"ngày{' ' * 6}tháng{' ' * 6}năm {year_hint or ' ' * 6}".rstrip()
    return (f"{place}, " if place else "") + (date_words(day) if day else blank)


def authority_choices(profile: Profile, body: Body | None = None) -> tuple[Authority, ...]:
    """The ways to sign under this profile, as forms offer them.

    `body` narrows them to a body that decides collectively or to one led by its head alone:
    thus a phó bí thư signs T/M and is never offered K/T.
    """
    table = AUTHORITIES[profile.family, profile.authority_style]
    return tuple(row for row in table if body is None or body in row.bodies)
