"""The story that is still going on, counted back from the day the demo is loaded."""

from __future__ import annotations

import datetime as dt

from directives.models import Assignment, Task
from directives.operators import Operator
from directives.services import act_by_hand
from directives.states import Act
from documents import outline
from documents.models import Document, ReviewComment
from documents.services import review
from nq57portal.demo.duties import Wanted, assigned, fill_in, give, send, take_in
from nq57portal.demo.papers import hai_phong, le_chan, tan_ky, tu_ky
from nq57portal.demo.papers.paper import Paper
from nq57portal.demo.results import ACCOUNTS
from nq57portal.demo.writing import (
    World,
    approve,
    hand_in,
    issue,
    receive,
    send_out,
    take_up,
    turn_register,
    write,
)
from units.calendar import add_working_days


def tell(world: World, today: dt.date) -> None:
    """Kế hoạch số 67/KH-UBND, the communes that answer it, and the hội of Tứ Kỳ below."""

    def at(working_days_ago: int, time: str) -> dt.date:
        day = add_working_days(today, -working_days_ago)
        world.clock.set(day, time)
        return day

    city = issue(world, hai_phong.PLAN, untouched=("hp-lechan-ubnd", "hp-hongbang-ubnd"))
    world.clock.set(dt.date(2026, 3, 2), "14:00")
    departments = [duty for duty in hai_phong.PLAN.duties if duty.lead.startswith("Sở")]
    give(world, city, "hoang.ubndhp", {duty.lead: duty.whom for duty in departments})
    _science_department_delivers(world, city)
    at(15, "09:00")
    give(
        world,
        city,
        "tung.ubndhp",
        {hai_phong.COMMUNES_LABEL: hai_phong.COMMUNES},
        plan=Wanted("hp-btg", Operator.BEFORE_DAY, add_working_days(today, 8)),
        report=Wanted("hp-skhcn", Operator.BEFORE_DAY, add_working_days(today, 22)),
    )

    at(14, "08:40")
    tuky = _answer(world, city, tu_ky.PLAN)
    at(13, "15:10")
    hand_in(world, tuky, tu_ky.PLAN)
    at(12, "09:20")
    take_up(world, tuky, tu_ky.PLAN)
    at(12, "10:45")
    approve(world, tuky, tu_ky.PLAN)
    send_out(world, tuky, tu_ky.PLAN, at(11, "09:00"))
    receive(world, tuky, at(10, "08:30"))
    at(10, "14:20")
    give(
        world,
        tuky,
        "toan.tuky",
        {tu_ky.ORGANISATIONS_LABEL: tu_ky.ORGANISATIONS},
        report=Wanted("hp-tuky-ubnd", Operator.BEFORE_DAY, add_working_days(today, -3)),
    )

    at(9, "09:10")
    lechan = _answer(world, city, le_chan.PLAN)
    turn_register(lechan, 28, today)
    at(8, "08:50")
    tanky = _answer(world, city, tan_ky.PLAN)
    turn_register(tanky, 12, today)
    at(6, "10:30")
    _report(world, tuky, "hp-tuky-lhpn", "be.tuky", accepted_by="nhung.tuky")
    at(6, "16:15")
    hand_in(world, lechan, le_chan.PLAN)
    at(5, "08:45")
    take_up(world, lechan, le_chan.PLAN)
    at(4, "15:30")
    approve(world, lechan, le_chan.PLAN)
    women = Document.objects.get(full_number="18/KH-BTV")
    _report(world, women, "kh-nhatrang-lhpn", "sen.nhatrang")
    at(2, "11:05")
    _report(world, tuky, "hp-tuky-ccb", "chien.tuky")
    at(2, "16:42")
    hand_in(world, tanky, tan_ky.PLAN)
    at(1, "09:05")
    _look_into(world, tanky)


def _science_department_delivers(world: World, city: Document) -> None:
    """What was due in the second quarter was done in time."""
    row = Assignment.objects.get(task__document=city, task__text__startswith="Chủ trì, phối hợp")
    world.clock.set(dt.date(2026, 6, 18), "10:00")
    result = "Đã phát hành bộ tài liệu gồm 12 đồ họa, 5 video và 40 câu hỏi - trả lời."
    act_by_hand(row, Act.REPORT, by=world.actor("dat.skhcnhp"), result=result)
    world.clock.set(dt.date(2026, 6, 22), "15:00")
    act_by_hand(row, Act.CONFIRM, by=world.actor("bach.ubndhp"))


def _answer(world: World, above: Document, paper: Paper) -> Document:
    """A commune takes its tasks on and writes the plan it was asked for."""
    by = world.actor(paper.hands.writer, paper.issuer)
    for row in Assignment.objects.filter(task__document=above, unit__code=paper.issuer):
        if row.task.kind == Task.Kind.WORK:
            act_by_hand(row, Act.ACCEPT, by=by)
    return write(world, paper, assignment=assigned(above, paper.issuer, Task.Kind.PLAN))


def _report(
    world: World, document: Document, unit: str, username: str, *, accepted_by: str = ""
) -> None:
    report = fill_in(world, document, unit, username, ACCOUNTS[unit])
    send(world, report, username)
    if accepted_by:
        take_in(world, report, accepted_by)


def _look_into(world: World, document: Document) -> None:
    """The board opens the plan of Tân Kỳ and leaves a first remark."""
    by = take_up(world, document, tan_ky.PLAN)
    section = document.sections.get(holds_tasks=True)
    words = "Tổng hợp, báo cáo Sở Khoa học và Công nghệ"
    paragraph = next(p for p in outline.parse(section.text) if p.text.startswith(words))
    review.comment(
        document.revisions.get(number=document.revision_count),
        by=by,
        severity=ReviewComment.Severity.MUST,
        text="Chưa nêu thời hạn báo cáo.",
        section=section.order,
        paragraph=paragraph.index,
        quote=paragraph.text,
    )
