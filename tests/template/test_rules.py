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
from support.custom import CUSTOM
from support.once import once
from support.stack_policies import RULE, takers
from support.template import Stack

pytestmark = once

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
    "guardduty_coverage": {"CoverageRule"},
    "securityhub_requests": {"SecurityHubRequestRule"},
    "inspector": {"InspectorRule"},
    "macie": {"MacieRule"},
    "access_analyzer": {"AccessAnalyzerRule"},
    "config_rules": {"ConfigComplianceRule"},
    "trusted_advisor": {"TrustedAdvisorRule"},
    "health": {"HealthRule"},
    "cloudwatch_alarm": {"AlarmRule"},
    "cost_anomaly": {"CostAnomalyRule"},
    "backup": {"BackupRule"},
    "tampering": {
        *("TamperingRule", "TamperingTraceRule", "TamperingLogsRule", "TamperingGuardRule"),
        *("OwnTamperingRule", "OwnDeliveryRule"),
    },
    "account_changes": {"AccountChangesRule", "NetworkChangesRule"},
    "iam_signin": {"IamSigninRule", "SigninAnomalyRule"},
    "custom": {"MoreEventsRule"},
    "baseline_round": {"RoundRule"},
    "unrecognized": set[str](),
}

# What these copies are at home, and so how bad, a rule cannot know: it goes by Security Hub's own severity.
ANOTHER_SEVERITY_AT_HOME = {"securityhub/access_analyzer_copy", "securityhub/v2_vulnerability"}

# A rule cannot know what these are without the code: the code stays silent on them.
TAKEN_ALL_THE_SAME = {
    "account_changes/lookalike_service_linked_role",
    "backup/lookalike_recovery_point_expires",
    "guardduty_coverage/lookalike_excluded",
    "root_signin/lookalike_mfa_prompt",
    "tampering/lookalike_guardduty_enabled",
    "tampering/lookalike_service_linked_role",
    "tampering/lookalike_trail_bucket_only_by_tls",
    "tampering/lookalike_trail_strengthened",
}


def matters(event: dict[str, Any]) -> bool:
    """Tell whether the code has anything to say about the event, but that it does not know it."""
    alerts = [alert for opened in open_envelope(event) for alert in normalize(opened, CUSTOM)]
    return any(alert.actionable and alert.source != "unrecognized" for alert in alerts)


@pytest.mark.parametrize("name", [name for name in SAMPLES if not name.startswith("unrecognized/")])
def test_a_sample_that_matters_is_taken_by_one_rule_and_one_that_does_not_by_none(full: Stack, name: str) -> None:
    taken = takers(full, SAMPLES[name])
    if matters(SAMPLES[name]) or name in TAKEN_ALL_THE_SAME:
        assert len(taken) == 1
        assert taken <= RULES[name.partition("/")[0]]
    else:
        assert not taken


def test_every_folder_of_eventbridge_events_has_its_rules_and_every_rule_a_folder(full: Stack) -> None:
    assert {name.partition("/")[0] for name in SAMPLES} == RULES.keys()
    assert set().union(*RULES.values()) == full.of_type(RULE).keys()


@pytest.mark.parametrize("name", SAMPLES)
def test_a_drill_is_taken_exactly_where_the_real_event_is(full: Stack, name: str) -> None:
    assert takers(full, SAMPLES[name] | {"source": DRILL}) == takers(full, SAMPLES[name])


@pytest.mark.parametrize("name", SAMPLES)
def test_an_event_that_anybody_could_have_put_on_the_bus_is_left(full: Stack, name: str) -> None:
    assert not takers(full, SAMPLES[name] | {"source": "example.forger"})


@pytest.mark.parametrize("severity", ["LOW", "MEDIUM", "HIGH", "CRITICAL"])
@pytest.mark.parametrize(
    "name",
    [
        name
        for name in SAMPLES
        if name.startswith(("guardduty/", "securityhub/")) and name not in ANOTHER_SEVERITY_AT_HOME
    ],
)
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


def access(kind: str, **detail: Any) -> dict[str, Any]:
    return {"source": "aws.access-analyzer", "detail-type": kind, "detail": detail}


def macie(**detail: Any) -> dict[str, Any]:
    return {"source": "aws.macie", "detail-type": "Macie Finding", "detail": detail}


def root(kind: str, **detail: Any) -> dict[str, Any]:
    source = "aws.signin" if "Sign" in kind else "aws.iam"
    held = {"userIdentity": {"type": "Root"}, "eventType": "AwsApiCall", **detail}
    return {"source": source, "detail-type": f"AWS {kind} via CloudTrail", "detail": held}


