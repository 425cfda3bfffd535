"""A time-stamp authority asked over HTTP (RFC 3161), so that the time of signing is proved."""

from __future__ import annotations

import asyncio
import urllib.error
import urllib.request

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

SECONDS = 10
# An answer is some 5 kB; whatever is longer comes from no time-stamp authority.
MAX_BYTES = 256 * 1024

_QUERY, _REPLY = "application/timestamp-query", "application/timestamp-reply"


class HttpTimeStamper(TimeStamper):
    """The authority at an address the installation was configured with.

    Raises TimestampRequestError when it does not answer in time or not as the rule says.
    """

    def __init__(self, url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # pyHanko says no types here
        self.url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Send the request and give the answer unread; pyHanko checks digest and nonce."""
        return await asyncio.to_thread(self._ask, req.dump())

    def _ask(self, query: bytes) -> tsp.TimeStampResp:
        request = urllib.request.Request(self.url, query, {"Content-Type": _QUERY})
        try:
            # The address is the administrator's, read at the start; settings allow http(s) only.
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:
                if answer.headers.get_content_type() != _REPLY:
                    raise TimestampRequestError("not a time-stamp reply")
                return tsp.TimeStampResp.load(answer.read(MAX_BYTES))
        except (OSError, urllib.error.URLError, ValueError) as error:
            raise TimestampRequestError(str(error)) from error
