"""Forms of handing in and reviewing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from documents import types
from documents.lifecycle import State
from documents.models import ReviewComment
from documents.querysets import DocumentQuerySet
from units.dates import parse_date, today

_REASON = forms.Textarea(attrs={"rows": 3})


class ReasonForm(forms.Form):
    """ "Lý do" of an act that needs one."""

    reason = forms.CharField(
        label="Lý do", widget=_REASON, error_messages={"required": "Ghi lý do."}
    )


class LateReasonForm(forms.Form):
    """Asked when a paper is handed in after its day; late is recorded, never refused."""

    ly_do = forms.CharField(label="Lý do trình muộn", required=False, widget=_REASON)


class DayField(forms.CharField):
    """A day as people type it: 7/3/2025, 07-03-2025, "ngày 07 tháng 3 năm 2025"."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_date(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class CommentForm(forms.Form):
    """A remark at one place: how serious, and what."""

    severity = forms.ChoiceField(
        label="Mức",
        choices=ReviewComment.Severity.choices,
        widget=forms.RadioSelect,
        initial=ReviewComment.Severity.MUST,
    )
    text = forms.CharField(
        label="Góp ý",
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
        error_messages={"required": "Ghi nội dung góp ý."},
    )
    section = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=9999)
    paragraph = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=9999
    )


class ReturnForm(forms.Form):
    """ "Trả lại": a general remark, and by when the paper should come again."""

    remark = forms.CharField(label="Nhận xét chung", required=False, widget=_REASON)
    before = DayField(
        label="Trình lại trước ngày",
        required=False,
        help_text="Ví dụ: 17/3/2026. Hạn chót là hết ngày hôm trước.",
    )

    def clean_before(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["before"]
        if day is not None and day <= today():
            raise forms.ValidationError("Ngày trình lại phải sau hôm nay.")
        return day


class QueueFilter(forms.Form):
    """What the reviewer's queue may be narrowed by."""

    q = forms.CharField(label="Đơn vị hoặc trích yếu", required=False)
    trang_thai = forms.ChoiceField(
        label="Trạng thái",
        required=False,
        choices=[
            ("", "Tất cả"),
            (State.SUBMITTED, "Chờ thẩm định"),
            (State.REVIEWING, "Đang thẩm định"),
            (State.LEADER_REVIEW, "Chờ cho ý kiến"),
        ],
    )
    loai = forms.ChoiceField(
        label="Loại văn bản", required=False, choices=[("", "Tất cả"), *types.choices()]
    )
    ai = forms.ChoiceField(
        label="Ai đang giữ",
        required=False,
        choices=[("", "Tất cả"), ("toi", "Tôi"), ("chua", "Chưa ai mở")],
    )

    def apply(self, rows: DocumentQuerySet, *, me: int) -> DocumentQuerySet:
        """The rows that pass; an answer nobody offered narrows nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        if chosen.get("q"):
            rows = rows.search(chosen["q"])
        if chosen.get("trang_thai"):
            rows = rows.filter(state=chosen["trang_thai"])
        if chosen.get("loai"):
            rows = rows.filter(type_code=chosen["loai"])
        if chosen.get("ai") == "toi":
            rows = rows.filter(reviewer=me)
        if chosen.get("ai") == "chua":
            rows = rows.filter(reviewer=None)
        return rows
