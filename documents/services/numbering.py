"""Giving numbers: one counter row per (unit, series, period), gapless, by the clerk ("cấp số")."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from activity.outbox import promise
from documents import compose, formats
from documents.content import PaperContent
from documents.errors import PaperError
from documents.lifecycle import Action, State
from documents.models import Document, NumberCounter, RegisterNumber
from documents.services.moving import move
from units.actors import Actor
from units.dates import HANOI, format_date, today
from units.models import Line, Unit


def series_of(document: Document, day: dt.date) -> tuple[str, str]:
    """(series, period) in which the paper is numbered on a day.

    State bodies restart each 1 January, in one series or one per type as the head decided
    (NĐ 30/2020, Điều 15); Party bodies count per type and term of the committee (HD 36, 1.3).
    """
    unit = document.issuer
    if unit.line == Line.PARTY:
        return document.type_code, f"NK{unit.term_start.isoformat() if unit.term_start else ''}"
    per_type = unit.numbering == Unit.Numbering.PER_TYPE
    return document.type_code if per_type else "", str(day.year)


def next_number(document: Document, day: dt.date | None = None) -> int:
    """The number the paper would get now: the one kept for it, else the next of its series."""
    kept = document.register_numbers.filter(state=RegisterNumber.State.RESERVED).first()
    if kept is not None:
        return kept.number
    series, period = series_of(document, day or today())
    counter = NumberCounter.objects.filter(unit=document.issuer, series=series, period=period)
    return (counter.values_list("last", flat=True).first() or 0) + 1


@transaction.atomic
def give_number(document: Document, *, by: Actor, day: dt.date, seen_number: int) -> None:
    """Number and date the approved paper; the PDF with its number is promised as a job.

    `seen_number` is the number the clerk saw. Raises PaperError when it went to another paper
    meanwhile, when the day lies outside [approval, today], or when the paper changed after its
    approval.
    """
    _check_day(document, day)
    current = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if State(current.state) is State.APPROVED:
        _check_unchanged(current)
    line = current.register_numbers.filter(state=RegisterNumber.State.RESERVED).first()
    if line is None:
        line = _take_number(current, day, by)
    if line.number != seen_number:
        raise PaperError(
            f"Số {seen_number} vừa cấp cho văn bản khác. Số tiếp theo là {line.number}."
        )
    current.date, current.number = day, line.number
    symbol = compose.symbol_of(current)
    profile = compose.profile_of(current, day)
    full = formats.full_number(profile, line.number, symbol)
    changes = {
        "number": line.number,
        "symbol": symbol,
        "full_number": full,
        "date": day,
        "profile": profile.key,
        "place": current.issuer.name_on(day).place,
        "numbered_at": timezone.now(),
    }
    for name, value in changes.items():
        setattr(current, name, value)
    frozen = compose.build_content(current)
    # The state comes last: move() compares it with the database.
    move(document, Action.NUMBER, by=by, data={"number": full}, content=frozen, **changes)
    Document.objects.get(pk=document.pk).save(update_fields=["search_text"])
    promise(
        "numbered_pdf",
        key=f"numbered:{document.pk}:{full}:{document.revision_count}",
        payload={"document": document.pk},
    )


@transaction.atomic
def void_number(line: RegisterNumber, *, by: Actor, reason: str) -> None:
    """Mark a kept number as never to be used; it stays in the register with the reason."""
    if not reason.strip():
        raise PaperError("Số bỏ phải ghi lý do.")
    RegisterNumber.objects.filter(pk=line.pk, state=RegisterNumber.State.RESERVED).update(
        state=RegisterNumber.State.VOID, reason=reason.strip()
    )


def _take_number(document: Document, day: dt.date, by: Actor) -> RegisterNumber:
    """The next number of the series. The counter row is locked until the transaction ends."""
    series, period = series_of(document, day)
    unit = document.issuer
    NumberCounter.objects.bulk_create(
        [NumberCounter(unit=unit, series=series, period=period)], ignore_conflicts=True
    )
    rows = NumberCounter.objects.filter(unit=unit, series=series, period=period)
    rows.update(last=F("last") + 1)
    return RegisterNumber.objects.create(
        unit=unit,
        series=series,
        period=period,
        number=rows.get().last,
        document=document,
        given_by=by.user,
    )


def _check_day(document: Document, day: dt.date) -> None:
    approved = document.approved_at.astimezone(HANOI).date() if document.approved_at else None
    if day > today():
        raise PaperError(f"Ngày văn bản không muộn hơn hôm nay, {format_date(today())}.")
    if approved and day < approved:
        raise PaperError(f"Ngày văn bản không sớm hơn ngày duyệt, {format_date(approved)}.")


# Set when the paper is numbered, so they differ from the approved revision by nature.
_LATER = (
    "number",
    "symbol",
    "date",
    "year_hint",
    "profile",
    "place",
    "head_parent",
    "head_name",
    "issuer",
    "contact",
    "demo",
    "verify",
)


def _check_unchanged(document: Document) -> None:
    """The paper must still say what was approved; anything else needs a new review."""
    revision = document.approved_revision
    if revision is None or _text(revision.content) != _text(compose.build_content(document)):
        raise PaperError(
            "Nội dung đã khác bản được duyệt. Phải trình thẩm định lại trước khi cấp số."
        )


def _text(body: PaperContent) -> dict[str, object]:
    return {key: value for key, value in body.items() if key not in _LATER}
