"""Laying out one paper in Word: title block, body, sign-off, appendices, heads and feet."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from docx.api import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from documents import fonts
from documents.annexes import MM, AppendixSheet
from documents.content import PaperContent
from documents.running_text import Line
from documents.typesetting import SIGNING_WIDTH, Sheet, compose
from documents.word import blocks, styles

DRAFT_MARK = "DỰ THẢO"
DEMO_MARK = "BẢN TRÌNH DIỄN"

_LINE_STYLES = {
    "section": "Tên mục",
    "heading": "Tên mục",
    "title": "Tên tiểu mục",
    "text": "Lời văn",
    "basis": "Căn cứ",
    "centred": "Phần quyết định",
}
_RED = "FF0000"
# When Word files were given a date of their own: any day will do, as long as it stays.
_UNDATED = dt.datetime(2020, 3, 5)


def render(content: PaperContent, *, draft: bool) -> bytes:
    """One paper as .docx, byte for byte the same every time.

    A draft carries "DỰ THẢO" on every page and the blank form of number and day, as in
    `documents.pdf.render`.
    """
    sheet = compose(content, draft=draft)
    document = Document()
    blocks.bare(document)
    styles.define(document, sheet.profile)
    _settings(document)
    _properties(document, sheet)
    section = document.sections[0]
    _page(section, sheet, landscape=False)
    _heads_and_feet(section, sheet)
    _head(document, sheet)
    _body(document, sheet)
    _signoff(document, sheet)
    # In Word one file holds everything; files of their own are cut off when the paper is issued.
    for number, appendix in enumerate([*sheet.appendices, *sheet.attachments]):
        _appendix(document, sheet, appendix, first=number == 0)
    blocks.tiny(document.add_paragraph())
    packed = io.BytesIO()
    document.save(packed)
    return blocks.same_bytes(packed.getvalue())


# --- the file -----------------------------------------------------------------------------------


def _settings(document: Any) -> None:
    """Lay out as Word does today, not as in the year of the template."""
    settings = document.settings.element
    for old in settings.findall(qn("w:compat")):
        settings.remove(old)
    compat = OxmlElement("w:compat")
    mode = OxmlElement("w:compatSetting")
    for name, value in (
        ("name", "compatibilityMode"),
        ("uri", "http://schemas.microsoft.com/office/word"),
        ("val", "15"),
    ):
        mode.set(qn(f"w:{name}"), value)
    compat.append(mode)
    later = [
        child
        for child in settings
        if child.tag in {qn(f"w:{name}") for name in ("rsids", "themeFontLang", "clrSchemeMapping")}
        or child.tag.endswith("}mathPr")
    ]
    if later:
        later[0].addprevious(compat)
    else:
        settings.append(compat)


def _properties(document: Any, sheet: Sheet) -> None:
    core = document.core_properties
    core.title, core.author, core.language = sheet.title[:255], sheet.author[:255], styles.LANGUAGE
    core.last_modified_by, core.comments, core.revision = sheet.author[:255], "", 1
    day = dt.datetime.fromisoformat(sheet.date) if sheet.date else _UNDATED
    core.created = core.modified = day


def _page(section: Any, sheet: Sheet, *, landscape: bool) -> None:
    p = sheet.profile
    long, short = Mm(297), Mm(210)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = (
        Mm(size) for size in p.margins
    )
    section.gutter = 0
    digits = p.sizes.page_number * 1.15 / MM
    top = p.page_number_top
    section.header_distance = Mm((p.margins[0] - digits) / 2 if top is None else top)
    section.footer_distance = Mm((p.margins[2] - 12 / MM) / 2)
    section.different_first_page_header_footer = True


def _heads_and_feet(section: Any, sheet: Sheet) -> None:
    """Page number from the second page on; marks of drafts and of the demo on all pages.

    Later sections take over what the first one has.
    """
    first, other = section.first_page_header, section.header
    for number, header in enumerate((first, other), start=1):
        header.is_linked_to_previous = False
        header.paragraphs[0].style = "Số trang"
        if sheet.draft:
            blocks.margin_mark(header.paragraphs[0], DRAFT_MARK, number)
    blocks.field(other.paragraphs[0], "PAGE")
    _foot(section.footer, sheet)
    foot = _foot(section.first_page_footer, sheet)
    if sheet.contact:
        line = foot.insert_paragraph_before(style="Liên hệ")
        blocks.borders(line, ["top"], width=0.75, colour="000000")
        blocks.write(line, sheet.contact)


def _foot(footer: Any, sheet: Sheet) -> Any:
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.style = "Chân trang"
    if sheet.demo:
        blocks.write(paragraph, DEMO_MARK)
    return paragraph


# --- title block --------------------------------------------------------------------------------


def _rule(parent: Any, width: float, column: float, *, before: float, after: float = 0) -> None:
    """A drawn line of `width` millimetres in the middle of a column."""
    paragraph = parent.add_paragraph(style="Đường kẻ")
    side = max(column - width, 0) / 2
    blocks.indent(paragraph, left=side, right=side)
    blocks.borders(paragraph, ["top"], width=0.75, colour="000000")
    form = paragraph.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)


def _widest(lines: Sequence[str], size: float) -> float:
    return max((fonts.width(line, size, "bold") for line in lines), default=0) / MM


def _head(document: Any, sheet: Sheet) -> None:
    p, s = sheet.profile, sheet.profile.sizes
    third = bool(sheet.letter_subject or sheet.stamp or sheet.circulation)
    block = blocks.table(document, [sheet.left_width, sheet.right_width], 3 if third else 2)
    left, right = block.rows[0].cells
    blocks.fill(left, sheet.parent, "Cơ quan chủ quản")
    blocks.fill(left, sheet.issuer, "Cơ quan ban hành")
    if p.separator_under_agency == "rule":
        width = _widest(sheet.issuer, s.issuer) * 0.4
        _rule(left, width, sheet.left_width, before=1.5)
    else:
        blocks.fill(left, [p.separator_under_agency], "Dấu dưới cơ quan")
    blocks.fill(right, [p.heading], "Quốc hiệu")
    if p.motto:
        blocks.fill(right, [p.motto], "Tiêu ngữ")
    if p.heading_rule:
        text, size = (p.motto, s.motto) if p.motto else (p.heading, s.heading)
        _rule(right, _widest([text], size), sheet.right_width, before=1.5)
    left, right = block.rows[1].cells
    blocks.fill(left, [sheet.number], "Số, ký hiệu")
    blocks.fill(right, [sheet.place_date], "Địa danh, ngày tháng")
    if third:
        left, right = block.rows[2].cells
        lines = blocks.fill(left, sheet.letter_subject, "Trích yếu công văn")
        if lines:
            lines[0].paragraph_format.space_before = Pt(6)
        if sheet.stamp:
            _stamp(left, sheet)
        if sheet.circulation:
            _circulation(left, sheet)
        blocks.tiny(right.paragraphs[0])
    _title(document, sheet)
    _addressees(document, sheet)


def _stamp(cell: Any, sheet: Sheet) -> None:
    """The urgency in a red box (NĐ 30, PL I, II.10: 20, 30 or 40 × 8 mm)."""
    (paragraph,) = blocks.fill(cell, [sheet.stamp], "Độ khẩn")
    size = sheet.profile.sizes.stamp
    width = float(sheet.stamp_width)
    if sheet.profile.party_like:
        width = _widest([sheet.stamp], size) + 4
    side = max(sheet.left_width - width, 0) / 2
    blocks.indent(paragraph, left=side, right=side)
    blocks.borders(paragraph, ["top", "left", "bottom", "right"], width=1, colour=_RED)
    form = paragraph.paragraph_format
    form.space_before = Pt(6)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(8 * MM - 2)
    paragraph.runs[0].font.color.rgb = RGBColor.from_string(_RED)


def _circulation(cell: Any, sheet: Sheet) -> None:
    """How far the paper may go round, in a box as wide as its words."""
    (paragraph,) = blocks.fill(cell, [sheet.circulation], "Phạm vi lưu hành")
    width = _widest([sheet.circulation], sheet.profile.sizes.circulation) + 4
    side = max(sheet.left_width - width, 0) / 2
    blocks.indent(paragraph, left=side, right=side)
    blocks.borders(paragraph, ["top", "left", "bottom", "right"], width=0.75, colour="000000")


def _title(document: Any, sheet: Sheet) -> None:
    p = sheet.profile
    if not sheet.kind.named:
        return
    name = document.add_paragraph(style="Tên loại")
    name.paragraph_format.space_before = Pt(18)
    blocks.write(name, sheet.kind.title)
    last = name
    for line in sheet.subject:
        last = document.add_paragraph(style="Trích yếu")
        blocks.write(last, line)
    if sheet.subject and p.trich_yeu_separator == "rule":
        width = _widest(sheet.subject, p.sizes.subject) * 0.4
        _rule(document, width, _text_width(sheet), before=1.5, after=12)
        return
    if sheet.subject:
        last = document.add_paragraph(style="Gạch dưới trích yếu")
        blocks.write(last, p.trich_yeu_separator)
    last.paragraph_format.space_after = Pt(12)


def _text_width(sheet: Sheet, *, landscape: bool = False) -> float:
    _, right, _, left = sheet.profile.margins
    return float((297 if landscape else 210) - left - right)


def _addressees(document: Any, sheet: Sheet) -> None:
    italic = sheet.profile.addressee_italic
    parts = [(sheet.addressee_label, sheet.addressees), ("Đồng kính gửi", sheet.co_addressees)]
    parts = [(f"{label}:", names) for label, names in parts if names]
    if len(parts) == 1 and len(sheet.addressees) == 1:
        line = document.add_paragraph(style="Kính gửi")
        blocks.write(line, parts[0][0]).italic = italic
        blocks.write(line, f" {sheet.addressees[0]}")
        line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(18), Pt(12)
    elif parts:
        size = sheet.profile.sizes.body
        names = [name for _, part in parts for name in part]
        widths = [
            max(_regular(label, size) for label, _ in parts) + 0.5,
            max(_regular(name, size) for name in names) + 1,
        ]
        widths[1] = min(widths[1], _text_width(sheet) - widths[0])
        gap = document.add_paragraph(style="Đường kẻ")
        gap.paragraph_format.space_before = Pt(17)
        block = blocks.table(document, widths, 2 * len(parts))
        block.alignment = WD_TABLE_ALIGNMENT.CENTER
        for number, (label, part) in enumerate(parts):
            (line,) = blocks.fill(block.cell(2 * number, 0), [label], "Kính gửi")
            line.runs[0].italic = italic
            line.alignment = styles.RIGHT
            blocks.tiny(block.cell(2 * number, 1).paragraphs[0])
            blocks.tiny(block.cell(2 * number + 1, 0).paragraphs[0])
            for line in blocks.fill(block.cell(2 * number + 1, 1), part, "Kính gửi"):
                line.alignment = styles.LEFT
                blocks.indent(line, left=0.583 * size / MM, hanging=0.583 * size / MM)
        gap = document.add_paragraph(style="Đường kẻ")
        gap.paragraph_format.space_after = Pt(11)


def _regular(text: str, size: float) -> float:
    return fonts.width(text, size, "regular") / MM


# --- body and sign-off --------------------------------------------------------------------------


def _lines(document: Any, lines: Sequence[Line]) -> list[Any]:
    made = []
    for line in lines:
        paragraph = document.add_paragraph(style=_LINE_STYLES[line.kind])
        blocks.write_html(paragraph, str(line.html))
        made.append(paragraph)
    return made


def _body(document: Any, sheet: Sheet) -> None:
    """The text; at least two of its lines stay with the sign-off (document-format 1.7)."""
    made = _lines(document, sheet.body)
    if made:
        made[-1].paragraph_format.space_after = Pt(12)
        made[-1].paragraph_format.keep_with_next = True
    if len(made) > 1 and sheet.last_line_short:
        made[-2].paragraph_format.keep_with_next = True


def _signoff(document: Any, sheet: Sheet) -> None:
    size = sheet.profile.sizes.recipients
    block = blocks.table(document, [_text_width(sheet) - SIGNING_WIDTH, SIGNING_WIDTH], 1)
    if not sheet.long_list:
        blocks.row_rule(block.rows[0], "cantSplit")
    left, right = block.rows[0].cells
    blocks.fill(left, ["Nơi nhận:"], "Nơi nhận")
    for line in blocks.fill(left, sheet.recipients, "Danh sách nơi nhận"):
        blocks.indent(line, left=0.583 * size / MM, right=4, hanging=0.583 * size / MM)
    if sheet.drafter_code:
        blocks.fill(left, [sheet.drafter_code], "Ký hiệu người soạn")
    blocks.fill(right, sheet.authority, "Thẩm quyền ký")
    blocks.fill(right, sheet.position, "Chức vụ")
    (gap,) = blocks.fill(right, [""], "Đường kẻ")
    gap.paragraph_format.line_spacing = Pt(28 * MM)
    blocks.fill(right, [sheet.signer], "Họ tên người ký")
    for paragraph in right.paragraphs[:-1]:
        paragraph.paragraph_format.keep_with_next = True


# --- appendices ---------------------------------------------------------------------------------


def _appendix(document: Any, sheet: Sheet, appendix: AppendixSheet, *, first: bool) -> None:
    """An appendix in a section of its own, its pages counted from 1 (NĐ 30, PL I, III.1.đ)."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    blocks.tiny(document.paragraphs[-1])
    _page(section, sheet, landscape=appendix.landscape)
    _count_from_one(section)
    if first and sheet.contact:  # which stands on the paper's own first page only
        _foot(section.first_page_footer, sheet)
    blocks.write(document.add_paragraph(style="Phụ lục"), appendix.label)
    for line in appendix.title:
        blocks.write(document.add_paragraph(style="Phụ lục"), line)
    for line in appendix.reference:
        blocks.write(document.add_paragraph(style="Kèm theo"), line)
    size = sheet.profile.sizes.body
    width = max(fonts.width(line, size, "italic") for line in appendix.reference) / MM * 0.4
    column = _text_width(sheet, landscape=appendix.landscape)
    _rule(document, width, column, before=1.5, after=12)
    _lines(document, appendix.body)
    if appendix.table:
        _table(document, appendix)
    if appendix.closing_mark:
        mark = document.add_paragraph(style="Kính gửi")
        mark.alignment = styles.RIGHT
        blocks.write(mark, appendix.closing_mark)


def _count_from_one(section: Any) -> None:
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    counting = OxmlElement("w:pgNumType")
    counting.set(qn("w:start"), "1")
    section._sectPr.insert_element_before(
        counting, "w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:docGrid"
    )


def _table(document: Any, appendix: AppendixSheet) -> None:
    assert appendix.table is not None
    rows = appendix.table["rows"]
    made = blocks.table(document, appendix.widths, len(rows) + 1)
    blocks.cell_margins(made, 1.5, 2)
    blocks.grid(made)
    blocks.row_rule(made.rows[0], "cantSplit", "tblHeader")
    table_rows = list(made.rows)
    for cell, text in zip(table_rows[0].cells, appendix.table["head"], strict=True):
        blocks.fill(cell, [text], "Tên cột")
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for row, cells in zip(table_rows[1:], rows, strict=True):
        blocks.row_rule(row, "cantSplit")
        for column, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            (paragraph,) = blocks.fill(cell, [text], "Ô bảng")
            if column in appendix.table["numeric"]:
                paragraph.alignment = styles.RIGHT
            elif column in appendix.centred:
                paragraph.alignment = styles.CENTER
