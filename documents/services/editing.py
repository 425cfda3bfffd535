"""Changing a draft: one mục at a time, never over somebody else's words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from documents import events, outline
from documents.compose import TASK_HEADING
from documents.errors import EditConflict, PaperError, WrongState
from documents.lifecycle import EDITABLE
from documents.models import Appendix, Citation, Document, Recipient, Section
from documents.wording import CO_ADDRESSED
from units import groups
from units.actors import Actor
from units.dates import clock, today
from units.text import clean, one_line


@transaction.atomic
def save_section(
    section: Section, *, text: str, version: int, by: Actor, heading: str | None = None
) -> Section:
    """Store the text of one mục with its outline numbered again.

    `version` is the one the writer's page was opened with. Raises EditConflict when somebody saved
    meanwhile and WrongState when the paper was handed in; the caller keeps what was typed.
    """
    document = section.document
    require_editable(document)
    text = outline.normalise(text)
    before = section.text
    changes: dict[str, Any] = {"text": text, "updated_by": by.user, "updated_at": timezone.now()}
    if heading is not None:
        changes["heading"] = one_line(clean(heading))[:300]
        if changes["heading"].upper().endswith(TASK_HEADING):
            changes["holds_tasks"] = True
    rows = Section.objects.filter(pk=section.pk, version=version)
    if not rows.update(version=F("version") + 1, **changes):
        section.refresh_from_db()
        if section.text == text and (heading is None or section.heading == changes["heading"]):
            return section  # the same words again: a second click or a repeated autosave
        raise EditConflict(section, str(section.updated_by or "khác"))
    section.refresh_from_db()
    touch(document, by)
    events.section_saved(section, before)
    return section


@transaction.atomic
def save_fields(document: Document, *, version: int, by: Actor, **changes: Any) -> Document:
    """Change the paper's own fields (subject, lời dẫn, signer …) unless somebody did meanwhile."""
    require_editable(document)
    rows = Document.objects.filter(pk=document.pk, version=version, state__in=EDITABLE)
    if not rows.exists():
        document.refresh_from_db()
        raise PaperError(
            f"Văn bản vừa được sửa ở nơi khác lúc {clock(document.updated_at)}. "
            "Chưa ghi đè; xem lại rồi lưu lần nữa."
        )
    for name, value in changes.items():
        setattr(document, name, clean(value).strip() if isinstance(value, str) else value)
    document.version = version + 1
    document.save()
    document.writers.add(by.user)
    return document


def fingerprint_of(lines: Iterable[object]) -> str:
    """A short fingerprint of a list as a page showed it, sent back to notice that it changed."""
    return hashlib.sha256("\n".join(map(str, lines)).encode()).hexdigest()[:16]


def citations_seen(document: Document) -> str:
    return fingerprint_of(document.citations.values_list("text", flat=True))


def recipients_seen(document: Document) -> str:
    return fingerprint_of(document.recipients.values_list("kind", "text", "purpose", "print_only"))


def appendices_seen(document: Document) -> str:
    return fingerprint_of(
        document.appendices.values_list("title", "text", "table", "landscape", "separate")
    )


def _unchanged(document: Document, seen: str, now: str) -> None:
    if seen and seen != now:
        raise PaperError(
            f"Phần này vừa được sửa ở nơi khác lúc {clock(document.updated_at)}. Chưa ghi đè; "
            "so với bản đang lưu ở dưới rồi lưu lần nữa."
        )


@transaction.atomic
def save_citations(document: Document, lines: Sequence[str], *, by: Actor, seen: str = "") -> None:
    """Replace the căn cứ by the lines given, linking those whose number the portal knows.

    `seen` is the fingerprint of the list the person changed. Raises PaperError when it is no
    longer the stored one.
    """
    document = require_editable(document)
    _unchanged(document, seen, citations_seen(document))
    kept = {citation.text: citation.cited_id for citation in document.citations.all()}
    document.citations.all().delete()
    for order, line in enumerate(_filled(lines), start=1):
        text = line.rstrip(";., ")
        cited = kept.get(text) or cited_document(text)
        Citation.objects.create(document=document, order=order, text=text, cited_id=cited)
    touch(document, by)


