"""Pages across apps: search, help, health, and how the portal says no."""

from __future__ import annotations

import logging
from typing import Any
from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.test import Client, RequestFactory

from directives.models import Assignment, Cascade, Directive, Task
from documents.lifecycle import State
from documents.models import Document
from nq57portal import views
from plans.models import Plan
from reports.models import Report
from tests.factories import Cast, draft, paper_in
from units.access import Refusal
from units.models import User

pytestmark = pytest.mark.django_db


def signed_in(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def found(who: User, words: str) -> dict[str, list[str]]:
    page = signed_in(who).get("/tim-kiem/", {"q": words})
    assert page.status_code == 200
    return {group.heading: [hit.title for hit in group.hits] for group in page.context["groups"]}


@pytest.fixture
def campaign(cast: Cast) -> Document:
    """A directive of the city, a plan for it, a task in it and a report about it."""
    above = Document.objects.create(
        issuer=cast.city_ubnd, type_code="KH", subject="Thực hiện Nghị quyết 57 năm 2026",
        number=67, full_number="67/KH-UBND", state=State.ISSUED, created_by=cast.binh,
        origin="received", registered_by_unit=cast.tk_ubnd,
    )  # fmt: skip
    directive = Directive.objects.create(document=above)
    plan = draft(cast, subject="Chuyển đổi số trong trường học")
    Plan.objects.create(document=plan, unit=cast.tk_ubnd, directive=directive, year=2026)
    cascade = Cascade.objects.create(document=above, unit=cast.city_ubnd, by=cast.binh)
    task = Task.objects.create(document=above, text="Mở lớp Bình dân học vụ số", lead="UBND các xã")
    duty = Assignment.objects.create(
        task=task, unit=cast.tk_ubnd, issuer=cast.city_ubnd, cascade=cascade
    )
    Report.objects.create(
        assignment=duty, unit=cast.tk_ubnd, directive=directive, to_unit=cast.city_ubnd
    )
    return above


@pytest.mark.parametrize(
    ("words", "heading", "title"),
    [
        ("67/kh-ubnd", "Văn bản", "Kế hoạch số 67/KH-UBND: Thực hiện Nghị quyết 57 năm 2026"),
        ("67 KH UBND", "Văn bản", "Kế hoạch số 67/KH-UBND: Thực hiện Nghị quyết 57 năm 2026"),
        ("ke hoach tan ky", "Kế hoạch", "Kế hoạch chuyển đổi số trong trường học"),
        ("CHUYỂN ĐỔI SỐ", "Kế hoạch", "Kế hoạch chuyển đổi số trong trường học"),
        ("binh dan hoc vu", "Nhiệm vụ", "Mở lớp Bình dân học vụ số"),
        ("bao cao nghi quyet 57", "Báo cáo", "Báo cáo của UBND xã Tân Kỳ về Kế hoạch số 67"),
        ("hoi phu nu an phu", "Đơn vị", "Hội Liên hiệp Phụ nữ xã An Phú"),
    ],
)
def test_one_box_finds_everything_with_or_without_accents(cast, campaign, words, heading, title):
    assert any(hit.startswith(title) for hit in found(cast.mai, words)[heading])


def test_the_paper_of_a_number_comes_before_papers_that_mention_it(cast: Cast, campaign):
    for n in range(3):
        draft(cast, subject=f"Triển khai 67/KH-UBND lần {n}")
    assert found(cast.mai, "67/KH-UBND")["Văn bản"][0].startswith("Kế hoạch số 67/KH-UBND:")


def test_what_one_may_not_see_is_neither_found_nor_counted(cast: Cast, campaign):
    for outsider in (cast.chi, cast.lien):
        for words in ("chuyen doi so truong hoc", "binh dan hoc vu"):
            assert found(outsider, words) == {}
    # Reviewers above read of work in their place, of drafts nothing.
    assert set(found(cast.binh, "binh dan hoc vu")) == {"Nhiệm vụ"}
    paper = draft(cast, subject="Việc riêng của Tân Kỳ")
    assert found(cast.binh, "viec rieng") == {}
    assert found(cast.mai, "viec rieng") == {"Văn bản": [paper.title]}


def test_nothing_found_and_nothing_asked_say_so(cast: Cast):
    page = signed_in(cast.mai).get("/tim-kiem/", {"q": "không có đâu"}).content.decode()
    assert "Không thấy “không có đâu” trong phạm vi được xem." in page
    empty = signed_in(cast.mai).get("/tim-kiem/").content.decode()
    assert "Không thấy" not in empty


@pytest.mark.parametrize("words", ["%", "' OR 1=1 --", "\x00", "a" * 5000, "<script>", "…"])
def test_odd_words_do_no_harm(cast: Cast, words: str):
    page = signed_in(cast.mai).get("/tim-kiem/", {"q": words})
    assert page.status_code == 200
    assert "<script>" not in page.content.decode().split("</head>")[1]


def test_any_number_of_hits_costs_the_same_queries(cast, django_assert_max_num_queries):
    client = signed_in(cast.mai)

    def queries() -> int:
        with django_assert_max_num_queries(40) as counted:
            client.get("/tim-kiem/", {"q": "tuyen truyen"})
        return len(counted)

    draft(cast)
    queries()
    few = queries()
    for n in range(6):
        draft(cast, subject=f"Tuyên truyền {n}")
    assert queries() == few


def test_many_hits_are_counted_but_not_all_shown(cast: Cast):
    for n in range(12):
        draft(cast, subject=f"Tuyên truyền {n}")
    page = signed_in(cast.mai).get("/tim-kiem/", {"q": "tuyen truyen"})
    (group,) = page.context["groups"]
    assert (len(group.hits), group.total) == (8, 12)
    assert "Còn kết quả khác; gõ thêm chữ để thu hẹp." in page.content.decode()


def test_help_and_the_accessibility_statement_are_public(cast: Cast):
    for address, words in [
        ("/tro-giup/", "Tôi cần lập và trình kế hoạch"),
        ("/tro-giup/tiep-can/", "WCAG 2.2"),
    ]:
        assert words in Client().get(address).content.decode()
        assert words in signed_in(cast.mai).get(address).content.decode()


def test_help_names_the_units_administrator(cast: Cast):
    cast.quan.phone = "0225 123 456"
    cast.quan.save()
    page = signed_in(cast.mai).get("/tro-giup/").content.decode()
    assert "đồng chí Lý Minh Quân" in page
    assert 'href="tel:0225123456"' in page


def test_health_says_when_the_database_is_away(client):
    assert client.get("/suc-khoe/").content == b"ok"
    with mock.patch("nq57portal.views.connection.cursor", side_effect=OperationalError("away")):
        assert client.get("/suc-khoe/").status_code == 503


def refused(who: User, came_from: str, reason: PermissionDenied) -> str:
    """The page a person gets who came from an address and may not do what they asked for."""
    request: Any = RequestFactory().get("/", headers={"Referer": came_from})
    request.user, request.actor, request.actor_choices = who, None, []
    request.session = {}
    answer = views.refused(request, reason)
    assert answer.status_code == 403
    return answer.content.decode()


def test_a_refusal_gives_its_reason_and_leads_back(cast: Cast):
    sentence = "Xem được văn bản này nhưng không ký được vì việc này của lãnh đạo."
    page = refused(cast.mai, "http://testserver/van-ban/5/", Refusal(sentence))
    assert sentence in page
    assert 'href="http://testserver/van-ban/5/"' in page


def test_a_refusal_without_a_reason_leads_to_no_other_site(cast: Cast):
    page = refused(cast.mai, "https://xau.example/", PermissionDenied())
    assert "xau.example" not in page
    assert "Chưa có gì thay đổi." in page


def test_outside_ones_rooms_there_is_nothing(cast: Cast):
    paper = paper_in(State.DRAFT, cast)
    answer = signed_in(cast.chi).get(f"/van-ban/{paper.pk}/")
    assert answer.status_code == 404
    page = answer.content.decode()
    assert "Không có trang này, hoặc trang ngoài phạm vi được xem" in page


def test_a_failure_has_a_code_that_stands_in_the_log_too(cast: Cast, caplog):
    client = signed_in(cast.mai)
    client.raise_request_exception = False
    with (
        mock.patch("nq57portal.views.blocks_for", side_effect=RuntimeError("hỏng")),
        caplog.at_level(logging.ERROR),
    ):
        answer = client.get("/viec-can-lam/")
    assert answer.status_code == 500
    page = answer.content.decode()
    incident = next(r for r in caplog.records if r.name == "nq57portal.views")
    assert incident.args[0] in page
    assert "hỏng" not in page
    assert "Nội dung đã lưu trước đó vẫn còn." in page


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("/viec-can-lam/", "Việc cần làm"),
        ("/so-van-ban/di/", "Sổ văn bản"),
        ("/nhat-ky/", "Nhật ký"),
        ("/tro-giup/tiep-can/", "Trợ giúp"),
    ],
)
def test_the_navigation_marks_where_one_is(cast: Cast, address: str, current: str):
    page = signed_in(cast.an).get(address)
    marked = {
        entry["label"] for group in page.context["nav"] for entry in group if entry["current"]
    }
    assert marked == {current}
