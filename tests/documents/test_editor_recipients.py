""" "Nơi nhận", "Kính gửi" and "Người ký": printed lines, units, and in whose name."""

from __future__ import annotations

import pytest

from documents import competence, compose, signing_choices
from documents.lifecycle import State
from documents.models import Document, Recipient
from documents.services import editing
from tests.documents.editor_cast import lines_of, signed_in
from tests.factories import Cast, draft, person
from units.models import Membership, Role

pytestmark = pytest.mark.django_db
Kind = Recipient.Kind


def test_lines_are_read_as_units_and_shown_beside(cast: Cast) -> None:
    document = draft(cast)
    mai, address = signed_in(cast.mai), document.compose_url("recipients")
    rows = [("UBND thành phố Hải Phòng", "(để b/c)"), ("Các phòng, đơn vị thuộc xã", "(để t/h)")]
    assert mai.post(address, lines_of(document, rows))["Location"] == document.compose_url(
        "overview"
    )
    stored = document.recipients.filter(kind=Kind.RECIPIENT)
    assert [str(line) for line in stored] == [f"{text} {purpose}" for text, purpose in rows]
    text = mai.get(address).content.decode()
    assert "Gửi đến UBND thành phố Hải Phòng." in text
    assert "Gửi đến Phòng Văn hóa - Xã hội xã Tân Kỳ." in text
    assert document.recipients.get(kind=Kind.ARCHIVE).text == "VT, VHXH"


def test_a_line_that_names_nobody_asks_for_units_or_to_be_printed_only(cast: Cast) -> None:
    document = draft(cast)
    mai, address = signed_in(cast.mai), document.compose_url("recipients")
    answer = mai.post(address, lines_of(document, [("Hợp tác xã Bình Minh", "")]))
    assert answer["Location"] == address
    text = mai.get(address).content.decode()
    assert "“Hợp tác xã Bình Minh” không khớp đơn vị nào ngày" in text
    line = document.recipients.get(text="Hợp tác xã Bình Minh")
    assert f"?dong={line.pk}" in text
    page = mai.get(f"{address}?dong={line.pk}&tim=phu+nu+tan+ky")
    assert [unit.pk for unit in page.context["found"]] == [cast.tk_women.pk]
    mai.post(address, {"viec": "chon", "dong": line.pk, "don_vi": [cast.tk_women.pk]})
    line.refresh_from_db()
    assert line.group["units"] == [cast.tk_women.pk]
    mai.post(address, {"viec": "chon", "dong": line.pk, "chi_in": "1"})
    line.refresh_from_db()
    assert (line.group, line.print_only) == ({}, True)
    check = mai.get(document.compose_url("check")).content.decode()
    assert "không khớp" not in check


def test_a_group_is_chosen_by_its_words(cast: Cast) -> None:
    document = draft(cast, by=cast.mai)
    mai, address = signed_in(cast.mai), document.compose_url("recipients")
    mai.post(address, lines_of(document, [("Anh chị em", "")]))
    line = document.recipients.get(text="Anh chị em")
    page = mai.get(f"{address}?dong={line.pk}&tim=các+phòng")
    assert page.context["group_count"] == 1
    mai.post(address, {"viec": "chon", "dong": line.pk, "nhom": "các phòng"})
    line.refresh_from_db()
    assert line.units_group is not None
    assert line.units_group.is_expression
    nothing = mai.post(address, {"viec": "chon", "dong": line.pk}, follow=True)
    assert "Chưa chọn đơn vị nào." in nothing.content.decode()


def test_lines_keep_the_order_and_drop_what_was_ticked(cast: Cast) -> None:
    document = draft(cast)
    mai, address = signed_in(cast.mai), document.compose_url("recipients")
    rows = [("UBND thành phố Hải Phòng", ""), ("Các phòng", ""), ("Như trên", "")]
    mai.post(address, lines_of(document, rows))
    sent = lines_of(document, rows)
    sent |= {"nn-0-ORDER": 9, "nn-1-DELETE": "on", "nn-0-print_only": "on"}
    mai.post(address, sent)
    kept = document.recipients.filter(kind=Kind.RECIPIENT)
    assert [line.text for line in kept] == ["Như trên", "UBND thành phố Hải Phòng"]
    last = kept[1]
    assert (last.print_only, last.group) == (True, {})


