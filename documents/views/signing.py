"""The signer's desk: the queue "Trình ký", one paper, sending back."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from documents import permissions
from documents.errors import PaperError, WrongState
from documents.forms_desk import PinForm, ReasonForm
from documents.lifecycle import Action, State
from documents.models import Document, SigningRun
from documents.services import certificates, issuing, numbering, signing_runs
from documents.views.desk import addresses_of, moved_on
from documents.views.drafts import posted
from documents.views.paper import fetch
from units.access import View
from units.actors import Actor, PortalRequest
from units.dates import format_date, today
from units.paging import page_of

QUEUE = ("Trình ký", "documents:sign-queue")


def waiting_for(actor: Actor) -> QuerySet[Document]:
    """Numbered papers of the unit that wait for this person's signature, oldest first."""
    return (
        Document.objects.visible_to(actor)
        .filter(issuer=actor.unit, state=State.NUMBERED, signer=actor.user)
        .for_lists()
        .select_related("approved_revision", "created_by")
        .order_by("numbered_at", "pk")
    )


def for_signers(view: View) -> View:
    """Open the page to who signs papers in the unit acted for; for others it does not exist."""

    @wraps(view)
    def guarded(request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not permissions.may_open_desk(request.actor):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def unfinished_of(actor: Actor) -> SigningRun | None:
    """The last time the person began to sign many and did not get to the end."""
    rows = SigningRun.objects.filter(signer=actor.user, unit=actor.unit, ended_at=None)
    return rows.defer("sealed").first()


@for_signers
def queue(request: PortalRequest) -> HttpResponse:
    """ "Trình ký": what waits for the signature, with drafter, approver and revision."""
    page = page_of(request, waiting_for(request.actor))
    return render(
        request,
        "documents/signing/queue.html",
        {
            "page_obj": page,
            "limit": signing_runs.LIMIT,
            "unfinished": unfinished_of(request.actor),
        },
    )


def sign(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Ký văn bản": the PDF as it will be signed, whose certificate, and the PIN."""
    document = fetch(request, pk)
    if request.method == "GET" and State(document.state) is State.SIGNED:
        return _signed(request, document)
    permissions.require(Action.SIGN, document, request.actor)
    if (answer := moved_on(request, document, Action.SIGN)) is not None:
        return answer
    form = PinForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            issuing.sign(
                document,
                by=request.actor,
                pin=form.cleaned_data["pin"],
                seen_number=request.POST.get("so", ""),
                seen_revision=number_in(request.POST.get("ban", "")),
            )
        except WrongState as error:
            messages.warning(request, error.sentence)
            return redirect(document)
        except certificates.PinRefused as error:
            form.add_error("pin", error.sentence)
        except PaperError as error:
            form.add_error(None, error.sentence)
        else:
            return redirect("documents:sign", pk=document.pk)
        document.refresh_from_db()
    return render(request, "documents/signing/sign.html", _sign_page(request, document, form))


# Ways to sign (screens C3): key, words, address. The token of a signer's own machine comes first
# among those outside because every signing program can sign a file.
WAYS = (
    ("server", "Máy chủ", "documents:sign"),
    ("file", "USB: tệp", "documents:sign-file"),
    ("detached", "USB: chữ ký rời", "documents:sign-detached"),
    ("token", "Thiết bị ở máy chủ", "documents:sign-token"),
    ("paper", "Ký giấy", "documents:sign-paper"),
)


def sign_frame(document: Document, way: str) -> dict[str, Any]:
    """What stands round each way to sign: the PDF, what was approved, the other ways."""
    return {
        "document": document,
        "matches": numbering.matches_approved(document),
        "later_day": document.date is not None and document.date != today(),
        "today": format_date(today()),
        "addresses": addresses_of(document),
        "hidden": [("so", document.full_number), ("ban", document.revision_count)],
        "ways": [
            (label, reverse(name, args=[document.pk]), key == way)
            for key, label, name in WAYS
            if key != "token" or settings.PKCS11_MODULE
        ],
        "crumbs": [(QUEUE[0], reverse(QUEUE[1]))],
    }


def _sign_page(request: PortalRequest, document: Document, form: PinForm) -> dict[str, Any]:
    certificate = certificates.current(request.user)
    now = timezone.now()
    return sign_frame(document, "server") | {
        "form": form,
        "certificate": certificate,
        "obstacle": certificates.obstacle(certificate, signer_name=document.signer_name, at=now),
        "ends_soon": certificates.ends_soon(certificate, now),
    }


def _signed(request: PortalRequest, document: Document) -> HttpResponse:
    """What the signer reads after signing, with the next paper of the queue."""
    if document.signer_id != request.user.pk:
        return redirect(document)
    following = waiting_for(request.actor)
    return render(
        request,
        "documents/signing/signed.html",
        {
            "document": document,
            "following": following.first(),
            "following_count": following.count(),
            "crumbs": [(QUEUE[0], reverse(QUEUE[1]))],
        },
    )


def number_in(text: str) -> int:
    """What stood on the page, 0 when the form was tampered with."""
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def give_back(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Trả lại, giữ số 12 cho văn bản này": with the reason; changed text is reviewed again."""
    document = fetch(request, pk)
    permissions.require(Action.RETURN_UNSIGNED, document, request.actor)
    if (answer := moved_on(request, document, Action.RETURN_UNSIGNED)) is not None:
        return answer
    form = ReasonForm(posted(request), hint="Người soạn và văn thư đọc được lý do này.")
    if request.method == "POST" and form.is_valid():
        number = document.full_number
        try:
            issuing.return_unsigned(document, by=request.actor, reason=form.cleaned_data["reason"])
        except WrongState as error:
            messages.warning(request, error.sentence)
            return redirect(document)
        except PaperError as error:
            form.add_error("reason", error.sentence)
        else:
            messages.success(request, f"Đã trả lại. Số {number} giữ cho văn bản này.")
            return redirect("documents:sign-queue")
    return render(
        request,
        "components/confirm_page.html",
        {
            "question": f"Trả lại, không ký {document}?",
            "effects": [
                f"Văn bản trở lại người soạn; số {document.full_number} giữ cho văn bản này.",
                "Việc duyệt hết hiệu lực: sửa xong phải trình thẩm định lại.",
            ],
            "form": form,
            "verb": "Trả lại",
            "back_url": reverse("documents:sign", args=[document.pk]),
            "back_label": "Không trả lại, quay lại trang ký",
            "crumbs": [(QUEUE[0], reverse(QUEUE[1]))],
        },
    )


@require_POST
def ask_day(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Đề nghị văn thư đổi ngày": the clerk is told; the paper stays in the queue."""
    document = fetch(request, pk)
    try:
        numbering.ask_other_day(document, by=request.actor)
    except PaperError as error:
        messages.warning(request, error.sentence)
        return redirect(document)
    messages.success(request, f"Đã đề nghị văn thư đổi ngày của {document}. Văn bản chưa ký.")
    return redirect("documents:sign-queue")
