"""The places of the country as a register in memory: found by code or by name, added in bulk."""

from __future__ import annotations

from units.bodies import AREA_WORDS, Place
from units.bulk import BATCH, add_areas
from units.models import Area, Level
from units.text import fold, one_line

_RANK = {Level.CENTRAL: 0, Level.PROVINCE: 1, Level.COMMUNE: 2}
COUNTRY = ("vn", "Việt Nam")
CAPITAL = "Hà Nội"  # the place before the date of central papers (NĐ 30/2020, PL I, II.4)


class Places:
    """Every area, and those to be added; one query to begin with, and `save` one for each tier."""

    def __init__(self) -> None:
        self.by_code = {area.code: area for area in Area.objects.order_by("path")}
        by_pk = {area.pk: area for area in self.by_code.values()}
        for area in self.by_code.values():
            area.parent = by_pk[area.parent_id] if area.parent_id else None
        self.by_pk = by_pk
        self.new: list[Area] = []
        self.renamed: dict[str, Area] = {}
        self._names: dict[tuple[str, str], Area] = {}
        for area in self.by_code.values():
            self._remember(area)

    def _remember(self, area: Area) -> None:
        above = area.parent.code if area.parent else ""
        self._names.setdefault((above, _key(area.name)), area)

    @property
    def country(self) -> Area:
        """The State as a whole; added when the register is empty."""
        found = (a for a in self.by_code.values() if a.level == Level.CENTRAL and not a.parent)
        return next(found, None) or self.add(*COUNTRY, Level.CENTRAL, None)

    def named(self, place: Place, parent: Area) -> Area | None:
        """The area of that name directly inside the parent, written with or without its word."""
        return self._names.get((parent.code, _key(place.title))) or self._names.get(
            (parent.code, _key(place.name))
        )

    def add(self, code: str, name: str, level: str, parent: Area | None) -> Area:
        """A new area, saved by `save`."""
        area = Area(code=code, name=name, level=level, parent=parent)
        self.by_code[code] = area
        self.new.append(area)
        self._remember(area)
        return area

    def rename(self, area: Area, name: str) -> None:
        """Another name for a place, saved by `save`."""
        area.name = name
        self.renamed[area.code] = area
        self._remember(area)

    def inside(self, place: Place, near: Area, code: str = "") -> Area:
        """The area of that name in the place of `near` or above it, added when there is none."""
        level = AREA_WORDS.get(place.word) or _below(near)
        above = near
        while above.parent and _RANK[Level(above.level)] >= _RANK[Level(level)]:
            above = above.parent
        if not code and (known := self.named(place, above)) is not None:
            return known
        return self.add(code or self._free_code(place.name), place.title, level, above)

    def _free_code(self, name: str) -> str:
        base = fold(name).replace(" ", "-")[:16].strip("-") or "dia-ban"
        code, number = base, 1
        while code in self.by_code:
            number += 1
            code = f"{base}-{number}"
        return code

    def save(self) -> tuple[int, int]:
        """Write everything; how many areas were added, and how many renamed."""
        add_areas(self.new)
        Area.objects.bulk_update(self.renamed.values(), ["name"], batch_size=BATCH)
        return len(self.new), len(self.renamed)


def _below(area: Area) -> str:
    return Level.PROVINCE if area.level == Level.CENTRAL else Level.COMMUNE


def _key(name: str) -> str:
    return one_line(name).casefold()
