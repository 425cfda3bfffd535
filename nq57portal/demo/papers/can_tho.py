"""Kế hoạch of the Ban Thường vụ Thành ủy Cần Thơ: report "trước ngày 07/3/2025"."""

from __future__ import annotations

import datetime as dt

from directives.operators import Operator
from nq57portal.demo.papers.paper import NQ57, Duty, Hands, Paper, Those, To, text
from units.models import Level, Unit

K = Unit.Kind

_DISTRICTS = Those(kinds=(K.PARTY_COMMITTEE,), level=Level.COMMUNE, place="ct")
_DEPARTMENTS = Those(kinds=(K.DEPARTMENT,), level=Level.PROVINCE, place="ct")
_FRONT = Those(kinds=(K.FRONT, K.ASSOCIATION), level=Level.PROVINCE, place="ct")
_MEDIA = Those(units=("ct-baoct", "ct-daict"))
_ALL = Those(
    units=("ct-q-ninhkieu-u", "ct-q-cairang-u", "ct-h-phongdien-u"),
    kinds=(K.DEPARTMENT, K.FRONT, K.ASSOCIATION),
    level=Level.PROVINCE,
    place="ct",
)
_EVERYBODY = (
    "Các quận ủy, huyện ủy, đảng ủy trực thuộc Thành ủy, các sở, ban, ngành, Mặt trận Tổ quốc và "
    "các tổ chức chính trị - xã hội thành phố"
)

