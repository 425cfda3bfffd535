"""The portal's settings, with everything it writes in a folder that goes away with the tests."""

import atexit
import os
import shutil
import tempfile
from datetime import time

# Two processes share the tests; each has files, a database and a queue of its own.
PART = os.environ.get("PYTEST_XDIST_WORKER", "")

if PART or "VAR_DIR" not in os.environ:
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="nq57-tests-")
    atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)

if PART and os.environ.get("REDIS_URL"):
    os.environ["REDIS_URL"] = f"{os.environ['REDIS_URL'].rpartition('/')[0]}/{PART[2:]}"

from nq57portal.settings import *  # noqa: E402, F403
from nq57portal.settings import DATABASES, VAR_DIR  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads and the worker process must open the same database.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}

# Look a static file up when a test asks for it, instead of listing them all for every test client.
WHITENOISE_AUTOREFRESH = True

# Most tests are not about the time of day, and run at any.
QUIET_HOURS = (time(), time())

# The real hasher is slow on purpose; hundreds of test people would take minutes.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
