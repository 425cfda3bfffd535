"""Names of bodies and units inside running text: where one begins, where it ends, how it reads."""

from __future__ import annotations

import re

from directives.importing.passage import UPPER, bare
from directives.importing.unit_words import (
    ABBREVIATIONS,
    ACCENTS,
    GIVEN_TO,
    NOT_UNITS,
    PLAIN_VERBS,
    STRONG_VERBS,
    UNIT_HEADS,
    VERB_IN_NAME,
)

_SHORT_TITLE = 20  # characters of "Giám đốc các sở", "Thủ trưởng"
_LONGEST = 420  # characters a heading of several units may take
_UNIT = re.compile(
    rf"(?:{'|'.join(re.escape(head) for head in sorted(UNIT_HEADS, key=len, reverse=True))})(?!\w)"
)
_NOT_UNIT = re.compile(
    rf"(?:{'|'.join(re.escape(words) for words in sorted(NOT_UNITS, key=len, reverse=True))})(?!\w)"
)
# "Tổ chức hội nghị" is an act, "Tổ chức chính trị" a body.
_ORGANISES = re.compile(r"to chuc(?! (?:chinh tri|co so dang|doan|tin dung|xa hoi)\b)")
_VERB = re.compile(
    rf"(?<!\w)(?P<verb>{'|'.join(sorted(STRONG_VERBS, key=len, reverse=True))})(?!\w)"
)
_PLAIN_VERB = re.compile(rf"(?<!\w)(?P<verb>{'|'.join(PLAIN_VERBS)})(?!\w)")
_STOP = re.compile(r"[;:?!“\"\n]|\.(?=\s|$)|\s[-–]\s(?=(?:cơ quan|đơn vị|là)\s)")
_ABBREVIATED = dict(ABBREVIATIONS)
_SHORT = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(short) for short, _ in ABBREVIATIONS)})\.?(?!\w)"
)


def _plain(text: str) -> str:
    """Small letters, one for each letter; tones at the end of a word where the tables have them."""
    low = text.lower()
    if len(low) != len(text):  # a letter like "İ", small, is two
        low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    return _OLD_TONES.sub(lambda match: _NEW_TONES[match[0]], low)


# "cụ thể hoá" → "cụ thể hóa", "uỷ" → "ủy"; not inside a word, where both ways are one ("hoàn").
_NEW_TONES = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)
_OLD_TONES = re.compile(rf"(?<!q)(?:{'|'.join(_NEW_TONES)})(?!\w)")


def starts_with_unit(text: str) -> bool:
    """Whether the text opens with the name of a unit or of a group of units."""
    low = bare(text[:80])
    first = _plain(text[:80].split(" ", 1)[0])
    if first != bare(first) and first not in ACCENTS.get(bare(first), {first}):
        return False
    return _names_unit(low) and (
        text[:1].isupper() or low.startswith(("cac ", "ubnd", "so ", "tat ca", "nguoi su dung"))
    )


def _names_unit(low: str) -> bool:
    return bool(_UNIT.match(low)) and not (_NOT_UNIT.match(low) or _ORGANISES.match(low))


def starts_with_act(text: str) -> bool:
    """Whether a sentence opens with what somebody has to do: "Chủ trì …", "Cử cán bộ …"."""
    return text[:1].isupper() and bool(_VERB.match(_plain(text[:24])))


def given_to(text: str) -> int:
    """How many characters "Giao", "Đề nghị", "Trách nhiệm của" … take at the start; 0 without."""
    match = GIVEN_TO.match(bare(text[:80]))
    return match.end() if match else 0


def name_end(text: str, start: int = 0, *, heading: bool = False) -> int:
    """Where the name of the units that begins at `start` ends: before a verb or a mark.

    In a heading only the plainest verbs count: "Phòng Cảnh sát quản lý hành chính" is all name.
    """
    limit = min(len(text), start + _LONGEST)
    low = _plain(text[:limit])
    end = _stop(text, start, limit)
    verbs = _PLAIN_VERB if heading else _VERB
    for match in verbs.finditer(low, start + 2, end):
        if text[match.start()].isupper() or _is_in_name(low, start, match):
            continue
        if text.startswith(("Đảng", "đảng"), match.end() + 1) and match["verb"] == "xay dung":
            continue
        end = match.start()
        break
    return start + len(text[start:end].rstrip(" ,;:-–("))


