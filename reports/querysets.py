"""Questions about many reports: whose they are, which came, what they add up to."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q, Sum

from units.models import Role, Unit

if TYPE_CHECKING:
    from reports.models import Report  # noqa: F401  # names of rows
    from units.actors import Actor

RECEIVED = ("submitted", "accepted")


class ReportQuerySet(models.QuerySet["Report"]):
    """Sets of reports."""

    def visible_to(self, actor: Actor) -> ReportQuerySet:
        """The unit's own; those sent to it, and for leaders, reviewers and inspectors those of
        every unit they oversee, once they were sent."""
        unit = actor.unit
        sent = ~Q(state__in=["open", "draft"])
        allowed = Q(unit=unit) | (Q(to_unit=unit) & sent)
        if actor.has(Role.LEADER, Role.REVIEWER, Role.INSPECTOR):
            allowed |= sent & Q(unit__in=Unit.objects.overseen_by(unit).values("pk"))
        return self.filter(allowed)

    def received(self) -> ReportQuerySet:
        return self.filter(state__in=RECEIVED)

    def sums(self) -> dict[int, Decimal]:
        """Indicator → sum over the reports of the set; one query. Unreported is not zero."""
        from reports.models import Figure

        rows = (
            Figure.objects.filter(report__in=self.order_by().values("pk"))
            .values("indicator")
            .annotate(total=Sum("value"))
            .values_list("indicator", "total")
        )
        return dict(rows)

    def for_lists(self) -> ReportQuerySet:
        return self.select_related(
            "unit", "to_unit", "directive__document__issuer", "assignment__task", "submitted_by"
        )
