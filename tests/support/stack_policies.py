"""What the tests ask of a stack: who may send where, what falls back on what, what is watched."""

from __future__ import annotations

from typing import Any

from support.event_pattern import matches
from support.template import Stack, statements

FUNCTION, QUEUE, TOPIC = "AWS::Serverless::Function", "AWS::SQS::Queue", "AWS::SNS::Topic"
RULE, ALARM, SUBSCRIPTION = "AWS::Events::Rule", "AWS::CloudWatch::Alarm", "AWS::SNS::Subscription"


def arn(name: str) -> str:
    return f"<{name}.Arn>"


def alarmed(stack: Stack, metric: str) -> set[str]:
    """Name what has an alarm on the metric, by its one dimension."""
    return {alarm["Dimensions"][0]["Value"] for alarm in stack.of_type(ALARM).values() if alarm["MetricName"] == metric}


def policy_of(stack: Stack, kind: str, name: str) -> list[dict[str, Any]]:
    members = {"Queue": "Queues", "Topic": "Topics"}[kind]
    service = {"Queue": "SQS", "Topic": "SNS"}[kind]
    return [
        statement
        for policy in stack.of_type(f"AWS::{service}::{kind}Policy").values()
        if policy[members] == [f"<{name}>"]
        for statement in statements(policy["PolicyDocument"])
    ]


def denies_plain_text(policy: list[dict[str, Any]], action: str, resource: str) -> bool:
    return any(
        statement["Effect"] == "Deny"
        and statement["Principal"] == "*"
        and statement["Action"] == [action]
        and statement["Resource"] == [resource]
        and statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
        for statement in policy
    )


def dead_letter_queues(stack: Stack) -> set[str]:
    """Name the queues that others fall back on, by ARN."""
    return {
        *(target["DeadLetterConfig"]["Arn"] for rule in stack.of_type(RULE).values() for target in rule["Targets"]),
        *(made["RedrivePolicy"]["deadLetterTargetArn"] for made in stack.of_type(SUBSCRIPTION).values()),
        *(
            made["RedrivePolicy"]["deadLetterTargetArn"]
            for made in stack.of_type(QUEUE).values()
            if "RedrivePolicy" in made
        ),
    }


def senders(stack: Stack, queue: str) -> set[tuple[str, str]]:
    """List who has this queue as target, endpoint or fallback."""
    rules = stack.of_type(RULE).items()
    made = stack.of_type(SUBSCRIPTION).values()
    targets = {(name, where) for name, rule in rules for target in rule["Targets"] for where in aims(target)}
    topics = {(sub["TopicArn"], where) for sub in made for where in (sub["Endpoint"], fallback(sub))}
    return {
        *(("events.amazonaws.com", arn(name)) for name, where in targets if where == arn(queue)),
        *(("sns.amazonaws.com", topic) for topic, where in topics if where == arn(queue)),
    }


def aims(target: dict[str, Any]) -> tuple[str, str]:
    return target["Arn"], target["DeadLetterConfig"]["Arn"]


def fallback(subscription: dict[str, Any]) -> str:
    found: str = subscription["RedrivePolicy"]["deadLetterTargetArn"]
    return found


def takers(stack: Stack, event: dict[str, Any]) -> set[str]:
    """Name the rules that take the event."""
    return {rule for rule in stack.of_type(RULE) if matches(stack.pattern(rule), event)}


def as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
