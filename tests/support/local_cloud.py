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
Grant = tuple[str, str, str]
"""Role (`intake` or `chat`), statement, action."""


def finding(marker: str) -> dict[str, Any]:
    """A GuardDuty finding that no other test sends: its id is the marker."""
    event = scenario.load("guardduty/ec2_ssh_brute_force.json")
    text = json.dumps(event).replace(event["detail"]["id"], marker).replace(event["id"], marker)
    renamed: dict[str, Any] = json.loads(text)
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


def parked(stack: LocalStack) -> list[dict[str, Any]]:
    """What comes to lie in the dead-letter queue of the chat."""
    answer = stack.cloud.client("sqs").receive_message(
        QueueUrl=stack.outputs["ChatDeadLetterQueueUrl"],
        MessageAttributeNames=["All"],
        MaxNumberOfMessages=10,
        WaitTimeSeconds=20,  # the most that SQS takes
    )
    messages: list[dict[str, Any]] = answer.get("Messages", [])
    return messages


def grants(cloud: LocalCloud) -> set[Grant]:
    """Every action that the functions' roles were granted."""
    return {
        (function, statement["Sid"], action)
        for function in ("intake", "chat")
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
