"""Bodies and appendices of printed papers: document-format.md §8, numbers as there."""

import re
import subprocess
from itertools import pairwise

import pytest

from documents import pdf
from documents.content import Section
from tests.documents import papers
from tests.documents.measuring import Printed
from tests.documents.printed import (
    DRAFTS,
    EVERY,
    ISSUED,
    NAMED,
    content_of,
    main_pages,
    printed,
    profile_of,
    rendered,
)


@EVERY
def test_28_33_body_paragraphs(name):
    paper, profile = printed(name), profile_of(name)
    right = 210 - profile.margins[1]
    paragraphs = [lines for lines in paper.paragraphs() if paper.sizes[lines[0].page][0] < 211]
    assert len(paragraphs) >= 5
    assert {line.size for lines in paragraphs for line in lines} == {14}
    for lines in paragraphs:
        for line in lines[:-1]:
            assert line.x1 == pytest.approx(right, abs=1), line
        for upper, lower in pairwise(lines):
            pitch = (lower.baseline - upper.baseline) * 72 / 25.4
            assert 1.14 <= pitch / 14 <= 1.73
            if profile.party_like:
                assert 18 <= pitch <= 22.1
    for one, other in pairwise(paragraphs):
        if one[-1].page == other[0].page:
            gap = (other[0].baseline - one[-1].baseline) * 72 / 25.4 - profile.line_pitch
            assert gap >= 5.9


def test_34_legal_basis():
    state = printed("state plan")
    basis = [
        lines for lines in state.paragraphs() if lines[0].text.startswith(("Căn cứ", "Thực hiện"))
    ]
    assert [lines[-1].text[-1] for lines in basis] == [";", ";", "."]
    assert {line.style for lines in basis for line in lines} == {"Italic"}
    (youth,) = [
        lines for lines in printed("youth").paragraphs() if lines[0].text.startswith("- Căn cứ")
    ]
    assert youth[-1].text.endswith(".")
    assert "Italic" not in {line.style for line in youth}


@pytest.mark.parametrize("name", [*NAMED, *DRAFTS])
def test_35_first_level_headings(name):
    mark = "-" if profile_of(name).party_like else "."
    found = [line for line in printed(name).lines if re.match(r"[IVX]+[.-] ", line.text)]
    expected = [part["heading"].upper() for part in content_of(name)["sections"]]
    romans = ["I", "II", "III", "IV"]
    assert [line.text for line in found] == [
        f"{roman}{mark} {heading}" for roman, heading in zip(romans, expected, strict=False)
    ]
    assert {line.style for line in found} == {"Bold"}


def test_second_level_headings_are_bold_and_running_text_is_not():
    paper = printed("state plan")
    assert paper.find("2. Yêu cầu").style == "Bold"
    for start in ("1.1. Quan điểm", "a) Giúp", "- Năm quan điểm", "+ Người dân"):
        assert paper.find(start).style not in ("Bold", "Italic")


@EVERY
def test_37_no_heading_ends_a_page_and_body_lines_stay_with_the_sign_off(name):
    paper = printed(name)
    for page in main_pages(name):
        bodies = [lines for lines in paper.paragraphs() if lines[-1].page == page]
        assert len(bodies[-1]) > 0
        assert bodies[-1][-1].style != "Bold"
    last = main_pages(name)[-1]
    label = paper.find("Nơi nhận:")
    assert label.page == last
    kept = [
        line
        for line in paper.page(last)
        if 20 < line.baseline < label.baseline - 4 and line.style != "Bold" and line.size == 14
    ]
    assert len(kept) >= 2


@EVERY
def test_46_end_mark(name):
    text = "\n".join(line.text for line in printed(name).lines)
    parts = 1 + len(content_of(name)["appendices"])
    assert text.count("./.") == (0 if profile_of(name).party_like else parts)
    last = [lines for lines in printed(name).paragraphs() if lines[0].page in main_pages(name)][-1]
    assert last[-1].text.endswith("." if profile_of(name).party_like else "./.")


@pytest.mark.parametrize(
    "typed", ["theo quy định", "theo quy định.", "theo quy định./.", "theo quy định./", "quy định;"]
)
def test_46_the_end_mark_is_never_doubled(typed):
    content = papers.letter()
    content["closing"] = typed
    html = pdf.render(content, draft=False).html
    assert "quy định./.</p>" in html
    assert html.count("./.") == 1


def test_49_appendices():
    paper = printed("report")
    (label,) = [line for line in paper.lines if line.text == "Phụ lục I"]
    page = paper.page(label.page)
    middle = (30 + 297 - 15) / 2
    title, reference = page[1], page[2]
    assert (label.size, label.style) == (14, "Bold")
    assert title.text == "KẾT QUẢ MỞ LỚP KỸ NĂNG SỐ THEO THÔN"
    assert (title.size, title.style) == (14, "Bold")
    assert reference.text == (
        "(Kèm theo Báo cáo số 112/BC-UBND ngày 14 tháng 6 năm 2026 của Ủy ban nhân dân xã Tân Kỳ)"
    )
    assert (reference.size, reference.style) == (14, "Italic")
    for line in (label, title, reference):
        assert line.centre == pytest.approx(middle, abs=1)
    rule = paper.under(reference)
    assert 0.33 <= rule.width / reference.width <= 0.5


