"""Parking by Amazon SQS: a message that an outlet refuses for good waits in the dead-letter queue, with the reason.

When the cause is mended, the queue is redriven: the message comes to the flush function and is sent as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hinomi.edge.clients import call
from hinomi.model import Message, Outlet

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


class Parked(msgspec.Struct, frozen=True, tag="message"):
    """A finished message and where it was to go."""

    outlet: Outlet
    message: Message


class SqsParking:
    """Send each message to the dead-letter queue, as the JSON of `Parked`."""

    def __init__(self, client: SQSClient, queue_url: str) -> None:
        self._client = client
        self._queue_url = queue_url

    def park(self, outlet: Outlet, message: Message, why: str) -> None:
        """Keep the message; raise `RetryError` or `ParkError` when SQS does not take it."""
        park(self._client, self._queue_url, msgspec.json.encode(Parked(outlet, message)).decode(), why)


def park(client: SQSClient, queue_url: str, body: str, why: str) -> None:
    """Put a body into a dead-letter queue, with the reason; raise `RetryError` or `ParkError` when SQS refuses it."""
    call(
        "sqs:SendMessage",
        client.send_message,
        QueueUrl=queue_url,
        MessageBody=body,
        MessageAttributes={"reason": {"DataType": "String", "StringValue": why}},
    )
