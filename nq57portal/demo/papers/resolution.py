"""Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị, retold."""

from __future__ import annotations

import datetime as dt

from directives.operators import Operator
from nq57portal.demo.papers.paper import Duty, Hands, Paper, Those, To, text
from units.models import Level, Unit

K = Unit.Kind

_PROVINCES = Those(kinds=(K.PARTY_COMMITTEE,), level=Level.PROVINCE, place="vn")

RESOLUTION = Paper(
    issuer="tw-bct",
    type_code="NQ",
    number=57,
    day=dt.date(2024, 12, 22),
    subject=(
        "về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia"
    ),
    opening="",
    sections=(
        (
            "TÌNH HÌNH",
            text(
                """
                1. Nhiều năm qua, khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số luôn được
                Đảng, Nhà nước dành sự quan tâm đặc biệt. Tiềm lực khoa học được bồi đắp; hạ tầng
                viễn thông và dịch vụ công trực tuyến mở rộng đến tận cơ sở; kinh tế số lớn nhanh,
                nhiều doanh nghiệp trong nước làm chủ được công nghệ mới.

                2. So với yêu cầu đặt ra, kết quả ấy còn khiêm tốn. Nhận thức của không ít cấp ủy,
                chính quyền và người đứng đầu chưa theo kịp; quy định về đầu tư, tài chính, đấu thầu
                còn gò bó người làm khoa học; nguồn lực phân tán, thiếu chuyên gia đầu ngành; hạ
                tầng dữ liệu chưa liền mạch; an ninh, an toàn thông tin còn nhiều thách thức.

                3. Đất nước đang bước vào giai đoạn phát triển mới, đòi hỏi một quyết sách đủ mạnh
                để khơi thông điểm nghẽn, giải phóng sức sáng tạo, đưa khoa học, công nghệ, đổi mới
                sáng tạo và chuyển đổi số thành động lực chính của tăng trưởng.
                """
            ),
        ),
        (
            "QUAN ĐIỂM CHỈ ĐẠO",
            text(
                """
                1. Coi phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia là
                đột phá hàng đầu để hiện đại hóa lực lượng sản xuất, đổi mới cách quản trị đất nước,
                ngăn ngừa nguy cơ tụt hậu.

                2. Đảng lãnh đạo toàn diện; cả hệ thống chính trị cùng vào cuộc; người dân và doanh
                nghiệp vừa là chủ thể, vừa là nơi thụ hưởng; nhà khoa học giữ vai trò then chốt; Nhà
                nước dẫn dắt, mở đường và bảo đảm điều kiện.

                3. Thể chế phải đi trước một bước; con người, hạ tầng, dữ liệu và công nghệ chiến
                lược là chỗ dựa. Làm luật vừa để quản lý, vừa để khuyến khích cái mới; dứt khoát từ
                bỏ lối nghĩ điều gì khó quản thì cấm.

                4. Phát triển nhanh đi đôi với bền vững, từng bước tự chủ công nghệ; tận dụng tri
                thức của thế giới, phát huy trí tuệ Việt Nam; giữ vững chủ quyền, an ninh trên không
                gian mạng và bảo vệ dữ liệu của tổ chức, cá nhân trong suốt quá trình.
                """
            ),
        ),
        (
            "MỤC TIÊU",
            text(
                """
                1. Đến năm 2030

                a) Tiềm lực và trình độ khoa học, công nghệ, đổi mới sáng tạo ở nhiều lĩnh vực quan
                trọng đạt mức tiên tiến, thuộc nhóm đầu các nước có thu nhập trung bình cao.

                b) Quy mô kinh tế số đạt tối thiểu 30% tổng sản phẩm trong nước; trên 80% người dân
                và doanh nghiệp dùng dịch vụ công trực tuyến; giao dịch không dùng tiền mặt đạt 80%.

                c) Chi cho nghiên cứu và phát triển đạt 2% tổng sản phẩm trong nước, trong đó hơn
                60% từ nguồn lực xã hội; dành ít nhất 3% tổng chi ngân sách hằng năm cho lĩnh vực
                này và tăng dần theo yêu cầu phát triển.

                2. Tầm nhìn đến năm 2045

                Khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số phát triển vững chắc, góp
                phần đưa nước ta trở thành nước phát triển, có thu nhập cao; kinh tế số chiếm ít
                nhất một nửa tổng sản phẩm trong nước.
                """
            ),
        ),
        (
            "NHIỆM VỤ, GIẢI PHÁP",
            text(
                """
                1. Đổi mới tư duy, nâng cao nhận thức

                Mỗi cấp ủy đưa nội dung của Nghị quyết vào chương trình, kế hoạch công tác hằng năm
                của địa phương, cơ quan; người đứng đầu trực tiếp phụ trách và chịu trách nhiệm về
                kết quả. Tổ chức tuyên truyền sâu rộng, phát động phong trào học tập, phổ cập kỹ
                năng số để mọi người dân đều có thể tham gia.

                2. Hoàn thiện thể chế

                Khẩn trương sửa đổi các quy định đang cản trở nghiên cứu, ứng dụng công nghệ và khởi
                nghiệp sáng tạo; đơn giản hóa thủ tục, giao quyền tự chủ nhiều hơn cho tổ chức khoa
                học; cho phép thí điểm cơ chế mới và chấp nhận rủi ro có kiểm soát.

                3. Đầu tư hạ tầng

                Ưu tiên nguồn lực cho phòng thí nghiệm trọng điểm, trung tâm dữ liệu, mạng viễn
                thông thế hệ mới và các nền tảng số dùng chung của quốc gia, của ngành, của địa
                phương.

                4. Phát triển, trọng dụng nhân lực chất lượng cao

                Có chính sách đủ hấp dẫn để thu hút, giữ chân người giỏi trong và ngoài nước; đưa kỹ
                năng số vào chương trình giáo dục các cấp; bồi dưỡng đội ngũ cán bộ, công chức.

                5. Chuyển đổi số trong hoạt động của các cơ quan

                Đưa hoạt động của cơ quan trong hệ thống chính trị lên môi trường số, liên thông từ
                Trung ương đến cơ sở, lấy sự hài lòng của người dân, doanh nghiệp làm thước đo.

                6. Thúc đẩy đổi mới sáng tạo trong doanh nghiệp

                Khuyến khích doanh nghiệp đầu tư nghiên cứu, ứng dụng công nghệ, chuyển đổi số; hỗ
                trợ doanh nghiệp nhỏ và vừa, hộ kinh doanh tiếp cận nền tảng số.

                7. Tăng cường hợp tác quốc tế

                Chủ động hợp tác với các nước có trình độ khoa học, công nghệ tiên tiến; tham gia
                xây dựng các tiêu chuẩn và quy tắc chung về công nghệ mới.
                """
            ),
        ),
        (
            "TỔ CHỨC THỰC HIỆN",
            text(
                """
                1. Các tỉnh ủy, thành ủy, các ban đảng, ban cán sự đảng, đảng đoàn, đảng ủy trực
                thuộc Trung ương tổ chức quán triệt và xây dựng chương trình, kế hoạch thực hiện
                Nghị quyết; gắn kết quả thực hiện với việc đánh giá, xếp loại hằng năm.

                2. Chính phủ ban hành chương trình hành động, phân công rõ nhiệm vụ, nguồn lực, thời
                hạn; hằng năm báo cáo Bộ Chính trị tình hình thực hiện.

                3. Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội vận động đoàn viên,
                hội viên và Nhân dân tham gia, giám sát việc thực hiện Nghị quyết.

                4. Ban Tuyên giáo Trung ương chủ trì hướng dẫn việc quán triệt, tuyên truyền Nghị
                quyết; theo dõi, tổng hợp kết quả trong toàn Đảng.

                5. Văn phòng Trung ương Đảng giúp Bộ Chính trị theo dõi, đôn đốc, kiểm tra; định kỳ
                báo cáo Bộ Chính trị, Ban Bí thư.
                """
            ),
        ),
    ),
    closing="Nghị quyết này phổ biến đến chi bộ.",
    to=(
        To("Các tỉnh ủy, thành ủy", _PROVINCES),
        To("Ban Tuyên giáo Trung ương", Those(units=("tw-btg",))),
        To("Các ban đảng, ban cán sự đảng, đảng đoàn, đảng ủy trực thuộc Trung ương"),
        To("Thủ tướng Chính phủ", Those(units=("tw-ttg",))),
        To("Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam", Those(units=("tw-mttq",))),
        To("Các đồng chí Ủy viên Ban Chấp hành Trung ương Đảng"),
    ),
    archive="Văn phòng Trung ương Đảng",
    authority=("T/M BỘ CHÍNH TRỊ",),
    position="TỔNG BÍ THƯ",
    hands=Hands("khoa.bct", "nghia.bct", "thanh.bct", "vinh.bct", review_unit="tw-bct"),
    duties=(
        Duty(
            "Các tỉnh ủy, thành ủy, các ban đảng",
            "Các tỉnh ủy, thành ủy",
            _PROVINCES,
            product="Chương trình, kế hoạch thực hiện Nghị quyết",
        ),
        Duty(
            "Chính phủ ban hành chương trình hành động",
            "Thủ tướng Chính phủ",
            Those(units=("tw-ttg",)),
            operator=Operator.YEARLY,
            product="Chương trình hành động của Chính phủ",
        ),
        Duty(
            "Ban Tuyên giáo Trung ương chủ trì",
            "Ban Tuyên giáo Trung ương",
            Those(units=("tw-btg",)),
            operator=Operator.CONTINUOUS,
            product="Hướng dẫn quán triệt, tuyên truyền",
        ),
    ),
)
