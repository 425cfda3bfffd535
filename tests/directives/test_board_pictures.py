"""The other tabs of "Tiến độ" agree with its table; "So với ngày" equals a recount of that day."""

from __future__ import annotations

import datetime as dt
import io
import random
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from directives import heat, progress, timeline
from directives.models import Assignment, Extension
from directives.services import act, recall_cascade
from directives.states import Act, AssignmentState
from documents.models import Document
from tests.directives.scenes import given, received, signed_in, task_of
from tests.factories import Cast

pytestmark = pytest.mark.django_db

NOW = timezone.now()
DAY = dt.timedelta(days=1)


@pytest.fixture
def paper(cast: Cast) -> Document:
    """Three tasks for four units of two communes and the department."""
    document = received(cast)
    for n in (1, 2, 3):
        task_of(document, cast.actor(cast.binh), text=f"Nhiệm vụ {n}")
    given(cast, document, cast.tk_ubnd, cast.tk_women, cast.ap_ubnd, cast.department)
    return document


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def seen(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return words(answer.content.decode())


def lived_through(rows: list[Assignment], by: Any, seed: int) -> None:
    """Give every assignment a past of its own over the last thirty days."""
    chance = random.Random(seed)
    for row in rows:
        made = NOW - chance.randint(20, 30) * DAY
        values: dict[str, Any] = {
            "created_at": made,
            "due_at": chance.choice([None, made + chance.randint(1, 25) * DAY]),
        }
        fate = chance.choice(["open", "reported", "done", "gone"])
        told = made + chance.randint(1, 15) * DAY
        if fate in {"reported", "done"}:
            values |= {"state": fate, "reported_at": told}
        if fate == "done":
            values["done_at"] = told + 3 * DAY
        if fate == "gone":
            values |= {"state": "cancelled", "closed_at": told}
        Assignment.objects.filter(pk=row.pk).update(**values)
        if values["due_at"] and chance.random() < 0.5:
            later = values["due_at"] + 5 * DAY
            Extension.objects.create(
                assignment=row,
                state="granted",
                old_due_at=values["due_at"],
                new_due_at=later,
                asked_by=by,
                asked_at=made,
                decided_at=made + chance.randint(1, 18) * DAY,
            )
            Assignment.objects.filter(pk=row.pk).update(due_at=later)


def told_by(row: Assignment, at: dt.datetime) -> bool:
    return row.reported_at is not None and row.reported_at <= at


def recounted(at: dt.datetime) -> progress.Counts:
    """One assignment after the other, as a clerk with the files would count that day."""
    total = progress.Counts()
    for row in Assignment.objects.all():
        gone = row.state == AssignmentState.CANCELLED and row.closed_at and row.closed_at <= at
        if row.created_at > at or gone:
            continue
        limit = row.due_at
        for extension in row.extensions.order_by("-decided_at"):
            if extension.decided_at and extension.decided_at > at:
                limit = extension.old_due_at
        told = told_by(row, at)
        in_time = limit is None or (told and row.reported_at and row.reported_at <= limit)
        if row.done_at and row.done_at <= at:
            total += progress.Counts(done_on_time=1) if in_time else progress.Counts(done_late=1)
        elif in_time or (not told and limit and limit >= at):
            total += progress.Counts(open_on_time=1, dateless=int(limit is None))
        else:
            total += progress.Counts(open_overdue=1)
    return total


@pytest.mark.parametrize("seed", range(6))
def test_any_earlier_day_equals_a_recount(cast: Cast, paper: Document, seed: int) -> None:
    lived_through(list(Assignment.objects.all()), cast.binh, seed)
    for days in range(0, 32, 3):
        at = NOW - days * DAY
        rows = progress.rows_then(Assignment.objects.all(), cast.vn, at)
        assert progress.total_of(rows) == recounted(at), days


def test_now_is_an_instant_like_any_other(cast: Cast, paper: Document) -> None:
    lived_through(list(Assignment.objects.all()), cast.binh, 7)
    rows = Assignment.objects.all()
    assert progress.rows_below(rows, cast.vn, NOW) == progress.rows_then(rows, cast.vn, NOW)


@pytest.mark.parametrize("way", ["one", "cascade", "excuse"])
def test_what_is_taken_back_counted_until_then(cast: Cast, paper: Document, way: str) -> None:
    row, by = Assignment.objects.earliest("pk"), cast.actor(cast.truong)
    if way == "one":
        act(row, Act.CANCEL, by=by, reason="Giao nhầm")
    elif way == "excuse":
        act(row, Act.ASK_EXCUSE, by=cast.actor(cast.mai), reason="Không có")
        act(row, Act.EXCUSE, by=by)
    else:
        recall_cascade(row.cascade, by=by, reason="Giao nhầm")
    row.refresh_from_db()
    assert row.closed_at
    before = row.closed_at - dt.timedelta(microseconds=1)
    rows = Assignment.objects.filter(pk=row.pk)
    assert (rows.counted_at(before).count(), rows.counted_at(row.closed_at).count()) == (1, 0)


def test_each_figure_says_how_it_changed(client: Client, cast: Cast, paper: Document) -> None:
    Assignment.objects.update(created_at=NOW - 9 * DAY, due_at=NOW + DAY)
    done = Assignment.objects.filter(unit=cast.ap_ubnd)
    done.update(state="done", reported_at=NOW - DAY, done_at=NOW - DAY)
    Assignment.objects.filter(unit=cast.department).update(created_at=NOW - DAY)
    signed_in(client, cast.binh)
    day = (NOW - 5 * DAY).strftime("%d/%m/%Y")
    page = seen(client, f"/tien-do/?so_voi={day}")
    assert "Hoàn thành đúng hạn: 3 (25%; +3, tăng)" in page
    assert "Chưa hoàn thành, trong hạn: 9 (75%; không đổi)" in page
    assert "Sở Khoa học và Công nghệ thành phố Hải Phòng Mới" in page
    assert "UBND xã An Phú 0 không đổi 0 −3, giảm" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("31/2/2025", "Tháng 2/2025 không có ngày 31."), ("1/1/2090", "phải trước hôm nay")],
)
def test_a_day_that_cannot_be_compared_with(
    typed: str, sentence: str, client: Client, cast: Cast, paper: Document
) -> None:
    signed_in(client, cast.binh)
    page = seen(client, f"/tien-do/?so_voi={typed}")
    assert sentence in page
    assert "Mới" not in page


