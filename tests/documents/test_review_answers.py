"""The writer's answers to what the reviewer said, and the reviewer's second look."""

from __future__ import annotations

import pytest

from documents.errors import WrongState
from documents.models import ReviewComment
from documents.services import review
from tests.documents.editor_cast import at, remark, returned, second_look, signed_in
from tests.factories import Cast

pytestmark = pytest.mark.django_db
Severity = ReviewComment.Severity


def test_every_must_is_answered_before_handing_in_again(cast: Cast) -> None:
    document = returned(cast)
    mai, address = signed_in(cast.mai), document.compose_url("remarks")
    must = ReviewComment.objects.get(severity=Severity.MUST)
    text = mai.get(address).content.decode()
    assert "III.1, đoạn 2" in text
    assert "- Treo băng rôn tại nhà văn hóa thôn." in text
    assert document.compose_url("section", 3) in text
    check = mai.get(document.compose_url("check")).content.decode()
    assert "Còn 1 góp ý “Phải sửa” chưa trả lời." in check
    blank = {f"tra_loi_{must.pk}": "giu_nguyen", f"vi_{must.pk}": " "}
    wrong = mai.post(address, blank)
    assert wrong.status_code == 422
    assert "Giữ nguyên thì ghi lý do." in wrong.content.decode()
    kept = {f"tra_loi_{must.pk}": "giu_nguyen", f"vi_{must.pk}": "Có ở kế hoạch riêng"}
    assert mai.post(address, kept)["Location"] == document.compose_url("check")
    must.refresh_from_db()
    assert (must.answer, must.answer_reason) == ("giu_nguyen", "Có ở kế hoạch riêng")
    assert must.answered_by == cast.mai
    offer = mai.get(document.compose_url("check")).context["hand_in"]
    assert offer.label == "Trình lại (bản số 2)"
    page = mai.get(document.compose_url("submit")).content.decode()
    assert "Trình lại kế hoạch (bản số 2)?" in page


def test_an_invented_answer_is_no_answer(cast: Cast) -> None:
    document = returned(cast)
    must = ReviewComment.objects.get(severity=Severity.MUST)
    sent = {f"tra_loi_{must.pk}": "sao_cung_duoc"}
    signed_in(cast.mai).post(document.compose_url("remarks"), sent)
    must.refresh_from_db()
    assert must.answer == ""


def test_who_does_not_write_reads_the_remarks_without_boxes(cast: Cast) -> None:
    document = returned(cast)
    address = document.compose_url("remarks")
    text = signed_in(cast.binh).get(address).content.decode()
    assert "Chưa nêu thời hạn." in text
    assert "Lưu trả lời" not in text
    assert signed_in(cast.binh).post(address, {}).status_code == 403


def test_answers_after_the_hand_in_change_nothing(cast: Cast) -> None:
    document = returned(cast)
    must = ReviewComment.objects.get(severity=Severity.MUST)
    review.answer(must, by=cast.actor(cast.mai), answer="da_sua")
    review.submit(document, by=cast.actor(cast.mai))
    with pytest.raises(WrongState):
        review.answer(must, by=cast.actor(cast.mai), answer="giu_nguyen", reason="Đổi ý")
    must.refresh_from_db()
    assert must.answer == "da_sua"


# --- The second look ---


def test_the_second_revision_opens_at_the_differences_with_the_answers_in_place(
    cast: Cast,
) -> None:
    document = second_look(cast)
    binh = signed_in(cast.binh)
    page = binh.get(at("review", document))
    text = page.content.decode()
    assert "Khác nhau giữa bản 1 và 2" in text
    assert "xong trước ngày 15/3/2030" in text
    sheet = page.context["sheet"]
    must = next(said for said in sheet.before if said.comment.severity == Severity.MUST)
    assert must.anchor == "doan-3-2"
    lines = {line.anchor: line for item in sheet.blocks for line in item.lines}
    assert [said.comment.get_answer_display() for said in lines["doan-3-2"].before] == ["Đã sửa"]
    assert lines["doan-3-0"].paragraph.kind == "added"
    whole = binh.get(at("review", document), {"xem": "toan-van"}).content.decode()
    assert "[Thêm: " not in whole
    assert "1. Tổ chức tuyên truyền sâu rộng." in whole


def test_a_remark_on_the_second_revision_names_the_new_paragraph(cast: Cast) -> None:
    document = second_look(cast)
    binh = signed_in(cast.binh)
    remark(binh, document, paragraph=0, text="Bỏ câu này.")
    assert ReviewComment.objects.get(text="Bỏ câu này.").quote == "1. Mở đầu mới."
    assert binh.get(at("review", document)).context["sheet"].said[0].anchor == "doan-3-0"
