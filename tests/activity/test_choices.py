"""How a person wants to hear: at once, in the morning or in the portal only; never not at all."""

from __future__ import annotations

import pytest
from django.test import Client

from activity import outbox
from activity.models import Notice, NoticeChoice, OutboxItem
from activity.services import Message, tell
from documents.services import review
from tests.documents.counting import queries_of
from tests.factories import Cast, draft
from units.models import Membership, User

pytestmark = pytest.mark.django_db

ADDRESS = "/tai-khoan/thong-bao/"
MAIL, MORNING = NoticeChoice.How.MAIL, NoticeChoice.How.MORNING
PORTAL = NoticeChoice.How.PORTAL
EVERYTHING_BY_MAIL = dict.fromkeys(Notice.Reason.values, MAIL)
UNASKED = dict.fromkeys(Notice.Reason.values, MORNING)


def signed_in(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def choose(who: User, **chosen: str) -> None:
    answer = signed_in(who).post(ADDRESS, {**EVERYTHING_BY_MAIL, **chosen}, follow=True)
    assert "Đã lưu cách nhận thông báo" in answer.content.decode()


def told(*people: User, reason: str, urgent: bool = False) -> tuple[set[str], set[str]]:
    """Who hears of a notice of this group at once, and who in the morning, by user name."""
    OutboxItem.objects.all().delete()
    message = Message("Việc", "/viec-can-lam/", reason, urgent=urgent)
    tell(people, message, key=f"log:{reason}:{urgent}", unit=None, entry=None)
    names = {person.pk: person.username for person in people}
    waiting = Notice.objects.filter(key=f"log:{reason}:{urgent}", morning__isnull=False)
    return (
        {names[item.payload["person"]] for item in OutboxItem.objects.all()},
        {names[notice.recipient_id] for notice in waiting},
    )


def test_who_chose_nothing_hears_of_urgent_things_at_once_and_of_the_rest_in_the_morning(
    cast: Cast,
):
    page = signed_in(cast.mai).get(ADDRESS)
    assert page.content.decode().count(" checked") == len(Notice.Reason.values)
    assert "mai@vidu.vn" in page.content.decode()
    form = page.context["form"]
    assert {name: form[name].value() for name in form.fields} == UNASKED
    for reason in Notice.Reason.values:
        assert told(cast.mai, reason=reason) == (set(), {"mai"})
        assert told(cast.mai, reason=reason, urgent=True) == ({"mai"}, set())


def test_each_choice_is_followed(cast: Cast):
    choose(cast.mai, ket_qua=MAIL)
    choose(cast.an, ket_qua=PORTAL)
    choose(cast.ha, ket_qua=MORNING)
    people = (cast.mai, cast.an, cast.ha)
    assert told(*people, reason="ket_qua") == ({"mai"}, {"ha"})
    assert told(*people, reason="ket_qua", urgent=True) == ({"mai", "ha"}, set())
    assert Notice.objects.filter(recipient=cast.an).count() == 2


def test_the_last_choice_counts_and_is_shown(cast: Cast):
    choose(cast.mai, ket_qua=PORTAL)
    choose(cast.mai, de_biet=PORTAL)
    assert told(cast.mai, reason="ket_qua") == ({"mai"}, set())
    assert told(cast.mai, reason="de_biet") == (set(), set())
    form = signed_in(cast.mai).get(ADDRESS).context["form"]
    assert {name: form[name].value() for name in form.fields} == {
        **EVERYTHING_BY_MAIL,
        "de_biet": PORTAL,
    }


def test_what_waits_for_a_person_always_stands_in_the_portal(cast: Cast, mailoutbox):
    for who in (cast.binh, cast.hoa):
        choose(who, can_xu_ly=PORTAL)
    review.submit(draft(cast), by=cast.actor(cast.mai))
    outbox.sweep()
    assert mailoutbox == []
    assert Notice.objects.get(recipient=cast.binh).subject.startswith("Chờ thẩm định")
    assert "Chờ thẩm định" in signed_in(cast.binh).get("/thong-bao/").content.decode()


@pytest.mark.parametrize("wrong", ["", "khong", "trua"])
def test_an_unknown_or_missing_answer_changes_nothing(cast: Cast, wrong: str):
    choose(cast.mai, ket_qua=PORTAL)
    answer = signed_in(cast.mai).post(ADDRESS, {**EVERYTHING_BY_MAIL, "de_biet": wrong})
    assert answer.status_code == 200
    assert "<title>Lỗi: " in answer.content.decode()
    assert NoticeChoice.objects.get(person=cast.mai, reason="ket_qua").how == PORTAL


def test_one_person_never_chooses_for_another(cast: Cast):
    choose(cast.mai, ket_qua=PORTAL)
    assert not NoticeChoice.objects.exclude(person=cast.mai).exists()


def test_the_page_needs_no_unit_and_says_when_there_is_no_mail_address(cast: Cast):
    Membership.objects.filter(user=cast.mai).delete()
    User.objects.filter(pk=cast.mai.pk).update(email="")
    page = signed_in(cast.mai).get(ADDRESS).content.decode()
    assert "chưa có thư điện tử" in page
    choose(cast.mai, ket_qua=PORTAL)


def test_the_page_asks_once_for_all_choices(cast: Cast):
    client = signed_in(cast.mai)
    before = queries_of(client, ADDRESS)
    choose(cast.mai, ket_qua=PORTAL, de_biet=PORTAL)
    assert queries_of(client, ADDRESS) == before


def test_the_account_page_and_the_notices_lead_here(cast: Cast):
    for page in ("/tai-khoan/", "/thong-bao/"):
        assert f'href="{ADDRESS}"' in signed_in(cast.mai).get(page).content.decode()
