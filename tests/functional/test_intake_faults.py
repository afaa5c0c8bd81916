"""Each AWS call on the way of an alert × each fault: nothing is lost, and at most one repeat."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from hinomi import render
from hinomi.edge import batch, intake
from support.aws import NAMES, Crash, SmallAWS, small_aws, sqs_batch
from support.context import Context

if TYPE_CHECKING:
    from pathlib import Path

FAULTS = ["throttle", "5xx", "timeout", "answer lost", "crash after success"]
NEW_ALERT_CALLS = ["update_item", "publish", "publish", "publish", "publish", "update_item"]
ESCALATION_CALLS = ["update_item", *NEW_ALERT_CALLS]
VISIBILITY_TIMEOUT = 181


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> SmallAWS:
    made = small_aws()
    monkeypatch.setattr(intake, "watch", lambda: made.watch)
    return made


@pytest.fixture
def finding(root: Path) -> dict[str, Any]:
    event: dict[str, Any] = json.loads((root / "events/guardduty/ec2_ssh_brute_force.json").read_text())
    return event


def escalated(finding: dict[str, Any]) -> dict[str, Any]:
    detail = {**finding["detail"], "severity": 9, "updatedAt": "2026-11-20T09:03:00.000Z"}
    return {**finding, "id": "00000000-0000-4000-8000-0000000000ff", "detail": detail}


def deliver(batch: dict[str, Any]) -> list[str]:
    """Invoke the function; a crash fails every record, as Lambda has it."""
    try:
        return [item["itemIdentifier"] for item in intake.handler(batch, Context())["batchItemFailures"]]
    except Crash:
        return [record["messageId"] for record in batch["Records"]]


def redeliver(aws: SmallAWS, batch: dict[str, Any], failed: list[str]) -> list[str]:
    """Deliver the failed records again, when the visibility timeout has passed."""
    aws.clock.turn(VISIBILITY_TIMEOUT)
    return deliver({"Records": [record for record in batch["Records"] if record["messageId"] in failed]})


def test_a_new_alert_costs_two_table_calls_and_one_call_a_message(aws: SmallAWS, finding: dict[str, Any]) -> None:
    assert deliver(sqs_batch(finding)) == []
    assert aws.line.calls == NEW_ALERT_CALLS


def test_each_receiver_gets_what_it_can_read(aws: SmallAWS, finding: dict[str, Any]) -> None:
    deliver(sqs_batch(finding))
    told = {name: messages[0] for name, messages in aws.arrived().items()}
    assert {name for name, message in told.items() if "Subject" in message} == {"email-ja", "email-en"}
    assert told["email-ja"]["Subject"].startswith("[低] ")
    assert told["email-ja"]["Message"].startswith("[低] ")
    assert json.loads(told["slack"]["Message"]).keys() == {"channel", "locale", "subject", "body"}
    assert json.loads(told["alerts"]["Message"]).keys() == {"alert", "decision"}
    assert {name: message["MessageAttributes"]["channel"]["Value"] for name, message in told.items()} == {
        name: channel for name, (channel, _) in NAMES.items()
    }


def test_a_duplicate_costs_one_call(aws: SmallAWS, finding: dict[str, Any]) -> None:
    deliver(sqs_batch(finding))
    aws.line.calls.clear()
    assert deliver(sqs_batch(finding)) == []
    assert aws.line.calls == ["update_item"]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("call", range(len(NEW_ALERT_CALLS)))
def test_a_fault_in_a_new_alert_loses_nothing(aws: SmallAWS, finding: dict[str, Any], call: int, fault: str) -> None:
    aws.line.break_at, aws.line.fault = call, fault
    batch = sqs_batch(finding)
    failed = deliver(batch)
    assert failed == ["message-0"]
    assert redeliver(aws, batch, failed) == []
    assert all(1 <= len(messages) <= 2 for messages in aws.arrived().values())
    assert redeliver(aws, batch, failed) == []
    assert not any(aws.arrived().values())


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("call", range(len(ESCALATION_CALLS)))
def test_a_fault_in_an_escalation_loses_nothing(aws: SmallAWS, finding: dict[str, Any], call: int, fault: str) -> None:
    deliver(sqs_batch(finding))
    aws.arrived()
    aws.line.calls.clear()
    aws.line.break_at, aws.line.fault = call, fault
    batch = sqs_batch(escalated(finding))
    failed = deliver(batch)
    assert failed == ["message-0"]
    assert redeliver(aws, batch, failed) == []
    assert all(1 <= len(messages) <= 2 for messages in aws.arrived().values())


@pytest.mark.parametrize("call", range(1, 5))
def test_receivers_that_were_served_are_not_served_again(aws: SmallAWS, finding: dict[str, Any], call: int) -> None:
    aws.line.break_at, aws.line.fault = call, "5xx"
    batch = sqs_batch(finding)
    redeliver(aws, batch, deliver(batch))
    assert [len(messages) for messages in aws.arrived().values()] == [1, 1, 1, 1]


def test_a_channel_that_breaks_keeps_the_message_from_nobody_else(
    aws: SmallAWS, finding: dict[str, Any], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        NAME = "email"

        @staticmethod
        def render(briefing: object) -> None:
            raise KeyError(str(briefing))

    with monkeypatch.context() as patch:
        patch.setitem(render._BY_NAME, "email", Broken)  # noqa: SLF001 - a bug in a channel, made here
        batch = sqs_batch(finding)
        failed = deliver(batch)
        assert {name: len(messages) for name, messages in aws.arrived().items()} == {
            "email-ja": 0,
            "email-en": 0,
            "slack": 1,
            "alerts": 1,
        }
    logged = str([vars(record) for record in caplog.records])
    assert "'KeyError'" in logged
    assert "198.51.100" not in logged
    assert redeliver(aws, batch, failed) == []
    assert {name: len(messages) for name, messages in aws.arrived().items()} == {
        "email-ja": 1,
        "email-en": 1,
        "slack": 0,
        "alerts": 0,
    }


def test_a_call_that_the_sdk_repeats_by_itself_is_told_at_once(aws: SmallAWS, finding: dict[str, Any]) -> None:
    aws.line.break_at, aws.line.fault = 0, "repeated"
    assert deliver(sqs_batch(finding)) == []
    assert [len(messages) for messages in aws.arrived().values()] == [1, 1, 1, 1]


def test_one_bad_record_does_not_hold_up_the_others(aws: SmallAWS, finding: dict[str, Any], root: Path) -> None:
    aws.line.break_at, aws.line.fault = 0, "throttle"
    other = json.loads((root / "events/guardduty/s3_anomalous_behavior.json").read_text())
    assert deliver(sqs_batch(finding, other)) == ["message-0"]
    assert [len(messages) for messages in aws.arrived().values()] == [1, 1, 1, 1]


def test_another_workers_claim_makes_the_record_come_again(aws: SmallAWS, finding: dict[str, Any]) -> None:
    aws.line.break_at, aws.line.fault = 0, "crash after success"
    batch = sqs_batch(finding)
    deliver(batch)
    assert deliver(batch) == ["message-0"]  # the first worker's claim has not run out
    assert not any(aws.arrived().values())
    assert redeliver(aws, batch, ["message-0"]) == []
    assert all(len(messages) == 1 for messages in aws.arrived().values())


def test_a_bug_in_the_way_fails_the_record_and_quotes_nothing(
    aws: SmallAWS, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(event: object) -> None:
        raise ValueError(f"cannot read {event}")

    monkeypatch.setattr("hinomi.pipeline.normalize", break_down)
    assert deliver(sqs_batch({"secret": "SECRETTOKEN"})) == ["message-0"]
    logged = str([vars(record) for record in caplog.records])
    assert "'ValueError'" in logged
    assert "test_intake_faults.py:" in logged  # where it arose
    assert "SECRETTOKEN" not in logged
    assert not any(aws.arrived().values())


def test_an_event_that_comes_straight_to_the_function_is_taken(aws: SmallAWS, finding: dict[str, Any]) -> None:
    assert intake.handler(finding, Context()) == {"batchItemFailures": []}
    assert all(len(messages) == 1 for messages in aws.arrived().values())


def test_a_record_for_which_no_time_is_left_comes_again_untouched(
    aws: SmallAWS, finding: dict[str, Any], root: Path
) -> None:
    other = json.loads((root / "events/guardduty/s3_anomalous_behavior.json").read_text())
    answer = intake.handler(sqs_batch(finding, other), Context(30_000, batch.RESERVE_MS - 1))
    assert answer == {"batchItemFailures": [{"itemIdentifier": "message-1"}]}
    assert aws.line.calls == NEW_ALERT_CALLS
