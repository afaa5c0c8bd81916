"""The journal and the archive of the round in one DynamoDB table.

Items: `pk` = `RUN#<run>` with `sk` = `ENTRY#<place>`, `RESULT#<place>` or `REGION#<region>`; `pk` = `RUNS` with `sk` =
a run's start and id; `pk` = `HOLDS` with `sk` = a place. A place is Region, control and resource. `value` holds the
JSON; `expires` is the TTL in seconds, which holds do not have.
"""

from __future__ import annotations

import time
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import msgspec
from botocore.exceptions import ClientError

from hinomi.baseline.archive import Run
from hinomi.baseline.journal import Entry, Place
from hinomi.baseline.outcome import Result
from hinomi.edge.clients import call
from hinomi.errors import RetryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mypy_boto3_dynamodb import DynamoDBClient

KEEP_DAYS = 400
"""How long a run can be read and taken back: a year, and some weeks to look back on it."""
_BATCH = 25
"""So many items fit one call: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html."""
_TRIES = 8
_KEY_BYTES = 900
"""A sort key holds at most 1,024 bytes; a longer resource is told apart by its digest.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html
"""
_encode = msgspec.json.Encoder().encode


class RoundTable:
    """Keep the journal and the archive in a DynamoDB table."""

    def __init__(self, client: DynamoDBClient, table: str, clock: Callable[[], float] = time.time) -> None:
        self._client = client
        self._table = table
        self._clock = clock

    def begin(self, entry: Entry) -> Entry:
        """Keep a new entry; where the same run has one for the same place, that one stays and is returned."""
        try:
            self._put(
                _of_run(entry.run, "ENTRY", entry.place),
                entry,
                ConditionExpression="attribute_not_exists(pk)",
            )
        except ClientError:
            return next(one for one in self.entries(entry.run) if one.place == entry.place)
        return entry

    def advance(self, entry: Entry) -> None:
        """Keep an entry's new step."""
        self._put(_of_run(entry.run, "ENTRY", entry.place), entry)

    def entries(self, run: str) -> tuple[Entry, ...]:
        """Return all entries of a run, in the order of their writing."""
        found = (msgspec.json.decode(value, type=Entry) for value in self._values(f"RUN#{run}", "ENTRY#"))
        return tuple(sorted(found, key=lambda entry: entry.at))

    def holds(self) -> frozenset[Place]:
        """Return the places that a person has taken back."""
        values = [msgspec.json.decode(value, type=tuple[Place, bool]) for value in self._values("HOLDS", "")]
        return frozenset(place for place, held in values if held)

    def hold(self, place: Place) -> None:
        """Leave a place alone from now on."""
        self._put({"pk": "HOLDS", "sk": _key(place)}, (place, True), forever=True)

    def release(self, place: Place) -> None:
        """Leave a place alone no longer."""
        self._put({"pk": "HOLDS", "sk": _key(place)}, (place, False), forever=True)

    def keep_run(self, run: Run) -> None:
        """Keep a run as it is now; one with the same id is replaced."""
        self._put({"pk": "RUNS", "sk": f"{run.started:015}#{run.id}"}, run)

    def runs(self, most: int) -> tuple[Run, ...]:
        """Return the latest runs, the latest first."""
        answer = self._query("RUNS", "", ScanIndexForward=False, Limit=most)
        return tuple(msgspec.json.decode(item["value"]["S"], type=Run) for item in answer["Items"])

    def keep_results(self, run: str, results: Iterable[Result]) -> None:
        """Keep results; an earlier one of the same run, control, Region and resource is replaced."""
        by_key = {_key(one.place): one for one in results}
        items = [_item(_of_run(run, "RESULT", one.place), one, self._expiry()) for one in by_key.values()]
        for start in range(0, len(items), _BATCH):
            self._write(items[start : start + _BATCH])

    def results(self, run: str) -> tuple[Result, ...]:
        """Return all results of a run, by Region, control and resource."""
        return tuple(msgspec.json.decode(value, type=Result) for value in self._values(f"RUN#{run}", "RESULT#"))

    def keep_region(self, run: str, region: str, problem: str) -> None:
        """Keep that a run is done with a Region; `problem` says why not in full."""
        self._put({"pk": f"RUN#{run}", "sk": f"REGION#{region}"}, (region, problem))

    def regions(self, run: str) -> dict[str, str]:
        """Return the Regions that a run is done with, and what was the problem there."""
        return dict(msgspec.json.decode(value, type=tuple[str, str]) for value in self._values(f"RUN#{run}", "REGION#"))

    def installed(self, now: int) -> int:
        """Return when this table was first asked for this, in milliseconds since 1970: now, if it never was."""
        try:
            key = {"pk": "INSTALLED", "sk": "-"}
            self._put(key, now, forever=True, ConditionExpression="attribute_not_exists(pk)")
        except ClientError:
            return msgspec.json.decode(next(self._values("INSTALLED", "-")), type=int)
        return now

    def _put(self, key: dict[str, str], value: object, *, forever: bool = False, **parameters: object) -> None:
        """Put one item. The only `ClientError` that comes out is a failed condition."""
        item = _item(key, value, None if forever else self._expiry())
        call("dynamodb:PutItem", self._client.put_item, TableName=self._table, Item=item, **parameters)

    def _expiry(self) -> int:
        return int(self._clock()) + KEEP_DAYS * 86400

    def _write(self, items: list[dict[str, Any]]) -> None:
        requests: Any = {self._table: [{"PutRequest": {"Item": item}} for item in items]}
        for _ in range(_TRIES):
            answer = call("dynamodb:BatchWriteItem", self._client.batch_write_item, RequestItems=requests)
            requests = answer.get("UnprocessedItems")
            if not requests:
                return
        raise RetryError("dynamodb:BatchWriteItem: items stay unprocessed")

    def _values(self, pk: str, prefix: str) -> Iterator[str]:
        start: dict[str, Any] = {}
        while True:
            answer = self._query(pk, prefix, **start)
            yield from (item["value"]["S"] for item in answer["Items"])
            if "LastEvaluatedKey" not in answer:
                return
            start = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}

    def _query(self, pk: str, prefix: str, **parameters: object) -> dict[str, Any]:
        answer: dict[str, Any] = call(
            "dynamodb:Query",
            self._client.query,
            TableName=self._table,
            KeyConditionExpression="pk = :pk" + (" AND begins_with(sk, :prefix)" if prefix else ""),
            ExpressionAttributeValues={":pk": {"S": pk}, **({":prefix": {"S": prefix}} if prefix else {})},
            ConsistentRead=True,
            **parameters,
        )
        return answer


def _key(place: Place) -> str:
    control, region, resource = place
    if len(resource.encode()) > _KEY_BYTES:
        resource = blake2b(resource.encode(), digest_size=32).hexdigest()
    return f"{region}#{control}#{resource}"


def _of_run(run: str, kind: str, place: Place) -> dict[str, str]:
    return {"pk": f"RUN#{run}", "sk": f"{kind}#{_key(place)}"}


def _item(key: dict[str, str], value: object, expiry: int | None) -> dict[str, Any]:
    expires = {} if expiry is None else {"expires": {"N": str(expiry)}}
    return {**{name: {"S": part} for name, part in key.items()}, "value": {"S": _encode(value).decode()}, **expires}
