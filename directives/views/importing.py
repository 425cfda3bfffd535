"""Bringing papers in: files and pasted texts, their reading, and the originals behind them."""

from __future__ import annotations

import mimetypes

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header
from django_htmx.http import HttpResponseClientRefresh

from directives.forms.importing import ImportForm
from directives.intake import pages, reading, saving
from directives.models import Import, ImportBatch
from directives.models_import import IMPORTING
from directives.states import ImportState
from documents.errors import PaperError
from documents.models import Document
from documents.services import exchanging
from documents.services.registering import AlreadyRegistered
from units.access import for_roles
from units.actors import PortalRequest
from units.paging import page_of

CRUMBS = [("Văn bản chỉ đạo", "documents:list"), ("Nhập văn bản", "directives:import-start")]


def crumbs(count: int = 2) -> list[tuple[str, str]]:
    """The way back from the pages of imports."""
    return [(label, reverse(name)) for label, name in CRUMBS[:count]]


def fetch(request: PortalRequest, pk: int) -> Import:
    """The import if it lies in the person's unit and is theirs to check; else 404."""
    rows = Import.objects.visible_to(request.actor)
    found: Import = get_object_or_404(
        rows.select_related("original", "document__issuer", "checked_by", "batch"), pk=pk
    )
    return found


@for_roles(*IMPORTING)
def start(request: PortalRequest) -> HttpResponse:
    """ "Nhập văn bản": choose files or paste a text; what waits to be checked stands below."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = ImportForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                return redirect(_take_in(request, form))
            except AlreadyRegistered as error:
                messages.warning(request, error.sentence)
                return redirect(error.document)
            except PaperError as error:
                form.add_error("papers" if form.taken else "text", error.sentence)
    waiting = Import.objects.visible_to(request.actor).filter(
        state__in=(ImportState.EXTRACTING, ImportState.TO_CHECK)
    )
    context = {
        "form": form,
        "page_obj": page_of(request, waiting.select_related("original", "by").order_by("-pk")),
        "crumbs": crumbs(1),
    }
    return render(request, "directives/import_start.html", context)


def _take_in(request: PortalRequest, form: ImportForm) -> Import | ImportBatch | Document:
    """What was handed in, as the page that shows it; PaperError with the sentence for the box."""
    by = request.actor
    if len(form.taken) > 1:
        return reading.take_many(form.taken, by=by)
    if form.taken and form.taken[0].name.lower().endswith(reading.MESSAGES):
        document = exchanging.take_message(form.taken[0].read(), by=by)
        messages.success(request, f"Đã nhập {document} của {document.issuer}.")
        return document
    if form.taken:
        return reading.take_in(by=by, name=form.taken[0].name, data=form.taken[0].read())
    return reading.take_text(by=by, text=form.cleaned_data["text"])


def progress(request: PortalRequest, row: Import) -> HttpResponse:
    """The file is being read: how far, asked again every two seconds."""
    context = {
        "row": row,
        "total": len(row.pages.get("sizes", ())),
        "gave_up": reading.gave_up(row),
        "crumbs": crumbs(),
    }
    return render(request, "directives/import_progress.html", context)


def closed(request: PortalRequest, row: Import) -> HttpResponse:
    """An import nothing is to be checked of any more: refused, discarded or saved."""
    if request.htmx:
        return HttpResponseClientRefresh()
    context = {"row": row, "crumbs": crumbs()}
    return render(request, "directives/import_closed.html", context)


@for_roles(*IMPORTING)
def batch(request: PortalRequest, pk: int) -> HttpResponse:
    """Several files as one job: how many are read, and the result of each."""
    batches = ImportBatch.objects.visible_to(request.actor).select_related("by")
    found: ImportBatch = get_object_or_404(batches, pk=pk)
    counts = found.imports.filter(original=None).aggregate(
        total=Count("pk"),
        done=Count("pk", filter=~Q(state=ImportState.EXTRACTING)),
        refused=Count("pk", filter=Q(state=ImportState.REFUSED)),
    )
    context = {
        "batch": found,
        **counts,
        "page_obj": page_of(
            request,
            found.imports.select_related("original", "document").order_by("pk"),
        ),
        "crumbs": crumbs(),
    }
    return render(request, "directives/import_batch.html", context)


@for_roles(*IMPORTING)
def original_file(request: PortalRequest, pk: int) -> HttpResponse:
    """The untouched file, always as a download, so that none can act as a page."""
    source = fetch(request, pk).source
    if not source.file:
        raise Http404
    kind = mimetypes.guess_type(source.name)[0] or "application/octet-stream"
    response = HttpResponse(source.read(), content_type=kind)
    header = content_disposition_header(True, source.name)
    response["Content-Disposition"] = header or "attachment"
    patch_cache_control(response, private=True, no_cache=True)
    return response


@for_roles(*IMPORTING)
def page_picture(request: PortalRequest, pk: int, n: int) -> HttpResponse:
    """One page of a PDF as a picture."""
    source = fetch(request, pk).source
    if not source.file or not 1 <= n <= len(source.pages.get("sizes", ())):
        raise Http404
    picture = pages.draw(source.read(), n)
    if picture is None:
        raise Http404
    response = HttpResponse(picture, content_type="image/png")
    patch_cache_control(response, private=True, max_age=24 * 3600)
    return response


@for_roles(*IMPORTING)
def discard(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Bỏ bản nhập": asks first."""
    row = fetch(request, pk)
    if row.state != ImportState.TO_CHECK:
        return redirect(row)
    if request.method == "POST":
        try:
            saving.discard(row, by=request.actor)
        except PaperError as error:
            messages.warning(request, error.sentence)
        else:
            messages.success(request, f"Đã bỏ bản nhập “{row}”.")
        return redirect("directives:import-start")
    context = {
        "question": f"Bỏ bản nhập “{row}”?",
        "effects": [
            "Những gì đọc được từ văn bản này không được lưu.",
            "Tệp đã tải lên bị xóa khi không còn văn bản nào trong tệp chờ soát.",
        ],
        "verb": "Bỏ bản nhập",
        "danger": True,
        "back_url": row.get_absolute_url(),
        "back_label": "Không bỏ, quay lại soát",
        "crumbs": crumbs(),
    }
    return render(request, "components/confirm_page.html", context)
