"""What later apps tell the pages of directives; plans and reports register here from `ready()`.

Directives never name plans or reports: a page that must show them asks here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.lifecycle import StateLabel

if TYPE_CHECKING:
    from directives.models import Assignment
    from documents.models import Document
    from units.actors import Actor


@dataclass(frozen=True)
class Answer:
    """The paper or report by which a unit answers an assignment; only for who may open it."""

    label: str
    address: str
    state: StateLabel | None = None


LimitMoved = Callable[["Assignment"], None]
Superior = Callable[["Document"], Iterable["Assignment"]]
Answers = Callable[[Sequence["Assignment"], "Actor"], Mapping[int, Answer]]

_limit_moved: list[LimitMoved] = []
_superior: list[Superior] = []
_answers: list[Answers] = []


def superior(handler: Superior) -> Superior:
    """Let the handler say which assignments from above a paper in writing has to answer."""
    _superior.append(handler)
    return handler


def answers(handler: Answers) -> Answers:
    """Let the handler find, in a fixed number of queries, what answers the given assignments.

    It returns answers by primary key of the assignment, only of what the actor may open.
    """
    _answers.append(handler)
    return handler


def limit_moved(handler: LimitMoved) -> LimitMoved:
    """Let the handler follow when an assignment got a later limit, in the same transaction."""
    _limit_moved.append(handler)
    return handler


def tell_limit_moved(assignment: Assignment) -> None:
    """Tell every handler that the assignment's limit is now another one."""
    for handler in _limit_moved:
        handler(assignment)


def superior_tasks(document: Document) -> list[Assignment]:
    """The tasks from above that this paper carries out, as they were given to its unit."""
    return [row for handler in _superior for row in handler(document)]


def answers_of(assignments: Sequence[Assignment], actor: Actor) -> dict[int, Answer]:
    """What answers each assignment, where something does and the actor may open it."""
    found: dict[int, Answer] = {}
    for handler in _answers:
        found.update(handler(assignments, actor))
    return found
