"""The words papers are made of, as tables. A new phrase is a new row here, nothing else.

Words in lower case without accents are compared with the text in that form (`passage.bare`), so
they also fit capitals and what scanners make of accents.
"""

from __future__ import annotations

import re

from directives.importing.passage import UPPER
from documents.types import TYPES


def listed(text: str) -> tuple[str, ...]:
    """The entries of a table written as "one | two", on as many lines as it takes."""
    return tuple(" ".join(entry.split()) for entry in text.split("|"))


# --- repairs ------------------------------------------------------------------------------------

_HEADING = rf"\s?[.\-–/]\s*[{UPPER}]{{2}}"  # after the Roman number of a heading
OCR_REPAIRS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"\bN[oơ]i nh[aâậ]n\b", "Nơi nhận"),
        (r"\bNOI NH[AÂẬ]N\b", "NƠI NHẬN"),
        (r"\bL(?:uru|ưru|uư|ưu|uu|ƣu|ru)(?=\s*:)", "Lưu"),
        (r"\bS[ôóò](?=\s*:?\s*[0-9])", "Số"),
        (r"\bK[íi]nh g[ửữưuứ]i(?=\s*:)", "Kính gửi"),
        (r"\bC[aăâ]n c[ừửữưứ](?=\s)", "Căn cứ"),
        # letters between digits: 3l7, 2O25, l5/3/2025, tháng O3
        (r"(?<=[0-9])[lI](?=[0-9])", "1"),
        (r"(?<=[0-9])[Oo](?=[0-9/])", "0"),
        (r"\b[lI](?=[0-9]/[0-9])", "1"),
        (r"\b[Oo](?=[1-9]/[0-9])", "0"),
        (r"(?<=ngày )[Oo](?=[1-9])", "0"),
        (r"(?<=ngày )[lI](?=[0-9])", "1"),
        (r"(?<=tháng )[Oo](?=[1-9])", "0"),
        (r"(?<=tháng )[lI](?=[0-2])", "1"),
        (r"(?<=/)[Oo](?=[1-9]/)", "0"),
        (r"(?<=/)[lI](?=[0-2]/)", "1"),
        (r"(?<=[0-9])[Oo](?=\s?[-/]\s?[0-9]|\s(?:tháng|năm)\b)", "0"),
        (r"(?<=[0-9])[lI](?=\s?[-/]\s?[0-9]|\s(?:tháng|năm)\b)", "1"),
        (r"(?<=ngày [0-3])[Oo]\b|(?<=tháng 1)[Oo]\b|(?<=năm 20[0-9])[Oo]\b", "0"),
        (r"(?<=ngày [0-3])[lI]\b|(?<=tháng 1)[lI]\b|(?<=năm 20[0-9])[lI]\b", "1"),
        # a Roman number at the start of a line read as a small L
        (r"(?m)^l(?=" + _HEADING + ")", "I"),
        (r"(?m)^(?:ll|Il|lI)(?=" + _HEADING + ")", "II"),
        (r"(?m)^(?:lll|IIl|Ill|lII)(?=" + _HEADING + ")", "III"),
        (r"(?m)^lV(?=" + _HEADING + ")", "IV"),
    )
)

# --- documents ----------------------------------------------------------------------------------

# Beyond the types one may issue today: those one still meets as papers from above or citations.
_OTHER_TYPES = {
    "Thông tư": "TT",
    "Nghị định": "NĐ",
    "Luật": "",
    "Bộ luật": "",
    "Pháp lệnh": "PL",
    "Lệnh": "L",
    "Hiến pháp": "",
    "Văn bản": "",
    "Công thư": "",
    "Thư": "",
    "Điều lệ": "ĐL",
    "Chương trình hành động": "CTr",
    "Thông tư liên tịch": "TTLT",
    "Nghị quyết liên tịch": "NQLT",
    "Kế hoạch liên tịch": "KHLT",
    "Chương trình phối hợp": "CTPH",
    "Kế hoạch phối hợp": "KHPH",
    "Lời kêu gọi": "LKG",
    "Báo cáo chính trị": "BC",
    "Đề cương": "ĐC",
    "Đề cương tuyên truyền": "ĐC",
    "Thông báo kết luận": "TB",
    "Biên bản ghi nhớ": "BGN",
    "Phiếu trình": "PTr",
    "Giấy phép": "GP",
    "Nội quy": "NQ",
}
DOCUMENT_TYPES: dict[str, str] = {item.name: item.code for item in TYPES.values()} | _OTHER_TYPES
"""Every type name a paper may carry or cite."""

