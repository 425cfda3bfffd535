"""Files that go out with a paper as they are."""

from __future__ import annotations

from pathlib import PurePath

from django.db import models

from documents.models.document import Document
from units.models import User


def _path(instance: Enclosure, filename: str) -> str:
    ending = PurePath(filename).suffix.lower()
    return f"documents/{instance.document_id}/kem-{instance.sha256[:16]}{ending}"


class Enclosure(models.Model):
    """A file sent along with a paper ("tệp kèm"), named in its text and never changed.

    Taken off a draft, it stays where a revision handed in earlier still names it: `removed_at`
    hides it from the draft only. What a reader gets is what the content they read names.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="enclosures")
    title = models.CharField("tên tài liệu", max_length=300)
    name = models.CharField("tên tệp", max_length=200)
    file = models.FileField("tệp", upload_to=_path, max_length=200)
    sha256 = models.CharField("dấu vân tay", max_length=64)
    size = models.PositiveBigIntegerField("dung lượng")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("tải lên lúc", auto_now_add=True)
    removed_at = models.DateTimeField("bỏ lúc", null=True, blank=True)

    class Meta:
        verbose_name = "tệp kèm"
        verbose_name_plural = "tệp kèm"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    def read(self) -> bytes:
        """The whole file; raises OSError when the store has lost it."""
        with self.file.open("rb") as handle:
            data: bytes = handle.read()
        return data
