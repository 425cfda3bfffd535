"""Papers as Word files, and the empty forms of the types a unit issues."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from documents import compose, pdf, types, word
from documents.blank_forms import blank_form
from documents.content import PaperContent
from documents.models import Document
from documents.reading import for_preview
from documents.services.looking import note_look
from documents.views.checking import shown_content
from documents.views.drafts import paper
from documents.views.paper import fetch
from units.access import for_roles
from units.actors import PortalRequest
from units.models import Role
from units.text import safe_filename

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def preview_word(request: PortalRequest, pk: int) -> HttpResponse:
    """The paper as it would print now, as a Word file marked DỰ THẢO; `?ban=2` for a revision."""
    document = paper(request, pk)
    note_look(document, by=request.actor)
    content = shown_content(request, document)
    if isinstance(content, HttpResponse):
        return content
    data = word.render(for_preview(content), draft=True)
    return _file(data, MEDIA_TYPE, f"Du thao {document.title}.docx")


@require_safe
def issued_word(request: PortalRequest, pk: int) -> HttpResponse:
    """A numbered paper's words in Word, for quoting; what binds is the signed PDF."""
    document = fetch(request, pk)
    content = document.content
    if content is None or document.origin != Document.Origin.COMPOSED:
        raise Http404
    note_look(document, by=request.actor)
    name = f"{document.type_name} {document.full_number.replace('/', '-')}.docx"
    return _file(word.render(content, draft=False), MEDIA_TYPE, name)


@require_safe
@for_roles(Role.STAFF, Role.LEADER, Role.CLERK)
def blank_forms(request: PortalRequest) -> HttpResponse:
    """ "Mẫu văn bản": every type the unit issues, as an empty form to print or to open in Word."""
    codes = types.choices(compose.family_of(request.actor.unit))
    crumbs = [("Soạn văn bản", reverse("documents:new"))] if _writes(request) else []
    return render(request, "documents/editor/blank_forms.html", {"codes": codes, "crumbs": crumbs})


def _writes(request: PortalRequest) -> bool:
    return request.actor.has(Role.STAFF, Role.LEADER)


@require_safe
@for_roles(Role.STAFF, Role.LEADER, Role.CLERK)
def blank_word(request: PortalRequest, code: str) -> HttpResponse:
    """The empty form of one type as a Word file."""
    data = word.render(_form(request, code), draft=False)
    return _file(data, MEDIA_TYPE, f"Mau {types.get(code).name}.docx")


@require_safe
@for_roles(Role.STAFF, Role.LEADER, Role.CLERK)
def blank_pdf(request: PortalRequest, code: str) -> HttpResponse:
    """The empty form of one type, to be printed."""
    data = pdf.render(_form(request, code), draft=False).pdf
    return _file(data, "application/pdf", f"Mau {types.get(code).name}.pdf", attached=False)


def _form(request: PortalRequest, code: str) -> PaperContent:
    try:
        return blank_form(request.actor.unit, code)
    except (KeyError, ValueError) as error:
        raise Http404 from error


def _file(data: bytes, media_type: str, name: str, *, attached: bool = True) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    header: Any = content_disposition_header(attached, safe_filename(name))
    response.headers["Content-Disposition"] = header or "inline"
    response.headers["Cache-Control"] = "private, no-store"
    return response
