"""Reading deadlines out of the language of papers: "trước 16h00 ngày 14/3", "trong quý II/2025".

One pattern per way of saying, in order of precedence: where two fit the same words, the earlier one
wins. A date without operator counts only when it is the whole text, because inside a sentence it is
as often the date of an event or of a cited paper.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time

from directives.operators import Deadline, Kind, Operator
from units.calendar import NO_OVERRIDES
from units.dates import valid_date


@dataclass(frozen=True, slots=True)
class Found:
    """A deadline and where its wording stands in the text (as composed by NFC)."""

    start: int
    end: int
    deadline: Deadline


# In the patterns a space stands for the spaces between two words and "~" for spaces that may be
# missing; both are bounded, so that a hostile text costs no more than its length.
_SPACES = str.maketrans({" ": r"\s{1,3}", "~": r"\s{0,3}"})

_YEAR = r"(?:(?:19|20)[0-9]{2}(?![0-9]))"
_OF_YEAR = rf"(?:~[/.-]~(?P<y>{_YEAR})|~,?~năm~(?P<y_>{_YEAR}))?(?![0-9]|/[0-9])"
_NUMERIC = rf"[0-3]?[0-9]~[/.-]~[01]?[0-9](?:~[/.-]~{_YEAR})?"
_DATE = (
    rf"(?P<d>[0-3]?[0-9])(?:~(?P<sep>[/.-])~(?P<m>[01]?[0-9])(?:~(?P=sep)~(?P<y>{_YEAR}))?"
    rf"(?![0-9]|[/.-][0-9])|~tháng~(?P<m_>[01]?[0-9])(?![0-9])(?:~,?~năm~(?P<y_>{_YEAR}))?)"
)
_WEEKDAY = r"(?:\(?(?:thứ \w+|chủ nhật)\)?~,?~)?"
_DAY = rf"{_WEEKDAY}ngày~{_WEEKDAY}{_DATE}"
# After "trước" and "chậm nhất" a bare "30/9" is a date; "5.3" is a number.
_BARE_DAY = rf"{_WEEKDAY}(?=[0-3]?[0-9]~(?:/|tháng|[.-]~[01]?[0-9]~[.-])){_DATE}"
_MONTH = rf"tháng~(?P<m>1[0-2]|0?[1-9])(?![0-9]){_OF_YEAR}"
_QUARTER = rf"qu[ýí]~(?P<q>IV|I{{1,3}}|[1-4])(?!\w){_OF_YEAR}"
_SOME_YEAR = rf"năm~(?P<y>{_YEAR})"
_HOUR = r"(?P<h>[0-2]?[0-9])~(?:giờ|h|g|:)~(?P<min>[0-5][0-9])?~(?:phút|['’])?~,?~"

_BEFORE = r"(?:(?:chậm|muộn) nhất~(?:là )?)?trước"
_AT_LATEST = r"(?:(?:chậm|muộn) nhất|hạn (?:chót|cuối(?: cùng)?)|thời hạn)(?:~(?:là|vào|đến|:))*"
_LIMIT = rf"(?P<limit>{_BEFORE}|{_AT_LATEST})"
_NOT_LATER = r"(?P<limit>không (?:quá|(?:muộn|chậm|trễ) (?:hơn|quá)))"
_WITHIN = r"(?:trong|(?:(?:đến|tới) )?hết|(?:chậm|muộn) nhất(?: là)?(?: trong)?)"
_EVERY = r"(?:hằng|hàng|mỗi)"
_INTERVAL = (
    r"(?P<interval>tuần|(?:0?6|sáu) tháng|(?:0?3|ba) tháng|tháng|qu[ýí]|năm(?!~[0-9]))(?!\w)"
)
_DAY_EACH = r"ngày~(?P<n>[0-3]?[0-9])(?![0-9])(?:~(?:/|tháng)~(?P<m>[01]?[0-9])(?![0-9/]))?"
_START = (
    r"từ (?:"
    rf"(?:ngày~)?{_DATE}"
    r"|(?:khi |ngày )?(?:(?:ký )?(?:ban|phát) hành|ký)(?!\w)"
    r"|(?P<event>(?:khi|ngày|lúc|thời điểm) \w+(?: được)?(?: \w+ \w+ này)?)"
    r")"
)

Choose = Callable[[re.Match[str]], Operator]

_INTERVALS = {
    "tuần": Operator.WEEKLY,
    "tháng": Operator.MONTHLY,
    "quý": Operator.QUARTERLY,
    "3 tháng": Operator.QUARTERLY,
    "6 tháng": Operator.HALF_YEARLY,
    "năm": Operator.YEARLY,
}
_SPELT = str.maketrans({"0": None, "í": "ý"})
_PART_OF_MONTH = {
    "đầu": Operator.START_OF_MONTH,
    "giữa": Operator.MID_MONTH,
    "cuối": Operator.END_OF_MONTH,
}
_PART_OF_YEAR = {
    "đầu": Operator.START_OF_YEAR,
    "giữa": Operator.MID_YEAR,
    "cuối": Operator.END_OF_YEAR,
}
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
# "tuần thứ nhất", "thứ Hai": weeks and weekdays share their number words.
_NUMBER_WORDS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "cuối": 5}


def _interval(match: re.Match[str]) -> Operator:
    word = " ".join(match["interval"].lower().translate(_SPELT).split())
    return _INTERVALS[word.replace("sáu", "6").replace("ba ", "3 ")]


def _limit(match: re.Match[str]) -> Operator:
    said = match["limit"].lower()
    if "trước" in said:
        hour = match.groupdict().get("h")
        # Before 24 giờ of a day is through that day.
        if hour == "24":
            return Operator.THROUGH_DAY
        return Operator.BEFORE_HOUR if hour else Operator.BEFORE_DAY
    if "không" in said:
        return Operator.NOT_LATER
    return Operator.LATEST if "muộn" in said else Operator.AT_LATEST


def _until(match: re.Match[str]) -> Operator:
    return Operator.THROUGH_DAY if match["through"] else Operator.UNTIL_DAY


def _period(match: re.Match[str]) -> Operator:
    """A period from the paper's own day or a named one; from anything else, an event decides."""
    if match["event"]:
        return Operator.EVENT
    unit = match["unit"].lower()
    if "làm" in unit:
        return Operator.WITHIN_WORKING_DAYS
    return Operator.WITHIN_MONTHS if unit == "tháng" else Operator.WITHIN_DAYS


