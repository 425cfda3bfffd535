"""Quyết định số 1169/QĐ-TTg ngày 16/6/2025 của Thủ tướng Chính phủ, retold."""

from __future__ import annotations

import datetime as dt

from directives.operators import Operator
from nq57portal.demo.papers.paper import NQ57, Duty, Extra, Hands, Paper, Those, To, text
from units.models import Level, Unit

K = Unit.Kind

_PROVINCES = Those(kinds=(K.PEOPLES_COMMITTEE,), level=Level.PROVINCE, place="vn")

_BODY = text(
    """
    Điều 1. Phê duyệt Chương trình “Đẩy mạnh truyền thông thực hiện Nghị quyết số 57-NQ/TW ngày
    22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ (KHCN), đổi mới sáng tạo
    (ĐMST) và chuyển đổi số (CĐS) quốc gia đến năm 2030” (sau đây gọi tắt là Chương trình) với những
    nội dung chủ yếu sau:

    I. MỤC TIÊU

    1. Mục tiêu chung

    Đưa tinh thần và nội dung của Nghị quyết số 57-NQ/TW đến từng cơ quan, doanh nghiệp, trường học
    và gia đình; làm cho mỗi người dân biết, hiểu, tin và tự mình tham gia phát triển KHCN, ĐMST và
    CĐS; tạo sự đồng thuận xã hội, góp phần hoàn thành các mục tiêu đến năm 2030.

    2. Mục tiêu cụ thể đến năm 2030

    a) 100% bộ, ngành, địa phương ban hành kế hoạch truyền thông hằng năm và công bố kết quả trên
    cổng thông tin điện tử.

    b) 100% cán bộ, công chức, viên chức được quán triệt nội dung Nghị quyết; trên 80% người dân
    trong độ tuổi lao động được tiếp cận thông tin về Nghị quyết và được hướng dẫn kỹ năng số cơ
    bản.

    c) Mỗi xã, phường, đặc khu duy trì ít nhất một chuyên mục trên hệ thống thông tin cơ sở và một
    mô hình truyền thông có Tổ công nghệ số cộng đồng tham gia.

    d) Hằng năm có các tác phẩm báo chí, sản phẩm truyền thông chất lượng cao được lan tỏa rộng rãi
    trên nền tảng số.

    II. NHIỆM VỤ, GIẢI PHÁP

    1. Xây dựng nội dung truyền thông

    a) Biên soạn bộ tài liệu gốc, bộ câu hỏi - trả lời, đồ họa, video ngắn dùng chung; cập nhật
    thường xuyên theo tiến độ thực hiện Nghị quyết.

    b) Truyền thông về cơ chế, chính sách mới; về thành tựu KHCN, doanh nghiệp ĐMST; về lợi ích của
    CĐS trong đời sống; về an toàn thông tin và đạo đức khi dùng trí tuệ nhân tạo.

    2. Đa dạng hóa hình thức, phương tiện

    a) Báo chí mở chuyên trang, chuyên mục, khung giờ cố định; kết hợp các thể loại để phù hợp với
    từng nhóm công chúng.

    b) Thông tin cơ sở làm nòng cốt ở xã, phường, đặc khu: truyền thanh, bảng tin điện tử, đội tuyên
    truyền lưu động, Tổ công nghệ số cộng đồng.

    c) Nền tảng số, mạng xã hội: sản xuất nội dung ngắn, tương tác; ứng dụng trí tuệ nhân tạo trong
    hỏi đáp, phân tích nhu cầu thông tin của người dân.

    3. Phát triển lực lượng làm truyền thông

    Bồi dưỡng kỹ năng cho người làm công tác thông tin cơ sở, phóng viên, báo cáo viên; huy động nhà
    khoa học, chuyên gia, người có ảnh hưởng tích cực tham gia.

    4. Phong trào “Bình dân học vụ số”

    Tổ chức lớp học tại chỗ và trực tuyến, phổ cập kỹ năng số cho người dân, nhất là người cao tuổi,
    phụ nữ, đồng bào vùng xa; gắn phong trào với hoạt động của Tổ công nghệ số cộng đồng.

    III. TỔ CHỨC THỰC HIỆN

    1. Bộ Khoa học và Công nghệ chủ trì hướng dẫn, theo dõi, kiểm tra việc thực hiện Chương trình;
    tổ chức sơ kết vào năm 2028, tổng kết vào năm 2030, báo cáo Thủ tướng Chính phủ.

    2. Bộ Văn hóa, Thể thao và Du lịch chỉ đạo, định hướng các cơ quan báo chí, hệ thống thông tin
    cơ sở tuyên truyền về Chương trình; xử lý thông tin sai sự thật theo thẩm quyền.

    3. Bộ Tài chính hướng dẫn bố trí kinh phí thường xuyên theo quy định của pháp luật về ngân sách
    nhà nước.

    4. Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương ban hành kế hoạch truyền thông hằng
    năm, bố trí kinh phí, giao nhiệm vụ cụ thể cho các sở, ban, ngành và Ủy ban nhân dân cấp xã;
    hằng năm gửi kết quả về Bộ Khoa học và Công nghệ để tổng hợp.

    5. Đề nghị Ban Tuyên giáo và Dân vận Trung ương, Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam và
    các tổ chức chính trị - xã hội phối hợp tuyên truyền, vận động, giám sát việc thực hiện.

    Điều 2. Quyết định này có hiệu lực kể từ ngày ký ban hành. Một số nhiệm vụ trọng tâm được phân
    công tại Phụ lục kèm theo Quyết định này.

    Điều 3. Các Bộ trưởng, Thủ trưởng cơ quan ngang bộ, Thủ trưởng cơ quan thuộc Chính phủ, Chủ tịch
    Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương và các cơ quan, tổ chức, cá nhân có
    liên quan chịu trách nhiệm thi hành Quyết định này.
    """
)

