"""Certificates and keys of the people and agencies who sign, and how they rest in the database.

A signer brings a PKCS#12 file (".p12", ".pfx") protected by a PIN. The portal keeps the file
sealed a second time under its own key, so a copy of the database alone signs nothing, and neither
does the portal without the PIN.
"""

from __future__ import annotations

import base64
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from asn1crypto import pkcs12 as asn1_pkcs12
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from cryptography.x509.oid import NameOID

# Registers the qcStatements extension with asn1crypto, which otherwise leaves it as bare bytes.
from pyhanko.sign.ades.qualified_asn1 import get_qc_statements

from documents.errors import PaperError
from units.dates import format_date, in_hanoi

CertificateKind = Literal["person", "seal"]
PrivateKey = EllipticCurvePrivateKey | RSAPrivateKey

# ETSI EN 319 412-5, 4.2.3: what a certificate is for is said inside it, not by its name.
KIND_BY_QC_TYPE: dict[str, CertificateKind] = {"qct_esign": "person", "qct_eseal": "seal"}

# A real PKCS#12 file with a chain of three is under 10 kB.
MAX_P12_BYTES = 256 * 1024


class SigningError(PaperError):
    """Nothing was signed; the sentence is what the signer reads."""


class WrongPin(SigningError):
    """The PIN does not open the PKCS#12 file."""

    def __init__(self) -> None:
        super().__init__("Mã PIN không đúng. Chưa ký văn bản nào.")


class UnreadableCertificate(SigningError):
    """The file is no PKCS#12 file, or holds no key and certificate that can sign."""

    def __init__(self) -> None:
        super().__init__(
            "Tệp chứng thư số không đọc được. Cần tệp .p12 hoặc .pfx có cả chứng thư và khóa ký."
        )


class CertificateExpired(SigningError):
    """The certificate ended before the moment of signing. `not_after` is its last moment."""

    def __init__(self, not_after: datetime) -> None:
        self.not_after = not_after
        day = format_date(in_hanoi(not_after))
        super().__init__(f"Chứng thư số hết hạn ngày {day}. Chưa ký văn bản nào.")


class CertificateNotYetValid(SigningError):
    """The certificate begins after the moment of signing. `not_before` is its first moment."""

    def __init__(self, not_before: datetime) -> None:
        self.not_before = not_before
        day = format_date(in_hanoi(not_before))
        super().__init__(f"Chứng thư số có hiệu lực từ ngày {day}. Chưa ký văn bản nào.")


class CertificateNotForSigning(SigningError):
    """The certificate is for something else, such as encrypting or issuing other certificates."""

    def __init__(self) -> None:
        super().__init__("Chứng thư số này không dùng để ký văn bản. Chưa ký văn bản nào.")


class CannotOpenSealedBytes(SigningError):
    """What lies in the database was sealed under another key, or was changed there."""

    def __init__(self) -> None:
        super().__init__(
            "Không mở được chứng thư số đã lưu. Chưa ký văn bản nào. "
            "Báo quản trị kiểm tra khóa SIGNING_KEY của cổng."
        )


@dataclass(frozen=True, kw_only=True)
class CertificateFacts:
    """What the portal stores and shows of a certificate.

    `subject` is the person, or the agency for a seal; `unit_name` the organisation it was issued
    for ("" when it names none); `kind` is None when the certificate does not say what it is for.
    `serial_hex` and `fingerprint` (SHA-256 of the certificate) are lower-case hexadecimal.
    """

    subject: str
    unit_name: str
    kind: CertificateKind | None
    serial_hex: str
    not_before: datetime
    not_after: datetime
    fingerprint: str

    def require_valid_at(self, at: datetime) -> None:
        """Refuse to sign outside the certificate's life.

        Raises CertificateNotYetValid or CertificateExpired; both ends belong to the life.
        """
        if at < self.not_before:
            raise CertificateNotYetValid(self.not_before)
        if at > self.not_after:
            raise CertificateExpired(self.not_after)


