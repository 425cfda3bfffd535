"""Sign-in, passwords and the second factor as people meet them: in Vietnamese, to the end."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.test import Client

from nq57portal.demo.accounts import DEMO_ACCOUNTS
from tests.factories import Cast
from units.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "mat-khau-thu"
# Words of allauth's and Django's own pages and sentences.
ENGLISH = re.compile(
    r"\b(sign|password|please|your|the|enter|code|email address|username|ensure|valid|this field"
    r"|confirm|remember|required|again|forgot|incorrect|invalid|ensure)\b",
    re.IGNORECASE,
)


@pytest.fixture(autouse=True)
def _fresh_counts():
    cache.clear()


def signed_in(who: User) -> Client:
    client = Client()
    answer = client.post("/dang-nhap/", {"login": who.username, "password": PASSWORD})
    assert answer.status_code == 302
    return client


def words_of(html: str) -> str:
    """What of a page is read: text, and attributes that are shown or read out."""
    body = re.split(r"<body[^>]*>", html, maxsplit=1)[1]
    shown = re.findall(r'(?:placeholder|aria-label|alt|title)="([^"]*)"', body)
    return " ".join([re.sub(r"<[^>]+>", " ", body), *shown])


def code_for(secret: str, steps: int = 0) -> str:
    now = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(secret, now + steps))


def test_a_wrong_name_or_password_gets_one_sentence(cast: Cast):
    for login, password in (("mai", "sai"), ("khong.co", PASSWORD)):
        page = Client().post("/dang-nhap/", {"login": login, "password": password})
        shown = page.content.decode()
        assert "Tên đăng nhập hoặc mật khẩu không đúng." in shown
        assert f'value="{login}"' in shown
        assert password not in shown
        assert "<title>Lỗi: Đăng nhập" in shown


def test_passwords_may_be_pasted_and_filled_in(cast: Cast):
    page = Client().get("/dang-nhap/").content.decode()
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page


def test_after_five_wrong_ones_the_page_says_how_long_and_what_else(cast: Cast):
    client = Client()
    for _ in range(4):
        client.post("/dang-nhap/", {"login": "mai", "password": "sai"})
    page = client.post("/dang-nhap/", {"login": "mai", "password": "sai"})
    assert page.status_code == 429
    shown = re.sub(r"<[^>]+>", "", page.content.decode())
    assert "Đã sai 5 lần. Thử lại sau 15 phút hoặc Quên mật khẩu." in shown


def test_the_demo_people_are_offered_in_demo_mode_only(settings):
    person = DEMO_ACCOUNTS[0]
    settings.DEMO_MODE = True
    assert person.full_name in Client().get("/dang-nhap/").content.decode()
    settings.DEMO_MODE = False
    shown = Client().get("/dang-nhap/").content.decode()
    assert person.full_name not in shown
    assert person.password not in shown


def test_where_one_wanted_to_go_is_not_forgotten(cast: Cast):
    client = Client()
    away = client.get("/thong-bao/?page=1").headers["Location"]
    page = client.get(away).content.decode()
    assert 'name="next" value="/thong-bao/?page=1"' in page
    credentials = {"login": "mai", "password": PASSWORD, "next": "/thong-bao/?page=1"}
    assert client.post("/dang-nhap/", credentials).headers["Location"] == "/thong-bao/?page=1"
    evil = credentials | {"next": "https://xau.example/"}
    assert Client().post("/dang-nhap/", evil).headers["Location"] == "/viec-can-lam/"


def test_signing_out_needs_a_press_and_ends_the_session(cast: Cast):
    client = signed_in(cast.mai)
    assert client.get("/dang-xuat/").status_code == 200
    assert client.get("/viec-can-lam/").status_code == 200
    client.post("/dang-xuat/")
    assert client.get("/viec-can-lam/").status_code == 302


# --- A forgotten password ---


def test_a_forgotten_password_is_set_anew_by_a_link_that_works_once(
    cast: Cast, settings, mailoutbox
):
    settings.BASE_URL = "https://ke-hoach.vidu.vn"
    settings.ALLOWED_HOSTS = ["*"]
    client = Client(SERVER_NAME="xau.example")
    page = client.post("/quen-mat-khau/", {"email": "MAI@vidu.vn"}, follow=True)
    assert "Xem hộp thư" in page.content.decode()
    (mail,) = mailoutbox
    assert mail.subject == "Đặt lại mật khẩu"
    assert mail.body.startswith("Kính gửi đồng chí Trần Thị Mai,")
    assert not ENGLISH.search(re.sub(r"https\S+", "", mail.body))
    # The link names the portal's own host, whatever host the visitor named.
    (link,) = re.findall(r"https://ke-hoach\.vidu\.vn(/quen-mat-khau/\S+)", mail.body)

    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    weak = client.post(address, {"password1": "12345678", "password2": "12345678"})
    assert "Mật khẩu chỉ toàn số, dễ bị đoán." in weak.content.decode()
    unlike = client.post(address, {"password1": "hoa-gao-57-đỏ", "password2": "hoa-gao-57"})
    assert "Hai lần nhập mật khẩu mới không giống nhau." in unlike.content.decode()
    assert not ENGLISH.search(words_of(weak.content.decode() + unlike.content.decode()))
    new = {"password1": "hoa-gao-57-đỏ", "password2": "hoa-gao-57-đỏ"}
    assert "Đã đặt mật khẩu mới" in client.post(address, new, follow=True).content.decode()
    cast.mai.refresh_from_db()
    assert cast.mai.check_password("hoa-gao-57-đỏ")
    assert "Liên kết không còn dùng được" in Client().get(link, follow=True).content.decode()


def test_nobody_learns_whose_mail_is_known(cast: Cast, mailoutbox):
    known = Client().post("/quen-mat-khau/", {"email": "mai@vidu.vn"}, follow=True)
    unknown = Client().post("/quen-mat-khau/", {"email": "la@vidu.vn"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert len(mailoutbox) == 1


def test_a_changed_password_ends_the_other_sessions(cast: Cast):
    here, elsewhere = signed_in(cast.mai), signed_in(cast.mai)
    form = {"oldpassword": "sai", "password1": "hoa-gao-57-đỏ", "password2": "hoa-gao-57-đỏ"}
    wrong = here.post("/tai-khoan/mat-khau/", form)
    assert "Mật khẩu đang dùng không đúng." in wrong.content.decode()
    done = here.post("/tai-khoan/mat-khau/", form | {"oldpassword": PASSWORD}, follow=True)
    assert done.redirect_chain[-1][0] == "/tai-khoan/bao-mat/"
    assert "Đã đổi mật khẩu." in done.content.decode()
    assert elsewhere.get("/viec-can-lam/").status_code == 302


# --- The second factor ---


def test_the_second_factor_is_set_up_used_and_taken_off(cast: Cast):
    client = signed_in(cast.mai)
    asked = client.get("/tai-khoan/bao-mat/hai-lop/bat/")
    assert asked.headers["Location"].startswith("/tai-khoan/xac-nhan/")
    client.post(asked.headers["Location"], {"password": PASSWORD})
    page = client.get("/tai-khoan/bao-mat/hai-lop/bat/").content.decode()
    (secret,) = re.findall(r'<strong class="code">([A-Z2-7]+)</strong>', page)
    assert 'src="data:image/svg+xml;base64,' in page
    wrong = client.post("/tai-khoan/bao-mat/hai-lop/bat/", {"code": code_for(secret, -90)})
    assert "Mã không đúng." in wrong.content.decode()
    assert secret in wrong.content.decode()  # the same key, or the telephone would need a new one
    done = client.post("/tai-khoan/bao-mat/hai-lop/bat/", {"code": code_for(secret)}, follow=True)
    assert done.redirect_chain[-1][0] == "/tai-khoan/bao-mat/ma-du-phong/"
    codes = re.findall(r"<li>(\d{8})</li>", done.content.decode())
    assert len(codes) == 10
    assert client.get("/tai-khoan/bao-mat/ma-du-phong/tai/").content.decode().split() == codes

    again = Client()
    first = again.post("/dang-nhap/", {"login": "mai", "password": PASSWORD})
    assert first.headers["Location"] == "/dang-nhap/xac-thuc/"
    assert again.get("/viec-can-lam/").status_code == 302
    assert again.post("/dang-nhap/xac-thuc/", {"code": codes[0]}).status_code == 302
    assert again.get("/viec-can-lam/").status_code == 200

    off = client.post("/tai-khoan/bao-mat/hai-lop/tat/", {}, follow=True)
    assert off.redirect_chain[-1][0] == "/tai-khoan/bao-mat/"
    assert not Authenticator.objects.exists()


def test_one_time_codes_cannot_be_tried_for_ever(cast: Cast):
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(cast.mai, secret)
    client = Client()
    client.post("/dang-nhap/", {"login": "mai", "password": PASSWORD})
    for _ in range(5):
        page = client.post("/dang-nhap/xac-thuc/", {"code": "000000"})
        assert "Mã không đúng." in page.content.decode()
    page = client.post("/dang-nhap/xac-thuc/", {"code": code_for(secret)})
    assert "Đã sai nhiều lần. Thử lại sau 5 phút." in page.content.decode()
    # Nor from another browser, which starts over.
    other = Client()
    other.post("/dang-nhap/", {"login": "mai", "password": PASSWORD})
    page = other.post("/dang-nhap/xac-thuc/", {"code": code_for(secret)})
    assert "Đã sai nhiều lần." in page.content.decode()


def test_whose_name_binds_the_unit_is_advised_to_switch_it_on(cast: Cast):
    assert (
        "Vai trò đang giữ nên bật" in signed_in(cast.an).get("/tai-khoan/bao-mat/").content.decode()
    )
    assert "nên bật" not in signed_in(cast.mai).get("/tai-khoan/bao-mat/").content.decode()


# --- Words ---


PUBLIC = ("/dang-nhap/", "/quen-mat-khau/", "/quen-mat-khau/da-gui/", "/quen-mat-khau/xong/")
OWN = (
    "/tai-khoan/mat-khau/",
    "/tai-khoan/xac-nhan/",
    "/tai-khoan/bao-mat/",
    "/dang-xuat/",
)


@pytest.mark.parametrize("address", [*PUBLIC, "/quen-mat-khau/1-abc/"])
def test_pages_before_signing_in_are_vietnamese(cast: Cast, address: str, settings):
    settings.DEMO_MODE = False
    assert not ENGLISH.search(words_of(Client().get(address).content.decode()))
    if address in PUBLIC[:2]:
        assert not ENGLISH.search(words_of(Client().post(address, {}).content.decode()))


@pytest.mark.parametrize("address", OWN)
def test_pages_of_the_account_are_vietnamese(cast: Cast, address: str):
    client = signed_in(cast.mai)
    assert not ENGLISH.search(words_of(client.get(address).content.decode()))
    if "mat-khau" in address or "xac-nhan" in address:
        assert not ENGLISH.search(words_of(client.post(address, {}).content.decode()))


class Every(forms.Form):
    text = forms.CharField(max_length=3, min_length=2)
    mail = forms.EmailField()
    number = forms.IntegerField(min_value=1, max_value=3)
    share = forms.DecimalField()
    choice = forms.ChoiceField(choices=[("a", "A")])
    several = forms.MultipleChoiceField(choices=[("a", "A")])
    unit = forms.ModelChoiceField(queryset=User.objects.none())


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"text": "dài quá", "mail": "x", "number": "9", "share": "x", "choice": "b", "unit": "1"},
        {"text": "a", "number": "x", "several": ["b"], "choice": "\x00"},
        {"text": "\x00ab", "number": "0"},
    ],
)
def test_djangos_own_sentences_are_vietnamese(data: dict):
    form = Every(data)
    for sentences in form.errors.values():
        for sentence in sentences:
            assert not ENGLISH.search(str(sentence)), sentence
            assert "%(" not in str(sentence)


@pytest.mark.parametrize("password", ["abc", "12345678901", "password", "tran thi mai"])
def test_weak_passwords_are_refused_in_vietnamese(cast: Cast, password: str):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, cast.mai)
    assert not ENGLISH.search(" ".join(refused.value.messages))


def test_a_sentence_says_what_was_wrong():
    with pytest.raises(ValidationError, match="ten@haiphong.gov.vn"):
        EmailValidator()("không phải thư")
    assert Every({"text": "dài quá"}).errors["text"] == ["Dài quá: 7 ký tự, tối đa 3."]
