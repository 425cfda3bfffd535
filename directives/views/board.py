"""Tiến độ: who is not done, from everything one oversees down to one unit's work."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
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
from units.models import Area, Unit
from units.paging import page_of

# The tabs of the board: label, page of everything, page of one node.
TABS = (
    ("Bảng", "directives:board", "directives:board-unit"),
    ("Bản đồ nhiệt", "directives:heat", "directives:heat-unit"),
    ("Dòng thời gian", "directives:timeline", "directives:timeline-unit"),
)


@dataclass(frozen=True)
class Look:
    """What one page of the board is about: a place or unit, and the work the filter leaves."""

    request: PortalRequest
    node: Node
    top: bool
    visible: AssignmentQuerySet
    filter: BoardFilter
    chosen: AssignmentQuerySet
    now: dt.datetime

    @property
    def area(self) -> Area:
        return self.node.place or self.node.unit.area

    def context(self, tab: str) -> dict[str, Any]:
        """What every tab of the board shows around its own figures."""
        return {
            "node": self.node,
            "top": self.top,
            "filter": self.filter,
            "now": self.now,
            "tabs": [
                (label, self.address(of_all, of_one), label == tab)
                for label, of_all, of_one in TABS
            ],
            "export_url": self.address("directives:board-xlsx", "directives:board-unit-xlsx"),
            "crumbs": [] if self.top else progress.way_down(self.node, self.request.actor),
        }

    def address(self, of_all: str, of_one: str) -> str:
        """The same node under another view, with the same filter."""
        args = [] if self.top else [self.node.unit.pk]
        return kept(self.request, reverse(of_all if self.top else of_one, args=args))


def look(request: PortalRequest, unit: int | None) -> Look:
    """Resolve the address: everything one oversees (for a cadre the own unit), or one node below.

    Raises Http404 when the person oversees nothing of the unit.
    """
    actor, now = request.actor, timezone.now()
    everything = progress.scope(actor)
    if unit is None:
        place = actor.unit.area if actor.has(*progress.OVERSEEING) else None
        node, visible = Node(actor.unit, place, str(actor.unit)), everything
    else:
        node = _node_below(request, unit, everything)
        visible = node.narrow(everything)
    # By task: a database that looked for the papers of every assignment would read them all.
    given = Task.objects.filter(Exists(visible.order_by().filter(task=OuterRef("pk"))))
    papers = Document.objects.filter(pk__in=given.values("document"))
    filtering = BoardFilter(request.GET, papers=papers.order_by("-pk"))
    chosen = filtering.apply(visible, now)
    return Look(request, node, unit is None, visible, filtering, chosen, now)


def _node_below(request: PortalRequest, unit: int, everything: AssignmentQuerySet) -> Node:
    actor = request.actor
    found = get_object_or_404(Unit.objects.select_related("area__parent__parent"), pk=unit)
    node = progress.node_of(found)
    if not actor.has(*progress.OVERSEEING):
        if found.pk != actor.unit.pk:
            raise Http404
    elif not (
        found.pk == actor.unit.pk
        or Unit.objects.overseen_by(actor.unit).filter(pk=found.pk).exists()
        or node.narrow(everything).exists()
    ):
        raise Http404
    return node


def board(request: PortalRequest, unit: int | None = None) -> HttpResponse:
    """Everything this person oversees, for a cadre the work of the own unit; or one node below."""
    seen = look(request, unit)
    node, chosen, now = seen.node, seen.chosen, seen.now
    counted = progress.rows_below(chosen, seen.area, now)
    total = progress.total_of(counted)
    rows = progress.sort_rows(counted, request.GET.get("sort", ""))
    before = _before(seen)
    itself = reverse("directives:board-unit", args=[node.unit.pk])
    alone = [row.address for row in rows] == [itself]
    # A row that would lead to this very page leads to the list at its foot instead.
    listed = alone or node.place is None or progress.is_lead(node.unit)
    work = _work_of(node, chosen) if listed else None
    # Only one of the two lists of a page can follow its page numbers.
    own = None if work is None else page_of(request, work) if alone else _first(work)
    linked = [
        (
            row,
            "#viec" if own and row.address == itself else kept(request, row.address),
            before.get(row.address) if before is not None else None,
        )
        for row in rows
    ]
    context = {
        **seen.context("Bảng"),
        "total": total,
        "compared": before is not None,
        "before": sum(before.values(), progress.Counts()).cells if before is not None else None,
        "cell_urls": _cell_urls(request),
        "reports": _reports(total, chosen, one_paper=bool(request.GET.get("van_ban"))),
        "page_obj": page_of(request, linked),
        "table": bool(rows) and not alone,
        "own": own if own and own.object_list else None,
        "answers": hooks.answers_of(list(own.object_list), request.actor) if own else {},
        "nudge": _nudge(seen),
        "anything": bool(counted) or seen.visible.exists(),
    }
    partial = "directives/partials/board.html"
    return render(request, partial if request.htmx else "directives/board.html", context)


def _before(seen: Look) -> dict[str, progress.Counts] | None:
    """The figures of the day to compare with, by the address of the row; None when not asked."""
    then = seen.filter.then
    if then is None:
        return None
    chosen = seen.filter.apply(seen.visible, then, past=True)
    return {row.address: row.counts for row in progress.rows_then(chosen, seen.area, then)}


def _nudge(seen: Look) -> tuple[str, str] | None:
    """ "Đôn đốc 23 đơn vị quá hạn": label and address, for who may and where somebody is late."""
    request = seen.request
    if not request.actor.has(*NUDGING):
        return None
    late = services.nudgeable(seen.chosen, request.actor, seen.now)
    count = late.order_by().values("unit").distinct().count()
    if not count:
        return None
    query = QueryDict(mutable=True)
    for name in ("van_ban", "tuyen", "vuong_mac"):
        if request.GET.get(name):
            query[name] = request.GET[name]
    if not seen.top:
        query["noi"] = str(seen.node.unit.pk)
    address = reverse("directives:nudge")
    return (
        f"Đôn đốc {number_vi(count)} đơn vị quá hạn",
        f"{address}?{query.urlencode()}" if query else address,
    )


def _work_of(node: Node, chosen: AssignmentQuerySet) -> AssignmentQuerySet:
    """The assignments of the node's own unit, the most pressing first."""
    due = F("due_at").asc(nulls_last=True)
    return chosen.filter(unit=node.unit).counted().for_lists().order_by(due, "pk")


def _first(work: AssignmentQuerySet) -> Page[Assignment]:
    return Paginator(work, 100).get_page(1)


def kept(request: PortalRequest, address: str) -> str:
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
