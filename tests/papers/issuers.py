"""Who issues the papers of the zoo: a commune, a bureau, Party bodies, six organisations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from documents.content import PaperContent, Section, blank
from tests.papers.words import NQ57, PLAN, outline, sections

_XA: dict[str, Any] = {
    "issuer": "Ủy ban nhân dân xã Tân Kỳ",
    "head_name": ["ỦY BAN NHÂN DÂN", "XÃ TÂN KỲ"],
    "place": "Tân Kỳ",
    "date": "2026-03-05",
    "archive": "VT, VHXH",
    "authority": ["TM. ỦY BAN NHÂN DÂN"],
    "position": "Chủ tịch",
    "signer_name": "Nguyễn Văn An",
}
_SO: dict[str, Any] = {
    "issuer": "Sở Khoa học và Công nghệ thành phố Hải Phòng",
    "head_parent": ["ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẢI PHÒNG"],
    "head_name": ["SỞ KHOA HỌC VÀ CÔNG NGHỆ"],
    "place": "Hải Phòng",
    "date": "2026-09-30",
    "archive": "VT, CĐS",
    "position": "Giám đốc",
    "signer_name": "Phạm Thị Hoa",
}
_THANH_UY: dict[str, Any] = {
    "issuer": "Ban Thường vụ Thành ủy Cần Thơ",
    "head_name": ["THÀNH ỦY CẦN THƠ"],
    "place": "Cần Thơ",
    "archive": "Văn phòng Thành ủy",
    "authority": ["T/M BAN THƯỜNG VỤ"],
    "position": "Phó Bí thư",
    "signer_name": "Lê Quốc Hiệp",
}
_BAN: dict[str, Any] = {
    "issuer": "Ban Tuyên giáo và Dân vận Tỉnh ủy Đồng Nai",
    "head_parent": ["TỈNH ỦY ĐỒNG NAI"],
    "head_name": ["BAN TUYÊN GIÁO VÀ DÂN VẬN"],
    "place": "Đồng Nai",
    "archive": "Văn phòng Ban",
    "authority": ["K/T TRƯỞNG BAN"],
    "position": "Phó Trưởng Ban",
    "signer_name": "H'Linh Niê",
}
DATES = {"hd36": "2025-02-11", "hd05": "2026-06-08"}
RECIPIENTS = ["Ban Thường vụ Thành ủy (để b/c)", "Các cơ quan, đơn vị trên địa bàn (để t/h)"]


def _paper(profile: str, code: str, base: dict[str, Any], **fields: Any) -> PaperContent:
    paper = blank(profile, code)
    values: dict[str, Any] = {
        "number": "12",
        "subject": "Tuyên truyền, thực hiện Nghị quyết số 57-NQ/TW năm 2026",
        "opening": f"Thực hiện {NQ57}, {base['issuer']} ban hành văn bản này như sau:",
        "sections": sections(*PLAN),
        "recipients": RECIPIENTS,
        **base,
        **fields,
    }
    paper.update(values)  # type: ignore[typeddict-item]  # fields of PaperContent
    return paper


def state(code: str = "KH", symbol: str = "", **fields: Any) -> PaperContent:
    """A paper of UBND xã Tân Kỳ."""
    return _paper("nd30", code, _XA, symbol=symbol or f"{code}-UBND", **fields)


def bureau(code: str = "KH", symbol: str = "", **fields: Any) -> PaperContent:
    """A paper of a sở, whose head signs alone."""
    return _paper("nd30", code, _SO, symbol=symbol or f"{code}-SKHCN", **fields)


def party(profile: str, code: str = "KH", **fields: Any) -> PaperContent:
    """A paper of the Thành ủy."""
    base = {**_THANH_UY, "date": DATES[profile]}
    return _paper(profile, code, base, symbol=f"{code}/TU", **fields)


def board(profile: str, code: str = "HD", **fields: Any) -> PaperContent:
    """A paper of a ban of the Tỉnh ủy, signed K/T."""
    base = {**_BAN, "date": DATES[profile]}
    return _paper(profile, code, base, symbol=f"{code}/BTGDVTU", **fields)


def letter_of(make: Callable[..., PaperContent], *args: Any, **fields: Any) -> PaperContent:
    """A công văn: no headings, addressed."""
    given = {
        "subject": "tuyên truyền Nghị quyết số 57-NQ/TW",
        "sections": [Section(heading="", text=outline(3))],
        "addressees": ["Các sở, ban, ngành thành phố", "Ủy ban nhân dân các xã, phường"],
        "recipients": ["Như trên", *RECIPIENTS],
        "closing": "Đề nghị các cơ quan, đơn vị quan tâm thực hiện.",
        **fields,
    }
    return make(*args, **given)


MASS: dict[str, dict[str, Any]] = {
    "mttq": {
        "issuer": "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Khánh Hòa",
        "head_parent": ["ỦY BAN MTTQ VIỆT NAM", "TỈNH KHÁNH HÒA"],
        "head_name": ["BAN THƯỜNG TRỰC"],
        "symbol": "{}-MTTQ-BTT",
        "authority": ["TM. BAN THƯỜNG TRỰC"],
        "position": "Phó Chủ tịch",
        "archive": "VT, Ban Phong trào",
    },
    "lhpn": {
        "issuer": "Ban Thường vụ Hội Liên hiệp Phụ nữ tỉnh Khánh Hòa",
        "head_parent": ["HỘI LHPN TỈNH KHÁNH HÒA"],
        "head_name": ["BAN THƯỜNG VỤ"],
        "symbol": "{}-BTV",
        "authority": ["TM. BAN THƯỜNG VỤ"],
        "position": "Chủ tịch",
        "archive": "VT, Ban TG-CSLP",
    },
    "cong_doan": {
        "issuer": "Ban Thường vụ Liên đoàn Lao động tỉnh Khánh Hòa",
        "head_parent": ["TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM"],
        "head_name": ["LIÊN ĐOÀN LAO ĐỘNG", "TỈNH KHÁNH HÒA"],
        "symbol": "{}-LĐLĐ",
        "authority": ["TM. BAN THƯỜNG VỤ"],
        "position": "Chủ tịch",
        "archive": "VT, ToC",
    },
    "ccb": {
        "issuer": "Ban Thường vụ Hội Cựu chiến binh tỉnh Khánh Hòa",
        "head_parent": ["HỘI CỰU CHIẾN BINH VIỆT NAM"],
        "head_name": ["HỘI CỰU CHIẾN BINH", "TỈNH KHÁNH HÒA"],
        "symbol": "{}-CCB",
        "authority": ["TM. BAN THƯỜNG VỤ"],
        "position": "Chủ tịch",
        "archive": "VT",
    },
    "doan": {
        "issuer": "Ban Thường vụ Đoàn TNCS Hồ Chí Minh xã Tân Kỳ",
        "head_parent": ["BCH ĐOÀN TP HẢI PHÒNG"],
        "head_name": ["BAN CHẤP HÀNH ĐOÀN", "XÃ TÂN KỲ"],
        "symbol": "{}/ĐTN",
        "authority": ["TM. BAN THƯỜNG VỤ"],
        "position": "Bí thư",
        "archive": "VP Đoàn xã",
    },
    "nong_dan": {
        "issuer": "Ban Thường vụ Hội Nông dân tỉnh Khánh Hòa",
        "head_name": ["BAN CHẤP HÀNH HỘI NÔNG DÂN", "TỈNH KHÁNH HÒA"],
        "symbol": "{}/HNDT",
        "authority": ["T/M BAN THƯỜNG VỤ"],
        "position": "Chủ tịch",
        "archive": "Văn phòng Hội",
    },
}


def mass(profile: str, code: str = "KH", **fields: Any) -> PaperContent:
    """A paper of a mass organisation."""
    base = {
        **MASS[profile],
        "place": "Khánh Hòa",
        "date": "2026-08-20",
        "signer_name": "Nguyễn Thị Bích Liên",
    }
    # The State's công văn carry no type: "25/LĐLĐ-ToC".
    bare = base["symbol"].replace("{}-", "") if code == "CV" else base["symbol"]
    if code == "CV" and "{}" not in bare and "-" not in bare and "/" not in bare:
        bare += "-VP"
    base["symbol"] = bare.format(code)
    return _paper(profile, code, base, **fields)
