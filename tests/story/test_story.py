"""The whole loop in real browsers, with no shortcut through the database (issue "main job").

The board registers and cascades a directive; a commune writes a plan from it; it is returned,
mended, approved, numbered, signed, sealed, issued; it becomes the directive of the hội below, which
reports; the commune adds up; the board sees it done on time.
"""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from documents.services import certificates
from tests.campaign import indicators
from tests.factories import Cast, person
from tests.story.office import Desk, chromium, last_pictures
from units.dates import format_date, parse_date, today, weekday
from units.models import Membership, Role

LIMIT = format_date(today() + dt.timedelta(days=20))
LAST_DAY = format_date(today() + dt.timedelta(days=19))
FIRST_TASK = "Tổ chức hội nghị quán triệt Nghị quyết số 57-NQ/TW đến cán bộ, hội viên, Nhân dân."
SECOND_TASK = "Duy trì chuyên mục về chuyển đổi số trên hệ thống truyền thanh."
MENDED = "Báo cáo kết quả về Ủy ban nhân dân xã trong tuần đầu của tháng cuối quý."


@pytest.fixture
def people(portal_url: str) -> Cast:
    """Units, people and certificates as an administrator sets them up; no paper yet."""
    cast = Cast()
    Membership.objects.create(user=cast.lien, unit=cast.tk_women, role=Role.CLERK)
    person("thu", "Ngô Anh Thư", (cast.tk_ubnd, Role.STAFF, "Công chức"))
    certificates.make_demo_certificates()
    indicators()
    return cast


@pytest.mark.browser
@pytest.mark.both_databases
def test_from_a_directive_to_a_signed_plan_to_a_report(
    portal_url: str, people: Cast, tmp_path: Path
) -> None:
    with chromium() as browser:
        desks = {
            name: Desk(browser, portal_url, name) for name in ("binh", "mai", "ha", "an", "lien")
        }
        with last_pictures(desks, tmp_path):
            register_and_cascade(desks["binh"])
            write_the_plan(desks["mai"])
            return_it(desks["binh"])
            mend_it(desks["mai"])
            approve_it(desks["binh"])
            pdf = number_sign_issue(desks, tmp_path)
            check_with_poppler(pdf)
            receive_it(desks["lien"])
            cascade_below(desks["an"])
            report_from_below(desks["lien"])
            add_up(desks["mai"])
            see_it_done(desks["binh"])
            somebody_else_sees_nothing(browser, portal_url)


def register_and_cascade(binh: Desk) -> None:
    """The Ban Tuyên giáo enters the paper, marks its tasks and gives them to the communes."""
    binh.menu("Văn bản chỉ đạo")
    binh.follow("Nhập văn bản")
    binh.follow("Nhập tay")
    binh.fill("Cơ quan ban hành", "Ban Tuyên giáo và Dân vận Thành ủy Hải Phòng")
    binh.choose("Loại văn bản", "Hướng dẫn")
    binh.fill("Số, ký hiệu", "12-HD/BTGDVTU")
    binh.fill("Ngày văn bản", "31/2/2026")
    binh.fill("Trích yếu", "tuyên truyền Nghị quyết số 57-NQ/TW về đột phá phát triển khoa học")
    binh.fill(
        re.compile("^Căn cứ"),
        "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị",
    )
    binh.press("Lưu văn bản")
    binh.sees("Tháng 2/2026 không có ngày 31.")
    binh.fill("Ngày văn bản", format_date(today()))
    binh.press("Lưu văn bản")
    for text in (FIRST_TASK, SECOND_TASK):
        binh.follow("Thêm nhiệm vụ")
        binh.fill("Nội dung nhiệm vụ", text)
        binh.fill(re.compile("^Chủ trì"), "Ủy ban nhân dân các xã, phường")
        deadline(binh, "deadline", "trước ngày", LIMIT)
        binh.press("Lưu nhiệm vụ")
    binh.sees(FIRST_TASK)
    binh.sees(f"trước ngày {LIMIT}")
    binh.sees(f"23:59 {weekday_of(LAST_DAY)}")
    binh.follow(re.compile("^Nội dung"))
    binh.follow("Giao việc")
    binh.press("Chọn đơn vị")
    binh.sees("Ủy ban nhân dân các xã, phường")
    binh.press("Chọn nhiệm vụ")
    binh.tick("Yêu cầu lập kế hoạch")
    deadline(binh, "plan_deadline", "trước ngày", LIMIT)
    binh.tick("Yêu cầu báo cáo kết quả")
    deadline(binh, "report_deadline", "trước ngày", LIMIT)
    binh.press("Xem trước")
    binh.sees("8 việc xuất hiện ở Việc được giao của 2 đơn vị")
    binh.press(re.compile("^Giao 4 nhiệm vụ cho 2 đơn vị"))
    binh.sees("Đã giao 8 việc cho 2 đơn vị")


