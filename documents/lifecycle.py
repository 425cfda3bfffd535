"""The life of a paper as one table: which act leads from which states to which.

No queries here: the table reads like the regulation (screens §5, design §3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models


class State(models.TextChoices):
    DRAFT = "draft", "Đang soạn"
    LEADER_REVIEW = "leader_review", "Chờ lãnh đạo đơn vị"
    SUBMITTED = "submitted", "Đã trình, chờ thẩm định"
    REVIEWING = "reviewing", "Đang được thẩm định"
    RETURNED = "returned", "Cần chỉnh sửa"
    APPROVED = "approved", "Đã duyệt, chờ cấp số"
    NUMBERED = "numbered", "Đã cấp số, chờ ký"
    SIGNED = "signed", "Đã ký, chờ phát hành"
    ISSUED = "issued", "Đã ban hành"
    REPLACED = "replaced", "Đã thay thế"
    RECALLED = "recalled", "Đã thu hồi"
    ABANDONED = "abandoned", "Đã bỏ bản soạn"


class Action(models.TextChoices):
    SEND_TO_LEADER = "send_to_leader", "Trình lãnh đạo đơn vị"
    SEND_BACK = "send_back", "Trả lại người soạn"
    SUBMIT = "submit", "Trình"
    WITHDRAW = "withdraw", "Rút lại"
    CLAIM = "claim", "Mở thẩm định"
    RELEASE = "release", "Trả về hàng chờ"
    RETURN = "return", "Trả lại"
    APPROVE = "approve", "Duyệt"
    REVISE = "revise", "Sửa lại bản đã duyệt"
    NUMBER = "number", "Cấp số"
    SIGN = "sign", "Ký"
    RECORD_SIGNED = "record_signed", "Ghi văn bản ký giấy"
    RETURN_UNSIGNED = "return_unsigned", "Trả lại, không ký"
    ISSUE = "issue", "Phát hành"
    REPLACE = "replace", "Thay thế"
    RECALL = "recall", "Thu hồi"
    ABANDON = "abandon", "Bỏ bản soạn"


@dataclass(frozen=True)
class Step:
    """From which states an act is possible and where it leads; `done` completes the log line."""

    sources: frozenset[State]
    target: State
    done: str


def _step(target: State, done: str, *sources: State) -> Step:
    return Step(frozenset(sources), target, done)


_S = State

STEPS: dict[Action, Step] = {
    Action.SEND_TO_LEADER: _step(_S.LEADER_REVIEW, "trình lãnh đạo đơn vị", _S.DRAFT, _S.RETURNED),
    Action.SEND_BACK: _step(_S.DRAFT, "trả lại người soạn", _S.LEADER_REVIEW),
    Action.SUBMIT: _step(_S.SUBMITTED, "trình thẩm định", _S.DRAFT, _S.RETURNED, _S.LEADER_REVIEW),
    Action.WITHDRAW: _step(_S.DRAFT, "rút lại", _S.SUBMITTED),
    Action.CLAIM: _step(_S.REVIEWING, "mở thẩm định", _S.SUBMITTED),
    Action.RELEASE: _step(_S.SUBMITTED, "trả về hàng chờ thẩm định", _S.REVIEWING),
    Action.RETURN: _step(_S.RETURNED, "trả lại để chỉnh sửa", _S.REVIEWING),
    Action.APPROVE: _step(_S.APPROVED, "duyệt", _S.REVIEWING),
    Action.REVISE: _step(_S.DRAFT, "mở lại để sửa", _S.APPROVED),
    Action.NUMBER: _step(_S.NUMBERED, "cấp số", _S.APPROVED),
    Action.SIGN: _step(_S.SIGNED, "ký", _S.NUMBERED),
    Action.RECORD_SIGNED: _step(_S.SIGNED, "ghi văn bản ký giấy", _S.NUMBERED),
    Action.RETURN_UNSIGNED: _step(_S.RETURNED, "trả lại, không ký", _S.NUMBERED),
    Action.ISSUE: _step(_S.ISSUED, "phát hành", _S.SIGNED),
    Action.REPLACE: _step(_S.REPLACED, "thay thế", _S.ISSUED),
    Action.RECALL: _step(_S.RECALLED, "thu hồi", _S.ISSUED),
    Action.ABANDON: _step(_S.ABANDONED, "bỏ bản soạn", _S.DRAFT, _S.RETURNED),
}

# Only here the writer's unit may change the text; everywhere else it stands still.
EDITABLE = frozenset({State.DRAFT, State.RETURNED})
# Nobody outside the writer's unit knows of a paper in these states.
PRIVATE = frozenset({State.DRAFT, State.LEADER_REVIEW, State.ABANDONED})
# The paper has gone out; content, names and file never change again.
FROZEN = frozenset({State.ISSUED, State.REPLACED, State.RECALLED})


@dataclass(frozen=True)
class StateLabel:
    """How a state is shown: words, colour and Bootstrap icon (screens §5)."""

    label: str
    colour: str
    icon: str


WRITER_LABELS: dict[State, StateLabel] = {
    State.DRAFT: StateLabel("Đang soạn", "xam", "pencil"),
    State.LEADER_REVIEW: StateLabel("Chờ lãnh đạo đơn vị", "lam", "hourglass-split"),
    State.SUBMITTED: StateLabel("Đã trình, chờ thẩm định", "lam", "send"),
    State.REVIEWING: StateLabel("Đang được thẩm định", "lam", "eye"),
    State.RETURNED: StateLabel("Cần chỉnh sửa", "vang", "arrow-return-left"),
    State.APPROVED: StateLabel("Đã duyệt, chờ cấp số", "tim", "check2-circle"),
    State.NUMBERED: StateLabel("Đã cấp số, chờ ký", "tim", "pen"),
    State.SIGNED: StateLabel("Đã ký, chờ phát hành", "tim", "patch-check"),
    State.ISSUED: StateLabel("Đã ban hành", "luc", "journal-check"),
    State.REPLACED: StateLabel("Đã thay bằng {number}", "xam", "arrow-repeat"),
    State.RECALLED: StateLabel("Đã thu hồi", "do", "x-octagon"),
    State.ABANDONED: StateLabel("Đã bỏ bản soạn", "xam", "slash-circle"),
}

# For whom it waits, the state asks for something: a leader of the unit, the signer.
LEADER_LABELS: dict[State, StateLabel] = {
    **WRITER_LABELS,
    State.LEADER_REVIEW: StateLabel("Chờ cho ý kiến", "vang", "hourglass-split"),
}
SIGNER_LABELS: dict[State, StateLabel] = {
    **LEADER_LABELS,
    State.NUMBERED: StateLabel("Đã cấp số, chờ ký", "vang", "pen"),
}

# Where the reviewer and those above read other words; None: they do not see the paper.
REVIEWER_LABELS: dict[State, StateLabel | None] = {
    **WRITER_LABELS,
    State.DRAFT: None,
    State.LEADER_REVIEW: None,
    State.ABANDONED: None,
    State.SUBMITTED: StateLabel("Chờ thẩm định", "vang", "send"),
    State.REVIEWING: StateLabel("Đang thẩm định: {reviewer}", "lam", "eye"),
    State.RETURNED: StateLabel("Đã trả lại", "vang", "arrow-return-left"),
    State.APPROVED: StateLabel("Đã duyệt", "tim", "check2-circle"),
    State.NUMBERED: StateLabel("Đã duyệt, chờ ký", "tim", "pen"),
    State.SIGNED: StateLabel("Đã ký", "tim", "patch-check"),
}

# By the reader; "reviewer" is everybody outside the unit that writes.
LABELS: dict[str, Mapping[State, StateLabel | None]] = {
    "writer": WRITER_LABELS,
    "leader": LEADER_LABELS,
    "signer": SIGNER_LABELS,
    "reviewer": REVIEWER_LABELS,
}
