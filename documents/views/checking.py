""" "Kiểm tra và trình": what must be mended, what was kept and why, and the paper as it prints."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from documents import fonts
from documents.content import PaperContent, canonical
from documents.errors import PaperError
from documents.findings import findings
from documents.models import Document
from documents.offers import Offer
from documents.parts import parts_of
from documents.permissions import edit_refusal
from documents.previews import draft_pdf
from documents.reading import content_for, for_preview
from documents.services import editing
from documents.services.looking import note_look
from documents.views.drafts import locked, lost, own_paper, page, paper
from documents.wording import clean
from units.actors import PortalRequest
from units.text import safe_filename


@require_safe
def check(request: PortalRequest, pk: int) -> HttpResponse:
    """The list that guards "Trình"; each entry leads to its place, or takes a reason."""
    document = own_paper(request, pk)
    if (away := locked(request, document)) is not None:
        return away
    return _page(request, document)


def _page(
    request: PortalRequest, document: Document, wrong: str = "", key: str = "", status: int = 200
) -> HttpResponse:
    found = findings(document)
    must = [finding for finding in found if finding.must]
    should = [finding for finding in found if not finding.must and not finding.waived]
    return page(
        request,
        "documents/editor/check.html",
        document,
        status=status,
        must=must,
        should=should,
        kept=[finding for finding in found if finding.waived],
        parts=parts_of(document, found)[:-1],
        hand_in=None if must or should else _hand_in(document),
        wrong=wrong,
        wrong_key=key,
        typed=request.POST.get("vi", ""),
        form_has_errors=bool(wrong),
    )


def _hand_in(document: Document) -> Offer:
    """Where the way goes on from a clean check: to the unit's own leader, or to the reviewer."""
    if document.issuer.leader_step:
        return Offer("Trình lãnh đạo đơn vị", document.compose_url("send-to-leader"))
    kind = document.type_name.lower()
    again = f"Trình lại (bản số {document.revision_count + 1})"
    label = again if document.revision_count else f"Trình {kind}"
    return Offer(label, document.compose_url("submit"))


@require_POST
def waive(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Giữ nguyên, vì: …"; with the button "Xem lại" the reason is taken back."""
    document = own_paper(request, pk)
    key, reason = request.POST.get("cho", ""), request.POST.get("vi", "")
    taking_back = bool(request.POST.get("xem_lai"))
    known = {finding.key for finding in findings(document) if not finding.must}
    if key not in known:
        messages.info(request, "Chỗ này vừa được sửa, không còn trong danh sách.")
        return redirect(document.compose_url("check"))
    if not taking_back and not reason.strip():
        return _page(request, document, "Ghi lý do giữ nguyên.", key, status=422)
    try:
        editing.waive(document, key, by=request.actor, reason="" if taking_back else reason)
    except PaperError as error:
        return lost(request, document, error, [("Giữ nguyên, vì", reason)])
    said = "Chỗ này trở lại danh sách nên xem lại." if taking_back else "Đã ghi lý do giữ nguyên."
    messages.success(request, said)
    return redirect(document.compose_url("check"))


@require_safe
@xframe_options_sameorigin
def preview_pdf(request: PortalRequest, pk: int) -> HttpResponse:
    """The paper as it would print now, marked DỰ THẢO; `?ban=2` prints a revision handed in."""
    document = paper(request, pk)
    note_look(document, by=request.actor)
    content = shown_content(request, document)
    if isinstance(content, HttpResponse):
        return content
    data = draft_pdf(for_preview(content))
    name = safe_filename(f"Du thao {document.title}.pdf")
    response = HttpResponse(data, content_type="application/pdf")
    disposition = content_disposition_header("tai" in request.GET, name)
    response.headers["Content-Disposition"] = disposition or "inline"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def shown_content(request: PortalRequest, document: Document) -> PaperContent | HttpResponse:
    """What a preview prints: the paper as this person may read it, or revision `?ban=`.

    A page that says why instead when there is no such revision, or a letter can't be printed.
    """
    content, _ = content_for(document, request.actor)
    number = request.GET.get("ban", "")
    if number.isdecimal():
        revision = document.revisions.filter(number=number).first()
        if revision is None:
            return _no_pdf(request, document, f"Không có bản số {number}.", 404)
        content = revision.content
    strange = fonts.unprintable(clean(canonical(for_preview(content)).decode()))
    if strange:
        letters = ", ".join(f"“{letter}”" for letter in sorted(strange))
        reason = f"Phông chữ của văn bản không in được {letters}."
        return _no_pdf(request, document, reason, 422)
    return content


def _no_pdf(request: PortalRequest, document: Document, reason: str, status: int) -> HttpResponse:
    mends = not edit_refusal(document, request.actor)
    context = {"reason": reason, "document": document, "mends": mends}
    return render(request, "documents/editor/no_pdf.html", context, status=status)
