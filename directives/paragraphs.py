"""The paragraphs of "Tổ chức thực hiện" as places where tasks can be marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.http import QueryDict

from directives.forms.tasks import ParagraphForm
from directives.models import Assignment, Task
from directives.services import Mark
from documents import outline
from documents.models import Document, Section
from documents.outline import Paragraph
from units.models import Unit

_POSTED = re.compile(r"(?P<prefix>[dm](?P<section>[0-9]{1,15})-(?P<index>[0-9]{1,5}))-doan")
_ASKED = re.compile(r"([dm])[0-9]+-[0-9]+-")


@dataclass
class Line:
    """One paragraph: a title that groups those below it, or a place for a task with its form."""

    section: Section
    paragraph: Paragraph
    title: bool
    task: Task | None = None
    form: ParagraphForm | None = None
    warning: str = ""


@dataclass
class Page:
    """Everything on the page: the lines, tasks whose paragraph is gone, and what got lost.

    `lost` names paragraphs that were ticked on a page opened before somebody changed the text.
    """

    lines: list[Line]
    strays: list[Task] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @property
    def has_tasks(self) -> bool:
        return bool(self.strays) or any(line.task is not None for line in self.lines)

    @property
    def forms(self) -> list[ParagraphForm]:
        """The forms that were sent; a paragraph written meanwhile has none and stays unmarked."""
        return [line.form for line in self.lines if line.form is not None and line.form.is_bound]

    def marks(self) -> list[Mark]:
        """What a valid page says, for `services.save_marks`."""
        return [
            Mark(
                line.section,
                line.paragraph.index,
                line.paragraph.text,
                line.task,
                line.form.task_values() if line.form.cleaned_data["ticked"] else None,
            )
            for line in self.lines
            if line.form is not None and line.form.is_bound
        ]

    def is_valid(self) -> bool:
        return all(form.is_valid() for form in self.forms) and not self.lost


def lines_of(sections: Iterable[Section], tasks: Iterable[Task]) -> list[Line]:
    """The paragraphs of the sections in reading order, each with its task if it is one."""
    marked = {(task.section_id, task.paragraph): task for task in tasks}
    lines = []
    for section in sections:
        paragraphs = outline.parse(section.text)
        for paragraph, after in pairwise([*paragraphs, None]):
            assert paragraph is not None
            task = marked.get((section.pk, paragraph.index))
            title = task is None and _opens_a_group(paragraph, after)
            lines.append(Line(section, paragraph, title, task))
    return lines


def _opens_a_group(paragraph: Paragraph, after: Paragraph | None) -> bool:
    """A short khoản is a title when something stands below it, else a task on its own."""
    if not outline.is_heading(paragraph):
        return False
    if paragraph.level == outline.MUC:
        return True
    return after is not None and (after.level > paragraph.level or after.level == outline.PLAIN)


def open_page(
    document: Document,
    *,
    given: Sequence[Assignment],
    known: Mapping[str, list[Unit]],
    data: QueryDict | None = None,
    asking: bool = False,
) -> Page:
    """The page as stored, or with what was typed on it (`data`).

    A paragraph that moved since the page was opened is found again by its words, so that marks
    never land on another one.
    """
    tasks = list(document.tasks.filter(kind=Task.Kind.WORK).prefetch_related("answers"))
    sections = list(document.sections.filter(holds_tasks=True))
    lines = lines_of(sections, tasks)
    placed = {line.task.pk for line in lines if line.task is not None}
    page = Page(lines, strays=[task for task in tasks if task.pk not in placed])
    if data is None or asking:
        posted: dict[int, str] = {}
    else:
        posted, page.lost = _matched(lines, data)
    # A form without its words in the page that was sent is a new one; its names must not clash.
    mark = "d" if data is None else "m"
    if data is not None and asking:
        mark = next((match[1] for name in data if (match := _ASKED.match(name))), mark)
    lead, level = "", outline.PLAIN
    for number, line in enumerate(lines):
        if line.title:
            level = line.paragraph.level
            lead = line.paragraph.text.rstrip(":") if level != outline.MUC else ""
            continue
        if outline.PLAIN < line.paragraph.level <= level:
            lead = ""  # beside the title, not below it
        options: dict[str, Any] = {
            "document": document,
            "task": line.task,
            "known": known,
            "given": given,
            "prefix": posted.get(number, f"{mark}{line.section.pk}-{line.paragraph.index}"),
            "initial": _initial(line.task, lead),
        }
        if number in posted or asking:
            line.form = ParagraphForm(data, asking=asking, **options)
        else:
            line.form = ParagraphForm(**options)
    return page


def _initial(task: Task | None, lead: str) -> dict[str, Any]:
    """Where no lead is written, the title above is offered: "1. Phòng Văn hóa - Xã hội"."""
    if task is None:
        return {"ticked": False, "lead": lead}
    return {
        "ticked": True,
        "lead": task.lead or lead,
        "answers": [str(above.pk) for above in task.answers.all()],
    }


def _matched(lines: Sequence[Line], data: QueryDict) -> tuple[dict[int, str], list[str]]:
    """Which line each posted form belongs to, and the ticked ones whose paragraph is gone."""
    posted = [match for name in data if (match := _POSTED.fullmatch(name))]
    free = {number: line for number, line in enumerate(lines) if not line.title}
    places: dict[int, str] = {}
    lost: list[str] = []

    def here(number: int, match: re.Match[str], *, same_place: bool) -> bool:
        line = free[number]
        return (
            line.section.pk == int(match["section"])
            and line.paragraph.text == data[match[0]]
            and (not same_place or line.paragraph.index == int(match["index"]))
        )

    for same_place in (True, False):
        waiting, posted = posted, []
        for match in waiting:
            number = next((n for n in free if here(n, match, same_place=same_place)), None)
            if number is None:
                posted.append(match)
            else:
                del free[number]
                places[number] = match["prefix"]
    for match in posted:
        if data.get(f"{match['prefix']}-ticked"):
            lost.append(str(data[match[0]]))
    return places, lost
