"""Boxes that read what people type and answer beside it: a unit, a day, a deadline, a group.

They answer without JavaScript too: a button sends the page back with the answer, nothing judged
and nothing stored. With htmx the same page is asked for in the background and only the answer is
taken from it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from directives import deadlines, services
from directives.deadlines import Operator
from directives.permissions import owner_of
from documents.fields import DateField
from documents.models import Document
from units import groups
from units.dates import format_date, moment, parse_date, today, weekday
from units.models import Line, Unit
from units.outside import NewBody
from units.querysets import UnitQuerySet
from units.text import clean, fold, one_line

FIND, ANSWER = "_tim", "_doc"
"""Names of the buttons that ask for an answer only: list units; read what was typed."""

_SHOWN = 20
_LONGEST_NAME = 300
# "tháng 3/2026" typed behind the word "trong tháng".
_PERIOD = re.compile(r"^(?:tháng|quý|năm)\s+", re.IGNORECASE)


def only_asks(request: HttpRequest) -> bool:
    """Whether the page was sent to be answered beside its boxes, and nothing is to be judged."""
    return request.method == "POST" and (FIND in request.POST or ANSWER in request.POST)


class AskingForm(forms.Form):
    """A form that may be shown with what was typed before anything is judged."""

    def __init__(self, *args: Any, asking: bool = False, **kwargs: Any) -> None:
        self.asking = asking
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        if not self.asking:
            return super().full_clean()
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}
        return None

    def is_valid(self) -> bool:
        return not self.asking and super().is_valid()


# --- A unit ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TypedUnit:
    """What stands in a unit box: the words, and the unit ticked in the list below them."""

    words: str = ""
    ticked: str = ""
    line: str = ""


class UnitInput(forms.Widget):
    """A text box with the units its words find, to tick one (screens §2, "Pickers")."""

    template_name = "directives/widgets/unit.html"
    units: UnitQuerySet
    # Lines of command a body that is not found may be added to; none: nothing may be added.
    lines: list[tuple[str, str]] = []

    def value_from_datadict(
        self, data: QueryDict | Mapping[str, Any], files: Any, name: str
    ) -> TypedUnit:
        words, ticked, line = (str(data.get(f"{name}{end}", "")) for end in ("", "-chon", "-tuyen"))
        return TypedUnit(one_line(words), ticked, line)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data

    def get_context(
        self, name: str, value: TypedUnit | Unit | int | None, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        typed = value if isinstance(value, TypedUnit) else self._chosen(value)
        found = list(self._listed(typed)[: _SHOWN + 1])
        ticked = chosen_unit(self.units, typed)
        context["widget"] |= {
            "words": typed.words,
            "units": found[:_SHOWN],
            "ticked": ticked.pk if ticked else None,
            "more": len(found) > _SHOWN,
            "none": bool(typed.words and not found),
            "lines": self.lines,
            "line": typed.line,
            "today": today(),
            "button": FIND,
        }
        return context

    def _chosen(self, value: Unit | int | None) -> TypedUnit:
        unit = self.units.filter(pk=value).first() if isinstance(value, int) else value
        return TypedUnit(str(unit), str(unit.pk)) if unit else TypedUnit()

    def _listed(self, typed: TypedUnit) -> UnitQuerySet:
        chosen = chosen_unit(self.units, typed)
        if chosen is not None:
            return self.units.filter(pk=chosen.pk).select_related("area__parent")
        if not fold(typed.words):
            return self.units.none()
        return self.units.search(typed.words).select_related("area__parent").in_vietnamese_order()


def chosen_unit(units: UnitQuerySet, typed: TypedUnit) -> Unit | None:
    """The unit meant: the one of exactly this name, else the ticked one if the words fit it.

    Words typed anew without ticking again must not keep the unit ticked before; of several units
    with the same name the tick decides.
    """
    folded = fold(typed.words)
    if not folded:
        return None
    found = units.search(typed.words)
    ticked = None
    if typed.ticked.isdecimal() and len(typed.ticked) < 18:
        ticked = found.filter(pk=int(typed.ticked)).first()
    named = [u for u in found[:200] if folded in {fold(u.name), fold(u.short_name)}]
    if ticked is not None and (ticked in named or not named):
        return ticked
    return named[0] if len(named) == 1 else None


class UnitField(forms.Field):
    """One unit, typed with or without accents and ticked in the list of what was found."""

    widget = UnitInput
    way_out = "báo quản trị thêm đơn vị."

    def __init__(self, *, units: UnitQuerySet | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.units = units if units is not None else Unit.objects.all()

    @property
    def units(self) -> UnitQuerySet:
        return self._units

    @units.setter
    def units(self, units: UnitQuerySet) -> None:
        self._units = self.widget.units = units

    def __deepcopy__(self, memo: dict[int, Any]) -> UnitField:
        copy: UnitField = super().__deepcopy__(memo)
        copy.units = self._units.all()
        return copy

    def clean(self, value: TypedUnit) -> Unit | None:
        if not fold(value.words):
            if self.required:
                raise forms.ValidationError(f"Chưa chọn “{self.label}”.")
            return None
        unit = chosen_unit(self.units, value)
        if unit is not None:
            return unit
        if self.units.search(value.words).exists():
            raise forms.ValidationError(
                f"Nhiều đơn vị có chữ “{value.words}”. Chọn một đơn vị trong danh sách."
            )
        raise forms.ValidationError(
            f"Không tìm thấy đơn vị “{value.words}”. Kiểm tra lại tên, hoặc {self.way_out}"
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True


class IssuerInput(UnitInput):
    """A unit box that offers to add a central body nobody entered yet."""

    lines = list(Line.choices)


class IssuerField(UnitField):
    """Who issued a received paper: a unit, or a `NewBody` when its line of command was chosen.

    Papers come from ministries and central bodies that never work in the portal; a clerk must not
    wait for an administrator to file them.
    """

    widget = IssuerInput
    way_out = "chọn tuyến để thêm làm cơ quan Trung ương."

    def clean(self, value: TypedUnit) -> Any:
        line = Line(value.line) if value.line in Line.values else None
        if line is None or not fold(value.words) or self.units.search(value.words).exists():
            return super().clean(value)
        if len(value.words) > _LONGEST_NAME:
            raise forms.ValidationError(f"Tên cơ quan dài nhất {_LONGEST_NAME} chữ cái.")
        return NewBody(value.words, line)


# --- A day ----------------------------------------------------------------------------------------


class DayInput(forms.TextInput):
    """A text box for a day that answers with the weekday: "thứ Sáu, 07/3/2025"."""

    template_name = "directives/widgets/day.html"

    def format_value(self, value: Any) -> str:
        return format_date(value) if isinstance(value, dt.date) else str(value or "")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"answer": _weekday_of(self.format_value(value)), "button": ANSWER}
        return context


def _weekday_of(text: str) -> str:
    try:
        day = parse_date(text)
    except ValueError:
        return ""
    return f"{weekday(day)}, {format_date(day)}"


class DayField(DateField):
    """A day typed in any of the ways people write it, answered with its weekday."""

    widget = DayInput


# --- A deadline -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class TypedDeadline:
    """The word chosen and the text of the date box, as typed; of stored rows also their phrase."""

    operator: str = Operator.NONE.value
    date: str = ""
    wording: str = ""

    @classmethod
    def of(cls, operator: str, date: dt.date | None, wording: str = "") -> TypedDeadline:
        return cls(operator or Operator.NONE.value, format_date(date) if date else "", wording)


@dataclass(frozen=True)
class ReadDeadline:
    """A deadline that was understood; `wording` is the phrase papers print for it."""

    operator: str
    date: dt.date | None
    wording: str


def read_deadline(typed: TypedDeadline) -> ReadDeadline:
    """Understand what was typed. Raises ValueError with the sentence for the form.

    Months, quarters and years may be named alone: "3/2026", "I/2026", "2026".
    """
    operator, text = Operator(typed.operator), one_line(typed.date)
    rule = deadlines.TABLE[operator]
    if typed.wording:  # left as stored, whatever the form offers today
        return ReadDeadline(operator.value, parse_date(text) if text else None, typed.wording)
    if text and not (rule.needs_date or rule.runs_from_issue):
        raise ValueError(
            f"Đã ghi ngày “{text}” nhưng hạn là “{rule.label}”. Chọn cách ghi hạn có ngày, "
            "hoặc xóa ngày."
        )
    day: dt.date | None = None
    if text:
        said = deadlines.parse_wording(f"{rule.label} {_PERIOD.sub('', text)}")
        understood = said is not None and said.operator is operator and said.date is not None
        day = said.date if said and understood else parse_date(text)
    return ReadDeadline(operator.value, day, deadlines.wording(operator, day))


class DeadlineInput(forms.Widget):
    """A word ("trước ngày") and a date box; answers with the weekday and the last moment."""

    template_name = "directives/widgets/deadline.html"
    use_fieldset = True
    choices: list[tuple[str, str]] = deadlines.CHOICES
    stored: TypedDeadline | None = None

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_1"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> TypedDeadline:
        typed = TypedDeadline(str(data.get(f"{name}_0", "")), one_line(data.get(f"{name}_1", "")))
        known = {value for value, _ in self.choices}
        if typed.operator not in known:
            typed = TypedDeadline(Operator.NONE.value, typed.date)
        # Left as it was: the paper's own phrase stays.
        kept = self.stored
        if kept and (kept.operator, kept.date) == (typed.operator, typed.date):
            return kept
        return typed

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}_0" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        typed = value if isinstance(value, TypedDeadline) else TypedDeadline()
        context["widget"] |= {
            "choices": self.choices,
            "operator": typed.operator,
            "date": typed.date,
            "answer": deadline_answer(typed),
            "button": ANSWER,
        }
        return context


def deadline_answer(typed: TypedDeadline) -> str:
    """What the box answers: "thứ Sáu, 07/3/2025 · hạn chót 23:59 thứ Năm 06/3/2025"."""
    try:
        read = read_deadline(typed)
    except ValueError:
        return ""
    due = deadlines.due_instant(
        deadlines.stored(read.operator, read.wording, read.date), issued_on=read.date
    )
    if due is None:
        return deadlines.countdown(None, timezone.now(), wording=read.wording).text
    parts = [_weekday_of(typed.date), f"hạn chót {moment(due)}"]
    return " · ".join(part for part in parts if part)


class DeadlineField(forms.Field):
    """A deadline as papers word it; gives a ReadDeadline."""

    widget = DeadlineInput

    def clean(self, value: TypedDeadline) -> ReadDeadline:
        try:
            return read_deadline(value)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def keep(self, stored: TypedDeadline) -> None:
        """Offer the stored word even when new papers no longer get it, and keep its phrase."""
        widget: Any = self.widget
        widget.stored = stored
        if stored.operator not in dict(deadlines.CHOICES):
            label = deadlines.TABLE[Operator(stored.operator)].label
            widget.choices = [*deadlines.CHOICES, (stored.operator, label)]


# --- Who is meant ---------------------------------------------------------------------------------


class WhoInput(forms.TextInput):
    """A text box for printed words that name units; answers with the units they stand for."""

    template_name = "directives/widgets/who.html"
    document: Document | None = None
    known: Mapping[str, list[Unit]] | None = None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        words = one_line(str(value or ""))
        context["widget"] |= {"button": ANSWER, "answer": "", "unread": ""}
        if words and self.document is not None:
            units = (self.known or {}).get(words)
            if units is None:
                units = _read(words, self.document)
            context["widget"]["answer"] = meant(units)
            if not units:
                context["widget"]["unread"] = groups.unread_sentence(words, today())
        return context


def _read(words: str, document: Document) -> list[Unit]:
    group = groups.read(words, document.issuer, today())
    if group is None:
        return []
    return list(services.within(group, owner_of(document)).resolve(today()))


def meant(units: list[Unit]) -> str:
    """The units a line stands for: "2 đơn vị: UBND xã Tân Kỳ, UBND xã An Phú"."""
    if not units:
        return ""
    if len(units) == 1:
        return f"Là {units[0].name}."
    shown = ", ".join(str(unit) for unit in units[:4])
    rest = f" và {len(units) - 4} đơn vị khác" if len(units) > 4 else ""
    return f"{len(units)} đơn vị: {shown}{rest}."


class WhoField(forms.CharField):
    """Printed words that name units ("Các xã, phường"); kept as written, whatever they mean."""

    widget = WhoInput

    def to_python(self, value: Any) -> str:
        return one_line(clean(str(value or "")))
