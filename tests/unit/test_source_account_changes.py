"""Changes that CIS wants to be watched: what they opened, by whom, and which are nobody's concern."""

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
from hinomi.model import Alert, Event, Fact, Outlet, Resource, Severity, Term, Value
from hinomi.normalize import normalize
from hinomi.render import MACHINE
from hinomi.routing.gathering import lasts
from hinomi.routing.silences import is_protected
from hinomi.sources import account_changes, root_api, tampering
from hinomi.sources.account_changes_calls import CHANGES, KINDS
from support import calls
from support.calls import JSON, ROLE, recorded
from support.fakes import Clock, Outbox, make_watch
from support.samples import EVENTS

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = EVENTS / "account_changes"
INFO, LOW, MEDIUM, HIGH, _ = Severity


raw = partial(recorded, "account_changes")


def call(service: str, name: str, request: object = None, **detail: Any) -> dict[str, Any]:
    return calls.call(raw("ssh_opened_to_the_world"), service, name, request, **detail)


def alert_of(content: dict[str, Any]) -> Alert:
    (event,) = open_envelope(content)
    assert account_changes.recognizes(event)
    (alert,) = account_changes.normalize(event)
    return alert


def severity(service: str, name: str, request: object = None, **detail: Any) -> Severity:
    return alert_of(call(service, name, request, **detail)).severity


def ingress(protocol: str, low: int | None, high: int | None, *cidrs: str) -> dict[str, Any]:
    ports = {} if low is None else {"fromPort": low, "toPort": high}
    four = [{"cidrIp": one} for one in cidrs if ":" not in one]
    six = [{"cidrIpv6": one} for one in cidrs if ":" in one]
    rule = {"ipProtocol": protocol, **ports, "ipRanges": {"items": four}, "ipv6Ranges": {"items": six}, "groups": {}}
    return {"groupId": "sg-1", "ipPermissions": {"items": [rule]}}


def fact(alert: Alert, label: str) -> Value | None:
    return next((fact.value for fact in alert.facts if fact.label == label), None)


@pytest.mark.parametrize(
    ("name", "expected", "guide"),
    [
        ("ssh_opened_to_the_world", HIGH, "security_group_open"),
        ("security_group_narrow", LOW, "security_group"),
        ("network_acl_opened", MEDIUM, "network_acl"),
        ("administrator_attached", HIGH, "iam_administrator"),
        ("inline_policy", LOW, "iam_policy"),
        ("bucket_opened_by_deployment", HIGH, "bucket_public"),
        ("account_removed", HIGH, "organization"),
        ("route_by_deployment", INFO, "route_table"),
    ],
)
def test_a_change_is_as_bad_as_what_it_opens(name: str, expected: Severity, guide: str) -> None:
    alert = alert_of(raw(name))
    assert (alert.source, alert.severity, alert.actionable) == ("account_changes", expected, True)
    assert alert.guide == (f"account_changes/{guide}", "account_changes")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("lookalike_*.json")), ids=lambda path: path.stem)
def test_nobody_hears_of_a_look_alike(path: Path) -> None:
    for event in open_envelope(json.loads(path.read_text("utf-8"))):
        assert [alert.actionable for alert in normalize(event)] == [False]


