"""The two books of a unit as the law draws them: ten columns each (NĐ 30/2020, PL IV)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from documents import types
from documents.models import Document, IncomingEntry, Recipient, RegisterNumber
from documents.querysets import receipt_counts
from documents.services import numbering
from units.dates import format_date, in_hanoi, today
from units.models import Unit
from units.sheets import Cell

# The ten columns of each book, and their widths in millimetres on a landscape A4.
OUT_HEADS = (
    "Số, ký hiệu",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)
OUT_WIDTHS = (26, 21, 62, 27, 44, 22, 13, 21, 20, 21)
IN_HEADS = (
    "Ngày đến",
    "Số đến",
    "Tác giả",
    "Số, ký hiệu",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung",
    "Đơn vị hoặc người nhận",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)
IN_WIDTHS = (21, 13, 40, 28, 21, 71, 30, 21, 14, 18)


@dataclass(frozen=True)
class Row:
    """One line of a book: its ten cells, and what it stands for."""

    cells: Sequence[Cell]
    document: Document | None
    line: RegisterNumber | IncomingEntry

    @property
    def is_kept(self) -> bool:
        """Whether it is a number given and kept, which no paper carries at the moment."""
        line = self.line
        if not isinstance(line, RegisterNumber) or line.state != RegisterNumber.State.RESERVED:
            return False
        return self.document is None or self.document.number != line.number

    @property
    def shown(self) -> list[str]:
        """The cells as text for the page and for print."""
        return [_text(cell) for cell in self.cells]


def _text(cell: Cell) -> str:
    if isinstance(cell, dt.date):
        return format_date(cell)
    return "" if cell is None else str(cell)


def period_label(period: str) -> str:
    """ "Năm 2026", or "Nhiệm kỳ từ 30/9/2025" for a Party committee's numbers."""
    if not period.startswith("NK"):
        return f"Năm {period}"
    start = period.removeprefix("NK")
    if not start:
        return "Nhiệm kỳ chưa ghi ngày bắt đầu"
    return f"Nhiệm kỳ từ {format_date(dt.date.fromisoformat(start))}"


def current_period(unit: Unit) -> str:
    """The book the unit writes in today."""
    return numbering.period_of(unit, today())


def outgoing(unit: Unit, period: str, series: str = "") -> QuerySet[RegisterNumber]:
    """The numbers of one book, highest first, with what their rows show; three queries a page."""
    lines = RegisterNumber.objects.filter(unit=unit, period=period)
    if series:
        lines = lines.filter(series=series)
    return (
        lines.select_related("document__issuer", "document__replaced_by")
        .defer("document__content", "document__search_text")
        .prefetch_related("document__recipients")
        .annotate(**receipt_counts("document"))
        .order_by("series", "-number")
    )


def outgoing_row(line: RegisterNumber) -> Row:
    """The ten cells of one number; a void one keeps its line with the reason."""
    document = line.document
    if document is None:
        return Row(_without_paper(line), None, line)
    carried = document.number == line.number and line.state != RegisterNumber.State.VOID
    day = document.date if carried and document.date else in_hanoi(line.given_at).date()
    kinds: dict[str, list[str]] = {}
    for recipient in document.recipients.all():
        kinds.setdefault(recipient.kind, []).append(str(recipient))
    sent, entered = getattr(line, "sent", 0), getattr(line, "entered", 0)
    issued = in_hanoi(document.issued_at).date() if document.issued_at and carried else None
    note = ""
    if line.state == RegisterNumber.State.VOID:
        note = f"Số bỏ: {line.reason}"
    elif not carried:
        note = "Giữ số: người ký trả lại văn bản"
    elif document.state != "issued" and (label := document.state_label()):
        note = label.label
    return Row(
        [
            numbering.full_number_for(document, line.number, day),
            document.date if carried else None,
            f"{document.type_name}: {document.subject}",
            document.signer_name,
            "; ".join(
                kinds.get(Recipient.Kind.ADDRESSEE, []) + kinds.get(Recipient.Kind.RECIPIENT, [])
            ),
            "; ".join(kinds.get(Recipient.Kind.ARCHIVE, [])),
            sent if issued else None,
            issued,
            f"{entered} trên {sent} nơi đã vào sổ" if issued and sent else "",
            note,
        ],
        document,
        line,
    )


def _without_paper(line: RegisterNumber) -> list[Cell]:
    """The cells of a number set aside, or void before any paper carried it: its number and why."""
    label = "Số bỏ" if line.state == RegisterNumber.State.VOID else "Giữ số"
    kind = types.get(line.series).name if line.series else ""
    return [f"{line.number:02d}", None, kind, "", "", "", None, None, "", f"{label}: {line.reason}"]


def incoming(unit: Unit, year: int) -> QuerySet[IncomingEntry]:
    """The book of incoming papers of one year, latest first, with what its rows show."""
    return (
        IncomingEntry.objects.filter(unit=unit, year=year)
        .select_related("document__issuer", "document__replaced_by", "registered_by")
        .defer("document__content", "document__search_text")
        .order_by("-number")
    )


def incoming_row(entry: IncomingEntry) -> Row:
    """The ten cells of one incoming paper; a paper no longer in force says so."""
    document = entry.document
    label = document.state_label("reviewer")
    state = label.label if label and document.state != "issued" else ""
    return Row(
        [
            entry.arrived_on,
            entry.number,
            document.issuer.name,
            document.full_number,
            document.date,
            f"{document.type_name}: {document.subject}",
            entry.handed_to,
            in_hanoi(entry.registered_at).date() if entry.handed_to else None,
            "",
            "; ".join(filter(None, (entry.note, state))),
        ],
        document,
        entry,
    )
