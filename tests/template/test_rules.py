"""Every rule takes its own events and leaves those that only look like them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hinomi.envelope import open_envelope
from hinomi.model import Lifecycle
from hinomi.normalize import normalize
from hinomi.sources.reading import DRILL
from support.event_pattern import matches
from support.stack_policies import RULE, arn
from support.template import Stack

EVENTS = Path(__file__).parents[2] / "events"
SAMPLES = {
    f"{path.parent.name}/{path.stem}": sample
    for path in sorted(EVENTS.glob("*/*.json"))
    if "detail-type" in (sample := json.loads(path.read_text()))
}
RULES = {
    "guardduty": {"GuardDutyRule", "MalwareScanRule"},
    "securityhub": {"SecurityHubRule", "SecurityHubOcsfRule"},
    "root_signin": {"RootSigninRule"},
    "root_api": {"RootApiRule"},
    "baseline_round": {"RoundRule"},
    "unrecognized": set[str](),
}

# A rule cannot know what these are without the code: the code stays silent on them.
TAKEN_ALL_THE_SAME = {"root_signin/lookalike_mfa_prompt"}


def takers(stack: Stack, event: dict[str, Any]) -> set[str]:
    """Name the rules that take the event."""
    return {rule for rule in stack.of_type(RULE) if matches(stack.pattern(rule), event)}


def matters(event: dict[str, Any]) -> bool:
    """Tell whether the code has anything to say about the event, but that it does not know it."""
    alerts = [alert for opened in open_envelope(event) for alert in normalize(opened)]
    return any(alert.actionable and alert.source != "unrecognized" for alert in alerts)


@pytest.mark.parametrize("name", [name for name in SAMPLES if not name.startswith("unrecognized/")])
def test_a_sample_that_matters_is_taken_by_one_rule_and_one_that_does_not_by_none(plain: Stack, name: str) -> None:
    taken = takers(plain, SAMPLES[name])
    if matters(SAMPLES[name]) or name in TAKEN_ALL_THE_SAME:
        assert len(taken) == 1
        assert taken <= RULES[name.partition("/")[0]]
    else:
        assert not taken


def test_every_folder_of_eventbridge_events_has_its_rules_and_every_rule_a_folder(plain: Stack) -> None:
    assert {name.partition("/")[0] for name in SAMPLES} == RULES.keys()
    assert set().union(*RULES.values()) == plain.of_type(RULE).keys()


@pytest.mark.parametrize("name", SAMPLES)
def test_a_drill_is_taken_exactly_where_the_real_event_is(plain: Stack, name: str) -> None:
    assert takers(plain, SAMPLES[name] | {"source": DRILL}) == takers(plain, SAMPLES[name])


@pytest.mark.parametrize("name", SAMPLES)
def test_a_finding_of_security_hub_waits_apart_from_all_else(plain: Stack, name: str) -> None:
    rules = [plain.resources[rule]["Properties"] for rule in takers(plain, SAMPLES[name])]
    queue = "BulkQueue" if name.startswith("securityhub/") else "IntakeQueue"
    assert {target["Arn"] for rule in rules for target in rule["Targets"]} <= {arn(queue)}


@pytest.mark.parametrize("name", SAMPLES)
def test_an_event_that_anybody_could_have_put_on_the_bus_is_left(plain: Stack, name: str) -> None:
    assert not takers(plain, SAMPLES[name] | {"source": "example.forger"})


@pytest.mark.parametrize("severity", ["LOW", "MEDIUM", "HIGH", "CRITICAL"])
@pytest.mark.parametrize("name", [name for name in SAMPLES if name.startswith(("guardduty/", "securityhub/"))])
def test_the_floor_leaves_exactly_the_open_findings_below_it(
    template: dict[str, Any], severity: str, name: str
) -> None:
    event = SAMPLES[name]
    (alert,) = (alert for opened in open_envelope(event) for alert in normalize(opened))
    scan = "scanStatus" in event["detail"]
    expected = matters(event) and (
        scan or alert.lifecycle is Lifecycle.CLOSED or alert.severity.name in _from(severity)
    )
    assert bool(takers(Stack(template, MinimumSeverity=severity), event)) is expected


def _from(severity: str) -> list[str]:
    names = ["LOW", "MEDIUM", "HIGH", "CRITICAL"]
    return names[names.index(severity) :]


def guardduty(**detail: Any) -> dict[str, Any]:
    return {"source": "aws.guardduty", "detail-type": "GuardDuty Finding", "detail": detail}


def scan(**detail: Any) -> dict[str, Any]:
    kind = "GuardDuty Malware Protection Object Scan Result"
    return {"source": "aws.guardduty", "detail-type": kind, "detail": detail}


def asff(status: str | None, label: str, *, record: str = "ACTIVE", workflow: str = "NEW") -> dict[str, Any]:
    finding: dict[str, Any] = {"Severity": {"Label": label}, "RecordState": record, "Workflow": {"Status": workflow}}
    if status is not None:
        finding["Compliance"] = {"Status": status}
    detail = {"findings": [finding]}
    return {"source": "aws.securityhub", "detail-type": "Security Hub Findings - Imported", "detail": detail}


def ocsf(severity_id: int, compliance: str | None = None, **finding: Any) -> dict[str, Any]:
    held = {"compliance": {"status": compliance}} if compliance is not None else {}
    detail = {"findings": [{"severity_id": severity_id, "status": "New", "status_id": 1, **held, **finding}]}
    return {"source": "aws.securityhub", "detail-type": "Findings Imported V2", "detail": detail}


def root(kind: str, **detail: Any) -> dict[str, Any]:
    source = "aws.signin" if "Sign" in kind else "aws.iam"
    held = {"userIdentity": {"type": "Root"}, "eventType": "AwsApiCall", **detail}
    return {"source": source, "detail-type": f"AWS {kind} via CloudTrail", "detail": held}


TAKEN = {
    "severity at the bound as a whole number": guardduty(severity=7, service={"archived": False}),
    "severity at the bound as a fraction": guardduty(severity=7.0, service={"archived": False}),
    "archived though below the floor": guardduty(severity=2, service={"archived": True}),
    "a scan that was skipped": scan(scanStatus="SKIPPED", scanResultDetails={"scanResultStatus": "UNSUPPORTED"}),
    "a scan that failed without details": scan(scanStatus="FAILED", scanResultDetails=None),
    "a control that fails": asff("FAILED", "HIGH"),
    "a control that warns": asff("WARNING", "CRITICAL"),
    "a control that passes": asff("PASSED", "INFORMATIONAL", workflow="RESOLVED"),
    "a control that is gone": asff("FAILED", "LOW", record="ARCHIVED"),
    "a finding that a person suppressed": asff("FAILED", "LOW", workflow="SUPPRESSED"),
    "a finding that a person resolved": asff(None, "LOW", workflow="RESOLVED"),
    "another product's finding": asff(None, "HIGH"),
    "OCSF: a control that fails, in capitals": ocsf(4, "FAIL"),
    "OCSF: a control that fails, as ASFF says it": ocsf(5, "Failed"),
    "OCSF: a control that passes": ocsf(1, "Pass"),
    "OCSF: another product's fatal finding": ocsf(6),
    "OCSF: closed by word": ocsf(2, "Fail", activity_name="CLOSE"),
    "OCSF: closed by number": ocsf(2, "Fail", activity_id=3),
    "OCSF: resolved by word alone": ocsf(2, status="resolved", status_id=99),
    "OCSF: suppressed by number alone": ocsf(2, status_id=3),
    "the detail type as printed": root("Console Signin", eventType="AwsConsoleSignIn"),
    "the detail type as sent": root("Console Sign In", eventType="AwsConsoleSignIn"),
    "an act in the console that is no API call": root("Console Action", eventType="AwsConsoleAction", readOnly=False),
    "a record that does not say whether it reads": root("API Call"),
    "a change that was denied": root("API Call", readOnly=False, errorCode="AccessDenied"),
}
LEFT = {
    "severity just below the bound": guardduty(severity=6.9, service={"archived": False}),
    "severity as text": guardduty(severity="8", service={"archived": False}),
    "a finding without a severity": guardduty(service={}),
    "another kind of event from GuardDuty": guardduty(severity=9)
    | {"detail-type": "GuardDuty Runtime Protection Healthy"},
    "a clean scan": scan(scanStatus="COMPLETED", scanResultDetails={"scanResultStatus": "NO_THREATS_FOUND"}),
    "a control that fails below the floor": asff("FAILED", "MEDIUM"),
    "a control without data": asff("NOT_AVAILABLE", "HIGH"),
    "another product's finding below the floor": asff(None, "LOW"),
    "a person's click on a custom action": asff("FAILED", "HIGH")
    | {"detail-type": "Security Hub Findings - Custom Action"},
    "OCSF: a control that fails below the floor": ocsf(3, "Fail"),
    "OCSF: another product's finding below the floor": ocsf(1),
    "OCSF: of no known severity": ocsf(0),
    "an IAM user who signs in": root("Console Sign In", userIdentity={"type": "IAMUser", "userName": "Root"}),
    "a service that acts for the root user": root(
        "API Call", readOnly=False, userIdentity={"type": "Root", "invokedBy": "support.amazonaws.com"}
    ),
    "a service of its own accord": root("API Call", readOnly=False, eventType="AwsServiceEvent"),
    "a call that only reads": root("API Call", readOnly=True),
}


@pytest.mark.parametrize("event", TAKEN.values(), ids=TAKEN.keys())
def test_an_event_that_matters_is_taken_by_one_rule(template: dict[str, Any], event: dict[str, Any]) -> None:
    assert len(takers(Stack(template, MinimumSeverity="HIGH"), event)) == 1


@pytest.mark.parametrize("event", LEFT.values(), ids=LEFT.keys())
def test_an_event_that_only_looks_like_it_is_left(template: dict[str, Any], event: dict[str, Any]) -> None:
    assert not takers(Stack(template, MinimumSeverity="HIGH"), event)


@pytest.mark.parametrize(
    ("floor", "at", "below"),
    [
        ("MEDIUM", guardduty(severity=4), guardduty(severity=3.9)),
        ("HIGH", guardduty(severity=7), guardduty(severity=6.9)),
        ("CRITICAL", guardduty(severity=9), guardduty(severity=8.9)),
        ("LOW", asff("FAILED", "LOW"), asff("FAILED", "INFORMATIONAL")),
        ("MEDIUM", asff("FAILED", "MEDIUM"), asff("FAILED", "LOW")),
        ("HIGH", asff("FAILED", "HIGH"), asff("FAILED", "MEDIUM")),
        ("CRITICAL", asff("FAILED", "CRITICAL"), asff("FAILED", "HIGH")),
        ("LOW", ocsf(2, "Fail"), ocsf(1, "Fail")),
        ("MEDIUM", ocsf(3, "Fail"), ocsf(2, "Fail")),
        ("HIGH", ocsf(4, "Fail"), ocsf(3, "Fail")),
        ("CRITICAL", ocsf(5, "Fail"), ocsf(4, "Fail")),
    ],
)
def test_a_floor_lies_where_each_source_puts_it(
    template: dict[str, Any], floor: str, at: dict[str, Any], below: dict[str, Any]
) -> None:
    stack = Stack(template, MinimumSeverity=floor)
    assert takers(stack, at)
    assert not takers(stack, below)


def test_the_lowest_floor_leaves_no_guardduty_finding(template: dict[str, Any]) -> None:
    assert takers(Stack(template, MinimumSeverity="LOW"), guardduty(severity=0.1))


def test_a_pattern_stays_within_the_quota(stack: Stack) -> None:
    """2,048 characters as deployed: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html ."""
    for name, rule in stack.of_type(RULE).items():
        pattern = rule["EventPattern"]
        assert len(pattern if isinstance(pattern, str) else json.dumps(pattern)) < 2048, name