def health(category: str, asks: str = "INFORMATIONAL", **detail: Any) -> dict[str, Any]:
    told = {"eventTypeCategory": category, "actionability": asks, "statusCode": "open", **detail}
    return {"source": "aws.health", "detail-type": "AWS Health Event", "detail": told}


def backup(kind: str, **detail: Any) -> dict[str, Any]:
    return {"source": "aws.backup", "detail-type": f"{kind} State Change", "detail": detail}


def alarm(name: str, state: str, **detail: Any) -> dict[str, Any]:
    kind = "CloudWatch Alarm State Change"
    return {
        "source": "aws.cloudwatch",
        "detail-type": kind,
        "detail": {"alarmName": name, "state": {"value": state}, **detail},
    }


def user(outcome: str, mfa: str, **detail: Any) -> dict[str, Any]:
    answer = {"responseElements": {"ConsoleLogin": outcome}, "additionalEventData": {"MFAUsed": mfa}}
    return root("Console Sign In", userIdentity={"type": "IAMUser"}, eventName="ConsoleLogin", **answer, **detail)


def inspected(severity: str, status: str = "ACTIVE", exploit: str = "NO") -> dict[str, Any]:
    detail = {"severity": severity, "status": status, "exploitAvailable": exploit}
    return {"source": "aws.inspector2", "detail-type": "Inspector2 Finding", "detail": detail}


def judged(new: str, old: str | None = None, rule: str = "restricted-ssh") -> dict[str, Any]:
    detail: dict[str, Any] = {"configRuleName": rule, "newEvaluationResult": {"complianceType": new}}
    if old is not None:
        detail["oldEvaluationResult"] = {"complianceType": old}
    return {"source": "aws.config", "detail-type": "Config Rules Compliance Change", "detail": detail}


def advised(status: str) -> dict[str, Any]:
    kind = "Trusted Advisor Check Item Refresh Notification"
    return {"source": "aws.trustedadvisor", "detail-type": kind, "detail": {"status": status}}


