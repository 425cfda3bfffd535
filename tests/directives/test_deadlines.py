"""The words of a deadline decide its last moment; the moment decides what the boards say."""

import unicodedata
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.deadlines import (
    CHOICES,
    TABLE,
    Deadline,
    Kind,
    Operator,
    Policy,
    countdown,
    days_late,
    due_in_period,
    due_instant,
    find_wordings,
    last_moment,
    parse_wording,
    stored,
    wording,
)
from units.calendar import Override, is_rest_day
from units.dates import HANOI

ISSUED = date(2025, 2, 27)
PIECES = ["trước", "ngày", "25", "/", "hằng", "tháng", "quý", "II", "năm", "2025", "h", "("]
DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


def hanoi(text):
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


def due(text, **options):
    deadline = parse_wording(text, year=2025)
    assert deadline is not None
    return due_instant(deadline, issued_on=ISSUED, **options)


@pytest.mark.parametrize(
    ("text", "operator", "last"),
    [
        ("trước ngày 07/3/2025", Operator.BEFORE_DAY, "2025-03-06 23:59:59"),
        ("trước ngày 15/3/2025", Operator.BEFORE_DAY, "2025-03-14 23:59:59"),
        ("Trước ngày 05 tháng 3 năm 2025", Operator.BEFORE_DAY, "2025-03-04 23:59:59"),
        ("trước ngày 15-03-2025", Operator.BEFORE_DAY, "2025-03-14 23:59:59"),
        ("trước ngày 15.3.2025", Operator.BEFORE_DAY, "2025-03-14 23:59:59"),
        ("xong trước 30/9", Operator.BEFORE_DAY, "2025-09-29 23:59:59"),
        ("chậm nhất trước ngày 20/3", Operator.BEFORE_DAY, "2025-03-19 23:59:59"),
        ("trước thứ Sáu, ngày 14/3/2025", Operator.BEFORE_DAY, "2025-03-13 23:59:59"),
        ("trước 15 giờ 00 ngày 14/3/2025", Operator.BEFORE_HOUR, "2025-03-14 14:59:59"),
        ("trước 16h00 ngày 14/3", Operator.BEFORE_HOUR, "2025-03-14 15:59:59"),
        ("trước 16h30 14/3/2025", Operator.BEFORE_HOUR, "2025-03-14 16:29:59"),
        (
            "trước 15 giờ 00 phút, thứ Sáu, ngày 14/3/2025",
            Operator.BEFORE_HOUR,
            "2025-03-14 14:59:59",
        ),
        ("trước 24h00 ngày 15/3/2025", Operator.THROUGH_DAY, "2025-03-15 23:59:59"),
        ("chậm nhất là ngày 20/3/2025", Operator.AT_LATEST, "2025-03-20 23:59:59"),
        ("chậm nhất ngày 20/3/2025", Operator.AT_LATEST, "2025-03-20 23:59:59"),
        ("chậm nhất 17h00 ngày 20/3/2025", Operator.AT_LATEST, "2025-03-20 17:00:59"),
        ("hạn chót: 15/3/2025", Operator.AT_LATEST, "2025-03-15 23:59:59"),
        ("muộn nhất vào ngày 3/4/2025", Operator.LATEST, "2025-04-03 23:59:59"),
        ("không quá ngày 01/4/2025", Operator.NOT_LATER, "2025-04-01 23:59:59"),
        ("không muộn hơn ngày 01/4/2025", Operator.NOT_LATER, "2025-04-01 23:59:59"),
        ("đến hết ngày 15/3/2025", Operator.THROUGH_DAY, "2025-03-15 23:59:59"),
        ("hết ngày 15/3/2025", Operator.THROUGH_DAY, "2025-03-15 23:59:59"),
        ("từ ngày 01/3 đến hết ngày 15/3/2025", Operator.THROUGH_DAY, "2025-03-15 23:59:59"),
        ("đến ngày 15/3/2025", Operator.UNTIL_DAY, "2025-03-15 23:59:59"),
        ("từ ngày 01/3 đến ngày 15/3/2025", Operator.UNTIL_DAY, "2025-03-15 23:59:59"),
        ("trong ngày 15/3/2025", Operator.ON_DAY, "2025-03-15 23:59:59"),
        ("15/3/2025", Operator.ON_DAY, "2025-03-15 23:59:59"),
        ("trước tháng 6 năm 2025", Operator.BEFORE_MONTH, "2025-05-31 23:59:59"),
        ("trước quý III/2025", Operator.BEFORE_QUARTER, "2025-06-30 23:59:59"),
        ("tuần 2 tháng 8/2026", Operator.IN_WEEK, "2026-08-14 23:59:59"),
        ("tuần thứ tư của tháng 2/2025", Operator.IN_WEEK, "2025-02-28 23:59:59"),
        ("hoàn thành trong tháng 02/2025", Operator.IN_MONTH, "2025-02-28 23:59:59"),
        ("trong tháng 3", Operator.IN_MONTH, "2025-03-31 23:59:59"),
        ("trong quý II/2025", Operator.IN_QUARTER, "2025-06-30 23:59:59"),
        ("quí 4 năm 2025", Operator.IN_QUARTER, "2025-12-31 23:59:59"),
        ("trong năm 2026", Operator.IN_YEAR, "2026-12-31 23:59:59"),
        ("đến hết năm 2025", Operator.IN_YEAR, "2025-12-31 23:59:59"),
        ("đầu tháng 4/2025", Operator.START_OF_MONTH, "2025-04-01 23:59:59"),
        ("giữa tháng 4/2025", Operator.MID_MONTH, "2025-04-15 23:59:59"),
        ("cuối tháng 4/2025", Operator.END_OF_MONTH, "2025-04-30 23:59:59"),
        ("đầu năm 2026", Operator.START_OF_YEAR, "2026-01-01 23:59:59"),
        ("trong 6 tháng đầu năm 2025", Operator.MID_YEAR, "2025-06-30 23:59:59"),
        ("giữa năm", Operator.MID_YEAR, "2025-06-30 23:59:59"),
        ("cuối năm", Operator.END_OF_YEAR, "2025-12-31 23:59:59"),
        # From Thursday 27/02 ten days on is Sunday 09/3, which moves to Monday.
        (
            "trong thời hạn 10 ngày kể từ ngày ban hành",
            Operator.WITHIN_DAYS,
            "2025-03-10 23:59:59",
        ),
        ("trong vòng 2 tuần kể từ ngày ký", Operator.WITHIN_DAYS, "2025-03-13 23:59:59"),
        ("10 ngày, kể từ ngày 03/3/2025", Operator.WITHIN_DAYS, "2025-03-13 23:59:59"),
        (
            "05 (năm) ngày làm việc kể từ ngày 28/02/2025",
            Operator.WITHIN_WORKING_DAYS,
            "2025-03-07 23:59:59",
        ),
        (
            "trong vòng 1 tháng kể từ ngày 31/01/2025",
            Operator.WITHIN_MONTHS,
            "2025-02-28 23:59:59",
        ),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_wording_to_last_moment(text, operator, last, form):
    written = unicodedata.normalize(form, text)
    deadline = parse_wording(written, year=2025)
    assert deadline is not None
    assert deadline.operator is operator
    assert deadline.wording in text
    assert due_instant(deadline, issued_on=ISSUED) == hanoi(last)


@pytest.mark.parametrize(
    ("text", "operator", "n", "inclusive"),
    [
        ("hằng tháng", Operator.MONTHLY, None, True),
        ("báo cáo hàng tháng về Hội Liên hiệp Phụ nữ tỉnh", Operator.MONTHLY, None, True),
        ("trước ngày 25 hằng tháng", Operator.MONTHLY, 25, False),
        ("định kỳ hằng tháng (trước ngày 25)", Operator.MONTHLY, 25, False),
        ("hằng tháng, chậm nhất ngày 20", Operator.MONTHLY, 20, True),
        ("ngày 20 hằng tháng", Operator.MONTHLY, 20, True),
        ("trước ngày 14 của tháng cuối quý", Operator.QUARTERLY, 14, False),
        ("3 tháng một lần", Operator.QUARTERLY, None, True),
        ("mỗi quý một lần", Operator.QUARTERLY, None, True),
        ("6 tháng (trước ngày 15/6)", Operator.HALF_YEARLY, 15, False),
        ("định kỳ sáu tháng", Operator.HALF_YEARLY, None, True),
        ("trước ngày 15 tháng 12 hằng năm", Operator.YEARLY, 15, False),
        ("chiều thứ Năm hằng tuần", Operator.WEEKLY, 4, True),
        ("trước thứ 6 hằng tuần", Operator.WEEKLY, 5, False),
        ("định kỳ tổng hợp tình hình", Operator.PERIODIC, None, True),
        ("thường xuyên, liên tục", Operator.CONTINUOUS, None, True),
        ("ngay sau khi kết thúc hội nghị", Operator.EVENT, None, True),
        ("báo cáo khi có yêu cầu", Operator.EVENT, None, True),
        ("05 ngày làm việc kể từ ngày nhận được văn bản này", Operator.EVENT, 5, True),
        ("không ghi hạn", Operator.NONE, None, True),
    ],
)
def test_deadlines_without_one_last_moment(text, operator, n, inclusive):
    deadline = parse_wording(text, year=2025)
    assert deadline is not None
    assert (deadline.operator, deadline.n, deadline.inclusive) == (operator, n, inclusive)
    assert due_instant(deadline, issued_on=ISSUED) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tuyên truyền Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị",
        "mục tiêu đến năm 2030, tầm nhìn đến năm 2045",
        "số liệu tính đến ngày 31/12/2024",
        "ngay từ đầu năm 2025",
        "đạt 12/12 xã, không quá 3/4 số hộ",
        "kéo dài trước năm học mới",
        "trước 5.3 triệu người xem",
    ],
)
def test_what_is_not_a_deadline(text):
    assert parse_wording(text, year=2025) is None


