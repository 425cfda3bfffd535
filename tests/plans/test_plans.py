"""A plan begins with what the superior asked, and is held against it until it is handed in."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from directives.models import Assignment, Task
from directives.states import AssignmentState
from documents import outline
from documents.errors import PaperError
from documents.findings import findings
from documents.lifecycle import Action
from documents.models import Document
from documents.services import review
from documents.services.editing import save_section
from plans import services
from plans.models import Plan
from tests.campaign import cascade, directive, duty, plan_of_tan_ky
from tests.factories import Cast

pytestmark = pytest.mark.django_db


def test_a_plan_is_prefilled_from_the_directive(cast: Cast) -> None:
    plan = plan_of_tan_ky(cast)
    paper = plan.document
    cited = [c.text for c in paper.citations.all()]
    assert cited[0].startswith("Căn cứ Nghị quyết số 57-NQ/TW")
    assert cited[-1].startswith("Thực hiện Hướng dẫn số 12-HD/BTGDVTU")
    assert paper.citations.order_by("-order")[0].cited_id == plan.directive_id
    section = paper.sections.get(holds_tasks=True)
    texts = [p.text for p in outline.parse(section.text)]
    assert texts == [t.text for t in paper.tasks.order_by("order")]
    assert [list(t.answers.values_list("document", flat=True)) for t in paper.tasks.all()] == [
        [plan.directive_id],
        [plan.directive_id],
    ]
    assert str(cast.board) in [r.text for r in paper.recipients.all()]
    assert paper.review_unit == cast.board
    assert paper.due_at == duty(cast.tk_ubnd, Task.Kind.PLAN).due_at
    assert duty(cast.tk_ubnd, Task.Kind.PLAN).state == AssignmentState.DOING


def test_a_second_plan_for_the_same_duty_is_refused_by_name(cast: Cast) -> None:
    plan_of_tan_ky(cast)
    given = duty(cast.tk_ubnd, Task.Kind.PLAN)
    with pytest.raises(PaperError, match="do đồng chí Trần Thị Mai tạo"):
        services.start_plan(given, by=cast.actor(cast.phuc))
    assert Plan.objects.count() == 1


def test_a_blank_page_answers_nothing_yet(cast: Cast) -> None:
    plan = plan_of_tan_ky(cast, start=Plan.Start.BLANK)
    assert [line.status for line in services.coverage(plan)] == ["unanswered", "unanswered"]
    assert services.take_tasks(plan, by=cast.actor(cast.mai)) == 2
    assert [line.status for line in services.coverage(plan)] == ["answered", "answered"]


def test_the_reason_for_not_applying_counts_as_an_answer(cast: Cast) -> None:
    plan = plan_of_tan_ky(cast, start=Plan.Start.BLANK)
    task = services.coverage(plan)[0].given.task
    with pytest.raises(PaperError, match="Ghi lý do"):
        services.mark_not_applicable(plan, task, by=cast.actor(cast.mai), reason="  ")
    services.mark_not_applicable(plan, task, by=cast.actor(cast.mai), reason="Xã không có biển.")
    assert [line.status for line in services.coverage(plan)] == ["excused", "unanswered"]


def test_unanswered_tasks_gaps_and_missing_leads_block_handing_in(cast: Cast) -> None:
    plan = plan_of_tan_ky(cast)
    plan.document.tasks.order_by("order")[0].answers.clear()
    sentences = [f.sentence for f in findings(plan.document) if f.must]
    assert "Nhiệm vụ số 1 của cấp trên chưa được trả lời." in sentences
    assert any("〔cần điền〕" in s for s in sentences)
    assert any("chưa có đơn vị chủ trì" in s for s in sentences)
    with pytest.raises(PaperError, match="Chưa trình được"):
        review.submit(plan.document, by=cast.actor(cast.mai))


def test_a_missing_mandatory_recipient_blocks(cast: Cast) -> None:
    plan = plan_of_tan_ky(cast)
    plan.document.recipients.filter(text=str(cast.board)).delete()
    plan = Plan.objects.get(pk=plan.pk)
    wanted = f"Nơi nhận thiếu nơi phải báo cáo theo văn bản giao việc: {cast.board}."
    assert wanted in [f.sentence for f in findings(plan.document)]


def test_a_ticked_paragraph_follows_its_words(cast: Cast) -> None:
    plan = plan_of_tan_ky(cast)
    section = plan.document.sections.get(holds_tasks=True)
    first, second = (line.line for line in outline.parse(section.text))
    changed = f"- Đoạn mới.\n{first}\n{second} Bổ sung cuối câu."
    save_section(section, text=changed, version=section.version, by=cast.actor(cast.mai))
    tasks = list(plan.document.tasks.order_by("order"))
    assert [t.paragraph for t in tasks] == [1, 2]
    assert tasks[1].text.endswith("Bổ sung cuối câu.")


def test_the_duty_to_plan_moves_with_the_plan(cast: Cast) -> None:
    plan = plan_of_tan_ky(cast)
    for action, state in [
        (Action.SUBMIT, AssignmentState.ANSWERED),
        (Action.WITHDRAW, AssignmentState.DOING),
        (Action.SUBMIT, AssignmentState.ANSWERED),
        (Action.ISSUE, AssignmentState.DONE),
    ]:
        services.follow_plan(plan.document, action, cast.actor(cast.mai))
        assert duty(cast.tk_ubnd, Task.Kind.PLAN).state == state


def test_a_plan_given_up_leaves_the_duty_open_for_another(cast: Cast) -> None:
    plan = plan_of_tan_ky(cast)
    mai = cast.actor(cast.mai)
    review.abandon(plan.document, by=mai, reason="Làm lại từ đầu.")
    again = services.start_plan(duty(cast.tk_ubnd, Task.Kind.PLAN), by=mai)
    assert again.pk != plan.pk
    assert duty(cast.tk_ubnd, Task.Kind.PLAN).state == AssignmentState.DOING


def test_coverage_costs_the_same_for_one_and_for_many_tasks(
    cast: Cast, django_assert_num_queries: object
) -> None:
    few = plan_of_tan_ky(cast)
    few = Plan.objects.select_related("document").get(pk=few.pk)
    with django_assert_num_queries(4):  # type: ignore[operator]
        services.coverage(few)
    paper = directive_with_many(cast)
    many = Plan.objects.select_related("document").get(pk=paper.pk)
    with django_assert_num_queries(4):  # type: ignore[operator]
        assert len(services.coverage(many)) == 30


def directive_with_many(cast: Cast) -> Plan:
    Document.objects.filter(full_number="12-HD/BTGDVTU").update(full_number="11-HD/BTGDVTU")
    document = directive(cast, tasks=30)
    cascade(cast, document, cast.ap_ubnd)
    assignment = Assignment.objects.get(
        task__document=document, unit=cast.ap_ubnd, task__kind=Task.Kind.PLAN
    )
    return services.start_plan(assignment, by=cast.actor(cast.chi))


def test_the_pages(client: Client, cast: Cast) -> None:
    document = directive(cast)
    cascade(cast, document)
    assignment = duty(cast.tk_ubnd, Task.Kind.PLAN)
    client.force_login(cast.mai)
    address = f"{reverse('plans:start')}?viec={assignment.pk}"
    assert "Bắt đầu từ đâu?" in client.get(address).content.decode()
    answer = client.post(address, {"cach": "khung", "thay_mat": cast.tk_ubnd.pk})
    plan = Plan.objects.get()
    assert answer["Location"] == plan.get_absolute_url()
    assert "do đồng chí Trần Thị Mai tạo" in client.get(address).content.decode()
    page = client.get(plan.document.compose_url("coverage")).content.decode()
    assert "2 nhiệm vụ được giao: 2 đã trả lời, 0 chưa trả lời." in page
    assert str(plan.document.subject) in client.get(reverse("plans:list")).content.decode()
    client.force_login(cast.chi)
    assert client.get(address).status_code == 404
    assert client.get(plan.document.compose_url("coverage")).status_code == 404
    assert plan.document.subject not in client.get(reverse("plans:list")).content.decode()
