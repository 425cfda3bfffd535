"""edXML: an issued paper as a download, and a paper of another system brought in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header

from documents import exchange
from documents.errors import PaperError
from documents.forms_desk import MessageForm
from documents.models import Document
from documents.services import exchanging
from documents.services.looking import note_look
from documents.services.registering import AlreadyRegistered
from documents.views.drafts import posted
from documents.views.paper import fetch
from units.access import for_roles
from units.actors import PortalRequest
from units.models import Role


def download(request: PortalRequest, pk: int) -> HttpResponse:
    """The issued paper with its file as one edXML message."""
    document = fetch(request, pk)
    if not exchanging.may_export(document):
        raise Http404
    note_look(document, by=request.actor)
    data = exchange.write(exchanging.message_of(document, by=request.actor))
    response = HttpResponse(data, content_type="application/xml")
    name = f"{document.full_number.replace('/', '-')}.edxml"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    patch_cache_control(response, private=True, no_cache=True)
    return response


@for_roles(Role.CLERK, Role.REVIEWER)
def take_in(request: PortalRequest) -> HttpResponse:
    """ "Nhập từ edXML": the paper of a message is registered and entered in the book."""
    form = MessageForm(posted(request), request.FILES or None)
    known: Document | None = None
    if request.method == "POST" and form.is_valid():
        upload: UploadedFile[Any] = form.cleaned_data["message"]
        try:
            document = exchanging.take_message(upload.read(), by=request.actor)
        except AlreadyRegistered as error:
            form.add_error("message", error.sentence)
            known = error.document
        except PaperError as error:
            form.add_error("message", error.sentence)
        else:
            entry = document.incoming_entries.get(unit=request.actor.unit)
            messages.success(request, f"Đã nhập {document} của {document.issuer}, {entry}.")
            return redirect(document)
    return render(
        request,
        "documents/exchange/take_in.html",
        {
            "form": form,
            "known": known,
            "crumbs": [("Văn bản chỉ đạo", reverse("documents:list"))],
        },
    )
