"""The books "Sổ văn bản đi" and "Sổ văn bản đến": read, printed, exported, written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from documents import pdf, registers, types
from documents.errors import PaperError
from documents.forms_desk import BookFilter, EnterForm, ReasonForm, ReserveForm
from documents.lifecycle import State
from documents.models import Delivery, Document, IncomingEntry, RegisterNumber
from documents.services import numbering, registering, reserving
from documents.views.desk import desk_tabs
from documents.views.drafts import posted
from documents.views.paper import can_enter, fetch
from units.access import Refusal, for_roles
from units.actors import PortalRequest, names_with_positions
from units.dates import clock, format_date, in_hanoi, today
from units.models import Role, Unit
from units.paging import page_of
from units.sheets import CONTENT_TYPE, workbook

READERS = (Role.CLERK, Role.LEADER, Role.INSPECTOR)
# A year's book of the busiest unit; more is asked for year by year anyway.
MOST_LISTED = 5000
# Lines of one printed part; more would let its reader wait.
PART = 1000

Row = registers.Row


@for_roles(*READERS)
def outgoing(request: PortalRequest) -> HttpResponse:
    """ "Sổ văn bản đi": every number given, the void ones with their reason."""
    unit = request.actor.unit
    periods = list(
        RegisterNumber.objects.filter(unit=unit).values_list("period", flat=True).distinct()
    )
    current = registers.current_period(unit)
    series = list(
        RegisterNumber.objects.filter(unit=unit).values_list("series", flat=True).distinct()
    )
    form = BookFilter(request.GET, periods=[current, *periods], series=series)
    period, wanted, words = form.chosen(current)
    lines = registers.outgoing(unit, period, wanted)
    if words:
        lines = lines.filter(document__in=Document.objects.search(words).values("pk"))
    book = f"Sổ văn bản đi {registers.period_label(period).lower()}"
    return _book(
        request,
        lines,
        registers.outgoing_row,
        {
            "book": book,
            "heads": registers.OUT_HEADS,
            "widths": registers.OUT_WIDTHS,
            "title": "Sổ văn bản đi",
            "period": registers.period_label(period),
            "series": types.get(wanted).name if wanted else "",
            "filter": form,
            "tabs": desk_tabs(request, "out"),
            "name": "di",
            "empty": f"Sổ {registers.period_label(period).lower()} chưa có văn bản.",
            "may_void": request.actor.has(Role.CLERK),
        },
        ascending=("series", "number"),
    )


@for_roles(*READERS)
def incoming(request: PortalRequest) -> HttpResponse:
    """ "Sổ văn bản đến", and before it what has arrived and is not in the book yet."""
    unit = request.actor.unit
    years = IncomingEntry.objects.filter(unit=unit).values_list("year", flat=True).distinct()
    current = str(today().year)
    form = BookFilter(request.GET, periods=[current, *map(str, years)], series=[])
    period, _, words = form.chosen(current)
    entries = registers.incoming(unit, int(period))
    if words:
        entries = entries.filter(document__in=Document.objects.search(words).values("pk"))
    return _book(
        request,
        entries,
        registers.incoming_row,
        {
            "book": f"Sổ văn bản đến năm {period}",
            "heads": registers.IN_HEADS,
            "widths": registers.IN_WIDTHS,
            "title": "Sổ văn bản đến",
            "period": f"Năm {period}",
            "filter": form,
            "tabs": desk_tabs(request, "in"),
            "name": "den",
            "empty": f"Sổ năm {period} chưa có văn bản.",
            "waiting": _waiting(unit),
            "may_enter": request.actor.has(Role.CLERK),
        },
        ascending=("number",),
    )


def _waiting(unit: Unit) -> QuerySet[Delivery]:
    """What was sent to the unit and has no incoming number, oldest first."""
    rows = Delivery.objects.filter(unit=unit, entry=None).exclude(state=Delivery.State.REFUSED)
    in_force = Q(document__state=State.ISSUED)
    return rows.filter(in_force).select_related("document__issuer").order_by("sent_at", "pk")[:100]


def _book(
    request: PortalRequest,
    lines: Any,
    as_row: Callable[[Any], Row],
    context: dict[str, Any],
    *,
    ascending: Iterable[str],
) -> HttpResponse:
    """One book as a page; with `?dang=xlsx` as Excel, with `?dang=in` as PDF, both whole."""
    form = request.GET.get("dang", "")
    if form == "xlsx":
        return _file(context, [as_row(line) for line in lines.order_by(*ascending)[:MOST_LISTED]])
    if form == "in":
        part, parts = _part(request, lines.count())
        chosen = lines.order_by(*ascending)[(part - 1) * PART : part * PART]
        if parts > 1:
            context["period"] += f", phần {part}/{parts}"
        return _printed(request, context, [as_row(line) for line in chosen])
    page = page_of(request, lines)
    context["parts"] = range(1, _part(request, page.paginator.count)[1] + 1)
    return render(
        request,
        f"documents/registers/{'_book' if request.htmx else context['name']}.html",
        {**context, "page_obj": page, "rows": [as_row(line) for line in page]},
    )


def _part(request: PortalRequest, count: int) -> tuple[int, int]:
    """Which part of the book is asked for ("?phan=2"), and how many there are."""
    parts = max(1, -(-count // PART))
    asked = request.GET.get("phan", "")
    return (min(int(asked), parts) if asked.isdecimal() and asked != "0" else 1), parts


def _file(context: dict[str, Any], rows: list[Row]) -> HttpResponse:
    data = workbook(str(context["book"]), context["heads"], [row.cells for row in rows])
    response = HttpResponse(data, content_type=CONTENT_TYPE)
    header = content_disposition_header(True, f"{context['book']}.xlsx")
    response["Content-Disposition"] = header or "attachment"
    return response


def _printed(
    request: PortalRequest, context: dict[str, Any], rows: Sequence[registers.Row]
) -> HttpResponse:
    """The book as the law draws it: ten columns on landscape A4, heads on every page."""
    now = timezone.now()
    day = format_date(in_hanoi(now).date())
    facts = {name: context.get(name) for name in ("title", "period", "series", "heads", "widths")}
    data = pdf.print_slip(
        "documents/pdf/register.html",
        {
            **facts,
            "unit": request.actor.unit.name,
            "rows": rows,
            "empty": context["empty"],
            "centred": [n for n, w in enumerate(context["widths"]) if w <= 21],
            "moment": f"In lúc {clock(now)} ngày {day}",
            "demo": settings.DEMO_MODE,
        },
    )
    response = HttpResponse(data, content_type="application/pdf")
    header = content_disposition_header(False, f"{context['book']}.pdf")
    response["Content-Disposition"] = header or "inline"
    return response


@for_roles(Role.CLERK)
def reserve(request: PortalRequest) -> HttpResponse:
    """ "Giữ số": the next number set aside, with its reason, for a paper still to come."""
    unit = request.actor.unit
    form = ReserveForm(posted(request), unit=unit)
    if request.method == "POST" and form.is_valid():
        try:
            line = reserving.reserve_number(
                by=request.actor,
                day=form.cleaned_data["day"],
                type_code=form.cleaned_data.get("type_code", ""),
                reason=form.cleaned_data["reason"],
            )
        except PaperError as error:
            form.add_error("day" if "Ngày" in error.sentence else "reason", error.sentence)
        else:
            messages.success(request, f"Đã giữ số {line.number}.")
            return redirect("documents:register-out")
    return render(
        request,
        "components/confirm_page.html",
        {
            "question": "Giữ số tiếp theo của sổ văn bản đi?",
            "effects": [
                "Số đứng trong sổ với lý do; văn bản sau lấy số kế tiếp.",
                "Khi cấp số cho văn bản, chọn số đang giữ thay cho số tiếp theo.",
                "Không dùng đến thì bỏ số, ghi rõ lý do. Không dùng lại số bỏ.",
            ],
            "form": form,
            "verb": "Giữ số",
            "back_url": reverse("documents:register-out"),
            "back_label": "Không giữ số, quay lại sổ",
            "crumbs": [("Sổ văn bản đi", reverse("documents:register-out"))],
        },
    )


def void(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Số bỏ": a kept number that no paper will carry; it stays in the book with the reason."""
    lines = RegisterNumber.objects.filter(unit=request.actor.unit).select_related("document")
    line = get_object_or_404(lines, pk=pk)
    _require_clerk(request, "bỏ số")
    form = ReasonForm(posted(request), hint="Ghi trong sổ văn bản đi, không xóa được.")
    if request.method == "POST" and form.is_valid():
        try:
            numbering.void_number(line, by=request.actor, reason=form.cleaned_data["reason"])
        except PaperError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, f"Đã ghi số {line.number} là số bỏ.")
            return redirect("documents:register-out")
    return render(
        request,
        "components/confirm_page.html",
        {
            "question": f"Bỏ số {line.number} ({registers.period_label(line.period).lower()})?",
            "effects": [
                f"Số này đang giữ cho: {line.document}. Văn bản đó sẽ được cấp số khác."
                if line.document
                else f"Số này được giữ với lý do: {line.reason}.",
                "Số bỏ vẫn đứng trong sổ, ghi rõ lý do. Không dùng lại số bỏ.",
            ],
            "form": form,
            "verb": "Bỏ số",
            "danger": True,
            "back_url": reverse("documents:register-out"),
            "back_label": "Không bỏ số, quay lại sổ",
            "crumbs": [("Sổ văn bản đi", reverse("documents:register-out"))],
        },
    )


