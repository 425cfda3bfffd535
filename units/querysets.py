"""Questions about many units: who exists on a day, who is under whom, who may bind whom."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from units.text import fold

if TYPE_CHECKING:
    from units.models import Delegation, Membership, Unit  # noqa: F401  # names of rows


class UnitQuerySet(models.QuerySet["Unit"]):
    """Sets of units; every method is one query however large the country is."""

    def active_on(self, day: dt.date) -> UnitQuerySet:
        """Units that exist on the day: created by then and not yet merged or closed."""
        return self.filter(Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day))

    def below(self, unit: Unit) -> UnitQuerySet:
        """Everything under the unit in its own line of command, without the unit itself."""
        return self.filter(path__startswith=unit.path).exclude(pk=unit.pk)

    def in_area_of(self, unit: Unit) -> UnitQuerySet:
        """Units seated in the unit's place or in a place inside it, itself included."""
        return self.filter(area__path__startswith=unit.area.path)

    def overseen_by(self, unit: Unit) -> UnitQuerySet:
        """Units whose handed-in papers the unit may read: its line below and, for a Party
        committee, its boards and its inspection committee, every unit of the place."""
        scope = Q(path__startswith=unit.path)
        if unit.oversees_area:
            scope |= Q(area__path__startswith=unit.area.path)
        return self.filter(scope).exclude(pk=unit.pk)

    def in_reach_of(self, unit: Unit) -> UnitQuerySet:
        """Units that may be bound by the unit's papers ("giao việc").

        The line below and, for bodies that lead a place (Party committee and its boards,
        People's Committee, Front), the units seated there; never the Party committee of the
        same place, which nobody in the place can bind.
        """
        scope = Q(path__startswith=unit.path)
        if unit.binds_area:
            scope |= Q(area__path__startswith=unit.area.path) & ~Q(
                area=unit.area, kind=unit.Kind.PARTY_COMMITTEE
            )
        return self.filter(scope).exclude(pk=unit.pk)

    def search(self, words: str) -> UnitQuerySet:
        """Units whose names hold every word, typed with or without accents."""
        found = self
        for word in fold(words).split():
            found = found.filter(search_text__contains=word)
        return found

    def in_vietnamese_order(self) -> UnitQuerySet:
        return self.order_by("sort_key", "pk")


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Who holds which role where."""

    def active_on(self, day: dt.date) -> MembershipQuerySet:
        return self.filter(Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day))

    def with_delegations(self, day: dt.date) -> MembershipQuerySet:
        """Also `signs_until`: the last day of the leave to sign the person has in the unit."""
        from units.models import Delegation

        leaves = Delegation.objects.in_force_on(day).filter(
            unit=OuterRef("unit"), receiver=OuterRef("user")
        )
        return self.annotate(
            signs_until=Subquery(leaves.order_by("-valid_to").values("valid_to")[:1])
        )


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Who signs in whose stead, when."""

    def in_force_on(self, day: dt.date) -> DelegationQuerySet:
        return self.filter(valid_from__lte=day, valid_to__gte=day, ended_at__isnull=True)

    def open_on(self, day: dt.date) -> DelegationQuerySet:
        """In force on the day or still to begin."""
        return self.filter(valid_to__gte=day, ended_at__isnull=True)
