"""Rule sets of presentation for the administrator: tables, and what a unit prints otherwise."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from documents import formats, pdf, profile_table, switches
from documents.blank_forms import blank_form
from documents.models import FormatChoice
from documents.services import format_choices
from documents.views.drafts import posted
from units.access import for_roles
from units.actors import PortalRequest
from units.administration import administered
from units.dates import format_date, today
from units.fields import DateField
from units.models import Role, Unit

HOME = ("Quản trị", "/quan-tri/")
ALL = ("Thể thức văn bản", "/quan-tri/the-thuc/")


class ChoiceForm(forms.Form):
    """One select a switch the unit has, and the day from which they hold."""

    valid_from = DateField(
        label="Dùng từ ngày",
        help_text="Ghi theo mẫu 07/3/2025.",
        error_messages={"required": "Ghi ngày bắt đầu dùng."},
    )

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = today()
        rules = formats.profile_for(unit.line, unit.org, day)
        now = format_choices.choices_of(unit, day)
        self.fields["valid_from"].initial = day
        for key, row in switches.SWITCHES.items():
            if not row.offered(rules):
                continue
            own = row.value_in(rules)
            rule = f"Theo bộ thể thức ({own.label})" if own else "Theo bộ thể thức"
            options = [(choice.key, choice.label) for choice in row.choices if choice != own]
            self.fields[key] = forms.ChoiceField(
                label=row.label,
                required=False,
                choices=[("", rule), *options],
                initial=now.get(key, ""),
            )
        self.order_fields([*(key for key in self.fields if key != "valid_from"), "valid_from"])

    def clean_valid_from(self) -> Any:
        day = self.cleaned_data["valid_from"]
        if day and day < today():
            raise forms.ValidationError(
                "Chỉ đặt được từ hôm nay trở đi; văn bản đã phát hành giữ nguyên cách in."
            )
        return day


@require_safe
@for_roles(Role.ADMIN)
def rule_sets(request: PortalRequest) -> HttpResponse:
    """Every rule set with its day and basis, and the units with choices of their own."""
    profiles = sorted(formats.PROFILES.values(), key=lambda p: (p.family, p.valid_from, p.key))
    units = administered(request.actor).active_on(today())
    own = units.filter(pk__in=FormatChoice.objects.values("unit")).in_vietnamese_order()
    return render(
        request,
        "documents/formats/list.html",
        {
            "profiles": profiles,
            "own": own,
            "mine": request.actor.unit,
            "crumbs": [HOME],
        },
    )


@require_safe
@for_roles(Role.ADMIN)
def rule_set(request: HttpRequest, key: str) -> HttpResponse:
    """One rule set as a table: component by component, size, style, place."""
    try:
        profile = formats.get(key)
    except KeyError as error:
        raise Http404 from error
    return render(
        request,
        "documents/formats/profile.html",
        {"profile": profile, "groups": profile_table.rows(profile), "crumbs": [HOME, ALL]},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(Role.ADMIN)
def of_unit(request: PortalRequest, pk: int) -> HttpResponse:
    """What one unit prints otherwise than its rule set, and since when."""
    unit = get_object_or_404(administered(request.actor), pk=pk)
    form = ChoiceForm(posted(request), unit=unit)
    if request.method == "POST" and form.is_valid():
        wanted = dict(form.cleaned_data)
        day = wanted.pop("valid_from")
        changed = format_choices.choose(unit, wanted, valid_from=day, by=request.actor)
        said = f"Đã đặt {changed} điểm thể thức của {unit}, dùng từ {format_date(day)}."
        messages.success(request, said if changed else "Không có gì thay đổi.")
        return redirect(reverse("documents:admin-format-unit", args=[unit.pk]))
    day = today()
    return render(
        request,
        "documents/formats/unit.html",
        {
            "unit": unit,
            "profile": formats.profile_for(unit.line, unit.org, day),
            "form": form,
            "rows": unit.format_choices.select_related("set_by"),
            "crumbs": [HOME, ALL],
        },
        status=422 if form.is_bound and form.errors else 200,
    )


@require_safe
@for_roles(Role.ADMIN)
def sample(request: PortalRequest, pk: int) -> HttpResponse:
    """An empty plan as the unit would print it today."""
    unit = get_object_or_404(administered(request.actor), pk=pk)
    data = pdf.render(blank_form(unit, "KH"), draft=False).pdf
    response = HttpResponse(data, content_type="application/pdf")
    header = content_disposition_header(False, "Ban in mau.pdf")
    response.headers["Content-Disposition"] = header or "inline"
    response.headers["Cache-Control"] = "private, no-store"
    return response
