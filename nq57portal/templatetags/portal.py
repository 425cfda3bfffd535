"""Template tags of the portal's visual language (screens §2, §5); docs/ui.md shows them at work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Protocol

from django import template
from django.forms import BaseForm, BaseFormSet, CheckboxInput, Field, FileInput
from django.forms.boundfield import BoundField
from django.forms.widgets import ChoiceWidget
from django.http import QueryDict
from django.template import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from directives.deadlines import countdown, last_moment
from units.dates import clock, format_date, in_hanoi, number_vi, percent_vi, weekday
from units.paging import SIZES, SizedPaginator
from units.services import overrides

register = template.Library()

COLOURS = frozenset({"xam", "lam", "tim", "vang", "do", "luc"})


class Labelled(Protocol):
    """What a badge shows: words, one of COLOURS, a Bootstrap icon name."""

    label: str
    colour: str
    icon: str


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative Bootstrap icon of the sprite; its name must stand in static/icons.txt."""
    return format_html(
        '<svg class="icon" width="16" height="16" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"></use></svg>',
        static("vendor/icons.svg"),
        name,
    )


@register.simple_tag
def badge(label: str, colour: str = "xam", icon_name: str = "") -> SafeString:
    """Words on a tinted ground, with an icon: `{% badge "Đã ban hành" "luc" "journal-check" %}`.

    Raises ValueError for a colour that screens §2 does not know.
    """
    if colour not in COLOURS:
        raise ValueError(f"Unknown badge colour {colour!r}")
    drawing = icon(icon_name) if icon_name else ""
    return format_html('<span class="state {}">{}<span>{}</span></span>', colour, drawing, label)


@register.simple_tag
def state_badge(state: Labelled | Any, reader: str = "writer") -> SafeString | str:
    """The badge of a state as this reader ("writer" or "reviewer") may see it.

    `state` is a label (label, colour, icon) or an object whose `state_label(reader)` gives one.
    Nothing is shown when the reader has no word for the state.
    """
    label = state.state_label(reader) if hasattr(state, "state_label") else state
    if not label:
        return ""
    return badge(label.label, label.colour, label.icon)


@register.inclusion_tag("components/deadline.html")
def deadline(
    due: dt.datetime | None, wording: str = "", done_at: dt.datetime | None = None
) -> dict[str, str]:
    """Two lines: how long is left, and the last moment with the literal phrase (screens §2).

    `due` is the last instant, None for tasks without a date; `done_at` is when the unit handed
    its work in, after which only on time or late counts.
    """
    left = countdown(due, timezone.now(), overrides(), wording=wording, done_at=done_at)
    return {"kind": left.kind, "text": left.text, "last_moment": last_moment(due, wording)}


@register.filter
def ngay(value: dt.date | None) -> str:
    """A day as papers write it: 07/3/2025; of an instant, the day in Hanoi."""
    return format_date(_day(value)) if value else ""


@register.filter
def ngay_thu(value: dt.date | None) -> str:
    """A day with its weekday: thứ Sáu, 07/3/2025."""
    return f"{weekday(_day(value))}, {format_date(_day(value))}" if value else ""


@register.filter
def luc(value: dt.datetime | None, part: str = "") -> str:
    """An instant to the second, Hanoi time: 16:42:07 ngày 10/3/2026; `luc:"gio"` gives 16:42:07."""
    if not value:
        return ""
    return clock(value) if part == "gio" else f"{clock(value)} ngày {format_date(_day(value))}"


def _day(value: dt.date) -> dt.date:
    return in_hanoi(value).date() if isinstance(value, dt.datetime) else value


@register.simple_tag
def now_line() -> str:
    """This moment, for the foot of printed pages."""
    return luc(timezone.now())


@register.filter
def so(value: int | float | Decimal | None) -> str:
    """A figure in Vietnamese writing: 16.051 and 1.234,5; an unknown one is a dash."""
    return "–" if value is None or value == "" else number_vi(value)


