"""The paper's own page: its parts and their states, who has it, what may be done, who sees what."""

from __future__ import annotations

import pytest
from django.urls import reverse

from activity.models import LogEntry
from documents.lifecycle import State
from documents.models import Document
from documents.services.editing import save_section
from tests.documents.editor_cast import duty, signed_in, written
from tests.factories import Cast, draft, paper_in

pytestmark = pytest.mark.django_db


def test_parts_follow_what_is_written(cast: Cast) -> None:
    made = duty(cast)
    mai = signed_in(cast.mai)
    page = mai.get(made.document.compose_url("overview"))
    states = {part.label: part.state.label for part in page.context["parts"]}
    assert list(states) == [
        "Thông tin chung",
        "Căn cứ",
        "Nội dung",
        "Nhiệm vụ",
        "Đối chiếu nhiệm vụ cấp trên",
        "Nơi nhận",
        "Người ký và thể thức",
        "Phụ lục, tệp kèm",
        "Kiểm tra và trình",
    ]
    assert states["Thông tin chung"] == "Xong"
    assert states["Nội dung"] == "Đang làm"
    assert states["Nhiệm vụ"] == "Đang làm"
    assert states["Đối chiếu nhiệm vụ cấp trên"] == "Xong"
    assert states["Nơi nhận"] == "Xong"
    assert states["Người ký và thể thức"] == "Chưa làm"
    assert states["Kiểm tra và trình"] == "Chưa làm được"
    written(made, cast)
    page = mai.get(made.document.compose_url("overview"))
    states = {part.label: part.state.label for part in page.context["parts"]}
    assert states["Nội dung"] == states["Nhiệm vụ"] == states["Người ký và thể thức"] == "Xong"
    assert states["Kiểm tra và trình"] == "Chưa làm"
    assert "Xong 7 trên 9 phần" in page.content.decode()


def test_a_paper_without_tasks_from_above_has_no_coverage_part(cast: Cast) -> None:
    page = signed_in(cast.mai).get(draft(cast).compose_url("overview"))
    assert "Đối chiếu nhiệm vụ cấp trên" not in page.content.decode()


def test_the_part_that_names_the_section_opens_the_first_unfinished_one(cast: Cast) -> None:
    document = draft(cast)
    second = document.sections.get(order=2)
    actor = cast.actor(cast.mai)
    save_section(second, text="〔cần điền〕", version=second.version, by=actor)
    page = signed_in(cast.mai).get(document.compose_url("overview"))
    part = next(part for part in page.context["parts"] if part.label == "Nội dung")
    assert part.url == document.compose_url("section", 2)
    assert part.hint == f"Xong 2 trên 3 mục; đang chờ: {second}"


@pytest.mark.parametrize(
    ("state", "who", "main"),
    [
        (State.DRAFT, "mai", "Kiểm tra trước khi trình"),
        (State.RETURNED, "mai", "Kiểm tra trước khi trình lại"),
        (State.LEADER_REVIEW, "an", "Trình kế hoạch"),
        (State.SUBMITTED, "mai", None),
        (State.SUBMITTED, "binh", "Mở trang thẩm định"),
        (State.REVIEWING, "mai", None),
        (State.APPROVED, "ha", "Cấp số"),
        (State.APPROVED, "mai", None),
        (State.NUMBERED, "an", "Ký văn bản"),
    ],
)
def test_the_filled_button_is_the_readers_next_act(
    state: State, who: str, main: str | None, cast: Cast
) -> None:
    document = paper_in(state, cast)
    page = signed_in(getattr(cast, who)).get(document.compose_url("overview"))
    assert page.status_code == 200
    assert (page.context["main"].label if page.context["main"] else None) == main
    assert page.content.decode().count('class="btn btn-primary"') == (1 if main else 0)


def test_an_act_that_is_closed_says_why_and_who_can(cast: Cast) -> None:
    document = paper_in(State.REVIEWING, cast)
    text = signed_in(cast.mai).get(document.compose_url("overview")).content.decode()
    assert "Không rút lại được: bên thẩm định đã mở lúc" in text
    assert document.compose_url("withdraw") not in text
    approved = paper_in(State.APPROVED, cast)
    text = signed_in(cast.mai).get(approved.compose_url("overview")).content.decode()
    assert "Người làm được việc này: Phạm Thu Hà (Văn thư)" in text


def test_those_above_read_what_was_handed_in_not_the_draft(cast: Cast) -> None:
    document = paper_in(State.RETURNED, cast)
    section = document.sections.get(order=1)
    save_section(
        section,
        text="- Câu chỉ có trong bản đang sửa.",
        version=section.version,
        by=cast.actor(cast.mai),
    )
    inside = signed_in(cast.mai).get(document.compose_url("section", 1)).content.decode()
    assert "Câu chỉ có trong bản đang sửa." in inside
    for person in (cast.binh, cast.kiem):
        text = signed_in(person).get(document.compose_url("overview")).content.decode()
        assert "Câu chỉ có trong bản đang sửa." not in text
        assert "Tổ chức tuyên truyền sâu rộng." in text


