"""A publisher through Amazon SNS: an outlet's address is a topic ARN."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from hinomi.edge.clients import call
from hinomi.errors import ParkError
from hinomi.webhooks import HOSTS

if TYPE_CHECKING:
    from mypy_boto3_sns import SNSClient

    from hinomi.model import Message, Outlet

WEBHOOK_CHANNELS = frozenset(HOSTS)
"""Channels that the chat function posts: it gets the whole message as JSON, with where its outlet's secret is kept."""


class SNSPublisher:
    """Publish each message to its outlet's topic; to `webhooks` for an outlet that has but a secret of its own."""

    def __init__(self, client: SNSClient, webhooks: str = "") -> None:
        self._client = client
        self._webhooks = webhooks

    def publish(self, outlet: Outlet, message: Message) -> None:
        """Publish one message; raise `RetryError` or `ParkError` when SNS does not take it."""
        by_webhook = outlet.channel in WEBHOOK_CHANNELS
        topic = outlet.address or (self._webhooks if by_webhook and outlet.secret else "")
        if not topic:
            raise ParkError(f"{outlet.name}: this deployment has no such channel")
        parameters: dict[str, Any] = {
            "TopicArn": topic,
            "Message": _addressed(outlet, message) if by_webhook else message.body,
            "MessageAttributes": {
                "channel": {"DataType": "String", "StringValue": outlet.channel},
                "receiver": {"DataType": "String", "StringValue": outlet.name.partition("/")[0]},
            },
        }
        if outlet.channel == "email":
            parameters["Subject"] = message.subject
        call("sns:Publish", self._client.publish, **parameters)


def _addressed(outlet: Outlet, message: Message) -> str:
    return msgspec.json.encode(msgspec.structs.replace(message, outlet=outlet.name, secret=outlet.secret)).decode()
