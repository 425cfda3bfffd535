"""The words names of bodies and units are made of, and those that end such a name."""

from __future__ import annotations

import re

from directives.importing.vocabulary import listed

# --- issuers and units --------------------------------------------------------------------------

ABBREVIATIONS: tuple[tuple[str, str], ...] = (
    ("UBMTTQVN", "Ủy ban Mặt trận Tổ quốc Việt Nam"),
    ("UBMTTQ", "Ủy ban Mặt trận Tổ quốc"),
    ("MTTQVN", "Mặt trận Tổ quốc Việt Nam"),
    ("MTTQ", "Mặt trận Tổ quốc"),
    ("UBND", "Ủy ban nhân dân"),
    ("HĐND", "Hội đồng nhân dân"),
    ("LHPN", "Liên hiệp Phụ nữ"),
    ("LHTN", "Liên hiệp Thanh niên"),
    ("LĐLĐ", "Liên đoàn Lao động"),
    ("TNCS", "Thanh niên Cộng sản"),
    ("HCM", "Hồ Chí Minh"),
    ("CCB", "Cựu chiến binh"),
    ("BCH", "Ban Chấp hành"),
    ("BTV", "Ban Thường vụ"),
    ("BTT", "Ban Thường trực"),
    ("BTG", "Ban Tuyên giáo"),
    ("BCĐ", "Ban Chỉ đạo"),
    ("UBKT", "Ủy ban Kiểm tra"),
    ("KH&CN", "Khoa học và Công nghệ"),
    ("GD&ĐT", "Giáo dục và Đào tạo"),
    ("GDĐT", "Giáo dục và Đào tạo"),
    ("TT&TT", "Thông tin và Truyền thông"),
    ("VH&TT", "Văn hóa và Thông tin"),
    ("VHTT", "Văn hóa và Thông tin"),
    ("NN&PTNT", "Nông nghiệp và Phát triển nông thôn"),
    ("NN&MT", "Nông nghiệp và Môi trường"),
    ("TN&MT", "Tài nguyên và Môi trường"),
    ("KT-XH", "kinh tế - xã hội"),
    ("TW", "Trung ương"),
    ("VN", "Việt Nam"),
    ("TP", "thành phố"),
)

# First words of the name of a unit, longest first when matched; bare.
UNIT_HEADS = listed(
    """
    uy ban nhan dan | ubnd | hoi dong nhan dan | hdnd | uy ban mat tran | uy ban mttq | ubmttq
    | mttq | mat tran to quoc | uy ban kiem tra | ubkt | uy ban | hoi dong |
    thuong truc tinh uy | thuong truc thanh uy | thuong truc huyen uy | thuong truc dang uy |
    thuong truc hdnd | thuong truc hoi dong | thuong truc cac | thuong truc | tt. | tinh uy |
    thanh uy | huyen uy | quan uy | thi uy | dang uy | dang bo | chi bo | btv | chi uy | cap uy
    | dang doan | ban can su | bcsd | ban | btc | btg | bch | bcd | van phong | vp | so | bo |
    nganh | cuc | chi cuc | tong cuc | vu | vien | phong | trung tam | ttdv | hoi | doan |
    tinh doan | thanh doan | huyen doan | quan doan | xa doan | lien doan | ldld | cong doan |
    lien hiep | to chuc chinh tri | to chuc co so dang | to chuc doan | to chuc tin dung |
    to chuc xa hoi |
    cong an | quan su | bo chi huy | ban chi huy | bo tu lenh |
    don bien phong | kho bac | ngan hang | bao hiem | bhxh | thue | hai quan | thanh tra |
    toa an | tand | vksnd | vien kiem sat | dai | bao | cac bao | tap chi | cong thong tin |
    co quan | don vi | dia phuong | truong | benh vien | tram y te | tram | nha van hoa |
    thu vien | thu truong | nguoi dung dau | giam doc | chu tich | pho chu tich | chanh |
    truong ban | truong phong | truong cac | truong thon | bi thu | hieu truong | cuc truong |
    tong giam doc | tong lien doan | chi huy truong | to cong nghe | to truong | to dan pho |
    to giup viec | to | thon | ap | ban lang | khu pho | khoi pho | khu dan cu | doanh nghiep |
    hop tac xa |
    tap doan | tong cong ty | cong ty | hiep hoi | quy | buu dien | vien thong | vnpt | viettel
    | dien luc | lanh dao | can bo | cong chuc | toan the | dong chi | mat tran | cac |
    tat ca cac  | bo phan | cap xa | cap huyen | cap tinh | chinh phu | thu tuong |
    quoc hoi | bo chinh tri | trung uong | hoc vien | chuyen vien | tu lenh | hat kiem lam |
    ke toan | van hoa | tai chinh | ub mttq | ub mat tran | chi doan | chi hoi | lien doi |
    phan doan | pho hieu truong | pho giam doc | pho truong | pho bi thu | pho chanh | tieu ban
    | nguoi su dung lao dong | cum thi dua | cum dan cu | doi hinh | doi quan ly | doi an ninh |
    hop tac | lien minh
    """
)

