"""Papers as Word files: their structure, and LibreOffice's print of them beside our PDF."""

from __future__ import annotations

import functools
import io
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx.api import Document as open_word
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from directives.importing import readers
from directives.importing.parse import parse
from documents import compose, formats, types, word
from documents.blank_forms import blank_form
from documents.lifecycle import State
from tests.documents.editor_cast import signed_in
from tests.documents.measuring import Printed, TextLine
from tests.documents.printed import DRAFTS, ISSUED, NAMED, PAPERS, content_of, printed, profile_of
from tests.factories import Cast, draft, paper_in

EVERY = pytest.mark.parametrize("name", PAPERS)
TOLERANCE = 2.0
"""Millimetres by which LibreOffice may set a line elsewhere than we do."""


@functools.cache
def made(name: str) -> bytes:
    make, is_draft = PAPERS[name]
    return word.render(make(), draft=is_draft)


def opened(name: str) -> Any:
    return open_word(io.BytesIO(made(name)))


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printed]:
    """Every paper as LibreOffice prints its Word file; one start of LibreOffice for all."""
    folder = tmp_path_factory.mktemp("word")
    files = {name: folder / f"{number}.docx" for number, name in enumerate(PAPERS)}
    for name, path in files.items():
        path.write_bytes(made(name))
    convert(folder, list(files.values()))
    return {name: Printed(path.with_suffix(".pdf").read_bytes()) for name, path in files.items()}


def convert(folder: Path, files: list[Path]) -> None:
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        *("--convert-to", "pdf", "--outdir", str(folder)),
        *map(str, files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


# --- as a word processor sets it ----------------------------------------------------------------


@EVERY
def test_libreoffice_prints_as_many_pages(name: str, converted: dict[str, Printed]) -> None:
    theirs, ours = converted[name].sizes, printed(name).sizes
    assert [(round(width), round(height)) for width, height in theirs] == [
        (round(width), round(height)) for width, height in ours
    ]


def words_of(lines: list[TextLine], page: int) -> list[str]:
    return sorted(" ".join(line.text for line in lines if line.page == page).split())


@EVERY
def test_every_page_holds_the_same_words(name: str, converted: dict[str, Printed]) -> None:
    for page in range(len(printed(name).sizes)):
        assert words_of(converted[name].lines, page) == words_of(printed(name).lines, page)


@EVERY
def test_every_line_stands_where_the_pdf_has_it(name: str, converted: dict[str, Printed]) -> None:
    """Lines of tables are compared by their words above: their cells run together when measured."""
    theirs: dict[tuple[int, str], list[TextLine]] = {}
    for line in converted[name].lines:
        theirs.setdefault((line.page, _plain(line)), []).append(line)
    ours = [line for line in printed(name).lines if not _in_a_table(name, line)]
    assert len(ours) > 20
    for line in ours:
        there = min(
            theirs[line.page, _plain(line)], key=lambda other: abs(other.baseline - line.baseline)
        )
        assert there.x0 == pytest.approx(line.x0, abs=TOLERANCE), line.text
        assert there.baseline == pytest.approx(line.baseline, abs=TOLERANCE), line.text
        assert there.sizes == line.sizes, line.text


def _plain(line: TextLine) -> str:
    return re.sub(r"\s+", " ", line.text)


def _in_a_table(name: str, line: TextLine) -> bool:
    return bool(content_of(name)["appendices"]) and line.sizes == {12} and line.page > 0


@EVERY
def test_the_font_is_the_one_of_papers(name: str, converted: dict[str, Printed]) -> None:
    families = {font.partition("+")[2].split("-")[0] for font in converted[name].fonts}
    assert families <= {"LiberationSerif", "TimesNewRomanPSMT", "Tinos"}


# --- as a file ----------------------------------------------------------------------------------


@EVERY
def test_styles_carry_the_sizes_of_the_profile(name: str) -> None:
    profile, document = profile_of(name), opened(name)
    for style, size in (
        ("Quốc hiệu", profile.sizes.heading),
        ("Cơ quan ban hành", profile.sizes.issuer),
        ("Số, ký hiệu", profile.sizes.number),
        ("Lời văn", profile.sizes.body),
        ("Danh sách nơi nhận", profile.sizes.recipients),
    ):
        font = document.styles[style].font
        assert font.size.pt == size
    body = document.styles["Lời văn"].paragraph_format
    assert body.first_line_indent.mm == pytest.approx(10, abs=0.1)
    assert (body.line_spacing.pt, body.space_after.pt) == (profile.line_pitch, 6)
    fonts = {
        value
        for element in document.styles.element.iter(qn("w:rFonts"))
        for value in element.attrib.values()
    }
    assert fonts == {"Times New Roman"}
    margins = document.sections[0]
    assert [
        round(side.mm)
        for side in (
            margins.top_margin,
            margins.right_margin,
            margins.bottom_margin,
            margins.left_margin,
        )
    ] == list(profile.margins)


def test_the_title_block_is_a_table_of_two_columns() -> None:
    head = opened("state plan").tables[0]
    left, right = head.rows[0].cells
    assert [p.text for p in left.paragraphs if p.text] == ["ỦY BAN NHÂN DÂN", "XÃ TÂN KỲ"]
    motto = next(p for p in right.paragraphs if p.text.startswith("Độc lập"))
    rule = right.paragraphs[-1]
    assert rule._p.pPr.find(qn("w:pBdr")) is not None
    width = head.columns[1].width - rule.paragraph_format.left_indent * 2
    line = printed("state plan").find(motto.text)
    assert width / 36000 == pytest.approx(line.width, abs=0.5)
    assert head.cell(1, 0).text == "Số: 67/KH-UBND"
    assert head.cell(1, 1).text == "Tân Kỳ, ngày 27 tháng 02 năm 2026"


def test_appendices_are_sections_of_their_own() -> None:
    document = opened("report")
    first, second, third = document.sections
    assert first.orientation == third.orientation == WD_ORIENT.PORTRAIT
    assert second.orientation == WD_ORIENT.LANDSCAPE
    for section in (second, third):
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert section.different_first_page_header_footer
    assert first._sectPr.find(qn("w:pgNumType")) is None
    figures = document.tables[-1]
    assert figures.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in figures.rows)


