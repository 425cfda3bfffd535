"""Keys in a device of the server's own (PKCS#11): a token or HSM that never gives them away."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pkcs11
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from pkcs11 import Attribute, ObjectClass
from pyhanko.sign.pkcs11 import PKCS11Signer

from documents.signing.keys import (
    CertificateFacts,
    CertificateNotForSigning,
    SigningError,
    WrongPin,
    facts_of,
    may_sign,
)


class NoToken(SigningError):
    """No device at the server holds a certificate in this name."""

    def __init__(self, owner: str) -> None:
        super().__init__(
            f"Máy chủ không có thiết bị ký đứng tên {owner}. Chưa ký văn bản nào. "
            "Kiểm tra thiết bị đã cắm chưa."
        )


class TokenLocked(SigningError):
    """The device locked itself after too many wrong PINs."""

    def __init__(self) -> None:
        super().__init__(
            "Thiết bị ký đã khóa vì sai mã PIN nhiều lần. Chưa ký văn bản nào. "
            "Liên hệ nơi cấp thiết bị để mở khóa."
        )


class TokenFailed(SigningError):
    """The device was opened and then did not sign: taken out, or it knows no such key."""

    def __init__(self) -> None:
        super().__init__(
            "Thiết bị ký không ký được. Chưa ký văn bản nào. "
            "Kiểm tra thiết bị còn cắm ở máy chủ rồi thử lại."
        )


@dataclass(frozen=True)
class TokenIdentity:
    """A key in a device, opened by its owner's PIN; good until `open_token` ends."""

    facts: CertificateFacts
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    signer: PKCS11Signer = field(repr=False)


@contextmanager
def open_token(module: str, pin: str, owner: str, *, at: datetime) -> Iterator[TokenIdentity]:
    """Open the device that holds the certificate in the owner's name.

    `module` is the path of the maker's library. Raises NoToken, WrongPin, TokenLocked,
    CertificateNotForSigning, CertificateNotYetValid or CertificateExpired.
    """
    token, number, certificate = _find(module, owner)
    if not may_sign(certificate):
        raise CertificateNotForSigning
    facts = facts_of(certificate)
    facts.require_valid_at(at)
    try:
        session = token.open(user_pin=pin)
    except pkcs11.PinLocked as error:
        raise TokenLocked from error
    except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange) as error:
        raise WrongPin from error
    try:
        others = [c for _, c in _certificates(session) if c != certificate]
        signer = PKCS11Signer(
            session,
            cert_id=number,
            key_id=number,
            other_certs_to_pull=(),
            use_raw_mechanism=_signs_digests_only(token, certificate),
        )
        yield TokenIdentity(facts, certificate, tuple(others), signer)
    except pkcs11.PKCS11Error as error:
        raise TokenFailed from error
    finally:
        session.close()


def _signs_digests_only(token: Any, certificate: x509.Certificate) -> bool:
    """Whether the device wants the digest of what it signs with an elliptic key, not the data."""
    elliptic = isinstance(certificate.public_key(), EllipticCurvePublicKey)
    return elliptic and pkcs11.Mechanism.ECDSA_SHA256 not in token.slot.get_mechanisms()


@functools.cache
def _library(module: str) -> Any:
    """The maker's library, which may be started once in a process."""
    return pkcs11.lib(module)


def _find(module: str, owner: str) -> tuple[Any, bytes, x509.Certificate]:
    """The device, the key's number in it and the certificate; certificates need no PIN."""
    try:
        for token in _library(module).get_tokens():
            with token.open() as session:
                for number, certificate in _certificates(session):
                    if facts_of(certificate).subject.casefold() == owner.casefold():
                        return token, number, certificate
    except (pkcs11.PKCS11Error, RuntimeError) as error:
        raise NoToken(owner) from error
    raise NoToken(owner)


def _certificates(session: Any) -> list[tuple[bytes, x509.Certificate]]:
    rows = session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
    return [
        (bytes(row[Attribute.ID]), x509.load_der_x509_certificate(bytes(row[Attribute.VALUE])))
        for row in rows
    ]
