"""Signing many: a result for each paper, the PIN never kept, and what a dead process leaves."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from PIL import Image

from activity.models import Notice
from documents import signing
from documents.errors import PaperError
from documents.lifecycle import State
from documents.models import Certificate, Document, Signature, SigningRun
from documents.services import certificates, issuing, signing_runs
from tests.documents.counting import queries_of
from tests.documents.editor_cast import signed_in
from tests.documents.signers import poppler
from tests.factories import Cast, paper_in

pytestmark = pytest.mark.django_db

PIN = certificates.DEMO_PERSON_PIN
BULK = "/trinh-ky/ky-nhieu/"


@pytest.fixture
def certified(cast: Cast) -> Cast:
    certificates.make_demo_certificates()
    return cast


def papers_of(cast: Cast, count: int) -> list[Document]:
    return [paper_in(State.NUMBERED, cast) for _ in range(count)]


def begin(client: Client, papers: list[Document], pin: str = PIN) -> str:
    """Send the bulk page; the address of the run, "" when it was not begun."""
    form: dict[str, object] = {"van_ban": [str(paper.pk) for paper in papers], "pin": pin}
    for paper in papers:
        form |= {f"so-{paper.pk}": paper.full_number, f"ban-{paper.pk}": "1"}
    answer = client.post(BULK, form)
    return answer["Location"] if answer.status_code == 302 else ""


def states(papers: list[Document]) -> list[str]:
    return [Document.objects.get(pk=paper.pk).state for paper in papers]


def test_a_run_goes_on_after_a_failure_and_says_what_became_of_each(certified: Cast) -> None:
    papers = papers_of(certified, 5)
    an = signed_in(certified.an)
    run = begin(an, papers)
    issuing.return_unsigned(papers[1], by=certified.actor(certified.an), reason="Sai")
    Document.objects.filter(pk=papers[2].pk).update(full_number="99/KH-UBND")
    assert "Đã làm 0 trên 5" in an.get(run).text
    first = an.post(run, follow=True).text
    assert "Đã làm 3 trên 5, 2 văn bản chưa ký được." in first
    assert 'value="3"' in first
    last = an.post(run, follow=True).text
    assert "Đã ký 3 trên 5. Chưa ký: 2 văn bản." in last
    assert "Đồng chí Nguyễn Văn An đã trả lại, không ký bản số 1" in last
    assert "Văn bản đã đổi số sau khi mở trang này." in last
    # The one sent back waits for nobody's signature; the other may be tried again.
    assert "Thử lại 1 văn bản" in last
    assert f"?van_ban={papers[2].pk}" in last
    signed, numbered = State.SIGNED, State.NUMBERED
    assert states(papers) == [signed, State.RETURNED, numbered, signed, signed]
    file = issuing.official_file(Document.objects.get(pk=papers[4].pk))
    assert file is not None
    assert "Signature is Valid." in poppler("pdfsig", file.read())


def test_the_page_moves_by_itself_and_by_button_alike(certified: Cast) -> None:
    """The part that htmx asks for is the same region of the whole page (screens §7.7)."""
    an = signed_in(certified.an)
    run = begin(an, papers_of(certified, 4))
    assert 'hx-trigger="load delay:1s, submit"' in an.get(run).text
    part = an.post(run, headers={"HX-Request": "true"}).text
    assert part.lstrip().startswith('<section id="luot-ky"')
    assert "Đã làm 3 trên 4" in part
    part = an.post(run, headers={"HX-Request": "true"}).text
    assert "Đã ký 4 trên 4." in part
    assert "hx-post" not in part
    assert "Đã ký 4 trên 4." in an.get(run).text
    assert an.post(run).status_code == 302


def test_the_pin_is_asked_before_anything_begins(certified: Cast) -> None:
    papers = papers_of(certified, 2)
    an = signed_in(certified.an)
    assert begin(an, papers, "000000") == ""
    assert not SigningRun.objects.exists()
    seen = [(papers[0], papers[0].full_number, 1)] * 51
    with pytest.raises(PaperError, match="từ 1 đến 50"):
        signing_runs.start(seen, by=certified.actor(certified.an), pin=PIN)


def test_neither_the_portal_nor_the_browser_alone_has_the_pin(certified: Cast) -> None:
    an = signed_in(certified.an)
    address = begin(an, papers_of(certified, 4))
    run = SigningRun.objects.get()
    cookie = an.cookies[f"luot-ky-{run.pk}"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == address
    assert cookie["max-age"] == 300
    sealed = bytes(run.sealed or b"")
    for key in (settings.SIGNING_KEY, cookie.value):
        with pytest.raises(signing.CannotOpenSealedBytes):
            signing.open_bytes(sealed, key)
    stored = (*run.items.values_list(), *SigningRun.objects.values_list(), *an.session.items())
    assert not any(cookie.value in str(row) or PIN in str(row) for row in stored)
    for _ in range(2):
        an.post(address)
    run.refresh_from_db()
    assert run.sealed is None
    assert an.cookies[f"luot-ky-{run.pk}"].value == ""


def test_after_five_minutes_the_pin_is_asked_again(certified: Cast) -> None:
    papers = papers_of(certified, 4)
    an = signed_in(certified.an)
    run = begin(an, papers)
    an.post(run)
    SigningRun.objects.update(sealed_until=timezone.now() - dt.timedelta(seconds=1))
    page = an.post(run, follow=True).text
    assert "Còn 1 văn bản. Mã PIN phải nhập lại sau 5 phút." in page
    assert states(papers)[3] == State.NUMBERED
    wrong = an.post(run, {"pin": "9"}).text
    assert "Mã PIN không đúng" in wrong
    assert "id_pin_error" in wrong
    assert "Mở lượt ký" in an.get("/trinh-ky/").text
    assert signing_runs.forget_pins() == 1
    assert SigningRun.objects.get().sealed is None
    assert "Đã ký 4 trên 4." in an.post(run, {"pin": PIN}, follow=True).text
    assert "Mở lượt ký" not in an.get("/trinh-ky/").text


def test_a_process_that_died_after_signing_is_found_out(certified: Cast) -> None:
    """The signature was committed, the run's line was not: the next request reads the paper."""
    papers = papers_of(certified, 1)
    an = signed_in(certified.an)
    run = begin(an, papers)
    issuing.sign(
        papers[0],
        by=certified.actor(certified.an),
        pin=PIN,
        seen_number=papers[0].full_number,
    )
    assert "Đã ký 1 trên 1." in an.post(run, follow=True).text
    assert Signature.objects.count() == 1


