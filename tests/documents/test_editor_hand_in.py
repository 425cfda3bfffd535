""" "Kiểm tra và trình", the receipt, and the other acts of the writer's unit."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from activity.models import LogEntry
from documents.findings import findings
from documents.lifecycle import State
from documents.models import Document
from documents.services import review
from documents.services.editing import save_fields, save_section
from tests.documents.editor_cast import duty, signed_in, written
from tests.factories import Cast, draft, paper_in
from units.dates import format_date, in_hanoi
from units.models import Unit

pytestmark = pytest.mark.django_db


def test_what_must_be_mended_blocks_and_leads_to_its_place(cast: Cast) -> None:
    document = draft(cast)
    section = document.sections.get(order=2)
    actor = cast.actor(cast.mai)
    save_section(section, text="- Kinh phí: 〔cần điền〕", version=1, by=actor)
    mai = signed_in(cast.mai)
    page = mai.get(document.compose_url("check"))
    text = page.content.decode()
    assert "Phải sửa (1)" in text
    assert f"Còn 1 chỗ 〔cần điền〕 ở mục {section.heading}." in text
    assert f'href="{document.compose_url("section", 2)}?ve=kiem-tra"' in text
    assert "Chưa trình được: còn 1 chỗ phải sửa." in text
    assert "btn-primary" not in text
    away = mai.get(document.compose_url("submit"))
    assert away["Location"] == document.compose_url("check")
    posted = mai.post(document.compose_url("submit"))
    assert posted.status_code == 422
    assert "Còn 1 chỗ 〔cần điền〕" in posted.content.decode()
    document.refresh_from_db()
    assert document.state == State.DRAFT


def test_after_mending_the_way_leads_back_to_the_check(cast: Cast) -> None:
    document = draft(cast)
    mai, section = signed_in(cast.mai), document.sections.get(order=1)
    page = mai.get(document.compose_url("section", 1), {"ve": "kiem-tra"})
    assert '<input type="hidden" name="ve" value="kiem-tra">' in page.content.decode()
    sent = {"muc": section.pk, "version": section.version, "text": "1. Sửa", "ve": "kiem-tra"}
    answer = mai.post(document.compose_url("section", 1), sent)
    assert answer["Location"] == document.compose_url("check")


def test_what_should_be_looked_at_needs_a_reason(cast: Cast) -> None:
    document = draft(cast, opening="UBND xã ban hành Hướng dẫn như sau:")
    mai = signed_in(cast.mai)
    sentence = "Tên loại là KẾ HOẠCH nhưng câu mở đầu viết “ban hành Hướng dẫn”."
    page = mai.get(document.compose_url("check"))
    assert sentence in page.content.decode()
    assert page.context["hand_in"] is None
    waive = document.compose_url("waive")
    without = mai.post(waive, {"cho": "type", "vi": "  "})
    assert without.status_code == 422
    assert "Ghi lý do giữ nguyên." in without.content.decode()
    mai.post(waive, {"cho": "type", "vi": "Đúng tên văn bản ban hành kèm theo"})
    page = mai.get(document.compose_url("check"))
    assert "Giữ nguyên, vì: Đúng tên văn bản ban hành kèm theo" in page.content.decode()
    assert page.context["hand_in"].label == "Trình kế hoạch"
    mai.post(waive, {"cho": "type", "xem_lai": "1"})
    assert mai.get(document.compose_url("check")).context["hand_in"] is None
    gone = mai.post(waive, {"cho": "khong-con", "vi": "x"}, follow=True)
    assert "không còn trong danh sách" in gone.content.decode()


def test_nothing_that_must_be_mended_can_be_waived(cast: Cast) -> None:
    document = draft(cast, subject="")
    mai = signed_in(cast.mai)
    mai.post(document.compose_url("waive"), {"cho": "subject", "vi": "Không cần"})
    assert not document.waivers.exists()
    assert findings(document)[0].key == "subject"


def test_a_missing_recipient_from_above_blocks(cast: Cast) -> None:
    made = duty(cast)
    document = written(made, cast)
    document.recipients.filter(text=str(cast.department)).delete()
    text = signed_in(cast.mai).get(document.compose_url("check")).content.decode()
    assert "Nơi nhận thiếu nơi phải báo cáo theo văn bản giao việc" in text
    assert str(cast.department) in text


def test_handing_in_asks_first_and_gives_a_receipt(cast: Cast) -> None:
    document = written(duty(cast), cast)
    mai, address = signed_in(cast.mai), document.compose_url("submit")
    text = mai.get(address).content.decode()
    assert "Trình kế hoạch để thẩm định?" in text
    assert f"Bản số 1 gửi đến {document.review_unit}." in text
    assert "Lý do trình muộn" not in text
    document.refresh_from_db()
    assert document.state == State.DRAFT
    answer = mai.post(address)
    assert answer["Location"] == document.compose_url("receipt", 1)
    revision = document.revisions.get()
    receipt = mai.get(answer["Location"]).content.decode()
    assert "Đã trình kế hoạch" in receipt
    assert revision.receipt in receipt
    assert revision.sha256 in receipt
    assert "thường trong 2 ngày làm việc" in receipt


def test_clicking_twice_hands_in_once(cast: Cast) -> None:
    document = draft(cast)
    mai, address = signed_in(cast.mai), document.compose_url("submit")
    mai.post(address)
    again = mai.post(address, follow=True)
    revision = document.revisions.get()
    assert again.redirect_chain == [(document.compose_url("receipt", 1), 302)]
    text = again.content.decode()
    assert f"biên nhận {revision.receipt}. Không gửi lần thứ hai." in text
    assert LogEntry.objects.filter(verb="documents.submit").count() == 1


def test_late_is_recorded_not_refused(cast: Cast) -> None:
    due = timezone.now() - dt.timedelta(days=2)
    document = draft(cast, due_at=due)
    mai, address = signed_in(cast.mai), document.compose_url("submit")
    text = mai.get(address).content.decode()
    assert "Đã quá hạn 2 ngày. Vẫn trình được; hệ thống ghi là trình muộn." in text
    assert "Lý do trình muộn" in text
    mai.post(address, {"ly_do": "Chờ số liệu các thôn"})
    revision = document.revisions.get()
    assert (revision.late_by_days, revision.late_reason) == (2, "Chờ số liệu các thôn")
    assert "Muộn 2 ngày" in mai.get(document.compose_url("receipt", 1)).content.decode()


def test_the_receipt_prints_on_one_page(cast: Cast) -> None:
    due = timezone.now() - dt.timedelta(days=3)
    document = draft(cast, due_at=due, subject="Tuyên truyền " + "rất dài " * 55)
    review.submit(document, by=cast.actor(cast.mai), late_reason="Chờ số liệu. " * 30)
    mai = signed_in(cast.mai)
    address = document.compose_url("receipt", 1)
    assert 'href="?in=1"' in mai.get(address).content.decode()
    reader = PdfReader(BytesIO(mai.get(address, {"in": 1}).content))
    text = reader.pages[0].extract_text()
    assert len(reader.pages) == 1
    assert document.revisions.get().receipt in text
    assert "Muộn 3 ngày" in text
    assert mai.get(document.compose_url("receipt", 2)).status_code == 404


# --- The step inside the unit ---


def test_the_unit_leader_looks_first_where_the_unit_wants_it(cast: Cast) -> None:
    Unit.objects.filter(pk=cast.tk_ubnd.pk).update(leader_step=True)
    document = draft(cast)
    mai, an = signed_in(cast.mai), signed_in(cast.an)
    offer = mai.get(document.compose_url("check")).context["hand_in"]
    assert (offer.label, offer.url) == (
        "Trình lãnh đạo đơn vị",
        document.compose_url("send-to-leader"),
    )
    refused = mai.post(document.compose_url("submit"))
    assert "trình lãnh đạo đơn vị trước" in refused.content.decode()
    assert "Trình kế hoạch cho lãnh đạo đơn vị?" in mai.get(offer.url).content.decode()
    mai.post(offer.url)
    document.refresh_from_db()
    assert document.state == State.LEADER_REVIEW
    early = mai.post(document.compose_url("submit"))
    assert early.status_code == 403
    assert "Văn bản đang chờ lãnh đạo đơn vị cho ý kiến và trình." in early.content.decode()
    overview = mai.get(document.compose_url("overview")).content.decode()
    assert "Người làm được việc này: Nguyễn Văn An (Chủ tịch)" in overview
    without = an.post(document.compose_url("send-back"), {"reason": ""})
    assert "Ghi lý do." in without.content.decode()
    an.post(document.compose_url("send-back"), {"reason": "Bổ sung kinh phí"})
    document.refresh_from_db()
    assert (document.state, document.returned_reason) == (State.DRAFT, "Bổ sung kinh phí")
    text = mai.get(document.compose_url("overview")).content.decode()
    assert "Bổ sung kinh phí" in text
    mai.post(offer.url)
    an.post(document.compose_url("submit"))
    document.refresh_from_db()
    assert document.state == State.SUBMITTED
    assert document.revisions.get().submitted_by == cast.an


# --- Taking back, opening again, giving up ---


def test_a_revision_nobody_opened_is_withdrawn(cast: Cast) -> None:
    document = paper_in(State.SUBMITTED, cast)
    mai, address = signed_in(cast.mai), document.compose_url("withdraw")
    text = mai.get(address).content.decode()
    assert "Rút lại bản số 1?" in text
    assert f"Biên nhận {document.revisions.get().receipt} hết hiệu lực." in text
    mai.post(address)
    document.refresh_from_db()
    assert (document.state, document.first_submitted_at) == (State.DRAFT, None)
    receipt = mai.get(document.compose_url("receipt", 1)).content.decode()
    assert "Bản này đã rút lại." in receipt


def test_what_the_reviewer_opened_is_not_withdrawn(cast: Cast) -> None:
    document = paper_in(State.SUBMITTED, cast)
    mai, address = signed_in(cast.mai), document.compose_url("withdraw")
    review.claim(document, by=cast.actor(cast.binh))
    answer = mai.post(address)
    assert answer.status_code == 409
    assert "Đồng chí Lê Thị Bình đã mở thẩm định bản số 1 lúc" in answer.content.decode()
    document.refresh_from_db()
    assert document.state == State.REVIEWING
    away = mai.get(address, follow=True)
    assert away.redirect_chain == [(document.compose_url("overview"), 302)]


def test_withdrawing_a_resubmission_keeps_the_first_hand_in(cast: Cast) -> None:
    document = paper_in(State.RETURNED, cast)
    first = document.first_submitted_at
    review.submit(document, by=cast.actor(cast.mai))
    signed_in(cast.mai).post(document.compose_url("withdraw"))
    document.refresh_from_db()
    assert document.first_submitted_at == first


def test_a_resubmission_is_judged_by_its_own_day(cast: Cast) -> None:
    due = timezone.now() + dt.timedelta(hours=1)
    document = paper_in(State.REVIEWING, cast, due_at=due)
    by = timezone.now() + dt.timedelta(days=3)
    review.return_paper(
        document, by=cast.actor(cast.binh), seen_revision=1, remark="Sửa.", resubmit_by=by
    )
    Document.objects.filter(pk=document.pk).update(due_at=timezone.now() - dt.timedelta(days=9))
    review.submit(document, by=cast.actor(cast.mai))
    assert document.revisions.get(number=2).late_by_days == 0


def test_an_approved_paper_is_opened_again_with_a_reason(cast: Cast) -> None:
    document = paper_in(State.APPROVED, cast)
    mai, address = signed_in(cast.mai), document.compose_url("revise")
    assert "Ý kiến duyệt hết hiệu lực." in mai.get(address).content.decode()
    assert "Ghi lý do." in mai.post(address, {"reason": ""}).content.decode()
    mai.post(address, {"reason": "Sai tên thôn"})
    document.refresh_from_db()
    assert (document.state, document.approved_revision) == (State.DRAFT, None)


def test_a_draft_is_given_up_with_a_reason(cast: Cast) -> None:
    document = draft(cast)
    mai, address = signed_in(cast.mai), document.compose_url("abandon")
    page = mai.get(address).content.decode()
    assert "Bỏ bản soạn kế hoạch này?" in page
    assert "btn-danger" in page
    mai.post(address, {"reason": "Gộp vào kế hoạch khác"})
    document.refresh_from_db()
    assert document.state == State.ABANDONED
    line = LogEntry.objects.get(verb="documents.abandon")
    assert line.reason == "Gộp vào kế hoạch khác"
    assert "Đã bỏ bản soạn" in mai.get(document.compose_url("overview")).content.decode()


@pytest.mark.parametrize("page", ["submit", "withdraw", "revise", "abandon", "send-to-leader"])
def test_acts_of_the_unit_are_refused_to_the_reviewer(page: str, cast: Cast) -> None:
    document = paper_in(State.SUBMITTED, cast)
    before = Document.objects.filter(pk=document.pk).values().get()
    for method in ("get", "post"):
        answer = getattr(signed_in(cast.binh), method)(document.compose_url(page))
        assert answer.status_code == 403
        assert "Người làm được việc này" in answer.content.decode()
    assert Document.objects.filter(pk=document.pk).values().get() == before


# --- Revisions and differences ---


def second_revision(cast: Cast) -> Document:
    document = paper_in(State.RETURNED, cast)
    section = document.sections.get(order=3)
    text = section.text.replace("tại nhà văn hóa thôn", "tại 12 nhà văn hóa thôn")
    actor = cast.actor(cast.mai)
    save_section(section, text=text + "\n- Xong trước ngày 15/3/2030.", version=1, by=actor)
    review.submit(document, by=actor)
    document.refresh_from_db()
    return document


def test_revisions_say_who_when_and_what_became_of_them(cast: Cast) -> None:
    document = second_revision(cast)
    page = signed_in(cast.mai).get(document.compose_url("revisions"))
    outcomes = [(row.number, outcome, before) for row, outcome, before in page.context["rows"]]
    assert outcomes == [(2, "Chờ thẩm định", 1), (1, "Đã trả lại", None)]
    assert "Trần Thị Mai" in page.content.decode()


def test_differences_are_words_added_and_taken_away(cast: Cast) -> None:
    document = second_revision(cast)
    address = document.compose_url("compare")
    page = signed_in(cast.binh).get(address, {"tu": 1, "den": 2})
    text = page.content.decode()
    assert "Khác nhau giữa bản số 1 và bản số 2" in text
    assert page.context["changes"] == 2
    assert '<ins><span class="visually-hidden">[Thêm: </span>' in text
    assert "12" in text
    assert "Tổ chức tuyên truyền sâu rộng" not in text
    full = signed_in(cast.binh).get(address, {"tu": 1, "den": 2, "day_du": 1}).content.decode()
    assert "Tổ chức tuyên truyền sâu rộng" in full
    back = signed_in(cast.binh).get(address, {"tu": 2, "den": 1}).content.decode()
    assert '<del><span class="visually-hidden">[Bớt: </span>' in back


def test_one_revision_has_nothing_to_compare_and_strange_ones_are_not_found(cast: Cast) -> None:
    document = paper_in(State.SUBMITTED, cast)
    address = document.compose_url("compare")
    text = signed_in(cast.mai).get(address).content.decode()
    assert "Chỉ có một bản, chưa có gì để so sánh." in text
    second = second_revision(cast).compose_url("compare")
    assert signed_in(cast.mai).get(second, {"tu": 1, "den": 9}).status_code == 404


def test_the_draft_is_compared_inside_its_unit_only(cast: Cast) -> None:
    document = paper_in(State.RETURNED, cast)
    save_fields(document, version=document.version, by=cast.actor(cast.mai), subject="Tên mới")
    address = document.compose_url("compare")
    inside = signed_in(cast.mai).get(address).content.decode()
    assert "Khác nhau giữa bản số 1 và bản đang soạn" in inside
    assert "Tên mới" in inside
    asked = {"tu": "1", "den": "nhap"}
    outside = signed_in(cast.binh).get(address, asked).content.decode()
    assert "Chỉ có một bản, chưa có gì để so sánh." in outside


def test_a_withdrawn_revision_was_never_seen_outside(cast: Cast) -> None:
    document = paper_in(State.SUBMITTED, cast)
    review.withdraw(document, by=cast.actor(cast.mai))
    review.submit(document, by=cast.actor(cast.mai))
    inside = signed_in(cast.mai).get(document.compose_url("revisions")).context["rows"]
    outside = signed_in(cast.binh).get(document.compose_url("revisions")).context["rows"]
    assert [row[0].number for row in inside] == [2, 1]
    assert [row[0].number for row in outside] == [2]


def test_the_day_of_the_receipt_is_hanois(cast: Cast) -> None:
    document = paper_in(State.SUBMITTED, cast)
    at = document.revisions.get().submitted_at
    text = signed_in(cast.mai).get(document.compose_url("receipt", 1)).content.decode()
    assert f"{in_hanoi(at):%H:%M:%S} ngày {format_date(in_hanoi(at).date())}" in text
