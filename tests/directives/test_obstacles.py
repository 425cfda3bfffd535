"""Báo vướng mắc (screens D6): said once, heard above, a filter of the board, then solved."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from activity.models import LogEntry, Notice
from directives import services
from directives.models import Assignment, Obstacle
from directives.states import Act
from documents.errors import PaperError, WrongState
from tests.directives.scenes import signed_in, work
from tests.factories import Cast

pytestmark = pytest.mark.django_db


def late(cast: Cast) -> Assignment:
    row = work(cast)
    Assignment.objects.filter(pk=row.pk).update(due_at=timezone.now() - dt.timedelta(days=3))
    row.refresh_from_db()
    return row


def test_the_answers_to_a_nudge_stand_on_the_work_itself(client: Client, cast: Cast) -> None:
    row = late(cast)
    page = signed_in(client, cast.mai).get(row.get_absolute_url()).text
    for label in ("Báo hoàn thành", "Xin gia hạn", "Báo vướng mắc"):
        assert f">{label}</a>" in page


def test_a_cadre_reports_and_the_issuer_solves(client: Client, cast: Cast) -> None:
    row = late(cast)
    url = f"/viec-duoc-giao/{row.pk}/vuong-mac/"
    mai = signed_in(client, cast.mai)
    assert "Hạn không thay đổi." in mai.get(url).text
    empty = mai.post(url, {"text": " "})
    assert "Chưa điền “Vướng mắc”." in empty.text
    assert not Obstacle.objects.exists()
    done = mai.post(url, {"text": "Chưa có máy quét."}, follow=True).text
    assert "Đã báo vướng mắc đến" in done
    assert "Chưa có máy quét." in done
    assert "Báo vướng mắc</a>" not in done
    assert "Đã có vướng mắc đang chờ giải quyết." in mai.get(url, follow=True).text
    told = Notice.objects.filter(subject__startswith="Vướng mắc: ")
    assert {notice.recipient for notice in told} == {cast.binh, cast.hoa, cast.truong}
    obstacle = Obstacle.objects.get()

    binh = signed_in(Client(), cast.binh)
    solving = f"{url}{obstacle.pk}/giai-quyet/"
    assert "Vướng mắc: Chưa có máy quét." in binh.get(solving).text
    page = binh.post(solving, {"answer": "Đã cấp máy."}, follow=True).text
    assert "Đã giải quyết: Lê Thị Bình" in page
    assert "Đã cấp máy." in page
    heard = Notice.objects.filter(subject__startswith="Vướng mắc đã giải quyết: ")
    assert {notice.recipient for notice in heard} == {cast.mai, cast.an, cast.phuc}
    verbs = LogEntry.objects.filter(verb__startswith="obstacles.").values_list("verb", flat=True)
    assert list(verbs.order_by("sequence")) == ["obstacles.raise", "obstacles.solve"]


def test_of_two_who_solve_the_second_is_told_who_was_first(cast: Cast) -> None:
    obstacle = services.raise_obstacle(late(cast), by=cast.actor(cast.mai), text="Vướng kinh phí.")
    stale = Obstacle.objects.select_related("assignment").get(pk=obstacle.pk)
    services.solve_obstacle(obstacle, by=cast.actor(cast.binh))
    lines = LogEntry.objects.count()
    with pytest.raises(WrongState, match="Đồng chí Lê Thị Bình đã đánh dấu giải quyết lúc"):
        services.solve_obstacle(stale, by=cast.actor(cast.mai))
    assert LogEntry.objects.count() == lines


def test_finished_work_has_no_obstacle(cast: Cast) -> None:
    row = late(cast)
    services.act(row, Act.CANCEL, by=cast.actor(cast.truong), reason="Giao nhầm.")
    with pytest.raises(PaperError, match="“Đã rút việc giao” nên không báo vướng mắc được"):
        services.raise_obstacle(row, by=cast.actor(cast.mai), text="Vướng.")


def test_the_board_and_the_list_are_narrowed_to_obstacles(client: Client, cast: Cast) -> None:
    row = late(cast)
    binh = signed_in(client, cast.binh)
    board, given = "/tien-do/?vuong_mac=co", "/viec-duoc-giao/?ben=giao&han=vuong_mac"
    for address in (board, given):
        assert "Không có việc nào theo bộ lọc này." in binh.get(address).text
    obstacle = services.raise_obstacle(row, by=cast.actor(cast.mai), text="Vướng kinh phí.")
    page = binh.get(board).text
    assert "1 nhiệm vụ, 1 quá hạn" in page
    assert "vuong_mac=co" in page.split("Đôn đốc 1 đơn vị quá hạn")[0].rsplit("href=", 1)[1]
    assert str(row.task) in binh.get(given).text
    services.solve_obstacle(obstacle, by=cast.actor(cast.binh))
    for address in (board, given):
        assert "Không có việc nào theo bộ lọc này." in binh.get(address).text
