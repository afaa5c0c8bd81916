"""Each action that a role was granted is needed, which its absence shows, or stays for the reason given here."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from hinomi_cli.local_cloud import scenario, webhooks
from hinomi_cli.local_cloud.receiver import Answer
from support.local_cloud import (
    FUNCTIONS,
    Grant,
    addresses,
    arrives,
    complaints,
    finding,
    grants,
    lying,
    redrive,
    resources,
    sequence,
    until,
    waiting,
    without,
)

if TYPE_CHECKING:
    from hinomi_cli.local_cloud.stack import LocalStack

pytestmark = pytest.mark.local_cloud

POLLED = "Lambda polls the queue with the function's role; the local cloud polls with its own rights"
LOGGED = "Lambda's runtime writes the log with the function's role; the local cloud writes it itself"
OTHER_STORE = "one statement serves both stores; in the store that was not chosen its resource names nothing"
THREADS = "a bot of Slack remembers its threads; a webhook, as here, has none"
LAST_SETTINGS = "read where a layer was put together with a wrong hinomi.yaml, which the build refuses"
QUEUES = {"intake": "TakeEvents", "flush": "TakeAndOrderTicks", "chat": "TakeMessages"}
STAYS: dict[Grant, str] = {
    **{
        (function, sid, f"sqs:{action}"): POLLED
        for function, sid in QUEUES.items()
        for action in ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes")
    },
    **{
        (function, "WriteLogs", f"logs:{action}"): LOGGED
        for function in FUNCTIONS
        for action in ("CreateLogStream", "PutLogEvents")
    },
    ("intake", "HandNewsOver", "dynamodb:GetItem"): LAST_SETTINGS,
    ("chat", "ReadSlackWebhook", "secretsmanager:GetSecretValue"): OTHER_STORE,
    ("chat", "ReadTeamsWebhook", "ssm:GetParameter"): OTHER_STORE,
    ("chat", "ReadChimeWebhook", "secretsmanager:GetSecretValue"): OTHER_STORE,
    ("chat", "RememberThreads", "dynamodb:GetItem"): THREADS,
    ("chat", "RememberThreads", "dynamodb:PutItem"): THREADS,
}
HAND_OVER: tuple[Grant, ...] = (
    ("intake", "RememberAlerts", "dynamodb:UpdateItem"),
    ("intake", "HandNewsOver", "dynamodb:PutItem"),
    ("intake", "OrderTicks", "sqs:SendMessage"),
)
MACHINES = ("intake", "PublishForMachines", "sns:Publish")
DOUSE = ("intake", "HandNewsOver", "dynamodb:DeleteItem")
FLUSH: tuple[Grant, ...] = (
    *(("flush", "FlushGroups", f"dynamodb:{action}") for action in ("GetItem", "Query", "PutItem", "UpdateItem")),
)
SETTLE_ONE = ("flush", "FlushGroups", "dynamodb:DeleteItem")
SETTLE_MANY = ("flush", "FlushGroups", "dynamodb:BatchWriteItem")
ORDER = ("flush", "TakeAndOrderTicks", "sqs:SendMessage")
COME_LATER = ("flush", "TakeAndOrderTicks", "sqs:ChangeMessageVisibility")
PUBLISH = ("flush", "PublishMessages", "sns:Publish")
PARK_REFUSED = ("flush", "ParkMessages", "sqs:SendMessage")
PUT_OFF = ("chat", "TakeMessages", "sqs:ChangeMessageVisibility")
PARK = ("chat", "ParkMessages", "sqs:SendMessage")
SECRETS = {
    "slack": ("chat", "ReadSlackWebhook", "ssm:GetParameter"),
    "teams": ("chat", "ReadTeamsWebhook", "secretsmanager:GetSecretValue"),
    "chime": ("chat", "ReadChimeWebhook", "ssm:GetParameter"),
}
EVERYWHERE = {f"{channel}-{locale}" for channel, locale in scenario.ADDRESSES}
TOPICS = {
    "EmailJaTopicArn": {"email-ja"},
    "EmailEnTopicArn": {"email-en"},
    "QDeveloperTopicArn": {"q-ja"},
    "WebhookTopicArn": {"slack-ja", "teams-ja", "chime-ja"},
}
OPERATOR = "OperatorTopicArn"
"""Told of a wrong hinomi.yaml in the layer, which the build refuses."""


def test_each_grant_has_a_test_below_or_a_reason_to_stay(stack: LocalStack) -> None:
    tested = {*HAND_OVER, MACHINES, DOUSE, *FLUSH, SETTLE_ONE, SETTLE_MANY, ORDER, COME_LATER, PUBLISH, PARK_REFUSED}
    assert grants(stack.cloud) == {*tested, PUT_OFF, PARK, *SECRETS.values(), *STAYS}
    assert set(resources(stack.cloud, *PUBLISH[:2])) == {stack.outputs[topic] for topic in (*TOPICS, OPERATOR)}


@pytest.mark.parametrize("grant", HAND_OVER, ids=lambda grant: grant[2])
def test_what_cannot_be_handed_over_is_told_to_nobody_and_the_event_comes_again(
    stack: LocalStack, marker: str, grant: Grant
) -> None:
    with without(stack.cloud, grant):
        assert complains(stack, grant, finding(marker))
    assert addresses(stack, marker) == set()
    assert waiting(stack, "Intake") == 1


def test_without_the_machines_topic_people_are_told_and_the_event_comes_again(stack: LocalStack, marker: str) -> None:
    with without(stack.cloud, MACHINES):
        assert complains(stack, MACHINES, finding(marker))
        assert arrives(stack, marker, EVERYWHERE)
    assert waiting(stack, "Intake") == 1


def test_an_attack_sequence_that_ends_must_be_doused(stack: LocalStack, marker: str) -> None:
    stack.cloud.emit(sequence(marker))
    assert arrives(stack, marker, EVERYWHERE)
    with without(stack.cloud, DOUSE):
        assert complains(stack, DOUSE, sequence(marker, archived=True))
    assert waiting(stack, "Intake") == 1


@pytest.mark.parametrize("grant", FLUSH, ids=lambda grant: grant[2])
def test_a_flush_that_may_not_use_its_table_tells_nobody_and_comes_again(
    stack: LocalStack, marker: str, grant: Grant
) -> None:
    with without(stack.cloud, grant):
        assert complains(stack, grant, finding(marker))
    assert addresses(stack, marker) == set()
    assert waiting(stack, "Flush") == 1


def test_without_settling_one_piece_of_news_it_is_told_and_the_tick_comes_again(stack: LocalStack, marker: str) -> None:
    with without(stack.cloud, SETTLE_ONE):
        assert complains(stack, SETTLE_ONE, finding(marker))
    assert addresses(stack, marker) >= {"email-ja", "email-en"}
    assert waiting(stack, "Flush") == 1


def test_without_settling_many_they_are_told_and_the_tick_comes_again(stack: LocalStack, marker: str) -> None:
    stack.cloud.emit(finding(marker, instance=marker))
    with without(stack.cloud, SETTLE_MANY):
        assert complains(stack, SETTLE_MANY, finding(f"other-{marker}", instance=marker))
    assert addresses(stack, marker) >= {"email-ja", "email-en"}
    assert waiting(stack, "Flush") == 1


def test_a_tick_that_comes_early_must_order_the_next(stack: LocalStack, marker: str) -> None:
    stack.cloud.emit(finding(marker, instance=marker))
    assert arrives(stack, marker, EVERYWHERE)
    with without(stack.cloud, ORDER):
        assert complains(stack, ORDER, finding(f"other-{marker}", instance=marker))
    assert addresses(stack, f"other-{marker}") == set()
    assert waiting(stack, "Flush") == 1


@pytest.mark.parametrize("topic", TOPICS)
def test_without_a_topic_its_readers_alone_are_told_later_from_the_dead_letter_queue(
    stack: LocalStack, marker: str, topic: str
) -> None:
    with without(stack.cloud, PUBLISH, resource=stack.outputs[topic]):
        stack.cloud.emit(finding(marker))
        assert arrives(stack, marker, EVERYWHERE - TOPICS[topic])
        assert until(lambda: lying(stack, "FlushDeadLetterQueueUrl") == len(TOPICS[topic]))
    assert addresses(stack, marker) == EVERYWHERE - TOPICS[topic]
    redrive(stack, "Flush")
    assert arrives(stack, marker, EVERYWHERE)


@pytest.mark.parametrize("grant", [PARK_REFUSED, COME_LATER], ids=lambda grant: grant[2])
def test_what_cannot_even_be_parked_stays_with_a_complaint(stack: LocalStack, marker: str, grant: Grant) -> None:
    with ExitStack() as taken:
        taken.enter_context(without(stack.cloud, PUBLISH, resource=stack.outputs["EmailEnTopicArn"]))
        for one in dict.fromkeys((PARK_REFUSED, grant)):
            taken.enter_context(without(stack.cloud, one))
        assert complains(stack, grant, finding(marker))
        assert arrives(stack, marker, EVERYWHERE - {"email-en"})
    assert waiting(stack, "Flush") == 1


@pytest.mark.parametrize("channel", SECRETS)
def test_without_its_secret_a_chat_gets_nothing_and_the_message_is_parked(
    stack: LocalStack, marker: str, channel: str
) -> None:
    store = webhooks.REFERENCES[channel].partition(":")[0]
    told = complaints(stack.cloud, "chat", f"{store}: read secret: AccessDenied")
    # A refused post makes the function read the secret anew, past what it keeps in memory.
    stack.receiver.answer_next(webhooks.HOSTS[channel], Answer(404))
    with without(stack.cloud, SECRETS[channel]):
        stack.cloud.emit(finding(marker))
        assert until(lambda: complaints(stack.cloud, "chat", f"{store}: read secret: AccessDenied") > told)
    assert f"{channel}-ja" not in addresses(stack, marker)


@pytest.mark.parametrize(("grant", "status"), [(PARK, 404), (PUT_OFF, 429)], ids=["park", "put off"])
def test_without_its_queues_a_refused_message_stays_with_a_complaint(
    stack: LocalStack, marker: str, grant: Grant, status: int
) -> None:
    stack.receiver.answer_next(webhooks.HOSTS["slack"], Answer(status, headers={"Retry-After": "60"}))
    with without(stack.cloud, grant):
        assert complains(stack, grant, finding(marker))
    assert "slack-ja" not in addresses(stack, marker)


def complains(stack: LocalStack, grant: Grant, event: dict[str, object]) -> bool:
    """Send an event, and wait until the function complains that it may not do what it was granted."""
    function, _, action = grant
    refused = f"{action}: {'AuthorizationError' if action == 'sns:Publish' else 'AccessDenied'}"
    before = complaints(stack.cloud, function, refused)
    stack.cloud.emit(event)
    return until(lambda: complaints(stack.cloud, function, refused) > before)
