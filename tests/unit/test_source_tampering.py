"""Tampering: who put out which light, how bad that is, and what only looks like it."""

from __future__ import annotations

import copy
import json
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hinomi.envelope import open_envelope
from hinomi.guide.modules import GUIDES
from hinomi.memory_store import MemoryStore
from hinomi.model import Actor, Alert, Event, Fact, Outlet, Resource, Severity, Term, Value
from hinomi.normalize import normalize
from hinomi.render import MACHINE
from hinomi.routing.gathering import lasts
from hinomi.routing.silences import is_protected
from hinomi.sources import root_api, tampering
from hinomi.sources.tampering_calls import CALLS
from hinomi.sources.tampering_own import KINDS, OWN_CALLS
from support import calls
from support.calls import JSON, ROLE, recorded
from support.fakes import Clock, Outbox, make_watch
from support.samples import EVENTS

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = EVENTS / "tampering"
INFO, LOW, MEDIUM, HIGH, CRITICAL = Severity


raw = partial(recorded, "tampering")


def call(service: str, name: str, request: object = None, **detail: Any) -> dict[str, Any]:
    return calls.call(raw("trail_stopped"), service, name, request, **detail)


def alert_of(content: dict[str, Any]) -> Alert:
    (event,) = open_envelope(content)
    assert tampering.recognizes(event)
    (alert,) = tampering.normalize(event)
    return alert


def severity(service: str, name: str, request: object = None, **detail: Any) -> Severity:
    alert = alert_of(call(service, name, request, **detail))
    assert alert.actionable is (alert.severity > INFO)
    return alert.severity


def fact(alert: Alert, label: str) -> Value | None:
    return next((fact.value for fact in alert.facts if fact.label == label), None)


def issued(role: str, path: str = "", **more: Any) -> dict[str, Any]:
    issuer = {"type": "Role", "arn": f"arn:aws:iam::111122223333:role/{path}{role}", "userName": role}
    return {"userIdentity": {**ROLE, "sessionContext": {"sessionIssuer": issuer}, **more}}


@pytest.mark.parametrize(
    ("name", "expected", "guide"),
    [
        ("trail_stopped", CRITICAL, "tampering/trail_stopped"),
        ("trail_stopped_denied", MEDIUM, "tampering/denied"),
        ("trail_without_management_events", CRITICAL, "tampering/trail_weakened"),
        ("trail_of_one_region", HIGH, "tampering/trail_weakened"),
        ("guardduty_suspended", CRITICAL, "tampering/guardduty_off"),
        ("flow_logs_deleted", HIGH, "tampering/network_logs"),
        ("trail_bucket_forgets", HIGH, "tampering/logs"),
        ("trail_bucket_keeps_logs_out", HIGH, "tampering/log_policy"),
        ("key_deletion_scheduled", HIGH, "tampering/key"),
        ("recorder_deleted_by_deployment", MEDIUM, "tampering/config_off"),
        ("own_rule_disabled", CRITICAL, "tampering/own/rule"),
        ("own_function_throttled", CRITICAL, "tampering/own/function"),
        ("own_topic_unsubscribed", HIGH, "tampering/own/topic"),
        ("own_queue_denied", MEDIUM, "tampering/own/failed"),
        ("own_stack_deleted", CRITICAL, "tampering/own/stack"),
    ],
)
def test_whoever_puts_out_a_light_is_told_of(name: str, expected: Severity, guide: str) -> None:
    alert = alert_of(raw(name))
    assert (alert.source, alert.severity, alert.actionable, alert.guide[0]) == ("cloudtrail", expected, True, guide)
    assert alert.guide[-1] == "tampering"
    assert alert.type == f"tampering.{raw(name)['detail']['eventName']}"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("lookalike_*.json")), ids=lambda path: path.stem)
def test_nobody_hears_of_a_look_alike(path: Path) -> None:
    for event in open_envelope(json.loads(path.read_text("utf-8"))):
        assert [alert.actionable for alert in normalize(event)] == [False]


def test_an_alert_says_who_did_what_to_what() -> None:
    alert = alert_of(raw("trail_of_one_region"))
    assert alert.resources == (Resource(type="AWS::CloudTrail::Trail", id="organization"),)
    assert alert.actor == Actor(kind="AssumedRole", name="Admin/alice", access_key="ASIA****LE56")
    assert alert.origin is not None
    assert alert.origin.ip == "198.51.100.23"
    assert alert.facts == (
        Fact("api", "UpdateTrail"),
        Fact("service", "cloudtrail"),
        Fact("outcome", Term("success")),
        Fact("request", "isMultiRegionTrail: false"),
        Fact("mfa", Term("used")),
    )


@pytest.mark.parametrize(
    ("name", "kind", "id_"),
    [
        ("trail_stopped", "AWS::CloudTrail::Trail", "organization"),
        ("flow_logs_deleted", "AWS::EC2::FlowLog", "fl-0123456789abcdef0"),
        ("key_deletion_scheduled", "AWS::KMS::Key", "00000000-0000-4000-8000-000000000002"),
        ("trail_bucket_forgets", "AWS::S3::Bucket", "aws-cloudtrail-logs-111122223333-example"),
        ("own_queue_denied", "AWS::SQS::Queue", "hinomi-IntakeQueue-A1B2C3D4E5F6"),
        ("own_topic_unsubscribed", "AWS::SNS::Topic", "hinomi-EmailJaTopic-A1B2C3D4E5F6"),
        ("own_stack_deleted", "AWS::CloudFormation::Stack", "hinomi/00000000-0000-4000-8000-000000000005"),
    ],
)
def test_what_was_acted_upon_is_named(name: str, kind: str, id_: str) -> None:
    assert alert_of(raw(name)).resources == (Resource(type=kind, id=id_),)


