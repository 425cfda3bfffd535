"""Who signs in the tests of signatures: a demo authority, a chair, an agency's seal, strangers."""

from __future__ import annotations

import functools
import subprocess
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import weasyprint
from asn1crypto.keys import PrivateKeyInfo
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from documents.signing import (
    CertificateKind,
    KeyPair,
    SigningIdentity,
    issue,
    load_p12,
    make_ca,
    sign,
)
from documents.signing.pades import asn1_certificate

PIN = "246810"
LIFE = (datetime(2024, 1, 1, tzinfo=UTC), datetime(2028, 12, 31, tzinfo=UTC))
AT = datetime(2026, 3, 18, 2, 15, 30, tzinfo=UTC)
LATER = datetime(2026, 3, 18, 8, 0, tzinfo=UTC)
NOW = datetime(2026, 3, 20, tzinfo=UTC)


@functools.cache
def authority(name: str = "CA TRÌNH DIỄN của các phép thử") -> KeyPair:
    return make_ca(name, *LIFE)


def revocation_list(revoked: dict[int, datetime], ca: KeyPair | None = None) -> bytes:
    """An authority's list of taken-back certificates, serial number → since when, as DER."""
    ca = ca or authority()
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(ca.certificate.subject)
        .last_update(NOW)
        .next_update(NOW + timedelta(days=7))
    )
    for serial, since in revoked.items():
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(since)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(ca.key, hashes.SHA256()).public_bytes(Encoding.DER)


@functools.cache
def p12(
    name: str,
    kind: CertificateKind = "person",
    ca: KeyPair | None = None,
    life: tuple[datetime, datetime] = LIFE,
) -> bytes:
    return issue(
        ca or authority(),
        name,
        unit_name="Ủy ban nhân dân xã Tân Kỳ",
        kind=kind,
        not_before=life[0],
        not_after=life[1],
        pin=PIN,
    ).p12


@functools.cache
def chair(ca: KeyPair | None = None) -> SigningIdentity:
    return load_p12(p12("Nguyễn Văn An", ca=ca), PIN, at=AT)


@functools.cache
def seal(ca: KeyPair | None = None) -> SigningIdentity:
    return load_p12(p12("Ủy ban nhân dân xã Tân Kỳ", "seal", ca=ca), PIN, at=AT)


@functools.cache
def paper(variant: str | None = "pdf/a-3u", paragraphs: int = 12) -> bytes:
    """A printed plan: the kind of file the portal signs."""
    body = "<p>Tuyên truyền sâu rộng nội dung Nghị quyết số 57-NQ/TW.</p>" * paragraphs
    html = f"<html lang='vi'><title>Kế hoạch 12/KH-UBND</title><h1>KẾ HOẠCH</h1>{body}</html>"
    options = {"pdf_variant": variant, "pdf_tags": True} if variant else {}
    return weasyprint.HTML(string=html).write_pdf(**options)


def sign_as(pdf: bytes, identity: SigningIdentity, field: str, **more) -> bytes:
    given = {"reason": "Ký ban hành", "location": "Tân Kỳ", "at": AT, **more}
    return sign(pdf, identity, field=field, **given)


@functools.cache
def signed() -> bytes:
    """Signed by the chair."""
    return sign_as(paper(), chair(), "ChuKy1")


@functools.cache
def sealed() -> bytes:
    """Signed by the chair, then sealed by the agency: a paper ready to issue."""
    return sign_as(signed(), seal(), "ConDau1", reason="Phát hành", at=LATER)


def time_stamper(at: datetime, ca: KeyPair | None = None) -> DummyTimeStamper:
    """A time-stamp authority under the demo authority, whose clock stands still."""
    ca = ca or authority()
    key = rsa.generate_private_key(65537, 2048)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Cấp dấu thời gian")]))
        .issuer_name(ca.certificate.subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(LIFE[0])
        .not_valid_after(LIFE[1])
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(ca.key, hashes.SHA256())
    )
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return DummyTimeStamper(
        tsa_cert=asn1_certificate(certificate),
        tsa_key=PrivateKeyInfo.load(der),
        certs_to_embed=SimpleCertificateStore(),
        fixed_dt=at,
    )


def trusted() -> list[bytes]:
    return [authority().cert_pem]


def poppler(tool: str, pdf: bytes, *options: str) -> str:
    """What one of poppler's tools says of a file: an opinion independent of ours."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(pdf)
        done = subprocess.run(
            [tool, *options, str(path), *(["-"] if tool == "pdftotext" else [])],
            capture_output=True,
            text=True,
            check=False,
        )
    return done.stdout + done.stderr
