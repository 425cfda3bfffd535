"""Forms of the administrator: units and their names, people and their roles, the calendar."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Q

from units.actors import Actor
from units.administration import administered, lines_of
from units.choosing import choice
from units.dates import today
from units.fields import DateField
from units.models import Area, CalendarDay, Line, Membership, Role, Unit, UnitName, User
from units.text import one_line

ORGANISATIONS = [
    ("", "(không phải đoàn thể)"),
    ("lhpn", "Hội Liên hiệp Phụ nữ"),
    ("nong_dan", "Hội Nông dân"),
    ("ccb", "Hội Cựu chiến binh"),
    ("doan", "Đoàn Thanh niên"),
    ("cong_doan", "Công đoàn"),
]


class UnitFilter(forms.Form):
    """Which of the administered units are listed."""

    q = forms.CharField(label="Tên hoặc ký hiệu", required=False, max_length=100)
    line = forms.ChoiceField(
        label="Tuyến", required=False, choices=[("", "Mọi tuyến"), *Line.choices]
    )
    ended = forms.ChoiceField(
        label="Tình trạng",
        required=False,
        choices=[("", "Đang hoạt động"), ("roi", "Đã kết thúc"), ("ca", "Tất cả")],
    )


class UnitSettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    """What of a unit may change at any time."""

    term_start = DateField(
        label="Bắt đầu nhiệm kỳ",
        required=False,
        help_text="Số văn bản của Đảng và đoàn thể tính theo nhiệm kỳ. Ghi theo mẫu 07/3/2025.",
    )

    class Meta:
        model = Unit
        fields = [
            "symbol", "organ_id", "archive", "contact", "numbering", "term_start",
            "verify_place", "leader_step",
        ]  # fmt: skip
        labels = {
            "symbol": "Chữ viết tắt trong số, ký hiệu",
            "organ_id": "Mã định danh điện tử",
            "archive": "Nơi lưu",
            "contact": "Liên hệ",
            "numbering": "Cách đánh số văn bản",
            "verify_place": "Chỗ in mã QR và mã xác minh",
            "leader_step": "Lãnh đạo đơn vị cho ý kiến trước khi trình",
        }
        help_texts = {
            "symbol": "Phần sau gạch nối của “67/KH-UBND”: UBND.",
            "organ_id": "Theo Quyết định 20/2020/QĐ-TTg, ví dụ H37.02.02; ghi trong tệp edXML.",
            "archive": "Dòng “Lưu” ở Nơi nhận, ví dụ “VT, VHXH”.",
            "contact": "Địa chỉ, điện thoại, thư điện tử của đơn vị.",
        }

    def before(self) -> dict[str, Any]:
        """The old values of what was changed, by field."""
        return {field: self.initial.get(field) for field in self.changed_data}


class NameForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a unit is called, and prints at the head of its papers, from a day on."""

    valid_from = DateField(label="Mang tên này từ ngày", help_text="Ghi theo mẫu 07/3/2025.")

    class Meta:
        model = UnitName
        fields = ["name", "short_name", "head_parent", "head_name", "place", "valid_from"]
        labels = {
            "name": "Tên đầy đủ",
            "short_name": "Tên gọn",
            "head_parent": "Đầu văn bản: dòng cơ quan chủ quản",
            "head_name": "Đầu văn bản: dòng tên cơ quan",
            "place": "Địa danh trên văn bản",
        }
        help_texts = {
            "short_name": "Dùng trong danh sách: “UBND xã Tân Kỳ”.",
            "head_parent": "Chữ in hoa, mỗi dòng in là một dòng ở đây.",
            "head_name": "Chữ in hoa, mỗi dòng in là một dòng ở đây.",
            "place": "Đứng trước ngày: “Tân Kỳ”.",
        }
        widgets = {
            "head_parent": forms.Textarea(attrs={"rows": 2}),
            "head_name": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, unit: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit

    def clean_name(self) -> str:
        return one_line(self.cleaned_data["name"])

    def clean_short_name(self) -> str:
        return one_line(self.cleaned_data["short_name"])

    def clean_valid_from(self) -> dt.date:
        day: dt.date = self.cleaned_data["valid_from"]
        if self.unit and self.unit.names.filter(valid_from=day).exists():
            raise forms.ValidationError("Đơn vị đã có tên bắt đầu từ ngày này.")
        return day


class NewUnitForm(UnitSettingsForm):
    """The place of a new unit in tree and country; its names are a NameForm beside this one."""

    class Meta(UnitSettingsForm.Meta):
        fields = ["kind", "line", "org", "parent", "area", *UnitSettingsForm.Meta.fields]
        labels = {
            **UnitSettingsForm.Meta.labels,
            "kind": "Loại đơn vị",
            "line": "Tuyến",
            "org": "Tổ chức",
            "parent": "Cấp trên trực tiếp",
            "area": "Địa bàn",
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = actor.unit
        self.fields["line"] = forms.ChoiceField(
            label="Tuyến", choices=[(line.value, line.label) for line in lines_of(actor)]
        )
        self.fields["org"] = forms.ChoiceField(
            label="Tổ chức", choices=ORGANISATIONS, required=False
        )
        parents = administered(actor).active_on(today()).in_vietnamese_order()
        self.fields["parent"] = choice(
            parents,
            label="Cấp trên trực tiếp",
            initial=unit.pk,
            required=False,
            empty_label="(không có đơn vị cấp trên trong cùng tuyến)",
        )
        places = Area.objects.filter(Q(pk=unit.area_id) | Q(path__startswith=unit.area.path))
        self.fields["area"] = choice(places.order_by("path"), label="Địa bàn", initial=unit.area_id)
        self.order_fields(self.Meta.fields)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        parent, area, line = data.get("parent"), data.get("area"), data.get("line")
        if parent and line and parent.line != line:
            self.add_error(
                "parent", f"{parent} thuộc tuyến {parent.get_line_display()}; chọn cùng tuyến."
            )
        elif parent and area and not area.path.startswith(parent.area.path):
            self.add_error("area", f"Địa bàn này nằm ngoài {parent.area} của {parent}.")
        return data


class PeopleFilter(forms.Form):
    """Which people are listed."""

    q = forms.CharField(label="Họ tên, tên đăng nhập", required=False, max_length=100)
    role = forms.ChoiceField(
        label="Vai trò", required=False, choices=[("", "Mọi vai trò"), *Role.choices]
    )
    unit = forms.CharField(label="Đơn vị", required=False, max_length=100)


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who somebody is."""

    class Meta:
        model = User
        fields = ["full_name", "email", "phone", "is_active"]
        labels = {"email": "Thư điện tử", "is_active": "Tài khoản đang dùng"}
        help_texts = {
            "email": "Để nhận thư báo và tự đặt lại mật khẩu.",
            "is_active": "Bỏ dấu thì không đăng nhập được nữa; việc đã làm vẫn còn tên.",
        }

    def __init__(self, *args: Any, actor: Actor | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if actor and actor.user.pk == self.instance.pk:
            del self.fields["is_active"]  # nobody locks themselves out

    def clean_full_name(self) -> str:
        return one_line(self.cleaned_data["full_name"])

    def clean_email(self) -> str:
        """A mail belongs to one person: whoever reads it can set the password."""
        email: str = self.cleaned_data["email"].strip()
        others = User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk)
        if email and others.exists():
            raise forms.ValidationError("Thư điện tử này đã thuộc về một người dùng khác.")
        return email

    def before(self) -> dict[str, Any]:
        """The old values of what was changed, by field."""
        return {field: self.initial.get(field) for field in self.changed_data}


class RolesForm(forms.Form):
    """Which roles somebody holds where, and how long."""

    unit = forms.ModelChoiceField(label="Đơn vị", queryset=Unit.objects.none())
    roles = forms.MultipleChoiceField(
        label="Vai trò", choices=Role.choices, widget=forms.CheckboxSelectMultiple
    )
    position = forms.CharField(
        label="Chức vụ",
        max_length=150,
        required=False,
        help_text="In dưới chữ ký: “Chủ tịch”, “Phó Chủ tịch”.",
    )
    valid_from = DateField(label="Từ ngày", initial=today)
    valid_to = DateField(label="Đến hết ngày", required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = administered(actor).active_on(today()).in_vietnamese_order()
        self.fields["unit"] = choice(units, label="Đơn vị", initial=actor.unit.pk)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = data.get("valid_from"), data.get("valid_to")
        if since and until and until < since:
            self.add_error("valid_to", "Ngày cuối phải sau ngày đầu.")
        return data

    def grant(self) -> dict[str, Any]:
        """What was filled in, under the names of `administration.give_roles`."""
        names = {"valid_from": "since", "valid_to": "until"}
        return {names.get(field, field): value for field, value in self.cleaned_data.items()}


class NewPersonForm(PersonForm):
    """A new person; the roles are a RolesForm beside this one."""

    class Meta(PersonForm.Meta):
        fields = ["username", "full_name", "email", "phone"]
        labels = {**PersonForm.Meta.labels, "username": "Tên đăng nhập"}
        help_texts = {
            **PersonForm.Meta.help_texts,
            "username": "Ví dụ “mai.tanky”. Không đổi được.",
        }

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"].strip().lower()
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(
                "Tên đăng nhập này đã có. Người đó nhận thêm vai trò ở trang của họ."
            )
        return username


class EndRoleForm(forms.Form):
    """The last day of a role."""

    membership = forms.ModelChoiceField(
        queryset=Membership.objects.none(), widget=forms.HiddenInput
    )
    last_day = DateField(label="Ngày cuối cùng giữ vai trò", initial=today)

    def __init__(self, *args: Any, person: User, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = person.memberships.filter(unit__in=administered(actor).values("pk"))
        chosen: forms.ModelChoiceField[Membership]
        chosen = self.fields["membership"]  # type: ignore[assignment]
        chosen.queryset = mine.select_related("unit", "user")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        role, last = data.get("membership"), data.get("last_day")
        if role and last and last < role.valid_from - dt.timedelta(days=1):
            self.add_error("last_day", "Ngày cuối phải sau ngày bắt đầu vai trò.")
        return data


class DayForm(forms.ModelForm):  # type: ignore[type-arg]
    """What was decided about one day."""

    day = DateField(label="Ngày", help_text="Ghi theo mẫu 07/3/2025.")
    works = forms.TypedChoiceField(
        label="Là ngày",
        choices=[("0", "Nghỉ"), ("1", "Làm việc, dù là thứ Bảy, Chủ nhật hoặc ngày lễ")],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        initial="0",
    )

    class Meta:
        model = CalendarDay
        fields = ["day", "works", "name"]
        labels = {"name": "Lý do"}
        help_texts = {"name": "Ví dụ “Nghỉ bù Tết Dương lịch”, “Làm bù cho ngày 02/01/2026”."}

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if CalendarDay.objects.filter(day=day).exists():
            raise forms.ValidationError("Ngày này đã ghi. Bỏ dòng cũ trước khi ghi lại.")
        return day
