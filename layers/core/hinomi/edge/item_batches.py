"""Items of one DynamoDB table put and deleted, many in as few calls as there can be."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from hinomi.edge.clients import call
from hinomi.errors import RetryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mypy_boto3_dynamodb import DynamoDBClient

Item = dict[str, Any]

_BATCH = 25
"""So many items fit one call: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html."""
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
"""How long to wait (seconds) before what DynamoDB left undone is tried again, each time."""


class ItemBatches:
    """Writes to one table. Every write may be repeated: it puts or deletes whole items by their key."""

    def __init__(self, client: DynamoDBClient, table: str, sleep: Callable[[float], None]) -> None:
        self._client = client
        self._table = table
        self._sleep = sleep

    def put(self, items: Iterable[Item]) -> None:
        """Put items; of several with one key the last stays. Raises `RetryError` when some were not taken."""
        self._write({_identity(item): {"PutRequest": {"Item": item}} for item in items})

    def delete(self, keys: Iterable[Item]) -> None:
        """Delete the items with these keys, if they are there. Raises `RetryError` when some were not taken."""
        self._write({_identity(key): {"DeleteRequest": {"Key": key}} for key in keys})

    def _write(self, requests: dict[tuple[str, str], Item]) -> None:
        rest = iter(requests.values())
        while batch := list(islice(rest, _BATCH)):
            if len(batch) == 1:
                self._write_one(batch[0])
            else:
                self._write_batch(batch)

    def _write_one(self, request: Item) -> None:
        """Write one by itself: what throttles a batch comes back as undone, but the SDK retries a single write."""
        if put := request.get("PutRequest"):
            call("dynamodb:PutItem", self._client.put_item, TableName=self._table, **put)
        else:
            call("dynamodb:DeleteItem", self._client.delete_item, TableName=self._table, **request["DeleteRequest"])

    def _write_batch(self, batch: list[Item]) -> None:
        for wait in (*_WAITS, None):
            undone = {self._table: batch}
            answer = call("dynamodb:BatchWriteItem", self._client.batch_write_item, RequestItems=undone)
            batch = answer.get("UnprocessedItems", {}).get(self._table, [])
            if not batch:
                return
            if wait is not None:
                self._sleep(wait)
        raise RetryError("dynamodb:BatchWriteItem: items stay unprocessed")


def _identity(item: Item) -> tuple[str, str]:
    return item["pk"]["S"], item["sk"]["S"]
