"""Let alerts go through the real edge on a simulated AWS; print how often AWS was called, as JSON.

Every sample event is taken twice; groups of several sizes are flushed once. Runs in a fresh interpreter:
`python -P -m hinomi_cli.bench.call_probe`. Calls are counted where botocore sends a request, retries included.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

import boto3
from moto import mock_aws

from hinomi.config import Config
from hinomi.edge.dynamodb_store import DynamoDBStore
from hinomi.edge.group_table import GroupTable
from hinomi.edge.inhibitor_table import InhibitorTable
from hinomi.edge.silence_table import SilenceTable
from hinomi.edge.sns_publisher import SNSPublisher
from hinomi.edge.ticks import SqsTicks
from hinomi.envelope import open_envelope
from hinomi.model import Outlet
from hinomi.render import MACHINE
from hinomi.routing.ticking import Sparing
from hinomi_cli.bench.calls import SIZES, Flushing, Taking
from hinomi_cli.bench.events import make_variants, read_samples
from hinomi_cli.bench.interpreter import ROOT
from hinomi_cli.rehearsal import Clock, Rehearsal, rehearse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hinomi.model import Event

_ADDRESSES: Final = (("email", "ja"), ("email", "en"), ("slack", "ja"), ("q", "ja"))
_FAILED: Final = ROOT / "events/securityhub/control_failed.json"
_TABLES: Final = {"alerts": {"pk": "HASH"}, "groups": {"pk": "HASH", "sk": "RANGE"}}


class CallCounter:
    """Counts the requests of AWS clients by service."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()

    def client(self, service: str) -> Any:  # noqa: ANN401 - boto3 makes its clients at run time
        """Make a client of which this counts what it sends."""
        made = boto3.client(service)  # type: ignore[call-overload]  # the stubs know literals only
        made.meta.events.register_first("before-send", self._count)
        return made

    def _count(self, event_name: str, **_: object) -> None:
        self.calls[event_name.split(".")[1]] += 1


@dataclass(frozen=True)
class Town:
    """The watch and the flush on a simulated AWS whose calls are counted."""

    rehearsal: Rehearsal
    counter: CallCounter

    def spend(self) -> Counter[str]:
        """Return the calls since the last time."""
        spent = Counter(self.counter.calls)
        self.counter.calls.clear()
        return spent


def count_calls(events: Iterable[Event]) -> Iterator[Taking]:
    """Take each event twice; yield what each of the two came to, for events of one alert."""
    with mock_aws():
        town = _found()
        for event in (event for event in events for _ in range(2)):
            town.spend()
            outcomes = town.rehearsal.take(event)
            calls = town.spend()
            if len(outcomes) == 1:
                reason = outcomes[0].decision.reason.value
                yield Taking(reason, calls["dynamodb"], calls["sqs"], calls["sns"])


def count_flush(size: int) -> Flushing:
    """Let so many failed controls join one group, flush it once."""
    event = json.loads(_FAILED.read_text("utf-8"))
    groups: set[str] = set()
    with mock_aws():
        town = _found()
        for number in range(size):
            for one in open_envelope(_of_another_resource(event, number)):
                groups |= {branch.group for outcome in town.rehearsal.take(one) for branch in outcome.branches}
        joined = town.spend()
        (group,) = groups
        flushed = town.rehearsal.flush.tick(group, town.rehearsal.clock())
        calls = town.spend()
    return Flushing(flushed.told, joined["dynamodb"], joined["sqs"], calls["dynamodb"], calls["sqs"], calls["sns"])


def _of_another_resource(event: dict[str, Any], number: int) -> dict[str, Any]:
    (finding,) = event["detail"]["findings"]
    (resource,) = finding["Resources"]
    bucket = {**resource, "Id": f"{resource['Id']}-{number}"}
    changed = {**finding, "Id": f"{finding['Id']}-{number}", "Resources": [bucket]}
    return {**event, "detail": {"findings": [changed]}}


def _found() -> Town:
    counter = CallCounter()
    dynamodb, sns, sqs = (counter.client(service) for service in ("dynamodb", "sns", "sqs"))
    names = {kind: f"{kind}-{uuid4().hex}" for kind in _TABLES}
    for kind, keys in _TABLES.items():
        dynamodb.create_table(
            TableName=names[kind],
            KeySchema=[
                {"AttributeName": key, "KeyType": kind} for key, kind in zip(keys, ("HASH", "RANGE"), strict=False)
            ],
            AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in keys],
            BillingMode="PAY_PER_REQUEST",
        )
    queue = sqs.create_queue(QueueName="ticks")["QueueUrl"]
    outlets = tuple(_outlet(channel, locale, sns) for channel, locale in (*_ADDRESSES, (MACHINE, "")))
    clock = Clock()
    rehearsal = rehearse(
        Config(),
        outlets[:-1],
        clock=clock,
        publisher=SNSPublisher(sns),
        store=DynamoDBStore(dynamodb, names["alerts"]),
        groups=GroupTable(dynamodb, names["groups"]),
        ticks=Sparing(SqsTicks(sqs, queue), clock),
        silences=SilenceTable(dynamodb, names["groups"]),
        inhibitors=InhibitorTable(dynamodb, names["groups"]),
        machines=outlets[-1:],
    )
    town = Town(rehearsal, counter)
    town.spend()  # to make tables, topics and a queue is nothing that alerts cost
    return town


def _outlet(channel: str, locale: str, sns: Any) -> Outlet:  # noqa: ANN401 - boto3 makes its clients at run time
    name = f"{channel}-{locale}"
    return Outlet(name=name, channel=channel, locale=locale, address=sns.create_topic(Name=name)["TopicArn"])


if __name__ == "__main__":
    variants = [event for events in make_variants(read_samples(), 0, 1) for event in events]
    answer = {"takings": list(count_calls(variants)), "flushes": [count_flush(size) for size in SIZES]}
    print(json.dumps(answer))  # noqa: T201 - its answer