def _patterns(*rows: tuple[str, Operator | Choose]) -> list[tuple[re.Pattern[str], Choose]]:
    def chooser(choice: Operator | Choose) -> Choose:
        return (lambda match: choice) if isinstance(choice, Operator) else choice

    return [
        (re.compile(pattern.translate(_SPACES), re.IGNORECASE), chooser(choice))
        for pattern, choice in rows
    ]


_ANYWHERE = _patterns(
    # trước ngày 25 hằng tháng; ngày 14 của tháng cuối quý; trước ngày 15/12 hằng năm
    (
        rf"(?:{_LIMIT}~)?(?:{_HOUR})?{_DAY_EACH}~,?~(?:của )?"
        rf"(?:{_EVERY} |tháng cuối (?:của |{_EVERY} )?){_INTERVAL}",
        _interval,
    ),
    # hằng tháng, trước ngày 25; định kỳ hằng quý (chậm nhất ngày 14 tháng cuối quý)
    (
        rf"(?:định kỳ )?{_EVERY} {_INTERVAL}~(?:[,:]|(?P<paren>\())?~{_LIMIT}~(?:{_HOUR})?"
        rf"{_DAY_EACH}(?: (?:của )?tháng cuối (?:của )?(?:quý|kỳ))?(?(paren)\)?)",
        _interval,
    ),
    # báo cáo 6 tháng (trước ngày 15/6), năm (trước ngày 15/12)
    (rf"{_INTERVAL}~\(~{_LIMIT}~(?:{_HOUR})?{_DAY_EACH}\)?", _interval),
    # trước 16h00 thứ Năm hằng tuần
    (
        rf"(?:{_LIMIT}~)?(?:{_HOUR})?(?:(?:sáng|chiều|tối|ngày) )?"
        rf"thứ (?P<word>hai|ba|tư|năm|sáu|bảy|[2-7]) (?:của )?{_EVERY} (?P<interval>tuần)",
        Operator.WEEKLY,
    ),
    # trong thời hạn 10 ngày kể từ ngày ban hành; 05 (năm) ngày làm việc kể từ ngày 01/3/2025
    (
        r"(?:(?:trong(?: (?:thời hạn|thời gian|vòng))?|chậm nhất(?: là)?(?: sau)?|không quá) )?"
        r"(?P<n>[0-9]{1,3})~(?:\(\w+(?: \w+)?\)~)?(?P<unit>ngày làm việc|ngày|tuần|tháng)~,?~"
        rf"(?:(?:kể|tính) )?{_START}",
        _period,
    ),
    (rf"{_LIMIT}~{_HOUR}{_DAY}", _limit),
    (rf"{_LIMIT}~{_HOUR}{_BARE_DAY}", _limit),
    (rf"{_LIMIT}~{_DAY}", _limit),
    (rf"{_LIMIT}~{_BARE_DAY}", _limit),
    (rf"{_NOT_LATER}~(?:{_HOUR})?{_DAY}", _limit),
    # từ ngày 01/3 đến hết ngày 15/3/2025
    (rf"từ~(?:ngày~)?{_NUMERIC}~,?~(?:đến|tới|-|–)~(?P<through>hết )?(?:ngày~)?{_DATE}", _until),
    (rf"(?<!tính\s)(?:đến|tới) (?P<through>hết )?(?:{_HOUR})?{_DAY}", _until),
    (rf"hết {_DAY}", Operator.THROUGH_DAY),
    (rf"trong {_DAY}", Operator.ON_DAY),
    (
        rf"(?:trong )?tuần (?:thứ )?(?P<word>nhất|hai|ba|tư|cuối|[1-5]) (?:của )?{_MONTH}",
        Operator.IN_WEEK,
    ),
    (rf"trước {_MONTH}", Operator.BEFORE_MONTH),
    (rf"{_WITHIN} {_MONTH}", Operator.IN_MONTH),
    (
        rf"(?<!từ\s)(?P<part>đầu|giữa|cuối) {_MONTH}",
        lambda match: _PART_OF_MONTH[match["part"].lower()],
    ),
    (rf"trước {_QUARTER}", Operator.BEFORE_QUARTER),
    (rf"(?:{_WITHIN}|cuối) {_QUARTER}", Operator.IN_QUARTER),
    (rf"(?:trong )?(?:6|sáu) tháng đầu (?:{_SOME_YEAR}|năm)", Operator.MID_YEAR),
    (rf"(?:trong )?(?:6|sáu) tháng cuối (?:{_SOME_YEAR}|năm)", Operator.END_OF_YEAR),
    (rf"{_WITHIN} {_SOME_YEAR}", Operator.IN_YEAR),
    (
        rf"(?<!từ\s)(?P<part>đầu|giữa|cuối) (?:{_SOME_YEAR}|năm(?! học)(?!\w))",
        lambda match: _PART_OF_YEAR[match["part"].lower()],
    ),
    (rf"(?:định kỳ )?{_EVERY} {_INTERVAL}(?: (?:một|0?1) lần)?", _interval),
    (rf"định kỳ {_INTERVAL}(?: (?:một|0?1) lần)?", _interval),
    (r"(?P<interval>(?:0?6|sáu) tháng|(?:0?3|ba) tháng) (?:một|0?1) lần", _interval),
    (r"định kỳ", Operator.PERIODIC),
    (r"ngay (?:sau )?khi(?: [^\s.;,:]+){1,10}", Operator.EVENT),
    (r"khi (?:có |được )?yêu cầu|đột xuất", Operator.EVENT),
    (r"thường xuyên(?:~,?~(?:và )?liên tục)?|liên tục", Operator.CONTINUOUS),
)
_WHOLE_TEXT = _patterns(
    (rf"(?:ngày~)?{_DATE}", Operator.ON_DAY),
    (_MONTH, Operator.IN_MONTH),
    (_QUARTER, Operator.IN_QUARTER),
    (rf"(?:{_SOME_YEAR}|trong năm)", Operator.IN_YEAR),
    (r"không (?:ghi|có|xác định) (?:thời )?hạn", Operator.NONE),
)
_PRECEDENCE = (Kind.ONCE, Kind.RECURRING, Kind.OPEN, Kind.CONTINUOUS)


