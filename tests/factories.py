"""Small makers of units, people and papers; papers reach a state by the real services."""

from __future__ import annotations

from typing import Any

from documents import compose
from documents.lifecycle import State
from documents.models import Document, Recipient
from documents.services import certificates, issuing, numbering, review
from units.actors import Actor, actor_for
from units.dates import today
from units.models import Area, Level, Line, Membership, Role, Unit, UnitName, User
from units.text import fold

K = Unit.Kind


def area(code: str, name: str, level: str = Level.COMMUNE, parent: Area | None = None) -> Area:
    return Area.objects.create(code=code, name=name, level=level, parent=parent)


def unit(
    code: str,
    name: str,
    kind: str,
    line: str,
    place: Area,
    *,
    parent: Unit | None = None,
    symbol: str = "",
    head: str = "",
    **fields: Any,
) -> Unit:
    """A unit with its names since 2000; `head` defaults to the upper-case name on one line."""
    row = Unit.objects.create(
        code=code,
        kind=kind,
        line=line,
        level=place.level,
        area=place,
        parent=parent,
        symbol=symbol or fold(name).replace(" ", "").upper()[:10],
        **fields,
    )
    short = name.replace("Ủy ban nhân dân", "UBND").replace("Hội Liên hiệp Phụ nữ", "Hội LHPN")
    UnitName.objects.create(
        unit=row,
        name=name,
        short_name=short,
        head_name=head or name.upper(),
        place=place.name.removeprefix("xã ").removeprefix("thành phố ").removeprefix("Xã "),
    )
    row.refresh_current_name()
    return row


def person(username: str, full_name: str, *roles: tuple[Unit, str, str], **fields: Any) -> User:
    """A person with (unit, role, position) memberships; the password is "mat-khau-thu"."""
    user = User(username=username, full_name=full_name, email=f"{username}@vidu.vn", **fields)
    user.set_password("mat-khau-thu")
    user.save()
    for where, role, position in roles:
        Membership.objects.create(user=user, unit=where, role=role, position=position)
    return user


class Cast:
    """Hải Phòng and its commune Tân Kỳ, with the people of screens §4, and a stranger.

    city_*: Party committee, its propaganda board, People's Committee, a department.
    tan_ky, an_phu: two communes (Party committee, UBND, LHPN, an office). Người: mai (CB), ha (VT),
    an (chủ tịch), phuc (phó chủ tịch), binh and hoa (TG), chi (CB of the other commune),
    kiem (KT of the city), quan (QT of the commune).
    """

    def __init__(self) -> None:
        vn = area("vn", "Việt Nam", Level.CENTRAL)
        city = area("hp", "Hải Phòng", Level.PROVINCE, vn)
        tk, ap = area("tk", "Tân Kỳ", parent=city), area("ap", "An Phú", parent=city)
        self.vn, self.city, self.tk, self.ap = vn, city, tk, ap
        self.politburo = unit("bct", "Bộ Chính trị", K.CENTRAL_BODY, Line.PARTY, vn, symbol="TW")
        self.city_party = unit(
            "hp-tu", "Thành ủy Hải Phòng", K.PARTY_COMMITTEE, Line.PARTY, city,
            parent=self.politburo, symbol="TU",
        )  # fmt: skip
        self.board = unit(
            "hp-btg", "Ban Tuyên giáo và Dân vận Thành ủy Hải Phòng", K.PARTY_BOARD, Line.PARTY,
            city, parent=self.city_party, symbol="BTGDVTU",
        )  # fmt: skip
        self.city_ubnd = unit(
            "hp-ubnd", "Ủy ban nhân dân thành phố Hải Phòng", K.PEOPLES_COMMITTEE, Line.STATE, city,
            symbol="UBND", head="ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG",
        )  # fmt: skip
        self.department = unit(
            "hp-skhcn", "Sở Khoa học và Công nghệ thành phố Hải Phòng", K.DEPARTMENT, Line.STATE,
            city, parent=self.city_ubnd, symbol="SKHCN",
        )  # fmt: skip
        self.tk_party, self.tk_ubnd, self.tk_women, self.tk_office = self._commune("tk", tk)
        self.ap_party, self.ap_ubnd, self.ap_women, self.ap_office = self._commune("ap", ap)
        staff, lead, clerk = Role.STAFF, Role.LEADER, Role.CLERK
        self.mai = person("mai", "Trần Thị Mai", (self.tk_ubnd, staff, "Công chức VH-XH"))
        self.ha = person("ha", "Phạm Thu Hà", (self.tk_ubnd, clerk, "Văn thư"))
        self.an = person("an", "Nguyễn Văn An", (self.tk_ubnd, lead, "Chủ tịch"))
        self.phuc = person("phuc", "Đỗ Văn Phúc", (self.tk_ubnd, lead, "Phó Chủ tịch"))
        self.quan = person("quan", "Lý Minh Quân", (self.tk_ubnd, Role.ADMIN, "Quản trị"))
        self.lien = person(
            "lien", "Nguyễn Thị Liên", (self.tk_women, lead, "Chủ tịch"), (self.tk_women, staff, "")
        )
        self.binh = person("binh", "Lê Thị Bình", (self.board, Role.REVIEWER, "Chuyên viên"))
        self.hoa = person("hoa", "Vũ Thị Hoa", (self.board, Role.REVIEWER, "Chuyên viên"))
        self.truong = person("truong", "Bùi Đức Trường", (self.board, lead, "Trưởng Ban"))
        self.kiem = person("kiem", "Hà Văn Kiểm", (self.city_party, Role.INSPECTOR, "Ủy viên"))
        self.chi = person("chi", "Hoàng Kim Chi", (self.ap_ubnd, staff, "Công chức"))

    def _commune(self, code: str, place: Area) -> tuple[Unit, Unit, Unit, Unit]:
        party = unit(
            f"{code}-du", f"Đảng ủy xã {place}", K.PARTY_COMMITTEE, Line.PARTY, place,
            parent=self.city_party, symbol="ĐU",
        )  # fmt: skip
        ubnd = unit(
            f"{code}-ubnd", f"Ủy ban nhân dân xã {place}", K.PEOPLES_COMMITTEE, Line.STATE, place,
            parent=self.city_ubnd, symbol="UBND", archive="VT, VHXH",
            head=f"ỦY BAN NHÂN DÂN\nXÃ {place.name.upper()}",
        )  # fmt: skip
        women = unit(
            f"{code}-lhpn", f"Hội Liên hiệp Phụ nữ xã {place}", K.ASSOCIATION, Line.MASS, place,
            org="lhpn", symbol="BTV", head=f"HỘI LHPN XÃ {place.name.upper()}\nBAN THƯỜNG VỤ",
        )  # fmt: skip
        office = unit(
            f"{code}-vhxh", f"Phòng Văn hóa - Xã hội xã {place}", K.OFFICE, Line.STATE, place,
            parent=ubnd, symbol="VHXH",
        )  # fmt: skip
        return party, ubnd, women, office

    def actor(self, user: User, where: Unit | None = None) -> Actor:
        membership = user.memberships.select_related("unit__area").order_by("pk").first()
        assert membership is not None
        return actor_for(user, where or membership.unit)


