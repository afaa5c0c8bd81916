"""Take every sample event twice through the real edge on a simulated AWS; print how often AWS was called, as JSON.

Runs in a fresh interpreter: `python -P -m hinomi_cli.bench.call_probe`. Calls are counted where botocore sends a
request, retries included.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

import boto3
from moto import mock_aws

from hinomi.config import Config
from hinomi.edge.dynamodb_store import DynamoDBStore
from hinomi.edge.sns_publisher import SNSPublisher
from hinomi.pipeline import Receiver, Watch
from hinomi_cli.bench.calls import Taking
from hinomi_cli.bench.events import make_variants, read_samples

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hinomi.model import Event

_TABLE: Final = "alerts"
_ADDRESSES: Final = (("email", "ja"), ("email", "en"), ("slack", "ja"), ("q", "ja"), ("alerts", ""))


class CallCounter:
    """Counts the requests of AWS clients by service."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()

    def listen_to(self, client: Any) -> None:  # noqa: ANN401 - boto3 makes its clients at run time
        """Count what this client sends from now on."""
        client.meta.events.register_first("before-send", self._count)

    def _count(self, event_name: str, **_: object) -> None:
        self.calls[event_name.split(".")[1]] += 1


def count_calls(events: Iterable[Event]) -> Iterator[Taking]:
    """Take each event twice; yield what each of the two came to, for events of one alert."""
    with mock_aws():
        counter = CallCounter()
        watch = _make_watch(counter)
        for event in (event for event in events for _ in range(2)):
            counter.calls.clear()
            outcomes = watch.take(event)
            if len(outcomes) == 1:
                (outcome,) = outcomes
                calls = counter.calls
                yield Taking(outcome.decision.reason.value, len(outcome.messages), calls["dynamodb"], calls["sns"])


def _make_watch(counter: CallCounter) -> Watch:
    dynamodb, sns = boto3.client("dynamodb"), boto3.client("sns")
    dynamodb.create_table(
        TableName=_TABLE,
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    receivers = tuple(
        Receiver(f"{channel}-{locale}", channel, locale, sns.create_topic(Name=f"{channel}-{locale}")["TopicArn"])
        for channel, locale in _ADDRESSES
    )
    counter.listen_to(dynamodb)
    counter.listen_to(sns)
    return Watch(
        store=DynamoDBStore(dynamodb, _TABLE),
        publisher=SNSPublisher(sns),
        receivers=receivers,
        config=Config(),
        clock=lambda: time.time_ns() // 1_000_000,
        new_id=lambda: uuid4().hex,
    )


if __name__ == "__main__":
    variants = [event for events in make_variants(read_samples(), 0, 1) for event in events]
    print(json.dumps(list(count_calls(variants))))  # noqa: T201 - its answer
