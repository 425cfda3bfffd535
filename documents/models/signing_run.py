"""Several papers signed with one PIN, one after the other, and what became of each."""

from __future__ import annotations

from django.db import models

from documents.lifecycle import StateLabel
from documents.models.document import Document
from documents.models.signature import Certificate
from units.models import Unit, User


class SigningRun(models.Model):
    """One time of signing many ("lượt ký").

    `sealed` is the PIN, locked with the portal's key and a second one that only the signer's
    browser has; it is wiped when the run ends or `sealed_until` is over, whichever is first.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    signer = models.ForeignKey(
        User, models.PROTECT, related_name="signing_runs", verbose_name="người ký"
    )
    certificate = models.ForeignKey(
        Certificate, models.PROTECT, related_name="+", verbose_name="chứng thư số"
    )
    started_at = models.DateTimeField("bắt đầu lúc", auto_now_add=True)
    ended_at = models.DateTimeField("xong lúc", null=True, blank=True)
    sealed = models.BinaryField(null=True)
    sealed_until = models.DateTimeField("mã PIN dùng đến", null=True, blank=True)

    class Meta:
        verbose_name = "lượt ký"
        verbose_name_plural = "lượt ký"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["signer", "ended_at"])]

    def __str__(self) -> str:
        return f"Lượt ký {self.pk} của {self.signer}"


class SigningRunItem(models.Model):
    """One paper of a run: as it stood on the signer's page, and what became of it.

    `sentence` says why it was not signed.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Đang chờ"
        SIGNED = "signed", "Đã ký"
        FAILED = "failed", "Chưa ký"

    LABELS = {
        State.WAITING: StateLabel("Đang chờ", "xam", "clock"),
        State.SIGNED: StateLabel("Đã ký", "tim", "patch-check"),
        State.FAILED: StateLabel("Chưa ký", "do", "x-octagon"),
    }

    run = models.ForeignKey(SigningRun, models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField("thứ tự")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    seen_number = models.CharField("số đã xem", max_length=80)
    seen_revision = models.PositiveSmallIntegerField("bản đã xem")
    state = models.CharField("kết quả", max_length=7, choices=State, default=State.WAITING)
    sentence = models.CharField("vì sao chưa ký", max_length=600, blank=True)

    class Meta:
        verbose_name = "văn bản trong lượt ký"
        verbose_name_plural = "văn bản trong lượt ký"
        ordering = ["run", "order"]
        constraints = [
            models.UniqueConstraint(fields=["run", "document"], name="documents_run_paper_once")
        ]

    def __str__(self) -> str:
        return f"{self.run}: {self.document}"

    def state_label(self, reader: str = "writer") -> StateLabel:
        return self.LABELS[self.State(self.state)]
