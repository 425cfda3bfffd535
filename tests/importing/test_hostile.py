"""Hostile and broken files: refused in one sentence or read within the limits, nothing else."""

import io
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter

from directives.importing import readers
from directives.importing.errors import UnreadableFileError
from directives.importing.parse import parse

PROJECT = Path(__file__).resolve().parents[2]
PAGE = "Kính gửi: Sở A"


@pytest.fixture(scope="module")
def word() -> bytes:
    """A Word file nobody could object to."""
    document, file = Document(), io.BytesIO()
    document.add_paragraph(PAGE)
    document.save(file)
    return file.getvalue()


def rebuilt(word: bytes, **members: bytes) -> bytes:
    """The same file with members replaced or added ("__" for "/")."""
    source, file = zipfile.ZipFile(io.BytesIO(word)), io.BytesIO()
    wanted = {name.replace("__", "/"): data for name, data in members.items()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, wanted.pop(name, source.read(name)))
        for name, data in wanted.items():
            archive.writestr(name, data)
    return file.getvalue()


def text_of(word: bytes) -> bytes:
    return zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml")


def bomb(word: bytes) -> bytes:
    return rebuilt(word, **{"word__document.xml": b"0" * (260 * 1024 * 1024)})


def liar(word: bytes) -> bytes:
    """A bomb whose directory says it is small."""
    data = bytearray(rebuilt(word, **{"word__document.xml": b"0" * (30 * 1024 * 1024)}))
    return bytes(data).replace(struct.pack("<I", 30 * 1024 * 1024), struct.pack("<I", 4096))


def crowd(word: bytes) -> bytes:
    """100,000 empty members, made by hand: the library would take seconds."""
    local, central = bytearray(), bytearray()
    for number in range(100_000):
        name = b"%06d" % number
        fields = struct.pack("<HHHHHIIIHH", 20, 0, 0, 0, 33, 0, 0, 0, len(name), 0)
        place = struct.pack("<HHHII", 0, 0, 0, 0, len(local))
        central += b"PK\x01\x02" + struct.pack("<H", 20) + fields + place + name
        local += b"PK\x03\x04" + fields + name
    count = 100_000 & 0xFFFF
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(central), len(local), 0)
    return bytes(local + central) + b"PK\x05\x06" + end


def twins(word: bytes) -> bytes:
    """Two members of one name: one program reads the first, another the second."""
    file = io.BytesIO(word)
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", text_of(word))
    return file.getvalue()


def outside(word: bytes) -> bytes:
    """Asks for a file of the server."""
    kind = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    text = text_of(word).replace(b"<w:document", kind + b"<w:document", 1)
    return rebuilt(word, **{"word__document.xml": text.replace("Kính".encode(), b"&x;")})


def laughs(word: bytes) -> bytes:
    """Names that stand for ten names that stand for ten names."""
    names = [b'<!ENTITY a0 "ha">']
    names += [
        b'<!ENTITY a%d "%s">' % (depth, b"&a%d;" % (depth - 1) * 10) for depth in range(1, 12)
    ]
    kind = b"<!DOCTYPE a [" + b"".join(names) + b"]>"
    text = text_of(word).replace(b"<w:document", kind + b"<w:document", 1)
    return rebuilt(word, **{"word__document.xml": text.replace("Kính".encode(), b"&a11;")})


def deep(word: bytes) -> bytes:
    """Tables in tables in tables."""
    inside = b"<w:tbl><w:tr><w:tc>" * 5_000 + b"</w:tc></w:tr></w:tbl>" * 5_000
    text = text_of(word).replace(b"<w:body>", b"<w:body>" + inside, 1)
    return rebuilt(word, **{"word__document.xml": text})


def macros(word: bytes) -> bytes:
    return rebuilt(word, **{"word__vbaProject.bin": b"Attribute VB_Name"})


def two_kinds(word: bytes) -> bytes:
    """An archive that says in its first bytes that it is a PDF."""
    return word[:30] + b"%PDF-1.7" + word[30:]


