"""Certificates kept for signing: add one, open it by its PIN, stop using it; the demo's own."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from activity.services import record
from documents import signing
from documents.errors import PaperError
from documents.models import Certificate
from documents.services import trust
from documents.signing.demo_art import seal_image, signature_image
from units.actors import Actor
from units.dates import clock, format_date, in_hanoi, today
from units.models import Membership, Role, Unit, User
from units.text import one_line

# Guessing a PIN of six figures must stay hopeless (screens, flow C).
MAX_TRIES, PAUSE = 5, dt.timedelta(minutes=15)

# Owners are told this long before the end of a certificate.
WARNED_BEFORE = dt.timedelta(days=30)

OWNERS = ("user_id", "unit_id")

DEMO_PERSON_PIN, DEMO_SEAL_PIN = "123456", "654321"
# Before the first paper of the demo campaign, whose past is written on the first start.
DEMO_FOUNDED = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)


class PinRefused(PaperError):
    """The PIN was wrong, or there were too many wrong ones; belongs beside the PIN's box."""


def current(owner: User | Unit) -> Certificate | None:
    """The certificate the person, or the unit's seal, signs with now: the one that lasts longest.

    One no longer in use is given only when there is no other, so that a refusal can say why. Those
    whose key the portal does not hold sign elsewhere and are not given.
    """
    rows = owner.certificates.filter(sealed__isnull=False).order_by(
        F("revoked_at").asc(nulls_first=True), "-not_after"
    )
    return rows.first()


def obstacle(certificate: Certificate | None, *, signer_name: str, at: dt.datetime) -> str:
    """Why nothing can be signed with it, as the sentence of flow C; "" when nothing stands against.

    `signer_name` is the name printed under the signature; "" for a seal, whose owner was checked
    when it was added.
    """
    if certificate is None:
        return "Chưa có chứng thư số. Chưa ký văn bản nào."
    if certificate.revoked_at is not None:
        return "Chứng thư đã bị thu hồi. Chưa ký văn bản nào."
    if at > certificate.not_after:
        return signing.CertificateExpired(certificate.not_after).sentence
    if at < certificate.not_before:
        return signing.CertificateNotYetValid(certificate.not_before).sentence
    if signer_name and not _same_name(certificate.subject, signer_name):
        return (
            f"Chứng thư đứng tên {certificate.subject}, người ký trên văn bản là {signer_name}. "
            "Chưa ký văn bản nào."
        )
    return ""


def ends_soon(certificate: Certificate | None, at: dt.datetime) -> bool:
    """Whether its owner should ask for a new one now."""
    return certificate is not None and at <= certificate.not_after <= at + WARNED_BEFORE


def unlock(
    certificate: Certificate, pin: str, *, by: Actor, at: dt.datetime
) -> signing.SigningIdentity:
    """Open the kept certificate by its PIN, for one act of signing.

    Raises PinRefused; after MAX_TRIES wrong ones within PAUSE even the right PIN is refused until
    the pause is over. Raises signing.SigningError when the kept bytes can't be used, PaperError
    when the certificate was revoked.
    """
    left = _take_try(certificate, at)
    try:
        p12 = signing.open_bytes(bytes(certificate.sealed or b""), settings.SIGNING_KEY)
        identity = signing.load_p12(p12, pin, at=at)
    except signing.WrongPin as error:
        if left:
            raise PinRefused(f"{error.sentence} Còn {left} lần thử.") from error
        record(
            target=certificate,
            verb="certificates.pause",
            sentence=f"{by.unit}: {by.user} nhập sai mã PIN {MAX_TRIES} lần, tạm dừng ký",
            by=by,
        )
        raise _paused(certificate) from error
    Certificate.objects.filter(pk=certificate.pk).update(tries=0, tries_since=None)
    _check_not_revoked(identity, "Chưa ký văn bản nào.")
    return identity


def _check_not_revoked(identity: signing.SigningIdentity, outcome: str) -> None:
    fingerprint = identity.facts.fingerprint
    since = trust.revocations().since(identity.certificate, fingerprint, trust.trusted_roots())
    if since is not None:
        day = format_date(in_hanoi(since))
        raise PaperError(f"Chứng thư đã bị thu hồi ngày {day}. {outcome}")


