"""Deadlines and recurring duties: which of the wordings in a text really bind someone.

The wordings themselves are read by `directives.deadline_reading`, as everywhere in the portal. Here
dates of events, ranges, targets and the life of rules are told from limits, and for each limit the
duty and who is to be answered are looked up beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from directives.deadline_reading import Found
from directives.deadlines import Deadline, Kind, Operator, find_wordings, parse_wording
from directives.importing import bare_dates, cells, names, recurring
from directives.importing.bindings import Binding, sentence
from directives.importing.passage import Passage, bare
from directives.importing.purposes import answered, purpose, without_mark
from directives.importing.record import Duty, Limit, Reading, Record
from directives.importing.stretches import Stretches
from directives.importing.vocabulary import COMPLETING, NOT_A_LIMIT, REPORTING
from units.calendar import NO_OVERRIDES

_STRICT = {
    Operator.BEFORE_DAY, Operator.BEFORE_HOUR, Operator.AT_LATEST, Operator.LATEST,
    Operator.NOT_LATER, Operator.BEFORE_MONTH, Operator.BEFORE_QUARTER, Operator.THROUGH_DAY,
}  # fmt: skip
_COARSE = {Operator.IN_YEAR, Operator.MID_YEAR, Operator.END_OF_YEAR}
_PERIODS = {Operator.WITHIN_DAYS, Operator.WITHIN_WORKING_DAYS, Operator.WITHIN_MONTHS}
_NEVER = {Operator.START_OF_MONTH, Operator.START_OF_YEAR, Operator.NONE, Operator.PERIODIC}
_REACH = 220
_SHARE = re.compile(r"[0-9]\s?%")
_OPENS = 12  # characters of a mark or a dash before the first word of a sentence

_RANGE = re.compile(
    r"(?:từ|tu)\s(?:nay|ngày|ngay|đầu|dau|tháng|thang|quý|quy|năm|nam|khi|[0-9])[^.;]{0,45}$"
)
_AFTER_RANGE = re.compile(r"\s*(?:-|–|đến|tới)\s*(?:hết\s)?(?:ngày|tháng|quý|năm|[0-9]{1,2}/)")
_DUTY = re.compile(rf"(?<!\w)(?:{'|'.join(REPORTING + COMPLETING)})(?!\w)")
# What was done or found in a month or quarter, not what has to be done in it.
_RESULT = re.compile(
    r"(?<!\w)(?:ket qua|tinh hinh|so lieu|dat|tang(?! qua)|giam(?! sat)|da|bao cao|cong tac"
    r"|nhiem vu|ke hoach)(?!\w)[^,;]*$"
)
_DONE = re.compile(
    r"(?<!\w)(?:hoan thanh|xong|ban hanh|trinh|bao cao|gui|nop|ket thuc|phe duyet|hoan thien"
    r"|so ket|tong ket)(?!\w)"
)
_RECEIVED = re.compile(
    r"(?<!\w)(?:nhan duoc|nhan)(?!\w)[^.;]{0,40}(?:van ban|cong van|ke hoach|huong dan|chi thi"
    r"|thong bao|nay)"
)


def read(text: Passage, cited: Sequence[tuple[int, int]], record: Record) -> list[Binding]:
    """Fill in deadlines and periodic duties of the text; return the bindings for the tasks."""
    year, said = record.year, text.text
    mentions = Stretches(cited)
    found = [each for each in _wordings(said, year) if not mentions.touch(each.start, each.end)]
    bindings = [
        Binding(each.start, each.end, each.deadline, sure)
        for each in found
        if each.deadline.rule.kind is Kind.ONCE
        and (sure := _binds(said, each.start, each.end, each.deadline)) > 0
    ]
    bindings += [link for each in bindings for link in _further(said, each, year)]
    taken = Stretches(
        (each.start, each.end) for each in found if each.deadline.operator is not Operator.PERIODIC
    )
    bindings += [
        each
        for each in bare_dates.read(said, year)
        if not taken.touch(each.start, each.end) and not mentions.touch(each.start, each.end)
    ]
    once, every = recurring.separate(said, bindings, found)
    once = _without_repeats(said, sorted(once, key=lambda each: each.start))
    in_tables = cells.read(text, year)
    tables = Stretches((each.start, each.end) for each in in_tables)
    once = _with_tables(once, [each for each in in_tables if not each.deadline.frequency], tables)
    every = _with_tables(every, [each for each in in_tables if each.deadline.frequency], tables)
    limits = [limit(said, each, record) for each in once]
    duties = [duty(each) for each in every]
    record.put(
        "deadlines",
        Reading.of(limits, _mean(once), [text.part(each.start, each.end) for each in once]),
    )
    record.put(
        "periodic",
        Reading.of(duties, _mean(every), [text.part(each.start, each.end) for each in every]),
    )
    return [*once, *every]


# A sentence without any of these says no time; most say none, and looking closely costs most.
_SENTENCE = re.compile(r"(?:[^\n.;]|[.;](?=\S))+[.;]?")
_TIMES = re.compile(
    r"[0-9]|(?:quý|hằng|hàng|mỗi|định kỳ|thường xuyên|liên tục|một lần|(?:đầu|giữa|cuối|trong) năm)"
    r"(?!\w)",
    re.IGNORECASE,
)


def _wordings(said: str, year: int | None) -> list[Found]:
    """Every wording of time in the text, with its place in it."""
    return [
        replace(each, start=each.start + part.start(), end=each.end + part.start())
        for part in _SENTENCE.finditer(said)
        if _TIMES.search(part[0])
        for each in find_wordings(part[0], year=year)
    ]


# "trước ngày 15/6 và 15/11/2026"
_FURTHER = re.compile(
    r"\s{0,3}(?:,|và|;)\s{1,3}(?:ngày\s)?(?P<day>[0-3]?[0-9]/[01]?[0-9](?:/20[0-9]{2})?)(?![0-9/])"
    r"(?!\s*(?:hằng|hàng|mỗi))"
)
_DATED = {Operator.BEFORE_DAY, Operator.AT_LATEST, Operator.LATEST}


def _further(said: str, first: Binding, year: int | None) -> list[Binding]:
    """The second day after one operator."""
    match = _FURTHER.match(said, first.end)
    if match is None or first.deadline.operator not in _DATED:
        return []
    deadline = parse_wording(f"{first.deadline.rule.label} {match['day']}", year=year)
    if deadline is None or deadline.date is None:
        return []
    return [Binding(*match.span("day"), replace(deadline, wording=match["day"]), 0.75)]


def _with_tables(
    prose: Sequence[Binding], in_tables: Sequence[Binding], tables: Stretches
) -> list[Binding]:
    """What was read in the prose and in the cells of tables, the cells deciding."""
    kept = [each for each in prose if not tables.touch(each.start, each.end)]
    return sorted([*kept, *in_tables], key=lambda each: each.start)


def _mean(bindings: Sequence[Binding]) -> float:
    return sum(each.confidence for each in bindings) / len(bindings) if bindings else 0.0


def limit(said: str, binding: Binding, record: Record) -> Limit:
    """The deadline as the record holds it."""
    deadline = binding.deadline
    day = deadline.date
    if deadline.operator in _PERIODS:
        day = _period_end(deadline, record.issued_on)
    sentence_start, sentence_end = sentence(said, binding.start, binding.end)
    result: Limit = {
        "date": day.isoformat() if day else None,
        "wording": " ".join(deadline.wording.split()),
        "inclusive": deadline.inclusive,
        "for": binding.about
        or purpose(said[sentence_start : binding.start], said[binding.end : sentence_end]),
        "to": answered(said, sentence_start, binding.start, binding.end, sentence_end),
        "confidence": round(binding.confidence, 2),
    }
    if deadline.time:
        result["time"] = f"{deadline.time:%H:%M}"
    return result


def duty(binding: Binding) -> Duty:
    """The recurring duty as the record holds it."""
    return {
        "frequency": binding.deadline.frequency,
        "wording": " ".join(binding.deadline.wording.split()),
        "confidence": round(binding.confidence, 2),
    }


def _period_end(deadline: Deadline, issued_on: date | None) -> date | None:
    """The last day of "trong vòng 10 ngày kể từ ngày …"; the day it starts from is not counted."""
    start = deadline.date or issued_on
    if start is None or deadline.n is None or deadline.rule.last_day is None:
        return None
    try:
        return deadline.rule.last_day(start, deadline.n, NO_OVERRIDES)
    except (OverflowError, ValueError):
        return None


def _binds(said: str, start: int, end: int, deadline: Deadline) -> float:
    """How sure it is that the wording limits a task; 0 when it does not."""
    operator = deadline.operator
    if operator in _NEVER or re.match(r"từ\s", deadline.wording, re.IGNORECASE):
        return 0
    first, last = sentence(said, start, end)
    first = max(first, start - _REACH)
    before, after = bare(said[first:start]), bare(said[end : min(last, end + 120)])
    if _RANGE.search(said[max(start - 60, first) : start]) or _AFTER_RANGE.match(said, end):
        return 0
    if operator is Operator.UNTIL_DAY:
        return 0
    if NOT_A_LIMIT.search(before[-110:]) or (
        operator not in _STRICT and NOT_A_LIMIT.search(after[:50])
    ):
        return 0
    if operator is Operator.THROUGH_DAY and start - first < _OPENS and _SHARE.search(after[:20]):
        return 0  # "Đến hết ngày 30/6/2025, 100% dữ liệu được làm sạch": a target
    if operator in _STRICT or operator in _PERIODS:
        return 0.95 if _DUTY.search(before) or _DUTY.search(after) else 0.8
    if operator in _COARSE:
        if _DONE.search(before[-120:]) or _DONE.search(after[:60]):
            return 0.75
        # "- Tổ chức hai lớp tập huấn trong năm 2025."
        ordered = names.starts_with_act(without_mark(said[first:start]))
        return (
            0.6 if ordered and not after.strip(" .;/") and not _RESULT.search(before[-60:]) else 0
        )
    if operator is Operator.ON_DAY:
        return 0.8 if _DONE.search(before[-120:]) else 0
    if _DUTY.search(before) or _DUTY.search(after):
        return 0.8
    return 0 if _RESULT.search(before[-60:]) else 0.6


def _without_repeats(said: str, bindings: Sequence[Binding]) -> list[Binding]:
    """The same day for the same duty said twice is one deadline."""
    kept: list[Binding] = []
    words_of_day: dict[object, list[set[str]]] = {}
    for each in bindings:
        day = (each.deadline.date, each.deadline.time)
        words = _words(said, each)
        earlier = words_of_day.setdefault(day, [])
        if each.deadline.date and any(_alike(words, other) for other in earlier[-_COMPARED:]):
            continue
        earlier.append(words)
        kept.append(each)
    return kept


_COMPARED = 20  # earlier mentions of the same day a deadline is compared with


def _alike(one: set[str], other: set[str]) -> bool:
    return len(one & other) * 10 >= 6 * min(len(one), len(other))


def _words(said: str, binding: Binding) -> set[str]:
    first, last = sentence(said, binding.start, binding.end)
    near = said[max(first, binding.start - 150) : min(last, binding.end + 60)]
    return set(bare(near).split())
