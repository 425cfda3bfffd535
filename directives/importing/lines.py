"""What one line of a paper is, judged by itself: the small questions the block stage asks."""

from __future__ import annotations

import re
from functools import lru_cache

from directives.importing.passage import UPPER, Passage, bare
from directives.importing.vocabulary import APPENDIX_WORDS, AUTHORITY, POSITIONS, TITLE_TYPES
from documents import outline

_MARK_ROOM = 200  # characters of a line that decide about its mark
_LETTERS = re.compile(r"[^\W\d_]")
_NATION = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ|OA)\s+XÃ\s+HỘI|XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM"
    r"|(?:^|\s{2})ĐOÀN (?:TNCS|THANH NIÊN CỘNG SẢN) HỒ CHÍ MINH$"
)
_RECIPIENTS = re.compile(
    r"\W*noi nhan\s*(?:(?P<colon>:)|$|\s{2,}|\t|[-–+]\s|(?=(?:tm|t/m|kt|k/t|tl|tuq)\b)"
    r"|(?=(?:pho )?(?:chu tich|giam doc|bi thu|truong ban)\b))"
)
_ADDRESSED = re.compile(r"\W*(?:(?:kinh|tran trong) (?:gui|trinh)|dien gui)\s*(?::|$|(?=[-–+•]))")
_NUMBER = re.compile(
    r"\W*(?:S[ốÔô]|SỐ)\s*[:.]?\s*(?:[0-9.…_ ]{0,12})\s*[-/–]\s*[A-ZĐ]|\W*S[ốô]\s*:\s*[0-9…._]*\s*$"
)
_DATE = re.compile(r"ngay\s*[0-9.…_ ]{0,12}\s*thang\s*[0-9.…_ ]{0,12}\s*,?\s*nam\s*[0-9.…_]{2,}")
_BODY_START = re.compile(
    r"\W*(?:can cu|thuc hien|xet de nghi|theo de nghi|nham|tren co so|phuc dap|de trien khai"
    r"|de thuc hien|de tiep tuc|trien khai thuc hien)\b"
)
_SEPARATOR = re.compile(r"[\W_]*")
_ACCOMPANIES = re.compile(r"\W*(?:ban hanh )?kem theo\b")
_TYPE_NAMES = [(bare(name), name) for name in TITLE_TYPES]
_POSITION_LINE = re.compile(
    rf"(?:q\. ?|quyen )?(?:{'|'.join(sorted(POSITIONS, key=len, reverse=True))})"
    r"(?! uy ban nhan dan)\b[^.;:]{0,50}"
)


def is_capitals(text: str) -> bool:
    """Whether the letters are capitals throughout; False without letters."""
    return text.isupper() and bool(_LETTERS.search(text))


def is_separator(line: Passage) -> bool:
    """A rule, stars or dots; not an empty line."""
    return bool(line.text) and bool(_SEPARATOR.fullmatch(line.text))


def is_nation(line: Passage) -> bool:
    """The heading on the right: Quốc hiệu, the Party's or the Youth Union's."""
    return bool(_NATION.search(line.text))


def is_number(line: Passage) -> bool:
    """A line "Số: 12/KH-UBND", filled in or blank."""
    return bool(_NUMBER.match(line.text))


def has_date(line: Passage) -> bool:
    """Whether the line holds "ngày … tháng … năm …", filled in or blank."""
    return bool(_DATE.search(line.bare))


def is_addressed(line: Passage) -> bool:
    """ "Kính gửi:" at the start of the line."""
    return bool(_ADDRESSED.match(line.bare))


def is_recipients(line: Passage) -> bool:
    """ "Nơi nhận" at the start of the line, not inside a sentence."""
    match = _RECIPIENTS.match(line.bare)
    if match and not match["colon"]:
        return len(line) < 80 and not re.match(r"\W*noi nhan (?:ho so|ket qua)", line.bare)
    return bool(match)


def is_accompanying(line: Passage) -> bool:
    """ "(Kèm theo Kế hoạch số …)" """
    return bool(_ACCOMPANIES.match(line.bare))


def type_name(line: Passage) -> tuple[str, int] | None:
    """The type in capitals at the start of the line, and where it ends; None without one."""
    text, low = line.text, line.bare
    start = len(text) - len(text.lstrip(" \t\"“”'-–_"))
    for low_name, name in _TYPE_NAMES:
        end = start + len(low_name)
        if low.startswith(low_name, start) and is_capitals(text[start:end]):
            follows = text[end : end + 1]
            if follows.isalpha() and is_capitals(follows):
                continue
            return name, end
    return None


def is_appendix(line: Passage) -> bool:
    """ "PHỤ LỤC I", "Biểu mẫu 01": a heading of what is only attached."""
    low = line.bare.lstrip(" \"“'([-–")
    if len(line) > 160 or not low.startswith(APPENDIX_WORDS):
        return False
    head = line.text.lstrip(" \"“'([-–")
    if line.text.endswith((";", ",")):
        return False
    return is_capitals(head.split("(")[0]) or bool(
        re.match(
            r"(?:phu luc|bieu mau|bieu so|mau so|bieu|mau)\W{0,3}(?:so )?(?:[0-9]{1,2}"
            r"|[ivx]{1,4})?\b\W*(?:[-:(]|$)",
            low,
        )
    )


def is_authority(line: Passage) -> bool:
    """ "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "T/M BAN THƯỜNG VỤ"."""
    return bool(AUTHORITY.match(line.bare)) and is_capitals(line.text) and len(line) < 120


def is_position(line: Passage) -> bool:
    """A position in capitals and nothing else."""
    return is_capitals(line.text) and bool(_POSITION_LINE.fullmatch(line.bare.rstrip(" .,")))


def mark_of(line: Passage) -> tuple[int, Passage]:
    """The level of the outline mark and the words after it (documents.outline); 0 without one."""
    level, length = _mark(line.text[:_MARK_ROOM])
    return level, line.part(length).strip() if length else line


@lru_cache(maxsize=4096)
def _mark(text: str) -> tuple[int, int]:
    """The level of a line and how many characters its mark takes."""
    paragraphs = outline.parse(text)
    if not paragraphs or not paragraphs[0].mark:
        return outline.PLAIN, 0
    wanted = sum(not letter.isspace() for letter in paragraphs[0].mark)
    for at, letter in enumerate(text):
        wanted -= not letter.isspace()
        if wanted == 0:
            return paragraphs[0].level, at + 1
    return outline.PLAIN, 0


def starts_body(line: Passage) -> bool:
    """Whether a body opens with such a line: a legal basis, a mark, a long sentence."""
    if _BODY_START.match(line.bare) and not is_capitals(line.text):
        return True
    level, _ = mark_of(line)
    return level in (outline.MUC, outline.KHOAN, outline.DIEM) or is_part(line) or is_article(line)


_PART = re.compile(
    r"(?:(?:Phần|PHẦN|Chương|CHƯƠNG)\s+(?:[IVX]{1,5}|[0-9]{1,2}|(?:THỨ|thứ)\s+\w+|MỘT|HAI|BA|BỐN"
    r"|NĂM)\b"
    rf"|[A-H]\s?[.\-–/]\s*[{UPPER}]{{2}})"
)
_ARTICLE = re.compile(r"Điều\s+[0-9]{1,3}\s*[.:]")


def is_part(line: Passage) -> bool:
    """ "Phần I", "A- …", "Chương II": above the Roman numbers."""
    return bool(_PART.match(line.text)) and len(line) < 250


def is_article(line: Passage) -> bool:
    """ "Điều 3." """
    return bool(_ARTICLE.match(line.text))
