"""A store in one DynamoDB table. A duplicate costs one call; a first sighting two, the second being the confirmation.

Items: `pk` = `ALERT#<fingerprint>`, hashed when longer than a key may be. Attributes: `first`, `last`, `seen` (count),
`expires` (TTL, seconds), one `c:<copy>` per upstream finding `{v, o, t}` (version, open, when it was sent), `told`,
`claim`.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from hinomi.edge.clients import call
from hinomi.edge.keys import key
from hinomi.model import Alert, Lifecycle, Severity
from hinomi.state import KEEP_DAYS, Claim, Copy, Memory, Observation, Told

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

Attributes = dict[str, Any]

_NOT_OLDER = "attribute_not_exists(#copy) OR #copy.v < :version OR (#copy.v = :version AND #copy.t <= :sent)"


class DynamoDBStore:
    """Remember alerts in a DynamoDB table."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = table

    def observe(self, alert: Alert, claim: Claim, now: int, *, sent: int = 0) -> Observation:
        """Record the sighting and return what was before, in one call."""
        is_open = alert.lifecycle is Lifecycle.OPEN
        sets = [
            "#copy = :copy",
            "#last = :now",
            "#first = if_not_exists(#first, :now)",
            "expires = :expires",
            *(["#claim = if_not_exists(#claim, :claim)"] if is_open else []),
        ]
        values: Attributes = {
            ":copy": {"M": {"v": {"N": str(alert.version)}, "o": {"BOOL": is_open}, "t": {"N": str(sent)}}},
            ":version": {"N": str(alert.version)},
            ":sent": {"N": str(sent)},
            ":now": {"N": str(now)},
            ":one": {"N": "1"},
            ":expires": {"N": str(now // 1000 + KEEP_DAYS * 86400)},
            **({":claim": _write_claim(claim)} if is_open else {}),
        }
        try:
            answer = self._update(
                alert.fingerprint,
                UpdateExpression=f"SET {', '.join(sets)} ADD seen :one",
                ConditionExpression=_NOT_OLDER,
                ExpressionAttributeNames={
                    "#copy": _copy_name(alert.copy),
                    "#first": "first",
                    "#last": "last",
                    **({"#claim": "claim"} if is_open else {}),
                },
                ExpressionAttributeValues=values,
                ReturnValues="ALL_OLD",
            )
        except ClientError:
            return Observation(Memory(), stale=True)
        return Observation(_read_memory(answer.get("Attributes", {}), alert.copy))

    def take(self, fingerprint: str, claim: Claim, memory: Memory) -> bool:
        """Take the claim over, if nobody has observed since."""
        return self._conditionally(
            fingerprint,
            UpdateExpression="SET #claim = :claim",
            ConditionExpression="seen = :seen",
            ExpressionAttributeNames={"#claim": "claim"},
            ExpressionAttributeValues={":claim": _write_claim(claim), ":seen": {"N": str(memory.seen + 1)}},
        )

    def confirm(self, fingerprint: str, told: Told) -> bool:
        """Record what people were told."""
        return self._conditionally(
            fingerprint,
            UpdateExpression="SET told = :told",
            ConditionExpression="#claim.id = :claim",
            ExpressionAttributeNames={"#claim": "claim"},
            ExpressionAttributeValues={":told": _write_told(told), ":claim": {"S": told.claim}},
        )

    def _conditionally(self, fingerprint: str, **parameters: object) -> bool:
        try:
            self._update(fingerprint, **parameters)
        except ClientError:
            return False
        return True

    def _update(self, fingerprint: str, **parameters: object) -> Attributes:
        """Update the alert's item. The only `ClientError` that comes out is a failed condition."""
        answer: Attributes = call(
            "dynamodb:UpdateItem",
            self._client.update_item,
            TableName=self._table,
            Key={"pk": {"S": key("ALERT", fingerprint)}},
            **parameters,
        )
        return answer


def _copy_name(copy: str) -> str:
    return f"c:{blake2b(copy.encode(), digest_size=8).hexdigest()}"


def _write_claim(claim: Claim) -> Attributes:
    news = {"news": _write_told(claim.news)} if claim.news else {}
    return {"M": {"id": {"S": claim.id}, "until": {"N": str(claim.until)}, **news}}


def _write_told(told: Told) -> Attributes:
    return {
        "M": {
            "severity": {"N": str(int(told.severity))},
            "lifecycle": {"S": told.lifecycle.value},
            "compliance": {"S": told.compliance},
            "source": {"S": told.source},
            "at": {"N": str(told.at)},
            "claim": {"S": told.claim},
            **({"groups": {"SS": list(told.groups)}} if told.groups else {}),
        }
    }


def _read_memory(item: Attributes, copy: str) -> Memory:
    copies = {name: value["M"] for name, value in item.items() if name.startswith("c:")}
    told = item.get("told", {}).get("M")
    claim = item.get("claim", {}).get("M")
    return Memory(
        seen=int(item.get("seen", {}).get("N", "0")),
        # The name of the copy at hand is given back whole, the others' hashed: all that deciding compares is "another".
        copies={copy if name == _copy_name(copy) else name: _read_copy(value) for name, value in copies.items()},
        told=_read_told(told) if told else None,
        claim=_read_claim(claim) if claim else None,
    )


def _read_copy(copy: Attributes) -> Copy:
    return Copy(int(copy["v"]["N"]), copy["o"]["BOOL"], int(copy["t"]["N"]))


def _read_claim(claim: Attributes) -> Claim:
    news = claim.get("news", {}).get("M")
    return Claim(claim["id"]["S"], int(claim["until"]["N"]), _read_told(news) if news else None)


def _read_told(told: Attributes) -> Told:
    return Told(
        severity=Severity(int(told["severity"]["N"])),
        lifecycle=Lifecycle(told["lifecycle"]["S"]),
        compliance=told["compliance"]["S"],
        source=told["source"]["S"],
        at=int(told["at"]["N"]),
        claim=told["claim"]["S"],
        groups=tuple(sorted(told.get("groups", {}).get("SS", ()))),
    )
