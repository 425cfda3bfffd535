"""What was handed in, what the reviewer said of it, what the writer chose to keep."""

from __future__ import annotations

from django.db import models

from documents.models.document import Document
from units.models import Unit, User


class Revision(models.Model):
    """A paper as handed in ("bản số n"): its whole content, who, when, and the receipt.

    Approval names a revision; signing prints the approved one.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField("bản số")
    content = models.JSONField("nội dung")
    sha256 = models.CharField("dấu vân tay", max_length=64)
    receipt = models.CharField("biên nhận", max_length=20, unique=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    submitted_for = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField("trình lúc")
    late_by_days = models.PositiveSmallIntegerField("muộn số ngày", default=0)
    late_reason = models.TextField("lý do trình muộn", blank=True)
    withdrawn_at = models.DateTimeField("rút lại lúc", null=True, blank=True)

    class Meta:
        verbose_name = "bản trình"
        verbose_name_plural = "bản trình"
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="documents_revision_number")
        ]

    def __str__(self) -> str:
        return f"bản số {self.number}"


class ReviewComment(models.Model):
    """A remark at one paragraph of one revision; the writer answers each before handing in again.

    `section` is the order of the mục (0: whole paper), `paragraph` the index in its outline.
    """

    class Severity(models.TextChoices):
        MUST = "phai_sua", "Phải sửa"
        SHOULD = "nen_sua", "Nên sửa"

    class Answer(models.TextChoices):
        OPEN = "", "Chưa trả lời"
        FIXED = "da_sua", "Đã sửa"
        KEPT = "giu_nguyen", "Giữ nguyên"

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="comments")
    section = models.PositiveSmallIntegerField("mục", default=0)
    paragraph = models.PositiveSmallIntegerField("đoạn", null=True, blank=True)
    quote = models.CharField("đoạn văn", max_length=300, blank=True)
    severity = models.CharField("mức", max_length=8, choices=Severity)
    text = models.TextField("góp ý")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField("trả lời", max_length=10, choices=Answer, blank=True)
    answer_reason = models.TextField("vì", blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "góp ý"
        verbose_name_plural = "góp ý"
        ordering = ["section", "paragraph", "pk"]
        constraints = [
            models.CheckConstraint(
                name="documents_comment_kept_says_why",
                condition=~models.Q(answer="giu_nguyen") | ~models.Q(answer_reason=""),
                violation_error_message="Giữ nguyên thì ghi lý do.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_severity_display()}: {self.text}"


class Waiver(models.Model):
    """A "Nên xem lại" finding that the writer keeps, with the reason ("Giữ nguyên, vì…")."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="waivers")
    finding = models.CharField(max_length=200)
    reason = models.CharField("vì", max_length=500)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "chỗ giữ nguyên"
        verbose_name_plural = "chỗ giữ nguyên"
        constraints = [
            models.UniqueConstraint(fields=["document", "finding"], name="documents_waiver_once")
        ]

    def __str__(self) -> str:
        return self.reason
