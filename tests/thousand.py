"""A thousand more rows of every kind a list shows, copied from the world's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models
from django.utils import timezone

from activity.models import Notice, OutboxItem
from activity.services import record
from directives.models import Assignment, ImportBatch, LearnedName, Task
from directives.states import ImportState
from documents.lifecycle import State
from documents.models import (
    Citation,
    Delivery,
    Document,
    IncomingEntry,
    Recipient,
    Revision,
    Section,
)
from plans.models import Plan
from reports.models import Figure, Report
from tests.world import World
from units.dates import today
from units.models import Membership, Role, Unit

MANY = 1000
Row = TypeVar("Row", bound=models.Model)


def multiply(world: World, count: int = MANY) -> None:
    """Add `count` papers in each state that a list waits for, units, people, duties, reports, …"""
    _papers(world, count)
    _incoming(world, count)
    units = _units(world, count)
    _duties(world, units)
    _told(world, count)
    _imports(world, count)


def like(row: Row, count: int, **changes: Any) -> list[Row]:
    """Copies of a row, not saved; a change may be a function of the copy's number."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    # What only one row may have, no copy has.
    alone = {field.attname for field in fields if field.unique and field.null}
    values = {
        field.attname: None if field.attname in alone else getattr(row, field.attname)
        for field in fields
    }
    return [
        type(row)(
            **values | {name: made(n) if callable(made) else made for name, made in changes.items()}
        )
        for n in range(count)
    ]


def save(rows: Sequence[Row]) -> list[Row]:
    return type(rows[0])._default_manager.bulk_create(rows, batch_size=500)


def _papers(world: World, count: int) -> None:
    for state in (
        State.DRAFT, State.LEADER_REVIEW, State.SUBMITTED, State.RETURNED, State.APPROVED,
        State.NUMBERED, State.SIGNED, State.ISSUED,
    ):  # fmt: skip
        _copies(world, Document.objects.get(pk=world.places[state]["pk"]), count)


def _copies(world: World, paper: Document, count: int) -> None:
    """The paper with what hangs on it: mục, căn cứ, nơi nhận, task, plan, revision, number."""
    copies = save(
        like(
            paper,
            count,
            subject=lambda n: f"{paper.subject} {n}",
            full_number=lambda n: f"{5000 + n}/KH-UBND" if paper.full_number else "",
        )
    )
    Document.writers.through.objects.bulk_create(
        [
            Document.writers.through(document_id=copy.pk, user_id=world.cast.mai.pk)
            for copy in copies
        ]
    )
    save([Plan(document=copy, unit=copy.issuer, year=today().year) for copy in copies])
    save([Section(document=copy, order=1, heading="I.", text="1. Treo.") for copy in copies])
    save([Citation(document=copy, order=1, text="Nghị quyết số 57-NQ/TW") for copy in copies])
    group = {"label": "x", "units": [world.cast.tk_office.pk]}
    save([Recipient(document=copy, order=1, text="Như trên", group=group) for copy in copies])
    save([Task(document=copy, text="Nhiệm vụ", lead="Phòng") for copy in copies])
    revision = paper.revisions.first()
    if revision is not None:
        rows = like(revision, count, receipt=lambda n: f"TK-{paper.pk}-{n}")
        for row, copy in zip(rows, copies, strict=True):
            row.document = copy
        save(rows)
        pinned = {row.document_id: row for row in Revision.objects.filter(document__in=copies)}
        for copy in copies:
            copy.approved_revision = pinned[copy.pk] if copy.approved_revision_id else None
        Document.objects.bulk_update(copies, ["approved_revision"], batch_size=500)
    number = paper.register_numbers.first()
    if number is not None:
        lines = like(number, count, number=lambda n: 10_000 * paper.pk + n)
        for line, copy in zip(lines, copies, strict=True):
            line.document = copy
        save(lines)
    if paper.deliveries.exists():
        now = timezone.now()
        save([Delivery(document=c, unit=world.cast.tk_office, sent_at=now) for c in copies])


