"""What the shared cache stores: JSON, never pickles."""

import json
from typing import Any


class JsonSerializer:
    """Called by Django's Redis cache; whole numbers stay bare so that Redis can count with them."""

    def dumps(self, obj: Any) -> bytes | int:
        if type(obj) is int:
            return obj
        return json.dumps(obj).encode()

    def loads(self, data: bytes) -> Any:
        return json.loads(data)
