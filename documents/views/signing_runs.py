""" "Ký nhiều": the chosen papers on one page, one PIN, then a run with a result for each."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from documents import page_images
from documents.errors import PaperError
from documents.forms_desk import PinForm
from documents.lifecycle import State
from documents.models import Document, SigningRun, SigningRunItem
from documents.services import certificates, issuing, signing_runs
from documents.views.drafts import posted
from documents.views.signing import QUEUE, for_signers, number_in
from units.actors import PortalRequest


@for_signers
def bulk(request: PortalRequest) -> HttpResponse:
    """The chosen papers with their first pages, and the PIN.

    The papers are named in the address (`?van_ban=1&van_ban=2`) and, when signing, by number and
    revision as they stood on this page.
    """
    chosen = request.POST.getlist("van_ban") or request.GET.getlist("van_ban")
    wanted = [int(pk) for pk in chosen if pk.isdecimal() and len(pk) < 10]
    if not wanted:
        messages.warning(request, "Chưa chọn văn bản nào để ký.")
        return redirect(QUEUE[1])
    if len(wanted) > signing_runs.LIMIT:
        messages.warning(request, f"Mỗi lần ký nhiều nhất {signing_runs.LIMIT} văn bản.")
        return redirect(QUEUE[1])
    rows = Document.objects.visible_to(request.actor).for_lists()
    papers = list(rows.filter(issuer=request.actor.unit, pk__in=wanted).order_by("numbered_at"))
    form = PinForm(posted(request))
    if request.method == "POST" and form.is_valid():
        seen = [(p, request.POST.get(f"so-{p.pk}", ""), _revision(request, p)) for p in papers]
        try:
            run, key = signing_runs.start(seen, by=request.actor, pin=form.cleaned_data["pin"])
        except certificates.PinRefused as error:
            form.add_error("pin", error.sentence)
        except PaperError as error:
            form.add_error(None, error.sentence)
        else:
            return _with_key(redirect("documents:sign-run", pk=run.pk), run, key)
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
    return number_in(request.POST.get(f"ban-{paper.pk}", ""))


@for_signers
def run(request: PortalRequest, pk: int) -> HttpResponse:
    """One run: how far it is and what became of each paper; each POST signs the next few.

    Only its signer knows of it. With scripts the page posts by itself, without them the signer
    presses "Cập nhật"; after five minutes the PIN is asked again.
    """
    mine = SigningRun.objects.filter(signer=request.user, unit=request.actor.unit)
    found = get_object_or_404(mine.select_related("certificate", "signer", "unit"), pk=pk)
    key = request.COOKIES.get(_cookie(found), "")
    asked = "pin" in request.POST
    form = PinForm(request.POST if asked else None, label="Mã PIN, để ký tiếp")
    if request.method == "POST" and found.ended_at is None:
        if asked and form.is_valid():
            try:
                key = signing_runs.unlock_again(
                    found, by=request.actor, pin=form.cleaned_data["pin"]
                )
            except PaperError as error:
                form.add_error("pin", error.sentence)
        if not form.errors and signing_runs.goes_on(found, key):
            try:
                signing_runs.advance(found, key, by=request.actor)
            except PaperError as error:
                key = ""
                messages.warning(request, error.sentence)
    if request.method == "POST" and not request.htmx and not form.errors:
        return _with_key(redirect("documents:sign-run", pk=found.pk), found, key)
    template = "documents/signing/_run.html" if request.htmx else "documents/signing/run.html"
    response = render(request, template, _state_of(found, key, form))
    if request.method == "POST":
        return _with_key(response, found, key)
    return response


def _state_of(found: SigningRun, key: str, form: PinForm) -> dict[str, Any]:
    items = list(found.items.select_related("document"))
    signed = sum(item.state == SigningRunItem.State.SIGNED for item in items)
    waiting = sum(item.state == SigningRunItem.State.WAITING for item in items)
    retry = signing_runs.to_retry(found) if found.ended_at else []
    return {
        "run": found,
        "items": items,
        "total": len(items),
        "signed": signed,
        "waiting": waiting,
        "tried": len(items) - waiting,
        "failed": [item for item in items if item.state == SigningRunItem.State.FAILED],
        "goes_on": signing_runs.goes_on(found, key),
        "retry": len(retry),
        "again": "&".join(f"van_ban={document.pk}" for document in retry),
        "form": form,
        "title": f"Ký {len(items)} văn bản",
        "crumbs": [(QUEUE[0], reverse(QUEUE[1]))],
    }


def _cookie(found: SigningRun) -> str:
    return f"luot-ky-{found.pk}"


def _with_key(response: HttpResponse, found: SigningRun, key: str) -> HttpResponse:
    """Leave the run's second key with the browser, and nowhere else, while it is of use."""
    path = signing_runs.address_of(found)
    if not signing_runs.goes_on(found, key):
        response.delete_cookie(_cookie(found), path=path)
        return response
    response.set_cookie(
        _cookie(found),
        key,
        max_age=int(signing_runs.HOLD.total_seconds()),
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


@for_signers
def thumbnail(request: PortalRequest, pk: int) -> HttpResponse:
    """The first page of a paper that waits for the signature, small."""
    papers = Document.objects.visible_to(request.actor).filter(issuer=request.actor.unit)
    document = get_object_or_404(papers, pk=pk, state=State.NUMBERED)
    picture = page_images.first_page(issuing.numbered_file(document))
    response = HttpResponse(picture, content_type="image/png")
    patch_cache_control(response, private=True, max_age=page_images.KEPT)
    return response