def facts_of(certificate: x509.Certificate) -> CertificateFacts:
    """Read name, organisation, purpose and life out of a certificate."""
    kind = _kind_of(certificate)
    common_name = _attribute(certificate.subject, NameOID.COMMON_NAME)
    unit_name = _attribute(certificate.subject, NameOID.ORGANIZATION_NAME)
    # X.509 allows a common name of 64 bytes only; an agency's full name stands in "O".
    name = unit_name if kind == "seal" and unit_name else common_name
    return CertificateFacts(
        subject=name or certificate.subject.rfc4514_string(),
        unit_name=unit_name,
        kind=kind,
        serial_hex=f"{certificate.serial_number:x}",
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
    )


def _attribute(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    values = name.get_attributes_for_oid(oid)
    return unicodedata.normalize("NFC", str(values[0].value)) if values else ""


def _kind_of(certificate: x509.Certificate) -> CertificateKind | None:
    parsed = asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
    for statement in get_qc_statements(parsed).native or ():
        if statement["statement_id"] == "qc_type":
            for qc_type in statement["statement_info"]:
                if kind := KIND_BY_QC_TYPE.get(qc_type):
                    return kind
    return None


def may_sign(certificate: x509.Certificate) -> bool:
    """Whether a certificate is for signing documents; one that names no purpose is."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


@dataclass(frozen=True)
class SigningIdentity:
    """A key opened by its owner's PIN, good for the length of one signing session.

    Never stored and never logged: `repr` shows no key.
    """

    facts: CertificateFacts
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    key: PrivateKey = field(repr=False)


def load_p12(p12: bytes, pin: str, *, at: datetime | None = None) -> SigningIdentity:
    """Open a signer's PKCS#12 file with the PIN.

    `at` is the moment of signing, now when left out. Raises UnreadableCertificate, WrongPin,
    CertificateNotForSigning, CertificateNotYetValid or CertificateExpired.
    """
    if len(p12) > MAX_P12_BYTES or not _looks_like_p12(p12):
        raise UnreadableCertificate
    try:
        store = pkcs12.load_pkcs12(p12, pin.encode())
    except ValueError as error:
        raise WrongPin from error
    if store.cert is None or not isinstance(store.key, EllipticCurvePrivateKey | RSAPrivateKey):
        raise UnreadableCertificate
    if not may_sign(store.cert.certificate):
        raise CertificateNotForSigning
    identity = SigningIdentity(
        facts=facts_of(store.cert.certificate),
        certificate=store.cert.certificate,
        chain=tuple(extra.certificate for extra in store.additional_certs),
        key=store.key,
    )
    identity.facts.require_valid_at(at or datetime.now(UTC))
    return identity


def _looks_like_p12(data: bytes) -> bool:
    """Tell a file that is no PKCS#12 at all from one whose PIN is wrong.

    The library that opens it reports both with the same words.
    """
    try:
        outer = asn1_pkcs12.Pfx.load(data, strict=True)
        return outer["version"].native == "v3" and outer["auth_safe"]["content"] is not None
    except (ValueError, TypeError, KeyError):
        return False


def _vault(key: str) -> Fernet:
    derived = HKDF(
        algorithm=hashes.SHA256(), length=32, salt=None, info=b"nq57portal signing keys at rest"
    ).derive(key.encode())
    return Fernet(base64.urlsafe_b64encode(derived))


def seal_bytes(data: bytes, key: str) -> bytes:
    """Encrypt a PKCS#12 file or a private key for the database (AES-128-CBC and HMAC, Fernet).

    `key` is settings.SIGNING_KEY, any secret text of good length.
    """
    return _vault(key).encrypt(data)


def open_bytes(sealed: bytes, key: str) -> bytes:
    """Decrypt what `seal_bytes` made. Raises CannotOpenSealedBytes under any other key."""
    try:
        return _vault(key).decrypt(sealed)
    except InvalidToken as error:
        raise CannotOpenSealedBytes from error
