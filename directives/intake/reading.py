"""Taking files in: judged, read at once when that is quick, else by the worker, page by page."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from activity import outbox
from activity.models import Notice, OutboxItem
from activity.services import Message, tell
from directives.importing import readers
from directives.importing.errors import ScannedFileError, UnreadableFileError
from directives.importing.parse import parse
from directives.intake import pages, proposals, secrecy
from directives.models import Import, ImportBatch
from directives.states import ImportState
from documents.errors import PaperError
from units.actors import Actor
from units.text import clean, one_line, safe_filename

ENDINGS = (".docx", ".pdf", ".txt")
# Papers of other systems that say themselves what they are; nothing is to be read out of them.
MESSAGES = (".edxml", ".xml")
MOST_FILES, MOST_SCANNED = 500, 100
LONGEST_TEXT = 500_000

_SHORT_TEXT = 100_000  # characters, some forty pages

_QUICK = 1024 * 1024  # bytes read while the person waits; PDFs may hold much work in few bytes
_QUICK_PDF = 300 * 1024
_READ, RECOGNISE = "import_read", "import_recognise"
SCANNED = "Tệp là ảnh chụp, không đọc được chữ. Nhập tay các ô bên phải."
NOTHING = "Không tìm thấy nội dung của văn bản nào trong tệp. Nhập tay các ô bên phải."
SECRET = "có dấu độ mật. Không đưa văn bản mật lên cổng này; tệp đã bị xóa ngay."


@dataclass(frozen=True)
class Taken:
    """One uploaded file that passed the first look, or why it did not.

    Its bytes are read when they are needed: five hundred files need not fit into memory at once.
    """

    name: str
    file: UploadedFile[Any] | None = None
    problem: str = ""

    def read(self) -> bytes:
        if self.file is None:
            return b""
        self.file.seek(0)
        return bytes(self.file.read())


def refusal(name: str, why: str) -> str:
    """E-TEP: "Không nhận tệp “{tên}”: {lý do}. {Cách sửa}."."""
    return f"Không nhận tệp “{name}”: {why[:1].lower()}{why[1:]}"


def take_in(*, by: Actor, name: str, data: bytes) -> Import:
    """Bring one file in. Raises PaperError with E-TEP when it can't be read; then nothing is kept.

    What takes long is read by the worker: the row then says "Đang đọc tệp". The same file sent
    twice, as by a double click, is the one that already waits.
    """
    waiting = Import.objects.filter(
        unit=by.unit,
        original=None,
        sha256=hashlib.sha256(data).hexdigest(),
        state__in=(ImportState.EXTRACTING, ImportState.TO_CHECK),
    )
    if (known := waiting.first()) is not None:
        return known
    limit = _QUICK_PDF if name.lower().endswith(".pdf") else _QUICK
    if len(data) > limit:
        return _wait(by, name, data)
    try:
        text = _text(data, name)
        if len(text) > _SHORT_TEXT:
            return _wait(by, name, data)
        found = _read(text, data, name)
    except ScannedFileError:
        return _wait(by, name, data)
    except UnreadableFileError as error:
        raise PaperError(refusal(name, str(error))) from error
    with transaction.atomic():
        row = _kept(by, name, data)
        split(row, *found)
    return row


def take_text(*, by: Actor, text: str) -> Import:
    """Bring a pasted text in. Raises PaperError when it bears a mark of secrecy."""
    text = clean(text)
    if secrecy.is_marked(text):
        raise PaperError(
            "Nội dung có dấu độ mật. Không đưa văn bản mật lên cổng này; nội dung đã bị xóa ngay."
        )
    try:
        records = parsed(text)
    except UnreadableFileError as error:
        raise PaperError(str(error)) from error
    with transaction.atomic():
        row = Import.objects.create(unit=by.unit, by=by.user)
        split(row, text, {}, records)
    return row


def take_many(files: Sequence[Taken], *, by: Actor) -> ImportBatch:
    """Bring many files in as one job; each gets its own result, and none stops the others."""
    # Stored before the transaction begins: it must not keep other writers waiting for the disk.
    rows = [_refused(by, file) if file.problem else _stored(by, file) for file in files]
    with transaction.atomic():
        batch = ImportBatch.objects.create(unit=by.unit, by=by.user)
        for row in rows:
            row.batch = batch
        Import.objects.bulk_create(rows)
        waiting = batch.imports.filter(state=ImportState.EXTRACTING)
        keys = waiting.values_list("pk", flat=True)
        outbox.promise_all(_READ, {f"{_READ}:{pk}": {"import": pk} for pk in keys})
    return batch


def _refused(by: Actor, file: Taken) -> Import:
    return Import(
        unit=by.unit,
        by=by.user,
        name=file.name[:200],
        state=ImportState.REFUSED,
        problem=file.problem[:500],
    )


def _stored(by: Actor, file: Taken) -> Import:
    return _kept(by, file.name, file.read())


def gave_up(row: Import) -> bool:
    """Whether the worker tried to read the file as often as it ever will."""
    keys = (f"{_READ}:{row.pk}", f"{RECOGNISE}:{row.pk}:{row.pages_read + 1}")
    return OutboxItem.objects.filter(key__in=keys, state=OutboxItem.State.FAILED).exists()


@transaction.atomic
def _wait(by: Actor, name: str, data: bytes) -> Import:
    row = _kept(by, name, data)
    row.save()
    outbox.promise(_READ, key=f"{_READ}:{row.pk}", payload={"import": row.pk})
    return row


def _kept(by: Actor, name: str, data: bytes) -> Import:
    """A row, not saved yet, whose untouched file is stored."""
    row = Import(
        unit=by.unit,
        by=by.user,
        name=one_line(name)[:200],
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
    )
    row.file.save(safe_filename(name), ContentFile(data), save=False)
    return row


# --- Reading --------------------------------------------------------------------------------------

Records = list[dict[str, Any]]


def _text(data: bytes, name: str) -> str:
    """The text of a file; UnreadableFileError when it can't be read or must not."""
    text = readers.read(data, name)
    if secrecy.is_marked(text):
        raise UnreadableFileError(SECRET)
    return text