def find_wordings(text: str, *, year: int | None = None) -> list[Found]:
    """Return every deadline said in the text, in reading order, none overlapping another.

    `year` completes dates written without one ("trước 30/9"), usually the year of the paper; where
    none is known, or the date does not exist, the deadline keeps its wording and has no date.
    Positions count characters of the text in NFC.
    """
    text = unicodedata.normalize("NFC", text)
    found: list[Found] = []
    taken = bytearray(len(text))
    for pattern, choose in _ANYWHERE:
        for match in pattern.finditer(text):
            start, end = match.span()
            if _cuts_a_word(text, start, end) or any(taken[start:end]):
                continue
            taken[start:end] = b"x" * (end - start)
            found.append(Found(start, end, _deadline(match, choose(match), year)))
    return sorted(found, key=lambda each: each.start)


def parse_wording(text: str, *, year: int | None = None) -> Deadline | None:
    """Return the deadline a phrase states, or None when it states none.

    Of several the first with a date of its own counts, before recurring ones and before
    "thường xuyên". A bare date, month, quarter or year counts only when nothing else is said.
    """
    phrase = " ".join(unicodedata.normalize("NFC", text).split()).strip(" .;,")
    for pattern, choose in _WHOLE_TEXT:
        if match := pattern.fullmatch(phrase):
            return _deadline(match, choose(match), year)
    found = [each.deadline for each in find_wordings(phrase, year=year)]
    return min(found, key=lambda each: _PRECEDENCE.index(each.rule.kind), default=None)


