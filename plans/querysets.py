"""Questions about many plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from documents.lifecycle import PRIVATE
from documents.models import Document

if TYPE_CHECKING:
    from plans.models import Plan  # noqa: F401  # names of rows
    from units.actors import Actor


class PlanQuerySet(models.QuerySet["Plan"]):
    """Sets of plans."""

    def visible_to(self, actor: Actor) -> PlanQuerySet:
        """Plans whose paper the actor may see, and those answering a directive of the actor's own
        unit from the moment they are handed in."""
        answered = Q(assignment__issuer=actor.unit) & ~Q(document__state__in=PRIVATE)
        return self.filter(
            Q(document__in=Document.objects.visible_to(actor).values("pk")) | answered
        )

    def for_lists(self) -> PlanQuerySet:
        return self.select_related(
            "document__issuer",
            "document__reviewer",
            "document__replaced_by",
            "directive__document__issuer",
            "unit",
        )
