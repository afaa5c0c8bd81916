"""Calls that change Hinomi itself: its rules, queues, topics, functions, tables, roles, schedules, alarms and logs.

CloudFormation names what it makes `<stack>-<logical id>-<suffix>`, so Hinomi knows its own by their logical ids; the
name of a state machine begins with its logical id, and those of a forwarder have no suffix. The rule in the template
lets only this stack's through. Parameters as in the API references. CloudTrail adds the version of Lambda's API to the
names of its events (`DeleteFunction20150331`):
https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html.
"""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from hinomi.model import Severity
from hinomi.sources.cloudtrail import service_of
from hinomi.sources.cloudtrail_requests import first, is_off, is_on, said
from hinomi.sources.reading import mapping, number, text

MEDIUM, HIGH, CRITICAL = Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL

OWN: Final[dict[str, tuple[str, ...]]] = {
    "Rule": (
        *("GuardDuty", "MalwareScan", "Coverage", "SecurityHub", "SecurityHubOcsf", "SecurityHubRequest", "Inspector"),
        *("Macie", "AccessAnalyzer", "ConfigCompliance", "TrustedAdvisor", "Health", "Alarm", "CostAnomaly", "Backup"),
        *(
            "RootSignin",
            "RootApi",
            "IamSignin",
            "SigninAnomaly",
            "Tampering",
            "TamperingTrace",
            "TamperingLogs",
            "TamperingGuard",
        ),
        *("OwnTampering", "OwnDelivery", "AccountChanges", "NetworkChanges", "MoreEvents", "Round"),
    ),
    "Queue": (
        *("Intake", "Bulk", "Flush", "Chat"),
        *("DeliveryDeadLetter", "IntakeDeadLetter", "FlushDeadLetter", "ChatDeadLetter", "ForwarderDeadLetter"),
    ),
    "Topic": ("Budget", "EmailJa", "EmailEn", "Alerts", "QDeveloper", "Webhook", "Operator"),
    "Function": ("Intake", "Flush", "Chat", "Baseline"),
    "Table": ("Alert", "Group", "Round"),
    "Role": (
        *("Intake", "Flush", "Chat", "QDeveloper", "RoundSchedule", "Round", "Baseline"),
        *("Forward", "ForwarderAdministration", "ForwarderExecution"),
    ),
    "Schedule": ("Round", "Heartbeat"),
    "StateMachine": ("Round",),
}
"""The logical ids of what matters, by kind and without it, as in template.yaml and forwarder.yaml."""

ALARMS: Final = (
    *("undelivered events", "intake gave up", "intake is late", "bulk is late", "intake fails", "intake is throttled"),
    *("flush gave up", "flush is late", "flush does not get through", "flush fails", "flush is throttled"),
    *("chat gave up", "chat is late", "chat does not answer", "chat fails", "chat is throttled"),
    *("round is overdue", "round fails", "budget topic fails", "Japanese mail fails", "English mail fails"),
    *("alerts topic fails", "Amazon Q Developer fails", "webhook topic fails"),
)
"""What the names of the alarms end with, behind the name of the stack."""

LOG_GROUPS: Final = ("intake", "flush", "chat", "baseline")
"""What the names of the log groups end with."""

OWN_CALLS: Final[dict[str, dict[str, Severity]]] = {
    "events": {
        "DeleteRule": CRITICAL,
        "DisableRule": CRITICAL,
        "RemoveTargets": CRITICAL,
        "PutRule": HIGH,
        "PutTargets": HIGH,
    },
    "sqs": {
        "DeleteQueue": CRITICAL,
        "PurgeQueue": HIGH,
        "SetQueueAttributes": HIGH,
        "AddPermission": HIGH,
        "RemovePermission": HIGH,
    },
    # A reader may as well have followed the link at the end of a mail: others still hear.
    "sns": {
        "DeleteTopic": CRITICAL,
        "SetTopicAttributes": HIGH,
        "AddPermission": HIGH,
        "RemovePermission": HIGH,
        "PutDataProtectionPolicy": HIGH,
        "Unsubscribe": HIGH,
        "SetSubscriptionAttributes": HIGH,
    },
    "lambda": {
        "DeleteFunction": CRITICAL,
        "UpdateFunctionCode": HIGH,
        "UpdateFunctionConfiguration": HIGH,
        "PutFunctionConcurrency": MEDIUM,
        "DeleteEventSourceMapping": CRITICAL,
        "UpdateEventSourceMapping": MEDIUM,
    },
    "dynamodb": {"DeleteTable": CRITICAL},
    "scheduler": {"DeleteSchedule": HIGH, "UpdateSchedule": MEDIUM},
    "states": {"DeleteStateMachine": HIGH, "UpdateStateMachine": HIGH},
    "iam": {
        "DeleteRole": CRITICAL,
        "DeleteRolePolicy": CRITICAL,
        "PutRolePermissionsBoundary": CRITICAL,
        "UpdateAssumeRolePolicy": CRITICAL,
        "DetachRolePolicy": HIGH,
        "PutRolePolicy": HIGH,
        "AttachRolePolicy": HIGH,
    },
    "monitoring": {
        "DeleteAlarms": HIGH,
        "DisableAlarmActions": HIGH,
        "PutMetricAlarm": MEDIUM,
        "SetAlarmState": MEDIUM,
    },
    "logs": {"DeleteLogGroup": MEDIUM, "PutRetentionPolicy": MEDIUM},
    "cloudformation": {
        "DeleteStack": CRITICAL,
        "UpdateTerminationProtection": MEDIUM,
        "DeleteStackSet": HIGH,
        "DeleteStackInstances": HIGH,
    },
}
KINDS: Final = {
    "events": "rule",
    "sqs": "queue",
    "sns": "topic",
    "lambda": "function",
    "dynamodb": "table",
    "scheduler": "round",
    "states": "round",
    "iam": "role",
    "monitoring": "alarm",
    "logs": "logs",
    "cloudformation": "stack",
}
"""The entries of the guide that speak of what a service keeps for Hinomi."""

