"""Looks that must be remembered: an inspector reads much and changes nothing (screens §3)."""

from __future__ import annotations

from activity.services import record
from documents.models import Document
from units.actors import Actor
from units.models import Role


def note_look(document: Document, *, by: Actor) -> None:
    """Write a line when an inspector opens another unit's paper; for everybody else nothing."""
    if by.has(Role.INSPECTOR) and by.unit.pk != document.issuer_id:
        record(
            target=document,
            verb="documents.look",
            sentence=f"{by.unit}: {by.user} xem {document}",
            by=by,
        )
