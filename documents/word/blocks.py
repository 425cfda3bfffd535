"""Small pieces of WordprocessingML that python-docx has no words for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from documents.word import notes

TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""

_MARK_GREY = "D0D0D0"


class _Runs(HTMLParser):
    """The pieces of a printed line: (text, how it is set: "", "b", "whole", "note", "br")."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[tuple[str, str]] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.pieces.append(("", "br"))
            return
        self._open.append(dict(attrs).get("class") or tag)

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if "note" not in self._open:
            kinds = [kind for kind in ("whole", "b") if kind in self._open]
            self.pieces.append((data, kinds[0] if kinds else ""))
        elif self.pieces and self.pieces[-1][1] == "note":
            self.pieces[-1] = (self.pieces[-1][0] + data, "note")
        else:
            self.pieces.append((data, "note"))


def write_html(paragraph: Any, html: str) -> None:
    """Add a printed line to a paragraph: its bold, its unbreakable numbers, its footnotes."""
    reader = _Runs()
    reader.feed(html)
    reader.close()
    for text, kind in reader.pieces:
        if kind == "note":
            notes.add(paragraph, text)
        elif kind == "br":
            paragraph.add_run().add_break()
        elif kind == "whole":
            write(paragraph, text.replace(" ", "\u00a0"), whole=True)
        else:
            write(paragraph, text).bold = True if kind == "b" else None


def write(paragraph: Any, text: str, *, whole: bool = False) -> Any:
    """Add a run; its spaces are kept, and with `whole` its hyphens do not end a line."""
    run = paragraph.add_run()
    pieces = text.split("-") if whole else [text]
    for number, piece in enumerate(pieces):
        if number:
            run._r.append(OxmlElement("w:noBreakHyphen"))
        if piece:
            word = OxmlElement("w:t")
            word.text = piece
            word.set(qn("xml:space"), "preserve")
            run._r.append(word)
    return run


def field(paragraph: Any, instruction: str) -> None:
    """Add a field such as the page number."""
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            char = OxmlElement("w:fldChar")
            char.set(qn("w:fldCharType"), kind)
            run._r.append(char)
        elif text == instruction:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {text} "
            run._r.append(code)
        else:
            run.text = text


def borders(paragraph: Any, sides: Sequence[str], *, width: float, colour: str) -> None:
    """Draw lines of `width` points at the given sides of a paragraph."""
    box = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            line = OxmlElement(f"w:{side}")
            line.set(qn("w:val"), "single")
            line.set(qn("w:sz"), str(round(width * 8)))
            line.set(qn("w:space"), "0")
            line.set(qn("w:color"), colour)
            box.append(line)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        box, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr",
        "w:sectPr",
    )  # fmt: skip


def indent(paragraph: Any, *, left: float = 0, right: float = 0, hanging: float = 0) -> None:
    """Set a paragraph in from the edges of its column, in millimetres."""
    form = paragraph.paragraph_format
    form.left_indent, form.right_indent = Mm(left), Mm(right)
    if hanging:
        form.first_line_indent = Mm(-hanging)


