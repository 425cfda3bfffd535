"""The process inside of `verify_upload`: request on standard input, verdict on standard output."""

import resource
import sys

from documents.signing.sandbox import MEGABYTES, SECONDS, answer

resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 1024**2, MEGABYTES * 1024**2))
sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))
