"""Realistic papers of every family, as frozen contents; the sentences and people are invented."""

from __future__ import annotations

from documents.content import Appendix, PaperContent, Section, Table, blank

NQ57 = "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị"


def state_plan() -> PaperContent:
    """Kế hoạch of UBND xã Tân Kỳ, not numbered yet."""
    paper = blank("nd30", "KH")
    paper.update(
        issuer="Ủy ban nhân dân xã Tân Kỳ",
        head_parent=[],
        head_name=["ỦY BAN NHÂN DÂN", "XÃ TÂN KỲ"],
        symbol="KH-UBND",
        place="Tân Kỳ",
        year_hint=2026,
        subject=(
            f"tuyên truyền {NQ57} về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo "
            "và chuyển đổi số quốc gia trên địa bàn xã Tân Kỳ năm 2026"
        ),
        citations=[
            f"Căn cứ {NQ57} về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và "
            "chuyển đổi số quốc gia",
            "Căn cứ Quyết định số 1169/QĐ-TTg ngày 16/6/2025 của Thủ tướng Chính phủ phê duyệt "
            "chương trình truyền thông thực hiện Nghị quyết số 57-NQ/TW đến năm 2030",
            "Thực hiện Kế hoạch số 67/KH-UBND ngày 27/02/2026 của Ủy ban nhân dân thành phố "
            "Hải Phòng về tuyên truyền Nghị quyết số 57-NQ/TW năm 2026",
        ],
        opening=(
            "Ủy ban nhân dân xã Tân Kỳ ban hành Kế hoạch tuyên truyền Nghị quyết số 57-NQ/TW "
            "năm 2026 trên địa bàn xã như sau:"
        ),
        sections=[
            Section(
                heading="Mục đích, yêu cầu",
                text="""1. Mục đích
a) Giúp cán bộ, công chức, viên chức, người lao động, hộ kinh doanh và Nhân dân trong xã hiểu đúng, hiểu đủ về vai trò của khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số đối với đời sống hằng ngày; từ đó chủ động học, chủ động dùng và chủ động góp ý với chính quyền.
b) Tạo sự thống nhất giữa chính quyền, Mặt trận Tổ quốc, các đoàn thể và doanh nghiệp trong việc đưa công nghệ vào sản xuất nông nghiệp, quản lý đất đai, cung cấp dịch vụ công và chăm sóc sức khỏe.
c) Phát hiện, giới thiệu những cách làm hay của thôn, tổ công nghệ số cộng đồng, hợp tác xã và trường học để các nơi khác học theo.
2. Yêu cầu
Nội dung tuyên truyền chính xác, ngắn gọn, gắn với công việc cụ thể của từng nhóm đối tượng; mỗi hoạt động có người chịu trách nhiệm, có thời hạn và có sản phẩm; kinh phí tiết kiệm, không phô trương, không trùng lặp với kế hoạch của cấp trên.""",
            ),
            Section(
                heading="Nội dung và hình thức tuyên truyền",
                text="""1. Nội dung
1.1. Quan điểm, mục tiêu và nhiệm vụ của Nghị quyết số 57-NQ/TW
- Năm quan điểm chỉ đạo, các mục tiêu đến năm 2030 và tầm nhìn đến năm 2045; bảy nhóm nhiệm vụ, giải pháp mà Bộ Chính trị đã xác định.
- Trách nhiệm của người đứng đầu cơ quan, đơn vị và của từng cán bộ, công chức trong việc thực hiện.
- Kế hoạch hành động của thành phố Hải Phòng và những việc xã được giao trong năm 2026.
1.2. Kết quả và mô hình tại địa phương
- Tỷ lệ hồ sơ nộp trực tuyến, tỷ lệ thanh toán không dùng tiền mặt tại Trung tâm Phục vụ hành chính công xã theo từng quý.
- Mô hình truy xuất nguồn gốc rau an toàn của hợp tác xã; mô hình sổ sức khỏe điện tử tại trạm y tế:
+ Người dân được hướng dẫn cài đặt ngay khi đến khám;
+ Kết quả khám được lưu và tra cứu lại bằng điện thoại.
2. Hình thức
2.1. Trên hệ thống truyền thanh xã: mỗi tuần ít nhất 02 bản tin, mỗi bản tin không quá 05 phút, phát vào giờ người dân ở nhà.
2.2. Trên Cổng thông tin điện tử, trang mạng xã hội chính thức của xã: mỗi tuần ít nhất 03 tin, bài hoặc đoạn phim ngắn; trả lời câu hỏi của người dân trong vòng 02 ngày làm việc.
2.3. Tuyên truyền trực quan tại trụ sở, nhà văn hóa thôn, chợ và trường học bằng pa nô, áp phích, màn hình điện tử.
2.4. Lồng ghép trong sinh hoạt chi bộ, họp thôn, sinh hoạt đoàn thể, giờ chào cờ đầu tuần của các trường học.
3. Phong trào “Bình dân học vụ số”
Mỗi thôn mở ít nhất 01 lớp hướng dẫn kỹ năng số cơ bản trong quý II năm 2026; ưu tiên người cao tuổi, phụ nữ và lao động nông nghiệp. Tổ công nghệ số cộng đồng trực tiếp hướng dẫn, Đoàn Thanh niên cử người hỗ trợ.""",
            ),
            Section(
                heading="Tổ chức thực hiện",
                text="""1. Phòng Văn hóa - Xã hội
- Chủ trì, phối hợp với các cơ quan, đơn vị liên quan triển khai Kế hoạch này; hướng dẫn nội dung tuyên truyền hằng tháng; theo dõi, kiểm tra, đôn đốc việc thực hiện của các thôn.
- Tổng hợp, báo cáo Sở Khoa học và Công nghệ, Ủy ban nhân dân xã kết quả thực hiện trước ngày 15 tháng cuối quý.
2. Trung tâm Dịch vụ sự nghiệp công
- Xây dựng chuyên mục trên hệ thống truyền thanh; phối hợp rà soát, xử lý thông tin sai sự thật trên môi trường mạng liên quan đến nội dung tuyên truyền.
- Bố trí màn hình điện tử, pa nô tại các điểm công cộng, hoàn thành trước ngày 30/4/2026.
3. Phòng Kinh tế
Tham mưu Ủy ban nhân dân xã bố trí kinh phí từ nguồn sự nghiệp năm 2026; hướng dẫn thanh toán, quyết toán theo quy định (chi tiết tại Phụ lục).
4. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã và các tổ chức chính trị - xã hội
Vận động đoàn viên, hội viên tích cực tham gia; lồng ghép nội dung tuyên truyền vào các cuộc vận động, phong trào thi đua của tổ chức mình.""",
            ),
        ],
        closing=(
            "Trên đây là Kế hoạch tuyên truyền Nghị quyết số 57-NQ/TW năm 2026 của Ủy ban nhân "
            "dân xã Tân Kỳ. Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, đề nghị các "
            "cơ quan, đơn vị phản ánh bằng văn bản về Ủy ban nhân dân xã (qua Phòng Văn hóa - Xã "
            "hội) để xem xét, giải quyết."
        ),
        recipients=[
            "UBND thành phố (để b/c)",
            "Sở Khoa học và Công nghệ (để b/c)",
            "TT Đảng ủy, TT HĐND xã",
            "Lãnh đạo UBND xã",
            "Các cơ quan, đơn vị, trường học trên địa bàn xã",
            "Trưởng các thôn",
        ],
        archive="VT, VHXH",
        position="CHỦ TỊCH",
        signer_name="Nguyễn Văn An",
    )
    return paper


