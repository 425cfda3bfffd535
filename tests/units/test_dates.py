"""Dates are read as people type them and written one way."""

import re
import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from units import dates

DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "7/3/2025",
        "07-03-2025",
        "7.3.2025",
        "07/03/2025",
        " 7 / 3 / 2025 ",
        "ngày 07 tháng 3 năm 2025",
        "Ngày 7 tháng 03 năm 2025",
        "07 tháng 3, năm 2025",
        "ngày07/3/2025",
        "2025-03-07",
        "thứ Sáu, 07/3/2025",
        "ngày 07\u00a0tháng 3 năm 2025",
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accepted_ways_of_writing(text, form):
    assert dates.parse_date(unicodedata.normalize(form, text)) == date(2025, 3, 7)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31/2/2025", "Tháng 2/2025 không có ngày 31."),
        ("29/2/2025", "Tháng 2/2025 không có ngày 29."),
        ("2025-02-30", "Tháng 2/2025 không có ngày 30."),
        ("ngày 0 tháng 3 năm 2025", "Tháng 3/2025 không có ngày 0."),
        ("1/13/2025", "Không có tháng 13. Ghi theo mẫu 07/3/2025."),
        ("abc", "Chưa đọc được ngày “abc”. Ghi theo mẫu 07/3/2025."),
        ("7/3-2025", "Chưa đọc được ngày “7/3-2025”. Ghi theo mẫu 07/3/2025."),
        ("7/3/25", "Năm trong “7/3/25” chưa đủ bốn chữ số. Ghi theo mẫu 07/3/2025."),
        ("7/3/0025", "Năm 25 nằm ngoài khoảng 1900–2100. Xem lại năm."),
        ("  ", "Chưa ghi ngày. Ghi theo mẫu 07/3/2025."),
        ("x" * 50, f"Chưa đọc được ngày “{'x' * 40}…”. Ghi theo mẫu 07/3/2025."),
    ],
)
def test_a_refused_date_says_why(text, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        dates.parse_date(text)


@pytest.mark.parametrize(
    ("day", "short", "words"),
    [
        (date(2026, 1, 5), "05/01/2026", "ngày 05 tháng 01 năm 2026"),
        (date(2025, 2, 13), "13/02/2025", "ngày 13 tháng 02 năm 2025"),
        (date(2025, 3, 7), "07/3/2025", "ngày 07 tháng 3 năm 2025"),
        (date(2026, 6, 29), "29/6/2026", "ngày 29 tháng 6 năm 2026"),
        (date(2026, 10, 12), "12/10/2026", "ngày 12 tháng 10 năm 2026"),
    ],
)
def test_padding(day, short, words):
    """Days below 10 and months 1 and 2 get a zero, months 3 to 9 do not (NĐ 30/2020, PL I)."""
    assert dates.format_date(day) == short
    assert dates.date_in_words(day) == words


@given(DATES)
def test_what_is_written_can_be_read_back(day):
    assert dates.parse_date(dates.format_date(day)) == day
    assert dates.parse_date(dates.date_in_words(day)) == day
    assert dates.parse_date(day.isoformat()) == day
    assert dates.parse_date(f"{dates.weekday(day)}, {dates.format_date(day)}") == day


@given(st.text() | st.from_regex(r"[0-9]{1,5}[/.-][0-9]{1,3}[/.-][0-9]{1,6}", fullmatch=True))
def test_any_text_is_a_date_or_a_sentence(text):
    try:
        answer = dates.format_date(dates.parse_date(text))
    except ValueError as error:
        answer = str(error)
    assert re.fullmatch(r"[0-9]{2}/[0-9]{1,2}/[0-9]{4}|(Chưa|Năm|Không|Tháng) .*\.", answer)


def test_moments_are_told_on_the_clock_of_hanoi():
    instant = datetime(2025, 3, 6, 16, 59, 59, tzinfo=UTC)
    assert dates.moment(instant) == "23:59 thứ Năm 06/3/2025"
    assert dates.clock(instant) == "23:59:59"
    assert dates.weekday(date(2025, 3, 9)) == "Chủ nhật"


def test_a_moment_without_zone_is_a_programming_error():
    with pytest.raises(ValueError, match="time zone"):
        dates.moment(datetime(2025, 3, 6, 12))


def test_today_is_the_date_in_hanoi():
    before = datetime.now(dates.HANOI).date()
    assert before <= dates.today() <= datetime.now(dates.HANOI).date()


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (16051, "16.051"),
        (999, "999"),
        (0, "0"),
        (-1234.5, "-1.234,5"),
        (Decimal("1e3"), "1.000"),
        (Decimal("2.00"), "2"),
        (Decimal("100.50"), "100,5"),
    ],
)
def test_number_vi(number, text):
    assert dates.number_vi(number) == text


@pytest.mark.parametrize(
    ("percent", "text"),
    [
        (1.37, "1,37%"),
        (100, "100%"),
        (0, "0%"),
        (33.335, "33,34%"),
        (1.5, "1,5%"),
        (1000, "1.000%"),
    ],
)
def test_percent_vi(percent, text):
    assert dates.percent_vi(percent) == text
