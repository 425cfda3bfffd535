"""Every state in code has its row of screens §5, and every row its state: words, colour, icon."""

from __future__ import annotations

import pytest

from directives.states import (
    ASSIGNMENT_STEPS,
    DIRECTIVE_LABELS,
    EXTENSION_LABELS,
    EXTENSION_LABELS_ABOVE,
    IMPORT_LABELS,
    LABELS,
    OTHER_SIDE,
    Act,
    AssignmentState,
    AssignmentStep,
    DirectiveState,
    ExtensionState,
    ImportState,
)
from documents.lifecycle import LABELS as PAPER_LABELS
from documents.lifecycle import (
    REVIEWER_LABELS,
    STEPS,
    WRITER_LABELS,
    Action,
    State,
    StateLabel,
    Step,
)
from documents.models import Delivery, RegisterNumber, SigningRunItem
from documents.templatetags.papers import seen_by
from reports.states import REPORT_LABELS, REPORT_LABELS_ABOVE, ReportState
from tests.factories import Cast, paper_in
from units.models import Unit

# code | what the own unit reads | what the other side reads ("=" the same, "—" it does not see it;
# a colour in brackets where it differs) | colour | icon
PAPER = """
draft        | Đang soạn                      | —                         | xam | pencil
leader_review| Chờ lãnh đạo đơn vị            | —                         | lam | hourglass-split
submitted    | Đã trình, chờ thẩm định        | Chờ thẩm định (vang)      | lam | send
reviewing    | Đang được thẩm định            | Đang thẩm định: {reviewer}| lam | eye
returned     | Cần chỉnh sửa                  | Đã trả lại                | vang| arrow-return-left
approved     | Đã duyệt, chờ cấp số           | Đã duyệt                  | tim | check2-circle
numbered     | Đã cấp số, chờ ký              | Đã duyệt, chờ ký          | tim | pen
signed       | Đã ký, chờ phát hành           | Đã ký                     | tim | patch-check
issued       | Đã ban hành                    | =                         | luc | journal-check
replaced     | Đã thay bằng {number}          | =                         | xam | arrow-repeat
recalled     | Đã thu hồi                     | =                         | do  | x-octagon
abandoned    | Đã bỏ bản soạn                 | —                         | xam | slash-circle
"""
ASSIGNMENT = """
new          | Việc mới                       | Chưa nhận việc            | vang| inbox
accepted     | Đã nhận việc                   | =                         | lam | person-check
doing        | Đang làm                       | =                         | lam | play-circle
answered     | Đã có kế hoạch {state}         | =                         | lam | journal-check
reported     | Đã báo hoàn thành, chờ xác nhận| Chờ xác nhận (vang)       | lam | flag
done         | Hoàn thành                     | =                         | luc | check-circle
not_accepted | Chưa được công nhận, làm tiếp  | Đã trả lại kết quả        | vang| arrow-return-left
excuse_asked | Đã xin không áp dụng           | Chờ trả lời               | vang| question-circle
excused      | Không áp dụng                  | =                         | xam | dash-circle
cancelled    | Đã rút việc giao               | =                         | xam | slash-circle
"""
EXTENSION = """
asked        | Đã xin gia hạn                 | Chờ trả lời               | vang| calendar-plus
granted      | Gia hạn đến {date}             | =                         | lam | calendar-check
refused      | Không gia hạn                  | =                         | xam | calendar-x
"""
REPORT = """
open         | Chưa gửi                       | Chưa nhận được            | xam | circle
draft        | Đang làm                       | Chưa nhận được            | xam | pencil
submitted    | Đã gửi, chờ tiếp nhận          | Chờ tiếp nhận (vang)      | lam | send
returned     | Cần chỉnh sửa                  | Đã trả lại                | vang| arrow-return-left
accepted     | Đã tiếp nhận                   | =                         | luc | check-circle
not_open     | Chưa đến kỳ                    | =                         | xam | lock
locked       | Đã khóa kỳ                     | =                         | xam | lock
reopened     | Được mở khóa đến {date}        | =                         | vang| unlock
"""
DIRECTIVE = """
registered   | Đang có hiệu lực               | =                         | luc | check-circle
replaced     | Đã thay bằng {number}          | =                         | xam | arrow-repeat
recalled     | Đã thu hồi                     | =                         | do  | x-octagon
"""
IMPORT = """
extracting   | Đang đọc tệp                   | =                         | lam | hourglass
to_check     | Chờ soát bản nhập              | =                         | vang| question-circle
saved        | Đã lưu văn bản                 | =                         | luc | check-circle
discarded    | Đã bỏ bản nhập                 | =                         | xam | slash-circle
refused      | Không nhận tệp                 | =                         | do  | x-octagon
"""
DELIVERY = """
queued       | Chờ gửi                        | =                         | xam | clock
sent         | Đã gửi                         | =                         | lam | envelope
delivered    | Đã đến                         | =                         | lam | envelope-check
opened       | Đã mở                          | =                         | lam | envelope-open
registered   | Đã vào sổ đến số {n}           | =                         | luc | journal-check
failed       | Gửi lỗi                        | =                         | do  | envelope-x
refused      | Từ chối: {reason}              | =                         | do  | x-octagon
taken_back   | Đã lấy lại                     | =                         | xam | arrow-return-left
"""
NUMBER = """
reserved     | Giữ số                         | =                         | tim | clock
used         | Đã dùng                        | =                         | luc | check-circle
void         | Số bỏ: {reason}                | =                         | xam | slash-circle
"""
SIGNING = """
waiting      | Đang chờ                       | =                         | xam | clock
signed       | Đã ký                          | =                         | tim | patch-check
failed       | Chưa ký                        | =                         | do  | x-octagon
"""