def test_a_single_appendix_is_not_numbered():
    assert [line.text for line in printed("state plan").lines if "Phụ lục" in line.text][-1] == (
        "Phụ lục"
    )


def test_table_heads_repeat_on_every_page_and_rows_are_whole():
    paper = printed("report")
    pages = [line.page for line in paper.lines if line.text == "TT"]
    assert len(pages) >= 2
    numbers = []
    for page in range(len(paper.sizes)):
        lines = paper.page(page)
        rows = [line.text for line in lines if line.x1 < 39 and line.text.isdigit()]
        assert (page in pages) == bool(rows)
        # The last column's second line is on the page of its row.
        assert [line.text for line in lines].count("nghị hỗ trợ") == len(rows)
        numbers += rows
    assert numbers == [str(number) for number in range(1, 31)]


def test_figures_are_set_flush_right():
    paper = printed("report")
    ends = {round(line.x1, 1) for line in paper.lines if re.fullmatch(r"[78]\d,5", line.text)}
    assert len(ends) == 1


@pytest.mark.parametrize("name", DRAFTS)
def test_53_every_page_of_a_draft_says_so_and_has_no_number(name):
    paper = printed(name)
    assert all("DỰ THẢO" in text or "DỰTHẢO" in text for text in paper.slanted)
    number, date = paper.find("Số"), paper.find(content_of(name)["place"])
    assert re.fullmatch(r"Số:? {8}[/-]KH[-/]\w+", number.text)
    assert re.fullmatch(r"[^,]+, ngày {6}tháng {6}năm \d{4}", date.text)


@pytest.mark.parametrize("name", ISSUED)
def test_53_an_issued_paper_never_says_draft(name):
    assert not any(printed(name).slanted)
    assert "DỰ THẢO" not in rendered(name).html


def test_the_draft_mark_survives_text_extraction_and_leaves_the_lines_whole(tmp_path):
    (tmp_path / "draft.pdf").write_bytes(rendered("state plan, draft").pdf)
    (tmp_path / "plain.pdf").write_bytes(rendered("state plan, unnumbered").pdf)

    def extracted(name: str) -> list[str]:
        out = subprocess.run(
            ["pdftotext", str(tmp_path / name), "-"], check=True, capture_output=True, text=True
        ).stdout
        return [line for line in out.replace("\f", "\n").splitlines() if line.strip()]

    draft = extracted("draft.pdf")
    assert draft.count("DỰ THẢO") == rendered("state plan, draft").pages
    assert [line for line in draft if line != "DỰ THẢO"] == extracted("plain.pdf")


def test_demo_papers_say_so_in_the_bottom_margin_of_every_page():
    paper = printed("report")
    marks = [line for line in paper.lines if line.text == "BẢN TRÌNH DIỄN"]
    assert [mark.page for mark in marks] == list(range(len(paper.sizes)))
    assert {mark.size for mark in marks} == {10}
    for mark in marks:
        assert mark.top > paper.sizes[mark.page][1] - 20
    content = papers.letter()
    content["demo"] = True
    lines = Printed(pdf.render(content, draft=False).pdf).page(0)
    assert [line.text for line in lines if line.baseline > 277][-1] == "BẢN TRÌNH DIỄN"
    assert "BẢN TRÌNH DIỄN" not in rendered("state plan").html


def test_the_contact_line_stands_under_a_rule_across_the_page():
    paper = printed("letter")
    line = paper.find("Địa chỉ:")
    assert line.size == 11
    (rule,) = [rule for rule in paper.rules if rule.top > 250]
    assert rule.x0 == pytest.approx(30, abs=0.5)
    assert rule.x1 == pytest.approx(195, abs=0.5)
    assert rule.top < line.top


def test_articles_of_a_decision_are_bold():
    content = papers.state_plan()
    content["type_code"], content["symbol"] = "QĐ", "QĐ-UBND"
    content["sections"] = [
        Section(
            heading="",
            text="Điều 1. Ban hành kèm theo Quyết định này Quy chế phối hợp.\n"
            "Điều 2. Hiệu lực thi hành\nQuyết định này có hiệu lực kể từ ngày ký.",
        )
    ]
    html = pdf.render(content, draft=False).html
    assert "<b>Điều 1.</b> Ban hành kèm theo" in html
    assert re.search(r"heading-line[^>]*><b>Điều 2.</b> Hiệu lực thi hành</p>", html)
