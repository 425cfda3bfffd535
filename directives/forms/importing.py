"""Bringing papers in from files, and checking what was read from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from directives.forms.fields import (
    AskingForm,
    DayField,
    DeadlineField,
    IssuerField,
    TypedDeadline,
    TypedUnit,
    UnitField,
)
from directives.intake.matching import Match
from directives.intake.proposals import Proposal, ProposedTask
from directives.intake.reading import (
    ENDINGS,
    LONGEST_TEXT,
    MESSAGES,
    MOST_FILES,
    Taken,
    refusal,
)
from directives.intake.saving import CheckedTask, Meaning
from documents import types
from documents.errors import PaperError
from documents.models import Citation
from documents.services.exchanging import largest_message
from documents.uploads import read_upload
from units.dates import format_date, today
from units.groups import Group
from units.models import Unit
from units.text import clean, one_line

_LONGEST_CITATION: int = Citation._meta.get_field("text").max_length or 0


class FilesInput(forms.ClearableFileInput):
    """A box for one or several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile[Any]]:
        return list(files.getlist(name)) if hasattr(files, "getlist") else []

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False


class FilesField(forms.FileField):
    """The chosen files, as they came."""

    widget = FilesInput

    def clean(self, data: list[UploadedFile[Any]], initial: Any = None) -> Any:
        return data


