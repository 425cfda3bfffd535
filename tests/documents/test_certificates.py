"""Certificates: adding one's own and the seal, stopping, the demo's, the administrator's list."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.conf import settings as portal_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from activity.models import LogEntry
from documents import signing
from documents.errors import PaperError
from documents.models import Certificate, TrustedAuthority
from documents.services import certificates
from documents.signing.demo_art import signature_image
from tests.documents import signers
from tests.factories import Cast, person
from units.models import Role, User

pytestmark = pytest.mark.django_db

PIN = "246810"
YEAR = dt.timedelta(days=365)


@pytest.fixture
def authority(cast: Cast) -> signing.KeyPair:
    return certificates.demo_authority(timezone.now())


def p12(
    authority: signing.KeyPair,
    name: str,
    kind: signing.CertificateKind = "person",
    *,
    not_before: dt.datetime | None = None,
    not_after: dt.datetime | None = None,
) -> bytes:
    now = timezone.now()
    return signing.issue(
        authority,
        name,
        unit_name="Ủy ban nhân dân xã Tân Kỳ",
        kind=kind,
        not_before=not_before or now - YEAR,
        not_after=not_after or now + YEAR,
        pin=PIN,
    ).p12


def of(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def test_a_persons_certificate_is_kept_encrypted(cast: Cast, authority) -> None:
    data = p12(authority, "Nguyễn Văn An")
    kept = certificates.add_certificate(data, PIN, user=cast.an, by=cast.actor(cast.an))
    assert (kept.subject, kept.user, kept.unit) == ("Nguyễn Văn An", cast.an, None)
    assert data not in bytes(kept.sealed or b"")
    assert signing.open_bytes(bytes(kept.sealed or b""), portal_settings.SIGNING_KEY) == data
    assert certificates.current(cast.an) == kept
    assert LogEntry.objects.filter(verb="certificates.add").count() == 1


@pytest.mark.parametrize(
    ("name", "kind", "pin", "sentence"),
    [
        ("Nguyễn Văn An", "person", "1", "Mã PIN không mở được tệp chứng thư này"),
        ("Nguyễn Văn Ân", "person", PIN, "Chứng thư đứng tên Nguyễn Văn Ân, không phải Nguyễn"),
        ("Nguyễn Văn An", "seal", PIN, "Đây là chứng thư của cơ quan"),
    ],
)
def test_what_is_not_ones_own_is_not_added(
    cast: Cast, authority, name: str, kind: signing.CertificateKind, pin: str, sentence: str
) -> None:
    with pytest.raises(PaperError, match=sentence):
        certificates.add_certificate(p12(authority, name, kind), pin, user=cast.an)
    assert not Certificate.objects.exists()


def test_an_ended_or_future_certificate_is_not_added(cast: Cast, authority) -> None:
    now = timezone.now()
    ended = p12(authority, "Nguyễn Văn An", not_after=now - dt.timedelta(days=1))
    with pytest.raises(PaperError, match=r"hết hạn ngày .* Chưa thêm chứng thư"):
        certificates.add_certificate(ended, PIN, user=cast.an)
    coming = p12(authority, "Nguyễn Văn An", not_before=now + dt.timedelta(days=1))
    with pytest.raises(PaperError, match=r"có hiệu lực từ ngày .* Chưa thêm chứng thư"):
        certificates.add_certificate(coming, PIN, user=cast.an)


def test_an_authority_nobody_trusts_is_refused(cast: Cast) -> None:
    now = timezone.now()
    stranger = signing.make_ca("Lạ", now - YEAR, now + YEAR)
    with pytest.raises(PaperError, match="chưa được cổng này tin cậy"):
        certificates.add_certificate(p12(stranger, "Nguyễn Văn An"), PIN, user=cast.an)


def test_a_file_that_is_no_certificate_is_refused(cast: Cast) -> None:
    with pytest.raises(PaperError, match="Tệp chứng thư số không đọc được"):
        certificates.add_certificate(b"PK\x03\x04", PIN, user=cast.an)


def test_the_same_certificate_is_added_once(cast: Cast, authority) -> None:
    data = p12(authority, "NGUYỄN VĂN AN")
    certificates.add_certificate(data, PIN, user=cast.an)
    with pytest.raises(PaperError, match="đã có trên cổng"):
        certificates.add_certificate(data, PIN, user=cast.an)
    assert Certificate.objects.count() == 1


def test_the_picture_must_be_a_picture(cast: Cast, authority) -> None:
    data = p12(authority, "Nguyễn Văn An")
    with pytest.raises(signing.UnreadableImage):
        certificates.add_certificate(data, PIN, user=cast.an, image=b"GIF89a")
    kept = certificates.add_certificate(
        data, PIN, user=cast.an, image=signature_image("Nguyễn Văn An")
    )
    assert bytes(kept.image or b"").startswith(b"\x89PNG")


def test_the_demo_gets_its_certificates_once(cast: Cast) -> None:
    leaders = 4  # an, phuc, lien and truong
    assert certificates.make_demo_certificates() == leaders + 1
    assert certificates.make_demo_certificates() == 0
    assert certificates.current(cast.an) is not None
    assert certificates.current(cast.tk_ubnd) is not None
    assert TrustedAuthority.objects.count() == 1
    key = Path(portal_settings.VAR_DIR) / "demo_ca.key"
    assert b"PRIVATE KEY" not in key.read_bytes()
    assert key.stat().st_mode & 0o077 == 0


def test_the_demo_certificates_stay_in_the_demo(cast: Cast, settings) -> None:
    settings.DEMO_MODE = False
    with pytest.raises(PaperError):
        certificates.make_demo_certificates()
    assert not Certificate.objects.exists()


# --- pages ----------------------------------------------------------------------------------------


def upload(data: bytes, **more: object) -> dict:
    return {"p12": SimpleUploadedFile("chung-thu.p12", data), "pin": PIN, **more}


def test_a_leader_adds_and_stops_the_own_certificate(cast: Cast, authority, client: Client) -> None:
    an = of(client, cast.an)
    assert "Chưa có chứng thư số." in an.get("/tai-khoan/chu-ky/").text
    wrong = an.post("/tai-khoan/chu-ky/", upload(p12(authority, "Nguyễn Văn An"), pin="9")).text
    assert "Mã PIN không mở được tệp chứng thư này. Chưa thêm chứng thư." in wrong
    added = an.post("/tai-khoan/chu-ky/", upload(p12(authority, "Nguyễn Văn An")), follow=True).text
    assert "Đã thêm chứng thư của Nguyễn Văn An, hết hạn" in added
    assert "Đang dùng" in added
    kept = Certificate.objects.get()
    address = f"/tai-khoan/chu-ky/{kept.pk}/ngung-dung/"
    assert "Ngừng dùng chứng thư của Nguyễn Văn An?" in an.get(address).text
    assert "Chưa điền “Lý do”." in an.post(address).text
    stopped = an.post(address, {"reason": "Mất thiết bị"}, follow=True).text
    assert "Ngừng dùng: Mất thiết bị" in stopped
    again = an.post(address, {"reason": "Lần nữa"}).text
    assert "đã ngừng dùng trước đó" in again


def test_a_clerk_adds_the_units_seal(cast: Cast, authority, client: Client) -> None:
    ha = of(client, cast.ha)
    data = p12(authority, "Ủy ban nhân dân xã Tân Kỳ", "seal")
    assert "Con dấu của UBND xã Tân Kỳ" in ha.get("/tai-khoan/chu-ky/").text
    as_own = ha.post("/tai-khoan/chu-ky/", upload(data, owner="toi")).text
    assert "Đây là chứng thư của cơ quan" in as_own
    ha.post("/tai-khoan/chu-ky/", upload(data, owner="co_quan"))
    assert Certificate.objects.get().unit == cast.tk_ubnd
    assert "Con dấu" not in of(client, cast.mai).get("/tai-khoan/chu-ky/").text


def test_files_too_large_are_refused(cast: Cast, client: Client) -> None:
    answer = of(client, cast.an).post("/tai-khoan/chu-ky/", upload(b"0" * 300 * 1024)).text
    assert "Tệp lớn quá 256 kB." in answer


def test_nobody_stops_anothers_certificate(cast: Cast, client: Client) -> None:
    certificates.make_demo_certificates()
    kept = cast.an.certificates.get()
    for user in (cast.mai, cast.ha, cast.phuc, cast.chi):
        answer = of(client, user).post(
            f"/tai-khoan/chu-ky/{kept.pk}/ngung-dung/", {"reason": "Thử"}
        )
        assert answer.status_code == 404
    kept.refresh_from_db()
    assert kept.revoked_at is None
    of(client, cast.quan).post(f"/tai-khoan/chu-ky/{kept.pk}/ngung-dung/", {"reason": "Nghỉ"})
    kept.refresh_from_db()
    assert kept.revoked_at is not None


def test_the_administrator_watches_the_units_certificates(cast: Cast, client: Client) -> None:
    certificates.make_demo_certificates()
    cast.an.certificates.update(not_after=timezone.now() + dt.timedelta(days=10))
    quan = of(client, cast.quan)
    page = quan.get("/quan-tri/chung-thu/").text
    assert "Nguyễn Văn An" in page
    assert "Sắp hết hạn" in page
    assert "Bùi Đức Trường" not in page
    assert "CA TRÌNH DIỄN" in page
    assert "Hướng dẫn 36-HD/VPTW" in quan.get("/quan-tri/the-thuc/").text
    for address in ("/quan-tri/chung-thu/", "/quan-tri/the-thuc/", "/quan-tri/chung-thu/noi-cap/"):
        assert of(client, cast.mai).get(address).status_code == 404


def test_the_administrator_adds_an_authority(cast: Cast, client: Client) -> None:
    """Only one above the commune: whose signatures are believed is a matter of every office."""
    now = timezone.now()
    address = "/quan-tri/chung-thu/noi-cap/"
    refused = of(client, cast.quan).get(address)
    assert refused.status_code == 403
    assert "Người làm được việc này: quản trị cấp tỉnh." in refused.text
    long = of(client, person("long", "Đặng Văn Long", (cast.city_ubnd, Role.ADMIN, "Quản trị")))
    bad = long.post(address, {"pem": SimpleUploadedFile("ca.pem", b"khong phai")}).text
    assert "Tệp không phải chứng thư PEM" in bad
    pem = signing.make_ca("Cơ yếu", now - YEAR, now + YEAR).cert_pem
    answer = long.post(address, {"pem": SimpleUploadedFile("ca.pem", pem)}, follow=True).text
    assert "Đã thêm nơi cấp CA TRÌNH DIỄN Cơ yếu" in answer
    assert LogEntry.objects.filter(verb="certificates.trust").count() == 1


def test_pages_with_files_complain_of_nothing_before_they_are_sent(
    cast: Cast, client: Client
) -> None:
    long = person("long", "Đặng Văn Long", (cast.city_ubnd, Role.ADMIN, "Quản trị"))
    for address in (
        "/tai-khoan/chu-ky/",
        "/quan-tri/chung-thu/noi-cap/",
        "/quan-tri/chung-thu/thu-hoi/",
    ):
        assert "Chưa chọn" not in of(client, long).get(address).text
        assert "Chưa điền" not in of(client, long).get(address).text


def test_a_list_of_revoked_certificates_stops_them(cast: Cast, client: Client) -> None:
    address, now = "/quan-tri/chung-thu/thu-hoi/", timezone.now()
    assert of(client, cast.quan).get(address).status_code == 403
    long = of(client, person("long", "Đặng Văn Long", (cast.city_ubnd, Role.ADMIN, "Quản trị")))
    certificates.make_demo_certificates()
    kept = cast.an.certificates.get()
    ca = certificates.demo_authority(now)
    serial = int(kept.serial, 16)

    def bring(data: bytes) -> str:
        answer = long.post(address, {"crl": SimpleUploadedFile("thu-hoi.crl", data)}, follow=True)
        return answer.text

    assert "Tệp không phải danh sách thu hồi" in bring(b"khong phai")
    strange = signers.revocation_list({serial: now}, signing.make_ca("lạ", now - YEAR, now + YEAR))
    assert "không do nơi cấp nào được cổng tin cậy ký" in bring(strange)
    real = signers.revocation_list({serial: now}, ca)
    assert "Đã nhập danh sách thu hồi của CA TRÌNH DIỄN" in bring(real)
    assert "bằng hoặc mới hơn" in bring(real)
    assert LogEntry.objects.filter(verb="certificates.crl").count() == 1
    with pytest.raises(PaperError, match=r"Chứng thư đã bị thu hồi ngày .* Chưa ký văn bản nào\."):
        certificates.unlock(kept, "123456", by=cast.actor(cast.an), at=now)