@EVERY
def test_the_page_number_stands_on_every_page_but_the_first(name: str) -> None:
    section = opened(name).sections[0]
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml
    assert section.header.paragraphs[0].style.name == "Số trang"


@pytest.mark.parametrize("name", DRAFTS)
def test_a_draft_says_so_on_every_page_and_has_no_number(name: str) -> None:
    document = opened(name)
    for header in (document.sections[0].first_page_header, document.sections[0].header):
        assert "DỰ THẢO" in header._element.xml
    assert not re.search(r"\d", document.tables[0].cell(1, 0).text)


@pytest.mark.parametrize("name", ISSUED)
def test_an_issued_paper_never_says_draft(name: str) -> None:
    assert "DỰ THẢO".encode() not in b"".join(_parts(made(name)).values())


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {entry: package.read(entry) for entry in package.namelist()}


def test_the_same_paper_gives_the_same_bytes() -> None:
    make, is_draft = PAPERS["report"]
    assert made("report") == word.render(make(), draft=is_draft)


def test_the_file_says_what_it_is_and_carries_no_leftovers() -> None:
    core = opened("state plan").core_properties
    assert core.title.startswith("Kế hoạch 67/KH-UBND: Tuyên truyền")
    assert core.author == "Ủy ban nhân dân xã Tân Kỳ"
    assert core.language == "vi-VN"
    assert core.created.date().isoformat() == "2026-02-27"
    names = set(_parts(made("state plan")))
    assert not {name for name in names if "thumbnail" in name or "customXml" in name}


@pytest.mark.parametrize("name", [name for name in NAMED if name != "farmers"])
def test_the_importer_reads_back_what_was_written(name: str) -> None:
    content = content_of(name)
    (record,) = parse(readers.read(made(name), "van-ban.docx"))
    found = record.as_json()
    profile = profile_of(name)
    assert found["full_number"] == formats.full_number(
        profile, content["number"], content["symbol"]
    )
    assert found["date"] == content["date"]
    # A bare "BAN THƯỜNG VỤ" is read together with the body above it.
    assert found["issuer"].casefold().startswith(" ".join(content["head_name"]).casefold())
    subject = found["title"].casefold()
    assert subject.startswith(content["subject"].casefold()[:60])
    assert found["signer"] == content["signer_name"]


