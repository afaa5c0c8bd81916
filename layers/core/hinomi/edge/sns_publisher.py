"""A publisher through Amazon SNS: a receiver's address is a topic ARN."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from hinomi.edge.clients import call
from hinomi.webhooks import HOSTS

if TYPE_CHECKING:
    from mypy_boto3_sns import SNSClient

    from hinomi.model import Message
    from hinomi.pipeline import Receiver

WEBHOOK_CHANNELS = frozenset(HOSTS)
"""Channels that the chat function posts: it gets the whole message as JSON."""


class SNSPublisher:
    """Publish each message to its receiver's topic."""

    def __init__(self, client: SNSClient) -> None:
        self._client = client

    def publish(self, receiver: Receiver, message: Message) -> None:
        """Publish one message; raise `RetryError` or `ParkError` when SNS does not take it."""
        webhook = receiver.channel in WEBHOOK_CHANNELS
        parameters: dict[str, Any] = {
            "TopicArn": receiver.address,
            "Message": msgspec.json.encode(message).decode() if webhook else message.body,
            "MessageAttributes": {"channel": {"DataType": "String", "StringValue": receiver.channel}},
        }
        if receiver.channel == "email":
            parameters["Subject"] = message.subject
        call("sns:Publish", self._client.publish, **parameters)
