"""Loading units from a file: all of it or nothing, and a second time changes nothing.

A file says what units are called from a day on. New codes are added; a unit whose name differs gets
the new name from that day and keeps the old one for the papers of its time (design §2, "đơn vị").
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from units import bodies
from units.administration import LEADS
from units.bodies import Place
from units.bulk import BATCH, add_units, carry, current, grouped, in_memory, rebuild_paths
from units.dates import format_date, today
from units.models import Area, Line, Unit, UnitName
from units.places import CAPITAL, COUNTRY, Places
from units.unit_file import UnitFile, UnitRow

_FIRST_DAY: dt.date = Unit._meta.get_field("valid_from").get_default()
_LONGEST_PATH = Unit._meta.get_field("path").max_length or 0
_DEEPEST = _LONGEST_PATH // 3
_TOO_DEEP = "cây đơn vị sâu quá; bớt bậc hoặc rút ngắn mã của các cấp trên"
# Columns of the file that are columns of the unit; those a file leaves out stay as they are.
_PLAIN = ("kind", "line", "symbol", "valid_to")
_WRITTEN = (
    *_PLAIN, "org", "parent", "area", "level", "path", "valid_from",
    "name", "short_name", "search_text", "sort_key",
)  # fmt: skip


@dataclass
class Outcome:
    """How many areas and units a load added, changed and renamed, and how many units it left as
    they were."""

    areas: int = 0
    areas_renamed: int = 0
    added: int = 0
    changed: int = 0
    renamed: int = 0
    same: int = 0

    @property
    def anything(self) -> bool:
        counts = (self.areas, self.areas_renamed, self.added, self.changed, self.renamed)
        return any(counts)


@transaction.atomic
def load(file: UnitFile) -> Outcome:
    """Write what the file says about units into the register.

    Raises LoadError with every wrong row; nothing is saved then. The number of statements grows
    with the tiers of the tree and the batches written, not with the rows.
    """
    loader = _Loader(file)
    loader.check_tree()
    file.require_right()
    loader.apply()
    file.require_right()
    return loader.save()


@dataclass
class _Loader:
    """The register in memory, with what the file makes of it."""

    file: UnitFile
    places: Places = field(default_factory=Places)
    added: list[tuple[Unit, UnitName]] = field(default_factory=list)
    new_names: list[UnitName] = field(default_factory=list)
    corrected: dict[int, UnitName] = field(default_factory=dict)
    changed: dict[str, Unit] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.units = in_memory(self.places.by_pk)
        self.names = grouped(UnitName.objects.all())
        self.rows = {row.code: row for row in self.file.rows}
        self.day = today()
        pks = {unit.pk: code for code, unit in self.units.items()}
        self._heads = {
            pks[pk]: current(names, self.day).head_name for pk, names in self.names.items()
        }

    # --- Is the tree a tree?

    def check_tree(self) -> None:
        """Every code once, every superior known, nobody under itself, nobody under a line that
        does not lead the own one."""
        seen: dict[str, int] = {}
        for row in self.file.rows:
            if row.code in seen:
                said = f"mã “{row.code}” đã có ở dòng {seen[row.code]}; mỗi đơn vị ghi một dòng"
                self.file.blame(row.number, said)
            else:
                seen[row.code] = row.number
        for row in self.file.rows:
            if not row.parent:
                continue
            if row.parent not in self.file.codes and row.parent not in self.units:
                said = f"không có đơn vị cấp trên mã “{row.parent}” trong tệp và trong danh mục"
                self.file.blame(row.number, said)
            elif row.line not in LEADS[self._line(row.parent, row.line)]:
                above = Line(self._line(row.parent, row.line)).label
                below = Line(row.line).label
                said = f"cấp trên “{row.parent}” thuộc tuyến {above}, không chỉ đạo tuyến {below}"
                self.file.blame(row.number, said)
        self._check_circles()

    def _line(self, code: str, default: str) -> str:
        """The line of a unit in file or register; the default for one whose row is wrong."""
        if code in self.rows:
            return self.rows[code].line
        return self.units[code].line if code in self.units else default

    def _above(self, code: str) -> str:
        """The superior's code once the file is loaded; "" at the top."""
        if code in self.rows and (code not in self.units or "parent" in self.file.columns):
            return self.rows[code].parent
        unit = self.units.get(code)
        return unit.parent.code if unit and unit.parent else ""

    def _check_circles(self) -> None:
        depths: dict[str, int] = {"": 0}
        for row in self.file.rows:
            way: dict[str, None] = {}
            code = row.code
            while code not in depths and code not in way:
                way[code] = None
                code = self._above(code)
            if code in way:
                circle = [*list(way)[list(way).index(code) :], code]
                said = f"đơn vị thành cấp trên của chính mình: {' → '.join(circle)}"
                self.file.blame(row.number, said)
                depths[code] = 0
            for step in reversed(way):
                depths.setdefault(step, depths.get(self._above(step), 0) + 1)
            if depths[row.code] > _DEEPEST:
                self.file.blame(row.number, _TOO_DEEP)

    # --- What each row means

    def apply(self) -> None:
        """Turn the rows into units, superiors first: places lie beside their superiors'."""
        waiting = dict(self.rows)

        def take(row: UnitRow) -> None:
            del waiting[row.code]
            above = waiting.get(self._above(row.code))
            if above is not None:
                take(above)
            self._apply_row(row)

        while waiting:
            take(next(iter(waiting.values())))
        fresh = {unit.code for unit, _ in self.added}
        for unit in rebuild_paths(self.units.values()):
            if unit.code not in fresh:
                self.changed[unit.code] = unit
        for row in self.rows.values():
            if row.code in self.units and len(self.units[row.code].path) > _LONGEST_PATH:
                self.file.blame(row.number, _TOO_DEEP)

    def _apply_row(self, row: UnitRow) -> None:
        parent = self.units.get(self._above(row.code))
        area = self._area(row, parent)
        if area is None:
            return
        unit = self.units.get(row.code)
        if unit is None:
            self.units[row.code] = self._new(row, parent, area)
        else:
            self._change(row, unit, parent, area)

    def _area(self, row: UnitRow, parent: Unit | None) -> Area | None:
        """Where the unit sits: as written, else the place its name leads, else its superior's."""
        known = self.units.get(row.code)
        near = parent.area if parent else self.places.country
        if row.area:
            if (found := self.places.by_code.get(row.area)) is not None:
                self._rename_area(row, found)
                return found
            place = Place.of(row.area_name) if row.area_name else bodies.place_in(row.name)
            if place is None:
                said = f"chưa có địa bàn mã “{row.area}”; ghi tên của địa bàn ở cột area_name"
                self.file.blame(row.number, said)
                return None
            return self.places.inside(place, near, row.area)
        if row.area_name:
            return self.places.inside(Place.of(row.area_name), near)
        if known is not None:
            return known.area
        own = bodies.place_in(row.name)
        return self.places.inside(own, near) if own else near

    def _rename_area(self, row: UnitRow, area: Area) -> None:
        """A place has today's name only; the file may change it, once."""
        name = Place.of(row.area_name).title
        if not name or name == area.name:
            return
        if area.pk is None or area.code in self.places.renamed:
            said = f"địa bàn mã “{area.code}” ở dòng trên mang tên “{area.name}”"
            self.file.blame(row.number, said)
        self.places.rename(area, name)

    def _new(self, row: UnitRow, parent: Unit | None, area: Area) -> Unit:
        since = row.valid_from or _FIRST_DAY
        unit = Unit(
            code=row.code,
            kind=row.kind,
            line=row.line,
            level=area.level,
            org=self._org(row),
            area=area,
            parent=parent,
            symbol=row.symbol,
            valid_from=since,
            valid_to=row.valid_to,
        )
        name = self._named(row, unit, since)
        carry(unit, name)
        self.added.append((unit, name))
        return unit

    def _org(self, row: UnitRow) -> str:
        mass = row.kind == Unit.Kind.ASSOCIATION
        return row.org or (bodies.organisation_of(row.name) if mass else "")

    def _named(self, row: UnitRow, unit: Unit, since: dt.date) -> UnitName:
        """The names the row gives the unit from a day on, with the head of its papers."""
        above = self._heads.get(unit.parent.code, "") if unit.parent else ""
        head_parent, head_name = bodies.head_lines(row.name, row.kind, above)
        self._heads[row.code] = head_name
        own = bodies.place_in(row.name) or Place.of(unit.area.name)
        return UnitName(
            unit=unit,
            name=row.name,
            short_name=row.short_name or bodies.short_name(row.name)[:200],
            head_parent=head_parent,
            head_name=head_name,
            place=own.before_date if own.name != COUNTRY[1] else CAPITAL,
            valid_from=since,
        )

    def _change(self, row: UnitRow, unit: Unit, parent: Unit | None, area: Area) -> None:
        wanted: dict[str, Any] = {"parent": parent, "area": area, "level": area.level}
        for column in _PLAIN:
            if column in self.file.columns:
                wanted[column] = getattr(row, column)
        if "org" in self.file.columns:
            wanted["org"] = self._org(row)
        for name, value in wanted.items():
            if getattr(unit, name) != value:
                setattr(unit, name, value)
                self.changed[unit.code] = unit
        self._rename(row, unit)
        if unit.valid_to and unit.valid_to < unit.valid_from:
            said = f"ngày kết thúc trước ngày đơn vị bắt đầu ({format_date(unit.valid_from)})"
            self.file.blame(row.number, said)

    def _rename(self, row: UnitRow, unit: Unit) -> None:
        """A new name needs a later day; the same name with another day moves the day."""
        names, since = self.names.setdefault(unit.pk, []), row.valid_from
        if not names:
            names.append(self._named(row, unit, since or unit.valid_from))
            self.new_names.append(names[-1])
        latest = names[-1]
        same = [name for name in names if name.name == row.name]
        if any(since in (None, name.valid_from) for name in same):
            pass
        elif since is None or (not same and since <= latest.valid_from):
            self.file.blame(
                row.number,
                f"đơn vị mang tên “{latest.name}” từ {format_date(latest.valid_from)}; "
                "tên mới phải có valid_from sau ngày đó",
            )
        elif same and same[-1] is latest:
            self._move_name(row, unit, names, since)
        else:
            names.append(self._named(row, unit, since))
            self.new_names.append(names[-1])
        if row.short_name and names[-1].name == row.name and names[-1].short_name != row.short_name:
            names[-1].short_name = row.short_name
            self.corrected[id(names[-1])] = names[-1]
        before = (unit.name, unit.short_name, unit.search_text)
        carry(unit, current(names, self.day))
        if before != (unit.name, unit.short_name, unit.search_text):
            self.changed[unit.code] = unit

    def _move_name(self, row: UnitRow, unit: Unit, names: list[UnitName], since: dt.date) -> None:
        """The latest name began on another day than the register says; the first one begins with
        the unit itself."""
        if len(names) > 1 and since <= names[-2].valid_from:
            self.file.blame(
                row.number,
                f"tên “{row.name}” không thể bắt đầu trước tên cũ "
                f"(từ {format_date(names[-2].valid_from)})",
            )
            return
        names[-1].valid_from = since
        self.corrected[id(names[-1])] = names[-1]
        if len(names) == 1:
            unit.valid_from = since
            self.changed[unit.code] = unit

    # --- Writing

    def save(self) -> Outcome:
        """Write everything; the register's own checks hold, since the rows passed the same."""
        areas, areas_renamed = self.places.save()
        outcome = Outcome(areas, areas_renamed, added=len(self.added))
        add_units(self.added)
        fresh = [name for name in self.new_names if name.pk is None]
        UnitName.objects.bulk_create(fresh, batch_size=BATCH)
        corrected = [name for name in self.corrected.values() if name.pk]
        UnitName.objects.bulk_update(corrected, ["short_name", "valid_from"], batch_size=BATCH)
        Unit.objects.bulk_update(self.changed.values(), _WRITTEN, batch_size=BATCH)
        renamed = {name.unit_id for name in fresh}
        outcome.renamed = len(renamed)
        touched = {unit.pk for unit in self.changed.values()} | {n.unit_id for n in corrected}
        outcome.changed = len(touched - renamed)
        listed = {self.units[code].pk for code in self.rows}
        new = {unit.pk for unit, _ in self.added}
        outcome.same = len(listed - new - touched - renamed)
        return outcome
