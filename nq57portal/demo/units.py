"""The units of the demo campaign, with the names they carried in their time.

The rows follow how such bodies are really called and how they head their papers
(NĐ 30/2020, PL I, II.2; HD 36-HD/VPTW, 1.2).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from nq57portal.demo.places import PLACES, Place
from units import bodies
from units.bodies import Body
from units.bulk import BATCH, in_memory, rebuild_paths
from units.models import Area, Level, Line, Unit, UnitName

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
_ALWAYS = dt.date(2000, 1, 1)
# The bodies at the centre that the story needs.
CENTRAL = ("bct", "ttg", "mttq", "lhpn")


@dataclass(frozen=True)
class Called:
    """Names from a day on; `head` and `head_parent` are the lines of the paper's left block."""

    name: str
    head: str
    head_parent: str = ""
    short: str = ""
    since: dt.date = _ALWAYS


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
    valid_from: dt.date = _ALWAYS
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


def _row(
    body: Body,
    place: str,
    prefix: str,
    parent: str,
    since: dt.date = _ALWAYS,
    until: dt.date | None = None,
) -> Row:
    """One of the usual bodies of a place (`units/bodies.py`) as a row of the demo."""
    return Row(
        f"{prefix}-{body.key}", body.kind, body.line, place,
        Called(body.name, body.head, body.head_parent, body.short),
        parent=parent, symbol=body.symbol, archive=body.archive, org=body.org,
        valid_from=since, valid_to=until,
    )  # fmt: skip


def _central() -> Iterator[Row]:
    for body in bodies.CENTRAL:
        if body.key in CENTRAL:
            yield _row(body, "vn", "tw", "")
    yield _board("tw-btg", "vn", "Trung ương", "BAN CHẤP HÀNH TRUNG ƯƠNG", "tw-bct", "tw", "TW")


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
    usual = {body.key: body for body in bodies.of_province(_words(place))}
    committee, ubnd_head = usual["tu"].name, usual["ubnd"].head
    yield _row(usual["tu"], code, code, "tw-bct")
    yield _board(f"{code}-btg", code, committee, committee.upper(), f"{code}-tu", code, "TU")
    yield Row(
        f"{code}-ubkt", K.INSPECTION, Line.PARTY, code,
        Called(f"Ủy ban Kiểm tra {committee}", "ỦY BAN KIỂM TRA", committee.upper()),
        parent=f"{code}-tu", symbol="UBKTTU", archive="Văn phòng Ủy ban",
    )  # fmt: skip
    yield _row(usual["ubnd"], code, code, "tw-ttg")
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
    for key in ("mttq", *organisations):
        yield _row(usual[key], code, code, f"tw-{key}" if key in CENTRAL else "")


def _commune(code: str, *organisations: str, offices: bool = True) -> Iterator[Row]:
    place, since = _BY_CODE[code], FIRST_DAY_OF_COMMUNES
    above = _BY_CODE[place.parent]
    usual = {body.key: body for body in bodies.of_commune(_words(place), _words(above))}
    yield _row(usual["du"], code, code, f"{above.code}-tu", since)
    yield _row(usual["ubnd"], code, code, f"{above.code}-ubnd", since)
    economy = "Phòng Kinh tế" + (", Hạ tầng và Đô thị" if place.word == "phường" else "")
    for key, kind, name, symbol in (
        ("vhxh", K.OFFICE, "Phòng Văn hóa - Xã hội", "PVHXH"),
        ("kt", K.OFFICE, economy, "PKT"),
        ("ttdv", K.SERVICE, "Trung tâm Dịch vụ sự nghiệp công", "TTDVSNC"),
    ):
        if offices:
            yield Row(
                f"{code}-{key}", kind, Line.STATE, code,
                Called(f"{name} {place.full}", name.upper(), usual["ubnd"].head),
                parent=f"{code}-ubnd", symbol=symbol, archive="VT", valid_from=since,
            )  # fmt: skip
    for key in ("mttq", *organisations):
        yield _row(usual[key], code, code, f"{above.code}-{key}", since)


