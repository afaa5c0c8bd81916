from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from hinomi.model import Alert, ConsoleLink, Event, Lifecycle, Severity, Term
from hinomi.sources import guardduty, securityhub_asff
from support.samples import facts, load_event, only_alert

load = partial(load_event, "securityhub")
read = partial(only_alert, securityhub_asff)


def with_finding(name: str = "control_failed", /, **changes: Any) -> Alert:
    body = load(name)
    body["detail"]["findings"][0] |= changes
    return read(body)


def test_a_failed_control_tells_what_a_person_acts_on() -> None:
    alert = read(load("control_failed"))
    assert (alert.type, alert.severity, alert.compliance, alert.lifecycle) == (
        "S3.8",
        Severity.HIGH,
        "FAILED",
        Lifecycle.OPEN,
    )
    assert (alert.account, alert.account_name, alert.region) == ("123456789012", "workload-dev", "ap-northeast-1")
    assert [(one.type, one.id, one.tags) for one in alert.resources] == [
        ("AWS::S3::Bucket", "amzn-s3-demo-bucket", {"Owner": "team-a"})
    ]
    assert facts(alert) == {"control": "S3.8", "compliance": Term("failed"), "standards": "AWS FSBP 1.0.0"}
    assert alert.guide == (
        "securityhub/S3.8",
        "securityhub/category/public_access",
        "securityhub/severity/HIGH",
        "securityhub",
    )
    parameters = {"region": "ap-northeast-1", "finding_id": alert.copy}
    assert alert.link == ConsoleLink(page="securityhub_cspm_finding", parameters=parameters)


def test_three_standards_are_three_copies_of_one_alert() -> None:
    alerts = [read(load(f"three_standards_{name}")) for name in ("fsbp", "cis", "nist")]
    assert len({alert.fingerprint for alert in alerts}) == 1
    assert len({alert.copy for alert in alerts}) == 3


def test_the_copy_in_the_aggregation_region_is_the_same_alert_and_the_same_copy() -> None:
    home, aggregated = load("control_failed"), load("control_failed_in_aggregation_region")
    assert home["region"] != aggregated["region"]
    assert read(home) == read(aggregated)


@pytest.mark.parametrize(
    "other", ["control_failed_reimported", "control_failed_notified", "control_passed", "control_reopened"]
)
def test_every_update_of_a_finding_is_about_the_same_thing(other: str) -> None:
    first, update = read(load("control_failed")), read(load(other))
    assert (first.fingerprint, first.copy) == (update.fingerprint, update.copy)
    assert first.version <= update.version


@pytest.mark.parametrize("name", ["control_passed", "control_archived", "control_suppressed"])
def test_what_passed_or_was_archived_or_suppressed_is_closed(name: str) -> None:
    assert read(load(name)).lifecycle is Lifecycle.CLOSED


@pytest.mark.parametrize("name", ["control_reopened", "control_failed_notified"])
def test_what_fails_is_open_whether_or_not_somebody_was_notified(name: str) -> None:
    assert read(load(name)).lifecycle is Lifecycle.OPEN


def test_a_control_without_an_answer_needs_nobody() -> None:
    alert = read(load("control_not_available"))
    assert (alert.compliance, alert.actionable) == ("NOT_AVAILABLE", False)


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        ({"Label": "INFORMATIONAL"}, Severity.INFO),
        ({"Label": "critical", "Normalized": 0}, Severity.CRITICAL),
        ({"Normalized": 0}, Severity.INFO),
        ({"Normalized": 39}, Severity.LOW),
        ({"Normalized": 40}, Severity.MEDIUM),
        ({"Normalized": 70}, Severity.HIGH),
        ({"Normalized": 90}, Severity.CRITICAL),
        ({}, Severity.MEDIUM),
        (None, Severity.MEDIUM),
    ],
)
def test_the_severity_is_the_label_or_else_the_number(severity: object, expected: Severity) -> None:
    assert with_finding(Severity=severity).severity is expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"GeneratorId": "security-control/S3.8"}, "S3.8"),
        ({"GeneratorId": "aws-foundational-security-best-practices/v/1.0.0/EC2.19"}, "EC2.19"),
        ({"GeneratorId": "pci-dss/v/3.2.1/PCI.Config.1"}, "PCI.Config.1"),
        (
            {"GeneratorId": "arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0/rule/4.1"},
            "CIS-1.2.0/4.1",
        ),
        ({"GeneratorId": "cis-aws-foundations-benchmark/v/1.4.0/1.5"}, "CIS-1.4.0/1.5"),
        ({"GeneratorId": "x", "ProductFields": {"ControlId": "PCI.S3.1"}}, "PCI.S3.1"),
        ({"GeneratorId": "security-control/autoscaling.5"}, "Autoscaling.5"),
        (
            {
                "GeneratorId": "pci-dss/v/3.2.1/PCI.Config.1",
                "Remediation": {
                    "Recommendation": {"Url": "https://docs.aws.amazon.com/console/securityhub/Config.1/remediation"}
                },
            },
            "Config.1",
        ),
    ],
)
def test_the_control_is_found_wherever_the_finding_names_it(changes: dict[str, Any], expected: str) -> None:
    assert with_finding(Compliance={"Status": "FAILED"}, **changes).type == expected


