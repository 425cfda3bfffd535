"""Every state × every act: allowed pairs move and leave one log line, all others no trace."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, connections

from activity.chain import chain_is_whole
from activity.models import LogEntry
from documents.errors import PaperError, WrongState
from documents.lifecycle import REVIEWER_LABELS, STEPS, WRITER_LABELS, Action, State
from documents.models import Document
from documents.permissions import PERMITS
from documents.services import review
from documents.services.moving import move
from tests.factories import Cast, draft, paper_in

pytestmark = pytest.mark.django_db


def set_state(document: Document, state: State) -> None:
    """Put a paper into a state with all the facts that the state's constraints require."""
    Document.objects.filter(pk=document.pk).update(
        state=state,
        approved_revision=document.revisions.get(),
        approved_at=document.submitted_at,
        reviewer=document.writers.get(),
        number=7,
        date="2026-03-02",
    )
    document.refresh_from_db()


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", Action)
def test_every_action_from_every_state(action: Action, state: State, cast: Cast) -> None:
    document = draft(cast)
    review.submit(document, by=cast.actor(cast.mai))
    document.refresh_from_db()
    set_state(document, state)
    lines = LogEntry.objects.count()
    before = Document.objects.filter(pk=document.pk).values().get()
    if state in STEPS[action].sources:
        move(document, action, by=cast.actor(cast.mai))
        assert document.state == STEPS[action].target
        entry = LogEntry.objects.get(sequence=lines + 1)
        assert entry.verb == f"documents.{action.value}"
        assert LogEntry.objects.count() == lines + 1
    else:
        with pytest.raises(WrongState) as caught:
            move(document, action, by=cast.actor(cast.mai))
        assert "không được thực hiện" in caught.value.sentence
        assert Document.objects.filter(pk=document.pk).values().get() == before
        assert LogEntry.objects.count() == lines
    assert chain_is_whole()


def test_every_action_has_its_permit_and_every_state_its_labels() -> None:
    assert set(PERMITS) == set(Action) == set(STEPS)
    assert set(WRITER_LABELS) == set(State) == set(REVIEWER_LABELS)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_two_simultaneous_deciders_exactly_one_wins(cast: Cast) -> None:
    document = paper_in(State.REVIEWING, cast)
    barrier, outcomes = threading.Barrier(2), []

    def decide(verb: str) -> None:
        try:
            mine = Document.objects.get(pk=document.pk)
            actor = cast.actor(cast.binh)
            barrier.wait(timeout=20)
            if verb == "approve":
                review.approve(mine, by=actor, seen_revision=1)
            else:
                review.return_paper(mine, by=actor, seen_revision=1, remark="Sửa lại.")
            outcomes.append(verb)
        except PaperError as error:
            outcomes.append(error.sentence)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=decide, args=(v,)) for v in ("approve", "return")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    winners = [o for o in outcomes if o in {"approve", "return"}]
    losers = [o for o in outcomes if o not in winners]
    assert len(winners) == 1, outcomes
    assert losers
    assert "Đồng chí Lê Thị Bình đã" in losers[0]
    document.refresh_from_db()
    assert document.state == (State.APPROVED if winners == ["approve"] else State.RETURNED)
    assert LogEntry.objects.filter(verb__in=["documents.approve", "documents.return"]).count() == 1
    assert chain_is_whole()
    assert connection.vendor in {"sqlite", "postgresql"}
