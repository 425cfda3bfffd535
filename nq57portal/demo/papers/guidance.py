"""Hướng dẫn số 186-HD/BTGTW ngày 10/01/2025 của Ban Tuyên giáo Trung ương, retold."""

from __future__ import annotations

import datetime as dt

from directives.operators import Operator
from nq57portal.demo.papers.paper import NQ57, Duty, Hands, Paper, Those, To, text
from units.models import Level, Unit

K = Unit.Kind

_COMMITTEES = Those(kinds=(K.PARTY_COMMITTEE,), level=Level.PROVINCE, place="vn")
_BOARDS = Those(kinds=(K.PARTY_BOARD,), level=Level.PROVINCE, place="vn")

GUIDANCE = Paper(
    issuer="tw-btg",
    type_code="HD",
    number=186,
    day=dt.date(2025, 1, 10),
    subject=(
        "quán triệt, tuyên truyền Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột "
        "phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia"
    ),
    citations=(f"Căn cứ {NQ57} (sau đây gọi tắt là Nghị quyết số 57-NQ/TW)",),
    opening=(
        "Ban Tuyên giáo Trung ương hướng dẫn các cấp ủy, tổ chức đảng tổ chức quán triệt, tuyên "
        "truyền Nghị quyết số 57-NQ/TW với những nội dung sau:"
    ),
    sections=(
        (
            "MỤC ĐÍCH, YÊU CẦU",
            text(
                """
                1. Mục đích

                - Giúp cán bộ, đảng viên và Nhân dân hiểu đúng, hiểu đủ vì sao khoa học, công nghệ,
                đổi mới sáng tạo và chuyển đổi số là đột phá quan trọng nhất trong giai đoạn tới; từ
                đó thống nhất ý chí và hành động.

                - Tạo không khí thi đua học tập, nghiên cứu, sáng tạo trong toàn xã hội; khơi dậy
                khát vọng làm chủ công nghệ, nhất là trong thế hệ trẻ.

                2. Yêu cầu

                - Việc quán triệt, tuyên truyền làm ngay, làm thường xuyên, có trọng tâm; tránh hình
                thức, tránh dồn vào một vài đợt rồi lắng xuống.

                - Gắn tuyên truyền với nhiệm vụ chính trị của từng nơi, với việc sắp xếp tổ chức bộ
                máy tinh gọn theo tinh thần Nghị quyết số 18-NQ/TW của Ban Chấp hành Trung ương Đảng
                khóa XII và với việc chuẩn bị đại hội đảng bộ các cấp.

                - Người đứng đầu cấp ủy trực tiếp truyền đạt; kết quả phải đo đếm được bằng số hội
                nghị, số lượt người dự, số tin, bài và mô hình được nhân rộng.
                """
            ),
        ),
        (
            "NỘI DUNG TUYÊN TRUYỀN",
            text(
                """
                1. Ý nghĩa, tầm quan trọng và bối cảnh ra đời của Nghị quyết số 57-NQ/TW; những điểm
                mới so với các chủ trương trước đây; sự chuẩn bị công phu, tinh thần đổi mới mạnh mẽ
                trong tư duy lãnh đạo của Đảng.

                2. Các quan điểm chỉ đạo; mục tiêu đến năm 2030, tầm nhìn đến năm 2045; bảy nhóm
                nhiệm vụ, giải pháp; vai trò trung tâm của người dân và doanh nghiệp, vai trò then
                chốt của nhà khoa học, vai trò dẫn dắt của Nhà nước.

                3. Kết quả bước đầu ở các ngành, địa phương: cách làm mới trong dịch vụ công trực
                tuyến, dữ liệu dùng chung, khởi nghiệp sáng tạo, nông nghiệp công nghệ cao, y tế và
                giáo dục số; những tấm gương nhà khoa học, doanh nghiệp, người lao động tiêu biểu.

                4. Kỹ năng số tối thiểu đối với người dân: dùng định danh điện tử, nộp hồ sơ trực
                tuyến, thanh toán không dùng tiền mặt, tự bảo vệ mình trên không gian mạng.

                5. Đấu tranh, phản bác thông tin sai lệch, luận điệu hoài nghi về chủ trương của
                Đảng; nhắc nhở thói quen chia sẻ tin chưa kiểm chứng.
                """
            ),
        ),
        (
            "HÌNH THỨC TUYÊN TRUYỀN",
            text(
                """
                1. Hội nghị quán triệt trực tiếp kết hợp trực tuyến đến cấp cơ sở; sinh hoạt chi bộ
                theo chuyên đề; tọa đàm, đối thoại với nhà khoa học, doanh nghiệp và thanh niên.

                2. Báo chí: mở chuyên trang, chuyên mục; tăng phóng sự, phỏng vấn, tác phẩm phát
                thanh, truyền hình dễ hiểu, gần gũi với từng nhóm công chúng.

                3. Nền tảng số: đồ họa thông tin, video ngắn, chương trình hỏi đáp trực tuyến trên
                cổng, trang thông tin điện tử và mạng xã hội.

                4. Thông tin cơ sở: loa truyền thanh, bản tin, đội tuyên truyền lưu động; đội ngũ
                báo cáo viên, tuyên truyền viên và cộng tác viên dư luận xã hội.

                5. Cổ động trực quan: pano, áp phích, băng rôn, màn hình điện tử ở trụ sở, trường
                học, khu công nghiệp, chợ, nhà văn hóa.
                """
            ),
        ),
        (
            "TỔ CHỨC THỰC HIỆN",
            text(
                """
                1. Các tỉnh ủy, thành ủy, đảng ủy trực thuộc Trung ương

                - Lãnh đạo, chỉ đạo xây dựng kế hoạch quán triệt, tuyên truyền Nghị quyết số
                57-NQ/TW sát với điều kiện của địa phương, đơn vị.

                - Kiểm tra, đôn đốc cấp dưới; biểu dương nơi làm tốt, chấn chỉnh nơi làm chậm.

                2. Ban tuyên giáo các tỉnh ủy, thành ủy

                - Tham mưu giúp cấp ủy ban hành hướng dẫn, kế hoạch cụ thể; biên soạn tài liệu cho
                báo cáo viên; định hướng báo chí địa phương.

                - Nắm tình hình tư tưởng, dư luận xã hội; định kỳ tổng hợp kết quả, báo cáo Ban
                Tuyên giáo Trung ương.

                3. Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội đẩy mạnh vận động
                đoàn viên, hội viên và Nhân dân hưởng ứng, thực hiện Nghị quyết bằng việc làm thiết
                thực; phát huy vai trò của thanh niên, phụ nữ trong phổ cập kỹ năng số.

                4. Vụ Khoa giáo giúp lãnh đạo Ban theo dõi, đôn đốc việc thực hiện Hướng dẫn này.
                """
            ),
        ),
    ),
    closing=(
        "Trong quá trình thực hiện, có vấn đề mới hoặc khó khăn, các cấp ủy phản ánh về Ban Tuyên "
        "giáo Trung ương để được hướng dẫn kịp thời."
    ),
    to=(
        To("Thường trực Ban Bí thư", purpose="(để báo cáo)"),
        To("Các tỉnh ủy, thành ủy", _COMMITTEES),
        To("Các đảng ủy trực thuộc Trung ương"),
        To("Ban tuyên giáo các tỉnh ủy, thành ủy", _BOARDS),
        To("Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam", Those(units=("tw-mttq",))),
        To("Trung ương Hội Liên hiệp Phụ nữ Việt Nam", Those(units=("tw-lhpn",))),
        To("Các đồng chí lãnh đạo Ban"),
    ),
    archive="Văn phòng Ban",
    authority=("K/T TRƯỞNG BAN",),
    position="PHÓ TRƯỞNG BAN",
    hands=Hands("phuong.btgtw", "hieu.btgtw", "yen.btgtw", "tam.btgtw", review_unit="tw-btg"),
    duties=(
        Duty(
            "Lãnh đạo, chỉ đạo xây dựng kế hoạch",
            "Các tỉnh ủy, thành ủy",
            _COMMITTEES,
            product="Kế hoạch quán triệt, tuyên truyền",
        ),
        Duty("Tham mưu giúp cấp ủy ban hành", "Ban tuyên giáo các tỉnh ủy, thành ủy", _BOARDS),
        Duty(
            "Nắm tình hình tư tưởng",
            "Ban tuyên giáo các tỉnh ủy, thành ủy",
            _BOARDS,
            operator=Operator.QUARTERLY,
            report_to="tw-btg",
            product="Báo cáo kết quả",
        ),
    ),
)
