"""Reminding of deadlines: whose turn it is today is found and told by the database, set by set.

One round a day, from 07:30, just before the morning mail that carries most of it. The number of
statements depends on neither units nor duties. What was settled between the round and its mail is
left out when the mail goes (`activity.wanting`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject, LPad, Mod
from django.urls import reverse
from django.utils import timezone

from activity import digests, hours, outbox, rounds, wanting, webhook
from activity.models import Notice, NoticeChoice, NoticeQuerySet, OutboxItem
from directives.models import Assignment, Reminder, Task
from directives.operators import Operator
from directives.querysets import AssignmentQuerySet
from directives.reminders import ABOVE, CATCH_UP, CLOCK, OWN, TABLE, Slot, Turn, turns
from directives.states import OPEN_BELOW
from documents.models import Document
from units.dates import in_hanoi, moment
from units.services import overrides
from units.sets import insert_from

ROUND = "reminders"
_DAY = dt.timedelta(days=1)
_DEADLINE = Notice.Reason.DEADLINE


@transaction.atomic
def remind(now: dt.datetime | None = None) -> int:
    """Make today's round unless it was made; returns how many reminders there are of it.

    Does nothing before 07:30. Days on which no worker ran are caught up with, at most three.
    """
    now = now or timezone.now()
    today = in_hanoi(now).date()
    if now < hours.at(today, hours.DIGEST):
        return 0
    this = rounds.begin(ROUND)
    if this.day is not None and this.day >= today:
        return 0
    after = max(this.day or today - _DAY, today - CATCH_UP * _DAY)
    days = overrides()
    count = sum(_plan(turn, today) for turn in turns(after, today, days, OWN))
    count += sum(_plan(turn, today) for turn in turns(after, today, days, ABOVE))
    if count:
        gathered = digests.is_coming(now)
        _tell_units(today, gathered)
        _tell_above(today)
        _send_single(today, now, gathered)
    this.day = today
    this.save()
    return count


def _plan(turn: Turn, today: dt.date) -> int:
    """Write down who is reminded of what in this slot; one statement."""
    rule, at = TABLE[turn.slot], "issuer" if TABLE[turn.slot].above else "unit"
    rows = _waiting_for(turn).filter(
        Q((f"{at}__memberships__valid_to__isnull", True))
        | Q((f"{at}__memberships__valid_to__gte", today)),
        **{
            f"{at}__memberships__role__in": rule.roles,
            f"{at}__memberships__valid_from__lte": today,
            f"{at}__memberships__user__is_active": True,
        },
    )
    return insert_from(
        rows,
        Reminder,
        person=F(f"{at}__memberships__user"),
        assignment=F("pk"),
        slot=turn.slot.value,
        due_at=F("due_at"),
        day=today,
        key=_key_above(today) if rule.above else _key(turn.slot),
    )


def _waiting_for(turn: Turn) -> AssignmentQuerySet:
    """The duties whose turn it is: led, open on the unit's side, given before the slot's day."""
    due = Q()
    for first, last in _stretches(turn.lasts):
        start, end = hours.at(first, dt.time()), hours.at(last + _DAY, dt.time())
        due |= Q(due_at__gte=start, due_at__lt=end)
    rows = Assignment.objects.filter(
        due,
        part=Assignment.Part.LEAD,
        state__in=OPEN_BELOW,
        created_at__lt=hours.at(turn.day, hours.DIGEST),
    )
    if turn.slot is Slot.BEFORE_7:
        # Seven working days before a weekly report the one before it is not even due.
        rows = rows.exclude(task__operator=Operator.WEEKLY)
    return rows


def _stretches(days: Sequence[dt.date]) -> Iterable[tuple[dt.date, dt.date]]:
    """The days, in order, as first and last of each run of neighbours."""
    first = before = days[0]
    for day in days[1:]:
        if day != before + _DAY:
            yield first, before
            first = day
        before = day
    yield first, before


def _key(slot: Slot) -> Concat:
    """What names the notice of one duty, slot and limit."""
    return _joined("reminder:", F("pk"), f":{slot.value}:", F("due_at"))


def _key_above(today: dt.date) -> Concat:
    """What names the notice about all units late with one paper."""
    return _joined("above:", F("issuer_id"), ":", F("task__document_id"), f":{today}")


def _joined(*parts: Any) -> Concat:
    """The parts as one text, made by the database; words of our own stand as they are."""
    return Concat(
        *(Value(part) if isinstance(part, str) else Cast(part, CharField()) for part in parts),
        output_field=CharField(),
    )


def _how() -> Coalesce:
    """How the person of a reminder wants to hear of deadlines."""
    said = NoticeChoice.objects.filter(person=OuterRef("person"), reason=_DEADLINE)
    return Coalesce(
        Subquery(said.values("how")[:1]), Value(NoticeChoice.How.MORNING), output_field=CharField()
    )


def _singly(gathered: bool) -> Q:
    """Which reminders are mails of their own: where that was chosen, and the last day's when no
    morning mail comes before it is over."""
    singly = Q(how=NoticeChoice.How.MAIL)
    if not gathered:
        singly |= Q(how=NoticeChoice.How.MORNING, slot=Slot.LAST_DAY)
    return singly


def _tell_units(today: dt.date, gathered: bool) -> None:
    """Put the notices of the round into the portal, each about one duty; three statements."""
    rows = Reminder.objects.filter(day=today, slot__in=OWN).annotate(how=_how())
    duties, limits = _names_of(rows), _limits_of(rows)
    if not duties:
        return
    words = {slot.value: f"{slot.label[:1].upper()}{slot.label[1:]}" for slot in OWN}
    insert_from(
        rows,
        Notice,
        recipient=F("person_id"),
        unit=F("assignment__unit_id"),
        reason=_DEADLINE.value,
        topic=_case("slot", {slot.value: str(TABLE[slot].topic) for slot in OWN}),
        subject=Concat(
            _case("slot", words),
            Value(": "),
            _case("assignment__task", duties),
            output_field=CharField(),
        ),
        body=Concat(
            F("assignment__unit__short_name"),
            Value(": "),
            _case("assignment__task", duties),
            Value(". Hạn chót: "),
            _limited(limits),
            Value("."),
            output_field=CharField(),
        ),
        address=_joined("/viec-duoc-giao/", F("assignment_id"), "/"),
        key=F("key"),
        morning=_morning(today, _singly(gathered)),
    )


def _tell_above(today: dt.date) -> None:
    """One notice to each person of a giving unit for each paper: how many units are late with it;
    two statements."""
    rows = Reminder.objects.filter(day=today, slot__in=ABOVE).annotate(how=_how())
    papers = _papers_of(rows)
    if not papers:
        return
    late = rows.values("person", "how", "key", "assignment__issuer", "assignment__task__document")
    insert_from(
        late.annotate(units=Count("assignment__unit", distinct=True)),
        Notice,
        recipient=F("person_id"),
        unit=F("assignment__issuer_id"),
        reason=_DEADLINE.value,
        topic=str(Notice.Topic.OVERDUE),
        subject=Concat(
            _number("units"),
            Value(" đơn vị "),
            Value(Slot.ABOVE.label),
            Value(" theo "),
            _case("assignment__task__document", papers),
            output_field=CharField(),
        ),
        address=_joined(
            f"{reverse('directives:board')}?trang_thai=qua_han&van_ban=",
            F("assignment__task__document_id"),
        ),
        key=F("key"),
        morning=_morning(today, _singly(gathered=True)),
    )


def _send_single(today: dt.date, now: dt.datetime, gathered: bool) -> None:
    """Promise the mails that are not gathered, from 08:00 on; two statements at most."""
    rows = Reminder.objects.filter(day=today, person__is_active=True).annotate(how=_how())
    singly = rows.filter(_singly(gathered) & ~Q(slot__in=ABOVE) | Q(how=NoticeChoice.How.MAIL))
    at = max(now, hours.at(today, CLOCK))
    late = hours.after_quiet(at)
    # In the quiet hours only what ends tonight is spoken of.
    tonight = Case(When(slot=Slot.LAST_DAY, then=Value(at)), default=Value(late))
    kinds = {"mail": singly.exclude(person__email="")}
    if webhook.is_on():
        kinds["webhook"] = singly.exclude(person__phone="")
    sent = 0
    for kind, readers in kinds.items():
        sent += insert_from(
            readers,
            OutboxItem,
            kind=kind,
            key=_joined(f"{kind}:", F("person_id"), ":", F("key")),
            payload=JSONObject(person=F("person_id"), key=F("key")),
            due_at=tonight,
        )
    if sent:
        transaction.on_commit(outbox.hurry, robust=True)


def _morning(today: dt.date, singly: Q) -> Case:
    """From which morning a notice waits for the mail; NULL where it goes singly or not at all."""
    away = singly | Q(how=NoticeChoice.How.PORTAL)
    return Case(When(away, then=None), default=Value(today), output_field=DateField())


def _names_of(rows: QuerySet[Reminder]) -> dict[int, str]:
    """How letters name the tasks of these reminders; one query."""
    tasks = Task.objects.filter(pk__in=rows.values("assignment__task"))
    return {task.pk: task.name for task in tasks.select_related("document")}


def _papers_of(rows: QuerySet[Reminder]) -> dict[int, str]:
    """What these reminders' papers are called; one query."""
    papers = Document.objects.filter(pk__in=rows.values("assignment__task__document"))
    return {paper.pk: str(paper) for paper in papers.defer("content", "search_text")}


