"""Marking the tasks of a received paper: from its text or typed, until they are given out."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from activity.models import LogEntry
from directives.models import Directive, Task
from documents.models import Document
from tests.directives.scenes import given, received, signed_in, task_of
from tests.factories import Cast
from units.dates import HANOI

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(cast: Cast) -> Document:
    return received(cast)


@pytest.fixture
def binh(client: Client, cast: Cast) -> Client:
    return signed_in(client, cast.binh)


def page(response: Any) -> str:
    return str(response.content.decode())


def typed(cast: Cast, **changes: Any) -> dict[str, Any]:
    return {
        "thay_mat": cast.board.pk,
        "text": "Tổ chức hội nghị quán triệt.",
        "lead": "Các xã, phường",
        "support": "",
        "deadline_0": "before_day",
        "deadline_1": "7/3/2026",
        "product": "Báo cáo",
        "report_to": "Ban Tuyên giáo và Dân vận Thành ủy Hải Phòng",
        "report_via": "",
        **changes,
    }


def test_a_paragraph_becomes_a_task_without_retyping(
    binh: Client, cast: Cast, paper: Document
) -> None:
    listed = page(binh.get(f"/van-ban/{paper.pk}/nhiem-vu/"))
    assert "Văn bản này chưa đánh dấu nhiệm vụ nào." in listed
    assert f"/van-ban/{paper.pk}/nhiem-vu/them/?muc=1&amp;doan=1" in listed
    add = f"/van-ban/{paper.pk}/nhiem-vu/them/?muc=1&doan=1"
    assert "Tổ chức hội nghị quán triệt tại cơ sở" in page(binh.get(add))
    assert binh.post(add, typed(cast)).status_code == 302
    task = Task.objects.get()
    assert (task.section, task.paragraph) == (paper.sections.get(), 1)
    assert task.due_at == dt.datetime(2026, 3, 6, 23, 59, 59, tzinfo=HANOI)
    assert task.wording == "trước ngày 07/3/2026"
    assert task.report_to == cast.board
    assert Directive.objects.filter(pk=paper.pk).exists()
    assert LogEntry.objects.filter(verb="directives.mark").count() == 1
    # The same paragraph is not offered again.
    assert "Là nhiệm vụ" in page(binh.get(f"/van-ban/{paper.pk}/nhiem-vu/"))
    assert "doan=1" not in page(binh.get(f"/van-ban/{paper.pk}/nhiem-vu/"))


def test_a_page_offers_no_way_to_itself_and_fills_one_button(binh: Client, paper: Document) -> None:
    address = f"/van-ban/{paper.pk}/nhiem-vu/"
    assert f'btn-primary" href="{address}"' in page(binh.get(f"/van-ban/{paper.pk}/"))
    listed = page(binh.get(address))
    assert f'href="{address}">Đánh dấu' not in listed
    assert listed.count("btn-primary") == 1


def test_the_list_shows_the_units_a_lead_stands_for(
    binh: Client, cast: Cast, paper: Document
) -> None:
    task_of(paper, cast.actor(cast.binh), lead="UBND xã Tân Kỳ", support="Các quận ủy, huyện ủy")
    listed = page(binh.get(f"/van-ban/{paper.pk}/nhiem-vu/"))
    assert "Là Ủy ban nhân dân xã Tân Kỳ." in listed
    assert "Chưa khớp đơn vị nào." in listed
    assert "hạn chót 23:59 thứ Sáu 06/3/2026 (“trước ngày 07/3/2026”)" in listed


def test_the_boxes_answer_who_and_until_when(binh: Client, cast: Cast, paper: Document) -> None:
    add = f"/van-ban/{paper.pk}/nhiem-vu/them/"
    answer = page(binh.post(add, typed(cast, _doc="1", lead="Sở Khoa học và Công nghệ", text="")))
    assert "thứ Bảy, 07/3/2026 · hạn chót 23:59 thứ Sáu 06/3/2026" in answer
    assert "“Sở Khoa học và Công nghệ” không khớp đơn vị nào đang hoạt động ngày" in answer
    assert "Cần sửa" not in answer
    assert not Task.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"deadline_1": "31/2/2026"}, "Tháng 2/2026 không có ngày 31."),
        ({"deadline_1": ""}, "Hạn “trước ngày” phải ghi ngày."),
        (
            {"deadline_0": "none"},
            "Đã ghi ngày “7/3/2026” nhưng hạn là “không ghi hạn”. Chọn cách ghi hạn có ngày, "
            "hoặc xóa ngày.",
        ),
        ({"text": "  "}, "Chưa điền “Nội dung nhiệm vụ”."),
        ({"report_to": "Sở Không Có"}, "Không tìm thấy đơn vị “Sở Không Có”."),
        (
            {"report_to": "", "report_via": "Thành ủy Hải Phòng"},
            "Đã ghi báo cáo qua đâu thì ghi cả báo cáo về đâu.",
        ),
    ],
)
def test_each_wrong_answer_gets_its_sentence(
    changes: dict[str, str], sentence: str, binh: Client, cast: Cast, paper: Document
) -> None:
    response = binh.post(f"/van-ban/{paper.pk}/nhiem-vu/them/", typed(cast, **changes))
    assert sentence in page(response)
    assert "<title>Lỗi: Thêm nhiệm vụ" in page(response)
    assert "Các xã, phường" in page(response)
    assert not Task.objects.exists()


@pytest.mark.parametrize(
    ("word", "day", "wording"),
    [
        ("in_month", "3/2026", "trong tháng 3/2026"),
        ("in_quarter", "quý I/2026", "trong quý I/2026"),
        ("in_year", "2026", "trong năm 2026"),
        ("monthly", "", "hằng tháng"),
        ("continuous", "", "thường xuyên"),
        ("none", "", ""),
    ],
)
def test_periods_are_typed_as_people_name_them(
    word: str, day: str, wording: str, binh: Client, cast: Cast, paper: Document
) -> None:
    data = typed(cast, deadline_0=word, deadline_1=day)
    assert binh.post(f"/van-ban/{paper.pk}/nhiem-vu/them/", data).status_code == 302
    assert Task.objects.get().wording == wording


def test_the_phrase_of_the_paper_stays_when_the_deadline_is_left_alone(
    binh: Client, cast: Cast, paper: Document
) -> None:
    task = task_of(
        paper,
        cast.actor(cast.binh),
        operator="before_hour",
        wording="trước 15 giờ 00 ngày 07/3/2026",
    )
    due = dt.datetime(2026, 3, 7, 14, 59, 59, tzinfo=HANOI)
    assert task.due_at == due
    edit = f"/van-ban/{paper.pk}/nhiem-vu/{task.pk}/sua/"
    data = typed(cast, deadline_0="before_hour", deadline_1="07/3/2026", product="Kế hoạch")
    assert binh.post(edit, data).status_code == 302
    task.refresh_from_db()
    assert (task.product, task.due_at) == ("Kế hoạch", due)
    assert task.wording == "trước 15 giờ 00 ngày 07/3/2026"


def test_a_task_is_removed_after_a_question(binh: Client, cast: Cast, paper: Document) -> None:
    task = task_of(paper, cast.actor(cast.binh))
    remove = f"/van-ban/{paper.pk}/nhiem-vu/{task.pk}/bo/"
    assert "Bỏ nhiệm vụ “Tổ chức hội nghị”?" in page(binh.get(remove))
    assert Task.objects.exists()
    binh.post(remove)
    assert not Task.objects.exists()


def test_what_was_given_out_can_be_neither_changed_nor_removed(
    binh: Client, cast: Cast, paper: Document
) -> None:
    task = task_of(paper, cast.actor(cast.binh))
    given(cast, paper)
    listed = page(binh.get(f"/van-ban/{paper.pk}/nhiem-vu/"))
    assert f"/nhiem-vu/{task.pk}/sua/" not in listed
    edit = binh.post(f"/van-ban/{paper.pk}/nhiem-vu/{task.pk}/sua/", typed(cast, text="Khác"))
    assert "Nhiệm vụ đã giao cho đơn vị, không sửa được nữa." in page(edit)
    gone = binh.post(f"/van-ban/{paper.pk}/nhiem-vu/{task.pk}/bo/", follow=True)
    assert "Nhiệm vụ đã giao cho đơn vị, không bỏ được nữa." in page(gone)
    task.refresh_from_db()
    assert task.text == "Tổ chức hội nghị"


@pytest.mark.parametrize("address", ["them/", "{task}/sua/", "{task}/bo/"])
def test_only_the_unit_that_entered_the_paper_marks_it(
    address: str, client: Client, cast: Cast, paper: Document
) -> None:
    task = task_of(paper, cast.actor(cast.binh))
    url = f"/van-ban/{paper.pk}/nhiem-vu/" + address.format(task=task.pk)
    signed_in(client, cast.mai)  # a paper of the centre: she may read it
    refused = client.get(url)
    assert refused.status_code == 403
    assert "Xem được văn bản này nhưng không đánh dấu nhiệm vụ được vì" in page(refused)
    assert "Lê Thị Bình (Chuyên viên)" in page(refused)
    assert client.post(url, typed(cast, thay_mat=cast.tk_ubnd.pk)).status_code == 403
    assert Task.objects.get().text == "Tổ chức hội nghị"


def test_papers_out_of_sight_do_not_exist(client: Client, cast: Cast) -> None:
    paper = received(cast, by=cast.actor(cast.chi), issuer=cast.city_ubnd, type_code="KH")
    signed_in(client, cast.mai)
    for address in ("nhiem-vu/", "nhiem-vu/them/", "don-vi-thuc-hien/", "giao-viec/"):
        assert client.get(f"/van-ban/{paper.pk}/{address}").status_code == 404


def test_tasks_of_a_recalled_paper_are_left_alone(
    binh: Client, cast: Cast, paper: Document
) -> None:
    Document.objects.filter(pk=paper.pk).update(state="recalled")
    refused = binh.get(f"/van-ban/{paper.pk}/nhiem-vu/them/")
    assert refused.status_code == 403
    assert "Văn bản không còn hiệu lực" in page(refused)
