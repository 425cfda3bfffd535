"""Wrong input of every kind issue 2 names: its sentence at its field, what was typed kept, nothing
changed anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from directives.models import Cascade
from documents.lifecycle import State
from documents.models import Certificate
from documents.services import certificates
from tests import campaign
from tests.factories import Cast, draft, paper_in

pytestmark = pytest.mark.django_db

APPS = ("units", "activity", "documents", "directives", "plans", "reports")
# Counting wrong PINs is meant to happen.
TRIES = {"documents.Certificate": {"tries", "tries_since"}}


def rows() -> dict[str, list[Any]]:
    """Everything the portal keeps, row by row."""
    kept = {}
    for label in APPS:
        for model in apps.get_app_config(label).get_models():
            names = [field.attname for field in model._meta.concrete_fields]
            names = [name for name in names if name not in TRIES.get(model._meta.label, ())]
            if model._meta.label != "units.SignIn":
                kept[model._meta.label] = list(
                    model._default_manager.order_by("pk").values_list(*names)
                )
    return kept


def said_at(html: str, field: str) -> str:
    """What stands at a field as its error; the field names it as its description."""
    found = re.search(rf'id="id_{field}_error" class="field-error">(.*?)</div>', html, re.DOTALL)
    assert found, f"no error at {field}"
    assert re.search(rf'aria-describedby="[^"]*id_{field}_error', html), field
    return unescape(re.sub(r"<[^>]+>", " ", found[1]))


Case = Callable[[Cast], tuple[str, str, dict[str, Any]]]
TYPED = {
    "issuer": "UBND thành phố Hải Phòng",
    "type_code": "KH",
    "full_number": "67/KH-UBND",
    "date": "27/02/2026",
    "subject": "Chữ đã gõ ở trích yếu",
    "signer_name": "Lê Ngọc Châu",
    "body": "1. Chữ đã gõ ở nội dung.",
}


def registering(**changes: Any) -> Case:
    def case(cast: Cast) -> tuple[str, str, dict[str, Any]]:
        return "ha", "/van-ban/nhap/tay/", {**TYPED, "issuer-chon": cast.city_ubnd.pk, **changes}

    return case


def reporting(name: str, data: bytes) -> Case:
    def case(cast: Cast) -> tuple[str, str, dict[str, Any]]:
        campaign.indicators()
        campaign.cascade(cast, campaign.directive(cast, tasks=1), plan=False)
        duty = campaign.duty(cast.tk_ubnd, "report")
        file = {"file": SimpleUploadedFile(name, data)}
        return "mai", f"/bao-cao/viec/{duty.pk}/ngoai-he-thong/", file

    return case


def signing(pin: str) -> Case:
    def case(cast: Cast) -> tuple[str, str, dict[str, Any]]:
        certificates.make_demo_certificates()
        paper = paper_in(State.NUMBERED, cast)
        form = {"so": paper.full_number, "ban": "1", "cach": "may_chu", "pin": pin}
        return "an", f"/trinh-ky/{paper.pk}/", form

    return case


def extending(day: str) -> Case:
    def case(cast: Cast) -> tuple[str, str, dict[str, Any]]:
        campaign.cascade(cast, campaign.directive(cast, tasks=1), plan=False, report=False)
        duty = campaign.duty(cast.tk_ubnd, "work")
        form = {"day": day, "reason": "Chữ đã gõ ở lý do."}
        return "mai", f"/nhiem-vu/{duty.task_id}/gia-han/", form

    return case


@pytest.mark.parametrize(
    ("case", "field", "sentence", "kept"),
    [
        pytest.param(registering(date="31/2/2026"), "date", "Tháng 2/2026 không có ngày 31.",
                     ["31/2/2026", "Chữ đã gõ ở trích yếu", "Lê Ngọc Châu", "Chữ đã gõ ở nội dung"],
                     id="31/2"),
        pytest.param(extending("31/2/2027"), "day", "Tháng 2/2027 không có ngày 31.",
                     ["31/2/2027", "Chữ đã gõ ở lý do."], id="31/2 of a limit"),
        pytest.param(registering(file=SimpleUploadedFile("a.exe", b"MZ")), "file",
                     "Không nhận tệp “a.exe”: định dạng .exe.",
                     ["Chữ đã gõ ở trích yếu", "Lê Ngọc Châu"], id="file of the wrong kind"),
        pytest.param(registering(file=SimpleUploadedFile("a.pdf", b"%PDF-1.7" + bytes(3000))),
                     "file", "Không nhận tệp “a.pdf”: lớn 1 MB, tối đa 0 MB.",
                     ["Chữ đã gõ ở trích yếu"], id="file too large"),
        pytest.param(reporting("a.png", b"khong phai anh"), "file",
                     "Không nhận tệp “a.png”: nội dung không đúng đuôi tệp.", [],
                     id="file that is not what it says"),
        pytest.param(registering(**{"issuer": "Sở Giao thông công chính", "issuer-chon": ""}),
                     "issuer", "Không tìm thấy đơn vị “Sở Giao thông công chính”.",
                     ["Sở Giao thông công chính", "Chữ đã gõ ở trích yếu"], id="unknown unit"),
        pytest.param(signing("000000"), "pin", "Mã PIN không đúng. Chưa ký văn bản nào.", [],
                     id="wrong PIN"),
    ],
)  # fmt: skip
def test_a_wrong_field_gets_its_sentence_and_everything_stays(
    case: Case, field: str, sentence: str, kept: list[str], cast: Cast, client: Client, settings
) -> None:
    who, address, form = case(cast)
    client.force_login(getattr(cast, who))
    settings.UPLOAD_MAX_BYTES = 2000
    before = rows()
    for upload in form.values():
        if hasattr(upload, "seek"):
            upload.seek(0)
    answer = client.post(address, form)
    assert answer.status_code == 200
    assert sentence in said_at(answer.text, field)
    assert "<title>Lỗi: " in answer.text
    for words in kept:
        assert words in unescape(answer.text), words
    assert rows() == before


def test_an_empty_plan_is_not_handed_in(cast: Cast, client: Client) -> None:
    plan = draft(cast)
    plan.sections.update(text="")
    client.force_login(cast.mai)
    before = rows()
    answer = client.post(plan.compose_url("submit"), follow=True)
    assert "Chưa trình được: Văn bản chưa có nội dung." in answer.text
    assert f'href="{plan.compose_url("check")}"' in answer.text
    assert f'href="{plan.compose_url("section", 1)}' in client.get(plan.compose_url("check")).text
    assert rows() == before


def test_a_stale_form_overwrites_nothing_and_shows_both_texts(cast: Cast, client: Client) -> None:
    plan = draft(cast)
    section = plan.sections.get(order=1)
    opened, form = section.version, {"heading": section.heading}
    client.force_login(cast.an)
    address = plan.compose_url("section", 1)
    client.post(address, {**form, "text": "Chữ của người lưu trước.", "version": opened})
    section.refresh_from_db()
    assert section.text == "Chữ của người lưu trước."
    client.force_login(cast.mai)
    before = rows()
    late = client.post(
        address, {**form, "text": "Chữ của người lưu sau.", "version": opened}, follow=True
    )
    assert "Đồng chí Nguyễn Văn An đã sửa phần này lúc" in late.text
    for words in ("Chữ của người lưu trước.", "Chữ của người lưu sau."):
        # Differences are marked for readers in words too.
        shown = re.sub(r'<span class="visually-hidden">[^<]*</span>|</?(?:ins|del)>', "", late.text)
        assert words in shown
    assert rows() == before


def test_a_form_older_than_the_sign_in_is_shown_to_be_copied(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.mai)
    before = rows()
    answer = client.post("/van-ban/soan/", {"type_code": "CV", "subject": "Chữ đã gõ hôm trước"})
    assert answer.status_code == 403
    assert "Cổng chưa nhận những gì vừa gửi, chưa lưu gì." in answer.text
    assert "Chữ đã gõ hôm trước" in answer.text
    assert rows() == before


def test_an_expired_certificate_signs_nothing_and_says_what_to_do(
    cast: Cast, client: Client
) -> None:
    who, address, form = signing(certificates.DEMO_PERSON_PIN)(cast)
    Certificate.objects.filter(user=cast.an).update(not_after="2026-03-01T05:00:00Z")
    client.force_login(getattr(cast, who))
    before = rows()
    answer = client.post(address, form)
    assert "Chứng thư số hết hạn ngày 01/3/2026. Chưa ký văn bản nào." in answer.text
    assert "Thêm chứng thư mới" in answer.text
    assert rows() == before


def test_a_group_nobody_is_in_gives_work_to_nobody(cast: Cast, client: Client) -> None:
    paper = campaign.directive(cast, tasks=1)
    made = Cascade.objects.create(document=paper, unit=cast.board, by=cast.truong)
    client.force_login(cast.truong)
    before = rows()
    form = {"_them": "1", "nhom-unit": "Hợp tác xã Bình Minh", "nhom-kind": ""}
    answer = client.post(f"/giao-viec/{made.pk}/ai-lam/", form)
    assert "Không tìm thấy đơn vị “Hợp tác xã Bình Minh”." in said_at(answer.text, "nhom-unit")
    assert "Hợp tác xã Bình Minh" in answer.text
    assert rows() == before
