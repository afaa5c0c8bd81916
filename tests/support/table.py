"""The alert table as moto has it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import boto3
from moto import mock_aws

from hinomi.edge.dynamodb_store import DynamoDBStore

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE = "hinomi-alerts"


@contextmanager
def dynamodb_store() -> Iterator[DynamoDBStore]:
    """A store on an empty table."""
    with mock_aws():
        client = boto3.client("dynamodb", region_name="ap-northeast-1")
        create_table(client)
        yield DynamoDBStore(client, TABLE)


def create_table(client: object) -> None:
    """Create the table with the key that the template gives it."""
    client.create_table(  # type: ignore[attr-defined]
        TableName=TABLE,
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
