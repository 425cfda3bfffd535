"""The life of an assignment as one table, like that of papers (screens §5)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import models

from documents.lifecycle import StateLabel


class AssignmentState(models.TextChoices):
    NEW = "new", "Việc mới"
    ACCEPTED = "accepted", "Đã nhận việc"
    ANSWERED = "answered", "Đã có kế hoạch"
    DOING = "doing", "Đang làm"
    REPORTED = "reported", "Đã báo hoàn thành, chờ xác nhận"
    DONE = "done", "Hoàn thành"
    NOT_ACCEPTED = "not_accepted", "Chưa được công nhận, làm tiếp"
    EXCUSE_ASKED = "excuse_asked", "Đã xin không áp dụng"
    EXCUSED = "excused", "Không áp dụng"
    CANCELLED = "cancelled", "Đã rút việc giao"


class Act(models.TextChoices):
    ACCEPT = "accept", "Nhận việc"
    START = "start", "Bắt đầu làm"
    ANSWER = "answer", "Trả lời bằng kế hoạch"
    REPORT = "report", "Báo hoàn thành"
    TAKE_BACK = "take_back", "Rút báo hoàn thành"
    CONFIRM = "confirm", "Xác nhận hoàn thành"
    REJECT = "reject", "Trả lại kết quả"
    ASK_EXCUSE = "ask_excuse", "Xin không áp dụng"
    EXCUSE = "excuse", "Đồng ý không áp dụng"
    KEEP = "keep", "Không đồng ý, vẫn giao"
    CANCEL = "cancel", "Rút việc giao"


@dataclass(frozen=True)
class AssignmentStep:
    """From which states an act leads where, and whether the receiving or assigning side acts."""

    sources: frozenset[AssignmentState]
    target: AssignmentState
    by_issuer: bool
    done: str


_A = AssignmentState
# Where the next word is the receiving unit's.
OPEN_BELOW = (_A.NEW, _A.ACCEPTED, _A.DOING, _A.NOT_ACCEPTED)
# The unit did its part; a plan says so by being handed in, a report or plain work by being sent.
ANSWERED = (_A.ANSWERED, _A.REPORTED)


def _step(
    target: AssignmentState, done: str, *sources: AssignmentState, by_issuer: bool = False
) -> AssignmentStep:
    return AssignmentStep(frozenset(sources), target, by_issuer, done)


ASSIGNMENT_STEPS: dict[Act, AssignmentStep] = {
    Act.ACCEPT: _step(_A.ACCEPTED, "nhận việc", _A.NEW),
    Act.START: _step(_A.DOING, "bắt đầu làm", _A.NEW, _A.ACCEPTED, _A.NOT_ACCEPTED),
    Act.REPORT: _step(_A.REPORTED, "báo hoàn thành", *OPEN_BELOW),
    Act.ANSWER: _step(_A.ANSWERED, "trả lời bằng kế hoạch", *OPEN_BELOW),
    Act.TAKE_BACK: _step(_A.DOING, "rút báo hoàn thành", *ANSWERED),
    Act.CONFIRM: _step(_A.DONE, "xác nhận hoàn thành", *ANSWERED, by_issuer=True),
    Act.REJECT: _step(_A.NOT_ACCEPTED, "trả lại kết quả", _A.REPORTED, by_issuer=True),
    Act.ASK_EXCUSE: _step(_A.EXCUSE_ASKED, "xin không áp dụng", *OPEN_BELOW),
    Act.EXCUSE: _step(_A.EXCUSED, "đồng ý không áp dụng", _A.EXCUSE_ASKED, by_issuer=True),
    Act.KEEP: _step(_A.ACCEPTED, "không đồng ý, vẫn giao", _A.EXCUSE_ASKED, by_issuer=True),
    Act.CANCEL: _step(_A.CANCELLED, "rút việc giao", *OPEN_BELOW, by_issuer=True),
}

# What the receiving unit reads; the assigning side reads other words where OTHER_SIDE has them.
# {state} is how far the plan is, in the words of whoever reads it.
LABELS: dict[AssignmentState, StateLabel] = {
    _A.NEW: StateLabel("Việc mới", "vang", "inbox"),
    _A.ACCEPTED: StateLabel("Đã nhận việc", "lam", "person-check"),
    _A.DOING: StateLabel("Đang làm", "lam", "play-circle"),
    _A.ANSWERED: StateLabel("Đã có kế hoạch {state}", "lam", "journal-check"),
    _A.REPORTED: StateLabel("Đã báo hoàn thành, chờ xác nhận", "lam", "flag"),
    _A.DONE: StateLabel("Hoàn thành", "luc", "check-circle"),
    _A.NOT_ACCEPTED: StateLabel("Chưa được công nhận, làm tiếp", "vang", "arrow-return-left"),
    _A.EXCUSE_ASKED: StateLabel("Đã xin không áp dụng", "vang", "question-circle"),
    _A.EXCUSED: StateLabel("Không áp dụng", "xam", "dash-circle"),
    _A.CANCELLED: StateLabel("Đã rút việc giao", "xam", "slash-circle"),
}
OTHER_SIDE: dict[AssignmentState, StateLabel] = {
    **LABELS,
    _A.NEW: StateLabel("Chưa nhận việc", "vang", "inbox"),
    _A.REPORTED: StateLabel("Chờ xác nhận", "vang", "flag"),
    _A.NOT_ACCEPTED: StateLabel("Đã trả lại kết quả", "vang", "arrow-return-left"),
    _A.EXCUSE_ASKED: StateLabel("Chờ trả lời", "vang", "question-circle"),
}


def label_of(state: AssignmentState, *, own: bool, answer: StateLabel | None = None) -> StateLabel:
    """The state as the receiving unit (`own`) or the assigning side reads it.

    `answer` is the state of the plan that answers it, if the reader may see it.
    """
    label = (LABELS if own else OTHER_SIDE)[state]
    plan = f"{answer.label[:1].lower()}{answer.label[1:]}" if answer else ""
    return replace(label, label=label.label.format(state=plan).strip())


class ExtensionState(models.TextChoices):
    ASKED = "asked", "Đã xin gia hạn"
    GRANTED = "granted", "Đã gia hạn"
    REFUSED = "refused", "Không gia hạn"


_E = ExtensionState
# {date} is the last day now granted.
EXTENSION_LABELS: dict[ExtensionState, StateLabel] = {
    _E.ASKED: StateLabel("Đã xin gia hạn", "vang", "calendar-plus"),
    _E.GRANTED: StateLabel("Gia hạn đến {date}", "lam", "calendar-check"),
    _E.REFUSED: StateLabel("Không gia hạn", "xam", "calendar-x"),
}
EXTENSION_LABELS_ABOVE: dict[ExtensionState, StateLabel] = {
    **EXTENSION_LABELS,
    _E.ASKED: StateLabel("Chờ trả lời", "vang", "calendar-plus"),
}


class DirectiveState(models.TextChoices):
    REGISTERED = "registered", "Đang có hiệu lực"
    REPLACED = "replaced", "Đã thay thế"
    RECALLED = "recalled", "Đã thu hồi"


DIRECTIVE_LABELS: dict[DirectiveState, StateLabel] = {
    DirectiveState.REGISTERED: StateLabel("Đang có hiệu lực", "luc", "check-circle"),
    DirectiveState.REPLACED: StateLabel("Đã thay bằng {number}", "xam", "arrow-repeat"),
    DirectiveState.RECALLED: StateLabel("Đã thu hồi", "do", "x-octagon"),
}


class ImportState(models.TextChoices):
    EXTRACTING = "extracting", "Đang đọc tệp"
    TO_CHECK = "to_check", "Chờ soát bản nhập"
    SAVED = "saved", "Đã lưu văn bản"
    DISCARDED = "discarded", "Đã bỏ bản nhập"
    REFUSED = "refused", "Không nhận tệp"


IMPORT_LABELS: dict[ImportState, StateLabel] = {
    ImportState.EXTRACTING: StateLabel("Đang đọc tệp", "lam", "hourglass"),
    ImportState.TO_CHECK: StateLabel("Chờ soát bản nhập", "vang", "question-circle"),
    ImportState.SAVED: StateLabel("Đã lưu văn bản", "luc", "check-circle"),
    ImportState.DISCARDED: StateLabel("Đã bỏ bản nhập", "xam", "slash-circle"),
    ImportState.REFUSED: StateLabel("Không nhận tệp", "do", "x-octagon"),
}