def _stop(text: str, start: int, limit: int) -> int:
    """The mark that ends a list of units; a semicolon before another unit does not."""
    at = start
    while stop := _STOP.search(text, at, limit):
        following = text[stop.end() : stop.end() + 80].lstrip()
        # "Giao Giám đốc: Sở Nội vụ, Sở Tài chính …"
        bare_title = stop[0] == ":" and stop.start() - start < _SHORT_TITLE
        # Inside a list a unit may be named in small letters: "…; công đoàn ngành".
        if not (stop[0] == ";" or bare_title) or not _names_unit(bare(following)):
            return stop.start()
        at = stop.end()
    return limit


def _is_in_name(low: str, start: int, match: re.Match[str]) -> bool:
    before = low[start : match.start()].rstrip()
    # "các xã, phường được giám sát", "đơn vị được phân công"
    if before.endswith(" được"):
        return True
    if before.endswith(VERB_IN_NAME.get(match["verb"], ())):
        words = next(word for word in VERB_IN_NAME[match["verb"]] if before.endswith(word))
        head = len(before) - len(words)
        return head == 0 or not before[head - 1].isalnum()
    # "và các tổ chức", "chính trị - xã hội"
    return False


_BODY = re.compile(rf"(?:[{UPPER}][\w&’']*|và|các|nhân dân|dân|-|–|thành phố|tỉnh|huyện|xã|phường)")
_NAME_STOPS = re.compile(
    r"[;:.?!“”\"()\n]|,(?=\s)|(?<!\w)(?:về|v/v|ban hành|phê duyệt|quy định|hướng dẫn|triển khai"
    r"|thực hiện"
    r"|ngày|tại|yêu cầu|đề nghị|chỉ đạo|giao|công bố|sửa đổi|bổ sung|điều chỉnh|thông qua"
    r"|cho ý kiến"
    r"|trong|trước|để|đồng thời|đồng gửi|qua|theo|nhằm|gửi|báo cáo|xem xét|tổng hợp|vào|kèm|có"
    r"|được|là|chậm nhất|muộn nhất|hằng|hàng|định kỳ|thường xuyên|kịp thời|khi|nếu|bằng|chính thức"
    r"|tham mưu|chủ trì|phối hợp|tổ chức thực hiện|lần thứ|nhiệm kỳ|giai đoạn|năm [0-9]|số [0-9]"
    r"|kết"
    r"|quả|kết quả|khóa|khoá|tăng cường|đẩy mạnh|tiếp tục|quán triệt|phát động|từ|đến|trên|cùng|với"
    r"|hoàn thành|xây dựng kế hoạch|và (?:các )?(?:văn bản|kế hoạch|nghị quyết|quyết định"
    r"|hướng dẫn|báo cáo))(?!\w)"
)
_AFTER_COMMA = re.compile(
    r",\s+(?:thể thao|thương binh|hạ tầng|gia đình|môi trường|truyền thông|du lịch|tài nguyên"
    r"|khoáng sản|nông thôn|dân tộc|tôn giáo|công nghệ|thương mại|công nghiệp|đô thị"
    r"|địa chính|chủ nhiệm)(?!\w)"
)
_TERM = re.compile(r"\s*\(?\s*[Kk]h[óo]a\s+[XVI]{1,5}\b\)?")


def body_end(text: str, start: int, limit: int = 110) -> int:
    """Where the name of one body ends, as after "của" or "báo cáo": stricter than `name_end`."""
    stop = min(len(text), start + limit)
    low = _plain(text[start:stop])
    capitals = text[start : start + 12].isupper()
    at = 0
    while match := _NAME_STOPS.search(low, at):
        word_start = start + match.start()
        if match[0] == "," and _AFTER_COMMA.match(low, match.start()):
            at = match.end()
            continue
        if match[0] == "." and re.search(r"(?<!\w)(?:tp|tx|tt|p|q)$", low[: match.start()]):
            at = match.end()
            continue
        starts_name = text[word_start].isupper() and not capitals and match[0] != "v/v"
        if match[0][0].isalpha() and starts_name:
            at = match.end()
            continue
        if term := _TERM.match(text, start + len(low[: match.start()].rstrip())):
            return term.end()
        return start + len(low[: match.start()].rstrip(" ,-–"))
    return start + len(low.rstrip(" ,-–"))


def opened(name: str) -> str:
    """The name with its abbreviations written out: "UBND tỉnh" → "Ủy ban nhân dân tỉnh"."""
    return " ".join(_SHORT.sub(lambda match: _ABBREVIATED[match[0].rstrip(".")], name).split())
