"""Alert tables, as moto has them."""

from __future__ import annotations

from functools import cache
from itertools import count
from typing import Any

import boto3

from hinomi.edge.dynamodb_store import DynamoDBStore
from hinomi.edge.round_table import RoundTable

REGION = "ap-northeast-1"
_numbers = count()


@cache
def client(service: str) -> Any:
    """Make a client once: loading its model takes longer than most tests."""
    return boto3.client(  # type: ignore[call-overload]  # the stubs know literals only
        service, region_name=REGION, aws_access_key_id="testing", aws_secret_access_key="testing"
    )


def unique(name: str) -> str:
    """Name a resource that no other test has."""
    return f"{name}-{next(_numbers)}"


def create_table() -> str:
    """Create an empty table with the key that the template gives it."""
    return _create("alerts", {"pk": "HASH"})


def _create(name: str, keys: dict[str, str]) -> str:
    made = unique(name)
    client("dynamodb").create_table(
        TableName=made,
        KeySchema=[{"AttributeName": key, "KeyType": kind} for key, kind in keys.items()],
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in keys],
        BillingMode="PAY_PER_REQUEST",
    )
    return made


def dynamodb_store() -> DynamoDBStore:
    """Make a store on an empty table."""
    return DynamoDBStore(client("dynamodb"), create_table())


def create_round_table() -> str:
    """Create an empty table with the keys that the template gives the table of the round."""
    return _create("rounds", {"pk": "HASH", "sk": "RANGE"})


def round_table() -> RoundTable:
    """Make the journal and archive on an empty table."""
    return RoundTable(client("dynamodb"), create_round_table())


def create_group_table() -> str:
    """Create an empty table with the keys that the template gives the table of groups."""
    return _create("groups", {"pk": "HASH", "sk": "RANGE"})
