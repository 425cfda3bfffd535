"""Which rows the blocks of "Việc cần làm" hold: each function is one question to the database.

Rows come with everything their line shows, so that ten cost as many queries as one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from activity.models import LogEntry, OutboxItem
from directives.models import Assignment, Extension, NudgedUnit, Task
from directives.querysets import CLOSED
from directives.states import ANSWERED, AssignmentState
from documents.lifecycle import Action, State
from documents.models import Certificate, Delivery, Document
from nq57portal.reading_log import CORRECTIONS
from reports.models import Reopening, Report, RollUp
from reports.states import ReportState
from units.actors import Actor
from units.administration import administered, runs_portal
from units.dates import today
from units.models import CalendarDay, Delegation, Membership, Unit

SOON = dt.timedelta(days=7)
# From this month on, next year's days off should be known (they are announced in autumn).
DAYS_KNOWN_FROM = 10
# What has no date comes after what has one, on either database.
BY_DUE = F("due_at").asc(nulls_last=True)


# --- cán bộ, lãnh đạo: the unit's own work ---


def own_work(actor: Actor) -> QuerySet[Assignment]:
    """Open work of the unit that waits for the unit itself."""
    waiting = (*ANSWERED, AssignmentState.EXCUSE_ASKED)
    return (
        Assignment.objects.filter(unit=actor.unit, part="lead")
        .exclude(state__in=[*CLOSED, *waiting])
        .select_related("task__document", "issuer", "plan__document", "report")
        .order_by(BY_DUE, "pk")
    )


def overdue(actor: Actor, now: dt.datetime) -> QuerySet[Assignment]:
    return own_work(actor).filter(due_at__lt=now)


def soon(actor: Actor, now: dt.datetime) -> QuerySet[Assignment]:
    return own_work(actor).filter(due_at__gte=now, due_at__lt=now + SOON)


def fresh(actor: Actor, now: dt.datetime) -> QuerySet[Assignment]:
    later = Q(due_at__isnull=True) | Q(due_at__gte=now + SOON)
    return own_work(actor).filter(later, state=AssignmentState.NEW)


def _papers() -> QuerySet[Document]:
    return Document.objects.select_related("issuer").defer("content", "search_text")


def drafts(actor: Actor, now: dt.datetime) -> QuerySet[Document]:
    rows = _papers().filter(issuer=actor.unit, state=State.DRAFT)
    return rows.order_by(BY_DUE, "-pk")


def returned(actor: Actor, now: dt.datetime) -> QuerySet[Document]:
    rows = _papers().filter(issuer=actor.unit, state=State.RETURNED)
    return rows.order_by(F("resubmit_by").asc(nulls_last=True), "pk")


def returned_reports(actor: Actor, now: dt.datetime) -> QuerySet[Report]:
    rows = Report.objects.filter(unit=actor.unit, state=ReportState.RETURNED)
    return rows.select_related("assignment", "to_unit", "directive__document", "unit")


def to_sign(actor: Actor, now: dt.datetime) -> QuerySet[Document]:
    rows = _papers().filter(issuer=actor.unit, state=State.NUMBERED, signer=actor.user)
    return rows.order_by("numbered_at")


def for_leader(actor: Actor, now: dt.datetime) -> QuerySet[Document]:
    """The unit's papers that wait for a leader's word, none of which this leader wrote."""
    own = Q(issuer=actor.unit, state=State.LEADER_REVIEW)
    to_review = Q(review_unit=actor.unit, issuer=actor.unit, state=State.SUBMITTED)
    mine = Document.writers.through.objects.filter(document=OuterRef("pk"), user=actor.user)
    return _papers().filter(own | (to_review & ~Exists(mine))).order_by(BY_DUE, "pk")


def ending_leaves(actor: Actor, now: dt.datetime) -> QuerySet[Delegation]:
    """Leaves to sign, given or received, that end within a week."""
    mine = Q(giver=actor.user) | Q(receiver=actor.user)
    rows = Delegation.objects.in_force_on(today()).filter(mine, unit=actor.unit)
    rows = rows.filter(valid_to__lt=today() + SOON)
    return rows.select_related("giver", "receiver").order_by("valid_to", "pk")


def excuses(actor: Actor, now: dt.datetime) -> QuerySet[Assignment]:
    return (
        Assignment.objects.filter(issuer=actor.unit, state=AssignmentState.EXCUSE_ASKED)
        .select_related("task__document", "unit", "issuer")
        .order_by("pk")
    )


def extensions(actor: Actor, now: dt.datetime) -> QuerySet[Extension]:
    """Requests for a later limit of work this unit gave, the nearest old limit first."""
    return (
        Extension.objects.waiting()
        .filter(assignment__issuer=actor.unit)
        .select_related("assignment__task__document", "assignment__unit")
        .order_by("old_due_at", "pk")
    )


def to_confirm(actor: Actor, now: dt.datetime) -> QuerySet[Assignment]:
    """Work below that was said to be done; plans and reports are confirmed by their own steps."""
    return (
        Assignment.objects.filter(
            issuer=actor.unit, state=AssignmentState.REPORTED, task__kind=Task.Kind.WORK
        )
        .select_related("task__document", "unit", "issuer")
        .order_by("reported_at", "pk")
    )


def to_cascade(actor: Actor, now: dt.datetime) -> QuerySet[Document]:
    """Papers of the unit whose tasks name somebody else and were given to nobody yet."""
    own = Q(issuer=actor.unit) | Q(registered_by_unit=actor.unit)
    tasks = Task.objects.filter(document=OuterRef("pk"), kind=Task.Kind.WORK)
    return (
        _papers()
        .filter(own, Exists(tasks.exclude(lead_group={})), state=State.ISSUED)
        .exclude(cascades__state="done")
        .order_by("-issued_at")
    )


# --- văn thư ---


def incoming(actor: Actor, now: dt.datetime) -> QuerySet[Delivery]:
    states = [Delivery.State.SENT, Delivery.State.DELIVERED, Delivery.State.OPENED]
    rows = Delivery.objects.filter(unit=actor.unit, state__in=states, entry__isnull=True)
    return rows.select_related("document__issuer").order_by("sent_at")


def to_number(actor: Actor, now: dt.datetime) -> QuerySet[Document]:
    return _papers().filter(issuer=actor.unit, state=State.APPROVED).order_by("approved_at")


def to_issue(actor: Actor, now: dt.datetime) -> QuerySet[Document]:
    return _papers().filter(issuer=actor.unit, state=State.SIGNED).order_by("signed_at")


def unopened(actor: Actor, now: dt.datetime) -> QuerySet[Delivery]:
    states = [Delivery.State.QUEUED, Delivery.State.SENT, Delivery.State.FAILED]
    rows = Delivery.objects.filter(document__issuer=actor.unit, state__in=states)
    return rows.select_related("document__issuer", "unit").order_by("sent_at")


# --- thẩm định ---


def to_review(actor: Actor, now: dt.datetime) -> QuerySet[Document]:
    return (
        _papers()
        .filter(review_unit=actor.unit)
        .filter(Q(state=State.SUBMITTED) | Q(state=State.REVIEWING, reviewer=actor.user))
        .exclude(issuer=actor.unit)
        .order_by(BY_DUE, "submitted_at")
    )


def to_accept(actor: Actor, now: dt.datetime) -> QuerySet[Report]:
    rows = Report.objects.filter(to_unit=actor.unit, state=ReportState.SUBMITTED)
    return rows.select_related("unit", "directive__document", "assignment").order_by("submitted_at")


def reopenings(actor: Actor, now: dt.datetime) -> QuerySet[Reopening]:
    """Units that ask this one to open a closed period for reporting again."""
    return (
        Reopening.objects.filter(report__to_unit=actor.unit, granted=None)
        .select_related("report__unit", "report__directive__document")
        .order_by("asked_at")
    )


def late_below(actor: Actor, now: dt.datetime) -> QuerySet[Assignment]:
    """Overdue work below whose units this one has not reminded since it fell due."""
    reminded = NudgedUnit.objects.filter(
        nudge__unit=actor.unit,
        unit=OuterRef("unit"),
        outcome=NudgedUnit.Outcome.SENT,
        nudge__at__gte=OuterRef("due_at"),
    )
    return (
        Assignment.objects.filter(issuer=actor.unit)
        .waiting_overdue(now)
        .filter(~Exists(reminded))
        .select_related("task__document", "unit", "issuer")
        .order_by(BY_DUE, "pk")
    )


def to_sum_up(actor: Actor, now: dt.datetime) -> QuerySet[Task]:
    """Reports asked of the units below whose limit is here, not yet added up into a paper."""
    came = Report.objects.received().filter(
        to_unit=actor.unit, directive=OuterRef("document"), assignment__task=OuterRef("pk")
    )
    made = RollUp.objects.filter(unit=actor.unit, directive=OuterRef("document")).exclude(
        document__state__in=[State.ABANDONED, State.RECALLED]
    )
    return (
        Task.objects.filter(
            Exists(came), ~Exists(made), kind=Task.Kind.REPORT, report_to=actor.unit
        )
        .filter(due_at__lt=now + SOON)
        .select_related("document__issuer")
        .order_by(BY_DUE, "pk")
    )


# --- kiểm tra ---


def just_issued(actor: Actor, now: dt.datetime) -> QuerySet[Document]:
    return (
        _papers()
        .filter(pk__in=Document.objects.visible_to(actor).values("pk"))
        .filter(state=State.ISSUED, issued_at__gte=now - SOON)
        .order_by("-issued_at")
    )


def changed_since_seen(actor: Actor, now: dt.datetime) -> QuerySet[Document]:
    """Papers this inspector looked at, and in which somebody made a step since; newest first."""
    paper = ContentType.objects.get_for_model(Document)
    looks = LogEntry.objects.filter(
        actor=actor.user, verb="documents.look", target_type=paper
    ).order_by()
    last = looks.filter(target_id=OuterRef("pk")).order_by("-sequence").values("sequence")[:1]
    steps = LogEntry.objects.filter(
        target_type=paper,
        target_id=OuterRef("pk"),
        sequence__gt=OuterRef("seen"),
        verb__in=[f"documents.{action.value}" for action in Action],
    )
    return (
        _papers()
        .filter(pk__in=looks.values("target_id"))
        .filter(pk__in=Document.objects.visible_to(actor).values("pk"))
        .annotate(seen=Subquery(last))
        .filter(Exists(steps))
        .order_by("-updated_at", "-pk")
    )


def corrections(actor: Actor, now: dt.datetime) -> QuerySet[LogEntry]:
    """What was changed, recalled or voided this week among the papers the inspector sees."""
    return LogEntry.objects.filter(
        verb__in=CORRECTIONS,
        at__gte=now - SOON,
        target_type=ContentType.objects.get_for_model(Document),
        target_id__in=Document.objects.visible_to(actor).values("pk"),
    ).order_by("-sequence")


def long_overdue(actor: Actor, now: dt.datetime) -> QuerySet[Assignment]:
    return (
        Assignment.objects.visible_to(actor)
        .filter(due_at__lt=now - dt.timedelta(days=30), reported_at=None, part="lead")
        .exclude(state__in=CLOSED)
        .select_related("task__document", "unit", "issuer")
        .order_by(BY_DUE, "pk")
    )


# --- quản trị ---


def failed_jobs(actor: Actor, now: dt.datetime) -> QuerySet[OutboxItem]:
    rows = OutboxItem.objects.filter(state=OutboxItem.State.FAILED).order_by("-due_at")
    return rows.defer("payload") if runs_portal(actor) else rows.none()


def unstaffed(actor: Actor, now: dt.datetime) -> QuerySet[Unit]:
    staffed = Membership.objects.active_on(today()).values("unit")
    units = administered(actor).active_on(today()).exclude(pk__in=staffed)
    return units.in_vietnamese_order()


def held_certificates(actor: Actor) -> QuerySet[Certificate]:
    """Certificates in use of the unit and of the people who work in it today."""
    people = Membership.objects.active_on(today()).filter(unit=actor.unit).values("user")
    return Certificate.objects.filter(
        Q(unit=actor.unit) | Q(user__in=people), revoked_at__isnull=True
    )


def expiring(actor: Actor, now: dt.datetime) -> QuerySet[Certificate]:
    """Certificates of the unit and its people that end within 30 days, unless a newer one is
    there."""
    held = held_certificates(actor)
    newer = held.filter(not_after__gt=OuterRef("not_after")).filter(
        Q(unit=OuterRef("unit")) | Q(user=OuterRef("user"))
    )
    return (
        held.filter(~Exists(newer), not_after__lt=now + dt.timedelta(days=30))
        .defer("sealed", "image")
        .order_by("not_after")
    )


def missing_days(actor: Actor, now: dt.datetime) -> Sequence[int]:
    """Next year, when from October on its days off were not entered."""
    year, month = today().year + 1, today().month
    if month < DAYS_KNOWN_FROM or not runs_portal(actor):
        return []
    return [] if CalendarDay.objects.filter(day__year=year).exists() else [year]
