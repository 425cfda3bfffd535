"""Questions about many papers; above all, which ones a person may know exist."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from documents.lifecycle import FROZEN, PRIVATE
from units.models import Role, Unit
from units.text import fold

if TYPE_CHECKING:
    from documents.models import Delivery, Document  # noqa: F401  # names of rows
    from units.actors import Actor


def receipt_counts(document: str) -> dict[str, Coalesce]:
    """To be annotated: to how many units a paper went, how many opened and entered it.

    `document` names the paper in the rows ("pk" for papers themselves). Counted row by row, so a
    page of 25 does not add up the receipts of a whole year.
    """
    from documents.models import Delivery

    of_paper = Delivery.objects.standing().filter(document=OuterRef(document)).order_by()
    counted = {
        "sent": of_paper,
        "opened": of_paper.filter(opened_at__isnull=False),
        "entered": of_paper.filter(state=Delivery.State.REGISTERED),
    }
    return {
        name: Coalesce(Subquery(rows.values("document").annotate(n=Count("pk")).values("n")), 0)
        for name, rows in counted.items()
    }


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Sets of deliveries."""

    def standing(self) -> DeliveryQuerySet:
        """Those the issuer did not take back: only they make a unit a receiver of the paper."""
        return self.exclude(state="taken_back")


class DocumentQuerySet(models.QuerySet["Document"]):
    """Sets of papers. Pages, counts, search and exports all start from `visible_to`."""

    def visible_to(self, actor: Actor) -> DocumentQuerySet:
        """Papers the actor may know exist (screens §3).

        A draft stays inside the unit that writes it. Leaders, reviewers and inspectors of units
        above see it from "đã trình" on, as does the unit that reviews it. An issued paper is open
        to the units it was delivered to, to those it gives work to, to those who registered it,
        and to the line above. Inspectors also read what the units below registered.
        """
        from documents.models import Delivery

        unit = actor.unit
        delivered = Delivery.objects.standing().filter(document=OuterRef("pk"), unit=unit)
        # Assignments belong to a later app and are reached by their name on the paper.
        bound = self.model.objects.filter(pk=OuterRef("pk"), tasks__assignments__unit=unit)
        mine = Q(issuer=unit, origin="composed") | Q(registered_by_unit=unit)
        handed_in = Q(review_unit=unit) & ~Q(state__in=PRIVATE)
        received = Q(Exists(delivered) | Exists(bound.order_by()), state__in=FROZEN)
        allowed = mine | handed_in | received
        below = Unit.objects.overseen_by(unit).values("pk")
        overseen = Q(issuer__in=below, origin="composed")
        if actor.has(Role.LEADER, Role.REVIEWER, Role.INSPECTOR):
            allowed |= overseen & ~Q(state__in=PRIVATE)
        else:
            allowed |= overseen & Q(state__in=FROZEN)
        if actor.has(Role.INSPECTOR):
            allowed |= Q(registered_by_unit__in=below)
        # What the centre has issued or somebody registered of it is public knowledge in the portal:
        # every paper below cites it, and a cadre must be able to open what a plan rests on.
        allowed |= Q(issuer__level="tw", state__in=FROZEN)
        return self.filter(allowed)

    def in_force(self) -> DocumentQuerySet:
        return self.filter(state="issued")

    def search(self, words: str) -> DocumentQuerySet:
        """Papers whose number, type, subject or issuer hold every word, accents or not."""
        found = self
        for word in fold(words).split():
            found = found.filter(search_text__contains=word)
        return found

    def for_lists(self) -> DocumentQuerySet:
        """What every list shows of a paper, in one query."""
        return self.select_related("issuer", "review_unit", "reviewer", "signer", "replaced_by")

    def for_library(self, unit: Unit, now: dt.datetime) -> DocumentQuerySet:
        """What the library's list shows: how many tasks, the nearest deadline, the unit's answer.

        `nearest_due` is the next deadline still to come; `plan_state` the state of the unit's own
        plan for it (None without); `bound` whether the unit was given one of its tasks. Tasks and
        plans belong to later apps and are reached by their names on the paper.
        """
        this = self.model.objects.filter(pk=OuterRef("pk")).order_by()
        counted = this.values("pk").annotate(n=models.Count("tasks")).values("n")
        coming = this.filter(tasks__due_at__gte=now).order_by("tasks__due_at")
        answer = self.model.objects.filter(plan__directive=OuterRef("pk"), plan__unit=unit)
        return (
            self.for_lists()
            .defer("content", "opening", "closing", "search_text", "returned_reason")
            .annotate(
                task_count=Subquery(counted),
                nearest_due=Subquery(coming.values("tasks__due_at")[:1]),
                plan_state=Subquery(answer.order_by("-pk").values("state")[:1]),
                bound=Exists(this.filter(tasks__assignments__unit=unit)),
            )
        )

    def for_printing(self) -> DocumentQuerySet:
        """The paper with everything `compose.build_content` reads."""
        return self.select_related("issuer__area", "signer").prefetch_related(
            "sections", "citations", Prefetch("recipients"), "appendices", "enclosures"
        )
