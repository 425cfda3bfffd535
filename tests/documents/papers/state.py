"""A plan and a công văn of State bodies."""

from __future__ import annotations

from documents.content import Appendix, PaperContent, Section, Table, blank

NQ57 = "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị"


def state_plan() -> PaperContent:
    """Kế hoạch of UBND xã Tân Kỳ, not numbered yet."""
    paper = blank("nd30", "KH")
    paper.update(
        {
            "issuer": "Ủy ban nhân dân xã Tân Kỳ",
            "head_parent": [],
            "head_name": ["ỦY BAN NHÂN DÂN", "XÃ TÂN KỲ"],
            "symbol": "KH-UBND",
            "place": "Tân Kỳ",
            "year_hint": 2026,
            "subject": (
                f"tuyên truyền {NQ57} về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo "
                "và chuyển đổi số quốc gia trên địa bàn xã Tân Kỳ năm 2026"
            ),
            "citations": [
                f"Căn cứ {NQ57} về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và "
                "chuyển đổi số quốc gia",
                "Căn cứ Quyết định số 1169/QĐ-TTg ngày 16/6/2025 của Thủ tướng Chính phủ phê duyệt "
                "chương trình truyền thông thực hiện Nghị quyết số 57-NQ/TW đến năm 2030",
                "Thực hiện Kế hoạch số 67/KH-UBND ngày 27/02/2026 của Ủy ban nhân dân thành phố "
                "Hải Phòng về tuyên truyền Nghị quyết số 57-NQ/TW năm 2026",
            ],
            "opening": (
                "Ủy ban nhân dân xã Tân Kỳ ban hành Kế hoạch tuyên truyền Nghị quyết số 57-NQ/TW "
                "năm 2026 trên địa bàn xã như sau:"
            ),
            "sections": [
                Section(
                    heading="Mục đích, yêu cầu",
                    text="""1. Mục đích
a) Giúp cán bộ, công chức, viên chức, người lao động, hộ kinh doanh và Nhân dân trong xã hiểu \
đúng, hiểu đủ về vai trò của khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số đối với đời \
sống hằng ngày; từ đó chủ động học, chủ động dùng và chủ động góp ý với chính quyền.
b) Tạo sự thống nhất giữa chính quyền, Mặt trận Tổ quốc, các đoàn thể và doanh nghiệp trong việc \
đưa công nghệ vào sản xuất nông nghiệp, quản lý đất đai, cung cấp dịch vụ công và chăm sóc sức \
khỏe.
c) Phát hiện, giới thiệu những cách làm hay của thôn, tổ công nghệ số cộng đồng, hợp tác xã và \
trường học để các nơi khác học theo.
2. Yêu cầu
Nội dung tuyên truyền chính xác, ngắn gọn, gắn với công việc cụ thể của từng nhóm đối tượng; mỗi \
hoạt động có người chịu trách nhiệm, có thời hạn và có sản phẩm; kinh phí tiết kiệm, không phô \
trương, không trùng lặp với kế hoạch của cấp trên.""",
                ),
                Section(
                    heading="Nội dung và hình thức tuyên truyền",
                    text="""1. Nội dung
1.1. Quan điểm, mục tiêu và nhiệm vụ của Nghị quyết số 57-NQ/TW
- Năm quan điểm chỉ đạo, các mục tiêu đến năm 2030 và tầm nhìn đến năm 2045; bảy nhóm nhiệm vụ, \
giải pháp mà Bộ Chính trị đã xác định.
- Trách nhiệm của người đứng đầu cơ quan, đơn vị và của từng cán bộ, công chức trong việc thực hiện.
- Kế hoạch hành động của thành phố Hải Phòng và những việc xã được giao trong năm 2026.
1.2. Kết quả và mô hình tại địa phương
- Tỷ lệ hồ sơ nộp trực tuyến, tỷ lệ thanh toán không dùng tiền mặt tại Trung tâm Phục vụ hành \
chính công xã theo từng quý.
- Mô hình truy xuất nguồn gốc rau an toàn của hợp tác xã; mô hình sổ sức khỏe điện tử tại trạm y tế:
+ Người dân được hướng dẫn cài đặt ngay khi đến khám;
+ Kết quả khám được lưu và tra cứu lại bằng điện thoại.
2. Hình thức
2.1. Trên hệ thống truyền thanh xã: mỗi tuần ít nhất 02 bản tin, mỗi bản tin không quá 05 phút, \
phát vào giờ người dân ở nhà.
2.2. Trên Cổng thông tin điện tử, trang mạng xã hội chính thức của xã: mỗi tuần ít nhất 03 tin, \
bài hoặc đoạn phim ngắn; trả lời câu hỏi của người dân trong vòng 02 ngày làm việc.
2.3. Tuyên truyền trực quan tại trụ sở, nhà văn hóa thôn, chợ và trường học bằng pa nô, áp \
phích, màn hình điện tử.
2.4. Lồng ghép trong sinh hoạt chi bộ, họp thôn, sinh hoạt đoàn thể, giờ chào cờ đầu tuần của \
các trường học.
3. Phong trào “Bình dân học vụ số”
Mỗi thôn mở ít nhất 01 lớp hướng dẫn kỹ năng số cơ bản trong quý II năm 2026; ưu tiên người cao \
tuổi, phụ nữ và lao động nông nghiệp. Tổ công nghệ số cộng đồng trực tiếp hướng dẫn, Đoàn Thanh \
niên cử người hỗ trợ.""",
                ),
                Section(
                    heading="Tổ chức thực hiện",
                    text="""1. Phòng Văn hóa - Xã hội
- Chủ trì, phối hợp với các cơ quan, đơn vị liên quan triển khai Kế hoạch này; hướng dẫn nội \
dung tuyên truyền hằng tháng; theo dõi, kiểm tra, đôn đốc việc thực hiện của các thôn.
- Tổng hợp, báo cáo Sở Khoa học và Công nghệ, Ủy ban nhân dân xã kết quả thực hiện trước ngày 15 \
tháng cuối quý.
2. Trung tâm Dịch vụ sự nghiệp công
- Xây dựng chuyên mục trên hệ thống truyền thanh; phối hợp rà soát, xử lý thông tin sai sự thật \
trên môi trường mạng liên quan đến nội dung tuyên truyền.
- Bố trí màn hình điện tử, pa nô tại các điểm công cộng, hoàn thành trước ngày 30/4/2026.
3. Phòng Kinh tế
Tham mưu Ủy ban nhân dân xã bố trí kinh phí từ nguồn sự nghiệp năm 2026; hướng dẫn thanh toán, \
quyết toán theo quy định (chi tiết tại Phụ lục).
4. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã và các tổ chức chính trị - xã hội
Vận động đoàn viên, hội viên tích cực tham gia; lồng ghép nội dung tuyên truyền vào các cuộc vận \
động, phong trào thi đua của tổ chức mình.""",
                ),
            ],
            "closing": (
                "Trên đây là Kế hoạch tuyên truyền Nghị quyết số 57-NQ/TW năm 2026 của Ủy ban nhân "
                "dân xã Tân Kỳ. Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, đề nghị các "
                "cơ quan, đơn vị phản ánh bằng văn bản về Ủy ban nhân dân xã (qua Phòng Văn "
                "hóa - Xã "
                "hội) để xem xét, giải quyết."
            ),
            "recipients": [
                "UBND thành phố (để b/c)",
                "Sở Khoa học và Công nghệ (để b/c)",
                "TT Đảng ủy, TT HĐND xã",
                "Lãnh đạo UBND xã",
                "Các cơ quan, đơn vị, trường học trên địa bàn xã",
                "Trưởng các thôn",
            ],
            "archive": "VT, VHXH",
            "position": "CHỦ TỊCH",
            "signer_name": "Nguyễn Văn An",
        }
    )
    return paper


