"""The pages of notices, the log and the jobs: who reads what, and what the buttons do."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from activity import chain, outbox
from activity.models import LogEntry, Notice, OutboxItem
from activity.services import Message, record, tell
from documents.lifecycle import State
from documents.services import review
from nq57portal.reading_log import VERBS
from tests.factories import Cast, draft, paper_in, person
from units.dates import HANOI, format_date
from units.models import Membership, Role, User

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
APPS = ("units", "activity", "documents", "directives", "plans", "reports")


def signed_in(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


# --- Notices ---


def tell_mai(cast: Cast, key: str, reason: str = Notice.Reason.RESULT, **fields: object) -> Notice:
    message = Message(f"Việc {key}", "/tai-khoan/", reason, mail=False)
    tell([cast.mai], message, key=key, unit=fields.get("unit", cast.tk_ubnd), entry=None)  # type: ignore[arg-type]
    return Notice.objects.get(key=key)


def test_notices_are_grouped_by_reason_what_needs_an_act_first(cast: Cast):
    tell_mai(cast, "một", Notice.Reason.INFO)
    tell_mai(cast, "hai", Notice.Reason.NEEDS_YOU)
    tell_mai(cast, "ba", Notice.Reason.RESULT)
    page = shown(signed_in(cast.mai), "/thong-bao/")
    places = [page.index(f">Việc {key}<") for key in ("hai", "ba", "một")]
    assert places == sorted(places)
    assert page.count(">Mới<") == 3
    assert "Thông báo (3)" in page
    only = shown(signed_in(cast.mai), "/thong-bao/?nhom=ket_qua")
    assert "Việc ba" in only
    assert "Việc hai" not in only


def test_opening_a_notice_leads_to_the_work_and_marks_it_seen(cast: Cast):
    notice = tell_mai(cast, "một")
    client = signed_in(cast.mai)
    assert client.get(f"/thong-bao/{notice.pk}/").headers["Location"] == "/tai-khoan/"
    notice.refresh_from_db()
    first = notice.seen_at
    assert first is not None
    client.get(f"/thong-bao/{notice.pk}/")
    notice.refresh_from_db()
    assert notice.seen_at == first
    assert signed_in(cast.an).get(f"/thong-bao/{notice.pk}/").status_code == 404


def test_marking_as_seen_spares_what_came_in_meanwhile_and_other_people(cast: Cast):
    tell_mai(cast, "một")
    client = signed_in(cast.mai)
    (newest,) = re.findall(r'name="den" value="(\d+)"', shown(client, "/thong-bao/"))
    tell([cast.an], Message("Việc của An", "/"), key="một", unit=None, entry=None)
    tell_mai(cast, "hai")
    client.post("/thong-bao/da-xem/", {"den": newest})
    assert set(Notice.objects.filter(seen_at=None).values_list("subject", flat=True)) == {
        "Việc hai",
        "Việc của An",
    }


def test_a_notice_of_another_unit_says_that_opening_switches(cast: Cast):
    Membership.objects.create(user=cast.mai, unit=cast.tk_office, role=Role.STAFF)
    notice = tell_mai(cast, "một", unit=cast.tk_office)
    client = signed_in(cast.mai)
    client.post("/don-vi/doi/", {"unit": cast.tk_ubnd.pk})
    page = shown(client, "/thong-bao/")
    assert f"Mở sẽ chuyển sang thay mặt {cast.tk_office}" in page
    there = f"/thong-bao/{notice.pk}/"
    answer = client.post("/don-vi/doi/", {"unit": cast.tk_office.pk, "next": there})
    assert answer.headers["Location"] == there


def test_no_notices_says_so(cast: Cast):
    assert "Không có thông báo mới." in shown(signed_in(cast.mai), "/thong-bao/")


def test_many_notices_cost_the_same_queries(cast: Cast, django_assert_max_num_queries):
    client = signed_in(cast.mai)

    def queries() -> int:
        with django_assert_max_num_queries(20) as counted:
            client.get("/thong-bao/")
        return len(counted)

    tell_mai(cast, "0")
    few = queries()
    for n in range(1, 60):
        tell_mai(cast, str(n))
    assert queries() == few


# --- The log ---


def write(cast: Cast, who: User, sentence: str, **fields: object) -> LogEntry:
    actor = cast.actor(who)
    return record(
        target=fields.pop("target", actor.unit),  # type: ignore[arg-type]
        verb=str(fields.pop("verb", "units.change")),
        sentence=sentence,
        by=actor,
        **fields,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("who", "status"),
    [("an", 200), ("quan", 200), ("kiem", 200), ("mai", 404), ("ha", 404), ("binh", 404)],
)
def test_leaders_inspectors_and_administrators_read_the_log(cast: Cast, who: str, status: int):
    assert signed_in(getattr(cast, who)).get("/nhat-ky/").status_code == status


def test_leaders_and_administrators_read_their_own_units_lines(cast: Cast):
    write(cast, cast.mai, "Mai làm việc của xã")
    write(cast, cast.chi, "Chi làm việc của An Phú")
    for reader in (cast.an, cast.quan):
        page = shown(signed_in(reader), "/nhat-ky/")
        assert "Mai làm việc của xã" in page
        assert "An Phú" not in page


def test_inspectors_read_below_but_no_drafts_and_no_steps_inside_a_unit(cast: Cast):
    paper = draft(cast, subject="Bản soạn kín")
    write(cast, cast.mai, "Mai sửa bản soạn kín", target=paper, verb="documents.change_day")
    write(cast, cast.chi, "Chi làm việc của An Phú")
    client = signed_in(cast.kiem)
    page = shown(client, "/nhat-ky/")
    assert "Chi làm việc của An Phú" in page
    assert "bản soạn kín" not in page.lower()
    # Handed in, it is theirs to see; what went on inside the unit before is not.
    sent = paper_in(State.LEADER_REVIEW, cast, subject="Qua lãnh đạo")
    review.submit(sent, by=cast.actor(cast.an))
    page = shown(client, "/nhat-ky/")
    assert "trình thẩm định Kế hoạch Qua lãnh đạo" in page
    assert "trình lãnh đạo đơn vị" not in page


def test_the_log_is_narrowed_by_person_unit_act_target_and_days(cast: Cast):
    write(cast, cast.mai, "Một", verb="units.change")
    write(cast, cast.an, "Hai", verb="units.rename", target=cast.tk_office)
    write(cast, cast.an, "Ba")
    client = signed_in(cast.an)

    def found(query: str) -> set[str]:
        page = client.get(f"/nhat-ky/?{query}")
        return {entry.sentence for entry in page.context["page_obj"]}

    assert found("") == {"Một", "Hai", "Ba"}
    assert found("person=tran mai") == {"Một"}
    assert found("verb=units.rename") == {"Hai"}
    assert found("target=Phòng") == {"Hai"}
    today = format_date(timezone.now().astimezone(HANOI).date())
    tomorrow = format_date((timezone.now() + dt.timedelta(days=1)).astimezone(HANOI).date())
    assert found(f"since={today}&until={today}") == {"Một", "Hai", "Ba"}
    assert found(f"since={tomorrow}") == set()
    assert "Không có dòng nào theo bộ lọc." in shown(client, f"/nhat-ky/?since={tomorrow}")
    wrong = shown(client, "/nhat-ky/?since=31/2/2026")
    assert "Tháng 2/2026 không có ngày 31." in wrong
    assert {entry.sentence for entry in client.get("/nhat-ky/?since=31/2/2026").context["page_obj"]}
    inspector = signed_in(cast.kiem)
    page = inspector.get("/nhat-ky/?unit=an phu").context["page_obj"]
    assert list(page) == []


def test_a_change_shows_what_was_before(cast: Cast):
    write(
        cast, cast.mai, "Sửa", reason="Theo quyết định", data={
            "before": {"tên": "Phòng A"}, "after": {"tên": "Phòng <b>B</b>"},
        },
    )  # fmt: skip
    page = shown(signed_in(cast.an), "/nhat-ky/")
    assert "Theo quyết định" in page
    assert re.search(r"Trước, tên</dt><dd>Phòng A", page)
    assert "Phòng &lt;b&gt;B&lt;/b&gt;" in page


def test_the_page_says_whether_the_chain_is_whole(cast: Cast):
    write(cast, cast.mai, "Một")
    client = signed_in(cast.an)
    assert "chưa kiểm lần nào" in shown(client, "/nhat-ky/")
    found = chain.check()
    page = shown(client, "/nhat-ky/")
    assert "Chuỗi nhật ký: nguyên vẹn" in page
    found.problem = "Chuỗi nhật ký đứt ở dòng 1: Một"
    found.save()
    page = shown(client, "/nhat-ky/")
    assert 'class="notice do" role="alert"' in page
    assert "Chuỗi nhật ký đứt ở dòng 1: Một" in page
    assert "nguyên vẹn" not in page


def test_the_export_holds_the_filtered_lines_and_runs_no_formula(cast: Cast):
    for sentence in ("=1+1", "@SUM(A1)", "Thường"):
        write(cast, cast.mai, sentence, reason="-2+3")
    write(cast, cast.an, "Của An")
    answer = signed_in(cast.an).get("/nhat-ky/?person=mai&xuat=xlsx")
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(min_row=2))
    assert [row[5].value for row in rows] == ["Thường", "@SUM(A1)", "=1+1"]
    assert {cell.data_type for row in rows for cell in (row[5], row[6])} == {"s"}
    assert all(row[6].quotePrefix for row in rows)
    at = rows[0][1].value
    assert isinstance(at, dt.datetime)
    assert abs(at - timezone.now().astimezone(HANOI).replace(tzinfo=None)) < dt.timedelta(minutes=1)


def test_a_huge_export_asks_to_narrow(cast: Cast, monkeypatch):
    for n in range(3):
        write(cast, cast.mai, f"Việc {n}")
    monkeypatch.setattr("activity.views.log.EXPORTED_AT_MOST", 2)
    page = shown(signed_in(cast.an), "/nhat-ky/?xuat=xlsx")
    assert "Chưa xuất: hơn 2 dòng." in page


@pytest.mark.parametrize("who", ["an", "kiem"])
def test_many_lines_cost_the_same_queries(cast: Cast, who: str, django_assert_max_num_queries):
    client = signed_in(getattr(cast, who))

    def queries() -> int:
        with django_assert_max_num_queries(30) as counted:
            client.get("/nhat-ky/")
        return len(counted)

    write(cast, cast.mai, "Một")
    queries()  # kinds of objects are remembered by the process
    few = queries()
    for n in range(60):
        write(cast, cast.chi if n % 2 else cast.mai, f"Việc {n}")
    assert queries() == few


def test_every_act_of_the_log_has_a_name_to_filter_by():
    written = set()
    for app in APPS:
        for module in (ROOT / app).rglob("*.py"):
            source = module.read_text(encoding="utf-8")
            written |= set(re.findall(r'verb="([a-z]+\.[a-z_]+)"', source))
    assert "directives.cascade" in written
    assert written <= set(VERBS)


# --- Jobs ---


@pytest.fixture
def city_admin(cast: Cast) -> User:
    return person("dung", "Lê Dung", (cast.city_ubnd, Role.ADMIN, "Quản trị cổng"))


def failed(key: str, reader: User) -> OutboxItem:
    Notice.objects.create(recipient=reader, subject="Việc mới", body="Nội dung", key=key)
    return OutboxItem.objects.create(
        kind="mail",
        key=key,
        payload={"person": reader.pk, "key": key},
        state=OutboxItem.State.FAILED,
        attempts=5,
        due_at=timezone.now(),
        error="SMTPServerDisconnected: Connection unexpectedly closed",
    )


def test_jobs_belong_to_administrators_above_the_commune(cast: Cast, city_admin: User):
    item = failed("a", cast.mai)
    assert signed_in(city_admin).get("/quan-tri/viec-nen/").status_code == 200
    for other in (cast.quan, cast.an, cast.mai):
        client = signed_in(other)
        assert client.get("/quan-tri/viec-nen/").status_code == 404
        assert client.post(f"/quan-tri/viec-nen/{item.pk}/thu-lai/").status_code == 404
    item.refresh_from_db()
    assert item.state == OutboxItem.State.FAILED


def test_a_failed_job_is_tried_again_once(cast: Cast, city_admin: User, mailoutbox):
    item = failed("a", cast.mai)
    client = signed_in(city_admin)
    page = shown(client, "/quan-tri/viec-nen/")
    assert "Gửi thư" in page
    assert "SMTPServerDisconnected" in page
    assert "Nội dung" not in page  # nobody reads other people's mail here
    for _ in range(2):
        client.post(f"/quan-tri/viec-nen/{item.pk}/thu-lai/")
    assert LogEntry.objects.filter(verb="jobs.retry").count() == 1
    outbox.sweep()
    assert len(mailoutbox) == 1
    item.refresh_from_db()
    assert item.state == OutboxItem.State.DONE


def test_all_failed_jobs_are_tried_again_at_once(cast: Cast, city_admin: User, mailoutbox):
    for key in "abc":
        failed(key, cast.mai)
    client = signed_in(city_admin)
    assert "Thử lại 3 việc lỗi" in shown(client, "/quan-tri/viec-nen/")
    client.post("/quan-tri/viec-nen/")
    outbox.sweep()
    assert len(mailoutbox) == 3
    line = LogEntry.objects.get(verb="jobs.retry")
    assert line.sentence.endswith("Lê Dung cho thử lại 3 việc nền lỗi")