def test_an_alert_says_plainly_what_was_opened_to_whom() -> None:
    alert = alert_of(raw("ssh_opened_to_the_world"))
    assert alert.resources == (Resource(type="AWS::EC2::SecurityGroup", id="sg-0123456789abcdef0"),)
    assert alert.facts == (
        Fact("direction", Term("inbound")),
        Fact("protocol", "TCP"),
        Fact("port", "22"),
        Fact("address_range", "0.0.0.0/0, ::/0"),
        Fact("api", "AuthorizeSecurityGroupIngress"),
        Fact("service", "ec2"),
        Fact("outcome", Term("success")),
    )


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (ingress("tcp", 22, 22, "0.0.0.0/0"), HIGH),
        (ingress("tcp", 22, 22, "::/0"), HIGH),
        (ingress("tcp", 3000, 4000, "0.0.0.0/0"), HIGH),
        (ingress("-1", None, None, "0.0.0.0/0"), HIGH),
        (ingress("udp", 0, 65535, "0.0.0.0/0"), HIGH),
        (ingress("tcp", 5432, 5432, "0.0.0.0/0"), MEDIUM),
        (ingress("tcp", 80, 443, "0.0.0.0/0"), MEDIUM),
        (ingress("tcp", 23, 3388, "0.0.0.0/0"), MEDIUM),
        (ingress("tcp", 443, 443, "0.0.0.0/0"), LOW),
        (ingress("icmp", -1, -1, "0.0.0.0/0"), LOW),
        (ingress("icmpv6", 0, 255, "::/0"), LOW),
        (ingress("tcp", 22, 22, "10.0.0.0/7"), HIGH),
        (ingress("tcp", 22, 22, "10.0.0.0/8"), LOW),
        (ingress("tcp", 22, 22, "198.51.100.0/24"), LOW),
        ({"groupId": "sg-1", "ipProtocol": "tcp", "fromPort": 22, "toPort": 22, "cidrIp": "0.0.0.0/0"}, HIGH),
        ({"groupId": "sg-1"}, LOW),
    ],
)
def test_the_world_at_a_door_for_administrators_is_bad(request_: dict[str, Any], expected: Severity) -> None:
    assert severity("ec2", "AuthorizeSecurityGroupIngress", request_) is expected
    assert severity("ec2", "AuthorizeSecurityGroupEgress", request_) is LOW
    assert severity("ec2", "RevokeSecurityGroupIngress", request_) is LOW


def test_the_widest_of_several_rules_counts_and_is_told() -> None:
    request = ingress("tcp", 443, 443, "198.51.100.0/24")
    request["ipPermissions"]["items"] += ingress("tcp", 3389, 3389, "0.0.0.0/0")["ipPermissions"]["items"]
    alert = alert_of(call("ec2", "AuthorizeSecurityGroupIngress", request))
    assert (alert.severity, fact(alert, "port")) == (HIGH, "3389")


def test_every_port_is_said_in_a_word() -> None:
    alert = alert_of(call("ec2", "AuthorizeSecurityGroupIngress", ingress("-1", None, None, "0.0.0.0/0")))
    assert (fact(alert, "port"), fact(alert, "protocol")) == (Term("every"), Term("every"))


def test_a_rule_that_is_modified_is_found_within_its_wrapping() -> None:
    rule = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIpv4": "0.0.0.0/0"}
    wrapped = {"GroupId": "sg-1", "SecurityGroupRule": {"SecurityGroupRuleId": "sgr-1", "SecurityGroupRule": rule}}
    alert = alert_of(call("ec2", "ModifySecurityGroupRules", {"ModifySecurityGroupRulesRequest": wrapped}))
    assert (alert.severity, fact(alert, "rules")) == (HIGH, "sgr-1")
    assert alert.resources == (Resource(type="AWS::EC2::SecurityGroup", id="sg-1"),)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, MEDIUM),
        ({"aclProtocol": "-1", "portRange": {}}, MEDIUM),
        ({"egress": True}, LOW),
        ({"ruleAction": "deny"}, LOW),
        ({"cidrBlock": "198.51.100.0/24"}, LOW),
        ({"portRange": {"from": 443, "to": 443}}, LOW),
        ({"aclProtocol": "1", "portRange": {}}, LOW),
    ],
)
def test_a_network_acl_that_lets_the_world_administer_is_worse(changes: dict[str, Any], expected: Severity) -> None:
    content = raw("network_acl_opened")
    content["detail"]["requestParameters"] |= changes
    assert alert_of(content).severity is expected


def document(action: object, resource: object = "*", effect: str = "Allow") -> str:
    return json.dumps({"Statement": [{"Effect": effect, "Action": action, "Resource": resource}]})


