"""A file from above becomes papers with tasks, ready to be given out (issue 4, "done when")."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from directives.models import Task
from documents.models import Document, Recipient
from tests.browser.looking import Office
from units.models import Unit

pytestmark = pytest.mark.browser

K = Unit.Kind
OWN = Path(__file__).parents[1] / "directives" / "papers" / "cong-van-va-huong-dan.txt"
SEED = (
    Path(__file__).resolve().parents[3]
    / "shared"
    / "seeds"
    / "dong-nai-cong-van-1587-va-huong-dan-164.txt"
)


class Clicks:
    """Every click on the way is counted; typing and choosing a file is none."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, name: str) -> None:
        self.count += 1
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=name, exact=True).click()

    def tick(self, box: str) -> None:
        self.count += 1
        self.page.locator(f"#id_xem_{box}").check()

    def bring(self, path: Path) -> None:
        self.page.goto("/van-ban/nhap/")
        self.page.get_by_label("Tệp văn bản").set_input_files(path)
        self.press("Tải lên")

    def confirm_all(self) -> None:
        for box in self.page.locator("input[name^=xem_]").all():
            self.tick((box.get_attribute("name") or "").removeprefix("xem_"))


def leads(document: Document) -> list[str]:
    """The different leads of the paper's tasks, in order."""
    return list(dict.fromkeys(task.lead for task in document.tasks.order_by("order") if task.lead))


def limit(document: Document) -> Task:
    return document.tasks.get(due_at__isnull=False)


def test_a_letter_with_a_guidance_becomes_two_papers_ready_to_be_given_out(office: Office) -> None:
    with office.page("binh") as page:
        clicks = Clicks(page)
        clicks.bring(OWN)
        expect(page.locator("main")).to_contain_text("Văn bản 2: Hướng dẫn")
        assert office.problems(page) == []
        page.set_viewport_size({"width": 1366, "height": 768})
        clicks.confirm_all()
        clicks.press("Lưu văn bản")
        expect(page.locator("main")).to_contain_text("Soát tiếp văn bản thứ 2 trong tệp.")
        clicks.confirm_all()
        clicks.press("Lưu văn bản")
        page.locator("main").get_by_role("link", name="Giao việc").click()
        clicks.count += 1
        expect(page.get_by_role("heading", level=1)).to_contain_text("Giao việc")
    assert clicks.count <= 10
    letter = Document.objects.get(full_number="215/UBND-VX")
    guide = Document.objects.get(full_number="31-HD/BTGDVTU")
    assert (letter.issuer, guide.issuer) == (office.world.cast.city_ubnd, office.world.cast.board)
    assert leads(letter) == [
        "Các sở, ban, ngành",
        "UBND các xã, phường",
        "Sở Khoa học và Công nghệ",
    ]
    assert leads(guide) == [
        "Đảng ủy các xã, phường",
        "Sở Khoa học và Công nghệ",
        "Các cơ quan báo, đài trên địa bàn thành phố",
    ]
    for paper in (letter, guide):
        task = limit(paper)
        assert task.wording == "trước ngày 15/3/2026"
        assert task.due_at is not None
        assert task.due_at.astimezone(dt.timezone(dt.timedelta(hours=7))).date() == dt.date(
            2026, 3, 14
        )
        assert task.report_to == office.world.cast.board
    assert [row.text for row in letter.recipients.filter(kind=Recipient.Kind.RECIPIENT)] == [
        "Như trên",
        "Thường trực Thành ủy",
        "Ban Tuyên giáo và Dân vận Thành ủy",
    ]
    assert guide.recipients.filter(kind=Recipient.Kind.RECIPIENT).count() == 5