def numbered_state_plan() -> PaperContent:
    """The same plan as numbered by the clerk, with one portrait table as appendix."""
    paper = state_plan()
    paper.update({"number": "67", "date": "2026-02-27", "appendices": [budget_appendix()]})
    return paper


def budget_appendix() -> Appendix:
    return Appendix(
        title="Dự kiến kinh phí thực hiện năm 2026",
        text="",
        table=Table(
            head=["TT", "Nội dung chi", "Đơn vị chủ trì", "Thành tiền (nghìn đồng)"],
            rows=[
                ["1", "Sản xuất bản tin, chuyên mục truyền thanh", "Trung tâm DVSNC", "48.000"],
                ["2", "Pa nô, áp phích, băng rôn tại 12 điểm", "Phòng VHXH", "36.500"],
                ["3", "Lớp “Bình dân học vụ số” tại các thôn", "Đoàn Thanh niên", "25.200"],
                ["", "Tổng cộng", "", "109.700"],
            ],
            numeric=[3],
        ),
        landscape=False,
    )


def letter() -> PaperContent:
    """Công văn of UBND tỉnh Đồng Nai to two groups of addressees, with a contact line."""
    paper = blank("nd30", "CV")
    paper.update(
        {
            "issuer": "Ủy ban nhân dân tỉnh Đồng Nai",
            "head_name": ["ỦY BAN NHÂN DÂN", "TỈNH ĐỒNG NAI"],
            "number": "1587",
            "symbol": "UBND-KGVX",
            "place": "Đồng Nai",
            "date": "2025-02-20",
            "subject": "tuyên truyền Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị",
            "urgency": "khan",
            "addressees": ["Các sở, ban, ngành", "UBND các huyện, thành phố"],
            "opening": (
                "Căn cứ Hướng dẫn số 164-HD/BTGTU ngày 13/02/2025 của Ban Tuyên giáo Tỉnh ủy về "
                "tuyên truyền Nghị quyết số 57-NQ/TW, Chủ tịch Ủy ban nhân dân tỉnh có ý "
                "kiến như sau:"
            ),
            "sections": [
                Section(
                    heading="",
                    text="""1. Các sở, ban, ngành, Ủy ban nhân dân các huyện, thành phố tổ chức \
tuyên truyền đến toàn thể cán bộ, công chức, viên chức và Nhân dân về mục đích, nội dung của \
Nghị quyết; gắn với chương trình công tác năm 2025 của đơn vị.
2. Sở Khoa học và Công nghệ chủ trì cung cấp tài liệu, số liệu cho các cơ quan báo chí; giới \
thiệu kết quả nghiên cứu đã đưa vào sản xuất.
3. Sở Thông tin và Truyền thông hướng dẫn hệ thống thông tin cơ sở; phát hiện, xử lý kịp thời \
thông tin sai sự thật trên không gian mạng.
4. Kết quả thực hiện, các đơn vị báo cáo Ban Tuyên giáo Tỉnh ủy trước ngày 15/3/2025, đồng gửi \
Ủy ban nhân dân tỉnh theo quy định.""",
                )
            ],
            "recipients": [
                "Như trên",
                "Ban Tuyên giáo Tỉnh ủy",
                "Chủ tịch, các PCT UBND tỉnh",
                "Chánh, các PCVP UBND tỉnh",
            ],
            "archive": "VT, KGVX(vdq)",
            "position": "CHỦ TỊCH",
            "signer_name": "Võ Minh Đức",
            "contact": "Địa chỉ: số 2 Nguyễn Văn Trị, Biên Hòa, Đồng Nai - Điện thoại: 0251 "
            "000 000",
        }
    )
    return paper
