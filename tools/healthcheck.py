"""Ask the web server of this container whether it is well; the exit code is the answer."""

import os
from urllib.error import URLError
from urllib.request import Request, urlopen

PORT = os.environ.get("PORT", "8000")
# The portal answers only to its own names, also when asked from inside.
HOST = os.environ.get("ALLOWED_HOSTS", "127.0.0.1").split(",")[0].strip().lstrip(".")

try:
    urlopen(
        Request(f"http://127.0.0.1:{PORT}/suc-khoe/", headers={"Host": HOST}), timeout=8
    ).close()
except (URLError, OSError) as error:
    raise SystemExit(f"The portal does not answer: {error}") from None
