"""From the resolution to the programme: December 2024 to the summer of 2025."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial

from directives import services as directive_services
from directives.models import Assignment
from directives.operators import Operator
from directives.states import ASSIGNMENT_STEPS, Act, AssignmentState
from documents.services import certificates
from nq57portal.demo import units
from nq57portal.demo.duties import Wanted, give, report, take_in
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
from nq57portal.demo.papers.paper import Paper, Those
from nq57portal.demo.results import ACCOUNTS
from nq57portal.demo.writing import Event, World, issued, life
from units.models import Level, Line, Term, Unit

K = Unit.Kind

GUIDED, LETTER, CAN_THO = "164-HD/BTGTU", "1587/UBND-KGVX", "250-KH/TU"
KHANH_HOA, WOMEN = "257-KH/TU", "18/KH-BTV"

# Code of the unit, who reports, on which day of March 2025, and who takes the reports in.
_REPORTS: dict[str, tuple[str, tuple[tuple[str, str, int], ...]]] = {
    CAN_THO: (  # "trước ngày 07/3/2025": the 7th itself is late
        "khang.ctu",
        (
            ("ct-mttq", "tho.mttqct", 4),
            ("ct-q-ninhkieu-u", "hoa.ninhkieu", 5),
            ("ct-lhpn", "ngan.lhpnct", 5),
            ("ct-q-cairang-u", "tien.cairang", 6),
            ("ct-skhcn", "sang.skhcn-ct", 6),
            ("ct-baoct", "nhan.baoct", 6),
            ("ct-daict", "nam.daict", 6),
            ("ct-h-phongdien-u", "phat.phongdien", 10),
        ),
    ),
    GUIDED: (  # "trước ngày 15/3/2025"
        "lam.btgdn",
        (
            ("dn-lhpn", "hai.lhpndn", 13),
            ("dn-mttq", "lien.mttqdn", 14),
            ("dn-tp-bienhoa-btg", "duc.btgbh", 14),
            ("dn-h-longthanh-btg", "nhi.btglt", 17),
        ),
    ),
    LETTER: (
        "thu.btgdn",
        (
            ("dn-skhcn", "nga.skhcn-dn", 12),
            ("dn-sgddt", "tu.sgddt-dn", 13),
            ("dn-tp-bienhoa-ubnd", "hung.bienhoa", 14),
            ("dn-tp-longkhanh-ubnd", "oanh.longkhanh", 14),
            ("dn-h-longthanh-ubnd", "tri.longthanh", 17),
            ("dn-h-nhontrach-ubnd", "mo.nhontrach", 18),
        ),
    ),
    WOMEN: (  # "hằng tháng"
        "hien.lhpnkh",
        (
            ("kh-tp-nhatrang-lhpn", "thuy.lhpnnt", 20),
            ("kh-tx-ninhhoa-lhpn", "le.lhpnnh", 20),
            ("kh-tp-camranh-lhpn", "van.lhpncr", 21),
            ("kh-h-dienkhanh-lhpn", "suong.lhpndk", 21),
        ),
    ),
}


def events() -> Iterator[Event]:
    """Every paper of the past with what followed from it; in no particular order."""
    for day in sorted(set(units.BOARDS_MERGED.values())):
        yield Event(day, "07:30", _rename)
    yield from life(resolution.RESOLUTION)
    yield from life(guidance.GUIDANCE)
    yield from life(programme.PROGRAMME)
    yield from life(can_tho.PLAN)
    yield Event(dt.date(2025, 2, 20), "14:00", _can_tho_gives)
    yield from _dong_nai()
    yield from _khanh_hoa()
    for number, (accepts, rows) in _REPORTS.items():
        for unit, username, of_march in rows:
            day = dt.date(2025, 3, of_march)
            sends = partial(
                report, number=number, unit=unit, username=username, account=ACCOUNTS[unit]
            )
            yield Event(day, "16:20", sends)
            takes = partial(take_in, number=number, unit=unit, username=accepts)
            yield Event(day + dt.timedelta(days=1), "09:40", takes)
    yield Event(units.LAST_DAY_OF_DISTRICTS, "16:00", _districts_end)
    yield Event(units.FIRST_DAY_OF_COMMUNES, "07:30", _more_certificates)
    yield Event(units.THIS_TERM, "07:30", _new_term)


def _groups(paper: Paper, *begins: str) -> dict[str, Those]:
    """Whom the duties that begin with these words mean, by the words printed for them."""
    duties = [duty for duty in paper.duties if duty.begins.startswith(begins)]
    return {duty.lead: duty.whom for duty in duties}


# --- Cần Thơ, Đồng Nai ----------------------------------------------------------------------------


def _can_tho_gives(world: World) -> None:
    report_by = Wanted("ct-btg", Operator.BEFORE_DAY, dt.date(2025, 3, 7))
    groups = _groups(can_tho.PLAN, "Xây dựng", "Mở chuyên trang")
    give(world, CAN_THO, "tai.ctu", groups, report=report_by)


def _dong_nai() -> Iterator[Event]:
    """The guidance of the board, and the Công văn by which the People's Committee passes it on."""
    yield from life(dong_nai_guidance.GUIDANCE)
    yield Event(dt.date(2025, 2, 14), "09:30", _board_gives)
    yield from life(dong_nai_letter.LETTER)
    yield Event(dt.date(2025, 2, 20), "16:00", _letter_answers_board)
    yield Event(dt.date(2025, 2, 21), "08:45", _letter_gives)
    yield Event(dt.date(2025, 2, 27), "10:00", _merged_department_asks)


