"""Entering papers issued outside the portal."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from directives import permissions
from directives.forms.fields import only_asks
from directives.forms.registering import RegisterForm
from documents.errors import PaperError
from documents.models import Document
from documents.services.registering import AlreadyRegistered, register_received
from units.access import for_roles
from units.actors import PortalRequest
from units.outside import settled


@for_roles(*permissions.REGISTERING)
def register(request: PortalRequest) -> HttpResponse:
    """ "Nhập văn bản": enter a received paper by hand, then mark its tasks."""
    if request.method != "POST":
        return _page(request, RegisterForm())
    asking = only_asks(request)
    form = RegisterForm(request.POST, request.FILES, asking=asking)
    if asking:
        return _page(request, form)
    if not form.is_valid():
        form.remind_of_file()
        return _page(request, form)
    data = form.cleaned_data
    try:
        with transaction.atomic():
            document = register_received(
                by=request.actor,
                issuer=settled(data["issuer"], by=request.actor),
                type_code=data["type_code"],
                full_number=data["full_number"],
                date=data["date"],
                subject=data["subject"],
                signer_name=data["signer_name"],
                position=data["position"],
                citations=data["citations"],
                body=data["body"],
                file_name=data["file"].name if data["file"] else "",
                file_data=form.file_data,
            )
    except AlreadyRegistered as error:
        form.add_error("full_number", error.sentence)
        form.remind_of_file()
        return _page(request, form, known=error.document)
    except PaperError as error:
        form.add_error("full_number", error.sentence)
        form.remind_of_file()
        return _page(request, form)
    entry = document.incoming_entries.get(unit=request.actor.unit)
    messages.success(request, f"Đã nhập {document}, {entry}. Đánh dấu các nhiệm vụ của văn bản.")
    return redirect("directives:tasks", document.pk)


def _page(
    request: PortalRequest, form: RegisterForm, known: Document | None = None
) -> HttpResponse:
    return render(request, "directives/register.html", {"form": form, "known": known})
