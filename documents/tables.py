"""Tables of appendices: pasted from Word or Excel as text, kept as heads and rows."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import Any

from openpyxl import load_workbook

from documents.content import Table
from units.dates import format_date, number_vi
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


_MOST_UNPACKED = 50 * 1024 * 1024


def read_sheet(data: bytes) -> Table | None:
    """The first sheet of an .xlsx file as a table, its figures and days as papers write them.

    Formulas give the value Excel kept. Raises ValueError with the sentence for the form.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(entry.file_size for entry in package.infolist()) > _MOST_UNPACKED:
                raise ValueError("Tệp Excel quá lớn. Chép phần cần dùng sang tệp mới rồi tải lại.")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(max_row=MAX_ROWS + 2, max_col=MAX_COLUMNS + 1)
        lines = ["\t".join(_cell(cell) for cell in row).rstrip("\t") for row in rows]
    except (KeyError, IndexError, OSError, SyntaxError, zipfile.BadZipFile) as error:
        raise ValueError("Không đọc được tệp Excel. Mở bằng Excel, lưu lại rồi tải lên.") from error
    table = parse_table("\n".join(lines))
    if table is None:
        raise ValueError("Trang tính đầu tiên không có chữ nào.")
    return table


def _cell(cell: Any) -> str:
    """What a cell shows, in the papers' way: thousands by dots where Excel groups them."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return format_date(value.date())
    if isinstance(value, dt.date):
        return format_date(value)
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, int | float):
        form = str(cell.number_format)
        if "%" in form:
            return f"{number_vi(round(value * 100, 2))}%"
        return number_vi(value) if "," in form else str(value).replace(".", ",")
    return one_line(str(value))


def to_text(table: Table | None) -> str:
    """The table as it can be pasted again: cells divided by tabs."""
    if table is None:
        return ""
    return "\n".join("\t".join(row) for row in (table["head"], *table["rows"]))


def _inside(line: str, mark: str) -> str:
    """A line of a table drawn with "|" may open and close with one."""
    return line.strip().strip("|") if mark == "|" else line