def numbered_state_plan() -> PaperContent:
    """The same plan as numbered by the clerk, with one portrait table as appendix."""
    paper = state_plan()
    paper.update(number="67", date="2026-02-27", appendices=[budget_appendix()])
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
        issuer="Ủy ban nhân dân tỉnh Đồng Nai",
        head_name=["ỦY BAN NHÂN DÂN", "TỈNH ĐỒNG NAI"],
        number="1587",
        symbol="UBND-KGVX",
        place="Đồng Nai",
        date="2025-02-20",
        subject="tuyên truyền Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị",
        urgency="khan",
        addressees=["Các sở, ban, ngành", "UBND các huyện, thành phố"],
        opening=(
            "Căn cứ Hướng dẫn số 164-HD/BTGTU ngày 13/02/2025 của Ban Tuyên giáo Tỉnh ủy về "
            "tuyên truyền Nghị quyết số 57-NQ/TW, Chủ tịch Ủy ban nhân dân tỉnh có ý kiến như sau:"
        ),
        sections=[
            Section(
                heading="",
                text="""1. Các sở, ban, ngành, Ủy ban nhân dân các huyện, thành phố tổ chức tuyên truyền đến toàn thể cán bộ, công chức, viên chức và Nhân dân về mục đích, nội dung của Nghị quyết; gắn với chương trình công tác năm 2025 của đơn vị.
2. Sở Khoa học và Công nghệ chủ trì cung cấp tài liệu, số liệu cho các cơ quan báo chí; giới thiệu kết quả nghiên cứu đã đưa vào sản xuất.
3. Sở Thông tin và Truyền thông hướng dẫn hệ thống thông tin cơ sở; phát hiện, xử lý kịp thời thông tin sai sự thật trên không gian mạng.
4. Kết quả thực hiện, các đơn vị báo cáo Ban Tuyên giáo Tỉnh ủy trước ngày 15/3/2025, đồng gửi Ủy ban nhân dân tỉnh theo quy định.""",
            )
        ],
        recipients=[
            "Như trên",
            "Ban Tuyên giáo Tỉnh ủy",
            "Chủ tịch, các PCT UBND tỉnh",
            "Chánh, các PCVP UBND tỉnh",
        ],
        archive="VT, KGVX(vdq)",
        position="CHỦ TỊCH",
        signer_name="Võ Minh Đức",
        contact="Địa chỉ: số 2 Nguyễn Văn Trị, Biên Hòa, Đồng Nai - Điện thoại: 0251 000 000",
    )
    return paper


