"""Put a digital signature into a PDF: PAdES (ETSI EN 319 142-1), as an incremental update.

Every earlier byte stays where it is, so an agency's seal leaves the chair's signature valid.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from PIL import Image, UnidentifiedImageError
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError as PyHankoSigningError
from pyhanko.sign.signers import ExternalSigner, PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.signers.pdf_signer import (
    DSSContentSettings,
    PdfSigningSession,
    SigDSSPlacementPreference,
)
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from documents.signing.keys import SigningError, SigningIdentity
from documents.signing.tokens import TokenIdentity

Result = TypeVar("Result")

# Enough for a seal of 36 mm at 1200 dpi; a picture that unpacks to more is refused unopened.
MAX_IMAGE_PIXELS = 4_000_000

POINTS_PER_MM = 72 / 25.4
SIGNATURE_WIDTH, SIGNATURE_HEIGHT = 40 * POINTS_PER_MM, 18 * POINTS_PER_MM
SEAL_DIAMETER = 36 * POINTS_PER_MM


class AlreadySigned(SigningError):
    """The field holds a signature already; signing twice would make two of one."""

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__("Văn bản này đã được ký. Không ký lần thứ hai.")


class CannotSign(SigningError):
    """The file is no PDF that can take a signature: broken, with a password, or locked."""

    def __init__(self) -> None:
        super().__init__(
            "Không ký được tệp PDF này: tệp bị hỏng, có mật khẩu hoặc đã khóa. "
            "Chưa ký văn bản nào. Tạo lại tệp PDF rồi ký."
        )


class TimeStampMissing(SigningError):
    """The time-stamp authority the portal was configured with did not answer."""

    def __init__(self) -> None:
        super().__init__(
            "Máy chủ cấp dấu thời gian không trả lời. Chưa ký văn bản nào. "
            "Thử lại sau ít phút; nếu vẫn vậy, báo quản trị."
        )


class UnreadableImage(SigningError):
    """The picture of the signature or seal is no PNG, or far too large."""

    def __init__(self) -> None:
        super().__init__(
            "Ảnh chữ ký không đọc được hoặc quá lớn. Chưa ký văn bản nào. Cần ảnh PNG nền trong."
        )


class Box(NamedTuple):
    """A place on a page, in points from its lower left corner.

    Pages count from 0 at the front; -1 is the last page.
    """

    page: int
    x1: float
    y1: float
    x2: float
    y2: float


def signature_box(page: int, centre_x: float, centre_y: float) -> Box:
    """Where a signature image of 40 × 18 mm goes, centred between position and name."""
    half_width, half_height = SIGNATURE_WIDTH / 2, SIGNATURE_HEIGHT / 2
    return Box(
        page,
        centre_x - half_width,
        centre_y - half_height,
        centre_x + half_width,
        centre_y + half_height,
    )


def seal_box(signature: Box) -> Box:
    """Where a seal of 36 mm goes: over the signature's left third (NĐ 30/2020, PL I, II.8.a)."""
    right = signature.x1 + (signature.x2 - signature.x1) / 3
    bottom = (signature.y1 + signature.y2 - SEAL_DIAMETER) / 2
    return Box(signature.page, right - SEAL_DIAMETER, bottom, right, bottom + SEAL_DIAMETER)


