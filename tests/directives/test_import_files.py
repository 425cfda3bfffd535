"""Nhập văn bản: what is taken, what is refused in one sentence, and what the worker does."""

from __future__ import annotations

import datetime as dt
import io
import unicodedata
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

import docx
import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfReader, PdfWriter

from activity import outbox
from activity.models import Notice, OutboxItem
from directives.intake import pages, reading, scanning, secrecy
from directives.models import Import, ImportBatch
from directives.states import ImportState
from documents import exchange, fonts, pdf
from documents.models import Document
from plans.models import Plan
from tests import campaign
from tests.directives.importing_scenes import (
    LETTER,
    START,
    TWO,
    bring,
    form_of,
    page,
    pasted,
)
from tests.directives.scenes import signed_in
from tests.documents.papers.state import letter
from tests.factories import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def binh(client: Client, cast: Cast) -> Client:
    return signed_in(client, cast.binh)


# --- Files ----------------------------------------------------------------------------------------


def saved(writer: Any) -> bytes:
    out = io.BytesIO()
    (writer.save if hasattr(writer, "save") else writer.write)(out)
    return out.getvalue()


@cache
def printed() -> bytes:
    """A letter as the portal prints it."""
    return pdf.render(letter(), draft=False).pdf


@cache
def word(text: str = LETTER) -> bytes:
    paper = docx.Document()
    for line in text.split("\n"):
        paper.add_paragraph(line)
    return saved(paper)


def with_part(name: str, data: bytes = b"x") -> bytes:
    """A Word file with one more member."""
    out = io.BytesIO(word())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def locked() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.encrypt("mật khẩu")
    return saved(writer)


def crowd() -> bytes:
    """A Word file with 100,000 members more."""
    out = io.BytesIO(word())
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(100_000):
            archive.writestr(zipfile.ZipInfo(f"{number}"), b"")
    return out.getvalue()


def long() -> bytes:
    writer = PdfWriter()
    for _ in range(500):
        writer.add_blank_page(595, 842)
    return saved(writer)


def entities() -> bytes:
    """A Word file whose text asks for a file of the server."""
    source, out = zipfile.ZipFile(io.BytesIO(word())), io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                kind = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
                data = data.replace(b"<w:document", kind + b"<w:document", 1)
                data = data.replace("Kính gửi".encode(), b"&x;")
            archive.writestr(name, data)
    return out.getvalue()


def scan(*lines: str) -> bytes:
    """A PDF that is a picture of the lines."""
    picture = Image.new("L", (1240, 900), 255)
    face = ImageFont.truetype(str(next(iter(fonts.find().values()))), 40)
    drawing = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        drawing.text((80, 60 + 70 * number), line, font=face, fill=0)
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=150)
    return out.getvalue()


# --- Refused at the box ---------------------------------------------------------------------------

REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("ke-hoach.doc", lambda: b"x", "định dạng .doc cũ. Mở bằng Word, lưu thành .docx hoặc PDF"),
    ("ke-hoach.docm", lambda: b"x", "có macro. Lưu thành .docx."),
    ("ke-hoach.docx", lambda: with_part("word/vbaProject.bin"), "có macro. Lưu thành .docx."),
    ("ke-hoach.pdf", locked, "có mật khẩu. Bỏ mật khẩu rồi tải lại."),
    ("ke-hoach.pdf", lambda: printed()[:9000], "tệp PDF bị cắt cụt. Tải lại tệp gốc."),
    ("ke-hoach.pdf", lambda: word(), "nội dung không đúng đuôi tệp."),
    ("ke-hoach.docx", lambda: printed(), "nội dung không đúng đuôi tệp."),
    ("ke-hoach.txt", lambda: b"MZ" + bytes(900), "nội dung không đúng đuôi tệp."),
    ("ke-hoach.txt", lambda: b"", "tệp rỗng. Chọn lại tệp."),
    ("ke-hoach.docx", crowd, "cấu trúc tệp bất thường nên không mở."),
    ("ke-hoach.docx", lambda: with_part("x", bytes(300 * 1024**2)), "phình quá lớn"),
    ("ke-hoach.docx", lambda: b"PK\x03\x04" + bytes(200), "nội dung không đúng đuôi tệp."),
    ("ke-hoach.docx", lambda: b"%PDF-1.7\n" + word(), "nội dung không đúng đuôi tệp."),
    ("ke-hoach.pdf", long, "tệp có 500 trang, chỉ đọc tối đa 300 trang. Tách tệp."),
    ("bao-cao.exe", lambda: b"MZ", "định dạng .exe. Chỉ nhận .docx, .pdf, .txt."),
    # Written backwards, the name would read "…exe.docx".
    ("bao cao\u202excod.exe", lambda: b"MZ", "Không nhận tệp “bao caoxcod.exe”: định dạng .exe."),
    ("mat.txt", lambda: f"MẬT\n{LETTER}".encode(), "có dấu độ mật. Không đưa văn bản mật lên"),
]


