"""Text of .pdf files that hold text: lines by position, columns kept apart, tables row by row.

Header and end are read column by column (`pdf_columns`); elsewhere words that stand far apart on a
line are divided by several spaces. Page numbers and what runs along in the margins are left out.
Scans hold no text and are refused.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from directives.importing import pdf_columns
from directives.importing.errors import ScannedFileError, UnreadableFileError
from directives.importing.pdf_columns import Line

PAGES = 300
_RULES = 2_000  # lines and boxes beyond which a page is a drawing and not a table
_NUMBER = re.compile(r"[-–— ]*(?:Trang |trang )?[0-9]{1,3}(?:\s?/\s?[0-9]{1,3})?[-–— ]*")
_MARGIN = 0.08  # the share of a page above and below its text
_EMPTY_PAGE = 20  # letters a page has at least, if it has text at all


@dataclass(frozen=True)
class _Page:
    """What stands on a page: its lines, and its tables with their height."""

    height: float
    lines: list[Line]
    tables: list[tuple[float, list[str]]]

    def edge(self, row: Line) -> bool:
        """Whether a line stands in the upper or lower margin."""
        return not _MARGIN < row.top / self.height < 1 - _MARGIN


def read(data: bytes) -> str:
    """Return the text of a .pdf; UnreadableFileError when it is locked, damaged or a scan."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > PAGES:
                raise UnreadableFileError(
                    f"Tệp có {len(pdf.pages)} trang, chỉ đọc tối đa {PAGES} trang. Tách tệp."
                )
            found: list[_Page] = []
            for page in pdf.pages:
                found.append(_page(page))
                page.close()
    except UnreadableFileError:
        raise
    except PdfminerException as error:
        if any(isinstance(part, MemoryError) for part in error.args):
            raise MemoryError from error
        locked = any(isinstance(part, PDFPasswordIncorrect) for part in error.args)
        raise UnreadableFileError(_LOCKED if locked else _BROKEN) from error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        # What the library lets through when the structure of a file makes no sense.
        raise UnreadableFileError(_BROKEN) from error
    running = _running(found)
    pages = [_text(page, running) for page in found]
    if sum(letter.isalpha() for page in pages for letter in page) < _EMPTY_PAGE:
        raise ScannedFileError(_SCAN)
    return "\n".join(pages)


_LOCKED = "Tệp PDF có mật khẩu. Bỏ mật khẩu rồi thử lại."
_BROKEN = "Tệp PDF bị hỏng. Tải lại tệp gốc hoặc dùng bản Word."
_SCAN = "Tệp PDF là bản quét, không có chữ để đọc. Dùng bản Word hoặc dán nội dung văn bản."


def _page(page: Any) -> _Page:
    page = _upright(page.dedupe_chars())
    tables = _tables(page)
    words = [
        word
        for word in page.extract_words(x_tolerance=2, y_tolerance=3)
        if not any(_within(word, table.bbox) for table in tables)
    ]
    rows = [
        (
            float(table.bbox[1]),
            ["\t".join(" ".join((cell or "").split()) for cell in row) for row in table.extract()],
        )
        for table in tables
    ]
    return _Page(float(page.height), pdf_columns.lines(words), rows)


def _upright(page: Any) -> Any:
    """The page without slanting marks ("DỰ THẢO"), whose letters would fall between the lines."""
    slanting = sum(not char["upright"] for char in page.chars)
    if not 0 < slanting * 2 < len(page.chars):
        return page
    return page.filter(lambda thing: thing["object_type"] != "char" or thing["upright"])


def _running(pages: Sequence[_Page]) -> set[str]:
    """What stands in the margin of several pages: running titles, marks of a portal."""
    counts = Counter(
        words for page in pages for words in {_letters(row) for row in page.lines if page.edge(row)}
    )
    return {words for words, count in counts.items() if count > 1}


def _letters(row: Line) -> str:
    return re.sub(r"[\W\d_]+", " ", row.text).strip()


def _text(page: _Page, running: set[str]) -> str:
    kept = [
        row
        for row in page.lines
        if not (page.edge(row) and (_NUMBER.fullmatch(row.text) or _letters(row) in running))
    ]
    lines = pdf_columns.read(kept)
    lines += [(top, "\n".join(["", *rows, ""])) for top, rows in page.tables]
    lines.sort(key=lambda line: line[0])
    return "\n".join(text for _, text in lines)


def _tables(page: Any) -> list[Any]:
    """The ruled tables of more than one column; rules under a heading are none."""
    ruled = len(page.lines) + len(page.rects)
    if not 4 <= ruled <= _RULES:
        return []
    return [
        table
        for table in page.find_tables()
        if len(table.rows) > 1 and max(len(row.cells) for row in table.rows) > 1
    ]


def _within(word: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    middle_x = (word["x0"] + word["x1"]) / 2
    middle_y = (word["top"] + word["bottom"]) / 2
    return bool(left <= middle_x <= right and top <= middle_y <= bottom)
