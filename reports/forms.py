"""What people type into reports: figures like a column of a spreadsheet, four narrative parts."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from documents.fields import DateField
from reports.models import Indicator, Report
from reports.states import ReportState
from units.text import clean


class FigureField(forms.CharField):
    """A count as people write it: "16.051", "16 051", "1,5"; empty means not reported."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=20, **kwargs)
        self.widget.attrs.update({"inputmode": "decimal", "class": "num", "autocomplete": "off"})

    def clean(self, value: Any) -> Decimal | None:
        text = clean(str(value or "")).replace(" ", "").strip()
        if not text:
            return None
        plain = text.replace(".", "").replace(",", ".")
        try:
            number = Decimal(plain)
        except InvalidOperation:
            raise forms.ValidationError(
                f"“{text}” không phải là số. Ghi theo mẫu 1.250 hoặc 12,5."
            ) from None
        if not number.is_finite() or number < 0:
            raise forms.ValidationError("Số liệu không âm.")
        if number >= Decimal("1e14") or number != round(number, 2):
            raise forms.ValidationError("Số quá lớn, hoặc có hơn hai chữ số thập phân.")
        return number


class ReportForm(forms.ModelForm):  # type: ignore[type-arg]
    """One report: an indicator a row, then I–IV. `figures()` gives what was typed."""

    class Meta:
        model = Report
        fields = Report.NARRATIVE
        widgets = {name: forms.Textarea(attrs={"rows": 6}) for name in Report.NARRATIVE}

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, indicators: Iterable[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicators = list(indicators)
        known = {f.indicator_id: f for f in self.instance.figures.all()}
        for indicator in self.indicators:
            figure = known.get(indicator.pk)
            self.fields[self.box(indicator)] = FigureField(
                label=str(indicator), initial=_written(figure.value) if figure else ""
            )
            self.fields[self.note_box(indicator)] = forms.CharField(
                label=f"Ghi chú: {indicator.name}",
                required=False,
                max_length=300,
                initial=figure.note if figure else "",
            )
        self.fields["version"].initial = self.instance.version
        for name in Report.NARRATIVE:
            self.fields[name].required = False

    @staticmethod
    def box(indicator: Indicator) -> str:
        return f"so-{indicator.code}"

    @staticmethod
    def note_box(indicator: Indicator) -> str:
        return f"ghi-chu-{indicator.code}"

    def rows(self) -> list[tuple[Indicator, forms.BoundField, forms.BoundField]]:
        return [(i, self[self.box(i)], self[self.note_box(i)]) for i in self.indicators]

    def narrative_boxes(self) -> list[forms.BoundField]:
        return [self[name] for name in Report.NARRATIVE]

    def figures(self) -> dict[Indicator, tuple[Decimal | None, str]]:
        return {
            i: (self.cleaned_data[self.box(i)], self.cleaned_data[self.note_box(i)])
            for i in self.indicators
        }

    def narrative(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in Report.NARRATIVE}


class ReportFilter(forms.Form):
    """Narrowing the list of reports."""

    ben = forms.ChoiceField(
        label="Báo cáo", choices=[("", "Của đơn vị"), ("cap-duoi", "Cấp dưới gửi")], required=False
    )
    trang_thai = forms.ChoiceField(
        label="Trạng thái", choices=[("", "Mọi trạng thái"), *ReportState.choices], required=False
    )
    don_vi = forms.CharField(label="Đơn vị", required=False, max_length=200)


class ReopenForm(forms.Form):
    """Why a closed period should be opened again."""

    reason = forms.CharField(
        label="Lý do",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Vì sao chưa gửi đúng kỳ, cần thêm bao lâu.",
    )


class ReopenAnswerForm(forms.Form):
    """Yes with a last day, or no with the reason; `until` is None for a refusal."""

    GRANT, REFUSE = "dong_y", "khong"

    decision = forms.ChoiceField(
        label="Trả lời",
        choices=[(GRANT, "Mở khóa"), (REFUSE, "Không mở khóa")],
        widget=forms.RadioSelect,
    )
    until = DateField(label="Mở đến hết ngày", required=False, help_text="Chẳng hạn 25/3/2026.")
    answer = forms.CharField(
        label="Ý kiến",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bắt buộc khi không mở khóa.",
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        refused = data.get("decision") == self.REFUSE
        if refused and not data.get("answer"):
            self.add_error("answer", "Ghi lý do.")
        if data.get("decision") == self.GRANT and "until" in data and not data["until"]:
            self.add_error("until", "Ghi ngày mở khóa đến.")
        if refused:
            data["until"] = None
        return data


class OutsideForm(forms.Form):
    """The scan of a report that went up outside the portal."""

    file = forms.FileField(
        label="Bản quét báo cáo đã gửi",
        help_text="PDF hoặc ảnh PNG, JPG; tối đa 25 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )


class ReturnForm(forms.Form):
    """Why a report goes back."""

    ly_do = forms.CharField(label="Lý do trả lại", widget=forms.Textarea(attrs={"rows": 4}))


class IndicatorForm(forms.ModelForm):  # type: ignore[type-arg]
    """An indicator of the report form ("chỉ tiêu")."""

    class Meta:
        model = Indicator
        fields = ("code", "name", "measure", "order", "active")


def _written(value: Decimal) -> str:
    """A stored value as the box shows it: "1250", "12,5"."""
    return f"{value.normalize():f}".replace(".", ",")
