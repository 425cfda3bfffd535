"""Two people, or two clicks, at the same moment: one thing happens, on both databases."""

from __future__ import annotations

import datetime as dt

import pytest

from activity.chain import chain_is_whole
from activity.models import LogEntry
from directives import services
from directives.intake import reading, saving
from directives.intake.saving import AlreadyChecked, Checked
from directives.models import Assignment, Cascade, Import
from directives.states import Act
from documents.errors import PaperError, WrongState
from documents.models import Document
from documents.services.registering import AlreadyRegistered, register_received
from tests.at_once import at_once
from tests.directives.importing_scenes import LETTER
from tests.directives.scenes import received, task_of, work
from tests.factories import Cast

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


def test_confirming_at_the_same_moment_gives_the_tasks_out_once(cast: Cast) -> None:
    paper = received(cast)
    task_of(paper, cast.actor(cast.binh))
    cascade = services.prepare(paper, by=cast.actor(cast.truong))
    at_once(
        lambda: (
            services.confirm(
                Cascade.objects.get(pk=cascade.pk), by=cast.actor(cast.truong)
            ).assignment_count
        ),
        times=3,
    )
    assert Assignment.objects.count() == 2
    assert LogEntry.objects.filter(verb="directives.cascade").count() == 1
    assert chain_is_whole()


def test_of_confirming_and_rejecting_at_the_same_moment_one_wins(cast: Cast) -> None:
    row = work(cast)
    services.act(row, Act.REPORT, by=cast.actor(cast.mai), result="Xong")
    waiting = [Act.CONFIRM, Act.REJECT]

    def decide() -> str:
        action = waiting.pop()
        mine = Assignment.objects.get(pk=row.pk)
        try:
            services.act(mine, action, by=cast.actor(cast.truong), reason="Còn thiếu")
        except WrongState:
            return "late"
        return action.value

    answers = at_once(decide, times=2)
    assert answers.count("late") == 1
    row.refresh_from_db()
    assert (
        row.state
        == {"confirm": "done", "reject": "not_accepted"}[
            next(answer for answer in answers if answer != "late")
        ]
    )
    assert (
        LogEntry.objects.filter(verb__in=["assignments.confirm", "assignments.reject"]).count() == 1
    )


def test_the_same_paper_entered_twice_at_the_same_moment_is_one_paper(cast: Cast) -> None:
    def enter() -> str:
        try:
            register_received(
                by=cast.actor(cast.ha),
                issuer=cast.city_ubnd,
                type_code="KH",
                full_number="67/KH-UBND",
                date=dt.date(2026, 2, 27),
                subject="Tuyên truyền",
            )
        except AlreadyRegistered:
            return "known"
        return "entered"

    assert sorted(at_once(enter, times=3)) == ["entered", "known", "known"]
    assert Document.objects.count() == 1


def test_a_task_is_not_changed_while_it_is_given_out(cast: Cast) -> None:
    paper = received(cast)
    binh = cast.actor(cast.binh)
    task = task_of(paper, binh)
    cascade = services.prepare(paper, by=cast.actor(cast.truong))
    jobs = [
        lambda: services.confirm(Cascade.objects.get(pk=cascade.pk), by=cast.actor(cast.truong)),
        lambda: services.remove_task(paper.tasks.get(), by=binh),
    ]

    def run() -> str:
        try:
            jobs.pop()()
        except PaperError:
            return "refused"
        return "done"

    assert sorted(at_once(run, times=2)) == ["done", "refused"]
    given = Assignment.objects.filter(task=task.pk).count()
    assert (paper.tasks.count(), given) in {(1, 2), (0, 0)}


def test_saving_an_import_at_the_same_moment_makes_one_paper(cast: Cast) -> None:
    row = reading.take_text(by=cast.actor(cast.binh), text=LETTER)
    people = [cast.binh, cast.hoa, cast.binh]
    checked = Checked(
        issuer=cast.city_ubnd,
        type_code="CV",
        full_number="215/UBND-VX",
        date=dt.date(2026, 2, 20),
        subject="tuyên truyền",
    )

    def save() -> str:
        try:
            saving.save_import(Import.objects.get(pk=row.pk), checked, by=cast.actor(people.pop()))
        except AlreadyChecked as error:
            return error.sentence
        return "saved"

    said = at_once(save, times=3)
    assert said.count("saved") == 1
    assert sum("bản nhập này lúc" in sentence for sentence in said) == 2
    assert Document.objects.count() == 1