def test_the_days_that_are_left_to_cancel_are_told() -> None:
    assert fact(alert_of(raw("key_deletion_scheduled")), "waiting_days") == "7"


def test_of_a_policy_only_what_matters_is_told() -> None:
    assert fact(alert_of(raw("trail_bucket_keeps_logs_out")), "request") == "Deny *: s3:PutObject"
    spares = {
        "Effect": "Deny",
        "NotPrincipal": {"AWS": "arn:aws:iam::111122223333:user/x"},
        "NotAction": "s3:GetObject",
    }
    lets_in = {
        "Effect": "Allow",
        "Principal": {"Service": "ec2.amazonaws.com"},
        "Action": ["s3:PutObject", "s3:GetObject"],
    }
    for statements, told in (
        ([WRITES, spares], "Deny NotPrincipal arn:aws:iam::111122223333:user/x: NotAction s3:GetObject"),
        (
            [WRITES, lets_in, {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject"}],
            (
                "Allow *: s3:GetObject, Allow cloudtrail.amazonaws.com: s3:PutObject, "
                "Allow ec2.amazonaws.com: s3:PutObject, s3:GetObject"
            ),
        ),
        ([lets_in], "Allow ec2.amazonaws.com: s3:PutObject, s3:GetObject"),
    ):
        assert fact(alert_of(call("s3", "PutBucketPolicy", policy(*statements))), "request") == told


def test_what_lies_within_a_document_is_not_told_either() -> None:
    request = {"functionName": "hinomi-IntakeFunction-A1B2", "environment": {"variables": {"API": "x1"}}, "timeout": 3}
    alert = alert_of(call("lambda", "UpdateFunctionConfiguration20150331v2", request))
    assert fact(alert, "request") == "timeout: 3"
    machine = "arn:aws:states:ap-northeast-1:111122223333:stateMachine:RoundStateMachine-A1B2"
    request = {"stateMachineArn": machine, "definition": '{"StartAt": "x1"}', "publish": True}
    assert fact(alert_of(call("states", "UpdateStateMachine", request)), "request") == "publish: true"


def test_the_account_that_every_request_of_a_kind_names_is_not_told_again() -> None:
    request = {"accountId": "111122223333", "PublicAccessBlockConfiguration": {"BlockPublicAcls": False}}
    alert = alert_of(call("s3-control", "PutAccountPublicAccessBlock", request))
    assert fact(alert, "request") == "BlockPublicAcls: false"


def test_a_secret_in_a_request_is_not_told() -> None:
    request = {
        "functionName": "hinomi-IntakeFunction-A1B2",
        "environment": "x1",
        "clientToken": "x2",
        "note": "AKIA" * 5,
    }
    alert = alert_of(call("lambda", "UpdateFunctionConfiguration20150331v2", request))
    assert fact(alert, "request") == "note: AKIA****AKIA"


@pytest.mark.parametrize(
    "switch", ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"]
)
def test_each_of_the_four_switches_keeps_the_public_out(switch: str) -> None:
    for value, expected in ((False, HIGH), (True, INFO)):
        request = {"PublicAccessBlockConfiguration": {switch: value}}
        assert severity("s3-control", "PutAccountPublicAccessBlock", request) is expected


@pytest.mark.parametrize("kind", ["text", "image", "embedding", "video", "audio"])
def test_whatever_of_a_model_is_no_longer_logged_is_told(kind: str) -> None:
    request = {"loggingConfig": {f"{kind}DataDeliveryEnabled": False}}
    assert severity("bedrock", "PutModelInvocationLoggingConfiguration", request) is LOW


@pytest.mark.parametrize("locale", GUIDES)
def test_every_kind_has_an_entry_of_the_guide(locale: str) -> None:
    kinds = {known.kind for calls in CALLS.values() for known in calls.values()} | {
        f"own/{one}" for one in KINDS.values()
    }
    kinds |= {"denied", "failed", "own", "own/failed", "own/forwarder"}
    assert {f"tampering/{kind}" for kind in kinds} - GUIDES[locale].keys() == set()


# ---------------------------------------------------------------------------------------------------- by what was asked


@pytest.mark.parametrize(
    ("service", "name", "request_", "expected"),
    [
        ("cloudtrail", "UpdateTrail", {"enableLogFileValidation": False}, HIGH),
        ("cloudtrail", "UpdateTrail", {"includeGlobalServiceEvents": "false"}, HIGH),
        ("cloudtrail", "UpdateTrail", {"s3BucketName": "elsewhere"}, MEDIUM),
        ("cloudtrail", "UpdateTrail", {"cloudWatchLogsLogGroupArn": ""}, MEDIUM),
        ("cloudtrail", "UpdateTrail", {"isMultiRegionTrail": True, "cloudWatchLogsLogGroupArn": "arn:x"}, INFO),
        ("cloudtrail", "PutEventSelectors", {"eventSelectors": []}, HIGH),
        ("cloudtrail", "PutEventSelectors", {"eventSelectors": [{"readWriteType": "All"}]}, INFO),
        ("cloudtrail", "PutEventSelectors", {"eventSelectors": [{"readWriteType": "WriteOnly"}]}, LOW),
        ("cloudtrail", "PutEventSelectors", {"eventSelectors": [{"readWriteType": "ReadOnly"}]}, CRITICAL),
        ("cloudtrail", "PutEventSelectors", {"eventSelectors": [{"includeManagementEvents": False}]}, CRITICAL),
        (
            "cloudtrail",
            "PutEventSelectors",
            {"eventSelectors": [{"readWriteType": "All", "excludeManagementEventSources": ["kms.amazonaws.com"]}]},
            LOW,
        ),
        ("cloudtrail", "PutInsightSelectors", {"insightSelectors": []}, LOW),
        ("cloudtrail", "PutInsightSelectors", {"insightSelectors": [{"insightType": "ApiErrorRateInsight"}]}, INFO),
        ("cloudtrail", "UpdateEventDataStore", {"retentionPeriod": 7}, MEDIUM),
        ("cloudtrail", "UpdateEventDataStore", {"retentionPeriod": 90}, INFO),
        ("cloudtrail", "UpdateEventDataStore", {"retentionPeriod": 2557}, INFO),
        ("cloudtrail", "UpdateEventDataStore", {"terminationProtectionEnabled": False}, MEDIUM),
        ("guardduty", "UpdateDetector", {"enable": False}, CRITICAL),
        ("guardduty", "UpdateDetector", {"features": [{"name": "S3_DATA_EVENTS", "status": "DISABLED"}]}, HIGH),
        ("guardduty", "UpdateDetector", {"enable": True, "dataSources": {"s3Logs": {"enable": False}}}, HIGH),
        ("guardduty", "UpdateDetector", {"findingPublishingFrequency": "FIFTEEN_MINUTES"}, INFO),
        ("guardduty", "CreateFilter", {"action": "ARCHIVE"}, MEDIUM),
        ("guardduty", "CreateFilter", {"action": "NOOP"}, INFO),
        ("guardduty", "UpdateFilter", {}, LOW),
        ("guardduty", "CreateIPSet", {"activate": True}, HIGH),
        ("guardduty", "CreateIPSet", {"activate": False, "location": "https://example.com/l"}, INFO),
        ("guardduty", "UpdateIPSet", {"location": "https://example.com/l"}, HIGH),
        ("guardduty", "UpdateIPSet", {"activate": False}, INFO),
        ("guardduty", "UpdateIPSet", {"activate": False, "location": "https://example.com/l"}, INFO),
        ("guardduty", "UpdateOrganizationConfiguration", {"autoEnableOrganizationMembers": "NONE"}, MEDIUM),
        ("guardduty", "UpdateOrganizationConfiguration", {"autoEnableOrganizationMembers": "ALL"}, INFO),
        ("securityhub", "UpdateStandardsControl", {"controlStatus": "DISABLED"}, LOW),
        ("securityhub", "UpdateStandardsControl", {"controlStatus": "ENABLED"}, INFO),
        (
            "securityhub",
            "CreateAutomationRule",
            {"Actions": [{"FindingFieldsUpdate": {"Workflow": {"Status": "SUPPRESSED"}}}]},
            MEDIUM,
        ),
        ("securityhub", "CreateAutomationRule", {"Actions": []}, LOW),
        ("securityhub", "CreateAutomationRuleV2", {"Actions": [{"FindingFieldsUpdate": {"StatusId": 3}}]}, MEDIUM),
        ("securityhub", "UpdateAutomationRuleV2", {"Actions": [{"FindingFieldsUpdate": {"StatusId": 4}}]}, MEDIUM),
        ("securityhub", "UpdateAutomationRuleV2", {"Actions": [{"FindingFieldsUpdate": {"StatusId": 5}}]}, MEDIUM),
        ("securityhub", "UpdateAutomationRuleV2", {"Actions": [{"FindingFieldsUpdate": {"StatusId": 6}}]}, MEDIUM),
        ("securityhub", "UpdateAutomationRuleV2", {"Actions": [{"FindingFieldsUpdate": {"StatusId": 1}}]}, LOW),
        ("config", "PutConfigurationRecorder", {"configurationRecorder": {"roleARN": "arn:x"}}, INFO),
        (
            "config",
            "PutConfigurationRecorder",
            {"configurationRecorder": {"recordingGroup": {"allSupported": False}}},
            MEDIUM,
        ),
        ("config", "PutRetentionConfiguration", {"retentionPeriodInDays": 30}, MEDIUM),
        ("config", "PutRetentionConfiguration", {"retentionPeriodInDays": 365}, INFO),
        ("inspector2", "CreateFilter", {"action": "SUPPRESS"}, MEDIUM),
        ("inspector2", "UpdateFilter", {"filterArn": "arn:x", "action": "SUPPRESS"}, MEDIUM),
        ("inspector2", "UpdateFilter", {"filterArn": "arn:x", "filterCriteria": {}}, LOW),
        ("inspector2", "UpdateFilter", {"filterArn": "arn:x", "action": "NONE"}, INFO),
        ("inspector2", "UpdateOrganizationConfiguration", {"autoEnable": {"ec2": True, "ecr": False}}, MEDIUM),
        ("macie2", "UpdateMacieSession", {"status": "PAUSED"}, MEDIUM),
        ("macie2", "UpdateMacieSession", {"findingPublishingFrequency": "ONE_HOUR"}, INFO),
        ("macie2", "CreateFindingsFilter", {"name": "f", "action": "ARCHIVE"}, MEDIUM),
        ("macie2", "CreateFindingsFilter", {"name": "f", "action": "NOOP"}, INFO),
        ("macie2", "UpdateFindingsFilter", {"id": "f", "action": "ARCHIVE"}, MEDIUM),
        ("macie2", "UpdateFindingsFilter", {"id": "f", "findingCriteria": {}}, LOW),
        ("account", "DisableRegion", {"RegionName": "ap-southeast-3"}, MEDIUM),
        (
            "ec2",
            "ModifyVpcBlockPublicAccessOptions",
            {"ModifyVpcBlockPublicAccessOptionsRequest": {"InternetGatewayBlockMode": "off"}},
            MEDIUM,
        ),
        ("logs", "PutRetentionPolicy", {"logGroupName": "CloudTrail/logs", "retentionInDays": 7}, MEDIUM),
        ("logs", "PutRetentionPolicy", {"logGroupName": "CloudTrail/logs", "retentionInDays": 90}, INFO),
        (
            "s3",
            "PutBucketVersioning",
            {"bucketName": "a-logs", "VersioningConfiguration": {"Status": "Suspended"}},
            MEDIUM,
        ),
        ("s3", "PutBucketVersioning", {"bucketName": "a-logs", "VersioningConfiguration": {"Status": "Enabled"}}, INFO),
        ("s3", "PutBucketLogging", {"BucketLoggingStatus": {"LoggingEnabled": {"TargetBucket": "logs"}}}, INFO),
        ("s3", "PutBucketLogging", {"BucketLoggingStatus": {"xmlns": "x"}}, LOW),
        (
            "s3-control",
            "PutAccountPublicAccessBlock",
            {"PublicAccessBlockConfiguration": {"BlockPublicAcls": True, "BlockPublicPolicy": False}},
            HIGH,
        ),
        ("s3", "PutAccountPublicAccessBlock", {"PublicAccessBlockConfiguration": {"BlockPublicAcls": True}}, INFO),
        ("network-firewall", "UpdateLoggingConfiguration", {"loggingConfiguration": {}}, MEDIUM),
        (
            "bedrock",
            "PutModelInvocationLoggingConfiguration",
            {"loggingConfig": {"textDataDeliveryEnabled": False}},
            LOW,
        ),
    ],
)
def test_the_same_call_may_weaken_or_strengthen(service: str, name: str, request_: Any, expected: Severity) -> None:
    assert severity(service, name, request_) is expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"eventCategory": ["Management"]}, INFO),
        ({"eventCategory": ["Management"], "eventSource": []}, LOW),
        ({"eventCategory": ["Management"], "readOnly": ["false"]}, LOW),
        ({"eventCategory": ["Management"], "readOnly": ["true"]}, CRITICAL),
        ({"eventCategory": ["Data"]}, CRITICAL),
    ],
)
def test_advanced_selectors_without_changes_are_as_bad_as_no_trail(
    fields: dict[str, list[str]], expected: Severity
) -> None:
    rows = [{"field": name, "equals": values} for name, values in fields.items()]
    assert (
        severity("cloudtrail", "PutEventSelectors", {"advancedEventSelectors": [{"fieldSelectors": rows}]}) is expected
    )


