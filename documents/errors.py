"""Why an act on a paper did not happen; each message is the whole sentence people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from units.dates import clock

if TYPE_CHECKING:
    from documents.models import Document, Revision, Section


class PaperError(Exception):
    """An act that was not done; nothing changed. `sentence` is shown as it is."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class WrongState(PaperError):
    """The paper is not where the act starts from, mostly because somebody was first (E-TRUOC)."""


class StaleRevision(PaperError):
    """The decision was made about a revision that is no longer the current one."""

    def __init__(self, document: Document, revision: Revision, seen: int, verb: str) -> None:
        super().__init__(
            f"Vừa có {revision} trình lúc {clock(revision.submitted_at)}. "
            f"Ý kiến {verb} bản số {seen} chưa được ghi."
        )
        self.document, self.revision, self.seen = document, revision, seen


class AlreadySubmitted(PaperError):
    """The same paper was handed in a moment before (E-TRUNG)."""

    def __init__(self, revision: Revision) -> None:
        super().__init__(
            f"Đã nhận trước đó lúc {clock(revision.submitted_at)}, biên nhận {revision.receipt}. "
            "Không gửi lần thứ hai."
        )
        self.revision = revision


class EditConflict(PaperError):
    """Somebody saved the same text meanwhile (E-MOI); nothing was overwritten."""

    def __init__(self, section: Section, name: str) -> None:
        super().__init__(
            f"Đồng chí {name} đã sửa phần này lúc {clock(section.updated_at)}. "
            "Nội dung vừa nhập chưa ghi đè lên bản đó."
        )
        self.section, self.name = section, name


class MustFix(PaperError):
    """The check before handing in still has "Phải sửa" entries, or unexplained ones."""
