"""What an attacker, or a slip, may do to the sources: speak as AWS, pass for AWS, or hide behind what is ordinary."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hinomi.envelope import open_envelope
from hinomi.memory_store import MemoryStore
from hinomi.model import Alert, Money, Outlet, Severity
from hinomi.normalize import normalize
from hinomi.render import MACHINE
from support.fakes import Clock, make_watch
from support.samples import facts, load_event

TOPIC = "arn:aws:sns:ap-northeast-1:111122223333:hinomi-BudgetTopic-A1B2C3"
ACCOUNT = "arn:aws:iam::111122223333"
LOW, MEDIUM, HIGH, CRITICAL = Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL


def alert_of(body: object) -> Alert:
    """Read a delivery that holds one event with one alert."""
    (event,) = open_envelope(body)
    (alert,) = normalize(event)
    return alert


def published(content: object) -> dict[str, Any]:
    """Publish something to a topic, as anybody may who has the right to publish."""
    told = {"Type": "Notification", "MessageId": "m-1", "TopicArn": TOPIC, "Timestamp": "2026-11-20T03:00:00Z"}
    return told | {"Message": json.dumps(content)}


def call(service: str, name: str, request: dict[str, Any], **record: Any) -> dict[str, Any]:
    """Let somebody with a role call an API."""
    body = load_event("tampering", "trail_stopped")
    changes = {"eventSource": f"{service}.amazonaws.com", "eventName": name, "requestParameters": request}
    return body | {"detail": body["detail"] | changes | {"responseElements": None} | record}


def by_root(service: str, name: str, request: dict[str, Any], **record: Any) -> dict[str, Any]:
    """Let the root user call an API."""
    root = load_event("root_api", "put_bucket_policy")["detail"]["userIdentity"]
    return call(service, name, request, userIdentity=root, readOnly=False, **record)


def decide(*events: dict[str, Any]) -> list[str]:
    """Let events come a minute apart; return the reason of each decision."""
    clock = Clock()
    watch = make_watch(MemoryStore(), clock=clock, machines=(Outlet(name=MACHINE, channel=MACHINE, locale=""),))
    reasons = []
    for event in events:
        clock.turn(60)
        reasons += [one.decision.reason.value for opened in open_envelope(event) for one in watch.take(opened)]
    return reasons


# ------------------------------------------------------------------------------------------------------ speaking as AWS


@pytest.mark.parametrize("inner", [{"Type": "Notification"}, {"TopicArn": ""}, {"TopicArn": "arn:aws:sns:::other"}])
def test_an_envelope_within_a_notification_does_not_hide_the_topic(inner: dict[str, Any]) -> None:
    finding = load_event("guardduty", "ec2_ssh_brute_force_archived")
    alert = alert_of(published({**inner, "Message": json.dumps(finding)}))
    assert alert.source == "unrecognized"


@pytest.mark.parametrize("forged", [{"Timestamp": "9999-12-31T00:00:00Z"}, {"Timestamp": f"{253_402_300_799}"}])
def test_no_date_far_ahead_makes_what_comes_later_stale(forged: dict[str, Any]) -> None:
    notice = json.loads(load_event("remediation", "failed")["Message"])
    done = json.loads(load_event("remediation", "succeeded_after_failure")["Message"])
    within = {"Type": "Notification", "MessageId": "m", "Message": json.dumps(notice), **forged}
    later = published(done) | {"Timestamp": "2026-11-20T03:05:00Z"}
    assert decide(published(notice) | forged, later)[:2] == ["first_seen", "resolved"]
    assert decide(published(within), later)[:2] == ["first_seen", "resolved"]


def test_nor_does_the_clock_of_whoever_puts_an_event_on_the_bus() -> None:
    """PutEvents takes any time; that of a finding in Security Hub, too, is its product's own."""
    finding = load_event("securityhub", "three_standards_cis")
    ahead = json.loads(json.dumps(finding))
    ahead["detail"]["findings"][0]["UpdatedAt"] = "9999-12-31T00:00:00.000Z"
    over = json.loads(json.dumps(finding))
    over["detail"]["findings"][0] |= {
        "UpdatedAt": "2026-11-22T01:00:00.000Z",
        "Workflow": {"Status": "RESOLVED"},
        "RecordState": "ARCHIVED",
    }
    assert decide(ahead, over | {"time": "2026-11-22T01:00:00Z"}) == ["first_seen", "resolved"]


# ------------------------------------------------------------------------------------------------------ passing for AWS


