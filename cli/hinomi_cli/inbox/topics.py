"""Fetches what SNS topics publish: a queue of our own is subscribed to each."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError

from hinomi_cli.inbox.store import Delivery

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True)
class Reader:
    """Who reads a topic: `channel` is `email` or `q`; `locale` is empty where the topic does not tell it."""

    channel: str
    locale: str


class TopicReader:
    """Reads topics and gives each message to `on_delivery`.

    `readers` maps topic ARNs to who reads them. `client` makes boto3 clients by service name.
    """

    def __init__(
        self,
        client: Callable[[str], Any],
        readers: Mapping[str, Reader],
        on_delivery: Callable[[Delivery], None],
    ) -> None:
        self._queues = client("sqs")
        self._topics = client("sns")
        self._readers = dict(readers)
        self._on_delivery = on_delivery
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Subscribe to the topics and start reading."""
        self._url = self._queues.create_queue(QueueName="hinomi-local-inbox")["QueueUrl"]
        answer = self._queues.get_queue_attributes(QueueUrl=self._url, AttributeNames=["QueueArn"])
        arn = answer["Attributes"]["QueueArn"]
        self._queues.set_queue_attributes(QueueUrl=self._url, Attributes={"Policy": _policy(arn, [*self._readers])})
        for topic in self._readers:
            self._topics.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn)
        self._thread.start()

    def stop(self) -> None:
        """Stop reading."""
        self._stopping.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._fetch()
            except BotoCoreError:
                if not self._stopping.is_set():  # else the cloud was stopped under a call that was waiting
                    raise

    def _fetch(self) -> None:
        answer = self._queues.receive_message(QueueUrl=self._url, WaitTimeSeconds=1, MaxNumberOfMessages=10)
        for message in answer.get("Messages", []):
            envelope = json.loads(message["Body"])
            reader = self._readers[envelope["TopicArn"]]
            subject, body = envelope.get("Subject") or "", envelope["Message"]
            self._on_delivery(Delivery(reader.channel, reader.locale, subject, body, datetime.now(UTC)))
            self._queues.delete_message(QueueUrl=self._url, ReceiptHandle=message["ReceiptHandle"])


def _policy(queue: str, topics: list[str]) -> str:
    """Let these topics, and nothing else, write to the queue."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "sns.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": queue,
        "Condition": {"ArnEquals": {"aws:SourceArn": topics}},
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})
