"""Boxes in which one of many units or places is typed, where a list of all would be thousands long.

Up to `LISTED` choices are a list as usual. Beyond that the box takes a name, with or without
accents, or a code; several that fit are named with their codes, so that the next try decides.
"""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db.models import QuerySet

from units.models import Area, Unit
from units.text import fold

LISTED = 200
_NAMED = 8
_CODE_AT_END = re.compile(r"\(mã ([^\s()]+)\)$")

Row = Area | Unit


def _shown(row: Row) -> str:
    return f"{row.name} (mã {row.code})"


class TypedChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One row of `queryset`, by name or code."""

    widget = forms.TextInput

    def __init__(self, queryset: QuerySet[Any], **kwargs: Any) -> None:
        kwargs.pop("empty_label", None)
        kwargs.setdefault("help_text", "Gõ tên (có dấu hoặc không dấu) hoặc mã.")
        super().__init__(queryset, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            row = self.queryset.filter(pk=value).first() if self.queryset is not None else None
            return _shown(row) if row else ""
        return value

    def to_python(self, value: Any) -> Row | None:
        words = str(value or "").strip()
        if not words or self.queryset is None:
            return None
        marked = _CODE_AT_END.search(words)
        code = marked[1] if marked else words
        found = list(self.queryset.filter(code=code)) or self._named(words)
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(f"Không tìm thấy “{words}” trong phạm vi của đồng chí.")
        shown = "; ".join(map(_shown, found[:_NAMED]))
        more = "…" if len(found) > _NAMED else ""
        raise forms.ValidationError(f"“{words}” có thể là: {shown}{more}. Ghi mã để chọn.")

    def _named(self, words: str) -> list[Row]:
        """The rows of that very name, else those whose names hold the words."""
        folded = fold(words)
        if not folded or self.queryset is None:
            return []
        if issubclass(self.queryset.model, Unit):
            holding = list(self.queryset.search(words)[:200])  # type: ignore[attr-defined]
        else:  # places keep no searchable text; there are few thousand
            names = self.queryset.values_list("pk", "name")
            keys = [pk for pk, name in names if folded in fold(name)][:200]
            holding = list(self.queryset.filter(pk__in=keys))
        names_of = {
            row.pk: {fold(row.name), fold(getattr(row, "short_name", "") or row.name)}
            for row in holding
        }
        return [row for row in holding if folded in names_of[row.pk]] or holding


def choice(queryset: QuerySet[Any], **kwargs: Any) -> forms.ModelChoiceField[Any]:
    """A list of the rows, or a box to type in when there are more than `LISTED`; one query."""
    many = queryset.order_by()[LISTED : LISTED + 1].exists()
    return (TypedChoice if many else forms.ModelChoiceField)(queryset, **kwargs)
