"""The reviewer's page and the reviewer's acts on one paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from documents import outline, permissions
from documents.errors import PaperError, StaleRevision, WrongState
from documents.events import registered_parts
from documents.findings import findings
from documents.forms_review import CommentForm, ReturnForm
from documents.lifecycle import PRIVATE, STEPS, Action, State
from documents.models import Document, ReviewComment, Revision
from documents.reading import last_revision, place_of
from documents.review_sheet import Sheet, anchor_of, previous_of, sheet_of
from documents.services import review as services
from documents.services.moving import require_source
from documents.views.drafts import page, paper, posted
from units.access import Refusal
from units.actors import PortalRequest
from units.dates import moment, number_vi

_asked = require_http_methods(["GET", "HEAD", "POST"])


def _fetch(request: PortalRequest, pk: int) -> Document:
    """The paper, for the people of the unit that reviews it; 403 with the reason otherwise."""
    document = paper(request, pk)
    permit = permissions.PERMITS[Action.RELEASE]
    if request.actor.unit.pk != document.review_unit_id or not request.actor.has(*permit.roles):
        reason = permissions.role_refusal(
            permissions.PERMITS[Action.CLAIM], document, request.actor
        )
        raise Refusal(permissions.sentence(Action.CLAIM, document, reason))
    return document


def _require(action: Action, document: Document, request: PortalRequest) -> None:
    """403 for somebody whose act this isn't, while the paper stands where the act starts from.

    Elsewhere the act itself says who was first (E-TRUOC).
    """
    if State(document.state) in STEPS[action].sources:
        permissions.require(action, document, request.actor)


def _too_late(document: Document, action: Action) -> PaperError | None:
    """E-TRUOC for the page of an act whose moment has passed."""
    try:
        require_source(document, action)
    except PaperError as error:
        return error
    return None


def _not_open(request: PortalRequest, document: Document) -> HttpResponse | None:
    """A draft of one's own unit isn't there to review; its own page says where it stands."""
    if State(document.state) not in PRIVATE and last_revision(document) is not None:
        return None
    messages.info(request, "Văn bản chưa được trình, nên chưa thẩm định được.")
    return redirect(document.compose_url("overview"))


def _crumbs(document: Document, *, inner: bool = True) -> list[tuple[str, str]]:
    queue = ("Thẩm định", reverse("documents:review-queue"))
    own = (f"{document.issuer}: {document.title}", reverse("documents:review", args=[document.pk]))
    return [queue, own] if inner else [queue]


@require_safe
def review(request: PortalRequest, pk: int) -> HttpResponse:
    """The paper by paragraph beside the automatic check and the remarks.

    `?muc=2&doan=5` opens the box for a remark at that paragraph, `?xem=toan-van` shows everything
    where a second revision would show the differences.
    """
    document = _fetch(request, pk)
    if (away := _not_open(request, document)) is not None:
        return away
    return _sheet_page(request, document, request.GET)


def _sheet_page(
    request: PortalRequest,
    document: Document,
    where: Any,
    *,
    form: CommentForm | None = None,
    wrong: PaperError | None = None,
    status: int = 200,
) -> HttpResponse:
    revision = last_revision(document)
    assert revision is not None
    previous = previous_of(document, revision)
    differences = previous is not None and where.get("xem") != "toan-van"
    section, paragraph = _number(where.get("muc")), _number(where.get("doan"))
    open_at = anchor_of(section or 0, paragraph)
    sheet = sheet_of(revision, previous, differences=differences, open_at=open_at)
    mine = document.state == State.REVIEWING and document.reviewer_id == request.user.pk
    if mine and form is None and (open_at or where.get("chung")):
        form = CommentForm(initial={"section": section or 0, "paragraph": paragraph})
    return page(
        request,
        "documents/review/review.html",
        document,
        status=status,
        crumbs=_crumbs(document, inner=False),
        revision=revision,
        previous=previous,
        differences=differences,
        sheet=sheet,
        mine=mine,
        form=form if mine else None,
        open_at=open_at,
        open_place=place_of(revision.content, section or 0, paragraph),
        wrong=wrong,
        claim_refusal=_claim_refusal(request, document),
        checked=findings(document),
        parts=[part for part in registered_parts(document) if part.for_reviewer],
        musts=_musts(sheet),
        late=f"Muộn {number_vi(revision.late_by_days)} ngày",
    )


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 6 else None


def _musts(sheet: Sheet) -> int:
    return sum(said.comment.severity == ReviewComment.Severity.MUST for said in sheet.said)


def _claim_refusal(request: PortalRequest, document: Document) -> str:
    """Why the person can't open a waiting paper for review; "" when they can or it isn't asked."""
    if document.state != State.SUBMITTED:
        return ""
    permit = permissions.PERMITS[Action.CLAIM]
    reason = permissions.role_refusal(permit, document, request.actor)
    return permissions.sentence(Action.CLAIM, document, reason) if reason else ""


# --- Taking it and giving it back to the queue ---


@_asked
def claim(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Mở thẩm định": from here on one named reviewer has it and the writer can't withdraw it."""
    document = _fetch(request, pk)
    _require(Action.CLAIM, document, request)
    if request.method != "POST":
        effects = [
            f"{document.issuer} thấy “Đang được thẩm định” và không rút lại được nữa.",
            "Người khác không góp ý, trả lại hay duyệt cho đến khi trả về hàng chờ.",
        ]
        question = f"Mở thẩm định bản số {document.revision_count}?"
        wrong = _too_late(document, Action.CLAIM)
        return _confirm(request, document, wrong, question, effects, "Mở thẩm định")
    try:
        services.claim(document, by=request.actor)
    except PaperError as error:
        document.refresh_from_db()
        if (away := _not_open(request, document)) is not None:
            return away
        return _sheet_page(request, document, request.GET, wrong=error, status=409)
    return redirect("documents:review", pk)


