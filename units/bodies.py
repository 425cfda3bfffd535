"""What the usual bodies of a place are called, head their papers and sign their numbers with.

The rows follow how such bodies are really called since 01/7/2025 (NĐ 30/2020, PL I, II.2 and II.3;
HD 36-HD/VPTW, 1.2 and 1.3; document-format §2.3, §2.4 and §3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from units.models import Area, Level, Line, Unit, UnitName
from units.text import fold

K = Unit.Kind

# Longer words first: "thành phố" before "phố", and nothing of a name is taken for such a word.
AREA_WORDS: Mapping[str, str] = {
    "tỉnh": Level.PROVINCE,
    "thành phố": Level.PROVINCE,
    "đặc khu": Level.COMMUNE,
    "phường": Level.COMMUNE,
    "xã": Level.COMMUNE,
}

# Places named after a person are written in full before the date (NĐ 30/2020, PL I, II.4), as are
# those named by a number, which their first letter tells.
_NAMED_AFTER_PEOPLE = frozenset(
    name.strip()
    for name in [
        "\n    Hồ Chí Minh",
        " Âu Cơ",
        " Hai Bà Trưng",
        " Chu Văn An",
        " Dương Minh Châu",
        " Đào Duy Từ",
        " Đặng Thùy Trâm",
        "\n    Hà Huy Tập",
        " Hoàng Hoa Thám",
        " Hoàng Văn Thụ",
        " Hồ Đắc Kiện",
        " Hồ Thị Kỷ",
        " Kim Đồng",
        " Lê Chân",
        "\n    Lê Đại Hành",
        " Lê Ích Mộc",
        " Lê Lợi",
        " Lê Quý Đôn",
        " Lê Thanh Nghị",
        " Lương Thế Trân",
        " Lương Văn Tri",
        "\n    Lý Bôn",
        " Lý Thường Kiệt",
        " Lý Văn Lâm",
        " Ngô Mây",
        " Ngô Quyền",
        " Nguyễn Bỉnh Khiêm",
        " Nguyễn Du",
        "\n    Nguyễn Đại Năng",
        " Nguyễn Huệ",
        " Nguyễn Lương Bằng",
        " Nguyễn Nghiêm",
        " Nguyễn Phích",
        " Nguyễn Trãi",
        "\n    Nguyễn Uý",
        " Nguyễn Văn Linh",
        " Nguyễn Việt Khái",
        " Phạm Ngũ Lão",
        " Phạm Sư Mạnh",
        " Phan Đình Phùng",
        "\n    Phan Ngọc Hiển",
        " Quách Phẩm",
        " Quang Trung",
        " Tạ An Khương",
        " Tô Hiệu",
        " Trần Hưng Đạo",
        " Trần Lãm",
        "\n    Trần Liễu",
        " Trần Nhân Tông",
        " Trần Phán",
        " Trần Phú",
        " Trần Văn Thời",
        " Triệu Việt Vương",
        "\n    Trương Quang Trọng\n    ",
    ]
)


@dataclass(frozen=True)
class Place:
    """The words of an area's name: "xã" and "Tân Kỳ"; `word` is "" for the whole country."""

    word: str
    name: str

    @classmethod
    def of(cls, full: str) -> Place:
        """Take "Xã Tân Kỳ" apart; a name without such a word is all name."""
        for word in AREA_WORDS:
            if full.casefold().startswith(f"{word} "):
                return cls(word, full[len(word) + 1 :])
        return cls("", full)

    @property
    def full(self) -> str:
        """As inside a sentence: "xã Tân Kỳ"."""
        return f"{self.word} {self.name}".strip()

    @property
    def title(self) -> str:
        """As an area is listed: "Xã Tân Kỳ"."""
        return f"{self.full[:1].upper()}{self.full[1:]}"

    @property
    def before_date(self) -> str:
        """The place of the date line: "Tân Kỳ", "Thành phố Hồ Chí Minh", "Phường 1 Bảo Lộc"."""
        whole = self.name in _NAMED_AFTER_PEOPLE or self.name[:1].isdigit()
        return self.title if whole else self.name