@register.filter
def phan_tram(part: int | float | Decimal | None, total: int | float | Decimal = 1) -> str:
    """A share in per cent, at most two decimals: `223|phan_tram:16274` is 1,37%, `0.5` is 50%.

    A share of nothing is a dash, never 0%.
    """
    if part is None or not total:
        return "–"
    return percent_vi(Decimal(str(part)) * 100 / Decimal(str(total)))


@register.filter
def change(figure: int, before: int | None) -> str:
    """How a figure differs from an earlier one: "+31, tăng", "−2, giảm", "không đổi".

    Nothing when there is no earlier one.
    """
    if before is None:
        return ""
    if figure == before:
        return "không đổi"
    sign, word = ("+", "tăng") if figure > before else ("−", "giảm")
    return f"{sign}{number_vi(abs(figure - before))}, {word}"


def _address(context: Context, **changes: object) -> str:
    """The query of this page's address with parameters changed; None removes one."""
    params: QueryDict = context["request"].GET.copy()
    for name, value in changes.items():
        params.pop(name, None)
        if value is not None:
            params[name] = str(value)
    return "?" + params.urlencode()


@register.inclusion_tag("components/sort_head.html", takes_context=True)
def sort_head(context: Context, key: str, label: str, numeric: bool = False) -> dict[str, Any]:
    """A column head that sorts by a link: `?sort=han`, again for `?sort=-han`; page starts over."""
    current = context["request"].GET.get("sort", "")
    direction = {key: "ascending", f"-{key}": "descending"}.get(current, "")
    then = f"-{key}" if direction == "ascending" else key
    return {
        "label": label,
        "numeric": numeric,
        "direction": direction,
        "url": _address(context, sort=then, page=None),
    }


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Any) -> dict[str, Any]:
    """Numbered pages under a list (`?page=2`); for lists of units.paging also how many rows."""
    paginator = page.paginator
    offers_sizes = isinstance(paginator, SizedPaginator) and paginator.count > SIZES[0]
    numbers = paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {
        "page": page,
        "pages": [
            (number, _address(context, page=number) if number != paginator.ELLIPSIS else "")
            for number in numbers
        ],
        "previous": _address(context, page=page.number - 1),
        "next": _address(context, page=page.number + 1),
        "sizes": [(n, _address(context, rows=n, page=None)) for n in SIZES] if offers_sizes else [],
    }


@register.inclusion_tag("components/filter_chips.html", takes_context=True)
def filter_chips(context: Context, form: BaseForm) -> dict[str, Any]:
    """What a list is narrowed by, each with the address that lifts it ("Bỏ lọc")."""
    chips = []
    for field in form:
        values = [v for v in _values(field) if v not in ("", None)]
        for value in values:
            query: QueryDict = context["request"].GET.copy()
            rest = [v for v in query.getlist(field.html_name) if v != str(value)]
            query.setlist(field.html_name, rest)
            query.pop("page", None)
            chips.append((field.label, _shown(field, value), "?" + query.urlencode()))
    names = {field.html_name for field in form}
    cleared: QueryDict = context["request"].GET.copy()
    for name in names | {"page"}:
        cleared.pop(name, None)
    return {"chips": chips, "clear_url": "?" + cleared.urlencode()}


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm | BaseFormSet[Any] | None) -> dict[str, Any]:
    """Everything wrong in these forms and formsets, each with the anchor of its field."""
    return {"problems": [problem for form in forms if form for problem in _problems(form)]}


def _problems(form: Any) -> Iterator[tuple[str, str]]:
    if hasattr(form, "non_form_errors"):
        if not form.is_bound:
            return
        for message in form.non_form_errors():
            yield "", message
        for child in form.forms:
            yield from _problems(child)
        return
    if not getattr(form, "is_bound", False):
        return
    for message in form.non_field_errors():
        yield "", message
    for field in form:
        for message in sentences(field):
            yield anchor_of(field), message