def write_the_plan(mai: Desk) -> None:
    """The commune's cadre starts from the task list and hands the plan in."""
    mai.menu("Việc cần làm")
    mai.sees(re.compile("Lập kế hoạch thực hiện Hướng dẫn số 12-HD/BTGDVTU"))
    mai.sees(f"trước ngày {LIMIT}")
    mai.todo("Việc mới giao", "Lập kế hoạch thực hiện Hướng dẫn số 12-HD/BTGDVTU")
    mai.press("Tạo bản soạn")
    mai.heading("Kế hoạch")
    mai.follow("Nội dung")
    mai.fill("Nội dung mục", "Nâng cao nhận thức của cán bộ, đảng viên và Nhân dân trong xã.")
    mai.press(re.compile("Lưu và sang mục sau"))
    mai.fill("Nội dung mục", "1. Nội dung\n- Tuyên truyền mục tiêu của Nghị quyết.\n"
             "2. Hình thức\n- Truyền thanh xã, nhóm Zalo của thôn.")  # fmt: skip
    mai.press(re.compile("Lưu và sang mục sau"))
    mai.sees(FIRST_TASK)
    mai.press(re.compile("Lưu và về danh sách phần"))
    mai.follow("Nhiệm vụ")
    for nth in range(2):
        mai.fill(re.compile("^Chủ trì"), "Hội LHPN xã Tân Kỳ", nth)
    mai.press("Lưu nhiệm vụ")
    overview(mai)
    mai.follow("Nơi nhận")
    row = mai.page.locator("ol.recipient-rows > li").last
    row.get_by_label("Nơi nhận", exact=True).fill("Hội LHPN xã Tân Kỳ")
    mai.press("Lưu")
    mai.sees("Đã lưu nơi nhận.")
    overview(mai)
    mai.follow("Người ký và thể thức")
    mai.tick(re.compile("Nguyễn Văn An: .*CHỦ TỊCH"))
    mai.press("Lưu")
    overview(mai)
    mai.follow(re.compile("Kiểm tra"))
    mai.sees("Không có chỗ nào phải sửa.")
    mai.follow(re.compile("^Trình kế hoạch"))
    mai.heading("Trình kế hoạch để thẩm định?")
    mai.press("Trình kế hoạch")
    mai.sees("Đã trình kế hoạch")
    mai.sees(re.compile(r"TK-\d{4}-\d{6}"))


def return_it(binh: Desk) -> None:
    """The reviewer opens it, writes a comment at a paragraph and sends it back."""
    binh.menu("Thẩm định")
    binh.follow("Mở văn bản đầu hàng")
    binh.press("Mở thẩm định")
    binh.page.get_by_role("link", name=re.compile("^Góp ý ở đoạn")).first.click()
    binh.page.get_by_role("radio", name="Phải sửa").check()
    binh.page.get_by_role("textbox", name="Góp ý").fill("Chưa nêu thời hạn báo cáo.")
    binh.press("Thêm góp ý")
    binh.sees("Chưa nêu thời hạn báo cáo.")
    binh.follow(re.compile("^Trả lại"))
    binh.heading("Trả lại bản số 1 cho UBND xã Tân Kỳ?")
    binh.press("Trả lại kế hoạch")


