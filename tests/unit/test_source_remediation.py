from __future__ import annotations

import json
from functools import partial
from typing import Any

import pytest

from hinomi import guide
from hinomi.envelope import open_envelope
from hinomi.model import Alert, ConsoleLink, Event, Lifecycle, Reason, Resource, Severity, Term
from hinomi.normalize import normalize
from hinomi.routing.gathering import lasts
from hinomi.sources import remediation
from support.fakes import Clock, make_watch
from support.samples import facts, load_event

load = partial(load_event, "remediation")
S3_8 = (
    "arn:aws:securityhub:ap-northeast-1:123456789012:security-control/S3.8/finding/0f7aa3a1-1111-4222-8333-444455556661"
)


def alerts(raw: dict[str, Any]) -> tuple[Alert, ...]:
    (event,) = open_envelope(raw)
    assert remediation.recognizes(event)
    return normalize(event)


def only(raw: dict[str, Any]) -> Alert:
    (alert,) = alerts(raw)
    return alert


def notice(name: str = "failed", **changes: object) -> dict[str, Any]:
    """Return a sample with other values in its message."""
    raw = load(name)
    raw["Message"] = json.dumps(json.loads(raw["Message"]) | changes)
    return raw


def told(*raws: dict[str, Any]) -> list[str]:
    """Let one watch take notices; return the reasons of what it decided."""
    clock = Clock()
    watch, reasons = make_watch(clock=clock), []
    for raw in raws:
        clock.turn(60)
        reasons += [outcome.decision.reason.value for event in open_envelope(raw) for outcome in watch.take(event)]
    return reasons


def test_a_failure_says_what_failed_where_and_why() -> None:
    alert = only(load("failed"))
    assert (alert.source, alert.type, alert.severity) == ("remediation", "remediation.failed", Severity.MEDIUM)
    assert facts(alert) == {
        "control": "S3.8",
        "outcome": Term("remediation_failed"),
        "detail": "Step fails when it is Execute/Cancelling action. An error occurred (AccessDenied) when calling the "
        "PutBucketPublicAccessBlock operation",
    }
    assert alert.resources == (Resource(type="AWS::S3::Bucket", id="amzn-s3-demo-bucket"),)
    assert (alert.account, alert.account_name, alert.region) == ("123456789012", "workload-dev", "ap-northeast-1")
    assert alert.title == "S3 general purpose buckets should block public access"
    place = {"region": "ap-northeast-1", "finding_id": S3_8}
    assert alert.link == ConsoleLink(page="securityhub_cspm_finding", parameters=place)
    assert alert.reference == S3_8
    assert lasts(alert)


def test_a_retry_that_fails_again_is_no_news() -> None:
    again = notice(StepFunctions_Execution_Id="another") | {"Timestamp": "2026-11-20T05:00:00Z"}
    assert told(load("failed"), again) == [Reason.FIRST_SEEN, Reason.DUPLICATE]
    assert told(load("failed"), load("delivered_by_sqs")) == [Reason.FIRST_SEEN, Reason.DUPLICATE]


def test_a_success_closes_the_failure_and_tells_what_was_changed() -> None:
    reasons = told(load("failed"), load("succeeded_after_failure"))
    assert reasons == ["first_seen", "resolved", "not_actionable", "first_seen"]


def test_a_success_alone_tells_once_what_was_changed() -> None:
    silent = ["not_actionable", "not_actionable"]
    assert told(load("succeeded"), load("succeeded")) == [*silent, "first_seen", *silent, "duplicate"]


def test_a_role_that_cannot_be_used_is_told_once_for_the_account_until_a_remediation_succeeds() -> None:
    other = notice("no_role", Finding=json.loads(load("succeeded")["Message"])["Finding"])
    assert told(load("no_role"), other) == ["first_seen", "duplicate"]
    later = load("succeeded") | {"Timestamp": "2026-11-20T08:00:00Z"}
    assert told(load("no_role"), later) == ["first_seen", "not_actionable", "resolved", "first_seen"]
    assert told(load("no_role"), load("succeeded"))[2] == "out_of_order", "it succeeded before the role was gone"
    assert told(load("failed"), load("no_role")) == ["first_seen", "first_seen"]


def test_the_first_alert_of_a_success_closes_and_the_last_is_a_moment() -> None:
    closing, _, changed = alerts(load("succeeded_after_failure"))
    assert (closing.lifecycle, closing.fingerprint) == (Lifecycle.CLOSED, only(load("failed")).fingerprint)
    assert closing.guide[0] == "remediation/recovered"
    assert (changed.lifecycle, changed.severity, changed.type) == (
        Lifecycle.OPEN,
        Severity.LOW,
        "remediation.succeeded",
    )
    assert changed.actionable
    assert not lasts(changed)
    assert "detail" not in facts(changed), "that nothing is said is not worth a line"


