"""What every test may ask for. The people and papers of the tests live in the files beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.factories import Cast
from tests.servers import celery_worker, portal_environment, web_server

# The same examples on every machine, however busy it is: a red run can be run again.
settings.register_profile(
    "same-everywhere",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("same-everywhere")


@pytest.fixture
def worker(transactional_db: None) -> Iterator[Path]:
    """A real job worker on the database and the queue of this test; gives the path of its log."""
    with celery_worker(portal_environment()) as log:
        yield log


@pytest.fixture
def portal_url(transactional_db: None, worker: Path) -> Iterator[str]:
    """The whole portal as an office runs it, web server and worker in processes of their own."""
    with web_server(portal_environment()) as address:
        yield address


@pytest.fixture
def cast(db: None) -> Cast:
    """The people of screens §4 in Hải Phòng and xã Tân Kỳ."""
    return Cast()
