"""The rules on calls and the tables of calls in the code hold the same, and Hinomi knows its own parts by name."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from hinomi.envelope import open_envelope
from hinomi.normalize import normalize
from hinomi.sources.account_changes_calls import CHANGES
from hinomi.sources.tampering_calls import CALLS, LOG_BUCKETS, LOG_GROUPS, ONLY_LOG_BUCKETS
from hinomi.sources.tampering_own import ALARMS, OWN, OWN_CALLS
from hinomi.sources.tampering_own import LOG_GROUPS as OWN_LOG_GROUPS
from support.event_pattern import matches
from support.once import once
from support.stack_policies import ALARM, RULE
from support.template import read_template

if TYPE_CHECKING:
    from pathlib import Path

    from support.template import Stack

pytestmark = once

TAMPERING = ("TamperingRule", "TamperingTraceRule", "TamperingLogsRule", "TamperingGuardRule")
OWN_RULES = ("OwnTamperingRule", "OwnDeliveryRule")
CHANGE_RULES = ("AccountChangesRule", "NetworkChangesRule")
PERSON = {"type": "IAMUser", "userName": "bob"}
LAMBDA_VERSIONS = ("20150331", "20150331v2", "20171031")
# A name of everything, by the parameters that name it: what the rules go by.
OWN_NAMES: dict[str, Any] = {
    "events": {"name": "hinomi-HealthRule-A1", "rule": "hinomi-HealthRule-A1"},
    "sqs": {"queueUrl": "https://sqs.ap-northeast-1.amazonaws.com/111122223333/hinomi-IntakeQueue-A1"},
    "sns": {
        "topicArn": "arn:aws:sns:ap-northeast-1:111122223333:hinomi-AlertsTopic-A1",
        "subscriptionArn": "arn:aws:sns:ap-northeast-1:111122223333:hinomi-AlertsTopic-A1:0000",
        "resourceArn": "arn:aws:sns:ap-northeast-1:111122223333:hinomi-AlertsTopic-A1",
    },
    "lambda": {"functionName": "hinomi-IntakeFunction-A1"},
    "dynamodb": {"tableName": "hinomi-AlertTable-A1"},
    "scheduler": {"name": "hinomi-RoundSchedule-A1"},
    "states": {"stateMachineArn": "arn:aws:states:ap-northeast-1:111122223333:stateMachine:RoundStateMachine-A1"},
    "iam": {"roleName": "hinomi-IntakeRole-A1"},
    "monitoring": {"alarmName": "hinomi intake is late", "alarmNames": ["hinomi intake is late"]},
    "logs": {"logGroupName": "/aws/lambda/hinomi-intake"},
    "cloudformation": {"stackName": "hinomi", "enableTerminationProtection": False},
}
OWN_STACK_SET = {"stackSetName": "hinomi-forwarder"}


def call(service: str, name: str, request: object = None, answer: object = None, **identity: str) -> dict[str, Any]:
    detail = {
        "eventSource": f"{service}.amazonaws.com",
        "eventName": name,
        "eventType": "AwsApiCall",
        "readOnly": False,
        "userIdentity": identity or PERSON,
        "requestParameters": request,
        "responseElements": answer,
    }
    return {"source": "aws.any", "detail-type": "AWS API Call via CloudTrail", "detail": detail}


def takers(stack: Stack, event: dict[str, Any]) -> set[str]:
    return {rule for rule in stack.of_type(RULE) if matches(stack.pattern(rule), event)}


def sources_of(event: dict[str, Any]) -> set[str]:
    return {alert.type.partition(".")[0] for opened in open_envelope(event) for alert in normalize(opened)}


def named(service: str, name: str) -> dict[str, Any]:
    """Name what a call of the table must be aimed at, where it must."""
    return {"s3": {"bucketName": "aws-cloudtrail-logs-1"}, "logs": {"logGroupName": "CloudTrail/logs"}}.get(
        service, {"name": name}
    )


@pytest.mark.parametrize(("service", "name"), [(service, name) for service, names in CALLS.items() for name in names])
def test_every_call_of_the_table_is_taken_by_one_rule_and_by_tampering(full: Stack, service: str, name: str) -> None:
    event = call(service, name, named(service, name))
    (taker,) = takers(full, event)
    assert taker in TAMPERING
    assert sources_of(event) == {"tampering"}


@pytest.mark.parametrize(("service", "name"), [(service, name) for service, names in CHANGES.items() for name in names])
def test_every_change_of_the_table_is_taken_by_one_rule(full: Stack, plain: Stack, service: str, name: str) -> None:
    event = call(service, name, {"bucketName": "photos", "roleName": "orders"})
    (taker,) = takers(full, event)
    assert taker in CHANGE_RULES
    assert sources_of(event) == {"account_changes"}
    assert not takers(plain, event)


@pytest.mark.parametrize(
    ("service", "name"), [(service, name) for service, names in OWN_CALLS.items() for name in names]
)
def test_every_call_on_hinomi_itself_is_taken_by_one_rule(full: Stack, service: str, name: str) -> None:
    answer = {"functionArn": "arn:aws:lambda:ap-northeast-1:111122223333:function:hinomi-IntakeFunction-A1"}
    request = {"uUID": "u"} if "Mapping" in name else OWN_NAMES[service]
    if name in ("DeleteStackSet", "DeleteStackInstances"):
        request = OWN_STACK_SET
    spelled = [name + version for version in LAMBDA_VERSIONS] if service == "lambda" else [name]
    for one in spelled:
        event = call(service, one, request, answer)
        (taker,) = takers(full, event)
        assert taker in (*OWN_RULES, *TAMPERING)
        assert sources_of(event) == {"tampering"}


def pairs(pattern: dict[str, Any]) -> set[tuple[str, str]]:
    """List the calls that a pattern names, each by its service."""
    detail = pattern["detail"]
    alternatives = detail.get("$or", [detail])
    return {
        (source.removesuffix(".amazonaws.com"), name if isinstance(name, str) else name["prefix"])
        for part in alternatives
        for source, name in product(part["eventSource"], part["eventName"])
    }


def test_a_rule_has_no_call_that_the_tables_lack(full: Stack) -> None:
    known = {(service, name) for service, names in CALLS.items() for name in names}
    account = {("s3-control", name) for name in CALLS["s3"] if name not in ONLY_LOG_BUCKETS}
    own = {(service, name) for service, names in OWN_CALLS.items() for name in names}
    changes = {(service, name) for service, names in CHANGES.items() for name in names}
    for rule in TAMPERING:
        assert pairs(full.pattern(rule)) <= known | account | own, rule
    for rule in OWN_RULES:
        for service, name in pairs(full.pattern(rule)):
            assert any(service == one and other.startswith(name.rstrip("0123456789")) for one, other in own), name
    for rule in CHANGE_RULES:
        assert pairs(full.pattern(rule)) <= changes, rule


def test_a_call_is_in_one_table_only_but_where_its_target_decides() -> None:
    both = {(service, name) for service, names in CALLS.items() for name in names if name in CHANGES.get(service, {})}
    assert both == {("s3", name) for name in ONLY_LOG_BUCKETS if name in CHANGES["s3"]}


@pytest.mark.parametrize("name", sorted(ONLY_LOG_BUCKETS & CHANGES["s3"].keys()))
@pytest.mark.parametrize(
    ("bucket", "taker"),
    [
        ("my-trail", "TamperingLogsRule"),
        ("audit-logs-1", "TamperingLogsRule"),
        ("config-bucket-1", "TamperingLogsRule"),
        ("photos", "AccountChangesRule"),
        ("my-config-bucket-1", "AccountChangesRule"),
    ],
)
def test_what_happens_to_a_bucket_that_holds_logs_is_always_told(
    full: Stack, plain: Stack, name: str, bucket: str, taker: str
) -> None:
    event = call("s3", name, {"bucketName": bucket})
    assert takers(full, event) == {taker}
    assert takers(plain, event) == {taker} - {"AccountChangesRule"}
    assert sources_of(event) == {"tampering" if taker == "TamperingLogsRule" else "account_changes"}


@pytest.mark.parametrize(
    ("service", "name", "request_"),
    [
        ("sns", "AddPermission", {"topicArn": OWN_NAMES["sns"]["topicArn"]}),
        ("sns", "PutDataProtectionPolicy", {"resourceArn": OWN_NAMES["sns"]["topicArn"]}),
        ("sns", "Unsubscribe", {"subscriptionArn": OWN_NAMES["sns"]["subscriptionArn"]}),
        ("events", "DeleteRule", {"name": "hinomi-HealthRule-A1"}),
        ("events", "RemoveTargets", {"rule": "hinomi-HealthRule-A1"}),
        ("cloudformation", "DeleteStackInstances", OWN_STACK_SET),
        ("cloudformation", "DeleteStack", {"stackName": "StackSet-hinomi-forwarder-1"}),
    ],
)
def test_one_of_the_names_that_a_call_may_give_is_enough(
    full: Stack, service: str, name: str, request_: dict[str, str]
) -> None:
    event = call(service, name, request_)
    assert takers(full, event) == {"OwnDeliveryRule"}
    assert sources_of(event) == {"tampering"}


def test_the_rules_know_logs_by_the_same_names_as_the_code(full: Stack) -> None:
    parts = full.pattern("TamperingLogsRule")["detail"]["$or"]
    wildcards = [[one.get("wildcard") for one in next(iter(part["requestParameters"].values()))] for part in parts]
    assert list(LOG_GROUPS) in wildcards
    assert list(LOG_BUCKETS) in wildcards
    assert str(list(LOG_BUCKETS)) in str(full.pattern("AccountChangesRule"))


OTHERS = {
    "the root user itself": call("cloudtrail", "StopLogging", {"name": "t"}, type="Root"),
    "a service of its own accord": call("monitoring", "DeleteAlarms", {"alarmNames": ["a"]}, type="AWSService"),
    "a deployment of the stack": call(
        "events", "PutRule", OWN_NAMES["events"], type="AssumedRole", invokedBy="cloudformation.amazonaws.com"
    ),
    "another's rule": call("events", "DeleteRule", {"name": "nightly"}),
    "another's function": call("lambda", "DeleteFunction20150331", {"functionName": "orders"}),
    "another's topic": call("sns", "AddPermission", {"topicArn": "arn:aws:sns:ap-northeast-1:111122223333:orders"}),
    "another's queue": call("sqs", "DeleteQueue", {"queueUrl": "https://sqs.example/111122223333/orders"}),
    "another stack": call("cloudformation", "DeleteStack", {"stackName": "orders"}),
    "another's StackSet": call("cloudformation", "DeleteStackInstances", {"stackSetName": "orders"}),
    "a log group of no concern": call("logs", "DeleteLogGroup", {"logGroupName": "/aws/lambda/orders"}),
    "another's alarm": call("monitoring", "PutMetricAlarm", {"alarmName": "cpu"}),
    "a call that only reads": call("guardduty", "GetDetector", {"detectorId": "d"}),
    "a call of that name elsewhere": call("inspector2", "DeleteMembers"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_call_of_no_concern_is_left(full: Stack, name: str) -> None:
    assert takers(full, OTHERS[name]) <= {"RootApiRule"}


def test_a_service_that_acts_for_the_root_user_is_taken(full: Stack) -> None:
    event = call("cloudtrail", "StopLogging", {"name": "t"}, type="Root", invokedBy="ssm.amazonaws.com")
    assert takers(full, event) == {"TamperingTraceRule"}


@pytest.mark.parametrize("kind", OWN)
def test_hinomi_knows_its_own_parts(template: dict[str, Any], root: Path, kind: str) -> None:
    """What is new in the template belongs into OWN of sources/tampering_own.py."""
    forwarder = read_template(root / "forwarder.yaml")
    types = {"StateMachine": "AWS::Serverless::StateMachine", "Function": "AWS::Serverless::Function"}
    found = {
        name.removesuffix(kind)
        for made in (template, forwarder)
        for name, resource in made["Resources"].items()
        if resource["Type"] == types.get(kind, resource["Type"]) and resource["Type"].endswith(f"::{kind}")
    }
    assert set(OWN[kind]) == found


def test_hinomi_knows_its_own_alarms_and_logs(full: Stack) -> None:
    names = {alarm["AlarmName"].removeprefix("hinomi ") for alarm in full.of_type(ALARM).values()}
    assert set(ALARMS) == names
    groups = {group["LogGroupName"] for group in full.of_type("AWS::Logs::LogGroup").values()}
    assert {f"/aws/lambda/hinomi-{name}" for name in OWN_LOG_GROUPS} == {one for one in groups if "lambda" in one}


def test_a_long_name_of_the_stack_still_fits_the_quota(full: Stack) -> None:
    """Patterns that name the stack grow with its name: forty letters have to do."""
    for rule in (*TAMPERING, *OWN_RULES, *CHANGE_RULES):
        text = str(full.pattern(rule))
        assert len(re.sub(r"hinomi(?=[- /'])", "x" * 40, text)) < 2048, rule