def test_a_date_is_never_guessed():
    assert parse_wording("trước 30/9") == Deadline(Operator.BEFORE_DAY, "trước 30/9")
    assert parse_wording("trước ngày 31/2/2025") == Deadline(
        Operator.BEFORE_DAY, "trước ngày 31/2/2025"
    )
    assert due_instant(Deadline(Operator.BEFORE_DAY), issued_on=ISSUED) is None
    assert due_instant(Deadline(Operator.WITHIN_DAYS, n=5), issued_on=None) is None
    assert due_instant(Deadline(Operator.WITHIN_DAYS), issued_on=ISSUED) is None


def test_an_event_is_due_once_its_date_is_set():
    deadline = Deadline(Operator.EVENT, "khi có yêu cầu", date(2025, 3, 10))
    assert due_instant(deadline, issued_on=ISSUED) == hanoi("2025-03-10 23:59:59")


def test_a_dated_deadline_comes_before_thuong_xuyen():
    sentence = (
        "Thường xuyên theo dõi, định kỳ tổng hợp và báo cáo về Ban Tuyên giáo Tỉnh ủy "
        "trước ngày 15/3/2025, đồng gửi UBND tỉnh."
    )
    deadline = parse_wording(sentence)
    assert deadline == Deadline(
        Operator.BEFORE_DAY, "trước ngày 15/3/2025", date(2025, 3, 15), None, None
    )


