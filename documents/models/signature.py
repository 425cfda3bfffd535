"""Certificates kept for signing, the files of a paper, and who signed which."""

from __future__ import annotations

from django.db import models

from documents.models.document import Document
from units.models import Unit, User


class Certificate(models.Model):
    """A PKCS#12 certificate of a person, or of a unit's seal, kept encrypted.

    `sealed` is the PKCS#12 (itself locked by its PIN) encrypted once more with the portal's key,
    so that a copy of the database signs nothing; it is None for a certificate whose key never left
    its owner's device and that is known from a signature made with it. `image` (PNG) is what the
    signature or seal looks like on paper. `tries` counts PINs tried since `tries_since`; a right
    one forgets them.
    """

    user = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="certificates"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="certificates"
    )
    subject = models.CharField("tên trên chứng thư", max_length=300)
    serial = models.CharField("số sê-ri", max_length=64)
    fingerprint = models.CharField("dấu vân tay", max_length=64, unique=True)
    not_before = models.DateTimeField("hiệu lực từ")
    not_after = models.DateTimeField("hết hạn")
    sealed = models.BinaryField(null=True)
    image = models.BinaryField("hình chữ ký, con dấu", null=True, blank=True)
    revoked_at = models.DateTimeField("ngừng dùng lúc", null=True, blank=True)
    revoked_reason = models.CharField("lý do ngừng dùng", max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField("số lần thử mã PIN", default=0)
    tries_since = models.DateTimeField("thử mã PIN từ lúc", null=True, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "chứng thư số"
        verbose_name_plural = "chứng thư số"
        constraints = [
            models.CheckConstraint(
                name="documents_certificate_person_or_seal",
                condition=models.Q(user__isnull=False, unit__isnull=True)
                | models.Q(user__isnull=True, unit__isnull=False),
                violation_error_message="Chứng thư của một người hoặc của một đơn vị.",
            )
        ]

    def __str__(self) -> str:
        return self.subject


class PreparedSignature(models.Model):
    """The numbered file with room for a signature that its signer makes on the own machine.

    `pdf` is complete but for the signature, which goes between `start` and `end`; kept until the
    paper is signed or prepared anew.
    """

    document = models.OneToOneField(Document, models.PROTECT, related_name="prepared_signature")
    signer = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người ký")
    source = models.ForeignKey(
        "documents.DocumentFile", models.PROTECT, related_name="+", verbose_name="tệp đã cấp số"
    )
    pdf = models.BinaryField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    digest = models.CharField("mã băm cần ký", max_length=64)
    at = models.DateTimeField("chuẩn bị lúc")

    class Meta:
        verbose_name = "dữ liệu chờ ký"
        verbose_name_plural = "dữ liệu chờ ký"

    def __str__(self) -> str:
        return f"{self.document}: {self.digest[:16]}"


class TrustedAuthority(models.Model):
    """A certificate authority whose signatures the portal believes, as PEM.

    `crl` is the newest list of the certificates it took back (RFC 5280, DER) that the portal was
    given; `crl_at` when the authority drew it up.
    """

    name = models.CharField("tên", max_length=300, unique=True)
    pem = models.TextField("chứng thư gốc")
    crl = models.BinaryField("danh sách thu hồi", null=True, blank=True)
    crl_at = models.DateTimeField("danh sách thu hồi lập lúc", null=True, blank=True)

    class Meta:
        verbose_name = "cơ quan chứng thực"
        verbose_name_plural = "cơ quan chứng thực"

    def __str__(self) -> str:
        return self.name


def _path(instance: DocumentFile, filename: str) -> str:
    """Where a file is kept. Only a received original is ever anything but a PDF."""
    ending = next((e for e in (".docx", ".txt") if filename.lower().endswith(e)), ".pdf")
    return f"documents/{instance.document_id}/{instance.kind}-{instance.sha256[:16]}{ending}"


class DocumentFile(models.Model):
    """One file of a paper; signing adds a new file beside the earlier one, never overwrites.

    `content_sha256` is the fingerprint of the content it was printed from, `boxes` the places for
    signature and seal on it, as `documents.pdf.Rendered.boxes` gives them. `scanned`: the picture
    of a paper signed by hand.
    """

    class Kind(models.TextChoices):
        ORIGINAL = "original", "Tệp gốc"
        NUMBERED = "numbered", "Bản đã cấp số"
        SIGNED = "signed", "Bản đã ký"
        ISSUED = "issued", "Bản phát hành"
        ATTACHED = "attached", "Phụ lục phát hành kèm"

    document = models.ForeignKey(Document, models.PROTECT, related_name="files")
    kind = models.CharField("loại tệp", max_length=8, choices=Kind)
    file = models.FileField("tệp", upload_to=_path, max_length=200)
    name = models.CharField("tên tệp", max_length=200)
    sha256 = models.CharField("dấu vân tay", max_length=64)
    size = models.PositiveBigIntegerField("dung lượng")
    content_sha256 = models.CharField("dấu vân tay nội dung", max_length=64, blank=True)
    boxes = models.JSONField(default=dict, blank=True)
    scanned = models.BooleanField("bản quét của văn bản ký giấy", default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "tệp văn bản"
        verbose_name_plural = "tệp văn bản"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    def read(self) -> bytes:
        """The whole file; raises OSError when the store has lost it."""
        with self.file.open("rb") as handle:
            data: bytes = handle.read()
        return data


class Signature(models.Model):
    """Who signed a paper with which certificate, and which file came of it."""

    class Kind(models.TextChoices):
        PERSON = "person", "Chữ ký người có thẩm quyền"
        SEAL = "seal", "Chữ ký số của cơ quan"

    document = models.ForeignKey(Document, models.PROTECT, related_name="signatures")
    kind = models.CharField(max_length=6, choices=Kind)
    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="signatures")
    signer = models.ForeignKey(User, models.PROTECT, related_name="+")
    file = models.ForeignKey(DocumentFile, models.PROTECT, related_name="+")
    at = models.DateTimeField("ký lúc")

    class Meta:
        verbose_name = "chữ ký số"
        verbose_name_plural = "chữ ký số"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "kind"], name="documents_signature_once")
        ]

    def __str__(self) -> str:
        return f"{self.certificate} {self.at:%d/%m/%Y}"
