"""The template as a whole: its parameters, what they switch on, how things are named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from cfnlint.api import lint_file  # type: ignore[import-untyped]

from support.stack_policies import ALARM, FUNCTION, QUEUE, RULE, SUBSCRIPTION, TOPIC
from support.template import Stack

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {
    FUNCTION: "Function",
    QUEUE: "Queue",
    TOPIC: "Topic",
    RULE: "Rule",
    ALARM: "Alarm",
    SUBSCRIPTION: "Subscription",
    "AWS::Chatbot::SlackChannelConfiguration": "SlackChannel",
    "AWS::CloudFormation::StackSet": "StackSet",
    "AWS::DynamoDB::Table": "Table",
    "AWS::IAM::Role": "Role",
    "AWS::IAM::RolePolicy": "Policy",
    "AWS::KMS::Key": "Key",
    "AWS::Logs::LogGroup": "LogGroup",
    "AWS::Scheduler::Schedule": "Schedule",
    "AWS::Serverless::StateMachine": "StateMachine",
    "AWS::SNS::TopicPolicy": "Policy",
    "AWS::SQS::QueuePolicy": "Policy",
    "AWS::Serverless::LayerVersion": "Layer",
}
FEW_ALARMS = 16
"""Ten are free, each more costs ten cents a month: https://aws.amazon.com/cloudwatch/pricing/."""


def test_cfn_lint_has_nothing_to_say(root: Path) -> None:
    assert [str(match) for match in lint_file(root / "template.yaml")] == []


def test_the_template_is_ascii_as_cloudformation_wants_it(root: Path) -> None:
    assert (root / "template.yaml").read_text().isascii()


def test_a_logical_id_ends_with_its_kind(full: Stack) -> None:
    for name, resource in full.resources.items():
        assert name.endswith(KINDS[resource["Type"]]), name


def test_everything_that_can_be_deployed_is_deployed_by_the_fullest_answers(
    template: dict[str, Any], full: Stack
) -> None:
    assert full.resources.keys() == template["Resources"].keys()


def test_a_parameter_explains_itself_and_needs_no_answer(template: dict[str, Any]) -> None:
    for name, parameter in template["Parameters"].items():
        assert "Default" in parameter, name
        assert parameter["Description"].endswith("."), name


def test_a_parameter_is_asked_for_under_one_heading(template: dict[str, Any]) -> None:
    groups = template["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
    listed = [name for group in groups for name in group["Parameters"]]
    assert listed == list(template["Parameters"])


def test_the_plain_stack_speaks_japanese_and_nothing_optional(plain: Stack) -> None:
    optional = {"EmailEnTopic", "WebhookTopic", "ChatFunction", "QDeveloperTopic", "QDeveloperSlackChannel", "TopicKey"}
    assert "EmailJaTopic" in plain.resources
    assert not optional & plain.resources.keys()
    assert len(plain.of_type(ALARM)) <= FEW_ALARMS


@pytest.mark.parametrize(
    ("answers", "topics"),
    [
        ({"Languages": "en"}, {"EmailEnTopic"}),
        ({"Languages": "ja,en"}, {"EmailJaTopic", "EmailEnTopic"}),
        ({"Languages": "ja", "AlertEmailEn": "en@example.com"}, {"EmailJaTopic", "EmailEnTopic"}),
    ],
)
def test_each_language_that_is_asked_for_has_a_topic(
    template: dict[str, Any], answers: dict[str, str], topics: set[str]
) -> None:
    assert {name for name in Stack(template, **answers).of_type(TOPIC) if name.startswith("Email")} == topics


@pytest.mark.parametrize(
    ("answers", "address"),
    [
        ({"OperatorEmail": "o@example.com", "AlertEmailJa": "j@example.com"}, "o@example.com"),
        ({"AlertEmailJa": "j@example.com", "AlertEmailEn": "e@example.com"}, "j@example.com"),
        ({"AlertEmailEn": "e@example.com"}, "e@example.com"),
    ],
)
def test_whoever_gets_alerts_is_told_of_trouble_unless_an_operator_is_named(
    template: dict[str, Any], answers: dict[str, str], address: str
) -> None:
    assert Stack(template, **answers).resources["OperatorSubscription"]["Properties"]["Endpoint"] == address


@pytest.mark.parametrize("name", ["AlertTable", "RoundTable"])
def test_a_table_can_be_restored_and_outlives_the_stack(stack: Stack, name: str) -> None:
    resource = stack.resources[name]
    table = resource["Properties"]
    assert resource["DeletionPolicy"] == "RetainExceptOnCreate"
    assert resource["UpdateReplacePolicy"] == "Retain"
    assert table["SSESpecification"] == {"SSEEnabled": True}
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires", "Enabled": True}
