""" "Tệp kèm": files beside a paper, put there, named, taken off, and given out."""

from __future__ import annotations

import mimetypes

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from documents.errors import PaperError, WrongState
from documents.models import Document, Enclosure
from documents.reading import content_for
from documents.services import enclosing
from documents.services.looking import note_look
from documents.uploads import read_upload
from documents.views.drafts import lost, own_paper
from documents.views.paper import fetch
from units.actors import PortalRequest


@require_POST
def add(request: PortalRequest, pk: int) -> HttpResponse:
    """Take in files; a refused one is named with its reason (E-TEP), the others stay."""
    document = own_paper(request, pk)
    files = request.FILES.getlist("tep")
    if not files:
        messages.error(request, "Chưa chọn tệp nào.")
    taken = 0
    for file in files:
        try:
            data = read_upload(file, enclosing.ALLOWED)
            enclosing.enclose(document, name=file.name or "tep", data=data, by=request.actor)
            taken += 1
        except WrongState as error:
            return lost(request, document, error, [])
        except PaperError as error:
            messages.error(request, str(error))
    if taken:
        messages.success(request, f"Đã nhận {taken} tệp kèm.")
    return _back(document)


@require_POST
def change(request: PortalRequest, pk: int, tep: int) -> HttpResponse:
    """Name a file anew, or with the button "Bỏ tệp" take it off."""
    document = own_paper(request, pk)
    row = get_object_or_404(document.enclosures.filter(removed_at=None), pk=tep)
    title = request.POST.get("ten", "")
    try:
        if "bo" in request.POST:
            enclosing.take_off(row, by=request.actor)
            messages.success(request, f"Đã bỏ tệp “{row}”.")
        else:
            enclosing.rename(row, title, by=request.actor)
            messages.success(request, "Đã lưu tên tài liệu.")
    except WrongState as error:
        return lost(request, document, error, [("Tên tài liệu", title)])
    except PaperError as error:
        messages.error(request, str(error))
    return _back(document)


def _back(document: Document) -> HttpResponse:
    return redirect(f"{document.compose_url('appendices')}#tep-kem")


@require_safe
def download(request: PortalRequest, pk: int, tep: int) -> HttpResponse:
    """One file of a paper, for whoever may read the text that names it; always as a download."""
    document = fetch(request, pk)
    content, _ = content_for(document, request.actor)
    if tep not in {row["file"] for row in content.get("enclosures", [])}:
        raise Http404
    row = get_object_or_404(Enclosure, pk=tep, document=document)
    note_look(document, by=request.actor)
    response = HttpResponse(
        row.read(), content_type=mimetypes.guess_type(row.name)[0] or "application/octet-stream"
    )
    response["Content-Disposition"] = content_disposition_header(True, row.name) or "attachment"
    patch_cache_control(response, private=True, no_cache=True)
    return response
