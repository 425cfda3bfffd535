"""Forms of the pages where a paper is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms

from documents import compose, tables, types
from documents.errors import PaperError
from documents.models import Document
from documents.uploads import read_upload
from units.models import Unit

if TYPE_CHECKING:  # Django's own class takes no parameter when the program runs
    _RowsBase = forms.BaseFormSet["RecipientRow"]
    _AppendicesBase = forms.BaseFormSet["AppendixForm"]
else:
    _RowsBase = _AppendicesBase = forms.BaseFormSet

_SHORT = forms.Textarea(attrs={"rows": 2})
_LONG = forms.Textarea(attrs={"rows": 5})

PURPOSES = ("(để b/c)", "(để t/h)", "(để ph/h)", "(để chỉ đạo)", "(để biết)")


class NewPaperForm(forms.Form):
    """ "Soạn văn bản": which type, about what. Plans start from the work they answer."""

    type_code = forms.ChoiceField(label="Loại văn bản")
    subject = forms.CharField(
        label="Trích yếu",
        max_length=500,
        widget=_SHORT,
        help_text="Nội dung chính trong một câu, không ghi tên loại. "
        "Ví dụ: Tuyên truyền Nghị quyết số 57-NQ/TW năm 2026",
    )

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type_code"].choices = type_choices(unit)  # type: ignore[attr-defined]


class GeneralForm(forms.Form):
    """ "Thông tin chung" of one paper; asks only what this paper can have."""

    type_code = forms.ChoiceField(label="Loại văn bản")
    subject = forms.CharField(
        label="Trích yếu",
        max_length=500,
        widget=_SHORT,
        help_text="Nội dung chính trong một câu, không ghi tên loại và không ghi “V/v”.",
    )
    field = forms.CharField(
        label="Ký hiệu đơn vị soạn thảo hoặc lĩnh vực",
        max_length=30,
        required=False,
        help_text="In trong số công văn, ví dụ KGVX trong “1587/UBND-KGVX”.",
    )
    urgency = forms.ChoiceField(label="Độ khẩn", choices=Document.Urgency.choices, required=False)
    circulation = forms.ChoiceField(label="Phạm vi lưu hành", required=False)
    drafter_code = forms.CharField(
        label="Ký hiệu người soạn, số bản",
        max_length=40,
        required=False,
        help_text="In dưới Nơi nhận, ví dụ “NVT.05”. Để trống nếu cơ quan không ghi.",
    )
    opening = forms.CharField(
        label="Lời dẫn",
        required=False,
        widget=_LONG,
        help_text="Đứng sau căn cứ, trước mục I. Ví dụ: Ủy ban nhân dân xã ban hành Kế hoạch "
        "với các nội dung như sau:",
    )
    closing = forms.CharField(
        label="Lời kết",
        required=False,
        widget=_LONG,
        help_text="Đứng sau mục cuối. Dấu kết thúc “./.” do cổng tự in.",
    )
    review_unit = forms.ModelChoiceField(
        label="Nơi thẩm định",
        queryset=Unit.objects.none(),
        empty_label=None,
        help_text="Chọn chính đơn vị mình khi lãnh đạo đơn vị tự duyệt.",
    )

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if document.type_code == "KH":
            del self.fields["type_code"]
        else:
            self.fields["type_code"].choices = type_choices(  # type: ignore[attr-defined]
                document.issuer
            )
        notes = compose.profile_of(document).circulation_notes
        self.fields["circulation"].choices = [  # type: ignore[attr-defined]
            ("", "Không ghi"),
            *((note, note.capitalize()) for note in notes),
        ]
        if document.type_code != "CV" or compose.family_of(document.issuer) == "party":
            del self.fields["field"]
        if compose.is_asked_for(document):
            del self.fields["review_unit"]
        else:
            choices = compose.review_choices(document.issuer)
            self.fields["review_unit"].queryset = choices  # type: ignore[attr-defined]

    @property
    def stored_names(self) -> list[str]:
        """The fields of the paper this form changes."""
        return list(self.fields)


def type_choices(unit: Unit) -> list[tuple[str, str]]:
    """The types the unit's family issues, without plans, which have their own beginning."""
    return [row for row in types.choices(compose.family_of(unit)) if row[0] != "KH"]


