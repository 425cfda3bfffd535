"""The paragraph styles of a Word file, one row each, from the sizes of the format profile.

Whoever edits the file in Word finds them under their Vietnamese names. Line distances are exact, as
in the style sheet of the PDF: "single" means something else to each word processor.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from documents.formats import Profile

FONT = "Times New Roman"
LANGUAGE = "vi-VN"

LEFT, CENTER, RIGHT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style; lengths in points, `indent` of the first line in millimetres."""

    name: str
    size: float
    pitch: float
    align: WD_ALIGN_PARAGRAPH = CENTER
    bold: bool = False
    italic: bool = False
    underline: bool = False
    before: float = 0
    after: float = 0
    indent: float = 0
    keep_next: bool = False


def rows(p: Profile) -> Iterator[Style]:
    """Every style a paper of this profile uses (compare templates/documents/pdf/_style.css)."""
    s, pitch = p.sizes, p.line_pitch
    italic_basis = p.citation_style == "italic"
    italic_label = p.noi_nhan_style == "bold_italic"
    yield Style("Quốc hiệu", s.heading, s.heading * 1.2, bold=True)
    if p.motto:
        yield Style("Tiêu ngữ", s.motto, s.motto * 1.2, bold=True)
    yield Style("Cơ quan chủ quản", s.parent, s.parent * 1.2)
    yield Style("Cơ quan ban hành", s.issuer, s.issuer * 1.2, bold=True)
    yield Style("Dấu dưới cơ quan", s.issuer, s.issuer)
    yield Style("Số, ký hiệu", s.number, s.number * 1.2, before=6)
    yield Style("Địa danh, ngày tháng", s.date, s.date * 1.2, italic=True, before=6)
    yield Style(
        "Trích yếu công văn", s.letter_subject, s.letter_subject * 1.2, italic=p.letter_italic
    )
    yield Style("Độ khẩn", s.stamp, s.stamp * 1.2, bold=True)
    yield Style("Phạm vi lưu hành", s.circulation, s.circulation * 1.5, bold=True, before=6)
    yield Style("Tên loại", s.type_name, s.type_name * 1.25, bold=True, keep_next=True)
    yield Style("Trích yếu", s.subject, s.subject * 1.25, bold=True, keep_next=True)
    yield Style("Gạch dưới trích yếu", s.subject, s.subject, keep_next=True)
    yield Style("Kính gửi", s.body, pitch)
    yield Style("Lời văn", s.body, pitch, JUSTIFY, after=6, indent=10)
    yield Style("Căn cứ", s.body, pitch, JUSTIFY, italic=italic_basis, after=6, indent=10)
    yield Style("Phần quyết định", s.body, pitch, bold=True, after=6, keep_next=True)
    yield Style("Tên mục", s.body, pitch, JUSTIFY, bold=True, after=6, indent=10, keep_next=True)
    yield Style("Tên tiểu mục", s.body, pitch, JUSTIFY, after=6, indent=10, keep_next=True)
    yield Style(
        "Nơi nhận",
        s.recipients_label,
        s.signing * 1.25,
        LEFT,
        bold=italic_label,
        italic=italic_label,
        underline=not italic_label,
    )
    yield Style("Danh sách nơi nhận", s.recipients, s.recipients * 1.2, LEFT)
    yield Style("Ký hiệu người soạn", 11, 13.2, LEFT, before=4)
    yield Style("Thẩm quyền ký", s.signing, s.signing * 1.25, bold=True)
    yield Style("Chức vụ", s.signing, s.signing * 1.25, bold=p.position_bold)
    yield Style("Họ tên người ký", s.signing, s.signing * 1.25, bold=True)
    yield Style("Phụ lục", s.type_name, s.type_name * 1.25, bold=True, keep_next=True)
    yield Style("Kèm theo", s.body, s.body * 1.25, italic=True, keep_next=True)
    yield Style("Tên cột", 12, 14.4, bold=True)
    yield Style("Ô bảng", 12, 14.4, LEFT)
    yield Style("Chú thích", s.note, s.note * 1.2, JUSTIFY)
    yield Style("Số trang", s.page_number, s.page_number * 1.15)
    yield Style("Liên hệ", s.contact, 13)
    yield Style("Chân trang", 10, 12)
    yield Style("Đường kẻ", 1, 1)


def define(document: Any, profile: Profile) -> None:
    """Give a new Word file the profile's styles, the font of papers and the language."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    if defaults is not None:  # the template's own font and gaps
        document.styles.element.remove(defaults)
    normal = document.styles["Normal"]
    _font(normal, profile.sizes.body)
    plain = normal.paragraph_format
    plain.space_before = plain.space_after = Pt(0)
    plain.widow_control = True
    for row in rows(profile):
        style = document.styles.add_style(row.name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.quick_style = True
        _font(style, row.size)
        style.font.bold, style.font.italic = row.bold, row.italic
        style.font.underline = row.underline
        form = style.paragraph_format
        form.alignment = row.align
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = Pt(row.pitch)
        form.space_before, form.space_after = Pt(row.before), Pt(row.after)
        form.first_line_indent = Mm(row.indent)
        form.keep_with_next = row.keep_next


def _font(style: Any, size: float) -> None:
    style.font.size = Pt(size)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    language.set(qn("w:eastAsia"), LANGUAGE)
    properties.append(language)
