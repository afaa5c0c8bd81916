"""A small AWS in moto for the intake: the table, a topic for each receiver, and a queue behind each topic."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from botocore.exceptions import ClientError, ReadTimeoutError

from hinomi.edge.dynamodb_store import DynamoDBStore
from hinomi.edge.sns_publisher import SNSPublisher
from hinomi.pipeline import Receiver, Watch
from support.fakes import Clock, make_watch
from support.table import client, create_table

NAMES = {"email-ja": ("email", "ja"), "email-en": ("email", "en"), "slack": ("slack", "ja"), "alerts": ("alerts", "")}


class Crash(BaseException):
    """The process dies here."""


@dataclass
class Line:
    """The line to AWS: counts the calls, and breaks the one that it is told to break."""

    calls: list[str] = field(default_factory=list)
    break_at: int | None = None
    fault: str = ""

    def pass_on(self, operation: str, method: Any, parameters: dict[str, Any]) -> Any:
        self.calls.append(operation)
        if len(self.calls) - 1 != self.break_at:
            return method(**parameters)
        if self.fault == "crash after success":
            method(**parameters)
            raise Crash
        if self.fault == "repeated":  # the first answer was lost within the SDK, which tried again
            method(**parameters)
            return method(**parameters)
        if self.fault == "answer lost":
            method(**parameters)
        if self.fault in {"timeout", "answer lost"}:
            raise ReadTimeoutError(endpoint_url="https://aws.example")
        code, status = {"throttle": ("ThrottlingException", 400), "5xx": ("InternalError", 500)}[self.fault]
        raise ClientError({"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}, operation)  # type: ignore[typeddict-item]


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
    """What the intake sees of AWS, and what arrived at each receiver."""

    watch: Watch
    line: Line
    clock: Clock
    queues: dict[str, str]

    def arrived(self) -> dict[str, list[dict[str, Any]]]:
        """Take the SNS notifications that arrived at each receiver."""
        sqs = client("sqs")
        found: dict[str, list[dict[str, Any]]] = {}
        for name, url in self.queues.items():
            found[name] = []
            while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
                for message in messages:
                    found[name].append(json.loads(message["Body"]))
                    sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return found


@cache
def topics() -> dict[str, tuple[str, str]]:
    """Make a topic and the queue behind it for each receiver, once: moto makes a signing key for every topic."""
    sns, sqs = client("sns"), client("sqs")
    made = {}
    for name in NAMES:
        topic, queue = sns.create_topic(Name=name)["TopicArn"], sqs.create_queue(QueueName=name)["QueueUrl"]
        arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
        made[name] = topic, queue
    return made


def small_aws() -> SmallAWS:
    """Build it, with an empty table and empty queues."""
    line, clock = Line(), Clock()
    watch = make_watch(
        DynamoDBStore(Client("dynamodb", line), create_table()),  # type: ignore[arg-type]
        outbox=SNSPublisher(Client("sns", line)),  # type: ignore[arg-type]
        clock=clock,
        receivers=tuple(Receiver(name, *NAMES[name], topic) for name, (topic, _) in topics().items()),
    )
    made = SmallAWS(watch, line, clock, {name: queue for name, (_, queue) in topics().items()})
    made.arrived()  # what an earlier test left
    return made


def sqs_batch(*bodies: object) -> dict[str, Any]:
    """Wrap events as SQS delivers them to Lambda."""
    return {
        "Records": [
            {
                "messageId": f"message-{number}",
                "receiptHandle": f"handle-{number}",
                "body": body if isinstance(body, str) else json.dumps(body, ensure_ascii=False),
                "attributes": {"ApproximateReceiveCount": "1", "SentTimestamp": "1795143845000"},
                "eventSource": "aws:sqs",
            }
            for number, body in enumerate(bodies)
        ]
    }
