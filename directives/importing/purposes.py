"""Beside a deadline: what is due, and who is to be answered."""

from __future__ import annotations

import re

from directives.importing import names

_VERBS = re.compile(
    r"(?<!\w)(?:báo cáo|gửi|nộp|trình|hoàn thành|tổng hợp|xây dựng|ban hành|đăng ký|tổ chức"
    r"|cung cấp|phản hồi|tham gia ý kiến|góp ý|rà soát|cập nhật|triển khai|thực hiện|tham mưu"
    r"|kiện toàn|thành lập|sơ kết|tổng kết|lập|cử|đánh giá|thông báo)(?!\w)",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\s*\(?\s*(?:gửi |báo cáo )?về\s+$|[\s,(]+$|\s+(?:xong|và)\s*$")


def purpose(before: str) -> str | None:
    """What is due: the clause before the wording, from its verb on."""
    clause = before
    for separator in ("; ", "đồng thời, ", "đồng thời "):
        if separator in clause:
            clause = clause[clause.rindex(separator) + len(separator) :]
    clause = clause.strip(" ,-–+")
    verbs = list(_VERBS.finditer(clause))
    if verbs:
        near = [verb for verb in verbs if len(clause) - verb.start() < 180] or verbs[-1:]
        clause = clause[near[0].start() :]
    clause = _TO_WHOM.sub("", clause)
    return " ".join(_ABOUT.sub("", clause).split()).strip(" ,.(") or None


_TO_WHOM = re.compile(r"[\s,]*(?<!\w)(?:gửi\s+)?về\s+(?:[A-ZĐỦ][^.;]{0,160})$")
_TARGET = re.compile(
    r"(?<!\w)(?:gửi (?:báo cáo |kết quả |văn bản )?(?:về|cho|đến|tới)|báo cáo (?:kết quả )?(?:về"
    r"|cho|với)|về|gửi|nộp(?: về)?|trình|báo cáo|cho|đồng gửi|qua)\s+(?=(?:[A-ZĐ]|các ))",
    re.IGNORECASE,
)
_THROUGH = re.compile(r"\s*,?\s*\(?\s*(?:thông )?qua\s")


def answered(said: str, first: int, start: int, end: int, last: int) -> str | None:
    """Who is to be answered: the body after "về", "gửi", "báo cáo" nearest to the wording."""
    choice: tuple[int, int, int] | None = None
    for match in _TARGET.finditer(said, max(first, start - 260), min(last, end + 160)):
        at = match.end()
        if start <= at < end or not names.starts_with_unit(said[at : at + 80]):
            continue
        stop = names.body_end(said, at)
        if stop - at < 3 or at < start < stop:
            stop = min(stop, start)
        distance = start - stop if at < start else (at - end) + 8
        strong = match[0].strip().casefold().endswith("về")
        rank = distance - (60 if strong else 0)
        if choice is None or rank < choice[0]:
            choice = (rank, at, stop)
    if choice is None:
        return None
    _, at, stop = choice
    if through := _THROUGH.match(said, stop):
        close = names.body_end(said, through.end())
        stop = close + 1 if said[close : close + 1] == ")" else close
        if "(" in through[0] and said[stop - 1] != ")":
            closing = said.find(")", stop, stop + 60)
            stop = closing + 1 if closing > 0 else stop
    return " ".join(said[at:stop].split()) or None
