from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinomi.envelope import open_envelope
from hinomi.model import Actor, Alert, ConsoleLink, Event, Fact, Resource, Severity, Term, Value
from hinomi.sources import root_api, root_signin

if TYPE_CHECKING:
    from pathlib import Path

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture
def samples(root: Path) -> Path:
    return root / "events"


def raw(samples: Path, name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((samples / f"{name}.json").read_text(encoding="utf-8"))
    return content


def changed(event: dict[str, Any], **detail: object) -> dict[str, Any]:
    event = copy.deepcopy(event)
    event["detail"] |= detail
    return event


def alert_of(content: object) -> Alert:
    """Ask the two sources in their order, as normalization does."""
    (event,) = open_envelope(content)
    source = next(source for source in (root_signin, root_api) if source.recognizes(event))
    alerts: tuple[Alert, ...] = source.normalize(event)
    (alert,) = alerts
    return alert


def fact(alert: Alert, label: str) -> Value | None:
    return next((fact.value for fact in alert.facts if fact.label == label), None)


@pytest.mark.parametrize(
    ("name", "kind", "severity", "guide"),
    [
        ("success_with_mfa", "success", Severity.HIGH, "root/signin_success"),
        ("success_without_mfa", "success", Severity.CRITICAL, "root/signin_success_without_mfa"),
        ("success_us-east-2", "success", Severity.HIGH, "root/signin_success"),
        ("success_us-west-2", "success", Severity.HIGH, "root/signin_success"),
        ("failure", "failure", Severity.MEDIUM, "root/signin_failure"),
        ("failure_at_mfa", "failure", Severity.MEDIUM, "root/signin_failure"),
        ("hostile_user_agent", "failure", Severity.MEDIUM, "root/signin_failure"),
        (
            "password_recovery_requested",
            "PasswordRecoveryRequested",
            Severity.HIGH,
            "root/password_recovery_requested",
        ),
        ("password_recovery_completed", "PasswordRecoveryCompleted", Severity.CRITICAL, "root/password_changed"),
        ("password_updated", "PasswordUpdated", Severity.CRITICAL, "root/password_changed"),
        ("email_updated", "EmailUpdated", Severity.CRITICAL, "root/email_changed"),
    ],
)
def test_a_sign_in_event_of_the_root_user_is_an_alert(
    samples: Path, name: str, kind: str, severity: Severity, guide: str
) -> None:
    alert = alert_of(raw(samples, f"root_signin/{name}"))
    assert (alert.source, alert.type, alert.actionable) == ("signin", f"root_signin.{kind}", True)
    assert alert.severity is severity
    assert alert.guide[0] == guide
    assert alert.guide[-1] == "root/signin"


def test_a_root_sign_in_tells_who_from_where_and_when(samples: Path) -> None:
    alert = alert_of(raw(samples, "root_signin/success_us-west-2"))
    assert alert.account == "111122223333"
    assert alert.region == "us-west-2"
    assert alert.partition == "aws"
    assert alert.actor == Actor(kind="Root")
    assert alert.origin is not None
    assert alert.origin.ip == "198.51.100.23"
    assert alert.origin.user_agent.startswith("Mozilla/5.0")
    assert alert.first_seen == datetime(2026, 11, 20, 3, 3, 50, tzinfo=UTC)
    assert alert.version == 1795143830000
    assert alert.fingerprint == f"cloudtrail|111122223333|{alert.reference}"
    assert alert.link == ConsoleLink(
        page="cloudtrail_event", parameters={"region": "us-west-2", "event_id": alert.reference}
    )
    assert alert.facts == (
        Fact("outcome", Term("success")),
        Fact("mfa", Term("used")),
        Fact("mfa_device", "arn:aws:iam::111122223333:mfa/root-account-mfa-device"),
    )


def test_both_spellings_of_the_detail_type_are_the_same_event(samples: Path) -> None:
    event = raw(samples, "root_signin/success_with_mfa")
    for spelling in ("AWS Console Signin via CloudTrail", "aws console sign in via cloudtrail"):
        assert alert_of({**event, "detail-type": spelling}) == alert_of(event)


def test_the_same_event_in_another_region_or_out_of_a_log_file_is_the_same_alert(samples: Path) -> None:
    event = raw(samples, "root_signin/success_with_mfa")
    expected = alert_of(event).fingerprint
    assert alert_of({**event, "id": "forwarded", "region": "ap-northeast-1"}).fingerprint == expected
    assert alert_of({"Records": [event["detail"]]}).fingerprint == expected
    assert alert_of(event["detail"]).fingerprint == expected


def test_mfa_that_is_not_told_is_unknown_and_not_missing(samples: Path) -> None:
    event = changed(raw(samples, "root_signin/success_without_mfa"), additionalEventData={"MobileVersion": "No"})
    alert = alert_of(event)
    assert fact(alert, "mfa") == Term("unknown")
    assert alert.severity is Severity.HIGH
    assert alert.guide == ("root/signin_success", "root/signin")


def test_a_failure_before_mfa_says_nothing_of_mfa(samples: Path) -> None:
    assert fact(alert_of(raw(samples, "root_signin/failure")), "mfa") == Term("unknown")
    assert fact(alert_of(raw(samples, "root_signin/failure_at_mfa")), "mfa") == Term("used")


def test_a_failure_tells_what_aws_says(samples: Path) -> None:
    alert = alert_of(raw(samples, "root_signin/failure"))
    assert fact(alert, "outcome") == Term("failure")
    assert alert.description == "Failed authentication"


def test_an_error_without_an_outcome_is_a_failure(samples: Path) -> None:
    event = changed(raw(samples, "root_signin/failure"), responseElements=None)
    assert alert_of(event).type == "root_signin.failure"


def test_a_sign_in_of_unknown_outcome_is_taken_for_a_success(samples: Path) -> None:
    alert = alert_of(changed(raw(samples, "root_signin/success_without_mfa"), responseElements="odd"))
    assert (alert.type, alert.severity) == ("root_signin.ConsoleLogin", Severity.HIGH)
    assert alert.guide == ("root/signin",)


def test_a_password_change_that_failed_is_less_severe(samples: Path) -> None:
    event = changed(
        raw(samples, "root_signin/password_updated"), responseElements={"PasswordUpdated": "Failure"}, errorMessage="x"
    )
    alert = alert_of(event)
    assert (alert.severity, alert.guide) == (Severity.MEDIUM, ("root/signin",))


def test_a_new_sign_in_event_of_the_root_user_is_an_alert(samples: Path) -> None:
    event = changed(raw(samples, "root_signin/success_with_mfa"), eventName="PasskeyRegistered", responseElements=None)
    alert = alert_of(event)
    assert (alert.type, alert.severity, alert.actionable) == (
        "root_signin.PasskeyRegistered",
        Severity.MEDIUM,
        True,
    )


def test_a_changed_address_counts_whichever_service_records_it(samples: Path) -> None:
    event = changed(raw(samples, "root_signin/email_updated"), eventSource="iam.amazonaws.com")
    assert alert_of(event).type == "root_signin.EmailUpdated"


@pytest.mark.parametrize(
    "name",
    [
        "root_signin/lookalike_iam_user",
        "root_signin/lookalike_iam_user_named_root",
        "root_signin/lookalike_mfa_prompt",
        "root_api/lookalike_iam_user",
        "root_api/lookalike_invoked_by",
        "root_api/lookalike_read_only",
        "root_api/lookalike_service_event",
    ],
)
def test_a_lookalike_is_nothing_to_act_on(samples: Path, name: str) -> None:
    assert not alert_of(raw(samples, name)).actionable


@pytest.mark.parametrize(
    ("name", "severity", "guide"),
    [
        ("create_access_key", Severity.CRITICAL, ("root/api/CreateAccessKey", "root/api")),
        ("deactivate_mfa_device", Severity.CRITICAL, ("root/api/DeactivateMFADevice", "root/api")),
        ("put_bucket_policy", Severity.MEDIUM, ("root/api/PutBucketPolicy", "root/api")),
        ("long_term_key", Severity.HIGH, ("root/api/RunInstances", "root/api")),
        ("denied", Severity.MEDIUM, ("root/api_denied", "root/api")),
    ],
)
def test_a_change_by_the_root_user_is_an_alert(
    samples: Path, name: str, severity: Severity, guide: tuple[str, ...]
) -> None:
    alert = alert_of(raw(samples, f"root_api/{name}"))
    assert (alert.source, alert.actionable) == ("cloudtrail", True)
    assert alert.type.startswith("root_api.")
    assert alert.severity is severity
    assert alert.guide == guide


def test_a_root_api_call_tells_what_was_done_to_what(samples: Path) -> None:
    alert = alert_of(raw(samples, "root_api/put_bucket_policy"))
    assert alert.facts == (
        Fact("api", "PutBucketPolicy"),
        Fact("service", "s3"),
        Fact("outcome", Term("success")),
        Fact("mfa", Term("used")),
    )
    assert alert.resources == (Resource(type="AWS::S3::Bucket", id="amzn-s3-demo-bucket"),)
    assert alert.region == "ap-northeast-1"


def test_an_access_key_is_masked(samples: Path) -> None:
    event = changed(
        raw(samples, "root_api/long_term_key"),
        errorCode="AccessDenied",
        errorMessage="key AKIAEXAMPLEEXAMPLE56 may not",
        userAgent="AKIAEXAMPLEEXAMPLE56",
    )
    alert = alert_of(event)
    assert alert.actor is not None
    assert alert.actor.access_key == "AKIA****LE56"
    assert "AKIAEXAMPLE" not in repr(alert)


@pytest.mark.parametrize(
    ("service", "name", "code", "severity"),
    [
        ("organizations", "LeaveOrganization", "", Severity.HIGH),
        ("account", "PutContactInformation", "", Severity.HIGH),
        ("organizations", "LeaveOrganization", "AccessDeniedException", Severity.MEDIUM),
        ("cloudtrail", "StopLogging", "", Severity.CRITICAL),
        ("cloudtrail", "StopLogging", "AccessDenied", Severity.MEDIUM),
        ("ec2", "CreateVpc", "Client.UnauthorizedOperation", Severity.LOW),
        ("ec2", "CreateAccessKey", "", Severity.MEDIUM),
    ],
)
def test_how_bad_a_call_is_depends_on_service_name_and_outcome(
    samples: Path, service: str, name: str, code: str, severity: Severity
) -> None:
    event = changed(
        raw(samples, "root_api/put_bucket_policy"),
        eventSource=f"{service}.amazonaws.com",
        eventName=name,
        errorCode=code,
    )
    assert alert_of(event).severity is severity


def test_a_denied_call_and_a_failed_one_are_told_apart(samples: Path) -> None:
    event = raw(samples, "root_api/put_bucket_policy")
    denied = alert_of(changed(event, errorCode="AccessDenied"))
    failed = alert_of(changed(event, errorCode="NoSuchBucket"))
    assert (fact(denied, "outcome"), denied.guide[0]) == (Term("denied"), "root/api_denied")
    assert (fact(failed, "outcome"), failed.guide[0]) == (Term("failure"), "root/api/PutBucketPolicy")
    assert fact(failed, "error") == "NoSuchBucket"


def test_only_aws_itself_or_a_drill_can_bring_a_cloudtrail_record_by_eventbridge(samples: Path) -> None:
    event = raw(samples, "root_api/lookalike_iam_user")
    (forged,) = open_envelope({**event, "source": "my.app"})
    assert not root_api.recognizes(forged)
    assert alert_of({**raw(samples, "root_api/create_access_key"), "source": "hinomi.drill"}).actionable


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"detail-type": "AWS API Call via CloudTrail", "source": "aws.iam", "detail": "text"},
        {"detail-type": "AWS API Call via CloudTrail", "source": "aws.iam", "detail": {"eventName": "CreateUser"}},
        {"eventSource": "aws:s3", "eventName": "ObjectCreated:Put", "userIdentity": {"principalId": "x"}},
        {"eventSource": "iam.amazonaws.com", "eventName": "CreateUser", "userIdentity": "Root"},
        {"detail-type": "GuardDuty Finding", "source": "aws.guardduty", "detail": {}},
    ],
)
def test_what_does_not_tell_who_acted_is_left_to_others(body: dict[str, Any]) -> None:
    event = Event(body=body)
    assert not root_signin.recognizes(event)
    assert not root_api.recognizes(event)


