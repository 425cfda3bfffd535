"""The demo's units beside the country's: whichever was loaded first, the register is the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction
from django.db.models import Count

from nq57portal.demo import people, units
from nq57portal.demo.places import PLACES
from units import national
from units.bodies import Place
from units.models import Area, Unit
from units.national import Commune, Province

pytestmark = pytest.mark.django_db


def country() -> list[Province]:
    """The four provinces of the demo with its communes and one more each, by official codes."""
    found = []
    for number, province in enumerate(p for p in PLACES if p.parent == "vn"):
        inside = [p for p in PLACES if p.parent == province.code and p.is_commune]
        places = [Place(p.word, p.name) for p in inside] + [Place("xã", "Ngoài Chuyện")]
        communes = [Commune(f"{number:02}{n:03}", place) for n, place in enumerate(places)]
        words = Place(province.word, province.name)
        found.append(Province(f"{90 + number}", words, tuple(communes)))
    return found


def register() -> set[tuple[str, str, str, str, str]]:
    """Every living body by what tells it apart, with its superior; names of places for codes."""
    rows = Unit.objects.filter(valid_to=None).select_related("area", "parent")
    return {
        (row.area.name, row.kind, row.line, row.name, row.parent.name if row.parent else "")
        for row in rows
    }


def twice() -> list[str]:
    """Places or usual bodies that stand in the register twice."""
    places = Area.objects.values("name", "parent").annotate(n=Count("pk")).filter(n__gt=1)
    usual = Unit.objects.filter(valid_to=None, kind__in=["cap_uy", "ubnd", "mttq", "hoi"])
    seats = usual.values("area", "kind", "org").annotate(n=Count("pk")).filter(n__gt=1)
    return [str(row) for row in (*places, *seats)]


def after(*loads: Callable[[], object]) -> set[tuple[str, str, str, str, str]]:
    """The register after these loads; undone again."""
    with transaction.atomic():
        for load in loads:
            load()
        assert twice() == []
        found = register()
        transaction.set_rollback(True)
    return found


def load_country() -> object:
    return national.load_country(country())


def test_whichever_comes_first_the_register_is_the_same() -> None:
    assert after(load_country, units.create) == after(units.create, load_country)


def test_the_demo_takes_what_the_country_has() -> None:
    load_country()
    before = Unit.objects.count()
    found = units.create()
    assert Unit.objects.count() < before + len(found)
    assert {code: unit.code for code, unit in found.items()} == {code: code for code in found}
    for area in Area.objects.select_related("parent"):
        assert area.path == f"{area.parent.path if area.parent else '/'}{area.code}/"
    assert {place.code for place in PLACES} <= set(Area.objects.values_list("code", flat=True))
    for unit in Unit.objects.select_related("parent"):
        assert unit.path == f"{unit.parent.path if unit.parent else '/'}{unit.code}/"
    people.create(found)
    again = national.load_country(country())
    assert (again.added, again.changed) == (0, 0)