@_asked
def release(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Trả về hàng chờ": somebody else may take it; the remarks written so far stay."""
    document = _fetch(request, pk)
    _require(Action.RELEASE, document, request)
    wrong = _too_late(document, Action.RELEASE)
    if request.method == "POST":
        try:
            services.release(document, by=request.actor)
        except PaperError as error:
            wrong = error
        else:
            messages.success(request, f"Đã trả “{document.title}” về hàng chờ.")
            return redirect("documents:review-queue")
    effects = [
        "Đồng chí khác trong đơn vị mở thẩm định được.",
        "Góp ý đã ghi vẫn giữ nguyên.",
        f"{document.issuer} lại rút được bản này.",
    ]
    question = f"Trả bản số {document.revision_count} về hàng chờ?"
    return _confirm(request, document, wrong, question, effects, "Trả về hàng chờ")


def _confirm(
    request: PortalRequest,
    document: Document,
    wrong: PaperError | None,
    question: str,
    effects: list[str],
    verb: str,
    **context: Any,
) -> HttpResponse:
    stale = wrong if isinstance(wrong, StaleRevision) else None
    return page(
        request,
        "documents/editor/confirm.html",
        document,
        status=409 if wrong else 200,
        crumbs=_crumbs(document),
        question=question,
        effects=effects,
        verb=verb,
        back_url=reverse("documents:review", args=[document.pk]),
        back_label="Không làm, quay lại",
        wrong=wrong,
        form_has_errors=bool(wrong),
        compare_url=_difference(document, stale) if stale else "",
        stale=stale,
        closed=isinstance(wrong, WrongState | StaleRevision),
        **context,
    )


def _difference(document: Document, stale: StaleRevision) -> str:
    return f"{document.compose_url('compare')}?tu={stale.seen}&den={stale.revision.number}"


# --- Remarks ---


@_asked
def comment(request: PortalRequest, pk: int) -> HttpResponse:
    """Write a remark at a paragraph, or at the whole paper (mục 0)."""
    document = _fetch(request, pk)
    _require(Action.RETURN, document, request)
    if request.method != "POST":
        return redirect("documents:review", pk)
    where = {"xem": request.POST.get("xem", "")}
    form = CommentForm(request.POST)
    revision = last_revision(document)
    if revision is None:
        return redirect("documents:review", pk)
    section, paragraph = _number(form["section"].value()), _number(form["paragraph"].value())
    place = {"muc": str(section or 0), "doan": "" if paragraph is None else str(paragraph)}
    if not form.is_valid():
        return _sheet_page(request, document, where | place, form=form, status=422)
    try:
        services.comment(
            revision,
            by=request.actor,
            severity=form.cleaned_data["severity"],
            text=form.cleaned_data["text"],
            section=section or 0,
            paragraph=paragraph,
            quote=_quote(revision, section or 0, paragraph),
        )
    except PaperError as error:
        typed = f"{error} Nội dung vừa gõ: “{form.cleaned_data['text']}”"
        document.refresh_from_db()
        return _sheet_page(request, document, where, wrong=PaperError(typed), status=409)
    anchor = anchor_of(section or 0, paragraph) or "gop-y"
    query = "?xem=toan-van" if where["xem"] == "toan-van" else ""
    return redirect(f"{reverse('documents:review', args=[pk])}{query}#{anchor}")


def _quote(revision: Revision, section: int, paragraph: int | None) -> str:
    """The paragraph's words, kept with the remark for the day the text has changed."""
    sections = revision.content["sections"]
    if paragraph is None or not 1 <= section <= len(sections):
        return ""
    paragraphs = outline.parse(sections[section - 1]["text"])
    return paragraphs[paragraph].line if paragraph < len(paragraphs) else ""


@_asked
def comment_delete(request: PortalRequest, pk: int, remark: int) -> HttpResponse:
    """Take one's own remark back, while still reviewing."""
    document = _fetch(request, pk)
    _require(Action.RETURN, document, request)
    remarks = ReviewComment.objects.filter(revision__document=document).select_related("revision")
    row = get_object_or_404(remarks, pk=remark)
    wrong = None
    if request.method == "POST":
        try:
            services.drop_comment(row, by=request.actor)
        except PaperError as error:
            wrong = error
        else:
            messages.success(request, "Đã xóa góp ý.")
            return redirect("documents:review", pk)
    place = place_of(row.revision.content, row.section, row.paragraph)
    effects = [f"Góp ý “{row.text}” không gửi cho {document.issuer}."]
    question = f"Xóa góp ý “{place}”?"
    return _confirm(request, document, wrong, question, effects, "Xóa góp ý", danger=True)


# --- Deciding ---


@_asked
def give_back(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Trả lại" one revision with the remarks, and by when it should come again."""
    document = _fetch(request, pk)
    _require(Action.RETURN, document, request)
    number = _seen(request, document)
    form, wrong = ReturnForm(posted(request)), _too_late(document, Action.RETURN)
    if request.method == "POST" and form.is_valid():
        before = form.cleaned_data["before"]
        try:
            services.return_paper(
                document,
                by=request.actor,
                seen_revision=number,
                remark=form.cleaned_data["remark"],
                resubmit_by=services.last_moment_before(before) if before else None,
            )
        except PaperError as error:
            wrong = error
        else:
            until = (
                f" Hạn trình lại {moment(document.resubmit_by)}." if document.resubmit_by else ""
            )
            messages.success(request, f"Đã trả lại bản số {number} cho {document.issuer}.{until}")
            return redirect("documents:review-queue")
    revision = document.revisions.filter(number=number).first()
    remarks = list(revision.comments.all()) if revision else []
    musts = sum(remark.severity == ReviewComment.Severity.MUST for remark in remarks)
    effects = [
        f"{document.issuer} nhận {len(remarks)} góp ý, trong đó {musts} chỗ phải sửa.",
        "Nội dung mở lại để đơn vị sửa và trình bản tiếp theo.",
    ]
    return _confirm(
        request,
        document,
        wrong,
        f"Trả lại bản số {number} cho {document.issuer}?",
        effects,
        f"Trả lại {document.type_name.lower()}",
        form=form,
        hidden=[("revision", number)],
        warning=""
        if musts
        else "Chưa có góp ý “Phải sửa” nào: ghi nhận xét chung để đơn vị biết phải sửa gì.",
    )


@_asked
def approve(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Duyệt bản số n": names the revision on screen, so a newer one is never approved unseen."""
    document = _fetch(request, pk)
    _require(Action.APPROVE, document, request)
    number = _seen(request, document)
    wrong = _too_late(document, Action.APPROVE)
    if request.method == "POST":
        try:
            services.approve(document, by=request.actor, seen_revision=number)
        except PaperError as error:
            wrong = error
        else:
            messages.success(
                request,
                f"Đã duyệt bản số {number}: {document.title} của {document.issuer}. "
                f"Văn thư {document.issuer} cấp số.",
            )
            return redirect("documents:review-queue")
    revision = document.revisions.filter(number=number).first()
    musts = (
        revision.comments.filter(severity=ReviewComment.Severity.MUST).count() if revision else 0
    )
    return _confirm(
        request,
        document,
        wrong,
        f"Duyệt bản số {number}?",
        [
            f"Bản số {number} được chốt; sửa nữa phải trình lại.",
            f"Chuyển văn thư {document.issuer} cấp số.",
        ],
        f"Duyệt bản số {number}",
        hidden=[("revision", number)],
        warning=f"Bản này đang có {musts} góp ý “Phải sửa”. Duyệt thì đơn vị không phải sửa nữa."
        if musts
        else "",
    )


def _seen(request: PortalRequest, document: Document) -> int:
    """The revision the person decided about: the one on the page they came from."""
    number = _number(request.POST.get("revision") or request.GET.get("ban"))
    return document.revision_count if number is None else number