@register.filter
def sentences(field: BoundField) -> list[str]:
    """What is wrong with a field. Django's one sentence for every empty box names the box instead.

    Sentences a form wrote itself stay as they are.
    """
    generic = Field.default_error_messages["required"]
    match field.field.widget:
        case CheckboxInput():
            verb = "đánh dấu"
        case ChoiceWidget() | FileInput():
            verb = "chọn"
        case _:
            verb = "điền"
    question = str(field.label).endswith("?")
    named = f"Chưa trả lời “{field.label}”" if question else f"Chưa {verb} “{field.label}”."
    return [named if message == generic else str(message) for message in field.errors]


@register.filter
def anchor_of(field: BoundField) -> str:
    """The id an error link points to; for groups of options, the first one."""
    if field.is_hidden:
        return ""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def is_optional(field: BoundField) -> bool:
    """Whether the label says "(không bắt buộc)": an empty answer is allowed and can be typed."""
    widget = field.field.widget
    fixed = field.field.disabled or widget.attrs.get("readonly")
    return not (field.field.required or fixed or getattr(widget, "input_type", "") == "checkbox")


def _values(field: BoundField) -> Iterable[Any]:
    value = field.value()
    return value if isinstance(value, list | tuple) else [value]


def _shown(field: BoundField, value: Any) -> str:
    """The words a choice was offered with, else what was typed."""
    if value in (True, "on"):
        return "có"
    choices: Any = getattr(field.field, "choices", ())
    for key, label in choices:
        if isinstance(label, list | tuple | Mapping):
            found = dict(label).get(value)
            if found:
                return str(found)
        elif str(key) == str(value):
            return str(label)
    return str(value)


# Words (in lines), ground, pattern and ink of each cell, in reading order (screens §6, G1).
FOUR_CELLS = {
    "done_on_time": (("Hoàn thành", "đúng hạn"), "#E6F3EA", "", "#1E6B3C"),
    "done_late": (("Hoàn thành", "quá hạn"), "#FFF3D6", "cham", "#7A4B00"),
    "open_on_time": (("Chưa hoàn thành,", "trong hạn"), "#FFFFFF", "", "#1B2430"),
    "open_overdue": (("Chưa hoàn thành,", "quá hạn"), "#FBE9E9", "gach", "#A61B1B"),
}


@register.inclusion_tag("components/four_cells.html")
def four_cells(
    counts: Mapping[str, int],
    prefix: str = "g1",
    urls: Mapping[str, str] | None = None,
    before: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """G1: tasks done or open, in time or late, drawn and as a table whose sum is the total.

    `counts` has the keys of FOUR_CELLS and may have `dateless`, how many of `open_on_time` carry
    no date. The overdue rate is open overdue ÷ (done + open overdue): of the tasks that had to be
    done by now, how many are not. Numerator and denominator are printed.
    `prefix` keeps ids apart when a page has two; `urls` links table rows to their lists; `before`
    are the figures of an earlier day, from which each cell says how it changed.
    """
    total = sum(counts[key] for key in FOUR_CELLS)
    cells = [
        {
            "label": " ".join(lines),
            "lines": lines,
            "ground": ground,
            "pattern": pattern,
            "ink": ink,
            "count": counts[key],
            "share": phan_tram(counts[key], total),
            "url": (urls or {}).get(key, ""),
            "change": change(counts[key], before[key]) if before else "",
            "x": 2 + place % 2 * 250,
            "y": 2 + place // 2 * 106,
        }
        for place, (key, (lines, ground, pattern, ink)) in enumerate(FOUR_CELLS.items())
    ]
    done, overdue = counts["done_on_time"] + counts["done_late"], counts["open_overdue"]
    return {
        "cells": cells,
        "prefix": prefix,
        "total": total,
        "total_share": phan_tram(total, total),
        "done": done,
        "overdue": overdue,
        "in_time": counts["open_on_time"],
        "rate": phan_tram(overdue, done + overdue),
        "dateless": counts.get("dateless", 0),
    }