def table(parent: Any, widths: Sequence[float], rows: int) -> Any:
    """A table without lines whose columns are exactly as wide as given, in millimetres."""
    made = parent.add_table(rows, len(widths))
    made.autofit = False
    properties = made._tbl.tblPr
    for name in ("w:tblStyle", "w:tblW", "w:tblLook"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    whole = OxmlElement("w:tblW")
    whole.set(qn("w:w"), str(round(sum(widths) * TWIPS)))
    whole.set(qn("w:type"), "dxa")
    properties.insert_element_before(
        whole, "w:jc", "w:tblCellSpacing", "w:tblInd", "w:tblBorders", "w:shd", "w:tblLayout",
        "w:tblCellMar",
    )  # fmt: skip
    cell_margins(made, 0, 0)
    for column, width in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Mm(width)
    for row in made.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return made


def cell_margins(made: Any, across: float, down: float) -> None:
    """Room inside each cell: `across` millimetres at the sides, `down` points above and below."""
    properties = made._tbl.tblPr
    for old in properties.findall(qn("w:tblCellMar")):
        properties.remove(old)
    margins = OxmlElement("w:tblCellMar")
    for side, size in (
        ("top", down * 20),
        ("left", across * TWIPS),
        ("bottom", down * 20),
        ("right", across * TWIPS),
    ):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(size)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.append(margins)


def grid(made: Any) -> None:
    """Draw the lines of a table of figures."""
    lines = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        lines.append(line)
    made._tbl.tblPr.insert_element_before(lines, "w:shd", "w:tblLayout", "w:tblCellMar")


def row_rule(row: Any, *names: str) -> None:
    """Mark a row: "cantSplit" keeps it on one page, "tblHeader" repeats it on every page."""
    properties = row._tr.get_or_add_trPr()
    for name in names:
        properties.append(OxmlElement(f"w:{name}"))


def fill(cell: Any, lines: Iterable[str], style: str) -> list[Any]:
    """Write lines into a cell, one paragraph each; the cell's first paragraph is used up first."""
    made: list[Any] = []
    for line in lines:
        paragraph = cell.paragraphs[-1]
        if paragraph.runs or made or paragraph._p.pPr is not None:
            paragraph = cell.add_paragraph()
        paragraph.style = style
        write(paragraph, line)
        made.append(paragraph)
    return made


def margin_mark(paragraph: Any, text: str, number: int) -> None:
    """A grey word standing upright in the binding margin, in the middle of the page's height."""
    wide, high = Mm(18), Mm(120)
    paragraph.add_run()._r.append(
        parse_xml(
            f"""<w:drawing {nsdecls("w", "wp", "a")}
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1"
 behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1">
<wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="page"><wp:posOffset>{Mm(7)}</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="page"><wp:align>center</wp:align></wp:positionV>
<wp:extent cx="{wide}" cy="{high}"/><wp:wrapNone/><wp:docPr id="{number}" name="{text} {number}"/>
<a:graphic><a:graphicData
 uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>
<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
<a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
<wps:txbx><w:txbxContent><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr>
<w:color w:val="{_MARK_GREY}"/><w:sz w:val="96"/></w:rPr><w:t>{text}</w:t></w:r></w:p>
</w:txbxContent></wps:txbx>
<wps:bodyPr vert="vert270" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/></wps:wsp>
</a:graphicData></a:graphic></wp:anchor></w:drawing>"""
        )
    )


def tiny(paragraph: Any) -> None:
    """Make a paragraph that the format demands, but nobody should see, one point high."""
    paragraph.style = "Đường kẻ"
    paragraph.paragraph_format.keep_with_next = False


def same_bytes(data: bytes) -> bytes:
    """The same package without the hour at which it was packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for entry in old.infolist():
            kept = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            kept.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(kept, old.read(entry))
    return packed.getvalue()


# What python-docx's empty file brings along and a paper does not need.
_SPARE_PARTS = ("/docProps/thumbnail.jpeg", "/word/stylesWithEffects.xml", "/word/numbering.xml")
_KEPT_STYLES = {"Normal", "Default Paragraph Font", "Normal Table", "No List"}


def bare(document: Any) -> None:
    """Take out of a new file the template's picture, numbering, custom data and 160 styles."""
    for holder in (document.part, document.part.package):
        for key, link in list(holder.rels.items()):
            if not link.is_external and (
                link.target_part.partname in _SPARE_PARTS
                or link.target_part.partname.startswith("/customXml/")
            ):
                holder.rels.pop(key)
    for style in list(document.styles.element.findall(qn("w:style"))):
        if style.find(qn("w:name")).get(qn("w:val")) not in _KEPT_STYLES:
            document.styles.element.remove(style)
