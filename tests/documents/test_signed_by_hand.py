"""Signed with a pen: printed, scanned, numbered and recorded in one act, sealed at sending."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from activity.models import LogEntry, Notice
from documents.lifecycle import State
from documents.models import Document, DocumentFile, RegisterNumber, Signature
from documents.services import certificates, issuing, verifying
from tests.documents import signers
from tests.documents.editor_cast import signed_in
from tests.documents.signers import poppler
from tests.factories import Cast, paper_in
from units.dates import format_date, today
from units.models import Membership

pytestmark = pytest.mark.django_db


def scan() -> bytes:
    """What a scanner makes: a picture in a PDF."""
    out = io.BytesIO()
    Image.new("RGB", (620, 877), "white").save(out, "PDF", resolution=75)
    return out.getvalue()


def address(document: Document) -> str:
    return f"/so-van-ban/cho-cap-so/{document.pk}/ky-giay/"


def send(client: Client, document: Document, data: bytes, name: str = "quet.pdf", **more: str):
    form = {"so": "1", "day": format_date(today()), "tep": SimpleUploadedFile(name, data)} | more
    return client.post(address(document), form, follow=True)


def test_number_and_scan_are_recorded_in_one_act(cast: Cast) -> None:
    certificates.make_demo_certificates()
    document = paper_in(State.APPROVED, cast)
    ha = signed_in(cast.ha)
    assert f'href="{address(document)}"' in ha.get(f"/so-van-ban/cho-cap-so/{document.pk}/").text
    assert "01/KH-UBND" in ha.get(address(document)).text
    text = poppler("pdftotext", ha.get(f"{address(document)}ban-in.pdf").content, "-layout")
    assert "DỰ THẢO" not in text
    assert "01/KH-UBND" not in text
    assert "CHỦ TỊCH" in text
    answer = send(ha, document, scan())
    assert "Đã ghi Kế hoạch số 01/KH-UBND, ký giấy, chờ phát hành." in answer.text
    document.refresh_from_db()
    assert (document.state, document.full_number) == (State.SIGNED, "01/KH-UBND")
    assert document.signed_at is not None
    assert not Signature.objects.exists()
    kept = document.files.get(kind=DocumentFile.Kind.SIGNED)
    assert kept.scanned
    assert len(PdfReader(io.BytesIO(kept.read())).pages) == 1
    verbs = list(LogEntry.objects.order_by("sequence").values_list("verb", flat=True))[-2:]
    assert verbs == ["documents.number", "documents.record_signed"]
    assert Notice.objects.filter(recipient=cast.an, subject__startswith="Đã ghi bản ký").exists()
    issuing.issue(document, by=cast.actor(cast.ha), pin=certificates.DEMO_SEAL_PIN)
    file = issuing.official_file(document)
    assert file is not None
    assert poppler("pdfsig", file.read()).count("Signature is Valid.") == 1
    answered = verifying.judge(file.read())
    assert answered.kind == "genuine"
    assert "Nguyễn Văn An (ký giấy)" in dict(answered.facts)["Người ký"]
    assert RegisterNumber.objects.get().state == RegisterNumber.State.USED


def test_a_numbered_paper_may_be_signed_by_hand_too(cast: Cast) -> None:
    document = paper_in(State.NUMBERED, cast)
    certificates.make_demo_certificates()
    page = signed_in(cast.an).get(f"/trinh-ky/{document.pk}/giay/").text
    assert "Chuyển văn thư đóng dấu, quét và tải lên" in page
    ha = signed_in(cast.ha)
    assert f'href="{address(document)}"' in ha.get(f"/van-ban/{document.pk}/").text
    printed = ha.get(f"{address(document)}ban-in.pdf").content
    assert "01/KH-UBND" in PdfReader(io.BytesIO(printed)).pages[0].extract_text()
    assert "Ngày văn bản" not in ha.get(address(document)).text.split("<form method")[1]
    send(ha, document, scan())
    document.refresh_from_db()
    assert document.state == State.SIGNED
    assert "Đồng chí Phạm Thu Hà đã ghi văn bản ký giấy" in send(ha, document, scan()).text


def test_wrong_scans_and_days_record_nothing(cast: Cast) -> None:
    document = paper_in(State.APPROVED, cast)
    ha = signed_in(cast.ha)
    for data, name, sentence in (
        (b"x", "quet.docx", "Không nhận tệp “quet.docx”"),
        (scan()[:400], "quet.pdf", "Không nhận tệp “quet.pdf”"),
        (signers.signed(), "quet.pdf", "đã có chữ ký số. Quét lại thành tệp PDF."),
    ):
        assert sentence in send(ha, document, data, name).text
    assert "lấy số tiếp theo là 1, không phải 9" in send(ha, document, scan(), so="9").text
    assert "không muộn hơn hôm nay" in send(ha, document, scan(), day="01/01/2099").text
    Membership.objects.filter(user=cast.an).update(position="Phó Chủ tịch")
    assert "không có thẩm quyền ký" in send(ha, document, scan()).text
    document.refresh_from_db()
    assert (document.state, document.full_number) == (State.APPROVED, "")
    assert not document.files.filter(scanned=True).exists()


def test_only_the_clerk_records_it(cast: Cast) -> None:
    document = paper_in(State.APPROVED, cast)
    for user in (cast.an, cast.mai):
        other = signed_in(user)
        assert other.get(address(document)).status_code == 403
        assert send(other, document, scan()).status_code == 403
        assert other.get(f"{address(document)}ban-in.pdf").status_code == 403
