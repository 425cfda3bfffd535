"""Giao việc: who (groups of units), and what is wanted of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from directives.deadlines import Operator
from directives.forms.fields import (
    AskingForm,
    DayField,
    DeadlineField,
    ReadDeadline,
    TypedDeadline,
    UnitField,
)
from directives.models import Cascade
from units.dates import format_date, today
from units.groups import Group
from units.models import Level, Line, Unit

_ANY = ("", "Không chọn")
ORGS = {
    "lhpn": "Hội Liên hiệp Phụ nữ",
    "doan": "Đoàn Thanh niên",
    "nong_dan": "Hội Nông dân",
    "ccb": "Hội Cựu chiến binh",
    "cong_doan": "Công đoàn",
}


class GroupForm(AskingForm):
    """A group of one's own: units of a kind within reach, or one unit picked by name."""

    label = forms.CharField(
        label="Tên nhóm",
        max_length=200,
        required=False,
        help_text="Để trống thì cổng tự ghi theo những gì đã chọn.",
    )
    kind = forms.ChoiceField(
        label="Loại đơn vị", required=False, choices=[_ANY, *Unit.Kind.choices]
    )
    level = forms.ChoiceField(label="Cấp", required=False, choices=[_ANY, *Level.choices])
    line = forms.ChoiceField(label="Tuyến", required=False, choices=[_ANY, *Line.choices])
    org = forms.ChoiceField(label="Tổ chức", required=False, choices=[_ANY, *ORGS.items()])
    unit = UnitField(label="Hoặc một đơn vị cụ thể", required=False)

    def __init__(self, *args: Any, giver: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.giver = giver
        unit = self.fields["unit"]
        assert isinstance(unit, UnitField)
        unit.units = Unit.objects.active_on(today()).in_reach_of(giver)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.errors:
            return data
        described = any(data.get(name) for name in ("kind", "level", "line", "org"))
        if data["unit"] and described:
            raise forms.ValidationError(
                "Chọn một đơn vị cụ thể, hoặc chọn loại, cấp, tuyến; không chọn cả hai."
            )
        if not data["unit"] and not described:
            raise forms.ValidationError(
                "Chọn loại đơn vị, cấp, tuyến hoặc tổ chức, hoặc một đơn vị cụ thể."
            )
        self.group = self._group(data)
        if not self.group.resolve(today()).exists():
            raise forms.ValidationError(
                f"“{self.group.label}” không có đơn vị nào đang hoạt động trong phạm vi giao việc."
            )
        return data

    def _group(self, data: dict[str, Any]) -> Group:
        unit: Unit | None = data["unit"]
        if unit is not None:
            return Group(label=data["label"] or str(unit), units=(unit.pk,))
        whole_place = self.giver.binds_area
        return Group(
            label=data["label"] or self._words(data),
            kinds=(data["kind"],) if data["kind"] else (),
            level=data["level"],
            line=data["line"],
            org=data["org"],
            area=self.giver.area.path if whole_place else "",
            under="" if whole_place else self.giver.path,
            without=(self.giver.pk,),
        )

    def _words(self, data: dict[str, Any]) -> str:
        """ "Ủy ban nhân dân, cấp xã, thuộc Hải Phòng"."""
        names = dict(Unit.Kind.choices) | ORGS
        chosen = [names[data[key]] for key in ("kind", "org") if data[key]]
        if data["level"]:
            chosen.append(Level(data["level"]).label.lower())
        if data["line"]:
            chosen.append(f"tuyến {Line(data['line']).label}")
        where = self.giver.area if self.giver.binds_area else self.giver
        words = ", ".join([*chosen, f"thuộc {where}"])
        return f"{words[:1].upper()}{words[1:]}"


class WantedForm(AskingForm):
    """What the units must hand in besides the tasks: a plan, a report."""

    plan_wanted = forms.BooleanField(label="Yêu cầu lập kế hoạch", required=False)
    review_unit = UnitField(label="Nơi thẩm định kế hoạch")
    plan_deadline = DeadlineField(label="Hạn trình kế hoạch")
    report_wanted = forms.BooleanField(label="Yêu cầu báo cáo kết quả", required=False)
    report_to = UnitField(label="Nơi nhận báo cáo")
    report_opens = DayField(
        label="Nhận báo cáo từ ngày",
        required=False,
        help_text="Trước ngày này đơn vị thấy “Chưa đến kỳ”. Để trống thì làm được ngay.",
    )
    report_deadline = DeadlineField(label="Hạn báo cáo")

    def __init__(self, *args: Any, cascade: Cascade, **kwargs: Any) -> None:
        plan = cascade.plan_operator or Operator.BEFORE_DAY.value
        report = cascade.report_operator or Operator.BEFORE_DAY.value
        initial = {
            "plan_wanted": cascade.plan_wanted,
            "review_unit": cascade.review_unit or cascade.unit,
            "plan_deadline": TypedDeadline.of(plan, cascade.plan_date),
            "report_wanted": cascade.report_wanted,
            "report_to": cascade.report_to or cascade.unit,
            "report_opens": format_date(cascade.report_opens) if cascade.report_opens else "",
            "report_deadline": TypedDeadline.of(report, cascade.report_date),
        }
        super().__init__(*args, initial=initial, **kwargs)
        for name in ("review_unit", "report_to"):
            box = self.fields[name]
            assert isinstance(box, UnitField)
            box.units = Unit.objects.active_on(today())

    def full_clean(self) -> None:
        """What is not wanted is not judged either: its boxes are not even shown."""
        super().full_clean()
        for wanted, names in _BESIDE.items():
            if self.is_bound and not self.asking and not self[wanted].value():
                for name in names:
                    self._errors.pop(name, None)
                    self.cleaned_data[name] = None

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        report: ReadDeadline | None = data.get("report_deadline")
        opens: dt.date | None = data.get("report_opens")
        if report and report.date and opens and opens >= report.date:
            self.add_error("report_opens", "Ngày bắt đầu nhận phải trước hạn báo cáo.")
        return data

    def fill(self, cascade: Cascade) -> None:
        """Put what was answered on the cascade, without storing it."""
        data = self.cleaned_data
        plan: ReadDeadline | None = data["plan_deadline"]
        report: ReadDeadline | None = data["report_deadline"]
        cascade.plan_wanted, cascade.report_wanted = data["plan_wanted"], data["report_wanted"]
        cascade.review_unit, cascade.report_to = data["review_unit"], data["report_to"]
        cascade.plan_operator = plan.operator if plan else ""
        cascade.plan_date = plan.date if plan else None
        cascade.report_operator = report.operator if report else ""
        cascade.report_date = report.date if report else None
        cascade.report_opens = data["report_opens"]


_BESIDE = {
    "plan_wanted": ("review_unit", "plan_deadline"),
    "report_wanted": ("report_to", "report_opens", "report_deadline"),
}
