"""Rules on days: how they are written, whether they exist, whether they come too early.

Day below 10 and months 1 and 2 carry a zero, months 3 to 9 do not (NĐ 30/2020, PL I, II.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from documents.linting.cites import day_of
from documents.linting.paper import Paper
from documents.linting.places import Passage
from documents.linting.slips import Slip
from units.dates import format_date, weekday

_DATE = re.compile(
    r"(?<![\d/.])(?P<words>(?:(?P<label>ngày)\s+)?(?P<d>\d{1,2})(?:/(?P<m>\d{1,2})/|"
    r"\s+tháng\s+(?P<m2>\d{1,2})\s+năm\s+)(?P<y>(?:19|20)\d{2}))(?![\d/])",
    re.IGNORECASE,
)
_SHORT_DATE = re.compile(r"\bngày\s+(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![\d/])", re.IGNORECASE)
_MONTH = re.compile(r"\btháng\s+(0[3-9])(?!\d)", re.IGNORECASE)
_WEEKDAYS = r"thứ\s+(?:hai|ba|tư|năm|sáu|bảy)|chủ nhật"
_NAMED_DAY = re.compile(
    rf"(?P<name>{_WEEKDAYS}),?\s+(?:\(?ngày\s+)?(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})/(?P<y>\d{{4}})",
    re.IGNORECASE,
)
_BEFORE = (
    r"(?:trước|chậm nhất(?:\s+là)?|muộn nhất(?:\s+là)?|không quá|đến hết|xong(?:\s+trong)?|"
    r"hoàn thành(?:\s+(?:trong|vào))?)(?:\s+\d{1,2}\s*giờ(?:\s+\d{2}(?:\s+phút)?)?,?)?"
)
_DEADLINE = re.compile(
    rf"(?P<words>{_BEFORE}\s+(?:ngày\s+)?(?P<d>\d{{1,2}})(?:/|\s+tháng\s+)(?P<m>\d{{1,2}})"
    r"(?:/|\s+năm\s+)(?P<y>\d{4}))(?!\d)",
    re.IGNORECASE,
)
# What makes "trước ngày …" a deadline and not a mention of the past.
_TO_DO = re.compile(
    r"\b(?:hoàn thành|báo cáo|gửi|nộp|trình|xong|thực hiện|triển khai|xây dựng|tổng hợp|tổ chức|"
    r"đăng ký|phản hồi|góp ý)\b",
    re.IGNORECASE,
)
_DAYS_OF_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _dates(paper: Paper) -> Iterator[tuple[Passage, re.Match[str]]]:
    for passage in paper.passages():
        for match in _DATE.finditer(passage.text):
            yield passage, match


def padded_month(paper: Paper) -> Iterable[Slip]:
    """ "tháng 03", "15/03/2026"."""
    for passage in paper.passages():
        for match in _MONTH.finditer(passage.text):
            yield Slip(match[0].lower(), passage.spot, {"words": match[0]})
    for passage, match in _dates(paper):
        if match["m"] and re.fullmatch("0[3-9]", match["m"]):
            yield Slip(match["words"], passage.spot, {"words": match["words"]})


def bare_day(paper: Paper) -> Iterable[Slip]:
    """ "ngày 5/3/2026", "15/1/2026", "ngày 5 tháng 3 năm 2026"."""
    for passage, match in _dates(paper):
        month = match["m"] or match["m2"]
        short_day = len(match["d"]) == 1 and (match["label"] or match["m2"])
        if short_day or month in ("1", "2"):
            yield Slip(match["words"], passage.spot, {"words": match["words"]})


def no_such_day(paper: Paper) -> Iterable[Slip]:
    """ "31/6/2026", "ngày 30/2"."""
    for passage, match in _dates(paper):
        if day_of(match["y"], match["m"] or match["m2"], match["d"]) is None:
            yield Slip(match["words"], passage.spot, {"words": match["words"]})
    for passage in paper.passages():
        for match in _SHORT_DATE.finditer(passage.text):
            month, day = int(match["m"]), int(match["d"])
            if not 1 <= month <= 12 or not 1 <= day <= _DAYS_OF_MONTH[month - 1]:
                yield Slip(match[0], passage.spot, {"words": match[0]})


def wrong_weekday(paper: Paper) -> Iterable[Slip]:
    """ "thứ Hai, ngày 17/3/2026", which is a Tuesday."""
    for passage in paper.passages():
        for match in _NAMED_DAY.finditer(passage.text):
            day = day_of(match["y"], match["m"], match["d"])
            written = " ".join(match["name"].split()).lower()
            if day is not None and weekday(day).lower() != written:
                yield Slip(
                    match[0],
                    passage.spot,
                    {"words": match[0], "day": format_date(day), "right": weekday(day)},
                )


def past_deadline(paper: Paper) -> Iterable[Slip]:
    """Work that should have been done before the paper's own day; a report speaks of the past."""
    if paper.type_code == "BC":
        return
    for passage in paper.own_text():
        for match in _DEADLINE.finditer(passage.text):
            day = day_of(match["y"], match["m"], match["d"])
            sentence = re.split(r"[.;]\s", passage.text[: match.end()])[-1]
            if day is not None and day < paper.day and _TO_DO.search(sentence):
                yield Slip(
                    match["words"],
                    passage.spot,
                    {"words": match["words"], "day": format_date(paper.day)},
                )
