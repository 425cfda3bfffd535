"""The linter against the register and the tasks, and where its findings lead."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives.models import Task
from documents.findings import Checked, findings, findings_of
from documents.models import Document
from documents.services.editing import save_citations, save_section
from tests.documents.editor_cast import duty, signed_in, written
from tests.factories import Cast, draft
from units.dates import HANOI

pytestmark = pytest.mark.django_db


def found(document: Document, code: str) -> list[Checked]:
    return [finding for finding in findings(document) if finding.key.startswith(code)]


def test_a_citation_is_compared_with_the_register(cast: Cast) -> None:
    document = written(duty(cast), cast)
    assert not found(document, "cited")  # linked as the plan was begun
    mai = cast.actor(cast.mai)
    cited = "Căn cứ Kế hoạch số 67/KH-UBND ngày 28/02/2026 của UBND thành phố Hải Phòng"
    save_citations(document, [cited], by=mai)
    (finding,) = found(document, "cited")
    assert finding.sentence == (
        "Kế hoạch số 67/KH-UBND ghi ngày 28/02/2026; trong sổ là ngày 27/02/2026."
    )
    assert (finding.place, finding.address) == ("Căn cứ", document.compose_url("citations"))
    assert not finding.must


def issued(document: Document, number: str, day: dt.date) -> None:
    Document.objects.filter(pk=document.pk).update(state="issued", full_number=number, date=day)


def test_papers_of_other_places_are_not_compared(cast: Cast) -> None:
    """What a neighbour issued is none of this unit's business; what the city did, is."""
    neighbour, city = draft(cast, issuer=cast.ap_ubnd), draft(cast, issuer=cast.city_ubnd)
    issued(neighbour, "09/KH-UBND", dt.date(2026, 1, 5))
    document = draft(cast)
    text = "- Như Kế hoạch số 9/KH-UBND ngày 06/01/2026 của Ủy ban nhân dân."
    section = document.sections.get(order=2)
    section = save_section(section, text=text, version=section.version, by=cast.actor(cast.mai))
    assert not found(document, "cited")
    issued(city, "09/KH-UBND", dt.date(2026, 1, 5))
    (finding,) = found(document, "cited-date")
    assert finding.sentence.endswith("trong sổ là ngày 05/01/2026.")


def test_a_lead_without_the_paper_and_a_day_gone_by_are_found(cast: Cast) -> None:
    document = written(duty(cast), cast)
    task = document.tasks.filter(kind=Task.Kind.WORK).first()
    assert task is not None
    task.lead = "Trạm Y tế xã"
    task.due_at = dt.datetime(2024, 3, 6, 23, 59, tzinfo=HANOI)
    task.save()
    (away,) = found(document, "lead-away")
    assert away.sentence == "“Trạm Y tế xã” chủ trì nhiệm vụ nhưng không có trong Nơi nhận."
    assert away.address == document.compose_url("recipients")
    (past,) = found(document, "task-past")
    assert "Hạn 06/3/2024 của nhiệm vụ" in past.sentence
    document.recipients.create(kind="noi_nhan", order=150, text="Trạm Y tế xã", print_only=True)
    Task.objects.filter(pk=task.pk).update(due_at=None)
    assert not found(document, "lead-away")
    assert not found(document, "task-past")


def test_a_finding_leads_to_its_paragraph_and_can_be_kept(cast: Cast) -> None:
    document = draft(cast)
    section = document.sections.get(order=2)
    text = "1. Nội dung\n- Việc thứ nhất.\n- Xong trong tháng 03 năm 2030."
    save_section(section, text=text, version=section.version, by=cast.actor(cast.mai))
    (finding,) = found(document, "month")
    assert finding.place == "II.1, đoạn 3"
    mai = signed_in(cast.mai)
    page = mai.get(document.compose_url("check")).content.decode()
    address = f"{document.compose_url('section', 2)}?doan=2"
    assert f'href="{address}&amp;ve=kiem-tra"' in page
    assert "(II.1, đoạn 3)" in page
    page = mai.get(f"{address}&ve=kiem-tra").content.decode()
    assert "Chỗ cần xem: “- Xong trong tháng 03 năm 2030.”" in page
    start, end = text.index("- Xong"), len(text)
    assert f'data-marked="{start} {end}"' in page
    assert "data-marked" not in mai.get(f"{document.compose_url('section', 2)}?doan=99").text
    assert "data-marked" not in mai.get(f"{document.compose_url('section', 2)}?doan=x").text
    sent = {"cho": finding.key, "vi": "Trích nguyên văn"}
    mai.post(document.compose_url("waive"), sent)
    assert found(document, "month")[0].waived == "Trích nguyên văn"


def test_many_papers_cost_as_many_queries_as_one(cast: Cast) -> None:
    one = written(duty(cast), cast)
    rows = Document.objects.select_related("issuer", "signer")

    def cost(documents: list[Document]) -> int:
        with CaptureQueriesContext(connection) as queries:
            findings_of(documents)
        return len(queries)

    alone = cost(list(rows.filter(pk=one.pk)))
    for number in range(4):
        more = draft(cast, subject=f"tuyên truyền lần {number}")
        save_citations(more, [f"Kế hoạch số 6{number}/KH-UBND"], by=cast.actor(cast.mai))
    assert cost(list(rows)) == alone


def test_the_check_page_costs_a_pinned_number_of_queries(cast: Cast) -> None:
    document = written(duty(cast), cast)
    mai = signed_in(cast.mai)
    mai.get(document.compose_url("check"))
    with CaptureQueriesContext(connection) as queries:
        assert mai.get(document.compose_url("check")).status_code == 200
    assert len(queries) == 37