@pytest.mark.parametrize(
    "path", ["role/x:role/aws-service-role/", "role/x/aws-service-role/", "role/aws-service-rolex/"]
)
def test_a_path_that_reads_like_a_service_linked_role_hides_nobody(path: str) -> None:
    issuer = {"type": "Role", "userName": "evil", "arn": f"{ACCOUNT}:{path}evil"}
    who = {"userIdentity": {"type": "AssumedRole", "sessionContext": {"sessionIssuer": issuer}}}
    alert = alert_of(call("cloudtrail", "StopLogging", {"name": "management"}, **who))
    assert (alert.actionable, alert.severity) == (True, CRITICAL)


# ------------------------------------------------------------------------------------------------------------- severity


@pytest.mark.parametrize(
    ("service", "name", "request_", "expected"),
    [
        ("guardduty", "DeleteDetector", {"detectorId": "d"}, CRITICAL),
        ("config", "StopConfigurationRecorder", {"configurationRecorderName": "default"}, HIGH),
        ("kms", "ScheduleKeyDeletion", {"keyId": "k", "pendingWindowInDays": 7}, HIGH),
        ("events", "DeleteRule", {"name": "hinomi-GuardDutyRule-A1B2C3"}, CRITICAL),
        ("budgets", "DeleteBudgetAction", {}, MEDIUM),
        ("guardduty", "UpdateDetector", {"detectorId": "d", "enable": True}, MEDIUM),
    ],
)
def test_what_the_root_user_switches_off_is_as_bad_as_if_anybody_else_did_it(
    service: str, name: str, request_: dict[str, Any], expected: Severity
) -> None:
    alert = alert_of(by_root(service, name, request_))
    assert (alert.type, alert.severity) == (f"root_api.{name}", expected)
    refused = alert_of(by_root(service, name, request_, errorCode="AccessDenied"))
    assert refused.severity is (MEDIUM if expected >= HIGH else LOW)


# --------------------------------------------------------------------------------------------- behind what is ordinary


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (["0.0.0.0/0"], HIGH),
        (["0.0.0.0/1", "128.0.0.0/1"], HIGH),
        (["0::/0"], HIGH),
        (["2000::/3"], HIGH),
        (["10.0.0.0/8"], LOW),
        (["fc00::/7"], LOW),
        (["203.0.113.0/24", "pl-0123", "", "x/y/z"], LOW),
    ],
)
def test_the_world_is_known_however_it_is_written(sources: list[str], expected: Severity) -> None:
    ranges = {"items": [{"cidrIpv6" if ":" in one else "cidrIp": one} for one in sources]}
    rule = {"ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "ipRanges": ranges}
    request_ = {"groupId": "sg-1", "ipPermissions": {"items": [rule]}}
    assert alert_of(call("ec2", "AuthorizeSecurityGroupIngress", request_)).severity is expected


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ({"Action": "*", "Resource": "*"}, HIGH),
        ({"Action": "IAM:*", "Resource": ["*"]}, HIGH),
        ({"NotAction": "s3:DeleteBucket", "Resource": "*"}, HIGH),
        ({"Action": "*", "NotResource": "arn:aws:s3:::amzn-s3-demo-bucket"}, HIGH),
        ({"NotAction": ["IAM:*", "organizations:*"], "Resource": "*"}, LOW),
        ({"Action": "s3:*", "Resource": "*"}, LOW),
        ({"Action": "*", "Resource": f"{ACCOUNT}:role/one"}, LOW),
    ],
)
def test_rights_without_bounds_are_known_however_they_are_written(
    statement: dict[str, Any], expected: Severity
) -> None:
    document = json.dumps({"Statement": [{"Effect": "Allow", **statement}]})
    request_ = {"userName": "ann", "policyName": "p", "policyDocument": document}
    assert alert_of(call("iam", "PutUserPolicy", request_)).severity is expected


def test_a_bucket_that_is_open_to_all_but_one_is_public() -> None:
    statement = {"Effect": "Allow", "NotPrincipal": {"AWS": f"{ACCOUNT}:user/ann"}, "Action": "s3:GetObject"}
    request_ = {"bucketName": "amzn-s3-demo-bucket", "bucketPolicy": {"Statement": [statement]}}
    assert alert_of(call("s3", "PutBucketPolicy", request_)).severity is HIGH


# ---------------------------------------------------------------------------------------------------------- odd values


def test_no_amount_is_infinite() -> None:
    impact = {"totalActualSpend": 1.7e308, "totalExpectedSpend": -1.7e308, "maxImpact": 12.5}
    anomaly = {"anomalyId": "a-1", "accountId": "111122223333", "monitorArn": "arn:aws:ce::111122223333:x/y"}
    found = facts(alert_of(published(anomaly | {"impact": impact})))["extra_cost"]
    assert isinstance(found, Money)
    assert found.amount.is_finite()
