"""A file of units (CSV) read cell by cell; what is wrong is said by row, in whole sentences."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices

from units.dates import parse_date
from units.forms import ORGANISATIONS
from units.models import Area, Line, Unit, UnitName
from units.text import fold, one_line

REQUIRED = ("code", "name", "kind", "line")
# Folded words of the head row and the column they mean.
_HEADS: Mapping[str, str] = {
    **{name.replace("_", " "): name for name in (
        "code", "name", "kind", "line", "parent", "symbol", "valid_from", "valid_to",
        "area", "area_name", "short_name", "org",
    )},
    "ma": "code", "ten": "name", "loai": "kind", "loai don vi": "kind", "tuyen": "line",
    "cap tren": "parent", "ky hieu": "symbol", "tu ngay": "valid_from",
    "den het ngay": "valid_to", "dia ban": "area", "ma dia ban": "area",
    "ten dia ban": "area_name", "ten gon": "short_name", "to chuc": "org",
}  # fmt: skip
# The code stands in the paths of the tree, between slashes.
_CODE = re.compile(r"[^\W_](?:[\w.-]*[^\W_])?")
_LONGEST: Mapping[str, int] = {
    column: getattr(model._meta.get_field(name), "max_length", None) or 0
    for column, model, name in (
        ("code", Unit, "code"), ("parent", Unit, "code"), ("symbol", Unit, "symbol"),
        ("org", Unit, "org"), ("name", UnitName, "name"), ("short_name", UnitName, "short_name"),
        ("area", Area, "code"), ("area_name", Area, "name"),
    )
}  # fmt: skip


class LoadError(Exception):
    """What is wrong with a file, one Vietnamese sentence for each row; nothing was saved."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass
class UnitRow:
    """One row: `number` is its line in the file; empty cells are "" or None."""

    number: int
    code: str = ""
    name: str = ""
    kind: str = ""
    line: str = ""
    parent: str = ""
    symbol: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    area: str = ""
    area_name: str = ""
    short_name: str = ""
    org: str = ""


@dataclass
class UnitFile:
    """What a file says: its columns, its rows, and what is wrong, by line of the file."""

    columns: frozenset[str]
    rows: list[UnitRow] = field(default_factory=list)
    # Of every row, also of those with something wrong, so that rows below them are not blamed.
    codes: set[str] = field(default_factory=set)
    wrong: list[tuple[int, str]] = field(default_factory=list)

    def blame(self, number: int, sentence: str) -> None:
        """Note what is wrong with a row ("mã trống")."""
        self.wrong.append((number, f"Dòng {number}: {sentence}."))

    def require_right(self) -> None:
        """Raise LoadError with everything noted so far, in the order of the file."""
        if self.wrong:
            raise LoadError(*(sentence for _, sentence in sorted(self.wrong, key=lambda w: w[0])))


def read(data: bytes) -> UnitFile:
    """Read a file in UTF-8, with commas or semicolons, and check every cell by itself.

    A cell that looks like a formula is a text like any other. Raises LoadError when the file as a
    whole cannot be read; what is wrong with single rows is noted in the result.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise LoadError(
            "Tệp không phải UTF-8. Trong Excel, lưu theo loại “CSV UTF-8” rồi nạp lại."
        ) from None
    head = text.lstrip("\r\n").partition("\n")[0]
    mark = ";" if head.count(";") > head.count(",") else ","
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        table = [(lines.line_num, cells) for cells in lines if any(map(str.strip, cells))]
    except csv.Error:
        raise LoadError(f"Dòng {lines.line_num}: không đọc được, xem lại dấu ngoặc kép.") from None
    if not table:
        raise LoadError("Tệp trống.")
    columns = _columns(table[0][1])
    file = UnitFile(frozenset(columns))
    for number, cells in table[1:]:
        _read_row(file, number, columns, cells)
    return file


def _columns(heads: list[str]) -> list[str]:
    columns = []
    for head in map(one_line, heads):
        column = _HEADS.get(fold(head))
        if column is None:
            raise LoadError(f"Dòng 1: không có cột “{head}”. Các cột: {', '.join(_HEADS_SHOWN)}.")
        if column in columns:
            raise LoadError(f"Dòng 1: cột “{head}” có hai lần.")
        columns.append(column)
    if missing := [name for name in REQUIRED if name not in columns]:
        raise LoadError(f"Dòng 1: thiếu cột {', '.join(missing)}.")
    return columns


_HEADS_SHOWN = tuple(dict.fromkeys(_HEADS.values()))


def _read_row(file: UnitFile, number: int, columns: list[str], cells: list[str]) -> None:
    file.codes.update(map(one_line, cells[columns.index("code") :][:1]))
    if len(cells) != len(columns):
        file.blame(number, f"có {len(cells)} ô, dòng đầu có {len(columns)} cột")
        return
    row, right = UnitRow(number), True
    for column, cell in zip(columns, map(one_line, cells), strict=True):
        try:
            setattr(row, column, _READERS.get(column, _text)(column, cell))
        except ValueError as error:
            file.blame(number, str(error).rstrip("."))
            right = False
    if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
        file.blame(number, "ngày kết thúc (valid_to) trước ngày bắt đầu (valid_from)")
        right = False
    if right:
        file.rows.append(row)


def _text(column: str, cell: str) -> str:
    if column in REQUIRED and not cell:
        raise ValueError(f"chưa ghi {column}")
    if len(cell) > _LONGEST.get(column, len(cell)):
        raise ValueError(f"{column} dài quá {_LONGEST[column]} ký tự")
    return cell


def _code(column: str, cell: str) -> str:
    cell = _text(column, cell)
    if cell and not _CODE.fullmatch(cell):
        raise ValueError(f"mã “{cell}” ({column}) chỉ gồm chữ, số, dấu chấm và gạch nối")
    return cell


def _date(column: str, cell: str) -> dt.date | None:
    try:
        return parse_date(cell) if cell else None
    except ValueError as error:
        # The sentence stands in a line of its own after the column's name.
        raise ValueError(f"{column}: {str(error)[:1].lower()}{str(error)[1:]}") from None


def _choice(choices: type[TextChoices]) -> Callable[[str, str], str]:
    """A reader of values, of what people call them and of their names in the code."""
    meant = {
        fold(said): str(member.value)
        for member in choices
        for said in (member.name, str(member.label), str(member.value))
    }

    def read_choice(column: str, cell: str) -> str:
        cell = _text(column, cell)
        if fold(cell) not in meant:
            known = ", ".join(str(member.value) for member in choices)
            raise ValueError(f"không có {column} “{cell}”; ghi một trong: {known}")
        return meant[fold(cell)]

    return read_choice


_ORG_WORDS = {fold(said): org for org, label in ORGANISATIONS if org for said in (org, label)}


def _org(column: str, cell: str) -> str:
    return _ORG_WORDS.get(fold(cell)) or _text(column, cell)


_READERS: Mapping[str, Callable[[str, str], Any]] = {
    "code": _code,
    "parent": _code,
    "area": _code,
    "kind": _choice(Unit.Kind),
    "line": _choice(Line),
    "org": _org,
    "valid_from": _date,
    "valid_to": _date,
}
