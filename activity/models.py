"""What happened and who was told: the append-only log, notices, and the outbox of jobs."""

from __future__ import annotations

from typing import Any, NoReturn

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from units.models import Unit, User


class AppendOnlyError(Exception):
    """Somebody tried to change or delete a line of the log."""


class LogQuerySet(models.QuerySet["LogEntry"]):
    """The log is written once: changing and deleting sets is refused as well."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("Nhật ký chỉ ghi thêm, không sửa.")

    def delete(self) -> NoReturn:
        raise AppendOnlyError("Nhật ký chỉ ghi thêm, không xóa.")


class ChainHead(models.Model):
    """The one row that writers of the log queue at: the last sequence number and hash."""

    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        verbose_name = "dấu cuối chuỗi nhật ký"
        verbose_name_plural = "dấu cuối chuỗi nhật ký"

    def __str__(self) -> str:
        return f"dòng {self.sequence}"


class ChainCheck(models.Model):
    """The one row that remembers the last walk along the chain.

    `sequence` and `hash` name the last line found right, where the next short walk begins;
    `problem` is the sentence about the first line found wrong, "" while the chain is whole.
    """

    at = models.DateTimeField("kiểm lúc")
    full_at = models.DateTimeField("kiểm toàn bộ lúc")
    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)
    problem = models.CharField("chỗ đứt", max_length=600, blank=True)

    class Meta:
        verbose_name = "lần kiểm chuỗi nhật ký"
        verbose_name_plural = "lần kiểm chuỗi nhật ký"

    def __str__(self) -> str:
        return self.problem or "Chuỗi nhật ký nguyên vẹn"


class LogEntry(models.Model):
    """One line: who, in whose name, in what capacity, did what to what, when and why.

    Names are kept as text so that the line still reads after renames and departures. `hash`
    covers the line and the hash before it; `verify_log` walks the chain.
    """

    sequence = models.BigIntegerField("số thứ tự", unique=True)
    at = models.DateTimeField("lúc")
    actor = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="người làm"
    )
    actor_name = models.CharField("họ tên", max_length=200)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name="thay mặt"
    )
    unit_name = models.CharField("đơn vị", max_length=300)
    capacity = models.CharField("tư cách", max_length=200)
    verb = models.CharField("hành vi", max_length=60)
    sentence = models.CharField("việc đã làm", max_length=500)
    reason = models.TextField("lý do", blank=True)
    target_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    target_id = models.BigIntegerField()
    target = GenericForeignKey("target_type", "target_id")
    target_label = models.CharField("đối tượng", max_length=300)
    data = models.JSONField("chi tiết", default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = LogQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng nhật ký"
        verbose_name_plural = "nhật ký"
        ordering = ["-sequence"]
        indexes = [
            models.Index(fields=["target_type", "target_id"]),
            models.Index(fields=["verb", "at"]),
        ]

    def __str__(self) -> str:
        return self.sentence

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError("Nhật ký chỉ ghi thêm, không sửa.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("Nhật ký chỉ ghi thêm, không xóa.")


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Sets of notices."""

    def wanted(self) -> NoticeQuerySet:
        """Without those whose matter settled itself since: the duty is done, moved or taken back.

        What settles a notice is said by the apps that sent it (`activity.wanting`).
        """
        from activity import wanting  # registers handlers that name this model

        return wanting.narrow(self)


class Notice(models.Model):
    """Something one person should know, for the unit it concerns; `key` keeps it single."""

    class Reason(models.TextChoices):
        NEEDS_YOU = "can_xu_ly", "Cần đồng chí xử lý"
        DEADLINE = "den_han", "Đến hạn"
        RESULT = "ket_qua", "Kết quả"
        INFO = "de_biet", "Để biết"

    class Topic(models.TextChoices):
        """What the subject of the morning mail counts, in this order ("2 quá hạn, …")."""

        OVERDUE = "qua_han", "quá hạn"
        TODAY = "hom_nay", "đến hạn hôm nay"
        RETURNED = "chinh_sua", "cần chỉnh sửa"
        TO_SIGN = "cho_ky", "chờ ký"
        NUDGED = "don_doc", "được đôn đốc"
        SOON = "sap_den", "sắp đến hạn"
        NEW_WORK = "viec_moi", "việc mới"
        TO_DO = "xu_ly", "chờ xử lý"
        OTHER = "khac", "thông báo khác"

    recipient = models.ForeignKey(
        User, models.CASCADE, related_name="notices", verbose_name="người nhận"
    )
    unit = models.ForeignKey(
        Unit, models.CASCADE, related_name="+", null=True, verbose_name="đơn vị"
    )
    entry = models.ForeignKey(LogEntry, models.PROTECT, null=True, related_name="notices")
    reason = models.CharField("nhóm", max_length=12, choices=Reason)
    topic = models.CharField("loại việc", max_length=9, choices=Topic, default=Topic.OTHER)
    subject = models.CharField("tiêu đề", max_length=300)
    body = models.TextField("nội dung", blank=True)
    address = models.CharField("liên kết", max_length=300)
    created_at = models.DateTimeField("lúc", auto_now_add=True)
    seen_at = models.DateTimeField("đã xem lúc", null=True)
    key = models.CharField(max_length=200)
    morning = models.DateField("chờ thư buổi sáng từ ngày", null=True)
    digest = models.ForeignKey(
        "Digest", models.RESTRICT, null=True, related_name="notices", verbose_name="thư buổi sáng"
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "thông báo"
        verbose_name_plural = "thông báo"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "key"], name="activity_notice_once")
        ]
        indexes = [
            models.Index(fields=["recipient", "seen_at"]),
            models.Index(
                fields=["morning"],
                name="activity_notice_waiting",
                condition=models.Q(morning__isnull=False, digest__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class Digest(models.Model):
    """The one mail of a morning to one person, holding every notice that waited for it."""

    person = models.ForeignKey(
        User, models.CASCADE, related_name="digests", verbose_name="người nhận"
    )
    day = models.DateField("ngày")

    class Meta:
        verbose_name = "thư buổi sáng"
        verbose_name_plural = "thư buổi sáng"
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], name="activity_digest_one_a_day")
        ]

    def __str__(self) -> str:
        return f"Thư buổi sáng {self.day:%d/%m/%Y}"