def sign(
    pdf: bytes,
    identity: SigningIdentity | TokenIdentity,
    *,
    field: str,
    reason: str,
    location: str,
    at: datetime,
    box: Box | tuple[int, float, float, float, float] | None = None,
    image: bytes | None = None,
    timestamper: TimeStamper | None = None,
    proof: Proof | None = None,
) -> bytes:
    """Sign the whole PDF as it is and return it with the signature appended.

    `field` names the signature in the file ("ChuKy1", "ConDau1"); `at` (aware) is the signing time
    it states. The image (PNG) is shown inside `box`; without either the signature is invisible.
    With a `timestamper` the level is PAdES B-T, otherwise B-B; with `proof` too it is B-LT: what
    shows that the certificate was not revoked lies in the file itself.

    Raises AlreadySigned, CannotSign, UnreadableImage, TimeStampMissing, CertificateExpired,
    CertificateNotYetValid; the bytes given are never changed.
    """
    identity.facts.require_valid_at(at)
    writer = _writer(pdf, field)
    signer = _pdf_signer(
        _signer(identity),
        field=field,
        reason=reason,
        location=location,
        at=at,
        name=identity.facts.subject,
        spoken=_spoken(identity),
        box=box,
        image=image,
        timestamper=timestamper,
        proof=proof if timestamper is not None and proof and proof.speaks_of(identity) else None,
    )
    try:
        signed: io.BytesIO = run(signer.async_sign_pdf(writer))
    except TimestampRequestError as error:
        raise TimeStampMissing from error
    except _BROKEN as error:
        raise CannotSign from error
    return signed.getvalue()


@dataclass(frozen=True)
class Proof:
    """What can be kept in a file so that it is believed long after: trusted authorities (PEM) and
    their lists of revoked certificates (CRL, DER)."""

    authorities: Sequence[bytes]
    lists: Sequence[bytes]

    def speaks_of(self, identity: SigningIdentity | TokenIdentity) -> bool:
        """Whether a list of the authority that issued the signer's certificate is among them."""
        issuer = identity.certificate.issuer
        return any(x509.load_der_x509_crl(der).issuer == issuer for der in self.lists)

    def context(self) -> ValidationContext:
        """The same for pyHanko, which fetches nothing from elsewhere."""
        roots = [asn1_certificate(x509.load_pem_x509_certificate(p)) for p in self.authorities]
        return ValidationContext(trust_roots=roots, crls=list(self.lists), allow_fetching=False)


@dataclass(frozen=True)
class Prepared:
    """A PDF that waits for a signature made elsewhere.

    `pdf` is complete but for the container, whose hexadecimal digits go between `start` and `end`;
    `to_sign` are the bytes the signature covers and `digest` their SHA-256.
    """

    pdf: bytes
    start: int
    end: int

    @property
    def to_sign(self) -> bytes:
        return self.pdf[: self.start] + self.pdf[self.end :]

    @property
    def digest(self) -> str:
        """Lower-case hexadecimal."""
        return hashlib.sha256(self.to_sign).hexdigest()

    def filled(self, container: bytes) -> bytes:
        """The PDF with the container (CMS, DER) in its place. Raises CannotSign when too long."""
        room = self.end - self.start - 2
        digits = container.hex().upper().encode()
        if len(digits) > room:
            raise CannotSign
        return self.pdf[: self.start + 1] + digits.ljust(room, b"0") + self.pdf[self.end - 1 :]


def prepare(
    pdf: bytes,
    *,
    field: str,
    reason: str,
    location: str,
    at: datetime,
    name: str,
    box: Box | tuple[int, float, float, float, float] | None = None,
    image: bytes | None = None,
) -> Prepared:
    """Make room for a signature whose key never comes to the portal; `name` is the signer's.

    The rest as `sign`. Raises AlreadySigned, CannotSign, UnreadableImage.
    """
    writer = _writer(pdf, field)
    signer = _pdf_signer(
        ExternalSigner(signing_cert=None, cert_registry=None, signature_value=1),
        field=field,
        reason=reason,
        location=location,
        at=at,
        name=name,
        spoken=f"Chữ ký số của {name}",
        box=box,
        image=image,
    )
    output = io.BytesIO()
    try:
        digest, _, _ = run(
            signer.async_digest_doc_for_signing(
                writer, bytes_reserved=_CONTAINER_DIGITS, output=output
            )
        )
    except _BROKEN as error:
        raise CannotSign from error
    return Prepared(output.getvalue(), digest.reserved_region_start, digest.reserved_region_end)


_BROKEN = (PdfError, PyHankoSigningError, ValueError, KeyError, IndexError, TypeError)

# Two for a byte: a container with a chain of three and a time-stamp is some 10 kB.
_CONTAINER_DIGITS = 2 * 16 * 1024


