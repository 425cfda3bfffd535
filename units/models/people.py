"""People, the roles they hold in units, and leave to sign in another's stead."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from units.models.unit import Unit
from units.querysets import DelegationQuerySet, MembershipQuerySet
from units.text import clean, fold, one_line, person_sort_key


class Role(models.TextChoices):
    """The six roles of the portal; one person may hold several in several units."""

    STAFF = "CB", "Cán bộ"
    LEADER = "LD", "Lãnh đạo đơn vị"
    CLERK = "VT", "Văn thư"
    REVIEWER = "TG", "Cán bộ thẩm định"
    INSPECTOR = "KT", "Ủy ban kiểm tra"
    ADMIN = "QT", "Quản trị"


class User(AbstractUser):
    """A person. Personal accounts only; what a person may do comes from memberships."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField("họ và tên", max_length=200)
    phone = models.CharField("điện thoại", max_length=30, blank=True)
    sort_key = models.CharField(max_length=600, editable=False, db_index=True)
    search_text = models.CharField(max_length=400, editable=False)

    REQUIRED_FIELDS = ["full_name", "email"]

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.full_name = one_line(clean(self.full_name))
        self.sort_key = person_sort_key(self.full_name)[:600]
        self.search_text = fold(f"{self.full_name} {self.username}")[:400]
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name


class Membership(models.Model):
    """One person holding one role in one unit for a time; `position` is the official one."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="memberships", verbose_name="người dùng"
    )
    unit = models.ForeignKey(
        Unit, models.CASCADE, related_name="memberships", verbose_name="đơn vị"
    )
    role = models.CharField("vai trò", max_length=2, choices=Role)
    position = models.CharField("chức vụ", max_length=150, blank=True)
    valid_from = models.DateField("từ ngày", default=dt.date(2000, 1, 1))
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "vai trò trong đơn vị"
        verbose_name_plural = "vai trò trong đơn vị"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "role"],
                name="units_membership_once",
                violation_error_message="Người này đã giữ vai trò đó trong đơn vị.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.unit}"


class Delegation(models.Model):
    """Leave to sign a unit's papers in its head's stead for some days ("ủy quyền ký").

    Written, limited in time and never passed on (NĐ 30/2020, Điều 13). `capacity` is how the
    receiver then signs; which ranks each is given to, says `documents/authorities.py`.
    """

    class Capacity(models.TextChoices):
        KT = "KT", "Ký thay (KT.)"
        TL = "TL", "Thừa lệnh (TL.)"
        TUQ = "TUQ", "Thừa ủy quyền (TUQ.)"

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="delegations", verbose_name="đơn vị"
    )
    giver = models.ForeignKey(
        User, models.PROTECT, related_name="delegations_given", verbose_name="người ủy quyền"
    )
    receiver = models.ForeignKey(
        User,
        models.PROTECT,
        related_name="delegations_received",
        verbose_name="người được ủy quyền",
    )
    capacity = models.CharField("ký với tư cách", max_length=3, choices=Capacity)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày")
    reason = models.CharField("lý do", max_length=300)
    created_at = models.DateTimeField("ghi lúc", auto_now_add=True)
    ended_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = "ủy quyền ký"
        verbose_name_plural = "ủy quyền ký"
        ordering = ["-valid_to", "-pk"]
        indexes = [models.Index(fields=["unit", "receiver"])]
        constraints = [
            models.CheckConstraint(
                name="units_delegation_dates_in_order",
                condition=Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
            models.CheckConstraint(
                name="units_delegation_to_another",
                condition=~Q(giver=F("receiver")),
                violation_error_message="Không tự ủy quyền cho mình.",
            ),
        ]

    def __str__(self) -> str:
        return f"Ủy quyền ký {self.capacity}: {self.receiver}, {self.unit}"
