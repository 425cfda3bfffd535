"""What waits for a person: the blocks of "Việc cần làm", by role, as one table (screens §3).

Each block is one question to the database (nq57portal/todo_rows.py); rows carry a verb, a deadline
and one link straight to the place of work.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import DatabaseError
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from activity import outbox
from activity.models import LogEntry, OutboxItem
from directives.models import Assignment, Extension, Task
from documents.lifecycle import State
from documents.models import Certificate, Delivery, Document
from documents.permissions import may_open_desk
from nq57portal import sanity
from nq57portal import todo_rows as rows
from reports.models import Reopening, Report
from units.actors import Actor
from units.calendar import working_days_between
from units.dates import format_date, in_hanoi, today
from units.models import Delegation, Role, Unit
from units.services import overrides

logger = logging.getLogger(__name__)

LIMIT = 10


@dataclass(frozen=True)
class Item:
    """One row: what it is, whose, by when, and what to press; `warning` stands in red."""

    title: str
    address: str
    verb: str
    origin: str = ""
    due_at: dt.datetime | None = None
    wording: str = ""
    has_due: bool = False
    warning: str = ""


@dataclass(frozen=True)
class Filled:
    """A block with its first rows, how many there are in all, and where all of them stand.

    `failed`: the question could not be answered now; the page says so and shows the rest.
    """

    heading: str
    items: Sequence[Item]
    total: int
    all_address: str
    failed: bool = False


@dataclass(frozen=True)
class Block:
    """One block of the page: for whom, which rows, how a row reads.

    `unless`: roles whose holders have the same rows in another block. `query` narrows the list
    behind "Xem cả" to the block's rows. `signers`: also for who signs by leave.
    """

    roles: frozenset[str]
    heading: str
    rows: Callable[[Actor, dt.datetime], QuerySet[Any] | Sequence[Any]]
    item: Callable[[Any], Item]
    all_name: str
    query: str = ""
    unless: frozenset[str] = frozenset()
    signers: bool = False


def blocks_for(actor: Actor, now: dt.datetime | None = None) -> list[Filled]:
    """The blocks with something in them, in the order of the table; at most two queries a block."""
    now = now or timezone.now()
    filled = []
    for block in BLOCKS:
        asked = actor.has(*block.roles) or (block.signers and may_open_desk(actor))
        if not asked or actor.has(*block.unless):
            continue
        address = f"{reverse(block.all_name)}{block.query}"
        try:
            found = block.rows(actor, now)
            items = [block.item(row) for row in found[:LIMIT]]
            full = len(items) == LIMIT and isinstance(found, QuerySet)
            total = found.count() if full else len(items)  # type: ignore[call-arg]
        except DatabaseError:
            logger.exception("block %r of the first page failed", block.heading)
            filled.append(Filled(block.heading, [], 0, address, failed=True))
            continue
        if items:
            filled.append(Filled(block.heading, items, total, address))
    return filled


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
        row.title, address, verb, f"{row.issuer} giao", row.due_at, row.wording, has_due=True
    )


def _below(row: Assignment) -> Item:
    return Item(
        row.title, row.get_absolute_url(), "Xem", str(row.unit), row.due_at, row.wording, True
    )


def _extension(row: Extension) -> Item:
    return Item(
        f"Xin gia hạn đến {row.new_day}: {row.assignment.title}",
        row.get_absolute_url(),
        "Trả lời",
        str(row.assignment.unit),
        row.old_due_at,
        row.old_wording,
        has_due=True,
    )


def _paper(verb: str, address: Callable[[Document], str]) -> Callable[[Document], Item]:
    def item(document: Document) -> Item:
        number = f"{document.type_name} số {document.full_number}: " if document.full_number else ""
        title = f"{number}{document.subject}" if number else document.title
        due, wording = document.due_at, document.due_wording
        if document.state == State.RETURNED:
            due, wording = document.resubmit_by, ""
        has_due = due is not None and document.state in _DUE_MATTERS
        return Item(title, address(document), verb, str(document.issuer), due, wording, has_due)

    return item


# Once approved, a paper's own deadline has been met or missed; what counts then is the desk.
_DUE_MATTERS = frozenset({State.DRAFT, State.LEADER_REVIEW, State.SUBMITTED, State.RETURNED})


def _to_issue(document: Document) -> Item:
    """Signed more than a working day ago and still here: somebody waits for it."""
    item = _paper("Phát hành", _desk("documents:issue"))(document)
    signed = in_hanoi(document.signed_at).date() if document.signed_at else today()
    days = working_days_between(signed, today(), overrides())
    return replace(item, warning=f"ký đã {days} ngày làm việc") if days > 1 else item


def _desk(name: str) -> Callable[[Document], str]:
    return lambda document: reverse(name, args=[document.pk])


def _editor(page: str) -> Callable[[Document], str]:
    return lambda document: document.compose_url(page)


def _for_leader(document: Document) -> str:
    if document.state == State.LEADER_REVIEW:
        return document.compose_url("overview")
    return reverse("documents:review", args=[document.pk])


def _delivery(row: Delivery) -> Item:
    title = f"{row.document}: {row.document.subject}"
    address = reverse("documents:enter", args=[row.document_id])
    return Item(title, address, "Vào sổ", str(row.document.issuer))


def _receipt(row: Delivery) -> Item:
    address = reverse("documents:issue", args=[row.document_id])
    return Item(f"{row.document}", address, "Xem", f"{row.unit}: {row.get_state_display()}")


def _report(row: Report) -> Item:
    return Item(str(row), row.get_absolute_url(), "Mở báo cáo", str(row.unit))


def _reopening(row: Reopening) -> Item:
    title = f"Xin mở khóa kỳ báo cáo: {row.report.directive}"
    return Item(title, row.get_absolute_url(), "Trả lời", str(row.report.unit))


def _line(row: LogEntry) -> Item:
    return Item(row.sentence, reverse("documents:detail", args=[row.target_id]), "Xem", row.reason)


def _to_nudge(row: Assignment) -> Item:
    address = f"{reverse('directives:nudge')}?van_ban={row.task.document_id}"
    return Item(row.title, address, "Đôn đốc", str(row.unit), row.due_at, row.wording, has_due=True)


def _to_sum_up(row: Task) -> Item:
    return Item(
        f"Báo cáo thực hiện {row.document}",
        reverse("reports:roll-up", args=[row.document_id]),
        "Tổng hợp",
        str(row.document.issuer),
        row.due_at,
        row.wording,
        has_due=True,
    )


def _check(row: sanity.Row) -> Item:
    return Item(f"{row.name}: {row.found}", reverse("admin-checks"), "Xem", row.advice)


def _job(row: OutboxItem) -> Item:
    title = f"{outbox.kind_name(row.kind)}: {row.error[:80]}"
    return Item(title, reverse("activity:jobs"), "Xem")


def _unit(row: Unit) -> Item:
    return Item(row.name, f"{reverse('units:admin-person-add')}?unit={row.pk}", "Thêm người")


def _certificate(row: Certificate) -> Item:
    address = reverse("documents:admin-certificates")
    return Item(f"Chứng thư {row.subject}", address, "Xem", "", row.not_after, "", True)


def _leave(row: Delegation) -> Item:
    return Item(
        f"{row.receiver} ký {row.capacity}. đến hết {format_date(row.valid_to)}",
        reverse("documents:delegations"),
        "Xem ủy quyền",
        f"{row.giver} ủy quyền",
    )


def _year(year: int) -> Item:
    return Item(f"Chưa nhập ngày nghỉ năm {year}", reverse("units:admin-days"), "Nhập ngày nghỉ")


_CB, _LD, _VT = (frozenset({role}) for role in (Role.STAFF, Role.LEADER, Role.CLERK))
_TG, _KT, _QT = (frozenset({role}) for role in (Role.REVIEWER, Role.INSPECTOR, Role.ADMIN))

_WORK = "directives:assignments"
_GIVEN = "?ben=giao&trang_thai="
BLOCKS: tuple[Block, ...] = (
    Block(
        _LD, "Chờ ký", rows.to_sign, _paper("Ký", _desk("documents:sign")),
        "documents:sign-queue", signers=True,
    ),
    Block(_LD, "Chờ cho ý kiến", rows.for_leader, _paper("Mở", _for_leader),
          "documents:review-queue"),
    Block(_VT, "Văn bản đến chưa vào sổ", rows.incoming, _delivery, "documents:register-in"),
    Block(_VT, "Chờ cấp số", rows.to_number, _paper("Cấp số", _desk("documents:number")),
          "documents:number-queue"),
    Block(_VT, "Đã ký, chờ phát hành", rows.to_issue, _to_issue, "documents:issue-queue"),
    Block(_VT, "Chưa xác nhận nhận", rows.unopened, _receipt, "documents:issue-queue"),
    Block(_TG, "Chờ thẩm định", rows.to_review, _paper("Thẩm định", _desk("documents:review")),
          "documents:review-queue"),
    Block(_CB, "Quá hạn", rows.overdue, _assignment, _WORK, "?han=qua_han"),
    Block(_LD, "Đơn vị mình đang quá hạn", rows.overdue, _assignment, _WORK, "?han=qua_han",
          unless=_CB),
    Block(_CB, "Cần chỉnh sửa", rows.returned, _paper("Chỉnh sửa", _editor("overview")),
          "documents:list", "?hieu_luc=dang_soan"),
    Block(_CB, "Báo cáo bị trả lại", rows.returned_reports, _report, "reports:list"),
    Block(_CB, "Đến hạn trong 7 ngày", rows.soon, _assignment, _WORK, "?han=7_ngay"),
    Block(_CB, "Việc mới giao", rows.fresh, _assignment, _WORK, "?trang_thai=new"),
    Block(_CB, "Đang soạn", rows.drafts, _paper("Soạn tiếp", _editor("overview")),
          "documents:list", "?hieu_luc=dang_soan"),
    Block(_TG | _CB | _LD, "Báo cáo chờ tiếp nhận", rows.to_accept, _report, "reports:list"),
    Block(_TG | _LD, "Kết quả chờ xác nhận", rows.to_confirm, _below, _WORK, _GIVEN + "reported"),
    Block(_TG | _LD, "Văn bản có nhiệm vụ chưa giao", rows.to_cascade,
          _paper("Giao việc", _desk("documents:detail")), "documents:list"),
    Block(_TG, "Đơn vị quá hạn chưa đôn đốc", rows.late_below, _to_nudge, "directives:nudge"),
    Block(_TG, "Báo cáo tổng hợp đến hạn", rows.to_sum_up, _to_sum_up, "reports:list",
          "?ben=cap-duoi"),
    Block(_TG | _LD, "Đề nghị không áp dụng", rows.excuses, _below, _WORK,
          _GIVEN + "excuse_asked"),
    Block(_TG | _LD, "Đề nghị gia hạn", rows.extensions, _extension, _WORK,
          "?ben=giao&han=xin_gia_han"),
    Block(_LD, "Ủy quyền sắp hết", rows.ending_leaves, _leave, "documents:delegations",
          signers=True),
    Block(_TG | _LD, "Đề nghị mở khóa", rows.reopenings, _reopening, "reports:list",
          "?ben=cap-duoi"),
    Block(_KT, "Mới ban hành trong phạm vi", rows.just_issued,
          _paper("Xem", _desk("documents:detail")), "documents:list"),
    Block(_KT, "Quá hạn trên 30 ngày", rows.long_overdue, _below, "directives:board"),
    Block(_KT, "Sửa, thu hồi, số bỏ trong tuần", rows.corrections, _line, "activity:log",
          "?verb=sua_thu_hoi"),
    Block(_KT, "Thay đổi từ lần xem trước", rows.changed_since_seen,
          _paper("Xem", _desk("documents:detail")), "documents:list"),
    Block(_QT, "Việc nền lỗi", rows.failed_jobs, _job, "activity:jobs"),
    Block(_QT, "Đơn vị chưa có người dùng", rows.unstaffed, _unit, "units:admin-units"),
    Block(_QT, "Chứng thư hết hạn trong 30 ngày", rows.expiring, _certificate,
          "documents:admin-certificates"),
    Block(_QT, "Ngày nghỉ năm tới chưa nhập", rows.missing_days, _year, "units:admin-days"),
    Block(_QT, "Kiểm tra chưa đạt", sanity.failing, _check, "admin-checks"),
)  # fmt: skip
