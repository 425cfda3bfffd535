"""Kế hoạch số 257-KH/TU of the Tỉnh ủy Khánh Hòa: report every month."""

from __future__ import annotations

import datetime as dt

from directives.operators import Operator
from nq57portal.demo.papers.paper import NQ57, Duty, Hands, Paper, Those, To, text
from units.models import Level, Unit

K = Unit.Kind

_FRONT = Those(kinds=(K.FRONT, K.ASSOCIATION), level=Level.PROVINCE, place="kh")
_LEADS = "Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội tỉnh"

PLAN = Paper(
    issuer="kh-tu",
    type_code="KH",
    number=257,
    day=dt.date(2025, 2, 26),
    subject=(
        "quán triệt, tuyên truyền và phổ biến Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính "
        "trị về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia"
    ),
    citations=(
        f"Căn cứ {NQ57} (sau đây gọi tắt là Nghị quyết số 57-NQ/TW)",
        "Thực hiện Hướng dẫn số 186-HD/BTGTW ngày 10/01/2025 của Ban Tuyên giáo Trung ương về quán "
        "triệt, tuyên truyền Nghị quyết số 57-NQ/TW",
    ),
    opening=(
        "Ban Thường vụ Tỉnh ủy ban hành Kế hoạch quán triệt, tuyên truyền và phổ biến Nghị quyết "
        "số 57-NQ/TW trong toàn Đảng bộ tỉnh như sau:"
    ),
    sections=(
        (
            "MỤC ĐÍCH, YÊU CẦU",
            text(
                """
                1. Mục đích

                - Làm chuyển biến mạnh mẽ nhận thức của cán bộ, đảng viên, đoàn viên, hội viên và
                Nhân dân trong tỉnh về khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số; khơi
                dậy ý chí vươn lên, tinh thần sáng tạo của mỗi người.

                - Tạo sự đồng thuận trong thực hiện các nghị quyết, chương trình hành động của Tỉnh
                ủy, Ủy ban nhân dân tỉnh; góp phần xây dựng Khánh Hòa phát triển nhanh, bền vững dựa
                vào tri thức, công nghệ và kinh tế biển.

                2. Yêu cầu

                - Tổ chức khẩn trương, nghiêm túc, thiết thực; đổi mới nội dung và phương pháp; gắn
                học tập Nghị quyết với thực hiện nhiệm vụ chính trị và sắp xếp tổ chức bộ máy.

                - Cấp ủy, người đứng đầu trực tiếp lãnh đạo; thường xuyên kiểm tra, giám sát; báo
                cáo đúng kỳ, đúng nội dung.
                """
            ),
        ),
        (
            "NỘI DUNG",
            text(
                """
                1. Quán triệt, phổ biến các quan điểm chỉ đạo, mục tiêu, nhiệm vụ, giải pháp của
                Nghị quyết số 57-NQ/TW và Nghị quyết số 48-NQ/TU ngày 20/02/2025 của Ban Chấp hành
                Đảng bộ tỉnh; các chương trình, kế hoạch cụ thể hóa của chính quyền các cấp.

                2. Giới thiệu tiềm năng, lợi thế của tỉnh: kinh tế biển, du lịch, đô thị thông minh,
                nghiên cứu hải dương học, nông nghiệp công nghệ cao; kết quả chuyển đổi số trong
                quản lý nhà nước, y tế, giáo dục, du lịch.

                3. Tuyên truyền mô hình hay, cách làm hiệu quả; biểu dương nhà khoa học, doanh
                nghiệp, hợp tác xã, hộ kinh doanh và công dân số tiêu biểu.

                4. Hướng dẫn kỹ năng số cho người dân; cảnh báo nguy cơ mất an toàn thông tin; phản
                bác quan điểm sai trái, thù địch.
                """
            ),
        ),
        (
            "ĐỐI TƯỢNG, HÌNH THỨC",
            text(
                """
                1. Đối tượng: cán bộ, đảng viên, công chức, viên chức, chiến sĩ lực lượng vũ trang,
                đoàn viên, hội viên, học sinh, sinh viên, doanh nghiệp và Nhân dân trong tỉnh.

                2. Hình thức

                a) Hội nghị trực tiếp và trực tuyến từ tỉnh đến cơ sở; sinh hoạt chi bộ, chi hội,
                chi đoàn theo chuyên đề.

                b) Báo chí, cổng và trang thông tin điện tử, mạng xã hội; chuyên mục cố định trên
                sóng phát thanh, truyền hình của tỉnh.

                c) Truyền thanh cơ sở, báo cáo viên, tuyên truyền viên, đội tuyên truyền lưu động
                đến tận thôn, tổ dân phố, làng chài, hải đảo.

                d) Hội thi, diễn đàn, ngày hội đổi mới sáng tạo; pano, áp phích, màn hình điện tử ở
                nơi công cộng.
                """
            ),
        ),
        (
            "TỔ CHỨC THỰC HIỆN",
            text(
                """
                1. Các cấp ủy trực thuộc Tỉnh ủy xây dựng kế hoạch, tổ chức quán triệt đến chi bộ;
                chỉ đạo cơ quan, địa phương tuyên truyền bằng hình thức phù hợp.

                2. Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội tỉnh

                - Xây dựng kế hoạch tuyên truyền, phổ biến Nghị quyết số 57-NQ/TW trong đoàn viên,
                hội viên; hướng dẫn tổ chức thành viên ở cơ sở thực hiện.

                - Vận động đoàn viên, hội viên đi đầu học kỹ năng số, tham gia Tổ công nghệ số cộng
                đồng, giúp người dân dùng dịch vụ công trực tuyến và thanh toán không dùng tiền mặt.

                - Nắm tình hình tư tưởng, nguyện vọng của đoàn viên, hội viên; đưa kết quả thực hiện
                vào báo cáo hằng tháng gửi Ban Tuyên giáo và Dân vận Tỉnh ủy.

                3. Ủy ban nhân dân tỉnh chỉ đạo các sở, ban, ngành, địa phương tuyên truyền trên hệ
                thống thông tin cơ sở; bố trí kinh phí; cung cấp thông tin cho báo chí.

                4. Ban Tuyên giáo và Dân vận Tỉnh ủy chủ trì hướng dẫn, biên soạn tài liệu; theo
                dõi, kiểm tra, đôn đốc; hằng quý tổng hợp báo cáo Ban Thường vụ Tỉnh ủy.
                """
            ),
        ),
    ),
    to=(
        To("Ban Tuyên giáo và Dân vận Trung ương", Those(units=("tw-btg",)), "(để b/c)"),
        To("Các cấp ủy trực thuộc Tỉnh ủy"),
        To("Ủy ban nhân dân tỉnh", Those(units=("kh-ubnd",))),
        To("Ban Tuyên giáo và Dân vận Tỉnh ủy", Those(units=("kh-btg",))),
        To("Mặt trận Tổ quốc và các tổ chức chính trị - xã hội tỉnh", _FRONT),
        To("Các đồng chí Tỉnh ủy viên"),
    ),
    archive="Văn phòng Tỉnh ủy",
    authority=("T/M BAN THƯỜNG VỤ",),
    position="PHÓ BÍ THƯ",
    hands=Hands("chau.tukh", "trang.btgkh", "xuan.tukh", "phong.tukh", review_unit="kh-btg"),
    duties=(
        Duty(
            "Xây dựng kế hoạch tuyên truyền",
            _LEADS,
            _FRONT,
            product="Kế hoạch của tổ chức",
        ),
        Duty("Vận động đoàn viên, hội viên", _LEADS, _FRONT, operator=Operator.CONTINUOUS),
        Duty(
            "Nắm tình hình tư tưởng",
            _LEADS,
            _FRONT,
            operator=Operator.MONTHLY,
            product="Báo cáo hằng tháng",
            report_to="kh-btg",
        ),
        Duty(
            "Ban Tuyên giáo và Dân vận Tỉnh ủy chủ trì",
            "Ban Tuyên giáo và Dân vận Tỉnh ủy",
            Those(units=("kh-btg",)),
            operator=Operator.QUARTERLY,
        ),
    ),
)
