"""A unit's own choices of presentation: the page, the days, the log, and the paper they lead to."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from activity.models import LogEntry
from documents import compose, formats, pdf, profile_table, switches
from documents.blank_forms import blank_form
from documents.models import FormatChoice
from documents.services import format_choices
from tests.factories import Cast, draft
from units.dates import format_date, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(cast: Cast, client: Client) -> Client:
    client.force_login(cast.quan)
    return client


def address(cast: Cast) -> str:
    return f"/quan-tri/the-thuc/don-vi/{cast.tk_ubnd.pk}/"


def test_every_rule_set_is_a_readable_table(admin: Client) -> None:
    overview = admin.get("/quan-tri/the-thuc/").text
    for key, profile in formats.PROFILES.items():
        assert profile.name in overview
        page = admin.get(f"/quan-tri/the-thuc/{key}/").text
        assert profile.basis in page
        assert profile.heading in page
        names = [row.name for _, rows in profile_table.rows(profile) for row in rows]
        assert all(f'<th scope="row">{name}</th>' in page for name in names)
    assert admin.get("/quan-tri/the-thuc/khong-co/").status_code == 404


def test_the_administrator_sets_what_a_unit_prints_and_the_log_says_so(
    cast: Cast, admin: Client
) -> None:
    assert address(cast) in admin.get(f"/quan-tri/don-vi/{cast.tk_ubnd.pk}/").text
    page = admin.get(address(cast)).text
    assert "Theo bộ thể thức (12 và 13)" in page
    assert "Dấu cuối mỗi dòng nơi nhận" not in page  # NĐ 30 leaves no room there
    day = format_date(today())
    given = {"heading_sizes": "13 14", "braces": "co", "valid_from": day}
    answer = admin.post(address(cast), given, follow=True).text
    assert f"Đã đặt 2 điểm thể thức của {cast.tk_ubnd}, dùng từ {day}." in answer
    assert "13 và 14" in answer
    lines = LogEntry.objects.filter(verb="documents.choose_format")
    assert lines.count() == 2
    assert lines.filter(sentence__contains="Cỡ chữ Quốc hiệu, Tiêu ngữ: 13 và 14").exists()
    again = admin.post(address(cast), given, follow=True).text
    assert "Không có gì thay đổi." in again
    assert FormatChoice.objects.count() == 2


def test_a_draft_is_printed_by_the_choices_and_keeps_them(cast: Cast, admin: Client) -> None:
    document = draft(cast)
    before = compose.build_content(document)
    assert "switches" not in before
    admin.post(address(cast), {"heading_sizes": "13 14", "valid_from": format_date(today())})
    content = compose.build_content(document)
    assert content["switches"] == {"heading_sizes": "13 14"}
    html = pdf.page_of(content, draft=True)
    assert ".heading { font-size: 13pt" in html
    assert ".heading { font-size: 12pt" in pdf.page_of(before, draft=True)
    assert blank_form(cast.tk_ubnd, "KH")["switches"] == {"heading_sizes": "13 14"}


def test_a_choice_holds_from_its_day_until_the_next(cast: Cast) -> None:
    by, day = cast.actor(cast.quan), today()
    later = day + dt.timedelta(days=30)
    assert format_choices.choose(cast.tk_ubnd, {"body_size": "13"}, valid_from=day, by=by) == 1
    assert format_choices.choose(cast.tk_ubnd, {"body_size": ""}, valid_from=later, by=by) == 1
    assert format_choices.choices_of(cast.tk_ubnd, day - dt.timedelta(days=1)) == {}
    assert format_choices.looks_of(cast.tk_ubnd, day)[0].sizes.body == 13
    assert format_choices.looks_of(cast.tk_ubnd, later)[0].sizes.body == 14


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"valid_from": ""}, "Ghi ngày bắt đầu dùng."),
        ({"valid_from": "01/01/2020"}, "Chỉ đặt được từ hôm nay trở đi"),
        ({"valid_from": "hôm kia"}, "hôm kia"),
        ({"valid_from": "01/01/2099", "body_size": "72"}, "Lựa chọn này không có trong danh sách."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    cast: Cast, admin: Client, given: dict[str, str], sentence: str
) -> None:
    answer = admin.post(address(cast), given)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not FormatChoice.objects.exists()


def test_the_sample_is_the_units_own_paper(cast: Cast, admin: Client) -> None:
    answer = admin.get(f"{address(cast)}ban-mau.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert admin.get(f"/quan-tri/the-thuc/don-vi/{cast.city_ubnd.pk}/").status_code == 404


@pytest.mark.parametrize("key", formats.PROFILES)
def test_every_switch_of_a_rule_set_can_be_read_set_and_put_back(key: str) -> None:
    profile = formats.get(key)
    for switch in switches.SWITCHES.values():
        if not switch.offered(profile):
            continue
        now = switch.value_in(profile)
        assert now is not None, switch.key
        for choice in switch.choices:
            changed = switches.apply(profile, {switch.key: choice.key})
            assert switch.value_in(changed) == choice
            assert (changed == profile) == (choice == now)


def test_what_an_old_content_names_and_the_table_forgot_is_passed_over() -> None:
    profile = formats.get("nd30")
    assert switches.apply(profile, {"gone": "1", "body_size": "99"}) == profile
