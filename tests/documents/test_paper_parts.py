"""Parts not every paper has, from the form to the printed file: circulation note, drafter's code,
Đồng kính gửi, footnotes, appendices in files of their own."""

from __future__ import annotations

import pytest
from django.test import Client

from documents import compose, pdf, signing
from documents.lifecycle import State
from documents.models import DocumentFile, Recipient, TrustedAuthority
from documents.services import editing
from tests.factories import Cast, bring, draft
from tests.papers.measured import Measured

pytestmark = pytest.mark.django_db
Kind = DocumentFile.Kind


def test_circulation_and_drafters_code_are_typed_in_the_general_part(
    cast: Cast, client: Client
) -> None:
    document = draft(cast)
    client.force_login(cast.mai)
    page = client.get(document.compose_url("general")).text
    assert "Xem xong trả lại" in page
    assert "Tài liệu hội nghị" not in page  # the Party's words
    client.post(
        document.compose_url("general"),
        {
            "version": document.version,
            "type_code": document.type_code,
            "subject": document.subject,
            "urgency": "",
            "circulation": "LƯU HÀNH NỘI BỘ",
            "drafter_code": "TTM.05",
            "review_unit": document.review_unit_id,
        },
    )
    document.refresh_from_db()
    content = compose.build_content(document)
    assert content["circulation"] == "LƯU HÀNH NỘI BỘ"
    assert content["drafter_code"] == "TTM.05"


def test_a_line_that_says_dong_kinh_gui_is_printed_apart_and_still_sent(cast: Cast) -> None:
    document = draft(cast, type_code="CV")
    rows = [
        ("Ủy ban nhân dân thành phố Hải Phòng", "", False),
        ("Đồng kính gửi: Sở Khoa học và Công nghệ thành phố Hải Phòng", "", False),
    ]
    kind = Recipient.Kind.ADDRESSEE
    lines = editing.save_recipients(document, rows, kind=kind, by=cast.actor(cast.mai))
    content = compose.build_content(document)
    assert content["addressees"] == ["Ủy ban nhân dân thành phố Hải Phòng"]
    assert content["co_addressees"] == ["Sở Khoa học và Công nghệ thành phố Hải Phòng"]
    assert lines[1].units_group is not None


def test_an_appendix_in_a_file_of_its_own_is_signed_when_the_paper_is_issued(
    cast: Cast, client: Client
) -> None:
    document = draft(cast)
    seen = editing.appendices_seen(document)
    shared = {"text": "", "table": None, "landscape": False}
    rows = [
        {"title": "Đề cương", **shared, "text": "1. Nội dung", "separate": False},
        {"title": "Biểu mẫu", **shared, "text": "1. Số liệu", "separate": True},
    ]
    editing.save_appendices(document, rows, by=cast.actor(cast.mai), seen=seen)
    section = document.sections.first()
    assert section is not None
    text = f"{section.text}\nChi tiết tại Phụ lục I và Phụ lục II."
    editing.save_section(section, text=text, version=section.version, by=cast.actor(cast.mai))
    bring(document, State.ISSUED, cast)
    attached = document.files.get(kind=Kind.ATTACHED)
    stem = document.full_number.replace("/", "-")
    assert attached.name == f"{stem} - Phụ lục II.pdf"
    data = attached.read()
    words = [line.text for line in Measured(data).lines]
    assert document.full_number in words
    assert any(word.endswith("+07:00") for word in words)
    assert "BIỂU MẪU" in words
    trusted = list(TrustedAuthority.objects.values_list("pem", flat=True))
    (found,) = signing.verify(data, trusted).signatures
    assert found.intact
    assert found.undisturbed
    main = [line.text for line in Measured(document.files.get(kind=Kind.ISSUED).read()).lines]
    assert "ĐỀ CƯƠNG" in main
    assert "BIỂU MẪU" not in main
    client.force_login(cast.mai)
    page = client.get(document.get_absolute_url()).text
    assert "Phụ lục kèm theo" in page
    address = f"/van-ban/{document.pk}/tep/attached/?so=1"
    assert address in page
    assert client.get(address).content == data
    assert client.get(f"{address}1").status_code == 404


def test_a_note_in_double_brackets_goes_to_the_foot_of_the_page(cast: Cast) -> None:
    document = draft(cast)
    section = document.sections.first()
    assert section is not None
    text = "1. Làm theo hướng dẫn[[Hướng dẫn số 5/HD-SKHCN]] của Sở."
    editing.save_section(section, text=text, version=1, by=cast.actor(cast.mai))
    lines = Measured(pdf.render(compose.build_content(document), draft=True).pdf).lines
    assert any("hướng dẫn¹ của Sở" in line.text for line in lines)
    (note,) = [line for line in lines if line.text == "¹ Hướng dẫn số 5/HD-SKHCN"]
    assert note.size == 11
