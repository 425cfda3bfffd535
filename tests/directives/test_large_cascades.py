"""Giving to many: the database pairs tasks with units, and a job tells the people."""

from __future__ import annotations

import pytest
from django.test import Client

from activity import outbox
from activity.models import OutboxItem
from directives import services
from directives.models import Assignment, Cascade
from directives.services import telling
from tests.directives.scenes import given, received, signed_in, task_of
from tests.factories import Cast


@pytest.mark.both_databases
def test_assignments_carry_what_their_task_says(cast: Cast) -> None:
    document = received(cast)
    by = cast.actor(cast.binh)
    tasks = [
        task_of(document, by),
        task_of(document, by, "Tuyên truyền", operator="none", date=None),
    ]
    cascade = given(cast, document, report_wanted=True, report_operator="before_day",
                    report_date=tasks[0].date)  # fmt: skip
    assert (cascade.unit_count, cascade.assignment_count) == (2, 6)
    rows = Assignment.objects.filter(cascade=cascade).select_related("task")
    assert {(row.task_id, row.unit_id) for row in rows if row.task in tasks} == {
        (task.pk, unit.pk) for task in tasks for unit in (cast.tk_ubnd, cast.ap_ubnd)
    }
    for row in rows:
        assert (row.due_at, row.wording) == (row.task.due_at, row.task.wording)
        assert (row.issuer, row.part, row.state) == (cast.board, "lead", "new")
        assert (row.result, row.reason, row.accepted_at, row.done_at) == ("", "", None, None)
        assert row.created_at is not None
    assert rows.filter(due_at__isnull=False).count() == 4


@pytest.mark.both_databases
def test_a_unit_that_has_the_task_keeps_what_it_has(cast: Cast) -> None:
    document = received(cast)
    task = task_of(document, cast.actor(cast.binh))
    given(cast, document, cast.tk_ubnd)
    Assignment.objects.update(state="accepted")
    again = given(cast, document, cast.tk_ubnd, cast.ap_ubnd)
    assert (again.unit_count, again.assignment_count) == (1, 1)
    assert set(task.assignments.values_list("unit", "state")) == {
        (cast.tk_ubnd.pk, "accepted"),
        (cast.ap_ubnd.pk, "new"),
    }


def test_many_units_are_told_by_a_job_once(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "AT_ONCE", 1)
    document = received(cast)
    task_of(document, cast.actor(cast.binh))
    cascade = given(cast, document)
    told = telling.notices_of(cascade)
    assert not told.exists()
    page = signed_in(client, cast.truong).get(f"/giao-viec/{cascade.pk}/")
    assert "Đang gửi thông báo cho các đơn vị." in page.content.decode()
    outbox.sweep()
    people = {cast.mai.pk, cast.an.pk, cast.phuc.pk, cast.chi.pk}
    assert set(told.values_list("recipient", flat=True)) == people
    # The limit is long past, so nobody waits for the morning to hear of it.
    mails = set(OutboxItem.objects.filter(kind="mail").values_list("key", flat=True))
    assert mails == {f"mail:{each.recipient_id}:{each.key}" for each in told}
    assert len(mails) == len(people)
    page = client.get(f"/giao-viec/{cascade.pk}/")
    assert "4 người đã được thông báo." in page.content.decode()
    # A job that runs twice, as after a killed worker, tells nobody twice.
    OutboxItem.objects.filter(kind="directives.tell").update(state="waiting")
    outbox.sweep()
    assert told.count() == 4


def test_nobody_is_told_of_work_taken_back_before_the_job_ran(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "AT_ONCE", 1)
    document = received(cast)
    task_of(document, cast.actor(cast.binh))
    cascade = given(cast, document)
    services.cancel_open(document, by=cast.actor(cast.truong))
    outbox.sweep()
    assert not telling.notices_of(cascade).exists()
    assert Cascade.objects.get(pk=cascade.pk).assignment_count == 2
