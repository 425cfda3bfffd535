"""For which unit a person acts, and what happens to a page opened for another one (E-DONVI)."""

import datetime as dt
import re

import pytest
from django.test import Client

from tests.factories import Cast
from units.dates import today
from units.models import Membership, Role, Unit, User

PASSWORD = "mat-khau-thu"


@pytest.fixture
def both(cast: Cast) -> Cast:
    """Liên also works for UBND xã Tân Kỳ: two units, so she has to choose."""
    Membership.objects.create(
        user=cast.lien, unit=cast.tk_ubnd, role=Role.STAFF, position="Cộng tác viên"
    )
    return cast


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def act_for(client: Client, unit: Unit) -> None:
    client.post("/don-vi/doi/", {"unit": unit.pk})


def test_a_person_of_one_unit_acts_for_it_at_once(cast: Cast):
    page = signed_in(cast.mai).get("/viec-can-lam/")
    assert page.status_code == 200
    assert "UBND xã Tân Kỳ" in page.content.decode()


def test_a_person_of_two_units_chooses_first_and_goes_on_to_where_they_wanted(both: Cast):
    client = signed_in(both.lien)
    page = client.get("/thong-bao/?page=1", follow=True)
    assert page.redirect_chain == [("/don-vi/chon/?next=%2Fthong-bao%2F%3Fpage%3D1", 302)]
    shown = page.content.decode()
    assert "Hội Liên hiệp Phụ nữ xã Tân Kỳ" in shown
    assert "Cán bộ · Cộng tác viên" in shown
    onward = {"unit": both.tk_ubnd.pk, "next": "/thong-bao/?page=1"}
    assert client.post("/don-vi/doi/", onward).headers["Location"] == "/thong-bao/?page=1"
    assert client.get("/viec-can-lam/").context["actor"].unit == both.tk_ubnd


@pytest.mark.parametrize("onward", ["https://xau.example/", "//xau.example", "javascript:alert(1)"])
def test_choosing_never_leads_to_another_site(both: Cast, onward: str):
    client = signed_in(both.lien)
    answer = client.post("/don-vi/doi/", {"unit": both.tk_ubnd.pk, "next": onward})
    assert answer.headers["Location"] == "/viec-can-lam/"


def test_a_unit_one_does_not_belong_to_cannot_be_chosen(both: Cast):
    client = signed_in(both.lien)
    act_for(client, both.tk_women)
    for wanted in (both.ap_ubnd.pk, "", "abc"):
        client.post("/don-vi/doi/", {"unit": wanted})
        assert client.get("/viec-can-lam/").context["actor"].unit == both.tk_women


def test_a_membership_that_ended_opens_nothing(cast: Cast):
    yesterday = today() - dt.timedelta(days=1)
    Membership.objects.filter(user=cast.mai).update(valid_to=yesterday)
    page = signed_in(cast.mai).get("/viec-can-lam/", follow=True)
    assert "Tài khoản chưa được gắn với đơn vị nào." in page.content.decode()


def hidden_fields(html: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', html))


def test_a_form_opened_for_one_unit_is_not_filed_under_another(both: Cast):
    """Acceptance 23: the page asks; its button switches and sends the same form."""
    client = signed_in(both.lien)
    act_for(client, both.tk_ubnd)
    form = {"thay_mat": both.tk_ubnd.pk, "subject": "Kế hoạch của xã", "type_code": "KH"}
    act_for(client, both.tk_women)

    asked = client.post("/van-ban/soan/", form)
    assert asked.status_code == 409
    shown = asked.content.decode()
    assert f"Trang này mở khi thay mặt {both.tk_ubnd}; hiện đang thay mặt {both.tk_women}." in shown
    assert "Chưa lưu gì." in shown
    assert f"Chuyển về {both.tk_ubnd} và gửi" in shown

    again = hidden_fields(shown)
    again.pop("csrfmiddlewaretoken")
    assert again["subject"] == "Kế hoạch của xã"
    client.post("/van-ban/soan/", again)
    assert client.get("/viec-can-lam/").context["actor"].unit == both.tk_ubnd


def test_a_form_for_a_unit_one_has_left_shows_the_text_and_no_button(both: Cast):
    client = signed_in(both.lien)
    act_for(client, both.tk_women)
    form = {"thay_mat": both.ap_ubnd.pk, "text": "Treo băng rôn tại nhà văn hóa thôn"}
    answer = client.post("/van-ban/soan/", form)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "không còn thuộc về" in shown
    assert "Treo băng rôn tại nhà văn hóa thôn" in shown
    assert "doi_don_vi" not in shown
    # Asking for the switch by hand changes nothing either.
    assert client.post("/van-ban/soan/", form | {"doi_don_vi": "1"}).status_code == 409


def test_a_secret_is_never_echoed(both: Cast):
    client = signed_in(both.lien)
    act_for(client, both.tk_women)
    form = {"thay_mat": both.tk_ubnd.pk, "pin": "482913", "sign-pin": "582913", "note": "Ghi chú"}
    shown = client.post("/van-ban/soan/", form).content.decode()
    assert "482913" not in shown
    assert "582913" not in shown
    assert "Ghi chú" in shown


@pytest.mark.parametrize("words", ["ubnd xa tan ky", "UBND XÃ TÂN KỲ", "tân kỳ ủy ban"])
def test_units_are_found_with_or_without_accents(cast: Cast, words: str):
    page = signed_in(cast.mai).get("/don-vi/tim/", {"q": words})
    assert "Ủy ban nhân dân xã Tân Kỳ" in page.content.decode()
    assert "An Phú" not in page.content.decode()


def test_the_picker_gets_only_the_results_over_htmx(cast: Cast):
    client = signed_in(cast.mai)
    part = client.get("/don-vi/tim/", {"q": "an phu"}, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    whole = client.get("/don-vi/tim/", {"q": "an phu"}).content.decode()
    assert part.content.decode().strip() in whole


def test_a_unit_that_ended_is_not_offered(cast: Cast):
    Unit.objects.filter(pk=cast.ap_office.pk).update(valid_to=today() - dt.timedelta(days=1))
    page = signed_in(cast.mai).get("/don-vi/tim/", {"q": "phong van hoa an phu"})
    assert "Không có đơn vị nào đang hoạt động" in page.content.decode()


def test_the_account_page_names_units_roles_and_who_can_change_them(cast: Cast):
    shown = signed_in(cast.mai).get("/tai-khoan/").content.decode()
    assert "Ủy ban nhân dân xã Tân Kỳ" in shown
    assert "Công chức VH-XH" in shown
    assert "Lý Minh Quân" in shown  # the unit's administrator


def test_without_an_administrator_of_its_own_the_one_above_is_named(cast: Cast):
    Membership.objects.filter(user=cast.quan).delete()
    assert "Lý Minh Quân" not in signed_in(cast.mai).get("/tai-khoan/").content.decode()
    Membership.objects.create(user=cast.quan, unit=cast.city_ubnd, role=Role.ADMIN)
    assert "Lý Minh Quân" in signed_in(cast.mai).get("/tai-khoan/").content.decode()
    assert "Lý Minh Quân" in signed_in(cast.mai).get("/tro-giup/").content.decode()
