"""Bringing a paper of the demo to life by the services everybody else uses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from directives import services as directive_services
from directives.models import Assignment, Task
from documents import compose, outline, permissions
from documents.lifecycle import Action
from documents.models import Document, NumberCounter, Recipient, Section
from documents.services import certificates, editing, issuing, numbering, registering, review
from documents.services.sections import add_section, remove_section
from nq57portal.demo.clock import Clock
from nq57portal.demo.papers.paper import Duty, Paper, To
from plans.services import start_own, start_plan
from units.actors import Actor, actor_for, people_with
from units.models import Role, Unit, User

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class World:
    """The portal while the story is told: its clock, its people, the last day of certificates."""

    clock: Clock
    people: Mapping[str, User]
    certificates_until: dt.datetime

    def unit(self, code: str) -> Unit:
        return Unit.objects.select_related("area").get(code=code)

    def actor(self, username: str, unit: str = "") -> Actor:
        """The person acting for the unit, or for the only one they belong to."""
        user = self.people[username]
        code = unit or user.memberships.values_list("unit__code", flat=True).get()
        return actor_for(user, self.unit(code))


# --- The text -------------------------------------------------------------------------------------


def write(world: World, paper: Paper, *, assignment: Assignment | None = None) -> Document:
    """Compose the draft: fields, căn cứ, mục, recipients, signer and tracked tasks."""
    by = world.actor(paper.hands.writer, paper.issuer)
    if assignment is not None:
        document = start_plan(assignment, by=by).document
        for task in document.tasks.all():
            # What the superior asked is answered in the unit's own words below.
            directive_services.remove_task(task, by=by)
    elif paper.type_code == "KH":
        document = start_own(by=by, subject=paper.subject).document
    else:
        document = compose.start(type_code=paper.type_code, subject=paper.subject, by=by)
    signer = world.people[paper.hands.signer]
    document.refresh_from_db()
    document = editing.save_fields(
        document,
        version=document.version,
        by=by,
        subject=paper.subject,
        field=paper.field,
        opening=paper.opening,
        closing=paper.closing,
        review_unit=world.unit(paper.hands.review_unit),
        signer=signer,
        signer_name=signer.full_name,
        authority="\n".join(paper.authority),
        position=paper.position,
    )
    editing.save_citations(document, paper.citations, by=by)
    _write_sections(document, paper, by)
    _write_recipients(document, paper, by)
    editing.save_appendices(
        document,
        [
            {
                "title": extra.title,
                "text": extra.text,
                "table": _table(extra.table),
                "landscape": extra.landscape,
            }
            for extra in paper.appendices
        ],
        by=by,
        seen=editing.appendices_seen(document),
    )
    for duty in paper.duties:
        _mark(document, duty, by, assignment)
    return document


def _write_sections(document: Document, paper: Paper, by: Actor) -> None:
    """Fill the skeleton; mục it lacks go before the last one, which holds the tasks."""
    while (count := document.sections.count()) < len(paper.sections):
        add_section(document, after=count - 1, heading="MỤC MỚI", by=by)
    while document.sections.count() > len(paper.sections):
        spare = document.sections.all()[1]
        editing.save_section(spare, text="", version=spare.version, by=by)
        remove_section(spare, by=by)
    for section, (heading, text) in zip(document.sections.all(), paper.sections, strict=True):
        editing.save_section(section, text=text, version=section.version, by=by, heading=heading)


def _write_recipients(document: Document, paper: Paper, by: Actor) -> None:
    kinds = Recipient.Kind
    for kind, lines in ((kinds.ADDRESSEE, paper.addressed), (kinds.RECIPIENT, paper.to)):
        rows = [(line.line, line.purpose, line.whom.group(line.line) is None) for line in lines]
        for made, line in zip(
            editing.save_recipients(document, rows, kind=kind, by=by), lines, strict=True
        ):
            _choose(made, line, by)
    editing.save_recipients(document, [(paper.archive, "", False)], kind=kinds.ARCHIVE, by=by)


def _choose(made: Recipient, line: To, by: Actor) -> None:
    group = line.whom.group(made.text)
    if group is not None:
        editing.choose_units(made, group, by=by)


def _table(rows: tuple[tuple[str, ...], ...]) -> dict[str, object] | None:
    if not rows:
        return None
    head, *body = rows
    return {"head": list(head), "rows": [list(row) for row in body], "numeric": []}


def _mark(document: Document, duty: Duty, by: Actor, assignment: Assignment | None) -> None:
    section, paragraph = _find(document, duty.begins)
    above = assignment.task.document.tasks.filter(kind=Task.Kind.WORK) if assignment else None
    directive_services.save_task(
        document,
        by=by,
        text=paragraph.text,
        lead=duty.lead,
        lead_group=duty.whom.group(duty.lead),
        support=duty.support,
        operator=duty.operator,
        date=duty.date,
        product=duty.product,
        report_to=Unit.objects.filter(code=duty.report_to).first(),
        report_via=Unit.objects.filter(code=duty.report_via).first(),
        answers=[above.get(text__startswith=begins) for begins in duty.answers] if above else (),
        section=section,
        paragraph=paragraph.index,
    )


def _find(document: Document, begins: str) -> tuple[Section, outline.Paragraph]:
    section = document.sections.get(holds_tasks=True)
    found = [p for p in outline.parse(section.text) if p.text.startswith(begins)]
    if len(found) != 1:
        raise LookupError(f"{document}: {len(found)} paragraphs begin with “{begins}”")
    return section, found[0]


# --- Its life -------------------------------------------------------------------------------------


def hand_in(world: World, document: Document, paper: Paper) -> None:
    """The writer hands the draft in ("trình")."""
    by = world.actor(paper.hands.writer, paper.issuer)
    permissions.require(Action.SUBMIT, document, by)
    review.submit(document, by=by)
    document.refresh_from_db()


def take_up(world: World, document: Document, paper: Paper) -> Actor:
    """The reviewer opens it; from now on it is theirs."""
    by = world.actor(paper.hands.reviewer, paper.hands.review_unit)
    permissions.require(Action.CLAIM, document, by)
    review.claim(document, by=by)
    return by


def approve(world: World, document: Document, paper: Paper) -> None:
    """The reviewer approves the revision handed in last."""
    by = world.actor(paper.hands.reviewer, paper.hands.review_unit)
    permissions.require(Action.APPROVE, document, by)
    review.approve(document, by=by, seen_revision=document.revision_count)


def send_out(world: World, document: Document, paper: Paper, day: dt.date) -> None:
    """Number, sign, seal and issue on one day."""
    clerk = world.actor(paper.hands.clerk, paper.issuer)
    signer = world.actor(paper.hands.signer, paper.issuer)
    world.clock.set(day, "09:00")
    turn_register(document, paper.number, day)
    permissions.require(Action.NUMBER, document, clerk)
    number = numbering.next_number(document, day)
    numbering.give_number(document, by=clerk, day=day, seen_number=number)
    world.clock.set(day, "10:15")
    issuing.sign(
        document,
        by=signer,
        pin=certificates.DEMO_PERSON_PIN,
        seen_number=document.full_number,
        seen_revision=document.revision_count,
    )
    world.clock.set(day, "10:40")
    issuing.issue(document, by=clerk, pin=certificates.DEMO_SEAL_PIN)
    document.refresh_from_db()


def turn_register(document: Document, number: int, day: dt.date) -> None:
    """Let the register of the paper's unit stand just before this number.

    The portal came into use in the middle of a year or term; the numbers before were given in the
    office's book of paper.
    """
    series, period = numbering.series_of(document, day)
    NumberCounter.objects.update_or_create(
        unit=document.issuer, series=series, period=period, defaults={"last": number - 1}
    )


def issue(
    world: World,
    paper: Paper,
    *,
    assignment: Assignment | None = None,
    untouched: Collection[str] = (),
) -> Document:
    """The whole way of a paper of the past, within the days around its date.

    The units with the codes `untouched` leave it lying as it came.
    """
    assert paper.day is not None
    world.clock.set(paper.day - 2 * _DAY, "09:00")
    document = write(world, paper, assignment=assignment)
    world.clock.set(paper.day - _DAY, "15:00")
    hand_in(world, document, paper)
    world.clock.set(paper.day, "08:10")
    take_up(world, document, paper)
    world.clock.set(paper.day, "08:40")
    approve(world, document, paper)
    send_out(world, document, paper, paper.day)
    receive(world, document, paper.day + _DAY, untouched)
    return document


def receive(
    world: World, document: Document, day: dt.date, untouched: Collection[str] = ()
) -> None:
    """Clerks of the units it reached enter it in their books; where there is none, staff open it.

    Units without people leave it as it came.
    """
    world.clock.set(day, "08:30")
    for delivery in document.deliveries.select_related("unit__area").exclude(
        unit__code__in=untouched
    ):
        if clerks := people_with(delivery.unit, Role.CLERK):
            registering.enter_in_book(document, by=actor_for(clerks[0], delivery.unit))
        elif staff := people_with(delivery.unit, Role.STAFF):
            registering.mark_opened(document, by=actor_for(staff[0], delivery.unit))
