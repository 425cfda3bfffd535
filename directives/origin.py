"""Where a task comes from: the papers it carries out, up to the resolution."""

from __future__ import annotations

from dataclasses import dataclass, field

from directives.models import Task
from documents.models import Citation, Document
from units.actors import Actor

# Politburo, central board, province, commune, office: papers do not go deeper than this.
_LEVELS = 8


@dataclass
class Step:
    """One paper on the way down to a task, with those of its tasks that lead there.

    Of a paper the person may not open, only what a paper below says about it (`cited_as`).
    """

    paper: Document
    cited_as: str = ""
    tasks: list[Task] = field(default_factory=list)


def chain(task: Task, actor: Actor) -> list[Step]:
    """The papers above a task, oldest first; three queries a level.

    A task leads up by the tasks it answers, its paper by the papers it cites. Beyond a paper that
    may not be opened nothing is looked up.
    """
    steps: dict[int, Step] = {}
    here_tasks, here_papers = [task.pk], [task.document_id]
    known = {task.document_id}
    for _ in range(_LEVELS):
        answered = list(Task.objects.filter(answered_by__in=here_tasks).distinct())
        cited = list(
            Citation.objects.filter(document__in=here_papers, cited__isnull=False)
            .exclude(cited__in=known)
            .select_related("cited__issuer")
        )
        above = {row.document_id for row in answered} | {
            row.cited_id for row in cited if row.cited_id
        }
        visible = Document.objects.visible_to(actor).filter(pk__in=above - known)
        found = {paper.pk: paper for paper in visible.select_related("issuer")}
        for paper in found.values():
            steps[paper.pk] = Step(paper)
        for row in cited:
            if row.cited is not None and row.cited_id not in found:
                steps.setdefault(row.cited.pk, Step(row.cited, cited_as=row.text))
        here_tasks = []
        for superior in answered:
            if superior.document_id in found:
                steps[superior.document_id].tasks.append(superior)
                here_tasks.append(superior.pk)
        known |= set(steps)
        here_papers = list(found)
        if not found:
            break
    return sorted(steps.values(), key=_age)


def _age(step: Step) -> tuple[bool, str, int]:
    day = step.paper.date
    return day is None, day.isoformat() if day else "", step.paper.pk
