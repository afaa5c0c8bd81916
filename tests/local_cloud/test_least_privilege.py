"""Each action that a role was granted is needed, which its absence shows, or stays for the reason given here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hinomi_cli.local_cloud import scenario, webhooks
from hinomi_cli.local_cloud.receiver import Answer
from support.local_cloud import Grant, addresses, arrives, complaints, finding, grants, resources, until, without

if TYPE_CHECKING:
    from hinomi_cli.local_cloud.stack import LocalStack

pytestmark = pytest.mark.local_cloud

POLLED = "Lambda polls the queue with the function's role; the local cloud polls with its own rights"
LOGGED = "Lambda's runtime writes the log with the function's role; the local cloud writes it itself"
OTHER_STORE = "one statement serves both stores; in the store that was not chosen its resource names nothing"
STAYS: dict[Grant, str] = {
    **{
        (function, sid, f"sqs:{action}"): POLLED
        for function, sid in (("intake", "TakeEvents"), ("chat", "TakeMessages"))
        for action in ("ReceiveMessage", "DeleteMessage", "GetQueueAttributes")
    },
    **{
        (function, "WriteLogs", f"logs:{action}"): LOGGED
        for function in ("intake", "chat")
        for action in ("CreateLogStream", "PutLogEvents")
    },
    ("chat", "ReadSlackWebhook", "secretsmanager:GetSecretValue"): OTHER_STORE,
    ("chat", "ReadTeamsWebhook", "ssm:GetParameter"): OTHER_STORE,
    ("chat", "ReadChimeWebhook", "secretsmanager:GetSecretValue"): OTHER_STORE,
}
REMEMBER = ("intake", "RememberAlerts", "dynamodb:UpdateItem")
PUBLISH = ("intake", "PublishMessages", "sns:Publish")
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
    "AlertsTopicArn": set[str](),  # machines read it
}


def test_each_grant_has_a_test_below_or_a_reason_to_stay(stack: LocalStack) -> None:
    assert grants(stack.cloud) == {REMEMBER, PUBLISH, PUT_OFF, PARK, *SECRETS.values(), *STAYS}
    assert set(resources(stack.cloud, *PUBLISH[:2])) == {stack.outputs[topic] for topic in TOPICS}


def test_without_the_table_nothing_is_sent_and_the_event_comes_again(stack: LocalStack, marker: str) -> None:
    told = complaints(stack.cloud, "intake", "dynamodb:UpdateItem: AccessDenied")
    with without(stack.cloud, REMEMBER):
        stack.cloud.emit(finding(marker))
        assert until(lambda: complaints(stack.cloud, "intake", "dynamodb:UpdateItem: AccessDenied") > told)
    assert addresses(stack, marker) == set()
    assert waiting(stack) == 1


@pytest.mark.parametrize("topic", TOPICS)
def test_without_a_topic_its_readers_alone_are_not_told_and_the_event_comes_again(
    stack: LocalStack, marker: str, topic: str
) -> None:
    told = complaints(stack.cloud, "intake", "sns:Publish: AuthorizationError")
    with without(stack.cloud, PUBLISH, resource=stack.outputs[topic]):
        stack.cloud.emit(finding(marker))
        assert arrives(stack, marker, EVERYWHERE - TOPICS[topic])
        assert until(lambda: complaints(stack.cloud, "intake", "sns:Publish: AuthorizationError") > told)
    assert addresses(stack, marker) == EVERYWHERE - TOPICS[topic]
    assert waiting(stack) == 1


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
    told = complaints(stack.cloud, "chat", f"{grant[2]}: AccessDenied")
    stack.receiver.answer_next(webhooks.HOSTS["slack"], Answer(status, headers={"Retry-After": "60"}))
    with without(stack.cloud, grant):
        stack.cloud.emit(finding(marker))
        assert until(lambda: complaints(stack.cloud, "chat", f"{grant[2]}: AccessDenied") > told)
    assert "slack-ja" not in addresses(stack, marker)


def waiting(stack: LocalStack) -> int:
    """How many events the intake has taken and not done with."""
    name = "ApproximateNumberOfMessagesNotVisible"
    answer = stack.cloud.client("sqs").get_queue_attributes(
        QueueUrl=stack.outputs["IntakeQueueUrl"], AttributeNames=[name]
    )
    return int(answer["Attributes"][name])