@dataclass(frozen=True)
class Body:
    """One body of a place: its row in the register, and the names it carries.

    `key` is the tail of its code, the same at every level, so that "01-lhpn" stands under
    "tw-lhpn"; `head` and `head_parent` are the upper-case lines of a paper's left block.
    """

    key: str
    kind: str
    line: str
    symbol: str
    archive: str
    name: str
    head: str
    head_parent: str = ""
    short: str = ""
    org: str = ""

    @property
    def mark(self) -> tuple[str, str, str]:
        """What tells the bodies of one place apart, whatever they are called."""
        return (self.kind, self.line, self.org)

    def unit(self, code: str, area: Area, parent: Unit | None) -> Unit:
        """The unit, unsaved and without names."""
        return Unit(
            code=code,
            kind=self.kind,
            line=self.line,
            level=area.level,
            org=self.org,
            area=area,
            parent=parent,
            symbol=self.symbol,
            archive=self.archive,
        )

    def names(self, place: str) -> UnitName:
        """Its names, unsaved; `place` stands before the date of its papers."""
        return UnitName(
            name=self.name,
            short_name=self.short or self.name,
            head_parent=self.head_parent,
            head_name=self.head,
            place=place,
        )


CENTRAL: tuple[Body, ...] = (
    Body("bct", K.CENTRAL_BODY, Line.PARTY, "TW", "Văn phòng Trung ương Đảng",
         "Bộ Chính trị", "BỘ CHÍNH TRỊ"),
    Body("ttg", K.CENTRAL_BODY, Line.STATE, "TTg", "VT, KGVX",
         "Thủ tướng Chính phủ", "THỦ TƯỚNG CHÍNH PHỦ"),
    Body("mttq", K.CENTRAL_BODY, Line.FRONT, "MTTW-BTT", "VT",
         "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
         "ỦY BAN TRUNG ƯƠNG\nMẶT TRẬN TỔ QUỐC VIỆT NAM\nBAN THƯỜNG TRỰC",
         short="Ủy ban Trung ương MTTQ Việt Nam"),
    Body("lhpn", K.CENTRAL_BODY, Line.MASS, "ĐCT", "VT, Ban Tuyên giáo",
         "Trung ương Hội Liên hiệp Phụ nữ Việt Nam",
         "HỘI LIÊN HIỆP PHỤ NỮ VIỆT NAM\nĐOÀN CHỦ TỊCH",
         short="Trung ương Hội LHPN Việt Nam", org="lhpn"),
    Body("doan", K.CENTRAL_BODY, Line.MASS, "TWĐTN", "Văn phòng Trung ương Đoàn",
         "Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh", "BAN CHẤP HÀNH TRUNG ƯƠNG",
         short="Trung ương Đoàn TNCS Hồ Chí Minh", org="doan"),
    Body("nd", K.CENTRAL_BODY, Line.MASS, "HNDTW", "Văn phòng Trung ương Hội",
         "Trung ương Hội Nông dân Việt Nam", "BAN CHẤP HÀNH TRUNG ƯƠNG",
         "HỘI NÔNG DÂN VIỆT NAM", org="nong_dan"),
    Body("ccb", K.CENTRAL_BODY, Line.MASS, "CCB", "VT",
         "Trung ương Hội Cựu chiến binh Việt Nam", "HỘI CỰU CHIẾN BINH VIỆT NAM", org="ccb"),
)  # fmt: skip


def of_province(place: Place) -> list[Body]:
    """The seven bodies of a province or city."""
    city = place.word == "thành phố"
    committee = f"{'Thành ủy' if city else 'Tỉnh ủy'} {place.name}"
    youth = f"{'Thành đoàn' if city else 'Tỉnh đoàn'} {place.name}"
    return [
        Body("tu", K.PARTY_COMMITTEE, Line.PARTY, "TU",
             f"Văn phòng {'Thành ủy' if city else 'Tỉnh ủy'}", committee, committee.upper()),
        _peoples_committee(place, "VT, KGVX"),
        *_front_and_unions(place, "VIỆT NAM", ""),
        Body("doan", K.ASSOCIATION, Line.MASS, "ĐTN", "Văn phòng Đoàn", youth,
             f"BAN THƯỜNG VỤ {youth.upper()}", "BAN CHẤP HÀNH TRUNG ƯƠNG", org="doan"),
    ]  # fmt: skip


def of_commune(place: Place, province: Place) -> list[Body]:
    """The seven bodies of a commune, ward or special zone of the province."""
    upper, above = place.full.upper(), province.full.upper()
    return [
        Body("du", K.PARTY_COMMITTEE, Line.PARTY, "ĐU", "Văn phòng Đảng ủy",
             f"Đảng ủy {place.full}", f"ĐẢNG ỦY {upper}", f"ĐẢNG BỘ {above}"),
        _peoples_committee(place, "VT, VHXH"),
        *_front_and_unions(place, above, f"HỘI NÔNG DÂN {above}"),
        Body("doan", K.ASSOCIATION, Line.MASS, "ĐTN", "Văn phòng Đoàn",
             f"Đoàn TNCS Hồ Chí Minh {place.full}", f"ĐOÀN {upper}", f"ĐOÀN {above}",
             short=f"Đoàn Thanh niên {place.full}", org="doan"),
    ]  # fmt: skip


