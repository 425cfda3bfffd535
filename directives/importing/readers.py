"""Text out of .txt, .docx and .pdf files, as the parser wants it: one line, paragraph or row each.

A stranger's file is opened in a process of its own with limits on time and memory, so that neither
a bomb nor a broken file can harm the portal or the other files of a job (compare
`documents.signing.sandbox`).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path, PurePath

from directives.importing import read_text
from directives.importing.errors import ScannedFileError, UnreadableFileError

SECONDS = 60
MEGABYTES = 1024
LARGEST = 50 * 1024 * 1024
"""Limits for one file: seconds of work, memory, and bytes handed in."""

ENDINGS = (".txt", ".docx", ".pdf")
_PROJECT = Path(__file__).resolve().parents[2]
_OLD_WORD = bytes.fromhex("D0CF11E0A1B11AE1")


def read(data: bytes, name: str) -> str:
    """Return the text of a file, judged by its content; its name only names it to people.

    Raises UnreadableFileError with one sentence when the file is empty, too large, of another kind,
    locked, damaged, scanned, or needs more than SECONDS or MEGABYTES.
    """
    ending = kind(data, name)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "directives.importing", ending, str(SECONDS), str(MEGABYTES)],
            input=data,
            capture_output=True,
            timeout=SECONDS + 5,
            cwd=_PROJECT,
            env={"PYTHONIOENCODING": "utf-8", "PYTHONHASHSEED": "0"},
        )
    except subprocess.TimeoutExpired as late:
        raise UnreadableFileError(_TOO_MUCH) from late
    if done.returncode == 0:
        return done.stdout.decode("utf-8", "replace")
    if done.returncode in (3, 4):
        kind_of_error = ScannedFileError if done.returncode == 4 else UnreadableFileError
        raise kind_of_error(done.stderr.decode("utf-8", "replace").strip())
    spent = done.returncode < 0 or done.returncode == 5
    raise UnreadableFileError(_TOO_MUCH if spent else _DAMAGED)


_TOO_MUCH = (
    "Tệp quá phức tạp, không đọc được trong giới hạn thời gian và bộ nhớ. "
    "Tách tệp hoặc dán nội dung vào ô văn bản."
)
_DAMAGED = (
    "Tệp bị hỏng hoặc không đúng định dạng. Mở bằng phần mềm đã tạo ra nó, lưu lại rồi thử lại."
)


def kind(data: bytes, name: str) -> str:
    """Return which of ENDINGS the bytes are; UnreadableFileError when they are none."""
    if not data:
        raise UnreadableFileError("Tệp rỗng. Chọn lại tệp.")
    if len(data) > LARGEST:
        raise UnreadableFileError(f"Tệp lớn hơn {LARGEST // 1024**2} MB. Tách tệp rồi thử lại.")
    if data.startswith(_OLD_WORD):
        raise UnreadableFileError(
            "Tệp Word kiểu cũ (.doc) hoặc có mật khẩu. Bỏ mật khẩu, lưu thành .docx rồi thử lại."
        )
    is_pdf, is_archive = b"%PDF-" in data[:1024], data.startswith(b"PK\x03\x04")
    if is_pdf and is_archive:
        raise UnreadableFileError(_MISMATCH)  # two kinds in one: whom it deceives is not our guess
    if is_pdf or is_archive:
        return ".pdf" if is_pdf else ".docx"
    ending = PurePath(name).suffix.lower()
    if ending in (".docx", ".pdf"):
        raise UnreadableFileError(_MISMATCH)
    sample = data[:4096]
    wide = sample.startswith((b"\xff\xfe", b"\xfe\xff")) or read_text.wide_encoding(sample)
    if not wide and sum(byte < 9 or 13 < byte < 32 for byte in sample) * 50 > len(sample):
        raise UnreadableFileError("Không phải tệp văn bản. Chỉ nhận .docx, .pdf, .txt.")
    return ".txt"


_MISMATCH = "Nội dung không đúng đuôi tệp. Mở bằng phần mềm đã tạo ra nó, lưu lại rồi thử lại."