def _cuts_a_word(text: str, start: int, end: int) -> bool:
    return _joined(text[max(start - 1, 0) : start + 1]) or _joined(text[end - 1 : end + 1])


def _joined(pair: str) -> bool:
    return len(pair) == 2 and pair.isalpha()


def _deadline(match: re.Match[str], operator: Operator, year: int | None) -> Deadline:
    said = {name: value for name, value in match.groupdict().items() if value}
    deadline = Deadline(operator, match[0], time=_hour(said), n=_count(said))
    if written := said.get("y") or said.get("y_"):
        year = int(written)
    return replace(deadline, date=_day(deadline, said, year)) if year else deadline


def _count(said: dict[str, str]) -> int | None:
    """Return the length of a period, the week of a month, or the day or weekday of a report."""
    if word := said.get("word", "").lower():
        number = int(word) if word.isdigit() else _NUMBER_WORDS[word]
        # Thứ Hai, the second, is the first day of an ISO week.
        return number - 1 if "interval" in said else number
    if "n" not in said:
        return None
    return int(said["n"]) * (7 if said.get("unit", "").lower() == "tuần" else 1)


def _hour(said: dict[str, str]) -> time | None:
    hour = int(said.get("h", 24))
    return time(hour, int(said.get("min", 0))) if hour < 24 else None


def _day(deadline: Deadline, said: dict[str, str], year: int) -> date | None:
    """Return the day named; of a month, quarter or year the last day if it counts, or the first."""
    month = said.get("m") or said.get("m_")
    rule = deadline.rule
    try:
        if rule.kind is Kind.RECURRING:
            return valid_date(year, int(month), deadline.n or 0) if month else None
        if "d" in said:
            return valid_date(year, int(month or 0), int(said["d"]))
        if rule.runs_from_issue or rule.kind is not Kind.ONCE:
            return None
        first = valid_date(year, _first_month(said, month), 1)
    except ValueError:
        return None
    if not rule.inclusive or rule.last_day is None:
        return first
    return rule.last_day(first, deadline.n or 0, NO_OVERRIDES)


def _first_month(said: dict[str, str], month: str | None) -> int:
    if quarter := said.get("q", "").lower():
        return (_QUARTERS.get(quarter) or int(quarter)) * 3 - 2
    return int(month or 1)
