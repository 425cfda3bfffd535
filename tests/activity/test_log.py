"""The chained log: what a line says, and that nobody changes or cuts it unnoticed."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models.deletion import ProtectedError
from django.utils import timezone

from activity.chain import chain_is_whole
from activity.models import AppendOnlyError, ChainHead, LogEntry, Notice
from activity.services import digest, record
from tests.at_once import at_once
from tests.factories import Cast

pytestmark = pytest.mark.django_db


def write(cast: Cast, sentence: str = "UBND xã Tân Kỳ: Trần Thị Mai đã làm một việc") -> LogEntry:
    return record(
        target=cast.tk_ubnd,
        verb="thu.lam",
        sentence=sentence,
        by=cast.actor(cast.mai),
        reason="Theo phân công",
        data={"số": 1},
    )


def verify_log() -> tuple[int, str]:
    """Exit code and words of the command."""
    said = io.StringIO()
    try:
        call_command("verify_log", stdout=said)
    except SystemExit as ended:
        return int(ended.code or 0), said.getvalue()
    return 0, said.getvalue()


def test_a_line_says_who_in_whose_name_in_what_capacity_when_and_why(cast: Cast):
    entry = write(cast)
    entry.refresh_from_db()
    assert (entry.actor, entry.actor_name) == (cast.mai, "Trần Thị Mai")
    assert (entry.unit, entry.unit_name) == (cast.tk_ubnd, "UBND xã Tân Kỳ")
    assert (entry.capacity, entry.reason) == ("Công chức VH-XH", "Theo phân công")
    assert (entry.target, entry.target_label) == (cast.tk_ubnd, "UBND xã Tân Kỳ")
    assert abs(timezone.now() - entry.at) < dt.timedelta(minutes=1)


def test_what_the_portal_does_by_itself_names_the_portal(cast: Cast):
    entry = record(target=cast.tk_ubnd, verb="thu.tu_lam", sentence="Cổng làm", by=None)
    assert (entry.actor, entry.actor_name, entry.unit) == (None, "Hệ thống", None)


def test_an_untouched_log_is_whole(cast: Cast):
    assert verify_log() == (0, "Chuỗi nhật ký nguyên vẹn.\n")
    for number in range(3):
        write(cast, f"Việc {number}")
    assert verify_log() == (0, "Chuỗi nhật ký nguyên vẹn.\n")


COLUMNS = {field.name: field.column for field in LogEntry._meta.concrete_fields}
ALTERED: dict[str, Callable[[Cast], Any]] = {
    "sequence": lambda cast: 40,
    "at": lambda cast: timezone.now() - dt.timedelta(days=1),
    "actor": lambda cast: cast.binh.pk,
    "actor_name": lambda cast: "Người khác",
    "unit": lambda cast: cast.board.pk,
    "unit_name": lambda cast: "Đơn vị khác",
    "capacity": lambda cast: "Chủ tịch",
    "verb": lambda cast: "thu.khac",
    "sentence": lambda cast: "Không làm gì",
    "reason": lambda cast: "",
    "target_type": lambda cast: ContentType.objects.get_for_model(Notice).pk,
    "target_id": lambda cast: cast.board.pk,
    "target_label": lambda cast: "Thứ khác",
    "data": lambda cast: '{"số": 2}',
    "previous_hash": lambda cast: "1" * 64,
    "hash": lambda cast: "1" * 64,
}


def test_every_column_of_a_line_is_altered_below():
    assert set(COLUMNS) - {"id"} == set(ALTERED)


@pytest.mark.parametrize("field", ALTERED)
def test_a_line_altered_behind_the_portal_is_named(field: str, cast: Cast):
    entry = [write(cast, f"Việc {number}") for number in range(1, 4)][1]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE activity_logentry SET {COLUMNS[field]} = %s WHERE id = %s",
            [ALTERED[field](cast), entry.pk],
        )
        assert cursor.rowcount == 1
    code, said = verify_log()
    assert code == 1
    # A line moved to the end leaves a gap, and the line after the gap is the first that is wrong.
    first = "dòng 3: Việc 3" if field == "sequence" else f"dòng {entry.sequence}: "
    assert said.startswith(f"Chuỗi nhật ký đứt ở {first}")
    assert not chain_is_whole()


def test_a_line_with_its_hash_made_anew_is_found_by_the_line_after_it(cast: Cast):
    lines = [write(cast, f"Việc {number}") for number in range(1, 4)]
    forged = lines[1]
    forged.sentence = "Không làm gì"
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE activity_logentry SET sentence = %s, hash = %s WHERE id = %s",
            [forged.sentence, digest(forged), forged.pk],
        )
    assert verify_log() == (1, "Chuỗi nhật ký đứt ở dòng 3: Việc 3\n")


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        (1, "Chuỗi nhật ký đứt ở dòng 2: Việc 2"),
        (2, "Chuỗi nhật ký đứt ở dòng 3: Việc 3"),
        (3, "Chuỗi nhật ký bị cắt: dòng cuối không khớp dấu cuối chuỗi."),
    ],
)
def test_a_line_cut_out_or_off_is_noticed(lost: int, said: str, cast: Cast):
    for number in range(1, 4):
        write(cast, f"Việc {number}")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM activity_logentry WHERE sequence = %s", [lost])
    assert verify_log() == (1, f"{said}\n")


def test_the_log_is_only_added_to(cast: Cast):
    entry = write(cast)
    entry.sentence = "Không làm gì"
    for change in (
        entry.save,
        entry.delete,
        LogEntry.objects.all().delete,
        lambda: LogEntry.objects.update(sentence=""),
        lambda: LogEntry.objects.bulk_update([entry], ["sentence"]),
    ):
        with pytest.raises(AppendOnlyError, match="chỉ ghi thêm"), transaction.atomic():
            change()
    assert chain_is_whole()
    assert LogEntry.objects.get().sentence != ""


def test_nobody_named_in_the_log_can_be_deleted(cast: Cast):
    write(cast)
    with pytest.raises(ProtectedError):
        cast.mai.delete()
    with pytest.raises(ProtectedError):
        ContentType.objects.get_for_model(cast.tk_ubnd).delete()


def test_an_act_that_is_rolled_back_leaves_no_line_and_no_gap(cast: Cast):
    write(cast, "Việc 1")
    with transaction.atomic():
        write(cast, "Việc bị hủy")
        transaction.set_rollback(True)
    second = write(cast, "Việc 2")
    assert [e.sentence for e in LogEntry.objects.order_by("sequence")] == ["Việc 1", "Việc 2"]
    assert second.sequence == ChainHead.objects.get().sequence == 2
    assert chain_is_whole()


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_make_one_chain(cast: Cast):
    """Also the very first lines, when the chain's head row does not exist yet."""
    at_once(lambda: write(cast), times=6)
    assert list(LogEntry.objects.order_by("sequence").values_list("sequence", flat=True)) == [
        *range(1, 7)
    ]
    assert verify_log()[0] == 0
