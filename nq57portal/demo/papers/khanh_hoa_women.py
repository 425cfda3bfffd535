"""The plan by which the women's union of Khánh Hòa carries 257-KH/TU out."""

from __future__ import annotations

import datetime as dt

from directives.operators import Operator
from nq57portal.demo.papers.paper import NQ57, Duty, Hands, Paper, Those, To, text
from units.models import Level, Unit

K = Unit.Kind

_BELOW = Those(kinds=(K.ASSOCIATION,), level=Level.COMMUNE, place="kh", org="lhpn")
_LEADS = "Hội Liên hiệp Phụ nữ các huyện, thị xã, thành phố"

PLAN = Paper(
    issuer="kh-lhpn",
    type_code="KH",
    number=18,
    day=dt.date(2025, 3, 5),
    subject=(
        "Tuyên truyền và phổ biến Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột "
        "phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia trong các "
        "cấp Hội Liên hiệp Phụ nữ tỉnh Khánh Hòa"
    ),
    citations=(
        f"Căn cứ {NQ57} (sau đây gọi tắt là Nghị quyết số 57-NQ/TW)",
        "Thực hiện Kế hoạch số 257-KH/TU ngày 26/02/2025 của Tỉnh ủy Khánh Hòa về quán triệt, "
        "tuyên truyền và phổ biến Nghị quyết số 57-NQ/TW",
    ),
    opening=(
        "Ban Thường vụ Hội Liên hiệp Phụ nữ tỉnh ban hành Kế hoạch tuyên truyền và phổ biến Nghị "
        "quyết trong các cấp Hội như sau:"
    ),
    sections=(
        (
            "MỤC ĐÍCH, YÊU CẦU",
            text(
                """
                1. Mục đích

                - Giúp cán bộ, hội viên, phụ nữ trong tỉnh hiểu rõ ý nghĩa, nội dung của Nghị quyết
                số 57-NQ/TW; tin tưởng, đồng thuận và tự giác tham gia học tập, ứng dụng công nghệ
                số trong công việc, sản xuất, kinh doanh và chăm sóc gia đình.

                - Phát huy vai trò nòng cốt của các cấp Hội trong phổ cập kỹ năng số cho phụ nữ,
                nhất là phụ nữ cao tuổi, phụ nữ nông thôn, miền núi, ven biển và hải đảo.

                2. Yêu cầu

                - Bám sát chỉ đạo của Tỉnh ủy và Trung ương Hội; nội dung ngắn gọn, dễ nhớ, phù hợp
                với từng nhóm phụ nữ; làm thường xuyên, gắn với các phong trào thi đua của Hội.

                - Mỗi cấp Hội có việc làm cụ thể, có người phụ trách, có kiểm tra, giám sát và báo
                cáo đúng kỳ.
                """
            ),
        ),
        (
            "ĐỐI TƯỢNG, HÌNH THỨC TUYÊN TRUYỀN",
            text(
                """
                1. Đối tượng

                Cán bộ Hội các cấp, hội viên và phụ nữ trong tỉnh.

                2. Hình thức

                - Sinh hoạt chi hội, tổ phụ nữ, câu lạc bộ; tập huấn cho cán bộ Hội cơ sở; hội thi
                tìm hiểu Nghị quyết bằng hình thức sân khấu hóa và trực tuyến.

                - Trang thông tin điện tử, trang cộng đồng của Hội trên mạng xã hội; video ngắn, đồ
                họa do hội viên tự làm; nhóm trao đổi của chi hội.

                - Truyền thanh cơ sở, đội ngũ báo cáo viên, tuyên truyền viên; tư vấn trực tiếp tại
                hộ gia đình, chợ, bến cá, khu nhà trọ.

                - Tuyên truyền trực quan bằng băng rôn, áp phích tại trụ sở, nhà văn hóa, nơi sinh
                hoạt của chi hội.
                """
            ),
        ),
        (
            "NỘI DUNG TUYÊN TRUYỀN, PHỔ BIẾN",
            text(
                """
                1. Những quan điểm chỉ đạo, mục tiêu đến năm 2030, tầm nhìn đến năm 2045 và các
                nhiệm vụ, giải pháp của Nghị quyết số 57-NQ/TW; Nghị quyết số 48-NQ/TU ngày
                20/02/2025 của Ban Chấp hành Đảng bộ tỉnh; Quyết định số 512/QĐ-UBND ngày 21/02/2025
                của Ủy ban nhân dân tỉnh ban hành Chương trình hành động thực hiện Nghị quyết.

                2. Lợi ích của chuyển đổi số đối với phụ nữ: bán hàng trực tuyến, quảng bá sản phẩm
                địa phương, quản lý chi tiêu, khám bệnh từ xa, học tập suốt đời.

                3. Kỹ năng an toàn trên không gian mạng: nhận biết lừa đảo, bảo vệ thông tin cá
                nhân, bảo vệ trẻ em; ứng xử văn minh khi dùng mạng xã hội.

                4. Gương phụ nữ làm khoa học, phụ nữ khởi nghiệp sáng tạo, nữ chủ hợp tác xã dùng
                công nghệ có hiệu quả.
                """
            ),
        ),
        (
            "TỔ CHỨC THỰC HIỆN",
            text(
                """
                1. Hội Liên hiệp Phụ nữ tỉnh

                - Ban Tuyên giáo - Chính sách luật pháp tham mưu triển khai Kế hoạch; biên soạn tài
                liệu sinh hoạt chi hội; kiểm tra việc thực hiện ở các đơn vị; tổng hợp kết quả báo
                cáo Ban Tuyên giáo và Dân vận Tỉnh ủy hằng tháng.

                - Tổ chức ít nhất hai lớp tập huấn kỹ năng số cho cán bộ Hội cơ sở trong năm 2025.

                2. Hội Liên hiệp Phụ nữ các huyện, thị xã, thành phố

                - Xây dựng kế hoạch, tổ chức tuyên truyền, phổ biến Nghị quyết đến chi hội, tổ phụ
                nữ bằng việc làm thiết thực, phù hợp với tình hình địa phương.

                - Vận động hội viên tham gia Tổ công nghệ số cộng đồng; mỗi chi hội giúp ít nhất năm
                phụ nữ biết dùng dịch vụ công trực tuyến và thanh toán không dùng tiền mặt.

                - Nắm bắt dư luận, kịp thời phản ánh vấn đề phát sinh trong báo cáo hằng tháng gửi
                Hội Liên hiệp Phụ nữ tỉnh; giữ sự đồng thuận trong hội viên, phụ nữ và gia đình.
                """
            ),
        ),
    ),
    closing=(
        "Trên đây là Kế hoạch tuyên truyền và phổ biến Nghị quyết số 57-NQ/TW của Ban Thường vụ "
        "Hội Liên hiệp Phụ nữ tỉnh Khánh Hòa; đề nghị các cấp Hội triển khai thực hiện"
    ),
    to=(
        To("Ban Tuyên giáo Trung ương Hội LHPN Việt Nam", Those(units=("tw-lhpn",))),
        To("Tỉnh ủy Khánh Hòa", Those(units=("kh-tu",)), "(để b/c)"),
        To("Ban Tuyên giáo và Dân vận Tỉnh ủy", Those(units=("kh-btg",)), "(để b/c)"),
        To("Hội LHPN các huyện, thị xã, thành phố", _BELOW),
        To("Hội Phụ nữ các đơn vị trực thuộc"),
    ),
    archive="VT, Ban TG-CSLP",
    authority=("TM. BAN THƯỜNG VỤ",),
    position="PHÓ CHỦ TỊCH",
    hands=Hands("hien.lhpnkh", "trang.btgkh", "lien.lhpnkh", "huong.lhpnkh", "kh-btg"),
    duties=(
        Duty(
            "Ban Tuyên giáo - Chính sách luật pháp tham mưu",
            "Ban Tuyên giáo - Chính sách luật pháp",
            operator=Operator.MONTHLY,
            report_to="kh-btg",
            answers=("Xây dựng kế hoạch tuyên truyền", "Nắm tình hình tư tưởng"),
        ),
        Duty(
            "Tổ chức ít nhất hai lớp tập huấn",
            "Hội Liên hiệp Phụ nữ tỉnh",
            operator=Operator.IN_YEAR,
            date=dt.date(2025, 12, 31),
        ),
        Duty(
            "Xây dựng kế hoạch, tổ chức tuyên truyền",
            _LEADS,
            _BELOW,
            product="Kế hoạch của Hội",
        ),
        Duty(
            "Vận động hội viên tham gia",
            _LEADS,
            _BELOW,
            operator=Operator.CONTINUOUS,
            answers=("Vận động đoàn viên, hội viên",),
        ),
        Duty(
            "Nắm bắt dư luận",
            _LEADS,
            _BELOW,
            operator=Operator.MONTHLY,
            report_to="kh-lhpn",
            product="Báo cáo hằng tháng",
        ),
    ),
)