def party_plan(profile: str = "hd36") -> PaperContent:
    """Kế hoạch of the Ban Thường vụ Thành ủy Cần Thơ; dated to fit the rule set."""
    paper = blank(profile, "KH")
    paper.update(
        issuer="Ban Thường vụ Thành ủy Cần Thơ",
        head_name=["THÀNH ỦY CẦN THƠ"],
        number="9",
        symbol="KH/TU",
        place="Cần Thơ",
        date="2025-02-11" if profile == "hd36" else "2026-06-08",
        subject=(
            f"Quán triệt, tuyên truyền {NQ57} về đột phá phát triển khoa học, công nghệ, đổi mới "
            "sáng tạo và chuyển đổi số quốc gia"
        ),
        opening=(
            "Thực hiện Hướng dẫn số 186-HD/BTGTW ngày 10/01/2025 của Ban Tuyên giáo Trung ương, "
            "Ban Thường vụ Thành ủy ban hành Kế hoạch quán triệt, tuyên truyền Nghị quyết số "
            "57-NQ/TW, cụ thể như sau:"
        ),
        sections=[
            Section(
                heading="MỤC ĐÍCH, YÊU CẦU",
                text="""1. Làm cho cán bộ, đảng viên và các tầng lớp Nhân dân thành phố nhận thức sâu sắc ý nghĩa, tầm quan trọng của việc phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số; củng cố niềm tin vào sự lãnh đạo của Đảng, sự quản lý của Nhà nước.
2. Từng cấp ủy, tổ chức đảng, cán bộ, đảng viên xác định rõ việc phải làm, thời hạn phải xong và kết quả phải đạt; khắc phục tình trạng quán triệt hình thức, sao chép kế hoạch của cấp trên.
3. Việc quán triệt, tuyên truyền được tiến hành khẩn trương, nghiêm túc, thiết thực; lấy kết quả chuyển đổi số của địa phương, đơn vị làm thước đo.""",
            ),
            Section(
                heading="NỘI DUNG",
                text="""1. Quan điểm, mục tiêu, nhiệm vụ, giải pháp nêu trong Nghị quyết số 57-NQ/TW; chương trình hành động của Thành ủy và kế hoạch của Ủy ban nhân dân thành phố.
2. Vai trò của cấp ủy, chính quyền, Mặt trận Tổ quốc Việt Nam, các tổ chức chính trị - xã hội và của người dân, doanh nghiệp trong phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số.
3. Biểu dương tập thể, cá nhân, nhà khoa học, doanh nghiệp có sáng kiến được áp dụng; đấu tranh, phản bác thông tin sai trái, xuyên tạc.""",
            ),
            Section(
                heading="ĐỐI TƯỢNG, HÌNH THỨC",
                text="""1. Đối tượng
Cán bộ, đảng viên, công chức, viên chức, người lao động, đoàn viên, hội viên và Nhân dân trên địa bàn thành phố.
2. Hình thức
2.1. Hội nghị báo cáo viên, sinh hoạt chi bộ thường kỳ và chuyên đề; lồng ghép trong hội nghị của địa phương, đơn vị.
2.2. Báo, đài, cổng và trang thông tin điện tử của thành phố; hệ thống thông tin cơ sở; các nền tảng số, mạng xã hội.
2.3. Cổ động trực quan tại nơi công cộng, khu công nghiệp, trường học, chợ, bến xe, khu dân cư.""",
            ),
            Section(
                heading="TỔ CHỨC THỰC HIỆN",
                text="""1. Các quận ủy, huyện ủy, đảng ủy trực thuộc Thành ủy, các sở, ban, ngành, Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội thành phố
- Xây dựng kế hoạch quán triệt, tuyên truyền phù hợp với điều kiện của địa phương, đơn vị; báo cáo kết quả về Ban Thường vụ Thành ủy (qua Ban Tuyên giáo và Dân vận Thành ủy) trước ngày 07/3/2025.
- Nắm chắc tình hình tư tưởng, dư luận xã hội, kịp thời phản ánh những vấn đề mới phát sinh.
2. Các cơ quan báo, đài thành phố
Mở chuyên trang, chuyên mục; tăng thời lượng tin, bài về những cách làm sáng tạo, những điển hình trong chuyển đổi số của cơ quan, doanh nghiệp và người dân.
3. Ban Tuyên giáo và Dân vận Thành ủy
- Chủ trì hướng dẫn, theo dõi, đôn đốc việc thực hiện Kế hoạch này.
- Định kỳ tổng hợp tình hình, kết quả, báo cáo Ban Thường vụ Thành ủy.""",
            ),
        ],
        recipients=[
            "Ban Tuyên giáo và Dân vận Trung ương",
            "Các quận ủy, huyện ủy",
            "Các đảng ủy trực thuộc Thành ủy",
            "Các sở, ban, ngành, Mặt trận Tổ quốc và các tổ chức chính trị - xã hội thành phố",
            "Các đồng chí Ủy viên Ban Thường vụ Thành ủy",
        ],
        archive="Văn phòng Thành ủy",
        authority=["T/M BAN THƯỜNG VỤ"],
        position="PHÓ BÍ THƯ",
        signer_name="Lê Quốc Hiệp",
    )
    return paper


