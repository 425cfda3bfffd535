"""What follows in this app from a paper's life; registered by `apps.DirectivesConfig.ready`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from directives import leads, services
from directives.models import Directive, Task
from directives.states import DirectiveState
from documents import events, outline, parts
from documents.events import Finding
from documents.lifecycle import Action
from documents.models import Document, Section
from units.actors import Actor
from units.dates import format_date, in_hanoi, today
from units.text import fold

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
    if action == Action.RECALL:
        services.cancel_open(document, by=by)


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


@events.finder
def task_slips(documents: Sequence[Document]) -> Iterable[tuple[int, Finding]]:
    """Work without a lead, due before the paper's own day, or led by who does not get the paper.

    One query.
    """
    papers = {document.pk: document for document in documents}
    rows = Task.objects.filter(document__in=papers, kind=Task.Kind.WORK)
    for task in rows:
        document = papers[task.document_id]
        page = document.compose_url("tasks")
        if not task.lead:
            sentence = f"Nhiệm vụ “{task}” chưa có đơn vị chủ trì."
            yield document.pk, Finding(f"lead-{task.pk}", True, sentence, page, "Nhiệm vụ")
        due = in_hanoi(task.due_at).date() if task.due_at else None
        day = document.date or today()
        if due is not None and due < day:
            sentence = (
                f"Hạn {format_date(due)} của nhiệm vụ “{task}” sớm hơn ngày của văn bản "
                f"({format_date(day)})."
            )
            yield document.pk, Finding(f"task-past-{task.pk}", False, sentence, page, "Nhiệm vụ")
        if task.lead and not leads.is_reached(task.lead, document):
            yield (
                document.pk,
                Finding(
                    f"lead-away-{fold(task.lead)}"[:200],
                    False,
                    f"“{task.lead}” chủ trì nhiệm vụ nhưng không có trong Nơi nhận.",
                    document.compose_url("recipients"),
                    "Nơi nhận",
                ),
            )


@events.part
def tasks_part(document: Document) -> parts.Part | None:
    """The tracked tasks of a paper that has a "Tổ chức thực hiện" (screens §3, part 4)."""
    section = document.sections.filter(holds_tasks=True).first()
    if section is None:
        return None
    label, page = "Nhiệm vụ", document.compose_url("tasks")
    leads = list(document.tasks.filter(kind=Task.Kind.WORK).values_list("lead", flat=True))
    if not section.text.strip() and not leads:
        where = f"mục “{section.heading}”" if section.heading else "nội dung"
        return parts.Part(4, label, "", parts.BLOCKED, f"Soạn {where} trước")
    if not leads:
        return parts.Part(4, label, page, parts.TODO, "Chưa đánh dấu nhiệm vụ nào")
    missing = leads.count("")
    if missing:
        hint = f"{missing} trên {len(leads)} nhiệm vụ chưa có đơn vị chủ trì"
        return parts.Part(4, label, page, parts.DOING, hint)
    return parts.Part(4, label, page, parts.DONE, f"{len(leads)} nhiệm vụ")