def draft(cast: Cast, *, by: User | None = None, **fields: Any) -> Document:
    """A complete draft plan of UBND xã Tân Kỳ by Mai, ready to hand in to the board."""
    actor = cast.actor(by or cast.mai)
    document = compose.start(
        type_code=fields.pop("type_code", "KH"),
        subject=fields.pop("subject", "Tuyên truyền Nghị quyết số 57-NQ/TW năm 2026"),
        by=actor,
        review_unit=fields.pop("review_unit", cast.board),
        opening="Ủy ban nhân dân xã Tân Kỳ ban hành Kế hoạch với các nội dung như sau:",
    )
    for section in document.sections.all():
        section.text = "1. Tổ chức tuyên truyền sâu rộng.\n- Treo băng rôn tại nhà văn hóa thôn."
        section.save()
    document.signer, document.signer_name = cast.an, cast.an.full_name
    document.position = "CHỦ TỊCH"
    for name, value in fields.items():
        setattr(document, name, value)
    document.save()
    Recipient.objects.create(
        document=document,
        order=100,
        text=str(cast.tk_office),
        group={"label": str(cast.tk_office), "units": [cast.tk_office.pk]},
    )
    return document


def paper_in(state: State, cast: Cast, **fields: Any) -> Document:
    """A paper brought to the state by the people whose work it is."""
    return bring(draft(cast, **fields), state, cast)


def bring(document: Document, state: State, cast: Cast) -> Document:
    """Take a draft of UBND xã Tân Kỳ on to the state."""
    mai, binh, ha = (cast.actor(p) for p in (cast.mai, cast.binh, cast.ha))
    if state is State.DRAFT:
        return document
    if state is State.ABANDONED:
        review.abandon(document, by=mai, reason="Không làm nữa")
        return document
    if state is State.LEADER_REVIEW:
        Unit.objects.filter(pk=document.issuer_id).update(leader_step=True)
        document.issuer.refresh_from_db()
        review.send_to_leader(document, by=mai)
        return document
    review.submit(document, by=mai)
    document.refresh_from_db()
    if state is State.SUBMITTED:
        return document
    review.claim(document, by=binh)
    if state is State.REVIEWING:
        return document
    if state is State.RETURNED:
        review.return_paper(document, by=binh, seen_revision=1, remark="Bổ sung thời hạn.")
        return document
    review.approve(document, by=binh, seen_revision=1)
    if state is State.APPROVED:
        return document
    numbering.give_number(
        document, by=ha, day=today(), seen_number=numbering.next_number(document, today())
    )
    if state is State.NUMBERED:
        return document
    _sign_and_issue(document, state, cast)
    return document


def _sign_and_issue(document: Document, state: State, cast: Cast) -> None:
    """Signed and sealed with the demo's certificates, which are made when they are missing."""
    certificates.make_demo_certificates()
    ha, an = cast.actor(cast.ha), cast.actor(cast.an)
    issuing.sign(
        document,
        by=an,
        pin=certificates.DEMO_PERSON_PIN,
        seen_number=document.full_number,
    )
    document.refresh_from_db()
    if state is State.SIGNED:
        return
    issuing.issue(document, by=ha, pin=certificates.DEMO_SEAL_PIN)
    document.refresh_from_db()
    if state is State.RECALLED:
        issuing.recall(document, by=an, number="99/QĐ-UBND", reason="Ban hành nhầm")
    if state is State.REPLACED:
        issuing.replace(document, by=ha, replacement=paper_in(State.ISSUED, cast))
    document.refresh_from_db()