TAKEN = {
    "AWS Health: a notice that asks for nothing but concerns security": health(
        "accountNotification", personas=["BILLING", "SECURITY"]
    ),
    "AWS Health: a notice that may ask for something": health("accountNotification", "ACTION_MAY_BE_REQUIRED"),
    "AWS Health: a notice that does not say whether it asks for anything": {
        "source": "aws.health",
        "detail-type": "AWS Health Event",
        "detail": {"eventTypeCategory": "accountNotification"},
    },
    "AWS Health: an issue that asks for nothing": health("issue"),
    "AWS Health: the end of a notice": health("accountNotification", statusCode="closed"),
    "AWS Health: a report of abuse that asks for nothing": health("accountNotification", service="ABUSE"),
    "AWS Health: what only EventBridge calls abuse": health("accountNotification", service="EC2")
    | {"detail-type": "AWS Health Abuse Event"},
    "AWS Health: abuse of another service": health(
        "accountNotification", service="EC2", eventTypeCode="AWS_ABUSE_DOS_REPORT"
    ),
    "AWS Health: a risk of another service": health(
        "accountNotification", service="IAM", eventTypeCode="AWS_RISK_OF_TOMORROW"
    ),
    "AWS Health: a key that others know, as older codes call it": health(
        "accountNotification", service="IAM", eventTypeCode="AWS_ACCESS_KEY_EXPOSED"
    ),
    "AWS Health: a notice of a bucket that is open, though it asks for nothing": health(
        "accountNotification", service="S3", eventTypeCode="AWS_S3_OPEN_ACCESS_BUCKET_NOTIFICATION"
    ),
    "AWS Health: a notice of an account that is suspended, though it asks for nothing": health(
        "accountNotification", service="BILLING", eventTypeCode="AWS_BILLING_SUSPENSION_NOTICE"
    ),
    "AWS Backup: a restore that failed, as restores say it": backup("Restore Job", status="FAILED"),
    "AWS Backup: a restore that was aborted": backup("Restore Job", status="ABORTED"),
    "AWS Backup: restored data that nobody could check in time": backup("Restore Job", validationStatus="TIMED_OUT"),
    "AWS Backup: restored data that is valid again": backup("Restore Job", validationStatus="SUCCESSFUL"),
    "AWS Backup: a scan that was called off": backup("Scan Job", state="CANCELED"),
    "AWS Backup: a scan that is complete and says nothing": backup(
        "Scan Job", state="COMPLETED", scanResult={"scanResultStatus": "UNKNOWN"}
    ),
    "AWS Backup: a copy that works again": backup("Copy Job", state="COMPLETED"),
    "AWS Backup: malware": backup("Scan Job", state="COMPLETED", scanResult={"scanResultStatus": "THREATS_FOUND"}),
    "AWS Backup: a vault without its lock": backup("Backup Vault", state="MODIFIED", isLocked="false"),
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
    "a person's click on a custom action, below the floor": asff("PASSED", "INFORMATIONAL")
    | {"detail-type": "Security Hub Findings - Custom Action"},
    "a person's click on an insight": asff(None, "LOW") | {"detail-type": "Security Hub Insight Results"},
    "the detail type as printed": root("Console Signin", eventType="AwsConsoleSignIn"),
    "the detail type as sent": root("Console Sign In", eventType="AwsConsoleSignIn"),
    "an act in the console that is no API call": root("Console Action", eventType="AwsConsoleAction", readOnly=False),
    "a record that does not say whether it reads": root("API Call"),
    "access that is deleted while it is active": access("Access Analyzer Finding", status="ACTIVE", isDeleted=True),
    "access from inside": access("Internal Access Finding", status="ACTIVE"),
    "access that nobody uses": access("Unused Access Finding for IAM entities", status="RESOLVED"),
    "a finding of Macie that somebody archived": macie(archived=True, severity={"score": 1, "description": "Low"}),
    "a change that was denied": root("API Call", readOnly=False, errorCode="AccessDenied"),
    "an alarm": alarm("orders", "ALARM"),
    "an alarm whose name only holds that of target tracking": alarm("my TargetTracking-x", "ALARM"),
    "an alarm of another stack whose name begins alike": alarm("stackless", "ALARM"),
    "an alarm of Elastic Beanstalk that its owner made": alarm("awseb-e-x-stack-Errors-1", "ALARM"),
    "the end of a muted alarm": alarm("orders", "OK", muteDetail={"mutedByArn": "arn"}),
    "the end of a suppressed alarm": alarm("orders", "OK")
    | {"detail": {"alarmName": "orders", "state": {"value": "OK", "actionsSuppressedBy": "Alarm"}}},
    "a coverage status in other letters": {
        "source": "aws.guardduty",
        "detail-type": "GuardDuty Malware Protection Resource Status warning",
        "detail": {},
    },
    "an IAM user who signs in without MFA": user("Success", "No"),
    "an IAM user who fails to sign in": user("Failure", "No"),
    "an IAM user who fails at MFA": user("Failure", "Yes"),
    "Inspector: a vulnerability at the floor": inspected("HIGH"),
    "Inspector: closed though below the floor": inspected("LOW", "CLOSED"),
    "Inspector: suppressed though nobody has rated it": inspected("UNTRIAGED", "SUPPRESSED"),
    "Inspector: exploited though nobody has rated it": inspected("UNTRIAGED", exploit="YES"),
    "Config: noncompliant at the first look": judged("NON_COMPLIANT"),
    "Config: noncompliant by now": judged("NON_COMPLIANT", "COMPLIANT"),
    "Config: compliant again": judged("COMPLIANT", "NON_COMPLIANT"),
    "Config: compliant after too little data": judged("COMPLIANT", "INSUFFICIENT_DATA"),
    "Config: no longer judged": judged("NOT_APPLICABLE", "NON_COMPLIANT"),
    "Trusted Advisor: red": advised("ERROR"),
    "Trusted Advisor: yellow": advised("WARN"),
    "Trusted Advisor: green": advised("OK"),
}
LEFT = {
    "a call of Cost Explorer, which has the same source": {
        "source": "aws.ce",
        "detail-type": "AWS API Call via CloudTrail",
        "detail": {"eventSource": "ce.amazonaws.com", "eventName": "GetAnomalies"},
    },
    "AWS Health: a notice that asks for nothing": health("accountNotification", personas=["OPERATIONS"]),
    "AWS Health: a notice whose code speaks of a risk only in passing": health(
        "accountNotification", service="S3", eventTypeCode="AWS_S3_RISK_NOTIFICATION"
    ),
    "AWS Backup: a job that runs": backup("Backup Job", state="RUNNING"),
    "AWS Backup: a clean scan": backup(
        "Scan Job", state="COMPLETED", scanResult={"scanResultStatus": "NO_THREATS_FOUND"}
    ),
    "AWS Backup: a vault that was created": backup("Backup Vault", state="CREATED"),
    "AWS Backup: a recovery point that was made": backup("Recovery Point", status="COMPLETED"),
    "AWS Backup: a plan that was changed": backup("Backup Plan", state="MODIFIED"),
    "severity just below the bound": guardduty(severity=6.9, service={"archived": False}),
    "severity as text": guardduty(severity="8", service={"archived": False}),
    "a finding without a severity": guardduty(service={}),
    "another kind of event from GuardDuty": guardduty(severity=9) | {"detail-type": "GuardDuty Something New"},
    "a clean scan": scan(scanStatus="COMPLETED", scanResultDetails={"scanResultStatus": "NO_THREATS_FOUND"}),
    "a control that fails below the floor": asff("FAILED", "MEDIUM"),
    "a control without data": asff("NOT_AVAILABLE", "HIGH"),
    "another product's finding below the floor": asff(None, "LOW"),
    "OCSF: a control that fails below the floor": ocsf(3, "Fail"),
    "OCSF: another product's finding below the floor": ocsf(1),
    "OCSF: of no known severity": ocsf(0),
    "an IAM user who signs in": root("Console Sign In", userIdentity={"type": "IAMUser", "userName": "Root"}),
    "a service that acts for the root user": root(
        "API Call", readOnly=False, userIdentity={"type": "Root", "invokedBy": "support.amazonaws.com"}
    ),
    "a service of its own accord": root("API Call", readOnly=False, eventType="AwsServiceEvent"),
    "a call that only reads": root("API Call", readOnly=True),
    "access that somebody only thinks of": access("Access Preview State Change", status="COMPLETED"),
    "a finding under the name of Macie's API": macie() | {"source": "aws.macie2"},
    "a muted alarm": alarm("orders", "ALARM", muteDetail={"mutedByArn": "arn"}),
    "an alarm without data": alarm("orders", "INSUFFICIENT_DATA"),
    "an alarm of target tracking": alarm("TargetTracking-table/x-AlarmLow-1", "OK"),
    "an alarm that scales Elastic Beanstalk": alarm("awseb-e-x-stack-AWSEBCloudwatchAlarmLow-1", "ALARM"),
    "an alarm of the round": alarm("hinomi-root-usage", "ALARM"),
    "an alarm of this stack": alarm("hinomi intake gave up", "ALARM"),
    "a changed alarm": alarm("orders", "ALARM") | {"detail-type": "CloudWatch Alarm Configuration Change"},
    "an IAM user who signs in with MFA": user("Success", "Yes"),
    "Inspector: a vulnerability below the floor": inspected("MEDIUM", exploit="YES"),
    "Inspector: what nobody has rated": inspected("UNTRIAGED"),
    "Inspector: a scan": inspected("HIGH") | {"detail-type": "Inspector2 Scan"},
    "Inspector, the classic one": inspected("HIGH") | {"source": "aws.inspector"},
    "Config: compliant at the first look": judged("COMPLIANT"),
    "Config: not judged at the first look": judged("NOT_APPLICABLE"),
    "Config: too little data": judged("INSUFFICIENT_DATA", "COMPLIANT"),
    "Config: a rule of Security Hub": judged("NON_COMPLIANT", "COMPLIANT", "securityhub-restricted-ssh-f6801b8c"),
    "Trusted Advisor: for information": advised("INFO"),
}


