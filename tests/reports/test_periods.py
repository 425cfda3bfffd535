"""When a report can be written: not before its period, not after the lock, unless opened again."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from activity.models import LogEntry, Notice
from directives.models import Assignment, Cascade, Task
from directives.states import AssignmentState
from documents.errors import PaperError, WrongState
from reports import periods, reopening, services, summing
from reports.models import Reopening, Report
from reports.states import ReportState
from tests.campaign import cascade, directive, duty, indicators, report_of
from tests.factories import Cast
from units.dates import HANOI, format_date, today

pytestmark = pytest.mark.django_db
R = ReportState
DAY = dt.timedelta(days=1)
PDF = b"%PDF-1.7\n%%EOF\n"


def given(cast: Cast, **duties: object) -> Assignment:
    """The duty of xã Tân Kỳ to report; `due_at`, `opens_on` as told."""
    indicators()
    cascade(cast, directive(cast, tasks=1), plan=False)
    row = duty(cast.tk_ubnd, Task.Kind.REPORT)
    if "due_at" in duties:
        Assignment.objects.filter(pk=row.pk).update(due_at=duties["due_at"])
    if "opens_on" in duties:
        Task.objects.filter(pk=row.task_id).update(opens_on=duties["opens_on"])
    return duty(cast.tk_ubnd, Task.Kind.REPORT)


def ended(days: int) -> dt.datetime:
    """The last moment of the day so many days ago."""
    return dt.datetime.combine(today() - days * DAY, dt.time(23, 59, 59), HANOI)


def locked(cast: Cast) -> Report:
    given(cast, due_at=ended(20))
    return report_of(cast.tk_ubnd)


# --- The rule -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "state"),
    [(0, R.OPEN), (5, R.OPEN), (6, R.LOCKED), (60, R.LOCKED)],
)
def test_the_period_is_closed_five_days_after_the_limit(
    days: int, state: ReportState, cast: Cast
) -> None:
    """ "trước ngày 15/3": due at the end of 14/3, closed from 20/3 on (screens §3)."""
    assert periods.state_of(given(cast, due_at=ended(days))) is state


def test_the_words_of_a_closed_period(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    row = given(cast, due_at=dt.datetime(2025, 3, 14, 23, 59, 59, tzinfo=HANOI))
    assert periods.why_closed(row) == "Kỳ tháng 3/2025 đã khóa từ 20/3/2025."
    now = dt.datetime(2025, 3, 21, 9, tzinfo=HANOI)
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert periods.why_closed(row) == "Kỳ tháng 3 đã khóa từ 20/3."


def test_how_many_days_is_a_setting(cast: Cast, settings: object) -> None:
    settings.REPORT_LOCK_DAYS = 30  # type: ignore[attr-defined]
    assert periods.state_of(given(cast, due_at=ended(20))) is R.OPEN


def test_work_without_a_limit_is_never_closed(cast: Cast) -> None:
    assert periods.state_of(given(cast, due_at=None)) is R.OPEN


@pytest.mark.parametrize("state", [R.SUBMITTED, R.RETURNED, R.ACCEPTED])
def test_what_was_sent_is_never_closed(state: ReportState, cast: Cast) -> None:
    report = locked(cast)
    report.state = state
    assert periods.state_of(report.assignment, report) is state


@pytest.mark.parametrize("state", ReportState)
def test_the_list_finds_exactly_the_duties_in_a_state(state: ReportState, cast: Cast) -> None:
    """One duty in each state of the calendar, begun and not; the filter agrees with the rule."""
    indicators()
    rows = []
    for number, (due, opens, begun, until) in enumerate(
        [
            (None, None, False, None),
            (ended(-9), today() + DAY, False, None),
            (ended(-9), None, True, None),
            (ended(5), None, False, None),
            (ended(6), None, False, None),
            (ended(6), None, True, None),
            (ended(6), None, True, ended(-2)),
            (ended(9), None, True, ended(1)),
        ]
    ):
        paper = directive(cast, tasks=1, number=40 + number)
        cascade(cast, paper, cast.tk_ubnd, plan=False)
        row = Assignment.objects.get(task__document=paper, task__kind=Task.Kind.REPORT)
        if begun:
            services.open_report(row)
            Report.objects.filter(pk=row.pk).update(state=R.DRAFT, reopened_until=until)
        Assignment.objects.filter(pk=row.pk).update(due_at=due)
        Task.objects.filter(pk=row.task_id).update(opens_on=opens)
        rows.append(row.pk)
    duties = Assignment.objects.filter(pk__in=rows)
    meant = {
        row.pk
        for row in duties.select_related("task", "report")
        if periods.state_of(row, getattr(row, "report", None)) is state
    }
    found = duties.filter(periods.duties_in(state, timezone.now()))
    assert set(found.values_list("pk", flat=True)) == meant
    assert bool(meant) == (state not in {R.SUBMITTED, R.RETURNED, R.ACCEPTED})


# --- Before the period ----------------------------------------------------------------------------


def test_before_its_day_a_report_cannot_be_begun(client: Client, cast: Cast) -> None:
    day = today() + 3 * DAY
    row = given(cast, opens_on=day)
    client.force_login(cast.mai)
    page = client.get("/bao-cao/").text
    assert "Chưa đến kỳ</span>" in page
    assert f"Nhận từ {format_date(day)}" in page
    answer = client.get(f"/bao-cao/viec/{row.pk}/", follow=True).text
    assert f"Chưa đến kỳ báo cáo, nhận từ {format_date(day)}." in answer
    report = services.open_report(row)
    with pytest.raises(PaperError, match="Chưa đến kỳ báo cáo"):
        services.send_outside(report, by=cast.actor(cast.mai), name="a.pdf", data=PDF)


def test_a_cascade_says_from_which_day_reports_are_taken(client: Client, cast: Cast) -> None:
    paper = directive(cast, tasks=1)
    made = Cascade.objects.create(document=paper, unit=cast.board, by=cast.truong)
    made.groups = [{"label": "Các xã", "units": [cast.tk_ubnd.pk]}]
    made.save()
    client.force_login(cast.truong)
    task = paper.tasks.get()
    form = {
        "giao": f"{task.pk}:0",
        "report_wanted": "on",
        "report_to": str(cast.board),
        "report_to-chon": cast.board.pk,
        "report_deadline_0": "before_day",
        "report_deadline_1": format_date(today() + 9 * DAY),
        "report_deadline-loai": "before_day",
        "report_deadline": format_date(today() + 9 * DAY),
        "report_opens": format_date(today() + 12 * DAY),
        "thay_mat": cast.board.pk,
    }
    url = f"/giao-viec/{made.pk}/lam-gi/"
    refused = client.post(url, form).text
    assert "Ngày bắt đầu nhận phải trước hạn báo cáo." in refused
    assert format_date(today() + 12 * DAY) in refused
    preview = client.post(
        url, {**form, "report_opens": format_date(today() + 2 * DAY)}, follow=True
    )
    assert f"nhận từ {format_date(today() + 2 * DAY)}" in preview.text


# --- After the lock -------------------------------------------------------------------------------


def test_a_closed_period_takes_nothing_and_says_how_to_open_it(client: Client, cast: Cast) -> None:
    report = locked(cast)
    client.force_login(cast.mai)
    page = client.get(report.get_absolute_url()).text
    assert "Đã khóa kỳ</span>" in page
    assert f"{report.closed} <a href" in page
    assert ">Xin mở khóa</a>" in page
    assert "<textarea" not in page
    lines = LogEntry.objects.count()
    typed = {"version": report.version, "results": "Đã làm.", "so-hoi-nghi": "3"}
    for url, form in [
        (report.get_absolute_url(), typed),
        (f"/bao-cao/{report.pk}/gui/", {}),
        (f"/bao-cao/{report.pk}/so-cap-duoi/", {}),
        (f"/bao-cao/{report.pk}/minh-chung/", {"tep": SimpleUploadedFile("a.pdf", PDF)}),
        (f"/bao-cao/viec/{report.pk}/ngoai-he-thong/", {"file": SimpleUploadedFile("a.pdf", PDF)}),
    ]:
        assert str(report.closed) in client.post(url, form, follow=True).text, url
    report.refresh_from_db()
    assert (report.state, report.results, report.receipt) == (R.OPEN, "", "")
    assert not report.evidence.exists()
    assert LogEntry.objects.count() == lines


def test_asked_for_and_granted_the_report_is_taken_as_late(client: Client, cast: Cast) -> None:
    report = locked(cast)
    mai = cast.actor(cast.mai)
    client.force_login(cast.mai)
    url = f"/bao-cao/{report.pk}/mo-khoa/"
    assert "Chưa điền “Lý do”." in client.post(url, {"reason": ""}).text
    asked = client.post(url, {"reason": "Chờ số liệu thôn."}, follow=True).text
    assert f"Đã gửi đề nghị mở khóa đến {cast.board}." in asked
    assert "Đang chờ" in asked
    assert "Đã có đề nghị mở khóa đang chờ." in client.get(url, follow=True).text

    client.force_login(cast.binh)
    home = client.get("/viec-can-lam/").text
    assert "Đề nghị mở khóa" in home
    request = Reopening.objects.get()
    assert request.get_absolute_url() in home
    answer = {"decision": "dong_y", "until": "", "answer": ""}
    assert "Ghi ngày mở khóa đến." in client.post(request.get_absolute_url(), answer).text
    past = {**answer, "until": format_date(today() - DAY)}
    wrong = client.post(request.get_absolute_url(), past).text
    assert "Ngày mở khóa phải từ hôm nay trở đi." in wrong
    assert past["until"] in wrong
    day = today() + 3 * DAY
    client.post(request.get_absolute_url(), {**answer, "until": format_date(day)})
    report.refresh_from_db()
    assert report.state_label().label == f"Được mở khóa đến {format_date(day)}"
    heard = Notice.objects.filter(subject__startswith=f"Được mở khóa đến {format_date(day)}: ")
    assert {notice.recipient for notice in heard} == {cast.mai, cast.an, cast.phuc}

    services.send_outside(report, by=mai, name="a.pdf", data=PDF)
    report.refresh_from_db()
    assert services.lateness(report) == "Muộn 20 ngày"
    verbs = set(LogEntry.objects.values_list("verb", flat=True))
    assert {"reports.reopening_ask", "reports.reopening_grant", "reports.outside"} <= verbs


def test_a_refusal_needs_a_reason_and_the_second_decider_is_told(
    client: Client, cast: Cast
) -> None:
    report = locked(cast)
    asked = reopening.ask(report, by=cast.actor(cast.mai), reason="Quên.")
    client.force_login(cast.binh)
    said = client.post(asked.get_absolute_url(), {"decision": "khong", "answer": ""}).text
    assert "Ghi lý do." in said
    stale = Reopening.objects.select_related("report").get(pk=asked.pk)
    reopening.decide(asked, by=cast.actor(cast.binh), until=None, answer="Đã tổng hợp.")
    with pytest.raises(WrongState, match="Đồng chí Lê Thị Bình đã trả lời đề nghị này lúc"):
        reopening.decide(stale, by=cast.actor(cast.truong), until=today())
    report.refresh_from_db()
    assert periods.state_of(report.assignment, report) is R.LOCKED
    client.force_login(cast.mai)
    page = client.get(report.get_absolute_url()).text
    assert "Không mở khóa: Lê Thị Bình" in page
    assert "Đã tổng hợp." in page
    assert ">Xin mở khóa</a>" in page


# --- Sent outside the portal ----------------------------------------------------------------------


def test_a_scan_counts_as_received_and_is_marked_so(client: Client, cast: Cast) -> None:
    row = given(cast, due_at=ended(2))
    client.force_login(cast.mai)
    page = client.get(row.get_absolute_url()).text
    for label in (
        "Gửi báo cáo", "Xin gia hạn", "Báo vướng mắc", "Đã gửi ngoài hệ thống (tải bản quét)"
    ):  # fmt: skip
        assert f">{label}</a>" in page
    url = f"/bao-cao/viec/{row.pk}/ngoai-he-thong/"
    for name, data, why in [
        ("bao-cao.docx", b"PK", "Chỉ nhận .pdf, .png, .jpg, .jpeg."),
        ("bao-cao.pdf", b"khong phai pdf", "nội dung không đúng đuôi tệp."),
        ("bao-cao.pdf", b"", ""),
    ]:
        refused = client.post(url, {"file": SimpleUploadedFile(name, data)})
        assert why in refused.text
        assert "id_file_error" in refused.text
    assert not Report.objects.filter(submitted_at__isnull=False).exists()
    sent = client.post(url, {"file": SimpleUploadedFile("bao-cao.pdf", PDF)}, follow=True)
    report = Report.objects.get(pk=row.pk)
    assert report.receipt in sent.text
    assert "Muộn 2 ngày" in sent.text
    assert report.evidence.get().name == "bao-cao.pdf"
    row.refresh_from_db()
    assert row.state == AssignmentState.REPORTED
    assert client.get(url).status_code == 302

    client.force_login(cast.binh)
    assert "<small>Gửi ngoài hệ thống</small>" in client.get("/bao-cao/?ben=cap-duoi").text
    assert "1 đã gửi" in client.get(f"/tien-do/?van_ban={row.task.document_id}").text
    sums = summing.sums_for(report.directive, cast.board)
    assert [each.unit for each in sums.received] == [cast.tk_ubnd]
    assert sums.totals == {}
    services.accept(report, by=cast.actor(cast.binh), version=report.version)
    row.refresh_from_db()
    assert row.state == AssignmentState.DONE
