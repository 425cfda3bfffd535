"""What the unit learned from its corrections: seen, changed, forgotten."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from activity.services import record
from directives.forms.fields import AskingForm, UnitField, only_asks
from directives.intake import saving
from directives.models import LearnedName
from directives.models_import import IMPORTING
from directives.views.importing import crumbs
from units.access import for_roles
from units.actors import PortalRequest
from units.dates import today
from units.groups import Group
from units.models import Unit
from units.paging import page_of


class LearnedForm(AskingForm):
    """What the words mean: a unit, or nobody."""

    unit = UnitField(
        label="Hiểu là đơn vị",
        required=False,
        help_text="Gõ vài chữ trong tên rồi chọn trong danh sách. Để trống nếu chỉ in, không gửi.",
    )
    print_only = forms.BooleanField(label="Chỉ in, không gửi", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["unit"]
        assert isinstance(box, UnitField)
        box.units = Unit.objects.active_on(today())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "unit" not in self.errors and bool(data.get("unit")) == bool(data.get("print_only")):
            self.add_error("unit", "Chọn một đơn vị, hoặc đánh dấu “Chỉ in, không gửi”.")
        return data


@for_roles(*IMPORTING)
def learned(request: PortalRequest) -> HttpResponse:
    """ "Cách gọi đã ghi nhớ": what the unit's corrections taught, each open to change."""
    rows = LearnedName.objects.visible_to(request.actor).select_related("by")
    page = page_of(request, rows)
    meant = {pk for row in page for pk in (row.meaning.units if row.meaning else ())}
    names = dict(Unit.objects.filter(pk__in=meant).values_list("pk", "name"))
    for row in page:
        row.means = "; ".join(names[pk] for pk in row.group.get("units", ()) if pk in names)
    context = {"page_obj": page, "crumbs": crumbs()}
    return render(request, "directives/learned.html", context)


def _fetch(request: PortalRequest, pk: int) -> LearnedName:
    found: LearnedName = get_object_or_404(LearnedName.objects.visible_to(request.actor), pk=pk)
    return found


@for_roles(*IMPORTING)
def edit(request: PortalRequest, pk: int) -> HttpResponse:
    """Say anew what the words mean."""
    row = _fetch(request, pk)
    meaning = row.meaning
    first = Unit.objects.filter(pk__in=meaning.units).first() if meaning else None
    form = LearnedForm(
        request.POST if request.method == "POST" else None,
        asking=only_asks(request),
        initial={"unit": first, "print_only": meaning is None},
    )
    if form.is_valid():
        unit = form.cleaned_data["unit"]
        group = Group(label=row.words, units=(unit.pk,)) if unit else None
        saving.learn(row.kind, row.words, group, by=request.actor)
        messages.success(request, f"Đã ghi nhớ cách gọi “{row}”.")
        return redirect("directives:learned")
    context = {"form": form, "row": row, "crumbs": _crumbs()}
    return render(request, "directives/learned_form.html", context)


@for_roles(*IMPORTING)
def forget(request: PortalRequest, pk: int) -> HttpResponse:
    """Take a row away; asks first."""
    row = _fetch(request, pk)
    back = reverse("directives:learned")
    if request.method == "POST":
        record(
            target=row,
            verb="imports.forget",
            sentence=f"{row.unit}: {request.user} bỏ cách gọi đã ghi nhớ “{row}”",
            by=request.actor,
        )
        row.delete()
        messages.success(request, f"Đã bỏ cách gọi “{row}”.")
        return redirect(back)
    context = {
        "question": f"Bỏ cách gọi đã ghi nhớ “{row}”?",
        "effects": ["Lần nhập sau, chữ này được hiểu theo danh mục đơn vị."],
        "verb": "Bỏ cách gọi",
        "danger": True,
        "back_url": back,
        "back_label": "Không bỏ, quay lại",
        "crumbs": _crumbs(),
    }
    return render(request, "components/confirm_page.html", context)


def _crumbs() -> list[tuple[str, str]]:
    return [*crumbs(), ("Cách gọi đã ghi nhớ", reverse("directives:learned"))]
