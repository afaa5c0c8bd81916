"""The alerts that went quiet, out of the table of groups; what the watch saw last is in its own table."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, NamedTuple

from botocore.exceptions import ClientError

from hinomi.edge.clients import call
from hinomi.edge.group_items import OPEN, decode_standing
from hinomi.edge.keys import key
from hinomi.errors import RetryError
from hinomi.model import Lifecycle
from hinomi.routing.quiet import Quiet, gone_quiet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mypy_boto3_dynamodb import DynamoDBClient

    from hinomi.edge.group_items import Item
    from hinomi.routing.groups import Standing

MOST = 1000
"""So many rows one report lets fall; what went quiet beyond that is found by the next."""

_BATCH = 100
"""So many items fit one call: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html."""
_TRIES = 6


class Row(NamedTuple):
    """An alert that went quiet in one group, with the item that says that it stands there."""

    quiet: Quiet
    item: Item


class QuietAlerts:
    """Find what went quiet, and let it fall. Raises `HinomiError` when a table cannot be reached."""

    def __init__(
        self, client: DynamoDBClient, *, groups: str, alerts: str, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._client = client
        self._groups = groups
        self._alerts = alerts
        self._sleep = sleep

    def find(self, now: int) -> tuple[Row, ...]:
        """Return what went quiet before `now` (ms), at most `MOST` rows; an alert has one in each of its groups.

        Reads the whole table, but for the pages after the last row that is wanted.
        """
        found: list[Row] = []
        for page in self._pages():
            standing = [(item, decode_standing(item)) for item in page]
            seen = self._seen(known for _, known in standing)
            for item, known in standing:
                found += [Row(quiet, item) for quiet in gone_quiet([known], seen, now)]
            if len(found) >= MOST:
                break
        return tuple(found[:MOST])

    def let_fall(self, rows: Iterable[Row]) -> None:
        """Remove rows, but for alerts that were seen or told of since they were read.

        First the watch forgets that the alert is open: seen again, it is news.
        """
        for row in rows:
            if not self._close(row.quiet):
                continue
            try:
                call(
                    "dynamodb:DeleteItem",
                    self._client.delete_item,
                    TableName=self._groups,
                    Key={name: row.item[name] for name in ("pk", "sk")},
                    ConditionExpression="body = :body",
                    ExpressionAttributeValues={":body": row.item["body"]},
                )
            except ClientError:
                continue

    def _close(self, quiet: Quiet) -> bool:
        """Let the alert be closed, by no source; return False when it was seen since."""
        last = {"N": str(quiet.last)}
        try:
            call(
                "dynamodb:UpdateItem",
                self._client.update_item,
                TableName=self._alerts,
                Key={"pk": {"S": key("ALERT", quiet.standing.alert.fingerprint)}},
                UpdateExpression="SET told.lifecycle = :closed, told.#source = :nobody",
                ConditionExpression="#last = :last AND attribute_exists(told)",
                ExpressionAttributeNames={"#last": "last", "#source": "source"},
                ExpressionAttributeValues={
                    ":closed": {"S": Lifecycle.CLOSED.value},
                    ":nobody": {"S": ""},
                    ":last": last,
                },
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except ClientError as error:
            # What the watch has no memory of, or was never told for certain, cannot be closed and need not be.
            memory: Any = error.response.get("Item", {})
            return bool(memory.get("last", last) == last)
        return True

    def _pages(self) -> Iterator[list[Item]]:
        start: dict[str, Any] = {}
        while True:
            answer = call(
                "dynamodb:Scan",
                self._client.scan,
                TableName=self._groups,
                FilterExpression="begins_with(sk, :open)",
                ExpressionAttributeValues={":open": {"S": f"{OPEN}#"}},
                **start,
            )
            yield answer["Items"]
            if "LastEvaluatedKey" not in answer:
                return
            start = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}

    def _seen(self, standing: Iterable[Standing]) -> dict[str, int]:
        """Return by fingerprint when the watch saw an alert last (ms); what it has no memory of is missing."""
        by_key = {key("ALERT", known.alert.fingerprint): known.alert.fingerprint for known in standing}
        wanted = list(by_key)
        items = (item for at in range(0, len(wanted), _BATCH) for item in self._get(wanted[at : at + _BATCH]))
        return {by_key[item["pk"]["S"]]: int(item["last"]["N"]) for item in items if "last" in item}

    def _get(self, keys: list[str]) -> Iterator[Item]:
        requests: Any = {
            self._alerts: {
                "Keys": [{"pk": {"S": pk}} for pk in keys],
                "ProjectionExpression": "pk, #last",
                "ExpressionAttributeNames": {"#last": "last"},
            }
        }
        for attempt in range(_TRIES):
            answer = call("dynamodb:BatchGetItem", self._client.batch_get_item, RequestItems=requests)
            yield from answer["Responses"].get(self._alerts, [])
            requests = answer.get("UnprocessedKeys")
            if not requests:
                return
            self._sleep(2**attempt / 20)
        raise RetryError("dynamodb:BatchGetItem: keys stay unprocessed")
