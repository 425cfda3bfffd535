"""What an administrator may look after, and the changes made to units, people and the calendar.

Each change is one transaction with its line in the log. Nobody grants roles to themselves, and
whoever also works outside an administrator's reach keeps their name, mail and password from that
administrator: with them one could act in the other unit.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from units import sign_ins
from units.access import Refusal
from units.actors import Actor, names_with_positions
from units.dates import format_date, today
from units.events import changed
from units.models import CalendarDay, Level, Line, Membership, Role, Unit, UnitName, User
from units.querysets import UnitQuerySet
from units.services import forget_overrides
from units.text import fold

# The lines each line leads; nobody administers, or stands above, a line that leads the own one.
LEADS: Mapping[str, frozenset[str]] = {
    Line.PARTY: frozenset(Line),
    Line.STATE: frozenset({Line.STATE, Line.FRONT, Line.MASS}),
    Line.FRONT: frozenset({Line.FRONT, Line.MASS}),
    Line.MASS: frozenset({Line.MASS}),
}
# Without letters and figures that look alike: the word is read out over the telephone.
_PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def administered(actor: Actor) -> UnitQuerySet:
    """The actor's own unit and those below that its line may lead."""
    unit = actor.unit
    below = Unit.objects.in_reach_of(unit).filter(line__in=LEADS[unit.line])
    return Unit.objects.filter(Q(pk=unit.pk) | Q(pk__in=below.values("pk")))


def administrators_of(unit: Unit) -> list[User]:
    """The people to ask: administrators of the unit, else of the nearest unit above; one query."""
    codes = [code for code in unit.path.split("/") if code]
    rows = (
        Membership.objects.active_on(today())
        .filter(unit__code__in=codes, role=Role.ADMIN, user__is_active=True)
        .select_related("user", "unit")
        .order_by("user__sort_key")
    )
    by_code: dict[str, list[User]] = {}
    for row in rows:
        by_code.setdefault(row.unit.code, []).append(row.user)
    return next((by_code[code] for code in reversed(codes) if code in by_code), [])


def lines_of(actor: Actor) -> list[Line]:
    """The lines in which the actor may add units."""
    return [line for line in Line if line in LEADS[actor.unit.line]]


def runs_portal(actor: Actor) -> bool:
    """Whether what concerns every office (calendar, jobs) is the actor's: administrators above the
    commune."""
    return actor.has(Role.ADMIN) and actor.unit.level != Level.COMMUNE


def people_of(actor: Actor) -> QuerySet[User]:
    """Everybody who holds or held a role in an administered unit; those who never held one anywhere
    belong to the administrators of the portal."""
    roles = Membership.objects.filter(user=OuterRef("pk"))
    mine = Exists(roles.filter(unit__in=administered(actor).values("pk")))
    found = Q(mine) | ~Q(Exists(roles)) if runs_portal(actor) else Q(mine)
    return User.objects.filter(found)


def elsewhere(person: User, actor: Actor) -> list[Unit]:
    """Units outside the actor's reach in which the person holds a role today."""
    held = Membership.objects.active_on(today()).filter(user=person).values("unit")
    mine = administered(actor).values("pk")
    return list(Unit.objects.filter(pk__in=held).exclude(pk__in=mine).in_vietnamese_order())


def require_whole_person(person: User, actor: Actor) -> None:
    """Raise Refusal when the person also works where the actor does not administer."""
    if others := elsewhere(person, actor):
        where = "; ".join(str(unit) for unit in others)
        raise Refusal(
            f"Chưa đổi gì: đồng chí {person} còn vai trò ở {where}. "
            "Tên, thư, mật khẩu do quản trị phụ trách tất cả các đơn vị đó đổi."
        )


def require_somebody_else(person: User, actor: Actor) -> None:
    """Raise Refusal when administrators would give or take roles of their own."""
    if person.pk == actor.user.pk:
        others = names_with_positions(actor.unit, [Role.LEADER])
        tail = f" Báo lãnh đạo đơn vị: {others}." if others else ""
        raise Refusal(
            f"Chưa đổi gì: không tự trao hoặc kết thúc vai trò của mình; cần quản trị khác.{tail}"
        )


# --- Units ----------------------------------------------------------------------------------------


@transaction.atomic
def add_unit(unit: Unit, name: UnitName, *, by: Actor) -> Unit:
    """Add a unit with its first names; `unit` carries everything but code and names."""
    unit.code = _free_code(unit, name)
    unit.level = unit.area.level
    unit.save()
    name.unit = unit
    name.save()
    unit.refresh_current_name()
    since = format_date(unit.valid_from)
    changed(unit, verb="units.add", done=f"thêm đơn vị {unit}, từ {since}", by=by)
    return unit


def _free_code(unit: Unit, name: UnitName) -> str:
    base = f"{unit.area.code}-{fold(name.short_name).replace(' ', '-')}"[:34].rstrip("-")
    code, number = base, 1
    while Unit.objects.filter(code=code).exists():
        number += 1
        code = f"{base}-{number}"
    return code


@transaction.atomic
def change_unit(unit: Unit, before: Mapping[str, Any], *, by: Actor) -> None:
    """Save changed settings of a unit; `before` holds the old values of what changed, by field."""
    unit.save()
    unit.refresh_current_name()
    after = {field: getattr(unit, field) for field in before}
    changed(
        unit,
        verb="units.change",
        done=f"sửa thông tin đơn vị {unit}",
        by=by,
        data=_before_after(Unit, before, after),
    )