class ImportForm(forms.Form):
    """ "Nhập văn bản": files, or a pasted text."""

    papers = FilesField(
        label="Tệp văn bản",
        required=False,
        widget=FilesInput(attrs={"accept": ",".join((*ENDINGS, *MESSAGES))}),
    )
    text = forms.CharField(
        label="Hoặc dán nội dung văn bản",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Dán cả phần đầu (số, ngày, cơ quan) và phần cuối (nơi nhận, người ký).",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = settings.UPLOAD_MAX_BYTES // 1024**2
        self.fields["papers"].help_text = (
            f"Tệp .docx, .pdf, .txt hoặc .edxml, mỗi tệp tối đa {limit} MB. Chọn được nhiều tệp "
            f"cùng lúc, tối đa {MOST_FILES} tệp."
        )
        self.taken: list[Taken] = []

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        files, text = data.get("papers") or [], data.get("text", "")
        if files and text.strip():
            self.add_error("text", "Chọn tệp hoặc dán nội dung, không cả hai. Xóa một trong hai.")
        elif not files and not text.strip() and "text" not in self.errors:
            self.add_error("papers", "Chưa chọn tệp và chưa dán nội dung.")
        elif len(files) > MOST_FILES:
            self.add_error(
                "papers",
                f"Đã chọn {len(files)} tệp, mỗi lần nhận tối đa {MOST_FILES} tệp. Chia thành "
                "nhiều lần.",
            )
        else:
            self.taken = [_taken(file, alone=len(files) == 1) for file in files]
            if len(self.taken) == 1 and self.taken[0].problem:
                self.add_error("papers", self.taken[0].problem)
        return data


def _taken(file: UploadedFile[Any], *, alone: bool) -> Taken:
    name = one_line(file.name or "tệp")
    if name.lower().endswith(MESSAGES):
        problem = "" if alone else "tệp edXML nhập riêng. Chọn một mình tệp này."
        if (file.size or 0) > (limit := largest_message()):
            problem = f"lớn hơn {limit // 1024**2} MB. Lấy tệp văn bản riêng rồi nhập."
        return Taken(name, file, refusal(name, problem) if problem else "")
    try:
        read_upload(file, ENDINGS)
    except PaperError as error:
        return Taken(name, problem=error.sentence)
    return Taken(name, file)


# --- Checking -------------------------------------------------------------------------------------

# Key of the proposal → box of the form.
BOXES = {
    "full_number": "full_number",
    "date": "date",
    "issuer": "issuer",
    "doc_type": "type_code",
    "title": "subject",
    "cites": "citations",
    "tasks": "tasks",
    "addressees": "addressees",
    "recipients": "recipients",
    "archive": "archive",
    "signer": "signer_name",
    "position": "position",
    "authority": "authority",
}
_LINES = ("cites", "addressees", "recipients")


def _lines_box(label: str, rows: int, help_text: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )


class CheckForm(AskingForm):
    """The facts of the paper as proposed; what is doubtful must be confirmed or changed."""

    full_number = forms.CharField(
        label="Số, ký hiệu", max_length=60, help_text="Như in trên văn bản: 67/KH-UBND, 257-KH/TU."
    )
    date = DayField(label="Ngày văn bản")
    issuer = IssuerField(label="Cơ quan ban hành")
    type_code = forms.ChoiceField(label="Loại văn bản", choices=types.choices)
    subject = forms.CharField(
        label="Trích yếu", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    citations = _lines_box("Căn cứ", 4, "Mỗi dòng một căn cứ.")
    addressees = _lines_box("Kính gửi", 2, "Mỗi dòng một nơi.")
    recipients = _lines_box("Nơi nhận", 6, "Mỗi dòng một nơi nhận.")
    archive = forms.CharField(label="Lưu", max_length=200, required=False)
    signer_name = forms.CharField(label="Người ký", max_length=200, required=False)
    position = forms.CharField(label="Chức vụ người ký", max_length=150, required=False)
    authority = forms.CharField(label="Thẩm quyền ký", max_length=200, required=False)

    def __init__(
        self, *args: Any, proposal: Proposal, issuer: Unit | None = None, **kwargs: Any
    ) -> None:
        self.proposal, self.proposed_issuer = proposal, issuer
        super().__init__(*args, initial=self._initial(proposal, issuer), **kwargs)
        box: UnitField = self.fields["issuer"]  # type: ignore[assignment]
        box.units = Unit.objects.all()  # old papers come from bodies that exist no more
        for doubtful in proposal.doubtful:
            self.fields[f"xem_{doubtful.key}"] = forms.BooleanField(
                label="Đã xem, đúng như văn bản", required=False
            )

    @staticmethod
    def _initial(proposal: Proposal, issuer: Unit | None) -> dict[str, Any]:
        values: dict[str, Any] = {
            BOXES[key]: "\n".join(each.value) if key in _LINES else each.value or ""
            for key, each in proposal.fields.items()
            if key != "tasks"
        }
        printed = proposal.fields["issuer"].value or ""
        values["issuer"] = issuer if issuer is not None else TypedUnit(printed)
        return values

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
        lines = _lines(self.cleaned_data["citations"])
        for line in lines:
            if len(line) > _LONGEST_CITATION:
                raise forms.ValidationError(
                    f"Căn cứ “{line[:60]}…” dài hơn {_LONGEST_CITATION} chữ cái. Tách thành "
                    "nhiều dòng."
                )
        return lines

    def clean_addressees(self) -> list[str]:
        return _lines(self.cleaned_data["addressees"])

    def clean_recipients(self) -> list[str]:
        return _lines(self.cleaned_data["recipients"])

    def is_changed(self, key: str) -> bool:
        """Whether the person typed something else than was proposed."""
        before, after = self.proposal.fields[key].value, self.cleaned_data.get(BOXES[key])
        if key == "issuer":
            return bool(after and after != self.proposed_issuer)
        if key in _LINES:
            return list(before) != list(after or [])
        return (before or "") != (after or "")

    def is_confirmed(self, key: str) -> bool:
        return bool(self.cleaned_data.get(f"xem_{key}"))

    def require_looked_at(self, *, tasks_changed: bool) -> None:
        """Add an error where a "Cần xem" was neither confirmed nor changed."""
        for each in self.proposal.doubtful:
            changed = tasks_changed if each.key == "tasks" else self.is_changed(each.key)
            # A box with an error of its own was looked at; it says what to do.
            if not (changed or self.is_confirmed(each.key) or BOXES[each.key] in self.errors):
                self.add_error(f"xem_{each.key}", f"Xác nhận hoặc sửa “{each.label}”.")

    def answers(self) -> dict[str, Any]:
        """What was confirmed and what was changed, for the import's own record."""
        keys = [key for key in BOXES if key != "tasks"]
        return {
            "confirmed": [
                each.key for each in self.proposal.doubtful if self.is_confirmed(each.key)
            ],
            "changed": {
                key: str(self.cleaned_data.get(BOXES[key])) for key in keys if self.is_changed(key)
            },
        }


def _lines(text: str) -> list[str]:
    return [line for raw in clean(text).split("\n") if (line := one_line(raw).rstrip(";, "))]


class CheckTaskForm(AskingForm):
    """One task as read; unticked, it is left out."""

    kept = forms.BooleanField(label="Là nhiệm vụ cần theo dõi", required=False, initial=True)
    text = forms.CharField(
        label="Nội dung nhiệm vụ", max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
    lead = forms.CharField(
        label="Chủ trì",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Nhiều đơn vị thì ngăn bằng dấu chấm phẩy; để trống nếu giao mọi nơi.",
    )
    support = forms.CharField(label="Phối hợp", max_length=300, required=False)
    deadline = DeadlineField(label="Hạn")
    report_to = forms.CharField(label="Báo cáo về", max_length=300, required=False)

    def __init__(self, *args: Any, task: ProposedTask, **kwargs: Any) -> None:
        self.task = task
        limit = TypedDeadline.of(task.operator, task.date, task.wording)
        initial = {
            "text": task.text,
            "lead": "; ".join(task.lead),
            "support": "; ".join(task.support),
            "deadline": limit,
            "report_to": task.report_to,
        }
        super().__init__(*args, initial=initial, **kwargs)
        box = self.fields["deadline"]
        assert isinstance(box, DeadlineField)
        box.keep(limit)

    def full_clean(self) -> None:
        """A task left out is judged by nothing else."""
        if self.is_bound and not self.asking and not self["kept"].value():
            self._errors = forms.utils.ErrorDict()
            self.cleaned_data = {"kept": False}
            return
        super().full_clean()

    def checked(self) -> CheckedTask | None:
        """The task to be saved, None when it was left out."""
        data = self.cleaned_data
        if not data["kept"]:
            return None
        return CheckedTask(
            text=data["text"],
            lead=one_line(data["lead"]),
            support=one_line(data["support"]),
            deadline=data["deadline"],
            report_to=one_line(data["report_to"]),
        )


class NameForm(AskingForm):
    """What one printed name means: as proposed, another unit, nobody, or not written at all."""

    MATCH, UNIT, PRINT, LATER, DROP = "khop", "don_vi", "chi_in", "sau", "bo"

    choice = forms.ChoiceField(label="Hiểu là", choices=[])
    unit = UnitField(label="Đơn vị khác", required=False)

    def __init__(self, *args: Any, match: Match, means: str = "", **kwargs: Any) -> None:
        self.match = match
        first = (self.MATCH, means) if match.group else (self.LATER, "Chưa rõ, chọn khi giao việc")
        start = self.PRINT if match.print_only else first[0]
        super().__init__(*args, initial={"choice": start}, **kwargs)
        box = self.fields["choice"]
        assert isinstance(box, forms.ChoiceField)
        box.choices = [
            first,
            (self.UNIT, "Đơn vị ghi ở ô bên cạnh"),
            (self.PRINT, "Chỉ in, không gửi"),
            (self.DROP, "Bỏ, không ghi vào văn bản"),
        ]
        units = self.fields["unit"]
        assert isinstance(units, UnitField)
        units.units = Unit.objects.active_on(today())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("choice") == self.UNIT and not data.get("unit") and "unit" not in self.errors:
            self.add_error("unit", f"Chưa chọn đơn vị cho “{self.match.words}”.")
        return data

    def meaning(self) -> Meaning:
        """The decision; a unit chosen beside decides whatever the list says."""
        data = self.cleaned_data
        choice, unit = data["choice"], data.get("unit")
        decided = bool(unit) or choice != self["choice"].initial
        if unit:
            return Meaning(Group(label=self.match.words, units=(unit.pk,)), decided=True)
        return Meaning(
            self.match.group if choice == self.MATCH else None,
            print_only=choice == self.PRINT,
            left_out=choice == self.DROP,
            decided=decided,
        )


def meanings_of(forms_: Mapping[str, NameForm]) -> dict[str, Meaning]:
    """What each printed name means, after the forms were found valid."""
    return {words: form.meaning() for words, form in forms_.items()}
