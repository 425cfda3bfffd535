"""The reviewer's page and acts, and the writer's answers to what was said."""

from __future__ import annotations

from typing import Any

import pytest

from documents.lifecycle import State
from documents.models import Document, ReviewComment
from documents.reading import place_of
from documents.services import review
from tests.documents.editor_cast import at, duty, remark, second_look, signed_in, written
from tests.factories import Cast, draft, paper_in
from units.dates import HANOI, in_hanoi

pytestmark = pytest.mark.django_db
Severity = ReviewComment.Severity


# --- Opening ---


def test_looking_claims_nothing_and_the_button_does(cast: Cast) -> None:
    document = paper_in(State.SUBMITTED, cast)
    binh = signed_in(cast.binh)
    text = binh.get(at("review", document)).content.decode()
    assert "Mở thẩm định" in text
    assert "Góp ý<span" not in text
    document.refresh_from_db()
    assert (document.state, document.reviewer) == (State.SUBMITTED, None)
    assert "không rút lại được nữa" in binh.get(at("review-claim", document)).content.decode()
    assert binh.post(at("review-claim", document))["Location"] == at("review", document)
    document.refresh_from_db()
    assert (document.state, document.reviewer) == (State.REVIEWING, cast.binh)
    writer = signed_in(cast.mai).get(document.compose_url("overview")).content.decode()
    assert "Đang được thẩm định" in writer


def test_of_two_who_open_it_the_second_reads_who_was_first(cast: Cast) -> None:
    document = paper_in(State.SUBMITTED, cast)
    signed_in(cast.hoa).post(at("review-claim", document))
    answer = signed_in(cast.binh).post(at("review-claim", document))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Đồng chí Vũ Thị Hoa đã mở thẩm định bản số 1 lúc" in text
    assert "Đang thẩm định: Vũ Thị Hoa" in text
    document.refresh_from_db()
    assert document.reviewer == cast.hoa


def test_others_look_on_but_cannot_act(cast: Cast) -> None:
    document = paper_in(State.REVIEWING, cast)
    hoa = signed_in(cast.hoa)
    text = hoa.get(at("review", document)).content.decode()
    assert "Đồng chí Lê Thị Bình đang thẩm định" in text
    assert at("review-approve", document) not in text
    for page in ("review-approve", "review-return", "review-release", "review-comment"):
        answer = hoa.post(at(page, document), {"revision": 1, "text": "x"})
        assert answer.status_code == 403
        assert "đồng chí Lê Thị Bình đang thẩm định" in answer.content.decode()
    document.refresh_from_db()
    assert document.state == State.REVIEWING


@pytest.mark.parametrize("person", ["mai", "an", "kiem"])
def test_the_reviewers_page_is_refused_to_others_who_see_the_paper(person: str, cast: Cast) -> None:
    document = paper_in(State.SUBMITTED, cast)
    client = signed_in(getattr(cast, person))
    answer = client.get(at("review", document))
    assert answer.status_code == 403
    assert "Người làm được việc này: " in answer.content.decode()
    assert "Lê Thị Bình (Chuyên viên)" in answer.content.decode()
    assert client.post(at("review-claim", document)).status_code == 403


def test_who_wrote_it_does_not_review_it(cast: Cast) -> None:
    document = paper_in(State.SUBMITTED, cast)
    document.writers.add(cast.binh)
    binh = signed_in(cast.binh)
    text = binh.get(at("review", document)).content.decode()
    assert "đồng chí tham gia soạn văn bản này" in text
    assert "Người làm được việc này: " in text
    assert f'action="{at("review-claim", document)}"' not in text
    assert binh.post(at("review-claim", document)).status_code == 403


def test_a_draft_of_ones_own_unit_is_not_there_to_review(cast: Cast) -> None:
    document = draft(cast, review_unit=cast.tk_ubnd)
    answer = signed_in(cast.an).get(at("review", document))
    assert answer["Location"] == document.compose_url("overview")
    assert signed_in(cast.binh).get(at("review", document)).status_code == 404


def test_giving_it_back_to_the_queue_keeps_the_remarks(cast: Cast) -> None:
    document = paper_in(State.REVIEWING, cast)
    binh = signed_in(cast.binh)
    remark(binh, document)
    assert "Trả bản số 1 về hàng chờ?" in binh.get(at("review-release", document)).content.decode()
    binh.post(at("review-release", document))
    document.refresh_from_db()
    assert (document.state, document.reviewer) == (State.SUBMITTED, None)
    assert ReviewComment.objects.filter(revision__document=document).count() == 1


