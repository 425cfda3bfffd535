"""The paper's own page while it is made, and beginning a new one."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from documents import compose
from documents.findings import findings
from documents.forms_editor import NewPaperForm
from documents.models import Document
from documents.offers import offers, whereabouts
from documents.parts import count_done, opened_for, parts_of
from documents.permissions import edit_refusal
from documents.reading import content_for, sections_of
from documents.services.looking import note_look
from documents.services.review import due_now, unanswered
from documents.views.drafts import crumbs_of, page, paper, posted, reader_of
from units.access import for_roles
from units.actors import PortalRequest
from units.models import Role


def overview(request: PortalRequest, pk: int) -> HttpResponse:
    """The task list for those who write; for everybody else, and once it is handed in, the text."""
    document = paper(request, pk)
    if request.path != document.compose_url("overview"):
        return redirect(document.compose_url("overview"))
    note_look(document, by=request.actor)
    inside = reader_of(request, document) == "writer"
    acts = offers(document, request.actor)
    main = next((act for act in acts if act.main and act.url), None)
    context: dict[str, Any] = {
        "crumbs": crumbs_of(document, inner=False),
        "main": main,
        "acts": [act for act in acts if act is not main],
        "whereabouts": whereabouts(document),
        "revisions": list(document.revisions.order_by("-number")),
        "due": due_now(document) if document.is_editable else document.due_at,
        "due_words": "" if document.first_submitted_at else document.due_wording,
    }
    if inside and document.is_editable:
        context |= _making(request, document)
    else:
        content, revision = content_for(document, request.actor)
        context |= {"content": content, "shown": revision, "sections": sections_of(content)}
    return page(request, "documents/editor/overview.html", document, **context)


def _making(request: PortalRequest, document: Document) -> dict[str, Any]:
    """The task list, for the people of the unit that writes."""
    parts = parts_of(document, findings(document))
    return {
        "parts": opened_for(parts, document, request.actor),
        "done": count_done(parts),
        "read_only_reason": edit_refusal(document, request.actor),
        "signs_it": document.signer_id == request.user.pk,
        "open_remarks": len(unanswered(document)),
    }


@for_roles(Role.STAFF, Role.LEADER)
def new(request: PortalRequest) -> HttpResponse:
    """Begin a paper of any type but a plan ("Soạn văn bản")."""
    unit = request.actor.unit
    form = NewPaperForm(posted(request), unit=unit)
    if request.method == "POST" and form.is_valid():
        document = compose.start(
            type_code=form.cleaned_data["type_code"],
            subject=form.cleaned_data["subject"],
            by=request.actor,
        )
        return redirect(document.compose_url("overview"))
    crumbs = [("Văn bản", reverse("documents:list"))]
    return render(request, "documents/editor/new.html", {"form": form, "crumbs": crumbs})
