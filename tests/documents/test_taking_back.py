"""Lấy lại: the clerk withdraws an issued paper from one unit, as long as nobody there looked."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from activity.models import LogEntry, Notice
from documents.errors import WrongState
from documents.lifecycle import State
from documents.models import Delivery, Document
from documents.services import distributing, registering
from tests.factories import Cast, paper_in, person
from units.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(cast: Cast) -> Delivery:
    """An issued plan on its way to the women's association of the commune."""
    document = paper_in(State.ISSUED, cast)
    return Delivery.objects.create(document=document, unit=cast.tk_women, sent_at=timezone.now())


def sees(cast: Cast, document: Document) -> bool:
    return Document.objects.visible_to(cast.actor(cast.lien)).filter(pk=document.pk).exists()


def test_the_clerk_takes_an_unopened_paper_back(sent: Delivery, cast: Cast, client: Client) -> None:
    document = sent.document
    person("bich", "Lê Thị Bích", (cast.tk_women, Role.CLERK, "Văn thư"))
    assert sees(cast, document)
    client.force_login(cast.ha)
    receipts = f"/phat-hanh/{document.pk}/"
    url = f"{receipts}noi-nhan/{sent.pk}/lay-lai/"
    assert f'href="{url}"' in client.get(receipts).text
    before = client.get(receipts).context["counts"]["sent"]
    assert f"Lấy lại {document} gửi {cast.tk_women}?" in client.get(url).text
    assert "Chưa điền “Lý do”." in client.post(url, {"reason": ""}).text
    page = client.post(url, {"reason": "Gửi nhầm nơi."}, follow=True)
    assert f"Đã lấy lại {document} gửi {cast.tk_women}." in page.text
    assert "Đã lấy lại</span>" in page.text
    assert url not in page.text
    assert page.context["counts"]["sent"] == before - 1
    assert not sees(cast, document)
    line = LogEntry.objects.get(verb="documents.take_back")
    assert line.reason == "Gửi nhầm nơi."
    told = Notice.objects.filter(subject__startswith="Đã lấy lại: ")
    assert {notice.recipient.username for notice in told} == {"bich", "lien"}


def test_what_was_opened_or_entered_stays(sent: Delivery, cast: Cast, client: Client) -> None:
    lien = cast.actor(cast.lien)
    registering.mark_opened(sent.document, by=lien)
    sent.refresh_from_db()
    lines = LogEntry.objects.count()
    with pytest.raises(WrongState, match="đã mở, không lấy lại được"):
        distributing.take_back(sent, by=cast.actor(cast.ha), reason="Gửi nhầm.")
    assert LogEntry.objects.count() == lines
    client.force_login(cast.ha)
    url = f"/phat-hanh/{sent.document_id}/noi-nhan/{sent.pk}/lay-lai/"
    assert "đã mở, không lấy lại được." in client.get(url, follow=True).text


def test_a_unit_that_looked_in_the_meantime_keeps_it(sent: Delivery, cast: Cast) -> None:
    stale = Delivery.objects.select_related("document", "unit").get(pk=sent.pk)
    registering.mark_opened(sent.document, by=cast.actor(cast.lien))
    with pytest.raises(WrongState, match="đã mở, không lấy lại được"):
        distributing.take_back(stale, by=cast.actor(cast.ha), reason="Gửi nhầm.")
    assert sees(cast, sent.document)


def test_what_was_taken_back_is_not_opened_any_more(sent: Delivery, cast: Cast) -> None:
    distributing.take_back(sent, by=cast.actor(cast.ha), reason="Gửi nhầm.")
    registering.mark_opened(sent.document, by=cast.actor(cast.lien))
    sent.refresh_from_db()
    assert sent.state == Delivery.State.TAKEN_BACK
    assert sent.opened_at is None
