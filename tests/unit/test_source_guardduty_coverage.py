from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from hinomi.envelope import open_envelope
from hinomi.model import Event, Lifecycle, Severity, Term
from hinomi.sources import guardduty, guardduty_coverage, guardduty_scan
from support.fakes import make_watch
from support.samples import facts, load_event, only_alert

load = partial(load_event, "guardduty_coverage")
read = partial(only_alert, guardduty_coverage)


def take(*events: str | dict[str, Any]) -> list[str]:
    watch = make_watch()
    raw = (load(event) if isinstance(event, str) else event for event in events)
    return [outcome.decision.reason for body in raw for event in open_envelope(body) for outcome in watch.take(event)]


def test_a_cluster_that_is_not_watched_is_told_with_the_issue() -> None:
    alert = read(load("eks_unhealthy"))
    assert (alert.severity, alert.lifecycle, alert.actionable) == (Severity.MEDIUM, Lifecycle.OPEN, True)
    assert (alert.resources[0].type, alert.resources[0].id) == ("AWS::EKS::Cluster", "shop")
    assert str(facts(alert)["coverage_issue"]).startswith("Addon Creation Failed")
    assert facts(alert)["covered"] == "2 / 3"


def test_the_account_is_that_of_the_cluster_and_both_buses_hear_of_one_alert() -> None:
    member, own = read(load("eks_unhealthy_of_a_member")), read(load("eks_unhealthy"))
    assert (member.account, member.fingerprint) == ("111122223333", own.fingerprint)
    assert facts(member)["agent"] == Term("auto_managed")


def test_whichever_name_the_owners_account_goes_by_it_is_the_owners() -> None:
    body = load("eks_unhealthy_of_a_member")
    for name in ("resourceAccountId", "accountId"):
        detail = {key: value for key, value in body["detail"].items() if not key.lower().endswith("accountid")}
        alert = read(body | {"account": "123456789012", "detail": detail | {name: "111122223333"}})
        assert alert.account == "111122223333"


def test_clusters_of_one_name_and_two_kinds_are_two() -> None:
    body, other = load("eks_unhealthy"), load("eks_unhealthy")
    other["detail"]["resourceDetails"] = {"resourceType": "ECS", "ecsClusterDetails": {"clusterName": "shop"}}
    assert read(other).resources[0].id == read(body).resources[0].id
    assert take(body, other) == ["first_seen", "first_seen"]


def test_what_is_watched_again_is_over_even_where_its_owner_manages_nothing() -> None:
    body = load("eks_healthy")
    body["detail"] |= {"previousStatus": "Unhealthy"}
    body["detail"]["resourceDetails"]["eksClusterDetails"]["managementType"] = "DISABLED"
    assert read(body).actionable
    assert take("eks_unhealthy", body) == ["first_seen", "resolved"]


def test_the_state_is_as_old_as_it_says_and_not_as_the_event() -> None:
    body = load("eks_unhealthy")
    body["detail"] |= {"lastUpdatedAt": "2026-11-20T02:00:00Z", "eventTime": "2026-11-20T02:30:00Z"}
    assert read(body).version == int(datetime(2026, 11, 20, 2, tzinfo=UTC).timestamp() * 1000)


def test_issues_of_fargate_are_the_clusters() -> None:
    told = facts(read(load("ecs_unhealthy")))
    assert "nightly:7" in str(told["coverage_issue"])
    assert told["covered"] == "1 / 2"


def test_an_instance_that_was_watched_is_worse_than_one_that_may_be_starting() -> None:
    assert read(load("ec2_agent_disconnected")).severity is Severity.MEDIUM
    assert read(load("ec2_starting")).severity is Severity.LOW


def test_a_node_counts_less_than_its_cluster() -> None:
    body = load("ec2_agent_disconnected")
    cluster = "arn:aws:eks:ap-northeast-1:111122223333:cluster/shop"
    body["detail"]["resourceDetails"]["ec2InstanceDetails"]["clusterArn"] = cluster
    assert (read(body).severity, facts(read(body))["cluster"]) == (Severity.LOW, "shop")


def test_what_its_owner_excluded_is_silent_unless_it_was_watched_before() -> None:
    body = load("lookalike_excluded")
    assert not read(body).actionable
    body["detail"]["previousStatus"] = "Healthy"
    assert read(body).actionable


