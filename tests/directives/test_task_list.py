"""Nhiệm vụ: the tasks of one's own papers, those given and received; nothing else, same cost."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directives import services
from directives.models import Assignment, Task
from directives.states import Act
from tests.directives.scenes import given, received, signed_in, task_of
from tests.factories import Cast, draft
from units.dates import today
from units.models import User

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def tasks(cast: Cast) -> dict[str, Task]:
    """Of one paper: given to two communes, given to An Phú alone, not given; and a draft's."""
    paper, binh = received(cast), cast.actor(cast.binh)
    limit = {"date": today() + 10 * DAY}
    both = task_of(paper, binh, "Nhiệm vụ của hai xã", **limit)
    given(cast, paper)
    other = task_of(paper, binh, "Nhiệm vụ của An Phú", operator="none", date=None)
    given(cast, paper, cast.ap_ubnd)
    idle = task_of(paper, binh, "Nhiệm vụ chưa giao", **limit)
    own = services.save_task(
        draft(cast), by=cast.actor(cast.mai), text="Nhiệm vụ của kế hoạch", lead="Văn phòng"
    )
    return {"both": both, "other": other, "idle": idle, "own": own}


def listed(client: Client, who: User, query: str = "") -> dict[str, Any]:
    response = signed_in(client, who).get(f"/nhiem-vu/{query}")
    assert response.status_code == 200
    return {str(task): (own, counts) for task, own, counts in response.context["rows"]}


def test_each_unit_sees_its_own(client: Client, cast: Cast, tasks: dict[str, Task]) -> None:
    assert set(listed(client, cast.mai)) == {"Nhiệm vụ của hai xã", "Nhiệm vụ của kế hoạch"}
    assert set(listed(client, cast.chi)) == {"Nhiệm vụ của hai xã", "Nhiệm vụ của An Phú"}
    assert set(listed(client, cast.binh)) == {
        "Nhiệm vụ của hai xã", "Nhiệm vụ của An Phú", "Nhiệm vụ chưa giao",
    }  # fmt: skip
    assert listed(client, cast.lien) == {}
    assert "Đơn vị chưa có nhiệm vụ nào." in client.get("/nhiem-vu/").content.decode()


def test_counts_come_from_what_may_be_seen(
    client: Client, cast: Cast, tasks: dict[str, Task]
) -> None:
    duty = Assignment.objects.get(task=tasks["both"], unit=cast.tk_ubnd)
    services.act(duty, Act.REPORT, by=cast.actor(cast.mai), result="Xong")
    services.act(duty, Act.CONFIRM, by=cast.actor(cast.truong))
    own, counts = listed(client, cast.binh)["Nhiệm vụ của hai xã"]
    assert (own, counts["done"], counts["given"]) == (None, 1, 2)
    own, counts = listed(client, cast.mai)["Nhiệm vụ của hai xã"]
    assert (own, counts["done"], counts["given"]) == (duty, 1, 1)
    own, counts = listed(client, cast.chi)["Nhiệm vụ của hai xã"]
    assert (counts["done"], counts["given"]) == (0, 1)
    assert listed(client, cast.binh)["Nhiệm vụ chưa giao"] == (None, None)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?trang_thai=chua_giao", {"idle"}),
        ("?trang_thai=dang_lam", {"both"}),
        ("?trang_thai=xong", {"other"}),
        ("?han=qua_han", {"both"}),
        ("?han=7_ngay", {"idle"}),
        ("?han=khong_han", {"other"}),
        ("?van_ban=0", {"both", "other", "idle"}),  # not understood: narrows nothing
        ("?sort=-han", {"both", "other", "idle"}),
    ],
)
def test_filters(
    client: Client, cast: Cast, tasks: dict[str, Task], query: str, names: set[str]
) -> None:
    duty = Assignment.objects.get(task=tasks["other"])
    services.act(duty, Act.REPORT, by=cast.actor(cast.chi), result="Xong")
    services.act(duty, Act.CONFIRM, by=cast.actor(cast.truong))
    Task.objects.filter(pk=tasks["both"].pk).update(due_at=timezone.now() - DAY)
    Task.objects.filter(pk=tasks["idle"].pk).update(due_at=timezone.now() + DAY)
    assert set(listed(client, cast.binh, query)) == {str(tasks[name]) for name in names}


def test_a_later_limit_of_ones_own_is_the_one_shown(
    client: Client, cast: Cast, tasks: dict[str, Task]
) -> None:
    duty = Assignment.objects.get(task=tasks["both"], unit=cast.tk_ubnd)
    mai = cast.actor(cast.mai)
    asked = services.ask_extension(duty, by=mai, day=today() + 40 * DAY, reason="Chờ kinh phí.")
    services.decide_extension(asked, by=cast.actor(cast.truong), grant=True)
    signed_in(client, cast.mai)
    text = client.get("/nhiem-vu/").content.decode()
    assert f"gia hạn đến ngày {asked.new_day}" in text
    assert "gia hạn đến" not in signed_in(client, cast.chi).get("/nhiem-vu/").content.decode()


def test_any_number_of_tasks_costs_the_same_queries(
    client: Client, cast: Cast, tasks: dict[str, Task]
) -> None:
    signed_in(client, cast.binh)

    def cost() -> int:
        client.get("/nhiem-vu/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/nhiem-vu/")
        return len(asked)

    few = cost()
    paper = received(cast, full_number="187-HD/BTGTW")
    for number in range(8):
        task_of(paper, cast.actor(cast.binh), f"Nhiệm vụ {number}")
    given(cast, paper)
    assert cost() == few <= 20
