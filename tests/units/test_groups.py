"""What a printed line means on today's tree, and what it cannot mean any more."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.factories import Cast
from units import groups
from units.dates import today
from units.groups import Group
from units.models import Unit


def names(group: Group | None) -> list[str]:
    assert group is not None
    return [str(unit) for unit in group.resolve(today())]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("Các xã, phường", ["UBND xã An Phú", "UBND xã Tân Kỳ"]),
        ("UBND các xã, phường, đặc khu", ["UBND xã An Phú", "UBND xã Tân Kỳ"]),
        ("Đảng ủy các xã, phường", ["Đảng ủy xã An Phú", "Đảng ủy xã Tân Kỳ"]),
        ("Hội LHPN các xã, phường", ["Hội LHPN xã An Phú", "Hội LHPN xã Tân Kỳ"]),
        ("uy ban nhan dan xa tan ky", ["UBND xã Tân Kỳ"]),
        ("Các sở, ban, ngành", ["Sở Khoa học và Công nghệ thành phố Hải Phòng"]),
    ],
)
def test_lines_of_a_city_paper(line: str, meant: list[str], cast: Cast) -> None:
    assert names(groups.read(line, cast.city_ubnd, today())) == meant


def test_the_centre_means_provinces_unless_it_says_communes(cast: Cast) -> None:
    provinces = groups.read("Ủy ban nhân dân các tỉnh, thành phố", cast.politburo, today())
    assert names(provinces) == ["UBND thành phố Hải Phòng"]
    communes = groups.read("Hội LHPN các xã, phường", cast.politburo, today())
    assert names(communes) == ["Hội LHPN xã An Phú", "Hội LHPN xã Tân Kỳ"]


@pytest.mark.parametrize(
    "line",
    [
        "Các quận ủy, huyện ủy",
        "Các quận ủy, huyện ủy, đảng ủy trực thuộc",
        "UBND các huyện, thị xã, thành phố",
        "Hội LHPN các huyện",
    ],
)
def test_districts_stand_for_nobody_since_they_ended(line: str, cast: Cast) -> None:
    assert groups.read(line, cast.city_party, today()) is None
    assert groups.unread_sentence(line, today()).endswith("đang hoạt động từ 01/7/2025.")


def test_other_unread_lines_name_the_day_they_were_looked_up(cast: Cast) -> None:
    assert groups.read("Ban Chỉ đạo chuyển đổi số", cast.city_party, today()) is None
    said = groups.unread_sentence("Ban Chỉ đạo chuyển đổi số", dt.date(2026, 3, 5))
    assert (
        said == "“Ban Chỉ đạo chuyển đổi số” không khớp đơn vị nào đang hoạt động ngày 05/3/2026."
    )


def test_a_commune_whose_name_sounds_like_a_district_is_found_by_its_name(cast: Cast) -> None:
    Unit.objects.filter(pk=cast.tk_ubnd.pk).update(
        name="Ủy ban nhân dân xã Huyền Hội", search_text="uy ban nhan dan xa huyen hoi"
    )
    assert groups.read("Ủy ban nhân dân xã Huyền Hội", cast.city_ubnd, today()) is not None


def test_a_group_below_a_unit_that_moved_still_means_those_below_it(cast: Cast) -> None:
    below = Group("Bên dưới", under=cast.city_ubnd.path)
    meant = names(below)
    assert "UBND xã Tân Kỳ" in meant
    assert "UBND thành phố Hải Phòng" not in meant
    for unit in Unit.objects.filter(path__startswith=cast.city_ubnd.path):
        Unit.objects.filter(pk=unit.pk).update(path=f"/ttg{unit.path}")
    assert names(below) == meant