@transaction.atomic
def rename_unit(unit: Unit, name: UnitName, *, by: Actor) -> None:
    """Give the unit new names from a day on; until then, and on older papers, the old ones stay."""
    before = str(unit)
    name.unit = unit
    name.save()
    unit.refresh_current_name()
    since = format_date(name.valid_from)
    changed(
        unit,
        verb="units.rename",
        done=f"đổi tên {before} thành {name.short_name}, từ {since}",
        by=by,
        data={"before": {"tên": before}, "after": {"tên": name.name, "từ ngày": since}},
    )


# --- People ---------------------------------------------------------------------------------------


@transaction.atomic
def add_person(
    person: User,
    unit: Unit,
    roles: Iterable[str],
    position: str,
    since: dt.date,
    until: dt.date | None,
    *,
    by: Actor,
) -> str:
    """Add a person with their first roles. Returns the password for the first sign-in."""
    password = new_password()
    person.set_password(password)
    person.save()
    changed(person, verb="people.add", done=f"thêm người dùng {person} ({person.username})", by=by)
    give_roles(person, unit, roles, position, since, until, by=by)
    return password


def new_password() -> str:
    """A password to be changed at once, easily read out: "km7t-x2pq-9hwd"."""
    groups = ("".join(secrets.choice(_PASSWORD_LETTERS) for _ in range(4)) for _ in range(3))
    return "-".join(groups)


@transaction.atomic
def change_person(person: User, before: Mapping[str, Any], *, by: Actor) -> None:
    """Save a person's changed name, mail, telephone or whether the account is in use."""
    require_whole_person(person, by)
    person.save()
    after = {field: getattr(person, field) for field in before}
    changed(
        person,
        verb="people.change",
        done=f"sửa thông tin người dùng {person}",
        by=by,
        data=_before_after(User, before, after),
    )


@transaction.atomic
def reset_password(person: User, *, by: Actor) -> str:
    """Give the person a new password, and end their sessions. Returns it, to be told once."""
    require_whole_person(person, by)
    password = new_password()
    person.set_password(password)
    person.save(update_fields=["password"])
    sign_ins.end(person, but=None)
    changed(person, verb="people.password", done=f"đặt lại mật khẩu của {person}", by=by)
    return password


@transaction.atomic
def give_roles(
    person: User,
    unit: Unit,
    roles: Iterable[str],
    position: str,
    since: dt.date,
    until: dt.date | None,
    *,
    by: Actor,
) -> None:
    """Let the person hold the roles in the unit; one that had ended begins anew."""
    require_somebody_else(person, by)
    for role in roles:
        Membership.objects.update_or_create(
            user=person,
            unit=unit,
            role=role,
            defaults={"position": position, "valid_from": since, "valid_to": until},
        )
        label = Role(role).label.lower()
        end = f" đến hết {format_date(until)}" if until else ""
        changed(
            person,
            verb="people.role",
            done=f"trao vai trò {label} ở {unit} cho {person}, từ {format_date(since)}{end}",
            by=by,
        )


@transaction.atomic
def end_role(membership: Membership, last_day: dt.date, *, by: Actor) -> None:
    """Let a role end with the day; what the person did in it stays."""
    require_somebody_else(membership.user, by)
    membership.valid_to = last_day
    membership.save(update_fields=["valid_to"])
    label = membership.get_role_display().lower()
    changed(
        membership.user,
        verb="people.role_end",
        done=f"kết thúc vai trò {label} ở {membership.unit} của {membership.user}, "
        f"đến hết {format_date(last_day)}",
        by=by,
    )


# --- Calendar -------------------------------------------------------------------------------------


def require_shared(actor: Actor, what: str) -> None:
    """Raise Refusal for administrators of communes: `what` ("lịch") holds for every office."""
    if not runs_portal(actor):
        raise Refusal(
            f"Xem được {what} này nhưng không sửa được vì {what} dùng chung cho mọi đơn vị. "
            "Người làm được việc này: quản trị cấp tỉnh."
        )


def require_calendar(actor: Actor) -> None:
    """The same for the calendar of working days."""
    require_shared(actor, "lịch")


@transaction.atomic
def enter_day(day: CalendarDay, *, by: Actor) -> None:
    """Enter what the Government or the office decided about a day."""
    require_calendar(by)
    day.save()
    forget_overrides()
    kind = "làm việc" if day.works else "nghỉ"
    done = f"ghi ngày {format_date(day.day)} là ngày {kind}: {day.name}"
    changed(day, verb="calendar.enter", done=done, by=by)


@transaction.atomic
def remove_day(day: CalendarDay, *, by: Actor) -> None:
    """Take an entry back; the day is again what the law makes it."""
    require_calendar(by)
    done = f"bỏ ghi chú ngày {format_date(day.day)}: {day.name}"
    changed(day, verb="calendar.remove", done=done, by=by)
    day.delete()
    forget_overrides()


def _before_after(
    model: type[Unit] | type[User], before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, dict[str, str]]:
    """Old and new values under the names people read, for the log."""
    names = {f.name: str(f.verbose_name) for f in model._meta.concrete_fields}
    return {
        "before": {names[field]: _shown(value) for field, value in before.items()},
        "after": {names[field]: _shown(value) for field, value in after.items()},
    }


def _shown(value: Any) -> str:
    match value:
        case None | "":
            return "(trống)"
        case bool():
            return "có" if value else "không"
        case dt.date():
            return format_date(value)
    return str(value)
