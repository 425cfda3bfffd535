"""The plan of xã Tân Kỳ: under review, so it has no number and no day yet."""

from __future__ import annotations

from directives.operators import Operator
from nq57portal.demo.papers.hai_phong import END_OF_YEAR, PROGRAMME_CITED
from nq57portal.demo.papers.paper import NQ57, Duty, Hands, Paper, Those, To, text

CITY_PLAN_CITED = (
    "Thực hiện Kế hoạch số 67/KH-UBND ngày 27/02/2026 của Ủy ban nhân dân thành phố Hải Phòng về "
    "tuyên truyền Nghị quyết số 57-NQ/TW trên địa bàn thành phố Hải Phòng năm 2026"
)
SUPERIORS = (
    To("UBND thành phố", Those(units=("hp-ubnd",)), "(để b/c)"),
    To("Ban Tuyên giáo và Dân vận Thành ủy", Those(units=("hp-btg",)), "(để b/c)"),
    To("Sở Khoa học và Công nghệ", Those(units=("hp-skhcn",)), "(để b/c)"),
)
_CULTURE = Those(units=("hp-tanky-vhxh",))
_SERVICE = Those(units=("hp-tanky-ttdv",))

PLAN = Paper(
    issuer="hp-tanky-ubnd",
    type_code="KH",
    number=12,
    subject=(
        "Tuyên truyền Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát "
        "triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia trên địa bàn xã Tân "
        "Kỳ năm 2026"
    ),
    citations=(f"Căn cứ {NQ57}", PROGRAMME_CITED, CITY_PLAN_CITED),
    opening=(
        "Ủy ban nhân dân xã Tân Kỳ ban hành Kế hoạch tuyên truyền Nghị quyết số 57-NQ/TW về đột "
        "phá phát triển khoa học, công nghệ (KHCN), đổi mới sáng tạo (ĐMST) và chuyển đổi số (CĐS) "
        "trên địa bàn xã năm 2026, cụ thể như sau:"
    ),
    sections=(
        (
            "MỤC ĐÍCH, YÊU CẦU",
            text(
                """
                1. Mục đích

                1.1. Giúp cán bộ, công chức, viên chức, doanh nghiệp, hộ kinh doanh và Nhân dân
                trong xã hiểu rõ ý nghĩa của Nghị quyết số 57-NQ/TW; thấy được lợi ích thiết thực
                của KHCN, ĐMST và CĐS đối với sản xuất, đời sống.

                1.2. Tạo sự thống nhất từ xã đến thôn; khuyến khích mỗi gia đình có ít nhất một
                người sử dụng thành thạo dịch vụ công trực tuyến.

                1.3. Đưa nội dung KHCN, ĐMST và CĐS thành chủ đề thường xuyên trên hệ thống thông
                tin của xã.

                2. Yêu cầu

                Tuyên truyền kịp thời, gần gũi, dễ hiểu, phù hợp với địa bàn nông thôn; kết hợp loa
                truyền thanh với nền tảng số; tiết kiệm kinh phí, có sản phẩm và số liệu cụ thể.
                """
            ),
        ),
        (
            "NỘI DUNG VÀ HÌNH THỨC TUYÊN TRUYỀN",
            text(
                """
                1. Nội dung tuyên truyền

                1.1. Chủ trương, chính sách của Đảng, Nhà nước và thành phố về KHCN, ĐMST và CĐS;
                trách nhiệm của người đứng đầu cơ quan, đơn vị, trưởng thôn.

                1.2. Định hướng triển khai tại Tân Kỳ

                - Ứng dụng công nghệ trong trồng lúa chất lượng cao, rau màu, nuôi trồng thủy sản;
                truy xuất nguồn gốc, đưa nông sản lên sàn thương mại điện tử.

                - Giải quyết thủ tục hành chính trên môi trường số; thu học phí, viện phí, tiền
                điện, nước không dùng tiền mặt.

                1.3. Mô hình tiêu biểu: thôn thông minh, Tổ công nghệ số cộng đồng hoạt động hiệu
                quả, hợp tác xã và hộ gia đình mạnh dạn ứng dụng công nghệ.

                1.4. Kỹ năng số và an toàn trên không gian mạng cho từng nhóm: công chức, viên chức;
                doanh nghiệp, hộ kinh doanh; người cao tuổi; thanh thiếu niên.

                2. Hình thức tuyên truyền

                2.1. Hệ thống truyền thanh xã: chuyên mục phát mỗi tuần hai buổi; phát lại vào giờ
                phù hợp với bà con làm đồng.

                2.2. Trang thông tin điện tử xã, kênh mạng xã hội chính thức, nhóm trao đổi của
                thôn.

                2.3. Hội nghị, hội thảo, tọa đàm; sinh hoạt thôn, sinh hoạt hội, đoàn thể.

                2.4. Pano, băng rôn, áp phích tại trụ sở, trung tâm phục vụ hành chính công, trường
                học, chợ và nhà văn hóa thôn.

                2.5. Phong trào “Bình dân học vụ số”: lớp buổi tối tại nhà văn hóa thôn, tình nguyện
                viên cầm tay chỉ việc.
                """
            ),
        ),
        (
            "TỔ CHỨC THỰC HIỆN",
            text(
                """
                1. Phòng Văn hóa - Xã hội

                - Chủ trì, phối hợp với các cơ quan, đơn vị liên quan tham mưu tổ chức hội nghị quán
                triệt Nghị quyết; theo dõi, kiểm tra, đôn đốc việc thực hiện Kế hoạch.

                - Thu thập, biên tập thông tin về kết quả ứng dụng công nghệ, gương người tốt, việc
                tốt trong xã để sản xuất tin, bài, đồ họa, video ngắn.

                - Củng cố Tổ công nghệ số cộng đồng ở các thôn; mở lớp “Bình dân học vụ số”, ưu tiên
                người cao tuổi, hộ nghèo, hộ cận nghèo.

                - Tổng hợp, báo cáo kết quả tuyên truyền của xã với Ủy ban nhân dân xã và Sở Khoa
                học và Công nghệ theo quy định.

                2. Trung tâm Dịch vụ sự nghiệp công

                - Xây dựng chuyên mục trên hệ thống truyền thanh xã, trang thông tin điện tử và kênh
                mạng xã hội chính thức; mỗi tháng ít nhất bốn tin, bài.

                - Thực hiện tuyên truyền trực quan; phối hợp rà soát, phản ánh thông tin sai sự thật
                trên mạng xã hội liên quan đến địa bàn xã.

                3. Phòng Kinh tế

                - Phối hợp với Phòng Văn hóa - Xã hội tham mưu bố trí kinh phí; hướng dẫn hợp tác
                xã, hộ kinh doanh đưa sản phẩm lên sàn thương mại điện tử.

                4. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã, Hội Liên hiệp Phụ nữ, Hội Nông dân,
                Hội Cựu chiến binh, Đoàn Thanh niên xã vận động đoàn viên, hội viên tham gia Tổ công
                nghệ số cộng đồng và các lớp học kỹ năng số.

                5. Các cơ quan, tổ chức, doanh nghiệp, cá nhân trên địa bàn xã gửi tư liệu, hình ảnh
                về sáng kiến, cách làm mới cho Ủy ban nhân dân xã (qua Phòng Văn hóa - Xã hội) để
                giới thiệu rộng rãi.
                """
            ),
        ),
    ),
    closing=(
        "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, đề nghị các cơ quan, đơn vị phản "
        "ánh bằng văn bản về Ủy ban nhân dân xã (qua Phòng Văn hóa - Xã hội) để xem xét, giải quyết"
    ),
    to=(
        *SUPERIORS,
        To("Thường trực Đảng ủy, HĐND xã", Those(units=("hp-tanky-du",))),
        To("Lãnh đạo UBND xã"),
        To(
            "Ủy ban MTTQ Việt Nam và các đoàn thể xã",
            Those(
                units=(
                    "hp-tanky-mttq",
                    "hp-tanky-lhpn",
                    "hp-tanky-nd",
                    "hp-tanky-ccb",
                    "hp-tanky-doan",
                )
            ),
        ),
        To(
            "Phòng Văn hóa - Xã hội, Phòng Kinh tế xã",
            Those(units=("hp-tanky-vhxh", "hp-tanky-kt")),
        ),
        To("Trung tâm Dịch vụ sự nghiệp công xã", _SERVICE),
        To("Ban Biên tập Trang thông tin điện tử xã"),
    ),
    archive="VT, VHXH",
    position="CHỦ TỊCH",
    hands=Hands("mai", "binh", "ha", "an", review_unit="hp-btg"),
    duties=(
        Duty(
            "Chủ trì, phối hợp với các cơ quan",
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
            product="Lớp “Bình dân học vụ số”",
            answers=("Củng cố Tổ công nghệ số",),
        ),
        Duty(
            "Tổng hợp, báo cáo kết quả tuyên truyền",
            "Phòng Văn hóa - Xã hội",
            _CULTURE,
            report_to="hp-skhcn",
            product="Báo cáo kết quả",
            answers=("Tổng hợp, báo cáo kết quả",),
        ),
        Duty(
            "Xây dựng chuyên mục",
            "Trung tâm Dịch vụ sự nghiệp công",
            _SERVICE,
            operator=Operator.CONTINUOUS,
            product="Tin, bài hằng tháng",
            answers=("Duy trì chuyên mục",),
        ),
        Duty(
            "Thực hiện tuyên truyền trực quan",
            "Trung tâm Dịch vụ sự nghiệp công",
            _SERVICE,
            operator=Operator.IN_YEAR,
            date=END_OF_YEAR,
            answers=("Tuyên truyền trực quan",),
        ),
        Duty(
            "Phối hợp với Phòng Văn hóa - Xã hội",
            "Phòng Kinh tế",
            Those(units=("hp-tanky-kt",)),
            operator=Operator.IN_YEAR,
            date=END_OF_YEAR,
        ),
    ),
)
