"""Printing: one frozen content in, one PDF out, byte for byte the same every time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.template.loader import render_to_string

from documents import fonts, formats
from documents.annexes import MM
from documents.content import PaperContent, canonical, fingerprint
from documents.typesetting import SIGNING_WIDTH, Sheet, compose
from documents.wording import clean
from units.dates import HANOI

Box = tuple[int, float, float, float, float]
"""Page index from 0, then left, bottom, right, top in PDF points from the page's lower left."""

# How WeasyPrint names the styles of a family inside the file.
_TAILS: dict[fonts.Style, str] = {
    "regular": "",
    "bold": "-Bold",
    "italic": "-Italic",
    "bold_italic": "-Bold-Italic",
}

# Papers are kept for decades: PDF/A-3 with every letter mapped to Unicode, tagged for readers.
_ARCHIVAL: dict[str, Any] = {"pdf_variant": "pdf/a-3u", "pdf_tags": True}

_SEAL = 36 * MM
_SEAL_OVERLAP = 1 / 3


@dataclass(frozen=True, slots=True)
class Rendered:
    """A printed paper.

    `boxes` has "signature", the gap between position and name, and "seal", a square of the size
    of a real seal over the left third of the signature (NĐ 30, PL I, II.8).
    """

    html: str
    pdf: bytes
    pages: int
    boxes: dict[str, Box]


_NOTE_MARKS = [f"({number})" for number in range(10, 100)]
"""Calls of footnotes from the tenth on: the fonts have no raised nought."""


def _html(sheet: Sheet, template: str = "paper") -> str:
    return render_to_string(
        f"documents/pdf/{template}.html",
        {
            "sheet": sheet,
            "font_faces": fonts.font_face_css(),
            "family": fonts.FAMILY,
            "signing_width": SIGNING_WIDTH,
            "note_marks": _NOTE_MARKS,
        },
    )


def render(content: PaperContent, *, draft: bool) -> Rendered:
    """Print a paper from its content alone.

    A draft carries "DỰ THẢO" on every page and the blank form of number and day. Raises
    UnprintableText when a character is missing from the fonts, FontsMissing without fonts.
    """
    sheet = _sheet(content, draft)
    html = _html(sheet)
    document = _lay_out(html)
    first = sheet.verify and (sheet.verify.place != "last_page" or len(document.pages) == 1)
    if sheet.contact and first:
        # Contact line and verification code share one bottom margin.
        html = _html(replace(sheet, narrow_contact=True))
        document = _lay_out(html)
    data = _written(document, content)
    return Rendered(html=html, pdf=data, pages=len(document.pages), boxes=_boxes(document))


def page_of(content: PaperContent, *, draft: bool) -> str:
    """The paper as the HTML that is printed; raises as `render`."""
    return _html(_sheet(content, draft))


def render_attachments(content: PaperContent, *, signed_at: dt.datetime) -> list[tuple[str, bytes]]:
    """The appendices that go out as files of their own, in their order: (label, file).

    Each carries number, symbol and the time of signing in the corner of its first page, in the
    offset of Vietnam and without a picture (NĐ 30, PL I, II.8). Raises as `render`.
    """
    sheet = _sheet(content, False)
    number = formats.full_number(sheet.profile, content["number"], content["symbol"])
    local = signed_at.astimezone(HANOI)
    time = f"{local:%d/%m/%Y %H:%M:%S} {local.isoformat()[-6:]}"
    files = []
    for appendix in sheet.attachments:
        title = f"{appendix.label} – {sheet.title}"
        alone = replace(sheet, title=title, appendices=[appendix], corner=[number, time])
        data = _written(_lay_out(_html(alone, "attachment")), content)
        files.append((appendix.label, data))
    return files


def _sheet(content: PaperContent, draft: bool) -> Sheet:
    if strange := fonts.unprintable(clean(canonical(content).decode())):
        raise fonts.UnprintableText(strange)
    return compose(content, draft=draft)


def _written(document: Any, content: PaperContent) -> bytes:
    data: bytes = document.write_pdf(
        finisher=_name_fonts, pdf_identifier=fingerprint(content)[:32].encode(), **_ARCHIVAL
    )
    return data


def print_slip(template: str, context: dict[str, Any]) -> bytes:
    """A slip of the portal's own (a receipt), set in the papers' font.

    The template gets `font_faces` and `family` beside its context.
    """
    faces = {"font_faces": fonts.font_face_css(), "family": fonts.FAMILY}
    return print_html(render_to_string(template, faces | context))


def print_html(html: str) -> bytes:
    """A page of ours as an archive file; it may load nothing but the papers' fonts."""
    data: bytes = _lay_out(html).write_pdf(finisher=_name_fonts, **_ARCHIVAL)
    return data


def _lay_out(html: str) -> Any:
    """WeasyPrint's document of a page that may load nothing but our four font files."""
    # Loading Pango takes a second and memory; only processes that print should pay for it.
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    allowed = {face.path.as_uri(): face.path for face in fonts.faces().values()}

    class OnlyOurFonts(URLFetcher):
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            """Our four font files; a paper refers to nothing else, and must not be able to."""
            if url not in allowed:
                raise ValueError(f"a paper may not load {url}")
            return URLFetcherResponse(url, allowed[url].read_bytes())

    return HTML(string=html, url_fetcher=OnlyOurFonts()).render()


def _name_fonts(document: Any, pdf: Any) -> None:
    """Give the embedded fonts their real names; the private one would hide what they are."""
    private = fonts.FAMILY.replace(" ", "-")
    real = {f"{private}{tail}": fonts.faces()[style].name for style, tail in _TAILS.items()}
    for item in pdf.objects:
        for key in ("BaseFont", "FontName"):
            if isinstance(item, dict) and key in item:
                tag, _, name = item[key].decode().partition("+")
                item[key] = f"{tag}+{real.get(name, name)}".encode()


def _boxes(document: Any) -> dict[str, Box]:
    """Where signature and seal go, found from the laid-out gap."""
    scale = 72 / 96  # WeasyPrint lays out in CSS pixels from the top left
    for index, page in enumerate(document.pages):
        if "signature" in page.anchors:
            left, top, right, bottom = (value * scale for value in page.anchors["signature"])
            height = page.height * scale
            signature = (index, left, height - bottom, right, height - top)
            seal_right = left + (right - left) * _SEAL_OVERLAP
            middle = height - (top + bottom) / 2
            seal = (
                index,
                seal_right - _SEAL,
                middle - _SEAL / 2,
                seal_right,
                middle + _SEAL / 2,
            )
            return {"signature": signature, "seal": seal}
    raise AssertionError("the sign-off was not laid out")
