"""Kiểm tra: what is wrong shows as wrong, what is well as well, and looking changes nothing."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.test import Client
from django.utils import timezone

from activity import chain, outbox
from activity.models import ChainCheck, Heartbeat, LogEntry, OutboxItem
from documents import fonts
from documents.models import Certificate
from documents.services import certificates
from nq57portal import sanity
from tests.documents.counting import queries_of
from tests.factories import Cast, draft, person
from units.models import CalendarDay, Role, User

pytestmark = pytest.mark.django_db

ADDRESS = "/quan-tri/kiem-tra/"
OCTOBER, MAY = (dt.datetime(2026, month, 10, 8, tzinfo=dt.UTC) for month in (10, 5))


@pytest.fixture
def long(cast: Cast) -> User:
    """Who runs the portal."""
    return person("long", "Đặng Văn Long", (cast.city_ubnd, Role.ADMIN, "Quản trị"))


def row(cast: Cast, who: User, name: str, now: dt.datetime | None = None) -> sanity.Row:
    rows = sanity.rows_for(cast.actor(who), now or timezone.now())
    (found,) = [each for each in rows if each.name == name]
    return found


def shown(who: User) -> str:
    client = Client()
    client.force_login(who)
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    return str(answer.content.decode())


def job(state: str) -> None:
    OutboxItem.objects.create(kind="mail", key=f"mail:{state}", state=state, due_at=timezone.now())


# --- the server ---


def test_a_portal_in_order_has_nothing_to_look_at(cast: Cast, long: User):
    now = timezone.now()
    outbox.beat(now)
    chain.check(now)
    certificates.make_demo_certificates()
    certificates_of_the_city(cast, now + dt.timedelta(days=200))
    CalendarDay.objects.create(day=dt.date(now.year + 1, 1, 2), name="Nghỉ bù")
    states = {each.name: each.state for each in sanity.rows_for(cast.actor(long), now)}
    assert set(states.values()) == {sanity.OK}, states
    assert "Mọi chỗ đều đạt." in shown(long)


def test_a_failed_start_up_check_says_in_vietnamese_what_to_do_and_hides_the_path(
    cast: Cast, long: User, settings, tmp_path
):
    (tmp_path / "file").write_text("")
    settings.MEDIA_ROOT = tmp_path / "file" / "media"
    found = row(cast, long, "Thư mục lưu tệp")
    assert found.state == sanity.WRONG
    assert "VAR_DIR" in found.advice
    page = shown(long)
    assert "Không ghi được" in page
    assert str(tmp_path) not in page


def test_a_portal_without_fonts_says_so(
    cast: Cast, long: User, settings, monkeypatch, tmp_path: Path
):
    monkeypatch.setattr(fonts, "_FOLDERS", ())
    settings.DOCUMENT_FONT_DIR = str(tmp_path)
    assert row(cast, long, "Phông chữ in văn bản").state == sanity.WRONG
    assert row(cast, long, "Thư mục lưu tệp").state == sanity.OK


def test_a_trial_on_a_real_server_is_worth_a_look(cast: Cast, long: User, settings):
    assert row(cast, long, "Chế độ trình diễn").state == sanity.OK
    settings.PRODUCTION, settings.DEMO_MODE = True, True
    assert row(cast, long, "Chế độ trình diễn").state == sanity.LOOK


def test_any_other_check_is_named_and_a_silenced_one_is_not(cast: Cast, long: User, settings):
    settings.PRODUCTION, settings.DEBUG, settings.SECURE_HSTS_SECONDS = True, True, 0
    found = row(cast, long, "Thiết lập khác")
    assert found.state == sanity.LOOK
    assert {"security.W004", "security.W018"} <= set(re.findall(r"security\.W\d+", found.found))
    settings.SILENCED_SYSTEM_CHECKS = ["security.W018"]
    assert "security.W018" not in row(cast, long, "Thiết lập khác").found


def test_no_secret_stands_on_the_page(cast: Cast, long: User, settings):
    settings.PRODUCTION = True
    page = shown(long)
    for secret in (configured.SECRET_KEY, str(configured.MEDIA_ROOT), str(configured.VAR_DIR)):
        assert secret not in page


def test_a_silent_worker_is_wrong(cast: Cast, long: User):
    name, now = "Tiến trình việc nền", timezone.now()
    assert row(cast, long, name, now).state == sanity.WRONG
    assert "Chưa chạy lần nào" in row(cast, long, name, now).found
    outbox.beat(now - sanity.SILENT_AFTER)
    assert row(cast, long, name, now).state == sanity.OK
    outbox.beat(now - sanity.SILENT_AFTER - dt.timedelta(seconds=1))
    assert row(cast, long, name, now).state == sanity.WRONG


def test_failed_jobs_count_for_those_who_may_see_them(cast: Cast, long: User):
    job(OutboxItem.State.DONE)
    assert row(cast, long, "Việc nền lỗi").state == sanity.OK
    job(OutboxItem.State.FAILED)
    found = row(cast, long, "Việc nền lỗi")
    assert (found.state, found.found) == (sanity.WRONG, "1 việc")
    assert 'href="/quan-tri/viec-nen/"' in shown(long)
    assert "Việc nền lỗi" not in shown(cast.quan)


def test_a_broken_chain_is_wrong_without_the_words_of_the_line(cast: Cast, long: User):
    name, now = "Chuỗi nhật ký", timezone.now()
    assert row(cast, long, name, now).state == sanity.LOOK
    draft(cast)
    chain.check(now)
    assert row(cast, long, name, now).state == sanity.OK
    assert row(cast, long, name, now + dt.timedelta(hours=2)).state == sanity.LOOK
    ChainCheck.objects.update(problem="Chuỗi nhật ký đứt ở dòng 1: UBND xã An Phú trình")
    assert row(cast, long, name, now).state == sanity.WRONG
    assert "An Phú" not in shown(cast.quan)


# --- what the unit itself must see to ---


def certificates_of_the_city(cast: Cast, until: dt.datetime) -> None:
    """One certificate for the city's People's Committee, which ends then."""
    Certificate.objects.filter(user=cast.an).update(user=None, unit=cast.city_ubnd, not_after=until)


def test_certificates_are_those_of_the_unit_and_its_people(cast: Cast, long: User):
    name, now = "Chứng thư số của đơn vị", timezone.now()
    assert row(cast, cast.quan, name, now).found == "Chưa có chứng thư số"
    certificates.make_demo_certificates()
    assert row(cast, cast.quan, name, now).state == sanity.OK
    mine = Certificate.objects.filter(user=cast.an)
    mine.update(not_after=now + dt.timedelta(days=29))
    found = row(cast, cast.quan, name, now)
    assert found.state == sanity.LOOK
    assert mine.get().subject in found.found
    mine.update(not_after=now - dt.timedelta(days=1))
    found = row(cast, cast.quan, name, now)
    assert found.state == sanity.WRONG
    assert "đã hết hạn" in found.found
    assert mine.get().subject not in shown(long)


def test_next_years_days_off_are_asked_for_from_october(cast: Cast, long: User):
    name = "Ngày nghỉ năm 2027"
    assert row(cast, long, name, MAY).state == sanity.UNKNOWN
    asked = row(cast, long, name, OCTOBER)
    assert (asked.state, asked.found) == (sanity.LOOK, "Chưa nhập ngày nghỉ năm 2027.")
    CalendarDay.objects.create(day=dt.date(2027, 1, 2), name="Nghỉ bù")
    assert row(cast, long, name, OCTOBER).state == sanity.OK


# --- the page ---


def test_who_does_not_run_the_portal_is_told_whom_to_call(cast: Cast, long: User, settings):
    settings.SUPPORT_PHONE = "0225 1022"
    worker = "Tiến trình việc nền"
    assert row(cast, cast.quan, worker).advice == "Báo quản trị cổng, 0225 1022."
    assert "Khởi động lại" in row(cast, long, worker).advice


def test_looking_writes_nothing_and_always_asks_the_same(cast: Cast, long: User):
    client = Client()
    client.force_login(long)
    before = queries_of(client, ADDRESS)
    for number in range(4):
        OutboxItem.objects.create(
            kind="mail", key=f"mail:{number}", state=OutboxItem.State.FAILED, due_at=timezone.now()
        )
    assert queries_of(client, ADDRESS) == before
    assert not Heartbeat.objects.exists()
    assert not ChainCheck.objects.exists()
    assert not LogEntry.objects.exists()


def test_the_overview_leads_here(cast: Cast):
    client = Client()
    client.force_login(cast.quan)
    assert f'href="{ADDRESS}"' in client.get("/quan-tri/").content.decode()
