"""Giving numbers: one counter row per (unit, series, period), gapless, by the clerk ("cấp số")."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone

from activity.models import Notice
from activity.outbox import promise
from activity.services import Message, record, tell
from documents import compose, formats, permissions, verification
from documents.content import PaperContent
from documents.errors import PaperError
from documents.lifecycle import Action, State
from documents.models import Document, NumberCounter, RegisterNumber
from documents.services.moving import move, require_source
from units.actors import Actor, people_with
from units.dates import HANOI, clock, format_date, today
from units.models import Line, Role, Unit
from units.text import one_line


def series_of(document: Document, day: dt.date) -> tuple[str, str]:
    """(series, period) in which the paper is numbered on a day.

    State bodies restart each 1 January, in one series or one per type as the head decided
    (NĐ 30/2020, Điều 15); Party bodies count per type and term of the committee (HD 36, 1.3).
    """
    return book_of(document.issuer, document.type_code, day)


def book_of(unit: Unit, type_code: str, day: dt.date) -> tuple[str, str]:
    """(series, period) in which a unit numbers its papers of a type on a day."""
    per_type = unit.line == Line.PARTY or unit.numbering == Unit.Numbering.PER_TYPE
    return type_code if per_type else "", period_of(unit, day)


def period_of(unit: Unit, day: dt.date) -> str:
    """The book a day belongs to: "2026", or "NK2025-10-01" by the first day of the term."""
    if unit.line != Line.PARTY:
        return str(day.year)
    start = unit.term_on(day)
    return f"NK{start.isoformat() if start else ''}"


def next_number(document: Document, day: dt.date | None = None) -> int:
    """The number the paper would get now: the one kept for it, else the next of its series."""
    day = day or today()
    series, period = series_of(document, day)
    kept = _kept(document).filter(series=series, period=period).first()
    if kept is not None:
        return kept.number
    counter = NumberCounter.objects.filter(unit=document.issuer, series=series, period=period)
    return (counter.values_list("last", flat=True).first() or 0) + 1


def full_number_for(document: Document, number: int, day: dt.date) -> str:
    """How the number would read on the paper: "12/KH-UBND"."""
    return formats.full_number(
        compose.profile_of(document, day), number, compose.symbol_of(document)
    )


@transaction.atomic
def give_number(
    document: Document,
    *,
    by: Actor,
    day: dt.date,
    seen_number: int | None,
    reserved: RegisterNumber | None = None,
) -> None:
    """Number and date the approved paper; the PDF with its number is promised as a job.

    `seen_number` is the number the clerk saw; a program may leave it to the register. `reserved`
    is a number set aside before that this paper is to carry. Raises PaperError when the number went
    to another paper meanwhile, when the day lies outside [approval, today] or in another book than
    the reserved number, or when the paper changed after its approval.
    """
    _check_day(document, day)
    current = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if State(current.state) is State.APPROVED:
        _check_unchanged(current)
    else:
        require_source(current, Action.NUMBER)
    if reserved is not None:
        _assign(reserved, current, day, by)
    line = _line_for(current, day, by)
    if seen_number is not None and line.number != seen_number:
        raise _gone(line, seen_number, day)
    changes = _printed(current, line.number, day)
    # The state comes last: move() compares it with the database.
    move(
        document,
        Action.NUMBER,
        by=by,
        data={"number": changes["full_number"]},
        numbered_at=timezone.now(),
        **changes,
    )
    print_later(document)


@transaction.atomic
def change_day(document: Document, *, by: Actor, day: dt.date) -> None:
    """Give a numbered, unsigned paper another date; its number stays.

    The signer may ask for it when signing on a later day (screens, flow C). Raises PaperError when
    the paper was signed or taken back meanwhile, or when the day needs a number of another period.
    """
    permissions.require(Action.NUMBER, document, by)
    _check_day(document, day)
    current = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    require_source(current, Action.SIGN)
    line = _kept(current).first()
    if line is None or (line.series, line.period) != series_of(current, day):
        raise PaperError(
            f"Ngày {format_date(day)} thuộc sổ khác với số {current.number}. Chưa đổi ngày; "
            "người ký trả lại thì văn bản được cấp số mới."
        )
    before = current.date
    changes = _printed(current, line.number, day)
    rows = Document.objects.filter(pk=current.pk, state=State.NUMBERED, version=current.version)
    if not rows.update(version=F("version") + 1, **changes):
        raise PaperError("Văn bản vừa được xử lý ở nơi khác. Chưa đổi ngày; mở lại trang để xem.")
    document.refresh_from_db()
    record(
        target=document,
        verb="documents.change_day",
        sentence=f"{by.unit}: {by.user} đổi ngày văn bản {document} thành {format_date(day)}",
        by=by,
        data={"from": before.isoformat() if before else "", "to": day.isoformat()},
    )
    print_later(document)


@transaction.atomic
def ask_other_day(document: Document, *, by: Actor) -> None:
    """The signer asks the clerks for another date before signing ("Đề nghị văn thư đổi ngày")."""
    permissions.require(Action.SIGN, document, by)
    require_source(document, Action.SIGN)
    entry = record(
        target=document,
        verb="documents.ask_other_day",
        sentence=f"{by.unit}: {by.user} đề nghị đổi ngày văn bản {document}",
        by=by,
    )
    message = Message(
        subject=f"Đề nghị đổi ngày văn bản: {document}",
        body=f"Đồng chí {by.user} đề nghị đổi ngày văn bản trước khi ký.",
        address=reverse("documents:change-day", args=[document.pk]),
        reason=Notice.Reason.NEEDS_YOU,
        topic=Notice.Topic.TO_DO,
    )
    clerks = people_with(document.issuer, Role.CLERK)
    tell(clerks, message, key=f"log:{entry.sequence}", unit=document.issuer, entry=entry)


@transaction.atomic
def void_number(line: RegisterNumber, *, by: Actor, reason: str) -> None:
    """Mark a kept number as never to be used; it stays in the register with the reason.

    Raises PaperError without a reason, or when a paper carries the number or it was voided before.
    """
    reason = one_line(reason)[:300]
    if not reason:
        raise PaperError("Số bỏ phải ghi lý do.")
    if line.document_id is not None:
        document = Document.objects.select_for_update(of=("self",)).get(pk=line.document_id)
        if State(document.state) in {State.NUMBERED, State.SIGNED}:
            raise PaperError(f"Số {line.number} đang ghi trên {document}. Không bỏ được số này.")
    _void(line, by, reason)


def reserved_for(document: Document, day: dt.date) -> QuerySet[RegisterNumber]:
    """The numbers set aside that the paper could carry on a day, lowest first."""
    series, period = series_of(document, day)
    return RegisterNumber.objects.filter(
        unit=document.issuer,
        series=series,
        period=period,
        state=RegisterNumber.State.RESERVED,
        document=None,
    ).order_by("number")


def void_numbers_of(document: Document, *, by: Actor, reason: str) -> None:
    """Void what is kept for a paper that is given up ("bỏ bản soạn")."""
    for line in _kept(document):
        _void(line, by, f"Bỏ bản soạn: {one_line(reason)}"[:300])


def _void(line: RegisterNumber, by: Actor, reason: str) -> None:
    rows = RegisterNumber.objects.filter(pk=line.pk, state=RegisterNumber.State.RESERVED)
    if not rows.update(state=RegisterNumber.State.VOID, reason=reason):
        raise PaperError(f"Số {line.number} không còn là số đang giữ. Không dùng lại số bỏ.")
    kept_for = f" giữ cho {line.document}" if line.document else ""
    record(
        target=line.document or line.unit,
        verb="documents.void_number",
        sentence=f"{by.unit}: {by.user} bỏ số {line.number} ({line.period}){kept_for}",
        by=by,
        reason=reason,
    )


def matches_approved(document: Document) -> bool:
    """Whether the content frozen at numbering says what the approved revision says.

    Who signs may still be handed on after the number (`signing_transfer`), within the table of
    authorities; it is asked again at the signature.
    """
    revision = document.approved_revision
    return (
        revision is not None
        and document.content is not None
        and _text(revision.content, _SIGN_OFF) == _text(document.content, _SIGN_OFF)
    )


def _kept(document: Document) -> QuerySet[RegisterNumber]:
    return document.register_numbers.filter(state=RegisterNumber.State.RESERVED)


def _line_for(document: Document, day: dt.date, by: Actor) -> RegisterNumber:
    """The number kept for the paper, or the next one of its series.

    A kept number of another year or series cannot stand on this paper; it becomes "số bỏ".
    """
    found = None
    for line in _kept(document):
        if (line.series, line.period) == series_of(document, day):
            found = line
        else:
            _void(line, by, "Văn bản được cấp số của sổ khác")
    if found is None:
        found = take(document.issuer, *series_of(document, day), by=by, document=document)
    return found


def _assign(line: RegisterNumber, document: Document, day: dt.date, by: Actor) -> None:
    """Give the paper a number set aside for it; one it had kept before becomes void."""
    for kept in _kept(document):
        _void(kept, by, f"Văn bản được cấp số giữ {line.number}")
    rows = reserved_for(document, day).filter(pk=line.pk)
    if not rows.update(document=document):
        raise PaperError(
            f"Số {line.number} không còn được giữ, hoặc không thuộc sổ của ngày "
            f"{format_date(day)}. Chưa cấp số."
        )


def _gone(line: RegisterNumber, seen: int, day: dt.date) -> PaperError:
    """The number on the clerk's page went to another paper, or belongs to another book."""
    taken = RegisterNumber.objects.filter(
        unit=line.unit, series=line.series, period=line.period, number=seen
    ).first()
    if taken is None:
        return PaperError(
            f"Văn bản ngày {format_date(day)} lấy số tiếp theo là {line.number}, không phải "
            f"{seen}. Chưa cấp số."
        )
    return PaperError(
        f"Số {seen} vừa cấp cho văn bản khác lúc {clock(taken.given_at)}. "
        f"Số tiếp theo là {line.number}."
    )