def test_a_record_without_an_id_is_known_by_its_content(samples: Path) -> None:
    event = changed(raw(samples, "root_api/put_bucket_policy"), eventID=None)
    first = alert_of(event)
    assert first.fingerprint == alert_of({**event, "id": "again"}).fingerprint
    assert first.fingerprint != alert_of(changed(event, eventTime="2026-11-20T03:03:51Z")).fingerprint


def test_others_than_the_root_user_are_named(samples: Path) -> None:
    assert alert_of(raw(samples, "root_api/lookalike_iam_user")).actor == Actor(
        kind="IAMUser", name="hanako", access_key="AKIA****LE78"
    )


def test_the_partition_is_the_identitys_or_the_regions(samples: Path) -> None:
    event = raw(samples, "root_api/put_bucket_policy")
    identity = {"type": "Root", "arn": "arn:aws-cn:iam::111122223333:root"}
    assert alert_of(changed(event, userIdentity=identity)).partition == "aws-cn"
    assert alert_of(changed(event, userIdentity={"type": "Root"}, awsRegion="us-gov-west-1")).partition == "aws-us-gov"


@given(data=st.data())
def test_no_field_of_any_type_breaks_the_sources(data: st.DataObject) -> None:
    record: dict[str, Any] = {
        "eventSource": data.draw(st.sampled_from(["signin.amazonaws.com", "iam.amazonaws.com"]) | JSON),
        "eventName": data.draw(st.sampled_from(["ConsoleLogin", "CreateAccessKey", "PasswordUpdated"]) | JSON),
        "userIdentity": {"type": "Root", "arn": data.draw(JSON), "accountId": data.draw(JSON)},
    }
    for key in (
        "responseElements",
        "additionalEventData",
        "eventTime",
        "eventID",
        "awsRegion",
        "resources",
        "readOnly",
        "errorCode",
        "errorMessage",
        "sourceIPAddress",
        "userAgent",
        "recipientAccountId",
    ):
        record[key] = data.draw(JSON)
    for event in open_envelope(record):
        for source in (root_signin, root_api):
            source.recognizes(event)
            (alert,) = source.normalize(event)
            assert not source.recognizes(event) or not alert.actionable or alert.guide
