"""The units of the demo campaign, with the names they carried in their time.

The rows follow how such bodies are really called and how they head their papers
(NĐ 30/2020, PL I, II.2; HD 36-HD/VPTW, 1.2).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nq57portal.demo.places import PLACES, Place
from units.models import Area, Line, Unit, UnitName

K = Unit.Kind

LAST_DAY_OF_DISTRICTS = dt.date(2025, 6, 30)
FIRST_DAY_OF_COMMUNES = dt.date(2025, 7, 1)
# From these days on, a Ban Tuyên giáo is a Ban Tuyên giáo và Dân vận.
BOARDS_MERGED = {
    "tw": dt.date(2025, 2, 3),
    "ct": dt.date(2025, 2, 15),
    "kh": dt.date(2025, 2, 15),
    "hp": dt.date(2025, 2, 15),
    "dn": dt.date(2025, 3, 1),
}
# Party numbers run by term of the committee (HD 36-HD/VPTW, 1.3).
LAST_TERM = dt.date(2020, 10, 1)
THIS_TERM = dt.date(2025, 10, 1)


@dataclass(frozen=True)
class Called:
    """Names from a day on; `head` and `head_parent` are the lines of the paper's left block."""

    name: str
    head: str
    head_parent: str = ""
    short: str = ""
    since: dt.date = dt.date(2000, 1, 1)


@dataclass(frozen=True)
class Row:
    """One unit with its first names; `later` are the names that followed."""

    code: str
    kind: str
    line: str
    place: str
    called: Called
    parent: str = ""
    symbol: str = ""
    archive: str = ""
    org: str = ""
    valid_from: dt.date = dt.date(2000, 1, 1)
    valid_to: dt.date | None = None
    later: tuple[Called, ...] = ()

    @property
    def current_name(self) -> str:
        """What lists call it now."""
        last = (self.called, *self.later)[-1]
        return last.short or last.name


_BY_CODE = {place.code: place for place in PLACES}
_DEPARTMENTS = {
    "skhcn": ("Sở Khoa học và Công nghệ", "SKHCN"),
    "sgddt": ("Sở Giáo dục và Đào tạo", "SGDĐT"),
    "svhttdl": ("Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL"),
    "stttt": ("Sở Thông tin và Truyền thông", "STTTT"),
}
# Departments that were merged into another one: their last day.
_MERGED = {"dn-stttt": dt.date(2025, 2, 28)}


def _central() -> Iterator[Row]:
    yield Row(
        "tw-bct", K.CENTRAL_BODY, Line.PARTY, "vn",
        Called("Bộ Chính trị", "BỘ CHÍNH TRỊ"),
        symbol="TW", archive="Văn phòng Trung ương Đảng",
    )  # fmt: skip
    yield _board("tw-btg", "vn", "Trung ương", "BAN CHẤP HÀNH TRUNG ƯƠNG", "tw-bct", "tw", "TW")
    yield Row(
        "tw-ttg", K.CENTRAL_BODY, Line.STATE, "vn",
        Called("Thủ tướng Chính phủ", "THỦ TƯỚNG CHÍNH PHỦ"),
        symbol="TTg", archive="VT, KGVX",
    )  # fmt: skip
    yield Row(
        "tw-mttq", K.CENTRAL_BODY, Line.FRONT, "vn",
        Called(
            "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
            "ỦY BAN TRUNG ƯƠNG\nMẶT TRẬN TỔ QUỐC VIỆT NAM\nBAN THƯỜNG TRỰC",
        ),
        symbol="MTTW-BTT", archive="VT",
    )  # fmt: skip
    yield Row(
        "tw-lhpn", K.CENTRAL_BODY, Line.MASS, "vn",
        Called(
            "Trung ương Hội Liên hiệp Phụ nữ Việt Nam",
            "HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM\nĐOÀN CHỦ TỊCH",
            short="Trung ương Hội LHPN Việt Nam",
        ),
        symbol="ĐCT", archive="VT, Ban Tuyên giáo", org="lhpn",
    )  # fmt: skip


