"""One box over everything: papers, plans, tasks, reports and units within the person's rooms.

Words are folded like the search columns: "67/kh-ubnd" and "ke hoach tan ky" find what was written
with accents. Every group starts from the same rooms as its pages, so a count gives nothing away.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.http import urlencode

from directives.models import Task
from directives.views.tasks import seen_tasks
from documents.lifecycle import StateLabel
from documents.models import Document
from plans.models import Plan
from reports.models import Report
from units.actors import Actor
from units.dates import format_date, today
from units.models import Unit
from units.text import fold

SHOWN = 8
# Beyond this the answer is "hơn 200": nobody reads on, and counting costs.
COUNTED = 200
WORDS_AT_MOST = 12
# Said of every report, written in none of the columns that reports are found by.
_OF_EVERY_REPORT = frozenset({"bao", "cao"})


@dataclass(frozen=True)
class Hit:
    """One line found: what it is, whose and when, and its state where it has one."""

    title: str
    address: str
    details: str = ""
    state: StateLabel | None = None


@dataclass(frozen=True)
class Group:
    """The first hits of one kind and how many there are; `more`: at least so many."""

    heading: str
    hits: Sequence[Hit]
    total: int
    more: bool


def search(actor: Actor, words: str) -> list[Group]:
    """The groups with something found, in the order of the page; two queries a group."""
    said = fold(words).split()[:WORDS_AT_MOST]
    if not said:
        return []
    groups = (
        _group("Văn bản", _papers(actor, said), lambda row: _paper(row, actor)),
        _group("Kế hoạch", _plans(actor, said), lambda row: _plan(row, actor)),
        _group("Nhiệm vụ", _tasks(actor, said), _task),
        _group("Báo cáo", _reports(actor, said), lambda row: _report(row, actor)),
        _group("Đơn vị", _units(said), _unit),
    )
    return [group for group in groups if group.hits]


def _group(heading: str, rows: QuerySet[Any], hit: Callable[[Any], Hit]) -> Group:
    hits = [hit(row) for row in rows[:SHOWN]]
    total = len(hits)
    if total == SHOWN:
        total = rows.order_by().values("pk")[: COUNTED + 1].count()
    return Group(heading, hits, min(total, COUNTED), total > COUNTED)


def _holding(rows: QuerySet[Any], column: str, words: Sequence[str]) -> QuerySet[Any]:
    for word in words:
        rows = rows.filter(**{f"{column}__contains": word})
    return rows


def _best_first(column: str, words: Sequence[str]) -> Case:
    """What begins with the very words: a number typed whole is the paper of that number."""
    begins = When(**{f"{column}__startswith": " ".join(words)}, then=Value(0))
    return Case(begins, default=Value(1), output_field=IntegerField())


def _papers(actor: Actor, words: Sequence[str]) -> QuerySet[Document]:
    rows = Document.objects.visible_to(actor).filter(plan__isnull=True)
    found: QuerySet[Document] = _holding(rows, "search_text", words).select_related(
        "issuer", "reviewer", "replaced_by"
    )
    return found.defer("content").order_by(_best_first("search_text", words), "-date", "-pk")


def _plans(actor: Actor, words: Sequence[str]) -> QuerySet[Plan]:
    rows = _holding(Plan.objects.visible_to(actor), "document__search_text", words)
    best = _best_first("document__search_text", words)
    found: QuerySet[Plan] = rows.select_related(
        "document__issuer", "document__reviewer", "document__replaced_by"
    )
    return found.defer("document__content").order_by(best, "-pk")


def _tasks(actor: Actor, words: Sequence[str]) -> QuerySet[Task]:
    rows: QuerySet[Task] = _holding(seen_tasks(actor), "search_text", words)
    return rows.defer("document__content").order_by("-document_id", "order", "pk")


def _reports(actor: Actor, words: Sequence[str]) -> QuerySet[Report]:
    rows = Report.objects.visible_to(actor)
    telling = [word for word in words if word not in _OF_EVERY_REPORT]
    for word in telling:
        rows = rows.filter(
            Q(unit__search_text__contains=word) | Q(directive__document__search_text__contains=word)
        )
    return rows.for_lists().defer("directive__document__content").order_by("-pk")


def _units(words: Sequence[str]) -> QuerySet[Unit]:
    rows = Unit.objects.active_on(today()).search(" ".join(words))
    best = _best_first("search_text", words)
    return rows.select_related("area").order_by(best, "sort_key", "pk")


# --- how a hit reads ------------------------------------------------------------------------------


def _label(document: Document, actor: Actor) -> StateLabel | None:
    own = actor.unit.pk in {document.issuer_id, document.registered_by_unit_id}
    return document.state_label("writer" if own else "reviewer")


def _whose(document: Document) -> str:
    day = f", {format_date(document.date)}" if document.date else ""
    return f"{document.issuer}{day}"


def _paper(document: Document, actor: Actor) -> Hit:
    title = f"{document}: {document.subject}" if document.full_number else document.title
    return Hit(title, document.get_absolute_url(), _whose(document), _label(document, actor))


def _plan(plan: Plan, actor: Actor) -> Hit:
    found = _paper(plan.document, actor)
    return Hit(found.title, plan.get_absolute_url(), found.details, found.state)


def _task(task: Task) -> Hit:
    lead = f"; chủ trì: {task.lead}" if task.lead else ""
    return Hit(str(task), task.get_absolute_url(), f"{task.document}{lead}")


def _report(report: Report, actor: Actor) -> Hit:
    reader = "writer" if report.unit_id == actor.unit.pk else "reviewer"
    details = f"gửi {report.to_unit}"
    return Hit(str(report), report.get_absolute_url(), details, report.state_label(reader))


def _unit(unit: Unit) -> Hit:
    address = f"{reverse('documents:list')}?{urlencode({'co_quan': str(unit)})}"
    details = f"{unit.get_line_display()}, {unit.area}; xem văn bản đã ban hành"
    return Hit(unit.name, address, details)
