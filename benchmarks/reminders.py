"""Reminding 23,500 units of ten tasks each on one morning, against bare SQL.

Ours is the whole round `remind`: the slots of the day on the office's calendar, who is told, in
which words, by which way, for 235,000 assignments that all fall due on one day. The reference
writes the very same reminders and notices and nothing else, by two `INSERT … SELECT`. Both are
rolled back, so that each round begins alike.
"""

import datetime as dt
import statistics
import time
from collections.abc import Callable

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from activity import hours  # noqa: E402
from activity.models import Notice  # noqa: E402
from directives import services  # noqa: E402
from directives.models import Cascade, Reminder, Task  # noqa: E402
from documents.models import Document  # noqa: E402
from units import national  # noqa: E402
from units.models import Membership, Role, Unit, User  # noqa: E402

ROUNDS = 3
TASKS = 10
MORNING = hours.at(dt.date(2026, 3, 9), dt.time(7, 30))
DUE = hours.at(dt.date(2026, 3, 12), dt.time(23, 59, 59))  # three working days later


def country() -> Unit:
    """The country with a cadre in every unit; returns who gives the work."""
    call_command("migrate", verbosity=0)
    national.load_country(national.provinces())
    units = list(Unit.objects.order_by("pk"))
    User.objects.bulk_create(
        (
            User(username=f"cb{u.pk}", full_name=f"Trần Thị {u.pk}", email=f"cb{u.pk}@vidu.vn")
            for u in units
        ),
        batch_size=2000,
    )
    people = User.objects.in_bulk(field_name="username")
    Membership.objects.bulk_create(
        (Membership(user=people[f"cb{u.pk}"], unit=u, role=Role.STAFF) for u in units),
        batch_size=2000,
    )
    return Unit.objects.get(code="tw-ttg")


def give(giver: Unit) -> int:
    """Ten tasks of one paper given to every other unit, all due on one day; how many."""
    by = User.objects.order_by("pk")[0]
    document = Document.objects.create(
        type_code="KH", issuer=giver, subject="Kế hoạch đo tốc độ nhắc hạn", state="issued",
        full_number="57/KH-TTg", date=dt.date(2026, 2, 2), created_by=by,
    )  # fmt: skip
    cascade = Cascade.objects.create(document=document, unit=giver, by=by, state="done")
    for number in range(1, TASKS + 1):
        Task.objects.create(
            document=document, text=f"Nhiệm vụ thứ {number}", order=number, operator="before_day",
            date=dt.date(2026, 3, 13), wording="trước ngày 13/3/2026", due_at=DUE,
        )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO directives_assignment
                (task_id, unit_id, cascade_id, issuer_id, part, due_at, wording, state, created_at,
                 result, reason)
            SELECT t.id, u.id, %s, %s, 'lead', t.due_at, t.wording, 'new', %s, '', ''
            FROM directives_task t CROSS JOIN units_unit u WHERE u.id <> %s
            """,
            [cascade.pk, giver.pk, MORNING - dt.timedelta(days=20), giver.pk],
        )
        made = cursor.rowcount
        cursor.execute("ANALYZE")
    return int(made)


def bare() -> None:
    """The same rows by two statements, with the words of one slot for all."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO directives_reminder (person_id, assignment_id, slot, due_at, day, key)
            SELECT m.user_id, a.id, 'b3', a.due_at, '2026-03-09',
                   'reminder:' || a.id || ':b3:' || a.due_at
            FROM directives_assignment a JOIN units_membership m ON m.unit_id = a.unit_id
            WHERE a.due_at = %s AND m.role = 'CB'
            """,
            [DUE],
        )
        cursor.execute(
            """
            INSERT INTO activity_notice
                (recipient_id, unit_id, reason, topic, subject, body, address, created_at, key,
                 morning)
            SELECT r.person_id, a.unit_id, 'den_han', 'sap_den',
                   'Còn 3 ngày làm việc: nhiệm vụ theo Kế hoạch số 57/KH-TTg',
                   u.short_name || ': nhiệm vụ theo Kế hoạch số 57/KH-TTg. Hạn chót: 23:59 thứ Năm '
                   || '12/3/2026 (“trước ngày 13/3/2026”).',
                   '/viec-duoc-giao/' || a.id || '/', now(), r.key, '2026-03-09'
            FROM directives_reminder r JOIN directives_assignment a ON a.id = r.assignment_id
            JOIN units_unit u ON u.id = a.unit_id WHERE r.day = '2026-03-09'
            """
        )


class Undo(Exception):
    """Ends a round: its transaction is rolled back."""


def seconds(work: Callable[[], object]) -> float:
    """The median of several rounds after one to warm up, without the rolling back."""
    taken = []
    for _ in range(ROUNDS + 1):
        try:
            with transaction.atomic():
                start = time.perf_counter()
                work()
                taken.append(time.perf_counter() - start)
                assert Reminder.objects.count() == Notice.objects.count() == given
                raise Undo
        except Undo:
            pass
    return statistics.median(taken[1:])


given = give(country())
reference = seconds(bare)
ours = seconds(lambda: services.remind(MORNING))
with CaptureQueriesContext(connection) as captured:
    services.remind(MORNING)
print(
    f"reminders {ours / reference:.2f}  ({given} assignments, {len(captured)} statements, "
    f"{ours * 1000:.0f} ms against {reference * 1000:.0f} ms)"
)
