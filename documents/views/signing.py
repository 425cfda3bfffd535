"""The signer's desk: the queue "Trình ký", one paper, many papers with one PIN, sending back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import wraps
from typing import Any

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
from documents.models import Document
from documents.services import certificates, issuing, numbering
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


@for_signers
def queue(request: PortalRequest) -> HttpResponse:
    """ "Trình ký": what waits for the signature, with drafter, approver and revision."""
    page = page_of(request, waiting_for(request.actor))
    return render(
        request,
        "documents/signing/queue.html",
        {"page_obj": page, "limit": issuing.SIGN_LIMIT},
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
                seen_revision=_number(request.POST.get("ban", "")),
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


def _sign_page(request: PortalRequest, document: Document, form: PinForm) -> dict[str, Any]:
    certificate = certificates.current(request.user)
    now = timezone.now()
    return {
        "document": document,
        "form": form,
        "matches": numbering.matches_approved(document),
        "certificate": certificate,
        "obstacle": certificates.obstacle(certificate, signer_name=document.signer_name, at=now),
        "ends_soon": certificates.ends_soon(certificate, now),
        "later_day": document.date is not None and document.date != today(),
        "today": format_date(today()),
        "addresses": addresses_of(document),
        "hidden": [("so", document.full_number), ("ban", document.revision_count)],
        "crumbs": [(QUEUE[0], reverse(QUEUE[1]))],
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


def _number(text: str) -> int:
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


@for_signers
def bulk(request: PortalRequest) -> HttpResponse:
    """ "Ký nhiều": the chosen papers on one page, one PIN, and what became of each.

    The papers are named in the address (`?van_ban=1&van_ban=2`) and, when signing, by number and
    revision as they stood on this page.
    """
    chosen = request.POST.getlist("van_ban") or request.GET.getlist("van_ban")
    wanted = [int(pk) for pk in chosen if pk.isdecimal() and len(pk) < 10]
    if not wanted:
        messages.warning(request, "Chưa chọn văn bản nào để ký.")
        return redirect("documents:sign-queue")
    if len(wanted) > issuing.SIGN_LIMIT:
        messages.warning(request, f"Mỗi lần ký nhiều nhất {issuing.SIGN_LIMIT} văn bản.")
        return redirect("documents:sign-queue")
    rows = Document.objects.visible_to(request.actor).for_lists()
    papers = list(rows.filter(issuer=request.actor.unit, pk__in=wanted).order_by("numbered_at"))
    form = PinForm(posted(request))
    if request.method == "POST" and form.is_valid():
        seen = [(p, request.POST.get(f"so-{p.pk}", ""), _revision(request, p)) for p in papers]
        try:
            results = issuing.sign_many(seen, by=request.actor, pin=form.cleaned_data["pin"])
        except certificates.PinRefused as error:
            form.add_error("pin", error.sentence)
        except PaperError as error:
            form.add_error(None, error.sentence)
        else:
            return render(request, "documents/signing/bulk_result.html", _outcome(results))
    certificate = certificates.current(request.user)
    return render(
        request,
        "documents/signing/bulk.html",
        {
            "papers": papers,
            "form": form,
            "certificate": certificate,
            "obstacle": certificates.obstacle(certificate, signer_name="", at=timezone.now()),
            "verb": f"Ký {len(papers)} văn bản",
            "crumbs": [(QUEUE[0], reverse(QUEUE[1]))],
        },
    )


def _revision(request: PortalRequest, paper: Document) -> int:
    return _number(request.POST.get(f"ban-{paper.pk}", ""))


def _outcome(results: Sequence[issuing.SignResult]) -> dict[str, Any]:
    done = [result for result in results if not result.sentence]
    left = [result for result in results if result.sentence]
    return {
        "title": f"Đã ký {len(done)} trên {len(results)}",
        "done": done,
        "left": left,
        "again": "&".join(f"van_ban={r.document.pk}" for r in left),
        "crumbs": [(QUEUE[0], reverse(QUEUE[1]))],
    }
