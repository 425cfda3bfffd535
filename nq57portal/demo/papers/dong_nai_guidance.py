"""Hướng dẫn số 164-HD/BTGTU of Đồng Nai's Ban Tuyên giáo: report "trước ngày 15/3/2025"."""

from __future__ import annotations

import datetime as dt

from directives.operators import Operator
from nq57portal.demo.papers.paper import NQ57, Duty, Hands, Paper, Those, To, text
from units.models import Level, Unit

K = Unit.Kind

_LOCAL_BOARDS = Those(kinds=(K.PARTY_BOARD,), level=Level.COMMUNE, place="dn")
_FRONT = Those(kinds=(K.FRONT, K.ASSOCIATION), level=Level.PROVINCE, place="dn")
_BOARDS_AND_FRONT = Those(
    units=("dn-tp-bienhoa-btg", "dn-h-longthanh-btg"),
    kinds=(K.FRONT, K.ASSOCIATION),
    level=Level.PROVINCE,
    place="dn",
)
_LEADS = (
    "Ban Tuyên giáo các cấp ủy trực thuộc tỉnh, Ủy ban Mặt trận Tổ quốc Việt Nam và các tổ chức "
    "chính trị - xã hội tỉnh"
)

GUIDANCE = Paper(
    issuer="dn-btg",
    type_code="HD",
    number=164,
    day=dt.date(2025, 2, 13),
    subject=(
        "tuyên truyền Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát "
        "triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia"
    ),
    citations=(
        f"Căn cứ {NQ57} (gọi tắt là Nghị quyết số 57-NQ/TW)",
        "Thực hiện Hướng dẫn số 186-HD/BTGTW ngày 10/01/2025 của Ban Tuyên giáo Trung ương về quán "
        "triệt, tuyên truyền Nghị quyết số 57-NQ/TW",
    ),
    opening=(
        "Ban Tuyên giáo Tỉnh ủy hướng dẫn công tác tuyên truyền Nghị quyết số 57-NQ/TW trên địa "
        "bàn tỉnh Đồng Nai như sau:"
    ),
    sections=(
        (
            "MỤC ĐÍCH, YÊU CẦU",
            text(
                """
                1. Tạo sự thống nhất cao trong Đảng bộ, sự đồng thuận trong Nhân dân về Nghị quyết
                số 57-NQ/TW; từ nhận thức đúng đi đến hành động quyết liệt của cấp ủy, chính quyền,
                đoàn thể, nhất là của người đứng đầu.

                2. Gắn tuyên truyền Nghị quyết với nhiệm vụ của từng cơ quan, với việc thực hiện
                Nghị quyết số 18-NQ/TW của Ban Chấp hành Trung ương Đảng khóa XII về sắp xếp tổ chức
                bộ máy; chủ động phản bác quan điểm sai trái, thù địch.

                3. Triển khai khẩn trương, nghiêm túc, không hình thức; nội dung dễ hiểu, cách làm
                phù hợp với công nhân khu công nghiệp, nông dân, đồng bào dân tộc, đồng bào có đạo
                và thanh niên của tỉnh.
                """
            ),
        ),
        (
            "NỘI DUNG VÀ HÌNH THỨC TUYÊN TRUYỀN",
            text(
                """
                1. Nội dung tuyên truyền

                1.1. Các quan điểm chỉ đạo của Trung ương

                - Khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số là đột phá quan trọng hàng
                đầu, là con đường ngắn nhất để đất nước không bị bỏ lại phía sau.

                - Đảng lãnh đạo toàn diện; người dân, doanh nghiệp là trung tâm; nhà khoa học là
                nhân tố then chốt; Nhà nước dẫn dắt, tạo điều kiện thuận lợi nhất.

                - Thể chế phải mở đường; con người, hạ tầng, dữ liệu và công nghệ chiến lược là chỗ
                dựa của phát triển; kiên quyết bỏ tư duy “không quản được thì cấm”.

                - An ninh mạng, an toàn dữ liệu của Nhà nước, doanh nghiệp và mỗi người dân phải
                được giữ vững trong mọi khâu.

                1.2. Mục tiêu, nhiệm vụ, giải pháp của Nghị quyết

                - Các mục tiêu đến năm 2030, tầm nhìn đến năm 2045 và bảy nhóm nhiệm vụ, giải pháp;
                liên hệ với tiềm năng, lợi thế công nghiệp, cảng hàng không và nông nghiệp công nghệ
                cao của Đồng Nai.

                - Chủ trương của Tỉnh ủy, Hội đồng nhân dân, Ủy ban nhân dân tỉnh về phát triển khoa
                học, công nghệ, chính quyền số, kinh tế số, xã hội số.

                1.3. Kết quả thực hiện

                - Những chuyển biến trong dịch vụ công trực tuyến, y tế, giáo dục, quản lý khu công
                nghiệp; mô hình hay, điển hình tiên tiến cần nhân rộng; hạn chế và cách khắc phục.

                2. Hình thức tuyên truyền

                - Hội nghị báo cáo viên, sinh hoạt chi bộ, sinh hoạt đoàn thể, sinh hoạt chuyên đề;
                hội thi tìm hiểu, tọa đàm tại khu công nghiệp, trường đại học.

                - Bản tin nội bộ, cổng và trang thông tin điện tử, mạng xã hội của cơ quan, đơn vị;
                hệ thống truyền thanh, thông tin lưu động.

                - Tuyên truyền trực quan bằng băng rôn, pano, bảng điện tử, tờ rơi ở nơi đông người.
                """
            ),
        ),
        (
            "TỔ CHỨC THỰC HIỆN",
            text(
                """
                1. Ban Tuyên giáo các cấp ủy trực thuộc tỉnh, Ủy ban Mặt trận Tổ quốc Việt Nam và
                các tổ chức chính trị - xã hội tỉnh

                - Tham mưu cấp ủy chỉ đạo cơ sở tuyên truyền để mọi cán bộ, đảng viên, đoàn viên,
                hội viên và người dân đều nắm được nội dung Nghị quyết; báo cáo kết quả về Ban Tuyên
                giáo Tỉnh ủy trước ngày 15/3/2025.

                - Nắm chắc và dự báo tình hình tư tưởng, dư luận xã hội; kịp thời định hướng, phản
                bác quan điểm sai trái, thù địch lợi dụng hạn chế trong quá trình thực hiện để chống
                phá.

                - Theo dõi, kiểm tra, đôn đốc việc tuyên truyền ở địa phương, đơn vị mình phụ trách.

                2. Đề nghị Ủy ban nhân dân tỉnh

                - Chỉ đạo các sở, ban, ngành, địa phương đẩy mạnh thông tin, tuyên truyền; giao Sở
                Khoa học và Công nghệ cung cấp thông tin cho báo, đài; giao Sở Thông tin và Truyền
                thông quản lý thông tin trên báo chí, mạng xã hội và hệ thống thông tin cơ sở.

                3. Các cơ quan báo, đài trên địa bàn tỉnh

                - Mở chuyên trang, chuyên mục; phản ánh cách làm mới, điển hình tiêu biểu, cũng như
                những việc còn chậm trong thực hiện Nghị quyết.

                - Chủ động có bài viết đấu tranh, phản bác luận điệu xuyên tạc, bảo vệ nền tảng tư
                tưởng của Đảng.
                """
            ),
        ),
    ),
    closing=(
        "Đề nghị các cơ quan, đơn vị, địa phương triển khai thực hiện và gửi báo cáo đúng hạn để "
        "Ban Tuyên giáo Tỉnh ủy tổng hợp, báo cáo Thường trực Tỉnh ủy và Trung ương theo quy định."
    ),
    to=(
        To("Ban Tuyên giáo Trung ương", Those(units=("tw-btg",)), "(để b/c)"),
        To("Thường trực Tỉnh ủy", Those(units=("dn-tu",)), "(để b/c)"),
        To("Ủy ban nhân dân tỉnh", Those(units=("dn-ubnd",))),
        To("Văn phòng Tỉnh ủy"),
        To("Ban Tuyên giáo các cấp ủy trực thuộc tỉnh", _LOCAL_BOARDS),
        To("Mặt trận Tổ quốc Việt Nam, các tổ chức chính trị - xã hội tỉnh", _FRONT),
        To("Các cơ quan báo chí của tỉnh"),
        To("Các đồng chí lãnh đạo Ban"),
    ),
    archive="Văn phòng Ban",
    authority=("K/T TRƯỞNG BAN",),
    position="PHÓ TRƯỞNG BAN",
    hands=Hands("thu.btgdn", "lam.btgdn", "tram.btgdn", "dung.btgdn", review_unit="dn-btg"),
    duties=(
        Duty(
            "Tham mưu cấp ủy chỉ đạo cơ sở",
            _LEADS,
            _BOARDS_AND_FRONT,
            operator=Operator.BEFORE_DAY,
            date=dt.date(2025, 3, 15),
            product="Báo cáo kết quả",
            report_to="dn-btg",
        ),
        Duty("Nắm chắc và dự báo", _LEADS, _BOARDS_AND_FRONT, operator=Operator.CONTINUOUS),
        Duty("Theo dõi, kiểm tra", _LEADS, _BOARDS_AND_FRONT, operator=Operator.CONTINUOUS),
        Duty(
            "Chỉ đạo các sở, ban, ngành",
            "Ủy ban nhân dân tỉnh",
            Those(units=("dn-ubnd",)),
            product="Văn bản chỉ đạo của Ủy ban nhân dân tỉnh",
        ),
    ),
)
