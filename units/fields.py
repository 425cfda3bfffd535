"""Form fields of the whole portal."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from units.dates import format_date, parse_date


class DateField(forms.CharField):
    """A date in one text box, typed in any of the ways of units.dates.parse_date; None if empty."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 60)
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("autocomplete", "off")

    def prepare_value(self, value: Any) -> Any:
        return format_date(value) if isinstance(value, dt.date) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_date(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
