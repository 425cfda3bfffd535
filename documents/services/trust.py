"""Whose certificates the portal believes: authorities, their lists of what they took back."""

from __future__ import annotations

import hashlib

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import Encoding
from django.db import transaction

from activity.services import record
from documents import signing
from documents.errors import PaperError
from documents.models import Certificate, DocumentFile, TrustedAuthority
from units.actors import Actor
from units.dates import format_date, in_hanoi

# A signer's certificate, two authorities above it, and room for a cross certificate.
MAX_CHAIN = 4


def trusted_roots() -> list[bytes]:
    """The authorities whose certificates the portal believes, as PEM."""
    return [pem.encode() for pem in TrustedAuthority.objects.values_list("pem", flat=True)]


def revocations(data: bytes = b"") -> signing.Revocations:
    """Which certificates were taken back, by their authority or here.

    `data` is the file to be judged: one the portal has kept before was signed by then at the
    latest, so what its signers lost later does not count against it.
    """
    seen = DocumentFile.objects.filter(sha256=hashlib.sha256(data).hexdigest()).order_by("pk")
    lists = TrustedAuthority.objects.exclude(crl=None).values_list("crl", flat=True)
    stopped = Certificate.objects.exclude(revoked_at=None).values_list("fingerprint", "revoked_at")
    return signing.Revocations(
        lists=[bytes(der) for der in lists if der is not None],
        stopped={fingerprint: at for fingerprint, at in stopped if at},
        seen_at=seen.values_list("created_at", flat=True).first(),
    )


def proof() -> signing.Proof:
    """What a signature with a time-stamp takes along, so that it is believed long after."""
    rows = TrustedAuthority.objects.values_list("pem", "crl")
    return signing.Proof([pem.encode() for pem, _ in rows], [bytes(crl) for _, crl in rows if crl])


@transaction.atomic
def take_revocations(data: bytes, *, by: Actor) -> TrustedAuthority:
    """Keep an authority's newest list of revoked certificates; none of them signs here any more.

    Raises PaperError when it is no such list, no trusted authority signed it, or a newer one is
    here already.
    """
    try:
        crl = signing.read_list(data)
    except signing.UnreadableList as error:
        raise PaperError("Tệp không phải danh sách thu hồi chứng thư (CRL).") from error
    pem = signing.issuer_of(crl, trusted_roots())
    if pem is None:
        raise PaperError(
            "Danh sách này không do nơi cấp nào được cổng tin cậy ký. Thêm nơi cấp trước."
        )
    authority = TrustedAuthority.objects.select_for_update().filter(pem=pem.decode()).first()
    assert authority is not None
    drawn_up = crl.last_update_utc
    if authority.crl_at is not None and authority.crl_at >= drawn_up:
        day = format_date(in_hanoi(authority.crl_at))
        raise PaperError(f"Đã có danh sách lập ngày {day} của nơi cấp này, bằng hoặc mới hơn.")
    authority.crl, authority.crl_at = crl.public_bytes(Encoding.DER), drawn_up
    authority.save(update_fields=["crl", "crl_at"])
    record(
        target=authority,
        verb="certificates.crl",
        sentence=f"{by.unit}: {by.user} nhập danh sách thu hồi của {authority}",
        by=by,
        data={"drawn_up": drawn_up.isoformat(), "revoked": len(crl)},
    )
    return authority


@transaction.atomic
def add_authority(pem: bytes, *, by: Actor) -> TrustedAuthority:
    """Let the portal believe certificates of one more authority. Raises PaperError for no such."""
    try:
        certificate = x509.load_pem_x509_certificate(pem)
        constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    except (ValueError, x509.ExtensionNotFound) as error:
        raise PaperError("Tệp không phải chứng thư PEM của một nơi cấp chứng thư số.") from error
    if not constraints.value.ca:
        raise PaperError("Chứng thư trong tệp không phải của nơi cấp chứng thư số.")
    authority = keep_authority(certificate)
    record(
        target=authority,
        verb="certificates.trust",
        sentence=f"{by.unit}: {by.user} thêm nơi cấp chứng thư số {authority}",
        by=by,
    )
    return authority


def issued_by_trusted(identity: signing.SigningIdentity | signing.TokenIdentity) -> bool:
    """Whether a chain leads from the certificate to an authority the portal believes."""
    roots = [x509.load_pem_x509_certificate(pem) for pem in trusted_roots()]
    link: x509.Certificate | None = identity.certificate
    for _ in range(MAX_CHAIN):
        if link is None:
            return False
        if any(_issued(link, root) for root in roots):
            return True
        link = next((c for c in identity.chain if c != link and _issued(link, c)), None)
    return False


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def keep_authority(certificate: x509.Certificate) -> TrustedAuthority:
    """The row of an authority, made when it is new."""
    facts = signing.facts_of(certificate)
    # Two authorities may bear one name; the fingerprint tells them apart.
    name = f"{facts.subject} ({facts.fingerprint[:8]})"[:300]
    pem = certificate.public_bytes(Encoding.PEM).decode()
    return TrustedAuthority.objects.get_or_create(name=name, defaults={"pem": pem})[0]
