"""Plans of a Party committee, the Women's Union and the Youth Union."""

from __future__ import annotations

from documents.content import PaperContent, Section, blank
from tests.documents.papers.state import NQ57


def party_plan(profile: str = "hd36") -> PaperContent:
    """Kế hoạch of the Ban Thường vụ Thành ủy Cần Thơ; dated to fit the rule set."""
    paper = blank(profile, "KH")
    paper.update(
        {
            "issuer": "Ban Thường vụ Thành ủy Cần Thơ",
            "head_name": ["THÀNH ỦY CẦN THƠ"],
            "number": "9",
            "symbol": "KH/TU",
            "place": "Cần Thơ",
            "date": "2025-02-11" if profile == "hd36" else "2026-06-08",
            "subject": (
                f"Quán triệt, tuyên truyền {NQ57} về đột phá phát triển khoa học, công "
                "nghệ, đổi mới "
                "sáng tạo và chuyển đổi số quốc gia"
            ),
            "opening": (
                "Thực hiện Hướng dẫn số 186-HD/BTGTW ngày 10/01/2025 của Ban Tuyên giáo "
                "Trung ương, "
                "Ban Thường vụ Thành ủy ban hành Kế hoạch quán triệt, tuyên truyền Nghị quyết số "
                "57-NQ/TW, cụ thể như sau:"
            ),
            "sections": [
                Section(
                    heading="MỤC ĐÍCH, YÊU CẦU",
                    text="""1. Làm cho cán bộ, đảng viên và các tầng lớp Nhân dân thành phố nhận \
thức sâu sắc ý nghĩa, tầm quan trọng của việc phát triển khoa học, công nghệ, đổi mới sáng tạo \
và chuyển đổi số; củng cố niềm tin vào sự lãnh đạo của Đảng, sự quản lý của Nhà nước.
2. Từng cấp ủy, tổ chức đảng, cán bộ, đảng viên xác định rõ việc phải làm, thời hạn phải xong và \
kết quả phải đạt; khắc phục tình trạng quán triệt hình thức, sao chép kế hoạch của cấp trên.
3. Việc quán triệt, tuyên truyền được tiến hành khẩn trương, nghiêm túc, thiết thực; lấy kết quả \
chuyển đổi số của địa phương, đơn vị làm thước đo.""",
                ),
                Section(
                    heading="NỘI DUNG",
                    text="""1. Quan điểm, mục tiêu, nhiệm vụ, giải pháp nêu trong Nghị quyết số \
57-NQ/TW; chương trình hành động của Thành ủy và kế hoạch của Ủy ban nhân dân thành phố.
2. Vai trò của cấp ủy, chính quyền, Mặt trận Tổ quốc Việt Nam, các tổ chức chính trị - xã hội và \
của người dân, doanh nghiệp trong phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi \
số.
3. Biểu dương tập thể, cá nhân, nhà khoa học, doanh nghiệp có sáng kiến được áp dụng; đấu tranh, \
phản bác thông tin sai trái, xuyên tạc.""",
                ),
                Section(
                    heading="ĐỐI TƯỢNG, HÌNH THỨC",
                    text="""1. Đối tượng
Cán bộ, đảng viên, công chức, viên chức, người lao động, đoàn viên, hội viên và Nhân dân trên \
địa bàn thành phố.
2. Hình thức
2.1. Hội nghị báo cáo viên, sinh hoạt chi bộ thường kỳ và chuyên đề; lồng ghép trong hội nghị \
của địa phương, đơn vị.
2.2. Báo, đài, cổng và trang thông tin điện tử của thành phố; hệ thống thông tin cơ sở; các nền \
tảng số, mạng xã hội.
2.3. Cổ động trực quan tại nơi công cộng, khu công nghiệp, trường học, chợ, bến xe, khu dân cư.""",
                ),
                Section(
                    heading="TỔ CHỨC THỰC HIỆN",
                    text="""1. Các quận ủy, huyện ủy, đảng ủy trực thuộc Thành ủy, các sở, ban, \
ngành, Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội thành phố
- Xây dựng kế hoạch quán triệt, tuyên truyền phù hợp với điều kiện của địa phương, đơn vị; báo \
cáo kết quả về Ban Thường vụ Thành ủy (qua Ban Tuyên giáo và Dân vận Thành ủy) trước ngày \
07/3/2025.
- Nắm chắc tình hình tư tưởng, dư luận xã hội, kịp thời phản ánh những vấn đề mới phát sinh.
2. Các cơ quan báo, đài thành phố
Mở chuyên trang, chuyên mục; tăng thời lượng tin, bài về những cách làm sáng tạo, những điển \
hình trong chuyển đổi số của cơ quan, doanh nghiệp và người dân.
3. Ban Tuyên giáo và Dân vận Thành ủy
- Chủ trì hướng dẫn, theo dõi, đôn đốc việc thực hiện Kế hoạch này.
- Định kỳ tổng hợp tình hình, kết quả, báo cáo Ban Thường vụ Thành ủy.""",
                ),
            ],
            "recipients": [
                "Ban Tuyên giáo và Dân vận Trung ương",
                "Các quận ủy, huyện ủy",
                "Các đảng ủy trực thuộc Thành ủy",
                "Các sở, ban, ngành, Mặt trận Tổ quốc và các tổ chức chính trị - xã hội thành phố",
                "Các đồng chí Ủy viên Ban Thường vụ Thành ủy",
            ],
            "archive": "Văn phòng Thành ủy",
            "authority": ["T/M BAN THƯỜNG VỤ"],
            "position": "PHÓ BÍ THƯ",
            "signer_name": "Lê Quốc Hiệp",
        }
    )
    return paper


