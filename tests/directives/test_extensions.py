"""Xin gia hạn: asked by the unit that leads, answered once by who gave the work."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from activity.models import LogEntry, Notice
from directives import services
from directives.models import Assignment, Extension, Task
from directives.states import Act
from documents.errors import PaperError, WrongState
from nq57portal.todo import blocks_for
from plans.services import start_plan
from tests import campaign
from tests.at_once import at_once
from tests.directives.scenes import signed_in, work
from tests.factories import Cast
from units.dates import HANOI, format_date, today

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
LATER = today() + 40 * DAY


@pytest.fixture
def duty(cast: Cast) -> Assignment:
    """A task of Tân Kỳ due in ten days."""
    return work(cast, date=today() + 10 * DAY)


def ask(cast: Cast, duty: Assignment, day: dt.date = LATER) -> Extension:
    return services.ask_extension(duty, by=cast.actor(cast.mai), day=day, reason="Chờ kinh phí.")


def page(response: Any) -> str:
    return str(response.content.decode())


def subjects(user: Any) -> list[str]:
    return list(Notice.objects.filter(recipient=user).values_list("subject", flat=True))


def test_a_granted_request_moves_the_limit_and_keeps_the_old_one(
    client: Client, cast: Cast, duty: Assignment
) -> None:
    old, words = duty.due_at, duty.wording
    address = f"/nhiem-vu/{duty.task_id}/gia-han/"
    signed_in(client, cast.mai)
    assert "hạn gốc vẫn được ghi" in page(client.get(address))
    sent = client.post(address, {"day": format_date(LATER), "reason": "Chờ kinh phí."})
    assert sent["Location"] == duty.get_absolute_url()
    asked = Extension.objects.get()
    subject = f"Xin gia hạn: {duty.name}, đến {format_date(LATER)}"
    assert subject in subjects(cast.truong)
    assert subject in subjects(cast.binh)
    duty.refresh_from_db()
    assert duty.due_at == old

    signed_in(client, cast.truong)
    (block,) = [b for b in blocks_for(cast.actor(cast.truong)) if b.heading == "Đề nghị gia hạn"]
    assert [item.address for item in block.items] == [asked.get_absolute_url()]
    listed = client.get(block.all_address)
    assert [row.pk for row in listed.context["rows"]] == [duty.pk]
    assert "Chờ kinh phí." in page(client.get(asked.get_absolute_url()))
    client.post(asked.get_absolute_url(), {"decision": "dong_y"})

    duty.refresh_from_db()
    asked.refresh_from_db()
    assert duty.due_at == dt.datetime.combine(LATER, dt.time(23, 59, 59), HANOI)
    assert duty.wording == f"gia hạn đến ngày {format_date(LATER)}"
    assert (asked.state, asked.old_due_at, asked.old_wording) == ("granted", old, words)
    assert asked.decided_by == cast.truong
    assert f"Gia hạn đến {format_date(LATER)}: {duty.name}" in subjects(cast.mai)
    assert f"Gia hạn đến {format_date(LATER)}: {duty.name}" in subjects(cast.an)
    assert list(
        LogEntry.objects.filter(verb__startswith="extensions.")
        .order_by("sequence")
        .values_list("verb", flat=True)
    ) == ["extensions.ask", "extensions.grant"]
    signed_in(client, cast.mai)
    text = page(client.get(address))
    assert f"Gia hạn đến {format_date(LATER)}" in text
    assert f"(“{words}”)" in text.split("Hạn gốc")[1]
    assert f"Gia hạn đến {format_date(LATER)}" in page(client.get(duty.get_absolute_url()))
    assert not [b for b in blocks_for(cast.actor(cast.truong)) if b.heading == "Đề nghị gia hạn"]


def test_a_refusal_needs_a_reason_and_leaves_the_limit(
    client: Client, cast: Cast, duty: Assignment
) -> None:
    asked = ask(cast, duty)
    signed_in(client, cast.binh)
    text = page(client.post(asked.get_absolute_url(), {"decision": "khong", "answer": " "}))
    assert "Ghi lý do." in text
    assert Extension.objects.get().state == "asked"
    client.post(asked.get_absolute_url(), {"decision": "khong", "answer": "Đã đủ thời gian."})
    asked.refresh_from_db()
    before = duty.due_at
    duty.refresh_from_db()
    assert (asked.state, asked.answer, duty.due_at) == ("refused", "Đã đủ thời gian.", before)
    assert f"Không gia hạn: {duty.name}" in subjects(cast.mai)
    # Answered: the page of the question leads to what was said.
    assert client.get(asked.get_absolute_url())["Location"] == f"/nhiem-vu/{duty.task_id}/gia-han/"
    assert services.cannot_ask(duty) == ""


@pytest.mark.parametrize(
    ("days", "sentence"),
    [(10, "Hạn mới phải sau hạn cũ."), (9, "Hạn mới phải sau hạn cũ.")],
)
def test_the_new_limit_is_later(
    client: Client, cast: Cast, duty: Assignment, days: int, sentence: str
) -> None:
    Assignment.objects.update(due_at=dt.datetime.combine(today() + 10 * DAY, dt.time.max, HANOI))
    signed_in(client, cast.mai)
    typed = {"day": format_date(today() + days * DAY), "reason": "Chờ kinh phí."}
    text = page(client.post(f"/nhiem-vu/{duty.task_id}/gia-han/", typed))
    assert sentence in text
    assert "Chờ kinh phí." in text
    assert "Lỗi: " in text
    assert not Extension.objects.exists()


def test_the_new_limit_is_not_over_already(cast: Cast, duty: Assignment) -> None:
    Assignment.objects.update(due_at=timezone.now() - 10 * DAY)
    with pytest.raises(PaperError, match="từ hôm nay trở đi"):
        ask(cast, duty, today() - 2 * DAY)


def test_a_second_request_waits_for_the_first(client: Client, cast: Cast, duty: Assignment) -> None:
    ask(cast, duty)
    signed_in(client, cast.an)
    text = page(client.get(f"/nhiem-vu/{duty.task_id}/gia-han/"))
    assert "Đã có đề nghị đang chờ." in text
    assert 'name="day"' not in text
    typed = {"day": format_date(LATER + DAY), "reason": "Lần nữa"}
    posted = page(client.post(f"/nhiem-vu/{duty.task_id}/gia-han/", typed))
    assert "Đã có đề nghị đang chờ." in posted
    assert Extension.objects.count() == 1
    assert "Xin gia hạn</a>" not in page(client.get(duty.get_absolute_url())).split("Quá trình")[0]


def test_what_is_done_undated_or_only_helped_with_gets_no_later_limit(
    cast: Cast, duty: Assignment
) -> None:
    duty.part = Assignment.Part.SUPPORT
    assert "chủ trì xin" in services.cannot_ask(duty)
    duty.part, due = Assignment.Part.LEAD, duty.due_at
    duty.due_at = None
    assert "không ghi hạn" in services.cannot_ask(duty)
    duty.due_at = due
    services.act(duty, Act.REPORT, by=cast.actor(cast.mai), result="Xong")
    with pytest.raises(PaperError, match="Đã báo hoàn thành"):
        ask(cast, duty)


def test_work_taken_back_meanwhile_gets_no_later_limit(cast: Cast, duty: Assignment) -> None:
    asked = ask(cast, duty)
    truong = cast.actor(cast.truong)
    services.act(duty, Act.CANCEL, by=truong, reason="Giao nhầm")
    with pytest.raises(WrongState, match="Đã rút việc giao"), transaction.atomic():
        services.decide_extension(asked, by=truong, grant=True)
    asked.refresh_from_db()
    assert asked.state == "asked"
    assert not Extension.objects.waiting().exists()


def test_a_plan_not_handed_in_is_due_when_its_assignment_is(cast: Cast) -> None:
    paper = campaign.directive(cast)
    campaign.cascade(cast, paper)
    duty = campaign.duty(cast.tk_ubnd, Task.Kind.PLAN)
    plan = start_plan(duty, by=cast.actor(cast.mai))
    services.decide_extension(ask(cast, duty), by=cast.actor(cast.truong), grant=True)
    plan.document.refresh_from_db()
    duty.refresh_from_db()
    assert plan.document.due_at == duty.due_at
    assert plan.document.due_wording == f"gia hạn đến ngày {format_date(LATER)}"


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_the_same_moment_one_wins(cast: Cast) -> None:
    duty = work(cast, date=today() + 10 * DAY)
    asked, old = ask(cast, duty), duty.due_at
    waiting = [(cast.actor(cast.truong), True), (cast.actor(cast.binh), False)]

    def decide() -> str:
        by, grant = waiting.pop()
        mine = Extension.objects.get(pk=asked.pk)
        try:
            services.decide_extension(mine, by=by, grant=grant, answer="Đủ thời gian")
        except WrongState as error:
            return error.sentence
        return "granted" if grant else "refused"

    answers = at_once(decide, times=2)
    (late,) = (answer for answer in answers if answer not in {"granted", "refused"})
    assert "đã trả lời đề nghị này lúc" in late
    asked.refresh_from_db()
    duty.refresh_from_db()
    assert asked.state in answers
    assert (duty.due_at == old) == (asked.state == "refused")
    assert LogEntry.objects.filter(verb__in=["extensions.grant", "extensions.refuse"]).count() == 1


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_two_requests_at_the_same_moment_one_is_kept(cast: Cast) -> None:
    duty = work(cast, date=today() + 10 * DAY)

    def asking() -> str:
        try:
            ask(cast, duty)
        except PaperError:
            return "waits"
        return "asked"

    assert sorted(at_once(asking, times=2)) == ["asked", "waits"]
    assert Extension.objects.count() == 1
