"""Each AWS call of the intake × each fault: the news waits in its group once, and a tick is ordered after that."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from hinomi.config import Config
from hinomi.edge import batch, intake
from hinomi.routing.settings import Route
from support.aws import FAULTS, Crash, SmallAWS, small_aws, sqs_batch
from support.context import Context
from support.once import once

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = once

NEW_ALERT_CALLS = ["update_item", "put_item", "send_message", "publish", "update_item"]
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


def waiting(aws: SmallAWS) -> list[str]:
    """List the reasons of the news in the groups for which a tick was ordered, each group once."""
    groups = {tick.group for tick in aws.ticks()}
    return [news.decision.reason.value for group in groups for news in aws.flush.teller.groups.read(group).news]


def flushed(aws: SmallAWS) -> dict[str, int]:
    """Flush all groups for which a tick was ordered; count what arrived at each outlet."""
    for tick in aws.ticks():
        aws.clock.now = max(aws.clock.now, tick.at)
        aws.flush.tick(tick.group, tick.at)
    return {name: len(messages) for name, messages in aws.arrived().items()}


def test_a_new_alert_costs_three_table_calls_a_tick_and_the_message_for_machines(
    aws: SmallAWS, finding: dict[str, Any]
) -> None:
    assert deliver(sqs_batch(finding)) == []
    assert aws.line.calls == NEW_ALERT_CALLS
    assert waiting(aws) == ["first_seen"]


def test_machines_are_told_at_once_and_people_by_the_flush(aws: SmallAWS, finding: dict[str, Any]) -> None:
    deliver(sqs_batch(finding))
    (told,) = aws.arrived()["alerts"]
    assert json.loads(told["Message"]).keys() == {"alert", "decision", "routes"}
    assert told["MessageAttributes"]["channel"]["Value"] == "alerts"
    assert flushed(aws) == {"email-ja": 1, "email-en": 1, "slack": 1, "alerts": 0}


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
    told = flushed(aws)
    assert 1 <= told.pop("alerts") <= 2
    assert set(told.values()) == {1}
    assert redeliver(aws, batch, failed) == []
    assert not any(flushed(aws).values())


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("call", range(len(NEW_ALERT_CALLS)))
def test_a_fault_repeats_at_most_once_where_a_flush_comes_between(
    aws: SmallAWS, finding: dict[str, Any], call: int, fault: str
) -> None:
    aws.line.break_at, aws.line.fault = call, fault
    batch = sqs_batch(finding)
    failed = deliver(batch)
    between = flushed(aws)
    assert redeliver(aws, batch, failed) == []
    after = flushed(aws)
    assert all(between[name] + after[name] == 1 for name in between if name != "alerts")


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("call", range(len(ESCALATION_CALLS)))
def test_a_fault_in_an_escalation_loses_nothing(aws: SmallAWS, finding: dict[str, Any], call: int, fault: str) -> None:
    deliver(sqs_batch(finding))
    flushed(aws)
    aws.line.calls.clear()
    aws.line.break_at, aws.line.fault = call, fault
    batch = sqs_batch(escalated(finding))
    failed = deliver(batch)
    assert failed == ["message-0"]
    assert redeliver(aws, batch, failed) == []
    told = flushed(aws)
    assert 1 <= told.pop("alerts") <= 2
    assert set(told.values()) == {1}


TAKEN_OVER = ["update_item", "update_item", "put_item", "send_message", "publish", "update_item"]
SEVERAL: dict[str, tuple[tuple[str, ...], str, list[str]]] = {
    "two ends and a change": (
        ("remediation/failed", "remediation/no_role"),
        "remediation/succeeded_after_failure",
        [*TAKEN_OVER, *TAKEN_OVER, *NEW_ALERT_CALLS],
    ),
    "an end that nobody waits for and a beginning": (
        (),
        "backup/job_completed_with_issues",
        ["update_item", *NEW_ALERT_CALLS],
    ),
}
"""Events that bring several alerts: what was told before, the event, the calls that its alerts take."""
DIES = [(story, call, "crash after success") for story, (*_, calls) in SEVERAL.items() for call in range(len(calls))]
REFUSED = [("two ends and a change", len(TAKEN_OVER) * ends + call, "throttle") for ends in (1, 2) for call in (0, 2)]


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> SmallAWS:
    """Tell each alert in a message of its own."""
    made = small_aws(Config(routes=Route(group_by=["..."])))
    monkeypatch.setattr(intake, "watch", lambda: made.watch)
    return made


def told(aws: SmallAWS) -> list[str]:
    """Flush all groups until no tick is left; list the subjects that one mail was told."""
    while ticks := aws.ticks():
        for tick in ticks:
            aws.clock.now = max(aws.clock.now, tick.at)
            aws.flush.tick(tick.group, tick.at)
    return [message["Subject"] for message in aws.arrived()["email-en"]]


def prepared(aws: SmallAWS, root: Path, story: str) -> dict[str, Any]:
    """Tell what comes before; return the delivery of the event."""
    before, name, _ = SEVERAL[story]
    for one in before:
        assert deliver(sqs_batch((root / f"events/{one}.json").read_text())) == []
    told(aws)
    aws.line.calls.clear()
    event = json.loads((root / f"events/{name}.json").read_text())
    return sqs_batch(event | ({"Timestamp": "2026-11-20T12:00:00.000Z"} if "Timestamp" in event else {}))


@pytest.mark.parametrize("story", SEVERAL)
def test_an_event_of_several_alerts_tells_each_once(apart: SmallAWS, root: Path, story: str) -> None:
    batch = prepared(apart, root, story)
    assert deliver(batch) == []
    assert apart.line.calls == SEVERAL[story][2]
    heard = told(apart)
    assert len(heard) == len(set(heard)) == SEVERAL[story][2].count("publish")
    assert redeliver(apart, batch, ["message-0"]) == []
    assert told(apart) == []


@pytest.mark.parametrize(("story", "call", "fault"), [*DIES, *REFUSED])
def test_a_fault_between_the_alerts_of_one_event_loses_none_and_repeats_none(
    apart: SmallAWS, root: Path, story: str, call: int, fault: str
) -> None:
    batch = prepared(apart, root, story)
    apart.line.break_at, apart.line.fault = call, fault
    failed = deliver(batch)
    assert failed == ["message-0"]
    heard = told(apart)
    assert redeliver(apart, batch, failed) == []
    heard += told(apart)
    assert len(heard) == len(set(heard)) == SEVERAL[story][2].count("publish")
    assert redeliver(apart, batch, failed) == []
    assert told(apart) == []


def test_an_alert_that_is_refused_for_good_keeps_none_of_the_others(apart: SmallAWS, root: Path) -> None:
    batch = prepared(apart, root, "two ends and a change")
    apart.line.break_at, apart.line.fault = 2, "refused for good"
    assert deliver(batch) == ["message-0"]
    assert len(told(apart)) == 2
    assert redeliver(apart, batch, ["message-0"]) == []
    assert len(told(apart)) == 1


def test_a_call_that_the_sdk_repeats_by_itself_is_told_at_once(aws: SmallAWS, finding: dict[str, Any]) -> None:
    aws.line.break_at, aws.line.fault = 0, "repeated"
    assert deliver(sqs_batch(finding)) == []
    assert set(flushed(aws).values()) == {1}


def test_one_bad_record_does_not_hold_up_the_others(aws: SmallAWS, finding: dict[str, Any], root: Path) -> None:
    aws.line.break_at, aws.line.fault = 0, "throttle"
    other = json.loads((root / "events/guardduty/s3_anomalous_behavior.json").read_text())
    assert deliver(sqs_batch(finding, other)) == ["message-0"]
    assert set(flushed(aws).values()) == {1}


def test_another_workers_claim_makes_the_record_come_again(aws: SmallAWS, finding: dict[str, Any]) -> None:
    aws.line.break_at, aws.line.fault = 0, "crash after success"
    batch = sqs_batch(finding)
    deliver(batch)
    assert deliver(batch) == ["message-0"]  # the first worker's claim has not run out
    assert not any(flushed(aws).values())
    assert redeliver(aws, batch, ["message-0"]) == []
    assert set(flushed(aws).values()) == {1}


def test_a_bug_in_the_way_fails_the_record_and_quotes_nothing(
    aws: SmallAWS, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(event: object, _custom: object) -> None:
        raise ValueError(f"cannot read {event}")

    monkeypatch.setattr("hinomi.pipeline.normalize", break_down)
    assert deliver(sqs_batch({"secret": "SECRETTOKEN"})) == ["message-0"]
    logged = str([vars(record) for record in caplog.records])
    assert "'ValueError'" in logged
    assert "test_intake_faults.py:" in logged  # where it arose
    assert "SECRETTOKEN" not in logged
    assert not any(flushed(aws).values())


def test_an_event_that_comes_straight_to_the_function_is_taken(aws: SmallAWS, finding: dict[str, Any]) -> None:
    assert intake.handler(finding, Context()) == {"batchItemFailures": []}
    assert set(flushed(aws).values()) == {1}


def test_a_record_for_which_no_time_is_left_comes_again_untouched(
    aws: SmallAWS, finding: dict[str, Any], root: Path
) -> None:
    other = json.loads((root / "events/guardduty/s3_anomalous_behavior.json").read_text())
    answer = intake.handler(sqs_batch(finding, other), Context(30_000, batch.RESERVE_MS - 1))
    assert answer == {"batchItemFailures": [{"itemIdentifier": "message-1"}]}
    assert aws.line.calls == NEW_ALERT_CALLS
