"""Flows A, B and C and the lists with JavaScript switched off (screens §7.6)."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from documents.lifecycle import State
from documents.models import Document
from documents.services import certificates
from tests import campaign
from tests.browser.looking import Office, Seat
from tests.documents.test_signing_outside import program, token
from tests.factories import paper_in
from units.dates import today

pytestmark = pytest.mark.browser

GIVEN = "Lập kế hoạch thực hiện Hướng dẫn số 41-HD/BTGDVTU"
PIN = re.compile("mã PIN", re.IGNORECASE)
MENDED = "Báo cáo kết quả về Ủy ban nhân dân xã trong tháng cuối quý."


@pytest.fixture
def given(office: Office) -> None:
    """The board has given a paper with two tasks to the commune and waits for its plan."""
    cast = office.world.cast
    # The first of all new work, whatever else the unit was given.
    due = today() + dt.timedelta(days=8)
    campaign.cascade(cast, campaign.directive(cast, number=41), cast.tk_ubnd, due=due)


def test_from_the_task_to_the_issued_plan(office: Office, given: None) -> None:
    with (
        office.seat("mai", scripts=False) as mai,
        office.seat("binh", scripts=False) as binh,
        office.seat("ha", scripts=False) as ha,
        office.seat("an", scripts=False) as an,
    ):
        plan = write_and_hand_in(mai)
        return_it(binh, plan)
        mend_it(mai, plan)
        approve_it(binh, plan)
        number_sign_issue(ha, an, plan)
    plan.refresh_from_db()
    assert plan.state == State.ISSUED
    assert [signature.kind for signature in plan.signatures.order_by("pk")] == ["person", "seal"]
    assert plan.deliveries.filter(unit=office.world.cast.tk_women).exists()


def write_and_hand_in(mai: Seat) -> Document:
    mai.todo("Việc mới giao", GIVEN)
    mai.press("Tạo bản soạn")
    plan = Document.objects.get(pk=int(re.search(r"/ke-hoach/(\d+)/", mai.page.url)[1]))  # type: ignore[index]
    mai.follow("Nội dung")
    mai.fill("Nội dung mục", "Nâng cao nhận thức của cán bộ và Nhân dân trong xã.")
    mai.press("Lưu và sang mục sau")
    mai.fill("Nội dung mục", "1. Nội dung\n- Mục tiêu của Nghị quyết.\n2. Hình thức\n- Loa.")
    mai.press("Lưu và sang mục sau")
    mai.press("Lưu và về danh sách phần")
    mai.follow("Nhiệm vụ")
    for nth in range(2):
        mai.fill(re.compile("^Chủ trì"), "Hội LHPN xã Tân Kỳ", nth)
    mai.press("Lưu nhiệm vụ")
    mai.page.goto(plan.compose_url("recipients"))
    row = mai.page.locator("ol.recipient-rows > li").last
    row.get_by_label("Nơi nhận", exact=True).fill("Hội LHPN xã Tân Kỳ")
    mai.press("Lưu")
    mai.page.goto(plan.compose_url("signer"))
    mai.tick(re.compile("Nguyễn Văn An: .*CHỦ TỊCH"))
    mai.press("Lưu")
    mai.page.goto(plan.compose_url("check"))
    mai.sees("Không có chỗ nào phải sửa.")
    mai.follow(re.compile("^Trình kế hoạch"))
    mai.press("Trình kế hoạch")
    mai.sees(re.compile(r"TK-\d{4}-\d{6}"))
    return plan


def return_it(binh: Seat, plan: Document) -> None:
    binh.menu("Thẩm định")
    binh.fill("Đơn vị hoặc trích yếu", plan.subject)
    binh.press("Lọc")
    binh.page.goto(f"/tham-dinh/{plan.pk}/")
    binh.press("Mở thẩm định")
    binh.follow(re.compile("^Góp ý ở đoạn"))
    binh.page.get_by_role("radio", name="Phải sửa").check()
    binh.page.get_by_role("textbox", name="Góp ý").fill("Chưa nêu thời hạn báo cáo.")
    binh.press("Thêm góp ý")
    binh.follow(re.compile("^Trả lại"))
    binh.press("Trả lại kế hoạch")


def mend_it(mai: Seat, plan: Document) -> None:
    mai.page.goto(plan.compose_url("section", 1))
    box = mai.page.get_by_label("Nội dung mục")
    box.fill(f"{box.input_value()}\n{MENDED}")
    mai.press("Lưu và sang mục sau")
    mai.page.goto(plan.compose_url("remarks"))
    mai.tick("Đã sửa")
    mai.press("Lưu trả lời")
    mai.follow(re.compile("^Trình"))
    mai.press(re.compile("^Trình"))
    mai.sees("bản số 2")


def approve_it(binh: Seat, plan: Document) -> None:
    binh.page.goto(f"/tham-dinh/{plan.pk}/")
    binh.press("Mở thẩm định")
    binh.sees(MENDED)
    binh.follow("Duyệt bản số 2")
    binh.press("Duyệt bản số 2")


def number_sign_issue(ha: Seat, an: Seat, plan: Document) -> None:
    ha.page.goto(f"/so-van-ban/cho-cap-so/{plan.pk}/")
    ha.press(re.compile(r"^Cấp số \d+ và chuyển ký"))
    an.page.goto(f"/trinh-ky/{plan.pk}/")
    an.fill(PIN, certificates.DEMO_PERSON_PIN)
    an.press("Ký văn bản")
    an.sees("Đã ký Kế hoạch số")
    ha.page.goto(f"/phat-hanh/{plan.pk}/")
    ha.fill(PIN, certificates.DEMO_SEAL_PIN)
    ha.press(re.compile("^Phát hành"))
    ha.heading(re.compile("đã phát hành"))


def test_a_list_is_narrowed_sorted_and_freed_again(office: Office) -> None:
    with office.seat("mai", scripts=False) as mai:
        mai.menu("Văn bản chỉ đạo")
        mai.choose("Loại văn bản", "Hướng dẫn")
        mai.press("Lọc")
        rows = mai.page.locator("main table.data-table tbody tr")
        numbers = rows.locator("th").all_inner_texts()
        assert numbers
        assert all("-HD/BTGDVTU" in number for number in numbers)
        mai.follow(re.compile("^Số, ký hiệu"))
        assert sorted(numbers) == rows.locator("th").all_inner_texts()
        assert "loai=" in mai.page.url
        mai.follow(re.compile("^Bỏ lọc"))
        assert "loai=" not in mai.page.url
        expect(mai.page.get_by_role("link", name="57-NQ/TW", exact=True)).to_be_visible()


def test_several_papers_are_approved_at_once(office: Office) -> None:
    """Bulk acts are a form like any other; what cannot be approved says why."""
    cast = office.world.cast
    papers = [paper_in(State.REVIEWING, cast, subject=f"Tuyên truyền đợt {n}") for n in (1, 2)]
    with office.seat("binh", scripts=False) as binh:
        binh.menu("Thẩm định")
        binh.fill("Đơn vị hoặc trích yếu", "Tuyên truyền đợt")
        binh.press("Lọc")
        for box in binh.page.locator("main tbody").get_by_role("checkbox").all():
            box.check()
        binh.press("Duyệt nhiều")
        binh.heading("Duyệt 2 văn bản?")
        binh.press("Duyệt các văn bản đã chọn")
        binh.sees("Đã duyệt 2")
    assert {Document.objects.get(pk=paper.pk).state for paper in papers} == {State.APPROVED}


def test_a_paper_is_signed_by_upload(office: Office, tmp_path: Path) -> None:
    """With a key that never comes to the portal: download, sign elsewhere, upload."""
    cast = office.world.cast
    paper = paper_in(State.NUMBERED, cast, subject="Tuyên truyền, ký bằng USB")
    with office.seat("an", scripts=False) as an:
        an.page.goto(f"/trinh-ky/{paper.pk}/")
        an.follow("USB: tệp")
        with an.page.expect_download() as waiting:
            an.page.get_by_role("link", name="Tải tệp PDF đã cấp số về").click()
        given = Path(waiting.value.path()).read_bytes()
        signed = tmp_path / "da-ky.pdf"
        signed.write_bytes(program(given, token()))
        an.page.get_by_label("Tệp PDF đã ký").set_input_files(signed)
        an.press("Nhận tệp đã ký")
        an.sees(f"Đã ký {paper} lúc")
    paper.refresh_from_db()
    assert paper.state == State.SIGNED
