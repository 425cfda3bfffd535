"""Several threads that start together: the only honest way to ask who wins."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connections


def at_once(work: Callable[[], object], *, times: int) -> list:
    """What `work` returned in each of several threads that started together."""
    barrier, answers, errors = threading.Barrier(times), [], []

    def run() -> None:
        try:
            barrier.wait(timeout=20)
            answers.append(work())
        except Exception as error:  # shown by the assertion below
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=180)
    assert errors == []
    assert len(answers) == times, "a thread did not come to an end"
    return answers
