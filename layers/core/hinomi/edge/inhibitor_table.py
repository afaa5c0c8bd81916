"""What burns, in the table of groups: a partition for each rule, so that one query reads all that inhibits for it.

Items: `pk` = `INHIBIT#<rule>`, `sk` = `short_id` of the fingerprint, `equal`, `fingerprint`, `both`, `until` (ms),
`expires` (TTL, seconds: it only cleans). An alert has one item for a rule, so that it is doused whatever its labels
have become since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from hinomi.edge.clients import call
from hinomi.edge.partition import read_partition
from hinomi.routing.groups import short_id
from hinomi.routing.inhibition import Inhibitor

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_DAY_SECONDS: Final = 86_400


class InhibitorTable:
    """Keep what burns in a DynamoDB table."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = table

    def burn(self, rule: str, equal: str, fingerprint: str, *, both: bool, until: int) -> None:
        """Let an alert burn for a rule."""
        item = {
            **_key(rule, fingerprint),
            "equal": {"S": equal},
            "fingerprint": {"S": fingerprint},
            "both": {"BOOL": both},
            "until": {"N": str(until)},
            "expires": {"N": str(until // 1000 + _DAY_SECONDS)},
        }
        call("dynamodb:PutItem", self._client.put_item, TableName=self._table, Item=item)

    def douse(self, rule: str, fingerprint: str) -> None:
        """Let an alert burn no longer for a rule."""
        call("dynamodb:DeleteItem", self._client.delete_item, TableName=self._table, Key=_key(rule, fingerprint))

    def burning(self, rule: str, now: int) -> tuple[Inhibitor, ...]:
        """Return what burns for a rule at a time."""
        found = (_inhibitor(item) for item in read_partition(self._client, self._table, _partition(rule)))
        return tuple(one for one in found if now < one.until)


def _partition(rule: str) -> str:
    return f"INHIBIT#{rule}"


def _key(rule: str, fingerprint: str) -> dict[str, Any]:
    return {"pk": {"S": _partition(rule)}, "sk": {"S": short_id(fingerprint)}}


def _inhibitor(item: dict[str, Any]) -> Inhibitor:
    return Inhibitor(
        equal=item["equal"]["S"],
        fingerprint=item["fingerprint"]["S"],
        both=item["both"]["BOOL"],
        until=int(item["until"]["N"]),
    )
