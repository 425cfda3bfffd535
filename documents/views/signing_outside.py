""" "Ký bằng" something else than the portal's key: a file taken away, a bare signature, a hand-over
to another signer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from documents import permissions
from documents.errors import PaperError, WrongState
from documents.forms_desk import PinForm
from documents.forms_signing import SignedFileForm, TransferForm
from documents.lifecycle import Action, State
from documents.models import Document
from documents.services import signing_outside, signing_transfer
from documents.signing import WrongPin
from documents.uploads import read_upload
from documents.views.desk import moved_on
from documents.views.drafts import posted
from documents.views.paper import fetch
from documents.views.signing import QUEUE, number_in, sign_frame
from units.actors import PortalRequest


def by_file(request: PortalRequest, pk: int) -> HttpResponse:
    """ "USB: tải tệp về, ký, tải lên"; works without scripts and without any program of ours."""
    document = fetch(request, pk)
    permissions.require(Action.SIGN, document, request.actor)
    if (answer := moved_on(request, document, Action.SIGN)) is not None:
        return answer
    form = SignedFileForm(
        posted(request), request.FILES or None, label="Tệp PDF đã ký", kinds=".pdf"
    )

    def take(upload: UploadedFile[Any]) -> None:
        signing_outside.take_file(
            document, read_upload(upload, [".pdf"]), by=request.actor, **_seen(request)
        )

    if request.method == "POST" and (done := _taken(request, document, form, take)) is not None:
        return done
    return _page(request, document, form, "file")


def detached(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Chữ ký rời": prepare the digest, sign it elsewhere, bring the container back."""
    document = fetch(request, pk)
    permissions.require(Action.SIGN, document, request.actor)
    if (answer := moved_on(request, document, Action.SIGN)) is not None:
        return answer
    if request.method == "POST" and request.POST.get("viec") == "chuan-bi":
        try:
            signing_outside.prepare(document, by=request.actor)
        except PaperError as error:
            messages.warning(request, error.sentence)
        return redirect("documents:sign-detached", pk=pk)
    form = SignedFileForm(
        posted(request), request.FILES or None, label="Tệp chữ ký", kinds=".p7s,.p7m,.der"
    )

    def take(upload: UploadedFile[Any]) -> None:
        if (upload.size or 0) > signing_outside.MAX_CONTAINER:
            raise PaperError("Tệp chữ ký rỗng hoặc quá lớn. Không nhận.")
        signing_outside.take_container(document, upload.read(), by=request.actor, **_seen(request))

    if request.method == "POST" and (done := _taken(request, document, form, take)) is not None:
        return done
    prepared = signing_outside.prepared_of(document, request.actor)
    return _page(request, document, form, "detached", prepared=prepared)


def detached_data(request: PortalRequest, pk: int) -> HttpResponse:
    """The bytes to sign, as prepared; their SHA-256 stands on the page."""
    document = fetch(request, pk)
    permissions.require(Action.SIGN, document, request.actor)
    row = None
    if document.state == State.NUMBERED:
        row = signing_outside.prepared_of(document, request.actor)
    if row is None:
        raise Http404
    response = HttpResponse(
        signing_outside.bytes_to_sign(row), content_type="application/octet-stream"
    )
    response["Content-Disposition"] = f'attachment; filename="du-lieu-can-ky-{document.pk}.bin"'
    return response


def by_token(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Thiết bị ký ở máy chủ": only where the installation names one."""
    if not settings.PKCS11_MODULE:
        raise Http404
    document = fetch(request, pk)
    permissions.require(Action.SIGN, document, request.actor)
    if (answer := moved_on(request, document, Action.SIGN)) is not None:
        return answer
    form = PinForm(posted(request), label="Xác nhận người ký: nhập mã PIN của thiết bị")
    if request.method == "POST" and form.is_valid():
        try:
            signing_outside.sign_with_token(
                document, form.cleaned_data["pin"], by=request.actor, **_seen(request)
            )
        except WrongState as error:
            messages.warning(request, error.sentence)
            return redirect(document)
        except WrongPin as error:
            form.add_error("pin", error.sentence)
        except PaperError as error:
            form.add_error(None, error.sentence)
        else:
            return redirect("documents:sign", pk=pk)
        document.refresh_from_db()
    context = sign_frame(document, "token") | {"form": form}
    return render(request, "documents/signing/token.html", context)


def on_paper(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Ký giấy rồi quét": what to do; the clerk records the scan (`signing_by_hand`)."""
    document = fetch(request, pk)
    permissions.require(Action.SIGN, document, request.actor)
    if (answer := moved_on(request, document, Action.SIGN)) is not None:
        return answer
    return render(request, "documents/signing/paper.html", sign_frame(document, "paper"))


def transfer(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Chuyển người ký thay": within the unit's table of who may sign; number and text stay."""
    document = fetch(request, pk)
    permissions.require(Action.RETURN_UNSIGNED, document, request.actor)
    if (answer := moved_on(request, document, Action.SIGN)) is not None:
        return answer
    choices = signing_transfer.choices_for(document)
    form = TransferForm(posted(request), choices=choices)
    if request.method == "POST" and form.is_valid():
        try:
            chosen = signing_transfer.transfer(
                document, form.cleaned_data["signer"], by=request.actor
            )
        except WrongState as error:
            messages.warning(request, error.sentence)
            return redirect(document)
        except PaperError as error:
            form.add_error("signer", error.sentence)
        else:
            messages.success(request, f"Đã chuyển {document} cho đồng chí {chosen.user} ký.")
            return redirect(QUEUE[1])
    back = reverse("documents:sign-return", args=[pk])
    return render(
        request,
        "documents/signing/transfer.html",
        {
            "document": document,
            "form": form,
            "choices": choices,
            "give_back_url": back,
            "crumbs": [(QUEUE[0], reverse(QUEUE[1])), (str(document), _sign_url(document))],
        },
    )


def _sign_url(document: Document) -> str:
    return reverse("documents:sign", args=[document.pk])


def _seen(request: PortalRequest) -> dict[str, Any]:
    return {
        "seen_number": request.POST.get("so", ""),
        "seen_revision": number_in(request.POST.get("ban", "")),
    }


def _taken(
    request: PortalRequest,
    document: Document,
    form: SignedFileForm,
    take: Callable[[UploadedFile[Any]], None],
) -> HttpResponse | None:
    """Where to go after the upload; None to show the form again with what was wrong."""
    if not form.is_valid():
        return None
    try:
        take(form.cleaned_data["tep"])
    except WrongState as error:
        messages.warning(request, error.sentence)
        return redirect(document)
    except PaperError as error:
        form.add_error("tep", error.sentence)
        document.refresh_from_db()
        return None
    return redirect("documents:sign", pk=document.pk)


def _page(
    request: PortalRequest, document: Document, form: SignedFileForm, way: str, **more: Any
) -> HttpResponse:
    context = sign_frame(document, way) | {"form": form} | more
    return render(request, f"documents/signing/{way}.html", context)
