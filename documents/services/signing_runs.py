"""Signing many papers with one PIN, a few in each request, so that every result is kept at once.

Nothing runs behind the signer's back: their browser drives the run. The PIN lies in the row locked
with two keys, the portal's and one that only the browser holds for five minutes; a copy of the
database signs nothing, and neither does the portal by itself. A process that dies loses at most
the sentence about one paper, which the next request finds out from the paper.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from activity.models import Notice
from activity.services import Message, tell
from documents import signing
from documents.errors import PaperError
from documents.lifecycle import State
from documents.models import Document, Signature, SigningRun, SigningRunItem
from documents.services import certificates, issuing
from units.access import Refusal
from units.actors import Actor

# One batch of signatures, and after how long the PIN is asked again (screens §8, C4).
LIMIT = 50
HOLD = dt.timedelta(minutes=5)
# Papers signed in one request: short enough that the page moves, also on a slow machine.
AT_ONCE = 3

_Item = SigningRunItem.State

Seen = tuple[Document, str, int]


def start(seen: Sequence[Seen], *, by: Actor, pin: str) -> tuple[SigningRun, str]:
    """Begin to sign papers; each is (paper, number seen, revision seen). Nothing is signed yet.

    Returns the run and the browser's key to it. Raises PaperError when nothing could be signed: no
    certificate in force, a wrong PIN, no paper or more than LIMIT.
    """
    if not 0 < len(seen) <= LIMIT:
        raise PaperError(f"Mỗi lần ký từ 1 đến {LIMIT} văn bản. Chưa ký văn bản nào.")
    now = timezone.now()
    certificate = issuing.usable(certificates.current(by.user), "", now)
    certificates.unlock(certificate, pin, by=by, at=now)
    with transaction.atomic():
        run = SigningRun.objects.create(unit=by.unit, signer=by.user, certificate=certificate)
        SigningRunItem.objects.bulk_create(
            SigningRunItem(
                run=run,
                order=order,
                document=document,
                seen_number=number[:80],
                seen_revision=revision,
            )
            for order, (document, number, revision) in enumerate(seen, start=1)
        )
        message = Message(
            subject=f"Lượt ký {len(seen)} văn bản",
            address=address_of(run),
            reason=Notice.Reason.INFO,
            mail=False,
        )
        tell([by.user], message, key=f"signing-run:{run.pk}", unit=by.unit, entry=None)
        key = _lock(run, pin, now)
    return run, key


def unlock_again(run: SigningRun, *, by: Actor, pin: str) -> str:
    """Take the PIN once more, for what is left; returns the browser's new key.

    Raises PaperError as `start` does, and then the run stands as it stood.
    """
    now = timezone.now()
    issuing.usable(run.certificate, "", now)
    certificates.unlock(run.certificate, pin, by=by, at=now)
    return _lock(run, pin, now)


def goes_on(run: SigningRun, key: str) -> bool:
    """Whether the next papers can be signed without asking for the PIN again."""
    return bool(key and run.sealed and run.sealed_until and timezone.now() < run.sealed_until)


def advance(run: SigningRun, key: str, *, by: Actor) -> None:
    """Sign the next few papers, or write down why not; one that fails stops no other.

    Raises PaperError when the PIN must be asked for again.
    """
    pin = _pin_of(run, key)
    now = timezone.now()
    try:
        issuing.usable(run.certificate, "", now)
        identity = certificates.unlock(run.certificate, pin, by=by, at=now)
    except PaperError as error:
        _fail_rest(run, error.sentence)
    else:
        for item in _waiting(run)[:AT_ONCE]:
            _sign_one(item, identity, by=by)
    _end_if_done(run)


def forget_pins() -> int:
    """Wipe what browsers that went away left behind. Returns from how many runs."""
    over = SigningRun.objects.filter(sealed__isnull=False, sealed_until__lt=timezone.now())
    return over.update(sealed=None, sealed_until=None)


def address_of(run: SigningRun) -> str:
    """The page that drives the run and keeps its results."""
    return reverse("documents:sign-run", args=[run.pk])


def _lock(run: SigningRun, pin: str, now: dt.datetime) -> str:
    key = secrets.token_urlsafe(32)
    run.sealed = signing.seal_bytes(pin.encode(), _vault(key))
    run.sealed_until = now + HOLD
    run.save(update_fields=["sealed", "sealed_until"])
    return key


def _pin_of(run: SigningRun, key: str) -> str:
    if goes_on(run, key):
        try:
            return signing.open_bytes(bytes(run.sealed or b""), _vault(key)).decode()
        except signing.CannotOpenSealedBytes:
            pass  # another window asked for the PIN meanwhile: this one's key opens nothing
    raise PaperError("Đã quá 5 phút. Nhập lại mã PIN để ký tiếp.")


def _vault(key: str) -> str:
    return f"{settings.SIGNING_KEY}:{key}"


def _waiting(run: SigningRun) -> list[SigningRunItem]:
    rows = run.items.filter(state=_Item.WAITING)
    return list(rows.select_related("document__issuer", "document__signer"))


def _sign_one(item: SigningRunItem, identity: signing.SigningIdentity, *, by: Actor) -> None:
    document = item.document
    try:
        issuing.require_signable(document, by, item.seen_number, item.seen_revision)
        now = timezone.now()
        issuing.usable(item.run.certificate, document.signer_name, now)
        issuing.sign_opened(document, identity, item.run.certificate, by=by, now=now)
    except (PaperError, Refusal) as error:
        if not _signed_in(item):
            _note(item, _Item.FAILED, str(error))
            return
    _note(item, _Item.SIGNED)


def _signed_in(item: SigningRunItem) -> bool:
    """Whether this run signed the paper already, in a request that did not live to say so."""
    return Signature.objects.filter(
        document=item.document_id,
        kind=Signature.Kind.PERSON,
        signer=item.run.signer_id,
        at__gte=item.run.started_at,
    ).exists()


def _note(item: SigningRunItem, state: str, sentence: str = "") -> None:
    rows = SigningRunItem.objects.filter(pk=item.pk, state=_Item.WAITING)
    rows.update(state=state, sentence=sentence[:600])


def _fail_rest(run: SigningRun, sentence: str) -> None:
    run.items.filter(state=_Item.WAITING).update(state=_Item.FAILED, sentence=sentence[:600])


def _end_if_done(run: SigningRun) -> None:
    if run.items.filter(state=_Item.WAITING).exists():
        return
    run.ended_at, run.sealed, run.sealed_until = timezone.now(), None, None
    run.save(update_fields=["ended_at", "sealed", "sealed_until"])


def to_retry(run: SigningRun) -> list[Document]:
    """The papers of an ended run that still wait for this signature."""
    return [
        item.document
        for item in run.items.select_related("document")
        if item.state == _Item.FAILED
        and item.document.state == State.NUMBERED
        and item.document.signer_id == run.signer_id
    ]
