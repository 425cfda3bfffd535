"""Giving work out and accounting for it, by the services everybody else uses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from directives import services as directive_services
from directives.models import Task
from directives.operators import TABLE, Kind, Operator
from nq57portal.demo.papers.paper import Those
from nq57portal.demo.writing import World, assigned, issued
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
    number: str,
    username: str,
    groups: Mapping[str, Those],
    *,
    plan: Wanted | None = None,
    report: Wanted | None = None,
) -> None:
    """ "Giao việc": each task goes to the group that leads it, by the words printed for it."""
    document = issued(number)
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
    directive_services.confirm(cascade, by=by)
    # The story does not tell every month: periods begin where a report of one is told.
    cascade.assignments.filter(period_end__isnull=False).delete()


@dataclass(frozen=True)
class Account:
    """What a unit reports: figures in the order of the indicators, and the four parts, of which
    only the first must be written."""

    figures: tuple[int, ...]
    results: str
    limits: str = ""
    next_steps: str = ""
    proposals: str = ""

    @property
    def narrative(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in Report.NARRATIVE}


def report(world: World, number: str, unit: str, username: str, account: Account) -> None:
    """The unit fills its report in and sends it, with the tasks it has done that are done once."""
    by = world.actor(username, unit)
    directive_services.lay_out_periods()
    made = report_services.open_report(assigned(number, unit, Task.Kind.REPORT))
    figures = {
        indicator: (Decimal(value), "")
        for indicator, value in zip(Indicator.objects.all(), account.figures, strict=True)
    }
    made = report_services.save_report(
        made, by=by, version=made.version, narrative=account.narrative, figures=figures
    )
    once = {Kind.ONCE, Kind.OPEN}
    finished = [
        row
        for row in report_services.open_tasks(made)
        if TABLE[Operator(row.task.operator)].kind in once
    ]
    report_services.submit_report(made, by=by, finished=finished)


def take_in(world: World, number: str, unit: str, username: str) -> None:
    """The superior accepts the unit's report ("tiếp nhận")."""
    made = Report.objects.get(directive__document__full_number=number, unit__code=unit)
    report_services.accept(made, by=world.actor(username, made.to_unit.code), version=made.version)
