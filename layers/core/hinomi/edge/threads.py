"""What Slack's bot remembers of each thread, in the table of groups.

Items: `pk` = `THREAD#<outlet>`, `sk` = the thread; `ts` and `channel` name the first message in Slack, `body` is what
it said (compressed), `resolved` whether the thread is at its end, `posted` the last deliveries, `expires` the TTL in
seconds.
"""

from __future__ import annotations

import time
import zlib
from typing import TYPE_CHECKING, Any

import msgspec
from botocore.exceptions import ClientError

from hinomi.edge.clients import call

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_dynamodb import DynamoDBClient

KEEP_DAYS = 90
_DELIVERIES = 20
"""A delivery that comes again comes within hours: no more than so many messages of one thread lie between."""


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """A thread in Slack: `ts` is the first message's time and name in its `channel`, `body` what it said.

    `body` is empty where the first message need not turn; `posted` lists deliveries, oldest first.
    """

    channel: str
    ts: str
    body: str = ""
    resolved: bool = False
    posted: tuple[str, ...] = ()


class Threads:
    """Remember threads in a DynamoDB table, until 90 days after their last message."""

    def __init__(self, client: DynamoDBClient, table: str, clock: Callable[[], float] = time.time) -> None:
        self._client = client
        self._table = table
        self._clock = clock

    def read(self, outlet: str, name: str) -> Thread | None:
        """Return what is known of a thread. Raises `RetryError` or `ParkError` when the table cannot be read."""
        answer = call(
            "dynamodb:GetItem",
            self._client.get_item,
            TableName=self._table,
            Key=_key(outlet, name),
            ConsistentRead=True,
        )
        item = answer.get("Item")
        # TTL deletes days late.
        return _read(item) if item and int(item["expires"]["N"]) > self._clock() else None

    def keep(self, outlet: str, name: str, thread: Thread, *, before: Thread | None) -> None:
        """Remember a thread in place of what was read `before`; where somebody began another since, that one stays."""
        now = int(self._clock())
        try:
            call(
                "dynamodb:PutItem",
                self._client.put_item,
                TableName=self._table,
                Item={**_key(outlet, name), **_write(thread), "expires": {"N": str(now + KEEP_DAYS * 86400)}},
                ConditionExpression="attribute_not_exists(pk) OR ts = :before OR expires <= :now",
                ExpressionAttributeValues={":before": {"S": before.ts if before else ""}, ":now": {"N": str(now)}},
            )
        except ClientError:
            return


def _key(outlet: str, name: str) -> dict[str, Any]:
    return {"pk": {"S": f"THREAD#{outlet}"}, "sk": {"S": name}}


def _write(thread: Thread) -> dict[str, Any]:
    return {
        "channel": {"S": thread.channel},
        "ts": {"S": thread.ts},
        "body": {"B": zlib.compress(thread.body.encode())},
        "resolved": {"BOOL": thread.resolved},
        "posted": {"L": [{"S": delivery} for delivery in thread.posted[-_DELIVERIES:]]},
    }


def _read(item: dict[str, Any]) -> Thread:
    return Thread(
        channel=item["channel"]["S"],
        ts=item["ts"]["S"],
        body=zlib.decompress(item["body"]["B"]).decode(),
        resolved=item["resolved"]["BOOL"],
        posted=tuple(delivery["S"] for delivery in item["posted"]["L"]),
    )
