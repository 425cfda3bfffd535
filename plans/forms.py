"""What people type on the pages of plans."""

from __future__ import annotations

from typing import Any

from django import forms

from documents.lifecycle import State
from documents.models import Document
from plans.models import Plan
from plans.querysets import PlanQuerySet
from units.actors import Actor
from units.models import Unit

SIDES = [("", "Của đơn vị"), ("cap-duoi", "Cấp dưới"), ("cap-tren", "Cấp trên")]


class PlanFilter(forms.Form):
    """Narrowing the list of plans; `apply` never widens what `visible_to` allowed."""

    ben = forms.ChoiceField(label="Kế hoạch", choices=SIDES, required=False)
    q = forms.CharField(label="Tên, số, đơn vị", required=False, max_length=200)
    trang_thai = forms.ChoiceField(
        label="Trạng thái", choices=[("", "Mọi trạng thái"), *State.choices], required=False
    )
    nam = forms.IntegerField(label="Năm", required=False, min_value=2000, max_value=2100)

    def apply(self, plans: PlanQuerySet, actor: Actor) -> PlanQuerySet:
        """The plans on the chosen side that match; an unreadable box narrows nothing."""
        self.is_valid()
        said: dict[str, Any] = getattr(self, "cleaned_data", {})
        side = said.get("ben", "")
        if side == "cap-duoi":
            plans = plans.exclude(unit=actor.unit).filter(
                unit__in=Unit.objects.in_reach_of(actor.unit).values("pk")
            )
        elif side == "cap-tren":
            plans = plans.exclude(unit=actor.unit).exclude(
                unit__in=Unit.objects.in_reach_of(actor.unit).values("pk")
            )
        else:
            plans = plans.filter(unit=actor.unit)
        if words := said.get("q"):
            plans = plans.filter(document__in=Document.objects.search(words).values("pk"))
        if state := said.get("trang_thai"):
            plans = plans.filter(document__state=state)
        if year := said.get("nam"):
            plans = plans.filter(year=year)
        return plans


class StartForm(forms.Form):
    """ "Bắt đầu từ đâu?"; a plan of one's own accord also needs its subject."""

    cach = forms.ChoiceField(
        label="Bắt đầu từ đâu?", widget=forms.RadioSelect, choices=Plan.Start.choices
    )

    def __init__(self, *args: Any, has_last: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [c for c in Plan.Start.choices if has_last or c[0] != Plan.Start.LAST]
        field = self.fields["cach"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        field.initial = Plan.Start.FRAME


class OwnStartForm(forms.Form):
    """A plan nobody asked for starts with its trích yếu."""

    trich_yeu = forms.CharField(
        label="Trích yếu",
        max_length=500,
        help_text="Ví dụ: Tuyên truyền Nghị quyết số 57-NQ/TW trên địa bàn xã năm 2026",
    )


class ReasonForm(forms.Form):
    """Why a superior's task does not concern the unit."""

    ly_do = forms.CharField(label="Lý do không áp dụng", max_length=500, widget=forms.Textarea)
