"""What the office keeps beside units and people: its calendar, forms kept, sign-ins."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.db import models

from units.models.people import User


class CalendarDay(models.Model):
    """A day the office decided about: a rest day moved, or a Saturday worked instead."""

    day = models.DateField("ngày", unique=True)
    works = models.BooleanField("là ngày làm việc", default=False)
    name = models.CharField("tên", max_length=200)

    class Meta:
        verbose_name = "ngày nghỉ, ngày làm bù"
        verbose_name_plural = "ngày nghỉ, ngày làm bù"
        ordering = ["day"]

    def __str__(self) -> str:
        return self.name


class KeptForm(models.Model):
    """A form that arrived after its writer's session had ended, kept for that person only.

    `sealed` is encrypted: the texts of papers lie in no other table than their own. It is offered
    again for half an hour and then deleted (E-PHIEN, screens §3).
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="của")
    address = models.CharField("gửi đến", max_length=500)
    sealed = models.BinaryField()
    kept_at = models.DateTimeField("giữ từ lúc", auto_now_add=True)

    class Meta:
        verbose_name = "nội dung chưa gửi"
        verbose_name_plural = "nội dung chưa gửi"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.address


class SignIn(models.Model):
    """Where a person is signed in: one living session, with what its browser says of itself."""

    session = models.OneToOneField(Session, models.CASCADE, related_name="sign_in")
    user = models.ForeignKey(User, models.CASCADE, related_name="sign_ins")
    at = models.DateTimeField("đăng nhập lúc")
    agent = models.CharField("trình duyệt", max_length=200, blank=True)
    address = models.CharField("địa chỉ mạng", max_length=45, blank=True)

    class Meta:
        verbose_name = "phiên đăng nhập"
        verbose_name_plural = "phiên đăng nhập"
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.user}, {self.address}"