# Those that look like the start of a unit's name and are something else; bare.
NOT_UNITS = listed(
    """
    ban hanh | hoi nghi | hoi thao | hoi thi | hoi dam | hoi dien | hoi nhap | hoi cho |
    truong hop | phong, chong | phong chong | phong ngua | phong trao | bao cao | bao dam |
    bao ve | bao gom | doan ket | don gia | dai tho | vien dan | bo sung | bo tri | so luong |
    so lieu | so hoa | so ket | so voi | so sanh | bo may | bo thu tuc | cuc bo | quy dinh |
    quy hoach | quy mo | quy trinh | quy che | co quan truyen thong la | trung thuc | hoi vien
    | doan vien | cac noi dung | cac nhiem vu | cac giai phap | cac muc tieu | cac chi tieu |
    cac hoat dong | cac van ban | cac hinh thuc | cac quan diem | cac chuong trinh |
    cac ke hoach | cac chinh sach | cac dieu kien | cac cong viec | cac phong trao |
    cac mo hinh | cac chu truong | cac tieu chi | cac buoc | cac thu tuc | cac dich vu |
    cac ung dung | cac nen tang | cac du an | cac su kien | cac dinh huong | cac van de |
    cac yeu cau | cac linh vuc | cac ngay le | cac hinh anh | cac tin | cac bien phap |
    cac tai lieu | cac san pham | cac he thong | cac co so du lieu | cac quy dinh | thue suat |
    bao cao vien | tram phan tram | vu viec | vu an | to roi | to khai | tu lieu | doanh thu |
    chu tich ho chi minh luon | mat khac | ap dung | vien tro | to giac | to cao | can cu |
    can bo sung | nganh nghe | ban ron | ban quyen | ban giao | ban doc | bo chi so |
    bo cong cu | bo tieu chi | bo nhan dien | bo tai lieu | phong su | co quan he | cac ket qua
    | cac luc luong phan dong | hoi dap | dai hoi | dai bieu | tap huan | quy tac | quy uoc |
    lanh dao, chi dao | can bo, cong chuc phai | thon gian | vien chuc so | ve to chuc |
    cac khau | cac loai | cac cau | cac ky | cac nghi quyet | cac dot | cac thong tin |
    cac dia diem | cac gia tri | cac phuong an | cac nguon
    """
)

# First words of units with their accents: "Số tiền", "Bản tin", "Tờ khai" begin no unit.
ACCENTS: dict[str, frozenset[str]] = {
    "so": frozenset(("sở",)),
    "bo": frozenset(("bộ",)),
    "ban": frozenset(("ban",)),
    "hoi": frozenset(("hội",)),
    "phong": frozenset(("phòng",)),
    "doan": frozenset(("đoàn",)),
    "cuc": frozenset(("cục",)),
    "to": frozenset(("tổ",)),
    "vien": frozenset(("viện", "viễn")),
    "vu": frozenset(("vụ",)),
    "dai": frozenset(("đài",)),
    "bao": frozenset(("báo", "bảo")),
    "quy": frozenset(("quỹ", "quý")),
    "ap": frozenset(("ấp",)),
    "chi": frozenset(("chi",)),
    "doi": frozenset(("đội",)),
    "truong": frozenset(("trường", "trưởng")),
    "tram": frozenset(("trạm",)),
    "dang": frozenset(("đảng",)),
}

