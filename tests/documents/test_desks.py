"""Pages of the signer and the clerk: sign, sign many, send back, seal and send, recall."""

from __future__ import annotations

import pytest
from django.test import Client

from activity.models import LogEntry, Notice
from documents.lifecycle import State
from documents.models import Delivery, Document, Recipient, Signature
from documents.services import certificates, issuing, registering
from tests.documents.counting import queries_of
from tests.factories import Cast, paper_in, person
from units.models import Role, User

pytestmark = pytest.mark.django_db

PIN, SEAL_PIN = certificates.DEMO_PERSON_PIN, certificates.DEMO_SEAL_PIN


@pytest.fixture
def certified(cast: Cast) -> Cast:
    certificates.make_demo_certificates()
    return cast


def of(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def state_of(document: Document) -> str:
    return Document.objects.values_list("state", flat=True).get(pk=document.pk)


# --- Trình ký -------------------------------------------------------------------------------------


def test_the_signers_queue_names_drafter_approver_and_revision(
    certified: Cast, client: Client
) -> None:
    an = of(client, certified.an)
    assert "Không có văn bản chờ ký." in an.get("/trinh-ky/").text
    paper_in(State.NUMBERED, certified)
    page = an.get("/trinh-ky/").text
    for words in ("Kế hoạch số 01/KH-UBND", "Trần Thị Mai", "Lê Thị Bình", "Bản số 1"):
        assert words in page
    one = queries_of(an, "/trinh-ky/")
    for _ in range(4):
        paper_in(State.NUMBERED, certified)
    assert queries_of(an, "/trinh-ky/") == one <= 12


def test_the_chair_signs_and_goes_on_to_the_next(certified: Cast, client: Client) -> None:
    document, following = (paper_in(State.NUMBERED, certified) for _ in range(2))
    an = of(client, certified.an)
    page = an.get(f"/trinh-ky/{document.pk}/").text
    assert "Văn bản này đúng với bản số 1 đã duyệt lúc" in page
    assert "Chứng thư: Nguyễn Văn An, hết hạn" in page
    assert f'data="/van-ban/{document.pk}/tep/official/' in page
    answer = an.post(
        f"/trinh-ky/{document.pk}/",
        {"so": document.full_number, "ban": "1", "pin": PIN},
        follow=True,
    )
    assert "Đã ký Kế hoạch số 01/KH-UBND lúc" in answer.text
    assert "Văn thư sẽ phát hành." in answer.text
    assert "Ký văn bản tiếp theo (1)" in answer.text
    assert f'href="/trinh-ky/{following.pk}/"' in answer.text
    assert state_of(document) == State.SIGNED


def test_a_wrong_pin_is_said_at_its_box(certified: Cast, client: Client) -> None:
    document = paper_in(State.NUMBERED, certified)
    answer = of(client, certified.an).post(
        f"/trinh-ky/{document.pk}/", {"so": document.full_number, "ban": "1", "pin": "9"}
    )
    assert "Mã PIN không đúng. Chưa ký văn bản nào. Còn 4 lần thử." in answer.text
    assert answer.text.index("id_pin_error") > 0
    assert "<title>Lỗi: " in answer.text
    assert 'value="9"' not in answer.text
    assert state_of(document) == State.NUMBERED


def test_an_expired_certificate_leaves_no_button_and_says_what_to_do(
    certified: Cast, client: Client
) -> None:
    document = paper_in(State.NUMBERED, certified)
    certified.an.certificates.update(not_after="2026-03-01T05:00:00Z")
    page = of(client, certified.an).get(f"/trinh-ky/{document.pk}/").text
    assert "Chứng thư số hết hạn ngày 01/3/2026. Chưa ký văn bản nào." in page
    assert "Thêm chứng thư mới" in page
    assert "Chuyển người ký thay" in page
    assert "Ký văn bản</button>" not in page


def test_a_paper_of_an_earlier_day_asks_first(certified: Cast, client: Client) -> None:
    document = paper_in(State.NUMBERED, certified)
    Document.objects.filter(pk=document.pk).update(date="2026-03-18")
    an = of(client, certified.an)
    assert "Ngày văn bản là 18/3/2026, hôm nay" in an.get(f"/trinh-ky/{document.pk}/").text
    answer = an.post(f"/trinh-ky/{document.pk}/doi-ngay/", follow=True)
    assert "Đã đề nghị văn thư đổi ngày" in answer.text
    assert Notice.objects.filter(recipient=certified.ha, subject__contains="đổi ngày").exists()


def test_the_chair_sends_back_and_the_number_is_kept(certified: Cast, client: Client) -> None:
    document = paper_in(State.NUMBERED, certified)
    an = of(client, certified.an)
    address = f"/trinh-ky/{document.pk}/tra-lai/"
    assert "số 01/KH-UBND giữ cho văn bản này" in an.get(address).text
    assert "Chưa điền" in an.post(address, {"reason": " "}).text
    answer = an.post(address, {"reason": "Sai chức danh"}, follow=True)
    assert "Đã trả lại. Số 01/KH-UBND giữ cho văn bản này." in answer.text
    assert state_of(document) == State.RETURNED


@pytest.mark.parametrize(
    ("who", "status"), [("mai", 403), ("phuc", 403), ("ha", 403), ("binh", 403), ("chi", 404)]
)
def test_nobody_else_signs(certified: Cast, client: Client, who: str, status: int) -> None:
    document = paper_in(State.NUMBERED, certified)
    other = of(client, getattr(certified, who))
    for address in (f"/trinh-ky/{document.pk}/", f"/trinh-ky/{document.pk}/tra-lai/"):
        assert other.get(address).status_code == status
        assert other.post(address, {"pin": PIN, "reason": "Thử"}).status_code == status
    assert not Signature.objects.exists()
    assert state_of(document) == State.NUMBERED


def test_signing_many_needs_a_choice_within_the_limit(certified: Cast, client: Client) -> None:
    an = of(client, certified.an)
    assert "Chưa chọn văn bản nào" in an.get("/trinh-ky/ky-nhieu/", follow=True).text
    many = {"van_ban": [str(n) for n in range(51)]}
    assert "nhiều nhất 50" in an.get("/trinh-ky/ky-nhieu/", many, follow=True).text
    assert of(client, certified.mai).get("/trinh-ky/ky-nhieu/").status_code == 404


# --- Phát hành ------------------------------------------------------------------------------------


def test_the_clerk_sends_out_and_reads_the_receipts(certified: Cast, client: Client) -> None:
    document = paper_in(State.SIGNED, certified)
    ha = of(client, certified.ha)
    address = f"/phat-hanh/{document.pk}/"
    page = ha.get(address).text
    assert "Phát hành Kế hoạch số 01/KH-UBND đến 1 nơi?" in page
    assert "Phát hành đến 1 nơi</button>" in page
    wrong = ha.post(address, {"pin": "1"})
    assert "Mã PIN không đúng" in wrong.text
    assert state_of(document) == State.SIGNED
    answer = ha.post(address, {"pin": SEAL_PIN}, follow=True).text
    assert "Kế hoạch số 01/KH-UBND đã phát hành" in answer
    assert "1 nơi: 0 đã mở, 0 đã vào sổ" in answer
    assert "Đã đến" in answer
    assert state_of(document) == State.ISSUED


def test_each_receipt_appears_at_the_issuer(certified: Cast, client: Client) -> None:
    document = paper_in(State.ISSUED, certified)
    receiver = person("thu", "Ngô Thị Thu", (certified.tk_office, Role.CLERK, "Văn thư"))
    of(client, receiver).get(f"/van-ban/{document.pk}/")
    page = of(client, certified.ha).get(f"/phat-hanh/{document.pk}/").text
    assert "Đã mở" in page
    assert "Ngô Thị Thu" in page
    registering.enter_in_book(document, by=certified.actor(receiver))
    page = client.get(f"/phat-hanh/{document.pk}/").text
    assert "Đã vào sổ đến số 1" in page
    assert "1 nơi: 1 đã mở, 1 đã vào sổ" in page


def test_a_line_that_reaches_nobody_is_warned_of(certified: Cast, client: Client) -> None:
    document = paper_in(State.SIGNED, certified)
    Recipient.objects.create(document=document, order=101, text="Các huyện ủy")
    Recipient.objects.create(document=document, order=102, text="Như Điều 3")
    page = of(client, certified.ha).get(f"/phat-hanh/{document.pk}/").text
    assert "1 nơi nhận chưa có địa chỉ gửi. Gửi bản giấy cho các nơi này." in page


def test_without_a_seal_the_page_says_so(cast: Cast, client: Client) -> None:
    certificates.make_demo_certificates()
    document = paper_in(State.SIGNED, cast)
    cast.tk_ubnd.certificates.all().delete()
    page = of(client, cast.ha).get(f"/phat-hanh/{document.pk}/").text
    assert "Con dấu số: Chưa có chứng thư số." in page
    assert "Phát hành đến 1 nơi</button>" not in page


@pytest.mark.parametrize(
    ("who", "before", "after"),
    [
        ("mai", 403, 404),
        ("an", 403, 200),
        ("ha", 200, 200),
        ("binh", 403, 200),
        ("chi", 404, 404),
        ("quan", 403, 404),
    ],
)
def test_who_opens_the_page_of_sending(
    certified: Cast, client: Client, who: str, before: int, after: int
) -> None:
    document = paper_in(State.SIGNED, certified)
    other = of(client, getattr(certified, who))
    assert other.get(f"/phat-hanh/{document.pk}/").status_code == before
    issuing.issue(document, by=certified.actor(certified.ha), pin=SEAL_PIN)
    assert other.get(f"/phat-hanh/{document.pk}/").status_code == after


def test_only_the_clerk_sends_out(certified: Cast, client: Client) -> None:
    document = paper_in(State.SIGNED, certified)
    for user in (certified.an, certified.mai, certified.binh):
        answer = of(client, user).post(f"/phat-hanh/{document.pk}/", {"pin": SEAL_PIN})
        assert answer.status_code == 403
    assert not Delivery.objects.exists()


def test_the_queue_shows_what_waits_and_what_went_out(certified: Cast, client: Client) -> None:
    ha = of(client, certified.ha)
    assert "Không có văn bản chờ phát hành." in ha.get("/phat-hanh/").text
    paper_in(State.ISSUED, certified)
    signed = paper_in(State.SIGNED, certified)
    page = ha.get("/phat-hanh/").text
    assert "Kế hoạch số 01/KH-UBND" in page
    assert "Kế hoạch số 02/KH-UBND" in page
    assert "Chờ quá 1 ngày làm việc" not in page
    Document.objects.filter(pk=signed.pk).update(signed_at="2026-01-05T01:00:00Z")
    assert "Chờ quá 1 ngày làm việc" in ha.get("/phat-hanh/").text
    one = queries_of(ha, "/phat-hanh/")
    for _ in range(3):
        paper_in(State.SIGNED, certified)
        paper_in(State.ISSUED, certified)
    assert queries_of(ha, "/phat-hanh/") == one <= 12
    assert of(client, certified.an).get("/phat-hanh/").status_code == 404


# --- Thu hồi, thay thế ----------------------------------------------------------------------------


def test_recalling_names_whom_it_concerns(certified: Cast, client: Client) -> None:
    document = paper_in(State.ISSUED, certified)
    an = of(client, certified.an)
    address = f"/van-ban/{document.pk}/thu-hoi/"
    page = an.get(address).text
    assert "Thu hồi Kế hoạch số 01/KH-UBND?" in page
    assert "1 nơi nhận được báo" in page
    assert "Phòng Văn hóa - Xã hội xã Tân Kỳ" in page
    empty = an.post(address, {"number": "", "reason": "Nhầm"}).text
    assert "Chưa điền “Số, ký hiệu văn bản thu hồi”." in empty
    assert "Nhầm" in empty
    answer = an.post(address, {"number": "25/QĐ-UBND", "reason": "Nhầm"}, follow=True).text
    assert "Văn bản đã thu hồi ngày" in answer
    assert "theo 25/QĐ-UBND. Không giao việc được nữa." in answer
    again = an.post(address, {"number": "26/QĐ-UBND", "reason": "Nhầm"}, follow=True).text
    assert "Đồng chí Nguyễn Văn An đã thu hồi" in again
    assert LogEntry.objects.filter(verb="documents.recall").count() == 1


@pytest.mark.parametrize("page", ["thu-hoi", "thay-the"])
def test_taking_out_of_force_is_for_the_issuer(certified: Cast, client: Client, page: str) -> None:
    document = paper_in(State.ISSUED, certified)
    for who, status in (("mai", 403), ("binh", 403), ("chi", 404)):
        answer = of(client, getattr(certified, who)).post(f"/van-ban/{document.pk}/{page}/")
        assert answer.status_code == status
    assert state_of(document) == State.ISSUED


def test_a_paper_is_replaced_by_another_issued_one(certified: Cast, client: Client) -> None:
    old, new = paper_in(State.ISSUED, certified), paper_in(State.ISSUED, certified)
    ha = of(client, certified.ha)
    address = f"/van-ban/{old.pk}/thay-the/"
    assert "02/KH-UBND" in ha.get(address).text
    answer = ha.post(address, {"replacement": str(new.pk)}, follow=True).text
    assert "Văn bản đã thay bằng Kế hoạch số 02/KH-UBND" in answer
    assert state_of(old) == State.REPLACED
