"""The verification code: made, printed with its QR in the bottom margin, and looked up."""

from __future__ import annotations

import re

import pypdfium2
import pytest
import zxingcpp
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client

from documents import formats, pdf, verification
from documents.content import PaperContent
from documents.lifecycle import State
from documents.models import Document
from documents.services import issuing, numbering
from documents.views.verify import CODES
from tests.documents import papers
from tests.documents.measuring import Printed
from tests.factories import Cast, paper_in
from units.dates import format_date, today
from units.models import Unit

CODE = "7K3QABCD9EFG"
URL = f"https://chuyendoiso.haiphong.gov.vn/xac-minh/{CODE}/"

needs_database = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_share():
    cache.clear()


# --- the code -------------------------------------------------------------------------------------


def test_a_code_has_twelve_characters_nobody_misreads() -> None:
    codes = {verification.new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{12}", code) for code in codes)


@pytest.mark.parametrize(
    "typed",
    [CODE, "7k3q abcd 9efg", " 7K3Q-ABCD-9EFG ", "7K3Q–ABCD–9EFG", "7K3Q.ABCD.9EFG", URL],
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert verification.read_code(typed) == CODE


def test_what_looks_like_a_digit_is_read_as_one() -> None:
    assert verification.read_code("oOiIlL234567") == "001111234567"


@pytest.mark.parametrize("typed", ["", "7K3Q", CODE + "H", "7K3QABCD9EFU", "ĐK3QABCD9EFG"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert verification.read_code(typed) == ""


# --- on paper -------------------------------------------------------------------------------------


def coded(content: PaperContent, place: str = "last_page", **changes: object) -> PaperContent:
    return {**content, "verify": {"code": CODE, "url": URL, "place": place}, **changes}  # type: ignore[typeddict-item]


def qr_codes(data: bytes) -> list[list[str]]:
    """What a camera reads on each page."""
    file = pypdfium2.PdfDocument(data)
    pictures = [page.render(scale=200 / 72).to_pil() for page in file]
    return [[found.text for found in zxingcpp.read_barcodes(one)] for one in pictures]


@pytest.mark.parametrize(
    "make",
    [papers.numbered_state_plan, lambda: papers.party_plan("hd05"), papers.youth_plan],
    ids=["state, appendix", "party", "youth"],
)
def test_the_last_page_carries_code_and_qr_below_the_text(make) -> None:
    content = coded(make())
    rendered = pdf.render(content, draft=False)
    assert qr_codes(rendered.pdf) == [[]] * (rendered.pages - 1) + [[URL]]
    paper = Printed(rendered.pdf)
    (line,) = [line for line in paper.lines if "7K3Q-ABCD-9EFG" in line.text]
    margin = formats.get(content["profile"]).margins[2]
    assert line.page == rendered.pages - 1
    assert line.top > paper.sizes[line.page][1] - margin
    last = paper.page(line.page)
    assert max(below.baseline for below in last) < paper.sizes[line.page][1] - 3
    assert pdf.render(content, draft=False).pdf == rendered.pdf


def test_on_a_single_page_code_and_contact_line_stand_side_by_side() -> None:
    rendered = pdf.render(coded(papers.letter(), demo=True), draft=False)
    assert rendered.pages == 1
    assert qr_codes(rendered.pdf) == [[URL]]
    low = [line for line in Printed(rendered.pdf).lines if line.top > 277]
    beside = {line.text.split()[0]: line for line in low}
    assert beside["Mã"].x1 < beside["Địa"].x0
    assert beside["chuyendoiso.haiphong.gov.vn/xac-minh/"].x1 < beside["Địa"].x0
    assert beside["chuyendoiso.haiphong.gov.vn/xac-minh/"].x1 < beside["BẢN"].x0


def test_a_draft_shows_no_code() -> None:
    rendered = pdf.render(coded(papers.state_plan()), draft=True)
    assert not any(qr_codes(rendered.pdf))
    assert "7K3Q" not in rendered.html


@pytest.mark.parametrize(("place", "pages"), [("first_page", [0]), ("every_page", [0, 1, 2, 3])])
def test_it_stands_where_the_frozen_content_says(place: str, pages: list[int]) -> None:
    contact = "Địa chỉ: thôn 1, xã Tân Kỳ, thành phố Hải Phòng"
    content = coded(papers.numbered_state_plan(), place, contact=contact)
    rendered = pdf.render(content, draft=False)
    found = [number for number, codes in enumerate(qr_codes(rendered.pdf)) if codes == [URL]]
    assert found == pages
    low = {line.text.split()[0]: line for line in Printed(rendered.pdf).page(0) if line.top > 277}
    assert low["Mã"].x1 < low["Địa"].x0


# --- in the portal --------------------------------------------------------------------------------


@needs_database
def test_numbering_fixes_the_code_and_the_frozen_content_holds_it(cast: Cast, settings) -> None:
    settings.BASE_URL = "https://cong.vidu.vn"
    document = paper_in(State.NUMBERED, cast)
    code = document.verify_code
    assert code
    assert document.content is not None
    assert document.content["verify"] == {
        "code": code,
        "url": f"https://cong.vidu.vn/xac-minh/{code}/",
        "place": "last_page",
    }
    numbering.change_day(document, by=cast.actor(cast.ha), day=today())
    assert document.verify_code == code
    issuing.return_unsigned(document, by=cast.actor(cast.an), reason="Sai chức danh")
    document.refresh_from_db()
    assert document.verify_code == code
    assert paper_in(State.NUMBERED, cast).verify_code != code


@needs_database
def test_a_paper_without_number_has_no_code(cast: Cast) -> None:
    assert paper_in(State.APPROVED, cast).verify_code is None


@needs_database
def test_a_unit_may_choose_another_place_or_none(cast: Cast) -> None:
    Unit.objects.filter(pk=cast.tk_ubnd.pk).update(verify_place="first_page")
    cast.tk_ubnd.refresh_from_db()
    first = paper_in(State.NUMBERED, cast).content
    assert first is not None
    assert first["verify"]["place"] == "first_page"
    Unit.objects.filter(pk=cast.tk_ubnd.pk).update(verify_place="none")
    cast.tk_ubnd.refresh_from_db()
    silent = paper_in(State.NUMBERED, cast).content
    assert silent is not None
    assert silent["verify"] is None


def asked(client: Client, code: str | None) -> str:
    assert code
    return client.get(f"/xac-minh/{code}/").text


@needs_database
def test_a_code_says_who_issued_what_and_that_it_is_in_force(cast: Cast, client: Client) -> None:
    document = paper_in(State.ISSUED, cast)
    page = asked(client, document.verify_code)
    day = format_date(today())
    named = f"Kế hoạch số 01/KH-UBND ngày {day} của Ủy ban nhân dân xã Tân Kỳ."
    assert f"Văn bản thật. {named} Đang có hiệu lực." in page
    assert "Nguyễn Văn An, " in page
    assert "; Ủy ban nhân dân xã Tân Kỳ, " in page
    file = issuing.official_file(document)
    assert file is not None
    assert file.sha256 in page
    assert document.subject not in page
    assert "Tổ chức tuyên truyền" not in page


@needs_database
def test_a_code_of_a_recalled_paper_says_since_when(cast: Cast, client: Client) -> None:
    page = asked(client, paper_in(State.RECALLED, cast).verify_code)
    assert f"Văn bản thật nhưng đã thu hồi ngày {format_date(today())}." in page
    assert "Đang có hiệu lực" not in page


@needs_database
def test_a_code_of_a_replaced_paper_names_the_one_in_force(cast: Cast, client: Client) -> None:
    page = asked(client, paper_in(State.REPLACED, cast).verify_code)
    assert "Văn bản thật nhưng đã thay bằng Kế hoạch số 02/KH-UBND" in page


@needs_database
@pytest.mark.parametrize("state", [State.NUMBERED, State.SIGNED])
def test_a_paper_not_yet_issued_is_unknown(cast: Cast, client: Client, state: State) -> None:
    page = asked(client, paper_in(state, cast).verify_code)
    assert verification.NOT_FOUND in page
    assert "01/KH-UBND" not in page


@needs_database
@pytest.mark.parametrize("code", ["000000000000", "khong-phai-ma", "%2e%2e", "<b>"])
def test_an_unknown_code_gets_the_sentence(client: Client, code: str) -> None:
    answer = client.get(f"/xac-minh/{code}/", follow=True)
    assert answer.status_code == 200
    assert verification.NOT_FOUND in answer.text
    assert "<b>" not in answer.text


@needs_database
def test_the_box_takes_a_code_as_people_type_it(cast: Cast, client: Client) -> None:
    code = paper_in(State.ISSUED, cast).verify_code
    assert code
    typed = verification.grouped(code).lower()
    answer = client.post("/xac-minh/", {"ma": typed})
    assert answer.headers["Location"] == f"/xac-minh/{code}/"
    assert client.get(f"/xac-minh/{typed}/").headers["Location"] == f"/xac-minh/{code}/"


@needs_database
def test_a_wrong_code_is_said_at_its_box_and_stays_there(client: Client) -> None:
    page = client.post("/xac-minh/", {"ma": "123"}).text
    assert verification.NOT_FOUND in page
    assert 'value="123"' in page


@needs_database
def test_codes_are_looked_up_at_a_fair_pace(client: Client) -> None:
    for _ in range(CODES):
        assert client.get("/xac-minh/000000000000/").status_code == 200
    answer = client.get("/xac-minh/000000000000/")
    assert answer.status_code == 429
    assert "Thử lại sau ít phút." in answer.text


@needs_database
def test_the_database_keeps_codes_apart(cast: Cast) -> None:
    first, second = paper_in(State.NUMBERED, cast), paper_in(State.NUMBERED, cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=second.pk).update(verify_code=first.verify_code)
