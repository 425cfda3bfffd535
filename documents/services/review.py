"""Handing in, looking, returning, approving ("trình", "thẩm định")."""

from __future__ import annotations

import contextlib
import datetime as dt

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from documents import compose, content
from documents.errors import AlreadySubmitted, MustFix, PaperError
from documents.findings import findings
from documents.lifecycle import Action, State
from documents.models import Document, ReceiptCounter, ReviewComment, Revision
from documents.services import numbering
from documents.services.editing import require_editable
from documents.services.moving import move
from units.actors import Actor
from units.calendar import add_working_days
from units.dates import HANOI
from units.models import Role
from units.services import overrides
from units.text import clean

# A claim nobody worked on for so many working days goes back to the queue (screens B, failures).
IDLE_CLAIM_DAYS = 2


@transaction.atomic
def send_to_leader(document: Document, *, by: Actor) -> None:
    """Hand a draft to the leaders of the writer's own unit ("Trình lãnh đạo đơn vị")."""
    _require_ready(document)
    move(document, Action.SEND_TO_LEADER, by=by)


def send_back(document: Document, *, by: Actor, reason: str) -> None:
    """A leader gives the draft back to its writers, saying why."""
    move(document, Action.SEND_BACK, by=by, reason=_needs(reason), returned_reason=reason)


@transaction.atomic
def submit(document: Document, *, by: Actor, late_reason: str = "") -> Revision:
    """Hand the paper in for review: a new revision with a receipt; the text is locked.

    The time that counts is this moment. Late is recorded, never refused. Raises MustFix when the
    check still finds something, AlreadySubmitted on a second click, PaperError when the unit's
    leader must look first.
    """
    current = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    latest = current.revisions.order_by("-number").first()
    if State(current.state) in {State.SUBMITTED, State.REVIEWING} and latest:
        raise AlreadySubmitted(latest)
    if current.issuer.leader_step and State(current.state) is not State.LEADER_REVIEW:
        raise PaperError("Đơn vị đặt bước lãnh đạo cho ý kiến: trình lãnh đạo đơn vị trước.")
    if current.issuer.leader_step and not by.has(Role.LEADER):
        raise PaperError("Bước này do lãnh đạo đơn vị thực hiện.")
    _require_ready(current)
    now = timezone.now()
    number = current.revision_count + 1
    body = compose.build_content(current)
    revision = Revision.objects.create(
        document=current,
        number=number,
        content=body,
        sha256=content.fingerprint(body),
        receipt=next_receipt(now),
        submitted_by=by.user,
        submitted_for=by.unit,
        submitted_at=now,
        late_by_days=days_late(due_now(current), now),
        late_reason=clean(late_reason).strip(),
    )
    move(
        document,
        Action.SUBMIT,
        by=by,
        reason=revision.late_reason,
        data={"revision": number, "receipt": revision.receipt, "sha256": revision.sha256},
        revision_count=number,
        submitted_at=now,
        first_submitted_at=current.first_submitted_at or now,
        reviewer=None,
        returned_reason="",
        approved_revision=None,
        approved_at=None,
    )
    return revision


@transaction.atomic
def withdraw(document: Document, *, by: Actor) -> None:
    """Take back a revision nobody has opened yet; its receipt loses its force.

    The first hand-in that still counts is then an earlier revision's, or none.
    """
    kept = document.revisions.filter(withdrawn_at=None, number__lt=document.revision_count)
    first, last = kept.first(), kept.last()
    move(
        document,
        Action.WITHDRAW,
        by=by,
        data={"revision": document.revision_count},
        first_submitted_at=first.submitted_at if first else None,
        submitted_at=last.submitted_at if last else None,
    )
    document.revisions.filter(number=document.revision_count).update(withdrawn_at=timezone.now())


def claim(document: Document, *, by: Actor) -> None:
    """Open the paper for review: from now on one named reviewer has it."""
    move(document, Action.CLAIM, by=by, reviewer=by.user, claimed_at=timezone.now())


def release(document: Document, *, by: Actor | None) -> None:
    """Put a claimed paper back into the queue."""
    move(document, Action.RELEASE, by=by, reviewer=None, claimed_at=None)


def comment(
    revision: Revision,
    *,
    by: Actor,
    severity: str,
    text: str,
    section: int = 0,
    paragraph: int | None = None,
    quote: str = "",
) -> ReviewComment:
    """Write a remark at a paragraph of the revision under review.

    Raises PaperError when the paper is no longer under review, or by somebody else.
    """
    document = Document.objects.get(pk=revision.document_id)
    if document.state != State.REVIEWING or document.reviewer_id != by.user.pk:
        raise PaperError(
            "Văn bản không còn trong lượt thẩm định của đồng chí. Góp ý chưa được ghi."
        )
    if document.revision_count != revision.number:
        raise PaperError(f"Đã có bản số {document.revision_count}. Góp ý chưa được ghi.")
    return ReviewComment.objects.create(
        revision=revision,
        section=section,
        paragraph=paragraph,
        quote=quote[:300],
        severity=severity,
        text=_needs(text, "Ghi nội dung góp ý."),
        author=by.user,
    )


@transaction.atomic
def answer(remark: ReviewComment, *, by: Actor, answer: str, reason: str = "") -> ReviewComment:
    """The writer answers a remark: mended, or kept with the reason."""
    reason = clean(reason).strip()
    if answer == ReviewComment.Answer.KEPT and not reason:
        raise PaperError("Giữ nguyên thì ghi lý do.")
    require_editable(remark.revision.document)
    remark.answer, remark.answer_reason = answer, reason
    remark.answered_by, remark.answered_at = by.user, timezone.now()
    remark.save()
    return remark


