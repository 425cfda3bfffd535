"""Tiến độ: the figures add up at every node, come from what may be seen, and cost the same."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directives import progress
from directives.models import Assignment
from documents.models import Document
from tests import factories
from tests.directives.scenes import given, received, signed_in, task_of
from tests.factories import Cast
from units.models import Line, Unit

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
FIGURES = ("Chưa hoàn thành, quá hạn", "Chưa hoàn thành, trong hạn", "Hoàn thành quá hạn",
           "Hoàn thành đúng hạn", "Tổng")  # fmt: skip


def page(response: Any) -> str:
    return str(response.content.decode())


def rows(text: str) -> dict[str, list[int]]:
    """The table of the board: name → the five figures; the total under "Tổng"."""
    table = text.split("Tiến độ theo đơn vị</caption>")[1].split("</table>")[0]
    found = {}
    for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL):
        name = re.search(r'<th scope="row">(?:<a [^>]*>)?([^<]+)', row)
        if name:
            found[name[1]] = [
                int(re.search(rf'data-label="{label}"[^>]*>([\d.]+)<', row)[1])  # type: ignore[index]
                for label in FIGURES
            ]
    return found


def state(row: Assignment, *, due: int | None, reported: int | None, done: bool) -> None:
    """Due and reported this many days from now; `done` when the result was confirmed."""
    now = timezone.now()
    Assignment.objects.filter(pk=row.pk).update(
        due_at=None if due is None else now + due * DAY,
        reported_at=None if reported is None else now + reported * DAY,
        done_at=now if done else None,
        state="done" if done else "accepted" if reported is None else "reported",
    )


@pytest.fixture
def paper(cast: Cast) -> Document:
    """One task and one report for four units of two communes and the department."""
    document = received(cast)
    task_of(document, cast.actor(cast.binh))
    given(
        cast,
        document,
        cast.tk_ubnd, cast.tk_women, cast.ap_ubnd, cast.department,
        report_wanted=True,
        report_operator="at_latest",
        report_date=dt.date(2026, 3, 14),
    )  # fmt: skip
    work = {row.unit: row for row in Assignment.objects.filter(task__kind="work")}
    state(work[cast.tk_ubnd], due=-2, reported=-3, done=True)
    state(work[cast.tk_women], due=-2, reported=-1, done=True)
    state(work[cast.ap_ubnd], due=-2, reported=None, done=False)
    state(work[cast.department], due=None, reported=None, done=False)
    sent = Assignment.objects.get(task__kind="report", unit=cast.tk_ubnd)
    state(sent, due=1, reported=-1, done=False)
    Assignment.objects.filter(task__kind="report").update(due_at=timezone.now() + DAY)
    return document


@pytest.mark.parametrize(
    ("due", "reported", "done", "cell"),
    [
        (-2, -3, True, "done_on_time"),
        (-2, -1, True, "done_late"),
        (2, None, False, "open_in_time"),
        (None, None, False, "open_in_time"),
        (-2, -3, False, "open_in_time"),  # handed in on time, not yet confirmed
        (-2, None, False, "open_overdue"),
        (-2, -1, False, "open_overdue"),  # handed in late, not yet confirmed
    ],
)
def test_each_assignment_lies_in_one_cell(
    due: int | None, reported: int | None, done: bool, cell: str, cast: Cast
) -> None:
    document = received(cast)
    task_of(document, cast.actor(cast.binh))
    given(cast, document, cast.tk_ubnd)
    state(Assignment.objects.get(), due=due, reported=reported, done=done)
    counts = Assignment.objects.all().four_cells(timezone.now())
    assert {name for name, count in counts.items() if count and name != "undated"} == {cell}
    assert counts["undated"] == (due is None)


def test_the_board_of_those_above_adds_up_worst_first(
    client: Client, cast: Cast, paper: Document
) -> None:
    signed_in(client, cast.binh)
    text = page(client.get("/tien-do/"))
    found = rows(text)
    assert list(found) == [
        "UBND xã An Phú",
        "Sở Khoa học và Công nghệ thành phố Hải Phòng",
        "Tân Kỳ",
        "Tổng",
    ]
    assert found["UBND xã An Phú"] == [1, 1, 0, 0, 2]
    assert found["Tân Kỳ"] == [0, 2, 1, 1, 4]
    total = found.pop("Tổng")
    assert [sum(figures) for figures in zip(*found.values(), strict=True)] == total
    assert total[-1] == Assignment.objects.count() == 8
    assert "Quá hạn: 1 ÷ (2 + 1) = 33,33%" in text
    assert "Chưa hoàn thành, trong hạn: 5, trong đó 1 không ghi hạn" in text
    assert "4 báo cáo phải gửi · 1 đã gửi (25%) · đúng hạn 1 · hạn chót" in text


def test_one_goes_down_to_the_place_then_the_unit_and_back(
    client: Client, cast: Cast, paper: Document
) -> None:
    signed_in(client, cast.binh)
    top = page(client.get("/tien-do/"))
    place = f"/tien-do/{cast.tk_party.pk}/"
    assert f'href="{place}">Tân Kỳ</a>' in top
    below = page(client.get(place))
    assert "<h1>Ai chưa xong? Tân Kỳ</h1>" in below
    assert rows(below)["Tổng"] == rows(top)["Tân Kỳ"]
    assert set(rows(below)) == {"UBND xã Tân Kỳ", "Hội LHPN xã Tân Kỳ", "Tổng"}
    assert '<a href="/tien-do/">Tiến độ</a>' in below
    unit = page(client.get(f"/tien-do/{cast.tk_ubnd.pk}/"))
    assert "Việc của UBND xã Tân Kỳ" in unit
    assert f'<a href="{place}">Tân Kỳ</a>' in unit
    assert Assignment.objects.get(unit=cast.tk_ubnd, task__kind="work").get_absolute_url() in unit


def test_a_place_whose_leading_unit_has_work_of_its_own_lists_it_on_the_same_page(
    client: Client, cast: Cast, paper: Document
) -> None:
    given(cast, paper, cast.tk_party)
    signed_in(client, cast.binh)
    text = page(client.get(f"/tien-do/{cast.tk_party.pk}/"))
    assert '<a href="#viec">Đảng ủy xã Tân Kỳ</a>' in text
    assert '<h2 id="viec">Việc của Đảng ủy xã Tân Kỳ</h2>' in text


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("tuyen=doan_the", [0, 1, 1, 0, 2]),
        ("trang_thai=qua_han", [1, 0, 0, 0, 1]),
        ("trang_thai=xong_dung_han", [0, 0, 0, 1, 1]),
        ("trang_thai=khong_co&tuyen=sai&van_ban=0", [1, 5, 1, 1, 8]),
    ],
)
def test_filters_narrow_every_figure(
    query: str, total: list[int], client: Client, cast: Cast, paper: Document
) -> None:
    signed_in(client, cast.binh)
    response = client.get(f"/tien-do/?{query}")
    counts = response.context["total"]
    assert [
        counts.open_overdue, counts.open_on_time, counts.done_late, counts.done_on_time,
        counts.total,
    ] == total  # fmt: skip


def test_the_filter_goes_down_with_the_reader(client: Client, cast: Cast, paper: Document) -> None:
    signed_in(client, cast.binh)
    text = page(client.get(f"/tien-do/?van_ban={paper.pk}"))
    assert f'href="/tien-do/{cast.tk_party.pk}/?van_ban={paper.pk}"' in text
    assert "4 đơn vị phải báo cáo" in text


def test_a_cadre_sees_the_own_unit_and_nothing_else(
    client: Client, cast: Cast, paper: Document
) -> None:
    signed_in(client, cast.mai)
    text = page(client.get("/tien-do/"))
    assert "Việc của UBND xã Tân Kỳ" in text
    assert client.get("/tien-do/").context["total"].total == 2
    assert client.get(f"/tien-do/{cast.tk_ubnd.pk}/").status_code == 200
    for other in (cast.tk_women, cast.ap_ubnd, cast.tk_party, cast.department):
        assert client.get(f"/tien-do/{other.pk}/").status_code == 404


def test_figures_do_not_move_with_rows_out_of_sight(
    client: Client, cast: Cast, paper: Document
) -> None:
    signed_in(client, cast.an)
    before = client.get("/tien-do/").context["total"]
    other = received(cast, full_number="9-HD/BTGTW")
    task_of(other, cast.actor(cast.binh))
    given(cast, other, cast.ap_ubnd, cast.department)
    assert client.get("/tien-do/").context["total"] == before
    assert "9-HD/BTGTW" not in page(client.get("/tien-do/"))
    assert client.get(f"/tien-do/{cast.ap_ubnd.pk}/").status_code == 404


def test_excused_cancelled_and_helping_work_is_not_counted(
    client: Client, cast: Cast, paper: Document
) -> None:
    mine = Assignment.objects.filter(unit=cast.ap_ubnd)
    mine.filter(task__kind="work").update(state="excused")
    mine.filter(task__kind="report").update(state="cancelled")
    Assignment.objects.filter(unit=cast.department).update(part="support")
    signed_in(client, cast.binh)
    response = client.get("/tien-do/")
    assert response.context["total"].total == 4
    # Only Tân Kỳ is left, with two units.
    assert set(rows(page(response))) == {"Tân Kỳ", "Tổng"}


def test_nothing_given_says_so(client: Client, cast: Cast) -> None:
    signed_in(client, cast.an)
    assert "Chưa giao việc nào trong phạm vi này." in page(client.get("/tien-do/"))


def test_unknown_units_do_not_exist(client: Client, cast: Cast) -> None:
    signed_in(client, cast.binh)
    assert client.get("/tien-do/999999/").status_code == 404


def test_the_whole_country_reads_by_provinces(cast: Cast, paper: Document) -> None:
    now = timezone.now()
    found = progress.rows_below(Assignment.objects.all(), cast.vn, now)
    assert [(row.name, row.counts.total) for row in found] == [("Hải Phòng", 8)]
    assert progress.total_of(found).total == 8


def test_the_board_costs_the_same_for_few_units_and_for_many(
    client: Client, cast: Cast, paper: Document
) -> None:
    signed_in(client, cast.binh)
    urls = ("/tien-do/", f"/tien-do/{cast.tk_party.pk}/", f"/tien-do/{cast.tk_ubnd.pk}/")

    def queries() -> list[int]:
        counts = []
        for url in urls:
            with CaptureQueriesContext(connection) as seen:
                assert client.get(url).status_code == 200
            counts.append(len(seen))
        return counts

    few = queries()
    units = []
    for number in range(60):
        place = factories.area(f"x{number}", f"Xã {number}", parent=cast.city)
        units += [
            factories.unit(
                f"x{number}-{kind}", f"{name} xã {number}", kind, line, place, parent=above
            )
            for kind, name, line, above in (
                (Unit.Kind.PARTY_COMMITTEE, "Đảng ủy", Line.PARTY, cast.city_party),
                (Unit.Kind.PEOPLES_COMMITTEE, "UBND", Line.STATE, cast.city_ubnd),
            )
        ]
    given(cast, paper, *units)
    assert queries() == few
    response = client.get("/tien-do/?rows=100")
    assert len(rows(page(response))) == 64
    assert response.context["total"].total == 8 + 120