def _board(
    code: str, place: str, of: str, head_parent: str, parent: str, merged: str, symbol: str
) -> Row:
    """The Ban Tuyên giáo of a committee, and what it is called since the two boards merged."""
    before, since = f"Ban Tuyên giáo {of}", f"Ban Tuyên giáo và Dân vận {of}"
    return Row(
        code, K.PARTY_BOARD, Line.PARTY, place,
        Called(before, "BAN TUYÊN GIÁO", head_parent),
        parent=parent, symbol=f"BTG{symbol}", archive="Văn phòng Ban",
        later=(
            Called(since, "BAN TUYÊN GIÁO VÀ DÂN VẬN", head_parent, since=BOARDS_MERGED[merged]),
        ),
    )  # fmt: skip


def _province(
    code: str,
    departments: Iterable[str],
    organisations: Iterable[str],
    media: Iterable[tuple[str, str]] = (),
) -> Iterator[Row]:
    place = _BY_CODE[code]
    committee = f"{'Thành ủy' if place.word == 'thành phố' else 'Tỉnh ủy'} {place.name}"
    office = committee.removesuffix(f" {place.name}")
    ubnd_head = f"ỦY BAN NHÂN DÂN\n{place.full.upper()}"
    yield Row(
        f"{code}-tu", K.PARTY_COMMITTEE, Line.PARTY, code,
        Called(committee, committee.upper()),
        parent="tw-bct", symbol="TU", archive=f"Văn phòng {office}",
    )  # fmt: skip
    yield _board(f"{code}-btg", code, committee, committee.upper(), f"{code}-tu", code, "TU")
    yield Row(
        f"{code}-ubkt", K.INSPECTION, Line.PARTY, code,
        Called(f"Ủy ban Kiểm tra {committee}", "ỦY BAN KIỂM TRA", committee.upper()),
        parent=f"{code}-tu", symbol="UBKTTU", archive="Văn phòng Ủy ban",
    )  # fmt: skip
    yield Row(
        f"{code}-ubnd", K.PEOPLES_COMMITTEE, Line.STATE, code,
        Called(f"Ủy ban nhân dân {place.full}", ubnd_head, short=f"UBND {place.full}"),
        parent="tw-ttg", symbol="UBND", archive="VT, KGVX",
    )  # fmt: skip
    for key in departments:
        name, symbol = _DEPARTMENTS[key]
        yield Row(
            f"{code}-{key}", K.DEPARTMENT, Line.STATE, code,
            Called(f"{name} {place.full}", name.upper(), ubnd_head, short=name),
            parent=f"{code}-ubnd", symbol=symbol, archive="VT",
            valid_to=_MERGED.get(f"{code}-{key}"),
        )  # fmt: skip
    for key, name in media:
        yield Row(
            f"{code}-{key}", K.SERVICE, Line.PARTY, code,
            Called(name, name.upper(), committee.upper()),
            parent=f"{code}-tu", symbol=key.upper(), archive="Văn phòng",
        )  # fmt: skip
    yield from _front_and_organisations(place, "tw-", organisations)


