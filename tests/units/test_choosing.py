"""One of many units or places, typed: where a list would be thousands long, a name or a code."""

from __future__ import annotations

import pytest
from django import forms
from django.test import Client

from tests.factories import Cast, area, unit
from units import choosing
from units.choosing import TypedChoice
from units.models import Area, Line, Membership, Role, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> Cast:
    """A register too large for lists, with a second commune of the same name elsewhere."""
    monkeypatch.setattr(choosing, "LISTED", 2)
    other = area("na-tk", "Xã Tân Kỳ", parent=area("na", "Nghệ An", "tinh", cast.vn))
    kind = Unit.Kind.PEOPLES_COMMITTEE
    unit("na-tk-ubnd", "Ủy ban nhân dân xã Tân Kỳ", kind, Line.STATE, other)
    return cast


def test_few_are_a_list_and_many_a_box(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(choosing.choice(Unit.objects.all()).widget, forms.Select)
    monkeypatch.setattr(choosing, "LISTED", 2)
    assert isinstance(choosing.choice(Unit.objects.all()).widget, forms.TextInput)


@pytest.mark.parametrize(
    "words", ["hp-skhcn", "so khoa hoc", "Sở Khoa học và Công nghệ thành phố Hải Phòng"]
)
def test_a_unit_by_code_or_name(words: str, many: Cast) -> None:
    assert TypedChoice(Unit.objects.all()).clean(words) == many.department


def test_names_that_fit_several_are_told_apart_by_their_codes(many: Cast) -> None:
    field = TypedChoice(Unit.objects.order_by("code"))
    with pytest.raises(forms.ValidationError) as error:
        field.clean("UBND xã Tân Kỳ")
    assert error.value.messages == [
        "“UBND xã Tân Kỳ” có thể là: Ủy ban nhân dân xã Tân Kỳ (mã na-tk-ubnd); "
        "Ủy ban nhân dân xã Tân Kỳ (mã tk-ubnd). Ghi mã để chọn."
    ]
    # What the box itself shows is understood.
    assert field.clean(field.prepare_value(many.tk_ubnd.pk)) == many.tk_ubnd


def test_nothing_outside_the_set_is_found(many: Cast) -> None:
    field = TypedChoice(Unit.objects.filter(code="tk-ubnd"))
    for words in ("na-tk-ubnd", "Bộ Chính trị", "…"):
        with pytest.raises(forms.ValidationError, match="Không tìm thấy"):
            field.clean(words)
    with pytest.raises(forms.ValidationError):
        field.clean("")


def test_a_place_by_name(many: Cast) -> None:
    assert TypedChoice(Area.objects.all()).clean("an phu") == many.ap


def test_an_administrator_of_many_adds_a_person_by_the_units_name(
    many: Cast, client: Client
) -> None:
    Membership.objects.create(user=many.quan, unit=many.city_party, role=Role.ADMIN)
    Membership.objects.filter(user=many.quan, unit=many.tk_ubnd).delete()
    client.force_login(many.quan)
    page = client.get("/quan-tri/nguoi-dung/them/").content.decode()
    assert "<select" not in page.partition('name="unit"')[0].rpartition("<")[2]
    answer = client.post(
        "/quan-tri/nguoi-dung/them/",
        {
            "username": "moi", "full_name": "Lê Văn Mới", "email": "moi@vidu.vn",
            "unit": "Đảng ủy xã An Phú", "roles": ["CB"], "valid_from": "01/01/2026",
        },
    )  # fmt: skip
    assert answer.status_code in (200, 302)
    row = Membership.objects.get(user__username="moi")
    assert (row.unit, row.role) == (many.ap_party, "CB")
