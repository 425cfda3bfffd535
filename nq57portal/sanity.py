"""Is the portal well? What an administrator can see without a shell on the server (screens §3).

Every row is one question with a state, what was found and what to do about it. No row shows a
path, an address or a key: whoever needs those has the server's log.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.core import checks
from django.db.models import Count, Min
from django.urls import reverse

from activity import chain, outbox
from activity.models import OutboxItem
from documents.lifecycle import StateLabel
from nq57portal.todo_rows import DAYS_KNOWN_FROM, expiring, held_certificates
from units.actors import Actor
from units.administration import runs_portal
from units.dates import clock, format_date, in_hanoi
from units.models import CalendarDay

OK = StateLabel("Đạt", "luc", "check-circle")
LOOK = StateLabel("Nên xem lại", "vang", "exclamation-triangle")
WRONG = StateLabel("Phải sửa", "do", "x-octagon")
UNKNOWN = StateLabel("Chưa đến lúc", "xam", "clock")

# The sweeper comes every 30 seconds; printing what it found may take minutes.
SILENT_AFTER = dt.timedelta(minutes=5)
UNCHECKED_AFTER = dt.timedelta(hours=1)
# Only what may change while the portal runs; the rest stops it from starting.
TAGS = ("documents", checks.Tags.files, checks.Tags.database, checks.Tags.security)


@dataclass(frozen=True)
class Row:
    """One question: its name, how it stands, what was found, what to do ("" when all is well)."""

    name: str
    state: StateLabel
    found: str
    advice: str = ""
    address: str = ""
    link: str = ""


class Known(NamedTuple):
    """How a start-up check reads here: its name, what is well, what is wrong, what to do."""

    name: str
    well: str
    wrong: str
    advice: str


KNOWN = {
    "documents.fonts": Known(
        "Phông chữ in văn bản",
        "Đủ chữ tiếng Việt ở bốn kiểu chữ",
        "Thiếu phông chữ: chưa in được văn bản nào",
        "Cài gói phông chữ Liberation trên máy chủ rồi khởi động lại cổng.",
    ),
    "nq57portal.E001": Known(
        "Thư mục lưu tệp",
        "Ghi được",
        "Không ghi được: văn bản ký, tệp kèm không lưu được",
        "Cấp quyền ghi thư mục lưu tệp cho cổng, hoặc khai thư mục khác ở VAR_DIR.",
    ),
    "nq57portal.W001": Known(
        "Cơ sở dữ liệu",
        "Hợp với số tiến trình đang chạy",
        "SQLite đang phục vụ nhiều tiến trình, các trang phải chờ nhau",
        "Chuyển sang PostgreSQL, hoặc để WEB_CONCURRENCY là 1.",
    ),
    "nq57portal.W002": Known(
        "Chế độ trình diễn",
        "Không bật trên máy chủ thật",
        "Đang bật: ai cũng đăng nhập được bằng tài khoản mẫu",
        "Đặt DEMO_MODE=0 rồi khởi động lại cổng.",
    ),
}


def rows_for(actor: Actor, now: dt.datetime) -> list[Row]:
    """Every question that concerns the administrator, in a fixed order; writes nothing."""
    rows = [*_start_up(actor), _worker(actor, now)]
    if runs_portal(actor):
        rows.append(_jobs())
    return [*rows, _log(actor, now), _certificates(actor, now), _days_off(actor, now)]


def failing(actor: Actor, now: dt.datetime) -> list[Row]:
    """What must be put right now, of what has no block of its own on the first page."""
    rows = [*_start_up(actor), _worker(actor, now), _log(actor, now)]
    return [row for row in rows if row.state is WRONG]


def _for_portal(actor: Actor, advice: str) -> str:
    """What to do about the server; an administrator of a commune can only tell those who run it."""
    if runs_portal(actor):
        return advice
    phone = f", {settings.SUPPORT_PHONE}" if settings.SUPPORT_PHONE else ""
    return f"Báo quản trị cổng{phone}."


def _start_up(actor: Actor) -> Iterator[Row]:
    messages = [
        message
        for message in checks.run_checks(tags=TAGS, include_deployment_checks=settings.PRODUCTION)
        if message.level >= checks.WARNING and not message.is_silenced()
    ]
    raised = {message.id: message for message in messages}
    for code, known in KNOWN.items():
        message = raised.pop(code, None)
        if message is None:
            yield Row(known.name, OK, known.well)
        else:
            state = WRONG if message.is_serious() else LOOK
            yield Row(known.name, state, known.wrong, _for_portal(actor, known.advice))
    if raised:
        codes = ", ".join(sorted(code or "?" for code in raised))
        advice = "Chạy “manage.py check --deploy” trên máy chủ và làm theo hướng dẫn."
        yield Row("Thiết lập khác", LOOK, f"Chưa đạt: {codes}", _for_portal(actor, advice))
    else:
        yield Row("Thiết lập khác", OK, "Không có điểm nào chưa đạt")


def _worker(actor: Actor, now: dt.datetime) -> Row:
    name, advice = "Tiến trình việc nền", "Khởi động lại tiến trình việc nền và bộ hẹn giờ."
    at = outbox.last_beat()
    if at is None:
        found = "Chưa chạy lần nào: thư và tệp PDF chưa được làm"
        return Row(name, WRONG, found, _for_portal(actor, advice))
    if now - at > SILENT_AFTER:
        found = f"Im từ {_moment(at)}: thư và tệp PDF đang chờ"
        return Row(name, WRONG, found, _for_portal(actor, advice))
    return Row(name, OK, f"Quét lần cuối lúc {_moment(at)}")


def _jobs() -> Row:
    failed = OutboxItem.objects.filter(state=OutboxItem.State.FAILED).count()
    if not failed:
        return Row("Việc nền lỗi", OK, "Không có")
    advice = "Xem lỗi rồi cho thử lại."
    return Row(
        "Việc nền lỗi", WRONG, f"{failed} việc", advice, reverse("activity:jobs"), "Mở Việc nền"
    )


def _log(actor: Actor, now: dt.datetime) -> Row:
    name, address, link = "Chuỗi nhật ký", reverse("activity:log"), "Mở Nhật ký"
    check = chain.last_check()
    if check is None:
        advice = _for_portal(actor, "Xem dòng Tiến trình việc nền.")
        return Row(name, LOOK, "Chưa kiểm lần nào", advice)
    if check.problem:
        advice = "Đừng sửa gì trong cơ sở dữ liệu. " + _for_portal(
            actor, "Giữ nguyên máy chủ để tra cứu."
        )
        return Row(name, WRONG, f"Đứt, kiểm lúc {_moment(check.at)}", advice, address, link)
    if now - check.at > UNCHECKED_AFTER:
        advice = _for_portal(actor, "Xem dòng Tiến trình việc nền.")
        return Row(name, LOOK, f"Lâu chưa kiểm, lần cuối lúc {_moment(check.at)}", advice)
    return Row(name, OK, f"Nguyên vẹn, kiểm lúc {_moment(check.at)}")


def _certificates(actor: Actor, now: dt.datetime) -> Row:
    name = "Chứng thư số của đơn vị"
    address, link = reverse("documents:admin-certificates"), "Mở Chứng thư"
    ending = list(expiring(actor, now))
    if ending:
        said = "; ".join(
            f"{row.subject} {'đã hết hạn' if row.not_after < now else 'hết hạn'} "
            f"{_day(row.not_after)}"
            for row in ending
        )
        state = WRONG if ending[0].not_after < now else LOOK
        return Row(name, state, said, "Thêm chứng thư mới trước ngày đó.", address, link)
    held = held_certificates(actor).filter(not_after__gte=now)
    counted = held.aggregate(n=Count("pk"), first=Min("not_after"))
    if not counted["n"]:
        advice = "Lãnh đạo và văn thư thêm chứng thư ở Tài khoản để ký được văn bản."
        return Row(name, LOOK, "Chưa có chứng thư số", advice, address, link)
    return Row(name, OK, f"{counted['n']} chứng thư còn hạn, sớm nhất đến {_day(counted['first'])}")


def _days_off(actor: Actor, now: dt.datetime) -> Row:
    today = in_hanoi(now).date()
    year = today.year + 1
    name = f"Ngày nghỉ năm {year}"
    if CalendarDay.objects.filter(day__year=year).exists():
        return Row(name, OK, "Đã nhập")
    if today.month < DAYS_KNOWN_FROM:
        return Row(name, UNKNOWN, f"Chưa nhập; nhập từ tháng {DAYS_KNOWN_FROM}, khi đã công bố")
    advice = _for_portal(actor, "Nhập ngày nghỉ bù, làm bù đã công bố.")
    address = reverse("units:admin-days")
    return Row(name, LOOK, f"Chưa nhập ngày nghỉ năm {year}.", advice, address, "Mở Ngày nghỉ")


def _moment(at: dt.datetime) -> str:
    return f"{clock(at)} ngày {_day(at)}"


def _day(at: dt.datetime) -> str:
    return format_date(in_hanoi(at).date())
