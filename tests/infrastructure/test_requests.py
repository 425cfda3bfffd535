"""What the wiring does to a request before any page sees it."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http.multipartparser import MultiPartParser

from nq57portal.accounts import AccountAdapter, MFAAdapter, client_ip
from nq57portal.cache import JsonSerializer
from nq57portal.uploads import LimitedUploadHandler


def upload(content: bytes, limit: int, settings):
    """The file a form would get when ``content`` is sent."""
    settings.UPLOAD_MAX_BYTES = limit
    body = (
        b'--x\r\nContent-Disposition: form-data; name="tep"; filename="ke-hoach.pdf"\r\n'
        b"Content-Type: application/pdf\r\n\r\n" + content + b"\r\n--x--\r\n"
    )
    meta = {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": str(len(body))}
    handlers = [MemoryFileUploadHandler(), LimitedUploadHandler()]
    _, files = MultiPartParser(meta, BytesIO(body), handlers).parse()
    return files["tep"]


def test_a_file_over_the_limit_reports_its_size_but_fills_no_disk(settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    with upload(b"a" * 300_000, 100_000, settings) as file:
        assert file.size == 300_000
        # The last piece that begins below the limit is still written, and pieces are 64 kB.
        assert len(file.read()) <= 100_000 + 64 * 1024


@pytest.mark.parametrize("in_memory", [True, False])
def test_a_file_within_the_limit_arrives_whole(settings, in_memory):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000 if in_memory else 0
    with upload(b"a" * 300_000, 300_000, settings) as file:
        assert file.size == 300_000
        assert file.read() == b"a" * 300_000


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "", "10.0.0.9"),
        (0, "203.0.113.7", "10.0.0.9"),  # nobody in front of us: the header is the visitor's own
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.1, 203.0.113.7", "203.0.113.7"),  # the left part is made up
        (2, "203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (2, "203.0.113.7", "10.0.0.9"),  # past our proxies: not to be believed
    ],
)
def test_the_visitors_address_is_what_our_own_proxies_say(
    settings, rf, proxies, forwarded, address
):
    settings.PROXY_COUNT = proxies
    request = rf.get("/", REMOTE_ADDR="10.0.0.9", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_ip(request) == address


def test_a_second_factor_is_stored_encrypted():
    adapter = MFAAdapter()
    stored = adapter.encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in stored
    assert adapter.decrypt(stored) == "JBSWY3DPEHPK3PXP"


def test_nobody_signs_up(rf):
    assert AccountAdapter().is_open_for_signup(rf.get("/")) is False


@pytest.mark.parametrize("value", [3, 2.5, "Hải Phòng", ["a", 1], {"a": None}, True])
def test_the_shared_cache_keeps_values_as_json(value):
    serializer = JsonSerializer()
    stored = serializer.dumps(value)
    assert serializer.loads(stored if isinstance(stored, bytes) else str(stored).encode()) == value


def test_the_shared_cache_refuses_what_is_not_plain_data():
    with pytest.raises(TypeError):
        JsonSerializer().dumps(SimpleNamespace())
