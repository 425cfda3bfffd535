"""A file from above becomes papers with tasks, ready to be given out (issue 4, "done when")."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from directives.models import Task
from documents.models import Document, Recipient
from tests.browser.looking import Office
from tests.factories import area, person, unit
from tests.servers import ROOT
from units.dates import in_hanoi
from units.models import Level, Line, Role, Unit

pytestmark = pytest.mark.browser

OWN = ROOT / "tests" / "directives" / "papers" / "cong-van-va-huong-dan.txt"
K = Unit.Kind
SEED = ROOT.parent / "shared" / "seeds" / "dong-nai-cong-van-1587-va-huong-dan-164.txt"


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


def bring_both(office: Office, who: str, path: Path) -> int:
    """A file with a letter and a guidance, from choosing it to "Giao việc"; the clicks it took."""
    with office.page(who) as page:
        clicks = Clicks(page)
        clicks.bring(path)
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
    return clicks.count


def printed(document: Document, kind: str) -> list[str]:
    return [str(row) for row in document.recipients.filter(kind=kind)]


def test_a_letter_with_a_guidance_becomes_two_papers_ready_to_be_given_out(office: Office) -> None:
    assert bring_both(office, "binh", OWN) <= 10
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
        assert in_hanoi(task.due_at).date() == dt.date(2026, 3, 14)
        assert task.report_to == office.world.cast.board
    assert printed(letter, Recipient.Kind.RECIPIENT) == [
        "Như trên",
        "Thường trực Thành ủy (để b/c)",
        "Ban Tuyên giáo và Dân vận Thành ủy",
    ]
    assert len(printed(guide, Recipient.Kind.RECIPIENT)) == 5


@pytest.mark.skipif(
    not SEED.exists(), reason="the campaign's own papers are not beside the project"
)
def test_the_paper_of_dong_nai(office: Office) -> None:
    """Issue 4: a công văn and a hướng dẫn, three groups each, the limit, all recipients."""
    cast = office.world.cast
    place = area("dn", "Đồng Nai", Level.PROVINCE, cast.vn)
    above = unit("dn-tu", "Tỉnh ủy Đồng Nai", K.PARTY_COMMITTEE, Line.PARTY, place)
    board = unit(
        "dn-btg", "Ban Tuyên giáo Tỉnh ủy Đồng Nai", K.PARTY_BOARD, Line.PARTY, place, parent=above
    )
    state = unit("dn-ub", "Ủy ban nhân dân tỉnh Đồng Nai", K.PEOPLES_COMMITTEE, Line.STATE, place)
    for code, name in (("dn-kh", "Khoa học và Công nghệ"), ("dn-tt", "Thông tin và Truyền thông")):
        unit(code, f"Sở {name} tỉnh Đồng Nai", K.DEPARTMENT, Line.STATE, place, parent=state)
    vars(cast)["trang"] = person("trang", "Nguyễn Thị Trang", (board, Role.REVIEWER, "Chuyên viên"))
    assert bring_both(office, "trang", SEED) <= 10
    letter = Document.objects.get(full_number="1587/UBND-KGVX")
    guide = Document.objects.get(full_number="164-HD/BTGTU")
    assert (letter.issuer, guide.issuer) == (state, board)
    assert (letter.date, guide.date) == (dt.date(2025, 2, 20), dt.date(2025, 2, 13))
    assert len(leads(letter)) == len(leads(guide)) == 3
    for paper in (letter, guide):
        task = limit(paper)
        assert (task.operator, task.wording) == ("before_day", "trước ngày 15/3/2025")
        assert task.due_at is not None
        assert in_hanoi(task.due_at).date() == dt.date(2025, 3, 14)
        assert task.report_to == board
    assert printed(letter, Recipient.Kind.ADDRESSEE) == [
        "Các sở, ban, ngành",
        "UBND các huyện, thành phố",
    ]
    assert printed(letter, Recipient.Kind.RECIPIENT) == [
        "Như trên",
        "Ban Tuyên giáo Tỉnh ủy",
        "Chủ tịch, PCT UBND tỉnh (KGVX)",
        "Chánh, PCVP UBND tỉnh (KGVX)",
    ]
    assert len(printed(guide, Recipient.Kind.RECIPIENT)) == 9
    assert (letter.signer_name, guide.signer_name) == ("Võ Tấn Đức", "Nguyễn Thị Hồng Trang")
