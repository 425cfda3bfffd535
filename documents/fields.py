"""Form fields of paperwork: the portal's date, and the PIN of a certificate."""

from __future__ import annotations

from typing import Any

from django import forms

from units.fields import DateField as DateField


class PinField(forms.CharField):
    """The PIN of a certificate: never shown again, kept out of the browser's password store."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Mã PIN")
        widget = forms.PasswordInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"})
        super().__init__(widget=widget, max_length=64, strip=False, **kwargs)
