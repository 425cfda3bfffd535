"""What the parser read, as fields to be checked: value, how sure, where it stands in the original.

Pure: a record as `parse_document` prints it and the text it was read from; no database.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from directives import deadlines
from directives.deadlines import Operator
from directives.importing.parse import parse
from directives.importing.passage import bare
from documents import outline, types
from documents.compose import TASK_HEADING
from documents.lifecycle import StateLabel
from units.dates import format_date
from units.text import clean, one_line

Record = Mapping[str, Any]
Span = tuple[int, int]

SURE_FROM = 0.85
SURE = StateLabel("Chắc chắn", "luc", "check-circle")
LOOK = StateLabel("Cần xem", "vang", "question-circle")
UNSEEN = StateLabel("Chưa thấy", "xam", "circle")

# The fields of the page in the order of screens §3: key of the record, what people call it.
FIELDS: dict[str, str] = {
    "full_number": "Số, ký hiệu",
    "date": "Ngày văn bản",
    "issuer": "Cơ quan ban hành",
    "doc_type": "Loại văn bản",
    "title": "Trích yếu",
    "cites": "Căn cứ",
    "tasks": "Nhiệm vụ",
    "addressees": "Kính gửi",
    "recipients": "Nơi nhận",
    "archive": "Lưu",
    "signer": "Người ký",
    "position": "Chức vụ người ký",
    "authority": "Thẩm quyền ký",
}
_FREQUENCIES = {
    "weekly": Operator.WEEKLY,
    "monthly": Operator.MONTHLY,
    "quarterly": Operator.QUARTERLY,
    "half-yearly": Operator.HALF_YEARLY,
    "yearly": Operator.YEARLY,
    "continuous": Operator.CONTINUOUS,
    "unspecified": Operator.PERIODIC,
}
_PURPOSE = re.compile(r"\s*(\((?:để|thay|qua|b/c|x/b|ph/h|phối hợp)\b[^()]*\))\s*$", re.IGNORECASE)
_FOOT = ("noi nhan", "dong kinh gui", "luu", "kinh gui")
# The closing sentence asks everybody to report, whoever leads the last item before it.
_FOR_ALL = re.compile(
    r"(?:ket qua [^.;]{0,40})?(?:de nghi |yeu cau )?(?:cac|nhung) "
    r"(?:co quan|don vi|dia phuong|nganh)[^.;]{0,80}\bbao cao\b"
)
# Letters the office types in haste or a machine misreads; only ever suggested (screens §3).
_SUSPECT = {"CDS": "CĐS", "DMST": "ĐMST"}


@dataclass(frozen=True)
class Proposed:
    """One field as read: its value, how sure the reading is, where it stands, what to mind."""

    key: str
    value: Any
    confidence: float
    spans: tuple[Span, ...] = ()
    note: str = ""

    @property
    def label(self) -> str:
        return FIELDS[self.key]

    @property
    def status(self) -> StateLabel:
        if self.value in (None, "", []):
            return UNSEEN
        return SURE if self.confidence >= SURE_FROM else LOOK

    @property
    def is_doubtful(self) -> bool:
        """Whether somebody must confirm or change it before the paper is saved."""
        return self.status is LOOK


@dataclass(frozen=True)
class ProposedTask:
    """One task as read, its deadline as the portal stores them."""

    text: str
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    operator: str = Operator.NONE.value
    date: dt.date | None = None
    wording: str = ""
    report_to: str = ""
    span: Span | None = None


@dataclass(frozen=True)
class Proposal:
    """Everything read of one paper."""

    fields: dict[str, Proposed]
    tasks: list[ProposedTask] = field(default_factory=list)
    suggestions: list[str] = field(default_factory=list)

    @property
    def doubtful(self) -> list[Proposed]:
        return [each for each in self.fields.values() if each.is_doubtful]

    def names(self) -> dict[str, list[str]]:
        """Every name that may be a unit, with the places it stands in."""
        found: dict[str, list[str]] = {}

        def put(words: str, where: str) -> None:
            if words and where not in found.setdefault(words, []):
                found[words].append(where)

        for number, task in enumerate(self.tasks, start=1):
            for words in task.lead:
                put(words, f"chủ trì nhiệm vụ {number}")
            for words in task.support:
                put(words, f"phối hợp nhiệm vụ {number}")
            put(task.report_to, f"nơi nhận báo cáo nhiệm vụ {number}")
        for key, where in (("addressees", "kính gửi"), ("recipients", "nơi nhận")):
            for line in self.fields[key].value:
                words = split_purpose(line)[0]
                if not bare(words).startswith("nhu "):  # "Như trên" names nobody anew
                    put(words, where)
        return found


def split_purpose(line: str) -> tuple[str, str]:
    """A printed recipient and what it gets the paper for: "Thành ủy", "(để b/c)"."""
    found = _PURPOSE.search(line)
    return (line[: found.start()].strip(), found[1]) if found else (line.strip(), "")


def read(record: Record) -> Proposal:
    """The fields and tasks of a record."""
    sure, spans = record.get("confidence", {}), record.get("spans", {})
    notes = record.get("notes", {})
    values = {key: record.get(key) for key in FIELDS}
    values["doc_type"] = type_code(record.get("doc_type"), record.get("symbol"))
    values["date"] = _day(record.get("date"))
    values["cites"] = [cite_line(cite) for cite in record.get("cites") or []]
    tasks = tasks_of(record)
    values["tasks"] = tasks
    for key in ("addressees", "recipients"):
        values[key] = [one_line(line) for line in values[key] or []]
    fields = {
        key: Proposed(
            key,
            one_line(value) if isinstance(value, str) else value,
            float(sure.get(key, 0)),
            tuple((start, stop) for start, stop in spans.get(key, ())),
            notes.get(key, ""),
        )
        for key, value in values.items()
    }
    title = fields["title"].value or ""
    suggestions = [
        f"“{wrong}” có thể là “{right}”"
        for wrong, right in _SUSPECT.items()
        if re.search(rf"\b{wrong}\b", title)
    ]
    return Proposal(fields, tasks, suggestions)


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def type_code(name: str | None, symbol: str | None) -> str:
    """The code of the type a paper names, else of the one its symbol names; "" when neither."""
    for kind in types.TYPES.values():
        if name and bare(kind.name) == bare(name):
            return kind.code
    return types.from_symbol(symbol).code if symbol else ""


def cite_line(cite: Mapping[str, Any]) -> str:
    """A citation as papers print it: "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị"."""
    kind, number = cite.get("type") or "Văn bản", cite.get("number")
    parts = [f"{kind} số {number}" if number else cite.get("name") or kind]
    if day := _day(cite.get("date")):
        parts.append(f"ngày {format_date(day)}")
    if issuer := cite.get("issuer"):
        parts.append(f"của {issuer}")
    return one_line(" ".join(parts))


# --- Tasks and their limits -----------------------------------------------------------------------


def tasks_of(record: Record) -> list[ProposedTask]:
    """The tasks read; limits that belong to none of them become tasks for everybody."""
    spans = record.get("spans", {}).get("tasks", ())
    works = record.get("tasks") or []
    placed = [tuple(span) for span in spans] if len(spans) == len(works) else [None] * len(works)
    tasks = [_task(work, span) for work, span in zip(works, placed, strict=True)]
    bound = {(t["deadline"]["wording"], t["deadline"]["date"]) for t in works if t.get("deadline")}
    limits = record.get("deadlines") or []
    places = record.get("spans", {}).get("deadlines", ())
    for number, limit in enumerate(limits):
        if (limit["wording"], limit["date"]) in bound or not limit.get("for"):
            continue
        operator, day, wording = _limit(limit)
        span = tuple(places[number]) if len(places) == len(limits) else None
        text = _whole(str(limit["for"]), wording)
        to = limit.get("to") or ""
        tasks.append(ProposedTask(text, (), (), operator, day, wording, to, span))
    return tasks


def _task(work: Mapping[str, Any], span: Any) -> ProposedTask:
    operator, day, wording = Operator.NONE.value, None, ""
    if limit := work.get("deadline"):
        operator, day, wording = _limit(limit)
    elif duty := work.get("periodic"):
        operator = _FREQUENCIES.get(duty["frequency"], Operator.PERIODIC).value
        wording = one_line(duty["wording"])[:200]
    text = _begun(str(work["text"]))
    leads = () if _FOR_ALL.match(bare(text)) else work.get("assignees") or ()
    return ProposedTask(
        text=text,
        lead=tuple(one_line(name) for name in leads),
        support=tuple(one_line(name) for name in work.get("co_assignees") or ()),
        operator=operator,
        date=day,
        wording=wording,
        report_to=one_line(work.get("report_to") or ""),
        span=span,
    )


def _limit(limit: Mapping[str, Any]) -> tuple[str, dt.date | None, str]:
    """Operator, day and wording of a limit; one the table does not know by its words is exact."""
    wording, day = one_line(limit["wording"])[:200], _day(limit.get("date"))
    said = deadlines.parse_wording(wording)
    if said is not None and said.rule.kind is deadlines.Kind.ONCE:
        return said.operator.value, day if said.rule.needs_date else said.date, wording
    if day is None:
        return Operator.EVENT.value, None, wording
    operator = Operator.THROUGH_DAY if limit.get("inclusive", True) else Operator.BEFORE_DAY
    return operator.value, day, wording


def _begun(text: str) -> str:
    text = one_line(text)
    return text[:1].upper() + text[1:]


def _whole(words: str, wording: str) -> str:
    text = _begun(words).rstrip(".;")
    return text if wording in text else f"{text} {wording}"


# --- The papers of one file -----------------------------------------------------------------------


def fill_from_cover(records: Sequence[dict[str, Any]]) -> None:
    """Let a paper without number or date take them from the letter it came with.

    Only where the letter names one paper of this type and issuer; and to be looked at.
    """
    for place, record in enumerate(records):
        if record.get("full_number") and record.get("date"):
            continue
        for cover in records[:place]:
            named = [cite for cite in cover.get("cites") or () if _is_meant(cite, record)]
            if len(named) != 1 or not named[0].get("number"):
                continue
            letter = f"{cover.get('doc_type') or 'văn bản'} {cover.get('full_number') or ''}"
            note = f"Lấy theo {letter} gửi kèm"
            for key, value in (("full_number", named[0]["number"]), ("date", named[0]["date"])):
                if value and not record.get(key):
                    record[key] = value
                    record.setdefault("confidence", {})[key] = 0.6
                    record.setdefault("notes", {})[key] = one_line(note)
            break


def _is_meant(cite: Mapping[str, Any], record: Record) -> bool:
    same = bare(cite.get("type") or "") == bare(record.get("doc_type") or "?")
    a, b = cite.get("issuer"), record.get("issuer")
    return same and (not a or not b or bare(a) == bare(b))


def ranges(records: Sequence[Record], text: str) -> list[Span]:
    """Which stretch of the text each paper takes up."""
    starts = [0]
    for record in records[1:]:
        first = min((span[0] for span in _all_spans(record)), default=starts[-1])
        starts.append(max(starts[-1], text.rfind("\n", 0, first) + 1))
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _all_spans(record: Record) -> Iterable[list[int]]:
    return [span for spans in record.get("spans", {}).values() for span in spans]


def sections_of(record: Record, text: str, whole: Span) -> list[tuple[str, str, bool]]:
    """The body as mục: heading, text, whether it says who does what; one without headings."""
    spans = record.get("spans", {})
    heads = _ends(spans, ("title", "addressees", "doc_type"), whole)
    start = max(heads, default=whole[0])
    feet = [
        span[0]
        for key in ("recipients", "archive", "authority", "position", "signer")
        for span in spans.get(key, ())
        if start < span[0] <= whole[1]
    ]
    stop = min(feet, default=whole[1])
    marks = [tuple(span) for span in spans.get("sections", ()) if start <= span[0] < stop]
    edges = [start, *(mark[0] for mark in marks), stop]
    found = []
    for number, (begin, end) in enumerate(pairwise(edges)):
        heading = ""
        if number:
            begin = marks[number - 1][1]
            paragraphs = outline.parse(text[marks[number - 1][0] : begin])
            heading = paragraphs[0].text if paragraphs else ""
        body = _tidy(text[begin:end])
        if body or heading:
            holds = heading.upper().endswith(TASK_HEADING)
            found.append((one_line(heading)[:300], body, holds))
    if not any(holds for _, _, holds in found):
        found = [(heading, body, True) for heading, body, _ in found]
    return found


def draft_of(text: str) -> tuple[str, list[tuple[str, str]]]:
    """What a file typed elsewhere gives for a draft: the words before the first mục, and the mục.

    Head and end of the paper are left out: the portal writes those itself.
    """
    records = [record.as_json() for record in parse(text)]
    parts = sections_of(records[0], text, ranges(records, text)[0]) if records else []
    found = [(heading, outline.normalise(body)) for heading, body, _ in parts]
    if len(found) > 1 and not found[0][0]:
        return one_line(found[0][1]), found[1:]
    return "", found


def _ends(spans: Mapping[str, Any], keys: Iterable[str], whole: Span) -> list[int]:
    """Where the head of the paper ends: the stretches of these fields that lie near its start."""
    near = whole[0] + 2500
    return [span[1] for key in keys for span in spans.get(key, ()) if whole[0] <= span[0] < near]


def _tidy(body: str) -> str:
    lines = clean(re.sub(r"\*\*", "", body)).split("\n")
    while lines and (not lines[0].strip() or not any(c.isalnum() for c in lines[0])):
        lines.pop(0)
    while lines and _is_foot(lines[-1]):
        lines.pop()
    return "\n".join(line for line in lines if line.strip())


def _is_foot(line: str) -> bool:
    """Whether the line is blank, an end mark, or the head of "Nơi nhận"."""
    return not line.strip(" -–:;./") or bare(line).strip(" -:").startswith(_FOOT)