@pytest.mark.parametrize(
    ("name", "request_", "expected"),
    [
        ("AttachRolePolicy", {"roleName": "r", "policyArn": "arn:aws:iam::aws:policy/AdministratorAccess"}, HIGH),
        ("AttachGroupPolicy", {"groupName": "g", "policyArn": "arn:aws:iam::aws:policy/IAMFullAccess"}, HIGH),
        ("DetachRolePolicy", {"roleName": "r", "policyArn": "arn:aws:iam::aws:policy/AdministratorAccess"}, LOW),
        ("AttachRolePolicy", {"roleName": "r", "policyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}, LOW),
        ("PutUserPolicy", {"userName": "u", "policyName": "p", "policyDocument": document("*")}, HIGH),
        ("PutRolePolicy", {"roleName": "r", "policyName": "p", "policyDocument": document(["s3:*", "iam:*"])}, HIGH),
        ("CreatePolicy", {"policyName": "p", "policyDocument": document("*", ["*"])}, HIGH),
        ("CreatePolicy", {"policyName": "p", "policyDocument": document("*", effect="Deny")}, LOW),
        ("CreatePolicy", {"policyName": "p", "policyDocument": document("*", "arn:aws:s3:::mine")}, LOW),
        ("CreatePolicy", {"policyName": "p", "policyDocument": "{" * 5000}, LOW),
        ("DeletePolicy", {"policyArn": "arn:aws:iam::111122223333:policy/p"}, LOW),
    ],
)
def test_to_make_an_administrator_is_bad(name: str, request_: dict[str, Any], expected: Severity) -> None:
    alert = alert_of(call("iam", name, request_))
    assert alert.severity is expected
    assert alert.resources
    assert fact(alert, "policy")


PUBLIC: dict[str, Any] = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject"}
GROUPS = "http://acs.amazonaws.com/groups/global"
ALL_USERS = {"Grantee": {"URI": f"{GROUPS}/AllUsers"}, "Permission": "READ"}


@pytest.mark.parametrize(
    ("name", "request_", "expected"),
    [
        ("PutBucketPolicy", {"bucketPolicy": {"Statement": [PUBLIC]}}, HIGH),
        ("PutBucketPolicy", {"bucketPolicy": {"Statement": PUBLIC}}, HIGH),
        ("PutBucketPolicy", {"bucketPolicy": json.dumps({"Statement": [PUBLIC]})}, HIGH),
        ("PutBucketPolicy", {"bucketPolicy": {"Statement": [PUBLIC | {"Principal": {"AWS": ["*"]}}]}}, HIGH),
        ("PutBucketPolicy", {"bucketPolicy": {"Statement": [PUBLIC | {"Condition": {"Bool": {}}}]}}, MEDIUM),
        ("PutBucketPolicy", {"bucketPolicy": {"Statement": [PUBLIC | {"Effect": "Deny"}]}}, LOW),
        ("PutBucketPolicy", {"bucketPolicy": {"Statement": [PUBLIC | {"Principal": {"AWS": "arn:x"}}]}}, LOW),
        ("PutBucketAcl", {"x-amz-acl": ["public-read"]}, HIGH),
        ("PutBucketAcl", {"x-amz-acl": ["authenticated-read"]}, HIGH),
        ("PutBucketAcl", {"x-amz-acl": ["private"]}, LOW),
        ("PutBucketAcl", {"AccessControlPolicy": {"AccessControlList": {"Grant": [ALL_USERS]}}}, HIGH),
        ("PutBucketAcl", {"AccessControlPolicy": {"AccessControlList": {"Grant": ALL_USERS}}}, HIGH),
        ("PutBucketAcl", {"x-amz-grant-read": f'uri="{GROUPS}/AuthenticatedUsers"'}, HIGH),
        ("PutBucketReplication", {}, MEDIUM),
        ("DeleteBucketCors", {}, LOW),
    ],
)
def test_to_open_a_bucket_to_everybody_is_bad(name: str, request_: dict[str, Any], expected: Severity) -> None:
    assert severity("s3", name, {"bucketName": "photos", **request_}) is expected


@pytest.mark.parametrize(
    ("service", "name", "request_", "told"),
    [
        (
            "ec2",
            "CreateRoute",
            {"routeTableId": "rtb-1", "destinationCidrBlock": "0.0.0.0/0", "gatewayId": "igw-1"},
            {"destination": "0.0.0.0/0", "route_target": "igw-1"},
        ),
        ("ec2", "AttachInternetGateway", {"internetGatewayId": "igw-1", "vpcId": "vpc-1"}, {"vpc": "vpc-1"}),
        (
            "ec2",
            "CreateVpcPeeringConnection",
            {"vpcId": "vpc-1", "peerOwnerId": "123456789012", "peerVpcId": "vpc-2"},
            {"remote_account": "123456789012", "peer_vpc": "vpc-2"},
        ),
        ("organizations", "AttachPolicy", {"policyId": "p-1", "targetId": "r-1"}, {"policy": "p-1", "affected": "r-1"}),
        ("s3", "PutBucketAcl", {"bucketName": "photos", "x-amz-acl": ["public-read"]}, {"acl": "public-read"}),
        (
            "ec2",
            "RevokeSecurityGroupIngress",
            {"groupId": "sg-1", "securityGroupRuleIds": ["sgr-1"]},
            {"rules": "sgr-1"},
        ),
    ],
)
def test_the_facts_say_what_was_changed(service: str, name: str, request_: Any, told: dict[str, str]) -> None:
    alert = alert_of(call(service, name, request_))
    assert {label: fact(alert, label) for label in told} == told


def test_everybody_is_said_in_a_word_and_others_by_name() -> None:
    assert fact(alert_of(raw("bucket_opened_by_deployment")), "principal") == Term("anyone")
    lets_one_in = {"Statement": [PUBLIC | {"Principal": {"AWS": "arn:aws:iam::123456789012:root"}}]}
    alert = alert_of(call("s3", "PutBucketPolicy", {"bucketName": "photos", "bucketPolicy": lets_one_in}))
    assert fact(alert, "principal") == "arn:aws:iam::123456789012:root"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("RemoveAccountFromOrganization", HIGH), ("DeleteOrganization", HIGH), ("MoveAccount", LOW)],
)
def test_an_account_that_is_out_of_the_organization_is_out_of_its_watch(name: str, expected: Severity) -> None:
    assert severity("organizations", name) is expected