def _writer(pdf: bytes, field: str) -> IncrementalPdfFileWriter:
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        if writer.security_handler is not None:
            raise CannotSign
        filled = enumerate_sig_fields(writer.prev, filled_status=True, with_name=field)
        if next(filled, None) is not None:
            raise AlreadySigned(field)
    except _BROKEN as error:
        raise CannotSign from error
    return writer


def _pdf_signer(
    signer: Signer,
    *,
    field: str,
    reason: str,
    location: str,
    at: datetime,
    name: str,
    spoken: str,
    box: Box | tuple[int, float, float, float, float] | None,
    image: bytes | None,
    timestamper: TimeStamper | None = None,
    proof: Proof | None = None,
) -> _SignerAt:
    place = Box(*box) if box is not None and image is not None else None
    made = _SignerAt(
        PdfSignatureMetadata(
            field_name=field,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=reason,
            location=location,
            name=name,
            embed_validation_info=proof is not None,
            validation_context=proof.context() if proof else None,
            # In the signed revision itself: nothing may follow the last signature of a paper.
            dss_settings=DSSContentSettings(
                include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
            ),
        ),
        signer,
        timestamper=timestamper,
        stamp_style=_appearance(image) if place is not None and image is not None else None,
        new_field_spec=SigFieldSpec(
            sig_field_name=field,
            on_page=place.page if place else 0,
            box=_corners(place) if place else None,
            readable_field_name=spoken,
        ),
    )
    made.at = at
    return made


def check_image(image: bytes) -> None:
    """Raise UnreadableImage for a picture that `sign` would refuse."""
    _appearance(image)


def _spoken(identity: SigningIdentity | TokenIdentity) -> str:
    """What a screen reader says of the picture."""
    what = "Con dấu số" if identity.facts.kind == "seal" else "Chữ ký số"
    return f"{what} của {identity.facts.subject}"


class _SignerAt(PdfSigner):
    """A signer that states the portal's signing time instead of asking the machine's clock.

    The time in the file must be the one in the log and on the "Đã ký … lúc" page.
    """

    at: datetime

    def init_signing_session(self, *args: Any, **kwargs: Any) -> PdfSigningSession:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.at
        return session


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Finish a coroutine of pyHanko, which does no waiting here.

    In a thread of its own, because the caller may already be inside an event loop, where
    asyncio.run refuses.
    """
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, work).result()


def asn1_certificate(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """The same certificate in pyHanko's representation."""
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _signer(identity: SigningIdentity | TokenIdentity) -> Signer:
    if isinstance(identity, TokenIdentity):
        return identity.signer
    chain = SimpleCertificateStore.from_certs(map(asn1_certificate, identity.chain))
    key = identity.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SimpleSigner(
        signing_cert=asn1_certificate(identity.certificate),
        signing_key=asn1_keys.PrivateKeyInfo.load(key),
        cert_registry=chain,
        # A root inside the file proves nothing, and no signature would guard its bytes.
        embed_roots=False,
    )


def _appearance(image: bytes) -> StaticStampStyle:
    """Only the picture, as NĐ 30/2020 asks: no text, no frame beside it."""
    try:
        with Image.open(io.BytesIO(image), formats=["PNG"]) as picture:
            if picture.width * picture.height > MAX_IMAGE_PIXELS:
                raise UnreadableImage
            # Printing makes Pillow fill up pictures that are cut short, everywhere in the process.
            picture.verify()
        with Image.open(io.BytesIO(image), formats=["PNG"]) as picture:
            pixels = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise UnreadableImage from error
    layout = SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MID,
        y_align=AxisAlignment.ALIGN_MID,
        margins=Margins.uniform(0),
        inner_content_scaling=InnerScaling.STRETCH_TO_FIT,
    )
    return StaticStampStyle(
        background=PdfImage(pixels), background_layout=layout, background_opacity=1, border_width=0
    )


def _corners(box: Box) -> tuple[int, int, int, int]:
    x1, y1, x2, y2 = (round(value) for value in box[1:])
    return x1, y1, x2, y2
