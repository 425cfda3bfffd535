"""What plans add to a paper's life; registered by `apps.PlansConfig.ready`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from directives import hooks
from directives.models import Assignment
from documents import events, parts
from documents.events import Above, Finding
from documents.models import Document, Recipient, Section
from plans import services
from plans.models import Plan
from units.actors import Actor
from units.dates import format_date, in_hanoi
from units.text import fold


@events.on_move
def follow(document: Document, action: str, by: Actor | None) -> None:
    services.follow_plan(document, action, by)


@hooks.limit_moved
def follow_limit(assignment: Assignment) -> None:
    """A plan not handed in yet is due when its assignment is."""
    plans = Plan.objects.filter(assignment=assignment).values("document")
    Document.objects.filter(pk__in=plans, first_submitted_at__isnull=True).update(
        due_at=assignment.due_at, due_wording=assignment.wording
    )


@events.finder
def unanswered_tasks(documents: Sequence[Document]) -> Iterable[tuple[int, Finding]]:
    """A superior's task without an answer blocks; a later date than asked wants a reason."""
    plans = list(Plan.objects.filter(document__in=documents))
    papers = {document.pk: document for document in documents}
    for pk, lines in services.coverage_of(plans).items() if plans else ():
        page = papers[pk].compose_url("coverage")
        for line in lines:
            if line.status == "unanswered":
                sentence = f"Nhiệm vụ số {line.number} của cấp trên chưa được trả lời."
                yield pk, Finding(f"unanswered-{line.given.task_id}", True, sentence, page)
            if line.status == "later":
                yield pk, Finding(f"later-{line.given.task_id}", False, _later(line), page)


def _later(line: services.Line) -> str:
    own = max(task.due_at for task in line.answers if task.due_at)
    limit = format_date(in_hanoi(line.given.due_at).date()) if line.given.due_at else ""
    return (
        f"Hạn {format_date(in_hanoi(own).date())} của nhiệm vụ trả lời nhiệm vụ số {line.number} "
        f"muộn hơn hạn cấp trên giao ({limit})."
    )


@events.finder
def missing_recipients(documents: Sequence[Document]) -> Iterable[tuple[int, Finding]]:
    """The directive says who must be reported to; they belong under "Nơi nhận"."""
    plans = Plan.objects.filter(document__in=documents, assignment__isnull=False)
    assignments = {
        plan.pk: plan.assignment
        for plan in plans.select_related("assignment__task", "assignment__issuer")
        if plan.assignment is not None
    }
    if not assignments:
        return
    wanted = services.mandatory_of(list(assignments.values()))
    for document in documents:
        if document.pk not in assignments:
            continue
        named = {
            unit
            for line in document.recipients.all()
            if line.kind != Recipient.Kind.ARCHIVE
            for unit in (line.group.get("units", []) if line.group else [])
        }
        for unit in wanted[assignments[document.pk].pk]:
            if unit.pk not in named:
                yield (
                    document.pk,
                    Finding(
                        f"recipient-{unit.pk}",
                        True,
                        f"Nơi nhận thiếu nơi phải báo cáo theo văn bản giao việc: {unit}.",
                        document.compose_url("recipients"),
                    ),
                )


@events.part
def coverage_part(document: Document) -> parts.Part | None:
    """ "Đối chiếu nhiệm vụ cấp trên" of a plan that answers a directive (screens §3, part 5)."""
    plan = Plan.objects.filter(document=document, directive__isnull=False).first()
    if plan is None:
        return None
    label, page = "Đối chiếu nhiệm vụ cấp trên", document.compose_url("coverage")
    statuses = [line.status for line in services.coverage(plan)]
    missing, later = statuses.count("unanswered"), statuses.count("later")
    answered = len(statuses) - missing
    hint = f"{len(statuses)} nhiệm vụ được giao: {answered} đã trả lời, {missing} chưa"
    state = parts.DONE
    if not statuses:
        hint = "Cấp trên không giao nhiệm vụ cụ thể"
    elif missing:
        state = parts.DOING if answered else parts.TODO
    elif later:
        state, hint = parts.LOOK_AGAIN, f"{later} nhiệm vụ có hạn muộn hơn hạn cấp trên giao"
    return parts.Part(5, label, page, state, hint, for_reviewer=True)


@events.above
def directive_says(section: Section) -> Iterable[Above]:
    """The superior's mục with the same heading; in "Tổ chức thực hiện" also the tasks given."""
    plan = (
        Plan.objects.filter(document=section.document_id, directive__isnull=False)
        .select_related("directive__document__issuer", "unit")
        .first()
    )
    if plan is None or plan.directive is None:
        return
    paper = plan.directive.document
    source, url = f"{paper} của {paper.issuer}", paper.get_absolute_url()
    if section.holds_tasks:
        tasks = [row.task.text for row in services.given_tasks(plan)]
        if tasks:
            yield Above(source, url, "Nhiệm vụ giao cho đơn vị", "\n".join(tasks))
    for match in paper.sections.all():
        if match.text.strip() and fold(match.heading) == fold(section.heading):
            yield Above(source, url, match.heading, match.text)


@hooks.superior
def tasks_from_above(document: Document) -> Iterable[Assignment]:
    """What the page of the plan's own tasks offers as "trả lời nhiệm vụ cấp trên"."""
    plan = Plan.objects.filter(document=document).first()
    return services.given_tasks(plan) if plan else []


@hooks.answers
def plans_that_answer(assignments: Sequence[Assignment], actor: Actor) -> dict[int, hooks.Answer]:
    """The plan made for each duty to plan, for whoever may open it."""
    plans = Plan.objects.filter(
        assignment__in=[row.pk for row in assignments],
        document__in=Document.objects.visible_to(actor).values("pk"),
    ).select_related("document__issuer", "document__replaced_by", "document__reviewer")
    return {
        plan.assignment_id: hooks.Answer(
            str(plan.document),
            plan.document.get_absolute_url(),
            plan.document.state_label("writer" if plan.unit_id == actor.unit.pk else "reviewer"),
        )
        for plan in plans
        if plan.assignment_id is not None
    }
