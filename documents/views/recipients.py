""" "Nơi nhận" and "Kính gửi": printed lines, and beside each the units it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from documents import types
from documents.errors import PaperError, WrongState
from documents.forms_editor import PURPOSES, RecipientFormSet, RecipientRows
from documents.lifecycle import FROZEN
from documents.models import Document, Recipient
from documents.permissions import WRITERS_AND_CLERK
from documents.services import editing
from documents.views.drafts import locked, lost, own_paper, page, saved
from units import groups
from units.actors import PortalRequest
from units.dates import format_date, today
from units.groups import Group
from units.models import Unit

Kind = Recipient.Kind
_SHOWN = 6


@dataclass(frozen=True)
class Meaning:
    """What a stored line stands for today: how many units, the first few, and what is wrong."""

    line: Recipient
    units: list[Unit]
    count: int
    problem: str

    @property
    def rest(self) -> int:
        return self.count - len(self.units)


@require_http_methods(["GET", "HEAD", "POST"])
def recipients(request: PortalRequest, pk: int) -> HttpResponse:
    """The lines as a form; `?dong=<line>` opens the choice of units for one of them."""
    document = own_paper(request, pk, WRITERS_AND_CLERK)
    if request.method == "POST":
        return _act(request, document)
    if (away := locked(request, document)) is not None:
        return away
    if request.GET.get("dong", "").isdecimal():
        return _choose_page(request, document, _line(document, request.GET["dong"]))
    return _page(request, document, *_stored_forms(document))


def _line(document: Document, key: str) -> Recipient:
    lines = document.recipients.exclude(kind=Kind.ARCHIVE)
    return get_object_or_404(lines, pk=key if key.isdecimal() else 0)


# --- The lines ---


def _rows(document: Document, kind: str) -> list[dict[str, Any]]:
    return [
        {"text": line.text, "purpose": line.purpose, "print_only": line.print_only}
        for line in document.recipients.all()
        if line.kind == kind
    ]


def _stored_forms(document: Document) -> tuple[RecipientRows, RecipientRows]:
    return (
        RecipientFormSet(initial=_rows(document, Kind.ADDRESSEE), prefix="kg"),
        RecipientFormSet(initial=_rows(document, Kind.RECIPIENT), prefix="nn"),
    )


def _page(
    request: PortalRequest,
    document: Document,
    addressees: RecipientRows,
    rows: RecipientRows,
    wrong: PaperError | None = None,
) -> HttpResponse:
    archive = document.recipients.filter(kind=Kind.ARCHIVE).first()
    return page(
        request,
        "documents/editor/recipients.html",
        document,
        status=409 if wrong else 200,
        addressed=types.get(document.type_code).addressed,
        addressees=addressees,
        rows=rows,
        form_has_errors=any(f.is_bound and not f.is_valid() for f in (addressees, rows)),
        archive=request.POST.get("luu", archive.text if archive else document.issuer.archive),
        meanings={meaning.line.text: meaning for meaning in meanings(document)},
        purposes=PURPOSES,
        wrong=wrong,
        seen=editing.recipients_seen(document),
        earlier=_earlier(document),
    )


def meanings(document: Document) -> list[Meaning]:
    """Each line with its units on today's tree; one query a line that stands for units."""
    found = []
    for line in document.recipients.all():
        if line.kind == Kind.ARCHIVE:
            continue
        units = list(line.units_group.resolve(today())) if line.units_group else []
        open_line = not line.print_only and not line.text.lower().startswith("như ")
        problem = ""
        if open_line and not units:
            problem = f"“{line.text}” không khớp đơn vị nào ngày {format_date(today())}."
        found.append(Meaning(line, units[:_SHOWN], len(units), problem))
    return found


def _earlier(document: Document) -> Document | None:
    """The unit's last issued paper of this type, whose recipients may be taken over."""
    if document.recipients.filter(kind=Kind.RECIPIENT).exists():
        return None
    return (
        Document.objects.filter(
            issuer=document.issuer_id,
            origin=Document.Origin.COMPOSED,
            type_code=document.type_code,
            state__in=FROZEN,
        )
        .order_by("-issued_at")
        .first()
    )


