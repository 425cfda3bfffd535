"""From a checked proposal to the paper: document, căn cứ, recipients, tasks, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from activity.services import record
from directives import services
from directives.forms.fields import ReadDeadline
from directives.intake import proposals
from directives.models import Import, LearnedName
from directives.states import ImportState
from documents import outline
from documents.errors import PaperError
from documents.models import Document, Recipient, Section
from documents.services.registering import register_received
from units.actors import Actor
from units.dates import clock, format_date, in_hanoi
from units.groups import Group
from units.models import Unit
from units.text import fold, one_line


class AlreadyChecked(PaperError):
    """Somebody saved or discarded the import before (E-TRUOC, E-TRUNG)."""

    def __init__(self, row: Import, by: Actor) -> None:
        verb = "lưu" if row.state == ImportState.SAVED else "bỏ"
        at = row.checked_at or row.created_at
        when = f"lúc {clock(at)} ngày {format_date(in_hanoi(at).date())}"
        if row.checked_by_id == by.user.pk:
            sentence = f"Đã {verb} bản nhập này {when}. Không {verb} lần thứ hai."
        else:
            sentence = (
                f"Đồng chí {row.checked_by} đã {verb} bản nhập này {when}. "
                "Thao tác vừa rồi không được thực hiện."
            )
        super().__init__(sentence)
        self.document = row.document


@dataclass(frozen=True)
class CheckedTask:
    """One task as the person left it; `span` is where the parser had read it."""

    text: str
    lead: str
    support: str
    deadline: ReadDeadline
    report_to: str


@dataclass(frozen=True)
class Meaning:
    """What the person decided about printed words: the units, or nobody; `left_out`: not printed.

    `decided` tells a choice from what was merely proposed.
    """

    group: Group | None
    print_only: bool = False
    left_out: bool = False
    decided: bool = False


@dataclass(frozen=True)
class Checked:
    """Everything the person confirmed or changed on the page."""

    issuer: Unit
    type_code: str
    full_number: str
    date: dt.date
    subject: str
    citations: Sequence[str] = ()
    addressees: Sequence[str] = ()
    recipients: Sequence[str] = ()
    archive: str = ""
    signer_name: str = ""
    position: str = ""
    authority: str = ""
    tasks: Sequence[CheckedTask] = ()
    meanings: Mapping[str, Meaning] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    learned: Sequence[tuple[str, str, Group | None]] = ()


@transaction.atomic
def save_import(row: Import, checked: Checked, *, by: Actor) -> Document:
    """Make the received paper with everything read from it, once.

    Raises AlreadyChecked when somebody was faster, AlreadyRegistered when the paper is in the
    portal already, PaperError when its number can't be read; then nothing was stored.
    """
    row = Import.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.state != ImportState.TO_CHECK:
        raise AlreadyChecked(row, by)
    source = row.source
    document = register_received(
        by=by,
        issuer=checked.issuer,
        type_code=checked.type_code,
        full_number=checked.full_number,
        date=checked.date,
        subject=checked.subject,
        signer_name=checked.signer_name,
        position=checked.position,
        citations=checked.citations,
        file_name=source.name if source.file else "",
        file_data=source.read(),
    )
    if checked.authority:
        document.authority = checked.authority[:200]
        document.save(update_fields=["authority"])
    sections = _write_body(document, row)
    _write_recipients(document, checked)
    _write_tasks(document, checked, sections, by)
    for kind, words, group in checked.learned:
        learn(kind, words, group, by=by)
    row.document, row.answers = document, dict(checked.answers)
    row.checked_by, row.checked_at, row.state = by.user, timezone.now(), ImportState.SAVED
    row.save()
    return document


@transaction.atomic
def discard(row: Import, *, by: Actor) -> None:
    """Give an import up; its file goes with the last paper of it. AlreadyChecked when late."""
    row = Import.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.state != ImportState.TO_CHECK:
        raise AlreadyChecked(row, by)
    row.state, row.checked_by, row.checked_at = ImportState.DISCARDED, by.user, timezone.now()
    row.save()
    source = row.source
    kept = [ImportState.TO_CHECK, ImportState.SAVED]
    others = [source, *source.others.all()]
    if not any(other.state in kept for other in others if other.pk != row.pk) and source.file:
        source.file.delete(save=False)
        Import.objects.filter(pk=source.pk).update(file="", text="", pages={})


@transaction.atomic
def learn(kind: str, words: str, group: Group | None, *, by: Actor) -> LearnedName:
    """Note what printed words mean to this unit, over what was noted before."""
    words = one_line(words)[:300]
    meaning = group.as_json() if group else {}
    row, _ = LearnedName.objects.update_or_create(
        unit=by.unit,
        kind=kind,
        key=fold(words)[:300],
        defaults={"words": words, "group": meaning, "by": by.user},
    )
    said = f"là {group.label}" if group else "chỉ in, không gửi"
    record(
        target=row,
        verb="imports.learn",
        sentence=f"{by.unit}: {by.user} ghi nhớ “{words}” {said}",
        by=by,
    )
    return row


def _write_body(document: Document, row: Import) -> list[Section]:
    """The text of this paper as mục, so that tasks can be marked in it."""
    text = row.source.text
    if not text.strip():
        return []
    parts = [row.source, *row.source.others.order_by("part")]
    whole = proposals.ranges([part.record for part in parts], text)[row.part - 1]
    return Section.objects.bulk_create(
        Section(document=document, order=order, heading=heading, text=body, holds_tasks=holds)
        for order, (heading, body, holds) in enumerate(
            proposals.sections_of(row.record, text, whole), start=1
        )
    )


def _write_recipients(document: Document, checked: Checked) -> None:
    """The printed lines with the units they stand for; what was left out is not written."""
    rows = []
    for kind, base, lines in (
        (Recipient.Kind.ADDRESSEE, 0, checked.addressees),
        (Recipient.Kind.RECIPIENT, 100, checked.recipients),
        (Recipient.Kind.ARCHIVE, 900, [checked.archive] if checked.archive else []),
    ):
        for order, line in enumerate(lines, start=1):
            words, purpose = proposals.split_purpose(line)
            meaning = checked.meanings.get(words, Meaning(None))
            if meaning.left_out or not words:
                continue
            rows.append(
                Recipient(
                    document=document,
                    kind=kind,
                    order=base + order,
                    text=words[:300],
                    purpose=purpose[:60],
                    group=meaning.group.as_json() if meaning.group else {},
                    print_only=meaning.print_only or words.casefold().startswith("như "),
                )
            )
    Recipient.objects.bulk_create(rows)


def _write_tasks(
    document: Document, checked: Checked, sections: Sequence[Section], by: Actor
) -> None:
    places = {
        fold(paragraph.text): (section, paragraph.index)
        for section in reversed(sections)
        for paragraph in reversed(outline.parse(section.text))
    }
    for task in checked.tasks:
        section, paragraph = _place_of(fold(task.text), places)
        report = checked.meanings.get(task.report_to)
        units = report.group.units if report and report.group else ()
        services.save_task(
            document,
            by=by,
            text=task.text,
            lead=task.lead,
            support=task.support,
            operator=task.deadline.operator,
            date=task.deadline.date,
            wording=task.deadline.wording,
            report_to=Unit.objects.filter(pk=units[0]).first() if len(units) == 1 else None,
            section=section,
            paragraph=paragraph,
            lead_group=group_of(task.lead, checked.meanings),
        )


def _place_of(
    words: str, places: dict[str, tuple[Section, int]]
) -> tuple[Section | None, int | None]:
    """The paragraph a task was read from; taken, so that no other task gets it."""
    for text in places:
        if words and words in text:
            return places.pop(text)
    return None, None


def group_of(lead: str, meanings: Mapping[str, Meaning]) -> Group | None:
    """All units that lead: the one group named, or the units of several put together."""
    named = [meanings.get(words.strip()) for words in lead.split(";") if words.strip()]
    groups = [meaning.group for meaning in named if meaning and meaning.group]
    if len(groups) == 1:
        return groups[0]
    expressions = [group for group in groups if group.is_expression]
    units = tuple(pk for group in groups for pk in group.units)
    if not groups or len(expressions) > 1:
        return None
    first = expressions[0] if expressions else groups[0]
    return Group(**{**_fields(first), "label": lead[:300], "units": units})


def _fields(group: Group) -> dict[str, Any]:
    return {name: getattr(group, name) for name in group.__dataclass_fields__}
