"""What the periodic walk along the log remembers, and what it notices."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from activity import chain
from activity.models import ChainCheck, LogEntry
from activity.services import record
from activity.tasks import check_log_chain
from tests.factories import Cast

pytestmark = pytest.mark.django_db


def write(cast: Cast, number: int) -> LogEntry:
    return record(
        target=cast.tk_ubnd, verb="thu.lam", sentence=f"Việc {number}", by=cast.actor(cast.mai)
    )


def tamper(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        assert cursor.rowcount


def test_the_first_walk_covers_everything_and_later_ones_the_new_lines(
    cast: Cast, django_assert_num_queries
):
    for number in range(3):
        write(cast, number)
    check_log_chain()
    found = ChainCheck.objects.get()
    assert (found.sequence, found.problem) == (3, "")
    assert found.at == found.full_at

    write(cast, 4)
    tamper("UPDATE activity_logentry SET sentence = 'Khác' WHERE sequence = 1")
    later = chain.check()
    assert (later.sequence, later.problem) == (4, "")
    assert later.full_at == found.full_at  # the short walk does not see old lines again …

    tomorrow = chain.check(timezone.now() + chain.FULL_EVERY)
    assert tomorrow.problem == "Chuỗi nhật ký đứt ở dòng 1: Khác"  # … the daily one does


def test_an_altered_new_line_is_noticed_and_stays_noticed_until_it_is_right_again(cast: Cast):
    write(cast, 1)
    chain.check()
    write(cast, 2)
    tamper("UPDATE activity_logentry SET sentence = 'Khác' WHERE sequence = 2")
    for _ in range(2):
        assert chain.check().problem == "Chuỗi nhật ký đứt ở dòng 2: Khác"
    tamper("UPDATE activity_logentry SET sentence = 'Việc 2' WHERE sequence = 2")
    assert chain.check().problem == ""


@pytest.mark.parametrize("first_cut", [1, 2, 3])
def test_lines_cut_off_the_end_are_noticed_at_once(cast: Cast, first_cut: int):
    for number in range(1, 4):
        write(cast, number)
    chain.check()
    tamper(f"DELETE FROM activity_logentry WHERE sequence >= {first_cut}")
    assert chain.check().problem == chain.CUT


def test_a_head_set_back_is_noticed(cast: Cast):
    write(cast, 1)
    tamper("UPDATE activity_chainhead SET sequence = 0")
    assert chain.check().problem == chain.CUT


def test_the_page_reads_what_was_remembered(cast: Cast):
    assert chain.last_check() is None
    write(cast, 1)
    at = timezone.now() - dt.timedelta(minutes=3)
    chain.check(at)
    remembered = chain.last_check()
    assert remembered is not None
    assert remembered.at == at
