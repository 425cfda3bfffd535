"""Tables of appendices: pasted from Word or Excel as text, kept as heads and rows."""

from __future__ import annotations

import re

from documents.content import Table
from units.text import clean, one_line

_FIGURE = re.compile(r"[+-]?[\d.,]+\s*%?")
MAX_ROWS, MAX_COLUMNS = 500, 20


def parse_table(text: str) -> Table | None:
    """Read a pasted table: a row a line, cells divided by tabs (or by "|"), heads first.

    None for empty text. Columns that hold only figures are marked as numeric. Raises ValueError
    with the sentence for the form when it is no table.
    """
    lines = [line for line in clean(text).split("\n") if line.strip()]
    if not lines:
        return None
    mark = "\t" if any("\t" in line for line in lines) else "|"
    rows = [[one_line(cell) for cell in _inside(line, mark).split(mark)] for line in lines]
    width = max(map(len, rows))
    if width < 2:
        raise ValueError("Chưa thấy cột nào. Chép cả bảng từ Word hoặc Excel rồi dán vào ô này.")
    if len(rows) < 2:
        raise ValueError("Bảng phải có dòng tên cột và ít nhất một dòng số liệu.")
    if width > MAX_COLUMNS or len(rows) > MAX_ROWS:
        raise ValueError(
            f"Bảng có {len(rows)} dòng, {width} cột; nhận tối đa {MAX_ROWS} dòng, "
            f"{MAX_COLUMNS} cột. Tách thành nhiều phụ lục."
        )
    head, *body = [row + [""] * (width - len(row)) for row in rows]
    numeric = [
        column
        for column in range(width)
        if any(row[column] for row in body)
        and all(_FIGURE.fullmatch(row[column]) for row in body if row[column])
    ]
    return Table(head=head, rows=body, numeric=numeric)


def to_text(table: Table | None) -> str:
    """The table as it can be pasted again: cells divided by tabs."""
    if table is None:
        return ""
    return "\n".join("\t".join(row) for row in (table["head"], *table["rows"]))


def _inside(line: str, mark: str) -> str:
    """A line of a table drawn with "|" may open and close with one."""
    return line.strip().strip("|") if mark == "|" else line
