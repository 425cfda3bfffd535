"""Dates without an operator that a label or a verb makes a limit: "Thời hạn: 30/6/2025"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from directives.deadlines import Kind, parse_wording
from directives.importing.bindings import Binding

_YEAR = r"20[0-9]{2}(?![0-9])"
_HOUR = r"(?:[0-2]?[0-9]\s?(?:giờ|h|g|:)\s?(?:[0-5][0-9])?(?:\sphút)?,?\s)?"
_DAY = (
    rf"{_HOUR}(?:ngày\s)?[0-3]?[0-9]\s?[-/.]\s?[01]?[0-9]\s?[-/.]\s?{_YEAR}"
    rf"|{_HOUR}ngày\s[0-3]?[0-9]\s?/\s?[01]?[0-9](?![0-9/])"
    rf"|{_HOUR}ngày\s[0-3]?[0-9]\stháng\s[01]?[0-9](?:\snăm\s{_YEAR})?"
)
_PERIOD = (
    rf"tháng\s[01]?[0-9]\s?(?:/|năm\s|-)\s?{_YEAR}"
    rf"|quý\s(?:IV|I{{1,3}}|[1-4])(?!\w)(?:\s?(?:/|năm\s|-)\s?{_YEAR})?"
)
_NO_RANGE = r"(?!\s*(?:[-–]|đến|tới)\s*(?:ngày|tháng|quý|hết|[0-9IV]))"
# What stands before a date that limits.
_LABEL = (
    r"(?:thời hạn|thời gian|tiến độ|ngày)\s(?:hoàn thành|hoàn thiện|báo cáo|gửi|nộp|trình)"
    r"[^:;.\n]{0,40}:\s*"
    r"|(?:thời hạn|tiến độ|hạn (?:chót|cuối|cùng|nộp|gửi|hoàn thành))[^:;.\n]{0,30}:\s*"
    r"|(?<!\w)(?:hoàn thành|xong)\s*(?:vào|trong|:)?\s*"
)
_LIMIT = re.compile(rf"(?:{_LABEL})(?P<when>{_DAY}|{_PERIOD}){_NO_RANGE}", re.IGNORECASE)
# "Thời gian: 08h00 ngày 15/3/2025" is when people meet; "Thời gian: Quý II/2025" a limit.
_TIME = re.compile(
    rf"thời gian(?:\s(?:thực hiện|triển khai|tổ chức))?\s*:\s*(?P<when>{_PERIOD}){_NO_RANGE}",
    re.IGNORECASE,
)
_HAND_IN = re.compile(
    r"(?:gửi|nộp|báo cáo)[^.;\n]{0,120}?\s"
    rf"(?:vào\s)(?P<when>ngày [0-3]?[0-9]/[01]?[0-9](?:/{_YEAR})?)(?![0-9/])",
    re.IGNORECASE,
)


def read(said: str, year: int | None) -> Iterator[Binding]:
    """The bare dates, months and quarters of the text that bind someone; the last day counts."""
    for pattern in (_LIMIT, _TIME, _HAND_IN):
        for match in pattern.finditer(said):
            when = match["when"]
            phrase = when if re.match("tháng|quý", when, re.IGNORECASE) else f"chậm nhất {when}"
            deadline = parse_wording(phrase, year=year)
            if deadline is not None and deadline.rule.kind is Kind.ONCE:
                yield Binding(*match.span("when"), replace(deadline, wording=when), 0.8)
