"""Template tags of the pages about tasks and assignments."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from directives.forms.fields import meant
from directives.hooks import Answer
from directives.models import Assignment
from directives.states import AssignmentState, label_of
from documents.lifecycle import StateLabel
from units.actors import Actor
from units.groups import Group
from units.models import Unit

register = template.Library()


@register.filter
def meant_by(who: Mapping[str, list[Unit]], group: Group | None) -> str:
    """The units a group stands for today, in words; "" when it stands for none."""
    return meant(who.get(group.label, [])) if group is not None else ""


@register.filter
def label_for(assignment: Assignment, actor: Actor) -> StateLabel:
    """The state in the words of this reader: the unit that works, or the one that gave the work."""
    return _label(assignment, actor, None)


@register.simple_tag
def label_naming(assignment: Assignment, actor: Actor, answer: Answer | None) -> StateLabel:
    """The same, and of a duty to plan how far its plan is ("Đã có kế hoạch đã duyệt")."""
    return _label(assignment, actor, answer)


def _label(assignment: Assignment, actor: Actor, answer: Answer | None) -> StateLabel:
    own = assignment.unit_id == actor.unit.pk
    return label_of(
        AssignmentState(assignment.state), own=own, answer=answer.state if answer else None
    )


@register.filter
def answer_of(answers: Mapping[int, Answer], assignment: Assignment) -> Answer | None:
    """The plan or report that answers an assignment, if this person may open it."""
    return answers.get(assignment.pk)
