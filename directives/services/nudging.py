"""Đôn đốc: units with overdue work are reminded of it, each in words of its own (screens D4–D6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils import timezone

from activity.models import LogEntry, Notice
from activity.services import Message, record, tell_each
from directives.deadlines import days_late
from directives.models import Assignment, Nudge, NudgedUnit, Task
from directives.querysets import AssignmentQuerySet
from documents.errors import PaperError
from documents.models import Document
from units.actors import Actor
from units.dates import format_date, in_hanoi, number_vi, today
from units.models import Membership, Role, Unit, User
from units.text import clean

PAUSE = dt.timedelta(hours=24)
# One form, one act: more than this many units are nudged in several goes, the latest first.
AT_ONCE = 500
NUDGING = (Role.LEADER, Role.REVIEWER)
TEXT = (
    "{unit} đề nghị {{đơn vị}} {{việc}}. Hạn chót {{hạn}}, đã quá {{số ngày}} ngày. "
    "Nếu vướng mắc, trả lời trực tiếp trong việc này."
)
_Outcome = NudgedUnit.Outcome
_DUTIES = {Task.Kind.PLAN: "trình kế hoạch", Task.Kind.REPORT: "gửi báo cáo"}
_NAMES = {Task.Kind.PLAN: "kế hoạch", Task.Kind.REPORT: "báo cáo"}


@dataclass(frozen=True)
class Late:
    """What one unit is late with: how many duties, since when, of which kind and paper.

    `kind` and `document` are None when there are several; `only` is the one assignment, if one.
    """

    unit: Unit
    count: int
    due_at: dt.datetime
    kind: str | None
    document: Document | None
    only: int | None
    nudged_at: dt.datetime | None = None

    @property
    def days(self) -> int:
        return days_late(self.due_at, timezone.now())

    @property
    def duty(self) -> str:
        """ "gửi báo cáo theo Hướng dẫn số 164-HD/BTGTU", "hoàn thành 3 việc quá hạn"."""
        what = _DUTIES.get(Task.Kind(self.kind)) if self.kind else None
        what = what or f"hoàn thành {number_vi(self.count)} việc quá hạn"
        return f"{what} theo {self.document}" if self.document else what

    @property
    def subject(self) -> str:
        """D6: "Đôn đốc: báo cáo theo Hướng dẫn số 164-HD/BTGTU, quá hạn 3 ngày"."""
        what = _NAMES.get(Task.Kind(self.kind)) if self.kind else None
        what = what or f"{number_vi(self.count)} việc"
        about = f" theo {self.document}" if self.document else ""
        return f"Đôn đốc: {what}{about}, quá hạn {number_vi(self.days)} ngày"

    @property
    def address(self) -> str:
        if self.only is not None:
            return reverse("directives:assignment", args=[self.only])
        return reverse("directives:assignments") + "?han=qua_han"

    def words(self, text: str) -> str:
        """The text as this unit reads it; what stands in braces and is not known stays."""
        known = {
            "đơn vị": str(self.unit),
            "việc": self.duty,
            "hạn": format_date(in_hanoi(self.due_at).date()),
            "số ngày": number_vi(self.days),
        }
        for name, value in known.items():
            text = text.replace(f"{{{name}}}", value)
        return text


def default_text(unit: Unit) -> str:
    """What the office proposes to write, with its places to fill."""
    return TEXT.format(unit=unit)


def nudgeable(rows: AssignmentQuerySet, actor: Actor, now: dt.datetime) -> AssignmentQuerySet:
    """Of these assignments those the actor's unit gave, past their limit, waiting for the unit."""
    return rows.filter(issuer=actor.unit).waiting_overdue(now)


def late_units(rows: AssignmentQuerySet, actor: Actor, now: dt.datetime) -> list[Late]:
    """The units these assignments lie with, the latest first; five queries however many."""
    found: list[Any] = list(
        nudgeable(rows, actor, now)
        .values("unit")
        .annotate(
            count=Count("pk"),
            due=Min("due_at"),
            kinds=Count("task__kind", distinct=True),
            kind=Min("task__kind"),
            papers=Count("task__document", distinct=True),
            paper=Min("task__document"),
            first=Min("pk"),
        )
        .order_by("due", "unit")
    )
    # Not in_bulk, which asks SQLite once for every thousand.
    concerned = Unit.objects.filter(pk__in=[row["unit"] for row in found])
    units = {unit.pk: unit for unit in concerned}
    papers = Document.objects.defer("content", "search_text").in_bulk(
        {row["paper"] for row in found if row["papers"] == 1}
    )
    nudged = nudged_since(actor.unit, now - PAUSE)
    return [
        Late(
            units[row["unit"]],
            row["count"],
            row["due"],
            row["kind"] if row["kinds"] == 1 else None,
            papers.get(row["paper"]) if row["papers"] == 1 else None,
            row["first"] if row["count"] == 1 else None,
            nudged.get(row["unit"]),
        )
        for row in found
    ]


