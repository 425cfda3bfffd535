"""Is the log as it was written? Every line carries the hash of the line before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from activity.models import ChainCheck, ChainHead, LogEntry
from activity.services import digest

START = (0, "0" * 64)
FULL_EVERY = dt.timedelta(days=1)
CUT = "Chuỗi nhật ký bị cắt: dòng cuối không khớp dấu cuối chuỗi."

Place = tuple[int, str]  # sequence number and hash of a line


def chain_is_whole() -> bool:
    """True when no line is broken and the head agrees with the last one (none cut off)."""
    return not walk()[1]


def walk(after: Place = START) -> tuple[Place, str]:
    """Walk along the lines after a place. Returns the last place found right and what is wrong.

    Lines may be written meanwhile: the head is read before the walk, and must then lie on it.
    """
    head = _head()
    place = after
    for entry in _rows(after):
        if not _follows(entry, place):
            return place, f"Chuỗi nhật ký đứt ở dòng {entry.sequence}: {entry.sentence}"
        place = entry.sequence, entry.hash
    lines = LogEntry.objects.filter(sequence=head[0], hash=head[1])
    whole = (head == START or lines.exists()) and _head()[0] >= place[0]
    return place, "" if whole else CUT


def check(now: dt.datetime | None = None, *, full: bool = False) -> ChainCheck:
    """Walk along the lines since the last check; along all of them once a day, and after trouble.

    What was found is remembered for the page of the log. Returns it.
    """
    now = now or timezone.now()
    last = last_check()
    full = full or last is None or bool(last.problem) or last.full_at <= now - FULL_EVERY
    if last is None or full:
        place, problem, full_at = *walk(), now
    else:
        place, problem, full_at = *walk((last.sequence, last.hash)), last.full_at
    return ChainCheck.objects.update_or_create(
        pk=1,
        defaults={
            "at": now,
            "full_at": full_at,
            "sequence": place[0],
            "hash": place[1],
            "problem": problem[:600],
        },
    )[0]


def last_check() -> ChainCheck | None:
    """What the last walk found; None before the first one."""
    return ChainCheck.objects.filter(pk=1).first()


def _rows(after: Place) -> Iterator[LogEntry]:
    rows = LogEntry.objects.filter(sequence__gt=after[0]).select_related("target_type")
    return rows.order_by("sequence").iterator(chunk_size=2000)


def _follows(entry: LogEntry, place: Place) -> bool:
    links = entry.sequence == place[0] + 1 and entry.previous_hash == place[1]
    return links and entry.hash == digest(entry)


def _head() -> Place:
    return ChainHead.objects.filter(pk=1).values_list("sequence", "hash").first() or START
