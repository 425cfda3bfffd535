"""Days the office decided about move deadlines and the count of working days."""

import datetime as dt

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directives.deadlines import Operator
from directives.models import Task
from directives.services.marking import set_deadline
from documents.models import Document
from tests.factories import Cast, draft
from units.dates import HANOI, in_hanoi
from units.models import CalendarDay

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2026, 3, 9)


@pytest.fixture
def bridge_day():
    """The office rests on a Monday and works the Saturday before."""
    CalendarDay.objects.create(day=MONDAY, works=False, name="Nghỉ hoán đổi")
    CalendarDay.objects.create(day=dt.date(2026, 3, 7), works=True, name="Làm bù")


def last_day(cast: Cast, wording: str, issued_on: dt.date) -> dt.date:
    paper = Document(issuer=cast.board, type_code="HD", created_by=cast.binh)
    task = Task(document=paper, text="Báo cáo")
    set_deadline(task, Operator.WITHIN_WORKING_DAYS, None, wording, issued_on)
    assert task.due_at is not None
    return in_hanoi(task.due_at).date()


def test_working_days_are_counted_by_the_offices_calendar(cast: Cast, bridge_day):
    friday = dt.date(2026, 3, 6)
    wording = "trong thời hạn 02 ngày làm việc kể từ ngày ban hành"
    # Saturday and Tuesday, instead of Monday and Tuesday.
    assert last_day(cast, wording, friday) == dt.date(2026, 3, 10)
    CalendarDay.objects.filter(works=True).delete()
    assert last_day(cast, wording, friday) == dt.date(2026, 3, 11)


def test_the_countdown_of_lists_counts_them_too(cast: Cast, bridge_day, monkeypatch):
    friday = dt.datetime(2026, 3, 6, 9, tzinfo=HANOI)
    monkeypatch.setattr(timezone, "now", lambda: friday)
    due = dt.datetime(2026, 3, 10, 23, 59, 59, tzinfo=HANOI)
    shown = Template("{% load portal %}{% deadline due %}").render(Context({"due": due}))
    assert "còn 2 ngày làm việc" in shown
    CalendarDay.objects.all().delete()
    CalendarDay.objects.create(day=dt.date(2026, 3, 10), works=False, name="Nghỉ")
    shown = Template("{% load portal %}{% deadline due %}").render(Context({"due": due}))
    assert "còn 1 ngày làm việc" in shown


def test_a_page_full_of_deadlines_asks_for_the_calendar_once(cast: Cast, client):
    for n in range(5):
        document = draft(cast, subject=f"Bản {n}")
        Document.objects.filter(pk=document.pk).update(due_at=timezone.now())
    client.force_login(cast.mai)
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/viec-can-lam/").content.decode()
    assert page.count("hạn chót") == 5
    assert sum("units_calendarday" in query["sql"] for query in asked.captured_queries) == 1
