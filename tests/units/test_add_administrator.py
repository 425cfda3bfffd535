"""The first administrator of an office is made by the machine's operator."""

from __future__ import annotations

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from activity.models import LogEntry
from tests.factories import Cast
from units.models import Membership, Role, User


def add(*arguments: str) -> str:
    said = io.StringIO()
    call_command("add_administrator", *arguments, stdout=said)
    return said.getvalue()


def test_a_new_administrator_signs_in_and_administers(cast: Cast):
    said = add("Dung.HP", "hp-ubnd", "--name", "Lê  Dung")
    (password,) = re.findall(r"lần đầu: (\S+)", said)
    client = Client()
    client.post("/dang-nhap/", {"login": "dung.hp", "password": password})
    assert client.get("/quan-tri/").status_code == 200
    line = LogEntry.objects.get()
    assert line.actor_name == "Hệ thống"
    assert "trao vai trò quản trị" in line.sentence
    assert password not in line.sentence


def test_somebody_known_keeps_the_password(cast: Cast):
    assert "Mật khẩu" not in add("mai", "tk-ubnd")
    assert "Mật khẩu" not in add("mai", "tk-ubnd")  # again does no harm
    assert Membership.objects.filter(user=cast.mai, role=Role.ADMIN).count() == 1
    cast.mai.refresh_from_db()
    assert cast.mai.check_password("mat-khau-thu")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("mai", "khong-co"), "Không có đơn vị mã “khong-co”."),
        (("nguoi.moi", "tk-ubnd"), "Chưa có người dùng “nguoi.moi”"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_made(cast: Cast, arguments, sentence):
    before = User.objects.count(), Membership.objects.count()
    with pytest.raises(CommandError, match=re.escape(sentence)):
        add(*arguments)
    assert (User.objects.count(), Membership.objects.count()) == before
