"""Looks that must be remembered: an inspector reads much and changes nothing (screens §3)."""

from __future__ import annotations

from django.db import models

from activity.services import record
from documents.models import Document
from units.actors import Actor
from units.models import Role


def note_look(document: Document, *, by: Actor) -> None:
    """Write a line when an inspector opens another unit's paper; for everybody else nothing."""
    note_look_at(document, document.issuer_id, by=by)


def note_look_at(row: models.Model, unit_id: int, *, by: Actor) -> None:
    """The same for anything else that is a unit's own, such as its report."""
    if by.has(Role.INSPECTOR) and by.unit.pk != unit_id:
        record(
            target=row,
            verb=f"{row._meta.app_label}.look",
            sentence=f"{by.unit}: {by.user} xem {row}",
            by=by,
        )
