"""One step of a paper's life: state, log line, notices and followers commit together or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F

from activity.models import LogEntry
from activity.services import record
from documents import events
from documents.errors import StaleRevision, WrongState
from documents.lifecycle import STEPS, Action, State
from documents.models import Document
from documents.notices import tell_about
from units.actors import Actor
from units.dates import clock


@transaction.atomic
def move(
    document: Document,
    action: Action,
    *,
    by: Actor | None,
    reason: str = "",
    seen_revision: int | None = None,
    data: Mapping[str, Any] | None = None,
    **changes: Any,
) -> LogEntry:
    """Make one step and write its one log line.

    The UPDATE names the state that was read (and the revision the person saw), so of two people
    deciding at once one succeeds, on both databases. Raises WrongState or StaleRevision, and then
    nothing has changed.
    """
    step, before = STEPS[action], State(document.state)
    require_source(document, action)
    rows = Document.objects.filter(pk=document.pk, state=before)
    if seen_revision is not None:
        rows = rows.filter(revision_count=seen_revision)
    if not rows.update(state=step.target, version=F("version") + 1, **changes):
        document.refresh_from_db()
        latest = document.revisions.order_by("-number").first()
        if seen_revision is not None and latest and latest.number != seen_revision:
            raise StaleRevision(document, latest, seen_revision, action.label.lower())
        raise _too_late(document)
    document.refresh_from_db()
    entry = record(
        target=document,
        verb=f"documents.{action.value}",
        sentence=f"{_who(by)} {step.done} {document}",
        by=by,
        reason=reason,
        data={"from": before, "to": step.target, **(data or {})},
    )
    tell_about(document, action, entry, by)
    events.moved(document, action, by)
    return entry


def require_source(document: Document, action: Action) -> None:
    """Raise WrongState, naming who moved it, when the paper is not where the act starts from."""
    if State(document.state) not in STEPS[action].sources:
        raise _too_late(document)


def _who(by: Actor | None) -> str:
    return f"{by.unit}: {by.user}" if by else "Cổng"


def _too_late(document: Document) -> WrongState:
    """E-TRUOC: who moved the paper, what they did, to which revision, when."""
    current = Document.objects.get(pk=document.pk)
    last = (
        LogEntry.objects.filter(
            target_type=ContentType.objects.get_for_model(Document),
            target_id=document.pk,
            verb__in=[f"documents.{action}" for action in Action.values],
        )
        .order_by("-sequence")
        .first()
    )
    if last is None:
        return WrongState(
            f"Văn bản đang ở trạng thái “{current.get_state_display()}”. "
            "Thao tác vừa rồi không được thực hiện."
        )
    which = f" bản số {current.revision_count}" if current.revision_count else " văn bản này"
    action = Action(last.verb.removeprefix("documents."))
    who = f"Đồng chí {last.actor_name}" if last.actor_id else "Cổng"
    return WrongState(
        f"{who} đã {STEPS[action].done}{which} "
        f"lúc {clock(last.at)}. Thao tác vừa rồi không được thực hiện."
    )
