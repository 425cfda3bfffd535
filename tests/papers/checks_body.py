"""Assertions 28–37, 46, 49: running text, outline, end marks, appendices."""

from __future__ import annotations

import re
from itertools import pairwise

from tests.papers.assertions import about, assertion
from tests.papers.measured import Line
from tests.papers.paper import NEAR, Paper, bare, pitch

LETTERS = "abcdđeghiklmnopqrstuvxy"


def _portrait(paper: Paper, line: Line) -> bool:
    return paper.measured.sizes[line.page][0] < 211


@assertion(28, "A", "chữ thân văn bản một cỡ, 13–14 (Nhà nước), 14–15 (Đảng)")
def body_size(paper: Paper) -> list[str]:
    # A paragraph may hold italic words, and so a line of several styles.
    sizes = {size for line in paper.body for size in line.sizes}
    allowed = (13, 14) if paper.skin.state else (14, 15)
    return [
        *about(len(sizes) == 1, f"thân văn bản có các cỡ {sorted(sizes)}"),
        *about(sizes <= set(allowed), f"cỡ {sorted(sizes)}"),
    ]


@assertion(29, "A", "lùi đầu dòng 10 hoặc 12,7 mm, một trị số")
def indent(paper: Paper) -> list[str]:
    steps = {round(lines[0].x0 - paper.left, 1) for lines in paper.running}
    allowed = (10, 12.7) if paper.skin.state else (9, 9.5, 10, 10.5, 11)
    strange = [
        lines[0].text[:40]
        for lines in paper.paragraphs
        if lines not in paper.running and abs(lines[0].centre - paper.middle(lines[0].page)) > 1
    ]
    # Rest of a paragraph at the top of a page stands at the edge and belongs to the one before.
    return [
        *about(steps, "không đoạn nào lùi đầu dòng"),
        *about(not steps or max(steps) - min(steps) < NEAR, f"lùi {sorted(steps)}"),
        *[f"lùi {s}" for s in steps if not any(abs(s - a) < NEAR for a in allowed)],
        *[f"đoạn không lùi đầu dòng: {text}" for text in strange],
    ]


@assertion(30, "A", "dòng trong đoạn kéo đến lề phải (căn đều hai bên)")
def justified(paper: Paper) -> list[str]:
    return [
        f"dừng ở {line.x1:.1f}: {line.text[-40:]}"
        for lines in paper.running
        for line in lines[:-1]
        if abs(line.x1 - paper.right(line.page)) > 1
    ]


def _pitches(paper: Paper) -> list[tuple[float, Line]]:
    return [
        (pitch(upper, lower), lower)
        for lines in paper.running
        for upper, lower in pairwise(lines)
        if upper.page == lower.page
    ]


@assertion(31, "N", "giãn dòng từ 1 đến 1,5 dòng")
def pitch_state(paper: Paper) -> list[str]:
    return [
        f"giãn dòng {step / line.size:.2f}: {line.text[:30]}"
        for step, line in _pitches(paper)
        if not 1.14 <= step / line.size <= 1.73
    ]


@assertion(32, "P", "giãn dòng 18–22 pt")
def pitch_party(paper: Paper) -> list[str]:
    return [
        f"giãn dòng {step:.1f} pt: {line.text[:30]}"
        for step, line in _pitches(paper)
        if not 17.9 <= step <= paper.skin.top_pitch + 0.1
    ]


@assertion(33, "A", "khoảng cách giữa hai đoạn ≥ 6 pt")
def gaps(paper: Paper) -> list[str] | None:
    steps = [step for step, _ in _pitches(paper)]
    if not steps:
        return None
    found = []
    for upper, lower in pairwise(paper.running):
        if upper[-1].page == lower[0].page:
            gap = pitch(upper[-1], lower[0]) - min(steps)
            found += about(gap >= 5.9, f"cách {gap:.1f} pt: {lower[0].text[:40]}")
    return found


_DECIDES = re.compile(r"như sau:$|QUYẾT ĐỊNH:$|QUYẾT NGHỊ:$")