def _board_gives(world: World) -> None:
    report_by = Wanted("dn-btg", Operator.BEFORE_DAY, dt.date(2025, 3, 15))
    paper = dong_nai_guidance.GUIDANCE
    give(world, GUIDED, "lam.btgdn", _groups(paper, "Tham mưu"), report=report_by)
    give(world, GUIDED, "lam.btgdn", _groups(paper, "Chỉ đạo các sở"))


def _letter_answers_board(world: World) -> None:
    asked = issued(GUIDED).tasks.get(text__startswith="Chỉ đạo các sở").assignments.get()
    result = f"Đã ban hành {issued(LETTER)} ngày 20/02/2025."
    by = world.actor("minh.ubnddn")
    directive_services.act_by_hand(asked, Act.REPORT, by=by, result=result)
    directive_services.act_by_hand(asked, Act.CONFIRM, by=world.actor("lam.btgdn"))


def _letter_gives(world: World) -> None:
    report_by = Wanted("dn-btg", Operator.BEFORE_DAY, dt.date(2025, 3, 15))
    groups = _groups(dong_nai_letter.LETTER, "")
    give(world, LETTER, "phuoc.ubnddn", groups, report=report_by)


def _merged_department_asks(world: World) -> None:
    """Sở Thông tin và Truyền thông ends the next day; its work goes where it goes."""
    asks, agrees = world.actor("an.stttt-dn"), world.actor("phuoc.ubnddn")
    reason = "Từ ngày 01/3/2025 Sở hợp nhất vào Sở Khoa học và Công nghệ."
    for row in Assignment.objects.filter(unit__code="dn-stttt"):
        directive_services.act_by_hand(row, Act.ASK_EXCUSE, by=asks, reason=reason)
        directive_services.act_by_hand(row, Act.EXCUSE, by=agrees)


# --- Khánh Hòa ------------------------------------------------------------------------------------


def _khanh_hoa() -> Iterator[Event]:
    """257-KH/TU → the plan of the women's union → the hội of the districts, then of communes."""
    yield from life(khanh_hoa_plan.PLAN)
    yield Event(dt.date(2025, 2, 27), "09:00", _khanh_hoa_gives)
    yield from life(khanh_hoa_women.PLAN, answers=KHANH_HOA)
    groups = _groups(khanh_hoa_women.PLAN, "Vận động")
    yield Event(dt.date(2025, 3, 6), "14:00", partial(_women_give, groups=groups))
    communes = Those(kinds=(K.ASSOCIATION,), level=Level.COMMUNE, place="kh", org="lhpn")
    later = dict.fromkeys(groups, communes)
    yield Event(dt.date(2025, 7, 15), "09:00", partial(_women_give, groups=later))


def _khanh_hoa_gives(world: World) -> None:
    give(
        world,
        KHANH_HOA,
        "phong.tukh",
        _groups(khanh_hoa_plan.PLAN, "Xây dựng"),
        plan=Wanted("kh-btg", Operator.AT_LATEST, dt.date(2025, 3, 10)),
        report=Wanted("kh-btg", Operator.MONTHLY),
    )


def _women_give(world: World, groups: dict[str, Those]) -> None:
    give(world, WOMEN, "cuc.lhpnkh", groups, report=Wanted("kh-lhpn", Operator.MONTHLY))


# --- Units in their time --------------------------------------------------------------------------


def _rename(world: World) -> None:
    """Boards that merge today carry their new name and symbol, and get a new seal."""
    day = world.clock.today
    for unit in Unit.objects.filter(names__valid_from=day, kind=K.PARTY_BOARD):
        unit.symbol = unit.symbol.replace("BTG", "BTGDV")
        unit.save(update_fields=["symbol"])
        unit.refresh_current_name()
        clerk = unit.memberships.filter(role="VT").first()
        seal = certificates.current(unit)
        if clerk and seal:
            by = world.actor(clerk.user.username)
            certificates.revoke(seal, by=by, reason=f"Đơn vị đổi tên thành {unit}")
    _more_certificates(world)


def _more_certificates(world: World) -> None:
    """Whoever may sign and cannot yet gets a certificate: new seals, the people of new communes."""
    certificates.make_demo_certificates(until=world.certificates_until)


def _districts_end(world: World) -> None:
    """Whoever gave work to a body of a district takes back what it had not finished."""
    givers = {"ct-tu": "tai.ctu", "dn-btg": "lam.btgdn", "dn-ubnd": "phuoc.ubnddn"}
    reason = "Đơn vị kết thúc hoạt động từ ngày 01/7/2025."
    for row in Assignment.objects.filter(unit__valid_to=units.LAST_DAY_OF_DISTRICTS):
        if AssignmentState(row.state) in ASSIGNMENT_STEPS[Act.CANCEL].sources:
            by = world.actor(givers.get(row.issuer.code, "cuc.lhpnkh"), row.issuer.code)
            directive_services.act_by_hand(row, Act.CANCEL, by=by, reason=reason)


def _new_term(world: World) -> None:
    """After the congresses of 2025 the numbers of Party papers start again from 01."""
    party = Unit.objects.filter(line=Line.PARTY)
    Term.objects.bulk_create(Term(unit=unit, starts_on=units.THIS_TERM) for unit in party)
    party.update(term_start=units.THIS_TERM)
