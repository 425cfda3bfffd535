"""Starting a plan from what the superior wrote, and comparing the two ("Đối chiếu")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from directives import services as directive_services
from directives.intake import proposals
from directives.models import Assignment, Task
from directives.states import Act, AssignmentState
from documents import compose, outline, types
from documents.errors import PaperError
from documents.lifecycle import Action
from documents.models import Document, Recipient, Section
from documents.services.editing import save_citations, save_recipients
from plans.models import NotApplicable, Plan
from units.actors import Actor
from units.dates import format_date, today
from units.models import Unit
from units.text import clean

GAP = "〔cần điền〕"


@transaction.atomic
def start_plan(
    assignment: Assignment, *, by: Actor, start: str = Plan.Start.FRAME, typed: str = ""
) -> Plan:
    """Open the draft plan that answers an assignment, prefilled from the directive.

    `typed` is the text of a file written elsewhere ("Tệp Word có sẵn"): its mục become the
    draft's, its words before the first mục the lời dẫn. Raises PaperError when the unit already
    has a plan, naming its writer.
    """
    _only_once(assignment)
    above = assignment.task.document
    subject = _subject(above, by.unit)
    last = last_plan(by.unit)
    if start == Plan.Start.LAST and last is None:
        raise PaperError("Đơn vị chưa có kế hoạch nào đã ban hành để lấy làm khung.")
    opening, sections = proposals.draft_of(typed) if start == Plan.Start.FILE else ("", None)
    document = compose.start(
        type_code="KH",
        subject=subject,
        by=by,
        review_unit=assignment.task.report_to,
        opening=opening or _opening(above, by.unit),
        sections=sections or _sections(above, by.unit, start, last),
    )
    document.due_at, document.due_wording = assignment.due_at, assignment.wording
    document.save(update_fields=["due_at", "due_wording"])
    plan = Plan.objects.create(
        document=document,
        unit=by.unit,
        directive=getattr(above, "directive", None),
        assignment=assignment,
        year=today().year,
    )
    save_citations(document, _citations(above, by.unit), by=by)
    if start == Plan.Start.FRAME:
        take_tasks(plan, by=by)
    _usual_recipients(document, assignment, last, by)
    if assignment.state in {AssignmentState.NEW, AssignmentState.ACCEPTED}:
        directive_services.act(assignment, Act.START, by=by)
    return plan


@transaction.atomic
def start_own(*, by: Actor, subject: str, typed: str = "") -> Plan:
    """A plan nobody asked for, on a blank page or from the text of a file (`typed`).

    The unit's own leader reviews it.
    """
    opening, sections = proposals.draft_of(typed) if typed else ("", None)
    document = compose.start(
        type_code="KH", subject=subject, by=by, opening=opening, sections=sections
    )
    return Plan.objects.create(document=document, unit=by.unit, year=today().year)


def given_tasks(plan: Plan) -> list[Assignment]:
    """The superior's tasks that name this unit, in the order of the directive."""
    return _given([plan])[plan.pk]


def _given(plans: Sequence[Plan]) -> dict[int, list[Assignment]]:
    """The tasks from above of each plan; one query."""
    asked: dict[tuple[int, int], list[int]] = {}
    for plan in plans:
        if plan.directive_id is not None:
            asked.setdefault((plan.unit_id, plan.directive_id), []).append(plan.pk)
    given: dict[int, list[Assignment]] = {plan.pk: [] for plan in plans}
    rows = (
        Assignment.objects.filter(
            unit__in={unit for unit, _ in asked},
            task__document__in={directive for _, directive in asked},
            task__kind=Task.Kind.WORK,
            period_end=None,
        )
        .exclude(state__in=[AssignmentState.CANCELLED, AssignmentState.EXCUSED])
        .select_related("task__report_to", "task__document__issuer")
        .order_by("task__order", "task_id")
    )
    for row in rows if asked else ():
        for plan_pk in asked.get((row.unit_id, row.task.document_id), ()):
            given[plan_pk].append(row)
    return given


@dataclass(frozen=True)
class Line:
    """One row of "Đối chiếu": a task from above and how this plan answers it.

    status: answered, unanswered, later (answered, but due after the superior's limit), excused.
    """

    number: int
    given: Assignment
    answers: list[Task]
    excuse: NotApplicable | None
    status: str


