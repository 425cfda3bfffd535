"""Entering a received paper by hand ("Nhập văn bản")."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.safestring import mark_safe

from directives.forms.fields import AskingForm, DayField, IssuerField, UnitField
from documents import types
from documents.errors import PaperError
from documents.models import Citation
from documents.uploads import PAPERS, read_upload
from units.dates import format_date, today
from units.models import Unit
from units.text import clean, one_line

_LONGEST_CITATION: int = Citation._meta.get_field("text").max_length or 0


class RegisterForm(AskingForm):
    """The facts of a paper as printed, its text where it was pasted, and its file."""

    issuer = IssuerField(
        label="Cơ quan ban hành",
        help_text="Gõ vài chữ trong tên, có dấu hoặc không dấu, rồi chọn trong danh sách.",
    )
    type_code = forms.ChoiceField(label="Loại văn bản", choices=types.choices)
    full_number = forms.CharField(
        label="Số, ký hiệu",
        max_length=60,
        help_text="Như in trên văn bản: 67/KH-UBND, 257-KH/TU.",
    )
    date = DayField(label="Ngày văn bản", help_text="Ví dụ 07/3/2025.")
    subject = forms.CharField(
        label="Trích yếu",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Không ghi “V/v”.",
    )
    signer_name = forms.CharField(label="Người ký", max_length=200, required=False)
    position = forms.CharField(label="Chức vụ người ký", max_length=150, required=False)
    citations = forms.CharField(
        label="Căn cứ",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một căn cứ.",
    )
    body = forms.CharField(
        label="Nội dung",
        required=False,
        max_length=500_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Dán phần chữ của văn bản, mỗi đoạn một dòng; sau đó đánh dấu được nhiệm vụ "
        "ngay tại từng đoạn.",
    )
    file = forms.FileField(
        label="Tệp văn bản",
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(PAPERS)}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        issuer: UnitField = self.fields["issuer"]  # type: ignore[assignment]
        issuer.units = Unit.objects.all()  # old papers come from bodies that exist no more
        limit = settings.UPLOAD_MAX_BYTES // 1024**2
        self.fields["file"].help_text = mark_safe(
            f"Tệp .pdf hoặc .docx, tối đa {limit} MB. "
            "<strong>Không tải lên văn bản có độ mật.</strong>"
        )
        self.file_data = b""

    def clean_date(self) -> Any:
        day = self.cleaned_data["date"]
        if day and day > today():
            raise forms.ValidationError(
                f"Ngày văn bản {format_date(day)} chưa tới. Xem lại ngày in trên văn bản."
            )
        return day

    def clean_subject(self) -> str:
        subject = one_line(self.cleaned_data["subject"])
        if not subject:
            raise forms.ValidationError("Chưa điền “Trích yếu”.")
        return subject

    def clean_citations(self) -> list[str]:
        lines = [one_line(line) for line in clean(self.cleaned_data["citations"]).splitlines()]
        for line in lines:
            if len(line) > _LONGEST_CITATION:
                raise forms.ValidationError(
                    f"Căn cứ “{line[:60]}…” dài hơn {_LONGEST_CITATION} chữ cái. Tách thành "
                    "nhiều dòng."
                )
        return [line for line in lines if line]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file:
            try:
                self.file_data = read_upload(file)
            except PaperError as error:
                raise forms.ValidationError(error.sentence) from None
        return file

    def remind_of_file(self) -> None:
        """Say that the browser drops a chosen file when the page comes back."""
        file = self.files.get("file")
        if file and "file" not in self.errors:
            name = one_line(file.name or "")
            self.add_error("file", f"Chọn lại tệp “{name}” trước khi lưu.")
