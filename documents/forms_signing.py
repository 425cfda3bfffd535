"""Forms of those who sign: leave to sign in one's stead, files signed elsewhere, handing on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from documents.fields import DateField
from documents.services import delegating
from documents.signing_choices import Choice
from units.actors import Actor
from units.dates import format_date, today
from units.models import Delegation, Membership, User


class SignedFileForm(forms.Form):
    """What was signed outside the portal and comes back."""

    tep = forms.FileField()

    def __init__(self, *args: Any, label: str, kinds: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tep"].label = label
        self.fields["tep"].widget.attrs["accept"] = kinds


class ScanForm(forms.Form):
    """The scan of a paper signed by hand and, where it has no number yet, the day on it."""

    day = DateField(label="Ngày văn bản", help_text="Như ghi trên bản đã ký, ví dụ 07/3/2025.")
    tep = forms.FileField(label="Bản quét đã ký, đóng dấu", help_text="Tệp PDF.")

    def __init__(self, *args: Any, numbered: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tep"].widget.attrs["accept"] = ".pdf"
        if numbered:
            del self.fields["day"]


class TransferForm(forms.Form):
    """Who signs instead, and in which way."""

    signer = forms.ChoiceField(label="Ai ký thay, ký thế nào?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["signer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(c.key, f"{c.user}: {c.printed} ({c.label})") for c in choices]


class DelegationForm(forms.Form):
    """Who signs in the head's stead, in which capacity, from when to when, and why."""

    receiver = forms.ChoiceField(label="Ủy quyền cho ai?")
    capacity = forms.ChoiceField(label="Ký với tư cách", widget=forms.RadioSelect)
    first = DateField(label="Từ ngày", help_text="Ví dụ 07/3/2025.")
    last = DateField(label="Đến hết ngày", help_text="Ví dụ 14/3/2025.")
    reason = forms.CharField(
        label="Lý do", max_length=300, help_text="Ví dụ: đi công tác; số văn bản ủy quyền nếu có."
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(row.user_id): row for row in delegating.receivers(actor)}
        labels = dict(Delegation.Capacity.choices)
        offered = [(code, labels[code]) for code in delegating.capacities_of(actor.unit)]
        chosen = [(pk, _named(row)) for pk, row in self.people.items()]
        for name, choices in (("receiver", [("", "Chọn người"), *chosen]), ("capacity", offered)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        now = today()
        if first and first < now:
            self.add_error("first", f"Ủy quyền không tính lùi: từ {format_date(now)} trở đi.")
        if last and last < now:
            self.add_error(
                "last",
                f"Ngày {format_date(last)} đã qua. Ghi ngày kết thúc từ {format_date(now)} trở đi.",
            )
        elif first and last and last < first:
            self.add_error("last", "Ngày kết thúc phải từ ngày bắt đầu trở đi.")
        return cleaned

    @property
    def chosen(self) -> User:
        """The person chosen; only of a valid form."""
        return self.people[self.cleaned_data["receiver"]].user


def _named(row: Membership) -> str:
    return f"{row.user} ({row.position or row.get_role_display()})"
