"""`verify_log`: walk the hash chain of the activity log."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from activity.services import broken_rows, chain_is_whole


class Command(BaseCommand):
    """Exit 0 when the chain is whole, 1 and the first broken row otherwise."""

    help = "Kiểm tra chuỗi nhật ký."

    def handle(self, *args: Any, **options: Any) -> None:
        if (entry := next(broken_rows(), None)) is not None:
            self.stdout.write(f"Chuỗi nhật ký đứt ở dòng {entry.sequence}: {entry.sentence}")
            sys.exit(1)
        if not chain_is_whole():
            self.stdout.write("Chuỗi nhật ký bị cắt: dòng cuối không khớp dấu cuối chuỗi.")
            sys.exit(1)
        self.stdout.write("Chuỗi nhật ký nguyên vẹn.")
