"""Papers of the collection as somebody would type them in Word, and as LibreOffice prints them.

The header and the end become tables without rules, two columns each; rows with tabs a ruled table;
every other line is a paragraph. Pages are numbered from the second one on, in the top margin.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

_RIGHT = re.compile(
    r"CỘNG H|ĐẢNG CỘNG SẢN|ĐOÀN TNCS HỒ CHÍ MINH|Độc lập|^[^\d:]{3,40}, ngày .{4,30}$"
)
_BODY = re.compile(
    r"(?:KẾ HOẠCH|HƯỚNG DẪN|NGHỊ QUYẾT|CHỈ THỊ|QUYẾT ĐỊNH|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG)?|THÔNG BÁO)$"
    r"|Kính gửi"
)
_SECONDS = 120


def typed(text: str) -> bytes:
    """The paper as a .docx."""
    lines = [line.strip() for line in unicodedata.normalize("NFC", text).split("\n")]
    body = next(at for at, line in enumerate(lines) if _BODY.match(line))
    end = next(at for at, line in enumerate(lines) if line.startswith("Nơi nhận"))
    archive = next(at for at in range(end, len(lines)) if "Lưu" in lines[at])
    document = _page()
    head = [line for line in lines[:body] if line]
    _columns(
        document,
        [line for line in head if not _RIGHT.match(line)],
        [line for line in head if _RIGHT.match(line)],
    )
    _paragraphs(document, lines[body:end])
    after = next(
        (at for at in range(archive, len(lines)) if lines[at].startswith("PHỤ LỤC")), len(lines)
    )
    _columns(document, lines[end : archive + 1], lines[archive + 1 : after])
    if after < len(lines):
        document.add_page_break()
        _paragraphs(document, lines[after:])
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _page() -> Any:
    """An A4 sheet with the margins and the type of NĐ 30/2020, numbers from page two on."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    style.paragraph_format.space_after = Pt(6)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._p.append(field)
    return document


def _columns(document: Any, left: Sequence[str], right: Sequence[str]) -> None:
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    for cell, lines in zip(cells, (left, right), strict=True):
        for index, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
            run = paragraph.add_run(line)
            run.font.size = Pt(12)
            if not line.startswith(("-", "Nơi nhận")):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _paragraphs(document: Any, lines: Iterable[str]) -> None:
    table = None
    in_title = False
    for line in lines:
        in_title = bool(line) and (in_title or (line.isupper() and bool(_BODY.match(line))))
        if "\t" in line:
            cells = line.split("\t")
            if table is None:
                table = document.add_table(rows=0, cols=len(cells), style="Table Grid")
            row = table.add_row().cells
            for cell, words in zip(row, cells, strict=False):
                cell.text = words
        elif line:
            table = None
            paragraph = document.add_paragraph(line)
            if line.isupper() or in_title:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            else:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
                paragraph.paragraph_format.first_line_indent = Mm(10)


def printed(files: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    """The .docx files as LibreOffice prints them, all in one run with a profile of its own."""
    paths = []
    for name, data in files.items():
        paths.append(folder / f"{name}.docx")
        paths[-1].write_bytes(data)
    program = shutil.which("soffice")
    assert program, "LibreOffice is missing: python3 tools/setup.py --dev"
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
            "--outdir", folder, *paths,
        ],
        check=True,
        capture_output=True,
        timeout=_SECONDS,
    )  # fmt: skip
    return {name: (folder / f"{name}.pdf").read_bytes() for name in files}
