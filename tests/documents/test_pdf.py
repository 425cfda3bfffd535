"""Pages, fonts and text of printed papers: document-format.md §8, numbers as there."""

import hashlib
import io
import json
import logging
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from pypdf import PdfReader

from documents import fonts, formats, pdf
from documents.content import Appendix, Table, blank
from tests.documents import papers
from tests.documents.measuring import Printed
from tests.documents.printed import (
    EVERY,
    PAPERS,
    content_of,
    main_pages,
    printed,
    profile_of,
    rendered,
)


@EVERY
def test_1_pages_are_a4(name):
    landscape = [size for size in printed(name).sizes if size[0] > size[1]]
    for size in printed(name).sizes:
        assert sorted(size) == [pytest.approx(210, abs=0.1), pytest.approx(297, abs=0.1)]
    assert bool(landscape) == any(part["landscape"] for part in content_of(name)["appendices"])


@EVERY
def test_2_3_text_stays_inside_the_margins(name):
    paper = printed(name)
    top, right, bottom, left = profile_of(name).margins
    for line in paper.lines:
        width, height = paper.sizes[line.page]
        assert line.x0 > left - 0.5, line
        assert line.x1 < width - right + 0.5, line
        is_number = line.text == str(line.page + 1) or (
            line.page not in main_pages(name) and line.text.isdigit() and line.top < top
        )
        assert line.top > top - 0.5 or is_number, line
        may_stand_low = line.text == "BẢN TRÌNH DIỄN" or line.text.startswith("Địa chỉ:")
        assert line.baseline < height - bottom + 0.5 or may_stand_low, line


@EVERY
def test_4_only_the_four_faces_of_the_proven_family_are_embedded(name):
    real = {face.name for face in fonts.faces().values()}
    assert {font.partition("+")[2] for font in printed(name).fonts} <= real
    assert all("+" in font for font in printed(name).fonts)


@EVERY
def test_5_extracted_text_is_composed_vietnamese(name):
    text = "\n".join(line.text for line in printed(name).lines)
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search("[\u0300-\u036f\ue000-\uf8ff\ufffd]", text)
    for section in content_of(name)["sections"]:
        for line in filter(None, section["text"].splitlines()):
            assert line.replace(" ", "")[:25] in text.replace("\n", "").replace(" ", "")


@EVERY
def test_6_7_text_is_black_and_between_10_and_16_points(name):
    for line in printed(name).lines:
        assert line.sizes <= {10, 11, 12, 13, 14, 15, 16}, line
        if line.text != "KHẨN":
            assert line.colours == {(0, 0, 0)}, line


@EVERY
def test_8_9_10_pages_are_numbered_from_the_second(name):
    paper, top = printed(name), profile_of(name).margins[0]
    state = not profile_of(name).party_like
    for page in main_pages(name):
        numbers = [line for line in paper.page(page) if line.baseline < top]
        if page == 0:
            assert numbers == []
            continue
        (number,) = numbers
        assert number.text == str(page + 1)
        assert number.size == 14
        assert number.style in ("Regular", "LiberationSerif", "Tinos")
        right, left = profile_of(name).margins[1], profile_of(name).margins[3]
        assert number.centre == pytest.approx((left + 210 - right) / 2, abs=1)
        digits_top = number.baseline - 0.676 * 14 * 25.4 / 72
        if state:
            assert number.top > 0
        else:
            assert 9 <= digits_top <= 12


def test_50_page_numbers_restart_in_every_appendix():
    paper = printed("report")
    starts = [line.page for line in paper.lines if re.fullmatch("Phụ lục I{1,2}", line.text)]
    ends = [*starts[1:], len(paper.sizes)]
    assert len(starts) == 2
    for start, end in zip(starts, ends, strict=True):
        assert end - start >= 2
        for page in range(start, end):
            numbers = [line.text for line in paper.page(page) if line.baseline < 20]
            assert numbers == ([] if page == start else [str(page - start + 1)])


@pytest.mark.parametrize("name", PAPERS)
def test_printing_is_silent(name, caplog):
    make, draft = PAPERS[name]
    with caplog.at_level(logging.WARNING):
        pdf.render(make(), draft=draft)
    assert caplog.records == []


def test_the_same_content_gives_the_same_bytes_in_another_process(tmp_path):
    content = papers.report()
    (tmp_path / "content.json").write_text(json.dumps(content))
    program = (
        "import django, hashlib, json, pathlib, sys; django.setup(); from documents import pdf;"
        "content = json.loads(pathlib.Path(sys.argv[1]).read_text());"
        "print(hashlib.sha256(pdf.render(content, draft=False).pdf).hexdigest())"
    )
    other = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "content.json")],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "America/New_York"},
    ).stdout.strip()
    assert other == hashlib.sha256(pdf.render(content, draft=False).pdf).hexdigest()


