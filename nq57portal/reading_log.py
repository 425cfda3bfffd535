"""What each app's objects mean for who may read the log, and how their acts are called."""

from __future__ import annotations

from activity import reading
from directives.models import Assignment, Cascade, LearnedName, Nudge
from directives.states import Act
from documents.lifecycle import Action
from documents.models import Document
from reports.models import Report

# Steps inside the writing unit; those above begin to follow a paper at "trình".
INTERNAL = (Action.SEND_TO_LEADER, Action.SEND_BACK, Action.ABANDON)

VERBS = {
    "documents.register": "Nhập văn bản",
    **{f"documents.{action.value}": action.label for action in Action},
    "documents.change_day": "Đổi ngày văn bản",
    "documents.change_signer": "Chuyển người ký thay",
    "documents.ask_other_day": "Đề nghị đổi ngày văn bản",
    "documents.void_number": "Bỏ số",
    "documents.choose_format": "Đặt thể thức của đơn vị",
    "documents.reserve_number": "Giữ số",
    "documents.enter": "Vào sổ văn bản đến",
    "documents.open": "Mở văn bản đến",
    "documents.take_back": "Lấy lại văn bản đã gửi",
    "documents.look": "Xem (kiểm tra)",
    "imports.learn": "Ghi nhớ cách gọi",
    "imports.forget": "Bỏ cách gọi đã ghi nhớ",
    "directives.mark": "Đánh dấu nhiệm vụ",
    "directives.cascade": "Giao việc",
    "directives.recall": "Thu hồi lượt giao",
    "directives.nudge": "Đôn đốc",
    "extensions.ask": "Xin gia hạn",
    "extensions.grant": "Gia hạn",
    "extensions.refuse": "Không gia hạn",
    "obstacles.raise": "Báo vướng mắc",
    "obstacles.solve": "Giải quyết vướng mắc",
    "directives.cancel": "Rút việc của văn bản thu hồi",
    **{f"assignments.{act.value}": act.label for act in Act},
    "reports.submit": "Gửi báo cáo",
    "reports.outside": "Ghi báo cáo gửi ngoài hệ thống",
    "reports.reopening_ask": "Xin mở khóa kỳ báo cáo",
    "reports.reopening_grant": "Mở khóa kỳ báo cáo",
    "reports.reopening_refuse": "Không mở khóa kỳ báo cáo",
    "reports.accepted": "Tiếp nhận báo cáo",
    "reports.returned": "Trả lại báo cáo",
    "delegations.give": "Ủy quyền ký",
    "delegations.end": "Kết thúc ủy quyền ký",
    "certificates.add": "Thêm chứng thư",
    "certificates.revoke": "Ngừng dùng chứng thư",
    "certificates.pause": "Tạm dừng chứng thư",
    "certificates.trust": "Tin cơ quan chứng thực",
    "certificates.crl": "Nhập danh sách thu hồi chứng thư",
    "units.load": "Nạp đơn vị từ tệp",
    "units.add": "Thêm đơn vị",
    "units.change": "Sửa đơn vị",
    "units.rename": "Đổi tên đơn vị",
    "people.add": "Thêm người dùng",
    "people.change": "Sửa người dùng",
    "people.password": "Đặt lại mật khẩu",
    "people.role": "Trao vai trò",
    "people.role_end": "Kết thúc vai trò",
    "calendar.enter": "Ghi ngày nghỉ",
    "calendar.remove": "Bỏ ngày nghỉ",
    "calendar.key": "Lấy địa chỉ lịch",
    "calendar.key_revoke": "Thu hồi địa chỉ lịch",
    "jobs.retry": "Thử lại việc nền",
}


# What an inspector wants to hear of: papers changed or taken out of force after they were approved.
CORRECTIONS = (
    "documents.revise",
    "documents.change_day",
    "documents.replace",
    "documents.recall",
    "documents.void_number",
    "documents.take_back",
)


def register() -> None:
    """Tell the log which objects have rooms; called once at start-up."""
    reading.keep_within(Document, lambda actor: Document.objects.visible_to(actor))
    reading.keep_within(Assignment, lambda actor: Assignment.objects.visible_to(actor))
    reading.keep_within(Cascade, lambda actor: Cascade.objects.visible_to(actor))
    reading.keep_within(Nudge, lambda actor: Nudge.objects.visible_to(actor))
    reading.keep_within(LearnedName, lambda actor: LearnedName.objects.visible_to(actor))
    reading.keep_within(Report, lambda actor: Report.objects.visible_to(actor))
    reading.keep_inside(f"documents.{action.value}" for action in INTERNAL)
    reading.name_verbs(VERBS)
    reading.name_group("sua_thu_hoi", "Sửa, thu hồi, số bỏ", CORRECTIONS)