class SectionForm(forms.Form):
    """One mục: its name and its text in one plain box."""

    heading = forms.CharField(label="Tên mục", max_length=300, required=False)
    text = forms.CharField(
        label="Nội dung",
        required=False,
        strip=False,
        help_text="Chữ trong [[ ]] ngay sau một từ in thành chú thích cuối trang.",
    )


class RecipientRow(forms.Form):
    """One printed line with its purpose."""

    text = forms.CharField(label="Nơi nhận", max_length=300, required=False)
    purpose = forms.CharField(
        label="Mục đích",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"list": "muc-dich"}),
    )
    print_only = forms.BooleanField(label="Chỉ in, không gửi", required=False)


class RecipientRows(_RowsBase):
    """Rows that may be reordered by number and dropped by a tick."""

    def add_fields(self, form: RecipientRow, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["ORDER"].label = "Thứ tự"
        form.fields["ORDER"].widget.attrs["class"] = "row-number"
        form.fields["DELETE"].label = "Bỏ dòng này"

    def rows(self) -> list[tuple[str, str, bool]]:
        """(text, purpose, print only) of the kept rows in the order the person gave."""
        return [
            (
                form.cleaned_data["text"],
                form.cleaned_data["purpose"],
                form.cleaned_data["print_only"],
            )
            for form in self.ordered_forms
            if form.cleaned_data.get("text")
        ]


RecipientFormSet = cast(
    "type[RecipientRows]",
    forms.formset_factory(
        RecipientRow, formset=RecipientRows, extra=2, can_order=True, can_delete=True
    ),
)


class AppendixForm(forms.Form):
    """One appendix: a title and running text, a pasted table, or both."""

    title = forms.CharField(
        label="Tên phụ lục",
        max_length=300,
        required=False,
        help_text="Không ghi “Phụ lục I”, cổng tự đánh số. Ví dụ: Bảng phân công nhiệm vụ",
    )
    text = forms.CharField(label="Phần chữ", required=False, widget=_LONG, strip=False)
    table = forms.CharField(
        label="Bảng",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text="Chép bảng từ Word hoặc Excel rồi dán vào đây. Dòng đầu là tên cột.",
    )
    sheet = forms.FileField(
        label="Hoặc lấy bảng từ tệp Excel",
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        help_text="Tệp .xlsx; lấy trang tính đầu tiên, thay cho bảng ở ô trên.",
    )
    landscape = forms.BooleanField(label="In khổ ngang", required=False)
    separate = forms.BooleanField(
        label="Phát hành thành tệp riêng",
        required=False,
        help_text="Tệp riêng được cơ quan ký số, có số, ký hiệu và thời gian ký ở góc phải trên.",
    )

    def clean_table(self) -> Any:
        try:
            return tables.parse_table(self.cleaned_data["table"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def clean_sheet(self) -> Any:
        file = self.cleaned_data["sheet"]
        if not file:
            return None
        try:
            return tables.read_sheet(read_upload(file, (".xlsx",)))
        except (PaperError, ValueError) as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        data["table"] = data.get("sheet") or data.get("table")
        written = data.get("text", "").strip() or data.get("table")
        if written and not data.get("title", "").strip() and not data.get("DELETE"):
            self.add_error("title", "Ghi tên phụ lục.")
        return data


class AppendixForms(_AppendicesBase):
    """The appendices in order; the last, empty one is for adding."""

    def add_fields(self, form: AppendixForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Bỏ phụ lục này"

    def rows(self) -> list[dict[str, Any]]:
        """What `documents.services.editing.save_appendices` takes."""
        names = ("title", "text", "table", "landscape", "separate")
        return [
            {name: form.cleaned_data.get(name) for name in names}
            for form in self.forms
            if form.cleaned_data.get("title") and not form.cleaned_data.get("DELETE")
        ]


AppendixFormSet = cast(
    "type[AppendixForms]",
    forms.formset_factory(AppendixForm, formset=AppendixForms, extra=1, can_delete=True),
)