def test_metadata():
    data = printed("state plan").metadata
    assert data["Title"].startswith("Kế hoạch 67/KH-UBND: Tuyên truyền Nghị quyết")
    assert data["Author"] == "Ủy ban nhân dân xã Tân Kỳ"
    assert data["CreationDate"].startswith("D:20260227")
    catalog = PdfReader(io.BytesIO(rendered("state plan").pdf)).root_object
    assert str(catalog["/Lang"]) == "vi"
    assert str(catalog["/MarkInfo"].get_object()["/Marked"]) == "True"  # type: ignore[index]


LONG_NAME = (
    "BAN CHỈ ĐẠO PHÁT TRIỂN KHOA HỌC, CÔNG NGHỆ, ĐỔI MỚI SÁNG TẠO VÀ CHUYỂN ĐỔI SỐ CỦA ĐẢNG BỘ "
    "PHƯỜNG HOÀNG HOA THÁM - NGUYỄN THỊ MINH KHAI MỞ RỘNG THUỘC THÀNH PHỐ TRỰC THUỘC TRUNG ƯƠNG "
    "MỚI THÀNH LẬP NĂM 2025"
)


@pytest.mark.parametrize("family", [papers.numbered_state_plan, papers.party_plan])
@pytest.mark.parametrize("name", [LONG_NAME, "W" * 200], ids=["words", "one word"])
def test_a_name_of_200_letters_wraps_inside_its_column(family, name):
    content = family()
    assert len(name) >= 200
    table = Table(head=["TT", name], rows=[["1", name], ["2"]], numeric=[])
    content.update(
        {
            "head_parent": [name],
            "head_name": [name],
            "position": name,
            "recipients": [name],
            "subject": name,
            "place": "Thành phố Hồ Chí Minh",
            "date": "2026-06-29",
            "appendices": [Appendix(title=name, text=name, table=table, landscape=False)],
        }
    )
    paper = Printed(pdf.render(content, draft=False).pdf)
    heading = paper.find("CỘNG HÒA" if content["profile"] == "nd30" else "ĐẢNG CỘNG SẢN")
    date = paper.find("Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2026")
    column = min(heading.x0, date.x0)
    for line in paper.lines:
        assert line.x0 > 29.5, line
        assert line.x1 < 195.5, line
        if line.page == 0 and line.baseline < date.baseline and line.x0 < 80:
            assert line.x1 < column, line


def test_a_hundred_recipients_run_on_beside_one_signature():
    content = papers.numbered_state_plan()
    content["recipients"] = [f"Ủy ban nhân dân xã thứ {n} (để thực hiện)" for n in range(100)]
    result = pdf.render(content, draft=False)
    paper = Printed(result.pdf)
    page = result.boxes["signature"][0]
    assert paper.find("Nơi nhận:").page == paper.find("Nguyễn Văn An").page == page
    assert paper.find("- Lưu: VT, VHXH.").page > page
    assert (
        len([line for line in paper.lines if line.text.startswith("- Ủy ban nhân dân xã")]) == 100
    )


@pytest.mark.parametrize("key", formats.PROFILES)
def test_an_empty_draft_prints_under_every_profile(key):
    for code in ("KH", "CV"):
        result = pdf.render(blank(key, code), draft=True)
        assert result.pages == 1
        assert result.pdf.startswith(b"%PDF-")


def test_what_the_fonts_cannot_show_is_refused_by_name():
    content = papers.letter()
    content["subject"] = "tuyên truyền 😀 và ✓"
    with pytest.raises(fonts.UnprintableText) as error:
        pdf.render(content, draft=True)
    assert set(error.value.characters) == {"😀", "✓"}


def test_typed_markup_is_text_and_loads_nothing():
    content = papers.letter()
    content["opening"] = '<img src="file:///etc/passwd"> <b>& "x"</b>'
    content["subject"] = "</title><script>alert(1)</script>"
    result = pdf.render(content, draft=False)
    assert "<img" not in result.html
    assert "<script" not in result.html
    text = " ".join(line.text for line in Printed(result.pdf).lines)
    assert '<img src="file:///etc/passwd"> <b>& "x"</b>' in text


def test_numbers_of_papers_are_never_torn_at_a_hyphen():
    for name in PAPERS:
        for line in printed(name).lines:
            assert not re.search(r"\d+-$|\d+/$|/[A-ZĐ]+-$", line.text), line
            if line.sizes == {14} and line.x0 < 31:
                assert not line.text.startswith("- "), line
