"""A unit's own habits of presentation: what holds on a day, and setting it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from activity.services import record
from documents import formats, switches
from documents.models import FormatChoice
from units.actors import Actor
from units.dates import format_date
from units.models import Unit


def choices_of(unit: Unit, on: dt.date) -> dict[str, str]:
    """The switches the unit has set on this day, by key; one query."""
    rows = unit.format_choices.filter(valid_from__lte=on).order_by("valid_from", "pk")
    found = {row.switch: row.value for row in rows}
    return {key: value for key, value in found.items() if value}


def looks_of(unit: Unit, on: dt.date) -> tuple[formats.Profile, dict[str, str]]:
    """The unit's rule set on this day with its own choices, and the choices; one query."""
    chosen = choices_of(unit, on)
    return switches.apply(formats.profile_for(unit.line, unit.org, on), chosen), chosen


@transaction.atomic
def choose(unit: Unit, wanted: Mapping[str, str], *, valid_from: dt.date, by: Actor) -> int:
    """Set switches of a unit from a day on; "" returns to the rule set. Returns how many changed.

    What already holds on that day writes no row. Papers numbered before keep their looks, for
    their content is frozen with the choices of their day. One line of the log per change.
    """
    Unit.objects.select_for_update().get(pk=unit.pk)
    before = choices_of(unit, valid_from)
    changed = 0
    for key, value in wanted.items():
        if value == before.get(key, ""):
            continue
        row = FormatChoice(
            unit=unit, switch=key, value=value, valid_from=valid_from, set_by=by.user
        )
        row.save()
        changed += 1
        record(
            target=unit,
            verb="documents.choose_format",
            sentence=f"{by.unit}: {by.user} đặt thể thức của {unit} từ {format_date(valid_from)}: "
            f"{row}",
            by=by,
            data={"switch": key, "from": before.get(key, ""), "to": value},
        )
    return changed
