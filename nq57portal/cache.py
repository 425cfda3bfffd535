"""What the shared cache stores: JSON, never pickles."""

import json
from typing import Any


class JsonSerializer:
    """Django's Redis cache calls this for every value but whole numbers, which it keeps countable."""

    def dumps(self, obj: Any) -> bytes | int:
        if type(obj) is int:
            return obj
        return json.dumps(obj).encode()

    def loads(self, data: bytes) -> Any:
        return json.loads(data)
