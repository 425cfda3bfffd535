"""The story that is still going on, counted back from the day the demo is loaded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from directives.models import Assignment, Task
from directives.operators import Operator
from directives.services import act_by_hand
from directives.states import Act
from documents import outline
from documents.models import ReviewComment
from documents.services import review
from nq57portal.demo.duties import Wanted, give, report, take_in
from nq57portal.demo.papers import hai_phong, le_chan, tan_ky, tu_ky
from nq57portal.demo.papers.paper import Paper
from nq57portal.demo.results import ACCOUNTS
from nq57portal.demo.writing import (
    Event,
    World,
    approve,
    document_of,
    hand_in,
    life,
    number,
    receive,
    send_out,
    sign,
    take_up,
    turn_register,
    write,
)
from units.calendar import add_working_days

CITY, TU_KY, WOMEN = "67/KH-UBND", "41/KH-UBND", "18/KH-BTV"


def events(today: dt.date) -> Iterator[Event]:
    """Kế hoạch số 67/KH-UBND, the communes that answer it, and the hội of Tứ Kỳ below."""
    untouched = ("hp-lechan-ubnd", "hp-hongbang-ubnd")
    yield from life(hai_phong.PLAN, untouched=untouched)
    yield Event(dt.date(2026, 3, 2), "14:00", _city_gives_to_departments)
    yield Event(dt.date(2026, 6, 18), "10:00", _science_department_delivers)
    yield Event(dt.date(2026, 6, 22), "15:00", _city_confirms)
    yield Event(_ago(today, 15), "09:00", partial(_city_gives_to_communes, today=today))
    yield from _tu_ky(today)
    yield from _le_chan(today)
    yield from _tan_ky(today)
    reports = partial(_report, source=WOMEN, unit="kh-nhatrang-lhpn", username="sen.nhatrang")
    yield Event(_in_a_period(_ago(today, 4)), "16:05", reports)


def _ago(today: dt.date, working_days: int) -> dt.date:
    return add_working_days(today, -working_days)


def _in_a_period(day: dt.date) -> dt.date:
    """The day, or one before it on which a monthly report was still to be sent."""
    return day if day.day < 17 else add_working_days(day.replace(day=17), -1)


def _report(world: World, source: str, unit: str, username: str) -> None:
    report(world, source, unit, username, ACCOUNTS[unit])


# --- The city -------------------------------------------------------------------------------------


def _city_gives_to_departments(world: World) -> None:
    duties = [duty for duty in hai_phong.PLAN.duties if duty.lead.startswith("Sở")]
    give(world, CITY, "hoang.ubndhp", {duty.lead: duty.whom for duty in duties})


def _due_in_spring() -> Assignment:
    """The one task of the city's plan that was due before the autumn."""
    return Assignment.objects.get(
        task__document__full_number=CITY, task__text__startswith="Chủ trì, phối hợp"
    )


def _science_department_delivers(world: World) -> None:
    result = "Đã phát hành bộ tài liệu gồm 12 đồ họa, 5 video và 40 câu hỏi - trả lời."
    by = world.actor("dat.skhcnhp")
    act_by_hand(_due_in_spring(), Act.REPORT, by=by, result=result)


def _city_confirms(world: World) -> None:
    act_by_hand(_due_in_spring(), Act.CONFIRM, by=world.actor("bach.ubndhp"))


def _city_gives_to_communes(world: World, today: dt.date) -> None:
    """The drive of the year's end; its limits lie ahead of whoever loads the demo."""
    give(
        world,
        CITY,
        "tung.ubndhp",
        {hai_phong.COMMUNES_LABEL: hai_phong.COMMUNES},
        plan=Wanted("hp-btg", Operator.BEFORE_DAY, add_working_days(today, 8)),
        report=Wanted("hp-skhcn", Operator.BEFORE_DAY, add_working_days(today, 22)),
    )


