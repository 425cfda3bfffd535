"""Assertions 1–10, 50, 51, 53: pages, fonts, colours, page numbers, drafts, attachments."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from itertools import pairwise

from tests.papers.assertions import about, assertion
from tests.papers.measured import BLACK, Line
from tests.papers.paper import NEAR, Paper

_FAMILIES = re.compile(r"[A-Z]{6}\+(TimesNewRoman|LiberationSerif|Tinos)\b")


@assertion(1, "A", "khổ A4, khổ ngang chỉ ở phụ lục đặt ngang")
def page_size(paper: Paper) -> list[str]:
    found = []
    for page, (width, height) in enumerate(paper.measured.sizes):
        portrait = abs(width - 210) < NEAR and abs(height - 297) < NEAR
        landscape = abs(width - 297) < NEAR and abs(height - 210) < NEAR
        wanted = any(part["landscape"] for part in paper.content["appendices"])
        allowed = wanted and (page not in paper.main_pages or bool(paper.attachment))
        found += about(portrait or (landscape and allowed), f"trang {page + 1}: {width} × {height}")
    return found


def _margins(paper: Paper) -> list[str]:
    found = []
    for line in paper.lines:
        width, height = paper.measured.sizes[line.page]
        inside = line.x0 > 30 - NEAR and line.x1 < width - paper.skin.right + NEAR
        if line in paper.page_number(line.page):
            alone = len(paper.page_number(line.page)) == 1 and line.text.isdigit()
            found += about(alone and inside, f"lề trên trang {line.page + 1}: {line.text}")
            continue
        if paper.corner(line):
            continue
        if paper.draft and "DỰ THẢO" in line.text:
            continue
        low = height - 20 + NEAR
        found += about(inside, f"ra ngoài lề: {line.x0:.1f}–{line.x1:.1f} {line.text[:40]}")
        found += about(line.top > 20 - NEAR, f"ra ngoài lề trên: {line.text[:40]}")
        found += about(
            line.baseline < low or paper.stands_low(line),
            f"trang {line.page + 1} thấp hơn lề dưới: {line.text[:40]}",
        )
    # Something stands at the edge, or it is not the edge.
    edges = [line.x0 for line in paper.lines]
    return found + about(not edges or min(edges) < 33, "không dòng nào ở lề trái 30 mm")


@assertion(2, "N", "lề: trái 30–35, phải 15–20, trên 20–25, dưới ≥ 20")
def margins_state(paper: Paper) -> list[str]:
    return _margins(paper)


@assertion(3, "P", "lề: trái 30, phải 15, trên 20, dưới ≥ 20")
def margins_party(paper: Paper) -> list[str]:
    return _margins(paper)


@assertion(4, "A", "phông chữ thuộc họ cho phép, nhúng đủ")
def fonts(paper: Paper) -> list[str]:
    return [
        name
        for name, embedded in paper.measured.fonts.items()
        if not (embedded and _FAMILIES.match(name))
    ]


@assertion(5, "A", "không ô vuông, chữ trích ra là NFC")
def letters(paper: Paper) -> list[str]:
    glyphs = [glyph for page in paper.measured.glyphs for glyph in page]
    text = "".join(glyph.text for glyph in glyphs)
    return [
        *about(all(glyph.mapped for glyph in glyphs), "có ký tự không có trong phông"),
        *about(unicodedata.is_normalized("NFC", text), "chữ trích ra không phải NFC"),
        *about(
            not re.search("[\u0300-\u036f\ue000-\uf8ff\ufffd\ufffe\uffff\x00]", text),
            "có dấu rời hoặc ký tự riêng",
        ),
    ]


@assertion(6, "A", "chữ đen, trừ dấu khẩn")
def colours(paper: Paper) -> list[str]:
    red = {line.text for line in paper.stamps if line.text in _URGENT}
    blots = [
        f"trang {n} có mảng đen" for n, dark in enumerate(paper.measured.ink, 1) if dark > 0.06
    ]
    return blots + [
        f"chữ màu {set(line.colours)}: {line.text[:40]}"
        for line in paper.lines
        if line.colours != {BLACK} and line.text not in red
    ]


_URGENT = {"KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"}


@assertion(7, "A", "cỡ chữ từ 10 đến 16")
def sizes(paper: Paper) -> list[str]:
    return [
        f"cỡ {set(line.sizes)}: {line.text[:40]}"
        for line in paper.lines
        if not line.sizes <= {10, 11, 12, 13, 14, 15, 16}
    ]


@assertion(8, "A", "trang 1 không in số trang")
def first_page(paper: Paper) -> list[str]:
    return [f"đầu trang 1: {line.text}" for line in paper.page_number(0)]


def _number_of(paper: Paper, page: int) -> tuple[Line | None, list[str]]:
    lines = paper.page_number(page)
    if len(lines) != 1:
        return None, [f"trang {page + 1}: {len(lines)} số trang"]
    (line,) = lines
    return line, [
        *about(line.text == str(page + 1), f"trang {page + 1} mang số {line.text}"),
        *about(line.style == "Regular", f"số trang kiểu {line.style}"),
        *about(abs(line.centre - paper.middle(page)) < 1, f"số trang lệch {line.centre:.1f}"),
    ]


@assertion(9, "N", "số trang: từ trang 2, giữa, 13–14, trong lề trên")
def numbers_state(paper: Paper) -> list[str] | None:
    found = []
    for page in paper.main_pages[1:]:
        line, wrong = _number_of(paper, page)
        found += wrong
        if line:
            found += about(line.size in (13, 14), f"số trang cỡ {line.size}")
            found += about(line.top > 0 and line.baseline < 20, "số trang ngoài lề trên")
    return found if len(paper.main_pages) > 1 else None


@assertion(10, "P", "số trang: 14, đỉnh chữ số cách mép 9–12 mm")
def numbers_party(paper: Paper) -> list[str] | None:
    found = []
    for page in paper.main_pages[1:]:
        line, wrong = _number_of(paper, page)
        found += wrong
        if line:
            found += about(line.size == 14, f"số trang cỡ {line.size}")
            found += about(9 <= line.top <= 12, f"số trang cách mép {line.top:.1f}")
    return found if len(paper.main_pages) > 1 else None


@assertion(50, "X", "mỗi phụ lục đánh số trang lại từ 1")
def restart(paper: Paper) -> list[str] | None:
    starts = paper.appendix_starts
    found = []
    for start, end in pairwise([*starts, len(paper.measured.sizes)]):
        for page in range(start, end):
            numbers = [line.text for line in paper.page_number(page)]
            wanted = [[], ["1"]] if page == start else [[str(page - start + 1)]]
            found += about(numbers in wanted, f"trang {page + 1} của phụ lục mang số {numbers}")
    return found if starts else None


@assertion(51, "X", "phụ lục ở tệp riêng: số, ký hiệu và thời gian ký ở góc phải trên")
def attachment(paper: Paper) -> list[str] | None:
    if not paper.attachment:
        return None
    corner = [line for line in paper.on(0) if paper.corner(line)]
    text = " ".join(line.text for line in corner)
    number = f"{int(paper.content['number']):02d}"
    local = paper.attachment.astimezone(dt.timezone(dt.timedelta(hours=7)))
    time = local.strftime("%d/%m/%Y %H:%M:%S +07:00")
    return [
        *about(corner, "không có dòng nào ở góc"),
        *about(number in text and paper.content["symbol"] in text, f"không có số, ký hiệu: {text}"),
        *about(time in text, f"không có thời gian ký: {text}"),
        *about({line.style for line in corner} <= {"Regular"}, "chữ ở góc không đứng"),
        *about(all(line.colours == {BLACK} for line in corner), "chữ ở góc không đen"),
        *about(paper.measured.images == 0, "có hình"),
    ]


@assertion(53, "A", "dự thảo có chữ DỰ THẢO, số và ngày để trống; bản chính không")
def draft(paper: Paper) -> list[str]:
    marked = [
        "DỰTHẢO" in paper.measured.stream(page, lambda glyph: not glyph.upright)
        for page in range(len(paper.measured.sizes))
    ]
    if not paper.draft:
        said = any("DỰ THẢO" in line.text for line in paper.lines)
        return about(not any(marked) and not said, "bản chính mang chữ DỰ THẢO")
    number, date = paper.number, paper.date
    return [
        *about(all(marked), "có trang thiếu chữ DỰ THẢO"),
        *about(number and re.match(r"Số:?\s{3,}", number.text), "số chưa để trống"),
        *about(date and re.search(r"ngày\s{3,}tháng\s{3,}năm", date.text), "ngày chưa để trống"),
    ]