MANAGEMENT = {"field": "eventCategory", "equals": ["Management"]}
DATA = {"field": "eventCategory", "equals": ["Data"]}
WITHOUT_KMS = {"field": "eventSource", "notEquals": ["kms.amazonaws.com", "rdsdata.amazonaws.com"]}
ONLY_ONE_CALL = {"field": "eventName", "equals": ["DescribeInstances"]}


@pytest.mark.parametrize(
    ("selectors", "trail", "data_store"),
    [
        ([[MANAGEMENT]], INFO, INFO),
        ([[MANAGEMENT, WITHOUT_KMS]], LOW, LOW),
        ([[MANAGEMENT, {"field": "eventType", "equals": ["AwsApiCall", "AwsServiceEvent"]}]], LOW, LOW),
        ([[MANAGEMENT, ONLY_ONE_CALL]], CRITICAL, HIGH),
        ([[MANAGEMENT, {"field": "eventName", "equals": ["false"]}]], CRITICAL, HIGH),
        ([[MANAGEMENT, {"field": "eventSource", "equals": ["sts.amazonaws.com"]}]], CRITICAL, HIGH),
        (
            [[MANAGEMENT, {"field": "userIdentity.arn", "startsWith": ["arn:aws:iam::111122223333:user/x"]}]],
            CRITICAL,
            HIGH,
        ),
        ([[MANAGEMENT, {"field": "sessionCredentialFromConsole", "equals": ["true"]}]], CRITICAL, HIGH),
        ([[MANAGEMENT, {"field": "readOnly", "equals": ["false"]}, ONLY_ONE_CALL]], CRITICAL, HIGH),
        ([[MANAGEMENT, {"field": "eventSource", "notEquals": ["iam.amazonaws.com"]}]], HIGH, MEDIUM),
        ([[MANAGEMENT, {"field": "eventSource", "notEndsWith": [".amazonaws.com"]}]], HIGH, MEDIUM),
        (
            [[MANAGEMENT, {"field": "userIdentity.arn", "notEquals": ["arn:aws:iam::111122223333:user/x"]}]],
            HIGH,
            MEDIUM,
        ),
        ([[MANAGEMENT, ONLY_ONE_CALL], [MANAGEMENT]], INFO, INFO),
        ([[MANAGEMENT, ONLY_ONE_CALL], [MANAGEMENT, WITHOUT_KMS], [DATA]], LOW, LOW),
        ([[DATA, {"field": "resources.type", "equals": ["AWS::S3::Object"]}]], CRITICAL, HIGH),
        ([[ONLY_ONE_CALL]], CRITICAL, HIGH),
        ([[]], CRITICAL, HIGH),
    ],
)
def test_selectors_that_leave_few_changes_are_as_bad_as_none(
    selectors: list[list[dict[str, Any]]], trail: Severity, data_store: Severity
) -> None:
    request = {"advancedEventSelectors": [{"fieldSelectors": rows} for rows in selectors]}
    assert severity("cloudtrail", "PutEventSelectors", request) is trail
    assert severity("cloudtrail", "UpdateEventDataStore", request) is data_store
    short = severity("cloudtrail", "UpdateEventDataStore", {**request, "retentionPeriod": 7})
    assert short is max(data_store, MEDIUM)


