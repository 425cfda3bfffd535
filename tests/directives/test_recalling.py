"""Thu hồi lượt giao: open work is taken back, what was answered stays and is named."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from activity.models import LogEntry, Notice
from directives import services
from directives.models import Assignment, Cascade
from directives.states import Act
from documents.errors import PaperError
from tests.at_once import at_once
from tests.directives.scenes import given, received, signed_in, task_of
from tests.factories import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cascade(cast: Cast) -> Cascade:
    document = received(cast)
    task_of(document, cast.actor(cast.binh))
    return given(cast, document, cast.tk_ubnd, cast.ap_ubnd, cast.department)


def page(response: Any) -> str:
    return str(response.content.decode())


def test_open_work_is_taken_back_and_answers_stay(
    client: Client, cast: Cast, cascade: Cascade
) -> None:
    answered = Assignment.objects.get(unit=cast.tk_ubnd)
    services.act(answered, Act.REPORT, by=cast.actor(cast.mai), result="Xong")
    signed_in(client, cast.truong)
    address = f"/giao-viec/{cascade.pk}/thu-hoi/"
    assert address in page(client.get(cascade.get_absolute_url()))
    text = page(client.get(address))
    assert "Rút 2 việc đã giao cho 2 đơn vị?" in text
    assert "1 việc đã trả lời được giữ nguyên." in text
    assert (
        f"1 đơn vị đã trả lời; việc đã trả lời của các đơn vị này không bị rút: {cast.tk_ubnd}"
        in text
    )
    assert "Chưa điền “Lý do”." in page(client.post(address, {"reason": " "}))
    assert client.post(address, {"reason": "Giao nhầm nhóm."})["Location"] == (
        cascade.get_absolute_url()
    )
    states = dict(Assignment.objects.values_list("unit", "state"))
    assert states == {
        cast.tk_ubnd.pk: "reported",
        cast.ap_ubnd.pk: "cancelled",
        cast.department.pk: "cancelled",
    }
    assert set(Assignment.objects.filter(state="cancelled").values_list("reason", flat=True)) == {
        "Giao nhầm nhóm."
    }
    subject = f"Thu hồi việc đã giao: {cascade.document}"
    told = Notice.objects.filter(subject=subject)
    assert [notice.recipient for notice in told] == [cast.chi]
    assert told[0].body.endswith("Lý do: Giao nhầm nhóm.")
    entry = LogEntry.objects.get(verb="directives.recall")
    assert (entry.reason, entry.data["assignments"], entry.data["units"]) == (
        "Giao nhầm nhóm.",
        2,
        2,
    )
    after = page(client.get(cascade.get_absolute_url()))
    assert "2 việc của lượt này đã được rút." in after
    assert address not in after


def test_when_everybody_answered_nothing_is_left_to_take_back(
    client: Client, cast: Cast, cascade: Cascade
) -> None:
    signed_in(client, cast.binh)
    address = f"/giao-viec/{cascade.pk}/thu-hoi/"
    client.post(address, {"reason": "Giao nhầm."})
    assert client.get(address)["Location"] == cascade.get_absolute_url()
    assert "Không còn việc nào để rút." in page(client.post(address, {"reason": "Lần nữa."}))
    assert LogEntry.objects.filter(verb="directives.recall").count() == 1
    with pytest.raises(PaperError, match=r"Ghi lý do\."):
        services.recall_cascade(cascade, by=cast.actor(cast.truong), reason=" ")


def test_another_cascade_of_the_paper_keeps_its_work(cast: Cast, cascade: Cascade) -> None:
    other = given(cast, cascade.document, cast.tk_women)
    services.recall_cascade(cascade, by=cast.actor(cast.truong), reason="Giao nhầm.")
    assert Assignment.objects.get(cascade=other).state == "new"


def test_any_number_of_units_costs_the_same_queries(cast: Cast, cascade: Cascade) -> None:
    small = given(cast, cascade.document, cast.tk_women)
    costs = []
    for each in (small, cascade):
        with CaptureQueriesContext(connection) as asked:
            services.recall_cascade(each, by=cast.actor(cast.truong), reason="Giao nhầm.")
        costs.append(len(asked))
    assert costs[1] <= costs[0]


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_recalled_twice_at_the_same_moment_is_recalled_once(cast: Cast) -> None:
    document = received(cast)
    task_of(document, cast.actor(cast.binh))
    cascade = given(cast, document)

    def recall() -> int:
        mine = Cascade.objects.get(pk=cascade.pk)
        try:
            return services.recall_cascade(mine, by=cast.actor(cast.truong), reason="Nhầm.")
        except PaperError:
            return 0

    assert sorted(at_once(recall, times=2)) == [0, 2]
    assert LogEntry.objects.filter(verb="directives.recall").count() == 1