# In front of a unit that is given work.
GIVEN_TO = re.compile(
    r"(?:(?:kinh )?de nghi|tran trong de nghi|yeu cau|giao(?: nhiem vu)?(?: cho)?|phan cong"
    r"|uy quyen cho"
    r"|(?:nhiem vu va )?trach nhiem cua|nhiem vu cua|doi voi|chi dao|ve phia"
    r"|giao trach nhiem(?: cho)?"
    r"|thong nhat giao|dong y giao)\s*:?\s+"
)

# Words that end the name of a unit: after them comes what it has to do. With accents, because
# without them "giao" is also "Tuyên giáo"; in small letters, because names have capitals.
STRONG_VERBS = listed(
    """
    chủ trì | có trách nhiệm | chịu trách nhiệm | phối hợp | tiếp tục | tăng cường | đẩy mạnh |
    chủ động | khẩn trương | nghiêm túc | kịp thời | tham mưu | căn cứ | triển khai |
    theo chức năng | theo nhiệm vụ | theo thẩm quyền | theo lĩnh vực | theo phạm vi | theo dõi
    | theo đề nghị | theo quy định | theo sự | theo phân cấp | trên cơ sở | trong phạm vi |
    tùy theo | tùy tình hình | tùy điều kiện | quan tâm | bám sát | làm đầu mối | là đơn vị |
    là cơ quan | là đầu mối | đôn đốc | đảm bảo | bảo đảm | đề nghị | cần | phải |  sẽ |
    nghiên cứu | quán triệt | tổ chức | xây dựng | hướng dẫn | chỉ đạo | báo cáo | tuyên truyền
    | tổng hợp | rà soát | thực hiện | quản lý | kiểm tra | giám sát | phát huy | phát động |
    lựa chọn | bố trí | cử | gửi | thông báo | thông tin | cung cấp | cập nhật | vận động | đưa
    | đăng tải | đánh giá | tập trung | thường xuyên | hoàn thành | lập | mở | nâng cao |
    phân công | phổ biến | tiếp nhận | tham gia | thẩm định | thành lập | từ chối | ứng dụng |
    vận hành | xem xét | xử lý | khai thác | hỗ trợ | giúp | góp phần | lãnh đạo | làm tốt |
    làm việc | lồng ghép | nắm bắt | nắm chắc | ban hành | biên soạn | cân đối | chuẩn bị |
    chuyển | công khai | đăng ký | định kỳ | điều phối | hằng | hàng | học tập | kết nối |
    kiện toàn | phản ánh | phân bổ | phân loại | phát hành | phát hiện | quyết định | sắp xếp |
    sơ kết | sửa đổi | sử dụng | tạo điều kiện | thanh tra | thi hành | thu thập | thúc đẩy |
    tiếp thu | tìm kiếm | tổng kết | trình | trực tiếp | ưu tiên | vào cuộc | về việc |
    với vai trò | xác định | chấp hành | nhận  biết | sau khi | khi | trong quá trình |
    ngoài | nếu | để | nhằm | đồng thời | đồng gửi | cho ý kiến | góp ý | sẵn sàng | tích cực |
    giao | yêu cầu | từ | cải thiện | đổi mới | khảo sát | thống kê | thí điểm | nhân rộng |
    biểu dương | bổ sung | chú ý | chú trọng | lưu ý | khắc phục | trang bị | mở rộng | chia sẻ
    | đào tạo | bồi dưỡng | phát triển | áp dụng | chung tay | chăm sóc | hiến kế | gương mẫu |
    nêu gương | phấn đấu | công bố | tuân thủ | đồng hành | khuyến khích | huy động | xác nhận
    | trao đổi | phục vụ | sản xuất | đầu tư | duy trì | thanh toán | phê duyệt | không | đã |
    đang | rút kinh nghiệm | siết chặt | tự | vẫn | luôn | nói chung | hưởng ứng | ký kết | ký
    | đề xuất | đấu tranh | định hướng | gắn | giới thiệu | giải quyết | lấy | mời | nộp |
    phấn khởi | quy định | số hóa | thiết lập | thiết kế | tiến hành | tôn vinh | trả lời |
    truyền thông | tuyên dương | viết | xin | xét | đăng | phát | chọn | in | treo | chạy | tạo
    | đẩy | làm | dành | bảo vệ | trong việc | trong công tác | về Ủy ban | hoàn thiện | đi đầu
    | kiểm soát | kêu gọi
    | nâng cấp | mua sắm | lắp đặt | giải ngân | tích hợp | hoàn chỉnh | đối chiếu | làm sạch
    | số hoá | cấu hình | đấu nối | cài đặt | đồng bộ | chuẩn hóa | làm rõ | bàn giao | tự rà soát
    | cụ thể hóa | tăng | vận dụng | trực tiếp | được giao nhiệm vụ | có ý kiến | có văn bản
    | có kế hoạch | có giải pháp | có biện pháp | tạm dừng
    """
)

