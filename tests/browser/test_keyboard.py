"""A plan written, checked and handed in with the keyboard alone (screens §7.5)."""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Locator, Page, expect

from documents.lifecycle import State
from tests import campaign
from tests.browser.looking import VISIBLE, Office, size
from units.dates import today

pytestmark = pytest.mark.browser

GIVEN = "Lập kế hoạch thực hiện Hướng dẫn số 42-HD/BTGDVTU"


class Keyboard:
    """Tab, Space, Enter and letters; looks at the focus wherever it comes by."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, target: Locator) -> None:
        """Tab on until the target has the focus; everything passed must be seen to have it."""
        there = target.first.element_handle()
        for _ in range(150):
            self.page.keyboard.press("Tab")
            assert self.page.evaluate("inspection.focus()") == ""
            if self.page.evaluate("target => document.activeElement === target", there):
                return
        raise AssertionError(f"The keyboard does not get to {target}.")

    def press(self, role: str, words: str, key: str = "Enter") -> None:
        """Go to a link or button of the page's main part and press it."""
        main = self.page.locator("main")
        self.reach(main.get_by_role(role, name=words))  # type: ignore[arg-type]
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def write(self, target: Locator, text: str) -> None:
        self.reach(target)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)


def test_a_plan_is_written_checked_and_handed_in(office: Office) -> None:
    cast = office.world.cast
    due = today() + dt.timedelta(days=8)
    campaign.cascade(cast, campaign.directive(cast, tasks=1, number=42), cast.tk_ubnd, due=due)
    with office.page("mai") as page:
        size(page, VISIBLE)
        keys = Keyboard(page)
        page.goto("/viec-can-lam/")
        keys.press("link", GIVEN)
        keys.press("button", "Tạo bản soạn")
        keys.press("link", "Nội dung")
        box = page.get_by_label("Nội dung mục")
        keys.write(box, "Nâng cao nhận thức của cán bộ và Nhân dân trong xã.")
        keys.press("button", "Lưu và sang mục sau")
        keys.write(box, "1. Nội dung\n- Mục tiêu của Nghị quyết.\n2. Hình thức\n- Loa.")
        keys.press("button", "Lưu và sang mục sau")
        keys.press("button", "Lưu và về danh sách phần")
        keys.press("link", "Nhiệm vụ")
        keys.write(page.get_by_label("Chủ trì"), "Hội LHPN xã Tân Kỳ")
        keys.press("button", "Lưu nhiệm vụ")
        keys.press("link", "Về danh sách phần")
        keys.press("link", "Người ký và thể thức")
        keys.reach(page.get_by_role("radio", name="Nguyễn Văn An: "))
        page.keyboard.press("Space")
        keys.press("button", "Lưu")
        keys.press("link", "Về danh sách phần")
        keys.press("link", "Kiểm tra")
        # The lead gets no copy: worth a second look, and kept with a reason.
        keys.write(page.get_by_label("Giữ nguyên, vì"), "Hội dự họp giao ban, đã biết.")
        keys.press("button", "Giữ nguyên")
        keys.press("link", "Trình kế hoạch")
        keys.press("button", "Trình kế hoạch", "Space")
        expect(page.locator("main")).to_contain_text("Đã trình kế hoạch")
    plan = cast.tk_ubnd.documents.order_by("pk").last()
    assert plan is not None
    assert plan.state == State.SUBMITTED


def test_the_first_tab_offers_the_way_past_the_frame(office: Office) -> None:
    with office.page("mai") as page:
        page.goto("/van-ban/")
        page.keyboard.press("Tab")
        link = page.get_by_role("link", name="Đến nội dung chính")
        expect(link).to_be_focused()
        expect(link).to_be_in_viewport()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_menus_open_and_close_by_key(office: Office) -> None:
    with office.page("mai") as page:
        page.goto("/viec-can-lam/")
        menu = page.locator(".menu-person")
        menu.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(menu.get_by_role("link", name="Tài khoản")).to_be_visible()
        page.keyboard.press("Escape")
        expect(menu.get_by_role("link", name="Tài khoản")).to_be_hidden()
        expect(menu.locator("summary")).to_be_focused()