def mend_it(mai: Desk) -> None:
    mai.todo("Cần chỉnh sửa")
    plan = mai.page.url
    mai.follow("Nội dung")
    box = mai.page.get_by_label("Nội dung mục")
    box.fill(f"{box.input_value()}\n{MENDED}")
    mai.press(re.compile("Lưu và sang mục sau"))
    mai.page.goto(plan)
    mai.follow(re.compile("góp ý"))
    mai.tick("Đã sửa")
    mai.press("Lưu trả lời")
    mai.follow(re.compile("^Trình"))
    mai.press(re.compile("^Trình"))
    mai.sees("bản số 2")


def approve_it(binh: Desk) -> None:
    binh.menu("Thẩm định")
    binh.follow("Mở văn bản đầu hàng")
    binh.press("Mở thẩm định")
    binh.sees("Khác nhau giữa bản 1 và 2")
    binh.sees(MENDED)
    binh.follow("Duyệt bản số 2")
    binh.heading("Duyệt bản số 2?")
    binh.press("Duyệt bản số 2")


def number_sign_issue(desks: dict[str, Desk], folder: Path) -> Path:
    """The clerk numbers, the chair signs with a PIN, the clerk seals and sends."""
    ha, an = desks["ha"], desks["an"]
    ha.todo("Chờ cấp số")
    ha.press(re.compile("^Cấp số 1 và chuyển ký"))
    an.todo("Chờ ký")
    an.sees("đúng với bản số 2 đã duyệt")
    an.fill(re.compile("mã PIN", re.IGNORECASE), "999999")
    an.press("Ký văn bản")
    an.sees(re.compile("PIN"))
    an.fill(re.compile("mã PIN", re.IGNORECASE), certificates.DEMO_PERSON_PIN)
    an.press("Ký văn bản")
    an.sees(re.compile("Đã ký Kế hoạch số 01/KH-UBND"))
    ha.todo("Đã ký, chờ phát hành")
    ha.heading(re.compile(r"Phát hành Kế hoạch số 01/KH-UBND đến \d+ nơi\?"))
    ha.fill(re.compile("mã PIN", re.IGNORECASE), certificates.DEMO_SEAL_PIN)
    ha.press(re.compile("^Phát hành"))
    ha.heading("Kế hoạch số 01/KH-UBND đã phát hành")
    ha.menu("Văn bản chỉ đạo")
    ha.follow("01/KH-UBND")
    ha.sees("Đã ban hành")
    with ha.downloading() as got:
        ha.page.locator("main").get_by_role("link", name="Tải PDF").first.click()
    target = folder / "ke-hoach.pdf"
    got[0].save_as(target)
    return target


def check_with_poppler(pdf: Path) -> None:
    """Text and both signatures, by programs that know nothing of the portal."""
    text = subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "01/KH-UBND" in text
    assert MENDED.split(",")[0][:40] in " ".join(text.split())
    assert "DỰ THẢO" not in text
    assert "Nguyễn Văn An" in text
    said = subprocess.run(["pdfsig", "-nocert", pdf], capture_output=True, text=True).stdout
    assert said.count("Signature is Valid.") == 2, said
    assert "Nguyễn Văn An" in said
    assert said.rstrip().splitlines()[-1], said


def receive_it(lien: Desk) -> None:
    """The hội finds the paper, opens it and enters it in its book."""
    lien.menu("Văn bản chỉ đạo")
    lien.follow("01/KH-UBND")
    lien.sees("01/KH-UBND")
    lien.todo("Văn bản đến chưa vào sổ")
    lien.press(re.compile("^Vào sổ"))
    lien.sees(re.compile("số đến 0?1|số 0?1"))


def cascade_below(an: Desk) -> None:
    """The issued plan is by itself the directive of the units below: its tasks are given on."""
    an.todo("Văn bản có nhiệm vụ chưa giao")
    an.follow("Giao việc")
    an.press("Chọn đơn vị")
    an.press("Chọn nhiệm vụ")
    an.tick("Yêu cầu báo cáo kết quả")
    deadline(an, "report_deadline", "trước ngày", LIMIT)
    an.press("Xem trước")
    an.sees("Hội LHPN xã Tân Kỳ")
    an.press(re.compile(r"^Giao 3 nhiệm vụ cho 1 đơn vị"))
    an.sees("Đã giao 3 việc cho 1 đơn vị")


