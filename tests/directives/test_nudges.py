"""Đôn đốc: who is late hears of it once a day, who handed in does not, and the page says so."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activity import letters
from activity.models import LogEntry, Notice, OutboxItem
from directives import services
from directives.models import Assignment, Nudge, NudgedUnit
from directives.states import Act
from documents.errors import PaperError
from documents.models import Document
from tests.at_once import at_once
from tests.directives.scenes import given, received, signed_in, task_of
from tests.factories import Cast, person, unit
from units.models import Line, Role, Unit

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
PAGE = "/tien-do/don-doc/"


def late_paper(cast: Cast, *units: Unit, days: int = 3) -> Document:
    """A paper given to the units (Tân Kỳ, An Phú and a department), overdue by some days."""
    document = received(cast)
    task_of(document, cast.actor(cast.binh))
    given(cast, document, *(units or (cast.tk_ubnd, cast.ap_ubnd, cast.department)))
    Assignment.objects.filter(task__document=document).update(due_at=timezone.now() - days * DAY)
    return document


@pytest.fixture
def paper(cast: Cast) -> Document:
    return late_paper(cast)


def page(response: Any) -> str:
    return str(response.content.decode())


def duty(cast: Cast, of: Unit) -> Assignment:
    return Assignment.objects.get(unit=of)


def send(cast: Cast, *units: Unit, text: str = "Đề nghị {đơn vị} {việc}.") -> Nudge:
    rows = Assignment.objects.visible_to(cast.actor(cast.truong))
    chosen = [each.pk for each in units]
    return services.send_nudge(rows, chosen, by=cast.actor(cast.truong), text=text)


def outcomes(nudge: Nudge) -> dict[Unit, str]:
    return {row.unit: row.outcome for row in nudge.rows.select_related("unit")}


def test_from_the_board_to_the_message_each_unit_reads(
    client: Client, cast: Cast, paper: Document
) -> None:
    signed_in(client, cast.truong)
    board = page(client.get(f"/tien-do/?van_ban={paper.pk}"))
    address = f"{PAGE}?van_ban={paper.pk}"
    assert f'class="btn btn-primary" href="{address}">Đôn đốc 3 đơn vị quá hạn</a>' in board
    first = client.get(address)
    assert "3 đơn vị quá hạn." in page(first)
    form = {
        "text": "Đề nghị {đơn vị} {việc}.\nHạn chót {hạn}, đã quá {số ngày} ngày.",
        "don_vi": [cast.tk_ubnd.pk, cast.ap_ubnd.pk],
    }
    preview = page(client.post(address, form))
    assert "Gửi đôn đốc đến 2 đơn vị" in preview
    assert f"hoàn thành 1 việc quá hạn theo {paper}" in preview
    assert "đã quá 3 ngày" in preview
    assert not Nudge.objects.exists()
    edited = page(client.post(address, form | {"sua": "1"}))
    assert "{số ngày} ngày." in edited
    assert edited.count(" checked>") == 2

    sent = client.post(address, form | {"gui": "1"}, follow=True)
    nudge = Nudge.objects.get()
    assert sent.redirect_chain == [(f"/don-doc/{nudge.pk}/", 302)]
    assert "Đã gửi 2." in page(sent)
    assert (nudge.unit, nudge.by, nudge.document) == (cast.board, cast.truong, paper)
    mine = Notice.objects.get(recipient=cast.mai, key__startswith="nudge:")
    assert mine.subject == f"Đôn đốc: 1 việc theo {paper}, quá hạn 3 ngày"
    assert mine.body.startswith(f"Đề nghị {cast.tk_ubnd} hoàn thành 1 việc")
    assert mine.address == duty(cast, cast.tk_ubnd).get_absolute_url()
    told = Notice.objects.filter(key__startswith="nudge:").values_list("recipient", flat=True)
    assert set(told) == {cast.mai.pk, cast.an.pk, cast.phuc.pk, cast.chi.pk}
    job = OutboxItem.objects.get(key__startswith=f"mail:{cast.chi.pk}:nudge:")
    letter = letters.compose(job.payload)
    assert letter is not None
    assert f"Đề nghị {cast.ap_ubnd} hoàn thành" in letter.body
    assert LogEntry.objects.get(verb="directives.nudge").data["sent"] == 2


def test_a_report_alone_is_called_a_report(cast: Cast) -> None:
    document = received(cast)
    task_of(document, cast.actor(cast.binh))
    given(cast, document, cast.tk_ubnd, report_wanted=True)
    now = timezone.now()
    Assignment.objects.filter(task__kind="report").update(due_at=now - 3 * DAY)
    Assignment.objects.filter(task__kind="work").update(due_at=now + 3 * DAY)
    (late,) = services.late_units(Assignment.objects.all(), cast.actor(cast.truong), now)
    assert late.subject == f"Đôn đốc: báo cáo theo {document}, quá hạn 3 ngày"
    assert late.words("{đơn vị} {việc}") == f"{cast.tk_ubnd} gửi báo cáo theo {document}"


def test_who_was_nudged_today_is_left_out_and_named(
    client: Client, cast: Cast, paper: Document
) -> None:
    send(cast, cast.tk_ubnd)
    signed_in(client, cast.binh)
    text = page(client.get(PAGE))
    assert "3 đơn vị quá hạn." in text
    assert "1 đơn vị đã được đôn đốc trong 24 giờ qua nên không gửi lại." in text
    assert f'value="{cast.tk_ubnd.pk}" id="dv-' not in text
    again = send(cast, cast.tk_ubnd, cast.ap_ubnd)
    assert outcomes(again) == {cast.tk_ubnd: "recent", cast.ap_ubnd: "sent"}
    assert Notice.objects.filter(recipient=cast.mai, key__startswith="nudge:").count() == 1
    Nudge.objects.update(at=timezone.now() - dt.timedelta(hours=25))
    assert outcomes(send(cast, cast.tk_ubnd)) == {cast.tk_ubnd: "sent"}


def test_who_handed_in_meanwhile_is_not_nudged(client: Client, cast: Cast, paper: Document) -> None:
    """Acceptance 33: even if chosen before."""
    services.act(duty(cast, cast.tk_ubnd), Act.REPORT, by=cast.actor(cast.mai), result="Xong")
    signed_in(client, cast.truong)
    form = {"text": "Đề nghị {đơn vị}.", "don_vi": [cast.tk_ubnd.pk, cast.ap_ubnd.pk], "gui": "1"}
    text = page(client.post(PAGE, form, follow=True))
    assert "Đã gửi 1. 1 đơn vị vừa nộp nên không gửi." in text
    assert "Vừa nộp, không còn việc quá hạn nên không gửi" in text
    assert outcomes(Nudge.objects.get())[cast.tk_ubnd] == "answered"
    assert not Notice.objects.filter(recipient=cast.mai, key__startswith="nudge:").exists()


def test_a_unit_without_people_is_said_so(cast: Cast, paper: Document) -> None:
    assert outcomes(send(cast, cast.department, cast.ap_ubnd))[cast.department] == "nobody"
    # Nobody heard of it, so it may be tried again.
    with pytest.raises(PaperError, match="chưa có tài khoản"):
        send(cast, cast.department)
    assert Nudge.objects.count() == 1


def test_the_same_form_twice_nudges_once(client: Client, cast: Cast, paper: Document) -> None:
    signed_in(client, cast.truong)
    form = {"text": "Đề nghị {đơn vị}.", "don_vi": [cast.tk_ubnd.pk], "gui": "1"}
    client.post(PAGE, form)
    assert "Không gửi đôn đốc nào" in page(client.post(PAGE, form))
    assert Nudge.objects.count() == 1


def test_only_ones_own_overdue_work_is_nudged(client: Client, cast: Cast, paper: Document) -> None:
    """Work another unit gave, units never given anything, an empty choice."""
    Assignment.objects.filter(unit=cast.ap_ubnd).update(issuer=cast.city_party)
    with pytest.raises(PaperError):
        send(cast, cast.ap_ubnd, cast.tk_women)
    signed_in(client, cast.truong)
    assert "Chưa chọn đơn vị nào." in page(client.post(PAGE, {"text": "Đề nghị.", "gui": "1"}))
    text = page(client.post(PAGE, {"text": "Đề nghị.", "don_vi": [cast.ap_ubnd.pk]}))
    assert "Chọn đơn vị khác." in text
    assert page(client.post(PAGE, {"text": " ", "don_vi": [cast.tk_ubnd.pk]})).count("Lỗi: ") == 1
    assert not Nudge.objects.exists()


def test_the_filter_and_the_place_narrow_who_is_offered(
    client: Client, cast: Cast, paper: Document
) -> None:
    signed_in(client, cast.truong)
    of_place = client.get(f"{PAGE}?noi={cast.tk_party.pk}").context["late"]
    assert [each.unit for each in of_place] == [cast.tk_ubnd]
    assert len(client.get(f"{PAGE}?tuyen={Line.STATE}").context["late"]) == 3
    empty = page(client.get(f"{PAGE}?tuyen={Line.MASS}"))
    assert "Không có đơn vị quá hạn theo bộ lọc này." in empty
    assert client.get(f"{PAGE}?noi=x&van_ban=y").status_code == 200


def test_the_board_offers_it_to_those_who_may(client: Client, cast: Cast, paper: Document) -> None:
    assert "Đôn đốc" not in page(signed_in(client, cast.kiem).get("/tien-do/"))
    Assignment.objects.update(due_at=timezone.now() + DAY)
    assert "Đôn đốc" not in page(signed_in(client, cast.truong).get("/tien-do/"))


def test_what_was_answered_since_stands_beside_each_unit(
    client: Client, cast: Cast, paper: Document
) -> None:
    nudge = send(cast, cast.tk_ubnd, cast.ap_ubnd)
    services.act(duty(cast, cast.tk_ubnd), Act.REPORT, by=cast.actor(cast.mai), result="Xong")
    rows = signed_in(client, cast.binh).get(nudge.get_absolute_url()).context["rows"]
    assert {row.unit: still for row, still, _ in rows} == {cast.tk_ubnd: 0, cast.ap_ubnd: 1}
    assert "Đã trả lời" in page(client.get(nudge.get_absolute_url()))


def test_any_number_of_units_costs_the_same_queries(client: Client, cast: Cast) -> None:
    late_paper(cast, cast.tk_ubnd)

    def cost() -> tuple[int, int, int]:
        NudgedUnit.objects.all().delete()
        signed_in(client, cast.truong)
        late = client.get(PAGE).context["late"]
        with CaptureQueriesContext(
            connection,
        ) as looking:
            client.get(PAGE)
        with CaptureQueriesContext(connection) as sending:
            nudge = send(cast, *(each.unit for each in late))
        with CaptureQueriesContext(connection) as reading:
            client.get(nudge.get_absolute_url())
        return len(looking), len(sending), len(reading)

    cost()  # content types and the like are remembered
    few = cost()
    units = []
    for number in range(8):
        units.append(
            unit(f"x{number}", f"Đơn vị {number}", Unit.Kind.DEPARTMENT, Line.STATE, cast.city)
        )
        person(f"x{number}", f"Người {number}", (units[-1], Role.STAFF, ""))
    document = received(cast, full_number="187-HD/BTGTW")
    task_of(document, cast.actor(cast.binh))
    given(cast, document, *units)
    Assignment.objects.update(due_at=timezone.now() - 3 * DAY)
    assert cost() == few


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_two_who_send_at_the_same_moment_nudge_once(cast: Cast) -> None:
    late_paper(cast, cast.tk_ubnd)

    def sending() -> str:
        try:
            send(cast, cast.tk_ubnd)
        except PaperError:
            return "nobody left"
        return "sent"

    assert sorted(at_once(sending, times=2)) == ["nobody left", "sent"]
    assert Notice.objects.filter(recipient=cast.mai, key__startswith="nudge:").count() == 1
