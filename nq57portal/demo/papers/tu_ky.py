"""The plan of xã Tứ Kỳ: issued, and by itself the directive of the hội of the commune."""

from __future__ import annotations

from directives.operators import Operator
from nq57portal.demo.papers.hai_phong import END_OF_YEAR, PROGRAMME_CITED
from nq57portal.demo.papers.paper import NQ57, Duty, Hands, Paper, Those, To, text
from nq57portal.demo.papers.tan_ky import CITY_PLAN_CITED, SUPERIORS

_CULTURE = Those(units=("hp-tuky-vhxh",))
_SERVICE = Those(units=("hp-tuky-ttdv",))
ORGANISATIONS = Those(units=("hp-tuky-lhpn", "hp-tuky-nd", "hp-tuky-ccb", "hp-tuky-doan"))
ORGANISATIONS_LABEL = "Hội Liên hiệp Phụ nữ, Hội Nông dân, Hội Cựu chiến binh, Đoàn Thanh niên xã"

PLAN = Paper(
    issuer="hp-tuky-ubnd",
    type_code="KH",
    number=41,
    subject=(
        "Tuyên truyền Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát "
        "triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia trên địa bàn xã Tứ "
        "Kỳ năm 2026"
    ),
    citations=(f"Căn cứ {NQ57}", PROGRAMME_CITED, CITY_PLAN_CITED),
    opening=(
        "Ủy ban nhân dân xã Tứ Kỳ ban hành Kế hoạch tuyên truyền Nghị quyết số 57-NQ/TW trên địa "
        "bàn xã năm 2026 với các nội dung như sau:"
    ),
    sections=(
        (
            "MỤC ĐÍCH, YÊU CẦU",
            text(
                """
                1. Mục đích

                - Cán bộ, công chức, viên chức, người hoạt động không chuyên trách và Nhân dân trong
                xã nắm được nội dung cơ bản của Nghị quyết số 57-NQ/TW, tự giác học và làm theo.

                - Góp phần đạt các chỉ tiêu chuyển đổi số của xã: hồ sơ nộp trực tuyến, người dân có
                tài khoản thanh toán, thôn có Tổ công nghệ số cộng đồng hoạt động đều.

                2. Yêu cầu

                - Bám sát kế hoạch của thành phố; phân công rõ việc cho từng phòng, hội, đoàn thể;
                chọn cách làm gọn, sát dân, không trùng lặp giữa các đơn vị.

                - Có kiểm tra, sơ kết, rút kinh nghiệm; báo cáo đúng hạn, số liệu trung thực.
                """
            ),
        ),
        (
            "NỘI DUNG VÀ HÌNH THỨC TUYÊN TRUYỀN",
            text(
                """
                1. Nội dung tuyên truyền

                1.1. Quan điểm, mục tiêu, nhiệm vụ, giải pháp của Nghị quyết số 57-NQ/TW và các kế
                hoạch của thành phố, của Đảng ủy xã.

                1.2. Việc cụ thể ở Tứ Kỳ: nông nghiệp sạch, nuôi rươi, cáy gắn với truy xuất nguồn
                gốc; cụm công nghiệp ứng dụng công nghệ ít phát thải; dịch vụ công trực tuyến tại
                trung tâm phục vụ hành chính công.

                1.3. Kỹ năng số thiết yếu: định danh điện tử, nộp hồ sơ trực tuyến, thanh toán số,
                mua bán trên sàn thương mại điện tử, nhận biết lừa đảo qua mạng.

                1.4. Gương cá nhân, hộ gia đình, hợp tác xã, nhà trường làm tốt chuyển đổi số.

                2. Hình thức tuyên truyền

                - Hội nghị quán triệt của xã; sinh hoạt chi hội, chi đoàn, thôn; hội thi “Công dân
                số Tứ Kỳ” kết hợp trực tuyến và trực tiếp.

                - Truyền thanh thông minh, trang thông tin điện tử, kênh mạng xã hội của xã; video
                ngắn do đoàn viên, hội viên thực hiện.

                - Băng rôn, áp phích, bảng điện tử tại trụ sở, trường học, trạm y tế, chợ, nhà văn
                hóa; tờ rơi phát tại trung tâm phục vụ hành chính công.

                - Lớp “Bình dân học vụ số” theo nhóm nhỏ; thành viên Tổ công nghệ số cộng đồng đến
                từng nhà giúp người cao tuổi, người khuyết tật.
                """
            ),
        ),
        (
            "TỔ CHỨC THỰC HIỆN",
            text(
                """
                1. Phòng Văn hóa - Xã hội

                - Chủ trì tham mưu tổ chức hội nghị quán triệt Nghị quyết số 57-NQ/TW toàn xã trong
                năm 2026; hướng dẫn nội dung, cung cấp tài liệu cho các đơn vị.

                - Củng cố Tổ công nghệ số cộng đồng, mở lớp “Bình dân học vụ số” tại tất cả các thôn
                trong năm 2026.

                - Theo dõi, đôn đốc; tổng hợp kết quả, báo cáo Ủy ban nhân dân xã và Sở Khoa học và
                Công nghệ trong năm 2026.

                2. Trung tâm Dịch vụ sự nghiệp công

                - Duy trì chuyên mục truyền thanh, trang thông tin điện tử; mỗi tháng ít nhất sáu
                tin, bài, hai video ngắn.

                - Trang trí, tuyên truyền trực quan tại các điểm công cộng trong năm 2026.

                3. Phòng Kinh tế tham mưu bố trí kinh phí; hướng dẫn hợp tác xã, hộ kinh doanh tham
                gia sàn thương mại điện tử, thanh toán không dùng tiền mặt.

                4. Hội Liên hiệp Phụ nữ, Hội Nông dân, Hội Cựu chiến binh, Đoàn Thanh niên xã

                - Tuyên truyền, phổ biến Nghị quyết trong sinh hoạt chi hội, chi đoàn; vận động mỗi
                đoàn viên, hội viên giúp một người thân, một hàng xóm biết dùng dịch vụ số.

                - Cử thành viên tham gia Tổ công nghệ số cộng đồng, phối hợp mở ít nhất một lớp
                “Bình dân học vụ số” ở mỗi chi hội, chi đoàn.

                5. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã chủ trì giám sát, phản ánh ý kiến của
                Nhân dân về kết quả thực hiện Kế hoạch.
                """
            ),
        ),
    ),
    closing=(
        "Yêu cầu các đơn vị nghiêm túc thực hiện; khó khăn, vướng mắc phản ánh về Ủy ban nhân dân "
        "xã (qua Phòng Văn hóa - Xã hội) để được hướng dẫn, giải quyết"
    ),
    to=(
        *SUPERIORS,
        To("Thường trực Đảng ủy, HĐND xã", Those(units=("hp-tuky-du",))),
        To("Lãnh đạo UBND xã"),
        To("Ủy ban MTTQ Việt Nam xã", Those(units=("hp-tuky-mttq",))),
        To(ORGANISATIONS_LABEL, ORGANISATIONS),
        To(
            "Các phòng, Trung tâm Dịch vụ sự nghiệp công xã",
            Those(units=("hp-tuky-vhxh", "hp-tuky-kt", "hp-tuky-ttdv")),
        ),
        To("Các thôn trong xã"),
    ),
    archive="VT, VHXH",
    authority=("TM. ỦY BAN NHÂN DÂN",),
    position="CHỦ TỊCH",
    hands=Hands("nhung.tuky", "hoa.btghp", "uyen.tuky", "toan.tuky", review_unit="hp-btg"),
    duties=(
        Duty(
            "Chủ trì tham mưu tổ chức",
            "Phòng Văn hóa - Xã hội",
            _CULTURE,
            operator=Operator.IN_YEAR,
            date=END_OF_YEAR,
            product="Hội nghị quán triệt",
            answers=("Tổ chức hội nghị quán triệt",),
        ),
        Duty(
            "Củng cố Tổ công nghệ số cộng đồng",
            "Phòng Văn hóa - Xã hội",
            _CULTURE,
            operator=Operator.IN_YEAR,
            date=END_OF_YEAR,
            answers=("Củng cố Tổ công nghệ số",),
        ),
        Duty(
            "Theo dõi, đôn đốc",
            "Phòng Văn hóa - Xã hội",
            _CULTURE,
            operator=Operator.IN_YEAR,
            date=END_OF_YEAR,
            report_to="hp-skhcn",
            answers=("Tổng hợp, báo cáo kết quả",),
        ),
        Duty(
            "Duy trì chuyên mục",
            "Trung tâm Dịch vụ sự nghiệp công",
            _SERVICE,
            operator=Operator.CONTINUOUS,
            answers=("Duy trì chuyên mục",),
        ),
        Duty(
            "Trang trí, tuyên truyền trực quan",
            "Trung tâm Dịch vụ sự nghiệp công",
            _SERVICE,
            operator=Operator.IN_YEAR,
            date=END_OF_YEAR,
            answers=("Tuyên truyền trực quan",),
        ),
        Duty(
            "Tuyên truyền, phổ biến Nghị quyết",
            ORGANISATIONS_LABEL,
            ORGANISATIONS,
            operator=Operator.CONTINUOUS,
        ),
        Duty(
            "Cử thành viên tham gia",
            ORGANISATIONS_LABEL,
            ORGANISATIONS,
            operator=Operator.IN_YEAR,
            date=END_OF_YEAR,
            product="Lớp “Bình dân học vụ số”",
        ),
    ),
)
