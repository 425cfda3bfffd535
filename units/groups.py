"""Groups of units as expressions: "các xã, phường của thành phố Hải Phòng".

A group is stored as JSON and resolved on the tree of a given day, by one query (design §3).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import Q

from units.dates import format_date
from units.models import Level, Unit
from units.querysets import UnitQuerySet
from units.text import fold


@dataclass(frozen=True)
class Group:
    """Which units are meant. Empty fields do not restrict; `units` are named one by one.

    `area` is the path of a place ("/vn/hp/"), `under` the path of a unit in its line,
    `without` the primary keys left out.
    """

    label: str
    kinds: tuple[str, ...] = ()
    line: str = ""
    level: str = ""
    org: str = ""
    area: str = ""
    under: str = ""
    units: tuple[int, ...] = ()
    without: tuple[int, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        return {key: value for key, value in asdict(self).items() if value}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Group:
        known: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in data.items()
        }
        return cls(**known)

    @property
    def is_expression(self) -> bool:
        return bool(self.kinds or self.line or self.level or self.org or self.under)

    def resolve(self, on: dt.date) -> UnitQuerySet:
        """The units meant, active on the day, in Vietnamese order; one query."""
        named = Q(pk__in=self.units)
        if self.is_expression:
            meant = Q()
            if self.kinds:
                meant &= Q(kind__in=self.kinds)
            if self.line:
                meant &= Q(line=self.line)
            if self.level:
                meant &= Q(level=self.level)
            if self.org:
                meant &= Q(org=self.org)
            if self.area:
                meant &= Q(area__path__startswith=self.area)
            if self.under:
                # By its code, the last step of the path: the unit may have moved since.
                code = self.under.rstrip("/").rpartition("/")[2]
                meant &= Q(path__contains=f"/{code}/") & ~Q(code=code)
            named |= meant
        return (
            Unit.objects.active_on(on)
            .filter(named)
            .exclude(pk__in=self.without)
            .in_vietnamese_order()
        )


@dataclass(frozen=True)
class Phrase:
    """One way papers name a group: folded words that must all occur, and what they mean.

    `below` True: the places inside the issuer's place; False: the issuer's place itself.
    """

    words: tuple[str, ...]
    below: bool
    kinds: tuple[str, ...] = ()
    line: str = ""
    org: str = ""


_K = Unit.Kind


# Read from the top; the first row whose words all occur (folded) decides.
PHRASES: tuple[Phrase, ...] = (
    Phrase(("phu nu", "cac"), True, (_K.ASSOCIATION,), org="lhpn"),
    Phrase(("lhpn", "cac"), True, (_K.ASSOCIATION,), org="lhpn"),
    Phrase(("hoi pn", "cac"), True, (_K.ASSOCIATION,), org="lhpn"),
    Phrase(("nong dan", "cac"), True, (_K.ASSOCIATION,), org="nong_dan"),
    Phrase(("cuu chien binh", "cac"), True, (_K.ASSOCIATION,), org="ccb"),
    Phrase(("doan thanh nien", "cac"), True, (_K.ASSOCIATION,), org="doan"),
    Phrase(("dang uy", "xa"), True, (_K.PARTY_COMMITTEE,)),
    Phrase(("dang uy", "phuong"), True, (_K.PARTY_COMMITTEE,)),
    Phrase(("dang uy truc thuoc",), True, (_K.PARTY_COMMITTEE,)),
    Phrase(("ubnd", "xa"), True, (_K.PEOPLES_COMMITTEE,)),
    Phrase(("ubnd", "phuong"), True, (_K.PEOPLES_COMMITTEE,)),
    Phrase(("uy ban nhan dan", "xa"), True, (_K.PEOPLES_COMMITTEE,)),
    Phrase(("uy ban nhan dan", "cac"), True, (_K.PEOPLES_COMMITTEE,)),
    Phrase(("cac xa",), True, (_K.PEOPLES_COMMITTEE,)),
    Phrase(("ban xay dung dang",), False, (_K.PARTY_BOARD,)),
    Phrase(("so", "ban", "nganh"), False, (_K.DEPARTMENT,)),
    Phrase(("bao", "dai"), False, (_K.SERVICE,)),
    Phrase(("cac hoi",), False, (_K.ASSOCIATION,)),
    Phrase(("to chuc chinh tri",), False, (_K.FRONT, _K.ASSOCIATION)),
    Phrase(("doan the",), False, (_K.FRONT, _K.ASSOCIATION)),
    Phrase(("co quan don vi", "xa"), False, (_K.OFFICE, _K.SERVICE)),
    Phrase(("cac phong",), False, (_K.OFFICE,)),
)


# Districts and their bodies ended on this day (Luật Tổ chức chính quyền địa phương 2025). A line
# that names them stands for nobody since; who is meant instead is for a person to choose.
DISTRICTS_END = dt.date(2025, 7, 1)
_DISTRICT_WORDS = (
    *("huyen uy", "quan uy", "thi uy", "cap huyen", "cac huyen", "ubnd huyen", "nhan dan huyen"),
    *("cac quan", "cac thi xa", "quan huyen", "huyen thi xa"),
)


def names_districts(text: str) -> bool:
    """Whether a printed line speaks of districts ("Các quận ủy, huyện ủy")."""
    padded = f" {fold(text)} "
    return any(f" {words} " in padded for words in _DISTRICT_WORDS)


def unread_sentence(text: str, on: dt.date) -> str:
    """Why a printed line reaches nobody on a day, as a sentence without what to do next."""
    if names_districts(text) and on >= DISTRICTS_END:
        return f"“{text}” không khớp đơn vị nào đang hoạt động từ {format_date(DISTRICTS_END)}."
    return f"“{text}” không khớp đơn vị nào đang hoạt động ngày {format_date(on)}."


def read(text: str, issuer: Unit, on: dt.date) -> Group | None:
    """What a printed line ("Các xã, phường") means when the issuer writes it, else None.

    First an active unit of that very name within the issuer's place, line or above; then the
    table of phrases. A line that matches nothing is printed only, until somebody chooses.
    """
    folded = fold(text)
    if not folded:
        return None
    if (unit := _by_name(folded, issuer, on)) is not None:
        return Group(label=text, units=(unit.pk,))
    return read_phrase(text, issuer, on)


def read_phrase(text: str, issuer: Unit, on: dt.date) -> Group | None:
    """What a line means by the table of phrases alone; no query."""
    if names_districts(text) and on >= DISTRICTS_END:
        return None
    padded = f" {fold(text)} "
    for phrase in PHRASES:
        if all(f" {word} " in padded for word in phrase.words):
            return Group(
                label=text,
                kinds=tuple(str(kind) for kind in phrase.kinds),
                line=phrase.line,
                org=phrase.org,
                area=issuer.area.path,
                level=_level(phrase, issuer, padded),
                without=(issuer.pk,),
            )
    return None


def _level(phrase: Phrase, issuer: Unit, padded: str) -> str:
    """The level the line names itself ("các xã"), else the one below the issuer, or its own."""
    if not phrase.below:
        return str(issuer.level)
    if any(f" {word} " in padded for word in ("xa", "phuong", "dac khu")):
        return str(Level.COMMUNE)
    return str(Level.PROVINCE if issuer.level == Level.CENTRAL else Level.COMMUNE)


def _by_name(folded: str, issuer: Unit, on: dt.date) -> Unit | None:
    """A unit whose full or short name is exactly the line; the nearest place wins."""
    found = [
        unit
        for unit in Unit.objects.active_on(on)
        .filter(search_text__contains=folded)
        .select_related("area")[:200]
        if folded in {fold(unit.name), fold(unit.short_name)}
    ]
    found.sort(key=lambda unit: (-_common(unit.area.path, issuer.area.path), unit.pk))
    return found[0] if found else None


def _common(a: str, b: str) -> int:
    return sum(1 for x, y in zip(a.split("/"), b.split("/"), strict=False) if x == y)