def _front_and_organisations(
    place: Place, above: str, orgs: Iterable[str], valid_to: dt.date | None = None
) -> Iterator[Row]:
    """The Front and the mass organisations of a place; `above` is the code prefix of the line."""
    since = FIRST_DAY_OF_COMMUNES if place.is_commune else dt.date(2000, 1, 1)
    upper = place.full.upper()
    superior = _BY_CODE[place.parent].full.upper() if above != "tw-" else "VIỆT NAM"
    youth = {"thành phố": "Thành đoàn", "tỉnh": "Tỉnh đoàn"}.get(place.word)
    youth = f"{youth} {place.name}" if youth else f"Đoàn TNCS Hồ Chí Minh {place.full}"
    rows = {
        "mttq": (
            K.FRONT, Line.FRONT, "", "MTTQ-BTT", "VT",
            Called(
                f"Ủy ban Mặt trận Tổ quốc Việt Nam {place.full}",
                f"ỦY BAN MTTQ VIỆT NAM\n{upper}\nBAN THƯỜNG TRỰC",
                short=f"Ủy ban MTTQ Việt Nam {place.full}",
            ),
        ),
        "lhpn": (
            K.ASSOCIATION, Line.MASS, "lhpn", "BTV", "VT",
            Called(
                f"Hội Liên hiệp Phụ nữ {place.full}",
                f"HỘI LHPN {upper}\nBAN THƯỜNG VỤ",
                f"HỘI LHPN {superior}",
                short=f"Hội LHPN {place.full}",
            ),
        ),
        "nd": (
            K.ASSOCIATION, Line.MASS, "nong_dan", "HND", "Văn phòng Hội",
            Called(
                f"Hội Nông dân {place.full}",
                f"BAN CHẤP HÀNH HỘI NÔNG DÂN\n{upper}",
                f"HỘI NÔNG DÂN {superior}" if above != "tw-" else "",
            ),
        ),
        "ccb": (
            K.ASSOCIATION, Line.MASS, "ccb", "CCB", "VT",
            Called(
                f"Hội Cựu chiến binh {place.full}",
                f"HỘI CỰU CHIẾN BINH\n{upper}",
                f"HỘI CỰU CHIẾN BINH {superior}",
            ),
        ),
        "doan": (
            K.ASSOCIATION, Line.MASS, "doan", "ĐTN", "Văn phòng Đoàn",
            Called(
                youth,
                f"BAN THƯỜNG VỤ {youth.upper()}" if above == "tw-" else f"ĐOÀN {upper}",
                "BAN CHẤP HÀNH TRUNG ƯƠNG" if above == "tw-" else f"ĐOÀN {superior}",
                short=youth.replace("Đoàn TNCS Hồ Chí Minh", "Đoàn Thanh niên"),
            ),
        ),
    }  # fmt: skip
    for key in ("mttq", *orgs) if above == "tw-" or place.is_commune else orgs:
        kind, line, org, symbol, archive, called = rows[key]
        parent = f"{above}{key}" if f"{above}{key}" not in ("tw-nd", "tw-ccb", "tw-doan") else ""
        yield Row(
            f"{place.code}-{key}", kind, line, place.code, called, parent=parent, symbol=symbol,
            archive=archive, org=org, valid_from=since, valid_to=valid_to,
        )  # fmt: skip


def _commune(code: str, *orgs: str, offices: bool = True) -> Iterator[Row]:
    place, since = _BY_CODE[code], FIRST_DAY_OF_COMMUNES
    province = _BY_CODE[place.parent]
    upper = place.full.upper()
    yield Row(
        f"{code}-du", K.PARTY_COMMITTEE, Line.PARTY, code,
        Called(
            f"Đảng ủy {place.full}", f"ĐẢNG ỦY {upper}", f"ĐẢNG BỘ {province.full.upper()}"
        ),
        parent=f"{province.code}-tu", symbol="ĐU", archive="Văn phòng Đảng ủy", valid_from=since,
    )  # fmt: skip
    yield Row(
        f"{code}-ubnd", K.PEOPLES_COMMITTEE, Line.STATE, code,
        Called(
            f"Ủy ban nhân dân {place.full}",
            f"ỦY BAN NHÂN DÂN\n{upper}",
            short=f"UBND {place.full}",
        ),
        parent=f"{province.code}-ubnd", symbol="UBND", archive="VT, VHXH", valid_from=since,
    )  # fmt: skip
    economy = "Phòng Kinh tế" + (", Hạ tầng và Đô thị" if place.word == "phường" else "")
    for key, kind, name, symbol in (
        ("vhxh", K.OFFICE, "Phòng Văn hóa - Xã hội", "PVHXH"),
        ("kt", K.OFFICE, economy, "PKT"),
        ("ttdv", K.SERVICE, "Trung tâm Dịch vụ sự nghiệp công", "TTDVSNC"),
    ):
        if offices:
            yield Row(
                f"{code}-{key}", kind, Line.STATE, code,
                Called(f"{name} {place.full}", name.upper(), f"ỦY BAN NHÂN DÂN\n{upper}"),
                parent=f"{code}-ubnd", symbol=symbol, archive="VT", valid_from=since,
            )  # fmt: skip
    yield from _front_and_organisations(place, f"{province.code}-", orgs)


