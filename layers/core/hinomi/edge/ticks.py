"""Ticks by Amazon SQS: a message that the queue holds back until the flush is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hinomi.edge.clients import call
from hinomi.routing.ticking import FARTHEST

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


class Tick(msgspec.Struct, frozen=True, tag="tick"):
    """A call for the flush of a group, ordered for a time (ms)."""

    group: str
    at: int


class SqsTicks:
    """Send each tick to the flush function's queue, as the JSON of `Tick`."""

    def __init__(self, client: SQSClient, queue_url: str) -> None:
        self._client = client
        self._queue_url = queue_url

    def wake(self, group: str, at: int, now: int) -> None:
        """Order a tick for `at` (ms), never before it; raise `RetryError` or `ParkError` when SQS does not take it."""
        delay = min(max(at - now, 0), FARTHEST)
        call(
            "sqs:SendMessage",
            self._client.send_message,
            QueueUrl=self._queue_url,
            MessageBody=msgspec.json.encode(Tick(group, at)).decode(),
            DelaySeconds=-(-delay // 1000),
        )
