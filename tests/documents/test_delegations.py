"""Leave to sign in the head's stead: given, refused, ended, and what may be signed by it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from activity.models import LogEntry, Notice
from documents import competence, signing_choices
from documents.authorities import AUTHORITIES
from documents.checklist import checks
from documents.errors import PaperError
from documents.lifecycle import State
from documents.models import Document, Signature
from documents.services import certificates, delegating, issuing
from nq57portal import todo
from tests.at_once import at_once
from tests.documents.editor_cast import signed_in
from tests.factories import Cast, bring, draft, paper_in, person
from units.access import Refusal
from units.dates import format_date, today
from units.models import Delegation, Membership, Role, User

pytestmark = pytest.mark.django_db

PAGE = "/tai-khoan/uy-quyen/"
DAY = dt.timedelta(days=1)
PIN = certificates.DEMO_PERSON_PIN


@pytest.fixture
def vinh(cast: Cast) -> User:
    """The head of the office: no leader, so he signs by leave only."""
    return person("vinh", "Đinh Công Vinh", (cast.tk_ubnd, Role.STAFF, "Chánh Văn phòng"))


def give(cast: Cast, receiver: User, capacity: str = "TUQ", **more: object) -> Delegation:
    given = {"first": today(), "last": today() + 5 * DAY, "reason": "Đi công tác", **more}
    return delegating.delegate(receiver, by=cast.actor(cast.an), capacity=capacity, **given)  # type: ignore[arg-type]


def form(receiver: User, **more: str) -> dict[str, str]:
    return {
        "receiver": str(receiver.pk),
        "capacity": "TUQ",
        "first": format_date(today()),
        "last": format_date(today() + 5 * DAY),
        "reason": "Đi công tác",
    } | more


def sign_off(document: Document, choice: signing_choices.Choice) -> Document:
    """What "Người ký" writes on a draft."""
    document.signer, document.signer_name = choice.user, choice.user.full_name
    document.authority, document.position = "\n".join(choice.authority), choice.position
    document.save()
    return document


def choice_of(document: Document, user: User, mark: str = "") -> signing_choices.Choice | None:
    choices = signing_choices.choices_for(document, signing_choices.collective_of(document))
    return next((c for c in choices if c.user == user and mark in c.printed), None)


# --- giving ---------------------------------------------------------------------------------------


def test_the_head_gives_leave_and_the_receiver_is_told(cast: Cast, vinh: User) -> None:
    an = signed_in(cast.an)
    answer = an.post(PAGE, form(vinh), follow=True).text
    first, last = format_date(today()), format_date(today() + 5 * DAY)
    assert f"Đã ủy quyền đồng chí Đinh Công Vinh ký TUQ. từ {first} đến {last}." in answer
    assert "Đang ủy quyền" in answer
    notice = Notice.objects.get(recipient=vinh)
    assert notice.subject == f"Được ủy quyền ký thay Nguyễn Văn An từ {first} đến {last}"
    line = LogEntry.objects.get(verb="delegations.give")
    assert line.data == {
        "capacity": "TUQ",
        "from": today().isoformat(),
        "to": (today() + 5 * DAY).isoformat(),
    }
    assert "Đinh Công Vinh" in signed_in(vinh).get(PAGE).text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"last": "01/01/2024"}, "Ngày 01/01/2024 đã qua. Ghi ngày kết thúc từ"),
        ({"first": "01/01/2024"}, "Ủy quyền không tính lùi"),
        ({"first": "01/02/2099", "last": "01/01/2099"}, "Ngày kết thúc phải từ ngày bắt đầu"),
        ({"last": "31/2/2099"}, "Tháng 2/2099 không có ngày 31."),
        ({"capacity": "KT"}, "không ký KT. được: KT. chỉ giao cho cấp phó."),
        ({"reason": ""}, "Chưa điền “Lý do”."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(
    cast: Cast, vinh: User, changed: dict[str, str], sentence: str
) -> None:
    page = signed_in(cast.an).post(PAGE, form(vinh, **changed)).text
    assert sentence in page
    field = "last" if "last" in changed else next(iter(changed))
    assert f"id_{field}_error" in page
    assert "<title>Lỗi: " in page
    assert not Delegation.objects.exists()


def test_overlapping_days_are_refused_and_later_ones_are_not(cast: Cast, vinh: User) -> None:
    give(cast, vinh)
    page = signed_in(cast.an).post(PAGE, form(vinh, capacity="TL")).text
    assert "Đồng chí Đinh Công Vinh đã được ủy quyền ký TUQ. từ" in page
    assert Delegation.objects.count() == 1
    give(cast, vinh, first=today() + 6 * DAY, last=today() + 9 * DAY)
    assert Delegation.objects.count() == 2


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_two_leaves_at_once_one_is_given(cast: Cast) -> None:
    chief = person("vinh", "Đinh Công Vinh", (cast.tk_ubnd, Role.STAFF, "Chánh Văn phòng"))

    def one() -> str:
        try:
            give(cast, chief)
        except PaperError as error:
            return error.sentence
        return "given"

    outcomes = at_once(one, times=2)
    assert outcomes.count("given") == 1, outcomes
    assert Delegation.objects.count() == 1


@pytest.mark.parametrize("who", ["phuc", "mai", "ha"])
def test_only_the_head_gives_leave(cast: Cast, vinh: User, who: str) -> None:
    """Nobody hands on what they hold themselves (NĐ 30/2020, Điều 13.3)."""
    other = signed_in(getattr(cast, who))
    assert "Ủy quyền cho người khác ký" not in other.get(PAGE).text
    answer = other.post(PAGE, form(vinh))
    assert answer.status_code == 403
    assert "Nguyễn Văn An" in answer.text
    give(cast, vinh)
    with pytest.raises(Refusal, match="người đứng đầu"):
        delegating.delegate(
            cast.mai, by=cast.actor(vinh), capacity="TUQ", first=today(), last=today(), reason="x"
        )


def test_a_party_committee_hands_on_by_order_only(cast: Cast) -> None:
    """No TUQ. and no K/T of a committee (HD 36-HD/VPTW)."""
    assert set(delegating.capacities_of(cast.tk_party)) == {"TL"}
    assert set(delegating.capacities_of(cast.tk_ubnd)) == {"KT", "TL", "TUQ"}
    assert set(delegating.capacities_of(cast.board)) == {"KT"}


def test_nobody_signs_tuq_by_position() -> None:
    rows = [row for table in AUTHORITIES.values() for row in table]
    assert all(row.ranks for row in rows if row.capacity != "TUQ")
    assert all(not row.ranks and row.handed_to for row in rows if row.capacity == "TUQ")


def test_it_is_ended_early(cast: Cast, vinh: User) -> None:
    leave = give(cast, vinh)
    an = signed_in(cast.an)
    address = f"{PAGE}{leave.pk}/ket-thuc/"
    assert "không ký TUQ. được nữa" in an.get(address).text
    assert signed_in(vinh).post(address, {"reason": "x"}).status_code == 403
    answer = an.post(address, {"reason": "Về sớm"}, follow=True).text
    assert "Đã kết thúc ủy quyền ký của đồng chí Đinh Công Vinh." in answer
    assert "Kết thúc sớm ngày" in answer
    assert "đã kết thúc trước đó" in an.post(address, {"reason": "x"}, follow=True).text
    assert LogEntry.objects.filter(verb="delegations.end").count() == 1
    assert Notice.objects.filter(recipient=vinh, subject__startswith="Kết thúc ủy quyền").exists()


# --- signing by it --------------------------------------------------------------------------------


def test_tuq_is_offered_only_on_a_recorded_leave(cast: Cast, vinh: User) -> None:
    document = draft(cast)
    assert choice_of(document, vinh) is None
    leave = give(cast, vinh)
    choice = choice_of(document, vinh)
    assert choice is not None
    assert choice.printed == "TUQ. CHỦ TỊCH, CHÁNH VĂN PHÒNG"
    assert f"đến {format_date(leave.valid_to)}" in choice.label
    page = signed_in(cast.mai).get(document.compose_url("signer")).text
    assert "TUQ. CHỦ TỊCH, CHÁNH VĂN PHÒNG" in page
    delegating.end(leave, by=cast.actor(cast.an), reason="Về sớm")
    assert choice_of(document, vinh) is None


@pytest.fixture
def numbered(cast: Cast, vinh: User) -> Document:
    """A paper that the head of the office signs TUQ., waiting for him."""
    give(cast, vinh)
    document = draft(cast)
    choice = choice_of(document, vinh)
    assert choice is not None
    bring(sign_off(document, choice), State.NUMBERED, cast)
    certify(vinh)
    return document


def certify(user: User) -> None:
    authority = certificates.demo_authority(timezone.now())
    certificates._demo_certificate(
        authority,
        user.full_name,
        "Ủy ban nhân dân xã Tân Kỳ",
        (timezone.now() - DAY, timezone.now() + 300 * DAY),
        user=user,
    )


def test_the_receiver_signs_within_the_days(cast: Cast, vinh: User, numbered: Document) -> None:
    desk = signed_in(vinh)
    home = desk.get("/viec-can-lam/").text
    assert "Chờ ký" in home
    assert 'href="/trinh-ky/"' in home
    assert str(numbered) in desk.get("/trinh-ky/").text
    answer = desk.post(
        f"/trinh-ky/{numbered.pk}/", {"so": numbered.full_number, "ban": "1", "pin": PIN}
    )
    assert answer.status_code == 302
    numbered.refresh_from_db()
    assert numbered.state == State.SIGNED
    assert Signature.objects.get().signer == vinh


def test_after_the_last_day_nothing_is_signed(cast: Cast, vinh: User, numbered: Document) -> None:
    Delegation.objects.update(valid_from=today() - 9 * DAY, valid_to=today() - DAY)
    over = f"ủy quyền ký đã hết ngày {format_date(today() - DAY)}"
    answer = signed_in(vinh).get(f"/trinh-ky/{numbered.pk}/")
    assert answer.status_code == 403
    assert over in answer.text
    assert signed_in(vinh).get("/trinh-ky/").status_code == 404
    with pytest.raises(Refusal, match=over):
        issuing.sign(numbered, by=cast.actor(vinh), pin=PIN, seen_number=numbered.full_number)
    assert not Signature.objects.exists()
    failed = [c.sentence for c in checks(numbered, timezone.now()) if not c.holds]
    assert f"Người ký Đinh Công Vinh: {over}." in failed


def test_before_the_first_day_nothing_is_signed(cast: Cast, vinh: User, numbered: Document) -> None:
    Delegation.objects.update(valid_from=today() + DAY)
    assert competence.refusal(numbered, vinh).startswith("ủy quyền ký chỉ có hiệu lực từ ngày")
    assert competence.refusal(numbered, vinh, today() + DAY) == ""


def test_a_position_lost_is_a_signature_lost(cast: Cast) -> None:
    """The table is asked on the day of signing, not only when the signer was chosen."""
    certificates.make_demo_certificates()
    document = paper_in(State.NUMBERED, cast)
    Membership.objects.filter(user=cast.an).update(position="Phó Chủ tịch")
    with pytest.raises(Refusal, match="không có thẩm quyền ký “CHỦ TỊCH”"):
        issuing.sign(document, by=cast.actor(cast.an), pin=PIN, seen_number=document.full_number)
    assert not Signature.objects.exists()


# --- where it shows -------------------------------------------------------------------------------


def test_the_end_is_shown_where_one_chooses_the_unit_and_on_the_first_page(
    cast: Cast, vinh: User
) -> None:
    give(cast, vinh)
    until = format_date(today() + 5 * DAY)
    Membership.objects.create(user=vinh, unit=cast.tk_office, role=Role.STAFF)
    client: Client = signed_in(vinh)
    assert f"ủy quyền đến {until}" in client.get("/don-vi/chon/").text
    for user in (cast.an, vinh):
        blocks = {b.heading: b for b in todo.blocks_for(cast.actor(user, cast.tk_ubnd))}
        assert f"đến hết {until}" in blocks["Ủy quyền sắp hết"].items[0].title
    Delegation.objects.update(valid_to=today() + 30 * DAY)
    assert "Ủy quyền sắp hết" not in {b.heading for b in todo.blocks_for(cast.actor(cast.an))}
