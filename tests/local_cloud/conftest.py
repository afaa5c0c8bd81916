from __future__ import annotations

import logging
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from hinomi_cli.inbox.store import Inbox
from hinomi_cli.local_cloud.stack import local_stack
from support.local_cloud import fill_buckets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi_cli.local_cloud.stack import LocalStack


@pytest.fixture(scope="session")
def deployed() -> Iterator[LocalStack]:
    """Hinomi, deployed once for all tests, with IAM enforced."""
    with local_stack(Inbox(), say=logging.getLogger(__name__).info) as stack:
        yield stack


@pytest.fixture
def stack(deployed: LocalStack) -> Iterator[LocalStack]:
    """Hinomi, deployed; what a test leaves in a queue does not come back in another's, which may tell as much."""
    fill_buckets(deployed)
    yield deployed
    queues = deployed.cloud.client("sqs")
    for url in queues.list_queues(QueueNamePrefix="hinomi-")["QueueUrls"]:
        queues.purge_queue(QueueUrl=url)


@pytest.fixture
def marker() -> str:
    """A finding id that no other test uses."""
    return uuid4().hex
