"""Rounds that are made once a day, however many workers and clocks ask for them."""

from __future__ import annotations

import datetime as dt

from activity.models import Round


def begin(name: str) -> Round:
    """The row of a round, held until the transaction ends: who comes second waits and sees its day.

    The caller compares `day`, makes the round and saves the new day in the same transaction, so
    that a worker killed half-way has done nothing.
    """
    Round.objects.get_or_create(name=name)
    return Round.objects.select_for_update().get(name=name)


def made_until(name: str) -> dt.date | None:
    """The last day a round was made for, None before the first; holds nothing."""
    return Round.objects.filter(name=name).values_list("day", flat=True).first()
