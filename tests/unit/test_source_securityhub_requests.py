"""What a person sends from Security Hub is told, each time, and changes nothing else."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from hinomi.config import Config
from hinomi.envelope import open_envelope
from hinomi.model import Alert, Event, Lifecycle, Outlet, Severity, Term
from hinomi.routing.gathering import lasts
from hinomi.sources import securityhub_asff, securityhub_requests
from hinomi_cli.rehearsal import hear
from support.fakes import make_watch
from support.samples import facts, load_event, only_alert, tell

ACTION, INSIGHT = "custom_action", "insight_results"
MAIL = Outlet(name="default/email-en", channel="email", locale="en", address="mail")


def load(name: str) -> dict[str, Any]:
    return load_event("securityhub_requests", name)


def alert_of(body: dict[str, Any]) -> Alert:
    return only_alert(securityhub_requests, body)


def finding(**changes: Any) -> dict[str, Any]:
    body = load(ACTION)
    body["detail"]["findings"][0] |= changes
    return body


def take(watch: Any, body: dict[str, Any]) -> list[str]:
    return [outcome.decision.reason.value for event in open_envelope(body) for outcome in watch.take(event)]


def test_it_says_what_was_sent_by_which_action() -> None:
    alert = alert_of(load(ACTION))
    assert (alert.source, alert.type, alert.severity) == ("securityhub_request", "S3.8", Severity.HIGH)
    assert (alert.account, alert.account_name, alert.region) == ("123456789012", "workload-dev", "ap-northeast-1")
    assert [(one.type, one.id) for one in alert.resources] == [("AWS::S3::Bucket", "amzn-s3-demo-bucket")]
    assert facts(alert) == {
        "finding": "S3 general purpose buckets should block public access",
        "custom_action": "Ask the owner",
        "custom_action_description": "Sends the finding to the team that owns the resource",
        "control": "S3.8",
        "compliance": Term("failed"),
    }
    assert alert.link is not None
    assert alert.link.parameters["finding_id"] == alert.reference


def test_a_finding_of_another_product_names_the_product() -> None:
    alert = alert_of(load("custom_action_other_product"))
    assert facts(alert)["product"] == "Inspector"
    assert "control" not in facts(alert)
    assert alert.severity is Severity.CRITICAL


def test_an_insight_tells_its_first_results_and_how_many_there_are() -> None:
    body = load(INSIGHT)
    body["detail"]["insightResults"] = [{f"user-{number}": number} for number in range(7)]
    body["detail"]["number of results"] = "7"
    told = facts(alert_of(body))
    assert told["insight"] == "S3 buckets with public write or read permissions"
    assert told["insight_result_count"] == 7
    assert told["insight_results"] == "user-0: 0, user-1: 1, user-2: 2, user-3: 3, user-4: 4 (+2)"


def test_all_of_several_resources_are_named() -> None:
    resources = [{"Type": "AwsS3Bucket", "Id": f"arn:aws:s3:::amzn-s3-demo-bucket{number}"} for number in range(30)]
    named = [one.id for one in alert_of(finding(Resources=resources)).resources]
    assert named == [f"amzn-s3-demo-bucket{number}" for number in range(20)]


def test_an_insight_can_wait() -> None:
    assert alert_of(load(INSIGHT)).severity is Severity.LOW


def test_the_place_is_that_of_the_finding_and_else_that_of_the_click() -> None:
    click = {"account": "another", "region": "eu-west-1"}
    alert = alert_of(load(ACTION) | click)
    assert (alert.account, alert.region) == ("123456789012", "ap-northeast-1")
    nowhere = finding(Id="", AwsAccountId="", Region="", Resources=[]) | click
    assert (alert_of(nowhere).account, alert_of(nowhere).region) == ("another", "eu-west-1")


def test_results_are_counted_where_their_number_is_not_told() -> None:
    body = load(INSIGHT)
    del body["detail"]["number of results"]
    assert facts(alert_of(body))["insight_result_count"] == 2


def test_an_access_key_is_never_told_in_full() -> None:
    body = load(INSIGHT)
    body["detail"]["insightResults"] = [{"AKIAIOSFODNN7EXAMPLE": 5}]
    body["detail"]["actionName"] = "AKIAIOSFODNN7EXAMPLE"
    alert = alert_of(body)
    assert "AKIAIOSFODNN7EXAMPLE" not in f"{alert.title} {facts(alert)}"


@pytest.mark.parametrize("name", [ACTION, "custom_action_informational", "custom_action_other_product", INSIGHT])
@pytest.mark.parametrize("floor", ["LOW", "CRITICAL"])
def test_what_a_person_sent_is_told_whatever_its_severity(name: str, floor: Any) -> None:
    watch = make_watch(config=Config(severity_floor=floor))
    assert take(watch, load(name)) == ["first_seen"]


def test_no_channel_is_spared_what_a_person_sent() -> None:
    picky = Outlet(name="picky", channel="email", locale="en", address="mail", floor=Severity.HIGH)
    (message,) = hear(Config(), (picky,), open_envelope(load("custom_action_informational")))
    assert message.subject.startswith("[Informational] You are asked to look at the finding")
    assert "Sent because somebody asked for it." in message.body


def test_the_finding_itself_may_be_closed_and_the_request_is_not() -> None:
    alert = alert_of(finding(RecordState="ARCHIVED", Workflow={"Status": "RESOLVED"}))
    assert (alert.lifecycle, alert.actionable, alert.compliance) == (Lifecycle.OPEN, True, "")


def test_one_event_that_comes_twice_is_told_once_and_a_second_request_again() -> None:
    watch = make_watch()
    again = load(ACTION) | {"id": "5ec0a000-0000-4000-8000-00000000ffff"}
    assert [take(watch, one) for one in (load(ACTION), load(ACTION), again)] == [
        ["first_seen"],
        ["duplicate"],
        ["first_seen"],
    ]


def test_a_request_leaves_the_alert_of_its_finding_as_it_was() -> None:
    imported = load(ACTION) | {"detail-type": "Security Hub Findings - Imported", "id": "imported"}
    passed = copy.deepcopy(imported) | {"id": "passed"}
    passed["detail"]["findings"][0] |= {"Compliance": {"Status": "PASSED", "SecurityControlId": "S3.8"}}
    passed["detail"]["findings"][0] |= {"UpdatedAt": "2026-11-21T03:00:00.000Z"}
    watch = make_watch()
    told = [take(watch, one) for one in (imported, load(ACTION), imported, passed)]
    assert told == [["first_seen"], ["first_seen"], ["duplicate"], ["resolved"]]
    (own,) = securityhub_asff.normalize(Event(body=imported))
    assert own.fingerprint != alert_of(load(ACTION)).fingerprint


def test_several_findings_of_one_event_are_several_alerts() -> None:
    body = load(ACTION)
    body["detail"]["findings"].append(load("custom_action_other_product")["detail"]["findings"][0])
    alerts = securityhub_requests.normalize(Event(body=body, delivery_id="e"))
    assert [alert.type for alert in alerts] == ["S3.8", "Software and Configuration Checks/Vulnerabilities/CVE"]
    assert [alert.fingerprint for alert in alerts] == ["securityhub-request|e#1", "securityhub-request|e#2"]


def test_an_event_without_findings_or_insight_is_still_told() -> None:
    body = load(ACTION)
    body["detail"] = {"actionName": "Ask the owner"}
    alert = alert_of(body)
    assert (alert.guide[-1], facts(alert)) == ("securityhub_requests", {"custom_action": "Ask the owner"})
    (message, *_) = tell(alert, channels=["email"], locales=["en"])
    assert "You are asked to look at something in Security Hub" in message.subject


def test_a_request_is_over_once_it_is_told() -> None:
    assert not lasts(alert_of(load(ACTION)))


def test_a_severity_that_cannot_be_read_is_medium() -> None:
    assert alert_of(finding(Severity={"Label": ["HIGH"]})).severity is Severity.MEDIUM


@pytest.mark.parametrize("wrong", [None, "", 7, True, [], {}, ["x"], {"x": 1}, [[]], "x" * 5000])
def test_a_malformed_field_breaks_nothing(wrong: Any) -> None:
    for name in (ACTION, INSIGHT):
        body = load(name)
        for part in (body, body["detail"], *body["detail"].get("findings", ())):
            for key in part:
                before, part[key] = part[key], wrong
                for alert in securityhub_requests.normalize(Event(body=body)):
                    assert alert.fingerprint
                    assert list(tell(alert, channels=["email"]))
                part[key] = before


@pytest.mark.parametrize("kind", ["Security Hub Findings - Imported", "Findings Imported V2", ""])
def test_what_comes_of_itself_is_no_request(kind: str) -> None:
    assert not securityhub_requests.recognizes(Event(body=load(ACTION) | {"detail-type": kind}))


def test_somebody_else_s_event_is_no_request() -> None:
    assert not securityhub_requests.recognizes(Event(body=load(ACTION) | {"source": "example.forger"}))
