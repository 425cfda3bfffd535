"""Papers on their way in: what was handed in, what was read from it, what people made of that."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from directives.states import IMPORT_LABELS, ImportState
from documents.lifecycle import StateLabel
from documents.models import Document
from units.groups import Group
from units.models import Role, Unit, User
from units.text import fold

if TYPE_CHECKING:
    from units.actors import Actor

IMPORTING = (Role.CLERK, Role.REVIEWER)
"""Who brings papers in, and alone knows what lies half read in the unit."""


Row = TypeVar("Row", bound=models.Model)


class OfUnit(models.QuerySet[Row]):
    """Rows that exist only inside the unit, for those who bring papers in."""

    def visible_to(self, actor: Actor) -> OfUnit[Row]:
        """The unit's rows, for its clerks and reviewers; nothing for anybody else."""
        return self.filter(unit=actor.unit) if actor.has(*IMPORTING) else self.none()


class ImportBatch(models.Model):
    """Several files handed in at once ("lượt nhập"): one job with a result for each file."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người nhập")
    created_at = models.DateTimeField("lúc", auto_now_add=True)

    objects = OfUnit.as_manager()

    class Meta:
        verbose_name = "lượt nhập"
        verbose_name_plural = "lượt nhập"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Lượt nhập số {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("directives:import-batch", args=[self.pk])


def _path(instance: Import, filename: str) -> str:
    """Where an original lies; its own name is kept in `name` only."""
    ending = filename.lower().rpartition(".")[2]
    return f"imports/{instance.unit_id}/{instance.sha256[:32]}.{ending}"


class Import(models.Model):
    """One paper on its way in ("bản nhập"): read from a file or a pasted text, then checked.

    A file may hold several papers: the first keeps file, text and pages, the others point at it
    through `original`. `record` is what `directives.importing` read, `answers` what the person
    confirmed and changed, `pages` how the original looks (count, sizes, boxes of what was found).
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="imports", verbose_name="đơn vị")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người nhập")
    created_at = models.DateTimeField("lúc", auto_now_add=True)
    batch = models.ForeignKey(
        ImportBatch, models.PROTECT, null=True, blank=True, related_name="imports"
    )
    original = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="others"
    )
    part = models.PositiveSmallIntegerField("văn bản thứ", default=1)
    state = models.CharField(
        "trạng thái", max_length=10, choices=ImportState, default=ImportState.EXTRACTING
    )
    name = models.CharField("tên tệp", max_length=200, blank=True)
    file = models.FileField("tệp gốc", upload_to=_path, max_length=200, blank=True)
    sha256 = models.CharField("dấu vân tay", max_length=64, blank=True)
    size = models.PositiveBigIntegerField("dung lượng", default=0)
    text = models.TextField("nội dung", blank=True)
    pages = models.JSONField("trang", default=dict, blank=True)
    pages_read = models.PositiveSmallIntegerField("số trang đã đọc", default=0)
    problem = models.CharField("lý do", max_length=500, blank=True)
    record = models.JSONField("bản đọc", default=dict, blank=True)
    answers = models.JSONField("kết quả soát", default=dict, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="văn bản"
    )
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người soát"
    )
    checked_at = models.DateTimeField("soát lúc", null=True, blank=True)

    objects = OfUnit.as_manager()

    class Meta:
        verbose_name = "bản nhập"
        verbose_name_plural = "bản nhập"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["unit", "state"])]
        constraints = [
            models.CheckConstraint(
                name="directives_import_saved_has_document",
                condition=~Q(state=ImportState.SAVED) | Q(document__isnull=False),
                violation_error_message="Bản nhập đã lưu phải có văn bản.",
            )
        ]

    def __str__(self) -> str:
        name = self.source.name or "văn bản đã dán"
        return f"{name}, văn bản thứ {self.part}" if self.part > 1 or self.original_id else name

    def get_absolute_url(self) -> str:
        return reverse("directives:import", args=[self.pk])

    @property
    def source(self) -> Import:
        """The row that holds file, text and pages."""
        return self.original or self

    def read(self) -> bytes:
        """The whole original; b"" for pasted text. Raises OSError when the store has lost it."""
        if not self.file:
            return b""
        with self.file.open("rb") as handle:
            data: bytes = handle.read()
        return data

    def state_label(self, reader: str = "writer") -> StateLabel:
        """The state in words; nobody outside the unit ever reads it."""
        return IMPORT_LABELS[ImportState(self.state)]


class LearnedName(models.Model):
    """What a printed name or symbol means to a unit, learned from a correction, used next time.

    `words` are as printed ("BTG Tỉnh ủy", "UBND-KGVX"); `group` the units they stand for, empty
    for "chỉ in, không gửi". Always shown where it is used, and open to change.
    """

    class Kind(models.TextChoices):
        NAME = "name", "Tên gọi"
        SYMBOL = "symbol", "Ký hiệu"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    kind = models.CharField("loại", max_length=6, choices=Kind, default=Kind.NAME)
    words = models.CharField("chữ trên văn bản", max_length=300)
    key = models.CharField(max_length=300, editable=False)
    group = models.JSONField("đơn vị được hiểu", default=dict, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người ghi")
    at = models.DateTimeField("lúc", auto_now=True)

    objects = OfUnit.as_manager()

    class Meta:
        verbose_name = "cách gọi đã ghi nhớ"
        verbose_name_plural = "cách gọi đã ghi nhớ"
        ordering = ["kind", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "key"],
                name="directives_learned_once",
                violation_error_message="Đã ghi nhớ cách gọi này.",
            )
        ]

    def __str__(self) -> str:
        return self.words

    def save(self, *args: object, **kwargs: object) -> None:
        self.key = fold(self.words)[:300]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def meaning(self) -> Group | None:
        return Group.from_json(self.group) if self.group else None
