"""Every address × every person: the table of `tests/access_table.py`, asked for real."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import resolve

from tests.access_table import OF_THE_CITY, PEOPLE, ROWS, Row
from tests.walking import COMPOSE, Answer, Walker, address_of, addresses
from tests.world import World

Unblock = Any  # pytest-django does not publish the type
EVERYTHING = {"pk": 1, "n": 2, "task": 3, "tep": 4}


@pytest.fixture(scope="module")
def walker(django_db_setup: None, django_db_blocker: Unblock) -> Iterator[Walker]:
    """One world for the whole table; every request on it is undone."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            world = World()
            # Its mails are promised to nobody's worker.
            connection.run_on_commit.clear()
        try:
            yield Walker(world, (*PEOPLE, "long"))
        finally:
            call_command("flush", interactive=False, verbosity=0)


def test_every_address_has_a_row_and_every_row_an_address():
    assert {row.name for row in ROWS} == set(addresses())


def test_no_row_stands_twice():
    assert len({str(row) for row in ROWS}) == len(ROWS)


# What a person does about nothing but the own account, or is open to the whole world.
PERSONAL = {
    "account_logout", "account_reset_password", "account_reset_password_from_key",
    "account_change_password", "account_reauthenticate", "kept-form", "units:switch",
    "units:sign-in-end", "units:sign-ins-end",
    "units:account", "activity:notices-seen", "activity:notice-choices", "documents:verify",
    "documents:certificates", "directives:calendar-address",
}  # fmt: skip
# Rows that only the unit which makes them may know of.
PRIVATE = {
    "plan", "draft", "letter", "leader_review", "abandoned", "draft-task", "report",
    "kept-number", "begun-cascade", "import", "saved-import", "read-import", "import-batch",
    "learned",
}  # fmt: skip


def test_the_inspector_changes_nothing():
    """screens §3: reads the subtree, never writes, and each look at a paper is logged."""
    kiem = PEOPLE.index("kiem")
    acts = {row.name for row in ROWS if row.method == "POST" and row.cells[kiem] == "ok"}
    assert {name for name in acts if not name.startswith("mfa_")} <= PERSONAL
    looked = {row.name for row in ROWS if row.cells[kiem] == "look"}
    assert {"documents:detail", "documents:file", "compose:preview-pdf", "reports:detail"} <= looked


def test_what_a_unit_is_still_making_is_unknown_outside_it():
    outside = [PEOPLE.index(name) for name in ("", "chi", "binh", "kiem")]
    rows = [row for row in ROWS if row.place in PRIVATE]
    assert len(rows) > 40
    for row in rows:
        assert {row.cells[column] for column in outside} == {"in", "404"}, row


def test_both_addresses_of_the_editing_pages_lead_to_the_same_views():
    """Which is why they share their rows."""
    names = [name.removeprefix("compose:") for name in addresses() if name.startswith("compose:")]
    assert len(names) > 20
    for name in names:
        plan, other = (
            resolve(address_of(f"{space}:{name}", EVERYTHING, addresses()[f"compose:{name}"]))
            for space in COMPOSE
        )
        assert (plan.func, plan.kwargs) == (other.func, other.kwargs)


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_who_gets_it(row: Row, walker: Walker):
    for person, cell in zip(PEOPLE, row.cells, strict=True):
        answer = walker.ask(person, row.method, row.name, row.place)
        got = f"{person or 'khách'}: {answer.response.status_code}"
        assert answer.response.status_code in STATUS[row.method, cell], got
        CHECKS.get(cell, nothing_more)(answer)
        if cell not in ACTS[row.method]:
            assert (answer.writes, answer.lines) == ([], 0), got


WITH_PAGE = {row.name for row in ROWS if row.method == "GET"}
BY_BUTTON_ONLY = {row.name: row.place for row in ROWS if row.name not in WITH_PAGE}


@pytest.mark.django_db
@pytest.mark.parametrize("name", BY_BUTTON_ONLY)
def test_what_has_no_page_is_not_done_by_a_link(name: str, walker: Walker):
    for person in ("mai", "an", "binh", "long"):
        answer = walker.ask(person, "GET", name, BY_BUTTON_ONLY[name])
        assert answer.response.status_code in {404, 405}
        assert (answer.writes, answer.lines) == ([], 0)


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "name", "place"), OF_THE_CITY)
def test_what_holds_for_every_office_belongs_to_the_city(
    method: str, name: str, place: str, walker: Walker
):
    answer = walker.ask("long", method, name, place)
    assert answer.response.status_code in STATUS[method, "ok"]
    is_a_page(answer)


STATUS: dict[tuple[str, str], set[int]] = {
    ("GET", "ok"): {200},
    ("GET", "look"): {200},
    ("GET", "seen"): {302},
    ("POST", "ok"): {200, 302, 400, 409, 422},
    **{(method, "in"): {302} for method in ("GET", "POST")},
    **{(method, "away"): {302} for method in ("GET", "POST")},
    **{(method, "403"): {403} for method in ("GET", "POST")},
    **{(method, "404"): {404} for method in ("GET", "POST")},
}
# Only these may leave a trace.
ACTS = {"GET": {"look", "seen"}, "POST": {"ok"}}


def nothing_more(answer: Answer) -> None:
    pass


def leads_to_sign_in(answer: Answer) -> None:
    assert answer.response["Location"].startswith("/dang-nhap/")


def says_why_and_who(answer: Answer) -> None:
    """E-QUYEN: never a silent 403. Where nobody holds the role there is no name to give."""
    page = re.search(r"<main.*</main>", answer.response.content.decode(), re.DOTALL)
    text = html.unescape(" ".join(re.sub(r"<[^>]+>", " ", page[0] if page else "").split()))
    assert re.search(r"Xem được .{5,60} nhưng không .{2,60} được vì .{5,}\.", text), text
    assert "Người làm được việc này: " in text or "vì việc này" in text


def leaves_one_line(answer: Answer) -> None:
    assert answer.lines == 1
    is_a_page(answer)


def marks_the_notice(answer: Answer) -> None:
    assert [sql.split('"')[1] for sql in answer.writes] == ["activity_notice"]
    assert answer.lines == 0


def is_a_page(answer: Answer) -> None:
    """screens §7.3: one H1, at most one filled button, a title that ends with the portal's name."""
    response = answer.response
    if response.status_code == 302 or response.streaming:
        return
    if not response["Content-Type"].startswith("text/html"):
        return
    page = response.content.decode()
    assert len(re.findall(r"<h1[\s>]", page)) == 1
    assert len(re.findall(r'class="[^"]*\bbtn-primary\b', page)) <= 1
    title = html.unescape(re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1].strip())  # type: ignore[index]
    wrong = response.status_code == 200 and 'role="alert" class="error-summary' in page
    assert re.fullmatch(rf"(Lỗi: )?\S.* – {re.escape(settings.PORTAL_NAME)}", title), title
    assert title.startswith("Lỗi: ") or not wrong
    assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", page)
    assert re.findall(r"<script(?![^>]*\ssrc=)", page) == []


CHECKS = {
    "in": leads_to_sign_in,
    "403": says_why_and_who,
    "look": leaves_one_line,
    "seen": marks_the_notice,
    "ok": is_a_page,
}
