"""The public page "Xác minh": genuine, altered, recalled, replaced, unknown; nothing is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from documents.lifecycle import State
from documents.models import Certificate, Document, DocumentFile, TrustedAuthority
from documents.services import issuing
from documents.services.verifying import judge
from documents.views.verify import FILES
from tests.documents import signers
from tests.documents import test_signing_verdict as files
from tests.documents.test_signing_hostile import field_bomb
from tests.factories import Cast, paper_in
from units.dates import format_date, today

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_share():
    cache.clear()


def ask(client: Client, data: bytes, name: str = "van-ban.pdf") -> str:
    file = SimpleUploadedFile(name, data, "application/pdf")
    return client.post("/xac-minh/", {"tep": file}).text


def file_of(document: Document) -> bytes:
    file = issuing.official_file(document)
    assert file is not None
    return file.read()


def test_a_genuine_file_is_called_so_to_a_stranger(cast: Cast, client: Client) -> None:
    document = paper_in(State.ISSUED, cast)
    page = ask(client, file_of(document))
    day = format_date(today())
    assert (
        f"Đúng văn bản gốc. Kế hoạch số 01/KH-UBND ngày {day} của Ủy ban nhân dân xã Tân Kỳ. "
        "Chữ ký hợp lệ: Nguyễn Văn An; Ủy ban nhân dân xã Tân Kỳ. Đang có hiệu lực."
    ) in page
    assert document.subject not in page
    assert "Tổ chức tuyên truyền" not in page


def test_an_altered_file_is_called_so(cast: Cast, client: Client) -> None:
    data = bytearray(file_of(paper_in(State.ISSUED, cast)))
    data[len(data) // 3] ^= 1
    page = ask(client, bytes(data))
    assert "Không dùng tệp này." in page
    assert "01/KH-UBND" not in page


def test_a_recalled_paper_is_genuine_but_out_of_force(cast: Cast, client: Client) -> None:
    page = ask(client, file_of(paper_in(State.RECALLED, cast)))
    assert f"Văn bản thật nhưng đã thu hồi ngày {format_date(today())}." in page


def test_a_replaced_paper_names_the_one_in_force(cast: Cast, client: Client) -> None:
    page = ask(client, file_of(paper_in(State.REPLACED, cast)))
    assert "Văn bản thật nhưng đã thay bằng Kế hoạch số 02/KH-UBND" in page


def test_a_signed_paper_not_sent_out_is_not_called_issued(cast: Cast, client: Client) -> None:
    page = ask(client, file_of(paper_in(State.SIGNED, cast)))
    assert "Tệp không có trong số văn bản đã phát hành trên cổng này." in page
    assert "Đúng văn bản gốc" not in page


def test_a_file_of_strangers_is_unknown(client: Client) -> None:
    page = ask(client, signers.sealed())
    assert "không được cổng này tin cậy" in page


# What happened to a file → what the page says of it, and of how many signatures.
ALTERED = "Tệp đã bị thay đổi sau khi ký. Không dùng tệp này."
SIX: dict[str, tuple[Callable[[], bytes], str, int]] = {
    "a tampered byte": (files.reason_rewritten, ALTERED, 2),
    "an appended revision": (
        lambda: files.revision(signers.sealed(), files.white_rectangle),
        ALTERED,
        2,
    ),
    "a stamp after signing": (
        lambda: files.revision(signers.sealed(), files.annotation),
        ALTERED,
        2,
    ),
    "expired": (
        files.expired,
        "Chứng thư số của Lê Cũ đã hết hạn ngày 17/3/2026, trước khi ký.",
        1,
    ),
    "revoked": (files.revoked, "Chứng thư số của Lê Thu đã bị thu hồi ngày 18/3/2026.", 1),
    "unknown": (files.by_a_stranger, "do nơi không được cổng này tin cậy cấp.", 1),
}


@pytest.mark.parametrize("case", SIX)
def test_each_signature_gets_its_verdict_in_plain_words(client: Client, case: str) -> None:
    TrustedAuthority.objects.create(
        name="Phép thử", pem=signers.authority().cert_pem.decode(), crl=files.taken_back()
    )
    make, sentence, signatures = SIX[case]
    page = ask(client, make())
    assert sentence in page
    assert "Đúng văn bản gốc" not in page
    head, table = page.split("Từng chữ ký, theo thứ tự ký")
    assert "notice luc" not in head
    assert table.split("</table>")[0].count('<td data-label="Kết luận">') == signatures
    assert "Nguyễn Văn An" in table or signatures == 1


def test_under_a_strangers_stamp_the_first_two_signatures_keep_their_verdict(
    client: Client,
) -> None:
    TrustedAuthority.objects.create(name="Phép thử", pem=signers.authority().cert_pem.decode())
    page = ask(client, files.stamped_by_a_stranger_after_issue())
    for sentence in (
        "Chữ ký hợp lệ: Nguyễn Văn An.",
        "Chữ ký hợp lệ: Ủy ban nhân dân xã Tân Kỳ.",
        "Chữ ký của Ủy ban nhân dân xã Tân Kỳ dùng chứng thư số do nơi không được cổng này",
    ):
        assert sentence in page


def test_an_issued_paper_outlives_the_certificate_it_was_signed_with(cast: Cast) -> None:
    """What the portal itself kept before the revocation needs no other witness."""
    document = paper_in(State.ISSUED, cast)
    data = file_of(document)
    Certificate.objects.update(revoked_at=timezone.now() + dt.timedelta(seconds=1))
    assert judge(data).kind == "genuine"
    Certificate.objects.update(revoked_at=timezone.now() - dt.timedelta(days=1))
    assert judge(data).kind == "invalid"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"khong phai pdf", "Tệp không phải PDF."),
        (b"%PDF-1.7\nrac", "Tệp PDF bị hỏng"),
        (signers.paper(), "Tệp không có chữ ký số."),
    ],
)
def test_other_files_get_their_sentence(client: Client, data: bytes, sentence: str) -> None:
    assert sentence in ask(client, data)


def test_no_file_is_said_at_the_box(client: Client) -> None:
    page = client.post("/xac-minh/").text
    assert "Nhập mã xác minh hoặc chọn tệp PDF của văn bản." in page


def test_a_file_over_the_limit_is_refused_unread(client: Client, settings) -> None:
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    assert "Tệp lớn quá 1 MB" in ask(client, b"%PDF-" + b"0" * 1024 * 1024)


def test_nothing_of_the_file_is_kept(cast: Cast, client: Client) -> None:
    data = file_of(paper_in(State.ISSUED, cast))
    rows = DocumentFile.objects.count()
    _, stored = default_storage.listdir("documents")
    ask(client, data)
    assert DocumentFile.objects.count() == rows
    assert default_storage.listdir("documents")[1] == stored


def test_one_visitor_gets_a_fair_share(client: Client) -> None:
    for _ in range(FILES):
        assert "Tệp không phải PDF." in ask(client, b"x")
    assert "Thử lại sau ít phút." in ask(client, b"x")
    other = Client(REMOTE_ADDR="203.0.113.9")
    assert "Tệp không phải PDF." in ask(other, b"x")


def test_the_same_bytes_without_trust_prove_nothing(cast: Cast) -> None:
    data = file_of(paper_in(State.ISSUED, cast))
    assert judge(data).kind == "genuine"
    TrustedAuthority.objects.all().delete()
    assert judge(data).kind == "unknown"


def test_a_bomb_is_called_damaged_by_the_page_and_by_the_command(
    client: Client, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch
) -> None:
    monkeypatch.setattr("documents.signing.sandbox.SECONDS", 1)
    bomb = field_bomb(60)
    assert "Tệp PDF bị hỏng" in ask(client, bomb)
    file = tmp_path / "bom.pdf"
    file.write_bytes(bomb)
    with pytest.raises(SystemExit) as ended:
        call_command("verify_document", str(file))
    assert ended.value.code == 1
    assert "Tệp PDF bị hỏng" in capsys.readouterr().out
