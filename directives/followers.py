"""What follows in this app from a paper's life; registered by `apps.DirectivesConfig.ready`."""

from __future__ import annotations

from directives import services
from directives.models import Directive, Task
from directives.states import DirectiveState
from documents import events, outline
from documents.lifecycle import Action
from documents.models import Document, Section
from units.actors import Actor

_OUT_OF_FORCE = {
    Action.RECALL: DirectiveState.RECALLED,
    Action.REPLACE: DirectiveState.REPLACED,
}


@events.on_move
def follow(document: Document, action: str, by: Actor | None) -> None:
    """An issued paper with tasks becomes a directive; a recalled one binds nobody any more."""
    if action == Action.ISSUE:
        services.become_directive(document)
    elif action in _OUT_OF_FORCE:
        Directive.objects.filter(document=document).update(state=_OUT_OF_FORCE[Action(action)])


@events.on_section_saved
def follow_text(section: Section, before: str) -> None:
    """Ticked paragraphs stay ticked when the text around them changes; their words follow."""
    if not section.tasks.exists():
        return
    services.remap_tasks(section, outline.map_paragraphs(before, section.text))
    texts = {p.index: p.text for p in outline.parse(section.text)}
    for task in Task.objects.filter(section=section, paragraph__isnull=False):
        words = texts.get(task.paragraph or 0, task.text)
        if words != task.text:
            task.text = words
            task.save(update_fields=["text"])
