from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from hinomi.model import Alert, ConsoleLink, Event, Lifecycle, Severity
from hinomi.sources import guardduty, securityhub_asff, securityhub_ocsf
from support.samples import load_event, only_alert

load = partial(load_event, "securityhub")
read = partial(only_alert, securityhub_ocsf)


def with_finding(name: str = "v2_control_failed", /, **changes: Any) -> Alert:
    body = load(name)
    body["detail"]["findings"][0] |= changes
    return read(body)


def test_a_control_says_the_same_in_both_formats() -> None:
    (asff,) = securityhub_asff.normalize(Event(body=load("control_failed")))
    ocsf = read(load("v2_control_failed"))
    for field in (
        "fingerprint",
        "copy",
        "type",
        "severity",
        "compliance",
        "lifecycle",
        "account",
        "account_name",
        "region",
        "resources",
        "guide",
        "facts",
        "version",
        "first_seen",
        "last_seen",
        "title",
    ):
        assert getattr(asff, field) == getattr(ocsf, field), field


def test_the_copy_of_a_guardduty_finding_is_the_same_alert_as_the_finding() -> None:
    native = only_alert(guardduty, load_event("guardduty", "ec2_ssh_brute_force"))
    copied = read(load("v2_guardduty_copy"))
    assert (copied.fingerprint, copied.copy, copied.type) == (native.fingerprint, native.copy, native.type)
    assert copied.origin is not None
    assert (copied.origin.ip, copied.origin.country) == ("198.51.100.23", "Netherlands")


def test_a_vulnerability_is_the_same_alert_in_both_formats() -> None:
    (asff,) = securityhub_asff.normalize(Event(body=load("inspector_vulnerability")))
    assert read(load("v2_vulnerability")).fingerprint == asff.fingerprint


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"severity": "Fatal"}, Severity.CRITICAL),
        ({"severity": "high"}, Severity.HIGH),
        ({"severity": None, "severity_id": 3}, Severity.MEDIUM),
        ({"severity": None, "severity_id": None, "vendor_attributes": {"severity": "Low"}}, Severity.LOW),
        ({"severity": "Informational", "severity_id": 1}, Severity.INFO),
        ({"severity": None, "severity_id": 1}, Severity.INFO),
        ({"severity": None, "severity_id": None}, Severity.MEDIUM),
        ({"severity": "Unknown", "severity_id": 0}, Severity.MEDIUM),
        ({"severity": "Other", "severity_id": 99}, Severity.MEDIUM),
    ],
)
def test_the_severity_is_read_in_every_form(changes: dict[str, Any], expected: Severity) -> None:
    assert with_finding(**changes).severity is expected


@pytest.mark.parametrize("status", ["Fail", "FAILED", "fail"])
def test_a_failed_control_is_known_in_every_spelling(status: str) -> None:
    assert with_finding(compliance={"control": "S3.8", "status": status}).compliance == "FAILED"


def test_a_compliance_number_stands_in_for_a_missing_word() -> None:
    assert with_finding(compliance={"control": "S3.8", "status_id": 1}).lifecycle is Lifecycle.CLOSED


@pytest.mark.parametrize(
    "changes",
    [
        {"activity_id": 3},
        {"activity_name": "Close"},
        {"status": "Resolved"},
        {"status": "Suppressed"},
        {"status_id": 5},
        {"state_id": 4},
        {"compliance": {"control": "S3.8", "status": "PASS"}},
    ],
)
def test_a_finding_that_is_closed_in_any_way_is_closed(changes: dict[str, Any]) -> None:
    assert with_finding(**changes).lifecycle is Lifecycle.CLOSED
    assert read(load("v2_control_failed")).lifecycle is Lifecycle.OPEN


@pytest.mark.parametrize(
    ("name", "view"),
    [
        ("v2_control_failed", "postureManagement"),
        ("v2_guardduty_copy", "threats"),
        ("v2_vulnerability", "vulnerabilities"),
    ],
)
def test_the_link_leads_to_the_list_that_holds_the_finding(name: str, view: str) -> None:
    link = read(load(name)).link
    assert isinstance(link, ConsoleLink)
    assert (link.page, link.parameters["view"]) == ("securityhub_v2_finding", view)


def test_times_may_be_milliseconds() -> None:
    body = load("v2_control_failed")
    info = body["detail"]["findings"][0]["finding_info"]
    del info["modified_time_dt"]
    info["modified_time"] = 1795143600000
    assert read(body).version == 1795143600000


def test_the_older_class_of_findings_is_read() -> None:
    bare = {
        "class_uid": 2001,
        "metadata": {"product": {"feature": {"uid": "aws-foundational-security-best-practices/v/1.0.0/EC2.19"}}},
        "finding": {"uid": "f", "title": "EC2.19", "modified_time": 1795143600000},
        "cloud": {"account_uid": "123456789012", "region": "ap-northeast-1"},
        "compliance": {"status": "FAILED"},
        "resource": {
            "uid": "arn:aws:ec2:ap-northeast-1:123456789012:security-group/sg-1",
            "type": "AwsEc2SecurityGroup",
        },
        "state_id": 1,
    }
    alert = read(bare)
    assert (alert.type, alert.account, alert.lifecycle) == ("EC2.19", "123456789012", Lifecycle.OPEN)
    assert alert.resources[0].type == "AWS::EC2::SecurityGroup"
