"""What a person may not see changes nothing the person sees: lists, counts, search, exports."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from activity.models import Notice
from activity.services import record
from directives.models import Assignment, Directive, Task
from directives.services import act_by_hand
from directives.states import Act
from documents.lifecycle import PRIVATE, State
from documents.models import Delivery, Document, IncomingEntry, RegisterNumber
from documents.services.registering import enter_in_book, mark_opened
from plans.models import Plan
from plans.services import start_plan
from reports.models import Figure, Report
from reports.states import ReportState
from tests.factories import K, area, person, unit
from tests.thousand import like, save
from tests.walking import Walker, address_of, undone
from tests.world import World
from units.actors import actor_for
from units.dates import today
from units.models import Line, Role, Unit, User

PAGES = (
    "home", "search?q=ke hoach", "search?q=12", "documents:list", "documents:list?rows=100",
    "documents:review-queue", "documents:number-queue", "documents:sign-queue",
    "documents:issue-queue", "documents:register-out", "documents:register-in",
    "documents:admin-certificates", "directives:assignments", "directives:assignments?ben=giao",
    "directives:board", "directives:board?sort=ten", "plans:list", "plans:list?ben=cap-duoi",
    "plans:list?ben=cap-tren", "reports:list", "reports:list?ben=cap-duoi", "activity:notices",
    "activity:log", "activity:log?xuat=xlsx", "units:admin", "units:admin-people",
)  # fmt: skip
# Pages about the directive that binds Tân Kỳ and Vĩnh Bảo alike.
SHARED = {
    "documents:detail": "directive", "documents:citations": "directive",
    "documents:history": "directive", "directives:tasks": "directive",
    "directives:carried-out": "directive", "directives:task": "task",
    "directives:assignment": "new-duty", "directives:assignments": "-", "directives:board": "-",
    "home": "-", "plans:list": "-",
}  # fmt: skip
EVERYBODY = ("chi", "mai", "an", "ha", "quan", "binh", "kiem")


class Strangers(World):
    """The world, with a far province that has units and people, and so far no papers."""

    def __init__(self) -> None:
        super().__init__()
        far = area("dn", "Đồng Nai", parent=self.cast.vn)
        village = area("xl", "Xuân Lộc", parent=far)
        self.far_board = unit(
            "dn-btg", "Ban Tuyên giáo Tỉnh ủy Đồng Nai", K.PARTY_BOARD, Line.PARTY, far
        )
        self.far_unit = unit(
            "xl-ubnd", "Ủy ban nhân dân xã Xuân Lộc", K.PEOPLES_COMMITTEE, Line.STATE, village
        )
        self.far_person = person(
            "xa", "Võ Thị Xa", (self.far_unit, Role.STAFF, ""), (self.far_unit, Role.LEADER, "")
        )

        self.neighbour = person(
            "vinh", "Lê Văn Vinh", (self._duty_of_third().unit, Role.STAFF, "Công chức"),
            (self._duty_of_third().unit, Role.CLERK, "Công chức"),
        )  # fmt: skip

    def _duty_of_third(self) -> Assignment:
        rows = Assignment.objects.filter(task__document=self.directive, task__kind=Task.Kind.PLAN)
        return rows.exclude(unit=self.cast.tk_ubnd).select_related("unit", "task", "issuer").get()

    def let_neighbour_answer(self) -> None:
        """Vĩnh Bảo receives the same directive, opens and enters it, plans, reports work done."""
        duty = self._duty_of_third()
        vinh = actor_for(self.neighbour, duty.unit)
        Delivery.objects.create(document=self.directive, unit=duty.unit, sent_at=timezone.now())
        mark_opened(self.directive, by=vinh)
        enter_in_book(self.directive, by=vinh)
        start_plan(duty, by=vinh)
        work = Assignment.objects.filter(unit=duty.unit, task__kind=Task.Kind.WORK).first()
        assert work is not None
        act_by_hand(work, Act.REPORT, by=vinh, result="Vĩnh Bảo đã làm xong.")

    def add_far(self) -> None:
        """Everything there is here, there as well."""
        self.add_of(self.far_unit, self.far_board, self.far_person, list(State))

    def add_next_door(self) -> None:
        """Everything there is here, in the other commune of the same city."""
        self.add_of(self.cast.ap_ubnd, self.cast.board, self.cast.chi, list(State))

    def add_private_next_door(self) -> None:
        """What the other commune is still writing."""
        self.add_of(self.cast.ap_ubnd, self.cast.board, self.cast.chi, sorted(PRIVATE))

    def add_of(self, owner: Unit, board: Unit, by: User, states: list[str]) -> None:
        for state in states:
            self._paper_of(owner, board, by, self._paper(State(state)))

    def _paper_of(self, owner: Unit, board: Unit, by: User, model: Document) -> None:
        made = like(
            model, 2, issuer_id=owner.pk, created_by_id=by.pk, review_unit_id=board.pk,
            signer_id=by.pk, reviewer_id=by.pk if model.reviewer_id else None,
        )  # fmt: skip
        for paper in made:
            paper.save()
            paper.writers.add(by)
            Plan.objects.create(document=paper, unit=owner, year=today().year)
            task = Task.objects.create(document=paper, text="Nhiệm vụ riêng", due_at=timezone.now())
            record(
                target=paper, verb="documents.submit", sentence="Việc của nơi khác",
                by=actor_for(by, owner),
            )  # fmt: skip
            if paper.state in PRIVATE:
                continue
            RegisterNumber.objects.create(
                unit=owner, period="2026", number=paper.pk, document=paper, given_by=by
            )
            if paper.is_frozen:
                self._sent_on(owner, by, paper, task)

    def _sent_on(self, owner: Unit, by: User, paper: Document, task: Task) -> None:
        """Issued: sent to the owner's own board only, entered there, given out to it."""
        Directive.objects.create(document=paper)
        to = self.far_board
        delivery = Delivery.objects.create(document=paper, unit=to, sent_at=timezone.now())
        IncomingEntry.objects.create(
            unit=to, year=today().year, number=paper.pk, document=paper, delivery=delivery,
            arrived_on=today(), registered_by=by,
        )  # fmt: skip
        given = like(Assignment.objects.get(pk=self.places["given-duty"]["pk"]), 1)[0]
        given.task, given.unit, given.issuer = task, to, owner
        given.save()
        for state in ReportState:
            self._report_on(paper, owner, by, state)

    def _report_on(self, paper: Document, owner: Unit, by: User, state: ReportState) -> None:
        """The owner's duty to report to itself on its paper, its report and a figure."""
        model = Report.objects.get(pk=self.places["sent-report"]["pk"])
        task = save(like(model.assignment.task, 1, document_id=paper.pk, report_to_id=owner.pk))[0]
        duty = save(
            like(model.assignment, 1, task_id=task.pk, unit_id=owner.pk, issuer_id=owner.pk)
        )[0]
        decided = {"decided_by": by, "decided_at": timezone.now()}
        report = Report.objects.create(
            assignment=duty, unit=owner, directive_id=paper.pk, to_unit=owner, state=state,
            submitted_at=timezone.now(), submitted_by=by,
            **(decided if state is ReportState.ACCEPTED else {}),
        )  # fmt: skip
        Figure.objects.create(report=report, indicator=self.indicators[0], value=7)
        Notice.objects.create(
            recipient=by,
            unit=owner,
            reason="ket_qua",
            subject="Riêng",
            address="/",
            key=f"riêng:{report.pk}",
        )


