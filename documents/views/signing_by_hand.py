""" "Văn bản ký giấy": print it, record its scan; the clerk's, beside giving numbers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from documents import permissions
from documents.errors import PaperError, WrongState
from documents.forms_signing import ScanForm
from documents.lifecycle import Action, State
from documents.models import Document
from documents.services import numbering, signing_by_hand
from documents.uploads import read_upload
from documents.views.desk import QUEUE, moved_on
from documents.views.drafts import posted
from documents.views.paper import fetch
from units.actors import PortalRequest
from units.dates import format_date, today


def record(request: PortalRequest, pk: int) -> HttpResponse:
    """Number the paper that was signed by hand, if it has no number, and keep its scan."""
    document = fetch(request, pk)
    permissions.require(Action.RECORD_SIGNED, document, request.actor)
    numbered = State(document.state) is State.NUMBERED
    if not numbered and (answer := moved_on(request, document, Action.NUMBER)) is not None:
        return answer
    form = ScanForm(
        posted(request),
        request.FILES or None,
        numbered=numbered,
        initial={"day": format_date(today())},
    )
    day = today()
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data.get("day") or day
        seen = request.POST.get("so", "")
        try:
            signing_by_hand.record_scan(
                document,
                read_upload(form.cleaned_data["tep"], [".pdf"]),
                by=request.actor,
                day=day,
                seen_number=int(seen) if seen.isdecimal() and len(seen) < 9 else 0,
            )
        except WrongState as error:
            messages.warning(request, error.sentence)
            return redirect(document)
        except PaperError as error:
            _say(form, error)
        else:
            messages.success(request, f"Đã ghi {document}, ký giấy, chờ phát hành.")
            return redirect("documents:issue", pk=pk)
        document.refresh_from_db()
    following = document.number if numbered else numbering.next_number(document, day)
    return render(
        request,
        "documents/desk/by_hand.html",
        {
            "document": document,
            "form": form,
            "numbered": numbered,
            "following": following,
            "preview": document.full_number
            or numbering.full_number_for(document, following or 0, day),
            "verb": "Ghi văn bản ký giấy"
            if numbered
            else f"Cấp số {following} và ghi văn bản ký giấy",
            "crumbs": [(QUEUE[0], reverse(QUEUE[1]))],
        },
    )


def _say(form: ScanForm, error: PaperError) -> None:
    about_day = "day" in form.fields and "Ngày" in error.sentence
    form.add_error("day" if about_day else "tep", error.sentence)


def printout(request: PortalRequest, pk: int) -> HttpResponse:
    """The PDF that is signed by hand."""
    document: Document = fetch(request, pk)
    permissions.require(Action.RECORD_SIGNED, document, request.actor)
    if State(document.state) not in {State.APPROVED, State.NUMBERED}:
        return redirect(document)
    response = HttpResponse(signing_by_hand.to_print(document), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="ky-giay-{pk}.pdf"'
    return response