def test_a_data_store_that_never_held_calls_is_none_that_lost_them() -> None:
    rows = [{"field": "eventCategory", "equals": ["ConfigurationItem"]}]
    request = {"advancedEventSelectors": [{"fieldSelectors": rows}]}
    assert severity("cloudtrail", "UpdateEventDataStore", request) is INFO


TRAILS = "aws-cloudtrail-logs-1"
WRITES = {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"}, "Action": "s3:PutObject"}
DENIES = {"Effect": "Deny", "Principal": "*", "Action": "s3:*"}


def policy(*statements: object, bucket: str = TRAILS) -> dict[str, Any]:
    return {"bucketName": bucket, "bucketPolicy": {"Version": "2012-10-17", "Statement": list(statements)}}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, HIGH),
        ({"Action": ["s3:DeleteObject", "S3:Put*"]}, HIGH),
        ({"Action": "*"}, HIGH),
        ({"Action": "s3:GetBucketAcl"}, HIGH),
        ({"Principal": {"AWS": "*"}}, HIGH),
        ({"Principal": {"Service": ["delivery.logs.amazonaws.com"]}}, HIGH),
        ({"Principal": {"Service": "config.amazonaws.com"}}, HIGH),
        ({"Condition": {"StringNotLike": {"aws:userId": "AROA*"}}}, HIGH),
        ({"Condition": {"Bool": {"aws:SecureTransport": "true"}}}, HIGH),
        ({"Condition": {"Bool": {"aws:SecureTransport": ["true", "false"]}}}, HIGH),
        ({"Condition": {"Bool": {"aws:SecureTransport": []}}}, HIGH),
        ({"Condition": {"NumericLessThan": {"s3:TlsVersion": 9}}}, HIGH),
        ({"Condition": {"NumericLessThan": {"s3:TlsVersion": "1.3"}}}, HIGH),
        ({"Condition": {"Null": {"aws:SecureTransport": "false"}}}, HIGH),
        ({"Condition": {"Bool": {"aws:SecureTransport": False}}}, INFO),
        ({"Condition": {"BoolIfExists": {"AWS:SecureTransport": ["false"]}, "StringLike": {"a": "b"}}}, INFO),
        ({"Condition": {"NumericLessThan": {"s3:TlsVersion": 1.2}}}, INFO),
        ({"Condition": {"BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}}, INFO),
        ({"Action": ["s3:DeleteObject*", "s3:PutBucketPolicy", "s3:PutLifecycleConfiguration"]}, INFO),
        ({"Principal": {"AWS": "arn:aws:iam::111122223333:role/x"}}, INFO),
        ({"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/x"}}, INFO),
    ],
)
@pytest.mark.parametrize("bucket", [TRAILS, "company-logs", "config-bucket-1"])
def test_a_policy_that_denies_those_who_deliver_logs_blinds_them(
    bucket: str, more: dict[str, Any], expected: Severity
) -> None:
    assert severity("s3", "PutBucketPolicy", policy(WRITES, DENIES | more, bucket=bucket)) is expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"NotAction": "s3:GetObject"}, HIGH),
        ({"NotAction": ["s3:PutObject", "s3:Get*"]}, INFO),
        ({"Action": "s3:*", "NotPrincipal": {"AWS": "arn:aws:iam::111122223333:user/x"}}, HIGH),
        ({"Action": "s3:*", "NotPrincipal": {"Service": "cloudtrail.amazonaws.com"}}, INFO),
    ],
)
def test_a_policy_may_deny_by_what_it_spares(more: dict[str, Any], expected: Severity) -> None:
    denies = {"Effect": "Deny"} | ({} if "NotPrincipal" in more else {"Principal": "*"}) | more
    assert severity("s3", "PutBucketPolicy", policy(WRITES, denies)) is expected


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (policy(WRITES), INFO),
        (policy(WRITES | {"Principal": {"Service": ["config.amazonaws.com"]}}, bucket="config-bucket-1"), INFO),
        ({"bucketName": TRAILS, "bucketPolicy": json.dumps({"Statement": WRITES})}, INFO),
        (policy(WRITES | {"Action": "s3:GetBucketAcl"}), HIGH),
        (policy(WRITES | {"Principal": {"Service": "ec2.amazonaws.com"}}), HIGH),
        (policy(WRITES | {"Principal": {"AWS": "arn:aws:iam::123456789012:root"}}, bucket="config-bucket-1"), HIGH),
        (policy(WRITES | {"Principal": {"AWS": "arn:aws:iam::123456789012:root"}}, bucket="lb-logs"), INFO),
        (policy(WRITES, {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject"}), HIGH),
        (policy(WRITES, {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Condition": {"a": {}}}), INFO),
        ({"bucketName": "lb-logs"}, HIGH),
        ({"bucketName": "lb-logs", "bucketPolicy": "{" * 5000}, HIGH),
    ],
)
def test_a_policy_that_no_longer_lets_logs_in_or_lets_everybody_in_is_news(
    request_: dict[str, Any], expected: Severity
) -> None:
    assert severity("s3", "PutBucketPolicy", request_) is expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"Status": "Enabled", "Expiration": {"Days": 1}}, HIGH),
        (
            [{"Status": "Enabled", "Expiration": {"Days": "400"}}, {"Status": "Enabled", "Expiration": {"Days": "89"}}],
            HIGH,
        ),
        ({"Status": "Enabled", "Expiration": {"Days": 90}}, INFO),
        ({"Status": "Enabled", "Expiration": {"Days": 365}}, INFO),
        ({"Status": "Disabled", "Expiration": {"Days": 1}}, INFO),
        ({"Status": "Enabled", "Transition": {"Days": 30}}, INFO),
        ("", INFO),
    ],
)
def test_logs_that_will_soon_be_deleted_are_news(rule: object, expected: Severity) -> None:
    request = {"bucketName": "aws-cloudtrail-logs-1", "LifecycleConfiguration": {"Rule": rule}}
    assert severity("s3", "PutBucketLifecycle", request) is expected


