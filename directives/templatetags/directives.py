"""Template tags of the pages about tasks and assignments."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from directives.forms.fields import meant
from directives.hooks import Answer
from directives.models import Assignment
from directives.states import LABELS, OTHER_SIDE, AssignmentState
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
    labels = LABELS if assignment.unit_id == actor.unit.pk else OTHER_SIDE
    return labels[AssignmentState(assignment.state)]


@register.filter
def answer_of(answers: Mapping[int, Answer], assignment: Assignment) -> Answer | None:
    """The plan or report that answers an assignment, if this person may open it."""
    return answers.get(assignment.pk)
