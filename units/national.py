"""The whole country after 01/7/2025: 34 provinces, 3,321 communes, seven bodies in each.

What the register already has stays as it is: places are recognised by code or name, bodies by their
kind, line and organisation in the place. Only a body without a superior gets one, so that its line
is whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from units import bodies
from units.bodies import Body, Place
from units.bulk import BATCH, add_units, in_memory, rebuild_paths
from units.dates import today
from units.loading import Outcome
from units.models import Area, Level, Unit, UnitName
from units.places import CAPITAL, Places
from units.text import one_line
from units.unit_file import LoadError

# Districts ended the day before (Nghị quyết 203/2025/QH15).
FIRST_DAY_OF_COMMUNES = dt.date(2025, 7, 1)
# Provinces carry names that are older; the one that got a new name shortly before says from when.
_NEW_PROVINCES = {"Huế": dt.date(2025, 1, 1)}  # Nghị quyết 175/2024/QH15
_ALWAYS: dt.date = Unit._meta.get_field("valid_from").get_default()


@dataclass(frozen=True)
class Commune:
    """A commune, ward or special zone by its official code ("00070")."""

    code: str
    place: Place


@dataclass(frozen=True)
class Province:
    """A province or city by its official code ("01"), with its communes."""

    code: str
    place: Place
    communes: tuple[Commune, ...]


def provinces() -> list[Province]:
    """The country as the `vietnam-provinces` package has it.

    The package is a development extra (GPL-3) and nothing else imports it. Raises LoadError with
    what to do when it is not installed.
    """
    try:
        import vietnam_provinces as source
    except ImportError:
        raise LoadError(
            "Chưa cài gói vietnam-provinces. Cài bằng lệnh: pip install vietnam-provinces."
        ) from None
    inside: dict[int, list[Commune]] = {}
    for ward in source.Ward.iter_all():
        commune = Commune(f"{int(ward.code):05}", Place.of(_official(ward.name)))
        inside.setdefault(int(ward.province_code), []).append(commune)
    return [
        Province(f"{int(row.code):02}", _province(row.name), tuple(inside[int(row.code)]))
        for row in source.Province.iter_all()
    ]


def _official(name: str) -> str:
    """Single spaces, and the sign of "B’Lao" as in print."""
    return one_line(name).replace("'", "’")


def _province(name: str) -> Place:
    place = Place.of(_official(name))
    return place if place.word else Place("tỉnh", place.name)


@transaction.atomic
def load_country(country: Iterable[Province]) -> Outcome:
    """Add what the register lacks of the country; once it is there, nothing changes any more."""
    register = _Register()
    register.seat(bodies.CENTRAL, register.places.country, "tw", CAPITAL, _ALWAYS)
    for province in country:
        area = register.area(province.code, province.place, register.places.country)
        since = _NEW_PROVINCES.get(province.place.name, _ALWAYS)
        words = province.place.before_date
        register.seat(bodies.of_province(province.place), area, area.code, words, since)
        for commune in province.communes:
            inside = register.area(commune.code, commune.place, area)
            register.seat(
                bodies.of_commune(commune.place, province.place),
                inside,
                inside.code,
                commune.place.before_date,
                FIRST_DAY_OF_COMMUNES,
            )
    return register.save()


class _Register:
    """Places and units in memory: three queries to read, a few for each tier to write."""

    def __init__(self) -> None:
        self.places = Places()
        self.units = in_memory(self.places.by_pk)
        self.added: list[tuple[Unit, UnitName]] = []
        self.changed: dict[str, Unit] = {}
        self.known = 0
        day = today()
        # By place and mark; of two alike the older one is meant.
        self._seats: dict[tuple[str, tuple[str, str, str]], Unit] = {}
        for unit in self.units.values():
            if unit.valid_to is None or unit.valid_to >= day:
                key = (unit.area.code, (unit.kind, unit.line, unit.org))
                self._seats.setdefault(key, unit)

    def area(self, code: str, place: Place, parent: Area) -> Area:
        """The place by its name beside its neighbours, else by its code, else a new one."""
        known = self.places.named(place, parent)
        if known is None:
            known = self.places.by_code.get(code)
        level = Level.PROVINCE if parent.level == Level.CENTRAL else Level.COMMUNE
        return known or self.places.add(code, place.title, level, parent)

    def seat(
        self, rows: Iterable[Body], area: Area, prefix: str, place: str, since: dt.date
    ) -> None:
        """Make sure each body exists in the place, under the body of its line one place up."""
        for body in rows:
            parent = self._superior(body, area)
            unit = self._seats.get((area.code, body.mark))
            if unit is None:
                self._add(body, area, f"{prefix}-{body.key}", parent, place, since)
            else:
                self.known += 1
                if unit.parent is None and parent is not None:
                    unit.parent = parent
                    self.changed[unit.code] = unit

    def _superior(self, body: Body, area: Area) -> Unit | None:
        if area.parent is None:
            return None
        if area.level == Level.COMMUNE:
            mark = body.mark
        else:
            mark = next(top.mark for top in bodies.CENTRAL if top.mark[1:] == body.mark[1:])
        return self._seats.get((area.parent.code, mark))

    def _add(
        self, body: Body, area: Area, code: str, parent: Unit | None, place: str, since: dt.date
    ) -> None:
        number, free = 1, code
        while free in self.units:
            number += 1
            free = f"{code}-{number}"
        unit, name = body.unit(free, area, parent), body.names(place)
        unit.valid_from = name.valid_from = since
        self.units[free] = self._seats[area.code, body.mark] = unit
        self.added.append((unit, name))

    def save(self) -> Outcome:
        outcome = Outcome(*self.places.save(), added=len(self.added))
        fresh = {unit.code for unit, _ in self.added}
        for unit in rebuild_paths(self.units.values()):
            if unit.code not in fresh:
                self.changed[unit.code] = unit
        # Only now: new units may stand below one that moved.
        add_units(self.added)
        Unit.objects.bulk_update(self.changed.values(), ["parent", "path"], batch_size=BATCH)
        outcome.changed = len(self.changed)
        outcome.same = self.known - outcome.changed
        return outcome
