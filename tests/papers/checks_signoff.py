"""Assertions 38–43, 47, 48: who signs, who receives, signature and seal."""

from __future__ import annotations

import re

from tests.papers.assertions import about, assertion
from tests.papers.paper import NEAR, Paper

_TITLES = re.compile(r"\b(GS|PGS|TS|ThS|BS|Ths|CN|KS|Đại tá|Thượng tá|Trung tá|Thiếu tá)\.? ")


@assertion(38, "N", "quyền hạn, chức vụ: đậm in hoa 13–14; TM., KT. …; không dạng gạch chéo")
def authority_state(paper: Paper) -> list[str]:
    block = paper.signing_block
    found = about(block, "không thấy chức vụ")
    for line in block:
        found += about(
            line.style == "Bold" and line.size in (13, 14) and line.text == line.text.upper(),
            f"{line.style} {line.size}: {line.text}",
        )
        found += about(not re.search(r"\b[TKQ]/[MTLU]", line.text), f"dạng gạch chéo: {line.text}")
    for wanted in paper.content["authority"]:
        mark = wanted.split()[0]
        found += about(mark in {"TM.", "KT.", "TL.", "TUQ.", "Q."}, f"quyền hạn {mark}")
    return found + _said(paper)


@assertion(39, "P", "quyền hạn đậm 14 dạng T/M; chức vụ 14 đứng")
def authority_party(paper: Paper) -> list[str]:
    block = paper.signing_block
    found = about(block, "không thấy chức vụ")
    youth = not paper.skin.slashes
    for n, line in enumerate(block):
        above = n < sum(1 for _ in paper.content["authority"]) or re.match(
            r"(T/M|K/T|T/L|Q\.|TM\.|KT\.|TL\.) ", line.text
        )
        found += about(line.size == 14, f"cỡ {line.size}: {line.text}")
        if above:
            found += about(line.style == "Bold", f"{line.style}: {line.text}")
        elif paper.content["authority"] and len(block) == len(paper.content["authority"]) + 1:
            found += about(line.style == "Regular", f"chức vụ {line.style}: {line.text}")
        wrong = r"(T/M|K/T|T/L)\b" if youth else r"(TM|KT|TL|TUQ)\."
        found += about(not re.match(wrong, line.text), f"sai dạng: {line.text}")
    return found + _said(paper)


def _said(paper: Paper) -> list[str]:
    said = "".join(line.text for line in paper.signing_block).replace(" ", "")
    wanted = "".join([*paper.content["authority"], paper.content["position"]]).replace(" ", "")
    return about(said == wanted.upper(), f"khối ký in ra {said}")


@assertion(40, "A", "họ tên: đậm, cùng trục, không học hàm, cấp bậc")
def signer(paper: Paper) -> list[str]:
    line = paper.signer
    if not line:
        return ["không thấy họ tên người ký"]
    found = [
        *about(line.style == "Bold", f"họ tên {line.style}"),
        *about(line.size in ((13, 14) if paper.skin.state else (14,)), f"họ tên {line.size}"),
        *about(line.text[0] == line.text[0].upper() != line.text.upper()[0].lower(), "chữ đầu"),
        *about(line.text != line.text.upper(), "họ tên in hoa cả"),
        *about(not _TITLES.match(line.text), f"có học hàm, cấp bậc: {line.text}"),
    ]
    if paper.signing_block:
        off = abs(line.centre - paper.signing_block[0].centre)
        found += about(off < 1.5, f"họ tên lệch trục {off:.1f}")
    return found


def _level(paper: Paper) -> list[str]:
    label, block = paper.label, paper.signing_block
    if not (label and block):
        return ["không thấy Nơi nhận hoặc khối ký"]
    return [
        *about(abs(label.x0 - paper.left) < NEAR, "Nơi nhận không sát lề trái"),
        *about(abs(label.baseline - block[0].baseline) < 1, "Nơi nhận không ngang dòng ký đầu"),
        *about(
            all(line.style == "Regular" for line in paper.recipients), "danh sách không chữ đứng"
        ),
    ]


