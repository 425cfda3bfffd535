"""Numbers of outgoing papers: gapless, per year or term, kept, void; the clerk's pages."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone

from activity import outbox
from activity.models import LogEntry, Notice, OutboxItem
from documents.errors import PaperError, WrongState
from documents.lifecycle import State
from documents.models import Document, DocumentFile, NumberCounter, RegisterNumber
from documents.services import issuing, numbering, registering, review
from tests.at_once import at_once
from tests.documents.counting import queries_of
from tests.factories import Cast, paper_in
from units.access import Refusal
from units.dates import format_date, today
from units.models import Line, Term, Unit

pytestmark = pytest.mark.django_db

S = RegisterNumber.State


def give(document: Document, cast: Cast, *, seen: int | None = None, day: dt.date | None = None):
    day = day or today()
    wanted = numbering.next_number(document, day) if seen is None else seen
    numbering.give_number(document, by=cast.actor(cast.ha), day=day, seen_number=wanted)


def returned(cast: Cast) -> Document:
    document = paper_in(State.NUMBERED, cast)
    issuing.return_unsigned(document, by=cast.actor(cast.an), reason="Sai chức danh")
    return document


def test_numbers_follow_each_other_without_a_gap(cast: Cast) -> None:
    papers = [paper_in(State.APPROVED, cast) for _ in range(3)]
    for paper in papers:
        give(paper, cast)
    assert [paper.full_number for paper in papers] == [
        "01/KH-UBND",
        "02/KH-UBND",
        "03/KH-UBND",
    ]
    assert NumberCounter.objects.get().last == 3


def test_the_frozen_content_carries_number_day_and_place(cast: Cast) -> None:
    document = paper_in(State.APPROVED, cast)
    give(document, cast)
    content = document.content
    assert content is not None
    assert (content["number"], content["symbol"]) == ("1", "KH-UBND")
    assert content["date"] == today().isoformat()
    assert content["place"] == "Tân Kỳ"
    assert OutboxItem.objects.filter(kind="numbered_pdf").exists()


def test_the_job_prints_the_numbered_paper_once(cast: Cast) -> None:
    document = paper_in(State.NUMBERED, cast)
    outbox.sweep()
    assert OutboxItem.objects.get(kind="numbered_pdf").state == OutboxItem.State.DONE
    file = document.files.get(kind=DocumentFile.Kind.NUMBERED)
    assert issuing.numbered_file(document) == file
    assert set(file.boxes) == {"signature", "seal"}


def test_a_number_that_went_to_another_paper_is_not_given(cast: Cast) -> None:
    first, second = paper_in(State.APPROVED, cast), paper_in(State.APPROVED, cast)
    give(first, cast)
    with pytest.raises(PaperError, match=r"Số 1 vừa cấp cho văn bản khác lúc .* Số tiếp theo là 2"):
        give(second, cast, seen=1)
    assert NumberCounter.objects.get().last == 1
    give(second, cast)
    assert second.number == 2


def test_the_day_lies_between_approval_and_today(cast: Cast) -> None:
    document = paper_in(State.APPROVED, cast)
    tomorrow = today() + dt.timedelta(days=1)
    with pytest.raises(PaperError, match="không muộn hơn hôm nay"):
        give(document, cast, day=tomorrow)
    with pytest.raises(PaperError, match="không sớm hơn ngày duyệt"):
        give(document, cast, day=today() - dt.timedelta(days=1))
    assert not RegisterNumber.objects.exists()


def test_a_paper_changed_after_approval_gets_no_number(cast: Cast) -> None:
    document = paper_in(State.APPROVED, cast)
    document.sections.filter(order=1).update(text="1. Khác.")
    with pytest.raises(PaperError, match="khác bản được duyệt"):
        give(document, cast)
    assert not RegisterNumber.objects.exists()


def test_a_party_committee_counts_by_type_and_term(cast: Cast) -> None:
    committee = cast.tk_ubnd
    committee.line = Line.PARTY
    for first_day in (dt.date(2020, 8, 1), dt.date(2025, 7, 2)):
        committee.term_start = first_day
        committee.save()
    document = paper_in(State.APPROVED, cast)
    assert numbering.series_of(document, today()) == ("KH", "NK2025-07-02")
    # The term is that of the paper's date: the old committee's until the congress closed.
    for day, period in (
        (dt.date(2025, 7, 2), "NK2025-07-02"),
        (dt.date(2025, 7, 1), "NK2020-08-01"),
        (dt.date(2020, 7, 31), "NK"),
    ):
        assert numbering.series_of(document, day) == ("KH", period)


def test_two_terms_are_two_books(cast: Cast) -> None:
    Unit.objects.filter(pk=cast.tk_ubnd.pk).update(line=Line.PARTY)
    yesterday = today() - dt.timedelta(days=1)
    Term.objects.create(unit=cast.tk_ubnd, starts_on=dt.date(2020, 8, 1))
    Term.objects.create(unit=cast.tk_ubnd, starts_on=today())
    papers = [paper_in(State.APPROVED, cast) for _ in range(3)]
    Document.objects.update(approved_at=F("approved_at") - dt.timedelta(days=2))
    for paper, day in zip(papers, (today(), yesterday, today()), strict=True):
        paper.refresh_from_db()
        give(paper, cast, day=day)
    assert [paper.full_number for paper in papers] == ["01-KH/UBND", "01-KH/UBND", "02-KH/UBND"]


@pytest.mark.parametrize(
    ("instant", "day", "number"),
    [
        ("2026-12-31T16:59:59.999999+00:00", dt.date(2026, 12, 31), 4),
        ("2026-12-31T17:00:00+00:00", dt.date(2027, 1, 1), 1),
        ("2026-12-31T17:00:00.000001+00:00", dt.date(2027, 1, 1), 1),
    ],
)
def test_the_year_turns_at_midnight_in_hanoi(cast: Cast, monkeypatch, instant, day, number) -> None:
    document, other = paper_in(State.APPROVED, cast), paper_in(State.APPROVED, cast)
    Document.objects.update(approved_at=dt.datetime(2026, 12, 30, tzinfo=dt.UTC))
    document.refresh_from_db()
    other.refresh_from_db()
    NumberCounter.objects.create(unit=cast.tk_ubnd, series="", period="2026", last=3)
    moment = dt.datetime.fromisoformat(instant)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert today() == day
    give(document, cast)
    assert (document.number, document.date) == (number, day)
    assert document.register_numbers.get().period == str(day.year)
    received = registering.enter_in_book(document, by=cast.actor(cast.ha))
    assert received.year == day.year
    # What is dated on the last day of the year still belongs to its book.
    give(other, cast, day=dt.date(2026, 12, 31))
    assert other.register_numbers.get().period == "2026"


def test_a_returned_paper_keeps_its_number(cast: Cast) -> None:
    document = returned(cast)
    assert document.register_numbers.get().state == S.RESERVED
    other = paper_in(State.NUMBERED, cast)
    assert other.number == 2
    mai, binh = cast.actor(cast.mai), cast.actor(cast.binh)
    review.submit(document, by=mai)
    document.refresh_from_db()
    review.claim(document, by=binh)
    review.approve(document, by=binh, seen_revision=2)
    assert numbering.next_number(document) == 1
    give(document, cast)
    assert document.full_number == "01/KH-UBND"


def test_a_kept_number_of_another_year_becomes_void(cast: Cast) -> None:
    document = returned(cast)
    RegisterNumber.objects.update(period="2020")
    mai, binh = cast.actor(cast.mai), cast.actor(cast.binh)
    review.submit(document, by=mai)
    document.refresh_from_db()
    review.claim(document, by=binh)
    review.approve(document, by=binh, seen_revision=2)
    give(document, cast)
    old, new = document.register_numbers.order_by("pk")
    assert (old.state, old.reason) == (S.VOID, "Văn bản được cấp số của sổ khác")
    assert (new.state, new.number, new.period) == (S.RESERVED, 2, str(today().year))


def test_a_given_up_paper_leaves_a_void_number(cast: Cast) -> None:
    document = returned(cast)
    review.abandon(document, by=cast.actor(cast.mai), reason="Gộp vào kế hoạch khác")
    line = document.register_numbers.get()
    assert line.state == S.VOID
    assert "Gộp vào kế hoạch khác" in line.reason
    assert LogEntry.objects.filter(verb="documents.void_number").count() == 1


def test_a_number_on_a_paper_cannot_be_voided(cast: Cast) -> None:
    document = paper_in(State.NUMBERED, cast)
    line = document.register_numbers.get()
    with pytest.raises(PaperError, match="đang ghi trên"):
        numbering.void_number(line, by=cast.actor(cast.ha), reason="Nhầm")
    with pytest.raises(PaperError, match="phải ghi lý do"):
        numbering.void_number(line, by=cast.actor(cast.ha), reason="  ")
    line.refresh_from_db()
    assert line.state == S.RESERVED


def test_a_void_number_is_never_used_again(cast: Cast) -> None:
    document = returned(cast)
    line = document.register_numbers.get()
    numbering.void_number(line, by=cast.actor(cast.ha), reason="In hỏng")
    with pytest.raises(PaperError, match="Không dùng lại số bỏ"):
        numbering.void_number(line, by=cast.actor(cast.ha), reason="Lần nữa")
    assert paper_in(State.NUMBERED, cast).number == 2


def test_another_day_is_printed_before_signing(cast: Cast) -> None:
    document = paper_in(State.NUMBERED, cast)
    approved = today() - dt.timedelta(days=3)
    Document.objects.filter(pk=document.pk).update(
        approved_at=F("approved_at") - dt.timedelta(days=3)
    )
    document.refresh_from_db()
    before = issuing.numbered_file(document)
    numbering.change_day(document, by=cast.actor(cast.ha), day=approved)
    assert document.date == approved
    assert document.content is not None
    assert document.content["date"] == approved.isoformat()
    after = issuing.numbered_file(document)
    assert after.sha256 != before.sha256
    assert LogEntry.objects.filter(verb="documents.change_day").count() == 1


def test_the_signer_asks_for_another_day(cast: Cast) -> None:
    document = paper_in(State.NUMBERED, cast)
    numbering.ask_other_day(document, by=cast.actor(cast.an))
    notice = Notice.objects.get(recipient=cast.ha, subject__startswith="Đề nghị đổi ngày")
    assert notice.address == f"/so-van-ban/cho-cap-so/{document.pk}/doi-ngay/"
    with pytest.raises(Refusal):
        numbering.ask_other_day(document, by=cast.actor(cast.mai))


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_two_clerks_one_numbers_and_the_other_reads_who(cast: Cast) -> None:
    document = paper_in(State.APPROVED, cast)

    def number() -> str:
        mine = Document.objects.get(pk=document.pk)
        try:
            numbering.give_number(mine, by=cast.actor(cast.ha), day=today(), seen_number=1)
        except PaperError as error:
            return error.sentence
        return "given"

    outcomes = at_once(number, times=2)
    assert outcomes.count("given") == 1, outcomes
    assert any("Đồng chí Phạm Thu Hà đã cấp số" in said for said in outcomes)
    assert RegisterNumber.objects.count() == 1
    assert NumberCounter.objects.get().last == 1


# --- pages ----------------------------------------------------------------------------------------


@pytest.fixture
def clerk(cast: Cast, client: Client) -> Client:
    client.force_login(cast.ha)
    return client


def test_the_queue_lists_what_waits_and_says_when_nothing_does(cast: Cast, clerk: Client) -> None:
    assert "Không có văn bản chờ cấp số." in clerk.get("/so-van-ban/cho-cap-so/").text
    document = paper_in(State.APPROVED, cast)
    page = clerk.get("/so-van-ban/cho-cap-so/").text
    assert document.title in page
    assert "1 văn bản" in page


def test_the_clerk_gives_the_number_on_the_page(cast: Cast, clerk: Client) -> None:
    document = paper_in(State.APPROVED, cast)
    address = f"/so-van-ban/cho-cap-so/{document.pk}/"
    page = clerk.get(address).text
    assert "Cấp số 1 và chuyển ký" in page
    assert "01/KH-UBND" in page
    assert "Nội dung đúng với bản số 1 đã duyệt" in page
    answer = clerk.post(address, {"so": "1", "day": format_date(today())}, follow=True)
    assert "Đã cấp số 01/KH-UBND và chuyển đồng chí Nguyễn Văn An ký." in answer.text
    document.refresh_from_db()
    assert document.state == State.NUMBERED


def test_a_day_that_does_not_exist_keeps_what_was_typed(cast: Cast, clerk: Client) -> None:
    document = paper_in(State.APPROVED, cast)
    answer = clerk.post(f"/so-van-ban/cho-cap-so/{document.pk}/", {"so": "1", "day": "31/2/2026"})
    assert "Tháng 2/2026 không có ngày 31." in answer.text
    assert 'value="31/2/2026"' in answer.text
    assert not RegisterNumber.objects.exists()


def test_a_stale_number_is_answered_with_the_next_one(cast: Cast, clerk: Client) -> None:
    first, second = paper_in(State.APPROVED, cast), paper_in(State.APPROVED, cast)
    give(first, cast)
    answer = clerk.post(
        f"/so-van-ban/cho-cap-so/{second.pk}/", {"so": "1", "day": format_date(today())}
    )
    assert "Số tiếp theo là 2." in answer.text
    assert "Cấp số 2 và chuyển ký" in answer.text


def test_a_numbered_paper_leads_on_with_who_was_first(cast: Cast, clerk: Client) -> None:
    document = paper_in(State.NUMBERED, cast)
    answer = clerk.get(f"/so-van-ban/cho-cap-so/{document.pk}/", follow=True)
    assert "Đồng chí Phạm Thu Hà đã cấp số bản số 1" in answer.text


@pytest.mark.parametrize(("who", "status"), [("mai", 403), ("an", 403), ("chi", 404)])
def test_only_the_clerk_gives_numbers(cast: Cast, client: Client, who: str, status: int) -> None:
    document = paper_in(State.APPROVED, cast)
    client.force_login(getattr(cast, who))
    address = f"/so-van-ban/cho-cap-so/{document.pk}/"
    assert client.get(address).status_code == status
    assert client.post(address, {"so": "1", "day": "1/1/2026"}).status_code == status
    assert client.get("/so-van-ban/cho-cap-so/").status_code == 404
    assert not RegisterNumber.objects.exists()


def test_the_clerk_changes_the_day_until_the_paper_is_signed(cast: Cast, clerk: Client) -> None:
    document = paper_in(State.NUMBERED, cast)
    address = f"/so-van-ban/cho-cap-so/{document.pk}/doi-ngay/"
    assert "Đổi ngày của Kế hoạch số 01/KH-UBND?" in clerk.get(address).text
    answer = clerk.post(address, {"day": "5/5/2020"})
    assert "không sớm hơn ngày duyệt" in answer.text
    answer = clerk.post(address, {"day": format_date(today())}, follow=True)
    assert "Đã đổi ngày của Kế hoạch số 01/KH-UBND" in answer.text


def test_a_wrong_state_is_refused_by_the_service(cast: Cast) -> None:
    document = paper_in(State.NUMBERED, cast)
    with pytest.raises(WrongState):
        give(document, cast)


def test_the_queue_costs_the_same_for_one_and_for_many(cast: Cast, clerk: Client) -> None:
    paper_in(State.APPROVED, cast)
    one = queries_of(clerk, "/so-van-ban/cho-cap-so/")
    for _ in range(5):
        paper_in(State.APPROVED, cast)
    assert queries_of(clerk, "/so-van-ban/cho-cap-so/") == one <= 10