# --- Remarks ---


def test_a_remark_stands_at_its_paragraph(cast: Cast) -> None:
    document = paper_in(State.REVIEWING, cast)
    binh = signed_in(cast.binh)
    page = binh.get(at("review", document), {"muc": 3, "doan": 1})
    assert "Góp ý ở: III.1, đoạn 2" in page.content.decode()
    answer = remark(binh, document)
    assert answer["Location"] == at("review", document) + "#doan-3-1"
    stored = ReviewComment.objects.get()
    assert stored.quote == "- Treo băng rôn tại nhà văn hóa thôn."
    assert (stored.section, stored.paragraph, stored.author) == (3, 1, cast.binh)
    page = binh.get(at("review", document))
    said = page.context["sheet"].said[0]
    assert (said.place, said.anchor) == ("III.1, đoạn 2", "doan-3-1")
    assert "Trả lại (1 chỗ phải sửa)" in page.content.decode()


def test_a_general_remark_belongs_to_the_whole_paper(cast: Cast) -> None:
    document = paper_in(State.REVIEWING, cast)
    binh = signed_in(cast.binh)
    assert "Góp ý ở: Cả văn bản" in binh.get(at("review", document), {"chung": 1}).content.decode()
    remark(binh, document, section=0, paragraph="", severity="nen_sua")
    assert binh.get(at("review", document)).context["sheet"].said[0].place == "Cả văn bản"


def test_an_empty_remark_asks_for_words_and_keeps_its_place(cast: Cast) -> None:
    document = paper_in(State.REVIEWING, cast)
    answer = remark(signed_in(cast.binh), document, text=" ")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Ghi nội dung góp ý." in text
    assert "Góp ý ở: III.1, đoạn 2" in text
    assert not ReviewComment.objects.exists()


def test_a_remark_too_late_shows_what_was_typed(cast: Cast) -> None:
    document = paper_in(State.REVIEWING, cast)
    binh = signed_in(cast.binh)
    review.approve(document, by=cast.actor(cast.binh), seen_revision=1)
    answer = remark(binh, document, text="Góp ý gõ muộn")
    assert answer.status_code == 409
    assert "Góp ý gõ muộn" in answer.content.decode()
    assert not ReviewComment.objects.exists()


def test_ones_own_remark_is_taken_back_after_asking(cast: Cast) -> None:
    document = paper_in(State.REVIEWING, cast)
    binh = signed_in(cast.binh)
    remark(binh, document)
    stored = ReviewComment.objects.get()
    address = at("review-comment-delete", document, stored.pk)
    assert "Xóa góp ý “III.1, đoạn 2”?" in binh.get(address).content.decode()
    assert ReviewComment.objects.exists()
    binh.post(address)
    assert not ReviewComment.objects.exists()
    assert binh.post(address).status_code == 404


def test_remarks_under_way_are_not_the_writers_yet(cast: Cast) -> None:
    document = paper_in(State.REVIEWING, cast)
    remark(signed_in(cast.binh), document, text="Ý kiến chưa gửi")
    for page in ("remarks", "overview", "check"):
        answer = signed_in(cast.mai).get(document.compose_url(page), follow=True)
        assert "Ý kiến chưa gửi" not in answer.content.decode()


# --- Returning ---


def test_returning_needs_something_to_mend(cast: Cast) -> None:
    document = paper_in(State.REVIEWING, cast)
    binh, address = signed_in(cast.binh), at("review-return", document)
    text = binh.get(address, {"ban": 1}).content.decode()
    assert "Trả lại bản số 1 cho UBND xã Tân Kỳ?" in text
    nothing = binh.post(address, {"revision": 1, "remark": "", "before": "17/3/2030"})
    assert "Trả lại cần ít nhất một góp ý “Phải sửa” hoặc một nhận xét chung." in (
        nothing.content.decode()
    )
    assert "17/3/2030" in nothing.content.decode()
    remark(binh, document)
    answer = binh.post(address, {"revision": 1, "remark": "", "before": "17/3/2030"}, follow=True)
    assert "Hạn trình lại 23:59 thứ Bảy 16/3/2030." in answer.content.decode()
    document.refresh_from_db()
    assert document.state == State.RETURNED
    assert document.resubmit_by is not None
    last = in_hanoi(document.resubmit_by)
    assert (last.day, last.hour, last.minute, last.second) == (16, 23, 59, 59)
    assert last.tzinfo == HANOI


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/2/2030", "Tháng 2/2030 không có ngày 31."),
        ("1/1/2020", "Ngày trình lại phải sau hôm nay."),
        ("mai", "Chưa đọc được ngày “mai”."),
    ],
)
def test_a_wrong_day_keeps_the_remark(typed: str, sentence: str, cast: Cast) -> None:
    document = paper_in(State.REVIEWING, cast)
    sent = {"revision": 1, "remark": "Bổ sung kinh phí.", "before": typed}
    text = signed_in(cast.binh).post(at("review-return", document), sent).content.decode()
    assert sentence in text
    assert "Bổ sung kinh phí." in text
    document.refresh_from_db()
    assert document.state == State.REVIEWING


