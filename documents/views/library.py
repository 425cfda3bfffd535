"""The library of papers: the list, and one paper with its text, its roots and its history."""

from __future__ import annotations

import mimetypes

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header

from activity.models import LogEntry
from documents import reading
from documents.forms_desk import LibraryFilter
from documents.kinship import drawing_of, kin_of
from documents.lifecycle import EDITABLE, FROZEN, WRITER_LABELS, State, StateLabel
from documents.models import Document, DocumentFile
from documents.services import exchanging, issuing, registering
from documents.services.looking import note_look
from documents.views.paper import fetch, frame
from units.actors import Actor, PortalRequest
from units.models import Role, Unit
from units.paging import page_of

Kind = DocumentFile.Kind
NO_PLAN = StateLabel("Chưa có kế hoạch", "vang", "exclamation-circle")


def paper_list(request: PortalRequest) -> HttpResponse:
    """ "Văn bản chỉ đạo": issued papers within the person's rooms, newest first."""
    form = LibraryFilter(request.GET, actor=request.actor)
    rows = form.apply(Document.objects.visible_to(request.actor))
    page = page_of(request, rows.for_library(request.actor.unit, timezone.now()))
    return render(
        request,
        "documents/library/_results.html" if request.htmx else "documents/library/list.html",
        {
            "filter": form,
            "page_obj": page,
            "rows": [(paper, _answer(paper)) for paper in page],
            "empty": _empty(form, page),
            "may_register": request.actor.has(Role.CLERK, Role.REVIEWER),
        },
    )


def _answer(paper: Document) -> StateLabel | None:
    """ "Đơn vị mình": how far the unit's plan is; None when nothing was asked of it.

    `paper` carries the annotations of `for_library`.
    """
    plan_state = getattr(paper, "plan_state", None)
    if plan_state:
        return WRITER_LABELS[State(plan_state)]
    return NO_PLAN if getattr(paper, "bound", False) else None


def _empty(form: LibraryFilter, page: Page[Document]) -> str:
    if page.paginator.count:
        return ""
    if form.has_changed():
        return "Không có văn bản nào theo bộ lọc này."
    return "Chưa có văn bản chỉ đạo nào."


def detail(request: PortalRequest, pk: int) -> HttpResponse:
    """The paper's text and file. Opening it is the receipt "Đã mở" of the unit it was sent to.

    This is the portal's one deliberate write on GET: a receipt must not depend on JavaScript or
    on a button nobody presses. It happens once, only for people of the receiving unit who work on
    papers, and never for a page the browser fetches ahead of the reader.
    """
    document = fetch(request, pk)
    actor = request.actor
    own = document.issuer_id == actor.unit.pk and document.origin == Document.Origin.COMPOSED
    if own and State(document.state) in EDITABLE | {State.LEADER_REVIEW}:
        return redirect(document.compose_url("overview"))
    if _is_read_by_person(request):
        if actor.has(Role.STAFF, Role.LEADER, Role.CLERK, Role.REVIEWER):
            registering.mark_opened(document, by=actor)
        note_look(document, by=actor)
    content, revision = reading.content_for(document, actor)
    return render(
        request,
        "documents/library/detail.html",
        {
            **frame(request, document, "content"),
            "content": content,
            "revision": revision,
            "sections": reading.sections_of(content),
            "file": (found := issuing.official_file(document)),
            "attached": document.files.filter(kind=Kind.ATTACHED).order_by("pk")
            if any(part.get("separate") for part in content["appendices"])
            else [],
            "pdf": found is not None and found.name.lower().endswith(".pdf"),
            "has_edxml": exchanging.may_export(document),
            "has_word": document.content is not None
            and document.origin == Document.Origin.COMPOSED,
        },
    )


def _is_read_by_person(request: PortalRequest) -> bool:
    """False when the browser says it only prepares for a click that may never come."""
    purpose = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return request.method == "GET" and "prefetch" not in purpose


def citations(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Căn cứ": what this paper rests on and what carries it out, as a drawing and as a list."""
    document = fetch(request, pk)
    kin = kin_of(document, request.actor)
    return render(
        request,
        "documents/library/citations.html",
        {**frame(request, document, "citations"), "kin": kin, "drawing": drawing_of(kin)},
    )


def history(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Lịch sử": the log of this paper, as far as this unit is concerned with it."""
    document = fetch(request, pk)
    page = page_of(request, history_of(document, request.actor))
    return render(
        request,
        "documents/library/history.html",
        {**frame(request, document, "history"), "page_obj": page},
    )


# Steps inside the writing unit, which those who review or oversee don't follow.
_INTERNAL = ("documents.send_to_leader", "documents.send_back", "documents.abandon")
_PUBLIC = ("documents.issue", "documents.register", "documents.replace", "documents.recall")


def history_of(document: Document, actor: Actor) -> QuerySet[LogEntry]:
    """Lines of the log the actor may read, newest first.

    The issuer reads all; who reviews or oversees, all but the steps inside the writing unit; a
    receiver reads what became of the issued paper and what the own unit did with it.
    """
    kind = ContentType.objects.get_for_model(Document)
    rows = LogEntry.objects.filter(target_type=kind, target_id=document.pk).order_by("-sequence")
    unit = actor.unit
    if unit.pk in {document.issuer_id, document.registered_by_unit_id}:
        return rows
    oversees = Unit.objects.overseen_by(unit).filter(pk=document.issuer_id).exists()
    if unit.pk == document.review_unit_id or (
        oversees and actor.has(Role.LEADER, Role.REVIEWER, Role.INSPECTOR)
    ):
        return rows.exclude(verb__in=_INTERNAL)
    return rows.filter(Q(verb__in=_PUBLIC) | Q(unit=unit))


# From which states on a kind of file may be asked for.
_AVAILABLE: dict[str, frozenset[State]] = {
    Kind.ORIGINAL: FROZEN,
    Kind.NUMBERED: FROZEN | {State.NUMBERED, State.SIGNED},
    Kind.SIGNED: FROZEN | {State.SIGNED},
    Kind.ISSUED: FROZEN,
    Kind.ATTACHED: FROZEN,
}


def file(request: PortalRequest, pk: int, kind: str) -> HttpResponse:
    """One file of the paper: "original", "numbered", "signed", "issued", "official", "attached".

    Of appendices in files of their own `?so=2` is the second. The official one is what people get
    in the paper's present state. PDFs are shown in the page; `?tai=1` downloads. Other formats are
    always downloaded, so that none can act as a page.
    """
    document = fetch(request, pk)
    place = request.GET.get("so", "")
    number = int(place) if place.isdecimal() and len(place) < 4 else 0
    if kind == "official":
        found = issuing.official_file(document)
    else:
        found = _file_of(document, kind, number)
    if found is None:
        raise Http404
    note_look(document, by=request.actor)
    is_pdf = found.name.lower().endswith(".pdf")
    response = HttpResponse(
        found.read(),
        content_type=mimetypes.guess_type(found.name)[0] or "application/octet-stream",
    )
    attached = "tai" in request.GET or not is_pdf
    header = content_disposition_header(attached, found.name)
    response["Content-Disposition"] = header or "inline"
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _file_of(document: Document, kind: str, number: int = 0) -> DocumentFile | None:
    if State(document.state) not in _AVAILABLE.get(kind, frozenset()):
        return None
    if number:
        return document.files.filter(kind=kind).order_by("pk")[number - 1 : number].first()
    return document.files.filter(kind=kind).order_by("-pk").first()
