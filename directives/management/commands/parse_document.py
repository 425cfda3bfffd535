"""`parse_document FILE`: what a paper from above says, as JSON, without saving anything."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from directives.importing import readers
from directives.importing.errors import UnreadableFileError
from directives.importing.parse import parse


class Command(BaseCommand):
    """Prints {"documents": [record, …]} in UTF-8; exit 2 with one sentence for a bad file."""

    help = "Đọc văn bản (.docx, .pdf, .txt) và in nội dung bóc tách dạng JSON."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            with path.open("rb") as file:
                # One more than may be, so that what never ends is too large.
                data = file.read(readers.LARGEST + 1)
            text = readers.read(data, path.name)
        except OSError:
            self._refuse(f"Không mở được tệp “{path.name}”.")
        except UnreadableFileError as error:
            self._refuse(str(error))
        records = [record.as_json() for record in parse(text)]
        output = json.dumps({"documents": records}, ensure_ascii=False, indent=1)
        sys.stdout.buffer.write(output.encode() + b"\n")

    def _refuse(self, sentence: str) -> None:
        self.stderr.write(sentence)
        raise SystemExit(2)