def women_plan() -> PaperContent:
    """Kế hoạch of the Ban Thường vụ Hội LHPN tỉnh Khánh Hòa: the State skin, signed TM."""
    paper = blank("lhpn", "KH")
    paper.update(
        issuer="Ban Thường vụ Hội Liên hiệp Phụ nữ tỉnh Khánh Hòa",
        head_parent=["HỘI LHPN TỈNH KHÁNH HÒA"],
        head_name=["BAN THƯỜNG VỤ"],
        number="21",
        symbol="KH-BTV",
        place="Khánh Hòa",
        date="2025-03-05",
        subject=f"Tuyên truyền và phổ biến {NQ57} trong các cấp Hội",
        opening=(
            "Thực hiện Kế hoạch số 257-KH/TU ngày 26/02/2025 của Tỉnh ủy Khánh Hòa, Ban Thường vụ "
            "Hội Liên hiệp Phụ nữ tỉnh ban hành Kế hoạch tuyên truyền và phổ biến như sau:"
        ),
        sections=[
            Section(
                heading="MỤC ĐÍCH, YÊU CẦU",
                text="""- Nâng cao nhận thức của cán bộ, hội viên, phụ nữ về khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số; vận động chị em học kỹ năng số, dùng dịch vụ công trực tuyến.
- Nội dung ngắn gọn, dễ nhớ, sát với việc nhà, việc nước, việc làm ăn của hội viên.""",
            ),
            Section(
                heading="NỘI DUNG, HÌNH THỨC",
                text="""1. Nội dung: các quan điểm, mục tiêu, nhiệm vụ của Nghị quyết; chương trình hành động của tỉnh.
2. Hình thức
- Trang mạng xã hội của Hội các cấp; sinh hoạt chi, tổ phụ nữ; hội thi, hoạt động văn hóa.
- Hệ thống truyền thanh cơ sở, đội ngũ báo cáo viên, tuyên truyền viên của Hội.""",
            ),
            Section(
                heading="TỔ CHỨC THỰC HIỆN",
                text="""1. Hội Liên hiệp Phụ nữ tỉnh giao Ban Tuyên giáo - Chính sách luật pháp theo dõi, hướng dẫn, kiểm tra.
2. Hội Liên hiệp Phụ nữ các huyện, thị xã, thành phố xây dựng kế hoạch; phản ánh kết quả trong báo cáo hằng tháng.""",
            ),
        ],
        closing=(
            "Trên đây là Kế hoạch của Ban Thường vụ Hội Liên hiệp Phụ nữ tỉnh, đề nghị Hội Liên "
            "hiệp Phụ nữ các huyện, thị xã, thành phố và các đơn vị trực thuộc triển khai thực hiện."
        ),
        recipients=[
            "Ban Tuyên giáo và Dân vận Tỉnh ủy (để b/c)",
            "Hội LHPN các huyện, thị xã, thành phố",
            "Hội Phụ nữ các đơn vị trực thuộc",
        ],
        archive="VT, Ban TG-CSLP",
        authority=["TM. BAN THƯỜNG VỤ"],
        position="PHÓ CHỦ TỊCH",
        signer_name="Nguyễn Thị Bích Liên",
    )
    return paper