def _take_try(certificate: Certificate, at: dt.datetime) -> int:
    """Count one try before it is made, so that many at once are counted too; how many are left."""
    rows = Certificate.objects.filter(pk=certificate.pk)
    over = Q(tries_since__isnull=True) | Q(tries_since__lte=at - PAUSE)
    rows.filter(over).update(tries=0, tries_since=at)
    # The count only grows, so whoever climbs it step by step knows which try is theirs.
    for before in range(MAX_TRIES):
        if rows.filter(tries=before).update(tries=before + 1):
            return MAX_TRIES - before - 1
    raise _paused(certificate)


def _paused(certificate: Certificate) -> PinRefused:
    certificate.refresh_from_db(fields=["tries_since"])
    until = (certificate.tries_since or timezone.now()) + PAUSE
    return PinRefused(
        f"Đã sai mã PIN {MAX_TRIES} lần. Chưa ký văn bản nào. Thử lại sau {clock(until)}."
    )


def add_certificate(
    p12: bytes,
    pin: str,
    *,
    user: User | None = None,
    unit: Unit | None = None,
    image: bytes = b"",
    by: Actor | None = None,
) -> Certificate:
    """Keep the PKCS#12 certificate of a person, or of a unit's seal, after looking into it.

    Its PIN must open it, its owner be the one it is added for, an authority the portal trusts have
    issued it. `image` (PNG) shows the signature or seal on paper. Raises PaperError otherwise.
    """
    identity = _read(p12, pin)
    facts = identity.facts
    owner: User | Unit | None = user or unit
    assert owner is not None
    _check_owner(facts, owner)
    if not trust.issued_by_trusted(identity):
        raise PaperError(
            f"Nơi cấp chứng thư của {facts.subject} chưa được cổng này tin cậy. "
            "Chưa thêm chứng thư. Đề nghị quản trị thêm nơi cấp."
        )
    _check_not_revoked(identity, "Chưa thêm chứng thư.")
    if image:
        signing.check_image(image)
    try:
        with transaction.atomic():
            certificate = Certificate.objects.create(
                user=user,
                unit=None if user else unit,
                subject=facts.subject[:300],
                serial=facts.serial_hex,
                fingerprint=facts.fingerprint,
                not_before=facts.not_before,
                not_after=facts.not_after,
                sealed=signing.seal_bytes(p12, settings.SIGNING_KEY),
                image=image or None,
            )
            record(
                target=certificate,
                verb="certificates.add",
                sentence=f"{f'{by.unit}: {by.user}' if by else 'Cổng'} thêm chứng thư số của "
                f"{facts.subject}",
                by=by,
                data={"serial": facts.serial_hex},
            )
    except IntegrityError as error:
        raise PaperError("Chứng thư này đã có trên cổng. Không thêm lần thứ hai.") from error
    return certificate


def known_by_signature(facts: signing.CertificateFacts, owner: User) -> Certificate:
    """The row of a certificate that signed outside the portal, made at its first signature."""
    found, _ = Certificate.objects.get_or_create(
        fingerprint=facts.fingerprint,
        defaults={
            "user": owner,
            "subject": facts.subject[:300],
            "serial": facts.serial_hex,
            "not_before": facts.not_before,
            "not_after": facts.not_after,
        },
    )
    return found


def picture_of(owner: User) -> bytes | None:
    """What the person's signature looks like, for a key that is not kept here."""
    rows = owner.certificates.filter(revoked_at=None, image__isnull=False).order_by("-not_after")
    image = rows.values_list("image", flat=True).first()
    return bytes(image) if image else None


@transaction.atomic
def revoke(certificate: Certificate, *, by: Actor, reason: str) -> None:
    """Stop using a certificate for good; what was signed with it stays valid."""
    reason = one_line(reason)[:300]
    if not reason:
        raise PaperError("Ghi lý do ngừng dùng.")
    rows = Certificate.objects.filter(pk=certificate.pk, revoked_at=None)
    if not rows.update(revoked_at=timezone.now(), revoked_reason=reason):
        raise PaperError("Chứng thư này đã ngừng dùng trước đó.")
    record(
        target=certificate,
        verb="certificates.revoke",
        sentence=f"{by.unit}: {by.user} ngừng dùng chứng thư số của {certificate}",
        by=by,
        reason=reason,
    )