def test_what_was_made_is_named_by_the_answer() -> None:
    alert = alert_of(
        call("ec2", "CreateVpc", {"cidrBlock": "10.0.0.0/16"}, responseElements={"vpc": {"vpcId": "vpc-1"}})
    )
    assert alert.resources == (Resource(type="AWS::EC2::VPC", id="vpc-1"),)


# ------------------------------------------------------------------------------------------------------------- by whom


@pytest.mark.parametrize("service", ["cloudformation.amazonaws.com", "servicecatalog.amazonaws.com"])
def test_a_deployment_is_no_news_unless_it_opens_a_door(service: str) -> None:
    who = {"userIdentity": {**ROLE, "invokedBy": service}}
    assert severity("ec2", "CreateVpc", {"cidrBlock": "10.0.0.0/16"}, **who) is INFO
    assert severity("ec2", "AuthorizeSecurityGroupIngress", ingress("tcp", 22, 22, "0.0.0.0/0"), **who) is HIGH


def test_aws_itself_is_no_news_whatever_it_opens() -> None:
    alert = alert_of(
        raw("ssh_opened_to_the_world", userIdentity={"type": "AWSService", "invokedBy": "x.amazonaws.com"})
    )
    assert (alert.severity, alert.actionable) == (INFO, False)


def test_the_round_tells_of_its_own_harmless_changes() -> None:
    issuer = {"type": "Role", "userName": "hinomi-BaselineRole-A1B2"}
    who = {"userIdentity": {**ROLE, "sessionContext": {"sessionIssuer": issuer}}}
    assert not alert_of(call("ec2", "RevokeSecurityGroupIngress", {"groupId": "sg-1"}, **who)).actionable
    assert alert_of(raw("ssh_opened_to_the_world", **who)).actionable


@pytest.mark.parametrize(
    ("error", "guide"),
    [("Client.UnauthorizedOperation", "denied"), ("Client.InvalidPermission.Duplicate", "failed")],
)
def test_a_change_that_failed_changed_nothing(error: str, guide: str) -> None:
    alert = alert_of(raw("ssh_opened_to_the_world", errorCode=error))
    assert (alert.severity, alert.guide) == (LOW, (f"account_changes/{guide}", "account_changes"))
    assert severity("ec2", "CreateVpc", errorCode=error) is INFO