def test_all_deadlines_of_a_sentence_with_their_places():
    sentence = "Báo cáo 6 tháng (trước ngày 15/6), năm (trước ngày 15/12); đợt 1 trong quý II."
    found = find_wordings(sentence, year=2025)
    assert [sentence[each.start : each.end] for each in found] == [
        "6 tháng (trước ngày 15/6)",
        "năm (trước ngày 15/12)",
        "trong quý II",
    ]
    assert [each.deadline.operator for each in found] == [
        Operator.HALF_YEARLY,
        Operator.YEARLY,
        Operator.IN_QUARTER,
    ]


def test_the_policy_may_let_the_named_day_count():
    lenient = Policy(named_day_is_late=False)
    assert due("trước ngày 07/3/2025", policy=lenient) == hanoi("2025-03-07 23:59:59")
    assert due("trước 15 giờ 00 ngày 14/3/2025", policy=lenient) == hanoi("2025-03-14 14:59:59")


def test_fixed_dates_move_off_rest_days_only_where_the_policy_says_so():
    assert due("chậm nhất ngày 15/3/2025") == hanoi("2025-03-15 23:59:59")
    rolled = Policy(roll_rest_days=True)
    assert due("chậm nhất ngày 15/3/2025", policy=rolled) == hanoi("2025-03-17 23:59:59")
    closed = {date(2025, 3, 17): Override(rest=True, name="Nghỉ theo thông báo")}
    assert due("chậm nhất ngày 15/3/2025", policy=rolled, overrides=closed) == hanoi(
        "2025-03-18 23:59:59"
    )


