"""Reading and parsing a five-page .docx, against what python-docx alone needs for its text.

Also prints how the time per page of a hundred pages compares to that of one, and how the time per
character of hostile texts grows when they are eight times as long: near 1 when only length counts.
"""

import io
import statistics
import time
from collections.abc import Callable
from typing import TypeVar

from docx import Document

from directives.importing import read_word
from directives.importing.parse import parse

ROUNDS = 9
HOSTILE = 12_000  # characters
# What stages look back for, wait for or join, again and again.
PIECES = (
    "TM. về KT. CHỦ TỊCH - KẾ HOẠCH ‑<br>***",
    "Kính gửi:\n- Sở A;\n",
    "Nơi nhận:\n- A;\nCHỦ TỊCH\nLê A\nKẾ HOẠCH\nvề a\nCăn cứ b\n",
    "trước ngày 15/3 và 15/11, ",
    "Nghị quyết số 5-NQ/TW của Bộ ",
    "57-\na-\n",
    "ngày     ",
    "((",
)
Given = TypeVar("Given", bytes, str)
SECTION = (
    "1. Phòng Văn hóa - Xã hội",
    "- Chủ trì, phối hợp với các cơ quan, đơn vị liên quan triển khai Kế hoạch; theo dõi, kiểm "
    "tra, đôn đốc việc thực hiện của các thôn, tổ dân phố và các trường học trên địa bàn xã; kịp "
    "thời báo cáo những khó khăn, vướng mắc phát sinh.",
    "- Xây dựng tài liệu tuyên truyền về kỹ năng số, an toàn thông tin và dịch vụ công trực tuyến; "
    "hoàn thành trước ngày 30/4/2026, gửi về Ủy ban nhân dân xã (qua Văn phòng).",
    "2. Trung tâm Dịch vụ sự nghiệp công",
    "- Tăng thời lượng phát thanh về Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị; phản "
    "ánh cách làm hay của Nhân dân, giới thiệu mô hình tiêu biểu, đấu tranh với thông tin sai sự "
    "thật trên không gian mạng; báo cáo kết quả trước ngày 25 hằng tháng.",
    "3. Công an xã",
    "Hỗ trợ người dân kích hoạt tài khoản định danh điện tử, bảo đảm an ninh, trật tự tại các điểm "
    "hướng dẫn; phối hợp rà soát, làm sạch dữ liệu dân cư, bảo vệ dữ liệu cá nhân của công dân "
    "theo đúng quy định của pháp luật.",
    "Trong quá trình triển khai, các cơ quan, đơn vị chủ động lồng ghép với chương trình công tác, "
    "sử dụng tiết kiệm kinh phí, huy động nguồn lực xã hội và phát huy vai trò của tổ công nghệ số "
    "cộng đồng; biểu dương tập thể, cá nhân có sáng kiến, nhắc nhở nơi làm hình thức.",
)
SECTIONS_PER_PAGE = 2


def paper(pages: int) -> bytes:
    """A plan of so many pages, in the runs Word makes while one types."""
    document = Document()
    for line in (
        "ỦY BAN NHÂN DÂN", "XÃ TÂN KỲ", "Số: 67/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Tân Kỳ, ngày 27 tháng 02 năm 2026", "KẾ HOẠCH",
        "Tuyên truyền Nghị quyết số 57-NQ/TW năm 2026", "", "II. TỔ CHỨC THỰC HIỆN",
    ):  # fmt: skip
        document.add_paragraph(line)
    for _ in range(pages * SECTIONS_PER_PAGE):
        for line in SECTION:
            paragraph = document.add_paragraph()
            words = line.split(" ")
            for at in range(0, len(words), 12):
                run = paragraph.add_run(" ".join(words[at : at + 12]) + " ")
                run.font.name = "Times New Roman"
                run.bold = at == 0
    for line in ("Nơi nhận:", "- UBND thành phố;", "- Lưu: VT.", "CHỦ TỊCH", "Nguyễn Văn An"):
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def ours(data: bytes) -> None:
    """Everything between the file and the record."""
    (record,) = parse(read_word.read(data))
    assert record.get("signer") == "Nguyễn Văn An"


def reference(data: bytes) -> None:
    """The text and nothing else."""
    assert "\n".join(each.text for each in Document(io.BytesIO(data)).paragraphs)


def seconds(work: Callable[[Given], object], data: Given) -> float:
    """The processor time of one round, the median of several."""
    taken = []
    for _ in range(ROUNDS):
        started = time.process_time()
        work(data)
        taken.append(time.process_time() - started)
    return statistics.median(taken)


def main() -> None:
    five = paper(5)
    ours(five)
    print(f"import {seconds(ours, five) / seconds(reference, five):.2f}")
    one, hundred = seconds(ours, paper(1)), seconds(ours, paper(100))
    print(f"import_per_page {hundred / 100 / one:.2f}")
    grown = [
        seconds(parse, piece * (8 * HOSTILE // len(piece)))
        / 8
        / seconds(parse, piece * (HOSTILE // len(piece)))
        for piece in PIECES
    ]
    print(f"import_hostile {max(grown):.2f}")


if __name__ == "__main__":
    main()