def drop_comment(remark: ReviewComment, *, by: Actor) -> None:
    """The reviewer takes a remark back while still reviewing; afterwards it stands."""
    document = Document.objects.get(pk=remark.revision.document_id)
    if document.state != State.REVIEWING or remark.author_id != by.user.pk:
        raise PaperError("Chỉ người góp ý xóa được góp ý, khi đang thẩm định. Chưa xóa gì.")
    remark.delete()


@transaction.atomic
def return_paper(
    document: Document,
    *,
    by: Actor,
    seen_revision: int,
    remark: str = "",
    resubmit_by: dt.datetime | None = None,
) -> None:
    """Give the revision back for mending; needs a "Phải sửa" comment or a general remark."""
    remark = clean(remark).strip()
    musts = ReviewComment.objects.filter(
        revision__document=document,
        revision__number=seen_revision,
        severity=ReviewComment.Severity.MUST,
    ).exists()
    if not musts and not remark:
        raise PaperError("Trả lại cần ít nhất một góp ý “Phải sửa” hoặc một nhận xét chung.")
    move(
        document,
        Action.RETURN,
        by=by,
        reason=remark,
        seen_revision=seen_revision,
        data={"revision": seen_revision},
        returned_reason=remark,
        resubmit_by=resubmit_by,
    )


@transaction.atomic
def approve(document: Document, *, by: Actor, seen_revision: int) -> None:
    """Approve the revision on screen; a later change needs a new approval.

    Raises StaleRevision when a newer revision came in meanwhile.
    """
    revision = document.revisions.filter(number=seen_revision).first()
    move(
        document,
        Action.APPROVE,
        by=by,
        seen_revision=seen_revision,
        data={"revision": seen_revision, "sha256": revision.sha256 if revision else ""},
        approved_revision=revision,
        approved_at=timezone.now(),
        resubmit_by=None,
    )


def revise(document: Document, *, by: Actor, reason: str) -> None:
    """Open an approved paper again; the approval is void from here."""
    move(
        document,
        Action.REVISE,
        by=by,
        reason=_needs(reason),
        approved_revision=None,
        approved_at=None,
        reviewer=None,
    )


@transaction.atomic
def abandon(document: Document, *, by: Actor, reason: str) -> None:
    """Give a draft up; it stays in the unit's own list only, a number kept for it becomes void."""
    move(document, Action.ABANDON, by=by, reason=_needs(reason))
    numbering.void_numbers_of(document, by=by, reason=reason)


def release_idle_claims(now: dt.datetime) -> int:
    """Put papers back whose reviewer has not touched them for two working days. Returns how many.

    Opened on a Friday afternoon, a paper is released on Tuesday at the same hour.
    """
    local = now.astimezone(HANOI)
    first_day = add_working_days(local.date(), -IDLE_CLAIM_DAYS, overrides())
    since = dt.datetime.combine(first_day, local.time(), HANOI)
    busy = ReviewComment.objects.filter(revision__document=OuterRef("pk"), created_at__gte=since)
    idle = Document.objects.filter(
        ~Exists(busy), state=State.REVIEWING, claimed_at__lt=since
    ).select_related("issuer", "review_unit", "reviewer")
    count = 0
    for document in idle:
        with contextlib.suppress(PaperError):  # moved on since it was read
            release(document, by=None)
            count += 1
    return count


def due_now(document: Document) -> dt.datetime | None:
    """The moment the next hand-in is judged by.

    On time is decided by the first hand-in; after a return, by the day named with it (design §8).
    """
    return document.resubmit_by if document.first_submitted_at else document.due_at


def last_moment_before(day: dt.date) -> dt.datetime:
    """ "Trình lại trước ngày 17/3/2026" ends with the day before, Hanoi time."""
    return dt.datetime.combine(day - dt.timedelta(days=1), dt.time(23, 59, 59), HANOI)


def days_late(due: dt.datetime | None, at: dt.datetime) -> int:
    """Whole calendar days in Hanoi after the due day; 0 when on time or without a due day."""
    if due is None or at <= due:
        return 0
    return max(1, (at.astimezone(HANOI).date() - due.astimezone(HANOI).date()).days)


def unanswered(document: Document) -> list[ReviewComment]:
    """ "Phải sửa" remarks on the last revision that the writer has not answered."""
    return list(
        ReviewComment.objects.filter(
            revision__document=document,
            revision__number=document.revision_count,
            severity=ReviewComment.Severity.MUST,
            answer="",
        ).select_related("revision")
    )


def _require_ready(document: Document) -> None:
    found = findings(document)
    open_ones = [f for f in found if f.must or not f.waived]
    if open_ones:
        raise MustFix(
            "Chưa trình được: "
            + " ".join(f.sentence for f in open_ones[:3])
            + (f" Còn {len(open_ones) - 3} chỗ khác." if len(open_ones) > 3 else "")
        )


def next_receipt(now: dt.datetime) -> str:
    """The next receipt number of the year: "TK-2026-000123"."""
    year = now.astimezone(HANOI).year
    ReceiptCounter.objects.bulk_create([ReceiptCounter(year=year)], ignore_conflicts=True)
    ReceiptCounter.objects.filter(year=year).update(last=F("last") + 1)
    return f"TK-{year}-{ReceiptCounter.objects.get(year=year).last:06d}"


def _needs(reason: str, sentence: str = "Ghi lý do.") -> str:
    reason = clean(reason).strip()
    if not reason:
        raise PaperError(sentence)
    return reason
