"""Stop an oversized upload from filling the disk while the form still gets to name the limit."""

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Write at most ``UPLOAD_MAX_BYTES`` of a file and drop the rest.

    The uploaded file still reports its full size, so a form that checks ``size`` can say which file
    is too large and what the limit is; breaking the connection off could not.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start < settings.UPLOAD_MAX_BYTES:
            super().receive_data_chunk(raw_data, start)
