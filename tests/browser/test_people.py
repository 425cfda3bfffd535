"""Few clicks to the work, impatient clicks, late answers, two people, two tabs (screens §7)."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from directives.models import Assignment, Task
from documents.lifecycle import State
from documents.models import Document
from plans.services import start_plan
from tests import campaign
from tests.browser.looking import Office
from tests.factories import draft, paper_in, person
from tests.story.office import PASSWORD
from units.dates import today
from units.models import Role

pytestmark = pytest.mark.browser


# --- 1: two clicks from signing in to the work ---


def test_a_cadre_reaches_the_open_section_of_an_overdue_plan_in_two_clicks(office: Office) -> None:
    cast = office.world.cast
    paper = campaign.directive(cast, tasks=1, number=51)
    campaign.cascade(cast, paper, cast.ap_ubnd, due=today() - dt.timedelta(days=2))
    wanted = Assignment.objects.get(task__document=paper, task__kind=Task.Kind.PLAN)
    start_plan(wanted, by=cast.actor(cast.chi))
    with office.seat("chi") as chi:
        chi.todo("Quá hạn", "Hướng dẫn số 51-HD/BTGDVTU")
        chi.follow("Nội dung")
        expect(chi.page.get_by_label("Nội dung mục")).to_be_editable()


def test_signing_and_numbering_are_two_clicks_away(office: Office) -> None:
    cast = office.world.cast
    paper_in(State.NUMBERED, cast, subject="Chờ ký ngay")
    paper_in(State.APPROVED, cast, subject="Chờ số ngay")
    with office.seat("an") as an:
        an.todo("Chờ ký", re.compile("chờ ký ngay", re.IGNORECASE))
        expect(an.page.get_by_role("button", name="Ký văn bản")).to_be_visible()
    with office.seat("ha") as ha:
        ha.todo("Chờ cấp số", re.compile("chờ số ngay", re.IGNORECASE))
        expect(ha.page.get_by_role("button", name=re.compile("^Cấp số"))).to_be_visible()


# --- 18: once is enough ---


def test_clicking_twice_hands_in_once(office: Office) -> None:
    paper = draft(office.world.cast, subject="Bấm hai lần")
    with office.page("mai") as page:
        page.goto(paper.compose_url("submit"))
        with page.expect_navigation():
            page.get_by_role("button", name="Trình kế hoạch").dblclick()
        expect(page.locator("main")).to_contain_text(re.compile(r"TK-\d{4}-\d{6}"))
    assert paper.revisions.count() == 1


def test_sending_the_form_again_says_when_it_was_received(office: Office) -> None:
    paper = draft(office.world.cast, subject="Gửi lại")
    with office.page("mai") as first, office.page("mai") as second:
        for page in (first, second):
            page.goto(paper.compose_url("submit"))
        for page in (first, second):
            with page.expect_navigation():
                page.get_by_role("button", name="Trình kế hoạch").click()
        expect(second.locator("main")).to_contain_text(
            re.compile(
                r"Đã nhận trước đó lúc .*, biên nhận TK-\d{4}-\d{6}\. Không gửi lần thứ hai\."
            )
        )
    assert paper.revisions.count() == 1


# --- 20: an hour of silence in the middle of a form ---


def test_what_was_sent_after_the_session_ended_comes_back_to_the_same_person(
    office: Office,
) -> None:
    with office.page("") as page:
        key = office.sign_in(page.context, office.world.cast.mai)
        page.goto("/van-ban/soan/")
        page.get_by_label("Trích yếu").fill("Gửi sau khi hết phiên")
        Session.objects.filter(pk=key).update(expire_date=timezone.now() - dt.timedelta(minutes=1))
        page.get_by_role("button", name=re.compile("^Tạo")).click()
        expect(page.locator("main")).to_contain_text(
            "Phiên làm việc đã hết vì 60 phút không thao tác. "
            "Nội dung vừa gửi được giữ 30 phút. Đăng nhập lại để tiếp tục."
        )
        page.get_by_label("Tên đăng nhập").fill("mai")
        page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        expect(page.locator("main")).to_contain_text("Gửi sau khi hết phiên")
        assert not Document.objects.filter(subject="Gửi sau khi hết phiên").exists()
        page.get_by_role("button", name=re.compile("^Gửi")).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("gửi sau khi hết phiên")
        page.context.clear_cookies()


# --- 21: two people in one section ---


def test_two_people_in_one_section_lose_nothing_and_learn_each_others_names(
    office: Office,
) -> None:
    paper = draft(office.world.cast, subject="Hai người cùng sửa")
    address = paper.compose_url("section", 1)
    with office.page("mai") as mai, office.page("an") as an:
        for page in (mai, an):
            page.goto(address)
        mai.get_by_label("Nội dung mục").fill("Chữ của Mai.")
        mai.get_by_role("button", name="Lưu", exact=True).click()
        expect(mai.locator("main")).to_contain_text("Đồng chí Trần Thị Mai lưu lúc")
        # The chair types on what was there before; the page saves by itself on leaving the box.
        an.get_by_label("Nội dung mục").fill("Chữ của chủ tịch.")
        an.get_by_label("Tên mục", exact=True).focus()
        status = an.locator("[data-autosave-status]")
        expect(status).to_contain_text("Đồng chí Trần Thị Mai đã sửa phần này lúc")
        status.get_by_role("button", name="So sánh hai bản").click()
        mine = an.get_by_role("region", name="Bản của tôi, chưa lưu").first
        theirs = an.get_by_role("region", name=re.compile("^Bản của đồng chí Trần Thị Mai")).first
        expect(mine).to_contain_text("chủ tịch")
        expect(theirs).to_contain_text("Mai")
        an.get_by_role("button", name="Giữ bản của tôi").click()
        mai.goto(address)
        expect(mai.locator("main")).to_contain_text("Đồng chí Nguyễn Văn An lưu lúc")
        expect(mai.get_by_label("Nội dung mục")).to_have_value("Chữ của chủ tịch.")


# --- 23: another unit in another tab ---


def test_a_form_is_never_filed_under_the_unit_of_another_tab(office: Office) -> None:
    cast = office.world.cast
    two = person(
        "hai-noi", "Đào Hai Nơi", (cast.tk_office, Role.STAFF, ""), (cast.tk_women, Role.STAFF, "")
    )
    with office.page("") as writing:
        office.sign_in(writing.context, two)
        writing.goto("/van-ban/soan/")
        writing.get_by_label("Phòng Văn hóa - Xã hội xã Tân Kỳ").check()
        writing.get_by_role("button", name="Vào làm việc").click()
        writing.get_by_label("Trích yếu").fill("Của Phòng Văn hóa")
        switching = writing.context.new_page()
        switching.goto("/don-vi/chon/")
        switching.get_by_label("Hội Liên hiệp Phụ nữ xã Tân Kỳ").check()
        switching.get_by_role("button", name="Vào làm việc").click()
        writing.get_by_role("button", name=re.compile("^Tạo")).click()
        expect(writing.locator("main")).to_contain_text(
            "Trang này mở khi thay mặt Phòng Văn hóa - Xã hội xã Tân Kỳ; "
            "hiện đang thay mặt Hội LHPN xã Tân Kỳ. Chưa lưu gì."
        )
        assert not Document.objects.filter(subject__contains="Phòng Văn hóa").exists()
        writing.get_by_role("button", name=re.compile("^Chuyển về Phòng Văn hóa")).click()
        expect(writing.get_by_role("heading", level=1)).to_contain_text("Phòng Văn hóa")
        switching.close()
        writing.context.clear_cookies()
    assert Document.objects.get(subject__contains="Phòng Văn hóa").issuer == cast.tk_office
