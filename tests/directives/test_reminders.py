"""Nhắc hạn: at which moments who hears of a duty, each once, and silent once it is answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck
from hypothesis import given as given_examples
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from activity import digests, hours, outbox
from activity.models import Digest, Notice, NoticeChoice, OutboxItem, Round
from directives import services
from directives.models import Assignment, Reminder
from directives.reminders import OWN, TABLE, Slot, turns
from directives.states import OPEN_BELOW, AssignmentState
from documents.models import Document
from tests.directives.scenes import given, received, task_of
from tests.factories import Cast
from units.calendar import add_working_days
from units.models import Unit, User

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
# "trước ngày 13/3/2026": a Thursday is the last day.
LAST = dt.date(2026, 3, 12)
BEFORE, BETWEEN = dt.date(2026, 2, 27), dt.date(2026, 3, 4)


def morning(day: dt.date, clock: dt.time = hours.DIGEST) -> dt.datetime:
    return hours.at(day, clock)


@pytest.fixture
def duty(cast: Cast) -> Assignment:
    return duties(cast, cast.tk_ubnd)[0]


def duties(cast: Cast, *units: Unit, last: dt.date = LAST) -> Sequence[Assignment]:
    """One task given to the units before everything, its last day as told."""
    document = received(cast, full_number=f"{186 + Document.objects.count()}-HD/BTGTW")
    task_of(document, cast.actor(cast.binh), date=last + DAY)
    given(cast, document, *units)
    rows = Assignment.objects.filter(task__document=document)
    rows.update(created_at=morning(BEFORE))
    # What was told of the giving itself belongs to other tests.
    Notice.objects.all().delete()
    OutboxItem.objects.all().delete()
    return list(rows.order_by("pk"))


def told(*people: User) -> list[str]:
    rows = Notice.objects.filter(reason=Notice.Reason.DEADLINE, recipient__in=people)
    return list(rows.order_by("pk").values_list("subject", flat=True))


def live_through(first: dt.date, last: dt.date) -> None:
    """Every morning of these days, one after the other."""
    for n in range((last - first).days + 1):
        services.remind(morning(first + n * DAY))


def test_each_slot_speaks_on_its_day_to_its_people(cast: Cast, duty: Assignment) -> None:
    heard: dict[dt.date, dict[str, set[str]]] = {}
    for n in range(40):
        day = BEFORE + n * DAY
        services.remind(morning(day))
        for row in Reminder.objects.filter(day=day).select_related("person"):
            heard.setdefault(day, {}).setdefault(row.slot, set()).add(row.person.username)
    cadre, unit, above = {"mai"}, {"mai", "an", "phuc"}, {"binh", "hoa", "truong"}
    assert heard == {
        dt.date(2026, 3, 3): {"b7": cadre},
        dt.date(2026, 3, 9): {"b3": cadre},
        dt.date(2026, 3, 11): {"b1": cadre},
        dt.date(2026, 3, 12): {"d0": cadre},
        dt.date(2026, 3, 13): {"a1": unit},
        dt.date(2026, 3, 15): {"a3": unit},
        dt.date(2026, 3, 19): {"a7": unit},
        dt.date(2026, 3, 20): {"up": above},
    }


def test_what_people_read_in_the_portal(cast: Cast, duty: Assignment) -> None:
    services.remind(morning(dt.date(2026, 3, 9)))
    notice = Notice.objects.get(reason=Notice.Reason.DEADLINE)
    assert notice.recipient == cast.mai
    assert notice.unit == cast.tk_ubnd
    assert notice.subject == ("Còn 3 ngày làm việc: nhiệm vụ số 1 theo Hướng dẫn số 186-HD/BTGTW")
    assert notice.body == (
        "UBND xã Tân Kỳ: nhiệm vụ số 1 theo Hướng dẫn số 186-HD/BTGTW. "
        "Hạn chót: 23:59 thứ Năm 12/3/2026 (“trước ngày 13/3/2026”)."
    )
    assert notice.address == duty.get_absolute_url()
    assert (notice.topic, notice.morning) == (Notice.Topic.SOON, dt.date(2026, 3, 9))


def test_the_unit_above_hears_of_all_its_late_units_in_one_line(cast: Cast) -> None:
    paper = duties(cast, cast.tk_ubnd, cast.ap_ubnd, cast.department)[0].task.document
    services.remind(morning(dt.date(2026, 3, 20)))
    assert Reminder.objects.filter(slot=Slot.ABOVE, person=cast.binh).count() == 3
    notice = Notice.objects.get(recipient=cast.binh, reason=Notice.Reason.DEADLINE)
    assert notice.subject == f"3 đơn vị quá hạn trên 7 ngày theo {paper}"
    assert notice.address == f"/tien-do/?trang_thai=qua_han&van_ban={paper.pk}"
    assert notice.unit == cast.board


def test_only_who_leads_work_given_before_the_day_is_reminded(cast: Cast, duty: Assignment) -> None:
    day = dt.date(2026, 3, 9)
    Assignment.objects.update(created_at=morning(day))
    assert services.remind(morning(day)) == 0
    Assignment.objects.update(created_at=morning(BEFORE), part=Assignment.Part.SUPPORT)
    assert services.remind(morning(day + 2 * DAY)) == 0


@pytest.mark.parametrize("state", sorted(set(AssignmentState) - set(OPEN_BELOW)))
def test_answered_work_is_silent(cast: Cast, duty: Assignment, state: AssignmentState) -> None:
    moment = morning(BEFORE)
    Assignment.objects.update(state=state, reported_at=moment, done_at=moment)
    live_through(BEFORE, LAST + 10 * DAY)
    assert not Reminder.objects.exists()


def test_a_later_limit_has_slots_of_its_own(cast: Cast, duty: Assignment) -> None:
    """Three days before the old limit somebody heard; three days before the new one again."""
    services.remind(morning(dt.date(2026, 3, 9)))
    later = hours.at(LAST + 14 * DAY, dt.time(23, 59, 59))
    Assignment.objects.update(due_at=later)
    live_through(dt.date(2026, 3, 10), LAST + 7 * DAY)
    assert set(Reminder.objects.values_list("slot", "day")) == {
        ("b3", dt.date(2026, 3, 9)),
        ("b7", dt.date(2026, 3, 17)),
    }


def test_a_missed_day_is_made_good_but_not_an_old_one(cast: Cast, duty: Assignment) -> None:
    """The worker was away from the day before until two days after the last day."""
    services.remind(morning(dt.date(2026, 3, 10)))
    services.remind(morning(dt.date(2026, 3, 14)))
    assert told(cast.mai) == ["Quá hạn 1 ngày: nhiệm vụ số 1 theo Hướng dẫn số 186-HD/BTGTW"]
    services.remind(morning(dt.date(2026, 5, 1)))
    assert len(told(cast.mai)) == 1


def test_the_round_is_made_once_a_day_from_half_past_seven(cast: Cast, duty: Assignment) -> None:
    day = dt.date(2026, 3, 9)
    assert services.remind(morning(day, dt.time(7, 29, 59))) == 0
    assert services.remind(morning(day)) == 1
    assert services.remind(morning(day, dt.time(7, 35))) == 0
    assert len(told(cast.mai)) == 1


def sent(now: dt.datetime, mailbox: list) -> list[tuple[str, str]]:
    """Who got which mail when the day was told at this moment: (reader, subject)."""
    del mailbox[:]
    services.remind(now)
    digests.send(now)
    due = OutboxItem.objects.filter(state=OutboxItem.State.WAITING, due_at__lte=now)
    for key in list(due.values_list("key", flat=True)):
        outbox.run(key)
    return [(mail.to[0].partition("@")[0], mail.subject) for mail in mailbox]


def test_reminders_come_with_the_morning_mail(cast: Cast, duty: Assignment, mailoutbox) -> None:
    assert sent(morning(dt.date(2026, 3, 9)), mailoutbox) == [
        ("mai", "Sáng 09/3/2026: 1 sắp đến hạn")
    ]
    assert sent(morning(dt.date(2026, 3, 12)), mailoutbox) == [
        ("mai", "Sáng 12/3/2026: 1 đến hạn hôm nay")
    ]
    # Sunday's slot waits for Monday's mail.
    assert sent(morning(dt.date(2026, 3, 15)), mailoutbox) == []
    assert sorted(sent(morning(dt.date(2026, 3, 16)), mailoutbox)) == [
        ("an", "Sáng 16/3/2026: 1 quá hạn"),
        ("mai", "Sáng 16/3/2026: 1 quá hạn"),
        ("phuc", "Sáng 16/3/2026: 1 quá hạn"),
    ]


def test_a_mail_as_people_read_it(cast: Cast, duty: Assignment, mailoutbox) -> None:
    sent(morning(dt.date(2026, 3, 12)), mailoutbox)
    (mail,) = mailoutbox
    assert mail.body == (
        "Kính gửi đồng chí Trần Thị Mai,\n\n"
        "ĐẾN HẠN (1)\n"
        "- Hạn chót hôm nay: nhiệm vụ số 1 theo Hướng dẫn số 186-HD/BTGTW\n"
        f"  {settings.BASE_URL}{duty.get_absolute_url()}\n\n"
        f"Thư tự động của {settings.PORTAL_NAME}. "
        f"Đổi cách nhận thông báo: {settings.BASE_URL}/tai-khoan/thong-bao/"
    )
    assert duty.task.text not in mail.body


def test_on_a_rest_day_the_last_day_is_told_at_eight(cast: Cast, mailoutbox) -> None:
    """A limit on a Saturday: no morning mail comes before it is over."""
    saturday = dt.date(2026, 3, 14)
    duties(cast, cast.tk_ubnd, last=saturday)
    assert sent(morning(saturday), mailoutbox) == []
    assert sent(morning(saturday, dt.time(8)), mailoutbox) == [
        ("mai", "Hạn chót hôm nay: nhiệm vụ số 1 theo Hướng dẫn số 186-HD/BTGTW")
    ]
    monday = sent(morning(saturday + 2 * DAY), mailoutbox)
    assert ("mai", "Sáng 16/3/2026: 1 quá hạn") in monday  # Sunday's slot, nothing of Saturday


def test_in_the_quiet_hours_only_what_ends_tonight_is_told(
    cast: Cast, settings, mailoutbox
) -> None:
    """A worker that comes back late in the evening of the last day."""
    settings.QUIET_HOURS = (dt.time(21), dt.time(6))
    choose(cast.an, NoticeChoice.How.MAIL)
    duties(cast, cast.tk_ubnd)  # ends tonight
    duties(cast, cast.tk_ubnd, last=LAST - DAY)  # ended yesterday: the chairman hears of it too
    night = morning(LAST, dt.time(21, 30))
    assert sent(night, mailoutbox) == [
        ("mai", "Hạn chót hôm nay: nhiệm vụ số 1 theo Hướng dẫn số 186-HD/BTGTW")
    ]
    dawn = morning(LAST + DAY, dt.time(6))
    assert [reader for reader, _ in sent(dawn, mailoutbox)] == ["an"]


def choose(who: User, how: str) -> None:
    NoticeChoice.objects.create(person=who, reason=Notice.Reason.DEADLINE, how=how)


def test_each_choice_is_followed(cast: Cast, duty: Assignment, mailoutbox) -> None:
    choose(cast.an, NoticeChoice.How.MAIL)
    choose(cast.phuc, NoticeChoice.How.PORTAL)
    day = dt.date(2026, 3, 13)
    late = "Quá hạn 1 ngày: nhiệm vụ số 1 theo Hướng dẫn số 186-HD/BTGTW"
    assert sent(morning(day), mailoutbox) == [("mai", "Sáng 13/3/2026: 1 quá hạn")]
    assert sent(morning(day, dt.time(8)), mailoutbox) == [("an", late)]
    assert told(cast.an, cast.mai, cast.phuc) == [late] * 3
    assert sent(morning(day, dt.time(9)), mailoutbox) == []


@pytest.mark.parametrize("how", NoticeChoice.How.values)
def test_what_was_answered_after_the_round_is_not_sent(
    cast: Cast, duty: Assignment, mailoutbox, how: str
) -> None:
    """Acceptance 33: the mail is composed when it goes."""
    choose(cast.mai, how)
    now = morning(LAST)
    services.remind(now)
    digests.send(now)
    Assignment.objects.update(state=AssignmentState.REPORTED, reported_at=now)
    OutboxItem.objects.update(due_at=now)
    outbox.sweep()
    assert mailoutbox == []
    assert not OutboxItem.objects.exclude(state=OutboxItem.State.DONE).exists()


def test_a_nudge_that_waited_is_not_sent_to_who_answered(
    cast: Cast, duty: Assignment, mailoutbox
) -> None:
    rows = Assignment.objects.all()
    services.send_nudge(
        rows, [cast.tk_ubnd.pk], by=cast.actor(cast.truong), text="Đề nghị báo cáo."
    )
    Assignment.objects.update(state=AssignmentState.REPORTED, reported_at=morning(LAST))
    outbox.sweep()
    assert mailoutbox == []


def test_the_round_costs_the_same_statements_however_many_units(cast: Cast) -> None:
    def cost(day: dt.date) -> int:
        with CaptureQueriesContext(connection) as captured:
            services.remind(morning(day))
            digests.send(morning(day))
        return len(captured)

    duties(cast, cast.tk_ubnd)
    cost(dt.date(2026, 3, 12))
    one = cost(dt.date(2026, 3, 13))
    duties(cast, cast.tk_ubnd, cast.ap_ubnd, cast.department, cast.city_ubnd)
    Assignment.objects.update(due_at=hours.at(dt.date(2026, 3, 15), dt.time(23, 59, 59)))
    Round.objects.update(day=dt.date(2026, 3, 15))
    assert cost(dt.date(2026, 3, 16)) == one
    assert Reminder.objects.filter(day=dt.date(2026, 3, 16)).count() > 5


# --- properties -----------------------------------------------------------------------------------

DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 31))


@settings_of_hypothesis(max_examples=30)
@given_examples(DAYS)
def test_every_last_day_has_each_slot_once_in_their_order(last: dt.date) -> None:
    days = [TABLE[slot].day(last, {}) for slot in OWN]
    assert days == sorted(days)
    spoken = [
        (turn.slot, turn.day)
        for n in range(70)
        for day in [last + (n - 45) * DAY]
        for turn in turns(day - DAY, day)
        if last in turn.lasts
    ]
    # Two slots of one day are one: the later in the table.
    expected = {day: slot for slot, day in zip(OWN, days, strict=True)}
    assert spoken == [(slot, day) for day, slot in expected.items()]
    assert add_working_days(last, -7) == days[0]


@settings_of_hypothesis(max_examples=30)
@given_examples(DAYS, st.integers(1, 3))
def test_however_many_days_were_missed_a_duty_is_spoken_of_once(until: dt.date, days: int) -> None:
    lasts = [last for turn in turns(until - days * DAY, until) for last in turn.lasts]
    assert len(lasts) == len(set(lasts))
    today = [last for turn in turns(until - DAY, until) for last in turn.lasts]
    assert set(today) <= set(lasts)


@contextmanager
def undone() -> Iterator[None]:
    """What happens in the block is taken back at its end: one cast serves many examples."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def waiting_duty(duty: Assignment) -> int:
    return duty.pk