@pytest.mark.parametrize("event", TAKEN.values(), ids=TAKEN.keys())
def test_an_event_that_matters_is_taken_by_one_rule(template: dict[str, Any], event: dict[str, Any]) -> None:
    assert len(takers(Stack(template, MinimumSeverity="HIGH", SigninsToTell="yes"), event)) == 1


@pytest.mark.parametrize("event", LEFT.values(), ids=LEFT.keys())
def test_an_event_that_only_looks_like_it_is_left(template: dict[str, Any], event: dict[str, Any]) -> None:
    assert not takers(Stack(template, MinimumSeverity="HIGH", SigninsToTell="yes"), event)


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
        ("LOW", inspected("LOW"), inspected("INFORMATIONAL")),
        ("MEDIUM", inspected("MEDIUM"), inspected("LOW")),
        ("HIGH", inspected("HIGH"), inspected("MEDIUM")),
        ("CRITICAL", inspected("CRITICAL"), inspected("HIGH")),
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


def test_alarms_and_signins_are_taken_as_they_are_asked_for(template: dict[str, Any]) -> None:
    unasked = Stack(template, AlarmsToTell="no")
    assert [takers(unasked, event) for event in (alarm("orders", "ALARM"), user("Failure", "No"))] == [set(), set()]
    assert takers(Stack(template), alarm("orders", "ALARM")) == {"AlarmRule"}


def test_a_pattern_stays_within_the_quota(stack: Stack) -> None:
    """2,048 characters as deployed: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html ."""
    for name, rule in stack.of_type(RULE).items():
        pattern = rule["EventPattern"]
        assert len(pattern if isinstance(pattern, str) else json.dumps(pattern)) < 2048, name
