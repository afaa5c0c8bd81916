"""What the tests of the deployed template share: events of their own, the functions' logs, grants taken away."""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from hinomi_cli.local_cloud import scenario

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hinomi_cli.local_cloud.cloud import LocalCloud
    from hinomi_cli.local_cloud.stack import LocalStack

SECONDS = 60.0
FUNCTIONS = ("intake", "flush", "chat")
Grant = tuple[str, str, str]
"""Role (one of `FUNCTIONS`), statement, action."""


def finding(marker: str, *, instance: str = "") -> dict[str, Any]:
    """A GuardDuty finding that no other test sends: its id is the marker.

    It is told by itself and waits for nothing; findings of an `instance` wait for each other and are told together.
    """
    event = _renamed("guardduty/ec2_ssh_brute_force.json", marker)
    text = json.dumps(event).replace("team-a", "together" if instance else "apart")
    found: dict[str, Any] = json.loads(text.replace("i-0abc1234def567890", instance) if instance else text)
    return found


def sequence(marker: str, *, archived: bool = False) -> dict[str, Any]:
    """An attack sequence that no other test sends: critical, so it is told at once, and it holds its findings back."""
    event = _renamed("guardduty/attack_sequence_iam.json", marker)
    if archived:
        event["detail"]["service"]["archived"] = True
        event["detail"]["updatedAt"] = "2099-01-01T00:00:00.000Z"
    return event


def _renamed(name: str, marker: str) -> dict[str, Any]:
    event = scenario.load(name)
    renamed: dict[str, Any] = json.loads(
        json.dumps(event).replace(event["detail"]["id"], marker).replace(event["id"], marker)
    )
    return renamed


def addresses(stack: LocalStack, marker: str) -> set[str]:
    """The addresses (`email-ja`, `slack-ja`, ...) that have a message with the marker."""
    counts = scenario.count(stack.inbox.deliveries, marker)
    return {f"{channel}-{locale}" for (channel, locale), number in counts.items() if number}


def arrives(stack: LocalStack, marker: str, wanted: set[str]) -> bool:
    """Wait until the addresses have a message with the marker."""
    return stack.inbox.wait_for(lambda _: wanted <= addresses(stack, marker), SECONDS)


def until(condition: Callable[[], bool]) -> bool:
    """Wait until a condition holds; False if it takes too long."""
    deadline = time.monotonic() + SECONDS
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def complaints(cloud: LocalCloud, function: str, text: str) -> int:
    """How often a function's log says something."""
    answer = cloud.client("logs").filter_log_events(logGroupName=f"/aws/lambda/hinomi-{function}", limit=10000)
    return sum(text in event["message"] for event in answer["events"])


def parked(stack: LocalStack, function: str = "chat") -> list[dict[str, Any]]:
    """What comes to lie in the dead-letter queue of a function."""
    answer = stack.cloud.client("sqs").receive_message(
        QueueUrl=stack.outputs[f"{function.capitalize()}DeadLetterQueueUrl"],
        MessageAttributeNames=["All"],
        MaxNumberOfMessages=10,
        WaitTimeSeconds=20,  # the most that SQS takes
    )
    messages: list[dict[str, Any]] = answer.get("Messages", [])
    return messages


def waiting(stack: LocalStack, function: str) -> int:
    """How many messages a function has taken from its queue and not done with."""
    return _count(stack, f"{function}QueueUrl", "ApproximateNumberOfMessagesNotVisible")


def lying(stack: LocalStack, queue: str) -> int:
    """How many messages lie in a queue, by the name of its output."""
    return _count(stack, queue, "ApproximateNumberOfMessages")


def redrive(stack: LocalStack, function: str) -> None:
    """Send what lies in a dead-letter queue back to its function, by hand: the local cloud has no redrive."""
    queues, dead = stack.cloud.client("sqs"), stack.outputs[f"{function}DeadLetterQueueUrl"]
    for message in queues.receive_message(QueueUrl=dead, MaxNumberOfMessages=10)["Messages"]:
        queues.send_message(QueueUrl=stack.outputs[f"{function}QueueUrl"], MessageBody=message["Body"])
        queues.delete_message(QueueUrl=dead, ReceiptHandle=message["ReceiptHandle"])


def _count(stack: LocalStack, queue: str, attribute: str) -> int:
    answer = stack.cloud.client("sqs").get_queue_attributes(QueueUrl=stack.outputs[queue], AttributeNames=[attribute])
    return int(answer["Attributes"][attribute])


def fill_buckets(stack: LocalStack) -> None:
    """Let every outlet have all its tokens again, as if nothing had been told for a while."""
    table, database = stack.outputs["GroupTableName"], stack.cloud.client("dynamodb")
    for item in database.scan(TableName=table, ProjectionExpression="pk, sk")["Items"]:
        if item["pk"]["S"].startswith("RATE#"):
            database.delete_item(TableName=table, Key=item)


def grants(cloud: LocalCloud) -> set[Grant]:
    """Every action that the functions' roles were granted."""
    return {
        (function, statement["Sid"], action)
        for function in FUNCTIONS
        for statement in _policy(cloud, function)["Statement"]
        for action in _several(statement["Action"])
    }


def resources(cloud: LocalCloud, function: str, sid: str) -> list[str]:
    """What a statement grants its actions on."""
    return next(_several(one["Resource"]) for one in _policy(cloud, function)["Statement"] if one["Sid"] == sid)


@contextmanager
def without(cloud: LocalCloud, grant: Grant, *, resource: str = "") -> Iterator[None]:
    """Take one action, or only the right to it on one resource, away from a role for the length of the block."""
    function, sid, action = grant
    before = _policy(cloud, function)
    _put_policy(cloud, function, {**before, "Statement": list(_reduced(before["Statement"], sid, action, resource))})
    try:
        yield
    finally:
        _put_policy(cloud, function, before)


def _reduced(statements: list[dict[str, Any]], sid: str, action: str, resource: str) -> Iterator[dict[str, Any]]:
    for statement in statements:
        reduced = dict(statement)
        if statement["Sid"] == sid and resource:
            reduced["Resource"] = [one for one in _several(statement["Resource"]) if one != resource]
        elif statement["Sid"] == sid:
            reduced["Action"] = [one for one in _several(statement["Action"]) if one != action]
        if reduced["Action"] and reduced["Resource"]:
            yield reduced


def _several(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _role(cloud: LocalCloud, function: str) -> str:
    names: list[str] = [role["RoleName"] for role in cloud.client("iam").list_roles()["Roles"]]
    return next(name for name in names if f"{function.capitalize()}Role" in name)


def _policy(cloud: LocalCloud, function: str) -> dict[str, Any]:
    answer = cloud.client("iam").get_role_policy(RoleName=_role(cloud, function), PolicyName=function)
    policy: dict[str, Any] = answer["PolicyDocument"]
    return policy


def _put_policy(cloud: LocalCloud, function: str, policy: dict[str, Any]) -> None:
    cloud.client("iam").put_role_policy(
        RoleName=_role(cloud, function), PolicyName=function, PolicyDocument=json.dumps(policy)
    )
