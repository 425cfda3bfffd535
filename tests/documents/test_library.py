"""The library: the list, one paper's pages and files, its roots, and who may read what."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from activity.models import LogEntry
from documents.kinship import drawing_of, kin_of
from documents.lifecycle import State
from documents.models import Citation, Delivery, Document, Recipient
from documents.services import certificates, issuing, registering
from plans.services import start_plan
from tests import campaign
from tests.documents.counting import queries_of
from tests.factories import Cast, paper_in, person
from units.dates import today
from units.models import Role, User

pytestmark = pytest.mark.django_db


def of(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


@pytest.fixture
def issued(cast: Cast) -> Document:
    return paper_in(State.ISSUED, cast)


@pytest.fixture
def receiver(cast: Cast) -> User:
    return person("thu", "Ngô Thị Thu", (cast.tk_office, Role.STAFF, "Chuyên viên"))


# --- the list -------------------------------------------------------------------------------------


def test_an_empty_library_offers_the_first_paper_to_who_may_enter_it(
    cast: Cast, client: Client
) -> None:
    assert "Nhập văn bản đầu tiên" in of(client, cast.binh).get("/van-ban/").text
    page = of(client, cast.mai).get("/van-ban/").text
    assert "Chưa có văn bản chỉ đạo nào." in page
    assert "Nhập văn bản" not in page


def test_the_list_shows_tasks_deadline_and_the_units_answer(cast: Cast, client: Client) -> None:
    directive = campaign.directive(cast)
    campaign.cascade(cast, directive)
    mai = of(client, cast.mai)
    page = mai.get("/van-ban/").text
    assert directive.full_number in page
    assert "Chưa có kế hoạch" in page
    start_plan(campaign.duty(cast.tk_ubnd, "plan"), by=cast.actor(cast.mai))
    page = mai.get("/van-ban/").text
    assert "Đang soạn" in page
    assert "Chưa có kế hoạch" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "01 kh ubnd"}, True),
        ({"q": "tuyen truyen nghi quyet"}, True),
        ({"q": "khong co"}, False),
        ({"loai": "KH"}, True),
        ({"loai": "CV"}, False),
        ({"co_quan": "tan ky"}, True),
        ({"co_quan": "an phu"}, False),
        ({"nam": "2025"}, False),
        ({"tuyen": "chinh_quyen"}, True),
        ({"tuyen": "dang"}, False),
        ({"hieu_luc": "issued"}, True),
        ({"hieu_luc": "recalled"}, False),
        ({"hieu_luc": "dang_soan"}, False),
        ({"nam": "khong phai nam"}, True),
    ],
)
def test_filters(issued: Document, cast: Cast, client: Client, query: dict, found: bool) -> None:
    page = of(client, cast.mai).get("/van-ban/", query).text
    assert (issued.get_absolute_url() in page) is found
    assert ("Không có văn bản nào theo bộ lọc này." in page) is not found


def test_own_drafts_are_found_by_their_filter(cast: Cast, client: Client) -> None:
    document = paper_in(State.DRAFT, cast)
    mai = of(client, cast.mai)
    assert document.get_absolute_url() not in mai.get("/van-ban/").text
    assert document.get_absolute_url() in mai.get("/van-ban/", {"hieu_luc": "dang_soan"}).text


def test_the_list_sorts_and_swaps_only_its_results(cast: Cast, client: Client) -> None:
    first, second = paper_in(State.ISSUED, cast), paper_in(State.ISSUED, cast)
    mai = of(client, cast.mai)
    page = mai.get("/van-ban/", {"sort": "so"}).text
    assert page.index(first.get_absolute_url()) < page.index(second.get_absolute_url())
    page = mai.get("/van-ban/", {"sort": "-so"}).text
    assert page.index(first.get_absolute_url()) > page.index(second.get_absolute_url())
    part = mai.get("/van-ban/", headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert part.strip() in mai.get("/van-ban/").text


def test_the_list_costs_the_same_for_one_and_for_many(cast: Cast, client: Client) -> None:
    paper_in(State.ISSUED, cast)
    mai = of(client, cast.mai)
    one = queries_of(mai, "/van-ban/")
    for _ in range(4):
        paper_in(State.ISSUED, cast)
    assert queries_of(mai, "/van-ban/") == one <= 9


def test_nobody_counts_what_they_may_not_see(issued: Document, cast: Cast, client: Client) -> None:
    page = of(client, cast.chi).get("/van-ban/").text
    assert "0 văn bản" in page
    assert issued.subject not in page


# --- one paper ------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["", "can-cu/", "lich-su/", "tep/official/"])
def test_pages_of_an_issued_paper_open_within_its_rooms(
    page: str, issued: Document, cast: Cast, client: Client
) -> None:
    address = f"/van-ban/{issued.pk}/{page}"
    for user in (cast.mai, cast.an, cast.binh, cast.kiem):
        assert of(client, user).get(address).status_code == 200
    for user in (cast.chi, cast.quan) if page == "" else (cast.chi,):
        expected = 404 if user == cast.chi else 200
        assert of(client, user).get(address).status_code == expected
    client.logout()
    assert client.get(address).status_code == 302


def test_the_page_tells_number_day_signer_and_text(
    issued: Document, cast: Cast, client: Client
) -> None:
    page = of(client, cast.mai).get(f"/van-ban/{issued.pk}/").text
    for words in (
        "Kế hoạch số 01/KH-UBND",
        "Nguyễn Văn An, Chủ tịch",
        "Tổ chức tuyên truyền sâu rộng.",
        "Phòng Văn hóa - Xã hội xã Tân Kỳ",
        "01-KH-UBND.pdf",
        "Đã ban hành",
    ):
        assert words in page


def test_a_draft_leads_its_unit_to_the_writers_page_and_others_nowhere(
    cast: Cast, client: Client
) -> None:
    document = paper_in(State.DRAFT, cast)
    address = f"/van-ban/{document.pk}/"
    answer = of(client, cast.mai).get(address)
    assert (answer.status_code, answer["Location"]) == (302, document.compose_url("overview"))
    assert of(client, cast.binh).get(address).status_code == 404


def test_outsiders_read_what_was_handed_in_not_what_is_being_written(
    cast: Cast, client: Client
) -> None:
    document = paper_in(State.RETURNED, cast)
    document.sections.filter(order=1).update(text="1. Câu mới chưa trình.")
    page = of(client, cast.binh).get(f"/van-ban/{document.pk}/").text
    assert "Tổ chức tuyên truyền sâu rộng." in page
    assert "Câu mới chưa trình" not in page
    assert "Bản số 1, trình lúc" in page


@pytest.mark.parametrize(
    ("state", "who", "verb"),
    [
        (State.APPROVED, "ha", "Cấp số"),
        (State.NUMBERED, "an", "Ký văn bản"),
        (State.SIGNED, "ha", "Phát hành"),
        (State.SUBMITTED, "binh", "Mở thẩm định"),
        (State.REVIEWING, "binh", "Thẩm định tiếp"),
    ],
)
def test_the_page_offers_the_one_act_that_is_due(
    cast: Cast, client: Client, state: State, who: str, verb: str
) -> None:
    certificates.make_demo_certificates()
    document = paper_in(state, cast)
    page = of(client, getattr(cast, who)).get(f"/van-ban/{document.pk}/").text
    assert page.count("btn-primary") == 1
    assert 'btn-primary" href' in page
    assert f">{verb}</a>" in page
    others = of(client, cast.mai).get(f"/van-ban/{document.pk}/").text
    assert f">{verb}</a>" not in others


def test_receivers_are_offered_the_book_and_the_plan(cast: Cast, client: Client) -> None:
    directive = campaign.directive(cast)
    Delivery.objects.create(document=directive, unit=cast.tk_ubnd, sent_at=timezone.now())
    assert "Vào sổ văn bản đến" in of(client, cast.ha).get(directive.get_absolute_url()).text
    campaign.cascade(cast, directive)
    duty = campaign.duty(cast.tk_ubnd, "plan")
    page = of(client, cast.mai).get(directive.get_absolute_url()).text
    assert f'href="/ke-hoach/lap/?viec={duty.pk}"' in page
    page = of(client, cast.binh).get(directive.get_absolute_url()).text
    assert "Giao việc" in page


def test_a_recalled_paper_says_so_on_top(cast: Cast, client: Client) -> None:
    document = paper_in(State.RECALLED, cast)
    page = of(client, cast.mai).get(f"/van-ban/{document.pk}/").text
    assert "theo 99/QĐ-UBND. Không giao việc được nữa." in page
    replaced = paper_in(State.REPLACED, cast)
    page = of(client, cast.mai).get(f"/van-ban/{replaced.pk}/").text
    assert "Văn bản đã thay bằng" in page
    assert "Mở văn bản thay thế" in page


# --- the receipt ----------------------------------------------------------------------------------


def test_opening_is_the_receipt_once_and_without_javascript(
    issued: Document, cast: Cast, receiver: User, client: Client
) -> None:
    delivery = Delivery.objects.get(document=issued)
    thu = of(client, receiver)
    thu.get(f"/van-ban/{issued.pk}/", headers={"Sec-Purpose": "prefetch"})
    delivery.refresh_from_db()
    assert delivery.state == Delivery.State.DELIVERED
    for _ in range(2):
        thu.get(f"/van-ban/{issued.pk}/")
    delivery.refresh_from_db()
    assert (delivery.state, delivery.opened_by) == (Delivery.State.OPENED, receiver)
    assert LogEntry.objects.filter(verb="documents.open").count() == 1


def test_a_superiors_look_is_no_receipt(issued: Document, cast: Cast, client: Client) -> None:
    of(client, cast.binh).get(f"/van-ban/{issued.pk}/")
    assert Delivery.objects.get(document=issued).state == Delivery.State.DELIVERED


def test_an_inspectors_look_is_logged(issued: Document, cast: Cast, client: Client) -> None:
    of(client, cast.kiem).get(f"/van-ban/{issued.pk}/")
    assert LogEntry.objects.filter(verb="documents.look", actor=cast.kiem).count() == 1


# --- the history ----------------------------------------------------------------------------------


def test_the_history_tells_each_what_concerns_them(
    issued: Document, cast: Cast, receiver: User, client: Client
) -> None:
    address = f"/van-ban/{issued.pk}/lich-su/"
    own = of(client, cast.mai).get(address).text
    assert "trình thẩm định" in own
    above = of(client, cast.binh).get(address).text
    assert "duyệt Kế hoạch" in above
    received = of(client, receiver).get(address).text
    assert "phát hành Kế hoạch số 01/KH-UBND" in received
    assert "duyệt Kế hoạch" not in received


# --- the files ------------------------------------------------------------------------------------


def test_the_file_is_shown_in_the_page_or_downloaded(
    issued: Document, cast: Cast, client: Client
) -> None:
    mai = of(client, cast.mai)
    shown = mai.get(f"/van-ban/{issued.pk}/tep/official/")
    assert shown["Content-Type"] == "application/pdf"
    assert shown["Content-Disposition"].startswith("inline")
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert "private" in shown["Cache-Control"]
    taken = mai.get(f"/van-ban/{issued.pk}/tep/issued/?tai=1")
    assert taken["Content-Disposition"] == 'attachment; filename="01-KH-UBND.pdf"'
    assert taken.content == shown.content
    assert mai.get(f"/van-ban/{issued.pk}/tep/khac/").status_code == 404


def test_a_file_exists_only_in_its_states(cast: Cast, client: Client) -> None:
    certificates.make_demo_certificates()
    document = paper_in(State.NUMBERED, cast)
    mai = of(client, cast.mai)
    assert mai.get(f"/van-ban/{document.pk}/tep/official/").status_code == 200
    assert mai.get(f"/van-ban/{document.pk}/tep/numbered/").status_code == 200
    assert mai.get(f"/van-ban/{document.pk}/tep/signed/").status_code == 404
    issuing.return_unsigned(document, by=cast.actor(cast.an), reason="Sai")
    for kind in ("official", "numbered"):
        assert mai.get(f"/van-ban/{document.pk}/tep/{kind}/").status_code == 404


def test_other_formats_are_never_shown_as_a_page(cast: Cast, client: Client) -> None:
    document = registering.register_received(
        by=cast.actor(cast.binh),
        issuer=cast.board,
        type_code="HD",
        full_number="9-HD/BTGDVTU",
        date=today(),
        subject="Thử",
        file_name="trang.html",
        file_data=b"<script>alert(1)</script>",
    )
    answer = of(client, cast.binh).get(f"/van-ban/{document.pk}/tep/original/")
    assert answer["Content-Disposition"].startswith("attachment")


# --- the roots ------------------------------------------------------------------------------------


def received(cast: Cast, number: str, *cites: Document) -> Document:
    document = registering.register_received(
        by=cast.actor(cast.binh),
        issuer=cast.politburo,
        type_code="NQ",
        full_number=number,
        date=today(),
        subject="Đột phá",
    )
    for order, cited in enumerate(cites, start=1):
        Citation.objects.create(document=document, order=order, text=str(cited), cited=cited)
    return document


def test_the_roots_are_listed_two_up_and_one_down(cast: Cast, client: Client) -> None:
    top = received(cast, "1-NQ/TW")
    middle = received(cast, "2-NQ/TW", top)
    this = received(cast, "3-NQ/TW", middle)
    Citation.objects.create(document=this, order=9, text="Luật Tổ chức chính quyền địa phương")
    below = received(cast, "4-NQ/TW", this)
    kin = kin_of(this, cast.actor(cast.mai))
    assert [(root.paper, list(root.roots)) for root in kin.roots] == [(middle, [top]), (None, [])]
    assert kin.carried_out == [below]
    page = of(client, cast.mai).get(f"/van-ban/{this.pk}/can-cu/").text
    assert page.count("<rect") == 4
    assert page.count("<line") == 3
    assert "Luật Tổ chức chính quyền địa phương" in page


def test_a_crowd_below_becomes_one_box(cast: Cast) -> None:
    this = received(cast, "1-NQ/TW")
    for number in range(2, 10):
        received(cast, f"{number}-NQ/TW", this)
    drawing = drawing_of(kin_of(this, cast.actor(cast.mai)))
    assert drawing is not None
    assert [box.lines[0] for box in drawing.boxes] == ["01-NQ/TW", "+8 văn bản"]
    assert len(drawing.lines) == 1


def test_the_roots_show_no_paper_the_reader_may_not_see(
    issued: Document, cast: Cast, client: Client
) -> None:
    above = received(cast, "1-NQ/TW")
    Citation.objects.create(document=issued, order=1, text="Nghị quyết số 1-NQ/TW", cited=above)
    assert kin_of(above, cast.actor(cast.mai)).carried_out_count == 1
    assert kin_of(above, cast.actor(cast.chi)).carried_out_count == 0
    page = of(client, cast.chi).get(f"/van-ban/{above.pk}/can-cu/").text
    assert issued.full_number not in page


def test_a_lonely_paper_has_no_drawing(issued: Document, cast: Cast, client: Client) -> None:
    page = of(client, cast.mai).get(f"/van-ban/{issued.pk}/can-cu/").text
    assert "Văn bản này không ghi căn cứ." in page
    assert "<rect" not in page


def test_the_roots_cost_the_same_for_few_and_many(cast: Cast, client: Client) -> None:
    this = received(cast, "1-NQ/TW")
    received(cast, "2-NQ/TW", this)
    mai = of(client, cast.mai)
    one = queries_of(mai, f"/van-ban/{this.pk}/can-cu/")
    for number in range(3, 9):
        received(cast, f"{number}-NQ/TW", this)
    assert queries_of(mai, f"/van-ban/{this.pk}/can-cu/") == one


def test_deliveries_do_not_change_the_cost_of_the_page(cast: Cast, client: Client) -> None:
    certificates.make_demo_certificates()
    document = paper_in(State.SIGNED, cast)
    Recipient.objects.create(
        document=document,
        order=101,
        text="Các xã",
        group={"label": "Các xã", "units": [cast.ap_ubnd.pk, cast.ap_women.pk, cast.tk_women.pk]},
    )
    issuing.issue(document, by=cast.actor(cast.ha), pin=certificates.DEMO_SEAL_PIN)
    ha = of(client, cast.ha)
    many = queries_of(ha, f"/phat-hanh/{document.pk}/")
    other = paper_in(State.ISSUED, cast)
    assert queries_of(ha, f"/phat-hanh/{other.pk}/") == many
