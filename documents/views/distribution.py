"""The clerk seals and sends out ("Phát hành"), and everybody concerned sees who received."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from documents import permissions
from documents.errors import PaperError, WrongState
from documents.forms_desk import PinForm, ReasonForm
from documents.lifecycle import FROZEN, Action, State
from documents.models import Delivery, Document
from documents.querysets import receipt_counts
from documents.services import certificates, distributing, issuing
from documents.views.desk import addresses_of, desk_tabs
from documents.views.drafts import posted
from documents.views.paper import cascading_units, fetch, has_tasks
from units.access import for_roles
from units.actors import Actor, PortalRequest
from units.calendar import working_days_between
from units.dates import in_hanoi
from units.models import Role, Unit
from units.paging import page_of

# A signed paper that lies longer than this many working days is shown in red (screens §3).
PATIENCE = 1

QUEUE = ("Chờ phát hành", "documents:issue-queue")
_READERS = (Role.CLERK, Role.LEADER, Role.REVIEWER)


@for_roles(Role.CLERK)
def issue_queue(request: PortalRequest) -> HttpResponse:
    """ "Đã ký, chờ phát hành", and below it what went out, with how many received it."""
    own = Document.objects.visible_to(request.actor).filter(
        issuer=request.actor.unit, origin=Document.Origin.COMPOSED
    )
    waiting = own.filter(state=State.SIGNED).for_lists().order_by("signed_at", "pk")
    today = in_hanoi(timezone.now()).date()
    sent = own.filter(state__in=FROZEN).for_lists().defer("content", "search_text")
    return render(
        request,
        "documents/desk/issue_queue.html",
        {
            "waiting": [(paper, _waited(paper, today)) for paper in waiting],
            "page_obj": page_of(
                request, sent.annotate(**receipt_counts("pk")).order_by("-issued_at", "-pk")
            ),
            "tabs": desk_tabs(request, "issue"),
        },
    )


def _waited(paper: Document, today: dt.date) -> bool:
    """Whether it has lain signed for more than the office's patience."""
    signed = in_hanoi(paper.signed_at).date() if paper.signed_at else today
    return working_days_between(signed, today) > PATIENCE


