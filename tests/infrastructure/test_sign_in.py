"""Guessing passwords is stopped, for the one who guesses and not for the office."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal import auth as totp
from axes.models import AccessAttempt
from django.test import Client
from django.utils import timezone

from units.models import User

RIGHT, WRONG = "mật khẩu đúng 57", "mật khẩu sai"
HERE, ELSEWHERE = "10.0.0.1", "10.0.0.2"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def an() -> User:
    return User.objects.create_user("an", password=RIGHT, full_name="Nguyễn Văn An")


def sign_in(password: str, address: str = HERE, username: str = "an"):
    answer = Client(REMOTE_ADDR=address).post(
        "/dang-nhap/", {"login": username, "password": password}
    )
    return answer.status_code


def test_the_right_password_signs_in():
    assert sign_in(RIGHT) == 302


def test_five_wrong_passwords_lock_the_person_at_that_address():
    assert [sign_in(WRONG) for _ in range(5)] == [200, 200, 200, 200, 429]
    assert sign_in(RIGHT) == 429


def test_the_same_person_elsewhere_and_others_here_still_sign_in():
    User.objects.create_user("binh", password=RIGHT, full_name="Lê Thị Bình")
    for _ in range(5):
        sign_in(WRONG)
    assert sign_in(RIGHT, ELSEWHERE) == 302
    assert sign_in(RIGHT, username="binh") == 302


def test_the_lock_ends_after_fifteen_minutes_even_if_one_kept_trying():
    for _ in range(5):
        sign_in(WRONG)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    assert sign_in(WRONG) == 429
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert sign_in(RIGHT) == 302


def test_a_right_password_forgives_the_wrong_ones_before():
    for _ in range(4):
        sign_in(WRONG)
    assert sign_in(RIGHT) == 302
    assert sign_in(WRONG) == 200


@pytest.mark.parametrize("path", ["/accounts/signup/", "/dang-ky/", "/tai-khoan/dang-ky/"])
def test_nobody_signs_up(client, path):
    assert client.get(path).status_code == 404


def test_a_second_factor_is_asked_for_and_checked(an, client):
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(an, secret)
    first = client.post("/dang-nhap/", {"login": "an", "password": RIGHT})
    assert first.headers["Location"].startswith("/dang-nhap/xac-thuc/")
    assert client.get("/viec-can-lam/").headers["Location"].startswith("/dang-nhap/")

    def code(steps_from_now: int) -> str:
        now = next(iter(totp.yield_hotp_counters_from_time()))
        return totp.format_hotp_value(totp.hotp_value(secret, now + steps_from_now))

    assert client.post("/dang-nhap/xac-thuc/", {"code": code(-100)}).status_code == 200
    assert "_auth_user_id" not in client.session
    assert client.post("/dang-nhap/xac-thuc/", {"code": code(0)}).status_code == 302
    assert client.session["_auth_user_id"] == str(an.pk)
