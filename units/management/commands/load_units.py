"""`load_units FILE.csv`, `load_units --national`: units from a file, or the whole country."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from units import loading, national, unit_file
from units.dates import number_vi
from units.events import changed
from units.loading import Outcome
from units.models import Area, Level
from units.unit_file import LoadError


class Command(BaseCommand):
    """Adds and changes units, all or nothing; a second run changes nothing."""

    help = "Nạp đơn vị từ tệp CSV, hoặc cả nước sau 01/7/2025 (--national)."

    def add_arguments(self, parser: CommandParser) -> None:
        source = parser.add_mutually_exclusive_group(required=True)
        source.add_argument("file", nargs="?", type=Path, help="tệp CSV, UTF-8")
        source.add_argument("--national", action="store_true", help="34 tỉnh, 3.321 xã")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with transaction.atomic():
                if options["national"]:
                    source = "danh mục cả nước"
                    outcome = national.load_country(national.provinces())
                else:
                    path: Path = options["file"]
                    source, outcome = path.name, loading.load(unit_file.read(path.read_bytes()))
                if outcome.anything:
                    self._log(outcome, source)
        except OSError as error:
            raise CommandError(f"Không đọc được tệp {options['file']}: {error.strerror}.") from None
        except LoadError as error:
            wrong = len(error.sentences)
            tail = "" if options["national"] else f"\nChưa nạp gì: {wrong} chỗ phải sửa."
            raise CommandError(f"{error}{tail}") from None
        self.stdout.write(f"{_counts(outcome)}.")

    def _log(self, outcome: Outcome, source: str) -> None:
        country = Area.objects.filter(level=Level.CENTRAL).order_by("path").first()
        if country is not None:
            done = f"nạp đơn vị từ {source}: {_counts(outcome).lower()}"
            changed(country, verb="units.load", done=done, by=None)


def _counts(outcome: Outcome) -> str:
    said = (
        (outcome.areas, "địa bàn mới"),
        (outcome.areas_renamed, "địa bàn đổi tên"),
        (outcome.added, "đơn vị mới"),
        (outcome.changed, "đơn vị sửa thông tin"),
        (outcome.renamed, "đơn vị đổi tên"),
        (outcome.same, "đơn vị giữ nguyên"),
    )
    return ", ".join(f"{number_vi(count)} {what}" for count, what in said)
