"""Nhập văn bản: what a clerk types, and every way it can be wrong."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from activity.models import LogEntry
from documents.models import Document
from tests.directives.scenes import received, signed_in
from tests.factories import Cast

pytestmark = pytest.mark.django_db
PAGE = "/van-ban/nhap/tay/"


@pytest.fixture
def clerk(client: Client, cast: Cast) -> Client:
    return signed_in(client, cast.ha)


def typed(cast: Cast, **changes: Any) -> dict[str, Any]:
    return {
        "thay_mat": cast.tk_ubnd.pk,
        "issuer": "UBND thành phố Hải Phòng",
        "issuer-chon": cast.city_ubnd.pk,
        "type_code": "KH",
        "full_number": "67/KH-UBND",
        "date": "27/02/2026",
        "subject": "Tuyên truyền Nghị quyết số 57-NQ/TW năm 2026",
        "signer_name": "Lê Ngọc Châu",
        "position": "Chủ tịch",
        "citations": "Nghị quyết số 57-NQ/TW;\n\nHướng dẫn số 186-HD/BTGTW.",
        "body": "1. Tuyên truyền.\n2. Báo cáo.",
        **changes,
    }


def word_file() -> bytes:
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


WORD = word_file()


def page(response: Any) -> str:
    return str(response.content.decode())


def test_a_paper_is_entered_with_its_file_and_then_its_tasks_are_marked(
    clerk: Client, cast: Cast
) -> None:
    file = SimpleUploadedFile("Kế hoạch 67.docx", WORD)
    response = clerk.post(PAGE, typed(cast, file=file))
    document = Document.objects.get()
    assert response["Location"] == reverse("directives:tasks", args=[document.pk])
    assert document.full_number == "67/KH-UBND"
    assert (document.issuer, document.registered_by_unit) == (cast.city_ubnd, cast.tk_ubnd)
    assert document.date == dt.date(2026, 2, 27)
    assert [c.text for c in document.citations.all()] == [
        "Nghị quyết số 57-NQ/TW",
        "Hướng dẫn số 186-HD/BTGTW",
    ]
    stored = document.files.get()
    with stored.file.open() as kept:
        assert kept.read() == WORD
    assert str(stored.file.name).endswith(".docx")
    assert document.incoming_entries.get().number == 1
    assert LogEntry.objects.filter(verb="documents.register").count() == 1
    following = page(clerk.get(response["Location"]))
    assert "Đã nhập Kế hoạch số 67/KH-UBND, số đến 1." in following


@pytest.mark.parametrize("who", ["mai", "an", "quan"])
def test_the_page_is_there_for_clerks_and_reviewers_only(
    who: str, client: Client, cast: Cast
) -> None:
    signed_in(client, getattr(cast, who))
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, typed(cast)).status_code == 404
    signed_in(client, cast.binh)
    assert client.get(PAGE).status_code == 200


def test_the_page_warns_about_secret_papers(clerk: Client) -> None:
    assert "Không tải lên văn bản có độ mật." in page(clerk.get(PAGE))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"date": "31/2/2026"}, "Tháng 2/2026 không có ngày 31."),
        ({"date": "31/12/2099"}, "Ngày văn bản 31/12/2099 chưa tới."),
        ({"date": ""}, "Chưa điền “Ngày văn bản”."),
        ({"full_number": "sáu mươi bảy"}, "Chưa đọc được số, ký hiệu “sáu mươi bảy”."),
        ({"full_number": "99999999999999999999/KH"}, "Chưa đọc được số, ký hiệu"),
        ({"subject": " \u200b "}, "Chưa điền “Trích yếu”."),
        ({"citations": "x" * 1001}, "dài hơn 1000 chữ cái"),
        ({"type_code": "XX"}, "Cần sửa: "),
        ({"issuer": "", "issuer-chon": ""}, "Chưa chọn “Cơ quan ban hành”."),
        (
            {"issuer": "Sở Giao thông công chính", "issuer-chon": ""},
            "Không tìm thấy đơn vị “Sở Giao thông công chính”.",
        ),
        (
            {"issuer": "hai phong", "issuer-chon": ""},
            "Nhiều đơn vị có chữ “hai phong”. Chọn một đơn vị trong danh sách.",
        ),
    ],
)
def test_each_wrong_answer_gets_its_sentence_and_keeps_the_rest(
    changes: dict[str, str], sentence: str, clerk: Client, cast: Cast
) -> None:
    response = clerk.post(PAGE, typed(cast, **changes))
    assert response.status_code == 200
    assert sentence in page(response)
    assert "<title>Lỗi: Nhập văn bản" in page(response)
    assert "Lê Ngọc Châu" in page(response)
    assert not Document.objects.exists()


def test_a_unit_ticked_before_is_not_kept_when_other_words_are_typed(
    clerk: Client, cast: Cast
) -> None:
    clerk.post(PAGE, typed(cast, issuer="Thành ủy Hải Phòng", type_code="HD"))
    assert Document.objects.get().issuer == cast.city_party


def test_units_are_found_without_accents_and_nothing_is_judged_meanwhile(
    clerk: Client, cast: Cast
) -> None:
    answer = page(
        clerk.post(PAGE, typed(cast, issuer="uy ban tan ky", date="31/2/2026", _tim="issuer"))
    )
    assert f'value="{cast.tk_ubnd.pk}" id="id_issuer_{cast.tk_ubnd.pk}"' in answer
    assert "Cần sửa" not in answer
    assert "31/2/2026" in answer
    assert not Document.objects.exists()


def test_the_day_is_answered_with_its_weekday(clerk: Client, cast: Cast) -> None:
    assert "thứ Sáu, 27/02/2026" in page(clerk.post(PAGE, {"date": "27.2.2026", "_doc": "1"}))


def test_the_same_paper_is_not_entered_twice(clerk: Client, cast: Cast) -> None:
    clerk.post(PAGE, typed(cast))
    document = Document.objects.get()
    again = page(clerk.post(PAGE, typed(cast, full_number="Số: 067/KH-UBND")))
    assert "Số 67/KH-UBND của UBND thành phố Hải Phòng ngày 27/02/2026 đã có." in again
    assert f'<a href="{document.get_absolute_url()}">Mở bản đã có</a>' in again
    assert Document.objects.count() == 1


def test_a_paper_another_unit_entered_for_itself_neither_stops_nor_shows_itself(
    clerk: Client, cast: Cast
) -> None:
    received(
        cast,
        by=cast.actor(cast.chi),
        issuer=cast.city_ubnd,
        type_code="KH",
        full_number="67/KH-UBND",
        date=dt.date(2026, 2, 27),
    )
    assert clerk.post(PAGE, typed(cast)).status_code == 302
    assert Document.objects.filter(registered_by_unit=cast.tk_ubnd).count() == 1


def test_a_wrong_file_gets_its_sentence(clerk: Client, cast: Cast) -> None:
    file = SimpleUploadedFile("67.docx", b"%PDF-1.7 khong phai Word")
    response = page(clerk.post(PAGE, typed(cast, file=file)))
    assert "Không nhận tệp “67.docx”: nội dung không đúng đuôi tệp." in response
    assert not Document.objects.exists()


def test_a_good_file_must_be_chosen_again_when_something_else_is_wrong(
    clerk: Client, cast: Cast
) -> None:
    file = SimpleUploadedFile("67.docx", WORD)
    response = page(clerk.post(PAGE, typed(cast, file=file, date="31/2/2026")))
    assert "Chọn lại tệp “67.docx” trước khi lưu." in response
    assert "Tháng 2/2026 không có ngày 31." in response


@pytest.mark.parametrize(
    ("number", "kept"),
    [("5/KH-UBND", "05/KH-UBND"), ("Số 12a/QĐ-UBND", "12a/QĐ-UBND"), ("9-KH/TU", "09-KH/TU")],
)
def test_the_number_is_kept_as_printed(number: str, kept: str, clerk: Client, cast: Cast) -> None:
    clerk.post(PAGE, typed(cast, full_number=number))
    assert Document.objects.get().full_number == kept


def test_a_form_opened_for_another_unit_enters_nothing(clerk: Client, cast: Cast) -> None:
    response = clerk.post(PAGE, typed(cast, thay_mat=cast.ap_ubnd.pk))
    assert response.status_code == 409
    assert not Document.objects.exists()
