"""Lists as Excel files, in which text stays text and dates are true dates."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from units.dates import in_hanoi

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | int | float | dt.date | None

_WIDEST = 60


def workbook(title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """One sheet with a head row and the rows below it.

    A text that begins like a formula ("=", "+", "-", "@") is stored as text and marked so, that no
    program runs it; nothing is added to it, so it reads back as it was (screens §6, T1).
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    kept = [list(row) for row in rows]
    for place, head in enumerate(heads):
        longest = max([len(head), *(len(_shown(row[place])) for row in kept)])
        width = min(_WIDEST, longest + 2)
        sheet.column_dimensions[get_column_letter(place + 1)].width = width
    bold = Font(bold=True)
    wrapped = Alignment(wrap_text=True, vertical="top")
    table: list[list[Cell]] = [list(heads), *kept]
    for index, row in enumerate(table):
        cells = []
        for value in row:
            text = _storable(value)
            cell = WriteOnlyCell(sheet, value=text)
            cell.alignment = wrapped
            if isinstance(text, str):
                cell.data_type = "s"
                cell.quotePrefix = text.startswith(("=", "+", "-", "@", "\t", "\r"))
            elif isinstance(text, dt.datetime):
                cell.number_format = "DD/MM/YYYY HH:MM:SS"
            elif isinstance(text, dt.date):
                cell.number_format = "DD/MM/YYYY"
            if index == 0:
                cell.font = bold
            cells.append(cell)
        sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _storable(value: Cell) -> Cell:
    """Excel knows no time zones and refuses control characters: instants become Hanoi's clock."""
    if isinstance(value, dt.datetime):
        return in_hanoi(value).replace(tzinfo=None)
    return ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value


def _shown(value: Cell) -> str:
    return "" if value is None else str(value)
