""" "Ủy quyền ký" under "Tài khoản": who signs in whose stead, until when; given and ended."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from documents import competence
from documents.errors import PaperError
from documents.forms_desk import ReasonForm
from documents.forms_signing import DelegationForm
from documents.lifecycle import StateLabel
from documents.services import delegating
from documents.views.drafts import posted
from units.actors import Actor, PortalRequest
from units.dates import format_date, in_hanoi, today
from units.models import Delegation, Role

ACCOUNT = ("Tài khoản", "units:account")
PAGE = ("Ủy quyền ký", "documents:delegations")


def visible_to(actor: Actor) -> QuerySet[Delegation]:
    """Leaves of the unit that were given by or to the person; all of them for its leaders."""
    rows = Delegation.objects.filter(unit=actor.unit).select_related("giver", "receiver", "unit")
    if actor.has(Role.LEADER):
        return rows
    return rows.filter(Q(giver=actor.user) | Q(receiver=actor.user))


def overview(request: PortalRequest) -> HttpResponse:
    """The leaves to sign that concern the person and, for the head of the unit, a new one."""
    actor = request.actor
    heads = competence.heads_of(actor.unit, today())
    may_give = actor.user in heads
    if request.method == "POST":
        delegating.require_head(actor)
    form = DelegationForm(posted(request), actor=actor) if may_give else None
    if form is not None and request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = delegating.delegate(
                form.chosen,
                by=actor,
                capacity=given["capacity"],
                first=given["first"],
                last=given["last"],
                reason=given["reason"],
            )
        except PaperError as error:
            form.add_error("capacity" if "chỉ giao" in error.sentence else "first", error.sentence)
        else:
            messages.success(
                request,
                f"Đã ủy quyền đồng chí {made.receiver} ký {made.capacity}. từ "
                f"{format_date(made.valid_from)} đến {format_date(made.valid_to)}.",
            )
            return redirect(PAGE[1])
    day = today()
    return render(
        request,
        "documents/delegations/overview.html",
        {
            "rows": [(row, label_of(row, day), _may_end(row, may_give, day)) for row in
                     visible_to(actor)[:100]],
            "form": form,
            "heads": heads,
            "crumbs": [(ACCOUNT[0], reverse(ACCOUNT[1]))],
        },
    )  # fmt: skip


def label_of(row: Delegation, day: dt.date) -> StateLabel:
    """How a leave stands on a day."""
    if row.ended_at is not None:
        on = format_date(in_hanoi(row.ended_at).date())
        return StateLabel(f"Kết thúc sớm ngày {on}", "xam", "slash-circle")
    if row.valid_to < day:
        return StateLabel("Đã hết", "xam", "dash-circle")
    if row.valid_from > day:
        return StateLabel("Chưa bắt đầu", "lam", "clock")
    return StateLabel("Đang ủy quyền", "luc", "check-circle")


def _may_end(row: Delegation, may_give: bool, day: dt.date) -> bool:
    return may_give and row.ended_at is None and row.valid_to >= day


def end(request: PortalRequest, pk: int) -> HttpResponse:
    """ "Kết thúc ủy quyền" before its last day, with the reason."""
    row = get_object_or_404(visible_to(request.actor), pk=pk)
    delegating.require_head(request.actor)
    form = ReasonForm(posted(request), hint="Người được ủy quyền không đọc lý do; nhật ký có ghi.")
    if request.method == "POST" and form.is_valid():
        try:
            delegating.end(row, by=request.actor, reason=form.cleaned_data["reason"])
        except PaperError as error:
            messages.warning(request, error.sentence)
        else:
            messages.success(request, f"Đã kết thúc ủy quyền ký của đồng chí {row.receiver}.")
        return redirect(PAGE[1])
    return render(
        request,
        "components/confirm_page.html",
        {
            "question": f"Kết thúc ủy quyền ký của đồng chí {row.receiver}?",
            "effects": [
                f"Từ lúc này đồng chí {row.receiver} không ký {row.capacity}. được nữa.",
                "Văn bản đã ký vẫn có giá trị; văn bản đang chờ ký phải chuyển người ký khác.",
            ],
            "form": form,
            "verb": "Kết thúc ủy quyền",
            "danger": True,
            "back_url": reverse(PAGE[1]),
            "back_label": "Không kết thúc, quay lại",
            "crumbs": [(ACCOUNT[0], reverse(ACCOUNT[1])), (PAGE[0], reverse(PAGE[1]))],
        },
    )
