"""Which units the words of a paper mean, without accents and however they are shortened.

"BTG Tỉnh uỷ" is "Ban Tuyên giáo Tỉnh ủy Đồng Nai" for an office of that province. What the unit
learned from its own corrections comes first; then names, today's and earlier ones; then the
phrases for groups (`units.groups`). Two queries, whatever the number of names.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from django.db.models import Q

from directives.models import LearnedName
from units import groups
from units.groups import Group
from units.models import Level, Unit, UnitName
from units.querysets import UnitQuerySet
from units.text import fold

How = Literal["learned", "name", "group", "none"]

# Long forms and the short ones papers use for them, on folded text; what stands first is replaced
# by what stands second, so that both forms meet.
_SHORT: tuple[tuple[str, str], ...] = (
    ("uy ban nhan dan", "ubnd"),
    ("hoi dong nhan dan", "hdnd"),
    ("ub mttq", "mttq"),
    ("ubmttq", "mttq"),
    ("uy ban mat tran to quoc viet nam", "mttq"),
    ("uy ban mat tran to quoc", "mttq"),
    ("mat tran to quoc viet nam", "mttq"),
    ("mat tran to quoc", "mttq"),
    ("mttq viet nam", "mttq"),
    ("mttqvn", "mttq"),
    ("uy ban mttq", "mttq"),
    ("hoi lien hiep phu nu", "hoi lhpn"),
    ("hoi phu nu", "hoi lhpn"),
    ("lhpn viet nam", "lhpn"),
    ("btgdv", "ban tuyen giao va dan van"),
    ("btg", "ban tuyen giao"),
    ("bdv", "ban dan van"),
    ("vp", "van phong"),
    ("trung uong", "tw"),
    ("thanh pho", "tp"),
    ("khcn", "khoa hoc va cong nghe"),
    ("kh cn", "khoa hoc va cong nghe"),
    ("tttt", "thong tin va truyen thong"),
    ("tt tt", "thong tin va truyen thong"),
    ("gddt", "giao duc va dao tao"),
    ("gd dt", "giao duc va dao tao"),
    ("vhttdl", "van hoa the thao va du lich"),
    ("vh tt dl", "van hoa the thao va du lich"),
    ("vhxh", "van hoa xa hoi"),
    ("vh xh", "van hoa xa hoi"),
    ("tnmt", "tai nguyen va moi truong"),
    ("nnmt", "nong nghiep va moi truong"),
    ("khdt", "ke hoach va dau tu"),
    ("tp hcm", "tp ho chi minh"),
)
_WORDS = re.compile("|".join(rf"\b{long}\b" for long, _ in _SHORT))
_MEANT = dict(_SHORT)
# A body's standing part acts for it and receives for it.
_STANDING = re.compile(
    r"^(?:thuong truc|ban thuong vu|ban chap hanh|thuong vu|lanh dao|tap the) (?=\S)"
)
_PURPOSE = re.compile(r"\s*\((?:để |qua |thay |b/c|x/b|ph/h)[^)]*\)", re.IGNORECASE)
_KIND_OF_PLACE = re.compile(r"^(?:tinh|tp|xa|phuong|dac khu) ")
_KINDS = ("xa", "phuong", "dac khu", "tinh", "tp")
_PLACE = {Level.PROVINCE: "tinh|tp", Level.COMMUNE: "xa|phuong|dac khu|thi tran"}


def key(words: str) -> str:
    """The words as they are compared: no accents, "UBND" for "Ủy ban nhân dân", no "và"."""
    text = fold(words)
    for _ in range(2):  # "Ủy ban MTTQ Việt Nam" takes two rounds
        text = _WORDS.sub(lambda found: _MEANT[found[0]], text)
    return text.replace(" va ", " ")


@dataclass(frozen=True)
class Match:
    """What printed words stand for: a unit, a group of units, or nobody known."""

    words: str
    group: Group | None
    how: How
    unit_name: str = ""
    learned: LearnedName | None = None

    @property
    def print_only(self) -> bool:
        """Whether people decided before that these words reach nobody."""
        return self.how == "learned" and self.group is None


@dataclass(frozen=True)
class _Named:
    pk: int
    name: str
    path: str
    active: bool


class Directory:
    """The units a paper may mean when `near` brings it in: its province, all others' heads, TW."""

    def __init__(self, near: Unit, on: dt.date) -> None:
        self.near, self.on = near, on
        self._units: dict[str, dict[int, _Named]] = {}
        province = _province(near.area.path)
        candidates = UnitName.objects.filter(
            Q(unit__level__in=(Level.CENTRAL, Level.PROVINCE))
            | Q(unit__area__path__startswith=province)
        ).values_list(
            "unit_id", "name", "short_name", "unit__name", "unit__level", "unit__area__name",
            "unit__area__path", "unit__valid_to",
        )  # fmt: skip
        for pk, name, short, today, level, place, path, until in candidates:
            row = _Named(pk, today, path, until is None or until >= on)
            home = path == near.area.path if level == Level.COMMUNE else path.startswith(province)
            for words in {name, short}:
                full = key(words)
                self._put(full, row)
                if level == Level.CENTRAL:
                    self._put(full.removesuffix(" tw"), row)
                elif home:
                    # "Sở Nội vụ", "UBND tỉnh": here everybody knows which.
                    kinds, where = _PLACE[Level(level)], re.sub(_KIND_OF_PLACE, "", key(place))
                    self._put(full.removesuffix(f" {where}"), row)
                    self._put(re.sub(rf" (?:{kinds}) {re.escape(where)}$", "", full), row)
        self._learned = {(row.kind, row.key): row for row in LearnedName.objects.filter(unit=near)}

    def _put(self, words: str, row: _Named) -> None:
        if words:
            self._units.setdefault(words, {})[row.pk] = row

    def unit(self, words: str, *, place: str = "", active: bool = True) -> _Named | None:
        """The one unit of this name; of several the nearest, None when two are as near.

        `place` is where the writer sits: "Phòng Kinh tế xã" of xã Tân Kỳ is that of Tân Kỳ.
        """
        name = key(_PURPOSE.sub("", words))
        where = _KIND_OF_PLACE.sub("", key(place))
        tries = [name, _STANDING.sub("", name)]
        if where:
            tries += [f"{name} {where}", *(f"{name} {kind} {where}" for kind in _KINDS)]
        for wanted in dict.fromkeys(tries):
            found = [
                row for row in self._units.get(wanted, {}).values() if row.active or not active
            ]
            found.sort(key=lambda row: (not row.active, -_common(row.path, self.near.area.path)))
            if len(found) == 1:
                return found[0]
            if found and _rank(found[0], self.near) != _rank(found[1], self.near):
                return found[0]
        return None

    def learned(self, words: str, kind: str = LearnedName.Kind.NAME) -> LearnedName | None:
        """What the unit noted about these words."""
        return self._learned.get((kind, fold(words)))

    def match(self, words: str, issuer: Unit | None) -> Match:
        """What the words mean when the issuer writes them; "" and unknown words mean nobody."""
        if (known := self.learned(words)) is not None:
            label = known.meaning.label if known.meaning else ""
            return Match(words, known.meaning, "learned", label, known)
        place = issuer.area.name if issuer else ""
        if (row := self.unit(words, place=place)) is not None:
            return Match(words, Group(label=words, units=(row.pk,)), "name", row.name)
        group = groups.read_phrase(words, issuer or self.near, self.on)
        return Match(words, group, "group" if group else "none")

    def match_all(self, names: Iterable[str], issuer: Unit | None) -> dict[str, Match]:
        """Each different name with what it means, in their order."""
        return {words: self.match(words, issuer) for words in dict.fromkeys(names) if words}

    def issuer(
        self, name: str, parent: str | None, place: str | None, symbol: str | None
    ) -> tuple[Unit | None, LearnedName | None]:
        """The issuing unit, and the learned row that named it if one did.

        What the unit learned of a name or a symbol wins; then the name with the body above it,
        alone, with the place the paper was dated from. Units that exist no more count too.
        """
        for kind, words in ((LearnedName.Kind.NAME, name), (LearnedName.Kind.SYMBOL, symbol or "")):
            known = self.learned(words, kind)
            if known is not None and known.meaning is not None and known.meaning.units:
                return _units(known.meaning.units).first(), known
        above = re.sub(r"^.*?(?=\b(?:tinh|tp|xa|phuong|dac khu) \S)", "", key(parent or ""))
        where = key(place or "")
        tries = [f"{name} {above}", name] if above else [name]
        tries += [f"{name} {level} {where}" for level in ("", "tinh", "tp", "xa") if where]
        for words in tries:
            if name and (row := self.unit(words, active=False)) is not None:
                return _units((row.pk,)).first(), None
        return None, None


def members(matches: Iterable[Match], on: dt.date) -> dict[str, list[str]]:
    """The names of the units each match stands for today; groups cost one query each."""
    found: dict[str, list[str]] = {}
    known: dict[Group, list[str]] = {}
    for match in matches:
        if match.group is None:
            continue
        if match.how == "name":
            found[match.words] = [match.unit_name]
            continue
        meant = replace(match.group, label="")
        if meant not in known:
            known[meant] = list(match.group.resolve(on).values_list("short_name", flat=True))
        found[match.words] = known[meant]
    return found


def _units(keys: Iterable[int]) -> UnitQuerySet:
    return Unit.objects.filter(pk__in=list(keys)).select_related("area")


def _province(path: str) -> str:
    """The province a place lies in; of the country, the country: "/vn/hp/tk/" → "/vn/hp/"."""
    return "/".join(path.split("/")[:3]).rstrip("/") + "/"


def _rank(row: _Named, near: Unit) -> tuple[bool, int]:
    return row.active, _common(row.path, near.area.path)


def _common(a: str, b: str) -> int:
    return sum(1 for x, y in zip(a.split("/"), b.split("/"), strict=False) if x == y)
