"""Narrowing the board "Tiến độ"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q

from directives.querysets import AssignmentQuerySet
from documents.models import Document
from units.dates import HANOI, today
from units.fields import DateField
from units.models import Line

_ANY = ("", "Tất cả")
CELLS = {
    "xong_dung_han": ("done_on_time", "Hoàn thành đúng hạn"),
    "xong_muon": ("done_late", "Hoàn thành quá hạn"),
    "trong_han": ("open_in_time", "Chưa hoàn thành, trong hạn"),
    "qua_han": ("open_overdue", "Chưa hoàn thành, quá hạn"),
}


# How many days ahead of now a limit may lie; those gone by and those without a date stand apart.
LIMITS = {
    "da_qua": "Đã qua hạn",
    "7_ngay": "Trong 7 ngày tới",
    "30_ngay": "Trong 30 ngày tới",
    "khong_ghi": "Không ghi hạn",
}


def _within(name: str, now: dt.datetime) -> Q:
    if name == "khong_ghi":
        return Q(due_at__isnull=True)
    if name == "da_qua":
        return Q(due_at__lt=now)
    days = int(name.removesuffix("_ngay"))
    return Q(due_at__gte=now, due_at__lt=now + dt.timedelta(days=days))


class BoardFilter(forms.Form):
    """Which assignments the board counts; every field may stay empty."""

    van_ban = forms.ChoiceField(label="Văn bản", required=False)
    tuyen = forms.ChoiceField(label="Tuyến", required=False, choices=[_ANY, *Line.choices])
    han = forms.ChoiceField(label="Hạn", required=False, choices=[_ANY, *LIMITS.items()])
    trang_thai = forms.ChoiceField(
        label="Trạng thái",
        required=False,
        choices=[_ANY, *((key, label) for key, (_, label) in CELLS.items())],
    )
    vuong_mac = forms.ChoiceField(
        label="Vướng mắc", required=False, choices=[_ANY, ("co", "Có vướng mắc")]
    )
    so_voi = DateField(label="So với ngày", required=False)

    def __init__(self, data: Any, *, papers: Iterable[Document]) -> None:
        super().__init__(data)
        field = self.fields["van_ban"]
        assert isinstance(field, forms.ChoiceField)
        self.papers = [(str(paper.pk), str(paper)) for paper in papers]
        field.choices = [_ANY, *self.papers]

    def clean_so_voi(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["so_voi"]
        if day is not None and day >= today():
            raise forms.ValidationError("Ngày so sánh phải trước hôm nay.")
        return day

    @property
    def then(self) -> dt.datetime | None:
        """The last instant of the day to compare with; None when nothing is compared."""
        self.is_valid()
        day = self.cleaned_data.get("so_voi")
        return dt.datetime.combine(day, dt.time.max, HANOI) if day else None

    def apply(
        self, rows: AssignmentQuerySet, now: dt.datetime, *, past: bool = False
    ) -> AssignmentQuerySet:
        """Narrow the assignments; what cannot be understood narrows nothing.

        With `past`, the state asked for is the one at that earlier instant.
        """
        self.is_valid()
        wanted = self.cleaned_data
        if wanted.get("van_ban"):
            rows = rows.filter(task__document=wanted["van_ban"])
        if wanted.get("tuyen"):
            rows = rows.filter(unit__line=wanted["tuyen"])
        if wanted.get("vuong_mac"):
            rows = rows.with_obstacle()
        if wanted.get("han"):
            rows = rows.filter(_within(wanted["han"], now))
        if wanted.get("trang_thai"):
            judged = rows.with_cell_at(now) if past else rows.with_cell(now)
            rows = judged.filter(Q(cell=CELLS[wanted["trang_thai"]][0]))
        return rows