def youth_plan() -> PaperContent:
    """Kế hoạch of the Ban Chấp hành Đoàn xã: own heading, "***", colon and Party order."""
    paper = blank("doan", "KH")
    paper.update(
        issuer="Ban Thường vụ Đoàn TNCS Hồ Chí Minh xã Tân Kỳ",
        head_parent=["BCH ĐOÀN TP HẢI PHÒNG"],
        head_name=["BAN CHẤP HÀNH ĐOÀN XÃ TÂN KỲ"],
        number="14",
        symbol="KH/ĐTN",
        place="Tân Kỳ",
        date="2026-04-02",
        subject="Triển khai phong trào “Bình dân học vụ số” trong đoàn viên, thanh niên năm 2026",
        citations=["Căn cứ Kế hoạch số 31/KH-UBND ngày 18/3/2026 của Ủy ban nhân dân xã Tân Kỳ"],
        opening="Ban Thường vụ Đoàn xã ban hành Kế hoạch như sau:",
        sections=[
            Section(
                heading="MỤC ĐÍCH, YÊU CẦU",
                text="1. Mỗi đoàn viên hướng dẫn ít nhất 02 người dân sử dụng dịch vụ công trực "
                "tuyến.\n2. Hoạt động thiết thực, an toàn, đúng thời gian.",
            ),
            Section(
                heading="TỔ CHỨC THỰC HIỆN",
                text="1. Ban Thường vụ Đoàn xã phân công, theo dõi, kiểm tra.\n"
                "2. Các chi đoàn thành lập đội hình tình nguyện, báo cáo kết quả trước ngày "
                "25 hằng tháng.",
            ),
        ],
        recipients=["Thường trực Thành đoàn (để b/c)", "Đảng ủy, UBND xã", "Các chi đoàn"],
        archive="VP Đoàn xã",
        authority=["TM. BAN THƯỜNG VỤ"],
        position="BÍ THƯ",
        signer_name="Đỗ Hải Nam",
    )
    return paper


