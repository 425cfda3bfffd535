"""Giving work out and accounting for it, by the services everybody else uses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from directives import services as directive_services
from directives.models import Assignment, Cascade, Task
from directives.operators import TABLE, Kind, Operator
from documents.models import Document
from nq57portal.demo.papers.paper import Those
from nq57portal.demo.writing import World
from reports import services as report_services
from reports.models import Indicator, Report


@dataclass(frozen=True)
class Wanted:
    """A plan or report asked of every unit of a cascade: by when, and to whom (a unit's code)."""

    to: str
    operator: str
    date: dt.date | None = None


def give(
    world: World,
    document: Document,
    username: str,
    groups: Mapping[str, Those],
    *,
    plan: Wanted | None = None,
    report: Wanted | None = None,
) -> Cascade:
    """ "Giao việc": each task goes to the group that leads it, by its printed words."""
    by = world.actor(username, document.issuer.code)
    cascade = directive_services.prepare(document, by=by)
    found = {label: those.group(label) for label, those in groups.items()}
    cascade.groups = [group.as_json() for group in found.values() if group]
    places = {label: place for place, label in enumerate(found)}
    cascade.matrix = {
        str(task.pk): [places[task.lead]]
        for task in document.tasks.filter(kind=Task.Kind.WORK)
        if task.lead in places
    }
    if plan is not None:
        cascade.plan_wanted = True
        cascade.plan_operator, cascade.plan_date = plan.operator, plan.date
        cascade.review_unit = world.unit(plan.to)
    if report is not None:
        cascade.report_wanted = True
        cascade.report_operator, cascade.report_date = report.operator, report.date
        cascade.report_to = world.unit(report.to)
    cascade.save()
    return directive_services.confirm(cascade, by=by)


def assigned(document: Document, unit: str, kind: str) -> Assignment:
    """The duty to plan or to report that a unit got from a paper."""
    rows = Assignment.objects.select_related("task__document", "task__report_to", "unit", "issuer")
    return rows.get(task__document=document, task__kind=kind, unit__code=unit)


@dataclass(frozen=True)
class Account:
    """What a unit reports: figures in the order of the indicators, and the four parts."""

    figures: tuple[int, ...]
    results: str
    limits: str = "Chưa phát sinh vướng mắc lớn."
    next_steps: str = "Tiếp tục tuyên truyền thường xuyên theo kế hoạch."
    proposals: str = "Không."

    @property
    def narrative(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in Report.NARRATIVE}


def fill_in(world: World, document: Document, unit: str, username: str, account: Account) -> Report:
    """The unit writes its report; it stays with the unit until it is sent."""
    by = world.actor(username, unit)
    report = report_services.open_report(assigned(document, unit, Task.Kind.REPORT))
    figures = {
        indicator: (Decimal(value), "")
        for indicator, value in zip(Indicator.objects.all(), account.figures, strict=True)
    }
    return report_services.save_report(
        report, by=by, version=report.version, narrative=account.narrative, figures=figures
    )


def send(world: World, report: Report, username: str) -> None:
    """Send it up, with the tasks it reports as done: those that are done once."""
    by = world.actor(username, report.unit.code)
    once = {Kind.ONCE, Kind.OPEN}
    finished = [
        row
        for row in report_services.open_tasks(report)
        if TABLE[Operator(row.task.operator)].kind in once
    ]
    report_services.submit_report(report, by=by, finished=finished)
    report.refresh_from_db()


def take_in(world: World, report: Report, username: str) -> None:
    """The superior accepts the report ("tiếp nhận")."""
    by = world.actor(username, report.to_unit.code)
    report_services.accept(report, by=by, version=report.version)