def _read(p12: bytes, pin: str) -> signing.SigningIdentity:
    not_added = "Chưa thêm chứng thư."
    try:
        return signing.load_p12(p12, pin)
    except signing.WrongPin as error:
        raise PinRefused(f"Mã PIN không mở được tệp chứng thư này. {not_added}") from error
    except signing.CertificateExpired as error:
        day = format_date(in_hanoi(error.not_after))
        raise PaperError(f"Chứng thư số hết hạn ngày {day}. {not_added}") from error
    except signing.CertificateNotYetValid as error:
        day = format_date(in_hanoi(error.not_before))
        raise PaperError(f"Chứng thư số có hiệu lực từ ngày {day}. {not_added}") from error


def _check_owner(facts: signing.CertificateFacts, owner: User | Unit) -> None:
    if isinstance(owner, User):
        names, wanted = [owner.full_name], "person"
    else:
        rows = owner.names.values_list("name", "short_name")
        names, wanted = [name for row in rows for name in row], "seal"
    if facts.kind not in (None, wanted):
        of = "cá nhân" if facts.kind == "person" else "cơ quan"
        raise PaperError(f"Đây là chứng thư của {of} {facts.subject}. Chưa thêm chứng thư.")
    if not any(_same_name(facts.subject, name) for name in names):
        raise PaperError(
            f"Chứng thư đứng tên {facts.subject}, không phải {owner}. Chưa thêm chứng thư."
        )


def _same_name(left: str, right: str) -> bool:
    """Authorities often write names in capitals; accents must agree."""
    return one_line(left).casefold() == one_line(right).casefold()


# --- The demo campaign ----------------------------------------------------------------------------


def make_demo_certificates(*, until: dt.datetime | None = None) -> int:
    """Give everybody who may sign, and every unit with a clerk, a certificate of the demo CA.

    People's PIN is DEMO_PERSON_PIN, seals' DEMO_SEAL_PIN. Who has a certificate in force keeps it.
    They last `until`, two years when left out. Returns how many were made. Raises PaperError
    outside demo mode.
    """
    if not settings.DEMO_MODE:
        raise PaperError("Chứng thư trình diễn chỉ dùng trên bản trình diễn.")
    now = timezone.now()
    life = (now - dt.timedelta(days=1), until or now + dt.timedelta(days=2 * 365))
    authority = demo_authority(now)
    members = Membership.objects.active_on(today()).select_related("user", "unit")
    signers = {row.user: row.unit for row in members.filter(role=Role.LEADER).order_by("-pk")}
    units = {row.unit for row in members.filter(role=Role.CLERK)}
    kept = Certificate.objects.filter(revoked_at=None, not_after__gt=now)
    people_with, seals_with = (set(kept.values_list(owner, flat=True)) for owner in OWNERS)
    made = 0
    for user, unit in signers.items():
        if user.pk not in people_with:
            _demo_certificate(authority, user.full_name, unit.name, life, user=user)
            made += 1
    for unit in units:
        if unit.pk not in seals_with:
            _demo_certificate(authority, unit.name, unit.name, life, unit=unit)
            made += 1
    return made


def _demo_certificate(
    authority: signing.KeyPair,
    name: str,
    unit_name: str,
    life: tuple[dt.datetime, dt.datetime],
    *,
    user: User | None = None,
    unit: Unit | None = None,
) -> None:
    pin = DEMO_PERSON_PIN if user else DEMO_SEAL_PIN
    issued = signing.issue(
        authority,
        name,
        unit_name=unit_name,
        kind="person" if user else "seal",
        not_before=life[0],
        not_after=life[1],
        pin=pin,
    )
    image = signature_image(name) if user else seal_image(name)
    add_certificate(issued.p12, pin, user=user, unit=unit, image=image)


def demo_authority(now: dt.datetime) -> signing.KeyPair:
    """The demo's own authority: founded once, its key sealed in VAR_DIR, and trusted."""
    folder = Path(settings.VAR_DIR)
    key_file, certificate_file = folder / "demo_ca.key", folder / "demo_ca.pem"
    if key_file.exists() and certificate_file.exists():
        authority = signing.KeyPair.from_pem(
            key_pem=signing.open_bytes(key_file.read_bytes(), settings.SIGNING_KEY),
            cert_pem=certificate_file.read_bytes(),
        )
    else:
        authority = signing.make_ca(
            settings.PORTAL_NAME, DEMO_FOUNDED, now + dt.timedelta(days=10 * 365)
        )
        folder.mkdir(parents=True, exist_ok=True)
        certificate_file.write_bytes(authority.cert_pem)
        descriptor = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(signing.seal_bytes(authority.key_pem, settings.SIGNING_KEY))
    trust.keep_authority(authority.certificate)
    return authority
