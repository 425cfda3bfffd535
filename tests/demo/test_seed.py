"""The demo campaign of design §5, loaded once for this file and undone after it."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activity.models import LogEntry
from directives.models import Assignment, Directive, Task
from directives.states import AssignmentState
from documents import compose
from documents.findings import findings_of
from documents.lifecycle import State
from documents.models import Citation, Document, ReviewComment
from documents.services import numbering
from documents.verification import grouped
from nq57portal.demo.accounts import DEMO_ACCOUNTS
from nq57portal.demo.people import DEMO_PASSWORD, PEOPLE
from plans.models import Plan
from plans.services import coverage
from reports.models import Indicator, Report
from reports.services import lateness
from reports.states import ReportState
from tests.demo.read_back import assert_read_back
from tests.papers.checker import faults
from tests.papers.paper import Paper
from units.dates import HANOI, in_hanoi
from units.models import Membership, Role, Unit, User

# Each test sees the campaign as loaded: what it changes is undone before the next.
pytestmark = pytest.mark.django_db

# Number and date of each issued paper; Tứ Kỳ's date follows the day of loading.
PAPERS = {
    "57-NQ/TW": dt.date(2024, 12, 22),
    "186-HD/BTGTW": dt.date(2025, 1, 10),
    "164-HD/BTGTU": dt.date(2025, 2, 13),
    "250-KH/TU": dt.date(2025, 2, 19),
    "1587/UBND-KGVX": dt.date(2025, 2, 20),
    "257-KH/TU": dt.date(2025, 2, 26),
    "18/KH-BTV": dt.date(2025, 3, 5),
    "1169/QĐ-TTg": dt.date(2025, 6, 16),
    "67/KH-UBND": dt.date(2026, 2, 27),
    "41/KH-UBND": None,
}


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker) -> Iterator[str]:
    """What the first run printed; the campaign is there until the last test of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        output = io.StringIO()
        call_command("seed_demo", stdout=output)
        yield output.getvalue()
        transaction.set_rollback(True)


def paper(number: str) -> Document:
    return Document.objects.get(full_number=number)


def tan_ky() -> Document:
    return Document.objects.get(issuer__code="hp-tanky-ubnd")


def text_of(path: Path) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout


def pages_of(path: Path) -> int:
    said = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True)
    return int(said.stdout.split("Pages:")[1].split()[0])


def printed(what: str, folder: Path) -> Path:
    path = folder / "paper.pdf"
    call_command("print_document", what, out=path, stdout=io.StringIO())
    return path


# --- Loading --------------------------------------------------------------------------------------


def test_a_second_run_changes_nothing_and_asks_little(told):
    def rows() -> dict[str, int]:
        return {model._meta.label: model._default_manager.count() for model in apps.get_models()}

    before, again = rows(), io.StringIO()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        call_command("seed_demo", stdout=again)
    assert len(queries) == 1
    assert rows() == before
    assert again.getvalue() == told


def test_a_real_installation_refuses_it(settings):
    settings.DEMO_MODE = False
    with pytest.raises(CommandError, match="DEMO_MODE=1"):
        call_command("seed_demo")


def test_the_printed_sign_ins_work(told):
    for account in DEMO_ACCOUNTS:
        assert f"{account.username} " in told
        assert account.full_name in told
    for account in DEMO_ACCOUNTS[:2]:
        assert User.objects.get(username=account.username).check_password(DEMO_PASSWORD)
        assert account.password == DEMO_PASSWORD


def test_every_role_has_somebody_to_play(told):
    offered = {account.username for account in DEMO_ACCOUNTS}
    roles = Membership.objects.filter(user__username__in=offered).values_list("role", flat=True)
    assert set(roles) == set(Role)
    assert any(len(person.parts) == 2 for person in PEOPLE if person.username in offered)
    names = {account.full_name for account in DEMO_ACCOUNTS}
    assert {"Trần Thị Mai", "Phạm Thu Hà", "Nguyễn Văn An", "Lê Thị Bình"} <= names


def test_nobody_was_written_to_about_the_past(told):
    assert not apps.get_model("activity", "OutboxItem").objects.filter(kind="mail").exists()
    assert User.objects.filter(email="").count() == 0