def _district(code: str, *wanted: str) -> Iterator[Row]:
    """What the story needs of a district: "ubnd", the committee ("u"), its board, Hội LHPN.

    Districts stood where communes stand and called their bodies alike.
    """
    place, until = _BY_CODE[code], LAST_DAY_OF_DISTRICTS
    above = _BY_CODE[place.parent]
    usual = {body.key: body for body in bodies.of_commune(_words(place), _words(above))}
    words = {"quận": "Quận ủy", "huyện": "Huyện ủy", "thị xã": "Thị ủy", "thành phố": "Thành ủy"}
    committee = f"{words[place.word]} {place.name}"
    for key in ("ubnd", "lhpn"):
        if key in wanted:
            body = replace(usual[key], archive="VT")
            yield _row(body, code, code, f"{above.code}-{key}", until=until)
    if "u" in wanted:
        yield Row(
            f"{code}-u", K.PARTY_COMMITTEE, Line.PARTY, code,
            Called(committee, committee.upper(), usual["du"].head_parent),
            parent=f"{above.code}-tu", symbol="QU" if place.word == "quận" else "HU",
            archive="Văn phòng", valid_to=until,
        )  # fmt: skip
    if "btg" in wanted:
        yield Row(
            f"{code}-btg", K.PARTY_BOARD, Line.PARTY, code,
            Called(f"Ban Tuyên giáo {committee}", "BAN TUYÊN GIÁO", committee.upper()),
            parent=f"{code}-u", symbol="BTG", archive="Văn phòng Ban", valid_to=until,
        )  # fmt: skip


def _words(place: Place) -> bodies.Place:
    return bodies.Place(place.word, place.name)


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
    """Write places and units into the register; the units by the demo's codes.

    What is there already, such as the country of `load_units --national`, is used: places by code
    or name, bodies by place, kind, line and organisation. They get the demo's codes, by which its
    papers call them, so that the register is the same whichever of the two came first.
    """
    areas = _areas()
    seats = _seats(areas)
    units: dict[str, Unit] = {}
    for row in rows():
        place = _BY_CODE[row.place]
        known = seats.get((areas[row.place].pk, row.kind, row.line, row.org))
        if known is not None and row.valid_to is None:
            units[row.code] = _taken(known, row)
            continue
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
    # A path is made of codes, and what was taken has units below it that the demo does not know.
    moved = rebuild_paths(in_memory({area.pk: area for area in Area.objects.all()}).values())
    Unit.objects.bulk_update(moved, ["path"], batch_size=BATCH)
    return units


def _areas() -> dict[str, Area]:
    """The demo's places by its codes; those the register knows by code or name are used."""
    found: dict[str, Area] = {}
    for place in PLACES:
        above = found.get(place.parent)
        title = _words(place).title
        named = Area.objects.filter(parent=above, level=place.level, name__in=[title, place.name])
        known = Area.objects.filter(code=place.code).first() or named.first() or Area()
        known.code, known.name, known.level, known.parent = place.code, title, place.level, above
        known.save()
        found[place.code] = known
    _mend_paths()
    return found


def _mend_paths() -> None:
    """A path is made of codes: what lies in a place that got the demo's code follows it."""
    rank = {Level.CENTRAL: 0, Level.PROVINCE: 1, Level.COMMUNE: 2}
    moved: list[Area] = []
    paths: dict[int | None, str] = {None: "/"}
    for area in sorted(Area.objects.all(), key=lambda area: rank[Level(area.level)]):
        path = f"{paths[area.parent_id]}{area.code}/"
        if path != area.path:
            area.path = path
            moved.append(area)
        paths[area.pk] = path
    Area.objects.bulk_update(moved, ["path"], batch_size=BATCH)


def _seats(areas: dict[str, Area]) -> dict[tuple[int, str, str, str], Unit]:
    """The usual bodies that sit in these places already; departments and boards have many alike."""
    usual = {K.CENTRAL_BODY, K.PARTY_COMMITTEE, K.PEOPLES_COMMITTEE, K.FRONT, K.ASSOCIATION}
    rows = Unit.objects.filter(area__in=areas.values(), kind__in=usual, valid_to=None)
    seats: dict[tuple[int, str, str, str], Unit] = {}
    for unit in rows.order_by("pk"):
        seats.setdefault((unit.area_id, unit.kind, unit.line, unit.org), unit)
    return seats


def _taken(unit: Unit, row: Row) -> Unit:
    unit.code = row.code
    unit.archive = unit.archive or row.archive
    if row.line == Line.PARTY:
        unit.term_start = LAST_TERM
    unit.save()
    return unit
