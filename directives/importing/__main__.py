"""The process inside of `readers.read`: file on standard input, text on standard output.

Takes the kind of the file, the seconds and the megabytes it may use. Exit 0 with the text; 3 with
one sentence on standard error, 4 with one about a scan; 5 when the limits did not do; anything else
means it broke.
"""

import resource
import sys

from directives.importing.errors import ScannedFileError, UnreadableFileError
from directives.importing.parse import LONGEST


def read(ending: str, data: bytes) -> str:
    """The text of the file; what the other kinds need is not loaded."""
    if ending == ".docx":
        from directives.importing import read_word

        return read_word.read(data)
    if ending == ".pdf":
        from directives.importing import read_pdf

        return read_pdf.read(data)
    from directives.importing import read_text

    return read_text.read(data)


def main(ending: str, seconds: int, megabytes: int) -> int:
    """Read within the limits; the exit status."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1024**2, megabytes * 1024**2))
    try:
        text = read(ending, sys.stdin.buffer.read())
    except UnreadableFileError as error:
        sys.stderr.buffer.write(str(error).encode())
        return 4 if isinstance(error, ScannedFileError) else 3
    except (MemoryError, RecursionError):
        return 5
    sys.stdout.buffer.write(text[:LONGEST].encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
