"""Acts of the writer's unit on the whole paper; each has a page that says what will happen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from documents import permissions
from documents.errors import AlreadySubmitted, MustFix, PaperError, WrongState
from documents.findings import findings
from documents.forms_review import LateReasonForm, ReasonForm
from documents.lifecycle import STEPS, Action, State
from documents.models import Document, Revision
from documents.receipts import receipt_pdf
from documents.services import review
from documents.views.drafts import crumbs_of, page, paper, pdf_response, posted
from units.access import Refusal
from units.actors import PortalRequest
from units.dates import number_vi

_asked = require_http_methods(["GET", "HEAD", "POST"])


def _fetch(request: PortalRequest, pk: int, action: Action) -> Document:
    """The paper, for somebody whose act this is; 403 with the reason otherwise."""
    document = paper(request, pk)
    permissions.require(action, document, request.actor)
    return document


def _not_now(request: PortalRequest, document: Document, action: Action) -> HttpResponse | None:
    """The act's page of a paper that is elsewhere by now: back to its own page, saying so."""
    if State(document.state) in STEPS[action].sources:
        return None
    state = document.state_label()
    words = state.label if state else ""
    messages.warning(
        request, f"Không {action.label.lower()} được: văn bản đang ở trạng thái “{words}”."
    )
    return redirect(document.compose_url("overview"))


def _confirm(
    request: PortalRequest, document: Document, wrong: PaperError | None = None, **context: Any
) -> HttpResponse:
    context.setdefault("back_url", document.compose_url("overview"))
    context.setdefault("back_label", "Không làm, quay lại")
    status = 409 if isinstance(wrong, WrongState) else 422 if wrong else 200
    return page(
        request,
        "documents/editor/confirm.html",
        document,
        status=status,
        wrong=wrong,
        form_has_errors=bool(wrong),
        closed=isinstance(wrong, WrongState),
        **context,
    )


