"""Việc được giao: what a unit reads, and each step of an assignment by the right side only."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activity.models import LogEntry, Notice
from directives import services
from directives.models import Assignment, Task
from directives.states import ASSIGNMENT_STEPS, LABELS, OTHER_SIDE, Act, AssignmentState
from directives.views.assignments import VERBS
from documents.errors import PaperError, WrongState
from documents.models import Citation
from plans.services import start_plan
from tests.directives.scenes import given, received, signed_in, task_of, work
from tests.factories import Cast

pytestmark = pytest.mark.django_db
S = AssignmentState

ADDRESS = {
    Act.ACCEPT: "nhan",
    Act.ASK_EXCUSE: "khong-ap-dung",
    Act.REPORT: "bao-hoan-thanh",
    Act.CONFIRM: "xac-nhan",
    Act.REJECT: "tra-lai",
    Act.EXCUSE: "dong-y",
    Act.KEEP: "giu-viec",
    Act.CANCEL: "rut",
}


def page(response: Any) -> str:
    return str(response.content.decode())


def put(assignment: Assignment, state: AssignmentState) -> Assignment:
    """The assignment in a state, with the facts its constraints require."""
    now = timezone.now()
    facts: dict[str, Any] = {"state": state, "reported_at": None, "done_at": None}
    if state in {S.ANSWERED, S.REPORTED, S.DONE}:
        facts["reported_at"] = now
    if state is S.DONE:
        facts["done_at"] = now
    Assignment.objects.filter(pk=assignment.pk).update(**facts)
    assignment.refresh_from_db()
    return assignment


# --- The table ------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", AssignmentState)
@pytest.mark.parametrize("action", Act)
def test_every_act_from_every_state(action: Act, state: AssignmentState, cast: Cast) -> None:
    row = put(work(cast), state)
    lines, before = LogEntry.objects.count(), Assignment.objects.filter(pk=row.pk).values().get()
    by = cast.actor(cast.truong if ASSIGNMENT_STEPS[action].by_issuer else cast.mai)
    if state in ASSIGNMENT_STEPS[action].sources:
        services.act(row, action, by=by, reason="Có lý do", result="Đã làm")
        assert row.state == ASSIGNMENT_STEPS[action].target
        assert LogEntry.objects.count() == lines + 1
        assert LogEntry.objects.latest("sequence").verb == f"assignments.{action.value}"
    else:
        with pytest.raises(WrongState, match="không được thực hiện"):
            services.act(row, action, by=by, reason="Có lý do", result="Đã làm")
        assert Assignment.objects.filter(pk=row.pk).values().get() == before
        assert LogEntry.objects.count() == lines


def test_every_state_has_its_words_on_both_sides() -> None:
    assert set(LABELS) == set(AssignmentState) == set(OTHER_SIDE)


def test_of_two_who_read_the_same_state_only_the_first_moves_it(cast: Cast) -> None:
    first, second = work(cast), Assignment.objects.get()
    services.act(first, Act.REPORT, by=cast.actor(cast.mai), result="Xong")
    with pytest.raises(WrongState, match="Đã báo hoàn thành, chờ xác nhận"):
        services.act(second, Act.ACCEPT, by=cast.actor(cast.an))


def test_a_return_without_reason_changes_nothing(cast: Cast) -> None:
    row = put(work(cast), S.REPORTED)
    with pytest.raises(PaperError, match="Ghi lý do"):
        services.act(row, Act.REJECT, by=cast.actor(cast.truong), reason=" ")
    assert row.state == S.REPORTED


# --- The pages ------------------------------------------------------------------------------------

START = {
    Act.ACCEPT: S.NEW,
    Act.ASK_EXCUSE: S.ACCEPTED,
    Act.REPORT: S.ACCEPTED,
    Act.CONFIRM: S.REPORTED,
    Act.REJECT: S.REPORTED,
    Act.EXCUSE: S.EXCUSE_ASKED,
    Act.KEEP: S.EXCUSE_ASKED,
    Act.CANCEL: S.NEW,
}


@pytest.mark.parametrize("action", VERBS)
def test_each_step_asks_first_then_happens_and_the_other_side_hears(
    action: Act, client: Client, cast: Cast
) -> None:
    row = put(work(cast), START[action])
    url, giving = f"/viec-duoc-giao/{row.pk}/{ADDRESS[action]}/", ASSIGNMENT_STEPS[action].by_issuer
    person = cast.truong if giving else cast.mai
    signed_in(client, person)
    asked = page(client.get(url))
    assert "Sẽ xảy ra:" in asked
    assert f">{VERBS[action].label}</button>" in asked
    row.refresh_from_db()
    assert row.state == START[action]
    form = {"thay_mat": cast.board.pk if giving else cast.tk_ubnd.pk}
    told = Notice.objects.count()
    done = client.post(url, {**form, "reason": "Có lý do", "result": "Đã làm"}, follow=True)
    assert VERBS[action].done in page(done)
    row.refresh_from_db()
    assert row.state == ASSIGNMENT_STEPS[action].target
    heard = set(Notice.objects.order_by("-pk")[: Notice.objects.count() - told])
    if action is Act.ACCEPT:
        assert not heard
    else:
        sides = {cast.mai, cast.an, cast.phuc} if giving else {cast.truong, cast.binh, cast.hoa}
        assert {notice.recipient for notice in heard} == sides


@pytest.mark.parametrize("action", [Act.ASK_EXCUSE, Act.REJECT, Act.KEEP, Act.CANCEL, Act.REPORT])
def test_an_empty_answer_is_refused_at_its_box(action: Act, client: Client, cast: Cast) -> None:
    row = put(work(cast), START[action])
    giving = ASSIGNMENT_STEPS[action].by_issuer
    signed_in(client, cast.truong if giving else cast.mai)
    url = f"/viec-duoc-giao/{row.pk}/{ADDRESS[action]}/"
    form = {"thay_mat": cast.board.pk if giving else cast.tk_ubnd.pk, "reason": " "}
    response = page(client.post(url, form))
    box = "Kết quả đã làm được" if action is Act.REPORT else "Lý do"
    assert f"Chưa điền “{box}”." in response
    row.refresh_from_db()
    assert row.state == START[action]


@pytest.mark.parametrize("action", VERBS)
def test_a_step_that_somebody_made_first_is_said_and_not_made_again(
    action: Act, client: Client, cast: Cast
) -> None:
    row = put(work(cast), S.DONE)
    giving = ASSIGNMENT_STEPS[action].by_issuer
    signed_in(client, cast.truong if giving else cast.mai)
    url = f"/viec-duoc-giao/{row.pk}/{ADDRESS[action]}/"
    assert "đang ở trạng thái “Hoàn thành”" in page(client.get(url, follow=True))
    form = {"thay_mat": cast.board.pk if giving else cast.tk_ubnd.pk}
    response = client.post(url, {**form, "reason": "Gõ dở", "result": "Gõ dở"})
    assert "Thao tác vừa rồi không được thực hiện." in page(response)
    if action in {Act.REPORT, Act.REJECT}:
        assert "Gõ dở" in page(response)
    row.refresh_from_db()
    assert row.state == S.DONE


@pytest.mark.parametrize(
    ("who", "receiving", "giving"),
    [
        ("mai", 200, 403),  # CB of the unit
        ("an", 200, 403),  # its chair
        ("ha", 403, 403),  # its clerk reads only
        ("truong", 403, 200),  # leader of the unit that gave it
        ("binh", 403, 200),  # reviewer there
        ("kiem", 403, 403),  # inspector above
        ("chi", 404, 404),  # another commune
    ],
)
def test_who_may_take_which_step(
    who: str, receiving: int, giving: int, client: Client, cast: Cast
) -> None:
    row = work(cast)
    signed_in(client, getattr(cast, who))
    for action, expected in ((Act.REPORT, receiving), (Act.CANCEL, giving)):
        url = f"/viec-duoc-giao/{row.pk}/{ADDRESS[action]}/"
        response = client.get(url)
        assert response.status_code == expected, action
        if expected == 403:
            assert "Người làm được việc này:" in page(response)
            assert client.post(url, {"reason": "x", "result": "x"}).status_code == 403
    row.refresh_from_db()
    assert row.state == S.NEW
    seen = client.get(f"/viec-duoc-giao/{row.pk}/").status_code
    assert seen == (404 if receiving == 404 else 200)


@pytest.mark.parametrize("action", [Act.REPORT, Act.CONFIRM, Act.REJECT])
def test_a_duty_to_plan_is_finished_by_the_plan_not_by_hand(
    action: Act, client: Client, cast: Cast
) -> None:
    paper = received(cast)
    given(cast, paper, cast.tk_ubnd, plan_wanted=True, review_unit=cast.board)
    duty = Assignment.objects.get(task__kind="plan")
    signed_in(client, cast.truong if ASSIGNMENT_STEPS[action].by_issuer else cast.mai)
    response = client.get(f"/viec-duoc-giao/{duty.pk}/{ADDRESS[action]}/")
    assert response.status_code == 403
    assert "việc này hoàn thành khi kế hoạch được trình và ban hành" in page(response)


def test_late_work_is_taken_and_said_to_be_late(client: Client, cast: Cast) -> None:
    row = work(cast)
    Assignment.objects.filter(pk=row.pk).update(due_at=timezone.now() - dt.timedelta(days=2))
    signed_in(client, cast.mai)
    url = f"/viec-duoc-giao/{row.pk}/bao-hoan-thanh/"
    assert "Đã quá hạn 2 ngày. Vẫn báo được; cổng ghi là xong muộn." in page(client.get(url))
    client.post(url, {"thay_mat": cast.tk_ubnd.pk, "result": "Đã tổ chức 3 hội nghị."})
    detail = page(client.get(f"/viec-duoc-giao/{row.pk}/"))
    assert "Xong muộn 2 ngày" in detail
    assert "Đã tổ chức 3 hội nghị." in detail


# --- Reading --------------------------------------------------------------------------------------


def test_the_list_is_grouped_by_paper_with_words_for_each_side(client: Client, cast: Cast) -> None:
    row = work(cast)
    signed_in(client, cast.mai)
    mine = page(client.get("/viec-duoc-giao/"))
    assert 'scope="rowgroup"' in mine
    assert "Hướng dẫn số 186-HD/BTGTW" in mine
    assert "hạn chót 23:59 thứ Sáu 06/3/2026 (“trước ngày 07/3/2026”)" in mine
    assert "Việc mới" in mine
    assert "Việc được giao" in mine
    signed_in(client, cast.binh)
    assert "Đơn vị chưa được giao việc nào." in page(client.get("/viec-duoc-giao/"))
    theirs = page(client.get("/viec-duoc-giao/?ben=giao"))
    assert row.get_absolute_url() in theirs
    assert "Chưa nhận việc" in theirs


def test_filters_narrow_and_nonsense_narrows_nothing(client: Client, cast: Cast) -> None:
    paper = received(cast)
    binh = cast.actor(cast.binh)
    task_of(paper, binh, "Đã quá hạn", date=dt.date(2025, 3, 7))
    task_of(paper, binh, "Không ghi hạn", operator="none", date=None)
    soon = timezone.now() + dt.timedelta(days=3)
    task_of(paper, binh, "Sắp đến hạn", operator="through_day", date=soon.date())
    given(cast, paper, cast.tk_ubnd)
    put(Assignment.objects.get(task__text="Không ghi hạn"), S.DONE)
    signed_in(client, cast.mai)

    def shown(query: str) -> set[str]:
        text = page(client.get(f"/viec-duoc-giao/?{query}"))
        return {task.text for task in Task.objects.all() if f">{task.text}</a>" in text}

    assert shown("") == {"Đã quá hạn", "Không ghi hạn", "Sắp đến hạn"}
    assert shown("trang_thai=chua_xong") == {"Đã quá hạn", "Sắp đến hạn"}
    assert shown("trang_thai=done") == {"Không ghi hạn"}
    assert shown("han=qua_han") == {"Đã quá hạn"}
    assert shown("han=7_ngay") == {"Sắp đến hạn"}
    assert shown("vai_tro=support") == set()
    assert shown(f"van_ban={paper.pk}&sort=-han") == {"Đã quá hạn", "Không ghi hạn", "Sắp đến hạn"}
    assert shown("van_ban=999999&han=sai&trang_thai=sai") == shown("")
    assert "Không có việc nào theo bộ lọc này." in page(
        client.get("/viec-duoc-giao/?vai_tro=support")
    )


def test_htmx_gets_the_same_results_as_a_fresh_page(client: Client, cast: Cast) -> None:
    work(cast)
    signed_in(client, cast.mai)
    url = "/viec-duoc-giao/?trang_thai=chua_xong"
    whole = page(client.get(url))
    part = page(client.get(url, headers={"HX-Request": "true"}))
    assert part.strip() in whole
    assert "<html" not in part


def test_the_detail_leads_up_to_the_resolution_and_on_to_the_plan(
    client: Client, cast: Cast
) -> None:
    resolution = received(
        cast,
        type_code="NQ",
        full_number="57-NQ/TW",
        date=dt.date(2024, 12, 22),
        subject="Đột phá phát triển khoa học",
        body="",
    )
    paper = received(cast, citations=["Nghị quyết số 57-NQ/TW ngày 22/12/2024"])
    task_of(paper, cast.actor(cast.binh))
    given(cast, paper, cast.tk_ubnd, plan_wanted=True, review_unit=cast.board)
    duty = Assignment.objects.get(task__kind="plan")
    signed_in(client, cast.mai)
    shown = page(client.get(duty.get_absolute_url()))
    chain = shown.split('<ol class="chain">')[1].split("</ol>")[0]
    assert chain.index(str(resolution)) < chain.index(str(paper))
    assert f'href="/ke-hoach/lap/?viec={duty.pk}"' in shown
    plan = start_plan(duty, by=cast.actor(cast.mai))
    again = page(client.get(duty.get_absolute_url()))
    assert f"/ke-hoach/lap/?viec={duty.pk}" not in again
    assert plan.document.get_absolute_url() in again
    # The draft is nobody else's business.
    signed_in(client, cast.truong)
    assert plan.document.get_absolute_url() not in page(client.get(duty.get_absolute_url()))


def test_a_duty_to_report_leads_to_the_report(client: Client, cast: Cast) -> None:
    paper = received(cast)
    given(cast, paper, cast.tk_ubnd, report_wanted=True)
    duty = Assignment.objects.get(task__kind="report")
    signed_in(client, cast.mai)
    assert f'href="/bao-cao/viec/{duty.pk}/"' in page(client.get(duty.get_absolute_url()))


def test_the_page_of_a_task_shows_its_units_only_to_who_oversees_them(
    client: Client, cast: Cast
) -> None:
    paper = received(cast)
    task = task_of(paper, cast.actor(cast.binh))
    given(cast, paper)
    signed_in(client, cast.binh)
    both = page(client.get(f"/nhiem-vu/{task.pk}/"))
    assert "UBND xã Tân Kỳ" in both
    assert ">UBND xã An Phú</a>" in both
    signed_in(client, cast.mai)
    own = page(client.get(f"/nhiem-vu/{task.pk}/"))
    assert ">UBND xã An Phú</a>" not in own
    listed = page(client.get(f"/van-ban/{paper.pk}/don-vi-thuc-hien/"))
    assert "UBND xã Tân Kỳ</a>" in listed
    assert "UBND xã An Phú</a>" not in listed


def test_the_list_costs_the_same_for_one_row_and_for_many(client: Client, cast: Cast) -> None:
    paper = received(cast)
    binh = cast.actor(cast.binh)
    task_of(paper, binh)
    given(cast, paper, cast.tk_ubnd)
    signed_in(client, cast.mai)
    urls = (
        "/viec-duoc-giao/",
        f"/van-ban/{paper.pk}/nhiem-vu/",
        f"/van-ban/{paper.pk}/don-vi-thuc-hien/",
    )

    def queries() -> list[int]:
        counts = []
        for url in urls:
            with CaptureQueriesContext(connection) as seen:
                assert client.get(url).status_code == 200
            counts.append(len(seen))
        return counts

    few = queries()
    for number in range(30):
        task_of(paper, binh, f"Nhiệm vụ {number}")
    given(cast, paper, cast.tk_ubnd)
    assert Assignment.objects.count() == 31
    assert queries() == few


def test_of_a_paper_out_of_sight_only_what_the_paper_below_says_is_shown(
    client: Client, cast: Cast
) -> None:
    secret = received(
        cast,
        by=cast.actor(cast.chi),
        issuer=cast.city_ubnd,
        type_code="KH",
        full_number="5/KH-UBND",
        subject="Trích yếu không được thấy",
    )
    paper = received(cast)
    Citation.objects.create(document=paper, order=9, text="Kế hoạch số 05/KH-UBND", cited=secret)
    task_of(paper, cast.actor(cast.binh))
    given(cast, paper, cast.tk_ubnd)
    row = Assignment.objects.get()
    signed_in(client, cast.mai)
    shown = page(client.get(row.get_absolute_url()))
    chain = shown.split('<ol class="chain">')[1].split("</ol>")[0]
    assert "<li>Kế hoạch số 05/KH-UBND" in chain
    assert secret.get_absolute_url() not in shown
    assert "Trích yếu không được thấy" not in shown
