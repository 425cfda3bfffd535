"""Official document types: what each is called, how it is numbered and how it usually begins.

State types and abbreviations: NĐ 30/2020, Phụ lục III. Party types: Quy định 399-QĐ/TW and
HD 36-HD/VPTW. A type without a symbol in one family can't be issued by that family.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Family = Literal["state", "party", "mass"]
"""state: NĐ 30; party: committees and their bodies; mass: Front and mass organisations."""

Addressed = Literal["always", "may", "never"]
"""Whether "Kính gửi:" is printed: always (công văn), when sent up (tờ trình, báo cáo), never."""


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One official type of paper.

    `state_symbol` / `party_symbol`: abbreviation in the number, "" when the number carries none
    (State công văn), None when the family does not know the type. `enacting`: the verb between
    the căn cứ and the first article of a decision.
    """

    code: str
    name: str
    state_symbol: str | None
    party_symbol: str | None
    named: bool = True
    addressed: Addressed = "never"
    enacting: str = ""

    @property
    def title(self) -> str:
        """The name as printed above the trích yếu: "KẾ HOẠCH"."""
        return self.name.upper()

    @property
    def sent_up(self) -> bool:
        """True for the types by which a unit addresses its superior (tờ trình, báo cáo)."""
        return self.addressed == "may"

    def symbol(self, family: Family) -> str | None:
        """The abbreviation in this family's numbers; mass organisations number like the State."""
        return self.party_symbol if family == "party" else self.state_symbol


_TYPES = (
    DocumentType("KH", "Kế hoạch", "KH", "KH"),
    DocumentType("HD", "Hướng dẫn", "HD", "HD"),
    DocumentType("CV", "Công văn", "", "CV", named=False, addressed="always"),
    DocumentType("BC", "Báo cáo", "BC", "BC", addressed="may"),
    DocumentType("TTr", "Tờ trình", "TTr", "TTr", addressed="may"),
    DocumentType("NQ", "Nghị quyết", "NQ", "NQ"),
    DocumentType("QĐ", "Quyết định", "QĐ", "QĐ", enacting="QUYẾT ĐỊNH"),
    DocumentType("CT", "Chỉ thị", "CT", "CT"),
    DocumentType("KL", "Kết luận", None, "KL"),
    DocumentType("QC", "Quy chế", "QC", "QC"),
    DocumentType("QyĐ", "Quy định", "QyĐ", "QĐ"),
    DocumentType("TT", "Thông tri", None, "TT"),
    DocumentType("TB", "Thông báo", "TB", "TB"),
    DocumentType("TC", "Thông cáo", "TC", "TC"),
    DocumentType("CTr", "Chương trình", "CTr", "CTr"),
    DocumentType("PA", "Phương án", "PA", "PA"),
    DocumentType("ĐA", "Đề án", "ĐA", "ĐA"),
    DocumentType("DA", "Dự án", "DA", "DA"),
    DocumentType("QH", "Quy hoạch", None, "QH"),
    DocumentType("BB", "Biên bản", "BB", "BB"),
    DocumentType("HĐ", "Hợp đồng", "HĐ", None),
    DocumentType("CĐ", "Công điện", "CĐ", None),
    DocumentType("BGN", "Bản ghi nhớ", "BGN", None),
    DocumentType("BTT", "Bản thỏa thuận", "BTT", None),
    DocumentType("GUQ", "Giấy ủy quyền", "GUQ", None),
    DocumentType("GM", "Giấy mời", "GM", None),
    DocumentType("GGT", "Giấy giới thiệu", "GGT", None),
    DocumentType("GNP", "Giấy nghỉ phép", "GNP", None),
    DocumentType("PG", "Phiếu gửi", "PG", None),
    DocumentType("PC", "Phiếu chuyển", "PC", None),
    DocumentType("PB", "Phiếu báo", "PB", None),
)

TYPES: dict[str, DocumentType] = {item.code: item for item in _TYPES}
"""Every type by code, in the order forms offer them."""


def get(code: str) -> DocumentType:
    """The type with this code; KeyError when there is none."""
    return TYPES[code]


def choices(family: Family | None = None) -> list[tuple[str, str]]:
    """(code, name) pairs for a form: those the family may issue, or all when none is given."""
    return [
        (item.code, item.name)
        for item in _TYPES
        if family is None or item.symbol(family) is not None
    ]


def from_symbol(symbol: str) -> DocumentType:
    """The type a number's symbol names: "KH-UBND" → kế hoạch, "UBND-KGVX" → công văn.

    Party "QĐ" stands for both quyết định and quy định; it is read as quyết định.
    """
    group = symbol.replace("/", "-").split("-", 1)[0]
    for item in _TYPES:
        if group and group in (item.state_symbol, item.party_symbol):
            return item
    return TYPES["CV"]


_PLAN_STATE = ("MỤC ĐÍCH, YÊU CẦU", "NỘI DUNG VÀ HÌNH THỨC", "TỔ CHỨC THỰC HIỆN")
_PLAN_PARTY = ("MỤC ĐÍCH, YÊU CẦU", "NỘI DUNG", "ĐỐI TƯỢNG, HÌNH THỨC", "TỔ CHỨC THỰC HIỆN")
_GUIDE = ("MỤC ĐÍCH, YÊU CẦU", "NỘI DUNG, HÌNH THỨC", "TỔ CHỨC THỰC HIỆN")
_REPORT = (
    "KẾT QUẢ THỰC HIỆN",
    "TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN",
    "PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM",
    "KIẾN NGHỊ, ĐỀ XUẤT",
)
_PROGRAMME = ("MỤC TIÊU", "NHIỆM VỤ VÀ GIẢI PHÁP", "TỔ CHỨC THỰC HIỆN")

_SKELETONS: dict[tuple[str, Family], tuple[str, ...]] = {
    ("KH", "state"): _PLAN_STATE,
    ("KH", "party"): _PLAN_PARTY,
    ("KH", "mass"): ("MỤC ĐÍCH, YÊU CẦU", "NỘI DUNG, HÌNH THỨC", "TỔ CHỨC THỰC HIỆN"),
    ("HD", "state"): _GUIDE,
    ("HD", "party"): _GUIDE,
    ("HD", "mass"): _GUIDE,
    ("BC", "state"): _REPORT,
    ("BC", "party"): _REPORT,
    ("BC", "mass"): _REPORT,
    ("CTr", "state"): _PROGRAMME,
    ("CTr", "party"): _PROGRAMME,
    ("CTr", "mass"): _PROGRAMME,
}


def skeleton(code: str, family: Family) -> tuple[str, ...]:
    """Headings a new paper of this type starts with; one empty heading where none is customary."""
    return _SKELETONS.get((code, family), ("",))
