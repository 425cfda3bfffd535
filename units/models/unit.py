"""Places, the units in them, their names in time and their terms."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from units.dates import format_date, today
from units.querysets import UnitQuerySet
from units.text import fold, sort_key


class Level(models.TextChoices):
    CENTRAL = "tw", "Trung ương"
    PROVINCE = "tinh", "Cấp tỉnh"
    COMMUNE = "xa", "Cấp xã"


class Line(models.TextChoices):
    """Lines of command, which run side by side and cross in every place ("tuyến")."""

    PARTY = "dang", "Đảng"
    STATE = "chinh_quyen", "Chính quyền"
    FRONT = "mttq", "Mặt trận Tổ quốc"
    MASS = "doan_the", "Đoàn thể"


class Area(models.Model):
    """A place of the country: the State as a whole, a province or city, a commune or ward."""

    code = models.CharField("mã", max_length=20, unique=True)
    name = models.CharField("tên", max_length=200)
    level = models.CharField("cấp", max_length=4, choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="thuộc"
    )
    path = models.CharField("đường dẫn", max_length=200, db_index=True, editable=False)

    class Meta:
        verbose_name = "địa bàn"
        verbose_name_plural = "địa bàn"
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.path = f"{self.parent.path if self.parent else '/'}{self.code}/"
        super().save(*args, **kwargs)


class Unit(models.Model):
    """Anything that issues or receives papers ("đơn vị").

    `parent` is the direct superior in the unit's own line; `area` is where it sits. The columns
    `name` and `short_name` are today's; a paper of another day asks `name_on`.
    """

    class Kind(models.TextChoices):
        CENTRAL_BODY = "tw", "Cơ quan Trung ương"
        PARTY_COMMITTEE = "cap_uy", "Cấp ủy"
        PARTY_BOARD = "ban_dang", "Ban của cấp ủy"
        INSPECTION = "ubkt", "Ủy ban kiểm tra"
        PEOPLES_COMMITTEE = "ubnd", "Ủy ban nhân dân"
        DEPARTMENT = "so", "Sở, ban, ngành"
        OFFICE = "phong", "Phòng, ban thuộc xã"
        SERVICE = "su_nghiep", "Đơn vị sự nghiệp, báo đài"
        FRONT = "mttq", "Ủy ban MTTQ"
        ASSOCIATION = "hoi", "Tổ chức chính trị - xã hội"

    class Numbering(models.TextChoices):
        ONE_SERIES = "chung", "Một dãy số cho mọi loại văn bản"
        PER_TYPE = "theo_loai", "Mỗi loại văn bản một dãy số"

    class VerifyPlace(models.TextChoices):
        USUAL = "", "Theo thể thức (lề dưới trang cuối)"
        LAST = "last_page", "Lề dưới trang cuối"
        FIRST = "first_page", "Lề dưới trang đầu"
        EVERY = "every_page", "Lề dưới mọi trang"
        NONE = "none", "Không in"

    # Bodies that read what every unit of their place hands in, and bodies that may bind them.
    OVERSEES_AREA = frozenset({Kind.PARTY_COMMITTEE, Kind.PARTY_BOARD, Kind.INSPECTION})
    BINDS_AREA = frozenset(
        {Kind.PARTY_COMMITTEE, Kind.PARTY_BOARD, Kind.PEOPLES_COMMITTEE, Kind.FRONT}
    )

    code = models.CharField("mã", max_length=40, unique=True)
    kind = models.CharField("loại đơn vị", max_length=10, choices=Kind)
    line = models.CharField("tuyến", max_length=12, choices=Line)
    level = models.CharField("cấp", max_length=4, choices=Level)
    org = models.CharField("tổ chức", max_length=12, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="units", verbose_name="địa bàn")
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="cấp trên trực tiếp",
    )
    path = models.CharField("đường dẫn", max_length=300, db_index=True, editable=False)
    name = models.CharField("tên", max_length=300, editable=False)
    short_name = models.CharField("tên gọn", max_length=200, editable=False)
    search_text = models.CharField(max_length=600, editable=False)
    sort_key = models.CharField(max_length=600, editable=False, db_index=True)
    symbol = models.CharField("ký hiệu", max_length=30, blank=True)
    organ_id = models.CharField(
        "mã định danh",
        max_length=35,
        blank=True,
        validators=[
            RegexValidator(
                r"^[0-9A-Z]+(\.[0-9A-Z]+)*\Z",
                "Mã định danh gồm chữ số và chữ cái A–Z, ngăn nhóm bằng dấu chấm, ví dụ H37.02.",
            )
        ],
    )
    archive = models.CharField("nơi lưu", max_length=100, blank=True)
    contact = models.CharField("liên hệ", max_length=300, blank=True)
    valid_from = models.DateField("hoạt động từ ngày", default=dt.date(2000, 1, 1))
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    leader_step = models.BooleanField("lãnh đạo đơn vị cho ý kiến trước khi trình", default=False)
    numbering = models.CharField(
        "cách đánh số", max_length=10, choices=Numbering, default=Numbering.ONE_SERIES
    )
    verify_place = models.CharField(
        "mã QR và mã xác minh",
        max_length=10,
        choices=VerifyPlace,
        default=VerifyPlace.USUAL,
        blank=True,
    )
    term_start = models.DateField(
        "bắt đầu nhiệm kỳ",
        null=True,
        blank=True,
        help_text="Số văn bản của Đảng tính theo nhiệm kỳ.",
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị"
        verbose_name_plural = "đơn vị"
        constraints = [
            models.CheckConstraint(
                name="units_unit_dates_in_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            )
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        # The code is unique and never changes, so it names the unit's place in the tree.
        self.path = f"{self.parent.path if self.parent else '/'}{self.code}/"
        super().save(*args, **kwargs)
        if self.term_start is not None:
            Term.objects.get_or_create(unit=self, starts_on=self.term_start)

    @property
    def oversees_area(self) -> bool:
        return self.kind in self.OVERSEES_AREA

    @property
    def binds_area(self) -> bool:
        return self.kind in self.BINDS_AREA

    def name_on(self, day: dt.date) -> UnitName:
        """The names the unit carried on a day; its first ones for a day before them.

        Raises UnitName.DoesNotExist when the unit never got a name.
        """
        names = self.names.order_by("-valid_from")
        return names.filter(valid_from__lte=day).first() or names.reverse()[:1].get()

    def term_on(self, day: dt.date) -> dt.date | None:
        """First day of the committee's term a day lies in; None before the first known one."""
        terms = self.terms.filter(starts_on__lte=day).order_by("-starts_on")
        return terms.values_list("starts_on", flat=True).first()

    def refresh_current_name(self) -> None:
        """Copy today's names onto the unit, where lists, pickers and search read them."""
        current = self.name_on(today())
        self.name, self.short_name = current.name, current.short_name
        self.search_text = fold(f"{current.name} {current.short_name} {self.symbol}")[:600]
        self.sort_key = sort_key(current.name)[:600]
        self.save(update_fields=["name", "short_name", "search_text", "sort_key"])


