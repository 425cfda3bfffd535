"""What waits for a person: the blocks of "Việc cần làm", by role, as one table (screens §3).

Each block is one question to the database; rows carry a verb, a deadline and one link straight to
the place of work.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from activity.models import OutboxItem
from directives.models import Assignment, Task
from directives.querysets import CLOSED
from directives.states import AssignmentState
from documents.lifecycle import State
from documents.models import Certificate, Delivery, Document, RegisterNumber
from reports.models import Report, ReportState
from units.actors import Actor
from units.dates import today
from units.models import CalendarDay, Membership, Role, Unit

LIMIT = 10
SOON = dt.timedelta(days=7)


@dataclass(frozen=True)
class Item:
    """One row: what it is, whose, by when, and what to press."""

    title: str
    address: str
    verb: str
    origin: str = ""
    due_at: dt.datetime | None = None
    wording: str = ""
    has_due: bool = False
    overdue: bool = False


@dataclass(frozen=True)
class Filled:
    """A block with its first rows, how many there are in all, and where all of them stand."""

    heading: str
    items: list[Item]
    total: int
    all_address: str


@dataclass(frozen=True)
class Block:
    """One block of the page: for whom, which rows, how a row reads."""

    roles: frozenset[str]
    heading: str
    rows: Callable[[Actor, dt.datetime], QuerySet]  # type: ignore[type-arg]
    item: Callable[..., Item]
    all_name: str


def blocks_for(actor: Actor, now: dt.datetime | None = None) -> list[Filled]:
    """The blocks with something in them, in the order of the table; two queries a block."""
    now = now or timezone.now()
    filled = []
    for block in BLOCKS:
        if not actor.has(*block.roles):
            continue
        rows = block.rows(actor, now)
        items = [block.item(row) for row in rows[:LIMIT]]
        if items:
            total = len(items) if len(items) < LIMIT else rows.count()
            filled.append(Filled(block.heading, items, total, reverse(block.all_name)))
    return filled


# --- rows -----------------------------------------------------------------------------------------


def _own(actor: Actor) -> QuerySet[Assignment]:
    """Open work of the unit that waits for the unit itself."""
    waiting = (AssignmentState.REPORTED, AssignmentState.EXCUSE_ASKED)
    return (
        Assignment.objects.filter(unit=actor.unit, part="lead")
        .exclude(state__in=[*CLOSED, *waiting])
        .select_related("task__document", "issuer", "plan__document", "report")
        .order_by("due_at", "pk")
    )


def _overdue(actor: Actor, now: dt.datetime) -> QuerySet[Assignment]:
    return _own(actor).filter(due_at__lt=now)


def _soon(actor: Actor, now: dt.datetime) -> QuerySet[Assignment]:
    return _own(actor).filter(due_at__gte=now, due_at__lt=now + SOON)


def _fresh(actor: Actor, now: dt.datetime) -> QuerySet[Assignment]:
    later = Q(due_at__isnull=True) | Q(due_at__gte=now + SOON)
    return _own(actor).filter(later, state=AssignmentState.NEW)


def _drafts(actor: Actor, now: dt.datetime) -> QuerySet[Document]:
    return Document.objects.filter(issuer=actor.unit, state=State.DRAFT).order_by("due_at", "-pk")


def _returned(actor: Actor, now: dt.datetime) -> QuerySet[Document]:
    rows = Document.objects.filter(issuer=actor.unit, state=State.RETURNED)
    return rows.select_related("review_unit").order_by("resubmit_by", "pk")


def _returned_reports(actor: Actor, now: dt.datetime) -> QuerySet[Report]:
    rows = Report.objects.filter(unit=actor.unit, state=ReportState.RETURNED)
    return rows.select_related("assignment", "to_unit", "directive__document", "unit")


def _to_sign(actor: Actor, now: dt.datetime) -> QuerySet[Document]:
    return Document.objects.filter(
        issuer=actor.unit, state=State.NUMBERED, signer=actor.user
    ).order_by("numbered_at")


def _for_leader(actor: Actor, now: dt.datetime) -> QuerySet[Document]:
    own = Q(issuer=actor.unit, state=State.LEADER_REVIEW)
    to_review = Q(review_unit=actor.unit, issuer=actor.unit, state=State.SUBMITTED)
    mine = Q(writers=actor.user)
    return Document.objects.filter(own | (to_review & ~mine)).distinct().order_by("due_at", "pk")


def _excuses(actor: Actor, now: dt.datetime) -> QuerySet[Assignment]:
    return (
        Assignment.objects.filter(issuer=actor.unit, state=AssignmentState.EXCUSE_ASKED)
        .select_related("task__document", "unit", "issuer")
        .order_by("pk")
    )


def _incoming(actor: Actor, now: dt.datetime) -> QuerySet[Delivery]:
    states = [Delivery.State.SENT, Delivery.State.DELIVERED, Delivery.State.OPENED]
    rows = Delivery.objects.filter(unit=actor.unit, state__in=states, entry__isnull=True)
    return rows.select_related("document__issuer").order_by("sent_at")


def _to_number(actor: Actor, now: dt.datetime) -> QuerySet[Document]:
    return Document.objects.filter(issuer=actor.unit, state=State.APPROVED).order_by("approved_at")


def _to_issue(actor: Actor, now: dt.datetime) -> QuerySet[Document]:
    return Document.objects.filter(issuer=actor.unit, state=State.SIGNED).order_by("signed_at")


def _unopened(actor: Actor, now: dt.datetime) -> QuerySet[Delivery]:
    states = [Delivery.State.QUEUED, Delivery.State.SENT, Delivery.State.FAILED]
    rows = Delivery.objects.filter(document__issuer=actor.unit, state__in=states)
    return rows.select_related("document__issuer", "unit").order_by("sent_at")


def _to_review(actor: Actor, now: dt.datetime) -> QuerySet[Document]:
    return (
        Document.objects.filter(review_unit=actor.unit)
        .filter(Q(state=State.SUBMITTED) | Q(state=State.REVIEWING, reviewer=actor.user))
        .exclude(issuer=actor.unit)
        .select_related("issuer")
        .order_by("due_at", "submitted_at")
    )


def _to_accept(actor: Actor, now: dt.datetime) -> QuerySet[Report]:
    rows = Report.objects.filter(to_unit=actor.unit, state=ReportState.SUBMITTED)
    return rows.select_related("unit", "directive__document", "assignment").order_by("submitted_at")


def _late_below(actor: Actor, now: dt.datetime) -> QuerySet[Assignment]:
    return (
        Assignment.objects.filter(issuer=actor.unit, due_at__lt=now, reported_at=None, part="lead")
        .exclude(state__in=CLOSED)
        .select_related("task__document", "unit", "issuer")
        .order_by("due_at", "pk")
    )


def _to_cascade(actor: Actor, now: dt.datetime) -> QuerySet[Document]:
    own = Q(issuer=actor.unit) | Q(registered_by_unit=actor.unit)
    return (
        Document.objects.filter(own, state=State.ISSUED, tasks__kind=Task.Kind.WORK)
        .exclude(cascades__state="done")
        .distinct()
        .order_by("-issued_at")
    )


def _just_issued(actor: Actor, now: dt.datetime) -> QuerySet[Document]:
    return (
        Document.objects.visible_to(actor)
        .filter(state=State.ISSUED, issued_at__gte=now - SOON)
        .select_related("issuer")
        .order_by("-issued_at")
    )


def _long_overdue(actor: Actor, now: dt.datetime) -> QuerySet[Assignment]:
    return (
        Assignment.objects.visible_to(actor)
        .filter(due_at__lt=now - dt.timedelta(days=30), reported_at=None, part="lead")
        .exclude(state__in=CLOSED)
        .select_related("task__document", "unit", "issuer")
        .order_by("due_at")
    )


def _voids(actor: Actor, now: dt.datetime) -> QuerySet[RegisterNumber]:
    units = Unit.objects.overseen_by(actor.unit).values("pk")
    rows = RegisterNumber.objects.filter(unit__in=units, state=RegisterNumber.State.VOID)
    return rows.filter(given_at__gte=now - SOON).select_related("document", "unit")


def _failed_jobs(actor: Actor, now: dt.datetime) -> QuerySet[OutboxItem]:
    return OutboxItem.objects.filter(state=OutboxItem.State.FAILED).order_by("-due_at")


def _unstaffed(actor: Actor, now: dt.datetime) -> QuerySet[Unit]:
    staffed = Membership.objects.active_on(today()).values("unit")
    below = Unit.objects.active_on(today()).in_reach_of(actor.unit)
    return below.exclude(pk__in=staffed).in_vietnamese_order()


def _expiring(actor: Actor, now: dt.datetime) -> QuerySet[Certificate]:
    mine = Q(unit=actor.unit) | Q(user__memberships__unit=actor.unit)
    rows = Certificate.objects.filter(mine, not_after__lt=now + dt.timedelta(days=30))
    return rows.distinct().order_by("not_after")


# --- how a row reads ------------------------------------------------------------------------------


def _assignment_address(row: Assignment) -> tuple[str, str]:
    """Straight to the place of work: the plan or report being written, else the duty itself."""
    plan = getattr(row, "plan", None)
    if row.task.kind == Task.Kind.PLAN:
        if plan is not None:
            return plan.get_absolute_url(), "Soạn tiếp"
        return f"{reverse('plans:start')}?viec={row.pk}", "Bắt đầu"
    if row.task.kind == Task.Kind.REPORT:
        report = getattr(row, "report", None)
        if report is not None:
            return report.get_absolute_url(), "Làm tiếp"
        return row.get_absolute_url(), "Làm báo cáo"
    return row.get_absolute_url(), "Mở việc"


def _assignment(row: Assignment) -> Item:
    address, verb = _assignment_address(row)
    return Item(
        str(row.task), address, verb, f"{row.issuer} giao", row.due_at, row.wording, has_due=True
    )


def _below(row: Assignment) -> Item:
    return Item(
        str(row.task), row.get_absolute_url(), "Xem", str(row.unit), row.due_at, row.wording, True
    )


def _paper(verb: str, address: Callable[[Document], str]) -> Callable[[Document], Item]:
    def item(document: Document) -> Item:
        number = f"{document.type_name} số {document.full_number}: " if document.full_number else ""
        title = f"{number}{document.subject}" if number else document.title
        origin = str(document.issuer)
        due = document.due_at if document.state in {State.DRAFT, State.SUBMITTED} else None
        return Item(title, address(document), verb, origin, due, document.due_wording, bool(due))

    return item


def _desk(name: str) -> Callable[[Document], str]:
    return lambda document: reverse(name, args=[document.pk])


def _editor(page: str) -> Callable[[Document], str]:
    return lambda document: document.compose_url(page)


def _delivery(row: Delivery) -> Item:
    title = f"{row.document}: {row.document.subject}"
    return Item(title, row.document.get_absolute_url(), "Vào sổ", str(row.document.issuer))


def _receipt(row: Delivery) -> Item:
    address = reverse("documents:issue", args=[row.document_id])
    return Item(f"{row.document}", address, "Xem", f"{row.unit}: {row.get_state_display()}")


def _report(row: Report) -> Item:
    return Item(str(row), row.get_absolute_url(), "Mở báo cáo", str(row.unit))


def _void(row: RegisterNumber) -> Item:
    return Item(
        f"Số bỏ {row.number}: {row.reason}", row.document.get_absolute_url(), "Xem", str(row.unit)
    )


def _job(row: OutboxItem) -> Item:
    return Item(f"{row.kind}: {row.error[:80]}", reverse("activity:jobs"), "Xem")


def _unit(row: Unit) -> Item:
    return Item(str(row), reverse("units:admin-unit", args=[row.pk]), "Thêm người")


def _certificate(row: Certificate) -> Item:
    return Item(
        f"Chứng thư {row.subject}", reverse("documents:admin-certificates"), "Xem", "",
        row.not_after, "", True,
    )  # fmt: skip


def holidays_missing() -> Iterable[int]:
    """Next year, when from October on its holidays were not entered."""
    year = today().year + 1
    if today().month >= 10 and not CalendarDay.objects.filter(day__year=year).exists():
        yield year


_CB, _LD, _VT = (frozenset({role}) for role in (Role.STAFF, Role.LEADER, Role.CLERK))
_TG, _KT, _QT = (frozenset({role}) for role in (Role.REVIEWER, Role.INSPECTOR, Role.ADMIN))

_work = "directives:assignments"
BLOCKS: tuple[Block, ...] = (
    Block(_LD, "Chờ ký", _to_sign, _paper("Ký", _desk("documents:sign")), "documents:sign-queue"),
    Block(
        _LD, "Chờ cho ý kiến", _for_leader, _paper("Mở", _desk("documents:detail")),
        "documents:review-queue",
    ),
    Block(_VT, "Văn bản đến chưa vào sổ", _incoming, _delivery, "documents:register-in"),
    Block(
        _VT, "Chờ cấp số", _to_number, _paper("Cấp số", _desk("documents:number")),
        "documents:number-queue",
    ),
    Block(
        _VT, "Đã ký, chờ phát hành", _to_issue, _paper("Phát hành", _desk("documents:issue")),
        "documents:issue-queue",
    ),
    Block(_VT, "Chưa xác nhận nhận", _unopened, _receipt, "documents:issue-queue"),
    Block(
        _TG, "Chờ thẩm định", _to_review, _paper("Thẩm định", _desk("documents:review")),
        "documents:review-queue",
    ),
    Block(_CB, "Quá hạn", _overdue, _assignment, _work),
    Block(_LD - _CB, "Đơn vị mình đang quá hạn", _overdue, _assignment, _work),
    Block(
        _CB, "Cần chỉnh sửa", _returned, _paper("Chỉnh sửa", _editor("overview")), "plans:list"
    ),
    Block(_CB, "Báo cáo bị trả lại", _returned_reports, _report, "reports:list"),
    Block(_CB, "Đến hạn trong 7 ngày", _soon, _assignment, _work),
    Block(_CB, "Việc mới giao", _fresh, _assignment, _work),
    Block(_CB, "Đang soạn", _drafts, _paper("Soạn tiếp", _editor("overview")), "plans:list"),
    Block(_TG | _CB | _LD, "Báo cáo chờ tiếp nhận", _to_accept, _report, "reports:list"),
    Block(
        _TG | _LD, "Văn bản có nhiệm vụ chưa giao", _to_cascade,
        _paper("Giao việc", _desk("documents:detail")), "documents:list",
    ),
    Block(_TG, "Đơn vị quá hạn", _late_below, _below, "directives:board"),
    Block(_TG | _LD, "Đề nghị không áp dụng", _excuses, _below, _work),
    Block(
        _KT, "Mới ban hành trong phạm vi", _just_issued, _paper("Xem", _desk("documents:detail")),
        "documents:list",
    ),
    Block(_KT, "Quá hạn trên 30 ngày", _long_overdue, _below, "directives:board"),
    Block(_KT, "Số bỏ trong tuần", _voids, _void, "activity:log"),
    Block(_QT, "Việc nền lỗi", _failed_jobs, _job, "activity:jobs"),
    Block(_QT, "Đơn vị chưa có người dùng", _unstaffed, _unit, "units:admin-units"),
    Block(
        _QT, "Chứng thư hết hạn trong 30 ngày", _expiring, _certificate,
        "documents:admin-certificates",
    ),
)  # fmt: skip
