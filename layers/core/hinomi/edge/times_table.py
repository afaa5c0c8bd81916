"""What is changed on a condition, in DynamoDB: the times of a group and the buckets of rates.

`META` of a group holds `lease` {id, until}, `quiet_until`, `next` (all ms) and, so that a call which the SDK repeats
by itself is no other's, who `ordered` and who `released` last. `pk` = `RATE#<rate key>`, `sk` = `BUCKET` holds a
bucket: `full_at`, `next`, `spills`. `expires` is the TTL in seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from botocore.exceptions import ClientError

from hinomi.edge.clients import call
from hinomi.edge.group_items import META, Item, expiry, place
from hinomi.edge.keys import key
from hinomi.routing.groups import Bucket, Lease, Times

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_dynamodb import DynamoDBClient

_FREE = (
    "(attribute_not_exists(quiet_until) OR quiet_until <= :now)"
    " AND (attribute_not_exists(#lease) OR #lease.#until <= :now OR #lease.id = :id)"
)
_UNORDERED = "attribute_not_exists(#next) OR #next <= :now OR #next > :at OR ordered = :call"
_HELD = "#lease.id = :id OR (attribute_not_exists(#lease) AND released = :id)"


class TimesTable:
    """Keep times and buckets in a DynamoDB table. `clock` gives seconds since 1970, for the TTL alone."""

    def __init__(self, client: DynamoDBClient, table: str, clock: Callable[[], float]) -> None:
        self._client = client
        self._table = table
        self._clock = clock

    def lease(self, group: str, lease: Lease, now: int) -> tuple[bool, Times]:
        """Take the group's lease, if it is free and the group not quiet; the answer is one call either way."""
        try:
            answer = self._update(
                group,
                {":lease": _lease(lease), ":id": {"S": lease.id}, ":now": _number(now)},
                UpdateExpression="SET #lease = :lease, expires = :expires",
                ConditionExpression=_FREE,
                ExpressionAttributeNames={"#lease": "lease", "#until": "until"},
                ReturnValues="ALL_OLD",
                ReturnValuesOnConditionCheckFailure="ALL_OLD",
            )
        except ClientError as error:
            refused: Item = {**error.response}
            return False, _times(refused.get("Item", {}))
        return True, _times(answer.get("Attributes", {}))

    def order(self, group: str, now: int, at: int) -> bool:
        """Record that a tick is ordered, unless one is that serves as well."""
        return self._conditionally(
            group,
            {":now": _number(now), ":at": _number(at), ":call": {"S": uuid4().hex}},
            UpdateExpression="SET #next = :at, ordered = :call, expires = :expires",
            ConditionExpression=_UNORDERED,
            ExpressionAttributeNames={"#next": "next"},
        )

    def release(self, group: str, lease: Lease, *, quiet_until: int, next: int) -> bool:  # noqa: A002 - the protocol's
        """Give the lease back with the group's new times."""
        return self._conditionally(
            group,
            {":quiet": _number(quiet_until), ":next": _number(next), ":id": {"S": lease.id}},
            UpdateExpression=(
                "SET quiet_until = :quiet, #next = :next, released = :id, expires = :expires REMOVE #lease"
            ),
            ConditionExpression=_HELD,
            ExpressionAttributeNames={"#lease": "lease", "#next": "next"},
        )

    def bucket(self, key: str) -> Bucket:
        """Return the bucket of a rate key; a full one, if there was none."""
        answer = call(
            "dynamodb:GetItem",
            self._client.get_item,
            TableName=self._table,
            Key=_bucket_place(key),
            ConsistentRead=True,
        )
        item = answer.get("Item")
        if not item:
            return Bucket()
        return Bucket(full_at=_read(item, "full_at"), next=_read(item, "next"), spills=_read_spills(item))

    def swap(self, key: str, before: Bucket, after: Bucket) -> bool:
        """Replace the bucket, if it is still as it was."""
        untouched = "attribute_not_exists(pk) OR " if before == Bucket() else ""
        old = {f":{name}": value for name, value in _bucket(before).items()}
        try:
            call(
                "dynamodb:PutItem",
                self._client.put_item,
                TableName=self._table,
                Item={**_bucket_place(key), **_bucket(after), "expires": expiry(self._now())},
                ConditionExpression=f"{untouched}(full_at = :full_at AND #next = :next AND spills = :spills)",
                ExpressionAttributeNames={"#next": "next"},
                ExpressionAttributeValues=old,
            )
        except ClientError:
            return False
        return True

    def _conditionally(self, group: str, values: Item, **parameters: object) -> bool:
        try:
            self._update(group, values, **parameters)
        except ClientError:
            return False
        return True

    def _update(self, group: str, values: Item, **parameters: object) -> Item:
        """Update the group's times. The only `ClientError` that comes out is a failed condition."""
        answer: Item = call(
            "dynamodb:UpdateItem",
            self._client.update_item,
            TableName=self._table,
            Key=place(group, META),
            ExpressionAttributeValues={**values, ":expires": expiry(self._now())},
            **parameters,
        )
        return answer

    def _now(self) -> int:
        return int(self._clock() * 1000)


def _times(item: Item) -> Times:
    lease = item.get("lease", {}).get("M")
    return Times(
        quiet_until=_read(item, "quiet_until"),
        next=_read(item, "next"),
        lease=Lease(lease["id"]["S"], _read(lease, "until")) if lease else None,
    )


def _lease(lease: Lease) -> Item:
    return {"M": {"id": {"S": lease.id}, "until": _number(lease.until)}}


def _bucket(bucket: Bucket) -> Item:
    return {
        "full_at": _number(bucket.full_at),
        "next": _number(bucket.next),
        "spills": {"M": {outlet: _number(count) for outlet, count in bucket.spills.items()}},
    }


def _read_spills(item: Item) -> dict[str, int]:
    return {outlet: int(count["N"]) for outlet, count in item["spills"]["M"].items()}


def _bucket_place(rate_key: str) -> Item:
    return {"pk": {"S": key("RATE", rate_key)}, "sk": {"S": "BUCKET"}}


def _number(value: int) -> Item:
    return {"N": str(value)}


def _read(item: Item, name: str) -> int:
    return int(item.get(name, {}).get("N", "0"))
