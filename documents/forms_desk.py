"""Forms of the library and of the desks: filters, numbering, signing, issuing, certificates."""

from __future__ import annotations

from typing import Any

from django import forms

from documents import types
from documents.compose import family_of
from documents.fields import DateField, PinField
from documents.lifecycle import FROZEN, State
from documents.models import Document
from documents.querysets import DocumentQuerySet
from documents.registers import period_label
from documents.services.exchanging import largest_message
from documents.verification import NOT_FOUND, read_code
from units.actors import Actor
from units.dates import format_date, today
from units.models import Line, Role, Unit

FIRST_YEAR = 2024  # the year of Nghị quyết 57; older papers are found by words
_ANY = ("", "Tất cả")


class LibraryFilter(forms.Form):
    """Which papers of the library are shown; every field may stay empty."""

    DRAFTS = "dang_soan"

    q = forms.CharField(label="Số, tên văn bản", required=False, max_length=200)
    loai = forms.ChoiceField(label="Loại văn bản", required=False)
    co_quan = forms.CharField(label="Cơ quan ban hành", required=False, max_length=200)
    nam = forms.ChoiceField(label="Năm", required=False)
    tuyen = forms.ChoiceField(label="Tuyến", required=False, choices=[_ANY, *Line.choices])
    hieu_luc = forms.ChoiceField(
        label="Hiệu lực",
        required=False,
        choices=[
            _ANY,
            (State.ISSUED.value, "Còn hiệu lực"),
            (State.REPLACED.value, "Đã thay thế"),
            (State.RECALLED.value, "Đã thu hồi"),
            (DRAFTS, "Đơn vị mình đang soạn"),
        ],
    )

    def __init__(self, data: Any, *, actor: Actor) -> None:
        super().__init__(data)
        self.actor = actor
        years = range(today().year, FIRST_YEAR - 1, -1)
        _offer(self, "loai", [_ANY, *types.choices()])
        _offer(self, "nam", [_ANY, *((str(y), str(y)) for y in years)])

    def apply(self, rows: DocumentQuerySet) -> DocumentQuerySet:
        """Narrow the papers; what cannot be understood narrows nothing."""
        self.is_valid()
        wanted = self.cleaned_data
        if wanted.get("hieu_luc") == self.DRAFTS:
            rows = rows.filter(issuer=self.actor.unit, origin="composed")
            rows = rows.exclude(state__in=[*FROZEN, State.ABANDONED])
        elif wanted.get("hieu_luc"):
            rows = rows.filter(state=wanted["hieu_luc"])
        else:
            rows = rows.filter(state__in=FROZEN)
        if words := wanted.get("q"):
            rows = rows.search(words)
        if wanted.get("loai"):
            rows = rows.filter(type_code=wanted["loai"])
        if wanted.get("co_quan"):
            units = Unit.objects.search(wanted["co_quan"])
            rows = rows.filter(issuer__in=units.values("pk"))
        if wanted.get("nam"):
            rows = rows.filter(date__year=int(wanted["nam"]))
        if wanted.get("tuyen"):
            rows = rows.filter(issuer__line=wanted["tuyen"])
        return rows.order_by(*self._order())

    def _order(self) -> tuple[str, ...]:
        sort = {"ngay": ("date", "pk"), "so": ("number", "pk")}
        asked = str(self.data.get("sort", ""))
        names = sort.get(asked.removeprefix("-"))
        if names is None:
            return ("-date", "-pk")
        return tuple(f"-{n}" for n in names) if asked.startswith("-") else names


class NumberForm(forms.Form):
    """The day of the paper, typed; it decides in which book the number is taken."""

    day = DateField(label="Ngày văn bản", help_text="Từ ngày duyệt đến hôm nay, ví dụ 07/3/2025.")