@transaction.atomic
def save_recipients(
    document: Document, rows: Sequence[tuple[str, str, bool]], *, kind: str, by: Actor
) -> list[Recipient]:
    """Replace the lines of one kind: (text, purpose, print only); each is resolved to units.

    A line whose text stayed keeps the units a person chose for it.
    """
    require_editable(document)
    chosen = {line.text: line.group for line in document.recipients.filter(kind=kind)}
    document.recipients.filter(kind=kind).delete()
    made = []
    for order, (text, purpose, print_only) in enumerate(rows, start=1):
        text = one_line(clean(text)).rstrip(";, ")
        if not text:
            continue
        # What is only printed must not keep units, or issuing would send it to them.
        group = {} if print_only else chosen.get(text) or {}
        if not group and not print_only and kind != Recipient.Kind.ARCHIVE:
            named = CO_ADDRESSED.sub("", text, count=1)
            read = groups.read(named, document.issuer, today())
            group = read.as_json() if read else {}
        base = {Recipient.Kind.ADDRESSEE: 0, Recipient.Kind.RECIPIENT: 100}.get(
            Recipient.Kind(kind), 900
        )
        made.append(
            Recipient.objects.create(
                document=document,
                kind=kind,
                order=base + order,
                text=text[:300],
                purpose=one_line(clean(purpose))[:60],
                group=group,
                print_only=print_only,
            )
        )
    touch(document, by)
    return made


@transaction.atomic
def save_all_recipients(
    document: Document,
    *,
    by: Actor,
    seen: str,
    addressees: Sequence[tuple[str, str, bool]],
    recipients: Sequence[tuple[str, str, bool]],
    archive: str,
) -> None:
    """Replace "Kính gửi", "Nơi nhận" and "Lưu" together, unless somebody did meanwhile."""
    document = require_editable(document)
    _unchanged(document, seen, recipients_seen(document))
    kinds = Recipient.Kind
    save_recipients(document, addressees, kind=kinds.ADDRESSEE, by=by)
    save_recipients(document, recipients, kind=kinds.RECIPIENT, by=by)
    save_recipients(document, [(archive, "", False)], kind=kinds.ARCHIVE, by=by)


@transaction.atomic
def choose_units(line: Recipient, group: groups.Group | None, *, by: Actor) -> None:
    """Say by hand which units a printed line stands for; None: it is printed only."""
    require_editable(line.document)
    line.group = group.as_json() if group else {}
    line.print_only = group is None
    line.save(update_fields=["group", "print_only"])
    touch(line.document, by)


@transaction.atomic
def save_appendices(
    document: Document, rows: Sequence[dict[str, Any]], *, by: Actor, seen: str
) -> None:
    """Replace the appendices by the rows, in their order.

    A row is {title, text, table, landscape, separate}.
    """
    document = require_editable(document)
    _unchanged(document, seen, appendices_seen(document))
    document.appendices.all().delete()
    Appendix.objects.bulk_create(
        Appendix(document=document, order=order, **row) for order, row in enumerate(rows, start=1)
    )
    touch(document, by)


@transaction.atomic
def waive(document: Document, finding: str, *, by: Actor, reason: str) -> None:
    """Keep a "Nên xem lại" as it is, saying why; "" as the reason takes the waiver back."""
    document = require_editable(document)
    reason = one_line(clean(reason))[:500]
    if not reason:
        document.waivers.filter(finding=finding).delete()
        return
    document.waivers.update_or_create(finding=finding, defaults={"reason": reason, "by": by.user})
    touch(document, by)


def cited_document(text: str) -> int | None:
    """The paper of the portal that a citation names first, by its full number, or None; one query.

    "Hướng dẫn số 186-HD/BTGTW … về tuyên truyền Nghị quyết số 57-NQ/TW" cites the first of the two.
    """
    words = [word.strip('.,;()“”"') for word in text.split() if "/" in word or "-" in word]
    found = Document.objects.filter(full_number__in=words, state="issued").exclude(full_number="")
    known = dict(found.order_by("-pk").values_list("full_number", "pk"))
    return next((known[word] for word in words if word in known), None)


def touch(document: Document, by: Actor) -> None:
    """Note that the person wrote on this paper; writers neither review nor sign it."""
    Document.objects.filter(pk=document.pk).update(updated_at=timezone.now())
    document.writers.add(by.user)


def require_editable(document: Document) -> Document:
    """Lock the paper against a simultaneous hand-in and make sure it is still a draft.

    Returns it as the database holds it. Raises WrongState, naming who handed it in.
    """
    current = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if not current.is_editable:
        latest = current.revisions.order_by("-number").first()
        if latest is not None:
            raise WrongState(
                f"Đồng chí {latest.submitted_by} đã trình {latest} lúc "
                f"{clock(latest.submitted_at)}, nên không lưu được nữa."
            )
        raise WrongState("Văn bản không còn ở trạng thái soạn, nên không lưu được nữa.")
    return current


def _filled(lines: Sequence[str]) -> list[str]:
    return [one_line(line) for raw in lines if (line := clean(raw).strip())]
