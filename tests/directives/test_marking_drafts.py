"""Nhiệm vụ của kế hoạch: ticked paragraphs of "Tổ chức thực hiện" are the tasks."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from directives.models import Assignment, Task
from documents.lifecycle import State
from documents.models import Document, Section
from documents.services import editing
from plans.services import start_plan
from tests.directives.scenes import given, received, signed_in, task_of
from tests.factories import Cast, draft, paper_in
from units.dates import HANOI

pytestmark = pytest.mark.django_db

TEXT = """1. Phòng Văn hóa - Xã hội xã Tân Kỳ
- Tuyên truyền trên hệ thống truyền thanh.
- Tổ chức hội nghị tại các thôn.
2. Các đoàn thể xã vận động hội viên tham gia."""


@pytest.fixture
def plan(cast: Cast) -> Document:
    document = draft(cast)
    section = document.sections.get(holds_tasks=True)
    editing.save_section(section, text=TEXT, version=section.version, by=cast.actor(cast.mai))
    return document


@pytest.fixture
def mai(client: Client, cast: Cast) -> Client:
    return signed_in(client, cast.mai)


def page(response: Any) -> str:
    return str(response.content.decode())


def section_of(plan: Document) -> Section:
    return plan.sections.get(holds_tasks=True)


def typed(plan: Document, *ticked: int, **changes: Any) -> dict[str, Any]:
    """What the page sends: paragraphs 1, 2 and 3 (0 is a title), those ticked with their boxes."""
    section = section_of(plan)
    words = [line.split(" ", 1)[1] for line in TEXT.splitlines()]
    data: dict[str, Any] = {"thay_mat": plan.issuer_id}
    for index in (1, 2, 3):
        name = f"d{section.pk}-{index}"
        data |= {
            f"{name}-doan": words[index],
            f"{name}-lead": "Phòng Văn hóa - Xã hội xã Tân Kỳ",
            f"{name}-support": "",
            f"{name}-deadline_0": "before_day",
            f"{name}-deadline_1": "20/3/2026",
            f"{name}-product": "",
        }
        if index in ticked:
            data[f"{name}-ticked"] = "on"
    return data | {f"d{section.pk}-{name}": value for name, value in changes.items()}


def test_titles_group_and_offer_the_lead_paragraphs_can_be_ticked(
    mai: Client, plan: Document
) -> None:
    shown = page(mai.get(plan.compose_url("tasks")))
    assert "<h3>1. Phòng Văn hóa - Xã hội xã Tân Kỳ</h3>" in shown
    assert shown.count("Là nhiệm vụ cần theo dõi") == 3
    assert shown.count('value="Phòng Văn hóa - Xã hội xã Tân Kỳ"') == 2
    assert "Là Phòng Văn hóa - Xã hội xã Tân Kỳ." in shown


def test_a_page_of_ticks_is_saved_at_once_in_the_order_of_the_text(
    mai: Client, cast: Cast, plan: Document
) -> None:
    response = mai.post(plan.compose_url("tasks"), typed(plan, 3, 1), follow=True)
    assert "Đã lưu. Kế hoạch có 2 nhiệm vụ." in page(response)
    first, second = plan.tasks.order_by("order")
    assert (first.text, first.paragraph) == ("Tuyên truyền trên hệ thống truyền thanh.", 1)
    assert (second.text, second.paragraph) == ("Các đoàn thể xã vận động hội viên tham gia.", 3)
    assert first.due_at == dt.datetime(2026, 3, 19, 23, 59, 59, tzinfo=HANOI)
    assert first.leads is not None
    assert first.leads.units == (cast.tk_office.pk,)
    assert plan.writers.filter(pk=cast.mai.pk).exists()


def test_taking_the_tick_off_removes_the_task_and_leaves_the_others(
    mai: Client, plan: Document
) -> None:
    mai.post(plan.compose_url("tasks"), typed(plan, 1, 2))
    kept = plan.tasks.get(paragraph=2)
    mai.post(plan.compose_url("tasks"), typed(plan, 2))
    assert [task.pk for task in plan.tasks.all()] == [kept.pk]


def test_an_error_stands_at_its_field_and_nothing_is_saved(mai: Client, plan: Document) -> None:
    data = typed(plan, 1, 2, **{"2-deadline_1": "31/2/2026", "3-deadline_1": "không đọc"})
    response = mai.post(plan.compose_url("tasks"), data)
    section = section_of(plan)
    assert "<title>Lỗi: Nhiệm vụ của kế hoạch" in page(response)
    assert f'<a href="#id_d{section.pk}-2-deadline_1">Tháng 2/2026 không có ngày 31.</a>' in page(
        response
    )
    assert "Chưa đọc được ngày" not in page(response)  # an unticked paragraph is not judged
    assert "31/2/2026" in page(response)
    assert not plan.tasks.exists()


def test_marks_follow_a_paragraph_that_moved_while_the_page_was_open(
    mai: Client, cast: Cast, plan: Document
) -> None:
    data = typed(plan, 2)
    section = section_of(plan)
    moved = TEXT.replace("- Tuyên truyền", "- Xây dựng kịch bản.\n- Tuyên truyền")
    editing.save_section(section, text=moved, version=section.version, by=cast.actor(cast.mai))
    assert mai.post(plan.compose_url("tasks"), data).status_code == 302
    task = plan.tasks.get()
    assert (task.paragraph, task.text) == (3, "Tổ chức hội nghị tại các thôn.")


def test_a_ticked_paragraph_that_is_gone_stops_the_page_and_is_named(
    mai: Client, cast: Cast, plan: Document
) -> None:
    data = typed(plan, 1, 2)
    section = section_of(plan)
    without = TEXT.replace("- Tổ chức hội nghị tại các thôn.\n", "")
    editing.save_section(section, text=without, version=section.version, by=cast.actor(cast.mai))
    response = page(mai.post(plan.compose_url("tasks"), data))
    assert "Đoạn “Tổ chức hội nghị tại các thôn.” vừa được sửa hoặc bỏ ở nơi khác." in response
    assert not plan.tasks.exists()
    # The others keep their ticks and boxes, so that saving again works.
    assert f'name="d{section.pk}-1-ticked" id="id_d{section.pk}-1-ticked" checked' in response


def test_a_task_whose_paragraph_was_deleted_can_be_dropped(
    mai: Client, cast: Cast, plan: Document
) -> None:
    mai.post(plan.compose_url("tasks"), typed(plan, 1))
    task, section = plan.tasks.get(), section_of(plan)
    text = "2. Các đoàn thể xã vận động hội viên tham gia."
    editing.save_section(section, text=text, version=section.version, by=cast.actor(cast.mai))
    shown = page(mai.get(plan.compose_url("tasks")))
    assert "Nhiệm vụ không còn đoạn trong văn bản" in shown
    mai.post(plan.compose_url("tasks"), {"thay_mat": plan.issuer_id, f"bo-{task.pk}": "on"})
    assert not Task.objects.exists()


def test_who_and_until_when_is_answered_beside_the_boxes(mai: Client, plan: Document) -> None:
    name = f"d{section_of(plan).pk}-2"
    data = {f"{name}-deadline_0": "in_month", f"{name}-deadline_1": "3/2026", "_doc": "1"}
    answer = page(mai.post(plan.compose_url("tasks"), data))
    region = answer.split(f'id="id_{name}-deadline_doc"')[1][:200]
    assert "hạn chót 23:59 thứ Ba 31/3/2026" in region
    assert not Task.objects.exists()


def test_a_paper_handed_in_shows_its_tasks_and_takes_no_change(client: Client, cast: Cast) -> None:
    document = draft(cast)
    section = document.sections.get(holds_tasks=True)
    task_of(document, cast.actor(cast.mai), lead=str(cast.tk_office), section=section, paragraph=1)
    Document.objects.filter(pk=document.pk).update(state=State.SUBMITTED)
    signed_in(client, cast.mai)
    shown = page(client.get(document.compose_url("tasks")))
    assert "nên chỉ xem được, không sửa được nhiệm vụ" in shown
    assert "Lưu nhiệm vụ" not in shown
    client.post(document.compose_url("tasks"), {"thay_mat": document.issuer_id})
    assert document.tasks.count() == 1


def test_the_writers_unit_only(client: Client, cast: Cast) -> None:
    document = paper_in(State.SUBMITTED, cast)
    signed_in(client, cast.ha)
    assert client.get(document.compose_url("tasks")).status_code == 403
    signed_in(client, cast.binh)
    assert client.get(document.compose_url("tasks")).status_code == 403
    signed_in(client, cast.chi)
    assert client.get(document.compose_url("tasks")).status_code == 404


def test_others_read_the_tasks_of_a_returned_paper_only_when_it_comes_back(
    client: Client, cast: Cast
) -> None:
    document = paper_in(State.RETURNED, cast)
    section = document.sections.get(holds_tasks=True)
    task = task_of(document, cast.actor(cast.mai), text="Chưa trình", section=section, paragraph=1)
    signed_in(client, cast.binh)
    assert "Chưa trình" not in page(client.get(f"/van-ban/{document.pk}/nhiem-vu/"))
    assert client.get(f"/nhiem-vu/{task.pk}/").status_code == 404
    signed_in(client, cast.mai)
    assert client.get(f"/nhiem-vu/{task.pk}/").status_code == 200


def test_a_later_date_than_asked_is_said_beside_the_task(client: Client, cast: Cast) -> None:
    paper = received(cast)
    task_of(paper, cast.actor(cast.binh), lead="UBND xã Tân Kỳ")
    given(
        cast,
        paper,
        cast.tk_ubnd,
        plan_wanted=True,
        review_unit=cast.board,
        plan_operator="before_day",
        plan_date=dt.date(2026, 3, 13),
    )
    duty = Assignment.objects.get(unit=cast.tk_ubnd, task__kind="plan")
    plan = start_plan(duty, by=cast.actor(cast.mai)).document
    own = plan.tasks.get()
    section = own.section
    assert section is not None
    name = f"d{section.pk}-{own.paragraph}"
    signed_in(client, cast.mai)
    shown = page(client.get(plan.compose_url("tasks")))
    assert "Trả lời nhiệm vụ cấp trên" in shown
    assert "Tổ chức hội nghị (trước ngày 07/3/2026)" in shown
    data = {
        "thay_mat": plan.issuer_id,
        f"{name}-doan": own.text,
        f"{name}-ticked": "on",
        f"{name}-lead": str(cast.tk_office),
        f"{name}-deadline_0": "at_latest",
        f"{name}-deadline_1": "20/3/2026",
        f"{name}-answers": [str(answered.pk) for answered in own.answers.all()],
    }
    saved = page(client.post(plan.compose_url("tasks"), data, follow=True))
    assert "Hạn 20/3/2026 muộn hơn hạn cấp trên giao (06/3/2026)." in saved
    own.refresh_from_db()
    assert own.report_to is None
    assert [answered.text for answered in own.answers.all()] == ["Tổ chức hội nghị"]
