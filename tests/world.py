"""One row of every kind in every state that matters to who may do what: the places of the tables.

The rows belong to UBND xã Tân Kỳ, are reviewed by the city's board, and are nothing to xã An Phú;
the board's directive binds a third commune as well.
"""

from __future__ import annotations

import datetime as dt
import io
import json
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils import timezone
from pypdf import PdfWriter

from activity import calendar_keys
from activity.models import Notice, OutboxItem
from directives import services as tasks
from directives.intake import reading, saving
from directives.models import Assignment, Cascade, Import, ImportBatch, Nudge, NudgedUnit, Task
from directives.states import Act, ImportState
from documents.lifecycle import State
from documents.models import Delivery, Document, ReviewComment
from documents.services import certificates, delegating, issuing, review, signing_runs
from documents.services.enclosing import enclose
from documents.services.registering import enter_in_book, register_received
from documents.signing.keys import seal_bytes
from plans.models import Plan
from plans.services import start_plan
from reports import reopening
from reports import services as reporting
from reports.models import Report
from tests import campaign
from tests.factories import Cast, area, bring, draft, person, unit
from units.dates import today
from units.groups import Group
from units.models import KeptForm, Line, Role, Unit

Place = dict[str, Any]
PASTED = """BAN TUYÊN GIÁO VÀ DÂN VẬN THÀNH ỦY HẢI PHÒNG
Số 77-HD/BTGDVTU
Hải Phòng, ngày 02 tháng 3 năm 2026
HƯỚNG DẪN
tuyên truyền Nghị quyết số 57-NQ/TW
1. UBND các xã, phường tổ chức hội nghị trước ngày 20/3/2026.
2. Sở Khoa học và Công nghệ cung cấp tài liệu.
Nơi nhận:
- UBND các xã, phường;
- Lưu VP.
TRƯỞNG BAN
Bùi Đức Trường"""
SOON = timezone.now() + dt.timedelta(days=10)
THREE: tuple[Decimal | None, str] = (Decimal(3), "")


