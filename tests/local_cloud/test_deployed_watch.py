from __future__ import annotations

import json
import time
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from hinomi_cli import demo
from hinomi_cli.local_cloud import scenario, webhooks
from hinomi_cli.local_cloud.receiver import Answer
from support.local_cloud import FUNCTIONS, addresses, arrives, finding, parked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hinomi_cli.inbox.store import Delivery
    from hinomi_cli.local_cloud.scenario import Address, Step
    from hinomi_cli.local_cloud.stack import LocalStack

pytestmark = pytest.mark.local_cloud

EVERYWHERE = {f"{channel}-{locale}" for channel, locale in scenario.ADDRESSES}


def test_everything_that_happens_is_told_once_in_both_languages_and_every_chat(stack: LocalStack) -> None:
    story = scenario.steps()
    before = len(stack.inbox.deliveries)

    scenario.play(stack, story, lambda _: None)
    time.sleep(demo.SETTLE_SECONDS)
    told = stack.inbox.deliveries[before:]
    assert scenario.problems(told, story) == []
    waited, critical = next(pair for pair in pairwise(story) if pair[1].meanwhile)
    assert len(waited.markers) > 1
    for address in scenario.ADDRESSES:
        assert place(told, critical, address) < place(told, waited, address), "what is critical waits for nothing"


def place(told: Sequence[Delivery], step: Step, address: Address) -> int:
    """At which place in the order of arrival the first message of a step came to an address."""
    there = [one for one in told if (one.channel, one.locale) == address]
    return next(
        number
        for number, one in enumerate(there)
        if all(scenario.count([one], marker)[address] for marker in step.markers)
    )


def test_nobody_but_aws_can_speak_as_aws(stack: LocalStack) -> None:
    entry = {"Source": "aws.guardduty", "DetailType": "GuardDuty Finding", "Detail": "{}"}
    answer = stack.cloud.client("events").put_events(Entries=[entry])
    assert answer["Entries"][0]["ErrorCode"] == "NotAuthorizedForSourceException"


def test_a_drill_takes_the_real_way(stack: LocalStack, marker: str) -> None:
    event = finding(marker)
    entry = {"Source": "hinomi.drill", "DetailType": event["detail-type"], "Detail": json.dumps(event["detail"])}
    stack.cloud.client("events").put_events(Entries=[entry])
    assert arrives(stack, marker, EVERYWHERE)


@pytest.mark.parametrize(
    "name", ["root_api/lookalike_invoked_by", "root_api/lookalike_iam_user", "root_signin/lookalike_iam_user"]
)
def test_a_look_alike_reaches_nobody(stack: LocalStack, marker: str, name: str) -> None:
    look_alike = scenario.load(f"{name}.json")
    stack.cloud.emit(look_alike)
    stack.cloud.emit(finding(marker))
    assert arrives(stack, marker, EVERYWHERE)
    assert addresses(stack, look_alike["detail"]["eventID"]) == set()


def test_a_chat_that_asks_to_wait_is_told_after_the_wait(stack: LocalStack, marker: str) -> None:
    stack.receiver.answer_next(webhooks.HOSTS["slack"], Answer(429, headers={"Retry-After": "2"}))
    stack.cloud.emit(finding(marker))

    assert arrives(stack, marker, EVERYWHERE)
    first, second = (post for post in stack.receiver.posts if "slack" in post.host and marker in post.body)
    assert (second.arrived_at - first.arrived_at).total_seconds() >= 2


def test_a_webhook_that_is_gone_parks_its_message_with_the_reason_and_no_address(
    stack: LocalStack, marker: str
) -> None:
    stack.receiver.answer_next(webhooks.HOSTS["teams"], Answer(404))
    stack.cloud.emit(finding(marker))

    assert arrives(stack, marker, EVERYWHERE - {"teams-ja"})
    (message,) = parked(stack)
    assert marker in message["Body"]
    assert message["MessageAttributes"]["reason"]["StringValue"] == "teams: HTTP 404"
    assert webhooks.address("teams") not in str(message)
    assert addresses(stack, marker) == EVERYWHERE - {"teams-ja"}


def test_no_log_holds_a_webhook_address_or_a_word_of_an_event(stack: LocalStack, marker: str) -> None:
    stack.receiver.answer_next(webhooks.HOSTS["slack"], Answer(500))
    stack.cloud.emit(finding(marker))
    assert arrives(stack, marker, EVERYWHERE - {"slack-ja"})

    logs = stack.cloud.client("logs")
    written = "".join(
        event["message"]
        for function in FUNCTIONS
        for event in logs.filter_log_events(logGroupName=f"/aws/lambda/hinomi-{function}", limit=10000)["events"]
    )
    assert marker in written  # the fingerprint is there, so this is the right log
    for channel in webhooks.HOSTS:
        assert webhooks.address(channel) not in written
    assert "Brute force attacks are used" not in written
