"""Text of .docx files: paragraphs with the numbers Word puts before them, tables, footnotes.

Tracked changes are read as accepted. A table of two columns in which the heading of the nation or
"Nơi nhận" stands is the layout of a header or an end: its columns follow one another. Other tables
give one line per row, cells divided by tabs.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree  # type: ignore[import-untyped]

from directives.importing.errors import UnreadableFileError
from directives.importing.passage import bare
from directives.importing.word_numbering import Numbering

ENTRIES = 2_000
UNPACKED = 200 * 1024 * 1024
RATIO = 200
"""Limits of the archive: members, bytes once unpacked, and how much it may grow in unpacking."""

_LAYOUT = ("cong hoa xa hoi", "dang cong san viet nam", "noi nhan", "doan tncs ho chi minh")
_REMOVED = {qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText")}
_DELETED_MARK = "/".join(qn(tag) for tag in ("w:pPr", "w:rPr", "w:del"))
_DELETED_ROW = "/".join(qn(tag) for tag in ("w:trPr", "w:del"))
_BREAKS = {qn("w:br"), qn("w:cr")}


def read(data: bytes) -> str:
    """Return the text of a .docx; UnreadableFileError when it is none, a bomb, or has macros."""
    check_archive(data)
    try:
        document = Document(io.BytesIO(data))
        if document.element.getroottree().docinfo.doctype:
            # The format forbids definitions of one's own (OPC); only an attack brings some.
            raise UnreadableFileError(_BROKEN)
        body = document.element.body
        numbering = Numbering(document)
        notes = _notes(document)
    except (
        PackageNotFoundError,
        KeyError,
        ValueError,
        AttributeError,
        etree.XMLSyntaxError,
    ) as error:
        raise UnreadableFileError(_BROKEN) from error
    lines = list(_blocks(body, numbering))
    return "\n".join([*lines, *notes])


_BROKEN = "Tệp Word bị hỏng. Mở bằng Word, lưu lại rồi thử lại."


def check_archive(data: bytes) -> None:
    """Judge the directory of the archive before anything is unpacked."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableFileError(_BROKEN) from error
    names = {entry.filename for entry in entries}
    if len(entries) > ENTRIES or len(names) != len(entries):
        raise UnreadableFileError("Tệp nén có cấu trúc bất thường nên không mở. Lưu lại bằng Word.")
    size = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if size > UNPACKED or size > RATIO * max(packed, 4096):
        raise UnreadableFileError("Tệp phình quá lớn khi giải nén nên không mở. Lưu lại bằng Word.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableFileError("Tệp có mật khẩu. Bỏ mật khẩu rồi thử lại.")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnreadableFileError("Tệp có macro. Lưu thành .docx rồi thử lại.")
    if "word/document.xml" not in names:
        raise UnreadableFileError("Không phải tệp Word. Chỉ nhận .docx, .pdf, .txt.")


def _blocks(parent: Any, numbering: Numbering) -> Iterator[str]:
    """The paragraphs and tables under an element, content controls and text boxes included."""
    joined = ""  # what stands before a paragraph mark that was deleted
    for child in parent:
        if child.tag == qn("w:p"):
            text = joined + _text(child) if joined else _paragraph(child, numbering)
            joined = text if child.find(_DELETED_MARK) is not None else ""
            if not joined:
                yield text
            for box in child.iter(qn("w:txbxContent")):
                if not any(up.tag == _FALLBACK for up in box.iterancestors()):
                    yield from _blocks(box, numbering)
        elif child.tag == qn("w:tbl"):
            yield from _table(child, numbering)
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _blocks(child, numbering)
    if joined:
        yield joined


_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def _paragraph(paragraph: Any, numbering: Numbering) -> str:
    return f"{numbering.mark(paragraph)}{_text(paragraph)}"


def _text(element: Any) -> str:
    parts: list[str] = []
    for child in element:
        tag = child.tag
        if tag in _REMOVED or tag == qn("w:pPr") or not isinstance(tag, str):
            continue
        if tag == qn("w:t"):
            parts.append(child.text or "")
        elif tag == qn("w:tab"):
            parts.append("\t" if parts else "")
        elif tag in _BREAKS:
            parts.append("\n")
        elif tag == qn("w:noBreakHyphen"):
            parts.append("-")
        elif tag == qn("w:footnoteReference"):
            parts.append(_superscript(child.get(qn("w:id"), "")))
        elif tag != qn("w:txbxContent") and tag != _FALLBACK:
            parts.append(_text(child))
    return "".join(parts)


def _superscript(number: str) -> str:
    return number.translate(str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹ "))


def _table(table: Any, numbering: Numbering) -> Iterator[str]:
    rows = [
        [_cell(cell, numbering) for cell in _cells(row)]
        for row in table.iter(qn("w:tr"))
        if _own(row, table) and row.find(_DELETED_ROW) is None
    ]
    whole = bare(" ".join(" ".join(cell.split()) for row in rows for cell in row))
    if max(map(len, rows), default=0) <= 3 and any(words in whole for words in _LAYOUT):
        for column in range(max(map(len, rows), default=0)):
            for row in rows:
                if column < len(row):
                    yield from row[column].split("\n")
            yield ""
        return
    for row in rows:
        yield "\t".join(" ".join(cell.split()) for cell in row)
    yield ""


def _own(row: Any, table: Any) -> bool:
    """Whether the row is the table's and not one of a table inside it."""
    return next(up for up in row.iterancestors() if up.tag == qn("w:tbl")) is table


def _cells(row: Any) -> list[Any]:
    found = []
    for child in row:
        if child.tag == qn("w:tc"):
            found.append(child)
        elif child.tag == qn("w:sdt"):
            found += list(child.iter(qn("w:tc")))
    return found


def _cell(cell: Any, numbering: Numbering) -> str:
    return "\n".join(_blocks(cell, numbering))


def _notes(document: Any) -> list[str]:
    """The footnotes, after the text, each with its number."""
    found: list[str] = []
    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith("/footnotes"):
            continue
        root = etree.fromstring(relation.target_part.blob, _PARSER)
        for note in root.iter(qn("w:footnote")):
            if note.get(qn("w:type")) in ("separator", "continuationSeparator"):
                continue
            words = " ".join(_text(paragraph).strip() for paragraph in note.iter(qn("w:p")))
            if words.strip():
                found.append(f"{_superscript(note.get(qn('w:id'), ''))} {words.strip()}")
    return ["", *found] if found else []


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
