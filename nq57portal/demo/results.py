"""What the units of the demo report: the campaign's figures, and their own invented words."""

from __future__ import annotations

from nq57portal.demo.duties import Account

INDICATORS: tuple[tuple[str, str, str], ...] = (
    ("hoi-nghi", "Hội nghị quán triệt", "hội nghị"),
    ("luot-du", "Lượt người dự", "lượt"),
    ("tin-bai", "Tin, bài đã đăng, phát", "tin, bài"),
    ("luot-xem", "Lượt xem, tương tác trên nền tảng số", "lượt"),
    ("pano", "Pano, băng rôn", "tấm"),
    ("phat-thanh", "Buổi phát thanh", "buổi"),
    ("mo-hinh", "Mô hình được nhân rộng", "mô hình"),
    ("to-cnscd", "Tổ công nghệ số cộng đồng", "tổ"),
    ("lop-bdhvs", "Lớp “Bình dân học vụ số”", "lớp"),
)
"""Code, name and unit of measure, in the order of the form."""

ACCOUNTS: dict[str, Account] = {
    # Cần Thơ, to the board of the city
    "ct-q-ninhkieu-u": Account(
        (14, 3120, 46, 58200, 85, 120, 3, 64, 9),
        "Quận ủy đã quán triệt đến 100% chi bộ; mở chuyên mục trên trang thông tin điện tử quận.\n"
        "Phường nào cũng có Tổ công nghệ số cộng đồng hoạt động vào tối thứ Bảy.",
        "Một số chi bộ khu dân cư còn lúng túng khi sinh hoạt chuyên đề.",
    ),
    "ct-q-cairang-u": Account(
        (9, 1840, 27, 21400, 52, 96, 2, 38, 5),
        "Tổ chức hội nghị trực tuyến đến 7 phường; phát động thi tìm hiểu Nghị quyết trên mạng.",
        next_steps="Trao giải cuộc thi tìm hiểu Nghị quyết vào dịp 30/4.",
    ),
    "ct-h-phongdien-u": Account(
        (8, 1265, 19, 9800, 40, 140, 2, 41, 6),
        "Tuyên truyền qua loa truyền thanh ở vườn du lịch, hợp tác xã; báo cáo viên xuống từng ấp.",
        "Đường truyền ở một số ấp còn yếu, hội nghị trực tuyến phải kéo dài sang buổi chiều.",
        proposals="Đề nghị thành phố hỗ trợ thiết bị hội nghị trực tuyến cho các xã xa trung tâm.",
    ),
    "ct-skhcn": Account(
        (2, 186, 21, 30500, 12, 0, 4, 0, 2),
        "Biên tập 5 đồ họa, 3 video giới thiệu Nghị quyết; hằng tuần gửi số liệu cho báo, đài.",
    ),
    "ct-mttq": Account(
        (5, 640, 16, 12700, 20, 18, 1, 0, 0),
        "Đưa nội dung Nghị quyết vào sinh hoạt Ban công tác Mặt trận; vận động hộ kinh doanh dùng "
        "thanh toán số.",
    ),
    "ct-lhpn": Account(
        (6, 910, 22, 18900, 18, 24, 2, 0, 7),
        "Tập huấn kỹ năng số cho cán bộ Hội cơ sở; ra mắt 2 nhóm “Phụ nữ bán hàng trực tuyến”.",
    ),
    "ct-baoct": Account(
        (1, 74, 38, 246000, 0, 0, 0, 0, 0),
        "Mở chuyên mục “Cần Thơ đổi mới sáng tạo”, mỗi tuần ba tin, bài; hai tọa đàm trực tuyến.",
    ),
    "ct-daict": Account(
        (1, 92, 44, 187500, 0, 62, 0, 0, 0),
        "Phát sóng chương trình hằng tuần về chuyển đổi số; xây dựng 4 phóng sự về điển hình.",
    ),
    # Đồng Nai, to the board of the province
    "dn-skhcn": Account(
        (3, 245, 32, 41200, 16, 0, 5, 0, 3),
        "Cung cấp 32 tin, bài và bộ số liệu doanh nghiệp đổi mới sáng tạo cho báo, đài của tỉnh.",
        "Một số doanh nghiệp ngại công bố số liệu nghiên cứu.",
        "Mở chuyên trang giới thiệu sản phẩm công nghệ của tỉnh.",
    ),
    "dn-sgddt": Account(
        (12, 5230, 58, 96400, 140, 220, 6, 0, 11),
        "100% trường trung học phổ thông tổ chức ngoại khóa về Nghị quyết; học sinh làm 46 video.",
        next_steps="Tổ chức ngày hội STEM cấp tỉnh trong tháng 4/2025.",
    ),
    "dn-tp-bienhoa-ubnd": Account(
        (31, 6480, 74, 132000, 260, 310, 4, 118, 14),
        "Quán triệt đến 30 phường, xã; lắp nội dung tuyên truyền trên 22 màn hình điện tử.",
        "Lượng người tạm trú lớn nên khó thống kê đầy đủ.",
        "Đưa lớp “Bình dân học vụ số” vào khu nhà trọ, mỗi tháng ít nhất bốn lớp.",
        "Đề nghị tỉnh cấp tài liệu song ngữ cho lao động là người dân tộc thiểu số.",
    ),
    "dn-tp-longkhanh-ubnd": Account(
        (16, 2105, 29, 24800, 96, 184, 3, 62, 8),
        "Tổ công nghệ số cộng đồng đi từng nhà vườn hướng dẫn tạo mã truy xuất nguồn gốc.",
        next_steps="Nhân rộng mã truy xuất nguồn gốc cho chôm chôm, sầu riêng.",
    ),
    "dn-h-longthanh-ubnd": Account(
        (15, 2730, 33, 38100, 120, 205, 2, 79, 6),
        "Tuyên truyền gắn với giải phóng mặt bằng và việc làm mới quanh cảng hàng không.",
        "Gửi báo cáo chậm do dồn việc sắp xếp tổ chức bộ máy.",
        "Tuyên truyền tại chỗ cho công nhân công trường cảng hàng không.",
    ),
    "dn-h-nhontrach-ubnd": Account(
        (12, 1980, 24, 27600, 88, 170, 2, 55, 5),
        "Phối hợp công đoàn khu công nghiệp tuyên truyền tại 9 khu nhà trọ công nhân.",
        "Công nhân làm ca nên khó tập trung; phải chia nhiều buổi nhỏ.",
        proposals="Đề nghị tỉnh phối hợp Liên đoàn Lao động tổ chức hội thi cho công nhân.",
    ),
    "dn-mttq": Account(
        (6, 820, 18, 14300, 25, 30, 1, 0, 2),
        "Hướng dẫn Mặt trận các cấp tuyên truyền trong khu dân cư, vùng đồng bào có đạo.",
    ),
    "dn-lhpn": Account(
        (8, 1140, 26, 33900, 30, 41, 3, 0, 9),
        "Mở 9 lớp kỹ năng số cho nữ công nhân, phụ nữ cao tuổi.",
        next_steps="Thành lập nhóm hỗ trợ phụ nữ khởi nghiệp trên nền tảng số.",
    ),
    "dn-tp-bienhoa-btg": Account(
        (4, 760, 35, 51000, 40, 64, 2, 0, 0),
        "Tham mưu Thành ủy ban hành kế hoạch; biên soạn 2 tài liệu sinh hoạt chi bộ.",
    ),
    "dn-h-longthanh-btg": Account(
        (3, 410, 17, 15200, 28, 52, 1, 0, 0),
        "Tổ chức hội nghị báo cáo viên chuyên đề; định hướng trang tin của 14 xã, thị trấn.",
    ),
    # Khánh Hòa, to the women's union of the province
    "kh-tp-nhatrang-lhpn": Account(
        (11, 1620, 34, 72500, 44, 60, 3, 27, 8),
        "Ra mắt 3 tổ “Phụ nữ chợ số”; hướng dẫn 640 tiểu thương thanh toán không dùng tiền mặt.",
    ),
    "kh-tp-camranh-lhpn": Account(
        (7, 780, 15, 16800, 26, 48, 1, 15, 4),
        "Lồng ghép tuyên truyền trong sinh hoạt của 86 chi hội.",
        "Chi hội ở đảo Bình Ba sinh hoạt không đều do đi biển dài ngày.",
    ),
    "kh-tx-ninhhoa-lhpn": Account(
        (9, 1015, 18, 14100, 31, 72, 2, 27, 6),
        "Tổ chức hội thi tìm hiểu Nghị quyết ở 27 xã, phường.",
    ),
    "kh-h-dienkhanh-lhpn": Account(
        (6, 690, 12, 8900, 18, 54, 1, 18, 5),
        "Hỗ trợ 112 hội viên đưa sản phẩm làng nghề lên sàn thương mại điện tử.",
    ),
    "kh-nhatrang-lhpn": Account(
        (3, 420, 21, 45200, 12, 16, 1, 9, 3),
        "Duy trì 3 lớp “Bình dân học vụ số” buổi tối; 9 chi hội có thành viên trong Tổ công nghệ "
        "số cộng đồng.",
        "Người cao tuổi cần kèm từng người nên lớp không mở đông được.",
    ),
    # Hải Phòng: the hội of xã Tứ Kỳ to their People's Committee
    "hp-tuky-lhpn": Account(
        (4, 365, 9, 7400, 6, 8, 1, 6, 4),
        "Cả 6 chi hội đã sinh hoạt chuyên đề; hội viên giúp 210 người dùng dịch vụ công trực "
        "tuyến lần đầu.",
        next_steps="Mở thêm 2 lớp “Bình dân học vụ số” cho phụ nữ cao tuổi trước cuối năm.",
    ),
    "hp-tuky-ccb": Account(
        (2, 148, 3, 2100, 4, 5, 0, 3, 1),
        "Chi hội Cựu chiến binh các thôn cử 11 hội viên tham gia Tổ công nghệ số cộng đồng.",
        "Nộp báo cáo muộn vì bận tổ chức đại hội chi hội.",
    ),
}
"""Reports by the code of the unit that sends them."""
