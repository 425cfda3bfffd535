"""A form that comes after the session ended waits for its writer, and for nobody else (E-PHIEN)."""

import datetime as dt
import re

from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from nq57portal.kept_forms import forget_old
from tests.factories import Cast
from units.models import KeptForm, User
from units.tasks import forget_sessions

TEXT = "Tổ chức tuyên truyền sâu rộng trong cán bộ, đảng viên và nhân dân."
ADDRESS = "/van-ban/soan/"


def sign_in(person: User, **how) -> Client:
    client = Client(**how)
    answer = client.post("/dang-nhap/", {"login": person.username, "password": "mat-khau-thu"})
    assert answer.status_code == 302
    return client


def silence(client: Client) -> None:
    """An hour passes: the server no longer believes the session, the browser still sends it."""
    Session.objects.filter(pk=client.cookies["sessionid"].value).update(
        expire_date=timezone.now() - dt.timedelta(seconds=1)
    )


def form(cast: Cast) -> dict[str, object]:
    return {"thay_mat": cast.tk_ubnd.pk, "text": TEXT, "subject": "Tuyên truyền", "pin": "482913"}


def send_late(client: Client, cast: Cast):
    silence(client)
    return client.post(ADDRESS, form(cast))


def test_the_same_person_gets_the_form_back_and_sends_it_once(cast: Cast):
    client = sign_in(cast.mai)
    answer = send_late(client, cast)
    kept = KeptForm.objects.get()
    assert answer.headers["Location"] == f"/dang-nhap/?next=%2Fnoi-dung-chua-gui%2F{kept.pk}%2F"

    page = client.get(answer.headers["Location"]).content.decode()
    assert (
        "Phiên làm việc đã hết vì 60 phút không thao tác. Nội dung vừa gửi được giữ 30 phút. "
        "Đăng nhập lại để tiếp tục." in page
    )
    credentials = {"login": "mai", "password": "mat-khau-thu"}
    onward = client.post(answer.headers["Location"], credentials).headers["Location"]
    assert onward == f"/noi-dung-chua-gui/{kept.pk}/"

    offered = client.get(onward).content.decode()
    assert TEXT in offered
    assert f'action="{ADDRESS}"' in offered
    again = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', offered))
    assert again["subject"] == "Tuyên truyền"
    client.post(ADDRESS, again)
    assert not KeptForm.objects.exists()


def test_the_first_page_reminds_of_it_when_one_signs_in_elsewhere(cast: Cast):
    send_late(sign_in(cast.mai), cast)
    shown = sign_in(cast.mai).get("/viec-can-lam/").content.decode()
    assert f"/noi-dung-chua-gui/{KeptForm.objects.get().pk}/" in shown


def test_nobody_else_ever_sees_it(cast: Cast):
    client = sign_in(cast.mai)
    address = send_late(client, cast).headers["Location"].split("next=")[1].replace("%2F", "/")
    # Somebody else at the same machine, and a colleague elsewhere.
    client.post("/dang-nhap/", {"login": "an", "password": "mat-khau-thu"})
    for other in (client, sign_in(cast.an)):
        page = other.get(address, follow=True)
        assert TEXT not in page.content.decode()
        assert other.post(address).status_code == 302
        assert "noi-dung-chua-gui" not in other.get("/viec-can-lam/").content.decode()
    assert KeptForm.objects.count() == 1
    assert Client().get(address).headers["Location"].startswith("/dang-nhap/")


def test_a_copy_of_the_database_does_not_show_it(cast: Cast):
    send_late(sign_in(cast.mai), cast)
    sealed = bytes(KeptForm.objects.get().sealed)
    assert TEXT.encode() not in sealed


def test_secrets_are_not_kept(cast: Cast):
    client = sign_in(cast.mai)
    answer = send_late(client, cast)
    credentials = {"login": "mai", "password": "mat-khau-thu"}
    page = client.post(answer.headers["Location"], credentials, follow=True).content.decode()
    assert TEXT in page
    assert "482913" not in page


def test_after_half_an_hour_it_is_gone(cast: Cast):
    send_late(sign_in(cast.mai), cast)
    kept = KeptForm.objects.get()
    KeptForm.objects.update(kept_at=timezone.now() - dt.timedelta(minutes=30, seconds=1))
    client = sign_in(cast.mai)
    assert "noi-dung-chua-gui" not in client.get("/viec-can-lam/").content.decode()
    page = client.get(f"/noi-dung-chua-gui/{kept.pk}/", follow=True).content.decode()
    assert TEXT not in page
    assert "Không còn nội dung chưa gửi" in page
    assert forget_old() == 1
    assert not KeptForm.objects.exists()


def test_only_the_newest_five_are_kept(cast: Cast):
    client = sign_in(cast.mai)
    cookie = client.cookies["sessionid"].value
    silence(client)
    for n in range(7):
        client.cookies["sessionid"] = cookie
        client.post(ADDRESS, form(cast) | {"subject": f"Bản {n}"})
    assert KeptForm.objects.count() == 5


def test_who_signed_out_or_never_was_in_leaves_nothing(cast: Cast):
    client = sign_in(cast.mai)
    cookie = client.cookies["sessionid"].value
    client.post("/dang-xuat/")
    client.cookies["sessionid"] = cookie
    for visitor in (client, Client()):
        answer = visitor.post(ADDRESS, form(cast))
        assert answer.headers["Location"].startswith("/dang-nhap/")
    assert not KeptForm.objects.exists()


def test_a_forged_form_is_not_kept(cast: Cast):
    client = sign_in(cast.mai, enforce_csrf_checks=False)
    cookie = client.cookies["sessionid"].value
    silence(client)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["sessionid"] = cookie
    assert strict.post(ADDRESS, form(cast)).status_code == 403
    assert not KeptForm.objects.exists()


def test_the_editors_own_copy_is_enough(cast: Cast):
    client = sign_in(cast.mai)
    silence(client)
    answer = client.post(ADDRESS, form(cast), headers={"X-Autosave": "1"})
    assert answer.status_code == 401
    assert not KeptForm.objects.exists()


def test_a_page_part_is_not_replaced_by_the_sign_in_page(cast: Cast):
    client = sign_in(cast.mai)
    silence(client)
    here = {"HX-Request": "true", "HX-Current-URL": "http://testserver/van-ban/?q=57"}
    answer = client.get("/van-ban/?q=57&page=2", headers=here)
    assert answer.headers["HX-Redirect"] == "/dang-nhap/?next=%2Fvan-ban%2F%3Fq%3D57"


def test_a_page_older_than_the_sign_in_shows_what_was_typed(cast: Cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.mai)
    answer = client.post(ADDRESS, form(cast))
    assert answer.status_code == 403
    shown = answer.content.decode()
    assert "Trang này mở từ trước lần đăng nhập gần nhất" in shown
    assert TEXT in shown
    assert "482913" not in shown
    assert "chưa lưu gì" in shown


def test_ended_sessions_are_forgotten_after_a_day(cast: Cast):
    client, ended, long_ended = sign_in(cast.mai), sign_in(cast.an), sign_in(cast.ha)
    silence(ended)
    Session.objects.filter(pk=long_ended.cookies["sessionid"].value).update(
        expire_date=timezone.now() - dt.timedelta(days=1, minutes=1)
    )
    forget_sessions()
    assert Session.objects.count() == 2
    assert client.get("/viec-can-lam/").status_code == 200
