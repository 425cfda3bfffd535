"""Saying what a task is: its words, who leads and helps, by when, with what result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from directives.forms.fields import (
    AskingForm,
    DeadlineField,
    ReadDeadline,
    TypedDeadline,
    UnitField,
    WhoField,
    WhoInput,
)
from directives.models import Assignment, Task
from documents.models import Document
from units.dates import format_date, in_hanoi, today
from units.models import Unit
from units.text import clean


class TaskFields(AskingForm):
    """What both kinds of task have in common; `document` tells whose words "các xã" are."""

    lead = WhoField(label="Chủ trì", max_length=300, required=False)
    support = WhoField(label="Phối hợp", max_length=300, required=False)
    deadline = DeadlineField(label="Hạn")
    product = forms.CharField(label="Sản phẩm", max_length=300, required=False)

    def __init__(
        self,
        *args: Any,
        document: Document,
        task: Task | None = None,
        known: Mapping[str, list[Unit]] | None = None,
        **kwargs: Any,
    ) -> None:
        if task is not None:
            kwargs["initial"] = {**initial_of(task), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.task = task
        for name in ("lead", "support"):
            box = self.fields[name].widget
            assert isinstance(box, WhoInput)
            box.document, box.known = document, known
        if task is not None:
            deadline = self.fields["deadline"]
            assert isinstance(deadline, DeadlineField)
            deadline.keep(TypedDeadline.of(task.operator, task.date, task.wording))

    def task_values(self) -> dict[str, Any]:
        """Keyword arguments for `services.save_task`."""
        data = self.cleaned_data
        limit: ReadDeadline = data["deadline"]
        return {
            "lead": data["lead"],
            "support": data["support"],
            "operator": limit.operator,
            "date": limit.date,
            "wording": limit.wording,
            "product": data["product"],
        }


def initial_of(task: Task) -> dict[str, Any]:
    """What the boxes hold for a stored task."""
    return {
        "text": task.text,
        "lead": task.lead,
        "support": task.support,
        "deadline": TypedDeadline.of(task.operator, task.date, task.wording),
        "product": task.product,
        "report_to": task.report_to,
        "report_via": task.report_via,
    }


class TaskForm(TaskFields):
    """One task of a received paper."""

    text = forms.CharField(
        label="Nội dung nhiệm vụ",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Ghi như trong văn bản.",
    )
    report_to = UnitField(label="Báo cáo về", required=False)
    report_via = UnitField(label="Báo cáo qua", required=False)
    field_order = (
        "text",
        "lead",
        "support",
        "deadline",
        "product",
        "report_to",
        "report_via",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("report_to", "report_via"):
            box = self.fields[name]
            assert isinstance(box, UnitField)
            box.units = Unit.objects.active_on(today())

    def clean_text(self) -> str:
        text = clean(self.cleaned_data["text"]).strip()
        if not text:
            raise forms.ValidationError("Ghi nội dung nhiệm vụ.")
        return text

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("report_via") and not data.get("report_to"):
            self.add_error("report_to", "Đã ghi báo cáo qua đâu thì ghi cả báo cáo về đâu.")
        return data

    def task_values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return super().task_values() | {
            "text": data["text"],
            "report_to": data["report_to"],
            "report_via": data["report_via"],
        }


class ParagraphForm(TaskFields):
    """One paragraph of "Tổ chức thực hiện": whether it is a task, and what it then says."""

    ticked = forms.BooleanField(label="Là nhiệm vụ cần theo dõi", required=False)
    answers = forms.MultipleChoiceField(
        label="Trả lời nhiệm vụ cấp trên",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("ticked", "lead", "support", "deadline", "product", "answers")

    def __init__(self, *args: Any, given: Sequence[Assignment] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.given = {str(row.task_id): row for row in given}
        answers = self.fields["answers"]
        assert isinstance(answers, forms.MultipleChoiceField)
        answers.choices = [(pk, _given_words(row)) for pk, row in self.given.items()]
        if not self.given:
            del self.fields["answers"]

    def full_clean(self) -> None:
        """An unticked paragraph is judged by nothing else: its boxes are not even shown."""
        if self.is_bound and not self.asking and not self.is_ticked:
            self._errors = forms.utils.ErrorDict()
            self.cleaned_data = {"ticked": False}
            return
        super().full_clean()

    @property
    def is_ticked(self) -> bool:
        return bool(self["ticked"].value())

    @property
    def answered(self) -> list[Task]:
        chosen = self.cleaned_data.get("answers", [])
        return [row.task for pk, row in self.given.items() if pk in chosen]

    def task_values(self) -> dict[str, Any]:
        values = super().task_values() | {"answers": self.answered}
        if self.task is not None:
            values |= {"report_to": self.task.report_to, "report_via": self.task.report_via}
        elif len(self.answered) == 1:
            values["report_to"] = self.answered[0].report_to
        return values


def _given_words(row: Assignment) -> str:
    limit = f" ({row.wording})" if row.wording else ""
    return f"{row.task}{limit}"


def later_than_asked(task: Task, given: Mapping[int, Assignment]) -> str:
    """ "Hạn 20/3/2026 muộn hơn hạn cấp trên giao (06/3/2026).", or "" when it is not."""
    limits = [
        row.due_at
        for answered in task.answers.all()
        if (row := given.get(answered.pk)) is not None and row.due_at is not None
    ]
    if task.due_at is None or not limits or task.due_at <= min(limits):
        return ""
    own, limit = (format_date(in_hanoi(day).date()) for day in (task.due_at, min(limits)))
    return f"Hạn {own} muộn hơn hạn cấp trên giao ({limit})."