PROGRAMME = Paper(
    issuer="tw-ttg",
    type_code="QĐ",
    number=1169,
    day=dt.date(2025, 6, 16),
    subject=(
        "Phê duyệt Chương trình “Đẩy mạnh truyền thông thực hiện Nghị quyết số 57-NQ/TW ngày "
        "22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo "
        "và chuyển đổi số quốc gia đến năm 2030”"
    ),
    citations=(
        "Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025",
        f"Căn cứ {NQ57}",
        "Căn cứ Nghị quyết số 03/NQ-CP ngày 09/01/2025 của Chính phủ ban hành Chương trình hành "
        "động thực hiện Nghị quyết số 57-NQ/TW",
        "Theo đề nghị của Bộ trưởng Bộ Khoa học và Công nghệ",
    ),
    opening="Thủ tướng Chính phủ quyết định:",
    sections=(("", _BODY),),
    to=(
        To("Ban Bí thư Trung ương Đảng", purpose="(để b/c)"),
        To("Thủ tướng, các Phó Thủ tướng Chính phủ"),
        To("Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ"),
        To("HĐND các tỉnh, thành phố trực thuộc trung ương"),
        To("UBND các tỉnh, thành phố trực thuộc trung ương", _PROVINCES),
        To("Ban Tuyên giáo và Dân vận Trung ương", Those(units=("tw-btg",))),
        To("Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam", Those(units=("tw-mttq",))),
        To("Cơ quan trung ương của các tổ chức chính trị - xã hội"),
        To("VPCP: BTCN, các PCN, Cổng TTĐT, các Vụ, Cục"),
    ),
    archive="VT, KGVX(2b)",
    authority=("KT. THỦ TƯỚNG",),
    position="PHÓ THỦ TƯỚNG",
    hands=Hands("long.ttg", "hanh.ttg", "ngoc.ttg", "son.ttg", review_unit="tw-ttg"),
    duties=(
        Duty(
            "Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương ban hành",
            "Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương",
            _PROVINCES,
            operator=Operator.YEARLY,
            product="Kế hoạch truyền thông hằng năm",
        ),
    ),
    appendices=(
        Extra(
            "Phân công một số nhiệm vụ truyền thông trọng tâm",
            table=(
                ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian"),
                (
                    "1",
                    "Biên soạn tài liệu gốc, bộ câu hỏi - trả lời về Nghị quyết",
                    "Bộ Khoa học và Công nghệ",
                    "Các bộ, ngành",
                    "Năm 2025, cập nhật hằng năm",
                ),
                (
                    "2",
                    "Mở chuyên trang, chuyên mục trên báo chí và hệ thống thông tin cơ sở",
                    "Bộ Văn hóa, Thể thao và Du lịch",
                    "UBND cấp tỉnh",
                    "Hằng năm",
                ),
                (
                    "3",
                    "Triển khai phong trào “Bình dân học vụ số”",
                    "UBND cấp tỉnh",
                    "Mặt trận Tổ quốc, Đoàn Thanh niên, Hội Phụ nữ",
                    "Thường xuyên",
                ),
                (
                    "4",
                    "Bồi dưỡng lực lượng làm thông tin cơ sở, Tổ công nghệ số cộng đồng",
                    "UBND cấp tỉnh",
                    "Bộ Khoa học và Công nghệ",
                    "Hằng năm",
                ),
                (
                    "5",
                    "Đo lường, công bố kết quả truyền thông",
                    "Bộ Khoa học và Công nghệ",
                    "UBND cấp tỉnh",
                    "Quý IV hằng năm",
                ),
            ),
        ),
    ),
)