@_asked
def submit(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Trình": hand the paper in. Clicked twice, it is handed in once (E-TRUNG)."""
    document = _fetch(request, pk, Action.SUBMIT)
    if waits := permissions.waits_for_leader(document, request.actor):
        raise Refusal(waits)
    form = LateReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            revision = review.submit(
                document, by=request.actor, late_reason=form.cleaned_data.get("ly_do", "")
            )
        except AlreadySubmitted as twice:
            messages.warning(request, str(twice))
            return redirect(document.compose_url("receipt", twice.revision.number))
        except PaperError as error:
            return _submit_page(request, document, form, error)
        return redirect(document.compose_url("receipt", revision.number))
    if (away := _not_now(request, document, Action.SUBMIT)) is not None:
        return away
    if any(finding.must or not finding.waived for finding in findings(document)):
        messages.info(request, "Xem và sửa hết các chỗ dưới đây rồi mới trình được.")
        if document.is_editable:
            return redirect(document.compose_url("check"))
    return _submit_page(request, document, form)


def _submit_page(
    request: PortalRequest,
    document: Document,
    form: LateReasonForm,
    wrong: PaperError | None = None,
) -> HttpResponse:
    kind, number = document.type_name.lower(), document.revision_count + 1
    again = document.revision_count > 0
    own_review = document.review_unit_id == document.issuer_id
    late = _days_late(document)
    effects = [
        f"Bản số {number} gửi đến {document.review_unit}.",
        "Nội dung khóa lại trong lúc thẩm định.",
        "Có thể rút lại khi bên thẩm định chưa mở.",
    ]
    if own_review:
        effects[0] = f"Bản số {number} chờ lãnh đạo {document.issuer} duyệt."
    return _confirm(
        request,
        document,
        wrong,
        question=f"Trình lại {kind} (bản số {number})?"
        if again
        else f"Trình {kind} để {'lãnh đạo đơn vị duyệt' if own_review else 'thẩm định'}?",
        effects=effects,
        verb=f"Trình lại (bản số {number})" if again else f"Trình {kind}",
        back_url=document.compose_url("check" if document.is_editable else "overview"),
        back_label="Không trình, quay lại sửa" if document.is_editable else "Không trình, quay lại",
        warning=f"Đã quá hạn {number_vi(late)} ngày. Vẫn trình được; hệ thống ghi là trình muộn."
        if late
        else "",
        form=form if late else None,
        to_check=isinstance(wrong, MustFix),
    )


def _days_late(document: Document) -> int:
    return review.days_late(review.due_now(document), timezone.now())


@_asked
def send_to_leader(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Trình lãnh đạo đơn vị", the step inside the unit."""
    document = _fetch(request, pk, Action.SEND_TO_LEADER)
    wrong = None
    if request.method == "POST":
        try:
            review.send_to_leader(document, by=request.actor)
        except PaperError as error:
            wrong = error
        else:
            messages.success(request, f"Đã trình lãnh đạo {document.issuer} cho ý kiến.")
            return redirect(document.compose_url("overview"))
    elif (away := _not_now(request, document, Action.SEND_TO_LEADER)) is not None:
        return away
    return _confirm(
        request,
        document,
        wrong,
        question=f"Trình {document.type_name.lower()} cho lãnh đạo đơn vị?",
        effects=[
            f"Lãnh đạo {document.issuer} nhận thông báo để cho ý kiến.",
            "Nội dung khóa lại cho đến khi lãnh đạo trình tiếp hoặc trả lại.",
        ],
        verb="Trình lãnh đạo đơn vị",
        back_url=document.compose_url("check"),
        back_label="Không trình, quay lại sửa",
        to_check=isinstance(wrong, MustFix),
    )


@_asked
def withdraw(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Rút lại", only while nobody has opened it for review."""
    document = _fetch(request, pk, Action.WITHDRAW)
    wrong = None
    if request.method == "POST":
        try:
            review.withdraw(document, by=request.actor)
        except PaperError as error:
            wrong = error
        else:
            messages.success(request, f"Đã rút lại bản số {document.revision_count}.")
            return redirect(document.compose_url("overview"))
    elif (away := _not_now(request, document, Action.WITHDRAW)) is not None:
        return away
    revision = document.revisions.filter(number=document.revision_count).first()
    return _confirm(
        request,
        document,
        wrong,
        question=f"Rút lại bản số {document.revision_count}?",
        effects=[
            f"Biên nhận {revision.receipt if revision else ''} hết hiệu lực.",
            "Thời điểm trình tính theo lần trình sau.",
            "Nội dung mở lại để sửa.",
        ],
        verb=f"Rút lại {document.type_name.lower()}",
        back_label="Không rút lại, quay lại",
    )


def _with_reason(
    request: PortalRequest,
    pk: int,
    action: Action,
    act: Callable[..., None],
    said: str,
    **words: Any,
) -> HttpResponse:
    """An act that needs "Lý do"."""
    document = _fetch(request, pk, action)
    form, wrong = ReasonForm(posted(request)), None
    if request.method == "POST" and form.is_valid():
        try:
            act(document, by=request.actor, reason=form.cleaned_data["reason"])
        except PaperError as error:
            wrong = error
        else:
            messages.success(request, said)
            return redirect(document.compose_url("overview"))
    elif request.method != "POST" and (away := _not_now(request, document, action)) is not None:
        return away
    words["question"] = words["question"].format(kind=document.type_name.lower())
    return _confirm(request, document, wrong, form=form, **words)


@_asked
def send_back(request: PortalRequest, pk: int) -> HttpResponse:
    """The unit's leader gives the draft back to its writers."""
    return _with_reason(
        request,
        pk,
        Action.SEND_BACK,
        review.send_back,
        "Đã trả lại người soạn.",
        question="Trả lại {kind} cho người soạn?",
        effects=["Người soạn nhận thông báo kèm lý do.", "Nội dung mở lại để sửa."],
        verb="Trả lại người soạn",
        back_label="Không trả lại, quay lại",
    )


@_asked
def revise(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Sửa lại bản đã duyệt": the approval is void from here."""
    return _with_reason(
        request,
        pk,
        Action.REVISE,
        review.revise,
        "Đã mở lại để sửa. Sửa xong phải trình thẩm định lại.",
        question="Sửa lại {kind} đã duyệt?",
        effects=[
            "Ý kiến duyệt hết hiệu lực.",
            "Văn bản ra khỏi danh sách chờ cấp số.",
            "Sửa xong phải trình thẩm định lại từ đầu.",
        ],
        verb="Sửa lại bản đã duyệt",
        back_label="Không sửa, giữ bản đã duyệt",
    )


@_asked
def abandon(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Bỏ bản soạn": it stays in the unit's list, closed."""
    document = paper(request, pk)
    kept = document.register_numbers.filter(state="reserved").values_list("number", flat=True)
    effects = ["Bản soạn đóng lại, không sửa và không trình được nữa."]
    effects += [f"Số {number} đang giữ cho bản này thành số bỏ." for number in kept]
    return _with_reason(
        request,
        pk,
        Action.ABANDON,
        review.abandon,
        "Đã bỏ bản soạn. Bản này vẫn còn trong danh sách của đơn vị để xem lại.",
        question="Bỏ bản soạn {kind} này?",
        effects=effects,
        verb="Bỏ bản soạn",
        danger=True,
        back_label="Không bỏ, quay lại soạn",
    )


# --- The receipt ---


@require_safe
def receipt(request: PortalRequest, pk: int, n: int) -> HttpResponse:
    """ "Đã trình kế hoạch": the proof of handing in; `?in=1` gives it as one page to print."""
    document = paper(request, pk)
    revision = get_object_or_404(
        document.revisions.select_related("submitted_by", "submitted_for"), number=n
    )
    if "in" in request.GET:
        return pdf_response(receipt_pdf(revision), f"{revision.receipt}.pdf")
    return page(
        request,
        "documents/editor/receipt.html",
        document,
        crumbs=crumbs_of(document),
        revision=revision,
        title=f"Đã trình {document.type_name.lower()}",
        late=f"Muộn {number_vi(revision.late_by_days)} ngày" if revision.late_by_days else "",
        next_steps=_next_steps(document, revision),
        print_url="?in=1",
        home_url=reverse("home"),
    )


def _next_steps(document: Document, revision: Revision) -> list[str]:
    if revision.withdrawn_at:
        return ["Bản này đã rút lại. Thời điểm trình tính theo lần trình sau."]
    if document.revision_count != revision.number or document.state != State.SUBMITTED:
        return []
    who = "lãnh đạo đơn vị" if document.review_unit_id == document.issuer_id else "bên thẩm định"
    return [
        f"{who.capitalize()} trả lời, thường trong 2 ngày làm việc.",
        "Kết quả báo qua thông báo và thư.",
    ]