def _limits_of(rows: QuerySet[Reminder]) -> dict[tuple[dt.datetime, str], str]:
    """The last moments of these reminders with the papers' words for them; one query."""
    said = rows.order_by().values_list("due_at", "assignment__wording").distinct()
    return {
        (due, words): f"{moment(due)} (“{words}”)" if words else moment(due) for due, words in said
    }


def _limited(limits: Mapping[tuple[dt.datetime, str], str]) -> Case:
    whens = [
        When(due_at=due, assignment__wording=words, then=Value(text))
        for (due, words), text in limits.items()
    ]
    return Case(*whens, default=Value(""), output_field=CharField())


def _case(field: str, words: Mapping[Any, str]) -> Case:
    """The word for each value of a field."""
    whens = [When(**{field: value}, then=Value(word)) for value, word in words.items()]
    return Case(*whens, default=Value(""), output_field=CharField())


def _number(field: str) -> Case:
    """A count below a million as offices write it: "1.008"."""
    thousands, rest = Cast(F(field) / 1000, CharField()), Cast(Mod(field, 1000), CharField())
    return Case(
        When(**{f"{field}__lt": 1000}, then=Cast(field, CharField())),
        default=Concat(thousands, Value("."), LPad(rest, 3, Value("0"))),
        output_field=CharField(),
    )


@wanting.unless_settled
def _still_due(notices: NoticeQuerySet) -> NoticeQuerySet:
    """Silent as soon as the duty is done, answered, excused, taken back or given a later limit."""
    said = Reminder.objects.filter(person=OuterRef("recipient"), key=OuterRef("key"))
    open_ones = said.filter(assignment__state__in=OPEN_BELOW, assignment__due_at=F("due_at"))
    return notices.filter(~Q(reason=_DEADLINE) | ~Exists(said) | Exists(open_ones))


@wanting.unless_settled
def _still_late(notices: NoticeQuerySet) -> NoticeQuerySet:
    """A nudge that waited is not sent to a unit that answered everything meanwhile."""
    late = Assignment.objects.filter(
        unit=OuterRef("unit"), issuer=OuterRef("entry__unit")
    ).waiting_overdue(timezone.now())
    return notices.filter(~Q(entry__verb="directives.nudge") | Exists(late))