def of_pages(count: int) -> bytes:
    writer = PdfWriter()
    for _ in range(count):
        writer.add_blank_page(595, 842)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def locked(word: bytes) -> bytes:
    writer = PdfWriter(PdfReader(io.BytesIO(of_pages(1))))
    writer.encrypt("mật khẩu", algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def zeros(count: int) -> bytes:
    """So many zeros as a zlib stream, without ever holding them: one block again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(1024 * 1024)) + packer.flush(zlib.Z_FULL_FLUSH)
    # Adler-32 of zeros is their count modulo 65521, and 1.
    check = struct.pack(">HH", count * 1024 * 1024 % 65521, 1)
    return b"\x78\xda" + block * count + b"\x03\x00" + check


def drawn(stream: bytes, kids: bytes = b"3 0 R") -> bytes:
    """A PDF of one page with the given contents; its cross references are left to be rebuilt."""
    head = b"/Filter /FlateDecode /Length %d" % len(stream)
    return (
        b"%%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n"
        b"2 0 obj <</Type /Pages /Count 1 /Kids [%s]>> endobj\n"
        b"3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R>> endobj\n"
        b"4 0 obj <<%s>> stream\n%s\nendstream endobj\n"
        b"trailer <</Root 1 0 R>>\n%%%%EOF" % (kids, head, stream)
    )


REFUSED = {
    "nothing": (lambda word: b"", "a.docx", "rỗng"),
    "old Word": (lambda word: readers._OLD_WORD + b"0" * 900, "a.doc", "kiểu cũ"),
    "text called Word": (lambda word: b"not a document", "a.docx", "đuôi tệp"),
    "text called PDF": (lambda word: PAGE.encode(), "a.pdf", "đuôi tệp"),
    "picture called text": (
        lambda word: b"\x89PNG\x00\x01" * 500,
        "a.txt",
        "Không phải tệp văn bản",
    ),
    "broken archive": (lambda word: word[: len(word) // 2], "a.docx", "hỏng"),
    "broken PDF": (lambda word: of_pages(3)[:200], "a.pdf", "PDF"),
    "two kinds": (two_kinds, "a.docx", "đuôi tệp"),
    "bomb": (bomb, "a.docx", "phình quá lớn"),
    "lying bomb": (liar, "a.docx", "hỏng"),
    "100,000 members": (crowd, "a.docx", "bất thường"),
    "twins": (twins, "a.docx", "bất thường"),
    "macros": (macros, "a.docx", "macro"),
    "deep tables": (deep, "a.docx", "phức tạp|hỏng"),
    "locked PDF": (locked, "a.pdf", "mật khẩu"),
    "500 pages": (lambda word: of_pages(500), "a.pdf", "500 trang"),
    "pages in a ring": (lambda word: drawn(b"", b"2 0 R"), "a.pdf", "PDF|hỏng"),
    "a file of the server": (outside, "a.docx", "hỏng"),
    "a billion laughs": (laughs, "a.docx", "hỏng"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refused_in_one_sentence(what: str, word: bytes) -> None:
    make, name, words = REFUSED[what]
    with pytest.raises(UnreadableFileError, match=words) as refused:
        readers.read(make(word), name)
    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith(".")


def test_a_reader_that_takes_too_much_memory_is_stopped(monkeypatch) -> None:
    monkeypatch.setattr(readers, "MEGABYTES", 300)
    with pytest.raises(UnreadableFileError, match="giới hạn"):
        readers.read(drawn(zeros(400)), "a.pdf")


def test_a_file_is_what_it_holds_and_not_what_it_is_called(word: bytes) -> None:
    (record,) = parse(readers.read(word, "công văn.pdf"))
    assert record.get("addressees") == ["Sở A"]


def test_a_reader_that_takes_too_long_is_stopped(monkeypatch) -> None:
    monkeypatch.setattr(readers, "SECONDS", 1)
    with pytest.raises(UnreadableFileError, match="giới hạn"):
        readers.read(drawn(zlib.compress(b"BT (a) Tj ET " * 2_000_000)), "a.pdf")


@pytest.mark.parametrize("name", ["missing.docx", "/dev/zero"])
def test_the_command_ends_with_two_and_one_sentence(tmp_path: Path, name: str) -> None:
    command = [sys.executable, "manage.py", "parse_document", str(tmp_path / name)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, timeout=120)
    assert done.returncode == 2
    assert done.stdout == b""
    assert len(done.stderr.decode("utf-8").strip().splitlines()) == 1
