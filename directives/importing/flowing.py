"""Lines made into paragraphs: a sentence broken by the edge of the page is one sentence again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from directives.importing import lines, names
from directives.importing.passage import UPPER, Passage, joined
from documents import outline

_ENDS = re.compile(r"[.;:!?…”\"]\W*$|\./\.?\s*\w{0,4}$")
_ABBREVIATED = re.compile(r"(?:\b(?:TP|Tp|tp|tr|Q|P|TX|St|T|BS|ThS|TS|NĐ|số|Số)\.)$")
# A line that ends so can't be the end of a sentence.
_OPEN = re.compile(
    r"(?:,|\(|“|\b(?:số|ngày|tháng|năm|quý|trước|của|và|các|về|tại|đến|từ|cho|với|trong|theo|do"
    r"|để|là"
    r"|bằng|trên|khoản|điều|Điều|Khoản|những|hoặc|như|được|qua|vào|gồm|thuộc|không|có|thứ|tỉnh"
    r"|huyện|xã"
    r"|thành phố|Chỉ thị|Nghị quyết|Kế hoạch|Quyết định|Công văn|Nghị định|Thông tư|Luật|Ban|Sở"
    r"|Ủy ban|UBND))$"
)
_ENDS_WITH_PLACE = re.compile(r"\b(?:tỉnh|huyện|xã|thành phố|Ban|Sở|Ủy ban|UBND)$")
# … not even before an empty line, as at the foot of a page.
_WIDE_OPEN = re.compile(
    r"(?:,|\(|“|\b(?:số|ngày|trước|của|và|các|về|tại|với|theo|do|để|là|những|hoặc|được))$"
)
_HYPHEN = re.compile(rf"[0-9{UPPER}a-z][-/]$")
_CELL = re.compile("[\x1f]")


def flowing(rows: Sequence[Passage]) -> Passage:
    """Return the lines as text with one paragraph, table row or heading on each line."""
    width = _width(rows)
    paragraphs: list[list[Passage]] = []
    blank = False
    for row in rows:
        if not row.text:
            blank = True
            continue
        if lines.is_separator(row):
            blank = True
            continue
        row = row.rewrite(_CELL, " ")
        if paragraphs and _continues(paragraphs[-1], row, blank=blank, width=width):
            paragraphs[-1].append(row)
        else:
            paragraphs.append([row])
        blank = False
    return joined([_together(parts) for parts in paragraphs], "\n")


def _together(parts: list[Passage]) -> Passage:
    words = [parts[:1]]
    for before, part in pairwise(parts):
        if _HYPHEN.search(before.text, len(before) - 2) and part.text[:1].isalnum():
            words[-1].append(part)
        else:
            words.append([part])
    return joined([joined(pieces, "") for pieces in words])


def _width(rows: Sequence[Passage]) -> int:
    """The width lines were broken at, 0 when paragraphs stand on one line each."""
    lengths = sorted(len(row) for row in rows if len(row) > 30)
    if len(lengths) < 4:
        return 0
    widest = lengths[len(lengths) * 9 // 10]
    return widest if widest <= 140 else 0


def _continues(parts: list[Passage], row: Passage, *, blank: bool, width: int) -> bool:
    """Whether a line goes on with the sentence before it."""
    last = parts[-1].text
    first = row.text[:1]
    if "\t" in row.text or "\t" in last:
        return False
    if lines.is_article(row) or lines.is_appendix(row):
        return False
    # "57- NQ/TW" or "1. " after "số" or "Điều" is no new item.
    waits_for_number = bool(_WAITS.search(last)) and bool(
        _NUMBER_START.match(row.text) or last.endswith(("-", "/"))
    )
    level, _ = lines.mark_of(row)
    if (level != outline.PLAIN or lines.is_part(row)) and not waits_for_number:
        return False
    if waits_for_number:
        return True
    if lines.is_capitals(parts[0].text) and _heads(parts[0]):
        return not blank and lines.is_capitals(row.text)
    full = bool(width) and len(last) >= width * 3 // 4
    if full and last.endswith(";") and first.islower():
        return True
    if _ENDS.search(last) and not _ABBREVIATED.search(last):
        return False
    if first.islower() or first in ")],.;:%/":
        return True
    if blank:
        return bool(_WIDE_OPEN.search(last))
    if _OPEN.search(last):
        # "4. Công an tỉnh" is a whole heading where an act follows, not half of a name.
        return not (_ENDS_WITH_PLACE.search(last) and names.starts_with_act(row.text))
    if first.isdigit():
        return len(last) > 25 and not _heads(parts[0])
    # A heading that is the name of a unit and nothing else ends there, however wide it is.
    return full and not (names.starts_with_act(row.text) and _is_all_name(parts))


def _is_all_name(parts: list[Passage]) -> bool:
    level, words = lines.mark_of(joined(parts))
    text = words.text
    return (
        level != outline.PLAIN
        and len(text) < _LONG_HEADING
        and names.starts_with_unit(text)
        and names.name_end(text, heading=True) >= len(text)
    )


_LONG_HEADING = 260
_WAITS = re.compile(
    r"(?:\bsố|\bSố|ngày|tháng|năm|[Qq]uý|[Kk]hoản|[Đđ]iều|[Pp]hụ lục|[0-9]/|[0-9A-ZĐ]-)$"
)


_NUMBER_START = re.compile(r"[0-9IVX.…_]")


def _heads(line: Passage) -> bool:
    """Whether the paragraph began as a heading in capitals or with a Roman number."""
    level, _ = lines.mark_of(line)
    return level == outline.MUC or lines.is_part(line)
