"""Phiên đăng nhập: seen, ended from another machine, gone with a new password."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tests.factories import Cast
from units import administration, sign_ins
from units.models import SignIn, User

pytestmark = pytest.mark.django_db

PAGE = "/tai-khoan/bao-mat/"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Version/17.5 Mobile/15E148 Safari/604.1"


def signed_in(who: User, agent: str, address: str) -> Client:
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    form = {"login": who.username, "password": "mat-khau-thu"}
    assert client.post("/dang-nhap/", form).status_code == 302
    return client


@pytest.fixture
def office(cast: Cast) -> Client:
    return signed_in(cast.mai, CHROME, "10.0.0.5")


@pytest.fixture
def phone(cast: Cast) -> Client:
    return signed_in(cast.mai, PHONE, "113.160.1.2")


def works(client: Client) -> bool:
    return client.get("/viec-can-lam/").status_code == 200


def test_each_place_is_named_and_this_one_cannot_be_ended(office: Client, phone: Client) -> None:
    page = office.get(PAGE)
    assert "Chrome trên Windows<small>10.0.0.5</small>" in page.text
    assert "Safari trên iPhone<small>113.160.1.2</small>" in page.text
    here, there = page.context["places"]
    assert (here.here, there.here) == (True, False)
    assert "Máy này</td>" in page.text
    assert page.text.count("Kết thúc phiên<span") == 1
    assert abs(timezone.now() - there.seen) < dt.timedelta(minutes=1)


def test_another_place_is_asked_about_and_then_ended(office: Client, phone: Client) -> None:
    there = office.get(PAGE).context["places"][1]
    url = f"{PAGE}phien/{there.pk}/"
    assert "Kết thúc phiên Safari trên iPhone?" in office.get(url).text
    assert works(phone)
    done = office.post(url, follow=True).text
    assert "Đã kết thúc 1 phiên đăng nhập trên máy khác." in done
    assert not works(phone)
    assert works(office)
    assert "Phiên đó đã kết thúc từ trước." in office.post(url, follow=True).text


def test_all_other_places_end_at_once(office: Client, phone: Client, cast: Cast) -> None:
    third = signed_in(cast.mai, CHROME, "10.0.0.9")
    assert "Kết thúc 2 phiên trên máy khác?" in office.get(f"{PAGE}phien-khac/").text
    office.post(f"{PAGE}phien-khac/")
    assert [works(client) for client in (office, phone, third)] == [True, False, False]


def test_nobody_ends_somebody_elses_session_nor_the_own_one(office: Client, cast: Cast) -> None:
    chi = signed_in(cast.chi, CHROME, "10.0.0.7")
    for row in SignIn.objects.all():
        office.post(f"{PAGE}phien/{row.pk}/")
    assert works(chi)
    assert works(office)


def test_a_new_password_ends_the_other_places(office: Client, phone: Client) -> None:
    new = "mật khẩu mới 2026"
    form = {"oldpassword": "mat-khau-thu", "password1": new, "password2": new}
    assert office.post("/tai-khoan/mat-khau/", form).status_code == 302
    assert works(office)
    assert not works(phone)
    (only,) = office.get(PAGE).context["places"]
    assert only.here


def test_an_administrator_who_sets_a_password_ends_every_place(
    office: Client, phone: Client, cast: Cast
) -> None:
    administration.reset_password(cast.mai, by=cast.actor(cast.quan))
    assert not SignIn.objects.filter(user=cast.mai).exists()
    assert [works(client) for client in (office, phone)] == [False, False]


def test_what_ended_by_itself_is_not_listed(office: Client, phone: Client) -> None:
    gone = SignIn.objects.exclude(address="10.0.0.5").get()
    Session.objects.filter(pk=gone.session_id).update(
        expire_date=timezone.now() - dt.timedelta(minutes=1)
    )
    assert len(office.get(PAGE).context["places"]) == 1
    Session.objects.filter(pk=gone.session_id).delete()
    assert not SignIn.objects.filter(pk=gone.pk).exists()


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (CHROME, "Chrome trên Windows"),
        (f"{CHROME} Edg/126.0", "Edge trên Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Firefox/127.0", "Firefox trên Linux"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile", "Chrome trên Android"),
        ("curl/8.5", "Trình duyệt khác"),
        ("", "Trình duyệt khác"),
    ],
)
def test_how_a_browser_is_called(agent: str, name: str) -> None:
    assert sign_ins.browser_name(agent) == name
