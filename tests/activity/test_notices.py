"""Who is told of an event: once, only after the commit, in words that give no paper away."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.conf import settings
from django.db import transaction

from activity import outbox
from activity.models import Notice, OutboxItem
from activity.services import Message, tell, tell_all
from activity.tasks import run_outbox_item, sweep_outbox
from documents.lifecycle import State
from documents.services import review
from tests.factories import Cast, paper_in

pytestmark = pytest.mark.django_db


MESSAGE = Message(
    "Cần chỉnh sửa: Kế hoạch tuyên truyền", "/ke-hoach/1/", body="Ban trả lại.", urgent=True
)


def tell_mai(cast: Cast, message: Message = MESSAGE, key: str = "log:1") -> None:
    tell([cast.mai], message, key=key, unit=cast.tk_ubnd, entry=None)


def test_of_one_event_a_person_hears_once(cast: Cast):
    tell_mai(cast)
    tell_mai(cast)
    assert Notice.objects.filter(recipient=cast.mai).count() == 1
    assert OutboxItem.objects.filter(kind="mail").count() == 1
    tell_mai(cast, key="log:2")
    assert Notice.objects.filter(recipient=cast.mai).count() == 2


def test_who_left_or_has_no_address_gets_no_mail(cast: Cast):
    cast.mai.email = ""
    cast.mai.save()
    cast.chi.is_active = False
    cast.chi.save()
    tell([cast.mai, cast.chi], MESSAGE, key="log:1", unit=None, entry=None)
    assert [notice.recipient for notice in Notice.objects.all()] == [cast.mai]
    assert not OutboxItem.objects.exists()


def test_any_number_of_people_costs_the_same_statements(cast, django_assert_num_queries):
    people = [(cast.mai, None), (cast.an, None), (cast.ha, None), (cast.binh, None)]
    with django_assert_num_queries(4):
        tell_all(people[:1], MESSAGE, "log:1", None)
    with django_assert_num_queries(4):
        tell_all(people, MESSAGE, "log:2", None)


def test_a_mail_has_the_greeting_one_link_to_the_work_and_no_text_of_the_paper(
    cast: Cast, mailoutbox
):
    document = paper_in(State.REVIEWING, cast)
    binh, again = cast.actor(cast.binh), dt.date(2126, 3, 16)
    review.return_paper(
        document,
        by=binh,
        seen_revision=1,
        remark="Bổ sung.",
        resubmit_by=review.last_moment_before(again),
    )
    outbox.sweep()
    (mail,) = mailoutbox
    assert mail.to == ["mai@vidu.vn"]
    assert mail.subject == (
        "Cần chỉnh sửa: Kế hoạch tuyên truyền Nghị quyết số 57-NQ/TW năm 2026 của UBND xã Tân Kỳ "
        "(0 chỗ phải sửa)"
    )
    assert mail.body == (
        "Kính gửi đồng chí Trần Thị Mai,\n\n"
        "Ban Tuyên giáo và Dân vận Thành ủy Hải Phòng trả lại bản số 1. "
        "Trình lại chậm nhất 23:59 thứ Sáu 15/3/2126.\n\n"
        f"Mở việc này: {settings.BASE_URL}/van-ban/{document.pk}/\n\n"
        f"Thư tự động của {settings.PORTAL_NAME}. "
        f"Đổi cách nhận thông báo: {settings.BASE_URL}/tai-khoan/thong-bao/"
    )
    assert "băng rôn" not in mail.body


def test_a_subject_pasted_with_a_line_break_is_still_one_mail(cast: Cast, mailoutbox):
    tell_mai(cast, replace(MESSAGE, subject="Kế hoạch tuyên truyền\nNghị quyết\r\nBcc: a@b.vn"))
    outbox.sweep()
    assert [mail.subject for mail in mailoutbox] == ["Kế hoạch tuyên truyền Nghị quyết Bcc: a@b.vn"]
    assert mailoutbox[0].recipients() == ["mai@vidu.vn"]


def test_a_mail_is_sent_once_however_often_its_job_runs(cast: Cast, mailoutbox):
    tell_mai(cast)
    key = OutboxItem.objects.get().key
    for _ in range(2):
        run_outbox_item(key)
        sweep_outbox()
    assert len(mailoutbox) == 1


@pytest.mark.django_db(transaction=True)
def test_people_are_told_only_of_what_was_committed(cast: Cast, mailoutbox):
    with transaction.atomic():
        tell_mai(cast)
        transaction.set_rollback(True)
    outbox.sweep()
    assert not Notice.objects.exists()
    assert not OutboxItem.objects.exists()
    assert mailoutbox == []