def _district(code: str, *bodies: str) -> Iterator[Row]:
    """What the story needs of a district: "ubnd", the committee ("u"), its board, Hội LHPN."""
    place, until = _BY_CODE[code], LAST_DAY_OF_DISTRICTS
    province = _BY_CODE[place.parent]
    words = {"quận": "Quận ủy", "huyện": "Huyện ủy", "thị xã": "Thị ủy", "thành phố": "Thành ủy"}
    committee = f"{words[place.word]} {place.name}"
    upper = place.full.upper()
    if "ubnd" in bodies:
        yield Row(
            f"{code}-ubnd", K.PEOPLES_COMMITTEE, Line.STATE, code,
            Called(
                f"Ủy ban nhân dân {place.full}",
                f"ỦY BAN NHÂN DÂN\n{upper}",
                short=f"UBND {place.full}",
            ),
            parent=f"{province.code}-ubnd", symbol="UBND", archive="VT", valid_to=until,
        )  # fmt: skip
    if "u" in bodies:
        yield Row(
            f"{code}-u", K.PARTY_COMMITTEE, Line.PARTY, code,
            Called(committee, committee.upper(), f"ĐẢNG BỘ {province.full.upper()}"),
            parent=f"{province.code}-tu", symbol="QU" if place.word == "quận" else "HU",
            archive="Văn phòng", valid_to=until,
        )  # fmt: skip
    if "btg" in bodies:
        yield Row(
            f"{code}-btg", K.PARTY_BOARD, Line.PARTY, code,
            Called(f"Ban Tuyên giáo {committee}", "BAN TUYÊN GIÁO", committee.upper()),
            parent=f"{code}-u", symbol="BTG", archive="Văn phòng Ban", valid_to=until,
        )  # fmt: skip
    if "lhpn" in bodies:
        yield from _front_and_organisations(place, f"{province.code}-", ("lhpn",), until)


def rows() -> Iterator[Row]:
    """Every unit of the demo, each after its superior."""
    yield from _central()
    yield from _province(
        "ct", ("skhcn",), ("lhpn",),
        (("baoct", "Báo Cần Thơ"), ("daict", "Đài Phát thanh và Truyền hình Cần Thơ")),
    )  # fmt: skip
    yield from _province("dn", ("skhcn", "stttt", "sgddt", "svhttdl"), ("lhpn", "doan"))
    yield from _province(
        "hp", ("skhcn", "sgddt", "svhttdl"), ("lhpn", "nd", "ccb", "doan"),
        (("baohp", "Báo và Phát thanh, Truyền hình Hải Phòng"),),
    )  # fmt: skip
    yield from _province("kh", ("skhcn", "sgddt"), ("lhpn", "doan"))
    for code in ("ct-q-ninhkieu", "ct-q-cairang", "ct-h-phongdien"):
        yield from _district(code, "u")
    for code in ("dn-tp-bienhoa", "dn-h-longthanh"):
        yield from _district(code, "ubnd", "u", "btg")
    for code in ("dn-tp-longkhanh", "dn-h-nhontrach"):
        yield from _district(code, "ubnd")
    for code in ("kh-tp-nhatrang", "kh-tp-camranh", "kh-tx-ninhhoa", "kh-h-dienkhanh"):
        yield from _district(code, "lhpn")
    for place in PLACES:
        if place.is_commune:
            full = place.parent == "hp"
            orgs = ("lhpn", "nd", "ccb", "doan") if full else ("lhpn",)
            yield from _commune(place.code, *orgs, offices=full)


def create() -> dict[str, Unit]:
    """Write places and units into an empty register; the units by code."""
    areas: dict[str, Area] = {}
    for place in PLACES:
        name = f"{place.full[:1].upper()}{place.full[1:]}"
        areas[place.code] = Area.objects.create(
            code=place.code, name=name, level=place.level, parent=areas.get(place.parent)
        )
    units: dict[str, Unit] = {}
    for row in rows():
        place = _BY_CODE[row.place]
        unit = Unit.objects.create(
            code=row.code,
            kind=row.kind,
            line=row.line,
            level=place.level,
            org=row.org,
            area=areas[row.place],
            parent=units[row.parent] if row.parent else None,
            symbol=row.symbol,
            archive=row.archive,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            term_start=LAST_TERM if row.line == Line.PARTY else None,
        )
        UnitName.objects.bulk_create(
            UnitName(
                unit=unit,
                name=called.name,
                short_name=called.short or called.name,
                head_parent=called.head_parent,
                head_name=called.head,
                place="Hà Nội" if row.place == "vn" else place.name,
                valid_from=called.since,
            )
            for called in (row.called, *row.later)
        )
        unit.refresh_current_name()
        units[row.code] = unit
    return units