def _printed(document: Document, number: int, day: dt.date) -> dict[str, Any]:
    """What the paper carries once it has this number and day, and its frozen content."""
    document.date, document.number = day, number
    symbol = compose.symbol_of(document)
    profile = compose.profile_of(document, day)
    changes: dict[str, Any] = {
        "number": number,
        "symbol": symbol,
        "full_number": formats.full_number(profile, number, symbol),
        "date": day,
        "profile": profile.key,
        "place": document.issuer.name_on(day).place,
        # Kept when the day changes or the paper comes back: copies with it may be about.
        "verify_code": document.verify_code or verification.new_code(),
    }
    for name, value in changes.items():
        setattr(document, name, value)
    return {**changes, "content": compose.build_content(document)}


def print_later(document: Document) -> None:
    """Promise the PDF of what the paper says now, and keep the paper findable by its number."""
    Document.objects.get(pk=document.pk).save(update_fields=["search_text"])
    promise(
        "numbered_pdf",
        key=f"numbered:{document.pk}:{document.full_number}:{document.version}",
        payload={"document": document.pk},
    )


def take(
    unit: Unit,
    series: str,
    period: str,
    *,
    by: Actor,
    document: Document | None = None,
    reason: str = "",
) -> RegisterNumber:
    """The next number of the series. The counter row is locked until the transaction ends."""
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
        reason=reason,
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
    "switches",
    "place",
    "head_parent",
    "head_name",
    "issuer",
    "contact",
    "demo",
    "verify",
)


def is_as_approved(document: Document) -> bool:
    """Whether the paper's rows still say what the approved revision says."""
    revision = document.approved_revision
    return revision is not None and _text(revision.content) == _text(
        compose.build_content(document)
    )


def _check_unchanged(document: Document) -> None:
    """The paper must still say what was approved; anything else needs a new review."""
    if not is_as_approved(document):
        raise PaperError(
            "Nội dung đã khác bản được duyệt. Phải trình thẩm định lại trước khi cấp số."
        )


_SIGN_OFF = ("authority", "position", "signer_name")


def _text(body: PaperContent, but: tuple[str, ...] = ()) -> dict[str, object]:
    return {key: value for key, value in body.items() if key not in _LATER + but}
