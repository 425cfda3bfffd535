"""Assertions 11–27, 44, 45, 52: the title block, Kính gửi, stamps."""

from __future__ import annotations

import datetime as dt
import re

from documents import types
from tests.papers.assertions import about, assertion
from tests.papers.measured import Line, Shape
from tests.papers.paper import NEAR, Paper, bare

_ABBREVIATIONS = "|".join(t.state_symbol for t in types.TYPES.values() if t.state_symbol)
_PARTY = "NQ|QĐ|CT|KL|QC|TT|HD|TB|TC|BC|KH|QH|CTr|ĐA|PA|DA|TTr|CV|BB"
_GROUP = "[A-ZĐ][A-Za-zĐ0-9&]*"
R1 = re.compile(rf"Số: (0[1-9]|[1-9]\d+)/({_ABBREVIATIONS})-{_GROUP}(-{_GROUP})*")
R2 = re.compile(rf"Số: (0[1-9]|[1-9]\d+)/(?!({_ABBREVIATIONS})-){_GROUP}(-{_GROUP})+")
R3 = re.compile(rf"Số (0[1-9]|[1-9]\d+)-({_PARTY})/[A-ZĐ]+")
# Đoàn: the Party's order with the State's colon; its symbols may carry a second group.
R3_YOUTH = re.compile(rf"Số: (0[1-9]|[1-9]\d+)-({_PARTY})/[A-ZĐ]+(-[A-ZĐ]+)*")
R4 = re.compile(r"[^,]+, ngày (0[1-9]|[12]\d|3[01]) tháng (01|02|[3-9]|1[0-2]) năm \d{4}")


