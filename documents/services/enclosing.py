"""Putting files beside a draft and taking them off again ("tệp kèm")."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from documents.errors import PaperError
from documents.models import Document, Enclosure
from documents.services.editing import require_editable, touch
from units.actors import Actor
from units.text import one_line, safe_filename

MAX_ENCLOSURES = 20
ALLOWED = (".pdf", ".docx", ".xlsx")


@transaction.atomic
def enclose(document: Document, *, name: str, data: bytes, by: Actor, title: str = "") -> Enclosure:
    """Keep one more file beside the draft; the same file again gives the row there is.

    `title` is what the paper calls it, by default the file's name without its ending. Raises
    PaperError when there are MAX_ENCLOSURES already, WrongState when the paper was handed in.
    """
    document = require_editable(document)
    name, digest = safe_filename(name), hashlib.sha256(data).hexdigest()
    kept = document.enclosures.filter(removed_at=None)
    if (same := kept.filter(sha256=digest).first()) is not None:
        return same
    if kept.count() >= MAX_ENCLOSURES:
        raise PaperError(
            f"Không nhận tệp “{name}”: đã có {MAX_ENCLOSURES} tệp kèm. Gộp hoặc bỏ bớt tệp."
        )
    words = one_line(title) or PurePath(name).stem.replace("_", " ")
    row = Enclosure(
        document=document,
        title=words[:300],
        name=name[:200],
        sha256=digest,
        size=len(data),
        added_by=by.user,
    )
    row.file.save(name, ContentFile(data), save=False)
    row.save()
    touch(document, by)
    return row


@transaction.atomic
def rename(row: Enclosure, title: str, *, by: Actor) -> None:
    """Change what the paper calls a file."""
    document = require_editable(row.document)
    title = one_line(title)[:300]
    if not title:
        raise PaperError(f"Ghi tên tài liệu của tệp “{row.name}”.")
    row.title = title
    row.save(update_fields=["title"])
    touch(document, by)


@transaction.atomic
def take_off(row: Enclosure, *, by: Actor) -> None:
    """Take a file off the draft; revisions handed in before keep it."""
    document = require_editable(row.document)
    Enclosure.objects.filter(pk=row.pk, removed_at=None).update(removed_at=timezone.now())
    touch(document, by)
