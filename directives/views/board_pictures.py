"""The other tabs of "Tiến độ": the heat map, the timeline, and the table as an Excel file."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from directives import heat, progress, timeline
from directives.views.board import Look, kept, look
from documents.models import Document
from units import sheets
from units.actors import PortalRequest
from units.dates import in_hanoi, today

_HEADS = (
    "Đơn vị",
    "Chưa hoàn thành, quá hạn",
    "Chưa hoàn thành, trong hạn",
    "Trong đó không ghi hạn",
    "Hoàn thành quá hạn",
    "Hoàn thành đúng hạn",
    "Tổng",
    "Báo cáo phải gửi",
    "Báo cáo đã gửi",
    "Báo cáo đúng hạn",
)


def heat_map(request: PortalRequest, unit: int | None = None) -> HttpResponse:
    """ "Bản đồ nhiệt": places by weeks; when one paper is chosen, by its tasks."""
    seen = look(request, unit)
    rows = progress.sort_rows(progress.rows_below(seen.chosen, seen.area, seen.now), "ten")
    paper = _paper(seen)
    by = heat.by_task if paper else heat.by_week
    columns, found = by(seen.chosen, seen.area, seen.now)
    page = Paginator(rows, heat.ROWS_A_PAGE).get_page(request.GET.get("page"))
    drawing = heat.drawn(list(page), columns, found)
    context = {
        **seen.context("Bản đồ nhiệt"),
        "map": drawing if rows else None,
        "linked": [(line, kept(request, line.row.address)) for line in drawing.lines],
        "by_task": paper is not None,
        "page_obj": page,
    }
    return _answer(request, "heat", context)


def time_line(request: PortalRequest, unit: int | None = None) -> HttpResponse:
    """ "Dòng thời gian": how long each level took for one paper, and results day by day."""
    seen = look(request, unit)
    paper = _paper(seen)
    limit = progress.one_limit(seen.chosen)
    then = seen.filter.then
    compared = in_hanoi(then).date() if then else None
    context = {
        **seen.context("Dòng thời gian"),
        "paper": paper,
        "levels": timeline.levels(paper, request.actor, limit, today()) if paper else None,
        "curve": timeline.curve(seen.chosen, seen.now, limit=limit, compared=compared),
    }
    return _answer(request, "timeline", context)


def _answer(request: PortalRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    partial = f"directives/partials/{name}.html"
    template = partial if request.htmx else "directives/board_picture.html"
    return render(request, template, {**context, "partial": partial})


def _paper(seen: Look) -> Document | None:
    """The one paper the page is about: the chosen one, or the only one there is to choose."""
    chosen = seen.filter.cleaned_data.get("van_ban") if seen.filter.is_valid() else ""
    offered = seen.filter.papers
    key = chosen or (offered[0][0] if len(offered) == 1 else "")
    return Document.objects.select_related("issuer").get(pk=key) if key else None


def board_xlsx(request: PortalRequest, unit: int | None = None) -> HttpResponse:
    """The table of the board as it is filtered and sorted, with its total."""
    seen = look(request, unit)
    counted = progress.rows_below(seen.chosen, seen.area, seen.now)
    rows = progress.sort_rows(counted, request.GET.get("sort", ""))
    table = [_line(row.name, row.counts) for row in rows]
    table.append(_line("Tổng", progress.total_of(counted)))
    data = sheets.workbook("Tiến độ", _HEADS, table)
    answer = HttpResponse(data, content_type=sheets.CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="tien-do-{today():%Y%m%d}.xlsx"'
    return answer


def _line(name: str, counts: progress.Counts) -> list[sheets.Cell]:
    return [
        name,
        counts.open_overdue,
        counts.open_on_time,
        counts.dateless,
        counts.done_late,
        counts.done_on_time,
        counts.total,
        counts.expected,
        counts.received,
        counts.received_on_time,
    ]
