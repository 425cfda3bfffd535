"""A directive of the city, the duty to plan that follows, and signing in, for tests of pages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from directives.models import Assignment, Cascade, Directive, Task
from documents.lifecycle import State
from documents.models import Document, Recipient, ReviewComment, Section
from documents.services import editing, review
from plans.models import Plan
from plans.services import start_plan
from tests.factories import Cast, paper_in
from units.dates import HANOI
from units.models import Unit, User


def signed_in(user: User, unit: Unit | None = None) -> Client:
    """A browser in which the person is signed in and acts for the unit (their first one)."""
    client = Client()
    client.force_login(user)
    if unit is not None:
        session = client.session
        session["acting_unit"] = unit.pk
        session.save()
    return client


@dataclass
class Duty:
    """A directive of UBND thành phố with two tasks for UBND xã Tân Kỳ, and the duty to plan."""

    directive: Document
    tasks: list[Task]
    assignment: Assignment
    plan: Plan

    @property
    def document(self) -> Document:
        return self.plan.document


def duty(cast: Cast, *, due: dt.datetime | None = None) -> Duty:
    """The city's plan 67/KH-UBND, handed down, and the plan Mai has begun in answer."""
    due = due or dt.datetime(2030, 3, 12, 23, 59, 59, tzinfo=HANOI)
    paper = Document.objects.create(
        issuer=cast.city_ubnd,
        type_code="KH",
        profile="nd30",
        subject="tuyên truyền Nghị quyết số 57-NQ/TW năm 2026",
        number=67,
        symbol="KH-UBND",
        full_number="67/KH-UBND",
        date=dt.date(2026, 2, 27),
        state="issued",
        created_by=cast.truong,
    )
    texts = {
        "MỤC ĐÍCH, YÊU CẦU": "1. Mục đích\n- Nâng cao nhận thức của Nhân dân về chuyển đổi số.",
        "NỘI DUNG VÀ HÌNH THỨC": "1. Nội dung tuyên truyền\n- Mục tiêu của Nghị quyết.",
        "TỔ CHỨC THỰC HIỆN": "1. UBND các xã, phường\n- Xây dựng kế hoạch.",
    }
    for order, (heading, text) in enumerate(texts.items(), start=1):
        Section.objects.create(document=paper, order=order, heading=heading, text=text)
    Directive.objects.create(document=paper)
    plan_task = Task.objects.create(
        document=paper, kind=Task.Kind.PLAN, text="Lập kế hoạch", report_to=cast.board
    )
    works = [
        Task.objects.create(document=paper, order=1, text="Treo băng rôn tuyên truyền"),
        Task.objects.create(
            document=paper, order=2, text="Tổng hợp, báo cáo kết quả", report_to=cast.department
        ),
    ]
    cascade = Cascade.objects.create(document=paper, unit=cast.city_ubnd, by=cast.truong)
    assignments = [
        Assignment.objects.create(
            task=task,
            unit=cast.tk_ubnd,
            cascade=cascade,
            issuer=cast.city_ubnd,
            due_at=due,
            wording="trước ngày 13/3/2030",
        )
        for task in (plan_task, *works)
    ]
    plan = start_plan(assignments[0], by=cast.actor(cast.mai))
    return Duty(paper, works, assignments[0], plan)


def written(duty: Duty, cast: Cast) -> Document:
    """The plan of the duty, complete: every mục written, tasks led, signer chosen."""
    document = duty.document
    for section in document.sections.filter(holds_tasks=False):
        section.text = "1. Mục đích\n- Tạo sự thống nhất nhận thức trong Nhân dân.\n2. Yêu cầu"
        section.save()
    for task in document.tasks.all():
        task.lead = "Phòng Văn hóa - Xã hội"
        task.save()
    Recipient.objects.create(
        document=document, order=190, text="Phòng Văn hóa - Xã hội", print_only=True
    )
    document.signer, document.signer_name = cast.an, cast.an.full_name
    document.authority, document.position = "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"
    document.save()
    return document


def lines_of(document: Document, rows: list[tuple[str, str]], **fields: Any) -> dict[str, Any]:
    """The form of "Nơi nhận" with these rows and nothing under "Kính gửi"."""
    stored = document.recipients.filter(kind=Recipient.Kind.RECIPIENT).count()
    sent: dict[str, Any] = {
        "kg-TOTAL_FORMS": 0,
        "kg-INITIAL_FORMS": 0,
        "nn-TOTAL_FORMS": len(rows),
        "nn-INITIAL_FORMS": min(stored, len(rows)),
        "da_thay": editing.recipients_seen(document),
        "luu": "VT, VHXH",
        "viec": "luu",
    }
    for place, (text, purpose) in enumerate(rows):
        sent |= {f"nn-{place}-text": text, f"nn-{place}-purpose": purpose}
        sent[f"nn-{place}-ORDER"] = place + 1
    return sent | fields


def at(page: str, document: Document, *args: int) -> str:
    return reverse(f"documents:{page}", args=[document.pk, *args])


def remark(client: Client, document: Document, **fields: Any) -> Any:
    sent = {"severity": "phai_sua", "text": "Chưa nêu thời hạn.", "section": 3, "paragraph": 1}
    return client.post(at("review-comment", document), sent | fields)


def returned(cast: Cast) -> Document:
    document = paper_in(State.REVIEWING, cast)
    binh = signed_in(cast.binh)
    remark(binh, document)
    remark(binh, document, severity="nen_sua", text="Nên thêm ảnh.", section=1, paragraph=0)
    binh.post(at("review-return", document), {"revision": 1})
    document.refresh_from_db()
    return document


def second_look(cast: Cast) -> Document:
    document = returned(cast)
    mai = cast.actor(cast.mai)
    section = document.sections.get(order=3)
    text = "1. Mở đầu mới.\n" + section.text.replace("thôn.", "thôn, xong trước ngày 15/3/2030.")
    editing.save_section(section, text=text, version=section.version, by=mai)
    must = ReviewComment.objects.get(severity=ReviewComment.Severity.MUST)
    review.answer(must, by=mai, answer="da_sua")
    review.submit(document, by=mai)
    document.refresh_from_db()
    review.claim(document, by=cast.actor(cast.binh))
    return document
