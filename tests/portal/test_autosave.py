"""The autosave script in a real browser; the server keeps to the contract of docs/ui.md."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from socketserver import ThreadingMixIn
from urllib.parse import parse_qs
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
STATUS = "[data-autosave-status]"
PAGE = """<!doctype html><html lang="vi"><title>Soạn</title>
<body data-person="{person}" data-sign-in="/dang-nhap/">
<form method="post" action="/dang-xuat/" data-sign-out><button>Đăng xuất</button></form>
<form method="post" data-autosave="/luu/" data-warn-unsaved>
<h1>Mục I</h1><input type="hidden" name="version" value="{version}">
<textarea name="text">{text}</textarea><button>Lưu và sang mục sau</button>
<p data-autosave-status role="status"></p></form>
<script src="/js/trang.js"></script><script src="/js/luu-tu-dong.js"></script>
<script src="/js/canh-bao-roi-trang.js"></script></body></html>"""


@dataclass
class Office:
    """The server's side of one section: its text, and how it answers an autosave."""

    text: str = "cũ"
    version: int = 1
    person: str = "7"
    signed_in: bool = True
    working: bool = True
    saves: list[tuple[str, int]] = field(default_factory=list)
    address: str = ""

    def __call__(self, environ: dict[str, str], start: Callable[..., object]) -> list[bytes]:
        path = environ["PATH_INFO"]
        if path.startswith("/js/"):
            kind, body = "text/javascript", (ROOT / "static" / path[1:]).read_text()
        elif environ["REQUEST_METHOD"] == "POST" and path in ("/luu/", "/"):
            return self.save(environ, start)
        elif path == "/":
            kind = "text/html"
            body = PAGE.format(person=self.person, version=self.version, text=escape(self.text))
        else:
            kind = "text/html"
            script = '<script src="/js/trang.js"></script>'
            body = f'<body data-person="{self.person}"><h1>Trang khác</h1>{script}'
        start("200 OK", [("Content-Type", f"{kind}; charset=utf-8")])
        return [body.encode()]

    def save(self, environ: dict[str, str], start: Callable[..., object]) -> list[bytes]:
        length = int(environ["CONTENT_LENGTH"])
        raw = environ["wsgi.input"].read(length).decode()  # type: ignore[attr-defined]
        text, version = fields_of(raw, environ["CONTENT_TYPE"])
        asked_by_script = environ.get("HTTP_X_AUTOSAVE") == "1"
        if not self.signed_in:
            start("401 Unauthorized" if asked_by_script else "302 Found", [("Location", "/khac/")])
            return []
        if not self.working:
            start("503 Service Unavailable", [])
            return []
        self.saves.append((text, version))
        if version != self.version:
            answer = {
                "message": "Đồng chí Hoa đã sửa phần này.",
                "html": '<a href="/ss/">So sánh</a>',
            }
            start("409 Conflict", [("Content-Type", "application/json")])
            return [json.dumps(answer).encode()]
        self.text, self.version = text, self.version + 1
        if not asked_by_script:
            start("302 Found", [("Location", "/sau/")])
            return []
        start("200 OK", [("Content-Type", "application/json")])
        return [json.dumps({"saved_at": "15:42:10", "version": self.version}).encode()]


def fields_of(raw: str, content_type: str) -> tuple[str, int]:
    if "multipart" not in content_type:
        values = parse_qs(raw)
        return values["text"][0], int(values["version"][0])
    parts = {}
    for part in raw.split("--" + content_type.split("boundary=")[1]):
        head, _, value = part.partition("\r\n\r\n")
        if 'name="' in head:
            parts[head.split('name="')[1].split('"')[0]] = value.removesuffix("\r\n")
    return parts["text"], int(parts["version"])