@assertion(11, "N", "một Quốc hiệu, một dòng, đậm 12–13, nửa phải trang 1")
def country(paper: Paper) -> list[str]:
    lines = [ln for ln in paper.lines if ln.text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    return about(len(lines) == 1, f"{len(lines)} Quốc hiệu") + [
        fault
        for line in lines
        for fault in about(
            line.page == 0 and line.style == "Bold" and line.size in (12, 13) and line.centre > 130,
            f"Quốc hiệu trang {line.page + 1}, {line.style} {line.size}, x = {line.x0:.1f}",
        )
    ]


def _motto(paper: Paper) -> Line | None:
    return paper.first(lambda ln: ln.text == "Độc lập - Tự do - Hạnh phúc")


@assertion(12, "N", "Tiêu ngữ ngay dưới Quốc hiệu, đậm 13–14, cùng trục")
def motto(paper: Paper) -> list[str]:
    line, heading = _motto(paper), paper.heading
    if not (line and heading):
        return ["không có Tiêu ngữ hoặc Quốc hiệu"]
    return [
        *about(line.style == "Bold" and line.size in (13, 14), f"{line.style} {line.size}"),
        *about(line.size >= heading.size, "Tiêu ngữ nhỏ hơn Quốc hiệu"),
        *about(abs(line.centre - heading.centre) < 1, "Tiêu ngữ lệch trục"),
        *about(0 < line.baseline - heading.baseline < 8, "Tiêu ngữ không ngay dưới Quốc hiệu"),
    ]


def _full_rule(rule: Shape | None, line: Line | None) -> list[str]:
    if not (rule and line):
        return ["không có đường kẻ"]
    return [
        *about(abs(rule.width / line.width - 1) < 0.02, f"kẻ dài {rule.width / line.width:.0%}"),
        *about(0.4 <= rule.thickness <= 1.2, f"nét kẻ {rule.thickness:.2f} pt"),
        *about(abs(rule.centre - line.centre) < 1, "đường kẻ lệch trục"),
        *about(0 < rule.top - line.baseline <= 2.5, "đường kẻ quá xa"),
    ]


@assertion(13, "N", "đường kẻ dưới Tiêu ngữ dài bằng dòng chữ")
def motto_rule(paper: Paper) -> list[str]:
    line = _motto(paper)
    return _full_rule(paper.measured.under(line) if line else None, line)


@assertion(14, "N", "không tiêu đề Đảng, không dấu sao")
def no_party_marks(paper: Paper) -> list[str]:
    return [
        line.text
        for line in paper.lines
        if line.text == "ĐẢNG CỘNG SẢN VIỆT NAM" or re.fullmatch(r"\*+", line.text)
    ]


@assertion(15, "P", "một tiêu đề, đậm 15, nửa phải, kẻ dưới; không Quốc hiệu")
def party_title(paper: Paper) -> list[str]:
    lines = [ln for ln in paper.lines if ln.text == paper.skin.title]
    found = about(len(lines) == 1, f"{len(lines)} tiêu đề {paper.skin.title}")
    for line in lines[:1]:
        found += about(
            line.page == 0 and line.style == "Bold" and line.size == 15 and line.x0 > 100,
            f"tiêu đề {line.style} {line.size}, x = {line.x0:.1f}",
        )
        found += _full_rule(paper.measured.under(line), line)
    state = [ln.text for ln in paper.lines if ln.text.startswith(("CỘNG HÒA XÃ HỘI", "Độc lập -"))]
    return found + state


@assertion(16, "A", "khối trái: cấp trên đứng, cơ quan đậm, in hoa, cùng trục")
def issuer(paper: Paper) -> list[str]:
    block = [line for line in paper.left_block if not re.fullmatch(r"\*+", line.text)]
    bold = [line for line in block if line.style == "Bold"]
    found = about(bold, "không có tên cơ quan in đậm")
    sizes = (12, 13) if paper.skin.state else (14,)
    if bold:
        found += about(block[-len(bold) :] == bold, "tên cơ quan không đứng dưới cấp trên")
    parents = [line for line in block if line not in bold]
    found += about(
        bool(parents) == bool(paper.content["head_parent"]), "thiếu hoặc thừa cơ quan cấp trên"
    )
    for line in block:
        found += about(line.text == line.text.upper(), f"không in hoa: {line.text}")
        found += about(line.size in sizes, f"cỡ {line.size}: {line.text}")
        found += about(abs(line.centre - block[0].centre) < 1, f"lệch trục: {line.text}")
        found += about(line.style in ("Bold", "Regular"), f"kiểu {line.style}: {line.text}")
    said = bare("".join(line.text for line in bold))
    wanted = bare("".join(paper.content["head_name"]))
    return found + about(said == wanted, f"tên cơ quan in ra: {said}")


def _short_rule(rule: Shape | None, lines: list[Line]) -> list[str]:
    if not (rule and lines):
        return ["không có đường kẻ"]
    widest = max(lines, key=lambda line: line.width)
    share = rule.width / widest.width
    return [
        *about(0.33 <= share <= 0.5, f"kẻ dài {share:.0%}"),
        *about(abs(rule.centre - lines[-1].centre) < 1, "đường kẻ lệch trục"),
    ]


@assertion(17, "N", "kẻ dưới tên cơ quan dài 1/3–1/2")
def issuer_rule(paper: Paper) -> list[str]:
    bold = [line for line in paper.left_block if line.style == "Bold"]
    return _short_rule(paper.measured.under(bold[-1]) if bold else None, bold)


@assertion(18, "P", "dấu sao dưới tên cơ quan, không kẻ ở khối trái")
def star(paper: Paper) -> list[str]:
    block, heading = paper.left_block, paper.heading
    if not (block and heading and paper.number):
        return ["không thấy khối trái"]
    number = paper.number
    drawn = [
        shape
        for shape in paper.measured.shapes
        if shape.page == 0 and shape.x1 < heading.x0 and shape.top < number.baseline + 3
    ]
    last = block[-1]
    return [
        *about(last.text == paper.skin.star, f"dưới tên cơ quan là {last.text!r}"),
        *about(abs(last.centre - block[0].centre) < 1, "dấu sao lệch trục"),
        *about(not drawn, "có kẻ ở khối trái"),
    ]


def _number_fits(paper: Paper, size: int, pattern: re.Pattern[str]) -> list[str] | None:
    number = paper.number
    if paper.draft:
        return None
    if not number:
        return ["không có dòng số"]
    found = [
        *about(number.size == size and number.style == "Regular", f"{number.style} {number.size}"),
        *about(
            paper.left_block and abs(number.centre - paper.left_block[0].centre) < 1, "số lệch trục"
        ),
    ]
    if paper.content["number"]:
        found += about(pattern.fullmatch(number.text), f"sai mẫu: {number.text}")
    return found


@assertion(19, "N", "số, ký hiệu theo mẫu, 13 đứng")
def number_state(paper: Paper) -> list[str] | None:
    return _number_fits(paper, 13, R1 if paper.kind.named else R2)


@assertion(20, "P", "số, ký hiệu theo mẫu, 14 đứng, không hai chấm")
def number_party(paper: Paper) -> list[str] | None:
    return _number_fits(paper, 14, R3_YOUTH if paper.skin.colon else R3)


@assertion(21, "A", "tên viết tắt trong số đúng loại, đúng cơ quan")
def symbol(paper: Paper) -> list[str] | None:
    if not (paper.number and paper.content["number"]) or paper.draft:
        return None
    text = paper.number.text
    abbreviation = paper.kind.party_symbol if paper.skin.dash_first else paper.kind.state_symbol
    body = re.split(r"\d+[/-]", text, maxsplit=1)[-1]
    found = about(body == paper.content["symbol"], f"ký hiệu {body}")
    if abbreviation:
        found += about(re.match(rf"{abbreviation}[-/]", body), f"{body} không phải {abbreviation}")
    return found


@assertion(22, "A", "địa danh, ngày: theo mẫu, nghiêng, ngang dòng số")
def place_date(paper: Paper) -> list[str]:
    date, number = paper.date, paper.number
    if not (date and number):
        return ["không có dòng địa danh, ngày"]
    sizes = (13, 14) if paper.skin.state else (14,)
    found = about(date.size in sizes and date.style == "Italic", f"{date.style} {date.size}")
    if paper.heading:
        found += about(abs(date.centre - paper.heading.centre) < 1.5, "ngày lệch trục khối phải")
    if not paper.draft and paper.content["date"]:
        found += about(R4.fullmatch(date.text) and date.text[0].isupper(), f"sai mẫu: {date.text}")
    if paper.skin.state:
        found += about(abs(date.baseline - number.baseline) < 1, "ngày không ngang số")
    return found


@assertion(23, "A", "ngày in ra là ngày ban hành, không sau lúc ký")
def date_printed(paper: Paper) -> list[str] | None:
    if paper.draft or not paper.content["date"] or not paper.date:
        return None
    figures = re.findall(r"\d+", paper.date.text.rpartition(", ngày ")[2])
    if len(figures) != 3:
        return [f"không đọc được ngày: {paper.date.text}"]
    day, month, year = map(int, figures)
    said = dt.date(year, month, day)
    found = about(said.isoformat() == paper.content["date"], f"in ngày {said}")
    if paper.signed:
        found += about(said <= paper.signed.at.date(), "ngày sau lúc ký")
    return found


def _title(paper: Paper, type_sizes: tuple[int, ...], subject_sizes: tuple[int, ...]) -> list[str]:
    line, subject, middle = paper.type_name, paper.subject, paper.middle(0)
    if not line:
        return ["không có tên loại"]
    found = [
        *about(line.style == "Bold" and line.size in type_sizes, f"{line.style} {line.size}"),
        *about(abs(line.centre - middle) < 1, "tên loại lệch giữa"),
        *about(subject, "không có trích yếu"),
    ]
    for part in subject:
        found += about(
            part.style == "Bold" and part.size in subject_sizes, f"trích yếu {part.style}"
        )
        found += about(abs(part.centre - middle) < 1, "trích yếu lệch giữa")
    said = bare("".join(part.text for part in subject))
    return found + about(said == bare(paper.content["subject"]), f"trích yếu in ra: {said}")


@assertion(24, "N", "tên loại, trích yếu: đậm 13–14, giữa, kẻ 1/3–1/2")
def title_state(paper: Paper) -> list[str] | None:
    if not paper.kind.named:
        return None
    found = _title(paper, (13, 14), (13, 14))
    if paper.subject:
        first = paper.subject[0].text[0]
        found += about(first == first.upper(), f"trích yếu bắt đầu bằng {first}")
        rule = paper.measured.under(paper.subject[-1])
        found += _short_rule(rule, paper.subject)
    return found


@assertion(25, "P", "tên loại đậm 15–16, trích yếu đậm 14–15 chữ thường, dòng -----")
def title_party(paper: Paper) -> list[str] | None:
    if not paper.kind.named:
        return None
    found = _title(paper, (15, 16), (14, 15))
    if paper.subject:
        text = paper.subject[0].text
        proper = text.startswith(("Đảng", "Đại hội", "Nghị quyết", "Chỉ thị", "Kết luận"))
        found += about(text[0] == text[0].lower() or proper, f"trích yếu bắt đầu {text[:12]}")
        dashes = [line for line in paper.on(0) if line.text == "-----"]
        found += about(
            len(dashes) == 1 and abs(dashes[0].centre - paper.middle(0)) < 1, "không có dòng -----"
        )
    return found


@assertion(26, "N", "công văn: V/v dưới số, 12–13 đứng, cách 6 pt")
def letter_state(paper: Paper) -> list[str] | None:
    if paper.kind.named:
        return None
    lines, number = paper.subject, paper.number
    if not (lines and number):
        return ["không có trích yếu công văn"]
    first = lines[0]
    # The gap is what lies beyond the normal pitch of a line of this size (§13).
    gap = (first.baseline - number.baseline) * 72 / 25.4 - 1.2 * first.size
    return [
        *about(first.text.startswith("V/v "), f"bắt đầu bằng {first.text[:6]}"),
        *about(all(line.size in (12, 13) for line in lines), "cỡ trích yếu công văn"),
        *about(all(line.style == "Regular" for line in lines), "kiểu trích yếu công văn"),
        *about(4.5 <= gap <= 7.5, f"cách số {gap:.1f} pt"),
        *about(abs(first.centre - number.centre) < 1, "trích yếu lệch trục"),
        *about(not paper.first(lambda ln: ln.text == "CÔNG VĂN"), "in tên loại"),
    ]


@assertion(27, "P", "công văn: trích yếu 12 nghiêng dưới số, không tên loại")
def letter_party(paper: Paper) -> list[str] | None:
    if paper.kind.named:
        return None
    lines = paper.subject
    if not lines:
        return ["không có trích yếu công văn"]
    return [
        *about(all(line.size == 12 and line.style == "Italic" for line in lines), "12 nghiêng"),
        *about(lines[0].text.startswith(paper.skin.letter_prefix), lines[0].text[:12]),
        *about(not paper.first(lambda ln: ln.text == "CÔNG VĂN"), "in tên loại"),
    ]


@assertion(44, "A", "có Kính gửi thì có Như trên, và ngược lại; kế hoạch không Kính gửi")
def as_above(paper: Paper) -> list[str]:
    addressed = paper.addressee_label is not None
    said = bool(paper.items) and paper.items[0].startswith("- Như trên")
    found = about(addressed == said, f"Kính gửi: {addressed}, Như trên: {said}")
    if paper.kind.code == "CV":
        found += about(addressed, "công văn không có Kính gửi")
    if paper.kind.addressed == "never":
        found += about(not addressed, "loại này không có Kính gửi")
    if addressed and paper.kind.code == "TTr" and paper.addressee_label:
        wanted = paper.skin.submission
        found += about(paper.addressee_label.text.startswith(wanted), f"phải là {wanted}")
    return found


@assertion(45, "A", "Kính gửi nhiều nơi: gạch đầu dòng thẳng cột dưới dấu hai chấm")
def addressee_column(paper: Paper) -> list[str] | None:
    wanted = [item for item in paper.content["addressees"] if item.strip()]
    label = paper.addressee_label
    if len(wanted) < 2 or not label:
        return None
    dashes = [line for line in paper.addressees if line.text.startswith("- ")]
    entries: list[str] = []
    for line in paper.addressees[1:]:
        if line.text.startswith("- "):
            entries.append(line.text)
        elif "ồng kính" in line.text:
            break
        elif entries:
            entries[-1] += f" {line.text}"
    found = about(len(dashes) >= len(wanted), f"{len(dashes)} gạch đầu dòng")
    for line in dashes:
        found += about(abs(line.x0 - dashes[0].x0) < NEAR, f"lệch cột: {line.text[:30]}")
        found += about(line.x0 > label.x1 - 2, f"gạch bên trái dấu hai chấm: {line.text[:30]}")
        found += about(line.baseline > label.baseline + 3, "nơi gửi đầu không xuống dòng")
    marks = "".join(entry[-1] for entry in entries[: len(wanted)])
    return found + about(marks == ";" * (len(wanted) - 1) + ".", f"dấu cuối dòng {marks}")


_BOXES = {"KHẨN": 20, "THƯỢNG KHẨN": 40, "HỎA TỐC": 30}


@assertion(52, "A", "dấu khẩn: đậm đỏ 13–14, khung 20/40/30 × 8 mm")
def stamp(paper: Paper) -> list[str] | None:
    name = {"khan": "KHẨN", "thuong_khan": "THƯỢNG KHẨN", "hoa_toc": "HỎA TỐC"}.get(
        paper.content["urgency"]
    )
    if not name:
        return None
    lines = [line for line in paper.stamps if line.text == name]
    if len(lines) != 1:
        return [f"{len(lines)} dấu {name}"]
    (line,) = lines
    found = [
        *about(line.style == "Bold", f"dấu khẩn {line.style}"),
        *about(line.size in ((13, 14) if paper.skin.state else (14,)), f"dấu khẩn {line.size}"),
        *about(line.colours == {(255, 0, 0)}, f"dấu khẩn màu {set(line.colours)}"),
    ]
    red = [s for s in paper.measured.shapes if s.page == 0 and s.colour == (255, 0, 0)]
    if not red:
        return [*found, "không có khung"]
    width = max(s.x1 for s in red) - min(s.x0 for s in red)
    height = max(s.bottom for s in red) - min(s.top for s in red)
    if paper.skin.state:
        found += about(abs(width - _BOXES[name]) < NEAR, f"khung rộng {width:.1f}")
        found += about(abs(height - 8) < NEAR, f"khung cao {height:.1f}")
    return found