def report() -> PaperContent:
    """Báo cáo of UBND xã with two appendices: a long landscape table and a text."""
    paper = blank("nd30", "BC")
    villages = ["Đông Lâm", "Nghĩa Xá", "Phú Lương", "Hưng Đạo", "Ngọc Tân", "Trại Vàng"]
    rows = [
        [
            str(index),
            f"Thôn {villages[index % 6]} {index}",
            "Tổ chức lớp hướng dẫn kỹ năng số cơ bản cho người cao tuổi, phụ nữ",
            "Tổ công nghệ số cộng đồng",
            str(40 + index),
            str(30 + index * 2),
            f"{70 + index % 20},5",
            "Thiếu máy chiếu; đề nghị hỗ trợ",
        ]
        for index in range(1, 31)
    ]
    paper.update(
        issuer="Ủy ban nhân dân xã Tân Kỳ",
        head_name=["ỦY BAN NHÂN DÂN", "XÃ TÂN KỲ"],
        number="112",
        symbol="BC-UBND",
        place="Tân Kỳ",
        date="2026-06-14",
        subject="kết quả tuyên truyền Nghị quyết số 57-NQ/TW 6 tháng đầu năm 2026",
        addressees=["Ủy ban nhân dân thành phố Hải Phòng"],
        opening=(
            "Thực hiện Kế hoạch số 67/KH-UBND ngày 27/02/2026, Ủy ban nhân dân xã Tân Kỳ báo cáo "
            "kết quả tuyên truyền 6 tháng đầu năm 2026 như sau:"
        ),
        sections=[
            Section(
                heading="KẾT QUẢ THỰC HIỆN",
                text="1. Đã phát 52 bản tin truyền thanh, đăng 81 tin, bài; mở 30 lớp hướng dẫn "
                "kỹ năng số với 1.665 lượt người tham gia (chi tiết tại Phụ lục I).\n"
                "2. Tỷ lệ hồ sơ nộp trực tuyến đạt 86,4%, tăng 11,2 điểm phần trăm so với cùng kỳ.",
            ),
            Section(
                heading="TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN",
                text="Một số thôn thiếu thiết bị, thiếu người hướng dẫn (Phụ lục II).",
            ),
            Section(
                heading="PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM",
                text="- Hoàn thành chỉ tiêu còn lại trước ngày 30/11/2026.\n"
                "- Bố trí kinh phí mua 05 máy chiếu dùng chung.",
            ),
        ],
        closing="Ủy ban nhân dân xã Tân Kỳ trân trọng báo cáo.",
        recipients=["Như trên", "TT Đảng ủy, TT HĐND xã", "CT, các PCT UBND xã"],
        archive="VT, VHXH(03b)",
        authority=["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"],
        position="PHÓ CHỦ TỊCH",
        signer_name="Trần Thị Mai",
        appendices=[
            Appendix(
                title="Kết quả mở lớp kỹ năng số theo thôn",
                text="",
                table=Table(
                    head=[
                        "TT",
                        "Thôn",
                        "Nội dung",
                        "Đơn vị thực hiện",
                        "Chỉ tiêu (lượt)",
                        "Thực hiện (lượt)",
                        "Tỷ lệ (%)",
                        "Khó khăn, kiến nghị",
                    ],
                    rows=rows,
                    numeric=[4, 5, 6],
                ),
                landscape=True,
            ),
            Appendix(
                title="Khó khăn và kiến nghị của các thôn",
                text="1. Về thiết bị\n"
                + "\n".join(
                    f"- Thôn {name} đề nghị hỗ trợ máy chiếu, màn chiếu và đường truyền để duy trì "
                    "lớp học vào buổi tối; thôn cam kết bố trí người quản lý, bảo quản thiết bị và "
                    "mở cửa nhà văn hóa ít nhất ba buổi mỗi tuần cho người dân đến học, đến hỏi."
                    for name in villages * 3
                )
                + "\n2. Về con người\nĐề nghị tập huấn bổ sung cho Tổ công nghệ số cộng đồng.",
                table=None,
                landscape=False,
            ),
        ],
        drafter_code="VHXH.05",
        demo=True,
    )
    return paper
