"""Bodies that write to offices without working in the portal: a ministry, a central association."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from units.actors import Actor
from units.administration import add_unit
from units.models import Area, Level, Line, Unit, UnitName


@dataclass(frozen=True)
class NewBody:
    """A central body somebody typed that no unit of the portal is called by."""

    name: str
    line: Line

    def __str__(self) -> str:
        return self.name


@transaction.atomic
def settled(body: Unit | NewBody, *, by: Actor) -> Unit:
    """The unit itself; a new body becomes one first, at the centre, without people, and is logged.

    Its names can be mended by the administrator of the portal like those of any unit.
    """
    if isinstance(body, Unit):
        return body
    country = Area.objects.filter(level=Level.CENTRAL, parent=None).earliest("pk")
    unit = Unit(kind=Unit.Kind.CENTRAL_BODY, line=body.line, area=country)
    name = UnitName(
        name=body.name, short_name=body.name[:200], head_name=body.name.upper(), place="Hà Nội"
    )
    return add_unit(unit, name, by=by)