@pytest.mark.parametrize(
    ("text", "period_end", "last"),
    [
        ("hằng tháng", date(2025, 3, 14), "2025-03-17 23:59:59"),
        ("trước ngày 25 hằng tháng", date(2025, 3, 14), "2025-03-24 23:59:59"),
        ("trước ngày 25 hằng tháng", date(2025, 3, 31), "2025-03-24 23:59:59"),
        ("chậm nhất ngày 05 hằng tháng", date(2025, 12, 31), "2026-01-05 23:59:59"),
        ("ngày 31 hằng tháng", date(2025, 2, 28), "2025-02-28 23:59:59"),
        ("trước ngày 01 hằng tháng", date(2025, 3, 31), "2025-03-31 23:59:59"),
        ("trước 16h30 ngày 20 hằng tháng", date(2025, 3, 14), "2025-03-20 16:29:59"),
        ("trước ngày 14 của tháng cuối quý", date(2025, 6, 30), "2025-06-13 23:59:59"),
        ("6 tháng (trước ngày 15/6)", date(2025, 12, 14), "2025-12-14 23:59:59"),
        ("trước ngày 15/12 hằng năm", date(2027, 12, 14), "2027-12-14 23:59:59"),
        ("chậm nhất ngày 15/01 hằng năm", date(2025, 12, 31), "2026-01-15 23:59:59"),
        ("chiều thứ Năm hằng tuần", date(2025, 3, 9), "2025-03-06 23:59:59"),
        ("hằng tuần", date(2025, 3, 9), "2025-03-07 23:59:59"),
    ],
)
def test_recurring_deadlines_fall_due_once_a_period(text, period_end, last):
    deadline = parse_wording(text, year=2025)
    assert deadline is not None
    assert due_in_period(deadline, period_end) == hanoi(last)


def test_only_recurring_deadlines_with_an_interval_have_periods():
    assert due_in_period(Deadline(Operator.PERIODIC, "định kỳ"), ISSUED) is None
    assert due_in_period(Deadline(Operator.IN_YEAR, "", ISSUED), ISSUED) is None


