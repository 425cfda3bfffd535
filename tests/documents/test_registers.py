"""The two books of a unit: ten columns, void numbers, entering, print, Excel."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.db import connection, transaction
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader

from documents import registers
from documents.errors import PaperError
from documents.lifecycle import State
from documents.models import Document, IncomingEntry, NumberCounter, RegisterNumber
from documents.services import certificates, issuing, numbering, registering, reserving
from tests.at_once import at_once
from tests.documents.counting import queries_of
from tests.factories import Cast, paper_in, person
from units.dates import format_date, today
from units.models import Role, User
from units.sheets import workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def certified(cast: Cast) -> Cast:
    certificates.make_demo_certificates()
    return cast


@pytest.fixture
def office_clerk(cast: Cast) -> User:
    return person("thu", "Ngô Thị Thu", (cast.tk_office, Role.CLERK, "Văn thư"))


def of(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def text_of(data: bytes) -> str:
    """The words of a PDF on one line."""
    return " ".join(" ".join(p.extract_text() for p in PdfReader(io.BytesIO(data)).pages).split())


# --- Sổ văn bản đi --------------------------------------------------------------------------------


def test_an_empty_book_says_of_which_year(cast: Cast, client: Client) -> None:
    ha = of(client, cast.ha)
    for book in ("di", "den"):
        page = ha.get(f"/so-van-ban/{book}/").text
        assert f"Sổ năm {today().year} chưa có văn bản." in page


def test_a_row_has_the_ten_columns_of_the_decree(certified: Cast) -> None:
    document = paper_in(State.ISSUED, certified)
    assert len(registers.OUT_HEADS) == len(registers.IN_HEADS) == 10
    line = registers.outgoing(certified.tk_ubnd, str(today().year)).get()
    row = registers.outgoing_row(line)
    assert row.shown == [
        "01/KH-UBND",
        format_date(today()),
        f"Kế hoạch: {document.subject}",
        "Nguyễn Văn An",
        "Phòng Văn hóa - Xã hội xã Tân Kỳ",
        "VT, VHXH",
        "1",
        format_date(today()),
        "0 trên 1 nơi đã vào sổ",
        "",
    ]


def test_kept_and_void_numbers_stay_in_the_book(certified: Cast, client: Client) -> None:
    document = paper_in(State.NUMBERED, certified)
    issuing.return_unsigned(document, by=certified.actor(certified.an), reason="Sai")
    ha = of(client, certified.ha)
    page = ha.get("/so-van-ban/di/").text
    assert "Giữ số: người ký trả lại văn bản" in page
    line = RegisterNumber.objects.get()
    address = f"/so-van-ban/so-bo/{line.pk}/"
    assert address in page
    question = ha.get(address).text
    assert f"Bỏ số 1 (năm {today().year})?" in question
    assert "Chưa điền “Lý do”." in ha.post(address, {"reason": ""}).text
    answer = ha.post(address, {"reason": "In hỏng"}, follow=True).text
    assert "Đã ghi số 1 là số bỏ." in answer
    assert "Số bỏ: In hỏng" in answer
    assert address not in answer
    again = ha.post(address, {"reason": "Lần nữa"}).text
    assert "Không dùng lại số bỏ." in again


@pytest.mark.parametrize(("who", "status"), [("an", 403), ("mai", 403), ("chi", 404)])
def test_only_the_units_clerk_voids(cast: Cast, client: Client, who: str, status: int) -> None:
    paper_in(State.NUMBERED, cast)
    address = f"/so-van-ban/so-bo/{RegisterNumber.objects.get().pk}/"
    assert of(client, getattr(cast, who)).post(address, {"reason": "x"}).status_code == status
    assert RegisterNumber.objects.get().state == RegisterNumber.State.RESERVED


def test_the_book_is_narrowed_by_words_and_by_year(certified: Cast, client: Client) -> None:
    paper_in(State.NUMBERED, certified, subject="Phổ biến kỹ năng số")
    paper_in(State.NUMBERED, certified, subject="Ra quân")
    RegisterNumber.objects.filter(number=2).update(period="2025")
    ha = of(client, certified.ha)
    page = ha.get("/so-van-ban/di/", {"q": "ky nang so"}).text
    assert "1 văn bản" in page
    assert "Phổ biến kỹ năng số" in page
    assert "Ra quân" in ha.get("/so-van-ban/di/", {"so": "2025"}).text
    assert "Sổ văn bản đi năm 2025" in ha.get("/so-van-ban/di/", {"so": "2025"}).text


def test_the_swapped_part_is_the_part_of_the_whole_page(certified: Cast, client: Client) -> None:
    paper_in(State.NUMBERED, certified)
    ha = of(client, certified.ha)
    whole = ha.get("/so-van-ban/di/").text
    part = ha.get("/so-van-ban/di/", headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert part.strip() in whole


def test_a_term_of_the_party_has_its_name() -> None:
    assert registers.period_label("NK2025-09-30") == "Nhiệm kỳ từ 30/9/2025"
    assert registers.period_label("2026") == "Năm 2026"


@pytest.mark.parametrize(("who", "status"), [("ha", 200), ("an", 200), ("mai", 404)])
def test_who_reads_the_books(cast: Cast, client: Client, who: str, status: int) -> None:
    for book in ("di", "den"):
        assert of(client, getattr(cast, who)).get(f"/so-van-ban/{book}/").status_code == status


def test_the_whole_book_prints_in_the_order_of_its_numbers(cast: Cast, client: Client) -> None:
    for _ in range(3):
        paper_in(State.NUMBERED, cast)
    answer = of(client, cast.ha).get("/so-van-ban/di/", {"dang": "in"})
    assert answer["Content-Type"] == "application/pdf"
    page = text_of(answer.content)
    assert page.index("01/KH-UBND") < page.index("03/KH-UBND")
    for words in ("SỔ VĂN BẢN ĐI", f"Năm {today().year}", "XÃ TÂN KỲ", "In lúc ", "Trang 1/1"):
        assert words in page
    for head in registers.OUT_HEADS:
        assert head in page


def test_a_printed_book_repeats_its_heads_on_landscape_pages(cast: Cast, client: Client) -> None:
    clerk = cast.actor(cast.ha)
    for number in range(1, 31):
        reserving.reserve_number(
            by=clerk, day=today(), type_code="", reason=f"Văn bản giấy thứ {number}"
        )
    data = of(client, cast.ha).get("/so-van-ban/di/", {"dang": "in"}).content
    pages = PdfReader(io.BytesIO(data)).pages
    assert len(pages) > 1
    for page in pages:
        assert (page.mediabox.width, page.mediabox.height) == pytest.approx((841.9, 595.3), abs=1)
        assert "Tên loại và trích yếu nội dung" in " ".join(page.extract_text().split())
    assert "Giữ số: Văn bản giấy thứ 30" in text_of(data)


def test_an_incoming_book_prints_too(certified: Cast, office_clerk: User, client: Client) -> None:
    registering.enter_in_book(
        paper_in(State.ISSUED, certified),
        by=certified.actor(office_clerk),
        handed_to="Đồng chí Mai",
    )
    page = text_of(of(client, office_clerk).get("/so-van-ban/den/", {"dang": "in"}).content)
    for words in (*registers.IN_HEADS, "SỔ VĂN BẢN ĐẾN", "Mai", "01/KH-UBND"):
        assert words in page


def test_a_long_book_is_printed_in_parts(cast: Cast, client: Client, monkeypatch) -> None:
    monkeypatch.setattr("documents.views.registers.PART", 2)
    clerk = cast.actor(cast.ha)
    for reason in ("một", "hai", "ba"):
        reserving.reserve_number(by=clerk, day=today(), type_code="", reason=reason)
    ha = of(client, cast.ha)
    assert "In sổ, phần 2" in ha.get("/so-van-ban/di/").text
    page = text_of(ha.get("/so-van-ban/di/", {"dang": "in", "phan": "2"}).content)
    assert "phần 2/2" in page
    assert "Giữ số: ba" in page
    assert "Giữ số: hai" not in page


def test_a_reserved_number_waits_for_its_paper_and_carries_its_reason(
    cast: Cast, client: Client
) -> None:
    ha = of(client, cast.ha)
    address = "/so-van-ban/giu-so/"
    assert "Chưa điền “Lý do”." in ha.post(address, {"day": format_date(today())}).text
    tomorrow = format_date(today() + dt.timedelta(days=1))
    assert "không muộn hơn hôm nay" in ha.post(address, {"day": tomorrow, "reason": "x"}).text
    said = {"day": format_date(today()), "reason": "Văn bản ký tại hội nghị"}
    assert "Đã giữ số 1." in ha.post(address, said, follow=True).text
    assert "Giữ số: Văn bản ký tại hội nghị" in ha.get("/so-van-ban/di/").text
    line = RegisterNumber.objects.get()
    assert paper_in(State.NUMBERED, cast).number == 2
    waiting = paper_in(State.APPROVED, cast)
    page = f"/so-van-ban/cho-cap-so/{waiting.pk}/"
    assert "Dùng số 1 cho văn bản này" in ha.get(page).text
    assert "Cấp số 1 và chuyển ký" in ha.get(page, {"giu": line.pk}).text
    given = ha.post(
        page, {"so": "1", "giu": str(line.pk), "day": format_date(today())}, follow=True
    )
    assert "Đã cấp số 01/KH-UBND" in given.text
    line.refresh_from_db()
    assert line.document == waiting
    other = paper_in(State.APPROVED, cast)
    with pytest.raises(PaperError, match="Số 1 không còn được giữ"):
        numbering.give_number(
            other, by=cast.actor(cast.ha), day=today(), seen_number=1, reserved=line
        )
    assert not other.register_numbers.exists()


def test_a_reserved_number_may_become_void(cast: Cast, client: Client) -> None:
    line = reserving.reserve_number(
        by=cast.actor(cast.ha), day=today(), type_code="", reason="Chờ họp"
    )
    ha = of(client, cast.ha)
    address = f"/so-van-ban/so-bo/{line.pk}/"
    assert address in ha.get("/so-van-ban/di/").text
    assert "Số này được giữ với lý do: Chờ họp." in ha.get(address).text
    answer = ha.post(address, {"reason": "Không ban hành"}, follow=True).text
    assert "Số bỏ: Không ban hành" in answer
    assert RegisterNumber.objects.get().state == RegisterNumber.State.VOID
    assert paper_in(State.NUMBERED, cast).number == 2


def test_excel_gets_dates_as_dates_and_formulas_as_text(cast: Cast, client: Client) -> None:
    paper_in(State.NUMBERED, cast, subject="=HYPERLINK(A1)")
    answer = of(client, cast.ha).get("/so-van-ban/di/", {"dang": "xlsx"})
    assert "attachment" in answer["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[0]] == list(registers.OUT_HEADS)
    assert rows[1][1].is_date
    assert rows[1][2].value == "Kế hoạch: =HYPERLINK(A1)"


def test_a_text_like_a_formula_stays_text() -> None:
    for words in ("=1+1", "+84 90", "-x", "@SUM(A1)"):
        cell = load_workbook(io.BytesIO(workbook("Sổ", ["A"], [[words]]))).active["A2"]
        assert (cell.value, cell.data_type, cell.quotePrefix) == (words, "s", True)


def test_both_books_cost_the_same_for_one_and_for_many(
    certified: Cast, office_clerk: User, client: Client
) -> None:
    actor = certified.actor(office_clerk)
    registering.enter_in_book(paper_in(State.ISSUED, certified), by=actor)
    ha, other = of(Client(), certified.ha), of(Client(), office_clerk)
    out, come = queries_of(ha, "/so-van-ban/di/"), queries_of(other, "/so-van-ban/den/")
    for _ in range(4):
        registering.enter_in_book(paper_in(State.ISSUED, certified), by=actor)
        paper_in(State.ISSUED, certified)
    assert queries_of(ha, "/so-van-ban/di/") == out <= 13
    # The list of what waits was empty at first and costs its one query all the same.
    assert queries_of(other, "/so-van-ban/den/") == come <= 13


# --- Sổ văn bản đến -------------------------------------------------------------------------------


def test_a_received_paper_gets_its_incoming_number(
    certified: Cast, office_clerk: User, client: Client
) -> None:
    document = paper_in(State.ISSUED, certified)
    thu = of(client, office_clerk)
    address = f"/so-van-ban/den/{document.pk}/vao-so/"
    page = thu.get("/so-van-ban/den/").text
    assert "Văn bản đến chưa vào sổ" in page
    assert address in page
    assert "Vào sổ văn bản đến: Kế hoạch số 01/KH-UBND?" in thu.get(address).text
    answer = thu.post(address, {"handed_to": "Đồng chí Mai"}, follow=True).text
    assert "Đã vào sổ đến số 1: Kế hoạch số 01/KH-UBND." in answer
    assert "Đồng chí Mai" in answer
    assert "Không có văn bản đến nào chưa vào sổ." in answer
    again = thu.post(address, follow=True).text
    assert "Đồng chí Ngô Thị Thu đã vào số đến 1 năm" in again
    assert IncomingEntry.objects.count() == 1


def test_a_paper_not_sent_to_the_unit_is_not_entered(cast: Cast, client: Client) -> None:
    certificates.make_demo_certificates()
    document = paper_in(State.ISSUED, cast)
    answer = of(client, cast.ha).get(f"/so-van-ban/den/{document.pk}/vao-so/", follow=True)
    assert "không gửi đến đơn vị" in answer.text
    client.post(f"/so-van-ban/den/{document.pk}/vao-so/")
    assert not IncomingEntry.objects.exists()


def test_only_a_clerk_enters(certified: Cast, client: Client) -> None:
    document = paper_in(State.ISSUED, certified)
    address = f"/so-van-ban/den/{document.pk}/vao-so/"
    assert of(client, certified.mai).post(address).status_code == 403
    assert of(client, certified.chi).post(address).status_code == 404


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_two_clerks_one_enters_the_paper(cast: Cast) -> None:
    certificates.make_demo_certificates()
    document = paper_in(State.ISSUED, cast)
    thu = person("thu", "Ngô Thị Thu", (cast.tk_office, Role.CLERK, "Văn thư"))

    def enter() -> str:
        try:
            mine = Document.objects.get(pk=document.pk)
            registering.enter_in_book(mine, by=cast.actor(thu))
        except PaperError as error:
            return error.sentence
        return "entered"

    outcomes = at_once(enter, times=2)
    assert outcomes.count("entered") == 1, outcomes
    assert any("Đồng chí Ngô Thị Thu đã vào số đến 1" in said for said in outcomes)


class Stopped(Exception):
    """A power cut in the middle of numbering."""


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_fifty_issuers_with_forced_rollbacks_leave_no_gap(cast: Cast) -> None:
    """Every third one fails after its number was taken; what is left is 1…k, each once."""
    issuers = 50 if connection.vendor == "postgresql" else 12
    papers = [paper_in(State.APPROVED, cast).pk for _ in range(issuers)]
    places = iter(range(issuers))
    actor = cast.actor(cast.ha)

    def number() -> int:
        place = next(places)
        mine = Document.objects.get(pk=papers[place])
        try:
            with transaction.atomic():
                numbering.give_number(mine, by=actor, day=today(), seen_number=None)
                if place % 3 == 0:
                    raise Stopped
        except Stopped:
            return 0
        return mine.number or 0

    given = sorted(number for number in at_once(number, times=issuers) if number)
    kept = issuers - len(range(0, issuers, 3))
    assert given == list(range(1, kept + 1))
    lines = RegisterNumber.objects.order_by("number")
    assert list(lines.values_list("number", flat=True)) == given
    assert NumberCounter.objects.get().last == kept
    numbered = Document.objects.filter(state=State.NUMBERED)
    assert list(numbered.order_by("number").values_list("number", flat=True)) == given


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_many_numbers_at_once_leave_no_gap(cast: Cast) -> None:
    papers = [paper_in(State.APPROVED, cast).pk for _ in range(6)]

    def number() -> int:
        mine = Document.objects.get(pk=papers.pop())
        for _ in range(20):
            try:
                numbering.give_number(
                    mine,
                    by=cast.actor(cast.ha),
                    day=today(),
                    seen_number=numbering.next_number(mine),
                )
            except PaperError:
                continue
            return mine.number or 0
        return 0

    assert sorted(at_once(number, times=6)) == [1, 2, 3, 4, 5, 6]
