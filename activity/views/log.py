"""The log that leaders, inspectors and administrators read."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from activity import chain
from activity.forms import LogFilter
from activity.models import LogEntry
from activity.reading import lines_for
from units.access import for_roles
from units.actors import PortalRequest
from units.dates import format_date, today
from units.models import Role
from units.paging import page_of
from units.sheets import CONTENT_TYPE, Cell, workbook

EXPORTED_AT_MOST = 5_000
_HEADS = (
    "Số thứ tự", "Lúc", "Người làm", "Đơn vị", "Tư cách", "Việc đã làm", "Lý do", "Đối tượng",
    "Trước khi đổi", "Sau khi đổi",
)  # fmt: skip


@for_roles(Role.LEADER, Role.INSPECTOR, Role.ADMIN)
def log(request: PortalRequest) -> HttpResponse:
    """ "Nhật ký": one's own unit; inspectors also the units they oversee. `?xuat=xlsx` exports."""
    actor = request.actor
    form = LogFilter(request.GET, with_unit=actor.has(Role.INSPECTOR))
    rows = form.apply(lines_for(actor)).order_by("-sequence")
    too_many = False
    if request.GET.get("xuat") == "xlsx":
        found = list(rows[: EXPORTED_AT_MOST + 1])
        too_many = len(found) > EXPORTED_AT_MOST
        if not too_many:
            return _sheet(found)
    page = page_of(request, rows)
    return render(
        request,
        "activity/_log.html" if request.htmx else "activity/log.html",
        {
            "filter": form,
            "page_obj": page,
            "lines": [(entry, *_change(entry)) for entry in page],
            "check": chain.last_check(),
            "too_many": too_many,
            "exported_at_most": EXPORTED_AT_MOST,
        },
    )


def _change(entry: LogEntry) -> tuple[list[tuple[str, Any]], list[tuple[str, Any]]]:
    """What stood before and after, as (name, value); lines without such a change have neither."""
    before, after = entry.data.get("before"), entry.data.get("after")
    return (
        list(before.items()) if isinstance(before, dict) else [],
        list(after.items()) if isinstance(after, dict) else [],
    )


def _sheet(entries: list[LogEntry]) -> HttpResponse:
    rows: list[list[Cell]] = []
    for entry in entries:
        before, after = _change(entry)
        rows.append(
            [
                entry.sequence,
                entry.at,
                entry.actor_name,
                entry.unit_name,
                entry.capacity,
                entry.sentence,
                entry.reason,
                entry.target_label,
                *(
                    "; ".join(f"{name}: {value}" for name, value in side)
                    for side in (before, after)
                ),
            ]
        )
    response = HttpResponse(workbook("Nhật ký", _HEADS, rows), content_type=CONTENT_TYPE)
    name = f"Nhật ký đến {format_date(today()).replace('/', '-')}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _listed(side: list[tuple[str, Any]]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in side)