def test_numbers_are_kept_on_one_line_and_still_read_as_typed() -> None:
    document = opened("state plan")
    line = next(p for p in document.paragraphs if p.style.name == "Căn cứ")
    assert "57-NQ/TW" in line.text
    assert line._p.findall(".//" + qn("w:noBreakHyphen"))


def test_notes_stand_at_the_foot_of_the_page() -> None:
    content = content_of("state plan")
    content["opening"] = "Ủy ban nhân dân xã ban hành[[Nghị quyết số 57-NQ/TW.]] Kế hoạch[[Hai.]]:"
    data = word.render(content, draft=False)
    assert data == word.render(content, draft=False)
    notes = parse_xml(_parts(data)["word/footnotes.xml"])
    texts = ["".join(text.text for text in note.iter(qn("w:t"))).strip() for note in notes]
    assert texts[-2:] == ["Nghị quyết số 57-NQ/TW.", "Hai."]
    paragraphs = open_word(io.BytesIO(data)).paragraphs
    opening = next(p for p in paragraphs if p.text.startswith("Ủy ban nhân dân xã ban hành"))
    calls = [call.get(qn("w:id")) for call in opening._p.iter(qn("w:footnoteReference"))]
    assert calls == ["1", "2"]
    assert opening.text == "Ủy ban nhân dân xã ban hành Kế hoạch:"
    assert not any("footnotes" in name for name in _parts(made("state plan")))


# --- the empty forms ----------------------------------------------------------------------------


@pytest.mark.django_db
def test_every_type_a_unit_issues_has_an_empty_form(cast: Cast) -> None:
    for unit in (cast.tk_ubnd, cast.board):
        family = compose.family_of(unit)
        for code, _ in types.choices(family):
            content = blank_form(unit, code)
            document = open_word(io.BytesIO(word.render(content, draft=False)))
            head = document.tables[0].cell(1, 0).text
            assert head.startswith("Số")
            assert not re.search(r"\d", head)
            for heading in types.skeleton(code, family):
                assert heading in "\n".join(p.text for p in document.paragraphs)


# --- the pages ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_draft_and_an_issued_paper_can_be_had_as_word(cast: Cast) -> None:
    document = draft(cast)
    mai = signed_in(cast.mai)
    page = mai.get(document.compose_url("overview")).content.decode()
    address = document.compose_url("preview-word")
    assert f'href="{address}">Tải Word</a>' in page
    assert "Tải PDF" in page
    answer = mai.get(address)
    assert answer["Content-Disposition"].endswith(".docx")
    paper = open_word(io.BytesIO(answer.content))
    assert "DỰ THẢO" in paper.sections[0].header._element.xml
    assert mai.get(f"{address}?ban=7").status_code == 404
    issued = paper_in(State.ISSUED, cast)
    page = mai.get(issued.get_absolute_url()).content.decode()
    assert f'href="/van-ban/{issued.pk}/van-ban.docx">Tải Word</a>' in page
    paper = open_word(io.BytesIO(mai.get(f"/van-ban/{issued.pk}/van-ban.docx").content))
    assert issued.full_number in paper.tables[0].cell(1, 0).text


@pytest.mark.django_db
def test_letters_that_cannot_be_printed_are_named(cast: Cast) -> None:
    document = draft(cast)
    document.sections.update(text="1. Vui 🙂")
    answer = signed_in(cast.mai).get(document.compose_url("preview-word"))
    assert answer.status_code == 422
    assert "🙂" in answer.content.decode()


@pytest.mark.django_db
def test_the_empty_forms_stand_on_a_page_of_their_own(cast: Cast) -> None:
    mai = signed_in(cast.mai)
    assert "/van-ban/mau/" in mai.get("/van-ban/soan/").content.decode()
    page = mai.get("/van-ban/mau/").content.decode()
    assert "Kế hoạch" in page
    assert "Thông tri" not in page  # the Party's
    assert mai.get("/van-ban/mau/KH.pdf").content.startswith(b"%PDF")
    assert mai.get("/van-ban/mau/KH.docx").content.startswith(b"PK")
    assert mai.get("/van-ban/mau/TT.docx").status_code == 404
    assert mai.get("/van-ban/mau/XYZ.pdf").status_code == 404