_VERSION = re.compile(r"\d{8}(v\d+)?$")
_IDS = "|".join(stem + kind for kind, stems in OWN.items() for stem in stems)
_NAME = re.compile(
    rf"[:/-](?P<id>{_IDS})(?:-[A-Za-z0-9]+)?(?=$|[:/])"
    r"|^(?P<forwarder>forwarder of) .+ gave up$"
    rf"|^.+ (?P<alarm>{'|'.join(ALARMS)})$"
    rf"|^/aws/lambda/.+-(?P<logs>{'|'.join(LOG_GROUPS)})$"
)
_NAMING = (
    *("name", "rule", "queueUrl", "topicArn", "subscriptionArn", "resourceArn", "functionName", "functionArn"),
    *("tableName", "stateMachineArn", "roleName", "alarmNames", "alarmName", "logGroupName"),
)
_FORWARDER = re.compile(r"(?:^|/)StackSet-.+-forwarder-|^[^/]+-forwarder(?::|$)")
# Without these the rounds end, or a second net is gone, but alerts still come.
_BESIDE = re.compile(
    r"(Round|RoundSchedule|Heartbeat|Baseline|QDeveloper|Forwarder\w*|\w*DeadLetter)(Rule|Queue|Function|Table|Role|Schedule)"
)


class OwnCall(NamedTuple):
    """What a call does to Hinomi: the entry of the guide that speaks of it, how bad it is, and by which logical id."""

    kind: str
    severity: Severity
    id: str = ""


def own_call(record: dict[str, Any]) -> OwnCall | None:
    """Tell what a call does to Hinomi; None where it does nothing to it."""
    service, name = service_of(record), _VERSION.sub("", text(record, "eventName"))
    usual = OWN_CALLS.get(service, {}).get(name)
    if usual is None:
        return None
    request = mapping(record, "requestParameters")
    if service == "cloudformation":
        return _stack_call(name, usual, request)
    found = _own_name(request) or _own_name(mapping(record, "responseElements"))
    if found is None:
        return None
    severity = CRITICAL if _puts_out(name, request) else usual
    beside = _BESIDE.fullmatch(found["id"] or "")
    return OwnCall(KINDS[service], min(severity, HIGH) if beside else severity, found["id"] or "")


def _stack_call(name: str, usual: Severity, request: dict[str, Any]) -> OwnCall | None:
    """Tell what becomes of the stack, by whose name the rule goes, or of the forwarders in other Regions."""
    if any(map(_FORWARDER.search, said(request, "stackSetName", "stackName"))):
        return OwnCall("forwarder", min(usual, HIGH))
    harmless = "StackSet" in name or "StackInstances" in name or is_on(request, "enableTerminationProtection")
    return None if harmless else OwnCall(KINDS["cloudformation"], usual)


def _own_name(values: dict[str, Any]) -> re.Match[str] | None:
    return next((found for name in said(values, *_NAMING) if (found := _NAME.search(name))), None)


def _puts_out(name: str, request: dict[str, Any]) -> bool:
    """Tell whether a change switches off what it changes."""
    if name in ("PutRule", "UpdateSchedule"):
        return first(request, "state").upper() == "DISABLED"
    if name == "PutFunctionConcurrency":
        return number(request, "reservedConcurrentExecutions") == 0
    return name == "UpdateEventSourceMapping" and is_off(request, "enabled")
