"""The people of the demo campaign, all invented: at least one per role and tier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from units.models import Membership, Role, Unit, User

CB, LD, VT, TG, KT, QT = (
    Role.STAFF,
    Role.LEADER,
    Role.CLERK,
    Role.REVIEWER,
    Role.INSPECTOR,
    Role.ADMIN,
)


DEMO_PASSWORD = "trinh-dien-57"


@dataclass(frozen=True)
class Part:
    """One role in one unit (by its code), with the official position."""

    unit: str
    role: str
    position: str


@dataclass(frozen=True)
class Person:
    """`offered`: the sign-in page names this person in demo mode."""

    username: str
    full_name: str
    parts: tuple[Part, ...]
    offered: bool = True


def _one(username: str, full_name: str, unit: str, role: str, position: str) -> Person:
    return Person(username, full_name, (Part(unit, role, position),))


def _behind(username: str, full_name: str, unit: str, role: str, position: str) -> Person:
    """Somebody the papers of the past needed, whom the sign-in page does not offer."""
    return Person(username, full_name, (Part(unit, role, position),), offered=False)


def _reporter(username: str, full_name: str, unit: str, position: str) -> Person:
    """Somebody who only filled a report in, often for a body that is gone."""
    return _behind(username, full_name, unit, CB, position)


PEOPLE: tuple[Person, ...] = (
    # Trung ương
    _behind("khoa.bct", "Đinh Trọng Khoa", "tw-bct", CB, "Chuyên viên Văn phòng"),
    _behind("nghia.bct", "Trịnh Hữu Nghĩa", "tw-bct", LD, "Chánh Văn phòng"),
    _behind("thanh.bct", "Lưu Kim Thanh", "tw-bct", VT, "Văn thư"),
    _one("vinh.bct", "Đặng Quang Vinh", "tw-bct", LD, "Tổng Bí thư"),
    _one("phuong.btgtw", "Ngô Lan Phương", "tw-btg", CB, "Chuyên viên"),
    _one("hieu.btgtw", "Tạ Minh Hiếu", "tw-btg", TG, "Vụ trưởng"),
    _behind("yen.btgtw", "Cao Hải Yến", "tw-btg", VT, "Văn thư"),
    _one("tam.btgtw", "Phùng Đức Tâm", "tw-btg", LD, "Phó Trưởng Ban"),
    _behind("long.ttg", "Mạc Đình Long", "tw-ttg", CB, "Chuyên viên Văn phòng Chính phủ"),
    _behind("hanh.ttg", "Quách Mỹ Hạnh", "tw-ttg", LD, "Phó Chủ nhiệm Văn phòng"),
    _behind("ngoc.ttg", "Doãn Bích Ngọc", "tw-ttg", VT, "Văn thư"),
    _behind("son.ttg", "Triệu Thái Sơn", "tw-ttg", LD, "Phó Thủ tướng"),
    # Cần Thơ
    _one("duyen.ctu", "Lâm Mỹ Duyên", "ct-tu", CB, "Chuyên viên Văn phòng"),
    _behind("tai.ctu", "Huỳnh Hữu Tài", "ct-tu", LD, "Phó Bí thư"),
    _behind("loan.ctu", "Võ Thị Kim Loan", "ct-tu", VT, "Văn thư"),
    _one("khang.ctu", "Trương Phúc Khang", "ct-btg", TG, "Trưởng phòng Tuyên truyền"),
    _one("sang.skhcn-ct", "Châu Thanh Sang", "ct-skhcn", CB, "Chuyên viên"),
    _reporter("tho.mttqct", "Phan Thị Thơ", "ct-mttq", "Chuyên viên"),
    _reporter("ngan.lhpnct", "Lê Kim Ngân", "ct-lhpn", "Cán bộ"),
    _reporter("nam.daict", "Trần Hải Nam", "ct-daict", "Biên tập viên"),
    _reporter("nhan.baoct", "Lê Trọng Nhân", "ct-baoct", "Thư ký tòa soạn"),
    _reporter("hoa.ninhkieu", "Đỗ Xuân Hòa", "ct-q-ninhkieu-u", "Chuyên viên Ban Tuyên giáo"),
    _reporter("tien.cairang", "Bùi Cẩm Tiên", "ct-q-cairang-u", "Chuyên viên Ban Tuyên giáo"),
    _reporter("phat.phongdien", "Mai Tấn Phát", "ct-h-phongdien-u", "Chuyên viên Ban Tuyên giáo"),
    # Đồng Nai
    _one("thu.btgdn", "Nguyễn Anh Thư", "dn-btg", CB, "Chuyên viên"),
    _one("lam.btgdn", "Hồ Sơn Lâm", "dn-btg", TG, "Trưởng phòng Khoa giáo"),
    _one("tram.btgdn", "Phạm Ngọc Trâm", "dn-btg", VT, "Văn thư"),
    _behind("dung.btgdn", "Trần Hoàng Dũng", "dn-btg", LD, "Phó Trưởng Ban"),
    _one("kien.btgdn", "Vương Trung Kiên", "dn-btg", LD, "Trưởng Ban"),
    _one("minh.ubnddn", "Lê Nhật Minh", "dn-ubnd", CB, "Chuyên viên Phòng KGVX"),
    _behind("thao.ubnddn", "Đoàn Thu Thảo", "dn-ubnd", VT, "Văn thư"),
    _behind("phuoc.ubnddn", "Nguyễn Hữu Phước", "dn-ubnd", LD, "Phó Chủ tịch"),
    _one("quyen.ubnddn", "Đào Mạnh Quyền", "dn-ubnd", LD, "Chủ tịch"),
    _one("kiem.ubktdn", "Thái Văn Kiểm", "dn-ubkt", KT, "Ủy viên Ủy ban Kiểm tra"),
    _one("nga.skhcn-dn", "Tống Thúy Nga", "dn-skhcn", CB, "Chuyên viên"),
    _one("vu.doandn", "Kiều Long Vũ", "dn-doan", CB, "Chuyên viên Ban Tuyên giáo"),
    _reporter("lien.mttqdn", "Âu Thị Bích Liên", "dn-mttq", "Chuyên viên"),
    _reporter("hai.lhpndn", "Bành Ngọc Hải", "dn-lhpn", "Cán bộ"),
    _reporter("tu.sgddt-dn", "Giang Minh Tú", "dn-sgddt", "Chuyên viên"),
    _reporter("linh.svhttdl-dn", "Hứa Khánh Linh", "dn-svhttdl", "Chuyên viên"),
    _reporter("an.stttt-dn", "Lục Bình An", "dn-stttt", "Chuyên viên"),
    _reporter("hung.bienhoa", "Nông Phi Hùng", "dn-tp-bienhoa-ubnd", "Chuyên viên"),
    _reporter("oanh.longkhanh", "Ôn Kiều Oanh", "dn-tp-longkhanh-ubnd", "Chuyên viên"),
    _reporter("tri.longthanh", "Quan Minh Trí", "dn-h-longthanh-ubnd", "Chuyên viên"),
    _reporter("mo.nhontrach", "Sầm Thị Mơ", "dn-h-nhontrach-ubnd", "Chuyên viên"),
    _reporter("duc.btgbh", "Tăng Chí Đức", "dn-tp-bienhoa-btg", "Chuyên viên"),
    _reporter("nhi.btglt", "Từ Tuyết Nhi", "dn-h-longthanh-btg", "Chuyên viên"),
    # Khánh Hòa
    _behind("chau.tukh", "Lương Bảo Châu", "kh-tu", CB, "Chuyên viên Văn phòng"),
    _behind("phong.tukh", "Đàm Thanh Phong", "kh-tu", LD, "Phó Bí thư"),
    _behind("xuan.tukh", "Chu Thị Xuân", "kh-tu", VT, "Văn thư"),
    _one("trang.btgkh", "Vũ Đoan Trang", "kh-btg", TG, "Phó Trưởng phòng Tuyên truyền"),
    _one("hien.lhpnkh", "Nguyễn Thu Hiền", "kh-lhpn", CB, "Cán bộ Ban Tuyên giáo - CSLP"),
    _one("cuc.lhpnkh", "Trần Thị Thanh Cúc", "kh-lhpn", LD, "Chủ tịch"),
    _one("huong.lhpnkh", "Đỗ Lan Hương", "kh-lhpn", LD, "Phó Chủ tịch"),
    _one("lien.lhpnkh", "Phan Hồng Liên", "kh-lhpn", VT, "Văn thư"),
    _one("sen.nhatrang", "Lê Thị Sen", "kh-nhatrang-lhpn", LD, "Chủ tịch"),
    _one("dao.dienkhanh", "Võ Hồng Đào", "kh-dienkhanh-lhpn", CB, "Cán bộ"),
    _reporter("thuy.lhpnnt", "Ngô Thanh Thúy", "kh-tp-nhatrang-lhpn", "Cán bộ"),
    _reporter("van.lhpncr", "Hà Cẩm Vân", "kh-tp-camranh-lhpn", "Cán bộ"),
    _reporter("le.lhpnnh", "Trịnh Mỹ Lệ", "kh-tx-ninhhoa-lhpn", "Cán bộ"),
    _reporter("suong.lhpndk", "Lý Thu Sương", "kh-h-dienkhanh-lhpn", "Cán bộ"),
    # Thành phố Hải Phòng
    _one("bach.ubndhp", "Phạm Xuân Bách", "hp-ubnd", CB, "Chuyên viên Văn phòng UBND"),
    _one("hop.ubndhp", "Đồng Thị Hợp", "hp-ubnd", VT, "Văn thư"),
    _one("hoang.ubndhp", "Nguyễn Thế Hoàng", "hp-ubnd", LD, "Phó Chủ tịch"),
    _one("tung.ubndhp", "Lê Khắc Tùng", "hp-ubnd", LD, "Chủ tịch"),
    _one("quan.ubndhp", "Lý Minh Quân", "hp-ubnd", QT, "Quản trị cổng"),
    _one("binh", "Lê Thị Bình", "hp-btg", TG, "Chuyên viên"),
    _one("hoa.btghp", "Vũ Thị Hoa", "hp-btg", TG, "Chuyên viên"),
    _one("truong.btghp", "Bùi Đức Trường", "hp-btg", LD, "Trưởng Ban"),
    _behind("giang.btghp", "Hoàng Hương Giang", "hp-btg", VT, "Văn thư"),
    _one("chinh.ubkthp", "Hà Văn Chính", "hp-ubkt", KT, "Ủy viên Ủy ban Kiểm tra"),
    _one("dat.skhcnhp", "Tô Thành Đạt", "hp-skhcn", CB, "Chuyên viên"),
    # Xã Tân Kỳ
    _one("mai", "Trần Thị Mai", "hp-tanky-ubnd", CB, "Công chức Văn hóa - Xã hội"),
    _one("ha", "Phạm Thu Hà", "hp-tanky-ubnd", VT, "Văn thư"),
    _one("an", "Nguyễn Văn An", "hp-tanky-ubnd", LD, "Chủ tịch"),
    _behind("phuc.tanky", "Đỗ Văn Phúc", "hp-tanky-ubnd", LD, "Phó Chủ tịch"),
    Person(
        "lan.tanky",
        "Bùi Ngọc Lan",
        (
            Part("hp-tanky-vhxh", CB, "Chuyên viên"),
            Part("hp-tanky-lhpn", LD, "Phó Chủ tịch Hội"),
        ),
    ),
    _behind("thang.tanky", "Vũ Đức Thắng", "hp-tanky-du", LD, "Bí thư"),
    _one("hue.tanky", "Đặng Thị Huệ", "hp-tanky-lhpn", CB, "Chủ tịch Hội"),
    # Xã Tứ Kỳ: its plan is out, two hội below answer it.
    _one("nhung.tuky", "Nguyễn Hồng Nhung", "hp-tuky-ubnd", CB, "Công chức Văn hóa - Xã hội"),
    _one("toan.tuky", "Phạm Khánh Toàn", "hp-tuky-ubnd", LD, "Chủ tịch"),
    _one("uyen.tuky", "Lưu Tố Uyên", "hp-tuky-ubnd", VT, "Văn thư"),
    _one("be.tuky", "Hoàng Thị Bé", "hp-tuky-lhpn", CB, "Chủ tịch Hội"),
    _one("nong.tuky", "Đào Văn Nông", "hp-tuky-nd", CB, "Chủ tịch Hội"),
    _behind("chien.tuky", "Lã Xuân Chiến", "hp-tuky-ccb", CB, "Chủ tịch Hội"),
    # Phường Lê Chân and Hồng Bàng
    _one("my.lechan", "Ngô Hà My", "hp-lechan-ubnd", CB, "Công chức Văn hóa - Xã hội"),
    _one("tan.lechan", "Trần Nhật Tân", "hp-lechan-ubnd", LD, "Chủ tịch"),
    _one("vi.lechan", "Đinh Tường Vi", "hp-lechan-ubnd", VT, "Văn thư"),
    _one("thuan.hongbang", "Vũ Minh Thuận", "hp-hongbang-ubnd", CB, "Công chức Văn hóa - Xã hội"),
)  # fmt: skip


def create(units: Mapping[str, Unit]) -> dict[str, User]:
    """Write people and what they hold; the people by user name.

    They get no mail address yet: nobody is written to about the past.
    """
    # One hash for all: computing it takes half a second on purpose, and the password is public.
    password = make_password(DEMO_PASSWORD)
    people: dict[str, User] = {}
    for person in PEOPLE:
        user = User(username=person.username, full_name=person.full_name, password=password)
        user.save()
        people[person.username] = user
    Membership.objects.bulk_create(
        Membership(
            user=people[person.username],
            unit=units[part.unit],
            role=part.role,
            position=part.position,
            valid_from=units[part.unit].valid_from,
            valid_to=units[part.unit].valid_to,
        )
        for person in PEOPLE
        for part in person.parts
    )
    return people


def give_addresses(people: Mapping[str, User]) -> None:
    """From now on people hear by mail; the domain is reserved and leads nowhere (RFC 2606)."""
    for user in people.values():
        user.email = f"{user.username}@vidu.example"
    User.objects.bulk_update(people.values(), ["email"])
