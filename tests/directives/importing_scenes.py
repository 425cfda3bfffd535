"""Bringing papers in and checking them: what the tests of these pages share."""

from __future__ import annotations

import html
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from directives.intake import proposals
from directives.models import Import
from tests.factories import Cast

START = "/van-ban/nhap/"
PAPERS = Path(__file__).parent / "papers"
TWO = (PAPERS / "cong-van-va-huong-dan.txt").read_text(encoding="utf-8")
LETTER = TWO[: TWO.index("\nHƯỚNG DẪN\n")]


def page(response: Any) -> str:
    """The page's words, with entities resolved."""
    return html.unescape(response.content.decode())


def bring(client: Client, cast: Cast, *files: tuple[str, bytes], text: str = "") -> Any:
    """Hand files or a text in."""
    data: dict[str, Any] = {"text": text}
    if files:
        data["papers"] = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(START, data)


def pasted(client: Client, cast: Cast, text: str = TWO) -> Import:
    """The first paper of a pasted text."""
    response = bring(client, cast, text=text)
    assert response.status_code == 302, page(response)
    return Import.objects.get(pk=int(response["Location"].rstrip("/").rpartition("/")[2]))


class _Fields(HTMLParser):
    """What a browser would send of the check page's form."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.inside = False
        self.area = self.select = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = dict(attrs)
        if tag == "form":
            self.inside = "check-fields" in (given.get("class") or "")
        name = given.get("name") or ""
        if not self.inside:
            return
        if tag == "textarea":
            self.area, self.values[name] = name, ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in given:
            self.values[self.select] = given.get("value") or ""
        elif tag == "input" and name:
            if given.get("type") in ("checkbox", "radio") and "checked" not in given:
                return
            self.values[name] = given.get("value") or "on"
            if given.get("type") not in ("checkbox", "radio"):
                self.values[name] = given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.values[self.area] += data.removeprefix("\n")


def form_of(client: Client, row: Import) -> dict[str, str]:
    """The check page's form as it stands."""
    parser = _Fields()
    parser.feed(client.get(row.get_absolute_url()).content.decode())
    parser.values.pop("", None)
    return parser.values


def confirmed(client: Client, row: Import, **changes: str) -> dict[str, str]:
    """The form with everything doubtful confirmed, and changes."""
    doubtful = {f"xem_{each.key}": "on" for each in proposals.read(row.record).doubtful}
    return {**form_of(client, row), **doubtful, **changes}
