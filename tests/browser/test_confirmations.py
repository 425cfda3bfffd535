"""What cannot be undone is asked about first; no link leads to a refusal (screens §7.16, §7.17)."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve

from tests.browser.looking import Office
from tests.walking import address_of, addresses

NEEDS = addresses()

# Person, page, place; the thing the question names; the verb of question and button.
ASKED = [
    ("mai", "compose:submit", "draft", "kế hoạch", "Trình"),
    ("mai", "compose:withdraw", "submitted", "bản số 1", "Rút lại"),
    ("mai", "compose:abandon", "draft", "bản soạn", "Bỏ"),
    ("mai", "compose:revise", "approved", "kế hoạch", "Sửa lại"),
    ("binh", "documents:review-return", "reviewing", "bản số 1", "Trả lại"),
    ("binh", "documents:review-approve", "no-remark", "bản số 1", "Duyệt"),
    ("binh", "directives:task-remove", "directive", "nhiệm vụ", "Bỏ"),
    ("binh", "directives:assignment-cancel", "new-duty", "việc", "Rút"),
    ("binh", "directives:cascade-preview", "ready-cascade", "2 đơn vị", "Giao"),
    ("an", "documents:recall", "issued", "Kế hoạch số", "Thu hồi"),
    ("ha", "documents:replace", "issued", "Kế hoạch số", "Thay"),
    ("ha", "documents:number-void", "kept-number", "số", "Bỏ"),
    ("ha", "documents:issue", "signed", "Kế hoạch số", "Phát hành"),
    ("ha", "documents:take-back", "issued", "Kế hoạch số", "Lấy lại"),
    ("an", "directives:cascade-recall", "own-cascade", "việc", "Rút"),
    ("binh", "reports:return", "sent-report", "báo cáo", "Trả lại"),
    ("ha", "documents:enter", "directive", "Hướng dẫn số", "Vào sổ"),
    ("an", "documents:certificate-stop", "certificate", "chứng thư", "Ngừng"),
    ("an", "documents:delegation-end", "delegation", "ủy quyền ký", "Kết thúc"),
    ("an", "documents:sign-transfer", "numbered", "Kế hoạch số", "Chuyển"),
    ("ha", "documents:by-hand", "approved", "ký giấy", "Cấp số"),
    ("mai", "reports:submit", "returned-report", "báo cáo", "Gửi"),
]


class Reader(HTMLParser):
    """The words of the H1, of the list "Sẽ xảy ra", and of the filled button; every link."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: dict[str, str] = {"h1": "", "effects": "", "verb": ""}
        self.links: set[str] = set()
        self.inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        kind = given.get("class") or ""
        if tag == "a":
            self.links.add(given.get("href") or "")
        filled = tag == "button" and ("btn-primary" in kind or "btn-danger" in kind)
        for name, starts in (("h1", tag == "h1"), ("effects", "effects" in kind.split())):
            self.inside = name if starts else self.inside
        self.inside = "verb" if filled else self.inside

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h1", "ul", "button"):
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.words[self.inside] += data

    def said(self, name: str) -> str:
        return " ".join(unescape(self.words[name]).split())


def client_of(office: Office, who: str) -> Client:
    client = Client()
    client.force_login(getattr(office.world.cast, who))
    return client


@pytest.mark.parametrize(("who", "name", "place", "thing", "verb"), ASKED)
def test_the_page_before_names_the_object_the_effects_and_the_verb(
    who: str, name: str, place: str, thing: str, verb: str, office: Office
) -> None:
    address = address_of(name, office.world.places[place], NEEDS[name])
    page = Reader(client_of(office, who).get(address).content.decode())
    question = page.said("h1")
    assert re.fullmatch(rf"{verb}\b.*{thing}.*\?", question), question
    assert page.said("verb").startswith(verb)
    assert page.said("effects")


# What these offer does not depend on the state of a paper: three of each are asked.
ALIKE = {
    "activity:notice",
    "directives:task",
    "directives:carried-out",
    "documents:citations",
    "documents:history",
    "ke-hoach:receipt",
    "ke-hoach:revisions",
}


@pytest.mark.parametrize("who", ["an", "ha", "binh", "kiem", "quan"])
def test_no_link_leads_to_a_refusal(who: str, office: Office) -> None:
    """Everything offered to a person, from the first page on, opens for this person."""
    client = client_of(office, who)
    waiting, asked, wrong = ["/viec-can-lam/"], set[str](), list[str]()
    alike = Counter[str]()
    while waiting:
        address = waiting.pop()
        if address in asked:
            continue
        asked.add(address)
        view = resolve(address).view_name
        alike[view] += 1
        if view in ALIKE and alike[view] > 3:
            continue
        answer: Any = client.get(address)
        if answer.status_code not in (200, 302):
            wrong.append(f"{address}: {answer.status_code}")
        elif answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            links = Reader(answer.content.decode()).links
            waiting += [link.partition("#")[0] for link in sorted(links) if is_ours(link)]
        answer.close()
    assert wrong == []
    assert len(asked) > 10


def is_ours(link: str) -> bool:
    """A page of the portal: no file, and no other sorting of the same page."""
    return link.startswith("/") and not re.search(r"\?|\.pdf|/tep/|/minh-chung/", link)
