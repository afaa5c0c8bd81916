from __future__ import annotations

import copy
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from hinomi.model import ConsoleLink, Event, Lifecycle, Percent, Resource, Severity, Term
from hinomi.sources import inspector, securityhub_asff
from support.samples import facts, load_event, only_alert

load = partial(load_event, "inspector")
read = partial(only_alert, inspector)


def found(name: str = "instance_vulnerability", **detail: Any) -> dict[str, Any]:
    body = load(name)
    body["detail"] |= detail
    return body


def test_a_finding_is_about_its_arn_as_the_copy_in_security_hub_is() -> None:
    alert = read(load("instance_vulnerability"))
    (twin,) = securityhub_asff.normalize(Event(body=load_event("securityhub", "inspector_vulnerability")))
    assert alert.fingerprint == alert.copy == twin.fingerprint == twin.copy
    assert alert.reference == alert.fingerprint
    assert (alert.account, alert.region) == ("123456789012", "ap-northeast-1")


def test_a_vulnerability_says_what_it_is_and_what_cures_it_first() -> None:
    alert = read(load("instance_vulnerability"))
    assert list(facts(alert).items()) == [
        ("vulnerability", "CVE-2026-0001"),
        ("exploit", Term("missing")),
        ("package", "openssl 3.0.8-1.amzn2023, openssl-libs 3.0.8-1.amzn2023"),
        ("fixed_version", "1:3.0.8-1.amzn2023.0.19"),
        ("epss", Percent(Decimal("0.04300"))),
        ("inspector_score", "8.8"),
    ]
    tags = {"Name": "web-01", "Owner": "team-a"}
    assert alert.resources == (Resource(type="AWS::EC2::Instance", id="i-0abc1234def567890", name="web-01", tags=tags),)
    assert alert.link == ConsoleLink(page="inspector_findings", parameters={"region": "ap-northeast-1"})


def test_the_times_of_inspector_are_read() -> None:
    alert = read(load("instance_vulnerability"))
    assert alert.first_seen == datetime(2026, 11, 20, 2, 59, 44, 356000, tzinfo=UTC)
    assert alert.last_seen is None
    assert datetime.fromtimestamp(alert.version / 1000, UTC) == datetime(2026, 11, 20, 3, 0, 36, 951000, tzinfo=UTC)
    minute = read(found(lastObservedAt="Fri Nov 20 03:00:44.356 UTC 2026"))
    assert minute.last_seen == datetime(2026, 11, 20, 3, 0, 44, 356000, tzinfo=UTC)
    later = read(found(lastObservedAt="Sat Nov 21 02:59:44.000 UTC 2026"))
    assert later.last_seen == datetime(2026, 11, 21, 2, 59, 44, tzinfo=UTC)


@pytest.mark.parametrize(
    ("word", "severity"),
    [
        ("CRITICAL", Severity.HIGH),
        ("HIGH", Severity.HIGH),
        ("MEDIUM", Severity.MEDIUM),
        ("LOW", Severity.LOW),
        ("INFORMATIONAL", Severity.INFO),
        ("UNTRIAGED", Severity.INFO),
        ("", Severity.MEDIUM),
        ("SEVERE", Severity.MEDIUM),
        (None, Severity.MEDIUM),
    ],
)
def test_a_weakness_is_never_critical_and_one_that_cannot_be_judged_does_not_pass_unseen(
    word: str | None, severity: Severity
) -> None:
    assert read(found(severity=word)).severity is severity


def test_what_nobody_has_rated_is_told_once_it_is_exploited() -> None:
    assert not read(load("lookalike_untriaged")).actionable
    assert read(found("lookalike_untriaged", status="CLOSED")).actionable
    exploited = read(found("lookalike_untriaged", exploitAvailable="YES"))
    assert (exploited.severity, exploited.actionable) == (Severity.HIGH, True)


def test_inspectors_own_word_stays_among_the_facts() -> None:
    told = facts(read(load("image_vulnerability_exploited")))
    assert (told["inspector_severity"], told["inspector_score"]) == (Term("critical"), "9.8")
    assert told["fix_available"] == Term("existing_partly")
    untriaged = facts(read(found("lookalike_untriaged", exploitAvailable="YES")))
    assert untriaged["inspector_severity"] == Term("untriaged")
    assert "inspector_severity" not in facts(read(found(severity="MEDIUM")))
    assert facts(read(found(severity="SEVERE")))["inspector_severity"] == "SEVERE"


@pytest.mark.parametrize(
    ("status", "lifecycle"),
    [
        ("ACTIVE", Lifecycle.OPEN),
        ("CLOSED", Lifecycle.CLOSED),
        ("SUPPRESSED", Lifecycle.CLOSED),
        ("", Lifecycle.OPEN),
    ],
)
def test_what_is_closed_or_suppressed_is_over(status: str, lifecycle: Lifecycle) -> None:
    assert read(found(status=status)).lifecycle is lifecycle


def test_an_image_is_named_by_repository_digest_and_tags() -> None:
    (image,) = read(load("image_vulnerability_exploited")).resources
    assert (image.type, image.id, image.name) == (
        "AWS::ECR::Image",
        "web/sha256:84f507df33c6",
        "2026-11-19, latest",
    )


