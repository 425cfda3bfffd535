"""Công văn số 1587/UBND-KGVX of the People's Committee of Đồng Nai, passing 164 on."""

from __future__ import annotations

import datetime as dt

from directives.operators import Operator
from nq57portal.demo.papers.paper import Duty, Hands, Paper, Those, To, text
from units.models import Level, Unit

K = Unit.Kind

_DEPARTMENTS = Those(kinds=(K.DEPARTMENT,), level=Level.PROVINCE, place="dn")
_DISTRICTS = Those(kinds=(K.PEOPLES_COMMITTEE,), level=Level.COMMUNE, place="dn")
_ALL = Those(
    units=("dn-skhcn", "dn-stttt", "dn-sgddt", "dn-svhttdl"),
    kinds=(K.PEOPLES_COMMITTEE,),
    level=Level.COMMUNE,
    place="dn",
)
_EVERYBODY = "Các sở, ban, ngành, Ủy ban nhân dân các huyện, thành phố"

LETTER = Paper(
    issuer="dn-ubnd",
    type_code="CV",
    number=1587,
    day=dt.date(2025, 2, 20),
    field="KGVX",
    subject="tuyên truyền Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị",
    opening=(
        "Thực hiện Hướng dẫn số 164-HD/BTGTU ngày 13/02/2025 của Ban Tuyên giáo Tỉnh ủy về tuyên "
        "truyền Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa "
        "học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia (gửi kèm trên Cổng), Chủ tịch "
        "Ủy ban nhân dân tỉnh có ý kiến chỉ đạo như sau:"
    ),
    sections=(
        (
            "",
            text(
                """
                1. Các sở, ban, ngành, Ủy ban nhân dân các huyện, thành phố

                - Quán triệt đầy đủ nội dung Nghị quyết số 57-NQ/TW và Hướng dẫn số 164-HD/BTGTU đến
                toàn thể cán bộ, công chức, viên chức, người lao động; người đứng đầu trực tiếp chỉ
                đạo và chịu trách nhiệm về kết quả tuyên truyền ở cơ quan, địa phương mình.

                - Đưa nội dung về khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số thành mục
                thường xuyên trên cổng, trang thông tin điện tử, bản tin, mạng xã hội chính thức và
                hệ thống truyền thanh; mỗi tháng có tin, bài về cách làm mới, kết quả mới.

                - Lồng ghép tuyên truyền với cải cách hành chính: hướng dẫn người dân, doanh nghiệp
                nộp hồ sơ trực tuyến toàn trình, thanh toán không dùng tiền mặt, sử dụng tài khoản
                định danh điện tử; củng cố Tổ công nghệ số cộng đồng ở ấp, khu phố.

                - Xem đây là nhiệm vụ thường xuyên, liên tục; không làm theo phong trào, không phát
                sinh thêm thủ tục, giấy tờ cho cơ sở.

                2. Sở Khoa học và Công nghệ chủ trì, phối hợp với các đơn vị liên quan thường xuyên
                cung cấp thông tin, số liệu, kết quả nghiên cứu và điển hình doanh nghiệp đổi mới
                sáng tạo cho báo, đài để phục vụ tuyên truyền, định hướng dư luận.

                3. Sở Thông tin và Truyền thông quản lý, giám sát thông tin trên báo chí, trang
                thông tin điện tử, mạng xã hội và hệ thống thông tin cơ sở; kịp thời phát hiện, ngăn
                chặn, xử lý theo thẩm quyền các trường hợp đăng tải thông tin sai sự thật, xuyên tạc
                chủ trương của Đảng, pháp luật của Nhà nước.

                4. Sở Giáo dục và Đào tạo đưa nội dung tuyên truyền vào sinh hoạt ngoại khóa, câu
                lạc bộ khoa học và cuộc thi sáng tạo thanh thiếu niên, nhi đồng; khuyến khích giáo
                viên, học sinh làm video, sản phẩm số giới thiệu về Nghị quyết.

                5. Sở Văn hóa, Thể thao và Du lịch hướng dẫn tuyên truyền trực quan: nội dung khẩu
                hiệu, mẫu pano, áp phích; tổ chức đội tuyên truyền lưu động về vùng sâu, vùng xa,
                khu nhà trọ công nhân; tránh treo chồng chéo, mất mỹ quan.

                6. Kinh phí thực hiện do các cơ quan, địa phương bố trí trong dự toán được giao năm
                2025 và huy động nguồn hợp pháp khác; sử dụng tiết kiệm, đúng quy định.

                7. Trước ngày 15/3/2025, các cơ quan, địa phương gửi kết quả thực hiện về Ban Tuyên
                giáo Tỉnh ủy, đồng gửi Ủy ban nhân dân tỉnh. Báo cáo nêu rõ số hội nghị quán triệt,
                số lượt người dự, số tin, bài, sản phẩm truyền thông, mô hình mới; khó khăn, vướng
                mắc và kiến nghị (nếu có). Giao Văn phòng Ủy ban nhân dân tỉnh theo dõi, đôn đốc
                việc thực hiện Công văn này.
                """
            ),
        ),
    ),
    closing=(
        "Yêu cầu các sở, ban, ngành, Ủy ban nhân dân các huyện, thành phố nghiêm túc triển khai "
        "thực hiện"
    ),
    addressed=(
        To("Các sở, ban, ngành", _DEPARTMENTS),
        To("Ủy ban nhân dân các huyện, thành phố", _DISTRICTS),
    ),
    to=(
        To("Như trên"),
        To("Ban Tuyên giáo Tỉnh ủy", Those(units=("dn-btg",))),
        To("Chủ tịch, các Phó Chủ tịch UBND tỉnh (KGVX)"),
        To("Chánh, Phó Chánh Văn phòng UBND tỉnh (KGVX)"),
    ),
    archive="VT, KGVX(lnm)",
    position="CHỦ TỊCH",
    hands=Hands("minh.ubnddn", "phuoc.ubnddn", "thao.ubnddn", "quyen.ubnddn", "dn-ubnd"),
    duties=(
        Duty("Quán triệt đầy đủ nội dung", _EVERYBODY, _ALL, operator=Operator.CONTINUOUS),
        Duty("Đưa nội dung về khoa học", _EVERYBODY, _ALL, operator=Operator.CONTINUOUS),
        Duty(
            "Sở Khoa học và Công nghệ chủ trì",
            "Sở Khoa học và Công nghệ",
            Those(units=("dn-skhcn",)),
            operator=Operator.CONTINUOUS,
        ),
        Duty(
            "Sở Thông tin và Truyền thông quản lý",
            "Sở Thông tin và Truyền thông",
            Those(units=("dn-stttt",)),
            operator=Operator.CONTINUOUS,
        ),
        Duty(
            "Sở Giáo dục và Đào tạo đưa",
            "Sở Giáo dục và Đào tạo",
            Those(units=("dn-sgddt",)),
            operator=Operator.CONTINUOUS,
        ),
        Duty(
            "Sở Văn hóa, Thể thao và Du lịch hướng dẫn",
            "Sở Văn hóa, Thể thao và Du lịch",
            Those(units=("dn-svhttdl",)),
            operator=Operator.CONTINUOUS,
        ),
        Duty(
            "Trước ngày 15/3/2025",
            _EVERYBODY,
            _ALL,
            operator=Operator.BEFORE_DAY,
            date=dt.date(2025, 3, 15),
            product="Báo cáo kết quả",
            report_to="dn-btg",
        ),
    ),
)
