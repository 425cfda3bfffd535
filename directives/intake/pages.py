"""The pages of a stranger's PDF: how they look, where words stand on them, what a scan says.

All of it happens in a process of its own with limits on time and memory (compare
`directives.importing.readers`); a page that needs more is left out.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from directives.importing.errors import UnreadableFileError

SECONDS = 20
OCR_SECONDS, PARSE_SECONDS = 90, 60
MEGABYTES = 1024
"""Limits for drawing or measuring one file, recognising one page of it, parsing its text."""

LANGUAGE = "vie"
WIDTH = 1000  # pixels of a page as shown
OCR_SCALE = 300 / 72  # dots per point Tesseract reads best
LARGEST = 20_000_000  # pixels: beyond it a page is drawn smaller
_PROJECT = Path(__file__).resolve().parents[2]


@cache
def can_recognise() -> bool:
    """Whether this machine can read scans: Tesseract with Vietnamese is installed."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    said = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=10)
    return LANGUAGE in said.stdout.split()


def measure(pdf: bytes, wanted: Mapping[str, tuple[str, float]]) -> dict[str, Any]:
    """Sizes of the pages and where the wanted words stand on them, in points from the top left.

    `wanted` maps a key to words and how far into the text they come (0 to 1). Returns {"sizes":
    [[width, height], …], "boxes": {key: [[page, x, y, width, height], …]}}; {} when the file can't
    be drawn within the limits.
    """
    head = json.dumps({key: list(value) for key, value in wanted.items()}).encode()
    answer = _ask(["measure"], head + b"\n" + pdf, SECONDS)
    try:
        found: dict[str, Any] = json.loads(answer or b"{}")
    except ValueError:
        return {}
    return found


def draw(pdf: bytes, page: int) -> bytes | None:
    """One page (counted from 1) as a PNG, or None when it can't be drawn."""
    return _ask(["draw", str(page)], pdf, SECONDS)


def recognise(pdf: bytes, page: int) -> list[list[Any]]:
    """The words Tesseract reads on one page (counted from 1), none when it can't.

    Each is [letters, left, top, width, height in points, how sure (0 to 100), opens a line].
    """
    words: list[list[Any]] = json.loads(_ask(["recognise", str(page)], pdf, OCR_SECONDS) or b"[]")
    return words


def parsed(text: str) -> list[dict[str, Any]]:
    """The records of a long text; UnreadableFileError when it needs more than the limits."""
    answer = _ask(["parse"], text.encode("utf-8", "replace"), PARSE_SECONDS)
    if answer is None:
        raise UnreadableFileError(
            "Nội dung quá phức tạp, không đọc được trong giới hạn thời gian. Tách thành nhiều tệp."
        )
    records: list[dict[str, Any]] = json.loads(answer)
    return records


def _ask(words: list[str], data: bytes, seconds: int) -> bytes | None:
    try:
        return subprocess.run(
            [sys.executable, "-m", "directives.intake", *words],
            input=data,
            capture_output=True,
            check=True,
            timeout=seconds + 10,
            cwd=_PROJECT,
            env={"PATH": "/usr/local/bin:/usr/bin:/bin", "OMP_THREAD_LIMIT": "1"},
        ).stdout
    except (subprocess.SubprocessError, OSError):
        return None
