"""Every page anybody can open, inspected in the browser (screens §7.3, 4, 10, 11, 12, 13)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from documents.lifecycle import State
from tests.access_table import PEOPLE, ROWS
from tests.browser.looking import Office
from tests.walking import address_of, addresses

pytestmark = pytest.mark.browser

NEEDS = addresses()
# Files and words for machines: nothing to look at.
NO_PAGES = {
    "compose:preview-pdf",
    "compose:preview-word",
    "directives:board-unit-xlsx",
    "directives:board-xlsx",
    "directives:calendar-feed",
    "directives:import-file",
    "directives:import-page",
    "documents:admin-format-sample",
    "documents:blank-pdf",
    "documents:blank-word",
    "documents:by-hand-print",
    "documents:edxml",
    "documents:enclosure",
    "documents:file",
    "documents:sign-thumbnail",
    "documents:word",
    "health",
    "offline-script",
    "reports:evidence",
}
# What stands on these differs from person to person.
PERSONAL = {"home", "documents:detail", "compose:overview", "directives:assignment"}


def visits() -> list[tuple[str, str, str]]:
    """(person, name of the page, place): one person for each page, everybody for personal ones."""
    found = []
    for row in ROWS:
        if row.method == "GET" and row.name not in NO_PAGES:
            people = [
                who for who, cell in zip(PEOPLE, row.cells, strict=True) if cell in ("ok", "look")
            ]
            found += [
                (who, row.name, row.place)
                for who in (people if row.name in PERSONAL else people[:1])
            ]
    for state in State:
        visitors: dict[str, str] = {"mai": "compose:overview", "binh": "documents:history"}
        for who, name in visitors.items():
            listed = any((row.name, row.place) == (name, state) for row in ROWS)
            if not listed and not (who == "binh" and state in HIDDEN):
                found.append((who, name, state))
    return found


# What has not left the unit does not exist for the reviewer.
HIDDEN = {State.DRAFT, State.LEADER_REVIEW, State.ABANDONED}


@pytest.mark.parametrize(("who", "name", "place"), visits())
def test_page(who: str, name: str, place: str, office: Office) -> None:
    page = office.tab(who)
    answer = page.goto(address_of(name, office.world.places[place], NEEDS[name]))
    assert answer is not None
    assert answer.status == 200
    assert office.problems(page) == []


@pytest.mark.parametrize(
    ("who", "address", "status"),
    [
        ("mai", "/khong-co-trang-nay/", 404),
        ("", "/khong-co-trang-nay/", 404),
        ("ha", "{plan}thong-tin/", 403),
        ("mai", "/ngoai-tuyen/", 200),
    ],
)
def test_pages_that_say_no(who: str, address: str, status: int, office: Office) -> None:
    plan = f"/ke-hoach/{office.world.places['plan']['pk']}/"
    page = office.tab(who)
    answer = page.goto(address.format(plan=plan))
    assert answer is not None
    assert answer.status == status
    assert office.problems(page) == []


# Forms sent empty or wrong: person, page, place, button, what is typed before.
WRONG = [
    ("ha", "directives:register", "-", "Lưu văn bản", {"Ngày văn bản": "31/2/2026"}),
    ("binh", "directives:task-add", "directive", "Lưu nhiệm vụ", {}),
    ("mai", "compose:general", "plan", "Lưu", {"Trích yếu": ""}),
    ("binh", "documents:review-return", "no-remark", "Trả lại kế hoạch", {}),
    ("an", "documents:sign", "numbered", "Ký văn bản", {}),
    ("an", "documents:sign-file", "numbered", "Nhận tệp đã ký", {}),
    ("an", "documents:delegations", "-", "Ủy quyền ký", {"Từ ngày": "31/2/2027"}),
    ("ha", "documents:by-hand", "approved", "Cấp số", {}),
    ("an", "documents:recall", "issued", "Thu hồi", {}),
    ("mai", "directives:assignment-excuse", "new-duty", "Xin không áp dụng", {}),
    ("quan", "units:admin-person-add", "-", "Thêm người", {}),
    ("", "documents:verify", "-", "Kiểm tra", {}),
]


@pytest.mark.parametrize(("who", "name", "place", "verb", "typed"), WRONG)
def test_a_form_sent_wrong(
    who: str, name: str, place: str, verb: str, typed: dict[str, str], office: Office
) -> None:
    with office.page(who) as page:
        page.goto(address_of(name, office.world.places[place], NEEDS[name]))
        for label, text in typed.items():
            page.locator("main").get_by_label(label, exact=True).fill(text)
        with page.expect_navigation():
            page.locator("main").get_by_role("button", name=verb).first.click()
        expect(page).to_have_title(re.compile("^Lỗi: "))
        summary = page.locator("[data-error-summary]")
        expect(summary).to_be_focused()
        for anchor in summary.locator("a").all():
            assert page.locator(anchor.get_attribute("href") or "#").count() == 1
        for label, text in typed.items():
            expect(page.locator("main").get_by_label(label, exact=True)).to_have_value(text)
        assert [words for words in office.problems(page) if "the verb" not in words] == []
