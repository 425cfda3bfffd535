"""Which units printed names mean: shortened, without accents, of other days, or none."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from directives.intake import saving
from directives.intake.matching import Directory, members
from tests.factories import Cast
from units.dates import today
from units.groups import Group
from units.models import Unit, UnitName

pytestmark = pytest.mark.django_db

NAMES = [
    ("Ủy ban nhân dân thành phố Hải Phòng", "hp-ubnd"),
    ("UBND thành phố", "hp-ubnd"),
    ("Uỷ ban Nhân dân TP", "hp-ubnd"),
    ("UY BAN NHAN DAN THANH PHO", "hp-ubnd"),
    ("Thường trực Thành ủy (để b/c)", "hp-tu"),
    ("Ban Thường vụ Thành uỷ", "hp-tu"),
    ("Ban Tuyên giáo & Dân vận Thành ủy", "hp-btg"),
    ("Ban Tuyên giáo Thành ủy", "hp-btg"),  # as it was called before
    ("BTG Thành ủy", "hp-btg"),
    ("Sở KH&CN", "hp-skhcn"),
    ("Sở Khoa học - Công nghệ thành phố", "hp-skhcn"),
    ("UBND xã Tân Kỳ", "tk-ubnd"),
    ("Hội LHPN xã An Phú", "ap-lhpn"),
    ("Bộ Chính trị", "bct"),
    ("Các huyện ủy", None),
    ("UBND xã", None),  # of which one?
    ("Sở Giao thông", None),
]


@pytest.fixture
def here(cast: Cast) -> Directory:
    UnitName.objects.create(
        unit=cast.board,
        name="Ban Tuyên giáo Thành ủy Hải Phòng",
        short_name="Ban Tuyên giáo Thành ủy Hải Phòng",
        head_name="BAN TUYÊN GIÁO",
        place="Hải Phòng",
        valid_from=dt.date(1999, 1, 1),
    )
    return Directory(cast.board, today())


@pytest.mark.parametrize(("words", "code"), NAMES)
def test_a_name_means_the_unit_everybody_here_would_think_of(
    words: str, code: str | None, here: Directory, cast: Cast
) -> None:
    match = here.match(words, cast.city_ubnd)
    found = match.group.units if match.group and not match.group.is_expression else ()
    assert list(Unit.objects.filter(pk__in=found).values_list("code", flat=True)) == (
        [code] if code else []
    )


def test_offices_are_those_of_the_writer(here: Directory, cast: Cast) -> None:
    match = here.match("Phòng Văn hoá - Xã hội xã", cast.tk_ubnd)
    assert match.group is not None
    assert match.group.units == (cast.tk_office.pk,)


def test_a_unit_that_exists_no_more_issues_old_papers_and_gets_no_new_ones(cast: Cast) -> None:
    Unit.objects.filter(pk=cast.department.pk).update(valid_to=dt.date(2025, 2, 28))
    here = Directory(cast.board, today())
    assert here.match("Sở Khoa học và Công nghệ", None).group is None
    found, _ = here.issuer("Sở Khoa học và Công nghệ", None, "Hải Phòng", None)
    assert found == cast.department


def test_an_issuer_is_found_by_the_body_above_it_or_the_place(here: Directory, cast: Cast) -> None:
    by_parent, _ = here.issuer("Ủy ban nhân dân", "Ủy ban nhân dân xã Tân Kỳ", None, None)
    by_place, _ = here.issuer("Ủy ban nhân dân xã", None, "Tân Kỳ", None)
    assert (by_parent, by_place) == (cast.tk_ubnd, cast.tk_ubnd)
    assert here.issuer("Cục Lạ", None, "Hà Nội", "CL") == (None, None)


def test_groups_are_named_with_their_units_and_what_was_learned_wins(
    here: Directory, cast: Cast
) -> None:
    match = here.match("UBND các xã, phường", cast.city_ubnd)
    assert members([match], today())[match.words] == ["UBND xã An Phú", "UBND xã Tân Kỳ"]
    meant = Group(label="UBND các xã, phường", units=(cast.tk_ubnd.pk,))
    saving.learn("name", "UBND các xã, phường", meant, by=cast.actor(cast.binh))
    saving.learn("name", "Thành ủy", None, by=cast.actor(cast.binh))
    again = Directory(cast.board, today())
    assert again.match("ubnd CÁC xã, phường", cast.city_ubnd).group == meant
    assert again.match("Thành ủy", None).print_only


def test_any_number_of_names_costs_two_queries(cast: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        here = Directory(cast.board, today())
        here.match_all([f"Sở số {n}" for n in range(50)] + [w for w, _ in NAMES], cast.city_ubnd)