def test_coverage_goes_comes_back_and_is_silent_at_first() -> None:
    assert take("eks_healthy", "lookalike_first_healthy") == ["not_actionable"] * 2
    assert take("eks_unhealthy", "eks_unhealthy_of_a_member", "eks_healthy") == ["first_seen", "duplicate", "resolved"]


def test_a_plan_gets_worse_and_is_well_again() -> None:
    assert read(load("malware_plan_warning")).severity is Severity.LOW
    assert read(load("malware_plan_error")).severity is Severity.MEDIUM
    reasons = take("malware_plan_warning", "malware_plan_error", "malware_plan_active")
    assert reasons == ["first_seen", "escalated", "resolved"]


def test_a_plan_names_the_bucket_and_the_reasons_in_any_form() -> None:
    body = load("malware_plan_warning")
    assert read(body).resources[0].id == "amzn-s3-demo-bucket"
    body["detail"]["statusReasons"] = ["A", {"code": "B", "message": "b"}, {"message": "c"}, 1.5, None]
    assert facts(read(body))["coverage_issue"] == "A, B, c (+1)"


def test_what_aws_writes_in_codes_is_said_in_words() -> None:
    assert facts(read(load("malware_plan_warning")))["coverage_status"] == Term("warning")
    assert facts(read(load("malware_plan_error")))["coverage_status"] == Term("error")
    body = load("tagging_failed")
    assert facts(read(body)) == {"object_key": "uploads/invoice.pdf", "error": Term("access_denied")}
    body["detail"]["postScanActions"][0] |= {"actionType": "MOVING", "failureReason": "TOMORROW"}
    assert (facts(read(body))["post_scan_action"], facts(read(body))["error"]) == ("MOVING", "TOMORROW")


def test_a_key_in_the_name_of_an_object_is_masked() -> None:
    body = load("tagging_failed")
    body["detail"]["s3ObjectDetails"]["objectKey"] = "AKIAIOSFODNN7EXAMPLE.csv"
    assert facts(read(body))["object_key"] == "AKIA****MPLE.csv"


def test_tags_that_fail_are_told_once_for_a_bucket_and_a_reason() -> None:
    other, full = load("tagging_failed"), load("tagging_failed")
    other["detail"]["s3ObjectDetails"]["objectKey"] = "another"
    full["detail"]["postScanActions"][0]["failureReason"] = "MAX_TAG_LIMIT_EXCEEDED"
    assert take("tagging_failed", other, full) == ["first_seen", "duplicate", "first_seen"]
    assert read(full).severity is Severity.LOW


@pytest.mark.parametrize("name", ["eks_unhealthy", "malware_plan_error", "tagging_failed"])
def test_the_case_of_the_detail_type_is_of_no_account(name: str) -> None:
    body = load(name)
    expected = read(body)
    assert read(body | {"detail-type": body["detail-type"].upper()}) == expected


@pytest.mark.parametrize("name", ["eks_unhealthy", "malware_plan_error", "tagging_failed"])
@pytest.mark.parametrize(
    "detail", [{"x": 1}, {"resourceDetails": [], "s3BucketDetails": "x", "s3ObjectDetails": 1, "postScanActions": {}}]
)
def test_a_malformed_event_still_makes_an_alert(name: str, detail: dict[str, Any]) -> None:
    alert = read(load(name) | {"detail": detail, "resources": None})
    assert (alert.actionable, alert.resources) == (True, ())


def test_a_kind_of_resource_of_tomorrow_is_told_in_general() -> None:
    body = load("eks_unhealthy")
    body["detail"]["resourceDetails"] = {"resourceType": "ROBOT", "robotDetails": {"name": "r"}}
    assert read(body).guide == ("guardduty_coverage/runtime", "guardduty_coverage")


def test_findings_and_scans_are_others_and_coverage_is_neither() -> None:
    assert not guardduty_coverage.recognizes(Event(body=load_event("guardduty", "ec2_ssh_brute_force")))
    assert not guardduty_coverage.recognizes(Event(body=load_event("guardduty", "s3_scan_clean")))
    for other in (guardduty, guardduty_scan):
        assert not other.recognizes(Event(body=load("tagging_failed")))
        assert not other.recognizes(Event(body=load("eks_unhealthy")))