def enter(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Vào sổ văn bản đến": the next incoming number; the sender reads it as a receipt."""
    document = fetch(request, pk)
    _require_clerk(request, "vào sổ")
    form = EnterForm(posted(request))
    entered = IncomingEntry.objects.filter(unit=request.actor.unit, document=document).first()
    if entered is None and not can_enter(document, request.actor):
        messages.warning(request, "Văn bản này không gửi đến đơn vị nên không vào sổ đến.")
        return redirect(document)
    if request.method == "POST" and form.is_valid():
        try:
            entry = registering.enter_in_book(
                document, by=request.actor, handed_to=form.cleaned_data["handed_to"]
            )
        except PaperError as error:
            messages.warning(request, error.sentence)
            return redirect("documents:register-in")
        messages.success(request, f"Đã vào sổ đến số {entry.number}: {document}.")
        return redirect("documents:register-in")
    if entered is not None:
        messages.warning(
            request,
            f"Văn bản này đã vào sổ: {entered} năm {entered.year}. Không vào sổ lần thứ hai.",
        )
        return redirect(document)
    return render(
        request,
        "components/confirm_page.html",
        {
            "question": f"Vào sổ văn bản đến: {document}?",
            "effects": [
                f"Văn bản của {document.issuer.name}: {document.subject}.",
                f"Được ghi số đến tiếp theo của {request.actor.unit} trong năm {today().year}.",
                "Nơi gửi thấy “Đã vào sổ đến số …”.",
            ],
            "form": form,
            "verb": "Vào sổ văn bản đến",
            "back_url": reverse("documents:register-in"),
            "back_label": "Không vào sổ, quay lại sổ đến",
            "crumbs": [("Sổ văn bản đến", reverse("documents:register-in"))],
        },
    )


def _require_clerk(request: PortalRequest, verb: str) -> None:
    if not request.actor.has(Role.CLERK):
        who = names_with_positions(request.actor.unit, [Role.CLERK])
        tail = f" Người làm được việc này: {who}." if who else ""
        raise Refusal(
            f"Xem được văn bản này nhưng không {verb} được vì việc này của văn thư.{tail}"
        )
