"""What of a form may be carried to a second try: everything typed, except secrets and files."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest

# A page never echoes these back; they are asked again.
_SECRET = ("password", "pin", "code", "csrfmiddlewaretoken")

Fields = list[tuple[str, str]]


def fields_of(request: HttpRequest) -> Fields:
    """The fields of a form as it was sent, in order, each value by itself."""
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if not is_secret(name)
    ]


def is_secret(name: str) -> bool:
    """Whether a field holds what nobody may read back: "password", "sign-pin", "oldpassword"."""
    return any(part.startswith(_SECRET) or part.endswith("password") for part in name.split("-"))


def texts_of(fields: Iterable[tuple[str, str]]) -> list[str]:
    """The values a person wrote, as opposed to numbers and choices: what has more than one word."""
    return [value for _, value in fields if len(value.split()) > 1]