class UnitName(models.Model):
    """What a unit is called, and prints at the head of its papers, from a day on.

    `head_parent` and `head_name` hold the upper-case lines of the head's left block, one a line
    (NĐ 30/2020, PL I, II.2; HD 36-HD/VPTW, 1.2).
    """

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names", verbose_name="đơn vị")
    name = models.CharField("tên đầy đủ", max_length=300)
    short_name = models.CharField("tên gọn", max_length=200)
    head_parent = models.CharField("dòng cơ quan chủ quản", max_length=300, blank=True)
    head_name = models.CharField("dòng tên cơ quan", max_length=400)
    place = models.CharField("địa danh", max_length=100)
    valid_from = models.DateField("từ ngày", default=dt.date(2000, 1, 1))

    class Meta:
        verbose_name = "tên đơn vị"
        verbose_name_plural = "tên đơn vị"
        ordering = ["unit", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "valid_from"],
                name="units_unitname_one_a_day",
                violation_error_message="Đơn vị đã có tên bắt đầu từ ngày này.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Term(models.Model):
    """One term of a committee ("nhiệm kỳ"): from the day after a congress to the next congress.

    Papers of the Party are numbered by type and term (HD 36-HD/VPTW, 1.3), so the terms that ended
    stay: a paper belongs to the term of its own date.
    """

    unit = models.ForeignKey(
        Unit, models.CASCADE, related_name="terms", verbose_name="cấp ủy, ban chấp hành"
    )
    starts_on = models.DateField("bắt đầu từ ngày")

    class Meta:
        verbose_name = "nhiệm kỳ"
        verbose_name_plural = "nhiệm kỳ"
        ordering = ["unit", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "starts_on"],
                name="units_term_one_a_day",
                violation_error_message="Nhiệm kỳ bắt đầu từ ngày này đã có.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit}, nhiệm kỳ từ {format_date(self.starts_on)}"