def coverage(plan: Plan) -> list[Line]:
    """Every task from above with its answers in this plan; four queries whatever their number."""
    return coverage_of([plan])[plan.pk]


def coverage_of(plans: Sequence[Plan]) -> dict[int, list[Line]]:
    """The coverage of many plans by primary key, for the same four queries."""
    given = _given(plans)
    own_tasks: dict[int, list[Task]] = {plan.pk: [] for plan in plans}
    for task in Task.objects.filter(document__in=own_tasks).prefetch_related("answers"):
        own_tasks[task.document_id].append(task)
    excuses = {
        (row.plan_id, row.task_id): row for row in NotApplicable.objects.filter(plan__in=own_tasks)
    }
    return {
        plan.pk: [
            _line(number, row, own_tasks[plan.pk], excuses.get((plan.pk, row.task_id)))
            for number, row in enumerate(given[plan.pk], start=1)
        ]
        for plan in plans
    }


def _line(number: int, row: Assignment, tasks: list[Task], excuse: NotApplicable | None) -> Line:
    own = [task for task in tasks if any(a.pk == row.task_id for a in task.answers.all())]
    late = any(task.due_at and row.due_at and task.due_at > row.due_at for task in own)
    status = "later" if late else "answered" if own else "excused" if excuse else "unanswered"
    return Line(number, row, own, excuse, status)


@transaction.atomic
def take_tasks(plan: Plan, *, by: Actor) -> int:
    """Write the superior's unanswered tasks into "Tổ chức thực hiện" as ticked paragraphs.

    Returns how many. Who leads them here is left to fill in.
    """
    section = plan.document.sections.filter(holds_tasks=True).order_by("-order").first()
    missing = [line.given for line in coverage(plan) if line.status == "unanswered"]
    if section is None or not missing:
        return 0
    kept = [line for line in section.text.splitlines() if line.strip() and line.strip() != GAP]
    first = len(outline.parse("\n".join(kept)))
    added = [f"- {' '.join(row.task.text.split()).lstrip('-+ ')}" for row in missing]
    Section.objects.filter(pk=section.pk).update(
        text=outline.normalise("\n".join([*kept, *added])), version=section.version + 1
    )
    section.refresh_from_db()
    for index, row in enumerate(missing, start=first):
        directive_services.save_task(
            plan.document,
            by=by,
            text=row.task.text,
            operator=row.task.operator,
            date=row.task.date,
            wording=row.task.wording,
            product=row.task.product,
            report_to=row.task.report_to,
            answers=[row.task],
            section=section,
            paragraph=index,
        )
    return len(missing)


@transaction.atomic
def mark_not_applicable(plan: Plan, task: Task, *, by: Actor, reason: str) -> None:
    """Say why a superior's task does not concern the unit; refused without a reason."""
    reason = clean(reason).strip()
    if not reason:
        raise PaperError("Ghi lý do không áp dụng.")
    NotApplicable.objects.update_or_create(
        plan=plan, task=task, defaults={"reason": reason, "by": by.user}
    )


def follow_plan(document: Document, action: str, by: Actor | None) -> None:
    """The duty to plan moves with the plan: handed in, withdrawn, issued, given up."""
    plan = Plan.objects.filter(document=document).select_related("assignment").first()
    if plan is None or plan.assignment is None:
        return
    assignment = plan.assignment
    state = AssignmentState(assignment.state)
    answered = state is AssignmentState.ANSWERED
    if action == Action.SUBMIT and not answered:
        at = document.first_submitted_at
        directive_services.act(assignment, Act.ANSWER, by=by, result=str(document), at=at)
    elif action == Action.WITHDRAW and answered:
        directive_services.act(assignment, Act.TAKE_BACK, by=by)
    elif action == Action.ISSUE and answered:
        directive_services.act(assignment, Act.CONFIRM, by=by)
    elif action == Action.ABANDON:
        # The duty waits for another plan; the given-up one keeps its text but answers nothing.
        Plan.objects.filter(pk=plan.pk).update(assignment=None)
        if answered:
            directive_services.act(assignment, Act.TAKE_BACK, by=by)


def _only_once(assignment: Assignment) -> None:
    existing = Plan.objects.filter(assignment=assignment).select_related("document").first()
    if existing is not None:
        raise PaperError(
            f"Đơn vị đã có bản soạn cho việc này, do đồng chí {existing.document.created_by} tạo."
        )


