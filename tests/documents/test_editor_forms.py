""" "Thông tin chung", "Căn cứ", "Nơi nhận", "Người ký", "Phụ lục" and the preview."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from documents import tables
from documents.lifecycle import State
from documents.models import Document
from documents.services import editing, review
from tests.documents.editor_cast import duty, lines_of, signed_in
from tests.factories import Cast, draft, paper_in

pytestmark = pytest.mark.django_db


def pdf_text(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


# --- Thông tin chung ---


def general_of(document: Document, **fields: Any) -> dict[str, Any]:
    return {
        "version": document.version,
        "subject": document.subject,
        "urgency": document.urgency,
        "opening": document.opening,
        "closing": document.closing,
        "review_unit": document.review_unit_id,
    } | fields


def test_general_facts_are_saved(cast: Cast) -> None:
    document = draft(cast)
    sent = general_of(
        document, subject="Chuyển đổi số năm 2026", urgency="khan", closing="Trân trọng"
    )
    answer = signed_in(cast.mai).post(document.compose_url("general"), sent)
    assert answer["Location"] == document.compose_url("overview")
    document.refresh_from_db()
    assert (document.subject, document.urgency) == ("Chuyển đổi số năm 2026", "khan")
    assert document.closing == "Trân trọng"


def test_a_plan_asked_for_does_not_choose_its_reviewer(cast: Cast) -> None:
    asked, own = duty(cast).document, draft(cast)
    mai = signed_in(cast.mai)
    assert "review_unit" not in mai.get(asked.compose_url("general")).context["form"].fields
    form = mai.get(own.compose_url("general")).context["form"]
    names = {str(unit) for unit in form.fields["review_unit"].queryset}
    assert names == {"UBND xã Tân Kỳ", str(cast.board)}
    outside = general_of(own, review_unit=cast.ap_ubnd.pk)
    assert mai.post(own.compose_url("general"), outside).status_code == 200
    own.refresh_from_db()
    assert own.review_unit == cast.board


def test_only_a_letter_of_the_state_asks_for_its_field(cast: Cast) -> None:
    letter = draft(cast, type_code="CV")
    fields = signed_in(cast.mai).get(letter.compose_url("general")).context["form"].fields
    assert {"field", "type_code"} <= set(fields)
    plan = draft(cast)
    fields = signed_in(cast.mai).get(plan.compose_url("general")).context["form"].fields
    assert not {"field", "type_code"} & set(fields)


def test_a_simultaneous_change_is_shown_beside_what_was_typed(cast: Cast) -> None:
    document = draft(cast)
    opened = document.version
    editing.save_fields(document, version=opened, by=cast.actor(cast.an), subject="Bản của An")
    sent = general_of(document, subject="Bản của Mai", version=opened)
    answer = signed_in(cast.mai).post(document.compose_url("general"), sent)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Chưa ghi đè; xem lại rồi lưu lần nữa." in text
    assert "Bản của An" in text
    assert "Bản của Mai" in text
    document.refresh_from_db()
    assert document.subject == "Bản của An"
    again = general_of(document, subject="Bản của Mai")
    signed_in(cast.mai).post(document.compose_url("general"), again)
    document.refresh_from_db()
    assert document.subject == "Bản của Mai"


def test_general_facts_save_themselves(cast: Cast) -> None:
    document = draft(cast)
    mai, address = signed_in(cast.mai), document.compose_url("general")
    by_itself = {"X-Autosave": "1"}
    answer = mai.post(address, general_of(document, subject="Tự lưu"), headers=by_itself)
    document.refresh_from_db()
    assert answer.json()["version"] == document.version
    assert document.subject == "Tự lưu"
    empty = mai.post(address, general_of(document, subject=""), headers=by_itself)
    assert empty.status_code == 422
    stale = mai.post(address, general_of(document, version=1), headers=by_itself)
    assert stale.status_code == 409
    assert "message" in stale.json()


# --- Căn cứ ---


def test_citations_are_linked_to_the_papers_the_portal_has(cast: Cast) -> None:
    made = duty(cast)
    document = made.document
    typed = "Căn cứ Luật Chính quyền địa phương;\n\nThực hiện Kế hoạch số 67/KH-UBND của thành phố;"
    seen = editing.citations_seen(document)
    mai = signed_in(cast.mai)
    mai.post(document.compose_url("citations"), {"can_cu": typed, "da_thay": seen})
    rows = list(document.citations.values_list("text", "cited"))
    assert rows == [
        ("Căn cứ Luật Chính quyền địa phương", None),
        ("Thực hiện Kế hoạch số 67/KH-UBND của thành phố", made.directive.pk),
    ]
    page = mai.get(document.compose_url("citations")).content.decode()
    assert "chưa thấy trong cổng" in page


def test_a_paper_found_in_the_portal_is_cited_without_typing(cast: Cast) -> None:
    made = duty(cast)
    document = draft(cast)
    mai = signed_in(cast.mai)
    cast_directive = made.directive
    cast_directive.deliveries.create(unit=cast.tk_ubnd, sent_at=document.created_at)
    found = mai.get(document.compose_url("citations"), {"tim": "67 kh ubnd"})
    assert [paper.pk for paper in found.context["found"]] == [cast_directive.pk]
    mai.post(document.compose_url("citations"), {"can_cu": "Luật A", "them": cast_directive.pk})
    assert list(document.citations.values_list("text", flat=True)) == [
        "Luật A",
        "Kế hoạch số 67/KH-UBND ngày 27/02/2026 của Ủy ban nhân dân thành phố Hải Phòng về "
        "tuyên truyền Nghị quyết số 57-NQ/TW năm 2026",
    ]
    none = mai.get(document.compose_url("citations"), {"tim": "khong co"}).content.decode()
    assert "Không thấy “khong co” trong phạm vi được xem." in none


def test_citations_changed_meanwhile_are_not_overwritten(cast: Cast) -> None:
    document = draft(cast)
    seen = editing.citations_seen(document)
    editing.save_citations(document, ["Luật của An"], by=cast.actor(cast.an))
    sent = {"can_cu": "Luật của Mai", "da_thay": seen}
    answer = signed_in(cast.mai).post(document.compose_url("citations"), sent)
    assert answer.status_code == 409
    assert "Luật của Mai" in answer.content.decode()
    assert "Luật của An" in answer.content.decode()
    assert list(document.citations.values_list("text", flat=True)) == ["Luật của An"]


# --- Phụ lục ---


def appendix_form(document: Document, *rows: dict[str, Any], **fields: Any) -> dict[str, Any]:
    sent: dict[str, Any] = {
        "pl-TOTAL_FORMS": len(rows),
        "pl-INITIAL_FORMS": document.appendices.count(),
        "da_thay": editing.appendices_seen(document),
        "viec": "luu",
    }
    for place, row in enumerate(rows):
        sent |= {f"pl-{place}-{name}": value for name, value in row.items()}
    return sent | fields


def test_a_table_pasted_from_excel_becomes_an_appendix(cast: Cast) -> None:
    document = draft(cast)
    mai, address = signed_in(cast.mai), document.compose_url("appendices")
    pasted = "Nhiệm vụ\tSố buổi\nPhát thanh\t12\nBăng rôn\t3"
    rows: tuple[dict[str, Any], ...] = (
        {"title": "Bảng phân công", "text": "", "table": pasted, "landscape": "on"},
        {},
    )
    mai.post(address, appendix_form(document, *rows))
    appendix = document.appendices.get()
    assert appendix.table == {
        "head": ["Nhiệm vụ", "Số buổi"],
        "rows": [["Phát thanh", "12"], ["Băng rôn", "3"]],
        "numeric": [1],
    }
    assert appendix.landscape
    assert "Phát thanh\t12" in mai.get(address).content.decode()
    drop = {"title": "Bảng phân công", "table": pasted, "DELETE": "on"}
    mai.post(address, appendix_form(document, drop, {}))
    assert not document.appendices.exists()


def test_a_broken_table_keeps_what_was_pasted(cast: Cast) -> None:
    document = draft(cast)
    mai, address = signed_in(cast.mai), document.compose_url("appendices")
    answer = mai.post(address, appendix_form(document, {"title": "", "table": "một cột thôi"}))
    text = answer.content.decode()
    assert "Chưa thấy cột nào." in text
    assert "một cột thôi" in text
    assert "<title>Lỗi: " in text
    nameless = mai.post(address, appendix_form(document, {"title": "", "table": "a\tb\nc\td"}))
    assert "Ghi tên phụ lục." in nameless.content.decode()
    assert not document.appendices.exists()


def test_tables_survive_the_way_out_and_in() -> None:
    text = "Đơn vị\tSố\tTỷ lệ\nXã A\t1.250\t86,3%\nXã B\t\t"
    table = tables.parse_table(text)
    assert table is not None
    assert table["numeric"] == [1, 2]
    assert tables.parse_table(tables.to_text(table)) == table
    drawn = tables.parse_table("| a | b |\n| 1 | 2 |")
    assert drawn == {"head": ["a", "b"], "rows": [["1", "2"]], "numeric": [0, 1]}
    assert tables.parse_table(" \n ") is None
    with pytest.raises(ValueError, match="Bảng phải có dòng tên cột"):
        tables.parse_table("a\tb")


# --- Xem trước ---


def test_the_preview_carries_the_draft_mark_and_the_text_as_it_stands(cast: Cast) -> None:
    document = draft(cast)
    answer = signed_in(cast.mai).get(document.compose_url("preview-pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    text = pdf_text(answer.content)
    assert "DỰ THẢO" in text
    assert "Tổ chức tuyên truyền sâu rộng" in text


def test_places_to_fill_in_do_not_stop_the_preview(cast: Cast) -> None:
    document = draft(cast)
    section = document.sections.get(order=1)
    actor = cast.actor(cast.mai)
    editing.save_section(section, text="- Kết quả: 〔cần điền〕.", version=1, by=actor)
    answer = signed_in(cast.mai).get(document.compose_url("preview-pdf"))
    assert "[cần điền]" in pdf_text(answer.content)


def test_letters_the_font_lacks_are_named(cast: Cast) -> None:
    document = draft(cast)
    section = document.sections.get(order=1)
    actor = cast.actor(cast.mai)
    editing.save_section(section, text="- Chúc mừng 🎉", version=1, by=actor)
    mai = signed_in(cast.mai)
    answer = mai.get(document.compose_url("preview-pdf"))
    assert answer.status_code == 422
    assert "không in được “🎉”" in answer.content.decode()
    assert (
        "không in được “🎉”. Xóa hoặc thay."
        in mai.get(document.compose_url("check")).content.decode()
    )


def test_a_revision_is_printed_as_it_was_handed_in(cast: Cast) -> None:
    document = paper_in(State.RETURNED, cast)
    section = document.sections.get(order=1)
    actor = cast.actor(cast.mai)
    editing.save_section(section, text="- Câu mới.", version=section.version, by=actor)
    mai, address = signed_in(cast.mai), document.compose_url("preview-pdf")
    assert "Câu mới" not in pdf_text(mai.get(address, {"ban": 1}).content)
    assert "Câu mới" in pdf_text(mai.get(address).content)
    assert "Câu mới" not in pdf_text(signed_in(cast.binh).get(address).content)
    assert mai.get(address, {"ban": 7}).status_code == 404


def typed_after_hand_in(client: Client, document: Document) -> list[Any]:
    return [
        client.post(document.compose_url("general"), general_of(document, subject="Gõ muộn")),
        client.post(document.compose_url("citations"), {"can_cu": "Gõ muộn"}),
        client.post(document.compose_url("recipients"), lines_of(document, [("Gõ muộn", "")])),
        client.post(
            document.compose_url("appendices"),
            appendix_form(document, {"title": "Phụ lục", "text": "Gõ muộn"}),
        ),
    ]


def test_whatever_is_typed_after_the_hand_in_can_be_copied(cast: Cast) -> None:
    document = draft(cast)
    review.submit(document, by=cast.actor(cast.mai))
    for answer in typed_after_hand_in(signed_in(cast.mai), document):
        assert answer.status_code == 409
        assert "đã trình bản số 1" in answer.content.decode()
        assert "Gõ muộn" in answer.content.decode()
    document.refresh_from_db()
    assert document.subject != "Gõ muộn"
    assert not document.appendices.exists()