def nudged_since(unit: Unit, since: dt.datetime) -> dict[int, dt.datetime]:
    """Which units this unit reminded after that moment, by key, and when."""
    rows = NudgedUnit.objects.filter(
        nudge__unit=unit, nudge__at__gt=since, outcome=_Outcome.SENT
    ).order_by("nudge__at")
    return dict(rows.values_list("unit", "nudge__at"))


@transaction.atomic
def send_nudge(
    rows: AssignmentQuerySet,
    chosen: Iterable[int],
    *,
    by: Actor,
    text: str,
    document: Document | None = None,
) -> Nudge:
    """Remind the chosen units of what they are late with among `rows`; each hears of its own.

    Judged anew at this moment: who was reminded within 24 hours or handed in meanwhile is left out
    and said so (acceptance 33). Two who send at once wait for each other, so nobody is told twice.
    Raises PaperError when nobody is left to send to; then nothing was kept.
    """
    if not text.strip():
        raise PaperError("Ghi nội dung đôn đốc.")
    Unit.objects.select_for_update(of=("self",)).get(pk=by.unit.pk)
    now = timezone.now()
    late = {each.unit.pk: each for each in late_units(rows, by, now)}
    asked = list(Unit.objects.filter(pk__in=_reachable(rows, by, chosen)).in_vietnamese_order())
    people = _people([each.pk for each in asked])
    outcomes = {unit: _outcome(late.get(unit.pk), unit.pk in people) for unit in asked}
    sent = [unit for unit, outcome in outcomes.items() if outcome == _Outcome.SENT]
    if not sent:
        raise PaperError(
            "Không gửi đôn đốc nào: các đơn vị đã chọn vừa được đôn đốc, vừa nộp hoặc chưa có "
            "tài khoản."
        )
    nudge = Nudge.objects.create(
        unit=by.unit, by=by.user, at=now, text=clean(text).strip(), document=document
    )
    NudgedUnit.objects.bulk_create(
        [_row(nudge, unit, outcome, late.get(unit.pk)) for unit, outcome in outcomes.items()],
        batch_size=500,
    )
    about = f" về {document}" if document else ""
    entry = record(
        target=nudge,
        verb="directives.nudge",
        sentence=f"{by.unit}: {by.user} đôn đốc {number_vi(len(sent))} đơn vị quá hạn{about}",
        by=by,
        data={"nudge": nudge.pk, "sent": len(sent), "chosen": len(asked)},
    )
    _tell(nudge, [late[unit.pk] for unit in sent], people, entry)
    return nudge


def _reachable(rows: AssignmentQuerySet, by: Actor, chosen: Iterable[int]) -> QuerySet[Any, Any]:
    """Only units this unit gave work to can be chosen, whatever a form says."""
    return rows.filter(issuer=by.unit, unit__in=list(chosen)[:AT_ONCE]).order_by().values("unit")


def _outcome(late: Late | None, has_people: bool) -> NudgedUnit.Outcome:
    if late is None:
        return _Outcome.ANSWERED
    if late.nudged_at is not None:
        return _Outcome.RECENT
    return _Outcome.SENT if has_people else _Outcome.NOBODY


def _row(nudge: Nudge, unit: Unit, outcome: str, late: Late | None) -> NudgedUnit:
    row = NudgedUnit(nudge=nudge, unit=unit, outcome=outcome)
    if late is not None:
        row.overdue, row.due_at = late.count, late.due_at
    return row


def _people(units: list[int]) -> dict[int, list[User]]:
    """The active cadres and leaders of each unit, by its key."""
    found: dict[int, list[User]] = {}
    rows = Membership.objects.active_on(today()).filter(
        unit__in=units, role__in=[Role.STAFF, Role.LEADER], user__is_active=True
    )
    for row in rows.select_related("user"):
        found.setdefault(row.unit_id, []).append(row.user)
    return found


def _tell(
    nudge: Nudge, late: Sequence[Late], people: Mapping[int, Sequence[User]], entry: LogEntry
) -> None:
    told = [
        (
            person,
            each.unit.pk,
            Message(
                each.subject,
                each.address,
                Notice.Reason.NEEDS_YOU,
                each.words(nudge.text),
                topic=Notice.Topic.NUDGED,
                urgent=True,
            ),
        )
        for each in late
        for person in people[each.unit.pk]
    ]
    tell_each(told, f"nudge:{nudge.pk}", entry)


def still_late(nudge: Nudge, now: dt.datetime) -> dict[int, int]:
    """How many overdue duties each unit of the nudge has by now, of what it was about; one query.

    Units that answered everything are missing.
    """
    rows = Assignment.objects.filter(issuer=nudge.unit).waiting_overdue(now)
    if nudge.document_id is not None:
        rows = rows.filter(task__document=nudge.document_id)
    units = NudgedUnit.objects.filter(nudge=nudge).values("unit")
    counted = rows.filter(unit__in=units).order_by().values("unit").annotate(n=Count("pk"))
    return {row["unit"]: row["n"] for row in counted}
