"""In whose name: a signed-in person acting for one unit, with the roles held there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from units.dates import today
from units.models import Membership, Role, Unit, User


@dataclass(frozen=True)
class Actor:
    """A person in the unit acted for. Every act of the portal names one.

    `until` is the last day of a membership that ends, None for one that does not; `signs_until`
    that of a leave to sign in the head's stead, None without one in force today.
    """

    user: User
    unit: Unit
    roles: frozenset[str]
    position: str = ""
    until: dt.date | None = None
    signs_until: dt.date | None = None

    def has(self, *roles: str) -> bool:
        return bool(self.roles.intersection(roles))

    @property
    def capacity(self) -> str:
        """How the log names the capacity: the position, else the roles."""
        return self.position or self.role_names

    @property
    def role_names(self) -> str:
        """ "Cán bộ, Văn thư", in the order roles are listed everywhere."""
        return ", ".join(role.label for role in Role if role in self.roles)


class PortalRequest(HttpRequest):
    """What every signed-in view receives; middleware fills the extra attributes."""

    user: User
    actor: Actor
    actor_choices: list[Actor]
    htmx: HtmxDetails


def actors_of(user: User) -> list[Actor]:
    """One actor for each unit the person belongs to today, in Vietnamese order of units."""
    rows = (
        Membership.objects.active_on(today())
        .with_delegations(today())
        .filter(user=user)
        .select_related("unit__area")
        .order_by("unit__sort_key", "unit_id", "pk")
    )
    by_unit: dict[int, list[Membership]] = {}
    for row in rows:
        by_unit.setdefault(row.unit_id, []).append(row)
    return [_actor(user, memberships) for memberships in by_unit.values()]


def actor_for(user: User, unit: Unit) -> Actor:
    """The person acting for the unit. Raises Membership.DoesNotExist when they may not."""
    held = Membership.objects.active_on(today()).with_delegations(today())
    rows = list(held.filter(user=user, unit=unit))
    if not rows:
        raise Membership.DoesNotExist(f"{user} không thuộc {unit}")
    return _actor(user, rows, unit)


def people_with(unit: Unit, *roles: str) -> list[User]:
    """The people holding one of the roles in the unit today, by given name."""
    return list(
        User.objects.filter(
            pk__in=Membership.objects.active_on(today())
            .filter(unit=unit, role__in=roles)
            .values("user")
        ).order_by("sort_key")
    )


def names_with_positions(unit: Unit, roles: Iterable[str]) -> str:
    """Who can do it, for a refusal: "Nguyễn Văn An (Chủ tịch); Phạm Thu Hà (Văn thư)"."""
    rows = (
        Membership.objects.active_on(today())
        .filter(unit=unit, role__in=list(roles), user__is_active=True)
        .select_related("user")
        .order_by("user__sort_key")
    )
    named = {row.user_id: f"{row.user} ({row.position or row.get_role_display()})" for row in rows}
    return "; ".join(named.values())


def _actor(user: User, rows: list[Membership], unit: Unit | None = None) -> Actor:
    position = next((row.position for row in rows if row.position), "")
    ends = [row.valid_to for row in rows]
    until = None if None in ends else max(end for end in ends if end)
    roles = frozenset(row.role for row in rows)
    signs_until: dt.date | None = rows[0].signs_until  # type: ignore[attr-defined]  # annotated
    return Actor(user, unit or rows[0].unit, roles, position, until, signs_until)
