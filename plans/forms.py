"""What people type on the pages of plans."""

from __future__ import annotations

from typing import Any

from django import forms

from directives.importing import readers
from directives.importing.errors import UnreadableFileError
from directives.intake import reading, secrecy
from documents.errors import PaperError
from documents.lifecycle import State
from documents.models import Document
from documents.uploads import read_upload
from plans.models import Plan
from plans.querysets import PlanQuerySet
from units.actors import Actor
from units.models import Unit
from units.text import one_line

SIDES = [("", "Của đơn vị"), ("cap-duoi", "Cấp dưới"), ("cap-tren", "Cấp trên")]


class PlanFilter(forms.Form):
    """Narrowing the list of plans; `apply` never widens what `visible_to` allowed."""

    ben = forms.ChoiceField(label="Kế hoạch", choices=SIDES, required=False)
    q = forms.CharField(label="Tên, số, đơn vị", required=False, max_length=200)
    trang_thai = forms.ChoiceField(
        label="Trạng thái", choices=[("", "Mọi trạng thái"), *State.choices], required=False
    )
    nam = forms.IntegerField(label="Năm", required=False, min_value=2000, max_value=2100)

    def apply(self, plans: PlanQuerySet, actor: Actor) -> PlanQuerySet:
        """The plans on the chosen side that match; an unreadable box narrows nothing."""
        self.is_valid()
        said: dict[str, Any] = getattr(self, "cleaned_data", {})
        side = said.get("ben", "")
        if side == "cap-duoi":
            plans = plans.exclude(unit=actor.unit).filter(
                unit__in=Unit.objects.in_reach_of(actor.unit).values("pk")
            )
        elif side == "cap-tren":
            plans = plans.exclude(unit=actor.unit).exclude(
                unit__in=Unit.objects.in_reach_of(actor.unit).values("pk")
            )
        else:
            plans = plans.filter(unit=actor.unit)
        if words := said.get("q"):
            plans = plans.filter(document__in=Document.objects.search(words).values("pk"))
        if state := said.get("trang_thai"):
            plans = plans.filter(document__state=state)
        if year := said.get("nam"):
            plans = plans.filter(year=year)
        return plans


class WordFileForm(forms.Form):
    """A plan typed in Word before: `typed` is its text once the form is valid, "" without a file.

    Read in a process of its own with limits, as every stranger's file.
    """

    typed = ""

    def read_file(self) -> None:
        file = self.cleaned_data.get("tep")
        if not file:
            return
        try:
            data = read_upload(file, (".docx",))
            self.typed = readers.read(data, file.name or "")
        except PaperError as error:
            self.add_error("tep", error.sentence)
        except UnreadableFileError as error:
            self.add_error("tep", reading.refusal(one_line(file.name or "tệp"), str(error)))
        else:
            if secrecy.is_marked(self.typed):
                self.add_error("tep", reading.refusal(one_line(file.name or "tệp"), reading.SECRET))


def _word_file(label: str, help_text: str) -> forms.FileField:
    return forms.FileField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )


class StartForm(WordFileForm):
    """ "Bắt đầu từ đâu?"; a plan of one's own accord also needs its subject."""

    cach = forms.ChoiceField(
        label="Bắt đầu từ đâu?", widget=forms.RadioSelect, choices=Plan.Start.choices
    )
    tep = _word_file(
        "Tệp Word", "Chỉ cần khi chọn “Tệp Word có sẵn”: tệp .docx, các mục trong tệp thành mục."
    )

    def __init__(self, *args: Any, has_last: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [c for c in Plan.Start.choices if has_last or c[0] != Plan.Start.LAST]
        field = self.fields["cach"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        field.initial = Plan.Start.FRAME

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("cach") == Plan.Start.FILE and "tep" not in self.errors:
            if not data.get("tep"):
                self.add_error("tep", "Chọn tệp Word đã có, hoặc chọn cách bắt đầu khác.")
            self.read_file()
        return data


class OwnStartForm(WordFileForm):
    """A plan nobody asked for starts with its trích yếu, and with a Word file if there is one."""

    trich_yeu = forms.CharField(
        label="Trích yếu",
        max_length=500,
        help_text="Ví dụ: Tuyên truyền Nghị quyết số 57-NQ/TW trên địa bàn xã năm 2026",
    )
    tep = _word_file("Tệp Word có sẵn", "Tệp .docx; các mục trong tệp thành mục của bản soạn.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.read_file()
        return data


class ReasonForm(forms.Form):
    """Why a superior's task does not concern the unit."""

    ly_do = forms.CharField(label="Lý do không áp dụng", max_length=500, widget=forms.Textarea)