def _answer(world: World, paper: Paper) -> None:
    """A commune takes its tasks on and writes the plan it was asked for."""
    by = world.actor(paper.hands.writer, paper.issuer)
    given = Assignment.objects.filter(
        task__document__full_number=CITY, task__kind=Task.Kind.WORK, unit__code=paper.issuer
    )
    for row in given:
        act_by_hand(row, Act.ACCEPT, by=by)
    write(world, paper, answers=CITY)
    turn_register(world, paper)


# --- The communes ---------------------------------------------------------------------------------


def _tu_ky(today: dt.date) -> Iterator[Event]:
    """Issued, and by itself the directive of the hội: one reported, one late, two silent."""
    paper = tu_ky.PLAN
    yield Event(_ago(today, 14), "08:40", partial(_answer, paper=paper))
    yield Event(_ago(today, 13), "15:10", partial(hand_in, paper=paper))
    yield Event(_ago(today, 12), "09:20", partial(take_up, paper=paper))
    yield Event(_ago(today, 12), "10:45", partial(approve, paper=paper))
    yield Event(_ago(today, 11), "09:00", partial(number, paper=paper))
    yield Event(_ago(today, 11), "10:15", partial(sign, paper=paper))
    yield Event(_ago(today, 11), "10:40", partial(send_out, paper=paper))
    yield Event(_ago(today, 10), "08:30", partial(receive, paper=paper))
    yield Event(_ago(today, 10), "14:20", partial(_tu_ky_gives, before=_ago(today, 3)))
    women = partial(_report, source=TU_KY, unit="hp-tuky-lhpn", username="be.tuky")
    yield Event(_ago(today, 6), "10:30", women)
    taken = partial(take_in, number=TU_KY, unit="hp-tuky-lhpn", username="nhung.tuky")
    yield Event(_ago(today, 5), "09:15", taken)
    veterans = partial(_report, source=TU_KY, unit="hp-tuky-ccb", username="chien.tuky")
    yield Event(_ago(today, 2), "11:05", veterans)


def _tu_ky_gives(world: World, before: dt.date) -> None:
    groups = {tu_ky.ORGANISATIONS_LABEL: tu_ky.ORGANISATIONS}
    report_by = Wanted("hp-tuky-ubnd", Operator.BEFORE_DAY, before)
    give(world, TU_KY, "toan.tuky", groups, report=report_by)


def _le_chan(today: dt.date) -> Iterator[Event]:
    """Approved: the clerk's desk has it."""
    paper = le_chan.PLAN
    yield Event(_ago(today, 9), "09:10", partial(_answer, paper=paper))
    yield Event(_ago(today, 6), "16:15", partial(hand_in, paper=paper))
    yield Event(_ago(today, 5), "08:45", partial(take_up, paper=paper))
    yield Event(_ago(today, 4), "15:30", partial(approve, paper=paper))


def _tan_ky(today: dt.date) -> Iterator[Event]:
    """Handed in two days ago; the board has begun to read it."""
    paper = tan_ky.PLAN
    yield Event(_ago(today, 8), "08:50", partial(_answer, paper=paper))
    yield Event(_ago(today, 2), "16:42", partial(hand_in, paper=paper))
    yield Event(_ago(today, 1), "09:05", partial(take_up, paper=paper))
    yield Event(_ago(today, 1), "09:20", _first_remark)


def _first_remark(world: World) -> None:
    document = document_of(tan_ky.PLAN)
    section = document.sections.get(holds_tasks=True)
    words = "Tổng hợp, báo cáo kết quả"
    paragraph = next(p for p in outline.parse(section.text) if p.text.startswith(words))
    review.comment(
        document.revisions.get(number=document.revision_count),
        by=world.actor("binh"),
        severity=ReviewComment.Severity.MUST,
        text="Chưa nêu thời hạn báo cáo.",
        section=section.order,
        paragraph=paragraph.index,
        quote=paragraph.text,
    )
