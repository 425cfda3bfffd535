"""Tiến độ: who is not done, from everything one oversees down to one unit's work."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, OuterRef
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from directives import hooks, progress, services
from directives.forms.board import CELLS, BoardFilter
from directives.models import Assignment, Task
from directives.progress import Node
from directives.querysets import AssignmentQuerySet
from directives.services.nudging import NUDGING
from documents.models import Document
from units.actors import PortalRequest
from units.dates import moment, number_vi
from units.models import Unit
from units.paging import page_of


def board(request: PortalRequest) -> HttpResponse:
    """Everything this person oversees; for a cadre the work of the own unit."""
    actor = request.actor
    if not actor.has(*progress.OVERSEEING):
        return _page(request, Node(actor.unit, None, str(actor.unit)), top=True)
    return _page(request, Node(actor.unit, actor.unit.area, str(actor.unit)), top=True)


def board_unit(request: PortalRequest, unit: int) -> HttpResponse:
    """One place or one unit below; 404 when the person oversees nothing of it."""
    actor = request.actor
    found = get_object_or_404(Unit.objects.select_related("area__parent__parent"), pk=unit)
    node = progress.node_of(found)
    if not actor.has(*progress.OVERSEEING):
        if found.pk != actor.unit.pk:
            raise Http404
    elif not (
        found.pk == actor.unit.pk
        or Unit.objects.overseen_by(actor.unit).filter(pk=found.pk).exists()
        or node.narrow(progress.scope(actor)).exists()
    ):
        raise Http404
    return _page(request, node, top=False)


def _page(request: PortalRequest, node: Node, *, top: bool) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    everything = progress.scope(actor)
    visible = everything if top else node.narrow(everything)
    # By task: a database that looked for the papers of every assignment would read them all.
    given = Task.objects.filter(Exists(visible.order_by().filter(task=OuterRef("pk"))))
    papers = Document.objects.filter(pk__in=given.values("document"))
    filtering = BoardFilter(request.GET, papers=papers.order_by("-pk"))
    chosen = filtering.apply(visible, now)
    counted = progress.rows_below(chosen, node.place or node.unit.area, now)
    total = progress.total_of(counted)
    rows = progress.sort_rows(counted, request.GET.get("sort", ""))
    itself = _address(node)
    alone = [row.address for row in rows] == [itself]
    # A row that would lead to this very page leads to the list at its foot instead.
    listed = alone or node.place is None or progress.is_lead(node.unit)
    work = _work_of(node, chosen) if listed else None
    # Only one of the two lists of a page can follow its page numbers.
    own = None if work is None else page_of(request, work) if alone else _first(work)
    linked = [
        (row, "#viec" if own and row.address == itself else _kept(request, row.address))
        for row in rows
    ]
    context = {
        "node": node,
        "top": top,
        "filter": filtering,
        "total": total,
        "cells": total.cells,
        "cell_urls": _cell_urls(request),
        "reports": _reports(total, chosen, one_paper=bool(request.GET.get("van_ban"))),
        "page_obj": page_of(request, linked),
        "table": bool(rows) and not alone,
        "own": own if own and own.object_list else None,
        "answers": hooks.answers_of(list(own.object_list), actor) if own else {},
        "now": now,
        "nudge": _nudge(request, chosen, node, top=top),
        "anything": bool(counted) or visible.exists(),
        "crumbs": [] if top else progress.way_down(node, actor),
    }
    partial = "directives/partials/board.html"
    return render(request, partial if request.htmx else "directives/board.html", context)


def _nudge(
    request: PortalRequest, chosen: AssignmentQuerySet, node: Node, *, top: bool
) -> tuple[str, str] | None:
    """ "Đôn đốc 23 đơn vị quá hạn": label and address, for who may and where somebody is late."""
    if not request.actor.has(*NUDGING):
        return None
    late = services.nudgeable(chosen, request.actor, timezone.now())
    count = late.order_by().values("unit").distinct().count()
    if not count:
        return None
    query = QueryDict(mutable=True)
    for name in ("van_ban", "tuyen", "vuong_mac"):
        if request.GET.get(name):
            query[name] = request.GET[name]
    if not top:
        query["noi"] = str(node.unit.pk)
    address = reverse("directives:nudge")
    return (
        f"Đôn đốc {number_vi(count)} đơn vị quá hạn",
        f"{address}?{query.urlencode()}" if query else address,
    )


def _address(node: Node) -> str:
    return reverse("directives:board-unit", args=[node.unit.pk])


def _work_of(node: Node, chosen: AssignmentQuerySet) -> AssignmentQuerySet:
    """The assignments of the node's own unit, the most pressing first."""
    due = F("due_at").asc(nulls_last=True)
    return chosen.filter(unit=node.unit).counted().for_lists().order_by(due, "pk")


def _first(work: AssignmentQuerySet) -> Page[Assignment]:
    return Paginator(work, 100).get_page(1)


def _kept(request: PortalRequest, address: str) -> str:
    """The way down keeps the filter."""
    query = request.GET.copy()
    for name in ("page", "rows", "sort"):
        query.pop(name, None)
    return f"{address}?{query.urlencode()}" if query else address


def _cell_urls(request: PortalRequest) -> dict[str, str]:
    names = {"open_in_time": "open_on_time"}
    urls = {}
    for key, (cell, _) in CELLS.items():
        query = request.GET.copy()
        query.pop("page", None)
        query["trang_thai"] = key
        urls[names.get(cell, cell)] = "?" + query.urlencode()
    return urls


def _reports(total: progress.Counts, rows: Any, *, one_paper: bool) -> dict[str, Any] | None:
    """D1: "168 đơn vị phải báo cáo · 145 đã gửi (86,31%) · đúng hạn 139 · hạn chót …"."""
    if not total.expected:
        return None
    due = progress.report_due(rows)
    noun = "đơn vị phải báo cáo" if one_paper else "báo cáo phải gửi"
    return {
        "expected": f"{number_vi(total.expected)} {noun}",
        "received": total.received,
        "of": total.expected,
        "on_time": total.received_on_time,
        "limit": f"hạn chót {moment(due)}" if due else "",
    }
