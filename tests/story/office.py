"""People at their desks: each with a browser of their own, doing what the screens offer."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Download, Page, expect, sync_playwright

QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
PASSWORD = "mat-khau-thu"


class Desk:
    """One signed-in person. Everything goes through what the page shows: links, boxes, buttons."""

    def __init__(self, browser: Browser, portal: str, username: str) -> None:
        self.portal, self.username = portal, username
        self.page: Page = browser.new_context(
            viewport={"width": 1366, "height": 768}, locale="vi-VN"
        ).new_page()
        # A loaded two-core machine prints and signs while the browser waits.
        self.page.set_default_timeout(30_000)
        self.go("/dang-nhap/")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
        self.press("Đăng nhập")
        self.sees("Việc cần làm")

    def go(self, address: str) -> None:
        answer = self.page.goto(f"{self.portal}{address}")
        assert answer is not None
        assert answer.status < 400, f"{address}: {answer.status}"

    def follow(self, words: str | re.Pattern[str], *, within: str = "main") -> None:
        """Press the first link whose words contain these."""
        with self.page.expect_navigation():
            self.page.locator(within).get_by_role("link", name=words).first.click()

    def menu(self, words: str) -> None:
        """Open a page from the navigation on the left or, on work pages, from "Danh mục"."""
        nav = self.page.locator("nav.nav-left")
        if not nav.is_visible():
            self.go("/viec-can-lam/")
        with self.page.expect_navigation():
            nav.get_by_role("link", name=re.compile(rf"^{words}")).click()

    def todo(self, block: str, words: str | re.Pattern[str] = "") -> None:
        """Go from the task list straight to the place of work: the first such row of a block."""
        self.menu("Việc cần làm")
        head = self.page.get_by_role("heading", name=re.compile(rf"^{block}"))
        rows = self.page.locator("main section").filter(has=head)
        with self.page.expect_navigation():
            rows.get_by_role("link", name=words or None).first.click()

    def press(self, words: str | re.Pattern[str]) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=words).first.click()

    def fill(self, label: str | re.Pattern[str], text: str, nth: int = 0) -> None:
        self.page.get_by_label(label).nth(nth).fill(text)

    def choose(self, label: str | re.Pattern[str], option: str, nth: int = 0) -> None:
        self.page.get_by_label(label).nth(nth).select_option(label=option)

    def tick(self, label: str | re.Pattern[str], nth: int = 0) -> None:
        self.page.get_by_label(label).nth(nth).check()

    def sees(self, words: str | re.Pattern[str]) -> None:
        """The words stand somewhere in the page's main part."""
        expect(self.page.locator("main")).to_contain_text(words)

    def heading(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(words)

    @contextmanager
    def downloading(self) -> Iterator[list[Download]]:
        got: list[Download] = []
        with self.page.expect_download() as waiting:
            yield got
        got.append(waiting.value)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's browser, closed afterwards."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*QUIET])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def last_pictures(desks: dict[str, Desk], folder: Path) -> Iterator[None]:
    """When the story breaks off, keep what everybody had on the screen and say where."""
    try:
        yield
    except BaseException:
        for name, desk in desks.items():
            desk.page.screenshot(path=folder / f"{name}.png", full_page=True)
            sys.stderr.write(f"{name}: {desk.page.url}, {folder / name}.png\n")
        raise