def _subject(above: Document, unit: Unit) -> str:
    subject = above.subject
    return f"{subject[:1].upper()}{subject[1:]}"[:500]


def _opening(above: Document, unit: Unit) -> str:
    """The sentence before the first mục. Party papers name there what they carry out; all others
    list it among the căn cứ (NĐ 30/2020, PL I, II.6; HD 36-HD/VPTW)."""
    start = f"Thực hiện {_cited(above)}, " if compose.family_of(unit) == "party" else ""
    return f"{start}{unit.name} ban hành Kế hoạch với các nội dung như sau:"


def _citations(above: Document, unit: Unit) -> list[str]:
    """What the directive rests on, then the directive itself, as lines of căn cứ."""
    if compose.family_of(unit) == "party":
        return []
    rests_on = [citation.text for citation in above.citations.all()]
    return [*(_as_basis(text) for text in rests_on), f"Thực hiện {_cited(above)}"]


def _as_basis(text: str) -> str:
    return text if text.startswith(("Căn cứ", "Thực hiện", "Xét")) else f"Căn cứ {text}"


def _cited(above: Document) -> str:
    """The directive in full: type, number, date, issuer and what it is about."""
    day = f" ngày {format_date(above.date)}" if above.date else ""
    issuer = above.issuer.name_on(above.date or today()).name
    about = above.subject[:1].lower() + above.subject[1:]
    about = about if about.startswith("về ") else f"về {about}"
    return f"{above.type_name} số {above.full_number}{day} của {issuer} {about}"


def _sections(
    above: Document, unit: Unit, start: str, last: Plan | None
) -> list[tuple[str, str]] | None:
    """The headings to begin with: the superior's own, last year's text, or the family's."""
    if start == Plan.Start.LAST and last is not None:
        return [(s.heading, s.text) for s in last.document.sections.all()]
    headings = [s.heading for s in above.sections.all() if s.heading]
    if start == Plan.Start.FRAME and above.type_code == "KH" and len(headings) >= 2:
        return [(heading, GAP) for heading in headings]
    if start == Plan.Start.FRAME:
        family = compose.family_of(unit)
        return [(heading, GAP) for heading in types.skeleton("KH", family)]
    return None


def last_plan(unit: Unit) -> Plan | None:
    """The plan the unit issued last, from which a new one may start."""
    return (
        Plan.objects.filter(unit=unit, document__state="issued")
        .select_related("document")
        .order_by("-document__issued_at")
        .first()
    )


def _usual_recipients(
    document: Document, assignment: Assignment, last: Plan | None, by: Actor
) -> None:
    """Last plan's recipients; in any case the issuer and whoever must be reported to."""
    rows: list[tuple[str, str, bool]] = []
    if last is not None:
        rows = [
            (line.text, line.purpose, line.print_only)
            for line in last.document.recipients.filter(kind=Recipient.Kind.RECIPIENT)
        ]
    for unit in mandatory_recipients(assignment):
        if all(text != str(unit) for text, _, _ in rows):
            rows.insert(0, (str(unit), "(để b/c)", False))
    save_recipients(document, rows, kind=Recipient.Kind.RECIPIENT, by=by)


def mandatory_recipients(assignment: Assignment) -> list[Unit]:
    """Who must get the plan: the unit that gave the work and those its tasks report to."""
    return mandatory_of([assignment])[assignment.pk]


def mandatory_of(assignments: Sequence[Assignment]) -> dict[int, list[Unit]]:
    """Who must get the plan answering each of many assignments; one query.

    The assignments come with `issuer` and `task` loaded.
    """
    reported: dict[tuple[int, int], dict[int, Unit]] = {}
    rows = Assignment.objects.filter(
        unit__in={row.unit_id for row in assignments},
        task__document__in={row.task.document_id for row in assignments},
        task__report_to__isnull=False,
    ).select_related("task__report_to")
    for row in rows:
        if row.task.report_to is not None:
            units = reported.setdefault((row.task.document_id, row.unit_id), {})
            units[row.task.report_to.pk] = row.task.report_to
    wanted = {}
    for row in assignments:
        units = {row.issuer_id: row.issuer, **reported.get((row.task.document_id, row.unit_id), {})}
        units.pop(row.unit_id, None)
        wanted[row.pk] = list(units.values())
    return wanted
