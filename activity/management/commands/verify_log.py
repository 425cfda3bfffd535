"""`verify_log`: walk the hash chain of the activity log."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from activity import chain


class Command(BaseCommand):
    """Exit 0 when the chain is whole, 1 and the first broken row otherwise."""

    help = "Kiểm tra chuỗi nhật ký."

    def handle(self, *args: Any, **options: Any) -> None:
        _, problem = chain.walk()
        self.stdout.write(problem or "Chuỗi nhật ký nguyên vẹn.")
        if problem:
            sys.exit(1)