# What stands in a number, when the name of the type is missing. Longest reading first.
TYPE_OF_SYMBOL: dict[str, str] = {
    item.state_symbol or item.party_symbol or "": item.name for item in reversed(TYPES.values())
} | {
    "": "Công văn", "CV": "Công văn", "QĐ": "Quyết định", "QyĐ": "Quy định", "TT": "Thông tư",
    "NĐ": "Nghị định", "CTHĐ": "Chương trình hành động", "CTr": "Chương trình", "TTR": "Tờ trình",
    "CTR": "Chương trình", "CT": "Chỉ thị", "ĐL": "Điều lệ", "KHPH": "Kế hoạch phối hợp",
    "KHLT": "Kế hoạch liên tịch", "TTLT": "Thông tư liên tịch", "CĐ": "Công điện", "GM": "Giấy mời",
    "TTr": "Tờ trình", "CTPH": "Chương trình phối hợp", "PL": "Pháp lệnh", "L": "Lệnh",
}  # fmt: skip

# Types that may head a paper; others in the table above are only cited.
_ONLY_CITED = {
    "Công văn", "Văn bản", "Thư", "Đề cương", "Hiến pháp", "Kế hoạch phối hợp", "Báo cáo chính trị",
    "Chương trình phối hợp", "Thông báo kết luận", "Luật", "Bộ luật", "Lệnh",
}  # fmt: skip
TITLE_TYPES: tuple[str, ...] = tuple(
    sorted(
        {name for name in DOCUMENT_TYPES if name not in _ONLY_CITED},
        key=len,
        reverse=True,
    )
)

APPENDIX_WORDS = listed(
    """
    phu luc | bieu mau | bieu so | mau so | mau bieu | danh muc | danh sach | de cuong |
    bang phan cong | bang tong hop | bieu tong hop | bieu phan cong | bieu 0 | bieu 1 | mau 0 |
    mau 1 | mau bao cao | phan cong nhiem vu | bang phan cong nhiem vu
    """
)

URGENCY = re.compile(r"(?:hoa toc|thuong khan|khan|mat|toi mat|tuyet mat)(?: hen gio)?")
# What an incoming stamp says under the name of the office that received the paper.
ARRIVED = re.compile(r"(?:cong van|van ban)? ?den|da nhan")
# Lines of a header that are about the copy in hand and not about the paper.
NOT_THE_PAPER = re.compile(
    r"(?:cong van den|van ban den|so den|ngay den|den ngay|gio den|so hieu|so ky hieu|ky hieu"
    r"|so van ban|ngay ban hanh|ngay hieu luc|ngay cong bao|so cong bao|nguoi ky|trich yeu"
    r"|loai van ban|co quan ban hanh|noi ban hanh|linh vuc|tinh trang|ngay dang|luot xem|nguon"
    r"|ngay(?=\s*:)|trang thai|thoi gian ky|ngay ky|ky boi|den\b|chuyen\b|luu ho so)\s*(?::|so\b|$)"
)

# --- signing ------------------------------------------------------------------------------------