@pytest.mark.parametrize(
    ("name", "make", "sentence"), REFUSED, ids=[f"{n}-{row[0]}" for n, row in enumerate(REFUSED)]
)
def test_a_refused_file_gets_one_sentence_and_leaves_nothing(
    name: str, make: Callable[[], bytes], sentence: str, binh: Client, cast: Cast
) -> None:
    before = len(default_storage.listdir("imports")[0]) if default_storage.exists("imports") else 0
    response = bring(binh, cast, (name, make()))
    shown = page(response)
    assert response.status_code == 200
    assert "Không nhận tệp “" in shown
    assert sentence in shown
    assert "<title>Lỗi: Nhập văn bản" in shown
    assert not Import.objects.exists()
    folders = default_storage.listdir("imports")[0] if default_storage.exists("imports") else []
    assert len(folders) == before


def test_a_large_file_is_named_with_the_limit(binh: Client, cast: Cast, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 1024**2
    response = bring(binh, cast, ("to.txt", b"a" * (1024**2 + 1)))
    assert "lớn 2 MB, tối đa 1 MB. Nén ảnh hoặc tách phụ lục." in page(response)
    assert not Import.objects.exists()


def test_entities_of_a_word_file_are_never_followed(binh: Client, cast: Cast) -> None:
    bring(binh, cast, ("a.docx", entities()))
    assert all("root:" not in row.text for row in Import.objects.all())


def test_nothing_chosen_and_both_chosen(binh: Client, cast: Cast) -> None:
    assert "Chưa chọn tệp và chưa dán nội dung." in page(bring(binh, cast))
    both = bring(binh, cast, ("a.txt", LETTER.encode()), text="Nội dung dán giữ lại")
    assert "Chọn tệp hoặc dán nội dung, không cả hai." in page(both)
    assert "Nội dung dán giữ lại" in page(both)
    secret = page(bring(binh, cast, text=f"TỐI MẬT\n{LETTER}"))
    assert "Nội dung có dấu độ mật. Không đưa văn bản mật lên cổng này" in secret
    assert not Import.objects.exists()


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("ỦY BAN\nMẬT\nSố: 1", True),
        ("TUYỆT MẬT", True),
        ("Độ mật: Tối mật\nSố: 1", True),
        ("Bảo vệ bí mật nhà nước", False),
        ("mật\n", False),
        ("\n".join(["Điều khoản"] * 80 + ["MẬT"]), False),
    ],
)
def test_marks_of_secrecy_stand_alone_in_the_head(text: str, marked: bool) -> None:
    assert secrecy.is_marked(text) is marked


@pytest.mark.parametrize("who", ["mai", "an", "quan"])
def test_the_page_is_there_for_clerks_and_reviewers_only(
    who: str, client: Client, cast: Cast
) -> None:
    signed_in(client, getattr(cast, who))
    assert client.get(START).status_code == 404
    assert bring(client, cast, text=LETTER).status_code == 404
    shown = page(signed_in(client, cast.ha).get(START))
    assert "Không tải lên văn bản có độ mật." in shown
    assert reverse("directives:register") in shown


# --- Taken ----------------------------------------------------------------------------------------