PLAN = Paper(
    issuer="ct-tu",
    type_code="KH",
    number=250,
    day=dt.date(2025, 2, 19),
    subject=(
        "quán triệt, tuyên truyền Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột "
        "phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia"
    ),
    citations=(
        f"Căn cứ {NQ57} (sau đây viết tắt là Nghị quyết số 57-NQ/TW)",
        "Thực hiện Hướng dẫn số 186-HD/BTGTW ngày 10/01/2025 của Ban Tuyên giáo Trung ương về quán "
        "triệt, tuyên truyền Nghị quyết số 57-NQ/TW",
    ),
    opening=(
        "Ban Thường vụ Thành ủy ban hành Kế hoạch quán triệt, tuyên truyền Nghị quyết số 57-NQ/TW "
        "trên địa bàn thành phố như sau:"
    ),
    sections=(
        (
            "MỤC ĐÍCH, YÊU CẦU",
            text(
                """
                1. Làm cho cán bộ, đảng viên và các tầng lớp nhân dân thành phố nhận thức đầy đủ vị
                trí, ý nghĩa của Nghị quyết số 57-NQ/TW; củng cố niềm tin vào chủ trương của Đảng,
                chính sách, pháp luật của Nhà nước; biến nhận thức thành phong trào hành động để Cần
                Thơ phát huy vai trò trung tâm vùng đồng bằng sông Cửu Long về khoa học, công nghệ
                và đổi mới sáng tạo.

                2. Từng cấp ủy, tổ chức đảng, người đứng đầu xác định việc của mình trong thực hiện
                Nghị quyết; nắm vững quan điểm chỉ đạo, mục tiêu, nhiệm vụ, giải pháp; nêu gương
                trong học tập, ứng dụng công nghệ và cải cách lề lối làm việc.

                3. Công tác tuyên truyền phải kịp thời, đúng trọng tâm, đúng đối tượng; đổi mới cách
                thể hiện, ưu tiên nền tảng số; kết quả phải cụ thể, tránh phô trương, lãng phí.
                """
            ),
        ),
        (
            "NỘI DUNG QUÁN TRIỆT, TUYÊN TRUYỀN",
            text(
                """
                1. Các quan điểm chỉ đạo, mục tiêu đến năm 2030, tầm nhìn đến năm 2045 và các nhóm
                nhiệm vụ, giải pháp của Nghị quyết số 57-NQ/TW; các nghị quyết, chương trình của
                Thành ủy, Hội đồng nhân dân và Ủy ban nhân dân thành phố về phát triển khoa học,
                công nghệ, chuyển đổi số và xây dựng thành phố thông minh.

                2. Vai trò, trách nhiệm của cấp ủy, chính quyền, Mặt trận Tổ quốc, các tổ chức chính
                trị - xã hội, doanh nghiệp và người dân; lợi ích thiết thực mà khoa học, công nghệ
                và chuyển đổi số đem lại cho sản xuất lúa gạo, cây ăn trái, thủy sản, cho y tế, giáo
                dục và dịch vụ hành chính.

                3. Gương người tốt, việc tốt: nhà khoa học, nhà sáng chế không chuyên, hợp tác xã và
                doanh nghiệp mạnh dạn đổi mới; sáng kiến, cải tiến kỹ thuật trong cơ quan, trường
                học, nhà máy cần được phát hiện, biểu dương và nhân rộng.

                4. Phản bác thông tin sai trái, xuyên tạc; cảnh báo thủ đoạn lừa đảo trên không gian
                mạng; hướng dẫn người dân kỹ năng tự bảo vệ dữ liệu cá nhân.
                """
            ),
        ),
        (
            "ĐỐI TƯỢNG, HÌNH THỨC TUYÊN TRUYỀN",
            text(
                """
                1. Đối tượng

                Cán bộ, đảng viên, công chức, viên chức, người lao động, đoàn viên, hội viên, lực
                lượng vũ trang, học sinh, sinh viên, doanh nghiệp và các tầng lớp nhân dân.

                2. Hình thức

                2.1. Hội nghị học tập, quán triệt từ thành phố đến cơ sở, kết hợp trực tiếp với trực
                tuyến; sinh hoạt chi bộ, sinh hoạt đoàn thể theo chuyên đề.

                2.2. Chuyên trang, chuyên mục trên báo in, báo điện tử, phát thanh, truyền hình; tin
                tức trên cổng, trang thông tin điện tử của Đảng bộ, chính quyền và các đoàn thể.

                2.3. Hệ thống truyền thanh cơ sở, đội ngũ báo cáo viên, tuyên truyền viên, đội
                truyền thông lưu động; bản tin sinh hoạt chi bộ, tờ gấp, sổ tay hỏi đáp.

                2.4. Tọa đàm, hội thảo khoa học, đối thoại giữa lãnh đạo thành phố với nhà khoa học,
                doanh nghiệp, thanh niên khởi nghiệp.

                2.5. Video ngắn, đồ họa, chương trình phát trực tiếp trên các nền tảng số và mạng xã
                hội đang được người dân sử dụng nhiều.

                2.6. Pano, băng rôn, màn hình điện tử tại trục đường chính, bến xe, khu công nghiệp,
                trung tâm thương mại, trường học, trung tâm văn hóa và chợ dân sinh.
                """
            ),
        ),
        (
            "TỔ CHỨC THỰC HIỆN",
            text(
                """
                1. Các quận ủy, huyện ủy, đảng ủy trực thuộc Thành ủy, các sở, ban, ngành, Mặt trận
                Tổ quốc và các tổ chức chính trị - xã hội thành phố

                - Xây dựng kế hoạch và tổ chức quán triệt, tuyên truyền Nghị quyết số 57-NQ/TW sát
                với chức năng, nhiệm vụ và tình hình của địa phương, đơn vị; báo cáo kết quả về Ban
                Thường vụ Thành ủy (qua Ban Tuyên giáo và Dân vận Thành ủy) trước ngày 07/3/2025.

                - Thường xuyên nắm diễn biến tư tưởng của cán bộ, đảng viên và Nhân dân; kịp thời
                giải đáp vướng mắc, không để phát sinh dư luận trái chiều; giữ vững ổn định chính
                trị, trật tự, an toàn xã hội ở cơ sở.

                2. Các cơ quan báo, đài thành phố

                - Mở chuyên trang, chuyên mục, diễn đàn về khoa học, công nghệ, đổi mới sáng tạo và
                chuyển đổi số; mỗi tuần có ít nhất hai tin, bài hoặc phóng sự, tăng tuyến bài về tập
                thể, cá nhân tiêu biểu của thành phố.

                3. Ban Tuyên giáo và Dân vận Thành ủy

                - Chủ trì, phối hợp với các cơ quan liên quan hướng dẫn nội dung, cung cấp tài liệu,
                tổ chức báo cáo viên; định hướng dư luận, tham mưu xử lý thông tin sai trái.

                - Theo dõi, đôn đốc, tổng hợp tình hình và kết quả thực hiện Kế hoạch, báo cáo Ban
                Thường vụ Thành ủy.
                """
            ),
        ),
    ),
    to=(
        To("Ban Tuyên giáo và Dân vận Trung ương", Those(units=("tw-btg",))),
        To("Các quận ủy, huyện ủy", _DISTRICTS),
        To("Các đảng ủy trực thuộc Thành ủy"),
        To("Ban Tuyên giáo và Dân vận Thành ủy", Those(units=("ct-btg",))),
        To("Các sở, ban, ngành thành phố", _DEPARTMENTS),
        To("Mặt trận Tổ quốc và các tổ chức chính trị - xã hội thành phố", _FRONT),
        To("Báo Cần Thơ, Đài Phát thanh và Truyền hình thành phố", _MEDIA),
        To("Các đồng chí Ủy viên Ban Thường vụ Thành ủy"),
    ),
    archive="Văn phòng Thành ủy",
    authority=("T/M BAN THƯỜNG VỤ",),
    position="PHÓ BÍ THƯ",
    hands=Hands("duyen.ctu", "khang.ctu", "loan.ctu", "tai.ctu", review_unit="ct-btg"),
    duties=(
        Duty(
            "Xây dựng kế hoạch và tổ chức quán triệt",
            _EVERYBODY,
            _ALL,
            operator=Operator.BEFORE_DAY,
            date=dt.date(2025, 3, 7),
            product="Báo cáo kết quả",
            report_to="ct-tu",
            report_via="ct-btg",
        ),
        Duty("Thường xuyên nắm diễn biến", _EVERYBODY, _ALL, operator=Operator.CONTINUOUS),
        Duty(
            "Mở chuyên trang, chuyên mục",
            "Các cơ quan báo, đài thành phố",
            _MEDIA,
            operator=Operator.CONTINUOUS,
            product="Chuyên trang, chuyên mục",
        ),
        Duty(
            "Chủ trì, phối hợp với các cơ quan liên quan hướng dẫn",
            "Ban Tuyên giáo và Dân vận Thành ủy",
            Those(units=("ct-btg",)),
            operator=Operator.CONTINUOUS,
        ),
    ),
)