@assertion(34, "A", "căn cứ: nghiêng, dấu ; … . (Nhà nước); đứng, gạch đầu dòng (Đảng)")
def basis(paper: Paper) -> list[str] | None:
    count = len([item for item in paper.content["citations"] if item.strip()])
    if not count:
        return None
    start = [
        n
        for n, lines in enumerate(paper.running)
        if lines[0].text.removeprefix("- ").startswith(("Căn cứ", "Thực hiện", "Theo", "Xét"))
        and not _DECIDES.search(lines[-1].text)
    ]
    if not start:
        return ["không thấy căn cứ"]
    items = paper.running[start[0] : start[0] + count]
    marks = "".join(lines[-1].text[-1] for lines in items)
    found = about(marks == ";" * (count - 1) + ".", f"dấu cuối căn cứ: {marks}")
    for lines in items:
        styles = {line.style for line in lines}
        wanted = {"Italic"} if paper.skin.state else {"Regular"}
        found += about(styles == wanted, f"căn cứ kiểu {styles}: {lines[0].text[:30]}")
        if not paper.skin.state:
            found += about(lines[0].text.startswith("- "), f"thiếu gạch: {lines[0].text[:30]}")
    return found


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def _in_order(texts: list[str]) -> list[str]:
    """Numbers at every level: nothing left out, nothing twice, below what stands above."""
    found = []
    counters: dict[str, int] = {}
    for text in texts:
        if re.match(r"[IVX]+[.-] ?\S", text) or re.match(r"Điều \d+\.", text):
            counters = {}
        elif match := re.match(r"((?:\d{1,2}\.)+) \S", text):
            path = match[1].split(".")[:-1]
            above = ".".join(path[:-1])
            wanted = counters.get(above, 0) + 1
            found += about(int(path[-1]) == wanted, f"số {match[1]} thay vì {wanted}")
            counters = {k: n for k, n in counters.items() if above.startswith(k)}
            counters[above] = int(path[-1])
    return found


@assertion(35, "A", "mục I. (Nhà nước) hoặc I- (Đảng), in hoa đậm; số không nhảy, không lặp")
def headings(paper: Paper) -> list[str]:
    pattern = re.compile(r"([IVX]+)\. (.*)" if paper.skin.state else r"([IVX]+)[-.] ?(.*)")
    named = [s["heading"].strip() for s in paper.content["sections"] if s["heading"].strip()]
    found, said = [], []
    for lines in paper.running:
        text = " ".join(line.text for line in lines)
        # "V. Lê-nin" opens no section: a heading is bold.
        if (match := pattern.fullmatch(text)) and lines[0].style == "Bold":
            said.append(match[1])
            found += about(match[2] == match[2].upper(), f"không in hoa: {text[:40]}")
            found += about(all(line.style == "Bold" for line in lines), f"không đậm: {text[:40]}")
    wanted = [_roman(n) for n in range(1, len(named) + 1)]
    found += about(said[: len(wanted)] == wanted, f"các mục in ra: {said}, cần {wanted}")
    return found + _in_order([lines[0].text for lines in paper.running])


@assertion(36, "A", "điểm theo thứ tự a, b, c, d, đ, e, g…")
def points(paper: Paper) -> list[str]:
    found, before = [], ""
    for line in (lines[0] for lines in paper.running):
        if match := re.match(rf"([{LETTERS}])\) ", line.text):
            wanted = LETTERS[LETTERS.index(before) + 1] if before else "a"
            found += about(match[1] == wanted, f"{match[1]}) thay vì {wanted})")
            before = match[1]
        elif re.match(r"(\d+\.)+ |[IVX]+[.-] |Điều \d+", line.text):
            before = ""
    return found