def _incoming(world: World, count: int) -> None:
    """Papers of the other commune sent to the unit, half of them entered in its book."""
    issued = Document.objects.get(pk=world.places[State.ISSUED]["pk"])
    cast, now = world.cast, timezone.now()
    papers = save(like(issued, count, issuer_id=cast.ap_ubnd.pk, subject=lambda n: f"Đến {n}"))
    sent = save([Delivery(document=paper, unit=cast.tk_ubnd, sent_at=now) for paper in papers])
    entries = [
        IncomingEntry(
            unit=cast.tk_ubnd,
            year=today().year,
            number=5000 + n,
            document=paper,
            delivery=delivery,
            arrived_on=today(),
            registered_by=cast.ha,
        )
        for n, (paper, delivery) in enumerate(zip(papers, sent, strict=True))
    ]
    save(entries[: count // 2])


def _units(world: World, count: int) -> list[Unit]:
    """Communes, each with a committee under the city's that has a name and one cadre."""
    above, city = world.cast.city_ubnd, world.cast.city
    places = save(
        like(
            world.cast.ap,
            count,
            code=lambda n: f"xa-{n}",
            name=lambda n: f"Xã {n}",
            path=lambda n: f"{city.path}xa-{n}/",
        )
    )
    rows = like(
        world.cast.ap_ubnd,
        count,
        area_id=lambda n: places[n].pk,
        code=lambda n: f"xa-{n}",
        path=lambda n: f"{above.path}xa-{n}/",
        sort_key=lambda n: f"zz{n:05}",
    )
    units = save(rows)
    name = world.cast.ap_ubnd.names.get()
    save([like(name, 1, unit_id=unit.pk)[0] for unit in units])
    people = save(
        like(world.cast.chi, count, username=lambda n: f"can-bo-{n}", sort_key=lambda n: f"z{n:05}")
    )
    pairs = list(zip(people, units, strict=True))
    save([Membership(user=user, unit=unit, role=Role.STAFF) for user, unit in pairs])
    save(
        like(
            world.cast.an.certificates.get(),
            count,
            user_id=lambda n: people[n].pk,
            fingerprint=lambda n: f"dau-{n}",
        )
    )
    return units


def _duties(world: World, units: list[Unit]) -> None:
    """A thousand duties of the unit, and one duty with its report of each of a thousand units."""
    cast, due = world.cast, timezone.now() - dt.timedelta(days=1)
    model = Assignment.objects.get(pk=world.places["new-duty"]["pk"])
    tasks = save(like(model.task, len(units), text=lambda n: f"Nhiệm vụ thêm {n}", due_at=due))
    save(like(model, len(units), task_id=lambda n: tasks[n].pk, due_at=due))
    save(like(model, len(units), unit_id=lambda n: units[n].pk, due_at=due))
    sent = Report.objects.get(pk=world.places["sent-report"]["pk"])
    owed = save(like(sent.assignment, len(units), unit_id=lambda n: units[n].pk))
    reports = save(
        [
            Report(
                assignment=duty,
                unit=unit,
                directive_id=sent.directive_id,
                to_unit=cast.board,
                state=sent.state,
                results="Đã làm.",
                submitted_at=sent.submitted_at,
                submitted_by=cast.chi,
            )
            for duty, unit in zip(owed, units, strict=True)
        ]
    )
    save(
        [
            Figure(report=report, indicator=indicator, value=Decimal(1))
            for report in reports
            for indicator in world.indicators
        ]
    )


def _imports(world: World, count: int) -> None:
    """Files that wait to be checked, brought in at once, and names learned from them."""
    batch = ImportBatch.objects.get(pk=world.places["import-batch"]["pk"])
    first = batch.imports.get()
    save(like(first, count, state=ImportState.TO_CHECK, name=lambda n: f"{n}.pdf"))
    learned = LearnedName.objects.get(pk=world.places["learned"]["pk"])
    save(like(learned, count, words=lambda n: f"BTG {n}", key=lambda n: f"btg {n}"))


def _told(world: World, count: int) -> None:
    """Notices of every kind, lines of the log about the unit and about one paper, failed jobs."""
    cast, issued = world.cast, Document.objects.get(pk=world.places[State.ISSUED]["pk"])
    notices = [
        Notice(
            recipient=person,
            unit=cast.tk_ubnd,
            reason=reason,
            subject=f"Việc {n}",
            address="/viec-can-lam/",
            key=f"nhieu:{reason}:{n}",
        )
        for person in (cast.mai, cast.binh)
        for n in range(count // len(Notice.Reason))
        for reason in Notice.Reason
    ]
    save(notices)
    for n in range(count):
        record(
            target=issued, verb="thu.nhieu", sentence=f"Việc {n}", by=cast.actor(cast.an),
            data={"before": {"số": n}, "after": {"số": n + 1}},
        )  # fmt: skip
    job = OutboxItem.objects.get(pk=world.places["failed-job"]["pk"])
    save(like(job, count, key=lambda n: f"hong:{n}"))
