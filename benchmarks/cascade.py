"""Giving a paper's ten tasks to the People's Committees of all 3,321 communes, against bare SQL.

Ours is `confirm`: groups resolved on today's tree, reach and earlier cascades respected, locks,
log, and the promise to tell everybody. The reference writes the very same assignments and nothing
else, by one `INSERT … SELECT`. Both are rolled back, so that each round begins alike.
"""

import statistics
import time
from collections.abc import Callable

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from directives import services  # noqa: E402
from directives.models import Cascade, Task  # noqa: E402
from documents.models import Document  # noqa: E402
from units import national  # noqa: E402
from units.actors import Actor, actor_for  # noqa: E402
from units.dates import today  # noqa: E402
from units.groups import Group  # noqa: E402
from units.models import Level, Membership, Role, Unit, User  # noqa: E402

ROUNDS = 7
TASKS = 10


def country() -> Actor:
    """The country, a cadre in every commune's People's Committee, and the one who gives out."""
    call_command("migrate", verbosity=0)
    national.load_country(national.provinces())
    giver = Unit.objects.select_related("area").get(code="tw-ttg")
    leader = User.objects.create(username="giao-viec", full_name="Nguyễn Văn Giao")
    Membership.objects.create(user=leader, unit=giver, role=Role.LEADER)
    communes = Unit.objects.filter(kind=Unit.Kind.PEOPLES_COMMITTEE, level=Level.COMMUNE)
    User.objects.bulk_create(
        User(username=f"cb{unit.pk}", full_name=f"Trần Thị {unit.pk}", email=f"cb{unit.pk}@vidu.vn")
        for unit in communes
    )
    people = User.objects.in_bulk(field_name="username")
    Membership.objects.bulk_create(
        Membership(user=people[f"cb{unit.pk}"], unit=unit, role=Role.STAFF) for unit in communes
    )
    actor = actor_for(leader, giver)
    assert actor is not None
    return actor


def prepared(actor: Actor) -> Cascade:
    """An issued paper with ten tasks, ready to be given to every commune."""
    document = Document.objects.create(
        type_code="KH", issuer=actor.unit, subject="Kế hoạch đo tốc độ giao việc", state="issued",
        date=today(), created_by=actor.user,
    )  # fmt: skip
    tasks = [
        Task.objects.create(document=document, text=f"Nhiệm vụ thứ {n + 1}", order=n)
        for n in range(TASKS)
    ]
    group = Group(
        "UBND các xã, phường, đặc khu",
        kinds=(Unit.Kind.PEOPLES_COMMITTEE.value,),
        level=Level.COMMUNE.value,
        area=actor.unit.area.path,
    )
    return Cascade.objects.create(
        document=document,
        unit=actor.unit,
        by=actor.user,
        groups=[group.as_json()],
        matrix={str(task.pk): [0] for task in tasks},
    )


def bare(cascade: Cascade) -> None:
    """The same rows by one statement, from nothing but the two tables that are paired."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO directives_assignment
                (task_id, unit_id, cascade_id, issuer_id, part, due_at, wording, state, created_at,
                 result, reason)
            SELECT t.id, u.id, %s, %s, 'lead', t.due_at, t.wording, 'new', now(), '', ''
            FROM directives_task t CROSS JOIN units_unit u
            WHERE t.document_id = %s AND u.kind = 'ubnd' AND u.level = 'xa'
            """,
            [cascade.pk, cascade.unit_id, cascade.document_id],
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
                raise Undo
        except Undo:
            pass
    return statistics.median(taken[1:])


giver = country()
cascade = prepared(giver)
with connection.cursor() as cursor:
    cursor.execute("ANALYZE")
reference = seconds(lambda: bare(cascade))
ours = seconds(lambda: services.confirm(cascade, by=giver))
done = services.confirm(cascade, by=giver)
print(
    f"cascade {ours / reference:.2f}  ({done.assignment_count} assignments, {ours * 1000:.0f} ms "
    f"against {reference * 1000:.0f} ms)"
)