def test_an_open_port_is_told_with_the_way_to_it() -> None:
    alert = read(load("network_reachability"))
    assert facts(alert)["port"] == "22"
    assert str(facts(alert)["network_path"]).startswith("igw-0abc1234def567890 → acl-0abc1234def567890 → sg-")
    body = load("network_reachability")
    body["detail"]["networkReachabilityDetails"]["openPortRange"]["end"] = 80
    assert facts(read(body))["port"] == "22-80"


def test_a_vulnerability_of_code_is_told_with_its_place() -> None:
    assert facts(read(load("code_vulnerability"))) == {
        "vulnerability": "Hardcoded credentials",
        "weakness": "CWE-798",
        "file": "src/lambda_function.py:6",
        "inspector_severity": Term("critical"),
    }


def test_what_runs_in_another_cloud_is_named_with_its_account_there() -> None:
    alert = read(load("azure_vulnerability"))
    assert facts(alert)["cloud"] == "Microsoft Azure (aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee)"
    assert (alert.resources[0].id, alert.region) == ("example-vm", "ap-northeast-1")
    assert "fixed_version" not in facts(alert)
    assert "cloud" not in facts(read(load("instance_vulnerability")))


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("instance_vulnerability", "inspector/package/instance"),
        ("image_vulnerability_exploited", "inspector/exploited"),
        ("function_vulnerability", "inspector/package/function"),
        ("azure_vulnerability", "inspector/package"),
        ("network_reachability", "inspector/network/port"),
        ("code_vulnerability", "inspector/code/named"),
    ],
)
def test_each_kind_has_its_own_advice(name: str, first: str) -> None:
    keys = read(load(name)).guide
    assert (keys[0], keys[-1]) == (first, "inspector")


def test_the_place_is_that_of_the_finding_and_not_of_the_bus() -> None:
    alert = read(found(awsAccountId="111122223333") | {"account": "another", "region": "eu-west-1"})
    assert (alert.account, alert.region) == ("111122223333", "ap-northeast-1")
    assert read(found(awsAccountId=None) | {"account": "another"}).account == "123456789012"


def test_an_image_of_a_machine_is_named_by_its_kind() -> None:
    body = load("instance_vulnerability")
    body["detail"]["resources"][0] |= {"type": "MACHINE_IMAGE", "id": "ami-0abc1234def567890"}
    assert read(body).resources[0].type == "AWS::EC2::Image"
    assert read(body).guide[0] == "inspector/package"


def test_what_is_as_good_as_sure_to_be_exploited_says_so_and_what_is_no_share_is_not_told() -> None:
    assert facts(read(found(epss={"score": 1.0})))["epss"] == Percent(Decimal("100.0"))
    assert "epss" not in facts(read(found(epss={"score": 1.1})))


def test_without_an_arn_the_same_weakness_of_two_resources_is_two() -> None:
    one, other = found(findingArn=None), found(findingArn=None)
    other["detail"]["resources"][0]["id"] = "i-0another"
    assert read(one).fingerprint != read(other).fingerprint


def test_without_an_arn_two_findings_of_one_resource_stay_apart() -> None:
    one = found(findingArn=None)
    other = copy.deepcopy(one)
    other["detail"]["title"] = "CVE-2026-0009 - curl"
    assert read(one).fingerprint == read(copy.deepcopy(one)).fingerprint
    assert read(one).fingerprint != read(other).fingerprint


def test_keys_in_free_text_are_masked() -> None:
    alert = read(found(title="AKIAIOSFODNN7EXAMPLE", description="Found AKIAIOSFODNN7EXAMPLE."))
    assert "IOSFODNN" not in alert.title + alert.description
    body = load("instance_vulnerability")
    body["detail"]["resources"][0]["id"] = "AKIAIOSFODNN7EXAMPLE"
    body["detail"]["packageVulnerabilityDetails"]["vulnerablePackages"][0]["filePath"] = "/AKIAIOSFODNN7EXAMPLE/app"
    alert = read(body)
    assert (alert.resources[0].id, facts(alert)["file"]) == ("AKIA****MPLE", "/AKIA****MPLE/app")


@pytest.mark.parametrize(
    "detail_type", ["Inspector2 Scan", "Inspector2 Coverage", "Inspector2 AutoEnable", "Inspector Finding"]
)
def test_scans_coverage_and_classic_findings_are_something_else(detail_type: str) -> None:
    assert not inspector.recognizes(Event(body=load("instance_vulnerability") | {"detail-type": detail_type}))


def test_a_scan_of_an_image_on_demand_could_come_from_anybody() -> None:
    body = load("instance_vulnerability") | {"source": "inspector2.ami.ondemand"}
    assert not inspector.recognizes(Event(body=body))
    assert not inspector.recognizes(Event(body=load("instance_vulnerability") | {"source": "aws.inspector"}))


@pytest.mark.parametrize("value", [None, [], {}, "x", 10**400, [[]], {"a": {"b": []}}, [None, 1, "x"]])
def test_whatever_a_field_holds_an_alert_comes_out(value: object) -> None:
    body = load("instance_vulnerability")
    for key in body["detail"]:
        changed = body | {"detail": body["detail"] | {key: value}}
        assert len(inspector.normalize(Event(body=changed))) == 1
    for key in ("epss", "packageVulnerabilityDetails", "resources"):
        changed = body | {"detail": body["detail"] | {key: [value]}}
        assert read(changed).fingerprint == read(body).fingerprint