def _act(request: PortalRequest, document: Document) -> HttpResponse:
    """Save the rows, or do what the pressed button of one line says."""
    verb = request.POST.get("viec", "")
    if verb == "chon":
        return _choose(request, document)
    if verb == "lay-truoc":
        return _take_over(request, document)
    addressees = RecipientFormSet(request.POST, prefix="kg")
    rows = RecipientFormSet(request.POST, prefix="nn")
    if not (addressees.is_valid() and rows.is_valid()):
        return _page(request, document, addressees, rows)
    try:
        editing.save_all_recipients(
            document,
            by=request.actor,
            seen=request.POST.get("da_thay", ""),
            addressees=addressees.rows(),
            recipients=rows.rows(),
            archive=request.POST.get("luu", ""),
        )
    except WrongState as error:
        typed = "\n".join(f"{text} {purpose}" for text, purpose, _ in rows.rows())
        return lost(request, document, error, [("Nơi nhận", typed)])
    except PaperError as error:
        return _page(request, document, addressees, rows, wrong=error)
    here = document.compose_url("recipients")
    unclear = any(meaning.problem for meaning in meanings(document))
    if verb == "luu" and not unclear:
        return saved(request, document, document.compose_url("overview"), "Đã lưu nơi nhận.")
    return saved(request, document, here, "Đã lưu nơi nhận.") if not unclear else redirect(here)


def _take_over(request: PortalRequest, document: Document) -> HttpResponse:
    """ "Lấy Nơi nhận của kế hoạch trước": copy its lines with their units."""
    earlier = _earlier(document)
    lines = earlier.recipients.filter(kind=Kind.RECIPIENT) if earlier else Recipient.objects.none()
    here = document.compose_url("recipients")
    try:
        editing.save_recipients(
            document,
            [(line.text, line.purpose, line.print_only) for line in lines],
            kind=Kind.RECIPIENT,
            by=request.actor,
        )
    except PaperError as error:
        return lost(request, document, error, [])
    return saved(request, document, here, f"Đã lấy {len(lines)} dòng nơi nhận của {earlier}.")


# --- What one line stands for ---


def _choose_page(request: PortalRequest, document: Document, line: Recipient) -> HttpResponse:
    """Pick the units a line means: found by name, or a group the portal can read."""
    words = request.GET.get("tim", line.text if not line.group else "").strip()
    group = groups.read(words, document.issuer, today()) if words else None
    chosen = list(line.units_group.resolve(today())) if line.units_group else []
    named = Unit.objects.active_on(today()).search(words).in_vietnamese_order()
    known = {unit.pk for unit in chosen} | {document.issuer_id}
    return page(
        request,
        "documents/editor/choose_units.html",
        document,
        line=line,
        words=words,
        chosen=chosen,
        found=[unit for unit in named[:30] if unit.pk not in known] if words else [],
        group=group if group and group.is_expression else None,
        group_count=group.resolve(today()).count() if group and group.is_expression else 0,
        recipients_url=document.compose_url("recipients"),
        empty_choice="trong" in request.GET,
    )


def _choose(request: PortalRequest, document: Document) -> HttpResponse:
    line = _line(document, request.POST.get("dong", ""))
    here = document.compose_url("recipients")
    said = f"Đã ghi đơn vị của dòng “{line.text}”."
    group: Group | None
    if request.POST.get("chi_in"):
        group, said = None, f"Dòng “{line.text}” chỉ in, không gửi."
    elif request.POST.get("nhom"):
        group = groups.read(request.POST["nhom"], document.issuer, today())
    else:
        keys = [int(key) for key in request.POST.getlist("don_vi") if key.isdecimal()]
        units = Unit.objects.active_on(today()).filter(pk__in=keys)
        picked = tuple(units.values_list("pk", flat=True))
        group = Group(label=line.text, units=picked) if picked else None
        if group is None:
            return redirect(f"{here}?{urlencode({'dong': line.pk, 'trong': 1})}")
    try:
        editing.choose_units(line, group, by=request.actor)
    except PaperError as error:
        return lost(request, document, error, [])
    return saved(request, document, here, said)
