"""Beside a deadline: what is due, and who is to be answered."""

from __future__ import annotations

import re

from directives.importing import names
from directives.importing.passage import UPPER

_MARK = re.compile(r"^\s*(?:[-–+•*]|[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]|[a-zđ]\))\s*")
_ABOUT = re.compile(
    r"\s*\(?\s*(?:gửi |báo cáo )?về\s+$|[\s,(]+$|\s*,?\s*(?:và|hoàn thành|xong|chậm nhất|vào)\s*$"
)
_TO_WHOM = re.compile(rf"[\s,]*(?<!\w)(?:gửi\s+)?về\s+(?:[{UPPER}][^.;]{{0,160}})$")
_LONGEST = 240


def without_mark(words: str) -> str:
    """The words of an item without its dash, number or letter."""
    return _MARK.sub("", words)


def purpose(before: str, after: str = "") -> str | None:
    """What is due: the clause before the wording, or after it where it opens the sentence."""
    clause = _ABOUT.sub("", without_mark(before).rstrip(" ,;")).rstrip(" ,;")
    for separator in ("; ", "đồng thời, ", "đồng thời "):
        said, found, last = clause.rpartition(separator)
        if found and said.count("(") == said.count(")"):
            # "lập danh sách; gửi Công an xã": what is sent stands before.
            clause = said.rsplit("; ", 1)[-1] if _only_sends(last) else last
    if names.starts_with_unit(clause):
        end = names.name_end(clause)
        clause = clause[end:] if end < len(clause) else clause
    clause = _ABOUT.sub("", _TO_WHOM.sub("", clause.strip(" ,-–+:")))
    if len(clause) < 4:
        clause = re.split(r"[,;.]\s", after.strip(" ,:"), maxsplit=1)[0]
    words = " ".join(clause[-_LONGEST:].split())
    return words.strip(" ,.(:") or None


def _only_sends(clause: str) -> bool:
    match = _SENDS.match(clause.strip())
    if match is None or match["to"]:
        return match is not None
    whom = match["rest"]
    return names.starts_with_unit(whom) and names.body_end(whom, 0) >= len(whom)


_SENDS = re.compile(
    r"(?:gửi|nộp|trình|báo cáo)(?P<to>\s(?:về|lên)(?=\s))?\s(?P<rest>[^,]{2,60})$", re.IGNORECASE
)
_TARGET = re.compile(
    r"(?<!\w)(?:gửi (?:báo cáo |kết quả |văn bản )?(?:về|cho|đến|tới)|báo cáo (?:kết quả )?(?:về"
    rf"|cho|với)|về|gửi|nộp(?: về)?|trình|báo cáo|cho|đồng gửi|qua)\s+(?=(?:[{UPPER}]|các ))",
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
