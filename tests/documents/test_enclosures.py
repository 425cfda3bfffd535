""" "Tệp kèm": taken in, named, listed on the paper, pinned by the approval, given out with it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx.api import Document as open_word
from openpyxl import Workbook
from pypdf import PdfReader

from documents import pdf, tables, word
from documents.compose import build_content
from documents.content import fingerprint
from documents.errors import PaperError, WrongState
from documents.lifecycle import State
from documents.services import enclosing
from documents.services.editing import appendices_seen
from tests.documents.editor_cast import signed_in
from tests.documents.test_uploads import excel
from tests.documents.test_uploads import pdf as pdf_file
from tests.documents.test_uploads import word as word_file
from tests.factories import Cast, bring, draft

pytestmark = pytest.mark.django_db
LIST = "Danh sách tổ công nghệ số.pdf"


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_good_files_stay_when_others_are_refused(cast: Cast) -> None:
    document = draft(cast)
    mai = signed_in(cast.mai)
    files = [
        upload(LIST, pdf_file()),
        upload("cu.doc", b"x"),
        upload("biểu.xlsx", excel()),
        upload("giả.docx", b"khong phai"),
        upload("mẫu.docx", word_file()),
    ]
    answer = mai.post(document.compose_url("enclosure-add"), {"tep": files}, follow=True)
    page = answer.content.decode()
    assert [row.name for row in document.enclosures.all()] == [LIST, "biểu.xlsx", "mẫu.docx"]
    assert "Đã nhận 3 tệp kèm." in page
    assert "Không nhận tệp “cu.doc”: định dạng .doc cũ. Mở bằng Word" in page
    assert "Không nhận tệp “giả.docx”: nội dung không đúng đuôi tệp." in page
    assert 'value="Danh sách tổ công nghệ số"' in page
    empty = mai.post(document.compose_url("enclosure-add"), {}, follow=True).content.decode()
    assert "Chưa chọn tệp nào." in empty


def test_a_file_is_named_and_taken_off(cast: Cast) -> None:
    document = draft(cast)
    row = enclosing.enclose(document, name=LIST, data=pdf_file(), by=cast.actor(cast.mai))
    mai = signed_in(cast.mai)
    mai.post(document.compose_url("enclosure", row.pk), {"ten": "Danh sách 12 tổ"})
    row.refresh_from_db()
    assert row.title == "Danh sách 12 tổ"
    page = mai.post(document.compose_url("enclosure", row.pk), {"ten": " "}, follow=True)
    assert f"Ghi tên tài liệu của tệp “{LIST}”." in page.content.decode()
    assert "1 tệp kèm" in mai.get(document.compose_url("overview")).content.decode()
    mai.post(document.compose_url("enclosure", row.pk), {"bo": "1"})
    assert "enclosures" not in build_content(document)
    assert mai.post(document.compose_url("enclosure", row.pk), {"bo": "1"}).status_code == 404
    assert mai.get(f"/van-ban/{document.pk}/tep-kem/{row.pk}/").status_code == 404


def test_the_same_file_twice_is_one_and_there_is_a_limit(cast: Cast) -> None:
    document, mai = draft(cast), cast.actor(cast.mai)
    first = enclosing.enclose(document, name=LIST, data=b"%PDF a", by=mai)
    assert enclosing.enclose(document, name="khac.pdf", data=b"%PDF a", by=mai) == first
    for number in range(enclosing.MAX_ENCLOSURES - 1):
        enclosing.enclose(document, name=f"{number}.pdf", data=f"%PDF {number}".encode(), by=mai)
    with pytest.raises(PaperError, match="đã có 20 tệp kèm"):
        enclosing.enclose(document, name="nua.pdf", data=b"%PDF nua", by=mai)


def test_the_paper_lists_its_files_before_the_end_mark(cast: Cast) -> None:
    document, mai = draft(cast), cast.actor(cast.mai)
    before = fingerprint(build_content(document))
    enclosing.enclose(document, name="a.pdf", data=b"%PDF a", by=mai, title="Danh sách tổ")
    enclosing.enclose(document, name="b.xlsx", data=b"PK b", by=mai, title="Biểu số liệu")
    document = type(document).objects.get(pk=document.pk)
    content = build_content(document)
    assert fingerprint(content) != before
    text = PdfReader(io.BytesIO(pdf.render(content, draft=True).pdf)).pages[-1].extract_text()
    words = " ".join(text.split())
    assert "Tài liệu gửi kèm:" in words
    assert "- Danh sách tổ (tệp a.pdf);" in words
    assert "- Biểu số liệu (tệp b.xlsx)./." in words
    lines = [p.text for p in open_word(io.BytesIO(word.render(content, draft=True))).paragraphs]
    assert "- Biểu số liệu (tệp b.xlsx)./." in lines


def test_an_issued_paper_keeps_and_gives_out_its_files(cast: Cast) -> None:
    document, mai = draft(cast), cast.actor(cast.mai)
    data = pdf_file()
    row = enclosing.enclose(document, name=LIST, data=data, by=mai)
    bring(document, State.SUBMITTED, cast)
    with pytest.raises(WrongState):
        enclosing.take_off(row, by=mai)
    answer = signed_in(cast.mai).post(document.compose_url("enclosure", row.pk), {"bo": "1"})
    assert answer.status_code == 409
    review = signed_in(cast.binh).get(document.compose_url("overview")).content.decode()
    assert f"/van-ban/{document.pk}/tep-kem/{row.pk}/" in review
    document = draft(cast, subject="Ngày hội chuyển đổi số")
    row = enclosing.enclose(document, name=LIST, data=data, by=mai)
    bring(document, State.ISSUED, cast)
    reader = signed_in(cast.mai)
    page = reader.get(document.get_absolute_url()).content.decode()
    assert f'href="/van-ban/{document.pk}/tep-kem/{row.pk}/"' in page
    given = reader.get(f"/van-ban/{document.pk}/tep-kem/{row.pk}/")
    assert given.content == data
    assert given["Content-Disposition"].startswith("attachment")
    stranger = signed_in(cast.chi).get(f"/van-ban/{document.pk}/tep-kem/{row.pk}/")
    assert stranger.status_code == 404


# --- tables from Excel --------------------------------------------------------------------------


def book(*rows: Sequence[object], grouped: bool = False) -> bytes:
    made, out = Workbook(), io.BytesIO()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if grouped:
        for cells in sheet.iter_rows(min_row=2, min_col=3, max_col=3):
            cells[0].number_format = "#,##0"
    made.save(out)
    return out.getvalue()


SHEET = book(
    ["TT", "Năm", "Kinh phí", "Hạn", "Tỷ lệ"],
    [1, 2026, 48000, dt.date(2026, 3, 5), 0.5],
    [2, 2027, 1250000, None, "một nửa"],
    grouped=True,
)


def test_a_sheet_becomes_a_table() -> None:
    table = tables.read_sheet(SHEET)
    assert table == {
        "head": ["TT", "Năm", "Kinh phí", "Hạn", "Tỷ lệ"],
        "rows": [
            ["1", "2026", "48.000", "05/3/2026", "0,5"],
            ["2", "2027", "1.250.000", "", "một nửa"],
        ],
        "numeric": [0, 1, 2],
    }


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (book(), "Trang tính đầu tiên không có chữ nào."),
        (book(["Một cột"], ["x"]), "Chưa thấy cột nào"),
        (book(*[["a", "b"]] * 502), "nhận tối đa 500 dòng"),
        (b"PK rac", "Không đọc được tệp Excel."),
        (excel(), "Không đọc được tệp Excel."),
    ],
)
def test_a_bad_sheet_says_what_is_wrong(data: bytes, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        tables.read_sheet(data)


def test_an_appendix_takes_its_table_from_excel(cast: Cast) -> None:
    document = draft(cast)
    mai = signed_in(cast.mai)
    sent = {
        "pl-TOTAL_FORMS": 1,
        "pl-INITIAL_FORMS": 0,
        "da_thay": appendices_seen(document),
        "pl-0-title": "Kinh phí",
        "pl-0-sheet": upload("kinh-phi.xlsx", SHEET),
    }
    mai.post(document.compose_url("appendices"), sent)
    table = document.appendices.get().table
    assert table is not None
    assert table["rows"][0][2] == "48.000"
    sent["da_thay"] = appendices_seen(document)
    sent["pl-0-sheet"] = upload("kinh-phi.xlsx", b"khong phai")
    page = mai.post(document.compose_url("appendices"), sent).content.decode()
    assert "Không nhận tệp “kinh-phi.xlsx”: nội dung không đúng đuôi tệp." in page
