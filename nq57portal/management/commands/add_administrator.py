"""`add_administrator`: the first person of an office, who then adds everybody else."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from activity.services import record
from units.administration import new_password
from units.models import Membership, Role, Unit, User
from units.text import one_line


class Command(BaseCommand):
    """Gives a person the role of administrator in a unit; a new person also gets a password.

    For the machine's own operator: whoever may run it may do everything anyway. It stands in the
    log as the portal's doing.
    """

    help = "Trao vai trò quản trị; người chưa có tài khoản thì tạo và in mật khẩu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="tên đăng nhập")
        parser.add_argument("unit", help="mã đơn vị, ví dụ hp-ubnd")
        parser.add_argument("--name", default="", help="họ và tên của người mới")
        parser.add_argument("--email", default="", help="thư điện tử của người mới")

    def handle(self, *args: Any, **options: Any) -> None:
        unit = Unit.objects.filter(code=options["unit"]).first()
        if unit is None:
            raise CommandError(f"Không có đơn vị mã “{options['unit']}”.")
        with transaction.atomic():
            person, password = _person(options)
            Membership.objects.update_or_create(
                user=person, unit=unit, role=Role.ADMIN, defaults={"valid_to": None}
            )
            record(
                target=person,
                verb="people.role",
                sentence=f"Cổng trao vai trò quản trị ở {unit} cho {person}",
                by=None,
            )
        self.stdout.write(f"{person} ({person.username}) là quản trị của {unit}.")
        if password:
            self.stdout.write(f"Mật khẩu đăng nhập lần đầu: {password}")


def _person(options: dict[str, Any]) -> tuple[User, str]:
    """The person of that user name, else a new one with the password to be told them."""
    username = one_line(options["username"]).lower()
    known = User.objects.filter(username=username).first()
    if known is not None:
        return known, ""
    name = one_line(options["name"])
    if not name:
        raise CommandError(f'Chưa có người dùng “{username}”: ghi thêm --name "Họ và tên".')
    person, password = (
        User(username=username, full_name=name, email=options["email"]),
        new_password(),
    )
    person.set_password(password)
    person.save()
    return person, password
