"""Thư buổi sáng: one mail a working morning, of everything that could wait, to each person once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activity import digests, hours, letters, outbox
from activity.models import Digest, Notice, NoticeChoice, OutboxItem
from activity.services import Message, tell, tell_all
from tests.at_once import at_once
from tests.factories import Cast
from units.models import User

pytestmark = pytest.mark.django_db

R, T = Notice.Reason, Notice.Topic
DAY = dt.timedelta(days=1)
THURSDAY = hours.at(dt.date(2025, 3, 6), hours.DIGEST)


def notice(reader: User, subject: str, reason: str = R.RESULT, topic: str = T.OTHER) -> Notice:
    """Something that waits for the mail of this Thursday."""
    return Notice.objects.create(
        recipient=reader,
        reason=reason,
        topic=topic,
        subject=subject,
        address=f"/viec-duoc-giao/{Notice.objects.count() + 1}/",
        key=f"thu:{Notice.objects.count()}",
        morning=THURSDAY.date(),
    )


def test_the_mail_as_people_read_it(cast: Cast, mailoutbox):
    for number in (1, 2):
        notice(cast.mai, f"Quá hạn {number} ngày: báo cáo {number}", R.DEADLINE, T.OVERDUE)
    notice(cast.mai, "Đã duyệt: Kế hoạch tuyên truyền")
    for number in range(3):
        notice(cast.mai, f"Hạn chót hôm nay: nhiệm vụ số {number}", R.DEADLINE, T.TODAY)
    notice(cast.mai, "Cần chỉnh sửa: Kế hoạch\ntuyên truyền", R.NEEDS_YOU, T.RETURNED)
    assert digests.send(THURSDAY) == 1
    outbox.sweep()
    (mail,) = mailoutbox
    link = f"  {settings.BASE_URL}/viec-duoc-giao"
    assert mail.subject == (
        "Sáng 06/3/2025: 2 quá hạn, 3 đến hạn hôm nay, 1 cần chỉnh sửa, 1 thông báo khác"
    )
    assert mail.body == (
        "Kính gửi đồng chí Trần Thị Mai,\n\n"
        "CẦN ĐỒNG CHÍ XỬ LÝ (1)\n"
        f"- Cần chỉnh sửa: Kế hoạch tuyên truyền\n{link}/7/\n\n"
        "ĐẾN HẠN (5)\n"
        f"- Quá hạn 1 ngày: báo cáo 1\n{link}/1/\n"
        f"- Quá hạn 2 ngày: báo cáo 2\n{link}/2/\n"
        f"- Hạn chót hôm nay: nhiệm vụ số 0\n{link}/4/\n"
        f"- Hạn chót hôm nay: nhiệm vụ số 1\n{link}/5/\n"
        f"- Hạn chót hôm nay: nhiệm vụ số 2\n{link}/6/\n\n"
        "KẾT QUẢ (1)\n"
        f"- Đã duyệt: Kế hoạch tuyên truyền\n{link}/3/\n\n"
        f"Thư tự động của {settings.PORTAL_NAME}. "
        f"Đổi cách nhận thông báo: {settings.BASE_URL}/tai-khoan/thong-bao/"
    )


def test_a_long_group_is_counted_and_linked(cast: Cast):
    for number in range(letters.LINES + 1234):
        notice(cast.mai, f"Quá hạn: {number}", R.DEADLINE, T.OVERDUE)
    digests.send(THURSDAY)
    letter = letters.compose(OutboxItem.objects.get().payload)
    assert letter is not None
    assert letter.subject == "Sáng 06/3/2025: 1.244 quá hạn"
    assert letter.body.count("\n- ") == letters.LINES + 1
    assert "- và 1.234 thông báo khác\n" in letter.body
    assert f"{settings.BASE_URL}/thong-bao/?nhom=den_han\n" in letter.body


def test_at_most_one_a_day_and_none_without_anything(cast: Cast):
    assert digests.send(THURSDAY) == 0
    notice(cast.mai, "Muộn một bước")
    # The round of the day is made; the next mail is tomorrow's.
    assert digests.send(THURSDAY + dt.timedelta(hours=1)) == 0
    assert digests.send(THURSDAY + DAY) == 1
    assert not Digest.objects.exclude(day=dt.date(2025, 3, 7)).exists()


@pytest.mark.parametrize("clock", ["07:29", "21:30"])
def test_not_before_half_past_seven_nor_in_the_night(cast: Cast, settings, clock: str):
    settings.QUIET_HOURS = (dt.time(21), dt.time(6))
    notice(cast.mai, "Việc")
    assert digests.send(hours.at(THURSDAY.date(), dt.time.fromisoformat(clock))) == 0


def test_on_rest_days_everything_waits(cast: Cast):
    notice(cast.mai, "Việc")
    saturday = THURSDAY + 2 * DAY
    assert digests.send(saturday) == digests.send(saturday + DAY) == 0
    assert digests.send(saturday + 2 * DAY) == 1


def test_who_left_gets_none_and_nothing_is_kept_for_later(cast: Cast):
    notice(cast.mai, "Việc")
    notice(cast.chi, "Việc")
    User.objects.filter(pk=cast.mai.pk).update(is_active=False)
    assert digests.send(THURSDAY) == 1
    assert Digest.objects.get().person == cast.chi
    User.objects.filter(pk=cast.mai.pk).update(is_active=True)
    assert digests.send(THURSDAY + DAY) == 0


def test_no_two_mails_about_one_event(cast: Cast, mailoutbox):
    """What went at once does not stand in the morning's mail, nor what was in yesterday's."""
    NoticeChoice.objects.create(person=cast.an, reason=R.RESULT, how=NoticeChoice.How.MAIL)
    message = Message("Đã duyệt: Kế hoạch", "/ke-hoach/1/")
    tell([cast.mai, cast.an], message, key="log:1", unit=None, entry=None)
    tell([cast.mai], Message("Cần chỉnh sửa", "/ke-hoach/1/", urgent=True), key="log:2",
         unit=None, entry=None)  # fmt: skip
    Notice.objects.filter(morning__isnull=False).update(morning=THURSDAY.date())
    for day in range(3):
        digests.send(THURSDAY + day * DAY)
        outbox.sweep()
    assert sorted((mail.to[0], mail.subject) for mail in mailoutbox) == [
        ("an@vidu.vn", "Đã duyệt: Kế hoạch"),
        ("mai@vidu.vn", "Cần chỉnh sửa"),
        ("mai@vidu.vn", "Sáng 06/3/2025: 1 thông báo khác"),
    ]


def test_any_number_of_people_costs_the_same_statements(cast: Cast):
    def cost(day: dt.datetime, *readers: User) -> int:
        tell_all([(who, None) for who in readers], Message("Việc", "/x/"), f"log:{day}", None)
        Notice.objects.filter(digest=None).update(morning=day.date())
        with CaptureQueriesContext(connection) as captured:
            assert digests.send(day) == len(readers)
        return len(captured)

    cost(THURSDAY - DAY, cast.mai)
    few = cost(THURSDAY, cast.mai)
    assert cost(THURSDAY + DAY, cast.mai, cast.an, cast.ha, cast.binh, cast.chi) == few


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_two_clocks_at_once_one_makes_the_round(cast: Cast):
    for reader in (cast.mai, cast.an, cast.ha):
        notice(reader, "Việc")
    assert sorted(at_once(lambda: digests.send(THURSDAY), times=3)) == [0, 0, 3]
    assert OutboxItem.objects.count() == Digest.objects.count() == 3
