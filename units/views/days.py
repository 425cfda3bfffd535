"""The office's calendar: rest days moved, Saturdays worked."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from units import administration
from units.access import for_roles
from units.actors import PortalRequest
from units.calendar import rest_reason
from units.dates import FIRST_YEAR, LAST_YEAR, today
from units.forms import DayForm
from units.models import CalendarDay, Role
from units.services import overrides
from units.views.tree import HOME


@for_roles(Role.ADMIN)
def day_list(request: PortalRequest) -> HttpResponse:
    """The days off of a year (`?nam=2027`) besides weekends, and what was decided about days."""
    actor = request.actor
    form = DayForm(request.POST if request.method == "POST" and "bo" not in request.POST else None)
    if request.method == "POST":
        administration.require_calendar(actor)
        if "bo" in request.POST:
            wanted = request.POST["bo"]
            day = get_object_or_404(CalendarDay, pk=wanted if wanted.isdigit() else 0)
            year = day.day.year
            administration.remove_day(day, by=actor)
            messages.success(request, "Đã bỏ ngày vừa chọn khỏi lịch.")
            return redirect(f"{request.path}?nam={year}")
        if form.is_valid():
            day = form.save(commit=False)
            administration.enter_day(day, by=actor)
            messages.success(request, "Đã ghi ngày vào lịch.")
            return redirect(f"{request.path}?nam={day.day.year}")
    year = _year(request)
    return render(
        request,
        "units/admin/days.html",
        {
            "form": form,
            "year": year,
            "years": [year - 1, year + 1],
            "entered": CalendarDay.objects.filter(day__year=year),
            "holidays": _holidays(year),
            "may_change": administration.runs_portal(actor),
            "crumbs": [HOME],
        },
    )


def _year(request: PortalRequest) -> int:
    wanted = request.GET.get("nam", "")
    year = int(wanted) if wanted.isdigit() and len(wanted) == 4 else today().year
    return min(max(year, FIRST_YEAR), LAST_YEAR)


def _holidays(year: int) -> list[tuple[dt.date, str]]:
    """Every day off of the year that is not simply a weekend, with its name."""
    known = overrides()
    first = dt.date(year, 1, 1)
    days = (first + dt.timedelta(days=n) for n in range((dt.date(year + 1, 1, 1) - first).days))
    named = ((day, rest_reason(day, known)) for day in days)
    return [(day, name) for day, name in named if name and name not in ("thứ Bảy", "Chủ nhật")]
