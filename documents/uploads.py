"""Which uploaded files the portal takes in: judged by their content, refused in one sentence.

The sentences are E-TEP of screens §3: what is wrong with the file, and how to put it right. Nothing
is unpacked here: only the directory of an archive and the outer bytes of a PDF are read.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection
from pathlib import PurePath
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from documents.errors import PaperError
from units.text import one_line

PAPERS = (".pdf", ".docx")
"""What a paper may come as."""

_MEGABYTE = 1024 * 1024
_MOST_ENTRIES, _MOST_UNPACKED = 10_000, 500 * _MEGABYTE
# Word's formats before 2007, and any newer one that is locked with a password.
_COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = re.compile(rb"/Encrypt\s*(?:<<|\d+\s+\d+\s+R)")
_OLD = {".doc": ".docx hoặc PDF", ".xls": ".xlsx", ".ppt": "PDF"}
_WITH_MACROS = {".docm": ".docx", ".xlsm": ".xlsx", ".pptm": "PDF"}
_PICTURES = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
}
_MAIN_PART = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}


def read_upload(file: UploadedFile[Any], allowed: Collection[str] = PAPERS) -> bytes:
    """The bytes of an uploaded file that is really one of the allowed kinds.

    `allowed` are endings in lower case, of .pdf .docx .xlsx .txt .png .jpg .jpeg. Raises PaperError
    with E-TEP.
    """
    name, size = one_line(file.name or "tệp"), file.size or 0
    ending = PurePath(name).suffix.lower()
    why = _wrong_ending(ending, allowed) or _wrong_size(size)
    if not why:
        file.seek(0)
        why = _wrong_content(file, ending)  # type: ignore[arg-type]  # an upload reads like a file
    if why:
        raise PaperError(f"Không nhận tệp “{name}”: {why}")
    file.seek(0)
    return bytes(file.read())


def _wrong_ending(ending: str, allowed: Collection[str]) -> str:
    if ending in allowed:
        return ""
    if ending in _OLD:
        program = {".doc": "Word", ".xls": "Excel", ".ppt": "PowerPoint"}[ending]
        return f"định dạng {ending} cũ. Mở bằng {program}, lưu thành {_OLD[ending]} rồi tải lại."
    if ending in _WITH_MACROS:
        return f"có macro. Lưu thành {_WITH_MACROS[ending]}."
    kind = f"định dạng {ending}" if ending else "tên không có đuôi tệp"
    return f"{kind}. Chỉ nhận {', '.join(allowed)}."


def _wrong_size(size: int) -> str:
    limit = settings.UPLOAD_MAX_BYTES
    if size == 0:
        return "tệp rỗng. Chọn lại tệp."
    if size > limit:
        # Rounded up, so that a file just over the limit does not read as the limit itself.
        return (
            f"lớn {-(-size // _MEGABYTE)} MB, tối đa {limit // _MEGABYTE} MB. "
            "Nén ảnh hoặc tách phụ lục."
        )
    return ""


def _wrong_content(file: BinaryIO, ending: str) -> str:
    head = file.read(1024)
    if ending == ".pdf":
        return _wrong_pdf(file, head)
    if ending == ".txt":
        return _MISMATCH if _is_binary(head) else ""
    if ending in _PICTURES:
        return "" if head.startswith(_PICTURES[ending]) else _MISMATCH
    if head.startswith(_COMPOUND):
        return _LOCKED
    # An archive may be hidden behind the head of a picture or a PDF, to be two things at once.
    return _wrong_archive(file, ending) if head.startswith(b"PK") else _MISMATCH


_MISMATCH = "nội dung không đúng đuôi tệp. Mở tệp bằng phần mềm đã tạo ra nó, lưu lại rồi tải lên."
_LOCKED = "có mật khẩu. Bỏ mật khẩu rồi tải lại."


def _is_binary(head: bytes) -> bool:
    """Whether what calls itself a text is something else: an archive, a picture, a program.

    Texts in two-byte letters (UTF-16) are full of zeros, but only of these.
    """
    if head.startswith((b"PK\x03\x04", b"%PDF-", b"\x7fELF", b"MZ", _COMPOUND)):
        return True
    return sum(byte < 9 or 13 < byte < 32 for byte in head if byte) * 50 > len(head)


def _wrong_pdf(file: BinaryIO, head: bytes) -> str:
    if b"%PDF-" not in head:
        return _MISMATCH
    file.seek(0)
    data = file.read()
    if b"%%EOF" not in data[-4096:]:
        return "tệp PDF bị cắt cụt. Tải lại tệp gốc."
    return _LOCKED if _ENCRYPTED.search(data) else ""


def _wrong_archive(file: BinaryIO, ending: str) -> str:
    try:
        file.seek(0)
        entries = zipfile.ZipFile(file).infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return _MISMATCH
    names = {entry.filename for entry in entries}
    if _MAIN_PART[ending] not in names or "[Content_Types].xml" not in names:
        return _MISMATCH
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return f"có macro. Lưu thành {ending}."
    if any(entry.flag_bits & 1 for entry in entries):
        return _LOCKED
    # A directory may lie about sizes; whoever unpacks a stranger's file limits memory as well.
    if len(entries) > _MOST_ENTRIES or sum(e.file_size for e in entries) > _MOST_UNPACKED:
        return "cấu trúc tệp bất thường nên không mở. Lưu lại bằng Word, Excel rồi tải lại."
    return ""
