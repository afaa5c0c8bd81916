"""A small AWS in moto: the tables, a topic for each outlet with a queue behind it, the queue of ticks."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
from botocore.exceptions import ClientError, ReadTimeoutError

from hinomi.config import Config
from hinomi.edge.dynamodb_store import DynamoDBStore
from hinomi.edge.group_table import GroupTable
from hinomi.edge.inhibitor_table import InhibitorTable
from hinomi.edge.parking import SqsParking
from hinomi.edge.silence_table import SilenceTable
from hinomi.edge.sns_publisher import SNSPublisher
from hinomi.edge.ticks import SqsTicks, Tick
from hinomi.model import Outlet
from hinomi_cli.rehearsal import Rehearsal, rehearse
from support.fakes import Clock
from support.table import client, create_group_table, create_table, unique

if TYPE_CHECKING:
    from hinomi.flush import Flush
    from hinomi.pipeline import Watch

CHANNELS = {"email-ja": ("email", "ja"), "email-en": ("email", "en"), "slack": ("slack", "ja")}
NAMES = {**CHANNELS, "alerts": ("alerts", "")}
FAULTS = ["throttle", "5xx", "timeout", "answer lost", "crash after success"]


_CODES = {
    "throttle": ("ThrottlingException", 400),
    "5xx": ("InternalError", 500),
    "refused for good": ("ValidationException", 400),
}


class Crash(BaseException):
    """The process dies here."""


@dataclass
class Line:
    """The line to AWS: counts the calls, and breaks the one that it is told to break. `ticks` are those ordered."""

    calls: list[str] = field(default_factory=list)
    ticks: list[Tick] = field(default_factory=list)
    break_at: int | None = None
    fault: str = ""

    def pass_on(self, operation: str, method: Any, parameters: dict[str, Any]) -> Any:
        self.calls.append(operation)
        if len(self.calls) - 1 != self.break_at:
            return self._note(operation, method, parameters)
        if self.fault == "crash after success":
            self._note(operation, method, parameters)
            raise Crash
        if self.fault == "repeated":  # the first answer was lost within the SDK, which tried again
            self._note(operation, method, parameters)
            return self._note(operation, method, parameters)
        if self.fault == "answer lost":
            self._note(operation, method, parameters)
        if self.fault in {"timeout", "answer lost"}:
            raise ReadTimeoutError(endpoint_url="https://aws.example")
        code, status = _CODES[self.fault]
        raise ClientError({"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}, operation)  # type: ignore[typeddict-item]

    def _note(self, operation: str, method: Any, parameters: dict[str, Any]) -> Any:
        if operation == "send_message" and parameters["MessageBody"].startswith('{"type":"tick"'):
            self.ticks.append(msgspec.json.decode(parameters["MessageBody"], type=Tick))
        return method(**parameters)


class Client:
    """A boto3 client behind a line."""

    def __init__(self, service: str, line: Line) -> None:
        self._client = client(service)
        self._line = line

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._client, name)
        return lambda **parameters: self._line.pass_on(name, method, parameters)


@dataclass
class SmallAWS:
    """What the functions see of AWS, and what arrived at each outlet."""

    made: Rehearsal
    line: Line
    clock: Clock
    queues: dict[str, str]
    tables: tuple[str, str]
    flush_queue: str
    parked: str

    @property
    def watch(self) -> Watch:
        """The watch of the intake function."""
        return self.made.watch

    @property
    def flush(self) -> Flush:
        """The flush of the flush function."""
        return self.made.flush

    def arrived(self) -> dict[str, list[dict[str, Any]]]:
        """Take the SNS notifications that arrived at each outlet."""
        return {name: [json.loads(body) for body in taken(url)] for name, url in self.queues.items()}

    def ticks(self) -> list[Tick]:
        """Take the ticks that were ordered."""
        ordered, self.line.ticks = self.line.ticks, []
        return ordered


def taken(url: str) -> list[str]:
    """Take all messages out of a queue; return their bodies."""
    sqs, found = client("sqs"), []
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            found.append(message["Body"])
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return found


@cache
def topics() -> dict[str, tuple[str, str]]:
    """Make a topic and the queue behind it for each outlet, once: moto makes a signing key for every topic."""
    sns, sqs = client("sns"), client("sqs")
    made = {}
    for name in NAMES:
        topic, queue = sns.create_topic(Name=name)["TopicArn"], sqs.create_queue(QueueName=name)["QueueUrl"]
        arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
        made[name] = topic, queue
    return made


def outlet(name: str) -> Outlet:
    """Return the outlet of a name among `NAMES`."""
    channel, locale = NAMES[name]
    return Outlet(name=name, channel=channel, locale=locale, address=topics()[name][0])


def small_aws(config: Config | None = None) -> SmallAWS:
    """Build it, with empty tables and empty queues."""
    line, clock = Line(), Clock()
    dynamodb, sqs, sns = (Client(service, line) for service in ("dynamodb", "sqs", "sns"))
    tables = create_table(), create_group_table()
    flush_queue, parked = (client("sqs").create_queue(QueueName=unique(name))["QueueUrl"] for name in ("flush", "dlq"))
    made = rehearse(
        config or Config(),
        tuple(map(outlet, CHANNELS)),
        clock=clock,
        store=DynamoDBStore(dynamodb, tables[0]),  # type: ignore[arg-type]
        groups=GroupTable(dynamodb, tables[1], clock=lambda: clock() / 1000, sleep=lambda _: None),  # type: ignore[arg-type]
        silences=SilenceTable(dynamodb, tables[1]),  # type: ignore[arg-type]
        inhibitors=InhibitorTable(dynamodb, tables[1]),  # type: ignore[arg-type]
        ticks=SqsTicks(sqs, flush_queue),  # type: ignore[arg-type]
        publisher=SNSPublisher(sns),  # type: ignore[arg-type]
        parking=SqsParking(sqs, parked),  # type: ignore[arg-type]
        machines=(outlet("alerts"),),
    )
    queues = {name: queue for name, (_, queue) in topics().items()}
    small = SmallAWS(made, line, clock, queues, tables, flush_queue, parked)
    small.arrived()  # what an earlier test left
    return small


def sqs_batch(*bodies: object, tries: int = 1) -> dict[str, Any]:
    """Wrap events as SQS delivers them to Lambda."""
    return {
        "Records": [
            {
                "messageId": f"message-{number}",
                "receiptHandle": f"handle-{number}",
                "body": body if isinstance(body, str) else json.dumps(body, ensure_ascii=False),
                "attributes": {"ApproximateReceiveCount": str(tries), "SentTimestamp": "1795143845000"},
                "eventSource": "aws:sqs",
            }
            for number, body in enumerate(bodies)
        ]
    }