def test_recipients_of_the_last_issued_paper_are_taken_over(cast: Cast) -> None:
    earlier = draft(cast, subject="Kế hoạch cũ")
    editing.save_recipients(
        earlier, [("Các phòng", "(để t/h)", False)], kind=Kind.RECIPIENT, by=cast.actor(cast.mai)
    )
    Document.objects.filter(pk=earlier.pk).update(state=State.ISSUED)
    document = draft(cast)
    document.recipients.filter(kind=Kind.RECIPIENT).delete()
    mai, address = signed_in(cast.mai), document.compose_url("recipients")
    assert "Lấy Nơi nhận của" in mai.get(address).content.decode()
    mai.post(address, {"viec": "lay-truoc"})
    assert [str(line) for line in document.recipients.filter(kind=Kind.RECIPIENT)] == [
        "Các phòng (để t/h)"
    ]


def test_recipients_changed_meanwhile_are_not_overwritten(cast: Cast) -> None:
    document = draft(cast)
    sent = lines_of(document, [("Các phòng", "")])
    editing.save_recipients(
        document, [("Hội LHPN xã Tân Kỳ", "", False)], kind=Kind.RECIPIENT, by=cast.actor(cast.an)
    )
    answer = signed_in(cast.mai).post(document.compose_url("recipients"), sent)
    assert answer.status_code == 409
    assert "Các phòng" in answer.content.decode()
    assert document.recipients.get(kind=Kind.RECIPIENT).text == "Hội LHPN xã Tân Kỳ"


# --- Người ký ---


def test_the_signer_is_chosen_with_the_capacity(cast: Cast) -> None:
    document = draft(cast, signer=None, position="", signer_name="")
    mai, address = signed_in(cast.mai), document.compose_url("signer")
    labels = {c.key: (str(c.user), c.printed) for c in mai.get(address).context["choices"]}
    key = f"{cast.phuc.pk}-TM_KT"
    assert labels[key] == (
        "Đỗ Văn Phúc",
        "TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH",
    )
    mai.post(address, {"nguoi_ky": key, "version": document.version})
    document.refresh_from_db()
    assert document.signer == cast.phuc
    assert document.authority == "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH"
    assert (document.position, document.signer_name) == ("PHÓ CHỦ TỊCH", "Đỗ Văn Phúc")
    assert mai.get(address).context["chosen"] == key


def test_who_wrote_the_paper_is_listed_but_cannot_be_chosen(cast: Cast) -> None:
    document = draft(cast, signer=None, position="")
    document.writers.add(cast.an)
    mai, address = signed_in(cast.mai), document.compose_url("signer")
    assert "đã tham gia soạn văn bản này" in mai.get(address).content.decode()
    answer = mai.post(address, {"nguoi_ky": f"{cast.an.pk}-TM", "version": document.version})
    assert answer.status_code == 409
    document.refresh_from_db()
    assert document.signer is None
    nobody = mai.post(address, {"nguoi_ky": "", "version": document.version})
    assert "Chọn người ký và cách ký." in nobody.content.decode()


def test_a_party_committee_signs_collectively(cast: Cast) -> None:
    secretary = person("bithu", "Trần Bí Thư", (cast.tk_party, Role.LEADER, "Bí thư"))
    deputy = person("phobithu", "Lê Phó Bí Thư", (cast.tk_party, Role.LEADER, "Phó Bí thư"))
    Membership.objects.create(user=secretary, unit=cast.tk_party, role=Role.STAFF)
    document = compose.start(type_code="KH", subject="x", by=cast.actor(secretary))
    document.writers.clear()
    choices = signing_choices.choices_for(document, signing_choices.collective_of(document))
    assert [(c.user, c.printed) for c in choices] == [
        (secretary, "T/M BAN THƯỜNG VỤ, BÍ THƯ"),
        (deputy, "T/M BAN THƯỜNG VỤ, PHÓ BÍ THƯ"),
    ]
    page = signed_in(secretary).get(document.compose_url("signer")).content.decode()
    assert "phó bí thư ký T/M, không ký K/T." in page


@pytest.mark.parametrize(
    ("position", "rank"),
    [
        ("Chủ tịch", "head"),
        ("Phó Chủ tịch Thường trực", "deputy"),
        ("Quyền Giám đốc", "acting"),
        ("Chánh Văn phòng", "office"),
        ("Phong trào", "head"),
    ],
)
def test_ranks_are_read_from_positions(position: str, rank: str) -> None:
    assert competence.rank_of(position) == rank