# Verbs that end a name even in a heading.
PLAIN_VERBS = listed(
    """
    chủ trì | phối hợp | có trách nhiệm | chịu trách nhiệm | tham mưu | căn cứ | triển khai
    | chỉ đạo | thực hiện | theo dõi | tổ chức thực hiện | xây dựng kế hoạch
    """
)

# A verb that belongs to the name when one of these stands before it: "Ban chỉ đạo", "các tổ chức".
VERB_IN_NAME: dict[str, tuple[str, ...]] = {
    "lập": listed("công | độc | tư | dân"),
    "trực tiếp": listed("trên"),
    "tổ chức": listed(
        """
        các | ban | những | mọi | và | đảng | quan, | vị, | thể, | nghiệp, |
        ngành, | nhân, | hội, | phương, | uỷ, | ủy, | một số | từng | cả | với | phòng,
        """
    ),
    "quản lý": listed("ban | cục | quan | phòng | đội | bộ | vị | tổ | nhà"),
    "chỉ đạo": listed("ban"),
    "kiểm tra": listed("ban | đoàn | tổ"),
    "giám sát": listed("đoàn | tâm | ban | tra, | tra và"),
    "xây dựng": listed("đầu tư | ban | sở | phòng | bộ | ngành | các ban"),
    "phát triển": listed("tâm | quỹ | hàng | và | ban | phụ nữ | nông dân"),
    "đầu tư": listed("án | và | quỹ | ban | chủ | nhà"),
    "đào tạo": listed("và | sở | cơ sở | tâm | dục, | dục -"),
    "bồi dưỡng": listed("tâm | trường | tạo, | tạo và | sở"),
    "phục vụ": listed("tâm | nhà"),
    "sử dụng": listed("người"),
    "nghiên cứu": listed("viện | tâm | sở | học,"),
    "hướng dẫn": listed("tổ | đội"),
    "hỗ trợ": listed("tâm | quỹ | tổ"),
    "thông tin": listed(
        "và | cổng | trang | phòng | sở | tâm | hóa, | hóa | hoá | cơ quan | hệ thống"
    ),
    "tuyên truyền": listed("quan | tổ | đội | báo cáo viên,"),
    "báo cáo": listed("ngũ | độ"),
    "thanh tra": listed("ban | đoàn | quan"),
    "lãnh đạo": listed("chí | cấp | các | ban | tập thể"),
    "điều phối": listed("phòng | ban | tổ"),
    "thống kê": listed("cục | phòng"),
    "giúp": listed("tổ"),
    "ứng dụng": listed("tâm | và"),
    "tổng hợp": listed("phòng | viên"),
    "đăng ký": listed("phòng"),
    "đổi mới": listed("tâm"),
    "tham gia": listed("vị | quan | nghiệp | viên"),
    "sản xuất": listed("nghiệp | sở"),
    "khai thác": listed("ty"),
    "vận động": listed("dân"),
    "truyền thông": listed("và | quan | tâm | tổ"),
    "kiểm soát": listed("tâm | phòng"),
    "in": listed("nhà"),
    "phát": listed("và | đài"),
    "công khai": listed("tổ"),
    "được": listed("không"),
}

# Headings that only name a level; the units stand below them.
LEVELS = listed(
    """
    cap trung uong | cap tinh | cap thanh pho | cap huyen | cap xa | cap co so | cac cap |
    cac co quan, don vi | cac don vi | cac co quan | cac xa, phuong
    """
)

# --- how names are written ----------------------------------------------------------------------

