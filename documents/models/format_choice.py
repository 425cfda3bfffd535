"""What a unit prints otherwise than its rule set says, from a day on."""

from __future__ import annotations

from django.db import models

from documents.switches import SWITCHES
from units.models import Unit, User


class FormatChoice(models.Model):
    """One choice of one unit ("Sau chữ “Số”: không có dấu hai chấm"), never changed or deleted.

    From `valid_from` on it holds until a later row of the same switch; an empty value returns to
    the rule set. `switch` and `value` are keys of `documents.switches`.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="format_choices")
    switch = models.CharField("điểm thể thức", max_length=30)
    value = models.CharField("cách in", max_length=30, blank=True)
    valid_from = models.DateField("dùng từ ngày")
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "cách in riêng của đơn vị"
        verbose_name_plural = "cách in riêng của đơn vị"
        ordering = ["-valid_from", "-pk"]

    def __str__(self) -> str:
        return f"{self.label}: {self.value_label}"

    @property
    def label(self) -> str:
        """What is chosen, in words; the key when the table no longer has it."""
        row = SWITCHES.get(self.switch)
        return row.label if row else self.switch

    @property
    def value_label(self) -> str:
        """How it is printed, in words."""
        if not self.value:
            return "Theo bộ thể thức"
        row = SWITCHES.get(self.switch)
        labels = {choice.key: choice.label for choice in row.choices} if row else {}
        return labels.get(self.value, self.value)