@pytest.mark.parametrize(
    ("operator", "more", "phrase"),
    [
        (Operator.BEFORE_DAY, {}, "trước ngày 07/3/2025"),
        (Operator.BEFORE_HOUR, {"hour": time(16)}, "trước 16 giờ 00 ngày 07/3/2025"),
        (Operator.AT_LATEST, {}, "chậm nhất ngày 07/3/2025"),
        ("at_latest", {"hour": time(9, 30)}, "chậm nhất 09 giờ 30 ngày 07/3/2025"),
        (Operator.THROUGH_DAY, {}, "đến hết ngày 07/3/2025"),
        (Operator.IN_MONTH, {}, "trong tháng 3/2025"),
        (Operator.IN_QUARTER, {}, "trong quý I/2025"),
        (Operator.IN_YEAR, {}, "trong năm 2025"),
        (Operator.IN_WEEK, {"n": 2}, "trong tuần 2 tháng 3/2025"),
        (Operator.WITHIN_DAYS, {"n": 5}, "trong thời hạn 05 ngày kể từ ngày 07/3/2025"),
        (Operator.MONTHLY, {}, "hằng tháng"),
        (Operator.QUARTERLY, {}, "hằng quý"),
        (Operator.CONTINUOUS, {}, "thường xuyên"),
        (Operator.NONE, {}, ""),
    ],
)
def test_the_phrase_papers_print(operator, more, phrase):
    assert wording(operator, date(2025, 3, 7), **more) == phrase


def test_a_period_may_run_from_the_paper_itself():
    phrase = wording(Operator.WITHIN_WORKING_DAYS, n=5)
    assert phrase == "trong thời hạn 05 ngày làm việc kể từ ngày ban hành"


@pytest.mark.parametrize(
    ("operator", "day", "sentence"),
    [
        (Operator.BEFORE_DAY, None, "Hạn “trước ngày” phải ghi ngày."),
        (Operator.BEFORE_HOUR, ISSUED, "Hạn “trước … giờ ngày” phải ghi giờ."),
        (Operator.WITHIN_DAYS, None, "Hạn “trong thời hạn … ngày” phải ghi số."),
    ],
)
def test_a_phrase_that_lacks_a_part_is_refused(operator, day, sentence):
    with pytest.raises(ValueError, match=f"^{sentence}$"):
        wording(operator, day)


@given(st.sampled_from([op for op in Operator if TABLE[op].kind is Kind.ONCE]), DAYS, st.data())
def test_what_is_printed_is_read_back_to_the_same_moment(operator, day, data):
    hour = data.draw(st.times().map(lambda t: t.replace(second=0, microsecond=0)))
    n = data.draw(st.integers(1, 5 if operator is Operator.IN_WEEK else 99))
    rule = TABLE[operator]
    deadline = Deadline(
        operator,
        wording(operator, day, hour=hour, n=n),
        day,
        hour if rule.takes_hour else None,
        n if rule.needs_count else None,
    )
    again = parse_wording(deadline.wording)
    assert again is not None
    assert (again.operator, again.time, again.n) == (operator, deadline.time, deadline.n)
    assert due_instant(again, issued_on=None) == due_instant(deadline, issued_on=None)
    assert stored(operator.value, deadline.wording, day) == deadline


@given(st.sampled_from(list(Operator)), DAYS, st.integers(0, 400), st.booleans(), st.booleans())
def test_every_row_gives_the_end_of_a_day_or_nothing(operator, day, n, late, roll):
    policy = Policy(named_day_is_late=late, roll_rest_days=roll)
    deadline = Deadline(operator, "", day, n=n)
    found = due_instant(deadline, issued_on=None, policy=policy)
    if TABLE[operator].last_day is None:
        assert found is None
        return
    assert found is not None
    assert found.utcoffset() == timedelta(hours=7)
    assert found.time().second == 59
    assert not roll or not is_rest_day(found.date()) or operator is Operator.BEFORE_HOUR


