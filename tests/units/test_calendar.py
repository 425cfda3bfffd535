"""Working days: weekends, public holidays, announced swaps, and what the office decides itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from units.calendar import (
    Override,
    add_working_days,
    is_rest_day,
    next_working_day,
    rest_reason,
    working_days_between,
)

DATES = st.dates(date(2015, 1, 1), date(2060, 12, 31))
CALENDARS = st.dictionaries(
    st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    st.builds(Override, st.booleans(), st.just("Theo thông báo")),
    max_size=40,
)


@pytest.mark.parametrize(
    "day",
    [
        *(date(2026, 1, d) for d in (1, 2)),
        *(date(2026, 2, d) for d in (16, 17, 18, 19, 20)),
        date(2026, 4, 27),
        date(2026, 4, 30),
        date(2026, 5, 1),
        date(2026, 8, 31),
        *(date(2026, 9, d) for d in (1, 2)),
        date(2026, 11, 24),
    ],
)
def test_the_days_off_of_2026(day):
    assert is_rest_day(day)
    assert rest_reason(day)


def test_2026_has_no_other_weekday_off():
    days = [date(2026, 1, 1) + timedelta(n) for n in range(365)]
    assert sum(is_rest_day(day) for day in days if day.weekday() < 5) == 14


def test_saturdays_worked_in_exchange():
    assert not is_rest_day(date(2025, 4, 26))
    assert not is_rest_day(date(2026, 8, 22))
    assert not is_rest_day(date(2026, 1, 10))
    assert is_rest_day(date(2026, 8, 29))


def test_the_culture_day_is_a_holiday_from_2026_on():
    assert not is_rest_day(date(2025, 11, 24))
    assert rest_reason(date(2026, 11, 24)) == "Ngày Văn hóa Việt Nam"
    assert is_rest_day(date(2027, 11, 24))


def test_the_reason_is_in_words():
    assert rest_reason(date(2025, 3, 9)) == "Chủ nhật"
    assert rest_reason(date(2025, 3, 10)) == ""
    assert rest_reason(date(2025, 9, 2)) == "Quốc khánh"


def test_the_office_has_the_last_word():
    overrides = {
        date(2025, 3, 10): Override(rest=True, name="Nghỉ theo thông báo của UBND xã"),
        date(2025, 3, 8): Override(rest=False, name="Làm bù"),
    }
    assert rest_reason(date(2025, 3, 10), overrides) == "Nghỉ theo thông báo của UBND xã"
    assert not is_rest_day(date(2025, 3, 8), overrides)
    assert next_working_day(date(2025, 3, 9), overrides) == date(2025, 3, 11)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2025, 3, 3), 5, date(2025, 3, 10)),
        (date(2025, 3, 7), 1, date(2025, 3, 10)),
        (date(2025, 3, 10), -1, date(2025, 3, 7)),
        (date(2025, 3, 9), 0, date(2025, 3, 9)),
        (date(2026, 2, 13), 1, date(2026, 2, 23)),
        (date(2025, 4, 25), 1, date(2025, 4, 26)),
    ],
)
def test_add_working_days(start, count, end):
    assert add_working_days(start, count) == end


def test_working_days_between_leaves_out_the_first_day():
    assert working_days_between(date(2025, 3, 4), date(2025, 3, 6)) == 2
    assert working_days_between(date(2025, 3, 6), date(2025, 3, 6)) == 0
    assert working_days_between(date(2025, 3, 7), date(2025, 3, 9)) == 0
    assert working_days_between(date(2025, 3, 6), date(2025, 3, 4)) == -2


@given(DATES, st.integers(1, 60), CALENDARS)
def test_counting_undoes_adding(start, count, overrides):
    end = add_working_days(start, count, overrides)
    assert not is_rest_day(end, overrides)
    assert working_days_between(start, end, overrides) == count


@given(DATES, CALENDARS)
def test_the_next_working_day_is_the_nearest(day, overrides):
    found = next_working_day(day, overrides)
    assert found >= day
    assert not is_rest_day(found, overrides)
    assert all(is_rest_day(day + timedelta(n), overrides) for n in range((found - day).days))
