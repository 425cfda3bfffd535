"""Reports: filled in, sent, taken in or given back, added up into a paper."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from directives.models import Assignment, Task
from directives.services import become_directive
from directives.states import AssignmentState
from documents.errors import PaperError
from documents.models import Document
from plans.services import start_plan
from reports import services, summing
from reports.models import Indicator, Report
from reports.states import ReportState
from tests.campaign import cascade, directive, duty, indicators, report_of
from tests.factories import Cast
from units.dates import in_hanoi, today

pytestmark = pytest.mark.django_db


def fill(cast: Cast, report: Report, who: object, *values: int) -> Report:
    figures = {i: (Decimal(v), "") for i, v in zip(Indicator.objects.all(), values, strict=True)}
    return services.save_report(
        report,
        by=cast.actor(who),  # type: ignore[arg-type]
        version=report.version,
        narrative={"results": f"Kết quả của {report.unit}."},
        figures=figures,
    )


def sent(cast: Cast, unit: object, who: object, *values: int) -> Report:
    report = fill(cast, report_of(unit), who, *values)  # type: ignore[arg-type]
    work = services.open_tasks(report)
    services.submit_report(report, by=cast.actor(who), finished=work)  # type: ignore[arg-type]
    report.refresh_from_db()
    return report


def test_sending_and_taking_in_finishes_the_duty_and_its_tasks(cast: Cast) -> None:
    indicators()
    cascade(cast, directive(cast), plan=False)
    report = sent(cast, cast.tk_ubnd, cast.mai, 3, 120)
    assert report.state == ReportState.SUBMITTED
    assert report.receipt.startswith("TK-")
    services.accept(report, by=cast.actor(cast.binh), version=report.version)
    states = Assignment.objects.filter(unit=cast.tk_ubnd).values_list("state", flat=True)
    assert set(states) == {AssignmentState.DONE}


def test_what_is_missing_is_said_and_nothing_is_sent(cast: Cast) -> None:
    indicators()
    cascade(cast, directive(cast), plan=False)
    report = report_of(cast.tk_ubnd)
    with pytest.raises(PaperError, match="Chưa có số liệu “Hội nghị quán triệt”"):
        services.submit_report(report, by=cast.actor(cast.mai), finished=[])
    report.refresh_from_db()
    assert report.state == ReportState.OPEN
    assert not report.receipt


def test_a_second_click_gets_the_first_receipt(cast: Cast) -> None:
    indicators()
    cascade(cast, directive(cast), plan=False)
    report = sent(cast, cast.tk_ubnd, cast.mai, 1, 1)
    with pytest.raises(PaperError, match=f"biên nhận {report.receipt}. Không gửi lần thứ hai"):
        services.submit_report(report, by=cast.actor(cast.mai), finished=[])


def test_the_receipt_says_when_which_sending_and_what(client: Client, cast: Cast) -> None:
    """Number, server time to the second, revision, fingerprint; on one page to print."""
    indicators()
    cascade(cast, directive(cast), plan=False, due=today() - dt.timedelta(days=1))
    report = sent(cast, cast.tk_ubnd, cast.mai, 3, 120)
    client.force_login(cast.mai)
    url = f"/bao-cao/{report.pk}/bien-nhan/"
    page = client.get(url).text
    assert report.submitted_at
    second = in_hanoi(report.submitted_at).strftime("%H:%M:%S")
    for words in (report.receipt, second, "bản số 1", "Muộn 2 ngày", report.sha256):
        assert words in page
    reader = PdfReader(BytesIO(client.get(url, {"in": 1}).content))
    text = reader.pages[0].extract_text()
    assert len(reader.pages) == 1
    for words in (report.receipt, second, "Bản số 1", "Muộn 2 ngày", report.sha256[:8]):
        assert words in text
    first = report.sha256
    services.return_report(
        report, by=cast.actor(cast.binh), version=report.version, reason="Sửa số lượt."
    )
    report.refresh_from_db()
    again = sent(cast, cast.tk_ubnd, cast.mai, 3, 121)
    assert again.sendings == 2
    assert again.sha256 != first


def test_sent_again_the_page_shows_the_first_receipt(client: Client, cast: Cast) -> None:
    indicators()
    cascade(cast, directive(cast), plan=False)
    report = fill(cast, report_of(cast.tk_ubnd), cast.mai, 1, 1)
    client.force_login(cast.mai)
    url = f"/bao-cao/{report.pk}/gui/"
    assert "Đã gửi báo cáo" in client.post(url, follow=True).text
    report.refresh_from_db()
    for again in (client.post(url, follow=True), client.get(url, follow=True)):
        assert "Đã nhận trước đó lúc" in again.text
        assert f"biên nhận {report.receipt}. Không gửi lần thứ hai." in again.text
        assert again.redirect_chain[-1][0] == f"/bao-cao/{report.pk}/bien-nhan/"
    assert Report.objects.get().version == report.version


def test_a_stale_page_overwrites_nothing(cast: Cast) -> None:
    indicators()
    cascade(cast, directive(cast), plan=False)
    report = report_of(cast.tk_ubnd)
    stale = Report.objects.get(pk=report.pk)
    fill(cast, report, cast.mai, 5, 50)
    with pytest.raises(PaperError, match="chưa ghi đè"):
        fill(cast, stale, cast.phuc, 9, 99)
    assert list(report.figures.values_list("value", flat=True)) == [5, 50]


def test_giving_back_needs_a_reason_and_a_resubmission_keeps_the_first_time(cast: Cast) -> None:
    indicators()
    cascade(cast, directive(cast), plan=False)
    report = sent(cast, cast.tk_ubnd, cast.mai, 1, 1)
    binh = cast.actor(cast.binh)
    with pytest.raises(PaperError, match="Ghi lý do trả lại"):
        services.return_report(report, by=binh, version=report.version, reason=" ")
    services.return_report(report, by=binh, version=report.version, reason="Thiếu số lượt.")
    assert duty(cast.tk_ubnd, Task.Kind.REPORT).state == AssignmentState.NOT_ACCEPTED
    report.refresh_from_db()
    first = report.first_submitted_at
    fill(cast, report, cast.mai, 2, 40)
    services.submit_report(report, by=cast.actor(cast.mai), finished=[])
    report.refresh_from_db()
    assert report.first_submitted_at == first
    assert duty(cast.tk_ubnd, Task.Kind.REPORT).reported_at == first


def test_of_two_receivers_the_second_is_told(cast: Cast) -> None:
    indicators()
    cascade(cast, directive(cast), plan=False)
    report = sent(cast, cast.tk_ubnd, cast.mai, 1, 1)
    seen = report.version
    services.accept(report, by=cast.actor(cast.binh), version=seen)
    with pytest.raises(PaperError, match="Đồng chí Lê Thị Bình đã xử lý"):
        services.return_report(report, by=cast.actor(cast.hoa), version=seen, reason="Sửa.")
    assert Report.objects.get(pk=report.pk).state == ReportState.ACCEPTED


def test_the_sums_equal_a_hand_count_and_name_the_missing(cast: Cast) -> None:
    one, two = indicators()
    paper = directive(cast)
    cascade(cast, paper, plan=False)
    sent(cast, cast.tk_ubnd, cast.mai, 3, 120)
    sums = summing.sums_for(paper.directive, cast.board)
    assert [str(u) for u in sums.missing] == [str(cast.ap_ubnd)]
    sent(cast, cast.ap_ubnd, cast.chi, 4, 80)
    sums = summing.sums_for(paper.directive, cast.board)
    assert sums.totals == {one.pk: 7, two.pk: 200}
    made = summing.make_paper(paper.directive, by=cast.actor(cast.binh))
    table = made.document.appendices.get().table
    assert table is not None
    assert table["rows"][-1] == ["", "Tổng cộng", "7", "200"]
    text = made.document.sections.get(order=1).text
    assert "2 trên 2 đơn vị" in text
    assert f"({cast.tk_ubnd})" in text
    with pytest.raises(PaperError, match="Đã có dự thảo"):
        summing.make_paper(paper.directive, by=cast.actor(cast.hoa))


def test_a_later_correction_below_marks_the_roll_up(cast: Cast) -> None:
    indicators()
    paper = directive(cast)
    cascade(cast, paper, plan=False)
    report = sent(cast, cast.tk_ubnd, cast.mai, 3, 120)
    made = summing.make_paper(paper.directive, by=cast.actor(cast.binh))
    assert summing.changed_since(made) == []
    services.return_report(
        report, by=cast.actor(cast.binh), version=report.version, reason="Sai số."
    )
    report.refresh_from_db()
    fill(cast, report, cast.mai, 2, 100)
    services.submit_report(report, by=cast.actor(cast.mai), finished=[])
    assert summing.changed_since(made) == [report]


def test_the_form_keeps_what_was_typed_and_names_the_wrong_box(client: Client, cast: Cast) -> None:
    indicators()
    cascade(cast, directive(cast), plan=False)
    report = report_of(cast.tk_ubnd)
    client.force_login(cast.mai)
    typed = {"version": 1, "so-hoi-nghi": "ba", "so-luot-du": "1.250", "results": "Đã làm xong."}
    page = client.post(reverse("reports:detail", args=[report.pk]), typed).content.decode()
    assert "“ba” không phải là số" in page
    assert "1.250" in page
    assert "Đã làm xong." in page
    assert not report.figures.exists()
    typed["so-hoi-nghi"] = "3"
    answer = client.post(reverse("reports:detail", args=[report.pk]), {**typed, "gui": "1"})
    assert answer["Location"] == reverse("reports:submit", args=[report.pk])
    assert list(report.figures.values_list("value", flat=True)) == [3, 1250]
    answer = client.post(reverse("reports:submit", args=[report.pk]), {"viec": []}, follow=True)
    assert "Đã gửi báo cáo" in answer.content.decode()


def test_autosave_answers_with_time_and_version(client: Client, cast: Cast) -> None:
    indicators()
    cascade(cast, directive(cast), plan=False)
    report = report_of(cast.tk_ubnd)
    client.force_login(cast.mai)
    address = reverse("reports:detail", args=[report.pk])
    answer = client.post(address, {"version": 1, "results": "Nháp"}, headers={"X-Autosave": "1"})
    assert answer.json()["version"] == 2
    answer = client.post(address, {"version": 1, "results": "Cũ"}, headers={"X-Autosave": "1"})
    assert answer.status_code == 409
    assert "chưa ghi đè" in answer.json()["message"]
    report.refresh_from_db()
    assert report.results == "Nháp"


def test_evidence_of_the_wrong_kind_gets_its_sentence_and_the_others_stay(
    client: Client, cast: Cast
) -> None:
    indicators()
    cascade(cast, directive(cast), plan=False)
    report = report_of(cast.tk_ubnd)
    client.force_login(cast.mai)
    good = SimpleUploadedFile("ảnh.png", b"\x89PNG\r\n\x1a\n" + b"0" * 64)
    bad = SimpleUploadedFile("virus.exe", b"MZ")
    answer = client.post(
        reverse("reports:evidence-add", args=[report.pk]), {"tep": [good, bad]}, follow=True
    )
    page = answer.content.decode()
    assert "Không nhận tệp “virus.exe”" in page
    assert [e.name for e in report.evidence.all()] == ["ảnh.png"]
    link = reverse("reports:evidence", args=[report.pk, report.evidence.get().pk])
    given = client.get(link)
    assert given["Content-Disposition"].startswith("attachment")
    assert given.getvalue().startswith(b"\x89PNG")
    client.force_login(cast.chi)
    assert client.get(link).status_code == 404


def test_figures_from_below_fill_the_report(cast: Cast) -> None:
    """Tân Kỳ's plan answers the directive; what its hội reports adds up into its own report."""
    one, two = indicators()
    above = directive(cast)
    cascade(cast, above, cast.tk_ubnd, plan=True)
    plan = start_plan(duty(cast.tk_ubnd, Task.Kind.PLAN), by=cast.actor(cast.mai))
    Document.objects.filter(pk=plan.pk).update(state="issued", full_number="12/KH-UBND")
    paper = Document.objects.get(pk=plan.pk)
    become_directive(paper)
    cascade(cast, paper, cast.tk_women, plan=False)
    sent(cast, cast.tk_women, cast.lien, 2, 60)
    mine = Report.objects.get(pk=report_of(cast.tk_ubnd).pk)
    assert services.has_reports_below(mine)
    services.take_sums(mine, by=cast.actor(cast.mai))
    assert dict(mine.figures.values_list("indicator", "value")) == {one.pk: 2, two.pk: 60}


def test_the_list_shows_duties_not_opened_yet_and_what_came_from_below(
    client: Client, cast: Cast
) -> None:
    indicators()
    paper = directive(cast)
    cascade(cast, paper, plan=False)
    client.force_login(cast.mai)
    page = client.get(reverse("reports:list")).content.decode()
    assert "Làm báo cáo" in page
    answer = client.post(reverse("reports:open", args=[duty(cast.tk_ubnd, "report").pk]))
    assert answer["Location"] == reverse("reports:detail", args=[Report.objects.get().pk])
    assert "Làm tiếp" in client.get(reverse("reports:list")).content.decode()
    sent(cast, cast.ap_ubnd, cast.chi, 4, 80)
    client.force_login(cast.binh)
    page = client.get(reverse("reports:list"), {"ben": "cap-duoi"}).content.decode()
    assert str(cast.ap_ubnd) in page
    assert "Tổng hợp báo cáo thực hiện" in page
    page = client.get(reverse("reports:roll-up", args=[paper.pk])).content.decode()
    assert "Đã nhận 1 trên 2 báo cáo" in page
    assert f"Chưa có: {cast.tk_ubnd}." in page