def test_a_word_file_is_read_at_once_and_its_name_is_composed(binh: Client, cast: Cast) -> None:
    name = "Công văn 215.docx"
    response = bring(binh, cast, (unicodedata.normalize("NFD", name), word()))
    row = Import.objects.get()
    assert response["Location"] == row.get_absolute_url()
    assert (row.name, row.state) == (name, ImportState.TO_CHECK)
    assert row.record["full_number"] == "215/UBND-VX"
    kept = binh.get(f"{row.get_absolute_url()}tep/")
    assert kept.content == word()
    assert kept["Content-Disposition"].startswith("attachment")


def test_an_edxml_message_is_registered_with_its_file(binh: Client, cast: Cast) -> None:
    """It says itself what it carries, so there is nothing to be read out of it."""
    sent = exchange.Message(
        sender=exchange.Party("H37.02.02", "Ủy ban nhân dân xã Tân Kỳ"),
        receivers=(),
        number="67",
        notation="KH-UBND",
        date=dt.date(2026, 2, 27),
        subject="Tuyên truyền Nghị quyết 57",
        type_name="Kế hoạch",
        attachments=(exchange.Attachment("67.pdf", b"%PDF-1.7\n%%EOF\n"),),
    )
    data = exchange.write(sent)
    first = page(binh.get(bring(binh, cast, ("67.edxml", data)).url))
    document = Document.objects.get()
    assert f"Đã nhập Kế hoạch số 67/KH-UBND của {cast.tk_ubnd}." in first
    assert document.files.get().size == len(sent.attachments[0].data)
    again = page(binh.get(bring(binh, cast, ("67.edxml", data)).url))
    assert "đã có." in again
    assert document.subject in again
    together = page(binh.get(bring(binh, cast, ("67.edxml", data), ("a.txt", b"KH 67")).url))
    assert "tệp edXML nhập riêng" in together
    assert Document.objects.count() == 1


def test_the_same_file_twice_is_the_one_that_waits(binh: Client, cast: Cast) -> None:
    for _ in range(2):
        bring(binh, cast, ("a.txt", LETTER.encode()))
    assert Import.objects.count() == 1


def test_pages_of_a_pdf_are_drawn_with_what_was_found(binh: Client, cast: Cast) -> None:
    bring(binh, cast, ("cong-van.pdf", printed()))
    row = Import.objects.get(original=None)
    outbox.sweep()  # where the printed file is too large to be read at once
    row.refresh_from_db()
    count = len(PdfReader(io.BytesIO(printed())).pages)
    assert len(row.pages["sizes"]) == count
    shown = page(binh.get(row.get_absolute_url()))
    assert f'src="{row.get_absolute_url()}trang-1.png"' in shown
    assert '<rect id="v-full_number-0"' in shown
    assert 'href="#v-full_number-0">ở trang 1' in shown
    picture = binh.get(f"{row.get_absolute_url()}trang-1.png")
    assert picture.content.startswith(b"\x89PNG")
    assert binh.get(f"{row.get_absolute_url()}trang-{count + 1}.png").status_code == 404


def test_a_long_text_is_parsed_under_limits(binh: Client, cast: Cast) -> None:
    row = pasted(binh, cast, LETTER + "1. Sở A tổ chức hội nghị.\n" * 4_000)
    assert row.record["full_number"] == "215/UBND-VX"


def test_a_file_that_can_be_no_page_has_no_pictures() -> None:
    assert pages.measure(b"%PDF-1.7 broken", {}) == {}
    assert pages.draw(b"%PDF-1.7 broken", 1) is None


# --- The worker -----------------------------------------------------------------------------------


def test_a_large_file_waits_for_the_worker_and_is_found_again(binh: Client, cast: Cast) -> None:
    padded = TWO + " " * (1024 * 1024)
    response = bring(binh, cast, ("lớn.txt", padded.encode()))
    row = Import.objects.get()
    assert row.state == ImportState.EXTRACTING
    shown = page(binh.get(response["Location"]))
    assert "Đang đọc tệp" in shown
    assert "<progress" in shown
    assert "Cập nhật" in shown
    assert 'hx-trigger="every 2s"' in shown
    assert "Đang đọc tệp" in page(binh.get(START))
    outbox.sweep()
    reading.read_job({"import": row.pk})  # a second time: no harm
    assert [r.state for r in Import.objects.order_by("part")] == [ImportState.TO_CHECK] * 2
    assert Notice.objects.get(recipient=cast.binh).address == row.get_absolute_url()
    again = binh.get(row.get_absolute_url(), headers={"HX-Request": "true"})
    assert again["HX-Refresh"] == "true"