def report_from_below(lien: Desk) -> None:
    lien.menu("Báo cáo")
    lien.press(re.compile("^Làm báo cáo"))
    lien.fill("Hội nghị quán triệt", "2")
    lien.fill("Lượt người dự", "1.250")
    lien.fill(re.compile("^I. Kết quả"), "Đã quán triệt đến toàn thể hội viên của 5 chi hội.")
    lien.press("Lưu và gửi báo cáo")
    lien.heading("Gửi báo cáo đến UBND xã Tân Kỳ?")
    for nth in range(2):
        lien.page.get_by_role("checkbox").nth(nth).check()
    lien.press("Gửi báo cáo")
    lien.sees("Đã gửi báo cáo")


def add_up(mai: Desk) -> None:
    """The commune takes the report in, adds up into a paper, and reports up with the sums."""
    mai.todo("Báo cáo chờ tiếp nhận")
    mai.sees("1.250")
    mai.press("Tiếp nhận báo cáo")
    mai.sees("Đã tiếp nhận")
    mai.menu("Báo cáo")
    mai.follow("Cấp dưới gửi")
    mai.follow("Tổng hợp báo cáo thực hiện Kế hoạch số 01/KH-UBND")
    mai.sees("Đã nhận 1 trên 1 báo cáo")
    mai.press("Tạo dự thảo báo cáo")
    mai.heading("Báo cáo")
    with mai.page.expect_response(re.compile("xem-truoc.pdf")) as printed:
        mai.page.evaluate(
            "address => fetch(address)",
            mai.page.get_by_role("link", name="Xem PDF").first.get_attribute("href"),
        )
    assert printed.value.status == 200
    mai.menu("Báo cáo")
    mai.press(re.compile("^Làm báo cáo"))
    mai.press("Lấy số tổng hợp cấp dưới")
    assert mai.page.get_by_label("Lượt người dự").first.input_value() == "1250"
    mai.fill(re.compile("^I. Kết quả"), "Xã đã tổ chức 2 hội nghị, 1.250 lượt người dự.")
    mai.press("Lưu và gửi báo cáo")
    mai.heading("Gửi báo cáo đến Ban Tuyên giáo")
    for nth in range(2):
        mai.page.get_by_role("checkbox").nth(nth).check()
    mai.press("Gửi báo cáo")
    mai.sees("Đã gửi báo cáo")


def see_it_done(binh: Desk) -> None:
    binh.todo("Báo cáo chờ tiếp nhận")
    binh.press("Tiếp nhận báo cáo")
    binh.menu("Tiến độ")
    row = binh.page.get_by_role("row", name=re.compile("^Tân Kỳ"))
    # Overdue, open in time, done late, done on time, all, reports sent of expected.
    assert row.inner_text().split()[2:] == ["0", "0", "0", "7", "7", "2/2"]
    binh.follow("Tân Kỳ")
    binh.sees("UBND xã Tân Kỳ")
    binh.sees("Hội LHPN xã Tân Kỳ")


def somebody_else_sees_nothing(browser: Browser, portal: str) -> None:
    chi = Desk(browser, portal, "chi")
    chi.menu("Kế hoạch")
    assert "01/KH-UBND" not in chi.page.content()


def overview(desk: Desk) -> None:
    """Back to the list of parts, when the page is not already there."""
    link = desk.page.locator("main").get_by_role("link", name="Về danh sách phần")
    if link.count():
        desk.follow("Về danh sách phần")


def deadline(desk: Desk, name: str, word: str, day: str) -> None:
    """A deadline is a word and a day ("trước ngày" + "07/3/2025")."""
    desk.page.locator(f"[name='{name}_0']").select_option(label=word)
    desk.page.locator(f"[name='{name}_1']").fill(day)


def weekday_of(text: str) -> str:
    return weekday(parse_date(text))