_EVENTS = st.lists(
    st.sampled_from(["day", "day", "day", "twice", "answer", "reopen", "extend"]), max_size=15
)


@settings_of_hypothesis(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given_examples(_EVENTS)
def test_whatever_happens_no_slot_speaks_twice_and_answered_work_never(
    waiting_duty: int, events: list[str]
) -> None:
    """Random lives of one duty: every notice of a day is of open work, each slot and limit once."""
    with undone():
        now, rows = morning(LAST - 12 * DAY), Assignment.objects.filter(pk=waiting_duty)
        for event in events:
            if event in {"day", "twice"}:
                now += DAY
                before = Notice.objects.count()
                for _ in range(2 if event == "twice" else 1):
                    services.remind(now)
                    digests.send(now)
                if rows.exclude(state__in=OPEN_BELOW).exists():
                    assert Notice.objects.count() == before
            elif event == "extend":
                rows.update(due_at=F("due_at") + 5 * DAY)
            else:
                rows.update(state="reported" if event == "answer" else "doing", reported_at=now)
        spoken = list(Reminder.objects.values_list("person", "slot", "due_at"))
        assert len(spoken) == len(set(spoken))
        # Of one person's morning there is one mail at most, and each notice stands in one.
        mails = list(Digest.objects.values_list("person", "day"))
        assert len(mails) == len(set(mails)) == OutboxItem.objects.filter(kind="mail").count()
