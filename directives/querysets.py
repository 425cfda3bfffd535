"""Questions about directives and assignments: who sees what, what is late, the four cells."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from directives.states import ANSWERED, OPEN_BELOW, AssignmentState
from documents.models import Document
from units.models import Role, Unit

if TYPE_CHECKING:
    from directives.models import (  # noqa: F401  # names of rows
        Assignment,
        Cascade,
        Directive,
        Extension,
        Nudge,
    )
    from units.actors import Actor

CLOSED = (AssignmentState.DONE, AssignmentState.EXCUSED, AssignmentState.CANCELLED)
UNCOUNTED = (AssignmentState.EXCUSED, AssignmentState.CANCELLED)


def seen_by(actor: Actor, at: str = "") -> Q:
    """Which assignments the actor may see; `at` leads to them from another model ("assignment__").

    The unit's own, those it gave, and for leaders, reviewers and inspectors those of every unit
    they oversee.
    """
    unit = actor.unit
    allowed = Q((f"{at}unit", unit)) | Q((f"{at}issuer", unit))
    if actor.has(Role.LEADER, Role.REVIEWER, Role.INSPECTOR):
        allowed |= Q((f"{at}unit__in", Unit.objects.overseen_by(unit).values("pk")))
    return allowed


class DirectiveQuerySet(models.QuerySet["Directive"]):
    """Sets of directives."""

    def visible_to(self, actor: Actor) -> DirectiveQuerySet:
        """Directives whose paper the actor may see."""
        return self.filter(document__in=Document.objects.visible_to(actor).values("pk"))


class CascadeQuerySet(models.QuerySet["Cascade"]):
    """Sets of cascades."""

    def visible_to(self, actor: Actor) -> CascadeQuerySet:
        """The unit's own, and for leaders, reviewers and inspectors above those that were done."""
        allowed = Q(unit=actor.unit)
        if actor.has(Role.LEADER, Role.REVIEWER, Role.INSPECTOR):
            above = Q(unit__in=Unit.objects.overseen_by(actor.unit).values("pk"))
            allowed |= above & Q(state="done")
        return self.filter(allowed)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Sets of assignments; boards, badges and exports count only what `visible_to` lets through."""

    def visible_to(self, actor: Actor) -> AssignmentQuerySet:
        """The unit's own, those it gave, and those of units the actor oversees (`seen_by`)."""
        return self.filter(seen_by(actor))

    def open(self) -> AssignmentQuerySet:
        """Not done, not excused, not cancelled."""
        return self.exclude(state__in=CLOSED)

    def counted(self) -> AssignmentQuerySet:
        """What the four cells count: led by the unit, neither excused nor cancelled.

        Of a duty that comes back its periods count, not the duty as a whole.
        """
        return self.filter(part="lead", stands=False).exclude(state__in=UNCOUNTED)

    def counted_at(self, at: dt.datetime) -> AssignmentQuerySet:
        """What the four cells counted at that instant: given by then, taken off later or never."""
        gone = Q(state__in=UNCOUNTED) & (Q(closed_at__isnull=True) | Q(closed_at__lte=at))
        return self.filter(part="lead", stands=False, created_at__lte=at).exclude(gone)

    def waiting_overdue(self, now: dt.datetime) -> AssignmentQuerySet:
        """What a nudge is about: led, past its limit, and the next word is the unit's own."""
        return self.filter(part="lead", state__in=OPEN_BELOW, due_at__lt=now)

    def with_obstacle(self) -> AssignmentQuerySet:
        """Those whose unit said what is in its way and still waits for it to be solved."""
        from directives.models import Obstacle

        waiting = Obstacle.objects.filter(assignment=OuterRef("pk"), solved_at=None)
        return self.filter(Exists(waiting.order_by()))

    def with_cell(self, now: dt.datetime) -> AssignmentQuerySet:
        """Annotate `cell`: done_on_time, done_late, open_in_time or open_overdue.

        Judged on the first report; continuous and dateless work counts as in time. `limit` is the
        instant it was judged by.
        """
        return self.annotate(limit=F("due_at"))._judged(now)

    def with_cell_at(self, at: dt.datetime) -> AssignmentQuerySet:
        """Annotate `cell` as it stood at that instant, by the limit that held then.

        A result that was sent back later counts as never reported.
        """
        extensions = apps.get_model("directives", "Extension").objects.order_by("decided_at")
        moved_later = extensions.filter(
            assignment=OuterRef("pk"), state="granted", decided_at__gt=at
        )
        limit = Coalesce(Subquery(moved_later.values("old_due_at")[:1]), F("due_at"))
        return self.annotate(limit=limit)._judged(at)

    def _judged(self, at: dt.datetime) -> AssignmentQuerySet:
        done = Q(state=AssignmentState.DONE, done_at__lte=at)
        told = Q(reported_at__lte=at)
        in_time = Q(limit__isnull=True) | told & Q(reported_at__lte=F("limit"))
        # Not `~told`: of a row without a report the database would say "unknown".
        silent = Q(reported_at__isnull=True) | Q(reported_at__gt=at)
        return self.annotate(
            cell=Case(
                When(done & in_time, then=Value("done_on_time")),
                When(done, then=Value("done_late")),
                When(in_time | silent & Q(limit__gte=at), then=Value("open_in_time")),
                default=Value("open_overdue"),
                output_field=CharField(),
            )
        )

    def four_cells(self, now: dt.datetime) -> dict[str, int]:
        """How many assignments lie in each cell, and of the open ones how many without a date."""
        rows = self.counted().with_cell(now)
        return rows.aggregate(
            done_on_time=Count("pk", filter=Q(cell="done_on_time")),
            done_late=Count("pk", filter=Q(cell="done_late")),
            open_in_time=Count("pk", filter=Q(cell="open_in_time")),
            open_overdue=Count("pk", filter=Q(cell="open_overdue")),
            undated=Count("pk", filter=Q(cell="open_in_time", due_at__isnull=True)),
        )

    def by_unit(self, now: dt.datetime) -> models.QuerySet[Any, Any]:
        """One row for each unit: how much it was given and how far it is; one grouped query."""
        counted = ~Q(state__in=UNCOUNTED)
        return (
            self.with_cell(now)
            .values("unit", "unit__short_name", "unit__name")
            .annotate(
                given=Count("pk", filter=counted),
                new=Count("pk", filter=Q(state=AssignmentState.NEW)),
                waiting=Count(
                    "pk",
                    filter=Q(state__in=[*ANSWERED, AssignmentState.EXCUSE_ASKED]),
                ),
                done=Count("pk", filter=Q(state=AssignmentState.DONE)),
                overdue=Count("pk", filter=counted & Q(cell="open_overdue")),
            )
            .order_by("unit__sort_key", "unit")
        )

    def for_lists(self) -> AssignmentQuerySet:
        return self.select_related("task__document__issuer", "unit", "issuer")


class ExtensionQuerySet(models.QuerySet["Extension"]):
    """Sets of requests for a later limit."""

    def visible_to(self, actor: Actor) -> ExtensionQuerySet:
        """Those of assignments the actor may see."""
        return self.filter(seen_by(actor, "assignment__"))

    def waiting(self) -> ExtensionQuerySet:
        """Asked, not answered, and the work is still to be done."""
        return self.filter(state="asked").exclude(assignment__state__in=CLOSED)


class NudgeQuerySet(models.QuerySet["Nudge"]):
    """Sets of nudges."""

    def visible_to(self, actor: Actor) -> NudgeQuerySet:
        """For leaders, reviewers and inspectors: the unit's own and those of units they oversee."""
        if not actor.has(Role.LEADER, Role.REVIEWER, Role.INSPECTOR):
            return self.none()
        above = Q(unit__in=Unit.objects.overseen_by(actor.unit).values("pk"))
        return self.filter(Q(unit=actor.unit) | above)