def read(table: str) -> tuple[dict[str, StateLabel], dict[str, StateLabel | None]]:
    """The two sides' labels by code, as a table above says them."""
    own: dict[str, StateLabel] = {}
    other: dict[str, StateLabel | None] = {}
    for line in table.strip().splitlines():
        code, mine, theirs, colour, icon = (cell.strip() for cell in line.split("|"))
        own[code] = StateLabel(mine, colour, icon)
        words, _, tint = theirs.removesuffix(")").partition(" (")
        other[code] = None if theirs == "—" else StateLabel(words, tint or colour, icon)
        if theirs == "=":
            other[code] = own[code]
    return own, other


@pytest.mark.parametrize(
    ("table", "states", "own", "other"),
    [
        (PAPER, State, WRITER_LABELS, REVIEWER_LABELS),
        (ASSIGNMENT, AssignmentState, LABELS, OTHER_SIDE),
        (EXTENSION, ExtensionState, EXTENSION_LABELS, EXTENSION_LABELS_ABOVE),
        (REPORT, ReportState, REPORT_LABELS, REPORT_LABELS_ABOVE),
        (DIRECTIVE, DirectiveState, DIRECTIVE_LABELS, DIRECTIVE_LABELS),
        (IMPORT, ImportState, IMPORT_LABELS, IMPORT_LABELS),
        (DELIVERY, Delivery.State, Delivery.LABELS, Delivery.LABELS),
        (NUMBER, RegisterNumber.State, RegisterNumber.LABELS, RegisterNumber.LABELS),
        (SIGNING, SigningRunItem.State, SigningRunItem.LABELS, SigningRunItem.LABELS),
    ],
    ids=[
        "paper",
        "assignment",
        "extension",
        "report",
        "directive",
        "import",
        "delivery",
        "number",
        "signing",
    ],
)
def test_every_state_has_its_row_and_every_row_its_state(table, states, own, other):
    expected_own, expected_other = read(table)
    assert {str(code) for code in states} == set(expected_own)
    assert {str(code): label for code, label in own.items()} == expected_own
    assert {str(code): label for code, label in other.items()} == expected_other


def test_for_whom_a_paper_waits_the_state_asks_for_something():
    """The only other words of §5: a leader of the unit, and the signer."""
    leader = {State.LEADER_REVIEW: StateLabel("Chờ cho ý kiến", "vang", "hourglass-split")}
    signer = {State.NUMBERED: StateLabel("Đã cấp số, chờ ký", "vang", "pen")}
    assert {
        "writer": WRITER_LABELS,
        "leader": {**WRITER_LABELS, **leader},
        "signer": {**WRITER_LABELS, **leader, **signer},
        "reviewer": REVIEWER_LABELS,
    } == PAPER_LABELS


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("username", "waiting", "numbered"),
    [
        ("mai", "Chờ lãnh đạo đơn vị", "Đã cấp số, chờ ký"),
        ("phuc", "Chờ cho ý kiến", "Đã cấp số, chờ ký"),
        ("an", "Chờ cho ý kiến", "Đã cấp số, chờ ký"),
        ("binh", None, "Đã duyệt, chờ ký"),
    ],
)
def test_each_reads_the_state_in_the_own_words(username, waiting, numbered, cast: Cast):
    actor = cast.actor(getattr(cast, username))
    label = seen_by(paper_in(State.LEADER_REVIEW, cast), actor)
    assert (label.label if label else None) == waiting
    Unit.objects.filter(pk=cast.tk_ubnd.pk).update(leader_step=False)
    label = seen_by(paper_in(State.NUMBERED, cast), actor)
    assert label is not None
    assert label.label == numbered
    assert (label.colour == "vang") == (username == "an")


def test_every_act_leads_somewhere_and_says_so_in_the_log():
    assert set(STEPS) == set(Action)
    assert set(ASSIGNMENT_STEPS) == set(Act)
    steps: list[Step | AssignmentStep] = [*STEPS.values(), *ASSIGNMENT_STEPS.values()]
    for step in steps:
        assert step.sources
        assert step.done == step.done[:1].lower() + step.done[1:] != ""


@pytest.mark.parametrize(
    ("states", "steps"),
    [(list(State), STEPS), (list(AssignmentState), ASSIGNMENT_STEPS)],
    ids=["paper", "assignment"],
)
def test_every_state_can_be_reached_from_the_first(states, steps):
    reached = {states[0]}
    while more := {s.target for s in steps.values() if s.sources & reached} - reached:
        reached |= more
    assert reached == set(states)
