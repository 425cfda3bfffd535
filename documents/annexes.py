"""Appendices as printed: label, title, reference line, text, tables with measured columns."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from documents import fonts, formats
from documents.content import Appendix, PaperContent, Table
from documents.running_text import Line, outlined, printed
from documents.types import get as get_type
from documents.wording import clean, ended, set_text, upper, wrap

MM = 72 / 25.4
"""Points in a millimetre."""


@dataclass(frozen=True, slots=True)
class AppendixSheet:
    """One appendix as printed; `widths` are its table's columns in millimetres.

    `head` and `rows` are the table's cells as HTML, in which numbers of papers hold together.
    """

    label: str
    title: list[str]
    reference: list[str]
    body: list[Line]
    table: Table | None
    head: list[SafeString]
    rows: list[list[SafeString]]
    widths: list[float]
    centred: list[int]
    closing_mark: str
    landscape: bool


_TABLE_SIZE = 12
_CELL_PADDING = 3.6


def _cell_widths(table: Table, column: int) -> tuple[float, float]:
    """Millimetres a column needs for its longest word, and for its longest cell on one line."""
    cells = [row[column] for row in table["rows"]]
    words = " ".join([table["head"][column], *cells]).split()
    head = fonts.width(table["head"][column], _TABLE_SIZE, "bold") / MM
    word = max((fonts.width(word, _TABLE_SIZE, "bold") for word in words), default=0) / MM
    line = max((fonts.width(cell, _TABLE_SIZE, "regular") for cell in cells), default=0) / MM
    # A head may take two lines.
    return min(word, 60) + _CELL_PADDING, max(word, line, head / 1.8) + _CELL_PADDING


def column_widths(table: Table, available: float) -> list[float]:
    """Column widths in millimetres that add up to `available`.

    No column is narrower than its longest word if that can be had; short cells stay on one line
    where possible, and what is left goes to the columns with the longest texts.
    """
    columns = len(table["head"])
    sizes = [_cell_widths(table, column) for column in range(columns)]
    widths = [floor for floor, _ in sizes]
    if sum(widths) >= available:
        return [round(width * available / sum(widths), 2) for width in widths]
    for ceiling in (available / columns, available):
        wanted = [
            max(min(wish, ceiling) - width, 0)
            for width, (_, wish) in zip(widths, sizes, strict=True)
        ]
        share = min((available - sum(widths)) / (sum(wanted) or 1), 1)
        widths = [width + want * share for width, want in zip(widths, wanted, strict=True)]
    return [round(width * available / sum(widths), 2) for width in widths]


def _cells(row: list[str], widths: list[float], style: fonts.Style) -> list[SafeString]:
    """Cells as HTML; a number too wide for its column may break, or it would leave the table."""

    def held(room: float) -> Callable[[str], bool]:
        return lambda text: fonts.width(text, _TABLE_SIZE, style) / MM < room - _CELL_PADDING

    return [set_text(cell, held(room)) for cell, room in zip(row, widths, strict=True)]


def reference_line(content: PaperContent, profile: formats.Profile, day: dt.date | None) -> str:
    """ "(Kèm theo Kế hoạch số 67/KH-UBND ngày … của Ủy ban nhân dân …)"."""
    number = formats.number_line(profile, content["number"], content["symbol"])
    number = number.removeprefix("Số:").removeprefix("Số")
    if content["number"]:
        number = f" {number.strip()}"
    date = formats.place_date_line("", day, content["year_hint"])
    comma = "," if profile.cite_comma else ""
    issuer = clean(content["issuer"]) or " ".join(content["head_name"])
    name = get_type(content["type_code"]).name
    return clean(f"(Kèm theo {name} số{number}{comma} {date} của {issuer})")


def _evened(table: Table) -> Table | None:
    """The table with every row filled up to the same number of cells; None when it has no cell."""
    columns = max(map(len, [table["head"], *table["rows"]]))
    if not columns:
        return None
    head, *rows = (
        [clean(cell) for cell in row] + [""] * (columns - len(row))
        for row in [table["head"], *table["rows"]]
    )
    return Table(head=head, rows=rows, numeric=table["numeric"])


def appendix_sheet(
    appendix: Appendix, label: str, reference: str, profile: formats.Profile
) -> AppendixSheet:
    size, (_, right, _, left) = profile.sizes.type_name, profile.margins
    width = (297 if appendix["landscape"] else 210) - left - right
    table = appendix["table"]
    if table:
        table = _evened(table)
    widths = column_widths(table, width) if table else []
    words = outlined(appendix["text"], profile)
    mark = profile.end_mark if profile.end_mark != "." else ""
    if words and words[-1].kind == "text" and not table:
        words[-1].text, mark = ended(words[-1].text, profile.end_mark), ""
    return AppendixSheet(
        label=label,
        title=wrap(upper(clean(appendix["title"])), size, width * MM, "bold"),
        # The blank of an unnumbered paper is several spaces; as no-break spaces they survive.
        reference=wrap(
            re.sub("  +", lambda blank: "\u00a0" * len(blank[0]), reference),
            size,
            (width - 10) * MM,
            "italic",
        ),
        body=printed(words),
        table=table,
        head=_cells(table["head"], widths, "bold") if table else [],
        rows=[_cells(row, widths, "regular") for row in table["rows"]] if table else [],
        widths=widths,
        centred=[n for n, name in enumerate(table["head"]) if name in ("TT", "STT")]
        if table
        else [],
        closing_mark=mark,
        landscape=appendix["landscape"],
    )
