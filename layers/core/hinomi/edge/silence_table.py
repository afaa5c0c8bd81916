"""Silences in the table of groups: all in one partition, so that one query reads them.

Items: `pk` = `SILENCES`, `sk` = the silence's id, `body` (JSON), `expires` (TTL, seconds: it only cleans).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec
from botocore.exceptions import ClientError

from hinomi.edge.clients import call
from hinomi.edge.partition import read_partition
from hinomi.errors import RetryError
from hinomi.routing.silences import Silence, State, by_end

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

KEEP_DAYS: Final = 90
"""How long a silence is kept after its end, so that people can see what was held and by whose word."""

UNREADABLE: Final = "(unreadable)"
"""What stands as reason of a silence that another version wrote."""

_PARTITION: Final = "SILENCES"
_TRIES: Final = 5


class SilenceTable:
    """Keep silences in a DynamoDB table."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = table

    def all(self, now: int) -> tuple[Silence, ...]:
        """Return those that are pending or active."""
        return tuple(one for one in self.everything() if one.state(now) is not State.ENDED)

    def everything(self) -> tuple[Silence, ...]:
        """Return all that TTL has not removed."""
        return by_end(_decode(item) for item in read_partition(self._client, self._table, _PARTITION))

    def get(self, name: str) -> Silence | None:
        """Return the silence of an id."""
        item = self._item(name)
        return _decode(item) if item else None

    def put(self, silence: Silence, before: Silence | None = None) -> bool:
        """Keep a silence in place of `before`."""
        unchanged, values = "attribute_not_exists(pk)", {":body": {"S": _encode(silence)}}
        if before is not None:
            item = self._item(silence.id)
            if not item or _decode(item) not in (before, silence):
                return False
            # As it is written there: another version may have written the same otherwise.
            unchanged, values[":there"] = "body = :there", item["body"]
        try:
            call(
                "dynamodb:PutItem",
                self._client.put_item,
                TableName=self._table,
                Item={**_key(silence.id), "body": values[":body"], "expires": {"N": str(_expiry(silence))}},
                # The SDK repeats a call whose answer was lost: it then finds what it has written itself.
                ConditionExpression=f"{unchanged} OR body = :body",
                ExpressionAttributeValues=values,
            )
        except ClientError:
            return False
        return True

    def end(self, name: str, now: int) -> bool:
        """End a silence, as it is by then."""
        for _ in range(_TRIES):
            kept = self.get(name)
            if kept is None or kept.state(now) is State.ENDED:
                return False
            if self.put(kept.ended(now), kept):
                return True
        raise RetryError("dynamodb:PutItem: the silence is being changed by others")

    def _item(self, name: str) -> dict[str, Any]:
        answer: dict[str, Any] = call(
            "dynamodb:GetItem", self._client.get_item, TableName=self._table, Key=_key(name), ConsistentRead=True
        )
        item: dict[str, Any] = answer.get("Item", {})
        return item


def _key(name: str) -> dict[str, Any]:
    return {"pk": {"S": _PARTITION}, "sk": {"S": name}}


def _expiry(silence: Silence) -> int:
    return silence.ends // 1000 + KEEP_DAYS * 86400


def _encode(silence: Silence) -> str:
    return msgspec.json.encode(silence).decode()


def _decode(item: dict[str, Any]) -> Silence:
    """Read a silence; one that cannot be read holds nothing and hinders nothing, but is listed."""
    try:
        return msgspec.json.decode(item["body"]["S"], type=Silence)
    except (KeyError, msgspec.DecodeError):
        return Silence(id=item["sk"]["S"], match={}, owner="", reason=UNREADABLE, starts=0, ends=0)
