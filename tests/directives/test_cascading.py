"""Giao việc: what the preview shows is what happens, once, and by whom it may be done."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from activity.models import LogEntry, Notice
from directives import services
from directives.models import Assignment, Cascade, Task
from directives.services import telling
from documents.lifecycle import State
from documents.models import Delivery, Document
from documents.services import issuing
from tests import factories
from tests.directives.scenes import given, received, signed_in, task_of
from tests.factories import Cast
from units.models import Line, Membership, Unit

pytestmark = pytest.mark.django_db


def page(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def paper(cast: Cast) -> Document:
    """Two tasks: for the communes' People's Committees, and for a line nobody answers to."""
    document = received(cast)
    binh = cast.actor(cast.binh)
    task_of(document, binh, "Tổ chức hội nghị", support="Hội LHPN các xã")
    task_of(document, binh, "Mở lớp bồi dưỡng", lead="Các quận ủy, huyện ủy")
    return document


@pytest.fixture
def truong(client: Client, cast: Cast) -> Client:
    return signed_in(client, cast.truong)


def begin(client: Client, paper: Document, unit: Unit) -> Cascade:
    client.post(f"/van-ban/{paper.pk}/giao-viec/", {"thay_mat": unit.pk})
    return Cascade.objects.get(document=paper, unit=unit, state="prepared")


def ready(client: Client, cast: Cast, paper: Document, **wanted: Any) -> Cascade:
    """The three steps up to the preview: communes get the first task, Đảng ủy xã the second."""
    cascade = begin(client, paper, cast.board)
    who = f"/giao-viec/{cascade.pk}/ai-lam/"
    client.post(
        who,
        {
            "thay_mat": cast.board.pk,
            "nhom": ["Các xã, phường"],
            "_them": "1",
            "nhom-kind": "cap_uy",
            "nhom-level": "xa",
        },
    )
    labels = [group["label"] for group in Cascade.objects.get(pk=cascade.pk).groups]
    client.post(who, {"thay_mat": cast.board.pk, "nhom": labels})
    first, second = paper.tasks.filter(kind="work").order_by("order")
    data = {"thay_mat": cast.board.pk, "giao": [f"{first.pk}:0", f"{second.pk}:1"], **wanted}
    response = client.post(f"/giao-viec/{cascade.pk}/lam-gi/", data)
    assert response["Location"] == f"/giao-viec/{cascade.pk}/xem-truoc/"
    cascade.refresh_from_db()
    return cascade


PLAN = {
    "plan_wanted": "on",
    "review_unit": "Ban Tuyên giáo và Dân vận Thành ủy Hải Phòng",
    "plan_deadline_0": "before_day",
    "plan_deadline_1": "13/3/2026",
}


def test_the_preview_shows_exactly_what_confirming_creates(
    truong: Client, cast: Cast, paper: Document
) -> None:
    cascade = ready(truong, cast, paper, **PLAN)
    preview = f"/giao-viec/{cascade.pk}/xem-truoc/"
    shown = page(truong.get(preview))
    # 2 UBND (task, plan), 2 Đảng ủy (task, plan), 2 LHPN (helping with the first task).
    assert "Giao 3 nhiệm vụ cho 6 đơn vị?" in shown
    assert "10 việc xuất hiện ở Việc được giao của 6 đơn vị" in shown
    assert not Assignment.objects.exists()
    assert not Task.objects.filter(kind="plan").exists()
    done = page(truong.post(preview, {"thay_mat": cast.board.pk}, follow=True))
    assert "Đã giao 10 việc cho 6 đơn vị" in done
    assert Assignment.objects.count() == 10
    assert Assignment.objects.values("unit").distinct().count() == 6
    assert Assignment.objects.values("task").distinct().count() == 3
    helper = Assignment.objects.get(unit=cast.tk_women)
    assert (helper.part, helper.task.text) == ("support", "Tổ chức hội nghị")
    plan = Task.objects.get(kind="plan")
    assert (plan.report_to, plan.wording) == (cast.board, "trước ngày 13/3/2026")
    assert plan.text == "Lập kế hoạch thực hiện Hướng dẫn số 186-HD/BTGTW"


def test_confirming_twice_gives_nothing_more_and_says_when_it_was_done(
    truong: Client, cast: Cast, paper: Document
) -> None:
    cascade = ready(truong, cast, paper)
    preview, form = f"/giao-viec/{cascade.pk}/xem-truoc/", {"thay_mat": cast.board.pk}
    truong.post(preview, form)
    count, lines, notices = (m.objects.count() for m in (Assignment, LogEntry, Notice))
    again = page(truong.post(preview, form, follow=True))
    assert re.search(r"Đã giao trước đó lúc \d\d:\d\d:\d\d ngày", again)
    assert "Không giao lần thứ hai." in again
    assert (count, lines, notices) == tuple(
        m.objects.count() for m in (Assignment, LogEntry, Notice)
    )


def test_receivers_are_told_once_and_one_line_is_logged(
    truong: Client, cast: Cast, paper: Document
) -> None:
    cascade = ready(truong, cast, paper, **PLAN)
    truong.post(f"/giao-viec/{cascade.pk}/xem-truoc/", {"thay_mat": cast.board.pk})
    told = telling.notices_of(cascade)
    assert {notice.recipient for notice in told} == {
        cast.mai,
        cast.an,
        cast.phuc,
        cast.chi,
        cast.lien,
    }
    assert told.get(recipient=cast.mai).subject == (
        "Việc mới: lập kế hoạch thực hiện Hướng dẫn số 186-HD/BTGTW, trước ngày 13/3/2026"
    )
    duty = Assignment.objects.get(task__kind="plan", unit=cast.tk_ubnd)
    work = Assignment.objects.filter(task__kind="work", unit=cast.tk_ubnd).count()
    assert told.get(recipient=cast.mai).address == duty.get_absolute_url()
    assert re.fullmatch(
        "Ban Tuyên giáo và Dân vận Thành ủy Hải Phòng giao UBND xã Tân Kỳ lập kế hoạch thực hiện "
        r"Hướng dẫn số 186-HD/BTGTW ngày 10/01/2025\. Hạn chót trình: 23:59 thứ Năm 12/3/2026 "
        rf"\((còn|quá hạn) \d+ ngày.*\)\. Nhiệm vụ cần trả lời: {work}\.",
        told.get(recipient=cast.mai).body,
    )
    assert LogEntry.objects.filter(verb="directives.cascade").count() == 1


def test_step_1_offers_what_the_paper_names_and_names_what_cannot_be_read(
    truong: Client, cast: Cast, paper: Document
) -> None:
    cascade = begin(truong, paper, cast.board)
    shown = page(truong.get(f"/giao-viec/{cascade.pk}/ai-lam/"))
    assert 'value="Các xã, phường" id="nhom-0" checked' in shown
    assert "2 đơn vị" in shown
    assert "UBND xã An Phú, UBND xã Tân Kỳ" in shown
    assert (
        "“Các quận ủy, huyện ủy” không khớp đơn vị nào đang hoạt động từ 01/7/2025. "
        "Chọn nhóm thay thế hoặc bỏ dòng này." in shown
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Chọn loại đơn vị, cấp, tuyến hoặc tổ chức, hoặc một đơn vị cụ thể."),
        (
            {"nhom-kind": "cap_uy", "nhom-unit": "UBND xã Tân Kỳ"},
            "Chọn một đơn vị cụ thể, hoặc chọn loại, cấp, tuyến; không chọn cả hai.",
        ),
        ({"nhom-kind": "su_nghiep"}, "không có đơn vị nào đang hoạt động trong phạm vi"),
        ({"nhom-unit": "Bộ Chính trị"}, "Không tìm thấy đơn vị “Bộ Chính trị”."),
    ],
)
def test_a_group_of_ones_own_must_mean_somebody_within_reach(
    changes: dict[str, str], sentence: str, truong: Client, cast: Cast, paper: Document
) -> None:
    cascade = begin(truong, paper, cast.board)
    before = cascade.groups
    data = {"thay_mat": cast.board.pk, "nhom": ["Các xã, phường"], "_them": "1", **changes}
    response = page(truong.post(f"/giao-viec/{cascade.pk}/ai-lam/", data))
    assert sentence in response
    assert 'value="Các xã, phường" id="nhom-0" checked' in response
    cascade.refresh_from_db()
    assert cascade.groups == before


def test_a_single_unit_can_be_picked_by_its_name(
    truong: Client, cast: Cast, paper: Document
) -> None:
    cascade = begin(truong, paper, cast.board)
    data = {"thay_mat": cast.board.pk, "_them": "1", "nhom-unit": "hoi lien hiep phu nu xa an phu"}
    truong.post(f"/giao-viec/{cascade.pk}/ai-lam/", data)
    cascade.refresh_from_db()
    assert cascade.groups == [{"label": "Hội LHPN xã An Phú", "units": [cast.ap_women.pk]}]


def test_no_group_and_no_task_are_refused_with_a_sentence(
    truong: Client, cast: Cast, paper: Document
) -> None:
    cascade = begin(truong, paper, cast.board)
    form = {"thay_mat": cast.board.pk}
    who = page(truong.post(f"/giao-viec/{cascade.pk}/ai-lam/", form))
    assert "Chọn ít nhất một nhóm đơn vị." in who
    what = page(truong.post(f"/giao-viec/{cascade.pk}/lam-gi/", form))
    assert "Chưa chọn nhiệm vụ nào cho nhóm nào." in what


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"plan_deadline_1": "31/2/2026"}, "Tháng 2/2026 không có ngày 31."),
        ({"plan_deadline_1": ""}, "Hạn “trước ngày” phải ghi ngày."),
        ({"review_unit": ""}, "Chưa chọn “Nơi thẩm định kế hoạch”."),
        ({"review_unit": "Ban Không Có"}, "Không tìm thấy đơn vị “Ban Không Có”."),
    ],
)
def test_a_wanted_plan_needs_its_reviewer_and_limit(
    changes: dict[str, str], sentence: str, truong: Client, cast: Cast, paper: Document
) -> None:
    cascade = begin(truong, paper, cast.board)
    task = paper.tasks.order_by("order")[0]
    data = {"thay_mat": cast.board.pk, "giao": [f"{task.pk}:0"], **PLAN, **changes}
    response = page(truong.post(f"/giao-viec/{cascade.pk}/lam-gi/", data))
    assert sentence in response
    assert f'value="{task.pk}:0"' in response
    cascade.refresh_from_db()
    assert not cascade.plan_wanted


def test_boxes_of_what_is_not_wanted_are_not_judged(
    truong: Client, cast: Cast, paper: Document
) -> None:
    wrong = {"plan_deadline_0": "before_day", "plan_deadline_1": "31/2/2026", "review_unit": "?"}
    cascade = ready(truong, cast, paper, **wrong)
    assert not cascade.plan_wanted


def test_ticks_stay_with_their_group_when_groups_are_dropped(
    truong: Client, cast: Cast, paper: Document
) -> None:
    cascade = ready(truong, cast, paper)
    kept = [group["label"] for group in cascade.groups if group["label"] != "Các xã, phường"]
    truong.post(f"/giao-viec/{cascade.pk}/ai-lam/", {"thay_mat": cast.board.pk, "nhom": kept})
    cascade.refresh_from_db()
    first, second = paper.tasks.order_by("order")
    assert cascade.matrix == {str(first.pk): [], str(second.pk): [0]}


def test_who_gets_nothing_is_named_with_the_reason(
    truong: Client, cast: Cast, paper: Document
) -> None:
    given(cast, paper, cast.tk_ubnd)
    cascade = begin(truong, paper, cast.board)
    first = paper.tasks.order_by("order")[0]
    cascade.groups = [
        {"label": "Ba nơi", "units": [cast.tk_ubnd.pk, cast.ap_ubnd.pk, cast.city_party.pk]},
        {"label": "Lại một xã", "units": [cast.ap_ubnd.pk]},
    ]
    cascade.matrix = {str(first.pk): [0, 1]}
    cascade.save()
    shown = page(truong.get(f"/giao-viec/{cascade.pk}/xem-truoc/"))
    assert "Giao 1 nhiệm vụ cho 1 đơn vị?" in shown
    assert "Đã được giao trước đó" in shown
    assert "Không thuộc phạm vi giao việc của đơn vị" in shown
    assert "1 đơn vị có trong nhiều nhóm" in shown
    truong.post(f"/giao-viec/{cascade.pk}/xem-truoc/", {"thay_mat": cast.board.pk})
    assert Assignment.objects.filter(cascade=cascade).count() == 1


def test_units_without_an_account_are_named(truong: Client, cast: Cast, paper: Document) -> None:
    Membership.objects.filter(unit=cast.ap_ubnd).delete()
    cascade = ready(truong, cast, paper)
    preview = f"/giao-viec/{cascade.pk}/xem-truoc/"
    assert "đơn vị chưa có tài khoản" in page(truong.get(preview))
    planned = services.preview(cascade)
    assert cast.ap_ubnd in planned.without_people
    assert cast.tk_ubnd not in planned.without_people


def test_a_second_duty_to_plan_is_not_given_to_the_same_unit(cast: Cast, paper: Document) -> None:
    given(cast, paper, cast.tk_ubnd, plan_wanted=True, review_unit=cast.board)
    later = given(
        cast, paper, cast.tk_ubnd, cast.ap_ubnd, plan_wanted=True, review_unit=cast.city_party
    )
    plans = Assignment.objects.filter(task__kind="plan")
    assert {(row.unit, row.task.report_to) for row in plans} == {
        (cast.tk_ubnd, cast.board),
        (cast.ap_ubnd, cast.city_party),
    }
    assert later.unit_count == 1


def test_nobody_to_give_to_leaves_everything_as_it_was(
    truong: Client, cast: Cast, paper: Document
) -> None:
    given(cast, paper, cast.tk_ubnd)
    cascade = begin(truong, paper, cast.board)
    cascade.groups = [{"label": "Xã Tân Kỳ", "units": [cast.tk_ubnd.pk]}]
    cascade.matrix = {str(task.pk): [0] for task in paper.tasks.all()}
    cascade.save()
    url = f"/giao-viec/{cascade.pk}/xem-truoc/"
    assert "Không có đơn vị nào nhận thêm việc." in page(truong.get(url))
    response = page(truong.post(url, {"thay_mat": cast.board.pk}))
    assert "Không có đơn vị nào nhận thêm việc. Chưa giao gì." in response
    cascade.refresh_from_db()
    assert cascade.state == "prepared"


def test_a_paper_without_tasks_or_out_of_force_is_not_given_out(truong: Client, cast: Cast) -> None:
    paper = received(cast)
    start = f"/van-ban/{paper.pk}/giao-viec/"
    assert "Chưa có nhiệm vụ để giao." in page(truong.get(start))
    task_of(paper, cast.actor(cast.binh))
    cascade = ready_one(truong, cast, paper)
    Document.objects.filter(pk=paper.pk).update(
        state="recalled", recalled_number="9-QĐ/TW", recalled_at="2026-03-02T03:00:00Z"
    )
    sentence = "Văn bản đã thu hồi ngày 02/3/2026 theo 9-QĐ/TW. Không giao việc được nữa."
    assert sentence in page(truong.get(start))
    assert sentence in page(truong.post(start, {"thay_mat": cast.board.pk}, follow=True))
    preview = f"/giao-viec/{cascade.pk}/xem-truoc/"
    assert sentence in page(truong.post(preview, {"thay_mat": cast.board.pk}))
    assert not Assignment.objects.exists()


def ready_one(client: Client, cast: Cast, paper: Document) -> Cascade:
    cascade = begin(client, paper, cast.board)
    cascade.groups = [{"label": "Xã Tân Kỳ", "units": [cast.tk_ubnd.pk]}]
    cascade.matrix = {str(task.pk): [0] for task in paper.tasks.all()}
    cascade.save()
    return cascade


def test_recalling_a_paper_takes_its_open_work_back(cast: Cast) -> None:
    document = factories.paper_in(State.APPROVED, cast)
    task = Task.objects.create(document=document, text="Treo băng rôn", order=1)
    Document.objects.filter(pk=document.pk).update(state="issued")
    document.refresh_from_db()
    given(cast, document, cast.tk_office, by=cast.actor(cast.an))
    issuing.recall(document, by=cast.actor(cast.an), number="99/QĐ-UBND", reason="Ban hành nhầm")
    assert Assignment.objects.get(task=task).state == "cancelled"
    assert LogEntry.objects.filter(verb="directives.cancel").count() == 1


STEPS = ("/van-ban/{paper}/giao-viec/", *(f"/giao-viec/{{cascade}}/{s}/" for s in
         ("ai-lam", "lam-gi", "xem-truoc")))  # fmt: skip


@pytest.mark.parametrize(
    ("who", "first", "others"),
    [
        ("truong", 200, 200),  # LĐ of the unit that entered the paper
        ("binh", 200, 200),  # TG of the same unit
        ("an", 403, 404),  # reads the paper of the centre, but it is not his unit's to give
        ("kiem", 403, 404),
        ("mai", 403, 404),
    ],
)
def test_who_may_give_out(
    who: str, first: int, others: int, client: Client, cast: Cast, paper: Document
) -> None:
    signed_in(client, cast.truong)
    cascade = begin(client, paper, cast.board)
    signed_in(client, getattr(cast, who))
    got = [client.get(url.format(paper=paper.pk, cascade=cascade.pk)).status_code for url in STEPS]
    assert got == [first, others, others, others]


def test_a_unit_that_got_the_paper_by_delivery_plans_instead_of_giving_it_out(
    client: Client, cast: Cast
) -> None:
    paper = factories.paper_in(State.APPROVED, cast)
    Document.objects.filter(pk=paper.pk).update(state="issued", full_number="12/KH-UBND")
    Delivery.objects.create(document=paper, unit=cast.tk_women, sent_at="2026-03-18T02:00:00Z")
    signed_in(client, cast.lien)
    refused = client.get(f"/van-ban/{paper.pk}/giao-viec/")
    assert refused.status_code == 403
    assert "không giao việc được vì việc này của UBND xã Tân Kỳ" in page(refused)
    assert "Nguyễn Văn An (Chủ tịch)" in page(refused)


def test_the_result_is_open_to_the_giving_line_and_the_inspectors_above(
    client: Client, cast: Cast, paper: Document
) -> None:
    cascade = given(cast, paper)
    for who, status in (("binh", 200), ("kiem", 200), ("mai", 404), ("an", 404)):
        signed_in(client, getattr(cast, who))
        assert client.get(f"/giao-viec/{cascade.pk}/").status_code == status, who


def _queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_the_pages_cost_the_same_for_two_units_and_for_two_hundred(
    truong: Client, cast: Cast, paper: Document
) -> None:
    cascade = ready(truong, cast, paper, **PLAN)
    urls = [f"/giao-viec/{cascade.pk}/{step}/" for step in ("ai-lam", "lam-gi", "xem-truoc")]
    few = [_queries(truong, url) for url in urls]
    for number in range(198):
        place = factories.area(f"x{number}", f"Xã {number}", parent=cast.city)
        factories.unit(
            f"x{number}-ubnd", f"Ủy ban nhân dân xã {number}", Unit.Kind.PEOPLES_COMMITTEE,
            Line.STATE, place, parent=cast.city_ubnd,
        )  # fmt: skip
    assert [_queries(truong, url) for url in urls] == few
    with CaptureQueriesContext(connection) as many:
        truong.post(urls[-1], {"thay_mat": cast.board.pk})
    assert Assignment.objects.filter(part="lead", task__kind="work").count() == 202
    # Rows are written in batches; nothing asks about one unit at a time.
    assert len(many) < 60
    result = f"/giao-viec/{cascade.pk}/"
    assert _queries(truong, result) < 25