class Round(models.Model):
    """The one row of a round that is made day by day: how far it came, and who is at it now.

    Two workers that begin the same round queue at its row, so the second finds it made.
    """

    name = models.CharField(max_length=20, unique=True)
    day = models.DateField("đến hết ngày", null=True)

    class Meta:
        verbose_name = "lượt việc hằng ngày"
        verbose_name_plural = "lượt việc hằng ngày"

    def __str__(self) -> str:
        return self.name


class NoticeChoice(models.Model):
    """How one person wants to hear of one group of notices; who chose nothing, in the morning.

    Whatever is chosen, the notice itself stands in the portal: nothing can be switched off there.
    """

    class How(models.TextChoices):
        MAIL = "mail", "Ngay: mỗi thông báo một thư"
        MORNING = "morning", "Gộp buổi sáng: một thư lúc 07:30 ngày làm việc; việc gấp vẫn báo ngay"
        PORTAL = "portal", "Không gửi thư, chỉ xem trong cổng"

    person = models.ForeignKey(
        User, models.CASCADE, related_name="notice_choices", verbose_name="người nhận"
    )
    reason = models.CharField("nhóm", max_length=12, choices=Notice.Reason)
    how = models.CharField("cách nhận", max_length=7, choices=How, default=How.MORNING)

    class Meta:
        verbose_name = "cách nhận thông báo"
        verbose_name_plural = "cách nhận thông báo"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "reason"], name="activity_notice_choice_once_a_group"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.get_how_display()}"


class CalendarKey(models.Model):
    """The secret in the address a person's calendar program reads one unit's deadlines from.

    Who has the address reads the titles and dates without signing in, so it is long, random and
    can be taken back; a new one ends the one before. Kept readable: the person may need it again
    for another device.
    """

    person = models.ForeignKey(
        User, models.CASCADE, related_name="calendar_keys", verbose_name="của ai"
    )
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", verbose_name="của đơn vị")
    key = models.CharField("khóa", max_length=64, unique=True)
    created_at = models.DateTimeField("lấy lúc", auto_now_add=True)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True)

    class Meta:
        verbose_name = "địa chỉ lịch"
        verbose_name_plural = "địa chỉ lịch"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "unit"],
                condition=models.Q(revoked_at__isnull=True),
                name="activity_calendar_key_one_alive",
            )
        ]

    def __str__(self) -> str:
        return f"Địa chỉ lịch của {self.person}, {self.unit}"  # never the key: the log keeps this


class Heartbeat(models.Model):
    """The one row that says when the worker last looked for promised jobs."""

    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "lần quét việc nền"
        verbose_name_plural = "lần quét việc nền"

    def __str__(self) -> str:
        return f"quét lúc {self.at:%H:%M:%S %d/%m/%Y}"


class OutboxItem(models.Model):
    """A job promised inside a transaction and done after it: a mail, a PDF, a delivery.

    `key` makes the promise single; handlers may run twice without harm.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Đang chờ"
        DONE = "done", "Xong"
        FAILED = "failed", "Lỗi"

    MAX_ATTEMPTS = 5

    kind = models.CharField("loại", max_length=40)
    key = models.CharField(max_length=200, unique=True)
    payload = models.JSONField(default=dict)
    state = models.CharField("trạng thái", max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    due_at = models.DateTimeField("làm từ lúc")
    done_at = models.DateTimeField("xong lúc", null=True)
    error = models.TextField("lỗi", blank=True)

    class Meta:
        verbose_name = "việc nền"
        verbose_name_plural = "việc nền"
        indexes = [models.Index(fields=["state", "due_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
