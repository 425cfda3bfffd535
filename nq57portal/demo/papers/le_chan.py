"""The plan of phường Lê Chân: approved, waiting for its number."""

from __future__ import annotations

from directives.operators import Operator
from nq57portal.demo.papers.hai_phong import END_OF_YEAR, PROGRAMME_CITED
from nq57portal.demo.papers.paper import NQ57, Duty, Hands, Paper, Those, To, text
from nq57portal.demo.papers.tan_ky import CITY_PLAN_CITED, SUPERIORS

_CULTURE = Those(units=("hp-lechan-vhxh",))
_SERVICE = Those(units=("hp-lechan-ttdv",))

PLAN = Paper(
    issuer="hp-lechan-ubnd",
    type_code="KH",
    number=28,
    subject=(
        "Tuyên truyền Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát "
        "triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia trên địa bàn phường "
        "Lê Chân năm 2026"
    ),
    citations=(f"Căn cứ {NQ57}", PROGRAMME_CITED, CITY_PLAN_CITED),
    opening=(
        "Ủy ban nhân dân phường Lê Chân ban hành Kế hoạch tuyên truyền Nghị quyết số 57-NQ/TW trên "
        "địa bàn phường năm 2026 như sau:"
    ),
    sections=(
        (
            "MỤC ĐÍCH, YÊU CẦU",
            text(
                """
                1. Nâng cao nhận thức của cán bộ, công chức, doanh nghiệp, hộ kinh doanh và cư dân
                đô thị về Nghị quyết số 57-NQ/TW; xây dựng nếp sống số văn minh ở tổ dân phố, khu
                chung cư.

                2. Tuyên truyền thiết thực, gắn với chỉnh trang đô thị, cải cách hành chính và kinh
                tế ban đêm; ưu tiên nền tảng số; có sản phẩm, có người chịu trách nhiệm.
                """
            ),
        ),
        (
            "NỘI DUNG VÀ HÌNH THỨC TUYÊN TRUYỀN",
            text(
                """
                1. Nội dung: quan điểm, mục tiêu, giải pháp của Nghị quyết; chính sách của thành phố
                về khởi nghiệp sáng tạo; dịch vụ công trực tuyến toàn trình; tuyến phố không dùng
                tiền mặt; an toàn thông tin cho người cao tuổi và học sinh.

                2. Hình thức: hội nghị quán triệt; trang thông tin điện tử, nhóm cư dân trên mạng xã
                hội; màn hình ở sảnh chung cư, chợ, trạm y tế; băng rôn trên trục đường chính; ngày
                hội công dân số; lớp “Bình dân học vụ số” cuối tuần.
                """
            ),
        ),
        (
            "TỔ CHỨC THỰC HIỆN",
            text(
                """
                1. Phòng Văn hóa - Xã hội

                - Tham mưu tổ chức hội nghị quán triệt Nghị quyết số 57-NQ/TW trong năm 2026.

                - Kiện toàn Tổ công nghệ số cộng đồng ở các tổ dân phố, mở lớp “Bình dân học vụ số”
                vào cuối tuần trong năm 2026.

                - Tổng hợp, báo cáo kết quả về Sở Khoa học và Công nghệ trong năm 2026.

                2. Trung tâm Dịch vụ sự nghiệp công

                - Thực hiện chuyên mục hằng tuần trên trang thông tin điện tử, mạng xã hội và hệ
                thống truyền thanh của phường.

                - Lắp đặt, thay mới pano, băng rôn, nội dung màn hình điện tử trong năm 2026.
                """
            ),
        ),
    ),
    closing=(
        "Trong quá trình thực hiện, có vướng mắc, các đơn vị phản ánh về Ủy ban nhân dân phường để "
        "kịp thời giải quyết"
    ),
    to=(
        *SUPERIORS,
        To("Thường trực Đảng ủy, HĐND phường", Those(units=("hp-lechan-du",))),
        To("Lãnh đạo UBND phường"),
        To(
            "Các phòng, Trung tâm Dịch vụ sự nghiệp công phường",
            Those(units=("hp-lechan-vhxh", "hp-lechan-kt", "hp-lechan-ttdv")),
        ),
    ),
    archive="VT, VHXH",
    authority=("TM. ỦY BAN NHÂN DÂN",),
    position="CHỦ TỊCH",
    hands=Hands("my.lechan", "hoa.btghp", "vi.lechan", "tan.lechan", review_unit="hp-btg"),
    duties=(
        Duty(
            "Tham mưu tổ chức hội nghị",
            "Phòng Văn hóa - Xã hội",
            _CULTURE,
            operator=Operator.IN_YEAR,
            date=END_OF_YEAR,
            answers=("Tổ chức hội nghị quán triệt",),
        ),
        Duty(
            "Kiện toàn Tổ công nghệ số",
            "Phòng Văn hóa - Xã hội",
            _CULTURE,
            operator=Operator.IN_YEAR,
            date=END_OF_YEAR,
            answers=("Củng cố Tổ công nghệ số",),
        ),
        Duty(
            "Tổng hợp, báo cáo kết quả",
            "Phòng Văn hóa - Xã hội",
            _CULTURE,
            operator=Operator.IN_YEAR,
            date=END_OF_YEAR,
            report_to="hp-skhcn",
            answers=("Tổng hợp, báo cáo kết quả",),
        ),
        Duty(
            "Thực hiện chuyên mục",
            "Trung tâm Dịch vụ sự nghiệp công",
            _SERVICE,
            operator=Operator.CONTINUOUS,
            answers=("Duy trì chuyên mục",),
        ),
        Duty(
            "Lắp đặt, thay mới",
            "Trung tâm Dịch vụ sự nghiệp công",
            _SERVICE,
            operator=Operator.IN_YEAR,
            date=END_OF_YEAR,
            answers=("Tuyên truyền trực quan",),
        ),
    ),
)