def test_a_certificate_stopped_meanwhile_signs_no_more(certified: Cast) -> None:
    papers = papers_of(certified, 4)
    an = signed_in(certified.an)
    run = begin(an, papers)
    an.post(run)
    own: Certificate = certified.an.certificates.get()
    certificates.revoke(own, by=certified.actor(certified.an), reason="Mất thiết bị")
    page = an.post(run, follow=True).text
    assert "Đã ký 3 trên 4." in page
    assert "Chứng thư đã bị thu hồi." in page
    assert states(papers)[3] == State.NUMBERED


def test_the_signer_finds_the_run_again_and_nobody_else_does(certified: Cast) -> None:
    an = signed_in(certified.an)
    run = begin(an, papers_of(certified, 2))
    assert Notice.objects.get(address=run).subject == "Lượt ký 2 văn bản"
    other = signed_in(certified.phuc)
    assert other.get(run).status_code == 404
    assert other.post(run, {"pin": PIN}).status_code == 404
    assert not Signature.objects.exists()


def test_a_run_of_many_costs_no_more_queries(certified: Cast) -> None:
    an = signed_in(certified.an)
    costs = []
    for count in (1, 6):
        run = begin(an, papers_of(certified, count))
        costs.append(queries_of(an, run))
    assert costs[0] == costs[1] <= 12


def test_first_pages_are_small_pictures(certified: Cast) -> None:
    document = papers_of(certified, 1)[0]
    an = signed_in(certified.an)
    assert (
        f'src="/trinh-ky/{document.pk}/trang-dau.png"'
        in an.get(BULK, {"van_ban": document.pk}).text
    )
    answer = an.get(f"/trinh-ky/{document.pk}/trang-dau.png")
    picture = Image.open(io.BytesIO(answer.content))
    assert (picture.format, picture.width) == ("PNG", 240)
    assert 3_000 < len(answer.content) < 120_000
    assert an.get(f"/trinh-ky/{document.pk}/trang-dau.png").content == answer.content
