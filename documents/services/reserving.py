"""Numbers set aside for a paper still to come ("giữ số")."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from activity.services import record
from documents.errors import PaperError
from documents.models import RegisterNumber
from documents.services import numbering
from units.actors import Actor
from units.dates import format_date, today
from units.text import one_line


@transaction.atomic
def reserve_number(*, by: Actor, day: dt.date, type_code: str, reason: str) -> RegisterNumber:
    """Set the next number of a series aside ("giữ số"), for a paper still to come.

    `type_code` decides the series where the unit counts by type. The number stands in the register
    with its reason until a paper carries it or it becomes void. Raises PaperError without a reason
    or for a day to come.
    """
    reason = one_line(reason)[:300]
    if not reason:
        raise PaperError("Giữ số phải ghi lý do.")
    if day > today():
        raise PaperError(f"Ngày giữ số không muộn hơn hôm nay, {format_date(today())}.")
    series, period = numbering.book_of(by.unit, type_code, day)
    line = numbering.take(by.unit, series, period, by=by, reason=reason)
    record(
        target=by.unit,
        verb="documents.reserve_number",
        sentence=f"{by.unit}: {by.user} giữ số {line.number} ({period})",
        by=by,
        reason=reason,
    )
    return line