def women_plan() -> PaperContent:
    """Kế hoạch of the Ban Thường vụ Hội LHPN tỉnh Khánh Hòa: the State skin, signed TM."""
    paper = blank("lhpn", "KH")
    paper.update(
        {
            "issuer": "Ban Thường vụ Hội Liên hiệp Phụ nữ tỉnh Khánh Hòa",
            "head_parent": ["HỘI LHPN TỈNH KHÁNH HÒA"],
            "head_name": ["BAN THƯỜNG VỤ"],
            "number": "21",
            "symbol": "KH-BTV",
            "place": "Khánh Hòa",
            "date": "2025-03-05",
            "subject": f"Tuyên truyền và phổ biến {NQ57} trong các cấp Hội",
            "opening": (
                "Thực hiện Kế hoạch số 257-KH/TU ngày 26/02/2025 của Tỉnh ủy Khánh Hòa, Ban "
                "Thường vụ "
                "Hội Liên hiệp Phụ nữ tỉnh ban hành Kế hoạch tuyên truyền và phổ biến như sau:"
            ),
            "sections": [
                Section(
                    heading="MỤC ĐÍCH, YÊU CẦU",
                    text="""- Nâng cao nhận thức của cán bộ, hội viên, phụ nữ về khoa học, công \
nghệ, đổi mới sáng tạo và chuyển đổi số; vận động chị em học kỹ năng số, dùng dịch vụ công trực \
tuyến.
- Nội dung ngắn gọn, dễ nhớ, sát với việc nhà, việc nước, việc làm ăn của hội viên.""",
                ),
                Section(
                    heading="NỘI DUNG, HÌNH THỨC",
                    text="""1. Nội dung: các quan điểm, mục tiêu, nhiệm vụ của Nghị quyết; chương \
trình hành động của tỉnh.
2. Hình thức
- Trang mạng xã hội của Hội các cấp; sinh hoạt chi, tổ phụ nữ; hội thi, hoạt động văn hóa.
- Hệ thống truyền thanh cơ sở, đội ngũ báo cáo viên, tuyên truyền viên của Hội.""",
                ),
                Section(
                    heading="TỔ CHỨC THỰC HIỆN",
                    text="""1. Hội Liên hiệp Phụ nữ tỉnh giao Ban Tuyên giáo - Chính sách luật \
pháp \
theo dõi, hướng dẫn, kiểm tra.
2. Hội Liên hiệp Phụ nữ các huyện, thị xã, thành phố xây dựng kế hoạch; phản ánh kết quả trong \
báo cáo hằng tháng.""",
                ),
            ],
            "closing": (
                "Trên đây là Kế hoạch của Ban Thường vụ Hội Liên hiệp Phụ nữ tỉnh, đề nghị "
                "Hội Liên "
                "hiệp Phụ nữ các huyện, thị xã, thành phố và các đơn vị trực thuộc thực hiện."
            ),
            "recipients": [
                "Ban Tuyên giáo và Dân vận Tỉnh ủy (để b/c)",
                "Hội LHPN các huyện, thị xã, thành phố",
                "Hội Phụ nữ các đơn vị trực thuộc",
            ],
            "archive": "VT, Ban TG-CSLP",
            "authority": ["TM. BAN THƯỜNG VỤ"],
            "position": "PHÓ CHỦ TỊCH",
            "signer_name": "Nguyễn Thị Bích Liên",
        }
    )
    return paper


def youth_plan() -> PaperContent:
    """Kế hoạch of the Ban Chấp hành Đoàn xã: own heading, "***", colon and Party order."""
    paper = blank("doan", "KH")
    paper.update(
        {
            "issuer": "Ban Thường vụ Đoàn TNCS Hồ Chí Minh xã Tân Kỳ",
            "head_parent": ["BCH ĐOÀN TP HẢI PHÒNG"],
            "head_name": ["BAN CHẤP HÀNH ĐOÀN XÃ TÂN KỲ"],
            "number": "14",
            "symbol": "KH/ĐTN",
            "place": "Tân Kỳ",
            "date": "2026-04-02",
            "subject": "Triển khai phong trào “Bình dân học vụ số” trong đoàn viên, thanh "
            "niên năm 2026",
            "citations": [
                "Căn cứ Kế hoạch số 31/KH-UBND ngày 18/3/2026 của Ủy ban nhân dân xã Tân Kỳ"
            ],
            "opening": "Ban Thường vụ Đoàn xã ban hành Kế hoạch như sau:",
            "sections": [
                Section(
                    heading="MỤC ĐÍCH, YÊU CẦU",
                    text="1. Mỗi đoàn viên hướng dẫn ít nhất 02 người dân sử dụng dịch vụ "
                    "công trực "
                    "tuyến.\n2. Hoạt động thiết thực, an toàn, đúng thời gian.",
                ),
                Section(
                    heading="TỔ CHỨC THỰC HIỆN",
                    text="1. Ban Thường vụ Đoàn xã phân công, theo dõi, kiểm tra.\n"
                    "2. Các chi đoàn thành lập đội hình tình nguyện, báo cáo kết quả trước ngày "
                    "25 hằng tháng.",
                ),
            ],
            "recipients": ["Thường trực Thành đoàn (để b/c)", "Đảng ủy, UBND xã", "Các chi đoàn"],
            "archive": "VP Đoàn xã",
            "authority": ["TM. BAN THƯỜNG VỤ"],
            "position": "BÍ THƯ",
            "signer_name": "Đỗ Hải Nam",
        }
    )
    return paper
