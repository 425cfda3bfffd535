"""Papers from ministries and central bodies that no unit of the portal is called by."""

from __future__ import annotations

import pytest
from django.test import Client

from activity.models import LogEntry
from documents.models import Document
from tests.directives.importing_scenes import LETTER, confirmed, pasted
from tests.directives.scenes import signed_in
from tests.directives.test_registering import PAGE, typed
from tests.factories import Cast
from units.models import Level, Line, Membership, Unit

pytestmark = pytest.mark.django_db

MINISTRY = "Bộ Khoa học và Công nghệ"
NEW = {"issuer": MINISTRY, "issuer-chon": "", "issuer-tuyen": Line.STATE}


@pytest.fixture
def ha(client: Client, cast: Cast) -> Client:
    return signed_in(client, cast.ha)


def test_a_body_nobody_entered_is_added_with_its_paper(ha: Client, cast: Cast) -> None:
    ha.post(PAGE, typed(cast, **NEW))
    body = Document.objects.get().issuer
    assert (body.name, body.line, body.level, body.area) == (
        MINISTRY,
        Line.STATE,
        Level.CENTRAL,
        cast.vn,
    )
    assert not Membership.objects.filter(unit=body).exists()
    assert LogEntry.objects.filter(verb="units.add").count() == 1


def test_the_second_paper_finds_the_body_of_the_first(ha: Client, cast: Cast) -> None:
    ha.post(PAGE, typed(cast, **NEW))
    ha.post(PAGE, typed(cast, **NEW, full_number="68/KH-BKHCN"))
    assert Unit.objects.filter(name=MINISTRY).count() == 1
    assert Document.objects.filter(issuer__name=MINISTRY).count() == 2


def test_the_page_offers_to_add_it_only_when_nothing_is_found(ha: Client, cast: Cast) -> None:
    offer = "Thêm làm cơ quan Trung ương, thuộc tuyến"
    unknown = ha.post(PAGE, typed(cast, **{**NEW, "issuer-tuyen": ""}))
    assert offer in unknown.text
    assert "chọn tuyến để thêm làm cơ quan Trung ương." in unknown.text
    assert offer not in ha.post(PAGE, typed(cast, subject="")).text
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    "changes", [{"subject": ""}, {"date": "31/2/2026"}, {"issuer": f"Bộ {'x' * 300}"}]
)
def test_a_wrong_answer_adds_nothing(changes: dict[str, str], ha: Client, cast: Cast) -> None:
    before = Unit.objects.count()
    assert ha.post(PAGE, typed(cast, **{**NEW, **changes})).status_code == 200
    assert Unit.objects.count() == before


def test_a_line_that_does_not_exist_adds_nothing(ha: Client, cast: Cast) -> None:
    answer = ha.post(PAGE, typed(cast, **{**NEW, "issuer-tuyen": "khac"}))
    assert f"Không tìm thấy đơn vị “{MINISTRY}”." in answer.text
    assert not Unit.objects.filter(name=MINISTRY).exists()


def test_an_imported_paper_may_come_from_a_new_body_too(client: Client, cast: Cast) -> None:
    binh = signed_in(client, cast.binh)
    row = pasted(binh, cast, LETTER)
    assert binh.post(row.get_absolute_url(), confirmed(binh, row, **NEW)).status_code == 302
    assert Document.objects.get().issuer.name == MINISTRY
