"""What the pages of one paper have in common: fetching it, asking, coming back after a save."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from documents.errors import PaperError
from documents.models import Document
from documents.permissions import WRITERS, require_editor
from units.actors import PortalRequest
from units.models import Role

Crumbs = list[tuple[str, str]]


def paper(request: PortalRequest, pk: int) -> Document:
    """The paper composed here, if the person may know it exists; else 404."""
    papers = Document.objects.visible_to(request.actor).for_lists()
    return get_object_or_404(papers, pk=pk, origin=Document.Origin.COMPOSED)


def own_paper(request: PortalRequest, pk: int, roles: frozenset[Role] = WRITERS) -> Document:
    """The paper, for somebody who writes on it; 403 with the reason for who only reads it."""
    document = paper(request, pk)
    require_editor(document, request.actor, roles)
    return document


def reader_of(request: PortalRequest, document: Document) -> str:
    """In whose words states are told: "writer" inside the unit that writes, else "reviewer"."""
    return "writer" if request.actor.unit.pk == document.issuer_id else "reviewer"


def crumbs_of(document: Document, *, inner: bool = True) -> Crumbs:
    """The way back: the list, and the paper's own page when this is a page inside it."""
    listed = ("Kế hoạch", reverse("plans:list"))
    if document.type_code != "KH":
        listed = ("Văn bản", reverse("documents:list"))
    return [listed, (document.title, document.compose_url("overview"))] if inner else [listed]


def page(
    request: PortalRequest,
    template: str,
    document: Document,
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """A page inside one paper."""
    base = {
        "document": document,
        "reader": reader_of(request, document),
        "crumbs": crumbs_of(document),
        "overview_url": document.compose_url("overview"),
        "came_from": "kiem-tra" if _from_check(request) else "",
    }
    return render(request, template, base | context, status=status)


def locked(request: PortalRequest, document: Document) -> HttpResponse | None:
    """On the way to an editing page of a paper that stands still: back to its own page, saying so.

    None when the paper may be edited.
    """
    if document.is_editable:
        return None
    state = document.state_label()
    words = state.label if state else document.get_state_display()
    messages.warning(
        request, f"Văn bản đang ở trạng thái “{words}” nên nội dung đang khóa, không sửa được."
    )
    return redirect(document.compose_url("overview"))


def posted(request: PortalRequest) -> QueryDict | None:
    """What a form is bound to: an empty POST is still an answer."""
    return request.POST if request.method == "POST" else None


def lost(
    request: PortalRequest, document: Document, error: PaperError, typed: Sequence[tuple[str, str]]
) -> HttpResponse:
    """The paper was handed in meanwhile: nothing stored, what was typed shown to be copied.

    `typed` is (label, text) of each box.
    """
    filled = [(label, text) for label, text in typed if text.strip()]
    return page(
        request, "documents/editor/lost.html", document, status=409, error=error, typed=filled
    )


def saved(request: PortalRequest, document: Document, default: str, said: str) -> HttpResponse:
    """After a save: back to the check when the person came from there, else to `default`."""
    messages.success(request, said)
    return redirect(document.compose_url("check") if _from_check(request) else default)


def _from_check(request: PortalRequest) -> bool:
    return (request.POST.get("ve") or request.GET.get("ve")) == "kiem-tra"


def pdf_response(data: bytes, name: str) -> HttpResponse:
    """A PDF made for this person now: shown in the browser, kept by nobody."""
    response = HttpResponse(data, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
