""" "Thông tin chung", "Căn cứ" and "Phụ lục" of a paper."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from documents import compose, tables
from documents.errors import PaperError, WrongState
from documents.forms_editor import AppendixFormSet, GeneralForm
from documents.models import Document
from documents.services import editing
from documents.views.drafts import locked, lost, own_paper, page, saved
from units.actors import PortalRequest
from units.dates import clock

_form_page = require_http_methods(["GET", "HEAD", "POST"])
MAX_CITATIONS = 60


@_form_page
def general(request: PortalRequest, pk: int) -> HttpResponse:
    """Type, trích yếu, lời dẫn, lời kết. Long boxes save themselves like a mục."""
    document = own_paper(request, pk)
    initial = {name: getattr(document, name) for name in _GENERAL}
    if request.method != "POST":
        if (away := locked(request, document)) is not None:
            return away
        form = GeneralForm(document=document, initial=initial)
        return _general_page(request, document, form)
    by_itself = request.headers.get("X-Autosave") == "1"
    form = GeneralForm(request.POST, document=document, initial=initial)
    if not form.is_valid():
        if by_itself:
            words = " ".join(str(e) for errors in form.errors.values() for e in errors)
            return JsonResponse({"message": f"Chưa lưu được. {words}"}, status=422)
        return _general_page(request, document, form)
    version = request.POST.get("version", "")
    try:
        document = editing.save_fields(
            document,
            version=int(version) if version.isdecimal() else 0,
            by=request.actor,
            **form.cleaned_data,
        )
    except PaperError as error:
        if by_itself:
            return JsonResponse({"message": str(error)}, status=409)
        if isinstance(error, WrongState):
            typed = [(str(f.label), str(form.cleaned_data[f.name])) for f in form]
            return lost(request, document, error, typed)
        return _general_page(request, document, form, wrong=error, stored=_other(form, document))
    if by_itself:
        return JsonResponse({"saved_at": clock(document.updated_at), "version": document.version})
    return saved(request, document, document.compose_url("overview"), "Đã lưu thông tin chung.")


_GENERAL = ("type_code", "subject", "field", "urgency", "opening", "closing", "review_unit")


def _general_page(
    request: PortalRequest, document: Document, form: GeneralForm, **context: Any
) -> HttpResponse:
    status = 409 if "wrong" in context else 200
    return page(
        request, "documents/editor/general.html", document, status=status, form=form, **context
    )


def _other(form: GeneralForm, document: Document) -> list[tuple[str, str]]:
    """Fields whose stored value is not what was typed: (label, stored value)."""
    return [
        (str(field.label), str(stored))
        for field in form
        if (stored := getattr(document, field.name)) != form.cleaned_data[field.name]
    ]


@_form_page
def citations(request: PortalRequest, pk: int) -> HttpResponse:
    """Căn cứ, one a line; lines that name a paper of the portal are linked to it."""
    document = own_paper(request, pk)
    if request.method != "POST":
        if (away := locked(request, document)) is not None:
            return away
        lines = "\n".join(document.citations.values_list("text", flat=True))
        return _citations_page(request, document, lines)
    typed = request.POST.get("can_cu", "")
    if request.POST.get("them"):
        cited = get_object_or_404(
            Document.objects.visible_to(request.actor).in_force().select_related("issuer"),
            pk=request.POST["them"] if request.POST["them"].isdecimal() else 0,
        )
        typed = f"{typed.rstrip()}\n{compose.citation_of(cited)}".lstrip()
    try:
        editing.save_citations(
            document,
            typed.splitlines()[:MAX_CITATIONS],
            by=request.actor,
            seen=request.POST.get("da_thay", ""),
        )
    except WrongState as error:
        return lost(request, document, error, [("Căn cứ", typed)])
    except PaperError as error:
        return _citations_page(request, document, typed, wrong=error)
    here = "citations" if request.POST.get("them") else "overview"
    return saved(request, document, document.compose_url(here), "Đã lưu căn cứ.")


def _citations_page(
    request: PortalRequest, document: Document, typed: str, wrong: PaperError | None = None
) -> HttpResponse:
    words = request.GET.get("tim", "").strip()
    found = (
        Document.objects.visible_to(request.actor)
        .in_force()
        .search(words)
        .exclude(pk=document.pk)
        .select_related("issuer")[:10]
        if words
        else []
    )
    return page(
        request,
        "documents/editor/citations.html",
        document,
        status=409 if wrong else 200,
        typed=typed,
        wrong=wrong,
        stored=document.citations.select_related("cited"),
        seen=editing.citations_seen(document),
        words=words,
        found=found,
    )


@_form_page
def appendices(request: PortalRequest, pk: int) -> HttpResponse:
    """Appendices as running text or as a table pasted from Word or Excel."""
    document = own_paper(request, pk)
    if request.method != "POST":
        if (away := locked(request, document)) is not None:
            return away
        initial = [
            {
                "title": row.title,
                "text": row.text,
                "table": tables.to_text(row.table),
                "landscape": row.landscape,
                "separate": row.separate,
            }
            for row in document.appendices.all()
        ]
        return _appendices_page(request, document, AppendixFormSet(initial=initial, prefix="pl"))
    formset = AppendixFormSet(request.POST, request.FILES, prefix="pl")
    if not formset.is_valid():
        return _appendices_page(request, document, formset)
    try:
        editing.save_appendices(
            document, formset.rows(), by=request.actor, seen=request.POST.get("da_thay", "")
        )
    except WrongState as error:
        return lost(request, document, error, _typed(formset))
    except PaperError as error:
        return _appendices_page(request, document, formset, wrong=error)
    here = "appendices" if request.POST.get("viec") == "them" else "overview"
    return saved(request, document, document.compose_url(here), "Đã lưu phụ lục.")


def _typed(formset: Any) -> list[tuple[str, str]]:
    return [
        (f"{row['title']}: {label}", tables.to_text(value) if name == "table" else value)
        for row in formset.rows()
        for name, label in (("text", "phần chữ"), ("table", "bảng"))
        if (value := row[name])
    ]


def _appendices_page(
    request: PortalRequest, document: Document, formset: Any, wrong: PaperError | None = None
) -> HttpResponse:
    return page(
        request,
        "documents/editor/appendices.html",
        document,
        status=409 if wrong else 200,
        formset=formset,
        form_has_errors=formset.is_bound and not formset.is_valid(),
        wrong=wrong,
        stored=list(document.appendices.all()),
        enclosures=document.enclosures.filter(removed_at=None),
        seen=editing.appendices_seen(document),
    )
