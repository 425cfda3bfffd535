"""From the resolution to the programme: December 2024 to the summer of 2025."""

from __future__ import annotations

import datetime as dt

from directives import services as directive_services
from directives.models import Assignment, Task
from directives.operators import Operator
from directives.states import ASSIGNMENT_STEPS, Act, AssignmentState
from documents.models import Document
from documents.services import certificates
from nq57portal.demo import units
from nq57portal.demo.duties import Wanted, assigned, fill_in, give, send, take_in
from nq57portal.demo.papers import (
    can_tho,
    dong_nai_guidance,
    dong_nai_letter,
    guidance,
    khanh_hoa_plan,
    khanh_hoa_women,
    programme,
    resolution,
)
from nq57portal.demo.papers.paper import Duty, Paper, Those
from nq57portal.demo.results import ACCOUNTS
from nq57portal.demo.writing import World, issue
from units.models import Level, Line, Unit

K = Unit.Kind

# Code of the unit, who reports, on which day of March 2025: the day named is late already.
_CAN_THO = (
    ("ct-mttq", "tho.mttqct", 4),
    ("ct-q-ninhkieu-u", "hoa.ninhkieu", 5),
    ("ct-lhpn", "ngan.lhpnct", 5),
    ("ct-q-cairang-u", "tien.cairang", 6),
    ("ct-skhcn", "sang.skhcn-ct", 6),
    ("ct-baoct", "nhan.baoct", 6),
    ("ct-daict", "nam.daict", 6),
    ("ct-h-phongdien-u", "phat.phongdien", 10),
)
_DONG_NAI_BOARDS = (
    ("dn-lhpn", "hai.lhpndn", 13),
    ("dn-mttq", "lien.mttqdn", 14),
    ("dn-tp-bienhoa-btg", "duc.btgbh", 14),
    ("dn-h-longthanh-btg", "nhi.btglt", 17),
)
_DONG_NAI_STATE = (
    ("dn-skhcn", "nga.skhcn-dn", 12),
    ("dn-sgddt", "tu.sgddt-dn", 13),
    ("dn-tp-bienhoa-ubnd", "hung.bienhoa", 14),
    ("dn-tp-longkhanh-ubnd", "oanh.longkhanh", 14),
    ("dn-h-longthanh-ubnd", "tri.longthanh", 17),
    ("dn-h-nhontrach-ubnd", "mo.nhontrach", 18),
)
_KHANH_HOA = (
    ("kh-tp-nhatrang-lhpn", "thuy.lhpnnt", 20),
    ("kh-tx-ninhhoa-lhpn", "le.lhpnnh", 20),
    ("kh-tp-camranh-lhpn", "van.lhpncr", 21),
    ("kh-h-dienkhanh-lhpn", "suong.lhpndk", 21),
)


def tell(world: World) -> None:
    """The papers in the order of their dates, each with what followed from it."""
    issue(world, resolution.RESOLUTION)
    issue(world, guidance.GUIDANCE)
    _rename(world, dt.date(2025, 2, 3))
    guided = issue(world, dong_nai_guidance.GUIDANCE)
    _dong_nai_gives_to_boards(world, guided)
    _rename(world, dt.date(2025, 2, 15))
    can_tho_plan = issue(world, can_tho.PLAN)
    _can_tho_gives(world, can_tho_plan)
    letter = issue(world, dong_nai_letter.LETTER)
    _dong_nai_gives_to_state(world, guided, letter)
    khanh_hoa = issue(world, khanh_hoa_plan.PLAN)
    _rename(world, dt.date(2025, 3, 1))
    women = _khanh_hoa_carries_out(world, khanh_hoa)
    _account(world, can_tho_plan, _CAN_THO, "khang.ctu")
    _account(world, guided, _DONG_NAI_BOARDS, "lam.btgdn")
    _account(world, letter, _DONG_NAI_STATE, "thu.btgdn")
    _account(world, women, _KHANH_HOA, "hien.lhpnkh")
    issue(world, programme.PROGRAMME)
    _communes_begin(world, women)
    _new_term()


def _lead(paper: Paper, begins: str) -> Duty:
    return next(duty for duty in paper.duties if duty.begins.startswith(begins))


def _can_tho_gives(world: World, document: Document) -> None:
    world.clock.set(dt.date(2025, 2, 20), "14:00")
    everybody, media = _lead(can_tho.PLAN, "Xây dựng"), _lead(can_tho.PLAN, "Mở chuyên trang")
    give(
        world,
        document,
        "tai.ctu",
        {everybody.lead: everybody.whom, media.lead: media.whom},
        report=Wanted("ct-btg", Operator.BEFORE_DAY, dt.date(2025, 3, 7)),
    )


def _dong_nai_gives_to_boards(world: World, document: Document) -> None:
    world.clock.set(dt.date(2025, 2, 14), "09:30")
    boards = _lead(dong_nai_guidance.GUIDANCE, "Tham mưu")
    give(
        world,
        document,
        "lam.btgdn",
        {boards.lead: boards.whom},
        report=Wanted("dn-btg", Operator.BEFORE_DAY, dt.date(2025, 3, 15)),
    )
    state = _lead(dong_nai_guidance.GUIDANCE, "Chỉ đạo các sở")
    give(world, document, "lam.btgdn", {state.lead: state.whom})


