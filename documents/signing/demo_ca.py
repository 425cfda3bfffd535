"""The demo certification authority: certificates for the demo campaign, worth nothing outside it.

Real signers get their certificates from the State's authority (Ban Cơ yếu Chính phủ) or a licensed
provider; nothing here is needed for those.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509.oid import NameOID, ObjectIdentifier
from pyhanko.sign.ades import qualified_asn1

from documents.signing.keys import (
    KIND_BY_QC_TYPE,
    CertificateFacts,
    CertificateKind,
    PrivateKey,
    facts_of,
)

DEMO_MARK = "CA TRÌNH DIỄN"
DEMO_ORGANISATION = "TRÌNH DIỄN - KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"

QC_STATEMENTS = ObjectIdentifier("1.3.6.1.5.5.7.1.3")
QC_TYPE_BY_KIND = {kind: qc_type for qc_type, kind in KIND_BY_QC_TYPE.items()}

# X.509 (RFC 5280, ub-common-name); the library counts bytes of UTF-8.
MAX_COMMON_NAME_BYTES = 64

# A PIN is short, so each guess must cost something, while the owner waits for it once a session.
PIN_ROUNDS = 100_000


@dataclass(frozen=True)
class KeyPair:
    """A certification authority: its certificate, and the key it issues with."""

    certificate: x509.Certificate
    key: PrivateKey = field(repr=False)

    @property
    def cert_pem(self) -> bytes:
        """The certificate to trust when verifying."""
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        """The bare private key: pass it through `seal_bytes` before it is stored."""
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    @classmethod
    def from_pem(cls, *, key_pem: bytes, cert_pem: bytes) -> KeyPair:
        """Bring back an authority that was stored. Raises ValueError when it is no such pair."""
        key = load_pem_private_key(key_pem, password=None)
        certificate = x509.load_pem_x509_certificate(cert_pem)
        if not isinstance(key, PrivateKey) or key.public_key() != certificate.public_key():
            raise ValueError("the private key does not belong to the certificate")
        return cls(certificate=certificate, key=key)


@dataclass(frozen=True, kw_only=True)
class IssuedCertificate(CertificateFacts):
    """A new certificate with its key, as the PKCS#12 file its owner's PIN opens."""

    p12: bytes = field(repr=False)


def make_ca(common_name: str, not_before: datetime, not_after: datetime) -> KeyPair:
    """Found a demo authority; its name says that it is one, whatever name is given."""
    if DEMO_MARK not in common_name:
        common_name = f"{DEMO_MARK} {common_name}"
    key = _new_key()
    name = _name(common_name, DEMO_ORGANISATION)
    certificate = (
        _certificate(name, name, key, not_before, not_after)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return KeyPair(certificate=certificate, key=key)


def issue(
    ca: KeyPair,
    subject_name: str,
    *,
    unit_name: str,
    kind: CertificateKind,
    not_before: datetime,
    not_after: datetime,
    pin: str,
) -> IssuedCertificate:
    """Issue a signing certificate to a person of a unit, or the unit's own ("seal").

    Life in the past or the future is allowed: the demo and the tests need expired ones. The key
    is made here and leaves only inside the PKCS#12 file.
    """
    key = _new_key()
    issuer_key = x509.SubjectKeyIdentifier.from_public_key(ca.key.public_key())
    certificate = (
        _certificate(
            _name(subject_name, unit_name), ca.certificate.subject, key, not_before, not_after
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(digital_signature=True, content_commitment=True), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(issuer_key),
            critical=False,
        )
        .add_extension(
            x509.UnrecognizedExtension(QC_STATEMENTS, _qc_statements(kind)), critical=False
        )
        .sign(ca.key, hashes.SHA256())
    )
    encryption = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(PIN_ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(pin.encode())
    )
    p12 = pkcs12.serialize_key_and_certificates(
        subject_name.encode(), key, certificate, [ca.certificate], encryption
    )
    return IssuedCertificate(**vars(facts_of(certificate)), p12=p12)


def _new_key() -> ec.EllipticCurvePrivateKey:
    # P-256 because it signs four times as fast as RSA 2048 and poppler's pdfsig knows it.
    return ec.generate_private_key(ec.SECP256R1())


def _name(common_name: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, _shortened(common_name)),
        ]
    )


def _shortened(name: str) -> str:
    """Drop last words until the name fits; a seal's full name stands in "O" anyway."""
    while len(name.encode()) > MAX_COMMON_NAME_BYTES:
        name = name.rpartition(" ")[0] or name[:-1]
    return name


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: PrivateKey,
    not_before: datetime,
    not_after: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(not_before)
        .not_valid_after(not_after)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _key_usage(
    *,
    digital_signature: bool = False,
    content_commitment: bool = False,
    key_cert_sign: bool = False,
    crl_sign: bool = False,
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=content_commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=key_cert_sign,
        crl_sign=crl_sign,
        encipher_only=False,
        decipher_only=False,
    )


def _qc_statements(kind: CertificateKind) -> bytes:
    statement = {"statement_id": "qc_type", "statement_info": [QC_TYPE_BY_KIND[kind]]}
    encoded: bytes = qualified_asn1.QcStatements([statement]).dump()
    return encoded