@pytest.mark.parametrize(
    ("service", "name", "request_"),
    [
        ("s3", "PutBucketLifecycle", {"bucketName": "photos"}),
        ("s3", "DeleteBucket", {}),
        ("s3", "PutBucketPolicy", policy(DENIES, bucket="photos")),
        ("kms", "PutKeyPolicy", {"keyId": "k"}),
        ("sns", "AddPermission", {"topicArn": "arn:aws:sns:r:1:orders"}),
        ("logs", "DeleteLogGroup", {"logGroupName": "/aws/lambda/orders"}),
        ("lambda", "UpdateFunctionCode20150331v2", {"functionName": "orders"}),
        ("events", "DeleteRule", {"name": "GuardDutyRule"}),
        ("iam", "DeleteRolePolicy", {"roleName": "orders-TaskRole-A1B2"}),
        ("cloudtrail", "CreateTrail", {"name": "organization"}),
        ("inspector2", "DisableMacie", {}),
    ],
)
def test_what_every_account_does_daily_is_left_to_others(service: str, name: str, request_: dict[str, Any]) -> None:
    (event,) = open_envelope(call(service, name, request_))
    assert not tampering.recognizes(event)


# ------------------------------------------------------------------------------------------------------------- by whom


def test_what_a_call_hides_shows_no_key_in_the_name_of_what_it_hides() -> None:
    alert = alert_of(call("kms", "DisableKey", {"keyId": "AKIAIOSFODNN7EXAMPLE"}))
    assert alert.resources == (Resource(type="AWS::KMS::Key", id="AKIA****MPLE"),)
    held = [{"type": "AWS::KMS::Key", "ARN": "arn:aws:kms:us-east-1:111122223333:key/AKIAIOSFODNN7EXAMPLE"}]
    assert alert_of(call("kms", "DisableKey", resources=held)).resources == alert.resources


