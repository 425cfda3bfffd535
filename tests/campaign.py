"""A small campaign for tests: the board registers a directive and gives it to the communes."""

from __future__ import annotations

import datetime as dt

from directives import services
from directives.models import Assignment, Cascade, Task
from documents.models import Document
from documents.services.registering import register_received
from plans.models import Plan
from plans.services import start_plan
from reports.models import Indicator, Report
from reports.services import open_report
from tests.factories import Cast
from units.dates import today
from units.groups import Group
from units.models import Unit

SOON = dt.timedelta(days=10)


def indicators() -> list[Indicator]:
    rows = [("hoi-nghi", "Hội nghị quán triệt", "hội nghị"), ("luot-du", "Lượt người dự", "lượt")]
    return [
        Indicator.objects.create(code=code, name=name, measure=measure, order=order)
        for order, (code, name, measure) in enumerate(rows, start=1)
    ]


def directive(cast: Cast, *, tasks: int = 2, number: int = 12) -> Document:
    """Hướng dẫn of the city's board, registered by it, with tasks for the communes."""
    by = cast.actor(cast.binh)
    document = register_received(
        by=by,
        issuer=cast.board,
        type_code="HD",
        full_number=f"{number}-HD/BTGDVTU",
        date=today(),
        subject="tuyên truyền Nghị quyết số 57-NQ/TW",
        citations=["Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị"],
    )
    for number in range(1, tasks + 1):
        services.save_task(
            document,
            by=by,
            text=f"Nhiệm vụ thứ {number} về tuyên truyền trên địa bàn.",
            operator="before_day",
            date=today() + SOON,
        )
    return document


def cascade(
    cast: Cast,
    document: Document,
    *units: Unit,
    plan: bool = True,
    report: bool = True,
    due: dt.date | None = None,
) -> Cascade:
    """Give every task of the paper to the units, with a plan and a report wanted."""
    by = cast.actor(cast.binh) if document.issuer_id == cast.board.pk else cast.actor(cast.an)
    units = units or (cast.tk_ubnd, cast.ap_ubnd)
    made = Cascade.objects.create(
        document=document,
        unit=by.unit,
        by=by.user,
        groups=[Group(label="Các xã", units=tuple(u.pk for u in units)).as_json()],
        matrix={str(t.pk): [0] for t in document.tasks.filter(kind=Task.Kind.WORK)},
        plan_wanted=plan,
        plan_operator="before_day",
        plan_date=due or today() + SOON,
        review_unit=by.unit,
        report_wanted=report,
        report_operator="before_day",
        report_date=due or today() + SOON,
        report_to=by.unit,
    )
    return services.confirm(made, by=by)


def duty(unit: Unit, kind: str) -> Assignment:
    """The unit's one assignment of a kind."""
    return Assignment.objects.select_related("task", "issuer", "unit").get(
        unit=unit, task__kind=kind
    )


def plan_of_tan_ky(cast: Cast, start: str = Plan.Start.FRAME) -> Plan:
    document = directive(cast)
    cascade(cast, document)
    return start_plan(duty(cast.tk_ubnd, Task.Kind.PLAN), by=cast.actor(cast.mai), start=start)


def report_of(unit: Unit) -> Report:
    return open_report(duty(unit, Task.Kind.REPORT))
