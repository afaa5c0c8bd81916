"""What stands open or waits to be told, in all groups of the table: one scan, for a person who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from hinomi.edge.clients import call
from hinomi.edge.group_items import NEWS, OPEN, decode_news, decode_standing
from hinomi.model import Alert, Branch, Lifecycle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mypy_boto3_dynamodb import DynamoDBClient

    from hinomi.routing.groups import News, Standing

_ROWS: Final = "begins_with(sk, :news) OR begins_with(sk, :open)"


class OpenAlert(msgspec.Struct, frozen=True, kw_only=True):
    """An alert that is open, as it was said last, on its branch; `told` is when people heard of it (ms; 0: never)."""

    alert: Alert
    branch: Branch
    told: int = 0


def read_open_alerts(client: DynamoDBClient, table: str) -> tuple[OpenAlert, ...]:
    """Read all alerts that are open, the worst first. Raises `RetryError` and `ParkError`."""
    news: list[News] = []
    standing: list[Standing] = []
    for item in _scan(client, table):
        if item["sk"]["S"].startswith(f"{OPEN}#"):
            standing.append(decode_standing(item))
        else:
            news.append(decode_news(item))
    return merge(standing, news)


def merge(standing: Iterable[Standing], news: Iterable[News]) -> tuple[OpenAlert, ...]:
    """Make one of all that is known of an alert: the last word counts, and the last time that people heard of it."""
    found: dict[str, OpenAlert] = {}
    for known in sorted(standing, key=lambda one: one.told):
        found[known.alert.fingerprint] = OpenAlert(alert=known.alert, branch=known.branch, told=known.told)
    for one in sorted(news, key=lambda one: one.at):
        before = found.get(one.alert.fingerprint)
        told = before.told if before else 0
        if told <= one.at:
            found[one.alert.fingerprint] = OpenAlert(alert=one.alert, branch=one.branch, told=told)
    still = (one for one in found.values() if one.alert.lifecycle is Lifecycle.OPEN)
    return tuple(sorted(still, key=lambda one: (-one.alert.severity, one.alert.fingerprint)))


def _scan(client: DynamoDBClient, table: str) -> Iterator[dict[str, Any]]:
    start: dict[str, Any] = {}
    while True:
        answer = call(
            "dynamodb:Scan",
            client.scan,
            TableName=table,
            FilterExpression=_ROWS,
            ExpressionAttributeValues={":news": {"S": f"{NEWS}#"}, ":open": {"S": f"{OPEN}#"}},
            ConsistentRead=True,
            **start,
        )
        yield from answer["Items"]
        if "LastEvaluatedKey" not in answer:
            return
        start = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}
