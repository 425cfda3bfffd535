"""Owners are warned before a certificate ends, in time to ask for another (screens, flow C)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from activity.models import Notice
from activity.services import Message, tell_each
from documents.models import Certificate
from units.dates import format_date, in_hanoi, today
from units.models import Membership, Role, User

# Days before the end, each told once; a day the job missed is made up for on the next.
DAYS = (3, 14, 30)

_Told = list[tuple[User, int | None, Message]]


def warn() -> int:
    """Tell the owners of what ends soon, for a seal the clerks of its unit. Returns how many.

    A certificate that a longer one replaces already is passed over. The queries do not grow with
    the certificates, only with the different days on which they end.
    """
    groups: dict[tuple[int, dt.date], _Told] = defaultdict(list)
    ending = list(_ending())
    clerks = _clerks({row.unit_id for row in ending if row.unit_id})
    for row in ending:
        last = in_hanoi(row.not_after).date()
        left = (last - today()).days
        step = next(days for days in DAYS if left <= days)
        message = _message(row, last, left)
        if row.user is not None:
            groups[step, last].append((row.user, None, message))
        for clerk in clerks[row.unit_id] if row.unit_id else ():
            groups[step, last].append((clerk, row.unit_id, message))
    for (step, last), told in groups.items():
        tell_each(told, f"certificate-end:{step}:{last.isoformat()}", None)
    return sum(map(len, groups.values()))


def _ending() -> list[Certificate]:
    now = timezone.now()
    in_use = Certificate.objects.filter(revoked_at=None, not_after__gte=now)
    longer = in_use.filter(not_after__gt=OuterRef("not_after")).filter(
        Q(user__isnull=False, user=OuterRef("user")) | Q(unit__isnull=False, unit=OuterRef("unit"))
    )
    rows = in_use.filter(~Exists(longer), not_after__lt=now + dt.timedelta(days=max(DAYS) + 1))
    found = rows.select_related("user", "unit").defer("sealed", "image")
    return [row for row in found if (in_hanoi(row.not_after).date() - today()).days <= max(DAYS)]


def _clerks(units: set[int]) -> dict[int, list[User]]:
    found: dict[int, list[User]] = defaultdict(list)
    rows = Membership.objects.active_on(today()).filter(unit__in=units, role=Role.CLERK)
    for row in rows.select_related("user"):
        found[row.unit_id].append(row.user)
    return found


def _message(row: Certificate, last: dt.date, left: int) -> Message:
    when = f"hết hạn sau {left} ngày" if left else "hết hạn hôm nay"
    what = f"Con dấu số của {row.unit}" if row.unit else "Chứng thư số"
    return Message(
        subject=f"{what} {when}",
        body=f"Chứng thư của {row.subject} hết hạn ngày {format_date(last)}. "
        "Xin cấp chứng thư mới và thêm vào cổng trước ngày đó.",
        address=reverse("documents:certificates"),
        reason=Notice.Reason.DEADLINE,
    )