@assertion(41, "N", "Nơi nhận: đậm nghiêng 12, sát lề, ngang dòng ký đầu; danh sách 11")
def label_state(paper: Paper) -> list[str]:
    label = paper.label
    return [
        *about(
            label and label.style == "BoldItalic" and label.size == 12,
            f"nhãn {label.style if label else ''} {label.size if label else ''}",
        ),
        *about(paper.recipients, "không có danh sách cỡ 11"),
        *_level(paper),
    ]


@assertion(42, "P", "Nơi nhận: 14 đứng gạch chân; danh sách 12")
def label_party(paper: Paper) -> list[str]:
    label = paper.label
    if not label:
        return ["không có Nơi nhận"]
    rule = paper.measured.under(label)
    return [
        *about(label.style == "Regular" and label.size == 14, f"nhãn {label.style} {label.size}"),
        *about(
            rule
            and abs(rule.width / label.width - 1) < 0.02
            and 0 < rule.top - label.baseline < 2.5,
            "nhãn không gạch chân",
        ),
        *about(paper.recipients, "không có danh sách cỡ 12"),
        *_level(paper),
    ]


@assertion(43, "A", "mỗi nơi nhận một gạch; dấu cuối dòng; dòng cuối là Lưu")
def recipients(paper: Paper) -> list[str]:
    items = paper.items
    if not items:
        return ["không có nơi nhận"]
    found = []
    for line in paper.recipients:
        begins = abs(line.x0 - paper.left) < NEAR
        if begins and line.text != paper.content["drafter_code"]:
            found += about(line.text.startswith("- "), f"không gạch đầu dòng: {line.text}")
    for item in items[:-1]:
        found += about(item.endswith(paper.skin.list_end), f"dấu cuối: {item}")
    found += about(items[-1].endswith("."), f"dấu cuối: {items[-1]}")
    found += about(items[-1].startswith(paper.skin.archive), f"dòng cuối: {items[-1]}")
    wanted = [item for item in paper.content["recipients"] if item.strip()]
    above = paper.addressee_label is not None and not (
        wanted and wanted[0].lower().startswith("như trên")
    )
    count = len(wanted) + above + bool(paper.content["archive"].strip())
    return found + about(len(items) == count, f"{len(items)} nơi nhận, cần {count}")


@assertion(47, "A", "chữ ký xanh giữa chức vụ và họ tên; con dấu đỏ trùm 1/3 bên trái, đúng cỡ")
def pictures(paper: Paper) -> list[str] | None:
    if not paper.signed:
        return None
    signed, block, name = paper.signed, paper.signing_block, paper.signer
    if not (block and name):
        return ["không thấy khối ký"]
    page, x0, top, x1, bottom = signed.signature
    seal_page, left, seal_top, right, seal_bottom = signed.seal
    overlap = (right - x0) / (x1 - x0)
    width, height = signed.seal_size
    return [
        *about(signed.blue, "hình chữ ký không xanh"),
        *about(signed.red, "hình con dấu không đỏ"),
        *about(page == name.page == seal_page, "chữ ký khác trang"),
        *about(top > block[-1].baseline - NEAR and bottom < name.top + 1, "chữ ký ngoài chỗ trống"),
        *about(left < (x0 + x1) / 2 and 0.2 <= overlap <= 0.45, f"con dấu trùm {overlap:.0%}"),
        *about(
            abs((right - left) / width - 1) < 0.02
            and abs((seal_bottom - seal_top) / height - 1) < 0.02,
            f"con dấu {right - left:.1f} × {seal_bottom - seal_top:.1f} mm",
        ),
    ]


@assertion(48, "A", "chữ ký số của người ký và cơ quan đều hợp lệ, không gì đổi về sau")
def signatures(paper: Paper) -> list[str] | None:
    if not paper.signed:
        return None
    whole = paper.signed.whole
    return [
        *about(len(whole) >= 2, f"{len(whole)} chữ ký số"),
        *about(all(whole), "có chữ ký không hợp lệ hoặc tệp bị đổi"),
    ]
