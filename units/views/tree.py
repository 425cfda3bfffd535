"""The administrator's pages about units: what there is, adding one, its settings and names."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from units import administration
from units.access import for_roles
from units.actors import PortalRequest
from units.administration import administered
from units.dates import today
from units.forms import NameForm, NewUnitForm, UnitFilter, UnitSettingsForm
from units.models import CalendarDay, Membership, Role, Unit
from units.paging import page_of

HOME = ("Quản trị", "/quan-tri/")  # the way back of every page here


@for_roles(Role.ADMIN)
def overview(request: PortalRequest) -> HttpResponse:
    """ "Quản trị": the pages there are, with what needs attention."""
    day = today()
    units = administered(request.actor).active_on(day)
    staffed = Membership.objects.active_on(day).values("unit")
    return render(
        request,
        "units/admin/overview.html",
        {
            "unit_count": units.count(),
            "unstaffed": units.exclude(pk__in=staffed).count(),
            "people_count": administration.people_of(request.actor).filter(is_active=True).count(),
            "next_year": day.year + 1,
            "days_missing": not CalendarDay.objects.filter(day__year=day.year + 1).exists(),
            "runs_portal": administration.runs_portal(request.actor),
        },
    )


@for_roles(Role.ADMIN)
def unit_list(request: PortalRequest) -> HttpResponse:
    """Administered units in Vietnamese order; `?duoi=<pk>` shows those directly under one."""
    form = UnitFilter(request.GET)
    rows = administered(request.actor)
    above = _above(request, rows)
    if above is not None:
        rows = rows.filter(parent=above)
    said = form.cleaned_data if form.is_valid() else {}
    if not said.get("ended"):
        rows = rows.active_on(today())
    elif said["ended"] == "roi":
        rows = rows.filter(valid_to__lt=today())
    if said.get("line"):
        rows = rows.filter(line=said["line"])
    if said.get("q"):
        rows = rows.search(said["q"])
    page = page_of(request, _counted(rows).in_vietnamese_order())
    return render(
        request,
        "units/admin/_units.html" if request.htmx else "units/admin/units.html",
        {"filter": form, "page_obj": page, "above": above, "crumbs": [HOME]},
    )


def _above(request: PortalRequest, units: QuerySet[Unit]) -> Unit | None:
    wanted = request.GET.get("duoi", "")
    return get_object_or_404(units, pk=wanted) if wanted.isdigit() else None


def _counted(rows: Any) -> Any:
    """With the number of units directly under each and of people holding a role there today."""
    below = Unit.objects.active_on(today()).filter(parent=OuterRef("pk")).order_by()
    people = Membership.objects.active_on(today()).filter(unit=OuterRef("pk")).order_by()
    return rows.select_related("parent", "area").annotate(
        below_count=_number(below.values("parent").annotate(n=Count("pk"))),
        people_count=_number(people.values("unit").annotate(n=Count("user", distinct=True))),
    )


def _number(rows: Any) -> Coalesce:
    return Coalesce(Subquery(rows.values("n"), output_field=IntegerField()), 0)


@for_roles(Role.ADMIN)
def unit_add(request: PortalRequest) -> HttpResponse:
    """A new unit with its first names; it exists from the day its name begins."""
    data = request.POST or None
    form = NewUnitForm(data, actor=request.actor)
    name = NameForm(data, prefix="ten", initial={"valid_from": today()})
    if request.method == "POST" and all([form.is_valid(), name.is_valid()]):
        unit = form.save(commit=False)
        unit.valid_from = name.cleaned_data["valid_from"]
        administration.add_unit(unit, name.save(commit=False), by=request.actor)
        messages.success(request, f"Đã thêm {unit}. Việc tiếp theo: thêm người dùng.")
        return redirect("units:admin-unit", unit.pk)
    crumbs = [HOME, ("Đơn vị", "/quan-tri/don-vi/")]
    wrong = bool(form.errors or name.errors)
    context = {"form": form, "name_form": name, "form_has_errors": wrong, "crumbs": crumbs}
    return render(request, "units/admin/unit_add.html", context)


@for_roles(Role.ADMIN)
def unit_edit(request: PortalRequest, pk: int) -> HttpResponse:
    """One unit: settings, names in time, and who works there."""
    unit = get_object_or_404(administered(request.actor).select_related("parent", "area"), pk=pk)
    renames = "doi_ten" in request.POST
    form = UnitSettingsForm(None if renames else request.POST or None, instance=unit)
    name = NameForm(
        request.POST if renames else None, prefix="ten", unit=unit, initial=_latest_name(unit)
    )
    if request.method == "POST" and renames and name.is_valid():
        administration.rename_unit(unit, name.save(commit=False), by=request.actor)
        messages.success(request, f"Đã ghi tên mới: {name.cleaned_data['name']}.")
        return redirect("units:admin-unit", unit.pk)
    if request.method == "POST" and not renames and form.is_valid():
        if form.changed_data:
            administration.change_unit(form.instance, form.before(), by=request.actor)
        messages.success(request, "Đã lưu thông tin đơn vị.")
        return redirect("units:admin-unit", unit.pk)
    memberships = Membership.objects.active_on(today()).filter(unit=unit)
    return render(
        request,
        "units/admin/unit.html",
        {
            "unit": Unit.objects.get(pk=pk),
            "place": unit,
            "settings_form": form,
            "name_form": name,
            "names": unit.names.order_by("-valid_from"),
            "memberships": memberships.select_related("user").order_by("user__sort_key", "role"),
            "form_has_errors": bool(form.errors or name.errors),
            "crumbs": [HOME, ("Đơn vị", "/quan-tri/don-vi/")],
        },
    )


def _latest_name(unit: Unit) -> dict[str, object]:
    """A renaming usually changes a word or two of what stands now."""
    name = unit.names.order_by("-valid_from").first()
    fields = ("name", "short_name", "head_parent", "head_name", "place")
    return {field: getattr(name, field) for field in fields} if name else {}