def test_the_account_is_that_in_which_it_happened() -> None:
    who = {"userIdentity": {**ROLE, "accountId": "123456789012"}}
    alert = alert_of(call("guardduty", "DeleteDetector", **who, recipientAccountId="111122223333"))
    assert alert.account == "111122223333"


def test_calls_in_china_are_watched_too() -> None:
    china = {"eventSource": "guardduty.amazonaws.com.cn", "awsRegion": "cn-north-1"}
    alert = alert_of(call("guardduty", "DeleteDetector", **china))
    assert (alert.severity, alert.guide[0]) == (CRITICAL, "tampering/guardduty_off")


def test_a_service_with_its_service_linked_role_is_no_news() -> None:
    who = issued("AWSServiceRoleForSecurityHub", "aws-service-role/securityhub.amazonaws.com/")
    assert severity("config", "DeleteDeliveryChannel", **who) is INFO


def test_a_role_that_is_only_called_like_a_service_linked_one_is_news() -> None:
    assert severity("config", "DeleteDeliveryChannel", **issued("AWSServiceRoleForSecurityHub")) is HIGH
    who = issued("AWSServiceRoleForSecurityHub", "aws-service-role/securityhub.amazonaws.com/")
    issuer = who["userIdentity"]["sessionContext"]["sessionIssuer"]
    issuer["arn"] = issuer["arn"].replace(":iam:", ":sts:")
    assert severity("config", "DeleteDeliveryChannel", **who) is HIGH


@pytest.mark.parametrize("detail", [{"userIdentity": {"type": "AWSService"}}, {"eventType": "AwsServiceEvent"}])
def test_a_service_of_its_own_accord_is_no_news(detail: dict[str, Any]) -> None:
    assert severity("cloudtrail", "StopLogging", {"name": "organization"}, **detail) is INFO


@pytest.mark.parametrize(
    ("service", "stopped", "deleted"),
    [
        ("cloudformation.amazonaws.com", HIGH, INFO),
        ("scheduler.amazonaws.com", CRITICAL, LOW),
        ("ssm.amazonaws.com", CRITICAL, LOW),
        ("AWS Internal", CRITICAL, LOW),
    ],
)
def test_only_a_deployment_is_one_step_less(service: str, stopped: Severity, deleted: Severity) -> None:
    who = {"userIdentity": {**ROLE, "invokedBy": service}}
    assert severity("cloudtrail", "StopLogging", {"name": "organization"}, **who) is stopped
    assert severity("monitoring", "DeleteAlarms", {"alarmNames": ["cpu"]}, **who) is deleted
    alert = alert_of(call("guardduty", "DeleteDetector", {"detectorId": "d"}, **who))
    assert fact(alert, "via") == service


def test_the_console_is_a_person() -> None:
    who = {"userIdentity": {"type": "IAMUser", "userName": "bob", "invokedBy": "signin.amazonaws.com"}}
    alert = alert_of(call("guardduty", "DeleteDetector", {"detectorId": "d"}, **who))
    assert (alert.severity, fact(alert, "via")) == (CRITICAL, None)


def test_nobody_hides_behind_a_user_agent() -> None:
    loud = {"userAgent": "cloudformation.amazonaws.com"}
    assert severity("guardduty", "DeleteDetector", {"detectorId": "d"}, **loud) is CRITICAL
    assert severity("events", "DeleteRule", {"name": "hinomi-HealthRule-A1B2"}, **loud) is CRITICAL


def test_the_root_user_itself_is_told_once_and_a_service_for_it_here() -> None:
    (itself,) = open_envelope(call("cloudtrail", "StopLogging", userIdentity={"type": "Root"}))
    assert not tampering.recognizes(itself)
    assert root_api.recognizes(itself)
    via = {"userIdentity": {"type": "Root", "invokedBy": "cloudformation.amazonaws.com"}}
    assert severity("cloudtrail", "StopLogging", **via) is HIGH


