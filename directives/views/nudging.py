"""Đôn đốc: choose overdue units, look at one message, send; what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from directives import progress, services
from directives.forms.following import NudgeFilter, NudgeForm
from directives.models import Assignment, Nudge, NudgedUnit
from directives.querysets import AssignmentQuerySet
from directives.services.nudging import AT_ONCE, NUDGING
from documents.errors import PaperError
from documents.models import Document
from units.access import for_roles
from units.actors import Actor, PortalRequest
from units.dates import number_vi
from units.models import Unit
from units.paging import page_of

SEND, AGAIN = "gui", "sua"
NODE = "noi"
"""Names of the buttons after the preview, and of the board's node in the address."""


@for_roles(*NUDGING)
def nudge(request: PortalRequest) -> HttpResponse:
    """The overdue units of the board's filter; a POST shows one message, the next one sends."""
    actor, now = request.actor, timezone.now()
    visible = _scope(actor, request.GET)
    papers = Document.objects.filter(
        tasks__assignments__in=services.nudgeable(visible, actor, now).values("pk")
    ).distinct()
    filtering = NudgeFilter(request.GET, papers=papers.select_related("issuer").order_by("-pk"))
    rows = filtering.apply(visible, now)
    late = services.late_units(rows, actor, now)
    fresh = [each for each in late if each.nudged_at is None]
    form = NudgeForm(
        request.POST if request.method == "POST" else None,
        initial={"text": services.default_text(actor.unit)},
    )
    ticked = _chosen(request) if form.is_bound else {each.unit.pk for each in fresh[:AT_ONCE]}
    chosen = [each for each in fresh if each.unit.pk in ticked]
    sending = SEND in request.POST
    if form.is_valid() and not ticked:
        form.add_error(None, "Chưa chọn đơn vị nào.")
    elif form.is_valid() and sending:
        paper = papers.filter(pk=filtering.cleaned_data.get("van_ban") or 0).first()
        try:
            sent = services.send_nudge(
                rows, ticked, by=actor, text=form.cleaned_data["text"], document=paper
            )
        except PaperError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _said(sent))
            return redirect(sent)
    elif form.is_valid() and not chosen:
        form.add_error(None, "Các đơn vị đã chọn vừa được đôn đốc hoặc vừa nộp. Chọn đơn vị khác.")
    context = {
        "filter": filtering,
        "form": form,
        "late": late,
        "fresh": fresh[:AT_ONCE],
        "more": len(fresh) - AT_ONCE,
        "recent": [each for each in late if each.nudged_at is not None],
        "ticked": ticked,
        "node": _node(request.GET),
        "crumbs": [("Tiến độ", reverse("directives:board"))],
    }
    if form.is_bound and form.is_valid() and AGAIN not in request.POST:
        return render(request, "directives/nudge_preview.html", context | _preview(chosen, form))
    return render(request, "directives/nudge.html", context)


def _scope(actor: Actor, asked: QueryDict) -> AssignmentQuerySet:
    """What the board of this node counts for this person."""
    unit = _node(asked)
    rows = progress.scope(actor)
    return progress.node_of(unit).narrow(rows) if unit is not None else rows


def _node(asked: QueryDict) -> Unit | None:
    pk = asked.get(NODE, "")
    known = Unit.objects.select_related("area").filter(pk=int(pk[:9])) if pk.isdecimal() else None
    return known.first() if known is not None else None


def _chosen(request: PortalRequest) -> set[int]:
    return {int(pk[:9]) for pk in request.POST.getlist("don_vi") if pk.isdecimal()}


def _preview(chosen: Sequence[services.Late], form: NudgeForm) -> dict[str, object]:
    """One message as its unit will read it, and the button with its number."""
    text, first = form.cleaned_data["text"], chosen[0]
    return {
        "chosen": chosen,
        "first": first,
        "text": text,
        "message": first.words(text),
        "verb": f"Gửi đôn đốc đến {number_vi(len(chosen))} đơn vị",
    }


def _said(sent: Nudge) -> str:
    """ "Đã gửi 18. 2 đơn vị vừa nộp báo cáo nên không gửi."."""
    found = list(sent.rows.values_list("outcome", flat=True))
    answered = found.count(NudgedUnit.Outcome.ANSWERED)
    tail = f" {number_vi(answered)} đơn vị vừa nộp nên không gửi." if answered else ""
    return f"Đã gửi {number_vi(found.count(NudgedUnit.Outcome.SENT))}.{tail}"


@for_roles(*progress.OVERSEEING)
def nudge_detail(request: PortalRequest, pk: int) -> HttpResponse:
    """What one nudge said, to whom it went and to whom not, and what was answered since."""
    found: Nudge = get_object_or_404(
        Nudge.objects.visible_to(request.actor).select_related("unit", "by", "document__issuer"),
        pk=pk,
    )
    now = timezone.now()
    counts = dict.fromkeys(NudgedUnit.Outcome.values, 0)
    for outcome in found.rows.values_list("outcome", flat=True):
        counts[outcome] += 1
    still = services.still_late(found, now)
    page = page_of(request, found.rows.select_related("unit").order_by("unit__sort_key", "pk"))
    seen = Assignment.objects.visible_to(request.actor).order_by().values("unit")
    linked = set(seen.filter(unit__in=[row.unit_id for row in page]).values_list("unit", flat=True))
    context = {
        "nudge": found,
        "sent": counts[NudgedUnit.Outcome.SENT],
        "left_out": sum(counts.values()) - counts[NudgedUnit.Outcome.SENT],
        "page_obj": page,
        "rows": [(row, still.get(row.unit_id, 0), row.unit_id in linked) for row in page],
        "crumbs": [("Tiến độ", reverse("directives:board"))],
    }
    return render(request, "directives/nudge_detail.html", context)