PLACE_WORDS = (
    "tỉnh", "thành phố", "tp", "huyện", "quận", "thị xã", "thị trấn", "xã", "phường", "đặc khu",
    "thôn", "khu vực",
)  # fmt: skip
# The word after one of these has a capital: "Sở Nội vụ", "Ban Quản lý dự án".
NAMING_HEADS = frozenset(("sở", "bộ", "ban", "phòng", "cục", "vụ", "viện", "hội"))
# A place may follow at once, without the word for what it is.
NAMED_BY_PLACE = frozenset(
    listed(
        """
        tỉnh ủy | thành ủy | huyện ủy | quận ủy | thị ủy | đảng ủy | tỉnh uỷ | thành uỷ | huyện uỷ
        | quận uỷ | thị uỷ | đảng uỷ | đảng bộ | chi bộ | tỉnh đoàn | thành đoàn | huyện đoàn
        """
    )
)
SCHOOLS = frozenset(
    listed(
        """
        thpt | thcs | th | tiểu học | mầm non | mẫu giáo | đại học | cao đẳng |
        trung học phổ thông | trung học cơ sở | chính trị
        """
    )
)
# After these comes what they are for, in small letters.
COMMITTEES = frozenset(("ban chỉ đạo", "tổ công tác", "hội đồng thi đua", "ban tổ chức"))
COMMON_WORDS = frozenset(
    listed(
        """
        và | các | về | của | trong | với | nhân | dân | công | tư | dự | án | viên | chức | sự |
        nghiệp | số | quản | lý
        """
    )
)

# Parts of names as they are written, capitals or not, for names printed in capitals throughout.
PROPER = listed(
    """
    Ủy ban nhân dân | Hội đồng nhân dân | Mặt trận Tổ quốc | Việt Nam | Liên hiệp Phụ nữ |
    Liên hiệp Thanh niên | Thanh niên Cộng sản | Hồ Chí Minh | Hội Cựu chiến binh | Hội Nông dân |
    Hội Liên hiệp Phụ nữ | Hội Chữ thập đỏ | Hội Người cao tuổi | Hội Khuyến học | Cựu chiến binh |
    Nông dân | Ban Thường vụ | Ban Chấp hành | Ban Thường trực | Ban Chỉ đạo | Ban Tuyên giáo |
    Tuyên giáo và Dân vận | Ban Tổ chức | Ban Nội chính | Ban Dân vận | Ủy ban Kiểm tra |
    Tổng Liên đoàn Lao động | Liên đoàn Lao động | Công đoàn Viên chức | Công đoàn | Trung ương |
    Tỉnh ủy | Thành ủy | Huyện ủy | Quận ủy | Thị ủy | Đảng ủy | Đảng bộ | Chi bộ | Tỉnh đoàn |
    Thành đoàn | Huyện đoàn | Khoa học | Công nghệ | Giáo dục | Đào tạo | Thông tin | Truyền thông |
    Văn hóa | Xã hội | Thể thao | Du lịch | Nội vụ | Tài chính | Nông nghiệp | Môi trường | Y tế |
    Công Thương | Xây dựng | Tư pháp | Kế hoạch | Đầu tư | Lao động | Thương binh | Tài nguyên |
    Giao thông vận tải | Ngoại vụ | Dân tộc | Tôn giáo | Kinh tế | Hạ tầng | Đô thị | Phát thanh |
    Truyền hình | Phục vụ hành chính công | Dịch vụ | sự nghiệp công | Quốc phòng | Công an |
    Bộ Chính trị | Chính phủ | Chính trị | Bảo hiểm xã hội | Bộ Chỉ huy quân sự |
    Ban Chỉ huy quân sự | nông thôn mới | dự án đầu tư xây dựng | Nông thôn | Tiểu học | Mầm non |
    Mẫu giáo | Đại học | Cao đẳng | Trung học phổ thông | Trung học cơ sở | Tổ công tác |
    Viện kiểm sát nhân dân | Tòa án nhân dân | khu vực | phát triển nông thôn | Kho bạc Nhà nước |
    Ngân hàng Nhà nước | Văn phòng | Ủy ban | Dân vận | tổng hợp | Thanh tra | Quốc hội |
    chuyển đổi số | đổi mới sáng tạo
    """
)
