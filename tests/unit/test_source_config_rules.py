from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from hinomi.model import ConsoleLink, Event, Lifecycle, Resource, Severity, Term
from hinomi.sources import config_rule_names, config_rules
from support.fakes import make_watch
from support.samples import facts, load_event, only_alert

load = partial(load_event, "config_rules")
read = partial(only_alert, config_rules)


def reasons(*bodies: dict[str, Any]) -> list[str]:
    """Let a watch take events in order; return the reason of each decision."""
    watch = make_watch()
    return [outcome.decision.reason.value for body in bodies for outcome in watch.take(Event(body=body))]


def test_what_a_rule_finds_noncompliant_is_an_alert() -> None:
    alert = read(load("noncompliant"))
    assert (alert.severity, alert.lifecycle, alert.actionable) == (Severity.HIGH, Lifecycle.OPEN, True)
    assert alert.resources == (Resource(type="AWS::S3::Bucket", id="amzn-s3-demo-bucket"),)
    assert facts(alert) == {"config_rule": "s3-bucket-public-read-prohibited", "compliance": Term("noncompliant")}
    assert alert.description == "The bucket policy allows public read."
    place = {"region": "ap-northeast-1", "rule": "s3-bucket-public-read-prohibited"}
    assert alert.link == ConsoleLink(page="config_rule", parameters=place)


@pytest.mark.parametrize(
    ("rule", "severity"),
    [
        ("restricted-ssh", Severity.HIGH),
        ("root-account-mfa-enabled", Severity.HIGH),
        ("cloudtrail-enabled", Severity.HIGH),
        ("OrgConfigRule-s3-bucket-public-read-prohibited-dbgzf8ba", Severity.HIGH),
        ("required-tags", Severity.MEDIUM),
        ("encrypted-volumes", Severity.MEDIUM),
        ("our-own-rule", Severity.MEDIUM),
    ],
)
def test_what_is_open_to_anybody_or_leaves_no_record_is_worse_than_the_rest(rule: str, severity: Severity) -> None:
    body = load("noncompliant")
    body["detail"]["configRuleName"] = rule
    assert read(body).severity is severity


def test_it_is_about_one_resource_under_one_rule() -> None:
    first = read(load("noncompliant")).fingerprint
    prints = {first}
    for key in ("configRuleARN", "resourceType", "resourceId"):
        body = load("noncompliant")
        body["detail"][key] = "another"
        prints.add(read(body).fingerprint)
    assert len(prints) == 4
    assert read(load("compliant_again")).fingerprint == first


def test_rules_without_an_arn_are_told_apart_by_place_and_name() -> None:
    prints = set()
    for change in ({}, {"awsRegion": "us-east-1"}, {"awsAccountId": "111122223333"}, {"configRuleName": "other"}):
        body = load("noncompliant")
        body["detail"] |= {"configRuleARN": None, **change}
        prints.add(read(body).fingerprint)
    assert len(prints) == 4


@pytest.mark.parametrize("end", ["compliant_again", "not_applicable"])
def test_what_is_compliant_again_or_no_longer_judged_is_over(end: str) -> None:
    assert reasons(load("noncompliant"), load(end), load(end)) == ["first_seen", "resolved", "duplicate"]


def test_the_first_look_tells_what_is_wrong_and_nothing_else() -> None:
    assert reasons(load("first_evaluation_noncompliant")) == ["first_seen"]
    assert reasons(load("lookalike_first_compliant")) == ["not_actionable"]


def test_too_little_data_says_nothing_either_way() -> None:
    told = reasons(load("noncompliant"), load("lookalike_insufficient_data"), load("compliant_again"))
    assert told == ["first_seen", "not_actionable", "resolved"]


def test_an_end_that_overtakes_its_beginning_is_not_undone() -> None:
    assert reasons(load("compliant_again"), load("noncompliant")) == ["not_actionable", "out_of_order"]


def test_rules_of_security_hub_are_left_to_security_hub() -> None:
    assert not read(load("lookalike_security_hub_rule")).actionable
    body = load("lookalike_security_hub_rule")
    body["detail"]["configRuleName"] = "s3-not-by-securityhub-"
    assert read(body).actionable


@pytest.mark.parametrize(
    ("name", "readable", "origin"),
    [
        ("OrgConfigRule-s3-bucket-versioning-enabled-dbgzf8ba", "s3-bucket-versioning-enabled", "organization_rule"),
        ("access-keys-rotated-conformance-pack-szsm1uv0w", "access-keys-rotated", "conformance_pack"),
        ("OrgConfigRule-", "OrgConfigRule-", ""),
        ("my-conformance-pack-", "my-conformance-pack-", ""),
        ("restricted-ssh", "restricted-ssh", ""),
        ("", "", ""),
    ],
)
def test_a_rule_of_a_pack_or_an_organization_is_called_by_its_name(name: str, readable: str, origin: str) -> None:
    assert config_rule_names.readable(name) == readable
    assert config_rule_names.origin(name) == origin


def test_who_deployed_a_rule_is_told_and_the_link_leads_to_its_full_name() -> None:
    alert = read(load("organization_rule"))
    assert facts(alert)["config_rule"] == "require-approved-instances"
    assert facts(alert)["rule_origin"] == Term("organization_rule")
    assert alert.link is not None
    assert alert.link.parameters["rule"] == "OrgConfigRule-require-approved-instances-dbgzf8ba"


def test_without_a_name_the_link_leads_to_the_resource() -> None:
    body = load("noncompliant")
    body["detail"]["configRuleName"] = None
    alert = read(body)
    place = {"region": "ap-northeast-1", "resource_type": "AWS::S3::Bucket", "resource_id": "amzn-s3-demo-bucket"}
    assert alert.link == ConsoleLink(page="config_resource", parameters=place)


def test_rules_of_aws_have_advice_of_their_own_also_within_a_pack() -> None:
    expected = ("config_rules/open_network", "config_rules/rule", "config_rules")
    assert read(load("first_evaluation_noncompliant")).guide == expected
    assert read(load("hostile_annotation")).guide == ("config_rules/rule", "config_rules")


def test_an_annotation_shows_no_key_and_does_not_change_what_it_is_about() -> None:
    alert = read(load("hostile_annotation"))
    assert "AKIA****MPLE" in alert.description
    assert "IOSFODNN" not in alert.description
    body = load("noncompliant")
    body["detail"]["newEvaluationResult"]["annotation"] = "other"
    assert read(body).fingerprint == read(load("noncompliant")).fingerprint


@pytest.mark.parametrize(
    "detail_type",
    ["Config Configuration Item Change", "Config Rules Re-evaluation Status", "AWS API Call via CloudTrail"],
)
def test_other_events_of_config_are_not_taken_for_it(detail_type: str) -> None:
    assert not config_rules.recognizes(Event(body=load("noncompliant") | {"detail-type": detail_type}))


@pytest.mark.parametrize("value", [None, [], {}, "x", 10**400, [[]], {"complianceType": []}])
def test_whatever_a_field_holds_an_alert_comes_out(value: object) -> None:
    for key in load("noncompliant")["detail"]:
        body = load("noncompliant")
        body["detail"][key] = value
        assert len(config_rules.normalize(Event(body=body))) == 1