@given(st.text() | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_any_text_is_read_without_complaint(text):
    composed = unicodedata.normalize("NFC", text)
    last_end = 0
    for each in find_wordings(text, year=2025):
        assert composed[each.start : each.end] == each.deadline.wording
        assert each.start >= last_end
        last_end = each.end
        due_instant(each.deadline, issued_on=ISSUED)
        due_in_period(each.deadline, ISSUED)
    parse_wording(text, year=2025)


def test_the_form_offers_these_words():
    assert [label for _, label in CHOICES] == [
        "trước ngày",
        "chậm nhất ngày",
        "đến hết ngày",
        "trong tháng",
        "trong quý",
        "trong năm",
        "hằng tháng",
        "hằng quý",
        "thường xuyên",
        "không ghi hạn",
    ]
    assert set(TABLE) == set(Operator)


DUE = hanoi("2025-03-06 23:59:59")


@pytest.mark.parametrize(
    ("now", "kind", "text"),
    [
        ("2025-02-27 09:00:00", "ok", "còn 5 ngày làm việc"),
        ("2025-03-03 09:00:00", "soon", "còn 3 ngày làm việc"),
        ("2025-03-04 23:00:00", "soon", "còn 2 ngày làm việc"),
        ("2025-03-06 00:00:00", "today", "hôm nay, còn 24 giờ"),
        ("2025-03-06 17:30:00", "today", "hôm nay, còn 6 giờ"),
        ("2025-03-06 18:00:00", "today", "hôm nay, còn 6 giờ"),
        ("2025-03-06 23:35:00", "today", "hôm nay, còn 25 phút"),
        ("2025-03-06 23:59:59", "today", "hôm nay, còn 1 phút"),
        ("2025-03-07 00:00:00", "overdue", "quá hạn 1 ngày"),
        ("2025-03-09 08:00:00", "overdue", "quá hạn 3 ngày"),
    ],
)
def test_countdown(now, kind, text):
    found = countdown(DUE, hanoi(now).astimezone(UTC))
    assert (found.kind, found.text) == (kind, text)


def test_countdown_over_rest_days_and_hours():
    sunday = hanoi("2025-03-09 23:59:59")
    assert countdown(sunday, hanoi("2025-03-07 09:00:00")).text == "còn 2 ngày nghỉ"
    closed = {date(2025, 3, 5): Override(rest=True, name="Nghỉ theo thông báo")}
    assert countdown(DUE, hanoi("2025-03-03 09:00:00"), closed).text == "còn 2 ngày làm việc"
    noon = hanoi("2025-03-06 11:59:59")
    assert countdown(noon, hanoi("2025-03-06 14:10:00")).text == "quá hạn 2 giờ"


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("", "Không ghi hạn"),
        ("không ghi hạn", "Không ghi hạn"),
        ("thường xuyên, liên tục", "Thường xuyên"),
        ("hằng tháng", "Hằng tháng"),
        ("khi có yêu cầu", "Khi có yêu cầu"),
    ],
)
def test_countdown_without_a_date(phrase, text):
    found = countdown(None, hanoi("2025-03-06 09:00:00"), wording=phrase)
    assert (found.kind, found.text) == ("none", text)


@pytest.mark.parametrize(
    ("done", "kind", "text", "late"),
    [
        ("2025-03-06 23:59:59.900000", "on_time", "Xong đúng hạn", 0),
        ("2025-03-07 00:00:00", "late", "Xong muộn 1 ngày", 1),
        ("2025-03-09 10:00:00", "late", "Xong muộn 3 ngày", 3),
    ],
)
def test_done_work_is_on_time_or_late(done, kind, text, late):
    found = countdown(DUE, hanoi("2025-04-01 00:00:00"), done_at=hanoi(done))
    assert (found.kind, found.text) == (kind, text)
    assert days_late(DUE, hanoi(done)) == late


def test_last_moment():
    assert (
        last_moment(DUE, "trước ngày 07/3/2025")
        == "hạn chót 23:59 thứ Năm 06/3/2025 (“trước ngày 07/3/2025”)"
    )
    assert last_moment(DUE, "") == "hạn chót 23:59 thứ Năm 06/3/2025"
    assert last_moment(None, "thường xuyên") == ""
