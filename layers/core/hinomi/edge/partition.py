"""Reading a whole partition of a DynamoDB table, consistently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.edge.clients import call

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_dynamodb import DynamoDBClient


def read_partition(client: DynamoDBClient, table: str, pk: str, *, after: str = "") -> Iterator[dict[str, Any]]:
    """Yield the items under a partition key, in the order of their sort keys, with all that was written before.

    With `after`, only those whose sort key comes after it.
    """
    start: dict[str, Any] = {}
    values = {":pk": {"S": pk}, **({":after": {"S": after}} if after else {})}
    while True:
        answer = call(
            "dynamodb:Query",
            client.query,
            TableName=table,
            KeyConditionExpression="pk = :pk AND sk > :after" if after else "pk = :pk",
            ExpressionAttributeValues=values,
            ConsistentRead=True,
            **start,
        )
        yield from answer["Items"]
        if "LastEvaluatedKey" not in answer:
            return
        start = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}
