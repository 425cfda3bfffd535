"""Take the README's pictures of the six main pages from the demo campaign.

`.venv/bin/python tools/screenshots.py` loads the demo into a temporary folder, lets its people do
the few steps that lead to the pages, and writes docs/images/*.png.
"""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.servers import scratch, web_server  # noqa: E402
from tests.story.office import chromium  # noqa: E402

FOLDER = ROOT / "docs" / "images"
COLOURS = 128  # enough for flat pages; keeps each picture well under 150 kB
PDF_DRAWN = 4_000  # milliseconds the browser's own viewer takes to show a page


def main() -> None:
    with scratch("pictures") as folder:
        env = {**os.environ, "DEMO_MODE": "1", "VAR_DIR": str(folder)}
        for command in ("migrate", "seed_demo"):
            subprocess.run(
                [sys.executable, "manage.py", command],
                cwd=ROOT,
                env=env,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        with web_server(env) as portal, chromium() as browser:
            write_a_plan(desk(browser, portal, "Vũ Minh Thuận"))
            look_into_one(desk(browser, portal, "Lê Thị Bình"))
            give_a_number(desk(browser, portal, "Đinh Tường Vi"))
            sign_one(desk(browser, portal, "Trần Nhật Tân"))


def desk(browser: Browser, portal: str, name: str) -> Page:
    """Somebody whom the sign-in page of the demo offers; the first page stands open."""
    context = browser.new_context(
        base_url=portal,
        viewport={"width": 1366, "height": 768},
        locale="vi-VN",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto("/dang-nhap/")
    press(page, "button", name)
    return page


def press(page: Page, role: str, words: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role(role, name=re.compile(f"^{words}")).first.click()  # type: ignore[arg-type]


def take(page: Page, name: str) -> None:
    shot = Image.open(io.BytesIO(page.screenshot()))
    flat = shot.convert("P", palette=Image.Palette.ADAPTIVE, colors=COLOURS)
    flat.save(FOLDER / f"{name}.png", optimize=True)


def write_a_plan(page: Page) -> None:
    """A ward begins the plan it was asked for."""
    take(page, "viec-can-lam")
    press(page, "link", "Bắt đầu")
    press(page, "button", "Tạo bản soạn")
    overview = page.url
    page.goto(overview)  # without the message of the step before
    take(page, "ke-hoach")
    page.goto(f"{overview}muc/3/")
    take(page, "soan-muc")


def look_into_one(page: Page) -> None:
    """The city's board reviews a plan, and looks at who is not done yet."""
    page.goto("/tham-dinh/")
    press(page, "link", "Mở văn bản đầu hàng")
    page.locator(".said-now").first.scroll_into_view_if_needed()
    take(page, "tham-dinh")
    page.goto("/tien-do/")
    take(page, "tien-do")


def give_a_number(page: Page) -> None:
    press(page, "link", "Cấp số")
    press(page, "button", "Cấp số")


def sign_one(page: Page) -> None:
    press(page, "link", "Ký")
    page.wait_for_timeout(PDF_DRAWN)
    take(page, "trinh-ky")


if __name__ == "__main__":
    main()
