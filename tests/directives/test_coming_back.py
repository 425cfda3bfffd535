"""Việc định kỳ: each period has its own assignment, limit and report, laid out ahead, once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given as given_examples
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from activity import hours
from directives import periods, services
from directives.models import Assignment, Task
from directives.states import Act, AssignmentState
from documents.errors import PaperError
from reports.models import Report, RollUp
from reports.services import open_report
from tests.at_once import at_once
from tests.directives.scenes import given, received, signed_in, task_of
from tests.factories import Cast
from units.dates import in_hanoi, moment
from units.models import Unit

pytestmark = pytest.mark.django_db

MARCH = dt.date(2026, 3, 4)


def at(day: dt.date, clock: dt.time = dt.time(9)) -> dt.datetime:
    return hours.at(day, clock)


def monthly(cast: Cast, *units: Unit, operator: str = "monthly", wording: str = "") -> Task:
    """Work that comes back, given out, with no period laid out yet."""
    document = received(cast)
    task = task_of(document, cast.actor(cast.binh), operator=operator, date=None, wording=wording)
    given(cast, document, *units)
    afresh(task)
    return task


def afresh(task: Task) -> None:
    Assignment.objects.filter(task=task, period_end__isnull=False).delete()
    Assignment.objects.filter(task=task).update(stands=False)


def laid_out(task: Task, unit: Unit) -> list[tuple[str, str]]:
    """What the unit owes: (period, last moment)."""
    rows = Assignment.objects.filter(task=task, unit=unit, period_end__isnull=False)
    rows = rows.order_by("period_end")
    return [(row.period_label, moment(row.due_at)) for row in rows if row.due_at]


@pytest.mark.parametrize(
    ("operator", "wording", "expected"),
    [
        ("monthly", "", [("tháng 3/2026", "23:59 thứ Ba 17/3/2026"),
                         ("tháng 4/2026", "23:59 thứ Sáu 17/4/2026")]),
        ("monthly", "trước ngày 25 hằng tháng", [("tháng 3/2026", "23:59 thứ Ba 24/3/2026"),
                                                 ("tháng 4/2026", "23:59 thứ Sáu 24/4/2026")]),
        # March's, named for the month after it, is not over; February's lies behind.
        ("quarterly", "", [("quý I/2026", "23:59 thứ Ba 17/3/2026"),
                           ("quý II/2026", "23:59 thứ Tư 17/6/2026")]),
        ("half_yearly", "", [("6 tháng đầu năm 2026", "23:59 thứ Tư 17/6/2026"),
                             ("6 tháng cuối năm 2026", "23:59 thứ Năm 17/12/2026")]),
        ("yearly", "", [("năm 2026", "23:59 thứ Năm 17/12/2026"),
                        ("năm 2027", "23:59 thứ Sáu 17/12/2027")]),
        ("weekly", "", [("tuần từ 02/3/2026 đến 08/3/2026", "23:59 thứ Sáu 06/3/2026"),
                        ("tuần từ 09/3/2026 đến 15/3/2026", "23:59 thứ Sáu 13/3/2026")]),
        ("periodic", "", []),
        ("continuous", "", []),
    ],
)  # fmt: skip
def test_this_period_and_the_next_with_their_last_moments(
    cast: Cast, operator: str, wording: str, expected: list[tuple[str, str]]
) -> None:
    task = monthly(cast, cast.tk_ubnd, operator=operator, wording=wording)
    assert services.lay_out_periods(at(MARCH)) == len(expected)
    assert laid_out(task, cast.tk_ubnd) == expected
    whole = Assignment.objects.get(task=task, period_end=None)
    assert whole.stands is bool(expected)
    assert set(Assignment.objects.values_list("wording", flat=True)) == {task.wording}


def test_giving_out_lays_out_what_comes_next_at_once(cast: Cast) -> None:
    document = received(cast)
    task = task_of(document, cast.actor(cast.binh), operator="monthly", date=None)
    cascade = given(cast, document, cast.tk_ubnd, cast.ap_ubnd)
    assert cascade.assignment_count == 2
    ahead = Assignment.objects.filter(task=task, period_end__isnull=False)
    assert {row.unit for row in ahead} == {cast.tk_ubnd, cast.ap_ubnd}
    assert all(row.due_at and row.due_at > timezone.now() for row in ahead)
    assert {row.state for row in ahead} == {AssignmentState.ACCEPTED}


def test_again_adds_only_what_the_calendar_brought(cast: Cast) -> None:
    task = monthly(cast, cast.tk_ubnd, cast.ap_ubnd)
    assert services.lay_out_periods(at(MARCH)) == 4
    assert services.lay_out_periods(at(MARCH)) == 0
    assert services.lay_out_periods(at(dt.date(2026, 3, 31), dt.time(23, 59, 59))) == 0
    assert services.lay_out_periods(at(dt.date(2026, 4, 1), dt.time())) == 2
    assert [label for label, _ in laid_out(task, cast.ap_ubnd)] == [
        "tháng 3/2026", "tháng 4/2026", "tháng 5/2026",
    ]  # fmt: skip


def test_what_is_over_is_not_asked_for_any_more(cast: Cast) -> None:
    task = monthly(cast, cast.tk_ubnd)
    services.lay_out_periods(at(dt.date(2026, 3, 18)))
    assert [label for label, _ in laid_out(task, cast.tk_ubnd)] == ["tháng 4/2026"]


def test_who_is_excused_from_the_whole_owes_no_period(cast: Cast) -> None:
    task = monthly(cast, cast.tk_ubnd, cast.ap_ubnd)
    services.lay_out_periods(at(MARCH))
    whole = Assignment.objects.get(task=task, unit=cast.ap_ubnd, period_end=None)
    services.act(whole, Act.ASK_EXCUSE, by=cast.actor(cast.chi), reason="Không có đối tượng")
    services.act(whole, Act.EXCUSE, by=cast.actor(cast.binh))
    assert services.lay_out_periods(at(dt.date(2026, 4, 2))) == 1
    own = Assignment.objects.filter(unit=cast.ap_ubnd, period_end__isnull=False)
    assert {(row.state, row.reason) for row in own} == {("excused", "Không có đối tượng")}
    assert all(row.closed_at for row in own)


def test_a_unit_that_is_gone_owes_nothing_more(cast: Cast) -> None:
    task = monthly(cast, cast.tk_ubnd, cast.ap_ubnd)
    Unit.objects.filter(pk=cast.ap_ubnd.pk).update(valid_to=MARCH - dt.timedelta(days=1))
    assert services.lay_out_periods(at(MARCH)) == 2
    assert laid_out(task, cast.ap_ubnd) == []


def test_a_paper_out_of_force_asks_for_nothing_more(cast: Cast) -> None:
    task = monthly(cast, cast.tk_ubnd)
    services.lay_out_periods(at(MARCH))
    task.document.directive.state = "recalled"
    task.document.directive.save()
    assert services.lay_out_periods(at(dt.date(2026, 4, 2))) == 0


def test_the_number_of_statements_depends_on_nothing(cast: Cast) -> None:
    def cost(day: dt.date) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert services.lay_out_periods(at(day))
        return len(captured)

    document = received(cast)
    by = cast.actor(cast.binh)
    task_of(document, by, operator="monthly", date=None)
    given(cast, document, cast.tk_ubnd)
    one = cost(dt.date(2027, 3, 4))
    task_of(document, by, operator="monthly", date=None, text="Việc khác")
    task_of(document, by, operator="weekly", date=None, text="Việc tuần")
    given(cast, document, cast.tk_ubnd, cast.ap_ubnd, cast.department)
    assert cost(dt.date(2027, 7, 4)) == one


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_lay_out_each_period_once(cast: Cast) -> None:
    task = monthly(cast, cast.tk_ubnd, cast.ap_ubnd)
    assert sum(at_once(lambda: services.lay_out_periods(at(MARCH)), times=3)) == 4
    assert len(laid_out(task, cast.tk_ubnd)) == 2


def test_the_board_counts_the_periods_and_not_the_duty_as_a_whole(cast: Cast) -> None:
    monthly(cast, cast.tk_ubnd)
    services.lay_out_periods(at(MARCH))
    cells = Assignment.objects.all().four_cells(at(dt.date(2026, 3, 18)))
    assert (cells["open_overdue"], cells["open_in_time"], cells["undated"]) == (1, 1, 0)


def test_each_period_is_reported_and_added_up_by_itself(client: Client, cast: Cast) -> None:
    document = received(cast)
    task_of(document, cast.actor(cast.binh))
    given(
        cast, document, cast.tk_ubnd,
        report_wanted=True, report_operator="monthly", report_to=cast.board,
    )  # fmt: skip
    task = Task.objects.get(kind="report")
    afresh(task)
    services.lay_out_periods(at(MARCH))
    whole = Assignment.objects.get(task=task, period_end=None)
    with pytest.raises(PaperError, match="từng kỳ"):
        open_report(whole)
    march, april = Assignment.objects.filter(task=task, stands=False).order_by("period_end")
    for duty in (march, april):
        report = open_report(duty)
        Report.objects.filter(pk=report.pk).update(
            state="submitted", results="Đã làm.", submitted_at=timezone.now()
        )
    assert str(march.report).endswith(", kỳ tháng 3/2026")
    mine = signed_in(client, cast.mai).get("/bao-cao/").content.decode()
    assert mine.count(", kỳ tháng") >= 2
    page = signed_in(client, cast.mai).get(whole.get_absolute_url()).content.decode()
    assert "Các kỳ" in page
    assert "Làm báo cáo" not in page
    assert "tháng 4/2026" in page

    address = f"/bao-cao/tong-hop/{document.pk}/"
    client = signed_in(Client(), cast.binh)
    page = client.get(f"{address}?ky=2026-03-31").content.decode()
    assert "Đã nhận 1 trên 1 báo cáo." in page
    assert 'href="?ky=2026-04-30"' in page
    for _ in range(2):
        client.post(f"{address}du-thao/", {"ky": "2026-03-31"})
    client.post(f"{address}du-thao/", {"ky": "2026-04-30"})
    made = RollUp.objects.order_by("period_end")
    assert [paper.period_end for paper in made] == [dt.date(2026, 3, 31), dt.date(2026, 4, 30)]
    assert made[0].sources == {str(march.pk): march.report.version}
    assert made[0].document.subject.endswith(", tháng 3/2026")


def test_a_later_limit_is_asked_for_one_period(client: Client, cast: Cast) -> None:
    task = monthly(cast, cast.tk_ubnd)
    for days in (0, 40):
        services.lay_out_periods(timezone.now() + dt.timedelta(days=days))
    first, second = Assignment.objects.filter(task=task, stands=False).order_by("period_end")[:2]
    page = signed_in(client, cast.mai).get(second.get_absolute_url()).content.decode()
    address = f"/nhiem-vu/{task.pk}/gia-han/?viec={second.pk}"
    assert address in page
    assert second.due_at is not None
    day = in_hanoi(second.due_at).date() + dt.timedelta(days=3)
    client.post(address, {"day": day.strftime("%d/%m/%Y"), "reason": "Chờ số liệu"})
    assert second.extensions.count() == 1
    assert not first.extensions.exists()


DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31))


@settings_of_hypothesis(max_examples=50)
@given_examples(st.sampled_from(list(periods.OF)), DAYS)
def test_periods_follow_each_other_without_a_gap(operator, day: dt.date) -> None:
    this, following = periods.ahead(operator, day)
    assert this.start <= day <= this.end
    assert following.start == this.end + dt.timedelta(days=1)
    assert periods.period_at(operator, this.start) == periods.period_at(operator, this.end) == this
    assert periods.label_of(this.start, this.end) == this.label
