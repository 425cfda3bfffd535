""" "Thẩm định": what waits for the reviewer, and approving several papers at once."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from documents import permissions
from documents.errors import PaperError
from documents.findings import Checked, findings, findings_of
from documents.forms_review import QueueFilter
from documents.lifecycle import Action, State
from documents.models import Document
from documents.querysets import DocumentQuerySet
from documents.services import review
from units.access import for_roles
from units.actors import Actor, PortalRequest
from units.dates import in_hanoi, today
from units.models import Role
from units.paging import page_of

BULK_LIMIT = 100
SORTS = {
    "han": F("due_at").asc(nulls_last=True),
    "-han": F("due_at").desc(nulls_last=True),
    "cho": F("submitted_at").desc(nulls_last=True),
    "-cho": F("submitted_at").asc(nulls_last=True),
    "don-vi": F("issuer__sort_key").asc(),
    "-don-vi": F("issuer__sort_key").desc(),
}


@dataclass(frozen=True)
class Row:
    """One line of the queue. `barred` says why it can't be ticked for approving together."""

    document: Document
    url: str
    waiting_days: int
    must: int
    barred: str


def waiting_for(actor: Actor) -> DocumentQuerySet:
    """Papers handed in to the unit, and for its leaders its own papers waiting for their word."""
    rows = Document.objects.visible_to(actor)
    wanted = Q(review_unit=actor.unit, state__in=[State.SUBMITTED, State.REVIEWING])
    if actor.has(Role.LEADER):
        wanted |= Q(issuer=actor.unit, state=State.LEADER_REVIEW)
    return rows.filter(wanted)


@require_safe
@for_roles(Role.REVIEWER, Role.LEADER)
def queue(request: PortalRequest) -> HttpResponse:
    """Sorted by due day unless asked otherwise; as many queries for 1 row as for 100."""
    form = QueueFilter(request.GET)
    papers = form.apply(waiting_for(request.actor), me=request.user.pk).for_lists()
    papers = papers.select_related("issuer__area")  # for the checks
    order = SORTS.get(request.GET.get("sort", ""), SORTS["han"])
    page = page_of(request, papers.order_by(order, "submitted_at", "pk"))
    rows = rows_of(list(page.object_list), request.actor)
    context = {
        "filter": form,
        "page_obj": page,
        "rows": rows,
        "first": rows[0] if rows else None,
        "any_tickable": any(not row.barred for row in rows),
        "narrowed": any(value for value in form.cleaned_data.values()),
    }
    name = "_queue_results.html" if request.htmx else "queue.html"
    return render(request, f"documents/review/{name}", context)


def rows_of(documents: list[Document], actor: Actor) -> list[Row]:
    """The lines of a page of the queue; what the check finds is asked for all at once."""
    found = findings_of(documents)
    return [
        Row(
            document,
            document.compose_url("overview")
            if document.state == State.LEADER_REVIEW
            else reverse("documents:review", args=[document.pk]),
            (today() - in_hanoi(document.submitted_at).date()).days if document.submitted_at else 0,
            _musts(found[document.pk]),
            _barred(document, actor, _musts(found[document.pk])),
        )
        for document in documents
    ]


def _musts(found: list[Checked]) -> int:
    return sum(finding.must for finding in found)


def _barred(document: Document, actor: Actor, must: int) -> str:
    """Why a paper can't be approved unopened; from what is loaded already, so without a query."""
    if document.state == State.LEADER_REVIEW:
        return "chờ cho ý kiến, phải mở từng văn bản"
    if document.state == State.REVIEWING and document.reviewer_id != actor.user.pk:
        return f"đồng chí {document.reviewer} đang thẩm định"
    if any(writer.pk == actor.user.pk for writer in document.writers.all()):
        return "đồng chí là người soạn"
    if document.signer_id == actor.user.pk:
        return "đồng chí là người ký"
    return f"còn {must} lỗi tự động" if must else ""


# --- Several at once ---


@dataclass(frozen=True)
class Outcome:
    """What became of one paper: approved when `why_not` is empty."""

    document: Document
    revision: int
    why_not: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.REVIEWER, Role.LEADER)
def bulk(request: PortalRequest) -> HttpResponse:
    """First what will be approved and what can't be; then each for itself, with a result each."""
    if request.method == "POST":
        return _approve_all(request)
    rows = rows_of(_chosen(request), request.actor)
    ready = [row for row in rows if not row.barred]
    return render(
        request,
        "documents/review/bulk.html",
        {
            "ready": ready[:BULK_LIMIT],
            "barred": [row for row in rows if row.barred],
            "too_many": len(ready) > BULK_LIMIT,
            "limit": BULK_LIMIT,
            "crumbs": [("Thẩm định", reverse("documents:review-queue"))],
        },
    )


def _chosen(request: PortalRequest) -> list[Document]:
    """The ticked papers, those of the page, or all the filter leaves ("Chọn cả 168 kết quả")."""
    papers = (
        waiting_for(request.actor)
        .for_lists()
        .select_related("issuer__area")
        .order_by(SORTS["han"], "submitted_at", "pk")
    )
    if request.GET.get("chon") == "tat-ca":
        return list(QueueFilter(request.GET).apply(papers, me=request.user.pk))
    ticked = "trang" if request.GET.get("chon") == "trang" else "van-ban"
    keys = [int(key) for key in request.GET.getlist(ticked) if _is_key(key)]
    return list(papers.filter(pk__in=keys))


def _is_key(text: str) -> bool:
    return text.isdecimal() and len(text) < 15


def _approve_all(request: PortalRequest) -> HttpResponse:
    """One transaction a paper: a failure stops nothing but itself (screens §7, point 29)."""
    outcomes = []
    for value in request.POST.getlist("ban")[:BULK_LIMIT]:
        key, _, number = value.partition(":")
        if not (_is_key(key) and _is_key(number)):
            continue
        document = Document.objects.visible_to(request.actor).for_lists().filter(pk=key).first()
        if document is not None:
            why_not = _approve_one(document, int(number), request.actor)
            outcomes.append(Outcome(document, int(number), why_not))
    done = [outcome for outcome in outcomes if not outcome.why_not]
    left = [outcome for outcome in outcomes if outcome.why_not]
    crumbs = [("Thẩm định", reverse("documents:review-queue"))]
    context = {"done": done, "left": left, "crumbs": crumbs}
    return render(request, "documents/review/bulk_result.html", context)


def _approve_one(document: Document, number: int, actor: Actor) -> str:
    """Claim and approve one paper; "" when done, else why not, and then nothing has changed."""
    must = _musts(findings(document))
    if must:
        return f"còn {must} lỗi tự động"
    try:
        with transaction.atomic():
            if document.state == State.SUBMITTED:
                permissions.require(Action.CLAIM, document, actor)
                review.claim(document, by=actor)
            if document.state == State.REVIEWING:  # elsewhere the act says who was first (E-TRUOC)
                permissions.require(Action.APPROVE, document, actor)
            review.approve(document, by=actor, seen_revision=number)
    except (PaperError, PermissionDenied) as error:
        return str(error)
    return ""
