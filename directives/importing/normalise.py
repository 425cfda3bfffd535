"""First stage: the same characters for the same word, whatever program the text came from.

Composes letters, drops what does not print, undoes Markdown, turns table rows into cells divided by
tabs, takes page numbers out of sentences and repairs what scanners usually misread. Nothing is
interpreted yet.
"""

from __future__ import annotations

import re
import unicodedata

from directives.importing.passage import Passage
from directives.importing.vocabulary import OCR_REPAIRS
from units.text import clean

CELL_BREAK = "\x1f"
"""A line break inside the cell of a table."""

_PRINTABLE = "\n\t !-~¡-ÿĂăĐđĨĩŨũƠơƯưẠ-ỹ–—‘’“”…•₫¹²³⁰⁴-⁹"  # what a Vietnamese paper is made of
_CLUSTER = re.compile(
    "(?P<odd>\r\n|[^" + _PRINTABLE + "\u0300-\u036f][\u0300-\u036f]*|.[\u0300-\u036f]+)",
    re.DOTALL,
)
_PRIVATE = re.compile("[\ue000-\uf8ff]")

# Markdown and HTML that converters leave behind.
_BOLD = re.compile(r"(?P<before>\w?)(?:\*+|__+)(?=(?P<after>\w?))")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot);")
_ENTITIES = {"&nbsp;": " ", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"'}
_ESCAPE = re.compile(r"\\(?=[-\\*_.#|()\[\]+!>`&~])")
_HEADING = re.compile(r"^[ \t]*(?:#{1,6} |> ?)", re.MULTILINE)
_TABLE_ROW = re.compile(r"^[ \t]*\|.*$|^.*[ \t]\|(?:[ \t].*)?$", re.MULTILINE)
_RULE_ROW = re.compile(r"[|:\-–— \t+=]*")

# "* Sở Nội vụ": a bullet, not the star under a Party header and not bold.
_STAR = re.compile(r"^([ \t]*)\*(?=[ \t]+(?:\*\*)?\w)", re.MULTILINE)
# "l. MỤC ĐÍCH" where "II." follows and no "I." or "k." came before: the first Roman number.
_SMALL_L = re.compile(r"^[ \t]*(?P<mark>l)(?=\s?[.\-–/]\s?\w)", re.MULTILINE)
_SECOND = re.compile(r"^[ \t]*II\s?[.\-–/]", re.MULTILINE)
_FIRST = re.compile(r"^[ \t]*(?:I|k)\s?[.\-–/)]", re.MULTILINE)

_INDENT = re.compile(r"^ +", re.MULTILINE)

# A page number alone on its line: "2", "- 2 -", "Trang 2/5".
_PAGE = re.compile(
    r"\n[ \t]*(?:[-–—][ \t]*)?(?:(?:[Tt]rang|TRANG|[Pp]age)[ \t]*)?[0-9]{1,3}"
    r"(?:[ \t]*/[ \t]*[0-9]{1,3})?(?:[ \t]*[-–—])?[ \t]*(?=\n)|\f"
)
_EXPECTS_NUMBER = re.compile(r"(?:\bS[ốô]\s*:?|ngày|tháng)\s*$", re.IGNORECASE)
_GOES_ON = re.compile(r"\s*(?:[/-]\s*[A-ZĐ]{2}|tháng|năm)")


# Parts of a header that belong together however narrow the column was.
_UNBROKEN = re.compile(
    r"CỘNG\s{1,3}H(?:ÒA|OÀ)\s{1,3}XÃ\s{1,3}HỘI\s{1,3}CHỦ\s{1,3}NGHĨA\s{1,3}VIỆT\s{1,3}NAM"
    r"|ĐẢNG\s{1,3}CỘNG\s{1,3}SẢN\s{1,3}VIỆT\s{1,3}NAM"
    r"|(?<=[^\W\d_]),\s{1,3}ngày\s{1,3}[0-9]{1,2}\s{1,3}tháng\s{1,3}[0-9]{1,2}\s{1,3}năm\s{1,3}[0-9]{4}"
    r"|(?:ngày[ .…_]{1,40})?tháng[ .…_]{2,40}năm|ngày[ .…_]{2,40}tháng"
    r"|ngày[ .…_]{2,}[0-9]{1,2}[ .…_]{1,}tháng"
    r"|S[ốô]\s?:[ .…_]{2,}(?=[/-])"
    r"|S[ốô]:\n[0-9]{1,5}(?=\s?[/-])|ỦY\nBAN NHÂN DÂN|ỦY BAN\nNHÂN DÂN|ỦY BAN NHÂN\nDÂN"
)


def normalise(text: str) -> Passage:
    """Return the text ready for reading; every character still knows its place in `text`."""
    passage = _composed(Passage.of(text))
    passage = passage.rewrite(_INDENT, "")
    passage = passage.rewrite(_ENTITY, lambda match: _ENTITIES[match[0]])
    passage = passage.rewrite(_ESCAPE, "")
    passage = passage.rewrite(_STAR, lambda match: f"{match[1]}-")
    passage = passage.rewrite(_BOLD, _without_bold)
    passage = passage.rewrite(_HEADING, "")
    passage = _cells(passage)
    passage = passage.rewrite(_PAGE, _page_number)
    passage = passage.rewrite(_UNBROKEN, lambda match: " ".join(match[0].split()))
    for pattern, new in OCR_REPAIRS:
        passage = passage.rewrite(pattern, new)
    return _with_first_roman(passage)


def _with_first_roman(passage: Passage) -> Passage:
    """Read a lone "l." as "I." where the headings go on with "II."."""
    text = passage.text
    found = _SMALL_L.search(text)
    second = found and _SECOND.search(text, found.end())
    if not found or not second or _FIRST.search(text, 0, second.start()):
        return passage
    return passage.edited([(*found.span("mark"), "I")])


def _composed(passage: Passage) -> Passage:
    """Compose letters and accents, and drop what prints nothing."""
    composed = passage.rewrite(_CLUSTER, _letter)
    if unicodedata.is_normalized("NFC", composed.text):
        return composed
    # Scripts whose letters join without accents: their lines are mapped as a whole.
    return composed.rewrite(_LINE, lambda match: unicodedata.normalize("NFC", match[0]))


_LINE = re.compile(r"[^\n]+")


def _letter(match: re.Match[str]) -> str:
    odd = match["odd"]
    if _PRIVATE.fullmatch(odd):
        line_start = match.start() == 0 or match.string[match.start() - 1] in "\n\t "
        return "•" if line_start else ""
    if odd == "\f":
        return "\f"
    # Between letters, because cleaning drops the spaces at both ends of a line.
    return clean(f"x{odd}x")[1:-1]


def _without_bold(match: re.Match[str]) -> str:
    """Drop the mark; two words it stood between stay two words ("**KẾ HOẠCH**tuyên truyền")."""
    return f"{match['before']} " if match["before"] and match["after"] else match["before"]


def _cells(passage: Passage) -> Passage:
    """Turn the rows of Markdown tables into cells divided by tabs, and <br> into line breaks."""
    if "|" not in passage.text:
        return passage.rewrite(_BREAK, "\n")
    edits: list[tuple[int, int, str]] = []
    rows = [match.span() for match in _TABLE_ROW.finditer(passage.text)]
    for start, end in rows:
        row = passage.text[start:end]
        if _RULE_ROW.fullmatch(row):
            edits.append((start, end, ""))
            continue
        first, last = start + len(row) - len(row.lstrip()), start + len(row.rstrip()) - 1
        for match in _IN_ROW.finditer(passage.text, start, end):
            outer = match.start() in (first, last)
            new = CELL_BREAK if match[0] != "|" else ("" if outer else "\t")
            edits.append((*match.span(), new))
    return passage.edited(edits).rewrite(_BREAK, "\n")


_IN_ROW = re.compile(r"\||<br ?/?>", re.IGNORECASE)


def _page_number(match: re.Match[str]) -> str | None:
    """Take a page number out, unless the lines around it need the number to make sense."""
    if match[0] == "\f":
        return "\n"
    before = match.string[max(match.start() - 40, 0) : match.start()]
    after = match.string[match.end() + 1 : match.end() + 41]
    if _EXPECTS_NUMBER.search(before) and _GOES_ON.match(after):
        return None
    return ""
