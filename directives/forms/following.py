"""What asking for a later limit, answering it, a nudge, a recall and the list of tasks ask for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Exists, F, OuterRef, QuerySet

from directives.forms.board import BoardFilter
from directives.forms.fields import AskingForm, DayField
from directives.models import Assignment
from directives.querysets import UNCOUNTED
from directives.states import AssignmentState
from documents.models import Document
from units.actors import Actor

_ANY = ("", "Tất cả")


class ExtensionForm(AskingForm):
    """Until when, and why."""

    day = DayField(label="Hạn mới", help_text="Ngày cuối cùng, chẳng hạn 20/3/2026.")
    reason = forms.CharField(
        label="Lý do",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Vì sao cần thêm thời gian, việc đã làm đến đâu.",
    )


class AnswerForm(forms.Form):
    """Yes or no to a request; a refusal says why."""

    GRANT, REFUSE = "dong_y", "khong"

    decision = forms.ChoiceField(
        label="Trả lời",
        choices=[(GRANT, "Gia hạn"), (REFUSE, "Không gia hạn")],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label="Ý kiến",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bắt buộc khi không gia hạn.",
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("decision") == self.REFUSE and not data.get("answer"):
            self.add_error("answer", "Ghi lý do.")
        return data


class ObstacleForm(forms.Form):
    """What is in the way."""

    text = forms.CharField(
        label="Vướng mắc",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Đang vướng ở đâu, cần nơi giao việc giúp gì.",
    )


class SolvedForm(forms.Form):
    """How it was put out of the way."""

    answer = forms.CharField(
        label="Cách giải quyết",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RecallForm(forms.Form):
    """Why the work is taken back."""

    reason = forms.CharField(
        label="Lý do",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Vì sao rút việc đã giao.",
    )


class NudgeFilter(BoardFilter):
    """Whose overdue work: the board's filter, without its cells."""

    def __init__(self, data: Any, *, papers: Iterable[Document]) -> None:
        super().__init__(data, papers=papers)
        del self.fields["trang_thai"]


class NudgeForm(forms.Form):
    """Which units, in which words."""

    text = forms.CharField(
        label="Nội dung",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="“{đơn vị}”, “{việc}”, “{hạn}”, “{số ngày}” được thay theo từng đơn vị.",
    )


class TaskFilter(forms.Form):
    """Which tasks the list shows; every field may stay empty.

    States and limits are those of the assignments the person may see, so that what is invisible
    changes no list.
    """

    NOT_GIVEN, OPEN, DONE = "chua_giao", "dang_lam", "xong"
    OVERDUE, SOON, UNDATED = "qua_han", "7_ngay", "khong_han"

    van_ban = forms.ChoiceField(label="Văn bản", required=False)
    trang_thai = forms.ChoiceField(
        label="Trạng thái",
        required=False,
        choices=[
            _ANY,
            (NOT_GIVEN, "Chưa giao"),
            (OPEN, "Chưa hoàn thành"),
            (DONE, "Hoàn thành"),
        ],
    )
    han = forms.ChoiceField(
        label="Hạn",
        required=False,
        choices=[
            _ANY,
            (OVERDUE, "Đã quá hạn"),
            (SOON, "Đến hạn trong 7 ngày"),
            (UNDATED, "Không ghi ngày"),
        ],
    )

    def __init__(self, data: Any, *, papers: Iterable[Document]) -> None:
        super().__init__(data)
        field = self.fields["van_ban"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [_ANY, *((str(paper.pk), str(paper)) for paper in papers)]

    def apply(self, rows: QuerySet[Any], actor: Actor, now: dt.datetime) -> QuerySet[Any]:
        """Narrow and sort tasks annotated with `due` (`views.task_list.with_due`)."""
        self.is_valid()
        wanted = self.cleaned_data
        seen = Assignment.objects.visible_to(actor).filter(task=OuterRef("pk"))
        counted = seen.filter(part="lead").exclude(state__in=UNCOUNTED)
        still_open = counted.exclude(state=AssignmentState.DONE)
        if wanted.get("van_ban"):
            rows = rows.filter(document=wanted["van_ban"])
        match wanted.get("trang_thai"):
            case self.NOT_GIVEN:
                rows = rows.filter(~Exists(counted))
            case self.OPEN:
                rows = rows.filter(Exists(still_open))
            case self.DONE:
                rows = rows.filter(Exists(counted), ~Exists(still_open))
        to_do = Exists(still_open) | ~Exists(counted)
        match wanted.get("han"):
            case self.OVERDUE:
                rows = rows.filter(to_do, due__lt=now)
            case self.SOON:
                rows = rows.filter(to_do, due__gte=now, due__lte=now + dt.timedelta(days=7))
            case self.UNDATED:
                rows = rows.filter(due__isnull=True)
        match self.data.get("sort"):
            case "han":
                return rows.order_by(F("due").asc(nulls_last=True), "pk")
            case "-han":
                return rows.order_by(F("due").desc(nulls_last=True), "pk")
        return rows.order_by("-document", "order", "pk")