def test_the_round_tells_of_its_own_small_changes_but_hides_no_others() -> None:
    who = issued("hinomi-BaselineRole-A1B2C3")
    assert severity("config", "PutDeliveryChannel", **who) is INFO
    assert severity("config", "PutDeliveryChannel", **issued("Admin")) is LOW
    assert severity("config", "PutDeliveryChannel", **issued("hinomi-BaselineRole-A1", type="FederatedUser")) is LOW
    assert severity("cloudtrail", "StopLogging", **who) is CRITICAL
    assert severity("inspector2", "Disable", **who) is MEDIUM


@pytest.mark.parametrize(
    ("error", "guide"),
    [
        ("AccessDenied", "tampering/denied"),
        ("Client.UnauthorizedOperation", "tampering/denied"),
        ("NotAuthorized", "tampering/denied"),
        ("AuthorizationErrorException", "tampering/denied"),
        ("TrailNotFoundException", "tampering/failed"),
    ],
)
def test_an_attempt_that_came_to_nothing_is_less(error: str, guide: str) -> None:
    alert = alert_of(call("cloudtrail", "StopLogging", errorCode=error))
    assert (alert.severity, alert.guide) == (MEDIUM, (guide, "tampering"))
    assert severity("access-analyzer", "DeleteAnalyzer", errorCode=error) is LOW


# ------------------------------------------------------------------------------------------------------- Hinomi itself


@pytest.mark.parametrize(
    ("service", "name", "request_", "expected"),
    [
        ("events", "DeleteRule", {"name": "hinomi-HealthRule-A1B2"}, CRITICAL),
        ("events", "RemoveTargets", {"rule": "hinomi-prod-GuardDutyRule-A1B2", "ids": ["Intake"]}, CRITICAL),
        ("events", "PutRule", {"name": "hinomi-RootApiRule-A1B2", "state": "ENABLED"}, HIGH),
        ("events", "PutRule", {"name": "hinomi-RootApiRule-A1B2", "state": "DISABLED"}, CRITICAL),
        ("sqs", "DeleteQueue", {"queueUrl": "https://sqs.example/1/hinomi-FlushQueue-A1B2"}, CRITICAL),
        ("sqs", "DeleteQueue", {"queueUrl": "https://sqs.example/1/hinomi-FlushDeadLetterQueue-A1B2"}, HIGH),
        ("sqs", "RemovePermission", {"queueUrl": "https://sqs.example/1/hinomi-IntakeQueue-A1B2", "label": "x"}, HIGH),
        ("sns", "DeleteTopic", {"topicArn": "arn:aws:sns:r:1:hinomi-AlertsTopic-A1B2"}, CRITICAL),
        ("sns", "AddPermission", {"topicArn": "arn:aws:sns:r:1:hinomi-AlertsTopic-A1B2"}, HIGH),
        ("sns", "PutDataProtectionPolicy", {"resourceArn": "arn:aws:sns:r:1:hinomi-AlertsTopic-A1B2"}, HIGH),
        ("lambda", "DeleteFunction20150331", {"functionName": "hinomi-FlushFunction-A1B2"}, CRITICAL),
        ("lambda", "DeleteFunction20150331", {"functionName": "hinomi-BaselineFunction-A1B2"}, HIGH),
        (
            "lambda",
            "UpdateFunctionCode20150331v2",
            {"functionName": "arn:aws:lambda:r:1:function:hinomi-FlushFunction-A1B2"},
            HIGH,
        ),
        ("lambda", "PutFunctionConcurrency20171031", {"functionName": "hinomi-FlushFunction-A1"}, MEDIUM),
        (
            "lambda",
            "PutFunctionConcurrency20171031",
            {"functionName": "hinomi-FlushFunction-A1", "reservedConcurrentExecutions": 5},
            MEDIUM,
        ),
        ("dynamodb", "DeleteTable", {"tableName": "hinomi-AlertTable-A1B2"}, CRITICAL),
        ("dynamodb", "DeleteTable", {"tableName": "hinomi-RoundTable-A1B2"}, HIGH),
        ("scheduler", "DeleteSchedule", {"name": "hinomi-RoundSchedule-A1B2"}, HIGH),
        ("scheduler", "UpdateSchedule", {"name": "hinomi-RoundSchedule-A1B2", "state": "DISABLED"}, HIGH),
        ("scheduler", "UpdateSchedule", {"name": "hinomi-RoundSchedule-A1B2", "state": "ENABLED"}, MEDIUM),
        (
            "states",
            "DeleteStateMachine",
            {"stateMachineArn": "arn:aws:states:r:1:stateMachine:RoundStateMachine-A1"},
            HIGH,
        ),
        ("iam", "DeleteRolePolicy", {"roleName": "hinomi-IntakeRole-A1B2"}, CRITICAL),
        ("iam", "DeleteRolePolicy", {"roleName": "hinomi-BaselineRole-A1B2"}, HIGH),
        ("monitoring", "DeleteAlarms", {"alarmNames": ["cpu", "hinomi flush gave up"]}, HIGH),
        ("logs", "DeleteLogGroup", {"logGroupName": "/aws/lambda/hinomi-intake"}, MEDIUM),
        ("cloudformation", "UpdateTerminationProtection", {"enableTerminationProtection": False}, MEDIUM),
        ("events", "DisableRule", {"name": "hinomi-RootApiRule"}, CRITICAL),
        ("sqs", "DeleteQueue", {"queueUrl": "https://sqs.example/1/hinomi-ForwarderDeadLetterQueue"}, HIGH),
        ("iam", "DeleteRole", {"roleName": "hinomi-ForwardRole-A1B2"}, CRITICAL),
        ("iam", "DeleteRole", {"roleName": "hinomi-ForwarderExecutionRole-A1B2"}, HIGH),
    ],
)
def test_what_switches_the_watch_off_is_critical(service: str, name: str, request_: Any, expected: Severity) -> None:
    alert = alert_of(call(service, name, request_))
    assert alert.severity is expected
    assert alert.guide == (f"tampering/own/{KINDS[service]}", "tampering/own", "tampering")


