""" "Việc cần làm": the right blocks for each role, straight to the work, at a constant price."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from unittest import mock

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from activity.models import Heartbeat, OutboxItem
from directives.models import Assignment, Cascade, Task
from directives.services import send_nudge
from documents.lifecycle import State
from documents.models import Certificate, Delivery, Document
from documents.services import issuing, numbering
from nq57portal import todo
from nq57portal.todo import BLOCKS, LIMIT, Filled, blocks_for
from reports import services as reports
from reports import summing
from tests import campaign
from tests.factories import Cast, draft, paper_in, person
from units.dates import HANOI, today
from units.models import CalendarDay, Membership, Role, Unit, User

pytestmark = pytest.mark.django_db


def blocks(cast: Cast, who: User, where: Unit | None = None) -> dict[str, Filled]:
    return {block.heading: block for block in blocks_for(cast.actor(who, where))}


def shown(who: User) -> str:
    return of(who, "/viec-can-lam/")


def of(who: User, address: str) -> str:
    """A page as this person sees it."""
    client = Client()
    client.force_login(who)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def give(
    cast: Cast, unit: Unit, due: dt.timedelta | None, kind: str = Task.Kind.WORK, n: int = 1
) -> list[Assignment]:
    """Work given by the board to a unit, due so long from now."""
    paper = Document.objects.create(
        issuer=cast.board, type_code="HD", subject="Tuyên truyền", state=State.ISSUED,
        full_number="164-HD/BTGTU", created_by=cast.binh,
    )  # fmt: skip
    cascade = Cascade.objects.create(document=paper, unit=cast.board, by=cast.binh)
    return [
        Assignment.objects.create(
            task=Task.objects.create(document=paper, kind=kind, text=f"Việc {number}"),
            unit=unit,
            issuer=cast.board,
            cascade=cascade,
            due_at=timezone.now() + due if due is not None else None,
        )
        for number in range(n)
    ]


HOUR = dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("due", "heading"),
    [
        (-HOUR, "Quá hạn"),
        (HOUR, "Đến hạn trong 7 ngày"),
        (dt.timedelta(days=8), "Việc mới giao"),
        (None, "Việc mới giao"),
    ],
)
def test_given_work_stands_in_one_block_by_its_deadline(cast: Cast, due, heading):
    (work,) = give(cast, cast.tk_ubnd, due)
    found = blocks(cast, cast.mai)
    assert set(found) == {heading}
    (item,) = found[heading].items
    assert item.address == f"/viec-duoc-giao/{work.pk}/"
    assert f"{item.verb}: Việc 0" in shown(cast.mai)
    assert blocks(cast, cast.chi) == {}


def test_work_without_a_date_comes_after_work_that_has_one(cast: Cast):
    """The two databases sort nothing to different ends."""
    _, dated = give(cast, cast.tk_ubnd, None, n=2)
    dated.due_at = timezone.now() + dt.timedelta(days=30)
    dated.save()
    items = blocks(cast, cast.mai)["Việc mới giao"].items
    assert [item.title for item in items] == ["Việc 1", "Việc 0"]


@pytest.mark.parametrize(
    ("kind", "verb", "address"),
    [
        (Task.Kind.PLAN, "Bắt đầu", "/ke-hoach/lap/?viec={pk}"),
        (Task.Kind.REPORT, "Làm báo cáo", "/viec-duoc-giao/{pk}/"),
        (Task.Kind.WORK, "Mở việc", "/viec-duoc-giao/{pk}/"),
    ],
)
def test_each_row_leads_straight_to_the_place_of_work(cast: Cast, kind, verb, address):
    (work,) = give(cast, cast.tk_ubnd, HOUR, kind)
    (item,) = blocks(cast, cast.mai)["Đến hạn trong 7 ngày"].items
    assert (item.verb, item.address) == (verb, address.format(pk=work.pk))


STAGES = [
    (State.DRAFT, "mai", "Đang soạn", "Soạn tiếp"),
    (State.LEADER_REVIEW, "an", "Chờ cho ý kiến", "Mở"),
    (State.SUBMITTED, "binh", "Chờ thẩm định", "Thẩm định"),
    (State.REVIEWING, "binh", "Chờ thẩm định", "Thẩm định"),
    (State.RETURNED, "mai", "Cần chỉnh sửa", "Chỉnh sửa"),
    (State.APPROVED, "ha", "Chờ cấp số", "Cấp số"),
    (State.NUMBERED, "an", "Chờ ký", "Ký"),
    (State.SIGNED, "ha", "Đã ký, chờ phát hành", "Phát hành"),
]


@pytest.mark.parametrize(("state", "who", "heading", "verb"), STAGES)
def test_a_paper_waits_for_the_person_whose_turn_it_is(cast: Cast, state, who, heading, verb):
    paper_in(state, cast)
    for name in ("mai", "ha", "an", "binh", "hoa", "chi"):
        found = blocks(cast, getattr(cast, name))
        if name == who:
            assert [item.verb for item in found[heading].items] == [verb]
            client = Client()
            client.force_login(getattr(cast, name))
            assert client.get(found[heading].items[0].address).status_code == 200
        elif state is State.REVIEWING or name not in ("hoa",):
            assert heading not in found


def test_what_was_returned_shows_until_when_to_hand_in_again(cast: Cast):
    paper = paper_in(State.RETURNED, cast)
    until = timezone.now() + HOUR
    Document.objects.filter(pk=paper.pk).update(resubmit_by=until)
    (item,) = blocks(cast, cast.mai)["Cần chỉnh sửa"].items
    assert item.due_at == until


def test_the_clerk_sees_what_arrived_and_what_was_not_taken_in(cast: Cast):
    paper = paper_in(State.ISSUED, cast)
    clerk = person("thu", "Lê Văn Thư", (cast.tk_office, Role.CLERK, "Văn thư"))
    (item,) = blocks(cast, clerk)["Văn bản đến chưa vào sổ"].items
    assert item.address == f"/so-van-ban/den/{paper.pk}/vao-so/"
    Delivery.objects.update(state=Delivery.State.FAILED)
    (item,) = blocks(cast, cast.ha)["Chưa xác nhận nhận"].items
    assert "Gửi lỗi" in item.origin


def test_a_paper_signed_more_than_a_working_day_ago_stands_in_red(cast: Cast):
    paper = paper_in(State.SIGNED, cast)
    assert blocks(cast, cast.ha)["Đã ký, chờ phát hành"].items[0].warning == ""
    long_ago = timezone.now() - dt.timedelta(days=10)
    Document.objects.filter(pk=paper.pk).update(signed_at=long_ago)
    assert "ngày làm việc" in blocks(cast, cast.ha)["Đã ký, chờ phát hành"].items[0].warning
    assert 'class="state do"' in shown(cast.ha)


def test_a_leader_who_is_also_staff_reads_of_overdue_work_once(cast: Cast):
    give(cast, cast.tk_ubnd, -HOUR)
    assert set(blocks(cast, cast.an)) == {"Đơn vị mình đang quá hạn"}
    Membership.objects.create(user=cast.an, unit=cast.tk_ubnd, role=Role.STAFF)
    assert set(blocks(cast, cast.an)) == {"Quá hạn"}


def test_a_writer_is_not_asked_to_judge_the_own_paper(cast: Cast):
    Membership.objects.create(user=cast.mai, unit=cast.tk_ubnd, role=Role.LEADER)
    paper = paper_in(State.SUBMITTED, cast, review_unit=cast.tk_ubnd)
    assert paper.review_unit == cast.tk_ubnd
    assert "Chờ cho ý kiến" not in blocks(cast, cast.mai)
    assert len(blocks(cast, cast.an)["Chờ cho ý kiến"].items) == 1


def test_the_board_sees_who_is_late_and_what_is_to_be_confirmed(cast: Cast):
    give(cast, cast.tk_ubnd, -HOUR)
    (work,) = give(cast, cast.ap_ubnd, HOUR)
    Assignment.objects.filter(pk=work.pk).update(state="reported", reported_at=timezone.now())
    found = blocks(cast, cast.binh)
    assert [item.origin for item in found["Đơn vị quá hạn chưa đôn đốc"].items] == [
        str(cast.tk_ubnd)
    ]
    assert [item.origin for item in found["Kết quả chờ xác nhận"].items] == [str(cast.ap_ubnd)]


def test_the_inspector_sees_what_was_issued_recalled_and_is_long_overdue(cast: Cast):
    paper_in(State.ISSUED, cast)
    assert len(blocks(cast, cast.kiem)["Mới ban hành trong phạm vi"].items) == 1
    give(cast, cast.tk_ubnd, -dt.timedelta(days=31))
    give(cast, cast.tk_ubnd, -dt.timedelta(days=29))
    assert blocks(cast, cast.kiem)["Quá hạn trên 30 ngày"].total == 1


def test_a_reminded_unit_waits_in_no_block_until_it_is_late_again(cast: Cast):
    (work,) = give(cast, cast.tk_ubnd, -HOUR)
    (item,) = blocks(cast, cast.binh)["Đơn vị quá hạn chưa đôn đốc"].items
    assert item.verb == "Đôn đốc"
    assert item.address == f"/tien-do/don-doc/?van_ban={work.task.document_id}"
    assert str(cast.tk_ubnd) in of(cast.binh, item.address)
    send_nudge(
        Assignment.objects.all(), [cast.tk_ubnd.pk], by=cast.actor(cast.binh), text="Đề nghị gửi."
    )
    assert "Đơn vị quá hạn chưa đôn đốc" not in blocks(cast, cast.binh)
    give(cast, cast.tk_ubnd, dt.timedelta())
    assert blocks(cast, cast.binh)["Đơn vị quá hạn chưa đôn đốc"].total == 1


def test_reports_that_came_wait_to_be_added_up_until_a_paper_is_made(cast: Cast):
    heading = "Báo cáo tổng hợp đến hạn"
    campaign.indicators()
    paper = campaign.directive(cast)
    campaign.cascade(cast, paper, plan=False, due=today() + dt.timedelta(days=5))
    assert heading not in blocks(cast, cast.binh)
    report = campaign.report_of(cast.tk_ubnd)
    reports.send_outside(report, by=cast.actor(cast.mai), name="a.pdf", data=b"%PDF-1.7\n%%EOF")
    (item,) = blocks(cast, cast.binh)[heading].items
    assert item.address == f"/bao-cao/tong-hop/{paper.pk}/"
    assert "Tổng hợp báo cáo thực hiện" in of(cast.binh, item.address)
    Task.objects.filter(kind=Task.Kind.REPORT).update(due_at=timezone.now() + 8 * 24 * HOUR)
    assert heading not in blocks(cast, cast.binh)
    Task.objects.filter(kind=Task.Kind.REPORT).update(due_at=timezone.now() - HOUR)
    summing.make_paper(paper.directive, by=cast.actor(cast.binh))
    assert heading not in blocks(cast, cast.binh)


def test_the_inspector_hears_of_corrections_and_of_what_changed_since_the_last_look(cast: Cast):
    week, since = "Sửa, thu hồi, số bỏ trong tuần", "Thay đổi từ lần xem trước"
    paper = paper_in(State.ISSUED, cast)
    other = paper_in(State.NUMBERED, cast)
    assert {week, since}.isdisjoint(blocks(cast, cast.kiem))
    of(cast.kiem, paper.get_absolute_url())
    assert since not in blocks(cast, cast.kiem)
    issuing.recall(paper, by=cast.actor(cast.an), number="99/QĐ-UBND", reason="Ban hành nhầm.")
    issuing.return_unsigned(other, by=cast.actor(cast.an), reason="Sửa ngày.")
    numbering.void_number(
        other.register_numbers.get(), by=cast.actor(cast.ha), reason="Không ban hành."
    )
    found = blocks(cast, cast.kiem)
    assert [(item.origin, item.address) for item in found[week].items] == [
        ("Không ban hành.", f"/van-ban/{other.pk}/"),
        ("Ban hành nhầm.", f"/van-ban/{paper.pk}/"),
    ]
    assert "Ban hành nhầm." in of(cast.kiem, found[week].all_address)
    assert [item.address for item in found[since].items] == [paper.get_absolute_url()]
    of(cast.kiem, paper.get_absolute_url())
    assert since not in blocks(cast, cast.kiem)


def test_a_check_that_fails_is_the_administrators_matter(cast: Cast):
    (item,) = blocks(cast, cast.quan)["Kiểm tra chưa đạt"].items
    assert item.title.startswith("Tiến trình việc nền: Chưa chạy lần nào")
    assert item.title.split(": ")[0] in of(cast.quan, item.address)
    Heartbeat.objects.create(pk=1, at=timezone.now())
    assert "Kiểm tra chưa đạt" not in blocks(cast, cast.quan)


def test_what_was_done_in_30_days_stands_behind_the_empty_page(cast: Cast):
    page = shown(cast.mai)
    assert '<a href="/viec-can-lam/da-xong/">xem 30 ngày qua</a>' in page
    paper = paper_in(State.SUBMITTED, cast)
    old = paper_in(State.ABANDONED, cast)
    with connection.cursor() as cursor:  # the log itself cannot be changed
        cursor.execute(
            "UPDATE activity_logentry SET at = %s WHERE target_id = %s",
            [timezone.now() - dt.timedelta(days=31), old.pk],
        )
    done = of(cast.mai, "/viec-can-lam/da-xong/")
    assert "1 việc, thay mặt UBND xã Tân Kỳ" in done
    assert f'<a href="{paper.get_absolute_url()}">UBND xã Tân Kỳ: Trần Thị Mai trình' in done
    assert "Chưa có việc nào trong 30 ngày qua." in of(cast.phuc, "/viec-can-lam/da-xong/")


def test_the_administrator_sees_what_needs_setting_up(cast: Cast, monkeypatch):
    found = blocks(cast, cast.quan)
    assert [item.title for item in found["Đơn vị chưa có người dùng"].items] == [
        "Phòng Văn hóa - Xã hội xã Tân Kỳ"
    ]
    OutboxItem.objects.create(
        kind="mail", key="a", state="failed", due_at=timezone.now(), error="Timeout"
    )
    assert "Việc nền lỗi" not in blocks(cast, cast.quan)  # those of the portal see it
    dung = person("dung", "Lê Dung", (cast.city_ubnd, Role.ADMIN, ""))
    assert "Gửi thư: Timeout" in blocks(cast, dung)["Việc nền lỗi"].items[0].title


@pytest.mark.parametrize(("month", "entered", "asked"), [(9, 0, 0), (10, 0, 1), (12, 1, 0)])
def test_next_years_days_off_are_asked_for_in_autumn(cast, monkeypatch, month, entered, asked):
    day = dt.datetime(2026, month, 1, 9, tzinfo=HANOI)
    monkeypatch.setattr(timezone, "now", lambda: day)
    dung = person("dung", "Lê Dung", (cast.city_ubnd, Role.ADMIN, ""))
    for _ in range(entered):
        CalendarDay.objects.create(day=dt.date(2027, 1, 2), works=True, name="Làm bù")
    assert ("Ngày nghỉ năm tới chưa nhập" in blocks(cast, dung)) == bool(asked)


def test_a_certificate_about_to_end_is_named_unless_a_newer_one_is_there(cast: Cast):
    now = timezone.now()

    def certificate(fingerprint: str, days: int) -> None:
        Certificate.objects.create(
            unit=cast.tk_ubnd, subject="UBND xã Tân Kỳ", serial="1", fingerprint=fingerprint,
            not_before=now, not_after=now + dt.timedelta(days=days), sealed=b"",
        )  # fmt: skip

    certificate("a", 20)
    assert blocks(cast, cast.quan)["Chứng thư hết hạn trong 30 ngày"].total == 1
    certificate("b", 400)
    assert "Chứng thư hết hạn trong 30 ngày" not in blocks(cast, cast.quan)


def test_a_block_shows_ten_and_leads_to_all(cast: Cast):
    give(cast, cast.tk_ubnd, -HOUR, n=12)
    block = blocks(cast, cast.mai)["Quá hạn"]
    assert (len(block.items), block.total) == (LIMIT, 12)
    page = shown(cast.mai)
    assert "Quá hạn (12)" in page
    assert "Xem cả 12" in page
    client = Client()
    client.force_login(cast.mai)
    everything = client.get(block.all_address).content.decode()
    assert everything.count("Việc 1") >= 1


def test_nothing_to_do_says_so(cast: Cast):
    assert "Không có việc nào đang chờ." in shown(cast.mai)


def test_a_block_that_fails_leaves_the_rest(cast: Cast):
    give(cast, cast.tk_ubnd, -HOUR)
    draft(cast)
    first = next(block for block in BLOCKS if block.heading == "Quá hạn")
    broken = [
        block if block is not first else replace(block, rows=mock.Mock(side_effect=_away))
        for block in BLOCKS
    ]
    with mock.patch.object(todo, "BLOCKS", tuple(broken)):
        page = shown(cast.mai)
    assert "Chưa tải được phần này." in page
    assert "Đang soạn (1)" in page


def _away(*args: object) -> None:
    raise OperationalError("database is away")


def test_any_number_of_rows_costs_the_same_queries(cast: Cast, django_assert_max_num_queries):
    everybody = person("moi", "Vũ Mới", *((cast.tk_ubnd, role, "") for role in Role))

    def fill(n: int) -> None:
        give(cast, cast.tk_ubnd, -HOUR, n=n)
        give(cast, cast.tk_ubnd, HOUR, Task.Kind.PLAN, n=n)
        give(cast, cast.tk_ubnd, dt.timedelta(days=9), Task.Kind.REPORT, n=n)
        for number in range(n):
            draft(cast, subject=f"Bản {number}")
            for state in (State.RETURNED, State.APPROVED, State.NUMBERED):
                paper_in(state, cast, subject=f"{state} {number}")

    def queries() -> int:
        with django_assert_max_num_queries(45) as counted:
            blocks_for(cast.actor(everybody))
        return len(counted)

    fill(1)
    queries()  # content types and the like are remembered
    few = queries()
    fill(4)
    assert queries() == few
