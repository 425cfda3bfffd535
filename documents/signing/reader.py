"""pyHanko's PDF reader, made fit for papers of many pages."""

from __future__ import annotations

import io
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.misc import PdfStrictReadError
from pyhanko.pdf_utils.reader import PdfFileReader


class PaperReader(PdfFileReader):
    """Reads each object stream's table once instead of once per object.

    WeasyPrint puts a whole paper into one object stream, and comparing two revisions asks for
    every object, so pyHanko's own way grows with the square of the length: more than a minute for
    twenty pages. Strict as its parent: whatever is not as the format says is refused.
    """

    def __init__(self, pdf: bytes) -> None:
        self._object_streams: dict[int, tuple[bytes, list[int]]] = {}
        super().__init__(io.BytesIO(pdf))

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> Any:
        if stmnum not in self._object_streams:
            self._object_streams[stmnum] = self._open_object_stream(stmnum)
        objects, table = self._object_streams[stmnum]
        if not 0 <= idx < len(table) // 2 or table[2 * idx] != idnum:
            raise PdfStrictReadError("Object is not where the cross-reference says.")
        stream = io.BytesIO(objects)
        stream.seek(table[2 * idx + 1])
        found = generic.read_object(stream, generic.Reference(idnum, 0, self))
        if isinstance(found, generic.StreamObject | generic.IndirectObject):
            raise PdfStrictReadError("Forbidden type of object in an object stream.")
        return found

    def _open_object_stream(self, stmnum: int) -> tuple[bytes, list[int]]:
        """The objects of a stream, and its table: number and offset of each object in turn."""
        stream = generic.Reference(stmnum, 0, self).get_object()
        if not isinstance(stream, generic.StreamObject) or stream["/Type"] != "/ObjStm":
            raise PdfStrictReadError("Not an object stream.")
        data = stream.read_data(DecodePurpose.OBJECT_STREAM)
        first = int(stream["/First"])
        table = [int(number) for number in data[:first].split()]
        if len(table) != 2 * int(stream["/N"]) or min(table, default=0) < 0:
            raise PdfStrictReadError("Object stream header possibly corrupted.")
        return data[first:], table
