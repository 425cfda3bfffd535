"""Adding, moving and removing the mục of a draft."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from documents.compose import TASK_HEADING
from documents.errors import PaperError
from documents.models import Document, Section
from documents.services.editing import require_editable, touch
from units.actors import Actor
from units.text import clean, one_line

# Far above any real number of mục: rows wait there while the others change places.
_ASIDE = 1000


@transaction.atomic
def add_section(document: Document, *, after: int, heading: str, by: Actor) -> Section:
    """A new empty mục behind the one in place `after`; those behind it move on by one."""
    require_editable(document)
    heading = one_line(clean(heading))[:300]
    if not heading:
        raise PaperError("Ghi tên mục cần thêm.")
    _shift(document, after + 1, by_one=1)
    section = Section.objects.create(
        document=document,
        order=after + 1,
        heading=heading,
        holds_tasks=heading.upper().endswith(TASK_HEADING),
        updated_by=by.user,
    )
    touch(document, by)
    return section


@transaction.atomic
def remove_section(section: Section, *, by: Actor) -> None:
    """Take an empty mục out. Raises PaperError when it holds text or is the last one."""
    document = require_editable(section.document)
    section.refresh_from_db()
    if section.text.strip():
        raise PaperError("Chỉ bỏ được mục chưa có chữ. Xóa chữ trong mục trước, rồi bỏ mục.")
    if document.sections.count() == 1:
        raise PaperError("Văn bản phải còn ít nhất một mục.")
    order = section.order
    section.delete()
    _shift(document, order + 1, by_one=-1)
    touch(document, by)


@transaction.atomic
def move_section(section: Section, *, up: bool, by: Actor) -> Section:
    """Let a mục change places with its neighbour; at the edge nothing happens."""
    document = require_editable(section.document)
    section.refresh_from_db()
    here, there = section.order, section.order + (-1 if up else 1)
    neighbour = document.sections.filter(order=there).first()
    if neighbour is not None:
        document.sections.filter(pk=neighbour.pk).update(order=_ASIDE)
        document.sections.filter(pk=section.pk).update(order=there)
        document.sections.filter(pk=neighbour.pk).update(order=here)
        section.refresh_from_db()
        touch(document, by)
    return section


def _shift(document: Document, start: int, *, by_one: int) -> None:
    """Move every mục from place `start` on by one; in two steps, for no two may share a place."""
    document.sections.filter(order__gte=start).update(order=F("order") + _ASIDE)
    document.sections.filter(order__gte=_ASIDE).update(order=F("order") - _ASIDE + by_one)
