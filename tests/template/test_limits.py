"""The fullest stack, under the longest name, keeps to what AWS takes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from hinomi.custom.event_pattern import LONGEST
from support import template as templates
from support.stack_policies import RULE
from support.template import EVERYTHING, Stack

if TYPE_CHECKING:
    from pathlib import Path

NAME = "s" * 32
MOST_TEMPLATE = 1_000_000
"""Bytes of a template that comes by a bucket, as `sam deploy` sends it.

https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
"""
MOST_RESOURCES, MOST_PARAMETERS, MOST_OUTPUTS = 500, 200, 200
MOST_QUEUE_POLICY = 8_192
"""https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html"""
MOST_TOPIC_POLICY = 30_720
"""https://docs.aws.amazon.com/general/latest/gr/sns.html"""
MOST_INLINE, MOST_TRUST = 10_240, 2_048
"""Of all inline policies of a role together, and of its trust policy; white space does not count.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
"""
MOST_RULES, MOST_WILD_RULES = 300, 30
"""https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html"""
MADE_BY_SAM = 4
"""So many resources a function becomes at most: itself, its permission, its event sources."""


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch, template: dict[str, Any]) -> Stack:
    """Make the stack with every option, under a long name, in a Region and partition of long names."""
    for name, value in (("AWS::StackName", NAME), ("AWS::Partition", "aws-us-gov")):
        monkeypatch.setitem(templates._PSEUDO, name, value)  # noqa: SLF001 - to restore it
    topics = ",".join(f"arn:aws-us-gov:sns:ap-southeast-1:111122223333:{'t' * 60}{number}" for number in range(10))
    return Stack(
        template,
        region="ap-southeast-1",
        **EVERYTHING,
        MoreTopics=topics,
        MoreSecrets="yes",
        QDeveloper="yes",
    )


def written(stack: Stack, document: Any) -> str:
    """Write a policy as AWS keeps it, with names of the length that CloudFormation makes."""

    def named(found: re.Match[str]) -> str:
        name = found[1].partition(".")[0]
        kind = stack.resources[name]["Type"] if name in stack.resources else ""
        service = {RULE: "events", "AWS::SQS::Queue": "sqs"}.get(kind, "sns")
        path = "rule/" if kind == RULE else ""
        return f"arn:aws-us-gov:{service}:ap-southeast-1:111122223333:{path}{NAME}-{name}-{'A' * 13}"

    return re.sub("<([^>]+)>", named, json.dumps(document, separators=(",", ":")))


def test_the_template_is_one_that_cloudformation_takes(root: Path, template: dict[str, Any], large: Stack) -> None:
    assert (root / "template.yaml").stat().st_size < MOST_TEMPLATE
    functions = [one for one in large.resources.values() if one["Type"].startswith("AWS::Serverless")]
    assert len(large.resources) + MADE_BY_SAM * len(functions) < MOST_RESOURCES
    assert len(template["Parameters"]) < MOST_PARAMETERS
    assert len(template["Outputs"]) < MOST_OUTPUTS


@pytest.mark.parametrize(
    ("kind", "most"), [("AWS::SQS::QueuePolicy", MOST_QUEUE_POLICY), ("AWS::SNS::TopicPolicy", MOST_TOPIC_POLICY)]
)
def test_the_policy_of_a_queue_or_topic_is_short_enough(large: Stack, kind: str, most: int) -> None:
    for name, policy in large.of_type(kind).items():
        assert len(written(large, policy["PolicyDocument"])) < most, name


def test_a_role_has_room_for_its_policies(large: Stack) -> None:
    for name, role in large.of_type("AWS::IAM::Role").items():
        inline = sum(len(written(large, one["PolicyDocument"])) for one in role.get("Policies", []))
        assert inline < MOST_INLINE, name
        assert len(written(large, role["AssumeRolePolicyDocument"])) < MOST_TRUST, name


def test_the_rules_are_few_and_short_enough(large: Stack) -> None:
    rules = large.of_type(RULE)
    assert len(rules) < MOST_RULES
    assert sum('"wildcard"' in json.dumps(large.pattern(name)) for name in rules) < MOST_WILD_RULES
    for name, rule in rules.items():
        pattern = rule["EventPattern"]
        said = pattern if isinstance(pattern, str) else json.dumps(pattern, separators=(",", ":"))
        assert len(said) <= LONGEST, name
