"""Bringing a paper of the demo to life by the services everybody else uses.

Each act is one event of the story; it takes the world as it is then and finds what it needs there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from django.db.models import QuerySet

from directives import services as directive_services
from directives.models import Assignment, Task
from directives.states import OPEN_BELOW
from documents import compose, outline, permissions
from documents.lifecycle import Action
from documents.models import Document, NumberCounter, Recipient, Section
from documents.services import certificates, editing, issuing, numbering, registering, review
from documents.services.sections import add_section, remove_section
from nq57portal.demo.clock import Clock
from nq57portal.demo.papers.paper import Duty, Paper, To
from plans.services import start_own, start_plan
from units.actors import Actor, actor_for, people_with
from units.calendar import add_working_days
from units.dates import today
from units.models import Role, Unit, User


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


@dataclass(frozen=True)
class Event:
    """Something that happened on a day, at an hour in Hanoi ("09:00")."""

    day: dt.date
    time: str
    act: Callable[[World], object]


def issued(number: str) -> Document:
    """The paper with this full number."""
    return Document.objects.select_related("issuer").get(full_number=number)


def document_of(paper: Paper) -> Document:
    """What became of a paper of the story, in whatever state it is."""
    return Document.objects.get(issuer__code=paper.issuer, subject=paper.subject)


def assigned(number: str, unit: str, kind: str) -> Assignment:
    """The duty to plan or to report that a unit got from a paper; of one that comes back, the
    first period it has not answered."""
    rows = Assignment.objects.select_related("task__document", "task__report_to", "unit", "issuer")
    return rows.filter(
        task__document__full_number=number,
        task__kind=kind,
        unit__code=unit,
        stands=False,
        state__in=OPEN_BELOW,
    ).earliest("period_end")


# --- The text -------------------------------------------------------------------------------------


def write(world: World, paper: Paper, *, answers: str = "") -> None:
    """Compose the draft: fields, căn cứ, mục, recipients, signer and tracked tasks.

    `answers` is the number of the superior's paper that asked for it.
    """
    by = world.actor(paper.hands.writer, paper.issuer)
    above: QuerySet[Task] | None = None
    if answers:
        duty = assigned(answers, paper.issuer, Task.Kind.PLAN)
        document = start_plan(duty, by=by).document
        above = duty.task.document.tasks.filter(kind=Task.Kind.WORK)
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
    for marked in paper.duties:
        _mark(document, marked, by, above)


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


def _mark(document: Document, duty: Duty, by: Actor, above: QuerySet[Task] | None) -> None:
    section, paragraph = _find(document, duty.begins)
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
        answers=[] if above is None else [above.get(text__startswith=w) for w in duty.answers],
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


def hand_in(world: World, paper: Paper) -> None:
    """The writer hands the draft in ("trình")."""
    document, by = document_of(paper), world.actor(paper.hands.writer, paper.issuer)
    permissions.require(Action.SUBMIT, document, by)
    review.submit(document, by=by)


def take_up(world: World, paper: Paper) -> None:
    """The reviewer opens it; from now on it is theirs."""
    document, by = document_of(paper), world.actor(paper.hands.reviewer, paper.hands.review_unit)
    permissions.require(Action.CLAIM, document, by)
    review.claim(document, by=by)


def approve(world: World, paper: Paper) -> None:
    """The reviewer approves the revision handed in last."""
    document, by = document_of(paper), world.actor(paper.hands.reviewer, paper.hands.review_unit)
    permissions.require(Action.APPROVE, document, by)
    review.approve(document, by=by, seen_revision=document.revision_count)


def turn_register(world: World, paper: Paper) -> None:
    """Let the register of the paper's unit stand just before the number it is to get.

    The portal came into use in the middle of a year or term; the numbers before were given in the
    office's book of paper.
    """
    document = document_of(paper)
    series, period = numbering.series_of(document, today())
    NumberCounter.objects.update_or_create(
        unit=document.issuer, series=series, period=period, defaults={"last": paper.number - 1}
    )


def number(world: World, paper: Paper) -> None:
    """The clerk gives it its number and the day."""
    turn_register(world, paper)
    document, by = document_of(paper), world.actor(paper.hands.clerk, paper.issuer)
    permissions.require(Action.NUMBER, document, by)
    following = numbering.next_number(document, today())
    numbering.give_number(document, by=by, day=today(), seen_number=following)


def sign(world: World, paper: Paper) -> None:
    """The signer signs what was numbered."""
    document = document_of(paper)
    issuing.sign(
        document,
        by=world.actor(paper.hands.signer, paper.issuer),
        pin=certificates.DEMO_PERSON_PIN,
        seen_number=document.full_number,
        seen_revision=document.revision_count,
    )


def send_out(world: World, paper: Paper) -> None:
    """The clerk seals and issues it."""
    by = world.actor(paper.hands.clerk, paper.issuer)
    issuing.issue(document_of(paper), by=by, pin=certificates.DEMO_SEAL_PIN)


def receive(world: World, paper: Paper, untouched: Collection[str] = ()) -> None:
    """Clerks of the units it reached enter it in their books; where there is none, staff open it.

    Units without people, and those with the codes `untouched`, leave it as it came.
    """
    document = document_of(paper)
    came = document.deliveries.exclude(unit__code__in=untouched)
    for delivery in came.select_related("unit__area"):
        if clerks := people_with(delivery.unit, Role.CLERK):
            registering.enter_in_book(document, by=actor_for(clerks[0], delivery.unit))
        elif staff := people_with(delivery.unit, Role.STAFF):
            registering.mark_opened(document, by=actor_for(staff[0], delivery.unit))


def life(paper: Paper, *, answers: str = "", untouched: Collection[str] = ()) -> Iterator[Event]:
    """The whole way of a paper of the past, within the working days around its date."""
    assert paper.day is not None
    day, before, after = paper.day, *(add_working_days(paper.day, n) for n in (-1, 1))
    yield Event(before, "09:00", partial(write, paper=paper, answers=answers))
    yield Event(before, "15:00", partial(hand_in, paper=paper))
    yield Event(day, "08:10", partial(take_up, paper=paper))
    yield Event(day, "08:40", partial(approve, paper=paper))
    yield Event(day, "09:00", partial(number, paper=paper))
    yield Event(day, "10:15", partial(sign, paper=paper))
    yield Event(day, "10:40", partial(send_out, paper=paper))
    yield Event(after, "08:30", partial(receive, paper=paper, untouched=untouched))