@pytest.mark.parametrize(
    ("limit", "figures"),
    [("da_qua", 3), ("7_ngay", 3), ("30_ngay", 6), ("khong_ghi", 3), ("", 12)],
)
def test_the_limit_narrows_the_board(
    limit: str, figures: int, client: Client, cast: Cast, paper: Document
) -> None:
    dues = {cast.tk_ubnd: NOW - DAY, cast.tk_women: NOW + DAY, cast.ap_ubnd: NOW + 20 * DAY}
    Assignment.objects.update(due_at=None)
    for unit, due in dues.items():
        Assignment.objects.filter(unit=unit).update(due_at=due)
    signed_in(client, cast.binh)
    assert f"{figures} nhiệm vụ," in seen(client, f"/tien-do/?han={limit}")


def test_the_heat_map_has_the_figures_of_the_table(cast: Cast, paper: Document) -> None:
    lived_through(list(Assignment.objects.all()), cast.binh, 3)
    rows = progress.rows_below(Assignment.objects.all(), cast.vn, NOW)
    for by in (heat.by_week, heat.by_task):
        columns, found = by(Assignment.objects.all(), cast.vn, NOW)
        drawing = heat.drawn(rows, columns, found)
        for line in drawing.lines:
            cells = [cell.counts for cell in line.cells if cell]
            assert sum(cells, progress.Counts()) == line.row.counts
        assert drawing.left_out == 0


def test_a_hundred_per_cent_is_everything() -> None:
    cell = heat.Cell(heat.Column(1, "", ""), progress.Counts(done_late=299, open_on_time=1), 0)
    assert cell.share == 99


def test_only_the_last_half_year_of_weeks_is_drawn() -> None:
    columns = [heat.Column(n, str(n), str(n)) for n in range(30)]
    drawing = heat.drawn([], columns, {})
    assert ([column.key for column, _ in drawing.columns], drawing.left_out) == (
        list(range(4, 30)),
        4,
    )


def test_the_map_of_one_paper_is_by_task(client: Client, cast: Cast, paper: Document) -> None:
    signed_in(client, cast.binh)
    page = seen(client, f"/tien-do/ban-do-nhiet/?van_ban={paper.pk}")
    assert "Mỗi ô là một nhiệm vụ" in page
    assert "2. Nhiệm vụ 2" in page
    assert "UBND xã An Phú 0% (0/1, quá hạn 1)" in page


def test_the_timeline_counts_the_days_of_each_level(cast: Cast, paper: Document) -> None:
    above = received(
        cast,
        full_number="57-NQ/TW",
        type_code="NQ",
        date=dt.date(2024, 12, 22),
        subject="Đột phá phát triển khoa học",
    )
    paper.citations.create(order=1, text="Nghị quyết số 57-NQ/TW", cited=above)
    limit = dt.datetime(2025, 3, 14, 16, 59, 59, tzinfo=dt.UTC)
    drawn = timeline.levels(paper, cast.actor(cast.binh), limit, dt.date(2025, 2, 20))
    assert drawn is not None
    assert [(bar.day, bar.since) for bar in drawn.bars] == [
        (dt.date(2024, 12, 22), None),
        (dt.date(2025, 1, 10), 19),
        (dt.date(2025, 3, 14), 63),
    ]
    ends = [bar.end for bar in drawn.bars]
    assert ends == sorted(ends)
    assert ends[1] < drawn.today_x < ends[2]


def test_the_curve_ends_at_what_was_reported(client: Client, cast: Cast, paper: Document) -> None:
    lived_through(list(Assignment.objects.all()), cast.binh, 5)
    told = Assignment.objects.filter(reported_at__isnull=False).count()
    drawn = timeline.curve(Assignment.objects.all(), NOW, limit=None, compared=None)
    assert drawn is not None
    assert drawn.points[-1].total == told
    assert [point.total for point in drawn.points] == sorted({p.total for p in drawn.points})
    signed_in(client, cast.binh)
    assert f"{told} " in seen(client, "/tien-do/dong-thoi-gian/")


def test_the_excel_file_is_the_table(client: Client, cast: Cast, paper: Document) -> None:
    lived_through(list(Assignment.objects.all()), cast.binh, 2)
    signed_in(client, cast.binh)
    city = cast.actor(cast.binh).unit.area
    answer = client.get("/tien-do/bang.xlsx?sort=ten")
    table = list(load_workbook(io.BytesIO(answer.content)).active.values)
    rows = progress.sort_rows(
        progress.rows_below(Assignment.objects.all(), city, timezone.now()), "ten"
    )
    assert [line[0] for line in table[1:]] == [*(row.name for row in rows), "Tổng"]
    assert [sum(column) for column in zip(*(line[1:] for line in table[1:-1]), strict=True)] == [
        *table[-1][1:]
    ]
    assert [line[6] for line in table[1:-1]] == [row.counts.total for row in rows]