class World:
    """The cast, and `places`: a short name → what an address needs to lead there (pk, n, …)."""

    def __init__(self) -> None:
        self.cast = Cast()
        self.long = person("long", "Đặng Văn Long", (self.cast.city_ubnd, Role.ADMIN, "Quản trị"))
        self.places: dict[str, Place] = {"-": {}}
        certificates.make_demo_certificates()
        self.indicators = campaign.indicators()
        self._campaign()
        self._papers()
        self._remarks()
        self._passing_on()
        self._reports()
        self._imports()
        self._administration()

    def _put(self, name: str, pk: int, **more: Any) -> None:
        assert name not in self.places
        self.places[name] = {"pk": pk, **more}

    def _campaign(self) -> None:
        """The board's directive, its duties for Tân Kỳ, and the plan begun for it."""
        cast = self.cast
        self.directive = campaign.directive(cast, tasks=4)
        place = area("vb", "Vĩnh Bảo", parent=cast.city)
        third = unit(
            "vb-ubnd", "Ủy ban nhân dân xã Vĩnh Bảo", Unit.Kind.PEOPLES_COMMITTEE, Line.STATE,
            place, parent=cast.city_ubnd,
        )  # fmt: skip
        self.cascade = campaign.cascade(cast, self.directive, cast.tk_ubnd, third)
        late = timezone.now() - dt.timedelta(days=2)
        Assignment.objects.filter(unit=third, task__kind=Task.Kind.WORK).update(due_at=late)
        work = list(self._duties(self.directive, Task.Kind.WORK))
        mai = cast.actor(cast.mai)
        tasks.act_by_hand(work[1], Act.REPORT, by=mai, result="Đã treo 12 băng rôn.")
        tasks.act_by_hand(work[2], Act.ASK_EXCUSE, by=mai, reason="Xã không có trường học.")
        self.plan = start_plan(self._duty(self.directive, Task.Kind.PLAN), by=mai)
        first = work[0].task
        self._put("directive", self.directive.pk, task=first.pk, kind="original")
        self._put("task", first.pk)
        self._put("new-duty", work[0].pk, assignment=work[0].pk)
        self._put("reported-duty", work[1].pk)
        self._put("excuse-duty", work[2].pk)
        self._put("plan-duty", self._duty(self.directive, Task.Kind.PLAN).pk)
        self._put("plan", self.plan.pk, n=1, task=first.pk)
        self._put("cascade", self.cascade.pk)
        asked = tasks.ask_extension(
            work[3], by=mai, day=today() + dt.timedelta(days=40), reason="Chờ kinh phí."
        )
        self._put("extension", work[3].task_id, extension=asked.pk)
        obstacle = tasks.raise_obstacle(work[3], by=mai, text="Chưa có máy quét.")
        self._put("obstacle", work[3].pk, obstacle=obstacle.pk)
        nudge = Nudge.objects.create(
            unit=cast.board, by=cast.binh, at=timezone.now(), text="Đề nghị {đơn vị} {việc}."
        )
        NudgedUnit.objects.create(nudge=nudge, unit=cast.tk_ubnd, outcome="sent", overdue=1)
        self._put("nudge", nudge.pk)
        resolution = register_received(
            by=cast.actor(cast.binh),
            issuer=cast.politburo,
            type_code="NQ",
            full_number="57-NQ/TW",
            date=dt.date(2024, 12, 22),
            subject="đột phá phát triển khoa học, công nghệ",
        )
        self._put("resolution", resolution.pk)
        # Sent to the unit as well, so that its clerk can enter it.
        Delivery.objects.create(document=self.directive, unit=cast.tk_ubnd, sent_at=timezone.now())

    def _papers(self) -> None:
        """A plan of Tân Kỳ in each state; each has two tasks of its own."""
        cast = self.cast
        for state in State:
            document = draft(cast, subject=f"Kế hoạch ở bước {state.value}", due_at=SOON)
            Plan.objects.create(document=document, unit=cast.tk_ubnd, year=today().year)
            for number in (1, 2):
                tasks.save_task(
                    document,
                    by=cast.actor(cast.mai),
                    text=f"Nhiệm vụ {number} của Phòng Văn hóa - Xã hội.",
                    lead=str(cast.tk_office),
                )
            enclosed = enclose(
                document, name="danh-sach.pdf", data=b"%PDF-1.7 %%EOF", by=cast.actor(cast.mai)
            )
            bring(document, state, cast)
            Unit.objects.filter(pk=cast.tk_ubnd.pk).update(leader_step=False)
            own = document.tasks.order_by("pk").first()
            assert own is not None
            self._put(state.value, document.pk, n=1, task=own.pk, kind="official", tep=enclosed.pk)
            self._put(f"{state.value}-task", own.pk)
        issuing.numbered_file(self._paper(State.NUMBERED))  # the worker's part
        self.letter = draft(cast, type_code="CV", subject="Mời dự hội nghị")
        self._put("letter", self.letter.pk, n=1)

    def _paper(self, state: State) -> Document:
        return Document.objects.get(pk=self.places[state]["pk"])

    def _remarks(self) -> None:
        """A remark on the paper under review, and a number kept for one that came back unsigned."""
        cast = self.cast
        under_review = self._paper(State.REVIEWING)
        remark = review.comment(
            under_review.revisions.get(),
            by=cast.actor(cast.binh),
            severity=ReviewComment.Severity.MUST,
            text="Chưa nêu thời hạn báo cáo.",
            section=1,
            paragraph=0,
        )
        self.places["form"] = {"code": "KH"}
        self.places[State.REVIEWING]["remark"] = remark.pk
        unsigned = bring(draft(cast, subject="Kế hoạch không ký"), State.NUMBERED, cast)
        issuing.return_unsigned(unsigned, by=cast.actor(cast.an), reason="Sửa ngày.")
        self._put("kept-number", unsigned.register_numbers.get().pk)

    def _passing_on(self) -> None:
        """The issued plan as the directive of the office below: one cascade done, one begun."""
        cast = self.cast
        an = cast.actor(cast.an)
        issued = self._paper(State.ISSUED)
        # Not opened yet, to a unit that gets no work from it: the clerk may still take it back.
        unseen = Delivery.objects.create(
            document=issued, unit=cast.tk_women, sent_at=timezone.now()
        )
        self.places[State.ISSUED]["delivery"] = unseen.pk
        done = campaign.cascade(cast, issued, cast.tk_office, plan=False, report=True)
        self._put("own-cascade", done.pk)
        row = Assignment.objects.filter(cascade=done, task__kind=Task.Kind.WORK).first()
        assert row is not None
        self._put("given-duty", row.pk)
        begun = Cascade.objects.create(document=issued, unit=an.unit, by=an.user)
        begun.groups, begun.matrix = done.groups, done.matrix
        begun.save()
        self._put("begun-cascade", begun.pk)

    def _reports(self) -> None:
        """A report being written with a file, one sent, one sent back, one taken in."""
        cast = self.cast
        mai, binh = cast.actor(cast.mai), cast.actor(cast.binh)
        draft_report = reporting.open_report(self._duty(self.directive, Task.Kind.REPORT))
        file = reporting.add_evidence(draft_report, by=mai, name="anh.txt", data=b"x")
        self._put("report", draft_report.pk, evidence=file.pk, assignment=draft_report.pk)
        for number, name in enumerate(("sent-report", "returned-report", "accepted-report")):
            paper = campaign.directive(cast, tasks=1, number=20 + number)
            campaign.cascade(cast, paper, cast.tk_ubnd, plan=False)
            report = self._sent(reporting.open_report(self._duty(paper, Task.Kind.REPORT)))
            if name == "returned-report":
                reporting.return_report(report, by=binh, version=report.version, reason="Thiếu.")
            elif name == "accepted-report":
                reporting.accept(report, by=binh, version=report.version)
            evidence = report.evidence.get()
            self._put(name, report.pk, evidence=evidence.pk, assignment=report.pk)
            self._put(name.replace("report", "directive"), paper.pk)
        closed = campaign.directive(cast, tasks=1, number=30)
        three_weeks_ago = today() - dt.timedelta(days=21)
        campaign.cascade(cast, closed, cast.tk_ubnd, plan=False, due=three_weeks_ago)
        locked = reporting.open_report(self._duty(closed, Task.Kind.REPORT))
        self._put("locked-report", locked.pk, assignment=locked.pk)
        self._put("reopening", reopening.ask(locked, by=mai, reason="Chờ số liệu thôn.").pk)
        Delivery.objects.create(document=paper, unit=cast.tk_ubnd, sent_at=timezone.now())
        enter_in_book(paper, by=cast.actor(cast.ha))

    def _sent(self, report: Report) -> Report:
        mai = self.cast.actor(self.cast.mai)
        reporting.save_report(
            report,
            by=mai,
            version=report.version,
            narrative={"results": "Đã tổ chức 3 hội nghị."},
            figures=dict.fromkeys(self.indicators, THREE),
        )
        reporting.add_evidence(report, by=mai, name="anh.txt", data=b"x")
        reporting.submit_report(report, by=mai, finished=[])
        report.refresh_from_db()
        return report

    def _imports(self) -> None:
        """What the unit's clerk brought in: one paper to check, one still read, one saved."""
        cast = self.cast
        ha = cast.actor(cast.ha)
        page = PdfWriter()
        page.add_blank_page(595, 842)
        file = io.BytesIO()
        page.write(file)
        row = reading.take_text(by=ha, text=PASTED)
        row.name, row.pages = "huong-dan.pdf", {"sizes": [[595, 842]]}
        row.file.save("huong-dan.pdf", ContentFile(file.getvalue()))
        self._put("import", row.pk, n=1)
        batch = ImportBatch.objects.create(unit=ha.unit, by=ha.user)
        waiting = Import.objects.create(unit=ha.unit, by=ha.user, batch=batch, name="a.pdf")
        self._put("read-import", waiting.pk)
        self._put("import-batch", batch.pk)
        saved = Import.objects.create(
            unit=ha.unit,
            by=ha.user,
            name="b.pdf",
            state=ImportState.SAVED,
            document_id=self.places["resolution"]["pk"],
            checked_by=ha.user,
            checked_at=timezone.now(),
        )
        self._put("saved-import", saved.pk)
        meant = Group(label="BTG Thành ủy", units=(cast.board.pk,))
        self._put("learned", saving.learn("name", "BTG Thành ủy", meant, by=ha).pk)

    def _administration(self) -> None:
        cast = self.cast
        job = OutboxItem.objects.create(
            kind="mail",
            key="mail:hong",
            state=OutboxItem.State.FAILED,
            attempts=5,
            due_at=timezone.now() - dt.timedelta(hours=1),
            error="máy chủ thư không trả lời",
        )
        self._put("failed-job", job.pk)
        self._put("office", cast.tk_office.pk)
        self._put("board", cast.board.pk, unit=cast.board.pk)
        self._put("mai", cast.mai.pk)
        self._put("binh", cast.binh.pk)
        self._put("tan-ky", cast.tk_ubnd.pk, unit=cast.tk_ubnd.pk)
        chief = person("cvinh", "Đinh Công Vinh", (cast.tk_ubnd, Role.STAFF, "Chánh Văn phòng"))
        leave = delegating.delegate(
            chief,
            by=cast.actor(cast.an),
            capacity="TUQ",
            first=today(),
            last=today() + dt.timedelta(days=5),
            reason="Đi công tác",
        )
        self._put("delegation", leave.pk)
        waiting = self._paper(State.NUMBERED)
        seen = [(waiting, waiting.full_number, waiting.revision_count)]
        begun, _ = signing_runs.start(
            seen, by=cast.actor(cast.an), pin=certificates.DEMO_PERSON_PIN
        )
        self._put("signing-run", begun.pk)
        self._put("certificate", cast.an.certificates.get().pk)
        said = json.dumps({"fields": [["text", "Nội dung đang gõ dở"]], "files": []}).encode()
        kept = KeptForm.objects.create(
            user=cast.mai, address="/ke-hoach/", sealed=seal_bytes(said, settings.SIGNING_KEY)
        )
        self._put("kept-form", kept.pk)
        notice = Notice.objects.filter(recipient=cast.mai).first()
        assert notice is not None
        self._put("notice", notice.pk)
        for name in ("revoked-calendar", "calendar"):  # the second ends the first
            self.places[name] = {"key": calendar_keys.give(cast.actor(cast.mai)).key}
        self.places["verify-code"] = {"code": self._paper(State.ISSUED).verify_code}
        self.places["rule-set"] = {"key": "nd30"}
        self.places["reset-link"] = {"uidb36": "1", "key": "khong-dung"}

    def _duties(self, paper: Document, kind: str) -> Any:
        rows = Assignment.objects.filter(
            task__document=paper, task__kind=kind, unit=self.cast.tk_ubnd
        )
        return rows.select_related("task", "issuer", "unit").order_by("pk")

    def _duty(self, paper: Document, kind: str) -> Assignment:
        return self._duties(paper, kind).get()