def test_one_bad_file_of_many_never_stops_the_others(binh: Client, cast: Cast) -> None:
    response = bring(
        binh,
        cast,
        ("một.txt", LETTER.encode()),
        ("hỏng.docx", with_part("x", bytes(300 * 1024**2))),
        ("cũ.doc", b"x"),
        ("mật.txt", f"MẬT\n{LETTER}".encode()),
        ("hai văn bản.txt", TWO.encode()),
    )
    batch = ImportBatch.objects.get()
    assert response["Location"] == batch.get_absolute_url()
    waiting = page(binh.get(batch.get_absolute_url()))
    assert "Đã đọc 1 trên 5 tệp, không nhận 1 tệp." in waiting
    assert '<progress value="1" max="5"' in waiting
    outbox.sweep()
    shown = page(binh.get(batch.get_absolute_url()))
    assert "Đã đọc 5 trên 5 tệp, không nhận 3 tệp." in shown
    assert "Không nhận tệp “cũ.doc”: định dạng .doc cũ." in shown
    assert "Không nhận tệp “mật.txt”: có dấu độ mật." in shown
    assert "hai văn bản.txt, văn bản thứ 2" in shown
    assert "every 2s" not in shown
    refused = Import.objects.get(name="mật.txt")
    assert (bool(refused.file), refused.text) == (False, "")
    assert "có dấu độ mật" in page(binh.get(refused.get_absolute_url()))
    notice = Notice.objects.get(recipient=cast.binh)
    assert notice.subject == "Đã đọc xong 5 tệp: 2 tệp chờ soát, không nhận 3 tệp"


def test_five_hundred_files_are_one_job_and_more_are_too_many(binh: Client, cast: Cast) -> None:
    files = [(f"{n}.txt", f"Số: {n}/UBND-VX\n".encode()) for n in range(1, 502)]
    shown = page(bring(binh, cast, *files))
    assert "Đã chọn 501 tệp, mỗi lần nhận tối đa 500 tệp. Chia thành nhiều lần." in shown
    assert not Import.objects.exists()
    bring(binh, cast, *files[:500])
    batch = ImportBatch.objects.get()
    assert batch.imports.filter(state=ImportState.EXTRACTING).count() == 500
    assert OutboxItem.objects.filter(kind="import_read").count() == 500
    assert "Đã đọc 0 trên 500 tệp." in page(binh.get(batch.get_absolute_url()))


def test_when_the_worker_gives_up_the_page_says_so(binh: Client, cast: Cast) -> None:
    bring(binh, cast, ("lớn.txt", b" " * 1_200_000))
    OutboxItem.objects.update(state=OutboxItem.State.FAILED)
    shown = page(binh.get(Import.objects.get().get_absolute_url()))
    assert "Không đọc được tệp sau nhiều lần thử." in shown


# --- Scans ----------------------------------------------------------------------------------------


def test_a_scan_is_recognised_page_by_page(binh: Client, cast: Cast) -> None:
    data = scan(*LETTER.split("\n")[:12])
    bring(binh, cast, ("quét.pdf", data))
    row = Import.objects.get()
    assert row.state == ImportState.EXTRACTING
    reading.read_job({"import": row.pk})
    shown = page(binh.get(row.get_absolute_url()))
    assert "đang nhận dạng chữ: 0 trên 1 trang" in shown
    assert '<progress value="0" max="1"' in shown
    for _ in range(2):  # a second time: no harm
        scanning.recognise_job({"import": row.pk, "page": 1})
    row.refresh_from_db()
    assert row.state == ImportState.TO_CHECK
    assert row.record["full_number"] == "215/UBND-VX"
    shown = page(binh.get(row.get_absolute_url()))
    assert 'href="#v-full_number-0">ở trang 1' in shown
    found, left, top, width, height = row.pages["boxes"]["1-full_number-0"][0]
    # The third line of the picture, 150 dots to the inch.
    assert (found, round(left / 38), round(top / 96)) == (1, 1, 1)
    assert 60 < width < 250
    assert 10 < height < 30


