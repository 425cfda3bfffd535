"""Kế hoạch số 67/KH-UBND of the city of Hải Phòng, "trong năm 2026"."""

from __future__ import annotations

import datetime as dt

from directives.operators import Operator
from nq57portal.demo.papers.paper import NQ57, Duty, Hands, Paper, Those, To, text
from units.models import Level, Unit

K = Unit.Kind

END_OF_YEAR = dt.date(2026, 12, 31)
COMMUNES = Those(kinds=(K.PEOPLES_COMMITTEE,), level=Level.COMMUNE, place="hp")
COMMUNES_LABEL = "Ủy ban nhân dân các xã, phường, đặc khu"
_FRONT = Those(kinds=(K.FRONT, K.ASSOCIATION), level=Level.PROVINCE, place="hp")
_DEPARTMENTS = Those(kinds=(K.DEPARTMENT,), level=Level.PROVINCE, place="hp")
_SCIENCE = Those(units=("hp-skhcn",))

PROGRAMME_CITED = (
    "Thực hiện Quyết định số 1169/QĐ-TTg ngày 16/6/2025 của Thủ tướng Chính phủ phê duyệt Chương "
    "trình “Đẩy mạnh truyền thông thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính "
    "trị về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia đến "
    "năm 2030”"
)

PLAN = Paper(
    issuer="hp-ubnd",
    type_code="KH",
    number=67,
    day=dt.date(2026, 2, 27),
    subject=(
        "Tuyên truyền Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát "
        "triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia trên địa bàn thành "
        "phố Hải Phòng năm 2026"
    ),
    citations=(f"Căn cứ {NQ57}", PROGRAMME_CITED),
    opening=(
        "Ủy ban nhân dân thành phố ban hành Kế hoạch tuyên truyền Nghị quyết số 57-NQ/TW về đột "
        "phá phát triển khoa học, công nghệ (KHCN), đổi mới sáng tạo (ĐMST) và chuyển đổi số (CĐS) "
        "trên địa bàn thành phố năm 2026 như sau:"
    ),
    sections=(
        (
            "MỤC ĐÍCH, YÊU CẦU",
            text(
                """
                1. Mục đích

                1.1. Nâng cao nhận thức, trách nhiệm của cán bộ, công chức, viên chức, doanh nghiệp
                và người dân thành phố về Nghị quyết số 57-NQ/TW; tạo sự thống nhất trong hành động
                từ thành phố đến xã, phường, đặc khu sau khi sắp xếp đơn vị hành chính.

                1.2. Góp phần hoàn thành các chỉ tiêu về kinh tế số, chính quyền số, xã hội số; cổ
                vũ phong trào thi đua nghiên cứu, ứng dụng công nghệ trong cảng biển, công nghiệp,
                nông nghiệp, du lịch và dịch vụ công.

                2. Yêu cầu

                Tuyên truyền thường xuyên, đúng trọng tâm, tiết kiệm; khai thác tối đa nền tảng số;
                hướng về cơ sở, lấy người dân và doanh nghiệp làm trung tâm; phân công rõ người, rõ
                việc, rõ thời gian, rõ kết quả; số liệu báo cáo phải kiểm chứng được.
                """
            ),
        ),
        (
            "NỘI DUNG VÀ HÌNH THỨC TUYÊN TRUYỀN",
            text(
                """
                1. Nội dung tuyên truyền

                1.1. Chủ trương của Đảng, chính sách, pháp luật của Nhà nước và các nghị quyết, kế
                hoạch của Thành ủy, Hội đồng nhân dân, Ủy ban nhân dân thành phố về KHCN, ĐMST và
                CĐS; trách nhiệm của người đứng đầu.

                1.2. Cơ chế, chính sách đặc thù của thành phố trong thu hút nhà đầu tư công nghệ,
                chuyên gia, nhà khoa học; hỗ trợ doanh nghiệp khởi nghiệp sáng tạo.

                1.3. Kết quả, mô hình, điển hình tiên tiến: cảng thông minh, khu công nghiệp xanh,
                nông nghiệp công nghệ cao, trường học số, trạm y tế số, thôn và tổ dân phố số.

                1.4. Kỹ năng số cho từng nhóm: công chức, viên chức; doanh nghiệp, hộ kinh doanh;
                học sinh, sinh viên; người cao tuổi; an toàn thông tin và phòng, chống lừa đảo trên
                mạng.

                2. Hình thức tuyên truyền

                2.1. Chuyên trang, chuyên mục trên báo, đài thành phố; cổng, trang thông tin điện tử
                của thành phố, sở, ngành và xã, phường, đặc khu.

                2.2. Nền tảng số, mạng xã hội: video ngắn, đồ họa, phát trực tiếp, hỏi đáp tự động.

                2.3. Hội nghị quán triệt, hội thảo, tọa đàm, đối thoại với doanh nghiệp, chuyên gia.

                2.4. Truyền thanh cơ sở và tuyên truyền trực quan bằng pano, áp phích, băng rôn, màn
                hình điện tử.

                2.5. Phong trào “Bình dân học vụ số” với nòng cốt là Tổ công nghệ số cộng đồng.
                """
            ),
        ),
        (
            "TỔ CHỨC THỰC HIỆN",
            text(
                """
                1. Sở Khoa học và Công nghệ

                - Chủ trì, phối hợp với các cơ quan liên quan triển khai Kế hoạch; xây dựng bộ tài
                liệu, đồ họa, câu hỏi - trả lời dùng chung cho toàn thành phố trong quý II năm 2026.

                - Tổng hợp kết quả của các sở, ban, ngành, Ủy ban nhân dân các xã, phường, đặc khu;
                báo cáo Ủy ban nhân dân thành phố và Bộ Khoa học và Công nghệ theo quy định.

                2. Sở Văn hóa, Thể thao và Du lịch định hướng cơ quan báo chí, hệ thống thông tin cơ
                sở; hướng dẫn tuyên truyền trực quan; kiểm tra, xử lý thông tin sai sự thật.

                3. Sở Giáo dục và Đào tạo đưa nội dung Nghị quyết vào sinh hoạt ngoại khóa; phối hợp
                tổ chức lớp “Bình dân học vụ số” có học sinh, sinh viên tình nguyện tham gia.

                4. Ủy ban nhân dân các xã, phường, đặc khu

                - Tổ chức hội nghị quán triệt Nghị quyết số 57-NQ/TW cho cán bộ, công chức, viên
                chức và người hoạt động không chuyên trách; hoàn thành trong năm 2026.

                - Duy trì chuyên mục trên hệ thống truyền thanh, trang thông tin điện tử và kênh
                mạng xã hội chính thức của địa phương; mỗi tháng ít nhất bốn tin, bài.

                - Củng cố Tổ công nghệ số cộng đồng, mở lớp “Bình dân học vụ số” tại thôn, tổ dân
                phố; hoàn thành trong năm 2026.

                - Tuyên truyền trực quan tại trụ sở, trung tâm phục vụ hành chính công, trường học,
                chợ, nhà văn hóa; hoàn thành trong năm 2026.

                - Tổng hợp, báo cáo kết quả thực hiện về Sở Khoa học và Công nghệ trong năm 2026.

                5. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam thành phố và các tổ chức chính trị - xã
                hội vận động đoàn viên, hội viên, Nhân dân hưởng ứng; giám sát việc thực hiện.

                6. Kinh phí thực hiện từ dự toán ngân sách được giao năm 2026 và nguồn huy động hợp
                pháp khác; Sở Tài chính hướng dẫn quản lý, sử dụng theo quy định.
                """
            ),
        ),
    ),
    closing=(
        "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan, đơn vị, địa phương "
        "phản ánh về Sở Khoa học và Công nghệ để tổng hợp, báo cáo Ủy ban nhân dân thành phố xem "
        "xét, quyết định"
    ),
    to=(
        To("Bộ Khoa học và Công nghệ", purpose="(để b/c)"),
        To("Thường trực Thành ủy", Those(units=("hp-tu",)), "(để b/c)"),
        To("Ban Tuyên giáo và Dân vận Thành ủy", Those(units=("hp-btg",))),
        To("Chủ tịch, các Phó Chủ tịch UBND thành phố"),
        To("Các sở, ban, ngành thành phố", _DEPARTMENTS),
        To("Ủy ban MTTQ Việt Nam và các tổ chức chính trị - xã hội thành phố", _FRONT),
        To("Ủy ban nhân dân các xã, phường, đặc khu", COMMUNES),
        To("Báo và Phát thanh, Truyền hình Hải Phòng", Those(units=("hp-baohp",))),
    ),
    archive="VT, KGVX",
    authority=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"),
    position="PHÓ CHỦ TỊCH",
    hands=Hands("bach.ubndhp", "binh", "hop.ubndhp", "hoang.ubndhp", review_unit="hp-btg"),
    duties=(
        Duty(
            "Chủ trì, phối hợp với các cơ quan liên quan triển khai",
            "Sở Khoa học và Công nghệ",
            _SCIENCE,
            operator=Operator.IN_QUARTER,
            date=dt.date(2026, 6, 30),
            product="Bộ tài liệu tuyên truyền",
        ),
        Duty(
            "Tổng hợp kết quả của các sở",
            "Sở Khoa học và Công nghệ",
            _SCIENCE,
            operator=Operator.IN_YEAR,
            date=END_OF_YEAR,
            report_to="hp-ubnd",
        ),
        Duty(
            "Sở Văn hóa, Thể thao và Du lịch định hướng",
            "Sở Văn hóa, Thể thao và Du lịch",
            Those(units=("hp-svhttdl",)),
            operator=Operator.CONTINUOUS,
        ),
        Duty(
            "Sở Giáo dục và Đào tạo đưa",
            "Sở Giáo dục và Đào tạo",
            Those(units=("hp-sgddt",)),
            operator=Operator.IN_YEAR,
            date=END_OF_YEAR,
        ),
        Duty(
            "Tổ chức hội nghị quán triệt",
            COMMUNES_LABEL,
            COMMUNES,
            operator=Operator.IN_YEAR,
            date=END_OF_YEAR,
            product="Hội nghị quán triệt",
        ),
        Duty(
            "Duy trì chuyên mục",
            COMMUNES_LABEL,
            COMMUNES,
            operator=Operator.CONTINUOUS,
            product="Tin, bài hằng tháng",
        ),
        Duty(
            "Củng cố Tổ công nghệ số cộng đồng",
            COMMUNES_LABEL,
            COMMUNES,
            operator=Operator.IN_YEAR,
            date=END_OF_YEAR,
            product="Lớp “Bình dân học vụ số”",
        ),
        Duty(
            "Tuyên truyền trực quan",
            COMMUNES_LABEL,
            COMMUNES,
            operator=Operator.IN_YEAR,
            date=END_OF_YEAR,
        ),
        Duty(
            "Tổng hợp, báo cáo kết quả",
            COMMUNES_LABEL,
            COMMUNES,
            operator=Operator.IN_YEAR,
            date=END_OF_YEAR,
            report_to="hp-skhcn",
            product="Báo cáo kết quả",
        ),
    ),
)
