"""Writing many places and units at once: a fixed number of statements for each tier of the tree.

`Area.save` and `Unit.save` keep the paths of one row; these do it for whole tiers, which a country
of 23,500 units needs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from units.models import Area, Unit, UnitName
from units.text import fold, sort_key

BATCH = 1000
_Row = TypeVar("_Row", Area, Unit)


def add_areas(areas: Iterable[Area]) -> None:
    """Save new areas; a parent may be among them."""
    for tier in _tiers(areas):
        for area in tier:
            area.path = path_of(area)
        Area.objects.bulk_create(tier, batch_size=BATCH)


def add_units(named: Sequence[tuple[Unit, UnitName]]) -> None:
    """Save new units with their first names; a parent may be among them."""
    for unit, name in named:
        carry(unit, name)
    for tier in _tiers(unit for unit, _ in named):
        for unit in tier:
            unit.path = path_of(unit)
        Unit.objects.bulk_create(tier, batch_size=BATCH)
    for unit, name in named:
        name.unit = unit
    UnitName.objects.bulk_create([name for _, name in named], batch_size=BATCH)


def carry(unit: Unit, name: UnitName) -> None:
    """Put a name onto its unit, where lists, pickers and search read it; unsaved."""
    unit.name, unit.short_name = name.name, name.short_name
    unit.search_text = fold(f"{name.name} {name.short_name} {unit.symbol}")[:600]
    unit.sort_key = sort_key(name.name)[:600]


def path_of(row: Area | Unit) -> str:
    """Where a row stands in its tree, given that its parent's path is right."""
    return f"{row.parent.path if row.parent else '/'}{row.code}/"


def rebuild_paths(units: Iterable[Unit]) -> list[Unit]:
    """Set the path of every unit anew, unsaved; returns those whose path changed.

    `units` is the whole register with parents in memory (`in_memory`), so this asks nothing of the
    database.
    """
    changed: list[Unit] = []
    done: set[str] = set()

    def place(unit: Unit) -> None:
        if unit.code in done:
            return
        done.add(unit.code)
        if unit.parent:
            place(unit.parent)
        path = path_of(unit)
        if path != unit.path:
            unit.path = path
            changed.append(unit)

    for unit in units:
        place(unit)
    return changed


def in_memory(areas: Mapping[int, Area]) -> dict[str, Unit]:
    """Every unit of the register by code, its parent and its place (of `areas`, by primary key) at
    hand; one query."""
    units = {unit.pk: unit for unit in Unit.objects.order_by("pk")}
    for unit in units.values():
        unit.area = areas[unit.area_id]
        unit.parent = units[unit.parent_id] if unit.parent_id else None
    return {unit.code: unit for unit in units.values()}


def current(names: Sequence[UnitName], day: dt.date) -> UnitName:
    """The name in force on the day among a unit's names, oldest first; the first before them."""
    return next((name for name in reversed(names) if name.valid_from <= day), names[0])


def grouped(rows: Iterable[UnitName]) -> dict[int, list[UnitName]]:
    """Names by their unit, each unit's oldest first."""
    found: dict[int, list[UnitName]] = {}
    for row in sorted(rows, key=lambda row: row.valid_from):
        found.setdefault(row.unit_id, []).append(row)
    return found


def _tiers(rows: Iterable[_Row]) -> list[list[_Row]]:
    """The rows tier by tier: first those whose parents are saved already or who have none."""
    tiers: list[list[_Row]] = []
    depths: dict[int, int] = {}

    def depth(row: _Row) -> int:
        if id(row) not in depths:
            parent = row.parent
            depths[id(row)] = depth(parent) + 1 if parent and parent.pk is None else 0
        return depths[id(row)]

    for row in rows:
        at = depth(row)
        while len(tiers) <= at:
            tiers.append([])
        tiers[at].append(row)
    return tiers