def test_no_field_of_a_scan_is_surer_than_its_words() -> None:
    words = [["Số:", 10, 20, 30, 12, 96.0, True], ["2l5/UBND", 45, 20, 80, 12, 41.0, False]]
    text, placed = scanning.assembled([words, [["Hà", 10, 20, 20, 12, 90.0, True]]])
    assert text == "Số: 2l5/UBND\nHà"
    record: dict[str, Any] = {"spans": {"number": [[4, 12]]}, "confidence": {"number": 0.95}}
    scanning.doubt(record, placed)
    assert record["confidence"]["number"] == 0.41
    assert scanning.boxes([record], placed) == {"1-number-0": [[1, 45, 20, 80, 12]]}


def test_a_scan_that_cannot_be_read_is_typed_beside_its_pictures(
    binh: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # no Tesseract to be found
    pages.can_recognise.cache_clear()
    try:
        bring(binh, cast, ("quét.pdf", scan("Số: 215/UBND-VX")))
        reading.read_job({"import": Import.objects.get().pk})
    finally:
        pages.can_recognise.cache_clear()
    row = Import.objects.get()
    shown = page(binh.get(row.get_absolute_url()))
    assert "Tệp là ảnh chụp, không đọc được chữ. Nhập tay các ô bên phải." in shown
    assert "trang-1.png" in shown
    typed = form_of(binh, row) | {
        "full_number": "215/UBND-VX", "date": "20/02/2026", "type_code": "CV",
        "issuer": cast.city_ubnd.name, "issuer-chon": str(cast.city_ubnd.pk),
        "subject": "Tuyên truyền",
    }  # fmt: skip
    assert binh.post(row.get_absolute_url(), typed).status_code == 302


# --- A plan from a Word file ----------------------------------------------------------------------

PLAN = """ỦY BAN NHÂN DÂN
XÃ TÂN KỲ
Số:      /KH-UBND
KẾ HOẠCH
Tuyên truyền Nghị quyết số 57-NQ/TW năm 2026
Thực hiện Hướng dẫn của cấp trên, Ủy ban nhân dân xã ban hành Kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
- Nâng cao nhận thức của cán bộ và Nhân dân.
II. TỔ CHỨC THỰC HIỆN
1. Phòng Văn hóa - Xã hội tổ chức hội nghị trước ngày 20/3/2026.
Nơi nhận:
- Đảng ủy xã;
- Lưu: VT.
CHỦ TỊCH
Nguyễn Văn An"""


def test_a_plan_starts_from_a_word_file(client: Client, cast: Cast) -> None:
    campaign.cascade(cast, campaign.directive(cast))
    duty = campaign.duty(cast.tk_ubnd, "plan")
    signed_in(client, cast.mai)
    address = f"/ke-hoach/lap/?viec={duty.pk}"
    refused = client.post(address, {"cach": "tep_word"})
    assert "Chọn tệp Word đã có, hoặc chọn cách bắt đầu khác." in page(refused)
    file = io.BytesIO(printed())
    file.name = "a.docx"
    wrong = client.post(address, {"cach": "tep_word", "tep": file})
    assert "nội dung không đúng đuôi tệp." in page(wrong)
    assert not Plan.objects.exists()
    file = io.BytesIO(word(PLAN))
    file.name = "kế hoạch.docx"
    assert client.post(address, {"cach": "tep_word", "tep": file}).status_code == 302
    document = Plan.objects.get().document
    assert [(s.heading, s.text, s.holds_tasks) for s in document.sections.all()] == [
        ("MỤC ĐÍCH, YÊU CẦU", "- Nâng cao nhận thức của cán bộ và Nhân dân.", False),
        (
            "TỔ CHỨC THỰC HIỆN",
            "1. Phòng Văn hóa - Xã hội tổ chức hội nghị trước ngày 20/3/2026.",
            True,
        ),
    ]
    assert document.opening.startswith("Thực hiện Hướng dẫn của cấp trên")
