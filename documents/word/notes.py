"""Footnotes of a Word file, a part python-docx does not write."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

STYLE = "Chú thích"

_EMPTY = f"""<w:footnotes {nsdecls("w")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>
</w:footnote></w:footnotes>"""


def add(paragraph: Any, text: str) -> None:
    """Call a footnote at the end of what the paragraph holds so far; the program numbers it."""
    notes = _part(paragraph.part)
    number = str(len(notes.element) - 1)  # two separators stand before the first
    style = paragraph.part.document.styles[STYLE].style_id
    note = parse_xml(
        f'<w:footnote {nsdecls("w")} w:id="{number}">'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        '<w:r><w:t xml:space="preserve"/></w:r></w:p></w:footnote>'
    )
    next(note.iter(qn("w:t"))).text = f" {text}"
    notes.element.append(note)
    run = paragraph.add_run()
    run.font.superscript = True
    call = OxmlElement("w:footnoteReference")
    call.set(qn("w:id"), number)
    run._r.append(call)


def _part(document_part: Any) -> Any:
    try:
        return document_part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
    except KeyError:
        made = XmlPart(
            PackURI("/word/footnotes.xml"),
            CONTENT_TYPE.WML_FOOTNOTES,
            parse_xml(_EMPTY),
            document_part.package,
        )
        document_part.relate_to(made, RELATIONSHIP_TYPE.FOOTNOTES)
        return made
