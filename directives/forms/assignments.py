"""Filters of the list of assignments, and what the steps of one ask for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import F, Q

from directives.models import Assignment, Extension
from directives.querysets import CLOSED, AssignmentQuerySet
from directives.states import LABELS, Act, label_of
from documents.models import Document

_ANY = ("", "Tất cả")


class AssignmentFilter(forms.Form):
    """Which assignments are shown; every field may stay empty."""

    OPEN, OVERDUE, SOON = "chua_xong", "qua_han", "7_ngay"
    EXTENSION, OBSTACLE = "xin_gia_han", "vuong_mac"

    van_ban = forms.ChoiceField(label="Văn bản", required=False)
    trang_thai = forms.ChoiceField(label="Trạng thái", required=False)
    vai_tro = forms.ChoiceField(
        label="Vai trò", required=False, choices=[_ANY, *Assignment.Part.choices]
    )
    han = forms.ChoiceField(
        label="Hạn",
        required=False,
        choices=[
            _ANY,
            (OVERDUE, "Đã quá hạn"),
            (SOON, "Đến hạn trong 7 ngày"),
            (EXTENSION, "Đang xin gia hạn"),
            (OBSTACLE, "Có vướng mắc"),
        ],
    )

    def __init__(self, data: Any, *, papers: Iterable[Document], giving: bool) -> None:
        super().__init__(data)
        self._choose("van_ban", [(str(paper.pk), str(paper)) for paper in papers])
        states = [(state.value, label_of(state, own=not giving).label) for state in LABELS]
        self._choose("trang_thai", [(self.OPEN, "Chưa xong"), *states])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [_ANY, *choices]

    def apply(self, rows: AssignmentQuerySet, now: dt.datetime) -> AssignmentQuerySet:
        """Narrow the assignments; what cannot be understood narrows nothing."""
        self.is_valid()
        wanted = self.cleaned_data
        if wanted.get("van_ban"):
            rows = rows.filter(task__document=wanted["van_ban"])
        if wanted.get("trang_thai") == self.OPEN:
            rows = rows.exclude(state__in=CLOSED)
        elif wanted.get("trang_thai"):
            rows = rows.filter(state=wanted["trang_thai"])
        if wanted.get("vai_tro"):
            rows = rows.filter(part=wanted["vai_tro"])
        if wanted.get("han") == self.OVERDUE:
            rows = rows.with_cell(now).filter(Q(cell="open_overdue")).exclude(state__in=CLOSED)
        elif wanted.get("han") == self.SOON:
            week = now + dt.timedelta(days=7)
            rows = rows.exclude(state__in=CLOSED).filter(due_at__gte=now, due_at__lte=week)
        elif wanted.get("han") == self.EXTENSION:
            rows = rows.filter(pk__in=Extension.objects.waiting().values("assignment"))
        elif wanted.get("han") == self.OBSTACLE:
            rows = rows.with_obstacle()
        due, pk = F("due_at").asc(nulls_last=True), F("pk").asc()
        match self.data.get("sort"):
            case "han":
                return rows.order_by(due, pk)
            case "-han":
                return rows.order_by(F("due_at").desc(nulls_last=True), pk)
        return rows.order_by(F("task__document").desc(), due, pk)


class ActForm(forms.Form):
    """What a step asks for: a reason, the result, or nothing."""

    def __init__(self, *args: Any, action: Act, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if action in _REASONS:
            self.fields["reason"] = forms.CharField(
                label="Lý do",
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 4}),
                help_text=_REASONS[action],
            )
        if action is Act.REPORT:
            self.fields["result"] = forms.CharField(
                label="Kết quả đã làm được",
                max_length=5000,
                widget=forms.Textarea(attrs={"rows": 6}),
                help_text="Việc đã làm, con số, nơi xem được kết quả.",
            )


_REASONS = {
    Act.ASK_EXCUSE: "Vì sao nhiệm vụ không áp dụng cho đơn vị, hoặc đơn vị nào mới đúng.",
    Act.REJECT: "Kết quả còn thiếu gì, cần làm tiếp việc gì.",
    Act.KEEP: "Vì sao nhiệm vụ vẫn áp dụng cho đơn vị.",
    Act.CANCEL: "Vì sao rút việc đã giao.",
}