AUTHORITY = re.compile(r"(?:t/m|tm|k/t|kt|t/l|tl|t/uq|tuq)\b\s*\.?\s*(?=\S)")
POSITIONS = listed(
    """
    chu tich | pho chu tich | bi thu | pho bi thu | giam doc | pho giam doc | truong ban |
    pho truong ban | chanh van phong | pho chanh van phong | truong phong | pho truong phong |
    bo truong | thu truong | cuc truong | pho cuc truong | vu truong | pho vu truong |
    chi cuc truong | pho chi cuc truong | hieu truong | pho hieu truong | vien truong |
    pho vien truong | tong giam doc | pho tong giam doc | chanh thanh tra | pho chanh thanh tra
    | chi huy truong | pho chi huy truong | chinh uy | pho chinh uy | chinh tri vien | tu lenh
    | chanh an | pho chanh an | chu nhiem | pho chu nhiem | to truong | to pho | doi truong |
    truong doan | pho truong doan | thu tuong | pho thu tuong | tong bi thu |
    uy vien thuong truc | uy vien thuong vu | uy vien | bi thu thu nhat |
    thuong truc ban bi thu | tong thu ky | pho tong thu ky | tong bien tap | pho tong bien tap
    | truong thon | hat truong | pho hat truong | quyen chu tich | quyen giam doc |
    bi thu chi bo | nguoi phat ngon | truong cong an | pho truong cong an |
    tong kiem toan nha nuoc | chu tich hoi dong | truong dai | vien pho | truong khoa |
    bi thu doan | truong dang | thong doc | pho thong doc | tong cuc truong |
    pho tong cuc truong | chanh vp | pho chanh vp | pho ban | pho vien | pho giam doc phu trach
    """
)
# Words after which a line of capitals still belongs to the position above it.
POSITION_GOES_ON = ("thuong truc", "phu trach", "kiem", "chuyen trach", "dieu hanh")
ACADEMIC = re.compile(
    r"(?:(?:GS|PGS|TS|TSKH|ThS|Ths|THS|CN|KS|BS|BSCKI|BSCKII|BS\.?\s?CK\s?I{1,2}|CKI{1,2}|DS|LS"
    r"|KTS|NGND|NGƯT|NSND|"
    r"NSƯT|TTND|TTƯT|AHLĐ|Đ/c|Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Thượng tá|"
    r"Trung tá|Thiếu tá|Đại úy|Đại uý|Thượng úy|Thượng uý|Trung úy|Thiếu úy|Bác sĩ|Thạc sĩ"
    r"|Tiến sĩ|Ông|Bà|Đồng chí)"
    r"(?:\.\s*|,\s*|\s+|:\s*))+"
)
FAMILY_NAMES = frozenset(
    [
        "nguyen",
        "tran",
        "le",
        "pham",
        "hoang",
        "huynh",
        "phan",
        "vu",
        "vo",
        "dang",
        "bui",
        "do",
        "ho",
        "ngo",
        "duong",
        "ly",
        "truong",
        "dinh",
        "doan",
        "lam",
        "mai",
        "trinh",
        "dao",
        "luong",
        "ha",
        "cao",
        "to",
        "ta",
        "thai",
        "chau",
        "quach",
        "phung",
        "luu",
        "trieu",
        "ma",
        "nong",
        "hua",
        "lo",
        "vi",
        "giang",
        "tong",
        "khuat",
        "kieu",
        "la",
        "lai",
        "mac",
        "nghiem",
        "ong",
        "quang",
        "thach",
        "ton",
        "uong",
        "vuong",
        "bach",
        "be",
        "cam",
        "cu",
        "chu",
        "dam",
        "dau",
        "diep",
        "dong",
        "giap",
        "hong",
        "kha",
        "kim",
        "kpa",
        "ksor",
        "lu",
        "luc",
        "luyen",
        "mau",
        "ninh",
        "phi",
        "rcom",
        "rmah",
        "sieu",
        "siu",
        "son",
        "su",
        "tang",
        "than",
        "thieu",
        "tieu",
        "tu",
        "van",
        "y",
        "dieu",
        "dien",
        "chuong",
        "au",
        "bien",
        "ca",
        "chang",
        "khuc",
        "lau",
        "linh",
        "long",
        "may",
        "mua",
        "muong",
        "ngan",
        "phuong",
        "que",
        "sam",
        "thao",
        "thi",
        "ung",
        "vang",
        "vien",
        "viet",
        "xuan",
        "h'",
        "a",
    ]
)
SIGNED = re.compile(r"\W*(?:da ky|ky ten|da ky, dong dau|ky, dong dau|da dong dau|daky|chu ky)\b.*")

# --- time ---------------------------------------------------------------------------------------

# The words of a duty: a limit beside one of them is a limit.
REPORTING = listed(
    """
    bao cao | gui | nop | trinh | tong hop | cung cap | phan hoi | tra loi | dang ky | phan anh
    | thong bao | cho y kien | gop y | tham gia y kien | co van ban | lap danh sach | cu
    """
)
COMPLETING = listed(
    """
    hoan thanh | xong | hoan thien | ket thuc | ban hanh | phe duyet | tham muu | xay dung |
    trien khai | to chuc | thuc hien | kien toan | thanh lap | ra soat | cap nhat | so ket |
    tong ket | dua vao | van hanh | cong bo | khai truong | quan triet | danh gia | ra mat |
    tap huan | hop | giao ban | kiem tra | giam sat | dang tai | phat dong | chuan bi | lap |
    mo | ky ket | tien do | thoi gian | thoi han | han
    """
)
# Beside these a date is a fact, a target or the life of a rule.
NOT_A_LIMIT = re.compile(
    r"\b(?:hieu luc|da (?:ban hanh|hoan thanh|to chuc|duoc|thuc hien|co|dat)|phan dau"
    r"|dat (?:ty le|tren|it nhat|toi thieu)|ty le"
    r"|toi thieu [0-9]|chi tieu|so voi|tang truong|du bao|dien ra|khai mac|sinh truoc"
    r"|khoi cong truoc"
    r"|het hieu luc|tam nhin|muc tieu|giai doan|thoi hieu|so lieu tinh|da ky|ky niem|ngay le"
    r"|su kien)\b"
)
# The thing that recurs is not a duty to report or to act: "bản tin hằng tuần", "kế hoạch hằng năm".
RECURRING_THINGS = re.compile(
    r"(?:ban tin(?: thoi su)?|ke hoach(?: cong tac)?|du toan(?: ngan sach)?|ngan sach|chi tieu"
    r"|kinh phi|chuong trinh(?: cong tac)?"
    r"|nguon kinh phi|du toan chi|thu nhap|tang truong|binh quan|nhiem vu(?: trong tam)?"
    r"|chuyen muc|chuyen trang|danh gia(?: xep loai)?(?: chat luong)?"
    r"|thi dua|khen thuong|xep loai|tieu chi|muc tieu|cong viec|sinh hoat|hoat dong|ngay hoi"
    r"|su kien|le hoi|phong trao|doi song|tap chi|an pham)\s*$"
)