def _peoples_committee(place: Place, archive: str) -> Body:
    return Body(
        "ubnd", K.PEOPLES_COMMITTEE, Line.STATE, "UBND", archive,
        f"Ủy ban nhân dân {place.full}", f"ỦY BAN NHÂN DÂN\n{place.full.upper()}",
        short=f"UBND {place.full}",
    )  # fmt: skip


def _front_and_unions(place: Place, above: str, farmers_above: str) -> list[Body]:
    upper = place.full.upper()
    return [
        Body("mttq", K.FRONT, Line.FRONT, "MTTQ-BTT", "VT",
             f"Ủy ban Mặt trận Tổ quốc Việt Nam {place.full}",
             f"ỦY BAN MTTQ VIỆT NAM\n{upper}\nBAN THƯỜNG TRỰC",
             short=f"Ủy ban MTTQ Việt Nam {place.full}"),
        Body("lhpn", K.ASSOCIATION, Line.MASS, "BTV", "VT",
             f"Hội Liên hiệp Phụ nữ {place.full}", f"HỘI LHPN {upper}\nBAN THƯỜNG VỤ",
             f"HỘI LHPN {above}", short=f"Hội LHPN {place.full}", org="lhpn"),
        Body("nd", K.ASSOCIATION, Line.MASS, "HND", "Văn phòng Hội",
             f"Hội Nông dân {place.full}", f"BAN CHẤP HÀNH HỘI NÔNG DÂN\n{upper}",
             farmers_above, org="nong_dan"),
        Body("ccb", K.ASSOCIATION, Line.MASS, "CCB", "VT",
             f"Hội Cựu chiến binh {place.full}", f"HỘI CỰU CHIẾN BINH\n{upper}",
             f"HỘI CỰU CHIẾN BINH {above}", org="ccb"),
    ]  # fmt: skip


# Words of a name that tell which organisation it is.
_ORGANISATIONS = (
    ("phu nu", "lhpn"), ("lhpn", "lhpn"), ("nong dan", "nong_dan"), ("cuu chien binh", "ccb"),
    ("cong doan", "cong_doan"), ("lien doan lao dong", "cong_doan"), ("doan", "doan"),
)  # fmt: skip
_SHORTER = (
    ("Ủy ban nhân dân", "UBND"), ("Mặt trận Tổ quốc", "MTTQ"),
    ("Hội Liên hiệp Phụ nữ", "Hội LHPN"), ("Đoàn TNCS Hồ Chí Minh", "Đoàn Thanh niên"),
)  # fmt: skip
# Bodies that head their papers alone; all others print their superior above their own name.
_ALONE = frozenset({K.CENTRAL_BODY, K.PARTY_COMMITTEE, K.PEOPLES_COMMITTEE, K.FRONT})


def organisation_of(name: str) -> str:
    """Which organisation a mass organisation is by its name: "lhpn"; "" when it does not say."""
    words = f" {fold(name)} "
    return next((org for said, org in _ORGANISATIONS if f" {said} " in words), "")


def place_in(name: str) -> Place | None:
    """The place a body leads by its name: "xã Tân Kỳ" of its UBND, "thành phố Hải Phòng" of its
    Thành ủy; None for a body that only sits in a place."""
    for word, meant in (("Tỉnh ủy ", "tỉnh"), ("Thành ủy ", "thành phố"),
                        ("Tỉnh đoàn ", "tỉnh"), ("Thành đoàn ", "thành phố")):  # fmt: skip
        if name.startswith(word):
            return Place(meant, name.removeprefix(word))
    for body in ("Đảng ủy ", "Ủy ban nhân dân ", "UBND ", "Ủy ban Mặt trận Tổ quốc Việt Nam ",
                 "Ủy ban MTTQ Việt Nam ", "Hội Liên hiệp Phụ nữ ", "Hội LHPN ", "Hội Nông dân ",
                 "Hội Cựu chiến binh ", "Đoàn TNCS Hồ Chí Minh "):  # fmt: skip
        if name.startswith(body) and (place := Place.of(name.removeprefix(body))).word:
            return place
    return None


def short_name(name: str) -> str:
    """How lists call a body of that full name."""
    for long, short in _SHORTER:
        name = name.replace(long, short)
    return name


def head_lines(name: str, kind: str, parent_head: str) -> tuple[str, str]:
    """The two parts of a paper's left block: superior ("" for bodies that head it alone), own."""
    own = name.upper()
    for body in ("ỦY BAN NHÂN DÂN ", "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM "):
        if own.startswith(body):
            own = f"{body.strip()}\n{own.removeprefix(body)}"
    return ("" if kind in _ALONE else parent_head), own