def test_the_log_tells_it_in_order_and_its_chain_is_whole(told):
    moments = list(LogEntry.objects.order_by("sequence").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert moments[0].year == 2024
    call_command("verify_log", stdout=io.StringIO())


# --- Units in their time --------------------------------------------------------------------------


def test_boards_and_districts_stand_as_of_today(told):
    board = Unit.objects.get(code="dn-btg")
    assert (board.name, board.symbol) == (
        "Ban Tuyên giáo và Dân vận Tỉnh ủy Đồng Nai",
        "BTGDVTU",
    )
    assert board.name_on(dt.date(2025, 2, 13)).head_name == "BAN TUYÊN GIÁO"
    districts = Unit.objects.filter(valid_to=dt.date(2025, 6, 30))
    assert districts.count() == 15
    assert not districts.filter(pk__in=Unit.objects.active_on(dt.date(2025, 7, 1))).exists()
    kinds = Unit.objects.filter(code__startswith="hp-tanky-").values_list("code", flat=True)
    assert {code.removeprefix("hp-tanky-") for code in kinds} == {
        *("du", "ubnd", "mttq", "lhpn", "nd", "ccb", "doan", "vhxh", "kt", "ttdv"),
    }


# --- Papers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", PAPERS)
def test_each_number_prints_and_is_genuine(told, number, tmp_path):
    path = printed(number, tmp_path)
    assert pages_of(path) >= 2
    text = text_of(path)
    assert number in text
    assert "BẢN TRÌNH DIỄN" in text
    assert "DỰ THẢO" not in text
    code = paper(number).verify_code
    assert code
    assert f"Mã xác minh: {grouped(code)}" in text
    verdict = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify_document", path, stdout=verdict)
    assert ended.value.code == 0
    assert verdict.getvalue().count("Chữ ký hợp lệ") == 3, "one line each and one for the file"
    assert_read_back(path, paper(number))
    content = paper(number).content
    assert content is not None
    assert faults(Paper(path.read_bytes(), content)) == [], "none of the 53 assertions"


@pytest.mark.parametrize("number", PAPERS)
def test_each_paper_carries_its_day_two_signatures_and_units(told, number):
    document = paper(number)
    assert document.state == State.ISSUED
    assert PAPERS[number] in (None, document.date)
    assert document.signatures.count() == 2
    assert document.deliveries.exists()
    assert all(
        signature.at.astimezone(HANOI).date() == document.date
        for signature in document.signatures.all()
    )
    writers = set(document.writers.all())
    assert document.signer not in writers
    assert document.reviewer not in writers | {document.signer}


def test_the_plan_of_tan_ky_prints_as_a_draft(told, tmp_path):
    path = printed(str(tan_ky().pk), tmp_path)
    assert pages_of(path) >= 2
    text = text_of(path)
    assert "THẢO" in text, "the slanted mark, however it is read out"
    assert "/KH-UBND" in text
    assert "Tân Kỳ, ngày" in text
    assert_read_back(path, tan_ky())
    content = compose.build_content(tan_ky())
    assert faults(Paper(path.read_bytes(), content, draft=True)) == []


def test_nothing_is_left_to_mend(told):
    """Nor to look at again: a rule that stumbles over these papers stumbles over any office's."""
    documents = list(Document.objects.select_related("issuer", "signer"))
    for found in findings_of(documents).values():
        assert [finding.sentence for finding in found if not finding.waived] == []


@pytest.mark.parametrize(
    ("number", "cited"),
    [
        ("186-HD/BTGTW", {"57-NQ/TW"}),
        ("164-HD/BTGTU", {"57-NQ/TW", "186-HD/BTGTW"}),
        ("250-KH/TU", {"57-NQ/TW", "186-HD/BTGTW"}),
        ("257-KH/TU", {"57-NQ/TW", "186-HD/BTGTW"}),
        ("18/KH-BTV", {"57-NQ/TW", "257-KH/TU"}),
        ("1169/QĐ-TTg", {"57-NQ/TW"}),
        ("67/KH-UBND", {"57-NQ/TW", "1169/QĐ-TTg"}),
        ("41/KH-UBND", {"57-NQ/TW", "1169/QĐ-TTg", "67/KH-UBND"}),
    ],
)
def test_papers_cite_each_other(told, number, cited):
    links = Citation.objects.filter(document=paper(number), cited__isnull=False)
    assert set(links.values_list("cited__full_number", flat=True)) == cited


@pytest.mark.parametrize(
    ("number", "lines"),
    [
        ("57-NQ/TW", ["T/M BỘ CHÍNH TRỊ", "TỔNG BÍ THƯ"]),
        ("164-HD/BTGTU", ["K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"]),
        ("1587/UBND-KGVX", ["CHỦ TỊCH"]),
        ("18/KH-BTV", ["TM. BAN THƯỜNG VỤ", "PHÓ CHỦ TỊCH"]),
        ("67/KH-UBND", ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
    ],
)
def test_each_family_signs_in_its_way(told, number, lines):
    content = paper(number).content
    assert content is not None
    assert [*content["authority"], content["position"]] == lines


# --- Deadlines and reports ------------------------------------------------------------------------


def report_due(number: str) -> dt.datetime | None:
    """The last moment of the duty as a whole; each period of one that comes back has its own."""
    rows = Assignment.objects.filter(
        task__document=paper(number), task__kind=Task.Kind.REPORT, period_end=None
    )
    return rows.values_list("due_at", flat=True).distinct().get()


def test_before_a_day_ends_with_the_day_before(told):
    last = dt.time(23, 59, 59)
    assert report_due("250-KH/TU") == dt.datetime.combine(dt.date(2025, 3, 6), last, HANOI)
    assert report_due("164-HD/BTGTU") == dt.datetime.combine(dt.date(2025, 3, 14), last, HANOI)
    assert report_due("18/KH-BTV") is None, "hằng tháng"
    yearly = paper("67/KH-UBND").tasks.filter(operator="in_year")
    assert {task.due_at for task in yearly} == {
        dt.datetime.combine(dt.date(2026, 12, 31), last, HANOI)
    }


def test_some_reports_came_in_time_some_late_some_never(told):
    reports = Report.objects.filter(directive=paper("1587/UBND-KGVX").pk)
    assert set(reports.values_list("state", flat=True)) == {ReportState.ACCEPTED}
    assert [lateness(report) for report in reports.order_by("submitted_at")] == [
        *[""] * 4,
        "Muộn 3 ngày",
        "Muộn 4 ngày",
    ]
    missing = Assignment.objects.get(
        task__document=paper("1587/UBND-KGVX"), task__kind=Task.Kind.REPORT, state="new"
    )
    assert missing.unit.code == "dn-svhttdl"


def test_the_merged_department_was_excused_and_ended_districts_owe_nothing(told):
    states = Assignment.objects.filter(unit__code="dn-stttt").values_list("state", flat=True)
    assert set(states) == {AssignmentState.EXCUSED}
    gone = Assignment.objects.filter(unit__valid_to=dt.date(2025, 6, 30))
    assert set(gone.values_list("state", flat=True)) == {
        AssignmentState.DONE,
        AssignmentState.CANCELLED,
    }


def test_every_report_gives_all_indicators(told):
    assert Indicator.objects.count() == 9
    for report in Report.objects.all():
        assert report.figures.count() == 9


# --- What is still going on -----------------------------------------------------------------------


def test_tan_ky_answers_all_five_tasks_and_is_under_review_with_one_remark(told):
    plan = Plan.objects.get(document=tan_ky())
    assert [line.status for line in coverage(plan)] == ["answered"] * 5
    document = plan.document
    assert (document.state, str(document.reviewer)) == (State.REVIEWING, "Lê Thị Bình")
    remark = ReviewComment.objects.get(revision__document=document)
    assert (remark.text, remark.section) == ("Chưa nêu thời hạn báo cáo.", 3)
    assert document.revisions.get().late_by_days == 0


def test_limits_of_the_communes_lie_ahead(told):
    wanted = Assignment.objects.filter(
        task__document=paper("67/KH-UBND"), task__kind__in=[Task.Kind.PLAN, Task.Kind.REPORT]
    )
    assert wanted.count() == wanted.filter(due_at__gt=timezone.now()).count() == 8


def test_the_next_numbers_of_the_communes(told):
    lechan = Document.objects.get(issuer__code="hp-lechan-ubnd")
    assert lechan.state == State.APPROVED
    for document, number in ((lechan, 28), (tan_ky(), 12)):
        # Numbers restart each 1 January, which may lie between that day and this one.
        written_on = in_hanoi(document.created_at).date()
        assert numbering.next_number(document, written_on) == number


def test_the_issued_plan_of_tu_ky_is_the_directive_of_the_units_below(told):
    plan = Plan.objects.get(
        document=paper("41/KH-UBND"),
        directive=paper("67/KH-UBND").pk,
        assignment__state=AssignmentState.DONE,
    )
    below = Directive.objects.get(document=plan.document)
    reports = {
        report.unit.code.removeprefix("hp-tuky-"): report
        for report in Report.objects.filter(directive=below)
    }
    assert reports["lhpn"].state == ReportState.ACCEPTED
    assert lateness(reports["lhpn"]) == ""
    assert reports["ccb"].state == ReportState.SUBMITTED
    assert lateness(reports["ccb"]).startswith("Muộn")
    assert "nd" not in reports, "late and silent"


def test_two_tiers_of_the_womens_union(told):
    women = Plan.objects.get(document=paper("18/KH-BTV"), directive=paper("257-KH/TU").pk)
    below = Assignment.objects.filter(
        task__document=women.document, task__kind=Task.Kind.REPORT, period_end=None
    )
    assert {row.unit.org for row in below} == {"lhpn"}
    assert below.filter(unit__valid_to=None).count() == 3
    assert below.exclude(unit__valid_to=None).count() == 4


# --- Pages ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("username", ["mai", "ha", "an", "binh", "lam.btgdn", "hien.lhpnkh"])
def test_main_pages_open(told, username):
    client = Client()
    client.force_login(
        User.objects.get(username=username),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    for address in ("/viec-can-lam/", "/van-ban/", "/viec-duoc-giao/", "/ke-hoach/", "/bao-cao/"):
        assert client.get(address).status_code == 200, address


def test_the_board_shows_places_that_are_gone(told):
    client = Client()
    client.force_login(
        User.objects.get(username="lam.btgdn"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    page = client.get("/tien-do/")
    assert page.status_code == 200
    assert "Thành phố Biên Hòa" in page.content.decode()