@pytest.fixture(scope="module")
def walker(django_db_setup: None, django_db_blocker: Any) -> Iterator[Walker]:
    with django_db_blocker.unblock():
        with transaction.atomic():
            world = Strangers()
            connection.run_on_commit.clear()
        try:
            yield Walker(world, EVERYBODY)
        finally:
            call_command("flush", interactive=False, verbosity=0)


def seen_by(walker: Walker, username: str) -> dict[str, str]:
    """What each page says to the person."""
    said = {}
    for page in PAGES:
        name, _, query = page.partition("?")
        answer = walker.clients[username].get(f"{reverse(name)}?{query}")
        if answer["Content-Type"].startswith("text/html"):
            text = answer.content.decode()
        else:
            with ZipFile(io.BytesIO(answer.content)) as book:
                text = book.read("xl/worksheets/sheet1.xml").decode()
        said[page] = still(text)
    return said


def still(text: str) -> str:
    """The text without the moment and the secrets of forms."""
    text = re.sub(r'"csrfmiddlewaretoken" value="\w+"|X-CSRFToken[^>]*', "", text)
    return re.sub(r"\d{1,2}:\d{2}(:\d{2})?", "", text)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("username", "add"),
    [
        *((username, Strangers.add_far) for username in EVERYBODY),
        *((username, Strangers.add_next_door) for username in ("mai", "an", "ha", "quan")),
        *((username, Strangers.add_private_next_door) for username in ("binh", "kiem")),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_nothing_changes_for_who_may_not_see_it(
    username: str, add: Callable[[Strangers], None], walker: Walker
):
    world = walker.world
    assert isinstance(world, Strangers)
    with undone():
        before = seen_by(walker, username)
        papers = Document.objects.count()
        add(world)
        assert Document.objects.count() >= papers + 6
        after = seen_by(walker, username)
    changed = [page for page in PAGES if before[page] != after[page]]
    assert changed == []


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["mai", "an", "ha", "chi"])
def test_what_a_neighbour_makes_of_the_same_directive_is_its_own_matter(
    username: str, walker: Walker
):
    assert changed_by_neighbour(walker, username) == set()


def changed_by_neighbour(walker: Walker, username: str) -> set[str]:
    """Which of the shared pages say something else once Vĩnh Bảo has answered."""
    world = walker.world
    assert isinstance(world, Strangers)

    def seen() -> dict[str, str]:
        said = {}
        for name, place in SHARED.items():
            address = address_of(name, world.places[place], walker.needs[name])
            answer = walker.clients[username].get(address)
            said[name] = f"{answer.status_code} {still(answer.content.decode())}"
        return said

    with undone():
        seen()  # opening the directive is itself a line of its history, once
        before = seen()
        world.let_neighbour_answer()
        after = seen()
    return {name for name in SHARED if before[name] != after[name]}


@pytest.mark.django_db
def test_the_same_rows_do_change_what_their_own_people_see(walker: Walker):
    """Else the test above would prove nothing."""
    world = walker.world
    assert isinstance(world, Strangers)
    with undone():
        before = seen_by(walker, "chi")
        world.add_next_door()
        after = seen_by(walker, "chi")
    changed = {page for page in PAGES if before[page] != after[page]}
    assert {"home", "documents:list", "plans:list", "reports:list", "activity:notices"} <= changed
    assert {"directives:carried-out", "documents:history"} <= changed_by_neighbour(walker, "binh")