def _read(text: str, data: bytes, name: str) -> tuple[str, dict[str, Any], Records]:
    """The text, how its pages look, and the papers in it."""
    records = parsed(text)
    is_pdf = readers.kind(data, name) == ".pdf"
    return text, pages.measure(data, _wanted(records, text)) if is_pdf else {}, records


def parsed(text: str) -> Records:
    """The papers in a text; a long one is parsed under limits, since one may be made to be slow.

    Raises UnreadableFileError when it needs more than these.
    """
    if len(text) <= _SHORT_TEXT:
        records = [record.as_json() for record in parse(text)]
    else:
        records = pages.parsed(text)
    proposals.fill_from_cover(records)
    return records


def _wanted(records: Records, text: str) -> dict[str, tuple[str, float]]:
    """The words to be found on the pages: key as the anchors name it, words, how far in."""
    return {
        f"{part}-{key}-{number}": (text[start:stop], start / max(len(text), 1))
        for part, record in enumerate(records, start=1)
        for key, spans in record["spans"].items()
        for number, (start, stop) in enumerate(spans)
    }


def split(row: Import, text: str, found: dict[str, Any], records: Records) -> None:
    """Let the row and one more for each further paper of the file wait to be checked."""
    row.text, row.pages = text, found or row.pages
    row.record = records[0] if records else {}
    row.state = ImportState.TO_CHECK
    if not text.strip():
        row.problem = NOTHING
    row.save()
    Import.objects.bulk_create(
        Import(
            unit_id=row.unit_id,
            by_id=row.by_id,
            batch_id=row.batch_id,
            original=row,
            part=part,
            state=ImportState.TO_CHECK,
            record=record,
        )
        for part, record in enumerate(records[1:], start=2)
    )


@transaction.atomic
def refuse(row: Import, why: str) -> None:
    """Keep the reason and the name, not the file; nothing when another worker was faster."""
    row = Import.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.state != ImportState.EXTRACTING:
        return
    if row.file:
        row.file.delete(save=False)
    row.state, row.problem = ImportState.REFUSED, refusal(row.name, why)[:500]
    row.text, row.pages = "", {}
    row.save()
    tell_end(row)


def tell_end(row: Import) -> None:
    """Tell whoever handed the file in that it was read; of a batch once, when all were."""
    address, refused = row.get_absolute_url(), row.state == ImportState.REFUSED
    key = f"{_READ}:{row.pk}"
    said = row.problem if refused else f"Đã đọc xong “{row}”: chờ soát bản nhập"
    if row.batch is not None:
        files = row.batch.imports.filter(original=None)
        if files.filter(state=ImportState.EXTRACTING).exists():
            return
        bad = files.filter(state=ImportState.REFUSED).count()
        said = f"Đã đọc xong {files.count()} tệp: {files.count() - bad} tệp chờ soát"
        said += f", không nhận {bad} tệp" if bad else ""
        address, key = row.batch.get_absolute_url(), f"{_READ}:batch:{row.batch.pk}"
    message = Message(said, address, Notice.Reason.NEEDS_YOU, mail=False)
    tell([row.by], message, key=key, unit=row.unit, entry=None)


@outbox.handles(_READ, "Đọc tệp văn bản nhập")
def read_job(payload: dict[str, Any]) -> None:
    """Read one file that waits; does nothing for one already read."""
    row = Import.objects.filter(pk=payload["import"], state=ImportState.EXTRACTING).first()
    if row is None or row.pages_read:
        return
    data = row.read()
    try:
        found = _read(_text(data, row.name), data, row.name)
    except ScannedFileError:
        _scan(row, data)
    except UnreadableFileError as error:
        refuse(row, str(error))
    else:
        _finish(row, *found)


@transaction.atomic
def _finish(row: Import, text: str, found: dict[str, Any], records: Records) -> None:
    """Unless another worker was faster."""
    waiting = Import.objects.select_for_update(of=("self",)).filter(
        pk=row.pk, state=ImportState.EXTRACTING
    )
    if waiting.exists():
        split(row, text, found, records)
        tell_end(row)


def _scan(row: Import, data: bytes) -> None:
    """A scan is read page by page where that is possible; else typed beside its pictures."""
    row.pages = pages.measure(data, {})
    count = len(row.pages.get("sizes", ()))
    if count > MOST_SCANNED:
        refuse(
            row, f"Bản quét có {count} trang, chỉ nhận dạng tối đa {MOST_SCANNED} trang. Tách tệp."
        )
        return
    if count and pages.can_recognise():
        row.pages["words"] = []
        row.save(update_fields=["pages"])
        promise_page(row, 1)
        return
    row.state, row.problem = ImportState.TO_CHECK, SCANNED
    row.save(update_fields=["pages", "state", "problem"])
    tell_end(row)


def promise_page(row: Import, page: int) -> None:
    key = f"{RECOGNISE}:{row.pk}:{page}"
    outbox.promise(RECOGNISE, key=key, payload={"import": row.pk, "page": page})
