"""The lines of a header: where it ends and the body begins, and lines that hold several parts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from directives.importing import entries, lines
from directives.importing.passage import UPPER, Passage
from directives.importing.unit_words import UNIT_HEADS
from directives.importing.vocabulary import NOT_THE_PAPER, URGENCY
from documents import outline

_REACH = 80  # lines a header may take, blank ones included
_TITLE_LINES = 10
_LONG_TITLE = 420

SYMBOL = rf"[{UPPER}][A-Za-z{UPPER}đ0-9&.]*(?:\s?[-/–]\s?[{UPPER}][A-Za-z{UPPER}đ0-9&]*)*"
NATION = (
    r"(?:CỘNG\s+)?H(?:ÒA|OÀ|OA)\s+XÃ\s+HỘI(?:\s+CHỦ\s+NGHĨA(?:\s+VIỆT\s+NAM)?)?"
    r"|(?:XÃ\s+HỘI\s+)?CHỦ\s+NGHĨA\s+VIỆT\s+NAM|CỘNG(?:\s+H(?:ÒA|OÀ))?$"
    r"|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM"
    r"|ĐOÀN (?:TNCS|THANH NIÊN CỘNG SẢN) HỒ CHÍ MINH(?=\s|$)|HỘI NÔNG DÂN VIỆT NAM(?=\s*$)"
)
MOTTO = r"[ĐD][ộôo]c\s+[Ll][ậâa]p\s*\W\s*[Tt]ự\s+[Dd]o\s*\W\s*[Hh][ạa]nh\s+[Pp]h[úu]c\.?"
PLACE = (
    rf"(?<!\w)[{UPPER}][\w.'’]*"
    rf"(?:\s?[-–]\s?[{UPPER}][\w.'’]*|\s(?:phố|xã|trấn|[{UPPER}0-9][\w.'’]*)){{0,7}}"
)
_BLANK = r"[0-9.…_lIO\s]{0,14}"
DATE_WORDS = rf"[Nn]g[àa]y{_BLANK}[Tt]h[áa]ng{_BLANK},?\s*[Nn][ăa]m\s*(?:[0-9O.…_]{{1,8}}|$)"
_ANCHOR = re.compile(
    rf"(?P<nation>{NATION})|(?P<motto>{MOTTO})"
    rf"|(?P<number>\bS(?:ố|ô|Ố)\s?[:.]?\s?[0-9.…_\s]{{0,12}}\s?[-/–]\s?{SYMBOL})"
    rf"|(?P<date>(?:{PLACE}\s?,\s?)?{DATE_WORDS})"
    r"|(?P<subject>\bV/v\b)|(?P<to>\bKính (?:gửi|trình)\b)"
)
_COLUMNS = re.compile("[\t\x1f]+|[ ]{3,}")
_SUBJECT = re.compile(r"\W*(?:v/v|v\.v\b|ve viec)\b")
_OPENING = re.compile(
    r"[^.;\n]{0,160}\b(?:ban hanh|xay dung|yeu cau|de nghi|nhan duoc|co y kien|bao cao|thong bao"
    r"|huong dan|to chuc)\b[^\n]{0,120}(?:nhu sau|:|;|\.)\s*$"
)
_OPEN_END = re.compile(
    r"(?:,|“|-|\b(?:của|và|về|số|ngày|các|với|cho|trên|tại|năm|trong|theo|Ủy|ban"
    r"|(?<!chi )(?<!cán )(?<!nội )(?<!đảng )Bộ))$",
    re.IGNORECASE,
)
_FILLED_NUMBER = re.compile(rf"S[ốôỐ]\s?[:.]?\s?[0-9]{{1,5}}\s?[-/–]\s?{SYMBOL}")
_FILLED_DATE = re.compile(r"ngay\s?[0-9]{1,2}\s?thang\s?[0-9]{1,2}\s?,?\s?nam\s?[0-9]{4}")


def is_filled(row: Passage) -> bool:
    """Whether the line holds a number or date that is filled in."""
    return bool(_FILLED_NUMBER.search(row.text) or _FILLED_DATE.search(row.bare))


def is_subject(row: Passage) -> bool:
    """ "V/v …" """
    return bool(_SUBJECT.match(row.bare))


def is_urgency(row: Passage) -> bool:
    """ "HỎA TỐC" alone on its line."""
    return bool(URGENCY.fullmatch(row.bare.strip(" .,:()[]")))


def is_issuer(row: Passage) -> bool:
    """A line of capitals that names a body or a place."""
    return lines.is_capitals(row.text) and len(row) < 120 and bool(_HEAD.match(row.bare))


_HEAD = re.compile(
    rf"(?:{'|'.join(re.escape(head) for head in sorted(UNIT_HEADS, key=len, reverse=True))}"
    r"|tinh|thanh pho|huyen|quan|thi xa|xa|phuong|dac khu|va|viet nam|tong)\b"
)


def is_header_line(row: Passage) -> bool:
    """Whether the line may stand in a header, above or beside the heading of the nation."""
    return (
        lines.is_number(row)
        or (lines.has_date(row) and len(row) < 120)
        or is_subject(row)
        or is_urgency(row)
        or (is_issuer(row) and not lines.is_position(row) and not lines.is_authority(row))
    )


def unfolded(rows: Sequence[Passage]) -> list[Passage]:
    """The lines, those on which two columns or a whole header were put together taken apart."""
    return [part for row in rows for part in (_parts(row) if _is_folded(row) else [row])]


def _is_folded(row: Passage) -> bool:
    text = row.text
    if not text or len(text) > 3000:
        return False
    if (
        lines.is_nation(row)
        or _MOTTO.search(text)
        or re.search(r"^\s*(?:CHỦ NGHĨA VIỆT NAM|CỘNG)", text)
    ):
        return True
    if "CHỦ NGHĨA VIỆT NAM" in text:
        return True
    if lines.is_number(row) and (lines.has_date(row) or _COLUMNS.search(text) or "V/v" in text):
        return True
    return bool(URGENCY.match(row.bare) and "kinh gui" in row.bare) or (
        lines.has_date(row) and len(row) < 200 and bool(_COLUMNS.search(text) or is_subject(row))
    )


_MOTTO = re.compile(MOTTO)


def _parts(row: Passage) -> list[Passage]:
    parts: list[Passage] = []
    for column in row.split(_COLUMNS):
        last = 0
        for match in _ANCHOR.finditer(column.text):
            parts.append(column.part(last, match.start()))
            if match["subject"] or match["to"]:
                last = match.start()
                continue
            parts.append(column.part(*match.span()))
            last = match.end()
        parts.append(column.part(last))
    # The title of a document that was put on the line of its header.
    return [piece for part in parts for piece in _before_type(part.strip()) if piece.text]


def _before_type(part: Passage) -> list[Passage]:
    match = _TYPE_INSIDE.search(part.text)
    if not match or match.start() == 0 or is_subject(part):
        return [part]
    return [part.part(0, match.start()).strip(), part.part(match.start())]


_TYPE_INSIDE = re.compile(
    r"(?<=\s)(?:KẾ HOẠCH|HƯỚNG DẪN|CHỈ THỊ|THÔNG BÁO|BÁO CÁO|TỜ TRÌNH|QUYẾT ĐỊNH)(?=\s["
    + UPPER
    + "])"
)


def body_start(rows: Sequence[Passage], start: int) -> int:
    """The first line of the body of the document that begins at `start`."""
    header_seen = False
    stop = min(len(rows), start + _REACH)
    at = start
    while at < stop:
        row = rows[at]
        if not row.text or lines.is_separator(row):
            at += 1
            continue
        if lines.is_addressed(row):
            return _after_addressees(rows, at)
        if (found := lines.type_name(row)) and len(row) < _LONG_TITLE:
            return _after_title(rows, at, found[1])
        if _is_header(row):
            header_seen = True
        elif lines.starts_body(row) or len(row) > 160:
            break
        at += 1
    return at if header_seen and at < len(rows) else (at if at < stop else start)


def _is_header(row: Passage) -> bool:
    return (
        lines.is_nation(row)
        or bool(_MOTTO.search(row.text))
        or is_header_line(row)
        or bool(NOT_THE_PAPER.match(row.bare.lstrip(" -*")))
    )


def _after_title(rows: Sequence[Passage], at: int, end: int) -> int:
    after, _ = title(rows, at, end)
    ahead = after
    while ahead < len(rows) and ahead < after + 12:
        row = rows[ahead]
        if lines.is_addressed(row):
            return _after_addressees(rows, ahead)
        if row.text and not lines.is_separator(row) and not _is_header(row) and not is_urgency(row):
            if not lines.is_accompanying(row):
                break
            after = _after_bracket(rows, ahead)
            ahead = after - 1
        ahead += 1
    return after


def _after_bracket(rows: Sequence[Passage], at: int) -> int:
    """After a remark in brackets, which may take several lines."""
    for end in range(at, min(at + 5, len(rows))):
        if ")" in rows[end].text or not rows[end].text:
            return end + 1
    return at + 1


def title(rows: Sequence[Passage], at: int, end: int) -> tuple[int, list[Passage]]:
    """The trích yếu under or beside a type that ends at `end` of line `at`, and where it ends."""
    rest = rows[at].part(end).strip(" :\t-–_.*")
    parts = [rest] if rest.text and not _is_of_issuer(rest) else []
    position = at + 1
    while position < len(rows) and len(parts) < _TITLE_LINES:
        row = rows[position]
        if not row.text:
            if parts and not _goes_on_after_blank(rows, position, parts):
                break
        elif lines.is_separator(row):
            if parts:
                return position + 1, parts
        elif (
            lines.is_nation(row)
            or lines.is_number(row)
            or (lines.has_date(row) and len(row) < 80 and not parts)
        ):
            if parts:
                break
        elif not parts and (_is_of_issuer(row) or is_deciding(rows, position)):
            pass
        elif _ends_title(rows, position, parts):
            break
        else:
            parts.append(row)
        position += 1
    return position, parts


def _goes_on_after_blank(rows: Sequence[Passage], at: int, parts: list[Passage]) -> bool:
    following = next((row for row in rows[at + 1 : at + 4] if row.text), None)
    if following is None or len(following) > 200:
        return False
    if lines.is_separator(following):
        return False
    last = parts[-1].text
    return following.text[:1].islower() or (
        bool(_OPEN_END.search(last)) and not lines.starts_body(following)
    )


def _is_of_issuer(row: Passage) -> bool:
    """ "CỦA BAN THƯỜNG VỤ TỈNH ỦY" between the type and the trích yếu."""
    return bool(_OF_ISSUER.match(row.bare)) and len(row) < 120 and not _ABOUT.search(row.bare)


_OF_ISSUER = re.compile(r"cua (?:[^\W\d]+ ?){2,14}$")
_ABOUT = re.compile(r"\b(?:ve|trien khai|thuc hien|nghi quyet)\b")


def is_deciding(rows: Sequence[Passage], at: int) -> bool:
    """ "ỦY BAN NHÂN DÂN TỈNH …" above the legal bases: who decides, no part of the title."""
    row = rows[at]
    if not lines.is_capitals(row.text) or not _DECIDES.match(row.bare):
        return False
    following = [each for each in rows[at + 1 : at + 8] if each.text][:3]
    # "KHÓA XIX, KỲ HỌP THỨ 12", the second line of a long name
    while len(following) > 1 and lines.is_capitals(following[0].text):
        following.pop(0)
    return bool(following and _BASIS.match(following[0].bare)) and len(row) < _DECIDER


_DECIDER = 75  # characters of a line that names who decides
_DECIDES = re.compile(
    r"(?:uy ban|hoi dong|ban (?:thuong vu|chap hanh|thuong truc)|chu tich|bo truong|thu tuong"
    r"|chinh phu"
    r"|giam doc|cuc truong|truong (?:ban|phong)|hieu truong|chu nhiem|thong doc|bo|so|ubnd|hdnd)\b"
)
_BASIS = re.compile(r"\W*(?:can cu|xet|theo|thuc hien)\b")


def _ends_title(rows: Sequence[Passage], at: int, parts: list[Passage]) -> bool:
    row = rows[at]
    if lines.is_addressed(row) or lines.is_accompanying(row) or lines.is_article(row):
        return True
    if parts and (lines.mark_of(row)[0] == outline.MUC or lines.is_part(row)):
        return True  # "I. CĂN CỨ" right under a title in capitals
    if len(row) > _LONG_TITLE:
        return True
    if not parts:
        return lines.mark_of(row)[0] != 0 and not row.text[:1].isalpha()
    last = parts[-1].text
    waiting = bool(_OPEN_END.search(last))
    if last.endswith((".", ";")) or (not waiting and is_deciding(rows, at)):
        return True
    capitals = all(lines.is_capitals(part.text) for part in parts)
    if lines.starts_body(row) and not waiting and not (capitals and lines.is_capitals(row.text)):
        return row.text[:1].isupper() or lines.mark_of(row)[0] != 0
    if capitals != lines.is_capitals(row.text) and any(letter.isalpha() for letter in row.text):
        return not row.text[:1].islower() and not (waiting and len(row) < 160)
    if row.text[:1].islower() or waiting:
        return False
    longest = max(len(part) for part in parts)
    return len(row) > max(2 * longest, 120) or bool(_OPENING.match(row.bare))


def _after_addressees(rows: Sequence[Passage], at: int) -> int:
    """The line after the last entry of "Kính gửi"."""
    position = at + 1
    end = position
    inline = bool(re.search(r"[:]\s*\S|kinh gui [^:]", rows[at].bare))
    dashed = entries.has_dash(rows[at]) or bool(re.search(r":\s*[-–+•]", rows[at].text))
    while position < min(len(rows), at + _REACH):
        row = rows[position]
        if not row.text:
            position += 1
            continue
        gap = position > end
        if entries.has_dash(row) and len(row) < 300 and (dashed or not inline):
            dashed = True
        elif is_urgency(row):
            pass
        elif not _continues_list(
            rows[end - 1], row, gap=gap, empty=not inline and end == at + 1, dashed=dashed
        ):
            break
        else:
            inline = inline or not dashed
        position += 1
        end = position
    return end


def _continues_list(last: Passage, row: Passage, *, gap: bool, empty: bool, dashed: bool) -> bool:
    if len(row) > 160 or (lines.starts_body(row) and not empty):
        return False
    if empty:
        return len(row) < 160 and not lines.starts_body(row)
    if last.text.endswith((";", ",")) and not gap:
        return not dashed or row.text[:1].islower() or last.text.endswith(",")
    if gap or last.text.endswith((".", ":")):
        return False
    return row.text[:1].islower() or (dashed and len(row) < 80)


def is_open(text: str) -> bool:
    """Whether a line can't be the end of a trích yếu: it stops at "của", "số", a comma."""
    return bool(_OPEN_END.search(text))
