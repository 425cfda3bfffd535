""" "Thẩm định": the queue of a reviewing unit, and approving several papers at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from directives.models import Directive, Task
from documents.lifecycle import State
from documents.models import Document, Recipient, Revision, Section
from documents.services import review
from plans.models import Plan
from tests.documents.editor_cast import duty, signed_in, written
from tests.factories import Cast, draft, paper_in

pytestmark = pytest.mark.django_db

QUEUE = "/tham-dinh/"
BULK = "/tham-dinh/duyet-nhieu/"
# Queries about papers: the frame's count; the list's count and rows; for all rows together their
# mục, căn cứ, recipients, appendices, writers and waivers, one of the register for what they cite,
# and eight by which plans and tasks find what is missing.
QUERIES = 18


def submitted(cast: Cast, subject: str = "Chuyển đổi số", **fields: Any) -> Document:
    document = draft(cast, subject=subject, **fields)
    review.submit(document, by=cast.actor(cast.mai))
    document.refresh_from_db()
    return document


def subjects(client: Client, **query: Any) -> list[str]:
    page = client.get(QUEUE, query)
    assert page.status_code == 200
    return [row.document.subject for row in page.context["rows"]]


def copies(document: Document, count: int) -> None:
    """Many more papers like this one: plans with their mục, recipients, tasks, revision."""
    plan = document.plan
    fields = {
        field.attname: getattr(document, field.attname)
        for field in Document._meta.concrete_fields
        if field.attname != "id"
    }
    made = Document.objects.bulk_create(Document(**fields) for _ in range(count))
    through = Document.writers.through
    through.objects.bulk_create(
        through(document_id=row.pk, user_id=document.created_by_id) for row in made
    )
    Section.objects.bulk_create(
        Section(document=row, order=s.order, heading=s.heading, text=s.text)
        for row in made
        for s in document.sections.all()
    )
    Recipient.objects.bulk_create(
        Recipient(document=row, order=r.order, kind=r.kind, text=r.text, group=r.group)
        for row in made
        for r in document.recipients.all()
    )
    Task.objects.bulk_create(Task(document=row, text="Việc", lead="Phòng") for row in made)
    Plan.objects.bulk_create(
        Plan(document=row, unit=plan.unit, directive=plan.directive, year=2026) for row in made
    )
    first = document.revisions.get()
    Revision.objects.bulk_create(
        Revision(
            document=row,
            number=1,
            content=first.content,
            sha256=first.sha256,
            receipt=f"TK-2026-9{row.pk:05d}",
            submitted_by=first.submitted_by,
            submitted_for=first.submitted_for,
            submitted_at=first.submitted_at,
        )
        for row in made
    )


def about_papers(queries: CaptureQueriesContext) -> list[str]:
    tables = ('"documents_', '"plans_', '"directives_')
    return [query["sql"] for query in queries if any(table in query["sql"] for table in tables)]


def test_the_queue_costs_the_same_for_one_row_and_for_a_hundred(cast: Cast) -> None:
    document = written(duty(cast), cast)
    review.submit(document, by=cast.actor(cast.mai))
    document.refresh_from_db()
    binh = signed_in(cast.binh)
    binh.get(QUEUE)
    with CaptureQueriesContext(connection) as one:
        assert len(binh.get(QUEUE).context["rows"]) == 1
    copies(document, 120)
    assert Directive.objects.count() == 1
    with CaptureQueriesContext(connection) as many:
        page = binh.get(QUEUE, {"rows": 100})
    assert len(page.context["rows"]) == 100
    assert len(one) == len(many)
    assert len(about_papers(many)) == QUERIES, "\n".join(about_papers(many))


def test_rows_say_who_waits_for_how_long_and_what_the_check_found(cast: Cast) -> None:
    document = submitted(cast, "Tuyên truyền Nghị quyết số 57")
    Document.objects.filter(pk=document.pk).update(
        submitted_at=timezone.now() - dt.timedelta(days=3)
    )
    text = signed_in(cast.binh).get(QUEUE).content.decode()
    for words in ("Kế hoạch tuyên truyền Nghị quyết số 57", "UBND xã Tân Kỳ", "3 ngày"):
        assert words in text
    assert "0 lỗi tự động" in text
    assert "Chờ thẩm định" in text
    Section.objects.filter(document=document, order=1).update(text="")
    assert "1 lỗi tự động" in signed_in(cast.binh).get(QUEUE).content.decode()


def test_the_first_by_due_day_is_opened_first(cast: Cast) -> None:
    now = timezone.now()
    submitted(cast, "Không hạn")
    submitted(cast, "Xa", due_at=now + dt.timedelta(days=9))
    near = submitted(cast, "Gần", due_at=now + dt.timedelta(days=1))
    binh = signed_in(cast.binh)
    assert subjects(binh) == ["Gần", "Xa", "Không hạn"]
    assert subjects(binh, sort="-han") == ["Xa", "Gần", "Không hạn"]
    assert subjects(binh, sort="vo-nghia") == ["Gần", "Xa", "Không hạn"]
    first = binh.get(QUEUE).context["first"]
    assert first.url == reverse("documents:review", args=[near.pk])


def test_the_queue_is_narrowed(cast: Cast) -> None:
    submitted(cast, "Chuyển đổi số")
    taken = submitted(cast, "Bình dân học vụ số")
    submitted(cast, "Ngày hội", type_code="HD", opening="")
    review.claim(taken, by=cast.actor(cast.hoa))
    binh = signed_in(cast.binh)
    assert subjects(binh, q="binh dan") == ["Bình dân học vụ số"]
    assert subjects(binh, loai="HD") == ["Ngày hội"]
    assert subjects(binh, trang_thai="reviewing") == ["Bình dân học vụ số"]
    assert len(subjects(binh, ai="chua")) == 2
    assert subjects(signed_in(cast.hoa), ai="toi") == ["Bình dân học vụ số"]
    nothing = binh.get(QUEUE, {"q": "khong co"}).content.decode()
    assert "Không có văn bản nào theo bộ lọc này." in nothing
    assert len(subjects(binh, trang_thai="'; drop")) == 3


def test_the_swapped_results_are_those_of_the_whole_page(cast: Cast) -> None:
    submitted(cast)
    binh = signed_in(cast.binh)
    whole = binh.get(QUEUE, {"loai": "KH"}).content.decode()
    part = binh.get(QUEUE, {"loai": "KH"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert part.strip() in whole


def test_nothing_waiting_is_said(cast: Cast) -> None:
    draft(cast)
    text = signed_in(cast.binh).get(QUEUE).content.decode()
    assert "Không còn văn bản chờ thẩm định." in text
    assert "Mở văn bản đầu hàng" not in text


@pytest.mark.parametrize("person", ["mai", "ha", "kiem", "quan"])
def test_the_queue_does_not_exist_for_other_roles(person: str, cast: Cast) -> None:
    client = signed_in(getattr(cast, person))
    assert client.get(QUEUE).status_code == 404
    assert client.get(BULK).status_code == 404
    assert client.post(BULK, {"ban": "1:1"}).status_code == 404


def test_a_leader_finds_own_papers_waiting_for_a_word(cast: Cast) -> None:
    document = paper_in(State.LEADER_REVIEW, cast)
    page = signed_in(cast.an).get(QUEUE)
    row = page.context["rows"][0]
    assert row.url == document.compose_url("overview")
    assert "Chờ cho ý kiến" in page.content.decode()
    assert "0 lỗi tự động" in page.content.decode()
    assert subjects(signed_in(cast.binh)) == []


# --- Several at once ---


def test_only_what_the_check_passes_and_nobody_holds_can_be_ticked(cast: Cast) -> None:
    free = submitted(cast, "Tự do")
    held = submitted(cast, "Đang giữ")
    review.claim(held, by=cast.actor(cast.hoa))
    broken = submitted(cast, "Có lỗi")
    Section.objects.filter(document=broken, order=1).update(text="")
    own = submitted(cast, "Của mình")
    own.writers.add(cast.binh)
    page = signed_in(cast.binh).get(QUEUE)
    barred = {row.document.subject: row.barred for row in page.context["rows"]}
    assert barred == {
        "Tự do": "",
        "Đang giữ": "đồng chí Vũ Thị Hoa đang thẩm định",
        "Có lỗi": "còn 1 lỗi tự động",
        "Của mình": "đồng chí là người soạn",
    }
    text = page.content.decode()
    assert text.count('name="van-ban"') == 1
    assert f'value="{free.pk}"' in text
    assert "Không duyệt nhanh được: còn 1 lỗi tự động." in text


def test_the_bulk_page_lists_what_will_happen(cast: Cast) -> None:
    first, second = submitted(cast, "Một"), submitted(cast, "Hai")
    submitted(cast, "Ba", type_code="HD", opening="")
    binh = signed_in(cast.binh)
    page = binh.get(BULK, {"van-ban": [first.pk, second.pk]})
    assert "Duyệt 2 văn bản?" in page.content.decode()
    assert f'value="{first.pk}:1"' in page.content.decode()
    whole = binh.get(BULK, {"chon": "tat-ca", "loai": "KH"})
    assert {row.document.subject for row in whole.context["ready"]} == {"Một", "Hai"}
    shown = binh.get(f"{BULK}?chon=trang&trang={second.pk}&van-ban={first.pk}")
    assert [row.document.subject for row in shown.context["ready"]] == ["Hai"]
    empty = binh.get(BULK, {"van-ban": ["x", "999999"]}).content.decode()
    assert "Chưa có văn bản nào để duyệt" in empty
    assert set(Document.objects.values_list("state", flat=True)) == {State.SUBMITTED}


def test_each_paper_gets_its_own_result(cast: Cast) -> None:
    good = [submitted(cast, f"Tốt {n}") for n in range(3)]
    newer = submitted(cast, "Có bản mới")
    returned = submitted(cast, "Đã trả lại")
    own = submitted(cast, "Của mình")
    own.writers.add(cast.binh)
    review.withdraw(newer, by=cast.actor(cast.mai))
    review.submit(newer, by=cast.actor(cast.mai))
    review.claim(returned, by=cast.actor(cast.hoa))
    hoa = cast.actor(cast.hoa)
    review.return_paper(returned, by=hoa, seen_revision=1, remark="Bổ sung.")
    sent = [f"{document.pk}:1" for document in (*good, newer, returned, own)]
    page = signed_in(cast.binh).post(BULK, {"ban": sent})
    text = page.content.decode()
    assert "Đã duyệt 3 văn bản" in text
    assert "3 văn bản chưa duyệt" in text
    why = {outcome.document.subject: outcome.why_not for outcome in page.context["left"]}
    assert "Vừa có bản số 2 trình lúc" in why["Có bản mới"]
    assert "Đồng chí Vũ Thị Hoa đã trả lại để chỉnh sửa" in why["Đã trả lại"]
    assert "tham gia soạn" in why["Của mình"]
    states = dict(Document.objects.values_list("subject", "state"))
    assert [states[f"Tốt {n}"] for n in range(3)] == [State.APPROVED] * 3
    assert states["Có bản mới"] == states["Của mình"] == State.SUBMITTED
    newer.refresh_from_db()
    assert newer.reviewer is None
    again = signed_in(cast.binh).post(BULK, {"ban": sent[:1]}).content.decode()
    assert "Đã duyệt 0 văn bản" in again
    assert "đã duyệt bản số 1 lúc" in again


def test_papers_of_other_reviewing_units_are_left_alone(cast: Cast) -> None:
    other = submitted(cast, "Của nơi khác", review_unit=cast.city_party)
    page = signed_in(cast.truong).post(BULK, {"ban": [f"{other.pk}:1", "abc", "1:", ":1"]})
    assert page.status_code == 200
    other.refresh_from_db()
    assert other.state == State.SUBMITTED
    assert other.review_unit == cast.city_party
