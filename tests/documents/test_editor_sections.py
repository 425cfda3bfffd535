""" "Soạn mục": saving, saving by itself, and somebody else being there at the same time."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from documents.lifecycle import State
from documents.models import Document, Section
from documents.services import review
from documents.services.editing import save_section
from tests.documents.editor_cast import duty, signed_in, written
from tests.factories import Cast, draft, paper_in, person
from units.models import Role

pytestmark = pytest.mark.django_db


def form_of(section: Section, **fields: Any) -> dict[str, Any]:
    """What the page of a mục sends."""
    return {
        "muc": section.pk,
        "version": section.version,
        "heading": section.heading,
        "text": section.text,
        "thay_mat": section.document.issuer_id,
    } | fields


def post(client: Client, section: Section, **fields: Any) -> Any:
    address = section.document.compose_url("section", section.order)
    return client.post(address, form_of(section, **fields))


def autosave(client: Client, section: Section, **fields: Any) -> Any:
    address = section.document.compose_url("section", section.order)
    return client.post(address, form_of(section, **fields), headers={"X-Autosave": "1"})


@pytest.fixture
def colleague(cast: Cast) -> Any:
    """A second cadre of UBND xã Tân Kỳ."""
    return person("dung", "Lê Quốc Dũng", (cast.tk_ubnd, Role.STAFF, "Công chức"))


def test_saving_numbers_again_and_goes_to_the_next_section(cast: Cast) -> None:
    document = draft(cast)
    mai, section = signed_in(cast.mai), document.sections.get(order=1)
    answer = post(mai, section, text="1. Mục đích\n3. Yêu cầu\n• Kịp thời", viec="tiep")
    assert answer["Location"] == document.compose_url("section", 2)
    section.refresh_from_db()
    assert section.text == "1. Mục đích\n2. Yêu cầu\n- Kịp thời"
    last = document.sections.get(order=3)
    assert post(mai, last, viec="tiep")["Location"] == document.compose_url("overview")
    stays = post(mai, document.sections.get(order=2), viec="luu")
    assert stays["Location"] == document.compose_url("section", 2)


def test_text_from_word_is_stored_composed(cast: Cast) -> None:
    import unicodedata

    section = draft(cast).sections.get(order=1)
    post(signed_in(cast.mai), section, text=unicodedata.normalize("NFD", "1. Mục đích"))
    section.refresh_from_db()
    assert section.text == "1. Mục đích"


def test_autosave_answers_with_time_and_version(cast: Cast) -> None:
    section = draft(cast).sections.get(order=1)
    mai = signed_in(cast.mai)
    answer = autosave(mai, section, text="1. Đang gõ")
    section.refresh_from_db()
    assert answer.status_code == 200
    assert answer.json()["version"] == section.version == 2
    assert len(answer.json()["saved_at"]) == len("15:42:10")
    assert section.text == "1. Đang gõ"
    again = autosave(mai, section, text="1. Đang gõ tiếp", version=answer.json()["version"])
    assert again.json()["version"] == 3


def test_two_people_lose_nothing_and_learn_each_others_names(cast: Cast, colleague: Any) -> None:
    section = draft(cast).sections.get(order=1)
    opened = section.version
    save_section(section, text="Bản của Dũng", version=opened, by=cast.actor(colleague))
    answer = post(signed_in(cast.mai), section, text="Bản của Mai", version=opened)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Đồng chí Lê Quốc Dũng đã sửa phần này lúc" in text
    assert "Bản của Mai" in text
    assert "Bản của đồng chí Lê Quốc Dũng" in text
    section.refresh_from_db()
    assert section.text == "Bản của Dũng"


def test_autosave_conflict_offers_the_comparison(cast: Cast, colleague: Any) -> None:
    section = draft(cast).sections.get(order=1)
    opened = section.version
    save_section(section, text="Bản của Dũng", version=opened, by=cast.actor(colleague))
    answer = autosave(signed_in(cast.mai), section, text="Bản của Mai", version=opened)
    assert answer.status_code == 409
    assert "Lê Quốc Dũng đã sửa phần này" in answer.json()["message"]
    assert section.document.compose_url("section-conflict", 1) in answer.json()["html"]
    section.refresh_from_db()
    assert section.text == "Bản của Dũng"


@pytest.mark.parametrize(
    ("choice", "kept"),
    [("toi", "Bản của Mai"), ("kia", "Bản của Dũng"), ("ghep", "Bản của cả hai")],
)
def test_the_conflict_page_keeps_one_the_other_or_both(
    choice: str, kept: str, cast: Cast, colleague: Any
) -> None:
    section = draft(cast).sections.get(order=1)
    opened = section.version
    save_section(section, text="Bản của Dũng", version=opened, by=cast.actor(colleague))
    mai = signed_in(cast.mai)
    address = section.document.compose_url("section-conflict", 1)
    shown = mai.post(address, form_of(section, text="Bản của Mai", version=opened))
    assert shown.status_code == 200
    section.refresh_from_db()
    sent = form_of(section, text="Bản của Mai", ghep="Bản của cả hai", giu=choice)
    assert mai.post(address, sent)["Location"] == section.document.compose_url("section", 1)
    section.refresh_from_db()
    assert section.text == kept


def test_a_third_save_during_the_choice_is_noticed(cast: Cast, colleague: Any) -> None:
    section = draft(cast).sections.get(order=1)
    mai = signed_in(cast.mai)
    seen = section.version
    save_section(section, text="Bản thứ ba", version=seen, by=cast.actor(colleague))
    address = section.document.compose_url("section-conflict", 1)
    answer = mai.post(address, form_of(section, text="Bản của Mai", giu="toi", version=seen))
    assert answer.status_code == 409
    assert "Bản của Mai" in answer.content.decode()
    section.refresh_from_db()
    assert section.text == "Bản thứ ba"


def test_the_same_words_twice_are_no_conflict(cast: Cast) -> None:
    section = draft(cast).sections.get(order=1)
    mai, opened = signed_in(cast.mai), section.version
    assert autosave(mai, section, text="Như nhau", version=opened).status_code == 200
    assert autosave(mai, section, text="Như nhau", version=opened).status_code == 200


def test_text_typed_after_the_hand_in_is_shown_to_be_copied(cast: Cast) -> None:
    document = draft(cast)
    section = document.sections.get(order=1)
    review.submit(document, by=cast.actor(cast.mai))
    answer = post(signed_in(cast.mai), section, text="Câu gõ muộn")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Đồng chí Trần Thị Mai đã trình bản số 1 lúc" in text
    assert "nên không lưu được nữa" in text
    assert "Câu gõ muộn" in text
    by_itself = autosave(signed_in(cast.mai), section, text="Câu gõ muộn")
    assert by_itself.status_code == 409
    assert "đã trình bản số 1" in by_itself.json()["message"]
    section.refresh_from_db()
    assert "Câu gõ muộn" not in section.text


def test_a_page_opened_before_the_order_changed_saves_into_its_own_section(cast: Cast) -> None:
    document = draft(cast)
    first, second = document.sections.get(order=1), document.sections.get(order=2)
    mai = signed_in(cast.mai)
    post(mai, second, viec="len")
    answer = autosave(mai, first, text="Chữ của mục đầu")
    assert answer.status_code == 200
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.order, first.text) == (2, "Chữ của mục đầu")
    assert second.order == 1
    assert "Chữ của mục đầu" not in second.text


def test_sections_are_added_moved_and_removed(cast: Cast) -> None:
    document = draft(cast)
    mai, first = signed_in(cast.mai), document.sections.get(order=1)
    added = post(mai, first, viec="them", muc_moi="Kinh phí thực hiện")
    assert added["Location"] == document.compose_url("section", 2)
    headings = list(document.sections.values_list("heading", flat=True))
    assert headings[1] == "Kinh phí thực hiện"
    assert len(headings) == 4
    new = document.sections.get(order=2)
    full = post(mai, new, viec="bo", text="Có chữ")
    assert "Chỉ bỏ được mục chưa có chữ." in full.content.decode()
    new.refresh_from_db()
    assert post(mai, new, viec="bo", text="")["Location"] == document.compose_url("overview")
    assert list(document.sections.values_list("order", flat=True)) == [1, 2, 3]
    nameless = post(mai, document.sections.get(order=1), viec="them", muc_moi=" ")
    assert "Ghi tên mục cần thêm." in nameless.content.decode()


def test_the_last_section_stays(cast: Cast) -> None:
    document = draft(cast)
    document.sections.filter(order__gt=1).delete()
    only = document.sections.get()
    answer = post(signed_in(cast.mai), only, viec="bo", text="")
    assert "Văn bản phải còn ít nhất một mục." in answer.content.decode()
    assert document.sections.count() == 1


def test_the_superiors_words_stand_beside_and_can_be_taken_over(cast: Cast) -> None:
    made = duty(cast)
    mai = signed_in(cast.mai)
    section = made.document.sections.get(order=1)
    page = mai.get(made.document.compose_url("section", 1))
    assert "Nâng cao nhận thức của Nhân dân về chuyển đổi số." in page.content.decode()
    assert "Kế hoạch số 67/KH-UBND" in page.content.decode()
    post(mai, section, text="1. Mục đích\n- Câu của xã.", viec="chep-0")
    section.refresh_from_db()
    assert section.text == (
        "1. Mục đích\n- Câu của xã.\n2. Mục đích\n"
        "- Nâng cao nhận thức của Nhân dân về chuyển đổi số."
    )
    tasks = mai.get(made.document.compose_url("section", 3)).content.decode()
    assert "Nhiệm vụ giao cho đơn vị" in tasks
    assert "Treo băng rôn tuyên truyền" in tasks


def test_ticked_paragraphs_follow_the_text(cast: Cast) -> None:
    made = duty(cast)
    document = written(made, cast)
    section = document.sections.get(holds_tasks=True)
    task = document.tasks.order_by("paragraph").first()
    assert task is not None
    before = task.paragraph
    assert before is not None
    post(signed_in(cast.mai), section, text="1. Mở đầu\n" + section.text)
    task.refresh_from_db()
    assert task.paragraph == before + 1


def test_writing_makes_a_writer_who_no_longer_signs(cast: Cast) -> None:
    document = draft(cast)
    post(signed_in(cast.an), document.sections.get(order=1), text="1. Câu của chủ tịch")
    assert document.writers.filter(pk=cast.an.pk).exists()
    check = signed_in(cast.mai).get(document.compose_url("check")).content.decode()
    assert "Đồng chí Nguyễn Văn An tham gia soạn nên không ký văn bản này." in check


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_a_broken_version_overwrites_nothing(version: str, cast: Cast) -> None:
    section = draft(cast).sections.get(order=1)
    answer = post(signed_in(cast.mai), section, text="Đè lên", version=version)
    assert answer.status_code == 409
    section.refresh_from_db()
    assert section.text != "Đè lên"


def test_a_heading_that_is_too_long_keeps_what_was_typed(cast: Cast) -> None:
    section = draft(cast).sections.get(order=1)
    mai = signed_in(cast.mai)
    answer = post(mai, section, heading="M" * 301, text="Đã gõ nhiều")
    assert answer.status_code == 200
    assert "Đã gõ nhiều" in answer.content.decode()
    assert "<title>Lỗi: " in answer.content.decode()
    assert autosave(mai, section, heading="M" * 301).status_code == 422
    section.refresh_from_db()
    assert "Đã gõ nhiều" not in section.text


def test_a_section_that_is_not_there_is_not_found(cast: Cast) -> None:
    document = draft(cast)
    assert signed_in(cast.mai).get(document.compose_url("section", 9)).status_code == 404


def test_a_form_opened_for_another_unit_saves_nothing(cast: Cast) -> None:
    document = draft(cast)
    section = document.sections.get(order=1)
    answer = post(signed_in(cast.mai), section, text="Nhầm đơn vị", thay_mat=cast.ap_ubnd.pk)
    assert answer.status_code == 409
    section.refresh_from_db()
    assert "Nhầm đơn vị" not in section.text


def test_nothing_is_saved_by_looking(cast: Cast) -> None:
    document = draft(cast)
    before = Document.objects.filter(pk=document.pk).values().get()
    signed_in(cast.an).get(document.compose_url("section", 1))
    assert Document.objects.filter(pk=document.pk).values().get() == before
    assert not document.writers.filter(pk=cast.an.pk).exists()


def test_a_returned_paper_is_written_on(cast: Cast) -> None:
    document = paper_in(State.RETURNED, cast)
    section = document.sections.get(order=1)
    assert post(signed_in(cast.mai), section, text="1. Đã bổ sung").status_code == 302
    section.refresh_from_db()
    assert section.text == "1. Đã bổ sung"