def test_the_role_that_works_again_is_told_of_the_account_and_not_of_the_finding() -> None:
    _, works, _ = alerts(load("succeeded_after_failure"))
    assert (works.fingerprint, works.type) == (only(load("no_role")).fingerprint, "remediation.no_role")
    assert works.guide[0] == "remediation/role_recovered"
    assert (works.resources, works.facts) == ((Resource(type="AWS::::Account", id="123456789012"),), ())


def test_what_is_repaired_again_later_had_been_undone_and_is_told() -> None:
    later = notice("succeeded", StepFunctions_Execution_Id="another") | {"Timestamp": "2026-11-25T05:00:00Z"}
    assert told(load("succeeded"), later)[-1] == Reason.FIRST_SEEN


def test_where_no_execution_is_named_a_day_is_one_repair() -> None:
    plain = {"StepFunctions_Execution_Id": "", "Message": "Remediation succeeded for SC control EC2.2 in account 1"}
    days = [notice("succeeded", **plain) | {"Timestamp": f"2026-11-2{day}T05:00:00Z"} for day in (0, 0, 1)]
    first, same, next_day = (alerts(raw)[-1].fingerprint for raw in days)
    assert first == same != next_day


@pytest.mark.parametrize("name", ["lookalike_queued", "lookalike_not_new"])
def test_what_only_waits_or_was_left_alone_needs_nobody(name: str) -> None:
    assert not only(load(name)).actionable
    assert told(load(name)) == [Reason.NOT_ACTIONABLE]


@pytest.mark.parametrize("status", ["QUEUED", "Running", "InProgress", "IN_PROGRESS", "Pending"])
def test_what_is_under_way_needs_nobody(status: str) -> None:
    alert = only(notice(Remediation_Status=status, Message="?"))
    assert (alert.severity, alert.actionable) == (Severity.INFO, False)


def test_a_status_of_success_beside_a_sentence_of_failure_is_a_failure() -> None:
    alert = only(load("success_status_of_a_failure"))
    assert (alert.type, alert.severity, alert.lifecycle) == ("remediation.failed", Severity.MEDIUM, Lifecycle.OPEN)
    assert facts(alert)["outcome"] == Term("remediation_failed")
    refused = "Remediation failed for SC control S3.8 in account 123456789012: the bucket policy refuses"
    assert only(notice("succeeded", Message=refused)).type == "remediation.failed"
    failed = (
        "Remediation succeeded for SC control S3.8 in account 123456789012: Remediation status: FAILED - please verify"
    )
    assert only(notice("succeeded", Message=failed)).type == "remediation.failed"


@pytest.mark.parametrize(
    ("status", "kind", "severity"),
    [
        ("Failed", "failed", Severity.MEDIUM),
        ("TimedOut", "failed", Severity.MEDIUM),
        ("Cancelled", "failed", Severity.MEDIUM),
        ("ABORTED", "failed", Severity.MEDIUM),
        ("something new", "failed", Severity.MEDIUM),
        ("LAMBDA_ERROR", "asr_error", Severity.MEDIUM),
        ("ASSUME_ROLE_FAILURE", "no_role", Severity.MEDIUM),
        ("NO_RUNBOOK", "not_tried", Severity.LOW),
        ("PLAYBOOK_NOT_ENABLED", "not_tried", Severity.LOW),
        ("RUNBOOK_NOT_ACTIVE", "not_tried", Severity.LOW),
    ],
)
def test_each_outcome_has_its_severity_and_its_guide(status: str, kind: str, severity: Severity) -> None:
    alert = only(notice(Remediation_Status=status))
    assert (alert.guide, alert.severity, alert.actionable) == ((f"remediation/{kind}", "remediation"), severity, True)
    assert guide.entries("ja").keys() >= {*alert.guide}


def test_an_outcome_that_is_new_to_us_is_told_as_it_stands() -> None:
    assert facts(only(notice(Remediation_Status="SKIPPED_BY_POLICY")))["outcome"] == "SKIPPEDBYPOLICY"


def test_version_2_says_how_it_went_in_its_sentence_only() -> None:
    failed = only(load("version_2_failed"))
    assert (failed.type, facts(failed)["control"], facts(failed)["detail"]) == (
        "remediation.failed",
        "EC2.1",
        "Step timed out",
    )
    body = json.loads(load("version_2_failed")["Message"])
    for how, expected in (("succeeded", 3), ("queued", 1)):
        raw = notice("version_2_failed", severity="INFO", message=body["message"].replace("failed", how))
        assert len(alerts(raw)) == expected
    assert not alerts(raw)[0].actionable


