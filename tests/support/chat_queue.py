"""The chat function as Lambda runs it: its queues, its secrets, one delivery after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.edge import batch, chat, secrets
from support.context import Context
from support.table import client, unique

if TYPE_CHECKING:
    import pytest

SECRET = "/hinomi/slack"


def make_queues(monkeypatch: pytest.MonkeyPatch, secret: str) -> dict[str, str]:
    """Make the function's queues and what it reads; return the queues' addresses by name."""
    urls = {name: client("sqs").create_queue(QueueName=unique(name))["QueueUrl"] for name in ("chat", "parked")}
    monkeypatch.setenv("HINOMI_CHAT_QUEUE_URL", urls["chat"])
    monkeypatch.setenv("HINOMI_CHAT_DLQ_URL", urls["parked"])
    monkeypatch.setenv("HINOMI_SLACK_SECRET", f"ssm:{SECRET}")
    keep_secret(secret)
    monkeypatch.setattr(chat, "client", client)
    monkeypatch.setattr(batch, "client", client)
    monkeypatch.setattr(secrets, "client", client)
    made = secrets.Secrets()
    monkeypatch.setattr(chat, "secrets", lambda: made)
    return urls


def keep_secret(value: str, name: str = SECRET) -> None:
    client("ssm").put_parameter(Name=name, Value=value, Type="SecureString", Overwrite=True)


def receive(queues: dict[str, str], body: str, *, tries: int = 1) -> dict[str, Any]:
    """Put a message into the queue and take it as Lambda does."""
    sqs = client("sqs")
    sqs.send_message(QueueUrl=queues["chat"], MessageBody=body)
    received = sqs.receive_message(QueueUrl=queues["chat"])["Messages"][0]
    return {
        "messageId": received["MessageId"],
        "receiptHandle": received["ReceiptHandle"],
        "body": received["Body"],
        "attributes": {"ApproximateReceiveCount": str(tries)},
    }


def hand_over(*records: dict[str, Any]) -> list[str]:
    """Hand records to the function; return the ids of those that must come again."""
    failed = chat.handler({"Records": list(records)}, Context())["batchItemFailures"]
    return [item["itemIdentifier"] for item in failed]


def deliver(queues: dict[str, str], body: str, *, tries: int = 1) -> list[str]:
    """Deliver a message once; return the ids of the records that must come again."""
    return hand_over(receive(queues, body, tries=tries))


def parked(queues: dict[str, str]) -> list[dict[str, Any]]:
    sqs = client("sqs")
    return list(sqs.receive_message(QueueUrl=queues["parked"], MessageAttributeNames=["All"]).get("Messages", []))


def reason(letter: dict[str, Any]) -> str:
    return str(letter["MessageAttributes"]["reason"]["StringValue"])


def waits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Record the visibility timeouts that the function asks for."""
    seen: list[int] = []
    sqs = client("sqs")
    original = sqs.change_message_visibility

    def record(**parameters: Any) -> Any:
        seen.append(parameters["VisibilityTimeout"])
        return original(**parameters)

    monkeypatch.setattr(sqs, "change_message_visibility", record)
    return seen
