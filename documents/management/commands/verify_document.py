"""`verify_document FILE.pdf`: the verdict for each signature of a file."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from documents import signing
from documents.services.trust import revocations, trusted_roots


class Command(BaseCommand):
    """Exit 0 when the file is genuine and untouched, 1 when it is not."""

    help = "Kiểm tra chữ ký số của một tệp PDF."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            data = options["file"].read_bytes()
        except OSError:
            raise CommandError(f"Không đọc được tệp “{options['file']}”.") from None
        # In a process of its own: the file may be anybody's.
        verdict = signing.verify_upload(data, trusted_roots(), revoked=revocations(data))
        for signature in verdict.signatures:
            self.stdout.write(signature.sentence)
        self.stdout.write(verdict.sentence)
        sys.exit(0 if verdict.genuine else 1)
