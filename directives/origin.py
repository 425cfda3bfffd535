"""Where a task comes from: the papers it carries out, up to the resolution."""

from __future__ import annotations

from dataclasses import dataclass

from directives.models import Task
from documents.models import Document
from units.actors import Actor

# Politburo, central board, province, commune, office: papers do not go deeper than this.
_LEVELS = 8


@dataclass(frozen=True)
class Step:
    """One paper on the way down to a task, with those of its tasks that lead there."""

    document: Document
    tasks: list[Task]


def chain(task: Task, actor: Actor) -> list[Step]:
    """The papers above a task, oldest first, as far as the actor may open them.

    A task leads up by the tasks it answers and its paper by the papers it cites; two queries a
    level.
    """
    tasks: dict[int, Task] = {}
    papers: dict[int, Document] = {}
    known, here_tasks, here_papers = {task.document_id}, [task.pk], [task.document_id]
    for _ in range(_LEVELS):
        answered = list(Task.objects.filter(answered_by__in=here_tasks).distinct())
        tasks |= {row.pk: row for row in answered}
        above = Document.objects.visible_to(actor).filter(
            pk__in=[
                *(row.document_id for row in answered),
                *Document.objects.filter(cited_by__document__in=here_papers).values_list(
                    "pk", flat=True
                ),
            ]
        )
        found = [row for row in above.select_related("issuer") if row.pk not in known]
        papers |= {row.pk: row for row in found}
        known |= set(papers)
        here_tasks, here_papers = [row.pk for row in answered], [row.pk for row in found]
        if not here_tasks and not here_papers:
            break
    steps = [
        Step(paper, [row for row in tasks.values() if row.document_id == paper.pk])
        for paper in papers.values()
    ]
    return sorted(steps, key=_age)


def _age(step: Step) -> tuple[bool, str, int]:
    day = step.document.date
    return day is None, day.isoformat() if day else "", step.document.pk
