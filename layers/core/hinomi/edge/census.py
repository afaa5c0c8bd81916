"""A census of the watch's table: how many of the alerts that people were told of are still open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.edge.clients import call
from hinomi.model import Lifecycle, Severity

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

CLOSING = frozenset({"guardduty", "securityhub"})
"""Sources whose alerts are closed by an event of their own; a sign-in or an exceeded budget never is."""


def open_alerts(client: DynamoDBClient, table: str) -> dict[str, int]:
    """Count what people were told of as open and not yet as closed, by severity, the worst first.

    Reads the whole table: once a week that costs less than an index would all the time.
    """
    counts = dict.fromkeys(sorted(Severity, reverse=True), 0)
    start: dict[str, Any] = {}
    while True:
        answer = call("dynamodb:Scan", client.scan, TableName=table, ProjectionExpression="told", **start)
        for item in answer["Items"]:
            told = item.get("told", {}).get("M")
            if told and told["lifecycle"]["S"] == Lifecycle.OPEN.value and told["source"]["S"] in CLOSING:
                counts[Severity(int(told["severity"]["N"]))] += 1
        if "LastEvaluatedKey" not in answer:
            return {severity.name: count for severity, count in counts.items() if count}
        start = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}