def _dong_nai_gives_to_state(world: World, guided: Document, letter: Document) -> None:
    """The Công văn answers the board's request, and passes the work on."""
    world.clock.set(dt.date(2025, 2, 20), "16:00")
    asked = guided.tasks.get(text__startswith="Chỉ đạo các sở").assignments.get()
    by = world.actor("minh.ubnddn")
    result = f"Đã ban hành {letter} ngày 20/02/2025."
    directive_services.act_by_hand(asked, Act.REPORT, by=by, result=result)
    directive_services.act_by_hand(asked, Act.CONFIRM, by=world.actor("lam.btgdn"))
    world.clock.set(dt.date(2025, 2, 21), "08:30")
    duties = dong_nai_letter.LETTER.duties
    give(
        world,
        letter,
        "phuoc.ubnddn",
        {duty.lead: duty.whom for duty in duties},
        report=Wanted("dn-btg", Operator.BEFORE_DAY, dt.date(2025, 3, 15)),
    )
    world.clock.set(dt.date(2025, 2, 27), "10:00")
    asks, agrees = world.actor("an.stttt-dn"), world.actor("phuoc.ubnddn")
    reason = "Từ ngày 01/3/2025 Sở hợp nhất vào Sở Khoa học và Công nghệ."
    for row in Assignment.objects.filter(unit__code="dn-stttt"):
        directive_services.act_by_hand(row, Act.ASK_EXCUSE, by=asks, reason=reason)
        directive_services.act_by_hand(row, Act.EXCUSE, by=agrees)


def _khanh_hoa_carries_out(world: World, above: Document) -> Document:
    """257-KH/TU → the plan of the women's union → the hội of the districts."""
    world.clock.set(dt.date(2025, 2, 27), "09:00")
    organisations = _lead(khanh_hoa_plan.PLAN, "Xây dựng")
    give(
        world,
        above,
        "phong.tukh",
        {organisations.lead: organisations.whom},
        plan=Wanted("kh-btg", Operator.AT_LATEST, dt.date(2025, 3, 10)),
        report=Wanted("kh-btg", Operator.MONTHLY),
    )
    duty = assigned(above, "kh-lhpn", Task.Kind.PLAN)
    women = issue(world, khanh_hoa_women.PLAN, assignment=duty)
    world.clock.set(dt.date(2025, 3, 6), "14:00")
    below = _lead(khanh_hoa_women.PLAN, "Vận động")
    report = Wanted("kh-lhpn", Operator.MONTHLY)
    give(world, women, "cuc.lhpnkh", {below.lead: below.whom}, report=report)
    return women


def _account(
    world: World, document: Document, rows: tuple[tuple[str, str, int], ...], accepts: str
) -> None:
    """Units report in March 2025; the superior takes each report in the next day."""
    for unit, username, day in rows:
        world.clock.set(dt.date(2025, 3, day), "16:20")
        report = fill_in(world, document, unit, username, ACCOUNTS[unit])
        send(world, report, username)
        world.clock.set(dt.date(2025, 3, day + 1), "09:40")
        take_in(world, report, accepts)


def _communes_begin(world: World, women: Document) -> None:
    """01/7/2025: districts are gone; communes have people and seals, and get the same work."""
    _districts_end(world)
    world.clock.set(units.FIRST_DAY_OF_COMMUNES, "07:30")
    certificates.make_demo_certificates(until=world.certificates_until)
    world.clock.set(dt.date(2025, 7, 15), "09:00")
    below = _lead(khanh_hoa_women.PLAN, "Vận động")
    communes = Those(kinds=(K.ASSOCIATION,), level=Level.COMMUNE, place="kh", org="lhpn")
    report = Wanted("kh-lhpn", Operator.MONTHLY)
    give(world, women, "cuc.lhpnkh", {below.lead: communes}, report=report)


def _districts_end(world: World) -> None:
    """Whoever gave work to a body of a district takes back what it had not finished."""
    world.clock.set(units.LAST_DAY_OF_DISTRICTS, "16:00")
    givers = {"ct-tu": "tai.ctu", "dn-btg": "lam.btgdn", "dn-ubnd": "phuoc.ubnddn"}
    reason = "Đơn vị kết thúc hoạt động từ ngày 01/7/2025."
    for row in Assignment.objects.filter(unit__valid_to=units.LAST_DAY_OF_DISTRICTS):
        if AssignmentState(row.state) in ASSIGNMENT_STEPS[Act.CANCEL].sources:
            by = world.actor(givers.get(row.issuer.code, "cuc.lhpnkh"), row.issuer.code)
            directive_services.act_by_hand(row, Act.CANCEL, by=by, reason=reason)


def _rename(world: World, day: dt.date) -> None:
    """Boards that merge on this day carry their new name and symbol, and get a new seal."""
    world.clock.set(day, "07:30")
    for unit in Unit.objects.filter(names__valid_from=day, kind=K.PARTY_BOARD):
        unit.symbol = unit.symbol.replace("BTG", "BTGDV")
        unit.save(update_fields=["symbol"])
        unit.refresh_current_name()
        clerk = unit.memberships.filter(role="VT").first()
        seal = certificates.current(unit)
        if clerk and seal:
            by = world.actor(clerk.user.username)
            certificates.revoke(seal, by=by, reason=f"Đơn vị đổi tên thành {unit}")
    certificates.make_demo_certificates(until=world.certificates_until)


def _new_term() -> None:
    """After the congresses of 2025 the numbers of Party papers start again from 01."""
    Unit.objects.filter(line=Line.PARTY).update(term_start=units.THIS_TERM)
