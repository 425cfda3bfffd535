"""Narrowing the board "Tiến độ"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q

from directives.querysets import AssignmentQuerySet
from documents.models import Document
from units.models import Line

_ANY = ("", "Tất cả")
CELLS = {
    "xong_dung_han": ("done_on_time", "Hoàn thành đúng hạn"),
    "xong_muon": ("done_late", "Hoàn thành quá hạn"),
    "trong_han": ("open_in_time", "Chưa hoàn thành, trong hạn"),
    "qua_han": ("open_overdue", "Chưa hoàn thành, quá hạn"),
}


class BoardFilter(forms.Form):
    """Which assignments the board counts; every field may stay empty."""

    van_ban = forms.ChoiceField(label="Văn bản", required=False)
    tuyen = forms.ChoiceField(label="Tuyến", required=False, choices=[_ANY, *Line.choices])
    trang_thai = forms.ChoiceField(
        label="Trạng thái",
        required=False,
        choices=[_ANY, *((key, label) for key, (_, label) in CELLS.items())],
    )

    vuong_mac = forms.ChoiceField(
        label="Vướng mắc", required=False, choices=[_ANY, ("co", "Có vướng mắc")]
    )

    def __init__(self, data: Any, *, papers: Iterable[Document]) -> None:
        super().__init__(data)
        field = self.fields["van_ban"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [_ANY, *((str(paper.pk), str(paper)) for paper in papers)]

    def apply(self, rows: AssignmentQuerySet, now: dt.datetime) -> AssignmentQuerySet:
        """Narrow the assignments; what cannot be understood narrows nothing."""
        self.is_valid()
        wanted = self.cleaned_data
        if wanted.get("van_ban"):
            rows = rows.filter(task__document=wanted["van_ban"])
        if wanted.get("tuyen"):
            rows = rows.filter(unit__line=wanted["tuyen"])
        if wanted.get("vuong_mac"):
            rows = rows.with_obstacle()
        if wanted.get("trang_thai"):
            rows = rows.with_cell(now).filter(Q(cell=CELLS[wanted["trang_thai"]][0]))
        return rows