@assertion(37, "A", "tên mục không ở cuối trang; có dòng thân văn bản cùng trang chữ ký")
def together(paper: Paper) -> list[str]:
    found = []
    for page in paper.main_pages:
        lines = [line for line in paper.body if line.page == page]
        if lines and page != paper.main_pages[-1]:
            last = lines[-1]
            article = last.text.startswith("Điều") and not last.text.rstrip().endswith(".")
            found += about(
                last.style != "Bold" and not article, f"cuối trang {page + 1}: {last.text}"
            )
    if not (paper.label and paper.signer):
        return [*found, "không thấy Nơi nhận hoặc họ tên người ký"]
    kept = [line for line in paper.body if line.page == paper.label.page]
    return [
        *found,
        *about(kept, "trang chữ ký không có dòng thân văn bản"),
        *about(paper.signer.page == paper.label.page, "chữ ký và Nơi nhận khác trang"),
    ]


@assertion(46, "A", "kết thúc ./. đúng một lần ở thân và mỗi phụ lục (Nhà nước); Đảng không")
def end_mark(paper: Paper) -> list[str]:
    text = " ".join(line.text for line in paper.lines)
    if not paper.skin.state:
        return about("./." not in text, "có ./.")
    found = []
    main = [line.text for lines in paper.paragraphs for line in lines]
    found += about(" ".join(main).count("./.") == 1, "thân văn bản không có đúng một ./.")
    found += about(main and main[-1].endswith("./."), "dòng cuối không kết thúc bằng ./.")
    starts = [*paper.appendix_starts, len(paper.measured.sizes)]
    for start, end in pairwise(starts):
        words = " ".join(line.text for line in paper.lines if start <= line.page < end)
        found += about(words.count("./.") == 1, f"phụ lục trang {start + 1}: {words.count('./.')}")
    return found


@assertion(49, "X", "phụ lục: nhãn, tên, dòng kèm theo")
def appendices(paper: Paper) -> list[str] | None:
    starts = paper.appendix_starts
    parts = paper.content["appendices"]
    wanted = [n for n, part in enumerate(parts, 1) if paper.draft or not part.get("separate")]
    if not wanted and not paper.attachment:
        return None
    if paper.attachment is None and len(starts) != len(wanted):
        return [f"{len(starts)} phụ lục, cần {len(wanted)}"]
    found = []
    for order, page in zip(wanted or [1], starts, strict=False):
        lines = [line for line in paper.on(page) if line.baseline > 20 and not paper.corner(line)]
        label, middle = lines[0], paper.middle(page)
        if paper.attachment is None:
            name = f"Phụ lục {_roman(order)}" if len(parts) > 1 else "Phụ lục"
            found += about(label.text == name, f"nhãn {label.text}, cần {name}")
        else:
            found += about(label.text.startswith("Phụ lục"), f"nhãn {label.text}")
        found += about(label.size == 14 or not paper.skin.state, f"nhãn cỡ {label.size}")
        reference = [n for n, line in enumerate(lines) if line.text.startswith("(Kèm theo ")]
        if not reference:
            found.append("không có dòng kèm theo")
            continue
        title = lines[1 : reference[0]]
        end = next(
            (n for n in range(reference[0], len(lines)) if lines[n].text.endswith(")")),
            reference[0],
        )
        note = lines[reference[0] : end + 1]
        for line in [label, *title]:
            found += about(line.style == "Bold", f"không đậm: {line.text}")
            found += about(line.text == line.text.upper() or line is label, f"hoa: {line.text}")
        for line in note:
            found += about(line.style == "Italic" and line.size in (13, 14, 15, 16), "kèm theo")
        for base in {round(line.baseline, 1) for line in [label, *title, *note]}:
            # A blank left for the pen divides a line in two.
            row = [line for line in [label, *title, *note] if abs(line.baseline - base) < 0.3]
            centre = (min(line.x0 for line in row) + max(line.x1 for line in row)) / 2
            found += about(abs(centre - middle) < 1, f"lệch giữa: {row[0].text[:40]}")
        said = bare("".join(line.text for line in note))
        issuer = paper.content["issuer"] or "".join(paper.content["head_name"])
        found += about(bare(issuer) in said, "dòng kèm theo không nêu cơ quan")
    return found