def issue(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Phát hành": the question with everybody it goes to, then a receipt of each unit.

    Before it is sent only the clerk opens the page; afterwards leaders and reviewers of the unit
    and of those above it read the receipts too.
    """
    document = fetch(request, pk)
    if document.origin != Document.Origin.COMPOSED:
        raise Http404
    if State(document.state) in FROZEN:
        return _receipts(request, document)
    permissions.require(Action.ISSUE, document, request.actor)
    if State(document.state) is not State.SIGNED:
        messages.warning(
            request, f"Văn bản đang ở trạng thái “{document.get_state_display()}”. Chưa phát hành."
        )
        return redirect(document)
    form = PinForm(posted(request), label="Mã PIN của con dấu số")
    if request.method == "POST" and form.is_valid():
        try:
            issuing.issue(document, by=request.actor, pin=form.cleaned_data["pin"])
        except WrongState as error:
            messages.warning(request, error.sentence)
            return redirect("documents:issue", pk=document.pk)
        except certificates.PinRefused as error:
            form.add_error("pin", error.sentence)
        except PaperError as error:
            form.add_error(None, error.sentence)
        else:
            return redirect("documents:issue", pk=document.pk)
        document.refresh_from_db()
    return render(request, "documents/desk/issue.html", _question(document, form))


def _question(document: Document, form: PinForm) -> dict[str, Any]:
    addresses = addresses_of(document)
    units = {unit.pk for address in addresses for unit in address.units} - {document.issuer_id}
    without = sum(address.open for address in addresses)
    seal = certificates.current(document.issuer)
    obstacle = certificates.obstacle(seal, signer_name="", at=timezone.now())
    return {
        "document": document,
        "question": f"Phát hành {document} đến {len(units)} nơi?",
        "verb": f"Phát hành đến {len(units)} nơi",
        "effects": [
            f"Bản đã ký được đóng dấu số của {document.issuer.name}.",
            f"{len(units)} đơn vị trong cổng nhận văn bản ngay; mỗi nơi mở xem và vào sổ đều có "
            "xác nhận ở trang này.",
            "Nội dung và tệp khóa lại. Sau đó chỉ thu hồi hoặc thay bằng văn bản khác.",
        ],
        "warning": f"{without} nơi nhận chưa có địa chỉ gửi. Gửi bản giấy cho các nơi này."
        if without
        else "",
        "addresses": addresses,
        "seal": seal,
        "obstacle": obstacle,
        "form": form,
        "crumbs": [(QUEUE[0], reverse(QUEUE[1]))],
    }


def _receipts(request: PortalRequest, document: Document) -> HttpResponse:
    actor = request.actor
    if not _reads_receipts(document, actor):
        raise Http404
    taking_back = permissions.can_take_back(document, actor)
    rows = document.deliveries.select_related("unit", "recipient", "opened_by", "entry")
    counted = Document.objects.filter(pk=document.pk).values(**receipt_counts("pk"))
    return render(
        request,
        "documents/desk/receipts.html",
        {
            "document": document,
            "page_obj": page_of(request, rows.order_by("unit__sort_key", "pk")),
            "counts": counted.get(),
            "unseen": Delivery.UNSEEN if taking_back else (),
            "below": _bound_below(document),
            "may_cascade": _may_cascade(document, actor),
            "signatures": document.signatures.select_related("certificate", "signer"),
            "crumbs": _way_back(document, actor),
        },
    )


def take_back(request: PortalRequest, pk: int, delivery: int) -> HttpResponse:
    """ "Lấy lại": the paper is withdrawn from one unit that has not opened it yet."""
    document = fetch(request, pk)
    permissions.require(Action.ISSUE, document, request.actor)
    row = get_object_or_404(document.deliveries.select_related("unit", "document"), pk=delivery)
    form = ReasonForm(posted(request), hint="Ghi trong nhật ký của văn bản.")
    if request.method == "POST" and form.is_valid():
        try:
            distributing.take_back(row, by=request.actor, reason=form.cleaned_data["reason"])
        except PaperError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, f"Đã lấy lại {document} gửi {row.unit}.")
            return redirect("documents:issue", pk=document.pk)
    elif sentence := distributing.obstacle(row):
        messages.warning(request, sentence)
        return redirect("documents:issue", pk=document.pk)
    return render(
        request,
        "components/confirm_page.html",
        {
            "question": f"Lấy lại {document} gửi {row.unit}?",
            "effects": [
                f"{row.unit} không còn thấy văn bản này trong cổng và được báo là đã lấy lại.",
                "Các nơi nhận khác không thay đổi; văn bản vẫn có hiệu lực.",
                "Chỉ lấy lại được khi nơi nhận chưa mở.",
            ],
            "form": form,
            "verb": "Lấy lại văn bản",
            "danger": True,
            "back_url": reverse("documents:issue", args=[document.pk]),
            "back_label": "Không lấy lại, quay lại nơi nhận",
            "crumbs": [(QUEUE[0], reverse(QUEUE[1]))],
        },
    )


def _way_back(document: Document, actor: Actor) -> list[tuple[str, str]]:
    """To the clerk's queue, for others to the paper."""
    if actor.unit.pk == document.issuer_id and actor.has(Role.CLERK):
        return [(QUEUE[0], reverse(QUEUE[1]))]
    return [(str(document), document.get_absolute_url())]


def _reads_receipts(document: Document, actor: Actor) -> bool:
    """Clerk, leaders and reviewers of the issuer; leaders and reviewers of who oversees it."""
    if actor.unit.pk == document.issuer_id:
        return actor.has(*_READERS)
    overseen = Unit.objects.overseen_by(actor.unit).filter(pk=document.issuer_id)
    return actor.has(Role.LEADER, Role.REVIEWER) and overseen.exists()


def _bound_below(document: Document) -> int:
    """How many of the receivers the issuer may bind, when the paper carries tasks at all."""
    if document.state != State.ISSUED or not has_tasks(document):
        return 0
    reach = Unit.objects.in_reach_of(document.issuer).values("pk")
    return document.deliveries.standing().filter(unit__in=reach).count()


def _may_cascade(document: Document, actor: Actor) -> bool:
    return actor.unit.pk in cascading_units(document) and actor.has(Role.LEADER, Role.REVIEWER)
