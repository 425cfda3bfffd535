"""E-TEP: a file is judged by what it is, and each refusal says how to put it right."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter

from documents.errors import PaperError
from documents.uploads import read_upload


def pdf(password: str = "") -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password)
    writer.write(out)
    return out.getvalue()


def word(extra: str = "") -> bytes:
    out = io.BytesIO()
    paper = docx.Document()
    paper.add_paragraph("Kế hoạch")
    paper.save(out)
    if extra:
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr(extra, b"x")
    return out.getvalue()


def excel() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)


@pytest.mark.parametrize(
    ("name", "data"), [("Kế hoạch 67.PDF", pdf()), ("ke hoach.docx", word())], ids=["pdf", "docx"]
)
def test_papers_are_taken_as_they_are(name: str, data: bytes) -> None:
    assert read_upload(SimpleUploadedFile(name, data)) == data


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.doc", COMPOUND, "định dạng .doc cũ. Mở bằng Word, lưu thành .docx hoặc PDF rồi tải"),
        ("a.docx", COMPOUND, "có mật khẩu. Bỏ mật khẩu rồi tải lại."),
        ("a.pdf", pdf("bi-mat"), "có mật khẩu. Bỏ mật khẩu rồi tải lại."),
        ("a.docm", word(), "có macro. Lưu thành .docx."),
        ("a.docx", word("word/vbaProject.bin"), "có macro. Lưu thành .docx."),
        ("a.docx", pdf(), "nội dung không đúng đuôi tệp."),
        ("a.pdf", word(), "nội dung không đúng đuôi tệp."),
        ("a.docx", excel(), "nội dung không đúng đuôi tệp."),
        ("a.pdf", b"%PDF-1.7\n" + bytes(6000), "tệp PDF bị cắt cụt."),
        ("a.pdf", b"", "tệp rỗng. Chọn lại tệp."),
        ("a.exe", b"MZ", "định dạng .exe. Chỉ nhận .pdf, .docx."),
        ("cong van", pdf(), "tên không có đuôi tệp. Chỉ nhận .pdf, .docx."),
    ],
)
def test_each_wrong_file_gets_its_sentence(name: str, data: bytes, sentence: str) -> None:
    with pytest.raises(PaperError) as caught:
        read_upload(SimpleUploadedFile(name, data))
    assert caught.value.sentence.startswith(f"Không nhận tệp “{name}”: {sentence}")


def test_the_limit_is_named_and_a_file_just_over_it_does_not_read_as_it(settings) -> None:
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    with pytest.raises(PaperError, match="lớn 2 MB, tối đa 1 MB"):
        read_upload(SimpleUploadedFile("a.pdf", pdf() + bytes(1024 * 1024)))


def test_other_kinds_are_taken_where_the_page_asks_for_them() -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(100)
    assert read_upload(SimpleUploadedFile("anh.png", picture), (".png",)) == picture
    assert read_upload(SimpleUploadedFile("so.xlsx", excel()), (".xlsx",)) == excel()
    with pytest.raises(PaperError, match="nội dung không đúng đuôi tệp"):
        read_upload(SimpleUploadedFile("anh.png", b"GIF89a"), (".png",))
