"""Dates, moments and numbers the way Vietnamese offices write them.

One way everywhere, on screen, in mail and on paper: day always two digits, months 1 and 2 two
digits, months 3 to 9 one (NĐ 30/2020, PL I, II.4): 05/01/2026, 07/3/2025, 12/10/2026.
"""

import calendar
import re
import unicodedata
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from django.utils import timezone

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")

FIRST_YEAR, LAST_YEAR = 1900, 2100
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_EXAMPLE = "Ghi theo mẫu 07/3/2025."

# "thứ Sáu, 07/3/2025" is how the portal answers, so it must be readable too.
_WEEKDAY_BEFORE = r"(?:(?:thứ\s+\w+|chủ\s+nhật)\s*,?\s*)?"
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY_BEFORE}(?:ngày\s*)?(?P<day>[0-9]{{1,2}})"
    r"(?:\s*(?P<mark>[/.-])\s*(?P<month>[0-9]{1,2})\s*(?P=mark)\s*(?P<year>[0-9]+)"
    r"|\s*tháng\s*(?P<month_>[0-9]{1,2})\s*,?\s*năm\s*(?P<year_>[0-9]+))",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")


def parse_date(text: str) -> date:
    """Read a date as people type it.

    Accepts 7/3/2025, 07-03-2025, 7.3.2025, "ngày 07 tháng 3 năm 2025" and 2025-03-07, composed or
    decomposed. Raises ValueError whose message is the Vietnamese sentence for the form.
    """
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if not text:
        raise ValueError(f"Chưa ghi ngày. {_EXAMPLE}")
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    if not (match := _YEAR_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text)):
        raise ValueError(f"Chưa đọc được ngày “{shown}”. {_EXAMPLE}")
    parts = match.groupdict()
    year = parts["year"] or parts["year_"]
    if len(year) != 4:
        raise ValueError(f"Năm trong “{shown}” chưa đủ bốn chữ số. {_EXAMPLE}")
    return valid_date(int(year), int(parts["month"] or parts["month_"]), int(parts["day"]))


def valid_date(year: int, month: int, day: int) -> date:
    """Return the date, or raise ValueError with the Vietnamese sentence saying what is wrong."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"Năm {year} nằm ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}. Xem lại năm.")
    if not 1 <= month <= 12:
        raise ValueError(f"Không có tháng {month}. {_EXAMPLE}")
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueError(f"Tháng {month}/{year} không có ngày {day}.")
    return date(year, month, day)


def _month(month: int) -> str:
    return f"{month:02}" if month < 3 else str(month)


def format_date(day: date) -> str:
    """Return "07/3/2025"."""
    return f"{day.day:02}/{_month(day.month)}/{day.year}"


def date_in_words(day: date) -> str:
    """Return "ngày 07 tháng 3 năm 2025", the form of a paper's date line."""
    return f"ngày {day.day:02} tháng {_month(day.month)} năm {day.year}"


def weekday(day: date) -> str:
    """Return "thứ Sáu" or "Chủ nhật"."""
    return _WEEKDAYS[day.weekday()]


def in_hanoi(instant: datetime) -> datetime:
    """Return the same instant on the clock of Hanoi; raises ValueError for a naive datetime."""
    if instant.tzinfo is None:
        raise ValueError("A moment must carry its time zone.")
    return instant.astimezone(HANOI)


def moment(instant: datetime) -> str:
    """Return "23:59 thứ Năm 06/3/2025", the instant on the clock of Hanoi."""
    local = in_hanoi(instant)
    return f"{local:%H:%M} {weekday(local)} {format_date(local)}"


def clock(instant: datetime) -> str:
    """Return "15:42:10", the instant on the clock of Hanoi."""
    return f"{in_hanoi(instant):%H:%M:%S}"


def today() -> date:
    """Return today's date in Hanoi, whatever the server's clock zone."""
    return timezone.now().astimezone(HANOI).date()


def number_vi(number: int | float | Decimal) -> str:
    """Return "16.051" or "1.234,5": full stop between thousands, comma before decimals.

    A count kept with decimals is still a count: 2.00 is "2".
    """
    text = f"{Decimal(str(number)):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def percent_vi(percent: int | float | Decimal) -> str:
    """Return "1,37%" for 1.37 (a percentage already), rounded half up to two decimals."""
    rounded = Decimal(str(percent)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    whole = rounded.to_integral_value()
    return number_vi(whole if whole == rounded else rounded.normalize()) + "%"
