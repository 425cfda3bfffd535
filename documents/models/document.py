"""The paper: one class for every official type, written here or received."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from documents import types
from documents.lifecycle import (
    EDITABLE,
    FROZEN,
    LABELS,
    State,
    StateLabel,
)
from documents.querysets import DocumentQuerySet
from units.groups import Group
from units.models import Unit, User
from units.text import fold


class Document(models.Model):
    """A paper from draft to archive ("văn bản").

    Draft → (leader's look) → submitted → under review → approved → numbered → signed → issued,
    with "returned" as the way back (documents/lifecycle.py). Only `documents.services` moves it.
    Once issued it is frozen: content, printed names and file; another paper may replace it.
    `number`, `symbol` and `full_number` are as printed: "67", "KH-UBND", "67/KH-UBND".
    """

    class Origin(models.TextChoices):
        COMPOSED = "composed", "Soạn trên cổng"
        RECEIVED = "received", "Nhận từ ngoài cổng"

    class Urgency(models.TextChoices):
        NONE = "", "Thường"
        URGENT = "khan", "Khẩn"
        VERY_URGENT = "thuong_khan", "Thượng khẩn"
        EXPRESS = "hoa_toc", "Hỏa tốc"

    origin = models.CharField("nguồn", max_length=8, choices=Origin, default=Origin.COMPOSED)
    issuer = models.ForeignKey(
        Unit, models.PROTECT, related_name="documents", verbose_name="cơ quan ban hành"
    )
    registered_by_unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="registered_documents",
        verbose_name="đơn vị nhập văn bản",
    )
    type_code = models.CharField("loại văn bản", max_length=6, choices=types.choices)
    profile = models.CharField("thể thức", max_length=20, editable=False)
    subject = models.CharField("trích yếu", max_length=500)
    field = models.CharField("ký hiệu lĩnh vực", max_length=30, blank=True)
    number = models.PositiveIntegerField("số", null=True, blank=True)
    symbol = models.CharField("ký hiệu", max_length=60, blank=True)
    full_number = models.CharField("số, ký hiệu", max_length=80, blank=True, db_index=True)
    date = models.DateField("ngày văn bản", null=True, blank=True)
    place = models.CharField("địa danh", max_length=100, blank=True)
    urgency = models.CharField("độ khẩn", max_length=12, choices=Urgency, blank=True)
    circulation = models.CharField("phạm vi lưu hành", max_length=40, blank=True)
    drafter_code = models.CharField("ký hiệu người soạn, số bản", max_length=40, blank=True)
    opening = models.TextField("lời dẫn", blank=True)
    closing = models.TextField("lời kết", blank=True)

    signer = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người ký"
    )
    authority = models.CharField("thẩm quyền ký", max_length=200, blank=True)
    position = models.CharField("chức vụ người ký", max_length=150, blank=True)
    signer_name = models.CharField("họ tên người ký", max_length=200, blank=True)

    state = models.CharField("trạng thái", max_length=15, choices=State, default=State.DRAFT)
    review_unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents_to_review",
        verbose_name="nơi thẩm định",
    )
    reviewer = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="thẩm định"
    )
    claimed_at = models.DateTimeField("mở thẩm định lúc", null=True, blank=True)
    revision_count = models.PositiveSmallIntegerField("số bản đã trình", default=0)
    approved_revision = models.ForeignKey(
        "documents.Revision", models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField("duyệt lúc", null=True, blank=True)
    due_at = models.DateTimeField("hạn trình", null=True, blank=True)
    due_wording = models.CharField("hạn ghi trên văn bản giao", max_length=200, blank=True)
    first_submitted_at = models.DateTimeField("trình lần đầu lúc", null=True, blank=True)
    submitted_at = models.DateTimeField("trình lúc", null=True, blank=True)
    returned_reason = models.TextField("lý do trả lại", blank=True)
    resubmit_by = models.DateTimeField("trình lại trước", null=True, blank=True)
    numbered_at = models.DateTimeField("cấp số lúc", null=True, blank=True)
    signed_at = models.DateTimeField("ký lúc", null=True, blank=True)
    issued_at = models.DateTimeField("phát hành lúc", null=True, blank=True)
    content = models.JSONField("nội dung đã chốt", null=True, blank=True)
    verify_code = models.CharField(
        "mã xác minh", max_length=12, unique=True, null=True, blank=True, editable=False
    )
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name="thay bằng",
    )
    recalled_number = models.CharField("số văn bản thu hồi", max_length=80, blank=True)
    recalled_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)

    writers = models.ManyToManyField(User, related_name="+", verbose_name="người soạn")
    created_by = models.ForeignKey(
        User, models.PROTECT, related_name="documents_created", verbose_name="người tạo"
    )
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)
    version = models.PositiveIntegerField(default=1)
    search_text = models.TextField(editable=False, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["issuer", "state"]),
            models.Index(fields=["review_unit", "state"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="documents_document_approved_is_pinned",
                condition=~Q(state__in=[State.APPROVED, State.NUMBERED, State.SIGNED])
                | Q(approved_revision__isnull=False, approved_at__isnull=False),
                violation_error_message="Văn bản đã duyệt phải ghi rõ bản được duyệt.",
            ),
            models.CheckConstraint(
                name="documents_document_signed_has_number",
                condition=~Q(state__in=[State.NUMBERED, State.SIGNED])
                | Q(number__isnull=False, date__isnull=False),
                violation_error_message="Văn bản trình ký phải có số và ngày.",
            ),
            models.CheckConstraint(
                name="documents_document_claim_names_reviewer",
                condition=~Q(state=State.REVIEWING) | Q(reviewer__isnull=False),
                violation_error_message="Văn bản đang thẩm định phải ghi người thẩm định.",
            ),
        ]

    def __str__(self) -> str:
        if self.full_number:
            return f"{self.type_name} số {self.full_number}"
        return f"{self.type_name} {self.subject}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = fold(f"{self.full_number} {self.type_name} {self.subject} {self.issuer}")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("documents:detail", args=[self.pk])

    def compose_url(self, page: str, *args: int) -> str:
        """The address of an editing page; plans are edited under their own address (screens §3)."""
        namespace = "ke-hoach" if self.type_code == "KH" else "soan"
        return reverse(f"{namespace}:{page}", args=[self.pk, *args])

    @property
    def type_name(self) -> str:
        return types.get(self.type_code).name

    @property
    def is_editable(self) -> bool:
        return self.origin == self.Origin.COMPOSED and State(self.state) in EDITABLE

    @property
    def is_frozen(self) -> bool:
        return State(self.state) in FROZEN

    def state_label(self, reader: str = "writer") -> StateLabel | None:
        """The state in the words of this reader, a key of `lifecycle.LABELS`.

        None when the reader must not know of the paper in this state.
        """
        label = LABELS[reader][State(self.state)]
        if label is None or "{" not in label.label:
            return label
        if State(self.state) is State.REVIEWING:
            return replace(label, label=label.label.format(reviewer=self.reviewer))
        by = self.replaced_by.full_number if self.replaced_by else ""
        return replace(label, label=label.label.format(number=by))

    @property
    def title(self) -> str:
        """How people call it in lists: "Kế hoạch tuyên truyền Nghị quyết …"."""
        return f"{self.type_name} {self.subject[:1].lower()}{self.subject[1:]}"


class Section(models.Model):
    """One mục of a paper: a heading and text whose outline is recognised (documents/outline.py).

    `version` grows with each save, so a stale save is noticed instead of overwriting.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField("thứ tự")
    heading = models.CharField("tên mục", max_length=300, blank=True)
    text = models.TextField("nội dung", blank=True)
    holds_tasks = models.BooleanField("là mục tổ chức thực hiện", default=False)
    version = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "mục"
        verbose_name_plural = "mục"
        ordering = ["document", "order"]
        constraints = [
            models.UniqueConstraint(fields=["document", "order"], name="documents_section_order")
        ]

    def __str__(self) -> str:
        return self.heading or f"Mục {self.order}"


class Citation(models.Model):
    """A paper this one rests on ("căn cứ") or carries out ("thực hiện")."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="citations")
    order = models.PositiveSmallIntegerField("thứ tự")
    text = models.CharField("căn cứ", max_length=1000)
    cited = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cited_by",
        verbose_name="văn bản trong cổng",
    )

    class Meta:
        verbose_name = "căn cứ"
        verbose_name_plural = "căn cứ"
        ordering = ["document", "order"]

    def __str__(self) -> str:
        return self.text


class Recipient(models.Model):
    """A printed line under "Kính gửi" or "Nơi nhận", and the units it stands for.

    `group` is a `units.groups.Group` as JSON; empty means "chỉ in, không gửi".
    """

    class Kind(models.TextChoices):
        ADDRESSEE = "kinh_gui", "Kính gửi"
        RECIPIENT = "noi_nhan", "Nơi nhận"
        ARCHIVE = "luu", "Lưu"

    document = models.ForeignKey(Document, models.CASCADE, related_name="recipients")
    kind = models.CharField("vị trí", max_length=8, choices=Kind, default=Kind.RECIPIENT)
    order = models.PositiveSmallIntegerField("thứ tự")
    text = models.CharField("nơi nhận", max_length=300)
    purpose = models.CharField("mục đích", max_length=60, blank=True)
    group = models.JSONField(default=dict, blank=True)
    print_only = models.BooleanField("chỉ in, không gửi", default=False)

    class Meta:
        verbose_name = "nơi nhận"
        verbose_name_plural = "nơi nhận"
        ordering = ["document", "order", "pk"]

    def __str__(self) -> str:
        return f"{self.text} {self.purpose}".strip()

    @property
    def units_group(self) -> Group | None:
        return Group.from_json(self.group) if self.group else None


class Appendix(models.Model):
    """An appendix of a paper: text, or a table ({head, rows, numeric}) typed or added up."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="appendices")
    order = models.PositiveSmallIntegerField("thứ tự")
    title = models.CharField("tên phụ lục", max_length=300)
    text = models.TextField("nội dung", blank=True)
    table = models.JSONField("bảng", null=True, blank=True)
    landscape = models.BooleanField("khổ ngang", default=False)
    separate = models.BooleanField("phát hành thành tệp riêng", default=False)

    class Meta:
        verbose_name = "phụ lục"
        verbose_name_plural = "phụ lục"
        ordering = ["document", "order"]

    def __str__(self) -> str:
        return self.title