def test_the_root_user_is_left_to_its_own_source() -> None:
    (event,) = open_envelope(raw("ssh_opened_to_the_world", userIdentity={"type": "Root"}))
    assert not account_changes.recognizes(event)
    assert root_api.recognizes(event)


@pytest.mark.parametrize(
    ("service", "name", "request_"),
    [
        ("cloudtrail", "DeleteTrail", {"name": "t"}),
        ("kms", "ScheduleKeyDeletion", {"keyId": "k"}),
        ("config", "StopConfigurationRecorder", {}),
        ("organizations", "LeaveOrganization", {}),
        ("iam", "DeleteRolePolicy", {"roleName": "hinomi-IntakeRole-A1B2", "policyName": "p"}),
        ("s3", "DeleteBucketPolicy", {"bucketName": "aws-cloudtrail-logs-1"}),
    ],
)
def test_what_hides_tracks_is_told_as_tampering(service: str, name: str, request_: dict[str, Any]) -> None:
    (event,) = open_envelope(call(service, name, request_))
    assert tampering.recognizes(event)
    assert [alert.source for alert in normalize(event)] == ["cloudtrail"]


def test_calls_that_are_merely_refused_are_not_watched() -> None:
    """CIS 4.1, unauthorized calls of any kind, would drown everything else."""
    (event,) = open_envelope(call("ec2", "RunInstances", errorCode="Client.UnauthorizedOperation"))
    assert not account_changes.recognizes(event)


# ------------------------------------------------------------------------------------------------------------- stories


def test_it_is_told_once_and_a_silence_may_hold_it() -> None:
    event = raw("security_group_narrow")
    watch = make_watch(
        MemoryStore(), outbox=Outbox(), clock=Clock(), machines=(Outlet(name=MACHINE, channel=MACHINE, locale=""),)
    )
    again = event | {"id": "00000000-0000-4000-8000-000000000999"}
    events = [one for content in (event, again) for one in open_envelope(content)]
    told = [outcome.decision.reason.value for one in events for outcome in watch.take(one)]
    assert told == ["first_seen", "duplicate"]
    assert not is_protected(alert_of(event))
    assert not lasts(alert_of(event))


@pytest.mark.parametrize("locale", GUIDES)
def test_every_kind_has_an_entry_of_the_guide(locale: str) -> None:
    kinds = {kind for kinds in KINDS.values() for kind in kinds}
    kinds |= {"iam_administrator", "bucket_public", "security_group_open", "denied", "failed"}
    assert {f"account_changes/{kind}" for kind in kinds} - GUIDES[locale].keys() == set()


# ---------------------------------------------------------------------------------------------------------- malformed


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([(service, name) for service, names in CHANGES.items() for name in names]),
    st.dictionaries(st.sampled_from(["requestParameters", "responseElements", "userIdentity", "errorCode"]), JSON),
)
def test_no_record_is_too_odd(called: tuple[str, str], detail: dict[str, Any]) -> None:
    content = raw("inline_policy", eventSource=f"{called[0]}.amazonaws.com", eventName=called[1])
    content["detail"] |= detail
    event = Event(body=content)
    if account_changes.recognizes(event):
        assert all(fact.value != "" for alert in account_changes.normalize(event) for fact in alert.facts)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
@pytest.mark.parametrize("junk", [None, 7, "x" * 5000, [], {}, [[]], {"items": [{"ipProtocol": []}]}, "\ud800"])
def test_every_parameter_may_be_of_any_type(path: Path, junk: Any) -> None:
    content = json.loads(path.read_text("utf-8"))
    for key in content["detail"]["requestParameters"]:
        odd = copy.deepcopy(content)
        odd["detail"]["requestParameters"][key] = junk
        event = Event(body=odd)
        if account_changes.recognizes(event):
            (alert,) = account_changes.normalize(event)
            assert alert.severity in Severity