class Server(ThreadingMixIn, WSGIServer):
    """Browsers open connections ahead of need; one at a time would wait for ever."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def office() -> Iterator[Office]:
    office = Office()
    with make_server("127.0.0.1", 0, office, Server, Quiet) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        office.address = f"http://127.0.0.1:{server.server_port}"
        yield office
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, office: Office) -> Page:
    return opened(context, office)


def opened(context: BrowserContext, office: Office) -> Page:
    page = context.new_page()
    page.goto(office.address)
    return page


def write(page: Page, text: str) -> None:
    """Type, then leave the box, which saves at once."""
    page.fill("textarea", text)
    page.locator("textarea").blur()


def copies(page: Page) -> list[str]:
    return [str(key) for key in page.evaluate("Object.keys(localStorage)")]


def test_leaving_a_box_saves_and_the_next_save_stands_on_the_new_version(page, office):
    write(page, "một")
    expect(page.locator(STATUS)).to_have_text("Đã lưu lúc 15:42:10.")
    write(page, "hai")
    expect(page.locator("[name=version]")).to_have_value("3")
    assert office.saves == [("một", 1), ("hai", 2)]
    assert copies(page) == []


def test_typing_saves_by_itself_after_three_seconds(page, office):
    # The page's clock stands still but for what this test lets pass, however slow the machine.
    page.clock.install(time=0)
    page.reload()
    page.clock.pause_at(1000)
    page.fill("textarea", "gõ")
    page.clock.run_for(2900)
    assert office.saves == []
    page.clock.run_for(200)
    expect(page.locator(STATUS)).to_have_text("Đã lưu lúc 15:42:10.")


def test_ctrl_s_saves(page, office):
    page.fill("textarea", "gõ")
    page.keyboard.press("Control+s")
    expect(page.locator(STATUS)).to_have_text("Đã lưu lúc 15:42:10.")


def test_without_network_the_text_waits_on_this_machine(page, context, office):
    context.set_offline(True)
    write(page, "gõ lúc mất mạng")
    expect(page.locator(STATUS)).to_contain_text("Chưa lưu được vì mất kết nối.")
    assert len(copies(page)) == 1
    context.set_offline(False)
    expect(page.locator(STATUS)).to_have_text("Đã lưu lại lúc 15:42:10.")
    assert office.text == "gõ lúc mất mạng"
    assert copies(page) == []


def closed_browser(context: BrowserContext, office: Office, text: str) -> None:
    page = opened(context, office)
    office.working = False
    write(page, text)
    expect(page.locator(STATUS)).to_contain_text("máy chủ đang có sự cố")
    page.close(run_before_unload=False)
    office.working = True


def test_a_closed_browser_gives_the_text_back(context, office):
    closed_browser(context, office, "chưa kịp lưu")
    page = opened(context, office)
    expect(page.locator(".notice")).to_contain_text("Có nội dung chưa lưu từ")
    assert page.input_value("textarea") == "cũ"
    page.get_by_role("button", name="Khôi phục").click()
    expect(page.locator(STATUS)).to_have_text("Đã lưu lúc 15:42:10.")
    assert office.text == "chưa kịp lưu"


def test_typing_on_does_not_destroy_what_was_left_behind(context, office):
    closed_browser(context, office, "để lại")
    page = opened(context, office)
    write(page, "gõ tiếp")
    expect(page.locator(STATUS)).to_have_text("Đã lưu lúc 15:42:10.")
    page.reload()
    expect(page.locator(".notice")).to_contain_text("Có nội dung chưa lưu từ")


def test_a_text_given_back_never_overwrites_what_others_wrote_meanwhile(context, office):
    closed_browser(context, office, "của tôi")
    office.text, office.version = "của Hoa", 5
    page = opened(context, office)
    page.get_by_role("button", name="Khôi phục").click()
    expect(page.locator(STATUS)).to_contain_text("Đồng chí Hoa đã sửa phần này.")
    assert office.text == "của Hoa"


def test_thrown_away_is_gone(context, office):
    closed_browser(context, office, "bỏ đi")
    page = opened(context, office)
    page.get_by_role("button", name="Bỏ").click()
    assert copies(page) == []


def test_another_person_on_the_same_machine_is_offered_nothing(context, office):
    closed_browser(context, office, "của đồng chí 7")
    office.person = "8"
    page = opened(context, office)
    assert page.locator(".notice").count() == 0


def test_when_somebody_was_faster_both_texts_survive(page, office):
    office.text, office.version = "của Hoa", 9
    write(page, "của tôi")
    expect(page.locator(STATUS)).to_contain_text("Đồng chí Hoa đã sửa phần này.")
    expect(page.locator(STATUS).get_by_role("link", name="So sánh")).to_be_visible()
    assert page.input_value("textarea") == "của tôi"
    assert office.text == "của Hoa"
    assert len(copies(page)) == 1
    write(page, "của tôi, thêm")
    page.wait_for_timeout(300)
    assert len(office.saves) == 1  # it waits for the person to decide


def test_an_ended_session_offers_to_sign_in_and_keeps_the_text(page, office):
    office.signed_in = False
    write(page, "gõ sau khi hết phiên")
    expect(page.locator(STATUS)).to_contain_text("Phiên làm việc đã hết")
    link = page.get_by_role("link", name="Đăng nhập lại")
    assert link.get_attribute("href") == "/dang-nhap/?next=%2F"
    assert len(copies(page)) == 1


def test_the_button_of_a_signed_out_page_waits_for_the_person(page, office):
    """Sent from here the text would be gone with the page; signed in again, it goes through."""
    office.signed_in = False
    page.fill("textarea", "gõ sau khi hết phiên")
    page.get_by_role("button", name="Lưu và sang mục sau").click()
    expect(page.locator(STATUS)).to_contain_text("Phiên làm việc đã hết")
    assert page.url == f"{office.address}/"
    office.signed_in = True
    page.get_by_role("button", name="Lưu và sang mục sau").click()
    page.wait_for_url("**/sau/")
    assert office.text == "gõ sau khi hết phiên"


def test_the_button_waits_for_the_save_under_way(page, office):
    page.fill("textarea", "xong")
    page.get_by_role("button", name="Lưu và sang mục sau").click()
    page.wait_for_url("**/sau/")
    assert [version for _, version in office.saves] == [1, 2]
    assert copies(page) == []


def test_signing_out_forgets_what_was_kept(page, office):
    office.signed_in = False
    write(page, "bí mật")
    expect(page.locator(STATUS)).to_contain_text("Phiên làm việc đã hết")
    assert len(copies(page)) == 1
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/dang-xuat/")
    assert copies(page) == []


def test_leaving_with_unsaved_text_asks_first(page, context):
    asked: list[str] = []

    def accept(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", accept)
    context.set_offline(True)
    write(page, "chưa lưu")
    page.evaluate("setTimeout(() => location.assign('/khac/'))")
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
