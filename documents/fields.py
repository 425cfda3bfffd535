"""Form fields of paperwork: a date as people type it, the PIN of a certificate."""

from __future__ import annotations

from typing import Any

from django import forms

from units.dates import parse_date


class DateField(forms.CharField):
    """A date in one text box, typed in any of the ways of units.dates.parse_date; None if empty."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 60)
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("autocomplete", "off")

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_date(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class PinField(forms.CharField):
    """The PIN of a certificate: never shown again, kept out of the browser's password store."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Mã PIN")
        widget = forms.PasswordInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"})
        super().__init__(widget=widget, max_length=64, strip=False, **kwargs)
