"""A census of the watch's table: how many alerts people were told of, and how many of them are still open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from hinomi.edge.clients import call
from hinomi.model import Lifecycle, Severity

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

CLOSING = frozenset({"guardduty", "securityhub"})
"""Sources whose alerts are closed by an event of their own; a sign-in or an exceeded budget never is."""

_ITSELF = "baseline"
"""The source of the reports, this one's forerunner among them: not what they are about."""


class Census(NamedTuple):
    """How many alerts are open, by severity, the worst first; and how many were told of lately."""

    open: dict[str, int]
    told: int


def take(client: DynamoDBClient, table: str, since: int) -> Census:
    """Count what people were told of as open and not yet as closed, and what they were told of from `since` (ms) on.

    Reads the whole table: once a week that costs less than an index would all the time.
    """
    counts, lately = dict.fromkeys(sorted(Severity, reverse=True), 0), 0
    start: dict[str, Any] = {}
    while True:
        answer = call("dynamodb:Scan", client.scan, TableName=table, ProjectionExpression="told", **start)
        for item in answer["Items"]:
            told = item.get("told", {}).get("M")
            if not told or told["source"]["S"] == _ITSELF:
                continue
            lately += int(told["at"]["N"]) >= since
            if told["lifecycle"]["S"] == Lifecycle.OPEN.value and told["source"]["S"] in CLOSING:
                counts[Severity(int(told["severity"]["N"]))] += 1
        if "LastEvaluatedKey" not in answer:
            return Census({severity.name: count for severity, count in counts.items() if count}, lately)
        start = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}
