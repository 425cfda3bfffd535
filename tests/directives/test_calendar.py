"""Lịch: a month of the unit's deadlines and rest days, and the feed behind a secret address."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.conf import settings
from django.test import Client
from icalendar import Calendar

from activity import calendar_keys
from activity.models import CalendarKey, LogEntry
from directives import months, services
from directives.models import Assignment
from directives.states import Act, AssignmentState
from tests.directives.scenes import given, received, signed_in, task_of
from tests.documents.counting import queries_of
from tests.factories import Cast
from units.dates import HANOI, today
from units.models import CalendarDay, Membership, User

pytestmark = pytest.mark.django_db

REVOKED = "Địa chỉ lịch đã thu hồi."


@pytest.fixture
def duty(cast: Cast) -> Assignment:
    """ "trước ngày 07/3/2026", for UBND xã Tân Kỳ."""
    return duties(cast)[0]


def duties(cast: Cast, count: int = 1, number: int = 186) -> list[Assignment]:
    document = received(cast, full_number=f"{number}-HD/BTGTW")
    for n in range(count):
        task_of(document, cast.actor(cast.binh), text=f"Tổ chức hội nghị {n}")
    given(cast, document)
    return list(cast.tk_ubnd.assignments.filter(task__document=document).order_by("pk"))


def page_of(who: User, month: str = "2026-03") -> str:
    answer = signed_in(Client(), who).get("/lich/", {"thang": month})
    assert answer.status_code == 200
    return str(answer.content.decode())


def events(key: str) -> list[dict[str, object]]:
    answer = Client().get(f"/lich/{key}.ics")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


# --- the month ---


def test_a_deadline_stands_on_the_day_of_its_last_moment(cast: Cast, duty: Assignment):
    page = page_of(cast.mai)
    assert '<tbody id="ngay-6">' in page
    assert "hạn chót 23:59 thứ Sáu 06/3/2026 (“trước ngày 07/3/2026”)" in page
    assert page.count(f'href="{duty.get_absolute_url()}"') == 2  # in the table and in the list
    assert "Tháng này không có hạn nào." in page_of(cast.mai, "2026-04")


def test_a_last_moment_counts_by_the_clock_of_hanoi(cast: Cast, duty: Assignment):
    """The first second of April in Hanoi is still March in London."""
    first = dt.datetime(2026, 4, 1, tzinfo=HANOI)
    for due, month in ((first, "2026-04"), (first - dt.timedelta(seconds=1), "2026-03")):
        Assignment.objects.filter(pk=duty.pk).update(due_at=due)
        (day,) = months.month_of(cast.actor(cast.mai), months.month_said(month)).due
        assert day == duty


def test_other_units_and_duties_taken_back_or_only_supported_are_left_out(
    cast: Cast, duty: Assignment
):
    assert "Tổ chức hội nghị" not in page_of(cast.lien)
    assert duty.get_absolute_url() not in page_of(cast.chi)  # An Phú has its own
    for change in (
        {"state": AssignmentState.CANCELLED},
        {"state": AssignmentState.EXCUSED},
        {"part": Assignment.Part.SUPPORT},
        {"due_at": None},
    ):
        before = {name: getattr(duty, name) for name in change}
        Assignment.objects.filter(pk=duty.pk).update(**change)
        assert "Tháng này không có hạn nào." in page_of(cast.mai)
        Assignment.objects.filter(pk=duty.pk).update(**before)
    assert "Tháng này không có hạn nào." not in page_of(cast.mai)


def test_a_full_day_names_three_and_leads_to_the_rest(cast: Cast):
    duties(cast, 5)
    page = page_of(cast.mai)
    table, rest = page.split("<h2>Hạn trong tháng</h2>")
    assert table.count("Tổ chức hội nghị") == 3
    assert '<a href="#ngay-6">Cả 5 việc trong ngày</a>' in table
    assert rest.count("Tổ chức hội nghị") == 5


def test_rest_days_carry_their_names_and_the_office_decides_over_the_law(cast: Cast):
    CalendarDay.objects.create(day=dt.date(2026, 9, 5), works=True, name="Làm bù cho ngày 31/8")
    CalendarDay.objects.create(day=dt.date(2026, 9, 11), works=False, name="Lễ hội chọi trâu")
    page = page_of(cast.mai, "2026-09")
    assert "Thứ Bảy, 05/9/2026: Làm bù cho ngày 31/8 (làm việc)" in page
    assert "Thứ Sáu, 11/9/2026: Lễ hội chọi trâu</li>" in page
    assert "Thứ Tư, 02/9/2026: " in page
    month = months.month_of(cast.actor(cast.mai), dt.date(2026, 9, 1))
    rest = {day.date.day for day in month.days if day.rest}
    assert {2, 6, 11, 12} <= rest
    assert 5 not in rest
    assert 12 not in {day.date.day for day in month.named_days}  # a plain Saturday


def test_next_years_rest_days_are_expected_until_the_office_has_entered_its_own(cast: Cast):
    year = today().year + 1
    assert "(dự kiến)" in page_of(cast.mai, f"{year}-05")
    assert "(dự kiến)" not in page_of(cast.mai, f"{year - 1}-05")
    CalendarDay.objects.create(day=dt.date(year, 5, 3), works=False, name="Nghỉ bù")
    assert "(dự kiến)" not in page_of(cast.mai, f"{year}-05")


def test_months_are_turned_by_links(cast: Cast):
    page = page_of(cast.mai, "2026-12")
    assert 'href="?thang=2026-11"' in page
    assert 'href="?thang=2027-01"' in page
    assert 'href="?thang=1899-12"' not in page_of(cast.mai, "1900-01")
    assert 'href="?thang=2101-01"' not in page_of(cast.mai, "2100-12")


@pytest.mark.parametrize("month", ["", "2026-13", "0000-01", "9999-12", "tháng 3", "2026-3-1"])
def test_anything_that_names_no_month_shows_this_one(cast: Cast, month: str):
    now = today()
    assert f"<h1>Lịch tháng {now.month}/{now.year}</h1>" in page_of(cast.mai, month)


def test_every_week_has_seven_places_and_every_day_one(cast: Cast):
    for first in (dt.date(2026, 2, 1), dt.date(2026, 3, 1), dt.date(2028, 2, 1)):
        month = months.month_of(cast.actor(cast.mai), first)
        assert {len(week) for week in month.weeks} == {7}
        shown = [day.date for week in month.weeks for day in week if day]
        assert shown == [day.date for day in month.days]
        assert shown[-1] + dt.timedelta(days=1) == month.next
        for week in month.weeks:
            assert all(day is None or day.date.weekday() == n for n, day in enumerate(week))


def test_a_full_month_costs_the_same_queries_as_an_empty_one(cast: Cast):
    client = signed_in(Client(), cast.mai)
    empty = queries_of(client, "/lich/?thang=2026-03")
    duties(cast, 6)
    assert queries_of(client, "/lich/?thang=2026-03") == empty


# --- the address ---


def test_an_address_is_long_secret_and_leaves_its_secret_out_of_the_log(cast: Cast):
    client = signed_in(Client(), cast.mai)
    assert "/lich/dia-chi/" in page_of(cast.mai)
    assert ".ics" not in client.get("/lich/dia-chi/").content.decode()
    page = client.post("/lich/dia-chi/", follow=True).content.decode()
    (found,) = re.findall(rf'value="{re.escape(settings.BASE_URL)}/lich/([\w-]+)\.ics"', page)
    assert len(found) >= 32
    line = LogEntry.objects.get(verb="calendar.key")
    assert line.sentence == "UBND xã Tân Kỳ: Trần Thị Mai lấy địa chỉ lịch"
    assert found not in f"{line.sentence} {line.target_label} {line.data}"
    assert Client().get(f"/lich/{found}.ics").status_code == 200


def test_a_new_address_ends_the_old_one(cast: Cast):
    mai = cast.actor(cast.mai)
    old, new = calendar_keys.give(mai).key, calendar_keys.give(mai).key
    assert Client().get(f"/lich/{new}.ics").status_code == 200
    assert Client().get(f"/lich/{old}.ics").status_code == 404
    assert CalendarKey.objects.filter(revoked_at=None).count() == 1
    said = LogEntry.objects.filter(verb="calendar.key").order_by("sequence")
    assert [line.sentence.split("Mai ")[1] for line in said] == [
        "lấy địa chỉ lịch",
        "đổi địa chỉ lịch",
    ]


def test_a_revoked_or_unknown_address_says_so_and_taking_back_twice_does_no_harm(cast: Cast):
    key = calendar_keys.give(cast.actor(cast.mai)).key
    client = signed_in(Client(), cast.mai)
    for said in ("Đã thu hồi địa chỉ lịch.", "Không còn địa chỉ lịch nào để thu hồi."):
        page = client.post("/lich/dia-chi/", {"thu_hoi": "1"}, follow=True)
        assert said in page.content.decode()
    for gone in (key, "x" * 43):
        answer = Client().get(f"/lich/{gone}.ics")
        assert answer.status_code == 404
        assert REVOKED in answer.content.decode()
    assert LogEntry.objects.filter(verb="calendar.key_revoke").count() == 1


def test_an_address_dies_with_the_membership_or_the_account(cast: Cast):
    key = calendar_keys.give(cast.actor(cast.mai)).key
    User.objects.filter(pk=cast.mai.pk).update(is_active=False)
    assert Client().get(f"/lich/{key}.ics").status_code == 404
    User.objects.filter(pk=cast.mai.pk).update(is_active=True)
    assert Client().get(f"/lich/{key}.ics").status_code == 200
    Membership.objects.filter(user=cast.mai).delete()
    assert Client().get(f"/lich/{key}.ics").status_code == 404


def test_nobody_sees_or_ends_the_address_of_another(cast: Cast):
    key = calendar_keys.give(cast.actor(cast.mai)).key
    client = signed_in(Client(), cast.an)
    assert key not in client.get("/lich/dia-chi/").content.decode()
    client.post("/lich/dia-chi/", {"thu_hoi": "1"})
    client.post("/lich/dia-chi/")
    assert Client().get(f"/lich/{key}.ics").status_code == 200


# --- the feed ---


def test_an_event_says_the_title_the_last_moment_and_the_words_and_nothing_else(
    cast: Cast, duty: Assignment
):
    (event,) = events(calendar_keys.give(cast.actor(cast.mai)).key)
    start = event["DTSTART"].dt  # type: ignore[attr-defined]
    assert start == dt.datetime(2026, 3, 6, 23, 59, 59, tzinfo=HANOI)
    assert event["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"  # type: ignore[attr-defined]
    assert event["SUMMARY"] == "Hạn: Tổ chức hội nghị 0"
    address = f"{settings.BASE_URL}{duty.get_absolute_url()}"
    assert event["DESCRIPTION"] == (
        f"Hạn chót 23:59 thứ Sáu 06/3/2026 (“trước ngày 07/3/2026”).\nMở việc này: {address}"
    )
    assert set(event) == {
        "UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "URL", "TRANSP",
    }  # fmt: skip


def test_the_feed_brings_the_zone_it_speaks_of(cast: Cast, duty: Assignment):
    body = Client().get(f"/lich/{calendar_keys.give(cast.actor(cast.mai)).key}.ics").content
    (zone,) = Calendar.from_ical(body).walk("VTIMEZONE")
    assert zone["TZID"] == "Asia/Ho_Chi_Minh"
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))


def test_an_event_keeps_its_name_when_its_deadline_moves(cast: Cast, duty: Assignment):
    key = calendar_keys.give(cast.actor(cast.mai)).key
    before = events(key)[0]
    moved = duty.due_at + dt.timedelta(days=3)  # type: ignore[operator]
    Assignment.objects.filter(pk=duty.pk).update(due_at=moved)
    after = events(key)[0]
    assert before["UID"] == after["UID"]
    assert after["DTSTART"].dt == moved  # type: ignore[attr-defined]


def test_what_is_done_leaves_the_feed_and_stays_in_the_month(cast: Cast, duty: Assignment):
    key = calendar_keys.give(cast.actor(cast.mai)).key
    services.act_by_hand(duty, Act.REPORT, by=cast.actor(cast.mai), result="Đã tổ chức.")
    assert len(events(key)) == 1  # not confirmed yet
    services.act_by_hand(duty, Act.CONFIRM, by=cast.actor(cast.truong))
    assert events(key) == []
    assert "Hoàn thành" in page_of(cast.mai)


def test_a_feed_without_deadlines_is_still_a_calendar(cast: Cast):
    key = calendar_keys.give(cast.actor(cast.mai)).key
    body = Client().get(f"/lich/{key}.ics").content
    assert events(key) == []
    assert Calendar.from_ical(body)["X-WR-CALNAME"] == "Hạn của UBND xã Tân Kỳ"


def test_a_long_feed_costs_the_same_queries_as_a_short_one(cast: Cast):
    address = f"/lich/{calendar_keys.give(cast.actor(cast.mai)).key}.ics"
    duties(cast)
    short = queries_of(Client(), address)
    duties(cast, 6, number=187)
    assert queries_of(Client(), address) == short
