"""Nothing gets lost on the way, and nobody else gets in: rules, queues, topics and alarms, in any deployment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.stack_policies import (
    ALARM,
    QUEUE,
    RULE,
    SUBSCRIPTION,
    TOPIC,
    alarmed,
    arn,
    as_list,
    dead_letter_queues,
    denies_plain_text,
    policy_of,
    senders,
)

if TYPE_CHECKING:
    from support.template import Stack

FLOODS = {
    *("SecurityHubRule", "SecurityHubOcsfRule", "InspectorRule", "MacieRule"),
    *("AccessAnalyzerRule", "ConfigComplianceRule", "TrustedAdvisorRule"),
}
"""A standard, a rule or an analyzer that is enabled, or an image that is scanned, is thousands of findings at once."""


def test_a_queue_is_encrypted_keeps_for_two_weeks_and_talks_tls(stack: Stack) -> None:
    for name, queue in stack.of_type(QUEUE).items():
        assert queue["SqsManagedSseEnabled"] is True, name
        assert queue["MessageRetentionPeriod"] == 14 * 86400, name
        assert denies_plain_text(policy_of(stack, "Queue", name), "sqs:*", arn(name)), name


def test_a_queue_either_falls_back_on_another_or_is_one_with_an_alarm(stack: Stack) -> None:
    fallbacks = dead_letter_queues(stack)
    for name, queue in stack.of_type(QUEUE).items():
        assert ("RedrivePolicy" in queue) is not (arn(name) in fallbacks), name
        metric = "ApproximateNumberOfMessagesVisible" if arn(name) in fallbacks else "ApproximateAgeOfOldestMessage"
        assert f"<{name}.QueueName>" in alarmed(stack, metric), name


def test_a_queue_takes_only_from_what_this_stack_points_at_it(stack: Stack) -> None:
    for name in stack.of_type(QUEUE):
        allowed = {
            (statement["Principal"]["Service"], source)
            for statement in policy_of(stack, "Queue", name)
            if statement["Effect"] == "Allow"
            for source in as_list(statement["Condition"]["ArnEquals"]["aws:SourceArn"])
        }
        assert allowed == senders(stack, name), name


def test_what_may_come_in_floods_waits_apart_and_nothing_waits_behind_it(stack: Stack) -> None:
    for name, rule in stack.of_type(RULE).items():
        (target,) = rule["Targets"]
        assert target["Arn"] == arn("BulkQueue" if name in FLOODS else "IntakeQueue"), name
    assert senders(stack, "BulkQueue") == {("events.amazonaws.com", arn(rule)) for rule in FLOODS}


def test_a_rule_tries_for_a_day(stack: Stack) -> None:
    for name, rule in stack.of_type(RULE).items():
        (target,) = rule["Targets"]
        assert target["RetryPolicy"] == {"MaximumEventAgeInSeconds": 86400, "MaximumRetryAttempts": 185}, name


def test_budgets_and_remediations_arrive_in_their_envelope_and_chat_messages_without(full: Stack) -> None:
    subscriptions = full.of_type(SUBSCRIPTION)
    for name in ("BudgetSubscription", "RemediationSubscription"):
        assert not subscriptions[name].get("RawMessageDelivery", False)
    assert subscriptions["WebhookSubscription"]["RawMessageDelivery"] is True


def test_a_topic_talks_tls_and_has_an_alarm_on_failed_deliveries(stack: Stack) -> None:
    for name in stack.of_type(TOPIC):
        assert denies_plain_text(policy_of(stack, "Topic", name), "sns:Publish", f"<{name}>"), name
    # The operator's own topic would have to tell of its failure through itself.
    watched = {f"<{name}.TopicName>" for name in stack.of_type(TOPIC) if name != "OperatorTopic"}
    assert alarmed(stack, "NumberOfNotificationsFailed") == watched


def test_a_topic_takes_from_one_function_alone_or_from_named_services(stack: Stack) -> None:
    services = {
        "BudgetTopic": ["budgets.amazonaws.com", "costalerts.amazonaws.com"],
        "OperatorTopic": ["cloudwatch.amazonaws.com"],
    }
    for name in stack.of_type(TOPIC):
        policy = policy_of(stack, "Topic", name)
        allowed = [statement for statement in policy if statement["Effect"] == "Allow"]
        assert [statement["Principal"] for statement in allowed] == [
            {"Service": service} for service in services.get(name, [])
        ]
        for statement in allowed:
            assert statement["Condition"]["StringEquals"] == {"aws:SourceAccount": "111122223333"}, name
            # To Cost Anomaly Detection a source ARN is one subscription, and those are made by hand.
            if statement["Principal"] != {"Service": "costalerts.amazonaws.com"}:
                assert statement["Condition"]["ArnLike"]["aws:SourceArn"].startswith("arn:aws:"), name
        if name not in services:
            role = "IntakeRole" if name == "AlertsTopic" else "FlushRole"
            assert {"ArnNotEquals": {"aws:PrincipalArn": arn(role)}} in [
                statement["Condition"] for statement in policy if statement["Effect"] == "Deny"
            ], name


def test_the_key_is_used_by_every_topic_where_it_was_asked_for(plain: Stack, full: Stack) -> None:
    assert {topic.get("KmsMasterKeyId") for topic in plain.of_type(TOPIC).values()} == {None}
    assert {topic["KmsMasterKeyId"] for topic in full.of_type(TOPIC).values()} == {"<TopicKey>"}


def test_an_alarm_tells_the_operator(stack: Stack) -> None:
    for name, alarm in stack.of_type(ALARM).items():
        assert alarm["AlarmActions"] == alarm["OKActions"] == ["<OperatorTopic>"], name
        assert alarm["AlarmDescription"].endswith("."), name


def test_no_data_is_good_news_but_from_a_dead_letter_queue_no_news(stack: Stack) -> None:
    """SQS may fall silent about a queue that nobody touches for six hours, whatever lies in it."""
    fallbacks = {queue.replace(".Arn", ".QueueName") for queue in dead_letter_queues(stack)}
    for name, alarm in stack.of_type(ALARM).items():
        if alarm["MetricName"] == "HoursSinceRound":
            assert alarm["TreatMissingData"] == "breaching", "nobody says how old the last round is: that is the news"
            continue
        watches_fallback = alarm["Dimensions"][0]["Value"] in fallbacks
        assert alarm["TreatMissingData"] == ("ignore" if watches_fallback else "notBreaching"), name


@pytest.mark.parametrize("queue", ["IntakeQueue", "BulkQueue"])
def test_a_late_event_is_told_before_sqs_stops_counting_its_age(stack: Stack, queue: str) -> None:
    """From its third receipt on a message has no age, so the alarm has to come a sample (a minute) earlier."""
    (alarm,) = (
        alarm
        for alarm in stack.of_type(ALARM).values()
        if alarm["MetricName"] == "ApproximateAgeOfOldestMessage"
        and alarm["Dimensions"][0]["Value"] == f"<{queue}.QueueName>"
    )
    again = stack.resources[queue]["Properties"]["VisibilityTimeout"]
    assert again < alarm["Threshold"] <= 2 * again - 60


def test_what_does_not_get_through_is_told_while_it_is_tried(full: Stack) -> None:
    waiting = {"<ChatQueue.QueueName>", "<FlushQueue.QueueName>"}
    assert alarmed(full, "ApproximateNumberOfMessagesNotVisible") == waiting


def test_a_topic_heard_by_https_may_fail_once(full: Stack) -> None:
    """There SNS counts every try; elsewhere it counts what it gave up."""
    thresholds = {
        alarm["Dimensions"][0]["Value"]: alarm["Threshold"]
        for alarm in full.of_type(ALARM).values()
        if alarm["MetricName"] == "NumberOfNotificationsFailed"
    }
    assert thresholds.pop("<QDeveloperTopic.TopicName>") == 1
    assert set(thresholds.values()) == {0}