@pytest.mark.parametrize("person", ["binh", "kiem", "chi", "truong"])
def test_a_draft_does_not_exist_outside_its_unit(person: str, cast: Cast) -> None:
    document = draft(cast)
    client = signed_in(getattr(cast, person))
    for page in ("overview", "general", "check", "preview-pdf", "revisions", "remarks", "submit"):
        assert client.get(document.compose_url(page)).status_code == 404
    assert client.post(document.compose_url("section", 1), {"text": "x"}).status_code == 404


@pytest.mark.parametrize(
    "page", ["general", "citations", "appendices", "check", "submit", "withdraw", "abandon"]
)
def test_who_reads_but_does_not_write_is_told_why(page: str, cast: Cast) -> None:
    document = draft(cast)
    clerk = signed_in(cast.ha).get(document.compose_url(page))
    assert clerk.status_code == 403
    assert "Người làm được việc này" in clerk.content.decode()
    assert "Trần Thị Mai" in clerk.content.decode()


@pytest.mark.parametrize("page", ["recipients", "signer"])
def test_recipients_and_signer_are_the_clerks_too(page: str, cast: Cast) -> None:
    document = draft(cast)
    assert signed_in(cast.ha).get(document.compose_url(page)).status_code == 200
    assert signed_in(cast.quan).get(document.compose_url(page)).status_code == 403


def test_the_task_list_leads_only_to_what_one_may_write(cast: Cast) -> None:
    document = draft(cast)
    seen = signed_in(cast.ha).get(document.compose_url("overview")).content.decode()
    assert "không sửa nội dung được vì việc này của cán bộ, lãnh đạo đơn vị." in seen
    for page in ("recipients", "signer"):
        assert f'href="{document.compose_url(page)}"' in seen
    for page in ("general", "citations", "appendices", "check"):
        assert f'href="{document.compose_url(page)}"' not in seen
    assert document.compose_url("section", 1) not in seen


@pytest.mark.parametrize(
    "page", ["general", "citations", "recipients", "signer", "appendices", "check"]
)
def test_an_editing_page_of_a_locked_paper_leads_back_and_says_so(page: str, cast: Cast) -> None:
    document = paper_in(State.SUBMITTED, cast)
    answer = signed_in(cast.mai).get(document.compose_url(page), follow=True)
    assert answer.redirect_chain == [(document.compose_url("overview"), 302)]
    assert "nội dung đang khóa, không sửa được" in answer.content.decode()


def test_each_look_of_an_inspector_is_in_the_log(cast: Cast) -> None:
    document = paper_in(State.SUBMITTED, cast)
    before = LogEntry.objects.count()
    signed_in(cast.kiem).get(document.compose_url("overview"))
    assert LogEntry.objects.count() == before + 1
    line = LogEntry.objects.get(sequence=before + 1)
    assert line.actor == cast.kiem
    assert line.target == document
    signed_in(cast.binh).get(document.compose_url("overview"))
    assert LogEntry.objects.count() == before + 1


def test_a_paper_has_one_address(cast: Cast) -> None:
    document = draft(cast)
    client = signed_in(cast.mai)
    other = client.get(reverse("soan:overview", args=[document.pk]))
    assert (other.status_code, other["Location"]) == (302, document.compose_url("overview"))


def test_the_signer_is_warned_before_writing(cast: Cast) -> None:
    document = draft(cast)
    for address in (document.compose_url("overview"), document.compose_url("section", 1)):
        assert (
            "Đồng chí là người ký văn bản này." in signed_in(cast.an).get(address).content.decode()
        )
        assert "là người ký" not in signed_in(cast.mai).get(address).content.decode()


def test_a_new_paper_begins_with_type_and_subject(cast: Cast) -> None:
    mai = signed_in(cast.mai)
    address = reverse("documents:new")
    page = mai.get(address)
    assert ("KH", "Kế hoạch") not in page.context["form"].fields["type_code"].choices
    wrong = mai.post(address, {"type_code": "CV", "subject": ""})
    assert wrong.status_code == 200
    assert "Chưa điền “Trích yếu”." in wrong.content.decode()
    assert "<title>Lỗi: " in wrong.content.decode()
    assert mai.post(address, {"type_code": "KH", "subject": "x"}).status_code == 200
    assert not Document.objects.exists()
    made = mai.post(address, {"type_code": "CV", "subject": "Tham gia tuyên truyền"})
    document = Document.objects.get()
    assert made["Location"] == reverse("soan:overview", args=[document.pk])
    assert document.review_unit == cast.tk_ubnd
    assert signed_in(cast.binh).get(address).status_code == 404
