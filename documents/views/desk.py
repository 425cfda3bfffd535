"""The clerk gives numbers: the queue "Chờ cấp số", a number, another date."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from documents import permissions
from documents.checklist import Address, checks
from documents.errors import PaperError, WrongState
from documents.forms_desk import NumberForm
from documents.lifecycle import Action, State
from documents.models import Document
from documents.services import issuing, numbering
from documents.services.moving import require_source
from documents.views.drafts import posted
from documents.views.paper import fetch
from units.access import for_roles
from units.actors import PortalRequest
from units.dates import format_date, today
from units.models import Role
from units.paging import page_of

QUEUE = ("Chờ cấp số", "documents:number-queue")

# The pages of the books and who of the unit opens them.
_CLERK_ONLY = frozenset({Role.CLERK})
_READERS = frozenset({Role.CLERK, Role.LEADER, Role.INSPECTOR})
DESK_TABS = (
    ("out", "Sổ văn bản đi", "documents:register-out", _READERS),
    ("in", "Sổ văn bản đến", "documents:register-in", _READERS),
    ("number", *QUEUE, _CLERK_ONLY),
    ("issue", "Chờ phát hành", "documents:issue-queue", _CLERK_ONLY),
)


def desk_tabs(request: PortalRequest, tab: str) -> list[tuple[str, str, bool]]:
    """The pages of "Sổ văn bản" this person may open, as (words, address, current)."""
    return [
        (label, reverse(name), key == tab)
        for key, label, name, roles in DESK_TABS
        if request.actor.has(*roles)
    ]


def moved_on(request: PortalRequest, document: Document, action: Action) -> HttpResponse | None:
    """Lead to the paper with E-TRUOC when it is no longer where the act starts from."""
    try:
        require_source(document, action)
    except WrongState as error:
        messages.warning(request, error.sentence)
        return redirect(document)
    return None


@for_roles(Role.CLERK)
def number_queue(request: PortalRequest) -> HttpResponse:
    """ "Chờ cấp số": approved papers of the clerk's unit, the longest waiting first."""
    rows = (
        Document.objects.visible_to(request.actor)
        .filter(issuer=request.actor.unit, state=State.APPROVED)
        .for_lists()
        .select_related("approved_revision", "created_by")
        .order_by("approved_at", "pk")
    )
    return render(
        request,
        "documents/desk/number_queue.html",
        {"page_obj": page_of(request, rows), "tabs": desk_tabs(request, "number")},
    )


def number(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Cấp số": the next number, the day, the list of checks; then on to the signer."""
    document = fetch(request, pk)
    permissions.require(Action.NUMBER, document, request.actor)
    if (answer := moved_on(request, document, Action.NUMBER)) is not None:
        return answer
    form = NumberForm(posted(request), initial={"day": format_date(today())})
    day = today()
    set_aside = list(numbering.reserved_for(document, day))
    wanted = _seen(request, "giu")
    reserved = next((line for line in set_aside if line.pk == wanted), None)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["day"]
        try:
            numbering.give_number(
                document,
                by=request.actor,
                day=day,
                seen_number=_seen(request, "so"),
                reserved=reserved,
            )
        except WrongState as error:
            messages.warning(request, error.sentence)
            return redirect(document)
        except PaperError as error:
            form.add_error("day" if "Ngày" in error.sentence else None, error.sentence)
        else:
            messages.success(
                request,
                f"Đã cấp số {document.full_number} và chuyển đồng chí {document.signer_name} ký.",
            )
            return redirect("documents:number-queue")
        document.refresh_from_db()
    following = reserved.number if reserved else numbering.next_number(document, day)
    return render(
        request,
        "documents/desk/number.html",
        {
            "document": document,
            "form": form,
            "following": following,
            "reserved": reserved,
            "set_aside": set_aside,
            "verb": f"Cấp số {following} và chuyển ký",
            "preview": numbering.full_number_for(document, following, day),
            "checks": checks(document, timezone.now()),
            "unchanged": numbering.is_as_approved(document),
            "addresses": addresses_of(document),
            "crumbs": [(QUEUE[0], reverse(QUEUE[1]))],
        },
    )


def _seen(request: PortalRequest, name: str) -> int:
    """The number that stood on the page; 0, which is nobody's, when the form was tampered with."""
    seen = (request.POST if request.method == "POST" else request.GET).get(name, "")
    return int(seen) if seen.isdecimal() and len(seen) < 9 else 0


def addresses_of(document: Document) -> list[Address]:
    return [Address(line, units) for line, units in issuing.resolved(document)]


def change_day(request: PortalRequest, pk: int) -> HttpResponse:
    """Give a numbered paper another date before it is signed; its number stays."""
    document = fetch(request, pk)
    permissions.require(Action.NUMBER, document, request.actor)
    if (answer := moved_on(request, document, Action.SIGN)) is not None:
        return answer
    form = NumberForm(posted(request), initial={"day": format_date(today())})
    if request.method == "POST" and form.is_valid():
        try:
            numbering.change_day(document, by=request.actor, day=form.cleaned_data["day"])
        except PaperError as error:
            form.add_error("day", error.sentence)
        else:
            day = format_date(form.cleaned_data["day"])
            messages.success(request, f"Đã đổi ngày của {document} thành {day}.")
            return redirect("documents:number-queue")
    current = format_date(document.date) if document.date else ""
    return render(request, "components/confirm_page.html", _change_day(document, form, current))


def _change_day(document: Document, form: NumberForm, current: str) -> dict[str, Any]:
    return {
        "question": f"Đổi ngày của {document}?",
        "effects": [
            f"Ngày đang ghi: {current}. Số {document.full_number} giữ nguyên.",
            "Bản PDF chờ ký được in lại với ngày mới.",
        ],
        "form": form,
        "verb": "Đổi ngày",
        "back_url": document.get_absolute_url(),
        "back_label": "Không đổi, quay lại văn bản",
        "crumbs": [(QUEUE[0], reverse(QUEUE[1]))],
    }
