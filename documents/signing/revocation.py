"""Which certificates were taken back, and since when: lists of their authorities, and our own.

A revoked certificate proves nothing of what was signed since; and of a signature that states an
earlier time without a time-stamp, nobody can tell when it was made (EN 319 102-1, 5.6.2.4).
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography import x509


class UnreadableList(ValueError):
    """The bytes are no certificate revocation list."""


@dataclass(frozen=True)
class Revocations:
    """`lists`: revocation lists (CRL, RFC 5280) as DER, each believed only under its authority's
    signature. `stopped`: SHA-256 fingerprint of a certificate → since when the office itself
    stopped using it. `seen_at`: when the portal itself is witness that the file was there.
    """

    lists: Sequence[bytes] = ()
    stopped: Mapping[str, datetime] = field(default_factory=dict)
    seen_at: datetime | None = None

    def since(
        self, certificate: x509.Certificate, fingerprint: str, authorities: Sequence[bytes]
    ) -> datetime | None:
        """The moment from which the certificate counts no more; None when it was never revoked.

        `authorities` are the PEM certificates of those the portal trusts.
        """
        found = [self.stopped[fingerprint]] if fingerprint in self.stopped else []
        for der in self.lists:
            crl = read_list(der)
            if crl.issuer != certificate.issuer or issuer_of(crl, authorities) is None:
                continue
            entry = crl.get_revoked_certificate_by_serial_number(certificate.serial_number)
            if entry is not None:
                found.append(entry.revocation_date_utc)
        return min(found, default=None)

    def to_json(self) -> dict[str, Any]:
        """For the process that reads strangers' files."""
        return {
            "lists": [base64.b64encode(der).decode() for der in self.lists],
            "stopped": {name: at.isoformat() for name, at in self.stopped.items()},
            "seen_at": self.seen_at.isoformat() if self.seen_at else None,
        }

    @classmethod
    def from_json(cls, fields: Mapping[str, Any]) -> Revocations:
        """What `to_json` wrote."""
        seen = fields["seen_at"]
        return cls(
            lists=[base64.b64decode(text) for text in fields["lists"]],
            stopped={k: datetime.fromisoformat(at) for k, at in fields["stopped"].items()},
            seen_at=datetime.fromisoformat(seen) if seen else None,
        )


def read_list(data: bytes) -> x509.CertificateRevocationList:
    """A revocation list as authorities publish it, DER or PEM. Raises UnreadableList."""
    try:
        if data.lstrip().startswith(b"-----BEGIN"):
            return x509.load_pem_x509_crl(data)
        return x509.load_der_x509_crl(data)
    except ValueError as error:
        raise UnreadableList(str(error)) from error


def issuer_of(crl: x509.CertificateRevocationList, authorities: Sequence[bytes]) -> bytes | None:
    """The PEM of the trusted authority that signed the list; None when none of them did."""
    for pem in authorities:
        authority = x509.load_pem_x509_certificate(pem)
        key: Any = authority.public_key()
        if authority.subject == crl.issuer and crl.is_signature_valid(key):
            return pem
    return None
