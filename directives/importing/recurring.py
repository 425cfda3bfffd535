"""Duties that recur: reports every quarter, meetings every week, "định kỳ" and "thường xuyên"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from directives.deadline_reading import Found
from directives.deadlines import Deadline, Kind, Operator
from directives.importing.bindings import Binding
from directives.importing.passage import bare
from directives.importing.stretches import Stretches
from directives.importing.vocabulary import RECURRING_THINGS

_EACH = {
    "tuần": Operator.WEEKLY,
    "tháng": Operator.MONTHLY,
    "quý": Operator.QUARTERLY,
    "quí": Operator.QUARTERLY,
    "3 tháng": Operator.QUARTERLY,
    "6 tháng": Operator.HALF_YEARLY,
    "06 tháng": Operator.HALF_YEARLY,
    "sáu tháng": Operator.HALF_YEARLY,
    "năm": Operator.YEARLY,
}
_UNIT = (
    r"(?P<each>tuần|0?6 tháng|sáu tháng|3 tháng|tháng|qu[ýí]|năm)(?!\w)(?!\s*[0-9IV])"
    r"(?! học| \w+ tới)(?!\s*,?\s*\(?(?:trước|chậm nhất)[^.;\n]{0,24}/20[0-9]{2})"
)
# "(trước ngày 15 của tháng cuối quý)"
_DAY = (
    r"(?:\s*\(?\s*(?:trước|chậm nhất)(?: là)?(?: vào)? ngày [0-9]{1,2}(?:/[0-9]{1,2})?(?![0-9/])"
    r"(?: (?:của )?tháng(?: cuối(?: của)?(?: mỗi)? (?:quý|kỳ)| sau| tiếp theo| cuối kỳ)?)?\)?)?"
)
# "báo cáo tháng, quý, 6 tháng, năm": what goes on after one that was read.
_CHAIN = re.compile(
    rf"\s*\)?\s*(?:,|;|và|hoặc|,\s*và)\s*(?:(?:báo cáo|định kỳ|hằng"
    rf"|hàng)\s+)*(?:cả\s)?{_UNIT}{_DAY}",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    rf"(?<!\w)(?:báo cáo|sơ kết|tổng kết|giao ban|họp"
    rf"|chế độ báo cáo)(?: định kỳ)?(?: kết quả)?(?: (?:hằng|hàng))?[ :(]+{_UNIT}{_DAY}",
    re.IGNORECASE,
)
_EVERY_YEAR = re.compile(r"[^.;\n]{0,28}(?:hằng|hàng|mỗi) năm", re.IGNORECASE)
_NEXT_MONTH = re.compile(
    r"(?:trước|chậm nhất(?: là)?"
    r"|vào)\s+(?:vào\s+)?ngày [0-3]?[0-9] (?:của )?(?P<which>tháng (?:sau|tiếp theo|kế tiếp"
    r"|liền kề|báo cáo)|(?:của )?tháng(?= (?:về|để|cho)\b)|mỗi tháng|tháng cuối (?:mỗi "
    r"|của )?(?:quý|kỳ))",
    re.IGNORECASE,
)
_WITH_YEAR = re.compile(r"20[0-9]{2}")
_CLAUSE = re.compile(r"[.;:\n](?=\s|$)")
# "Báo cáo tuần: trước 14h00 thứ Hai hằng tuần" is said in one go.
_BREAK = re.compile(r"[.;\n](?=\s|$)")
_ITEM_START = re.compile(r"(?:^|[\n;.:]\s*)(?:[-–+•]\s*|[0-9]+[.)]\s*|[a-zđ]\)\s*)?$")
_ACTS = re.compile(
    r"(?<!\w)(?:bao cao|tong hop|so ket|tong ket|danh gia|gui|nop|hop|giao ban|kiem tra|giam sat"
    r"|ra soat|cap nhat|cong bo|to chuc|xay dung|tham muu|theo doi|don doc|sinh hoat|hop bao"
    r"|cung cap|cong khai|niem yet|dang tai"
    r"|thong ke|doi thoai|kiem diem|phuc tap|tiep xuc)(?!\w)"
)
_REPORTED = re.compile(
    r"(?<!\w)(?:bao cao|tong hop|so ket|tong ket|gui|giao ban|hop|kiem tra|danh gia|ra soat)(?!\w)"
)


def separate(
    said: str, limits: Sequence[Binding], found: Sequence[Found]
) -> tuple[list[Binding], list[Binding]]:
    """Return the one-off bindings and the recurring ones, each way of saying read together."""
    once: list[Binding] = []
    every = [
        Binding(*match.span(), Deadline(_next(match["which"]), match[0]), 0.85)
        for match in _NEXT_MONTH.finditer(said)
    ]
    for limit in limits:
        yearly = _each_year(said, limit)
        (every if yearly else once).append(yearly or limit)
    every += _stated(said, found)
    every += [_chained(match) for match in _REPORTS.finditer(said)]
    every = _apart(every)
    every += [
        link
        for each in every
        if each.deadline.operator is not Operator.CONTINUOUS
        for link in _chain(said, each)
    ]
    every = _merged(said, _apart(every))
    every += _without_interval(said, found, Stretches((each.start, each.end) for each in every))
    taken = Stretches((each.start, each.end) for each in every)
    once = [each for each in once if not taken.touch(each.start, each.end)]
    return once, sorted(every, key=lambda each: each.start)


def _each_year(said: str, limit: Binding) -> Binding | None:
    """ "trước ngày 20/6 và 20/12 hằng năm": a date without a year that comes back."""
    tail = _EVERY_YEAR.match(said, limit.end)
    dated = limit.deadline.operator in (Operator.BEFORE_DAY, Operator.AT_LATEST)
    if not tail or not dated or _WITH_YEAR.search(limit.deadline.wording):
        return None
    wording = said[limit.start : tail.end()]
    deadline = Deadline(Operator.YEARLY, wording, limit.deadline.date)
    return Binding(limit.start, tail.end(), deadline, 0.85)


def _stated(said: str, found: Sequence[Found]) -> list[Binding]:
    """The intervals that oblige someone, and "thường xuyên" where it opens a duty."""
    bindings = []
    for each in found:
        kind = each.deadline.rule.kind
        if kind is Kind.RECURRING and each.deadline.operator is not Operator.PERIODIC:
            if sure := _is_duty(said, each):
                bindings.append(Binding(each.start, each.end, each.deadline, sure))
        elif kind is Kind.CONTINUOUS and _opens_duty(said, each):
            bindings.append(Binding(each.start, each.end, each.deadline, 0.4))
    return bindings


def _without_interval(said: str, found: Sequence[Found], intervals: Stretches) -> list[Binding]:
    """A bare "định kỳ", with what has to be done."""
    return [
        Binding(each.start, each.end, replace(each.deadline, wording=_clause(said, each)), 0.6)
        for each in found
        if each.deadline.operator is Operator.PERIODIC
        and _alone(said, each, intervals)
        and _is_duty(said, each)
    ]


def _next(which: str) -> Operator:
    return Operator.QUARTERLY if "quý" in which.lower() else Operator.MONTHLY


def _chained(match: re.Match[str]) -> Binding:
    operator = _EACH[" ".join(match["each"].lower().split()).replace("quí", "quý")]
    start = match.start("each")
    return Binding(start, match.end(), Deadline(operator, match.string[start : match.end()]), 0.8)


def _chain(said: str, first: Binding) -> list[Binding]:
    """ "định kỳ hằng quý, 6 tháng, năm": the intervals listed after the first one."""
    links: list[Binding] = []
    at = first.end
    while (match := _CHAIN.match(said, at)) and len(links) < 5:
        links.append(_chained(match))
        at = match.end()
    return links


def _apart(bindings: Sequence[Binding]) -> list[Binding]:
    """Of readings of the same words the longest."""
    kept: list[Binding] = []
    for each in sorted(bindings, key=lambda binding: (binding.start, binding.start - binding.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def _merged(said: str, bindings: Sequence[Binding]) -> list[Binding]:
    """ "định kỳ hằng quý (trước ngày 20 của tháng cuối quý)" is one duty, not two."""
    kept: list[Binding] = []
    for each in bindings:
        if (
            kept
            and each.deadline.operator is kept[-1].deadline.operator
            and _BREAK.search(said, kept[-1].end, each.start) is None
            and each.start - kept[-1].end < 70
            and each.end - kept[-1].start < 300
        ):
            last = kept.pop()
            named = each if each.deadline.n else last
            wording = said[last.start : each.end]
            each = Binding(
                last.start,
                each.end,
                replace(named.deadline, wording=wording),
                max(last.confidence, each.confidence),
            )
        kept.append(each)
    return kept


def _around(said: str, start: int, end: int) -> tuple[str, str]:
    first = max(start - 160, 0)
    for match in _CLAUSE.finditer(said, first, start):
        first = match.end()
    stop = _CLAUSE.search(said, end, min(len(said), end + 160))
    return bare(said[first:start]), bare(said[end : stop.start() if stop else end + 160])


def _is_duty(said: str, found: Found) -> float:
    """Whether somebody has to act each time, rather than something merely recurring."""
    before, after = _around(said, found.start, found.end)
    deadline = found.deadline
    if deadline.n is not None or "trước" in deadline.wording.lower():
        return 0.9
    if RECURRING_THINGS.search(before):
        return 0
    if _REPORTED.search(before[-90:]) or _REPORTED.search(after[:90]):
        return 0.85
    if deadline.operator is Operator.PERIODIC:
        return 0.5 if _ACTS.search(after[:60]) or _ACTS.search(before[-60:]) else 0
    return 0.6 if _ACTS.search(after[:60]) or _ACTS.search(before[-60:]) else 0


def _opens_duty(said: str, found: Found) -> bool:
    """ "- Thường xuyên theo dõi, đôn đốc …": the word opens what a unit has to do."""
    if not said[found.start].isupper():
        return False
    before = said[max(found.start - 12, 0) : found.start]
    return bool(_ITEM_START.search(before))


def _alone(said: str, found: Found, intervals: Stretches) -> bool:
    """A bare "định kỳ" without an interval in its clause."""
    for first, last in intervals.around(found.start, found.end):
        between = said[found.end : first] if first >= found.end else said[last : found.start]
        if first < found.end and found.start < last:
            return False
        if len(between) < 90 and not re.search(r"[.;\n]", between):
            return False
    return True


def _clause(said: str, found: Found) -> str:
    """ "định kỳ" with what is to be done, up to the end of the clause."""
    stop = re.compile(r"[.;:\n]|, (?=đồng thời|kịp thời)").search(
        said, found.end, min(len(said), found.end + 90)
    )
    return said[found.start : stop.start() if stop else found.end + 60].strip()