class ReasonForm(forms.Form):
    """ "Lý do" of an act that leaves a mark in the log."""

    reason = forms.CharField(
        label="Lý do", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = hint


class ReserveForm(ReasonForm):
    """A number set aside: of which day's book, in which series, why."""

    day = DateField(label="Ngày giữ số", help_text="Số thuộc sổ của năm hoặc nhiệm kỳ có ngày này.")
    type_code = forms.ChoiceField(label="Loại văn bản", choices=[])
    field_order = ["day", "type_code", "reason"]

    def __init__(self, data: Any, *, unit: Unit) -> None:
        super().__init__(
            data, hint="Ghi trong sổ văn bản đi.", initial={"day": format_date(today())}
        )
        if unit.line == Line.PARTY or unit.numbering == Unit.Numbering.PER_TYPE:
            _offer(self, "type_code", [("", "Chọn loại"), *types.choices(family_of(unit))])
        else:
            del self.fields["type_code"]


class RecallForm(ReasonForm):
    """Recalling an issued paper: by which paper, and why."""

    number = forms.CharField(
        label="Số, ký hiệu văn bản thu hồi", max_length=80, help_text="Ví dụ: 25/QĐ-UBND"
    )
    field_order = ["number", "reason"]


class ReplaceForm(forms.Form):
    """Which issued paper of the same unit takes the place of this one."""

    replacement = forms.ModelChoiceField(
        label="Văn bản thay thế", queryset=Document.objects.none(), empty_label="Chọn văn bản"
    )

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["replacement"]
        assert isinstance(field, forms.ModelChoiceField)
        later = Document.objects.filter(issuer=document.issuer, state=State.ISSUED)
        field.queryset = later.exclude(pk=document.pk).order_by("-date", "-pk")
        field.label_from_instance = _named  # type: ignore[assignment,method-assign]


def _named(paper: Document) -> str:
    day = f" ngày {format_date(paper.date)}" if paper.date else ""
    return f"{paper}{day}: {paper.subject}"


class PinForm(forms.Form):
    """Signing is confirmed by the certificate's PIN, asked each time and never kept."""

    pin = PinField(label="Xác nhận người ký: nhập mã PIN")

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["pin"].label = label


class EnterForm(forms.Form):
    """ "Vào sổ văn bản đến": who in the unit gets the paper."""

    handed_to = forms.CharField(
        label="Đơn vị, người nhận",
        max_length=200,
        required=False,
        help_text="Ví dụ: Phòng Văn hóa - Xã hội; đồng chí Trần Thị Mai",
    )


class CertificateForm(forms.Form):
    """A PKCS#12 file with its PIN; clerks may also add the seal of their unit."""

    OWN, SEAL = "toi", "co_quan"

    owner = forms.ChoiceField(label="Chứng thư của ai?", widget=forms.RadioSelect)
    p12 = forms.FileField(label="Tệp chứng thư số", help_text="Tệp .p12 hoặc .pfx.")
    pin = PinField(label="Mã PIN của tệp")
    image = forms.FileField(
        label="Hình chữ ký hoặc con dấu",
        required=False,
        help_text="Ảnh PNG nền trong, in ở chỗ ký. Bỏ trống thì chữ ký số không có hình.",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(self.OWN, f"Cá nhân: {actor.user}")]
        if actor.has(Role.CLERK):
            field.choices = [*field.choices, (self.SEAL, f"Con dấu của {actor.unit}")]
        else:
            del self.fields["owner"]
            self.fields["image"].label = "Hình chữ ký"


class AuthorityForm(forms.Form):
    """The root certificate of an authority the portal is to believe."""

    pem = forms.FileField(label="Chứng thư gốc của nơi cấp", help_text="Tệp PEM (.pem, .crt).")


class RevocationForm(forms.Form):
    """An authority's newest list of the certificates it took back."""

    crl = forms.FileField(
        label="Danh sách thu hồi của nơi cấp", help_text="Tệp .crl tải từ trang của nơi cấp."
    )


class MessageForm(forms.Form):
    """An edXML message of another system."""

    message = forms.FileField(
        label="Tệp edXML",
        help_text="Tệp .edxml hoặc .xml.",
        widget=forms.ClearableFileInput(attrs={"accept": ".edxml,.xml"}),
    )

    def clean_message(self) -> Any:
        """The file, unless it is larger than a message with the largest paper."""
        message, limit = self.cleaned_data["message"], largest_message()
        if (message.size or 0) > limit:
            raise forms.ValidationError(f"Tệp edXML lớn quá {limit // 1024**2} MB.")
        return message


class VerifyForm(forms.Form):
    """A printed code, or a file; the file is looked at and forgotten."""

    ma = forms.CharField(
        label="Mã xác minh",
        required=False,
        max_length=200,
        help_text="12 ký tự in cạnh mã QR ở cuối văn bản, ví dụ 7K3Q-ABCD-9EFG.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    tep = forms.FileField(
        label="Tệp PDF của văn bản",
        required=False,
        help_text="Tệp chỉ được kiểm tra, không lưu lại.",
    )

    def clean_ma(self) -> str:
        """The code as kept, however it was typed."""
        typed: str = self.cleaned_data["ma"]
        code = read_code(typed)
        if typed.strip() and not code:
            raise forms.ValidationError(NOT_FOUND)
        return code

    def clean(self) -> dict[str, Any]:
        """One of the two must be there."""
        data = super().clean() or {}
        if not self.errors and not data.get("ma") and not data.get("tep"):
            self.add_error("ma", "Nhập mã xác minh hoặc chọn tệp PDF của văn bản.")
        return data


class BookFilter(forms.Form):
    """Which year or term of a book is shown, and which series where a unit has several."""

    so = forms.ChoiceField(label="Sổ", required=False)
    day_so = forms.ChoiceField(label="Dãy số", required=False)
    q = forms.CharField(label="Số, tên văn bản", required=False, max_length=200)

    def __init__(self, data: Any, *, periods: list[str], series: list[str]) -> None:
        super().__init__(data)
        unique = sorted(set(periods), reverse=True)
        _offer(self, "so", [(p, period_label(p).replace("Nhiệm kỳ", "NK")) for p in unique])
        if len(set(series)) > 1:
            names = [(code, types.get(code).name) for code in sorted(set(series)) if code]
            _offer(self, "day_so", [_ANY, *names])
        else:
            del self.fields["day_so"]

    def chosen(self, current: str) -> tuple[str, str, str]:
        """Period, series and words asked for; the present book when nothing readable is."""
        self.is_valid()
        wanted = self.cleaned_data
        return wanted.get("so") or current, wanted.get("day_so", ""), wanted.get("q", "")


def _offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