# --- Approving ---


def test_approving_names_the_revision(cast: Cast) -> None:
    document = paper_in(State.REVIEWING, cast)
    binh, address = signed_in(cast.binh), at("review-approve", document)
    text = binh.get(address, {"ban": 1}).content.decode()
    assert "Duyệt bản số 1?" in text
    assert "Bản số 1 được chốt; sửa nữa phải trình lại." in text
    answer = binh.post(address, {"revision": 1}, follow=True)
    assert "Đã duyệt bản số 1" in answer.content.decode()
    document.refresh_from_db()
    assert document.state == State.APPROVED
    assert document.approved_revision == document.revisions.get()


def test_a_newer_revision_is_never_approved_unseen(cast: Cast) -> None:
    document = second_look(cast)
    answer = signed_in(cast.binh).post(at("review-approve", document), {"revision": 1})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Vừa có bản số 2 trình lúc" in text
    assert "Ý kiến duyệt bản số 1 chưa được ghi." in text
    assert f"{document.compose_url('compare')}?tu=1&amp;den=2" in text
    assert "Xem khác nhau giữa bản 1 và 2" in text
    document.refresh_from_db()
    assert (document.state, document.approved_revision) == (State.REVIEWING, None)


@pytest.mark.parametrize("page", ["review-approve", "review-return", "review-release"])
def test_a_decision_taken_before_says_by_whom_and_when(page: str, cast: Cast) -> None:
    document = paper_in(State.APPROVED, cast)
    before = Document.objects.filter(pk=document.pk).values().get()
    binh = signed_in(cast.binh)
    for answer in (
        binh.get(at(page, document)),
        binh.post(at(page, document), {"revision": 1, "remark": "Sửa"}),
    ):
        assert answer.status_code == 409
        assert "Đồng chí Lê Thị Bình đã duyệt bản số 1 lúc" in answer.content.decode()
        assert "btn-danger" not in answer.content.decode()
    assert Document.objects.filter(pk=document.pk).values().get() == before


def test_open_remarks_are_named_before_approving(cast: Cast) -> None:
    document = paper_in(State.REVIEWING, cast)
    binh = signed_in(cast.binh)
    remark(binh, document)
    text = binh.get(at("review-approve", document)).content.decode()
    assert "Bản này đang có 1 góp ý “Phải sửa”." in text


def test_beside_the_paper_stand_coverage_check_and_reasons(cast: Cast) -> None:
    made = duty(cast)
    document = written(made, cast)
    document.opening = "UBND xã ban hành Hướng dẫn như sau:"
    document.save()
    document.waivers.create(finding="type", reason="Theo mẫu của thành phố", by=cast.mai)
    review.submit(document, by=cast.actor(cast.mai))
    text = signed_in(cast.binh).get(at("review", document)).content.decode()
    assert "Đối chiếu nhiệm vụ cấp trên" in text
    assert "2 nhiệm vụ được giao: 2 đã trả lời, 0 chưa" in text
    assert "Đơn vị giữ nguyên, vì: Theo mẫu của thành phố" in text


def test_places_are_named_as_people_name_them() -> None:
    content: Any = {
        "sections": [
            {"heading": "A", "text": "Mở đầu\n1. Một\n- gạch\n1.1. Nhỏ\na) điểm"},
            {"heading": "B", "text": "- gạch"},
        ]
    }
    named = [place_of(content, 1, paragraph) for paragraph in range(5)]
    assert named == ["I, đoạn 1", "I.1", "I.1, đoạn 2", "I.1.1", "I.1.1, đoạn 2"]
    assert place_of(content, 2, 0) == "II, đoạn 1"
    assert place_of(content, 2, None) == "Mục II"
    assert place_of(content, 2, 9) == "Mục II"
    assert place_of(content, 0, None) == place_of(content, 7, 1) == "Cả văn bản"
