"""Where an issued paper went, and how each unit took it in."""

from __future__ import annotations

from dataclasses import replace

from django.db import models

from documents.lifecycle import StateLabel
from documents.models.document import Document, Recipient
from documents.querysets import DeliveryQuerySet
from units.models import Unit, User


class Delivery(models.Model):
    """One issued paper on its way to one unit ("gửi nhận"), with what happened to it."""

    class State(models.TextChoices):
        QUEUED = "queued", "Chờ gửi"
        SENT = "sent", "Đã gửi"
        DELIVERED = "delivered", "Đã đến"
        OPENED = "opened", "Đã mở"
        REGISTERED = "registered", "Đã vào sổ đến"
        FAILED = "failed", "Gửi lỗi"
        REFUSED = "refused", "Từ chối"
        TAKEN_BACK = "taken_back", "Đã lấy lại"

    LABELS = {
        State.QUEUED: StateLabel("Chờ gửi", "xam", "clock"),
        State.SENT: StateLabel("Đã gửi", "lam", "envelope"),
        State.DELIVERED: StateLabel("Đã đến", "lam", "envelope-check"),
        State.OPENED: StateLabel("Đã mở", "lam", "envelope-open"),
        State.REGISTERED: StateLabel("Đã vào sổ đến số {n}", "luc", "journal-check"),
        State.FAILED: StateLabel("Gửi lỗi", "do", "envelope-x"),
        State.REFUSED: StateLabel("Từ chối: {reason}", "do", "x-octagon"),
        State.TAKEN_BACK: StateLabel("Đã lấy lại", "xam", "arrow-return-left"),
    }

    document = models.ForeignKey(Document, models.PROTECT, related_name="deliveries")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="deliveries")
    recipient = models.ForeignKey(Recipient, models.PROTECT, null=True, related_name="deliveries")
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.DELIVERED)
    sent_at = models.DateTimeField("gửi lúc")
    opened_at = models.DateTimeField("mở lúc", null=True, blank=True)
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    refused_reason = models.CharField("lý do từ chối", max_length=300, blank=True)

    # Until the receiving unit looks at it, the issuer may still take it back.
    UNSEEN = (State.QUEUED, State.SENT, State.DELIVERED, State.FAILED)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt gửi"
        verbose_name_plural = "lượt gửi"
        ordering = ["document", "unit__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "unit"], name="documents_delivery_once_a_unit"
            )
        ]
        indexes = [models.Index(fields=["unit", "state"])]

    def __str__(self) -> str:
        return f"{self.document} → {self.unit}"

    def state_label(self, reader: str = "writer") -> StateLabel:
        """What happened to it, with the incoming number or the reason of a refusal."""
        label = self.LABELS[self.State(self.state)]
        if "{" not in label.label:
            return label
        entry = getattr(self, "entry", None)
        words = label.label.format(n=entry.number if entry else "", reason=self.refused_reason)
        return replace(label, label=words.strip())


class IncomingEntry(models.Model):
    """One line of a unit's register of incoming papers ("sổ văn bản đến", NĐ 30/2020 PL IV)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="incoming")
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveIntegerField("số đến")
    document = models.ForeignKey(Document, models.PROTECT, related_name="incoming_entries")
    delivery = models.OneToOneField(
        Delivery, models.PROTECT, null=True, blank=True, related_name="entry"
    )
    arrived_on = models.DateField("ngày đến")
    handed_to = models.CharField("đơn vị, người nhận", max_length=200, blank=True)
    registered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField("vào sổ lúc", auto_now_add=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta:
        verbose_name = "văn bản đến"
        verbose_name_plural = "sổ văn bản đến"
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "number"], name="documents_incoming_number_once"
            ),
            models.UniqueConstraint(
                fields=["unit", "document"], name="documents_incoming_document_once"
            ),
        ]

    def __str__(self) -> str:
        return f"số đến {self.number}"
