"""Papers are kept for decades: PDF/A-3u, tagged, every letter embedded and mapped to Unicode.

No validator of PDF/A could be had from the registries the project uses, so what ISO 19005-3 asks
of files like ours is asserted on their structure, read with pikepdf.
"""

import io
import re

import pikepdf
import pytest

from documents import pdf
from tests.documents import papers
from tests.documents.printed import PAPERS, rendered
from tests.documents.signers import chair, sign_as

NAMES = ["state plan", "letter", "report", "party 2026", "youth", "state plan, draft"]


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def kinds(file: pikepdf.Pdf, kind: str) -> list[pikepdf.Dictionary]:
    return [
        item
        for item in file.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == pikepdf.Name(kind)
    ]


@pytest.fixture(params=NAMES)
def file(request):
    with opened(rendered(request.param).pdf) as document:
        yield document


def test_it_says_what_it_is(file):
    with file.open_metadata() as meta:
        assert meta.pdfa_status == "3U"
        assert meta["dc:title"] == str(file.docinfo["/Title"])
        assert meta["dc:creator"] == [str(file.docinfo["/Author"])]
        assert meta["pdf:Producer"] == str(file.docinfo["/Producer"])
        if "/CreationDate" in file.docinfo:
            digits = re.sub(r"\D", "", meta["xmp:CreateDate"])
            assert str(file.docinfo["/CreationDate"]) == f"D:{digits}"
    assert file.Root.Metadata.get("/Filter") is None or file.Root.Metadata.Subtype == "/XML"
    assert file.pdf_version == "1.7"
    assert len(file.trailer.ID) == 2


def test_colours_are_defined_by_an_output_intent(file):
    (intent,) = file.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert intent.DestOutputProfile.N == 3
    assert bytes(intent.DestOutputProfile.read_bytes())[36:40] == b"acsp"


def test_every_font_is_embedded_and_mapped(file):
    fonts = [font for font in kinds(file, "/Font") if font.Subtype == "/Type0"]
    assert fonts
    for font in fonts:
        assert "/ToUnicode" in font
        (descendant,) = font.DescendantFonts
        assert str(descendant.BaseFont) == str(font.BaseFont)
        assert str(descendant.FontDescriptor.FontName) == str(font.BaseFont)
        assert "/FontFile2" in descendant.FontDescriptor
        assert font.Encoding == "/Identity-H"
        assert descendant.CIDToGIDMap == "/Identity" or isinstance(
            descendant.CIDToGIDMap, pikepdf.Stream
        )


def test_it_is_tagged_in_vietnamese(file):
    assert str(file.Root.Lang) == "vi"
    assert file.Root.MarkInfo.Marked
    assert file.Root.ViewerPreferences.DisplayDocTitle
    tags = {str(item.S) for item in kinds(file, "/StructElem")}
    assert {"/Document", "/P"} <= tags
    for page in file.pages:
        assert "/StructParents" in page


def test_nothing_forbidden_is_inside(file):
    assert not file.is_encrypted
    assert "/AA" not in file.Root
    assert "/OpenAction" not in file.Root
    assert "/JavaScript" not in file.Root.get("/Names", {})
    for page in file.pages:
        assert "/AA" not in page
    for item in file.objects:
        if isinstance(item, pikepdf.Stream):
            assert "LZWDecode" not in repr(item.get("/Filter"))
    actions = [i for i in file.objects if isinstance(i, pikepdf.Dictionary) and "/JS" in i]
    assert actions == []


def test_tables_are_tagged_with_their_heads():
    with opened(rendered("report").pdf) as file:
        tags = [str(item.S) for item in kinds(file, "/StructElem")]
    assert "/Table" in tags
    assert "/TH" in tags
    assert tags.count("/TR") >= 31


def test_a_signed_paper_is_still_archival():
    with opened(sign_as(rendered("letter").pdf, chair(), "ChuKy")) as file:
        with file.open_metadata() as meta:
            assert meta.pdfa_status == "3U"
        widgets = [item for item in kinds(file, "/Annot") if item.Subtype == "/Widget"]
        assert len(widgets) == 1
        assert int(widgets[0].F) & 4  # printed
        assert int(widgets[0].F) & 0b100011 == 0  # neither invisible, hidden nor without view


@pytest.mark.parametrize("name", ["letter", "party 2026"])
def test_the_same_paper_is_the_same_bytes(name):
    make, draft = PAPERS[name]
    assert pdf.render(make(), draft=draft).pdf == rendered(name).pdf


def test_another_word_is_another_file():
    content = papers.letter()
    content["closing"] = "Trân trọng"
    changed = pdf.render(content, draft=False).pdf
    with opened(changed) as one, opened(rendered("letter").pdf) as other:
        assert list(one.trailer.ID) != list(other.trailer.ID)