def region_matters(control: str, resource: str) -> bool:
    compliance = {"Status": "FAILED", "SecurityControlId": control}
    one, other = (
        with_finding(Compliance=compliance, Resources=[{"Id": resource}], Region=region).fingerprint
        for region in ("us-east-1", "ap-northeast-1")
    )
    return one != other


def test_the_region_tells_alerts_apart_only_where_the_resource_is_not_global() -> None:
    account = "AWS::::Account:123456789012"
    assert not region_matters("IAM.9", account)
    assert not region_matters("IAM.3", "arn:aws:iam::123456789012:user/alice")
    assert not region_matters("S3.8", "arn:aws:s3:::amzn-s3-demo-bucket")
    assert region_matters("GuardDuty.1", account)
    assert region_matters("EC2.13", "arn:aws:ec2:us-east-1:123456789012:security-group/sg-1")


def test_the_copy_of_a_guardduty_finding_is_the_same_alert_as_the_finding() -> None:
    native = only_alert(guardduty, load_event("guardduty", "ec2_ssh_brute_force"))
    copied = read(load("guardduty_copy"))
    assert copied.source == "securityhub"
    assert (copied.fingerprint, copied.copy) == (native.fingerprint, native.copy)
    assert (copied.type, copied.guide, copied.severity) == (native.type, native.guide, native.severity)
    assert copied.origin is not None
    assert copied.origin.ip == "198.51.100.23"
    assert (copied.count, facts(copied)["local_port"]) == (12, "22 (SSH)")


def test_nobody_but_security_hub_can_close_a_control() -> None:
    real, forged = read(load("control_failed")), read(load("hostile_imitates_a_control"))
    assert forged.copy == real.copy
    assert forged.fingerprint != real.fingerprint


def test_nobody_but_guardduty_can_close_a_finding_of_guardduty() -> None:
    forged = "arn:aws:securityhub:ap-northeast-1:123456789012:product/123456789012/default"
    assert with_finding("guardduty_copy", ProductArn=forged).fingerprint != read(load("guardduty_copy")).fingerprint


def test_a_finding_of_another_service_is_known_by_its_own_arn() -> None:
    alert = read(load("inspector_vulnerability"))
    assert (
        alert.fingerprint == "arn:aws:inspector2:ap-northeast-1:123456789012:finding/0123456789abcdef0123456789abcdef"
    )
    assert alert.guide[:2] == ("inspector/package", "securityhub/type/software_and_configuration_checks")
    assert facts(alert) == {"product": "Inspector", "vulnerability": "CVE-2026-0001"}
    other = with_finding("inspector_vulnerability", Types=["Software and Configuration Checks/Vulnerabilities/Other"])
    assert other.guide[0] == "securityhub/type/software_and_configuration_checks"


def test_several_findings_in_one_event_are_several_alerts() -> None:
    body = load("control_failed")
    body["detail"]["findings"] += load("guardduty_copy")["detail"]["findings"]
    assert len(securityhub_asff.normalize(Event(body=body))) == 2


def test_an_event_with_a_finding_that_cannot_be_read_is_left_to_others() -> None:
    body = load("control_failed")
    body["detail"]["findings"].append("not a finding")
    assert not securityhub_asff.recognizes(Event(body=body))


def test_a_bare_finding_says_the_same_as_one_by_eventbridge() -> None:
    body = load("control_failed")
    assert read(body["detail"]["findings"][0]) == read(body)


@pytest.mark.parametrize("other", ["Findings Imported V2", "Security Hub Insight Results"])
def test_other_events_of_security_hub_are_not_taken(other: str) -> None:
    assert not securityhub_asff.recognizes(Event(body=load("control_failed") | {"detail-type": other}))


def test_access_keys_are_never_told_in_full() -> None:
    key = "AKIAIOSFODNN7EXAMPLE"
    alert = with_finding(Title=f"{key} leaked", Description=key, Resources=[{"Id": f"AWS::IAM::AccessKey:{key}"}])
    shown = (alert.title, alert.description, *(resource.id for resource in alert.resources))
    assert not any(key in text for text in shown)