@pytest.mark.parametrize(("enabled", "expected"), [(False, CRITICAL), (True, MEDIUM)])
def test_a_mapping_is_known_by_the_function_that_it_calls(enabled: object, expected: Severity) -> None:
    answer = {"functionArn": "arn:aws:lambda:ap-northeast-1:111122223333:function:hinomi-IntakeFunction-A1B2"}
    request = {"uUID": "u", "enabled": enabled}
    assert severity("lambda", "UpdateEventSourceMapping20150331", request, responseElements=answer) is expected


@pytest.mark.parametrize(
    ("name", "request_"),
    [
        ("DeleteStackInstances", {"stackSetName": "hinomi-forwarder", "regions": ["us-east-1"]}),
        ("DeleteStackSet", {"stackSetName": "hinomi-forwarder:00000000-0000-4000-8000-000000000001"}),
        ("DeleteStack", {"stackName": "StackSet-hinomi-forwarder-00000000-0000-4000-8000-000000000002"}),
        ("DeleteStack", {"stackName": "arn:aws:cloudformation:us-east-1:1:stack/StackSet-hinomi-forwarder-1/2"}),
    ],
)
def test_the_end_of_a_forwarder_is_news_but_not_by_a_deployment(name: str, request_: dict[str, str]) -> None:
    alert = alert_of(call("cloudformation", name, request_))
    assert (alert.severity, alert.guide[0]) == (HIGH, "tampering/own/forwarder")
    deployed = {"sourceIPAddress": "cloudformation.amazonaws.com"}
    assert severity("cloudformation", name, request_, **deployed) is INFO


@pytest.mark.parametrize("name", ["DeleteStackSet", "DeleteStackInstances"])
def test_stacks_of_others_are_theirs(name: str) -> None:
    (event,) = open_envelope(call("cloudformation", name, {"stackSetName": "orders"}))
    assert not tampering.recognizes(event)


def test_to_protect_the_stack_is_no_tampering() -> None:
    (event,) = open_envelope(
        call("cloudformation", "UpdateTerminationProtection", {"enableTerminationProtection": True})
    )
    assert not tampering.recognizes(event)


def test_a_deployment_is_no_news_but_the_end_of_the_stack_is() -> None:
    deployed = {"sourceIPAddress": "cloudformation.amazonaws.com"}
    assert severity("events", "DeleteRule", {"name": "hinomi-HealthRule-A1B2"}, **deployed) is INFO
    assert severity("cloudformation", "DeleteStack", {"stackName": "hinomi"}, **deployed) is CRITICAL


def test_another_service_has_no_business_with_hinomi() -> None:
    who = {"userIdentity": {**ROLE, "invokedBy": "ssm.amazonaws.com"}}
    assert severity("events", "DeleteRule", {"name": "hinomi-HealthRule-A1B2"}, **who) is CRITICAL


def test_an_attempt_on_hinomi_says_so_first() -> None:
    assert alert_of(raw("own_queue_denied")).guide[:2] == ("tampering/own/failed", "tampering/denied")


# ------------------------------------------------------------------------------------------------------------- stories


def test_it_is_told_once_however_often_it_comes_and_no_blanket_silence_hides_it() -> None:
    event = raw("trail_stopped")
    watch = make_watch(
        MemoryStore(), outbox=Outbox(), clock=Clock(), machines=(Outlet(name=MACHINE, channel=MACHINE, locale=""),)
    )
    again = event | {"id": "00000000-0000-4000-8000-000000000999"}
    told = [
        outcome.decision.reason.value
        for raw_ in (event, again)
        for one in open_envelope(raw_)
        for outcome in watch.take(one)
    ]
    assert told == ["first_seen", "duplicate"]
    alert = alert_of(event)
    assert is_protected(alert)
    assert not lasts(alert)


def test_two_calls_are_two_pieces_of_news() -> None:
    other = alert_of(raw("trail_stopped", eventID="e7000000-0000-4000-8000-000000000999"))
    assert other.fingerprint != alert_of(raw("trail_stopped")).fingerprint


# ---------------------------------------------------------------------------------------------------------- malformed


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([(s, n) for table in (CALLS, OWN_CALLS) for s, calls in table.items() for n in calls]),
    st.dictionaries(st.sampled_from(["requestParameters", "responseElements", "userIdentity", "errorCode"]), JSON),
)
def test_no_record_is_too_odd(called: tuple[str, str], detail: dict[str, Any]) -> None:
    content = raw("trail_stopped", eventSource=f"{called[0]}.amazonaws.com", eventName=called[1])
    content["detail"] |= detail
    event = Event(body=content)
    if tampering.recognizes(event):
        assert all(fact.value != "" for alert in tampering.normalize(event) for fact in alert.facts)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
@pytest.mark.parametrize("junk", [None, 7, "x" * 5000, [], {}, [[]], {"a": {"b": []}}, "\ud800"])
def test_every_parameter_may_be_of_any_type(path: Path, junk: Any) -> None:
    content = json.loads(path.read_text("utf-8"))
    for key in content["detail"]["requestParameters"]:
        odd = copy.deepcopy(content)
        odd["detail"]["requestParameters"][key] = junk
        event = Event(body=odd)
        if tampering.recognizes(event):
            (alert,) = tampering.normalize(event)
            assert alert.severity in Severity


def test_a_deep_or_endless_request_costs_little() -> None:
    deep: Any = "x"
    for _ in range(900):
        deep = {"a": [deep]}
    alert = alert_of(call("guardduty", "DeleteDetector", {"deep": deep, "long": ["y"] * 100_000}))
    assert alert.severity is CRITICAL
