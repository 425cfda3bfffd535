"""What was handed in before: the revisions, their differences, the remarks and the answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from documents.comparing import compare as compare_contents
from documents.comparing import new_place
from documents.compose import build_content
from documents.content import PaperContent
from documents.errors import PaperError, WrongState
from documents.models import Document, ReviewComment, Revision
from documents.permissions import edit_refusal, require_editor
from documents.reading import place_of
from documents.services import review
from documents.services.looking import note_look
from documents.views.drafts import lost, page, paper
from units.actors import PortalRequest

Answer = ReviewComment.Answer
DRAFT = "nhap"


@require_safe
def revisions(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Phiên bản": what was handed in, by whom, when, and what became of it."""
    document = paper(request, pk)
    rows: list[Revision] = list(
        _handed_in(document, request).select_related("submitted_by").order_by("-number")
    )
    return page(
        request,
        "documents/editor/revisions.html",
        document,
        rows=[
            (row, _outcome(document, row), rows[place].number if place < len(rows) else None)
            for place, row in enumerate(rows, start=1)
        ],
        has_draft=_may_see_draft(document, request),
    )


def _may_see_draft(document: Document, request: PortalRequest) -> bool:
    return document.is_editable and request.actor.unit.pk == document.issuer_id


def _handed_in(document: Document, request: PortalRequest) -> QuerySet[Revision]:
    """Outside the unit that writes, a revision taken back was never seen."""
    rows = document.revisions.all()
    return rows if request.actor.unit.pk == document.issuer_id else rows.filter(withdrawn_at=None)


def _outcome(document: Document, revision: Revision) -> str:
    if revision.withdrawn_at:
        return "Đã rút lại"
    if document.approved_revision_id == revision.pk:
        return "Đã duyệt"
    if revision.number < document.revision_count or document.is_editable:
        return "Đã trả lại"
    state = document.state_label("reviewer")
    return state.label if state else ""


@require_safe
def compare(request: PortalRequest, pk: int) -> HttpResponse:
    """ "So sánh": `?tu=1&den=2`; "nhap" is the draft as it stands, for those who write it."""
    document = paper(request, pk)
    note_look(document, by=request.actor)
    contents: dict[str, tuple[str, PaperContent]] = {
        str(row.number): (f"Bản số {row.number}", row.content)
        for row in _handed_in(document, request).order_by("number")
    }
    if _may_see_draft(document, request):
        contents[DRAFT] = ("Bản đang soạn", build_content(document))
    keys = list(contents)
    chosen_from = request.GET.get("tu") or (keys[-2] if len(keys) > 1 else "")
    chosen_to = request.GET.get("den") or (keys[-1] if keys else "")
    if len(keys) > 1 and not {chosen_from, chosen_to} <= set(keys):
        raise Http404
    blocks = (
        compare_contents(contents[chosen_from][1], contents[chosen_to][1]) if len(keys) > 1 else []
    )
    return page(
        request,
        "documents/editor/compare.html",
        document,
        choices=[(key, label) for key, (label, _) in contents.items()],
        chosen_from=chosen_from,
        chosen_to=chosen_to,
        names=(contents[chosen_from][0], contents[chosen_to][0]) if len(keys) > 1 else ("", ""),
        blocks=blocks,
        changes=sum(block.changes for block in blocks),
        full=bool(request.GET.get("day_du")),
    )


# --- Remarks and answers ---


@dataclass
class Remark:
    """A remark with its place in words, the address of its place today, and what was typed."""

    comment: ReviewComment
    place: str
    url: str
    answer: str
    reason: str
    wrong: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def remarks(request: PortalRequest, pk: int) -> HttpResponse:
    """Answer each remark of the last return: mended, or kept and why."""
    document = paper(request, pk)
    revision = _handed_in(document, request).order_by("-number").first()
    rows = _remarks_of(request, document, revision)
    may_answer = document.is_editable and not edit_refusal(document, request.actor)
    if request.method == "POST":
        require_editor(document, request.actor)
        return _answer(request, document, revision, rows)
    return _remarks_page(request, document, revision, rows, may_answer=may_answer)


def _remarks_page(
    request: PortalRequest,
    document: Document,
    revision: Revision | None,
    rows: list[Remark],
    *,
    may_answer: bool,
) -> HttpResponse:
    wrong = any(row.wrong for row in rows)
    return page(
        request,
        "documents/editor/remarks.html",
        document,
        status=422 if wrong else 200,
        revision=revision,
        remarks=rows,
        may_answer=may_answer,
        form_has_errors=wrong,
        open_count=sum(
            row.comment.severity == ReviewComment.Severity.MUST
            and bool(row.wrong or not row.answer)
            for row in rows
        ),
    )


def _remarks_of(
    request: PortalRequest, document: Document, revision: Revision | None
) -> list[Remark]:
    """The remarks the person may read; those of a review under way are not the writer's yet."""
    if revision is None or (document.state == "reviewing" and not _reviews(request, document)):
        return []
    now = build_content(document)
    rows = []
    for comment in revision.comments.select_related("author", "answered_by"):
        section, _ = new_place(revision.content, now, comment.section, comment.paragraph)
        typed = request.POST.get(f"tra_loi_{comment.pk}", comment.answer)
        rows.append(
            Remark(
                comment,
                place_of(revision.content, comment.section, comment.paragraph),
                document.compose_url("section", section) if section else "",
                typed if typed in Answer.values else "",
                request.POST.get(f"vi_{comment.pk}", comment.answer_reason),
            )
        )
    return rows


def _reviews(request: PortalRequest, document: Document) -> bool:
    return request.actor.unit.pk == document.review_unit_id


def _answer(
    request: PortalRequest, document: Document, revision: Revision | None, rows: list[Remark]
) -> HttpResponse:
    """Store every answer that is complete; the others stay on the page with what is missing."""
    stored = 0
    for row in rows:
        before = (row.comment.answer, row.comment.answer_reason)
        if not row.answer or (row.answer, row.reason) == before:
            continue
        try:
            reason = row.reason if row.answer == Answer.KEPT else ""
            review.answer(row.comment, by=request.actor, answer=row.answer, reason=reason)
            stored += 1
        except WrongState as error:
            typed = [(item.place, item.reason) for item in rows]
            return lost(request, document, error, typed)
        except PaperError as error:
            row.wrong = str(error)
    if any(row.wrong for row in rows):
        return _remarks_page(request, document, revision, rows, may_answer=True)
    left = len(review.unanswered(document))
    if left:
        messages.success(request, f"Đã lưu {stored} trả lời. Còn {left} góp ý “Phải sửa”.")
        return redirect(document.compose_url("remarks"))
    messages.success(request, "Đã trả lời hết các góp ý “Phải sửa”.")
    return redirect(document.compose_url("check"))