def test_version_1_sends_a_sentence_of_text() -> None:
    closing, _, changed = alerts(load("version_1_text"))
    assert (closing.lifecycle, changed.severity) == (Lifecycle.CLOSED, Severity.LOW)
    assert (changed.account, facts(changed)["control"]) == ("123456789012", "EC2.1")
    raw = load("version_1_text") | {"Message": "ERROR:Orchestrator failed: States.Timeout"}
    assert only(raw).type == "remediation.failed"


@pytest.mark.parametrize(("state", "count"), [("RESOLVED", 3), ("FAILED", 1), ("INITIAL", 1)])
def test_the_first_version_sends_its_own_states(state: str, count: int) -> None:
    message = {"Account": "123456789012", "Remediation": "r", "State": state, "Note": "n", "AffectedObject": "trail"}
    found = alerts(load("failed") | {"Message": json.dumps(message)})
    assert (len(found), found[0].account, found[0].actionable) == (count, "123456789012", state != "INITIAL")


def test_a_notice_without_a_finding_is_told_by_what_it_says() -> None:
    bare = only(notice(Finding=""))
    assert (bare.account, facts(bare)["control"], bare.region) == ("123456789012", "S3.8", "")
    assert bare.fingerprint == "remediation|123456789012|S3.8|AwsS3Bucket arn:aws:s3:::amzn-s3-demo-bucket"
    one, two = notice(Finding="", Message="?"), notice(Finding="", Message="?") | {"MessageId": "other"}
    assert only(one).fingerprint != only(two).fingerprint


@pytest.mark.parametrize(
    ("affected", "expected"),
    [
        ("AwsIamUser alice", Resource(type="AWS::IAM::User", id="alice")),
        ("123456789012", Resource(type="AWS::::Account", id="123456789012")),
        ("AWS::::Account:123456789012", Resource(type="AWS::::Account", id="123456789012")),
        ("111122223333", Resource(type="", id="111122223333")),
        ("the trail of org", Resource(type="", id="the trail of org")),
        ("UNKNOWN", None),
    ],
)
def test_the_affected_object_is_named_as_far_as_asr_knows_it(affected: str, expected: Resource | None) -> None:
    raw = notice(Message=f"Remediation failed for SC control S3.8 in account 123456789012: no ({affected})")
    assert only(raw).resources == ((expected,) if expected else ())


def test_a_role_that_cannot_be_used_is_about_the_account() -> None:
    assert only(load("no_role")).resources == (Resource(type="AWS::::Account", id="123456789012"),)


def test_no_access_key_is_told() -> None:
    raw = notice(Message="Remediation failed for SC control IAM.3 in account 123456789012: key AKIAIOSFODNN7EXAMPLE")
    assert "AKIA****MPLE" in str(facts(only(raw))["detail"])


def test_the_links_of_the_event_are_never_used() -> None:
    raw = notice(Finding_Link="https://evil.example/", Ticket_URL="https://evil.example/")
    assert "evil.example" not in repr(only(raw))


@pytest.mark.parametrize(
    ("body", "topic", "known"),
    [
        (json.loads(load("failed")["Message"]), "arn:aws:sns:ap-northeast-1:111122223333:SO0111-ASR_Topic", True),
        (json.loads(load("failed")["Message"]), "", False),
        ({"detail-type": "x", **json.loads(load("failed")["Message"])}, "arn:aws:sns:x:1:t", False),
        ({"detail": {}, **json.loads(load("failed")["Message"])}, "arn:aws:sns:x:1:t", False),
        ({"Message": "hello"}, "arn:aws:sns:x:1:t", False),
        ({"severity": "INFO", "message": "hello"}, "arn:aws:sns:x:1:t", False),
    ],
)
def test_only_a_bare_notice_by_sns_is_one(body: dict[str, Any], topic: str, *, known: bool) -> None:
    assert remediation.recognizes(Event(body=body, topic_arn=topic)) is known


@pytest.mark.parametrize("text", ["INFO: all is well", "ERROR:", "Remediation failed for x control y in account 1"])
def test_a_text_that_is_none_of_asrs_is_left(text: str) -> None:
    assert not remediation.recognizes(Event(text=text, topic_arn="arn:aws:sns:x:1:t"))


@pytest.mark.parametrize("junk", [None, 0, True, "x", [], {}, [{}], {"finding_arn": {}}, "(" * 9000])
@pytest.mark.parametrize(
    "field", ["Remediation_Status", "Message", "Finding", "Account_Alias", "StepFunctions_Execution_Id"]
)
def test_any_value_in_any_field_still_makes_an_alert(field: str, junk: object) -> None:
    found = alerts(notice("succeeded", **{field: junk}))
    assert all(alert.fingerprint.startswith("remediation|") and alert.guide[-1] == "remediation" for alert in found)
