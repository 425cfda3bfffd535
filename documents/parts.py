"""What a paper consists of while it is made: the task list of its main page (screens §3).

Each part has a state computed from what is written and from the check before handing in, so the
list and the check never disagree. Later apps add their parts through `documents.events.part`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents import events, outline, types
from documents.findings import Checked
from documents.lifecycle import StateLabel
from documents.models import Document, Recipient, Section
from documents.permissions import WRITERS, WRITERS_AND_CLERK, edit_refusal
from units.actors import Actor
from units.models import Role

DONE = StateLabel("Xong", "luc", "check-circle")
TODO = StateLabel("Chưa làm", "xam", "circle")
DOING = StateLabel("Đang làm", "lam", "play-circle")
LOOK_AGAIN = StateLabel("Cần xem lại", "vang", "exclamation-circle")
BLOCKED = StateLabel("Chưa làm được", "xam", "lock")


@dataclass(frozen=True)
class Part:
    """One line of the task list: its place in the order, words, address, state and a short hint.

    A part that can't be done yet may have no address; its hint says why. `for_reviewer`: the
    reviewer looks at it too, beside the paper, and so does anybody of the unit. `writers`: whose
    work the part is.
    """

    place: int
    label: str
    url: str
    state: StateLabel
    hint: str = ""
    for_reviewer: bool = False
    writers: frozenset[Role] = WRITERS


def parts_of(document: Document, found: Sequence[Checked]) -> list[Part]:
    """The parts in the order of screens §3; `found` is the paper's check."""
    wrong = {finding.address.split("?")[0] for finding in found if finding.must}
    parts = [
        _general(document),
        _citations(document),
        _body(document),
        _recipients(document, wrong),
        _signer(document, wrong),
        _appendices(document),
        *events.registered_parts(document),
        _hand_in(document, found),
    ]
    return sorted(parts, key=lambda part: part.place)


def opened_for(parts: Sequence[Part], document: Document, actor: Actor) -> list[Part]:
    """The same parts, without the way to those this person may look at only from outside."""
    return [
        part
        if part.for_reviewer or not edit_refusal(document, actor, part.writers)
        else replace(part, url="")
        for part in parts
    ]


def count_done(parts: Sequence[Part]) -> int:
    return sum(part.state is DONE for part in parts)


def _general(document: Document) -> Part:
    state = DONE if document.subject.strip() else TODO
    return Part(1, "Thông tin chung", document.compose_url("general"), state)


def _citations(document: Document) -> Part:
    count = document.citations.count()
    state, hint = (DONE, f"{count} căn cứ") if count else (TODO, "Không bắt buộc")
    return Part(2, "Căn cứ", document.compose_url("citations"), state, hint)


def section_state(section: Section) -> StateLabel:
    """Whether a mục still waits for its text."""
    if not section.text.strip():
        return TODO
    return DOING if outline.gaps(section.text) else DONE


def _body(document: Document) -> Part:
    sections = list(document.sections.all())
    states = [section_state(section) for section in sections]
    done = sum(state is DONE for state in states)
    first = next((s for s, state in zip(sections, states, strict=True) if state is not DONE), None)
    page = document.compose_url("section", (first or sections[0]).order if sections else 1)
    hint = f"Xong {done} trên {len(sections)} mục" if len(sections) > 1 else ""
    if first is not None and hint:
        hint += f"; đang chờ: {first}"
    untouched = not any(s.text.replace("〔cần điền〕", "").strip() for s in sections)
    state = TODO if untouched else DONE if done == len(sections) else DOING
    return Part(3, "Nội dung", page, state, hint)


def _recipients(document: Document, wrong: set[str]) -> Part:
    page = document.compose_url("recipients")
    count = document.recipients.exclude(kind=Recipient.Kind.ARCHIVE).count()
    addressed = types.get(document.type_code).addressed != "never"
    label = "Kính gửi, nơi nhận" if addressed else "Nơi nhận"
    if not count:
        return Part(6, label, page, TODO, writers=WRITERS_AND_CLERK)
    state = LOOK_AGAIN if page in wrong else DONE
    return Part(6, label, page, state, f"{count} dòng", writers=WRITERS_AND_CLERK)


def _signer(document: Document, wrong: set[str]) -> Part:
    page = document.compose_url("signer")
    state = TODO if not document.signer_id else LOOK_AGAIN if page in wrong else DONE
    hint = document.signer_name if document.signer_id else ""
    return Part(7, "Người ký và thể thức", page, state, hint, writers=WRITERS_AND_CLERK)


def _appendices(document: Document) -> Part:
    counts = (
        (document.appendices.count(), "phụ lục"),
        (document.enclosures.filter(removed_at=None).count(), "tệp kèm"),
    )
    hint = ", ".join(f"{count} {what}" for count, what in counts if count)
    page = document.compose_url("appendices")
    return Part(8, "Phụ lục, tệp kèm", page, DONE if hint else TODO, hint or "Không bắt buộc")


def _hand_in(document: Document, found: Sequence[Checked]) -> Part:
    page = document.compose_url("check")
    must = sum(finding.must for finding in found)
    should = sum(not finding.must and not finding.waived for finding in found)
    if must:
        return Part(9, "Kiểm tra và trình", page, BLOCKED, f"Còn {must} chỗ phải sửa")
    if should:
        return Part(9, "Kiểm tra và trình", page, LOOK_AGAIN, f"{should} chỗ nên xem lại")
    return Part(9, "Kiểm tra và trình", page, TODO, "Không còn chỗ nào phải sửa")
