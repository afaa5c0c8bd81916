"""How much a call weakens, by what was asked for: a call of the same name may as well strengthen.

Parameters as in the API references of the services: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/,
https://docs.aws.amazon.com/guardduty/latest/APIReference/, https://docs.aws.amazon.com/AmazonS3/latest/API/ and so on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hinomi.model import Severity
from hinomi.sources.cloudtrail_requests import first, is_off, is_on, listed, said
from hinomi.sources.reading import find, flag, number, text
from hinomi.sources.tampering_policies import log_policy
from hinomi.sources.tampering_selectors import SHORT_DAYS, data_store, trail

if TYPE_CHECKING:
    from collections.abc import Callable

_SHORT_RECORDING_DAYS = 365
_HIDING_STATUS_IDS = frozenset({"3", "4", "5", "6"})
"""Suppressed, resolved, archived, deleted."""


def weight(call: str, request: object, usual: Severity) -> Severity | None:
    """Say how bad the call (`guardduty:UpdateDetector`) is; None where it takes nothing away."""
    judge = _JUDGES.get(call)
    return judge(request, usual) if judge else usual


def _trail(request: object, usual: Severity) -> Severity | None:
    """Judge `UpdateTrail`: no longer everywhere, no longer sealed, or delivered to another place."""
    reduced = ("isMultiRegionTrail", "includeGlobalServiceEvents", "isOrganizationTrail")
    if is_off(request, *reduced, "enableLogFileValidation", "logFileValidationEnabled"):
        return Severity.HIGH
    detached = find(request, "cloudWatchLogsLogGroupArn") == ""
    return usual if detached or text(request, "s3BucketName") else None


def _detector(request: object, usual: Severity) -> Severity | None:
    """Judge `UpdateDetector`: all of it suspended, or one of its protections."""
    if flag(request, "enable") is False:
        return Severity.CRITICAL
    disabled = "DISABLED" in (word.upper() for word in said(request, "status"))
    sources = find(request, "dataSources")
    return usual if disabled or is_off(sources, "enable", "ebsVolumes", "auditLogs") else None


def _new_members(request: object, usual: Severity) -> Severity | None:
    """Judge whether new accounts of the organization are left out."""
    left_out = first(request, "autoEnableOrganizationMembers").upper() == "NONE"
    off = is_off(request, "autoEnable", "ec2", "ecr", "lambda", "lambdaCode", "codeRepository")
    return usual if left_out or off else None


def _filter(request: object, usual: Severity) -> Severity | None:
    """Judge a filter that hides findings: GuardDuty's and Macie's archive them, Inspector's suppress them."""
    action = first(request, "action").upper()
    return usual if action in ("ARCHIVE", "SUPPRESS") else None


def _changed_filter(request: object, usual: Severity) -> Severity | None:
    """Judge an update, which may widen a filter without naming its action."""
    return _filter(request, usual) if first(request, "action") else Severity.LOW


def _trusted(request: object, usual: Severity) -> Severity | None:
    """Judge a list of trusted addresses or domains: GuardDuty tells nothing of what is on an active one."""
    return usual if is_on(request, "activate") else None


def _changed_trusted(request: object, usual: Severity) -> Severity | None:
    """Judge a change of such a list, which may get another content without naming whether it is active."""
    return usual if text(request, "location") and not is_off(request, "activate") else _trusted(request, usual)


def _automation(request: object, usual: Severity) -> Severity | None:
    """Judge an automation rule of Security Hub: one that suppresses or closes findings hides them.

    Newer rules write the status as the number that OCSF has for it:
    https://schema.ocsf.io/1.6.0/classes/compliance_finding.
    """
    hides = {"SUPPRESSED", "RESOLVED"} & {word.upper() for word in said(request, "status")}
    return usual if hides or _HIDING_STATUS_IDS & set(said(request, "statusId")) else Severity.LOW


def _recorder(request: object, usual: Severity) -> Severity | None:
    """Judge what AWS Config records: without a group, everything."""
    group = find(request, "configurationRecorder", "recordingGroup")
    strategy = first(group, "useOnly").upper()
    partial = strategy in ("EXCLUSION_BY_RESOURCE_TYPES", "INCLUSION_BY_RESOURCE_TYPES")
    return usual if partial or flag(group, "allSupported") is False else None


def _lifecycle(request: object, usual: Severity) -> Severity | None:
    """Judge when the logs in a bucket are deleted."""
    rules = listed(request, "LifecycleConfiguration", "Rule")
    for rule in rules:
        if text(rule, "Status").lower() == "disabled":
            continue
        days = number(rule, "Expiration", "Days")
        if (days is not None and days < SHORT_DAYS) or text(rule, "Expiration", "Date"):
            return usual
    return None


def _below(name: str, days: int) -> Callable[[object, Severity], Severity | None]:
    """Judge how long something is kept."""

    def judge(request: object, usual: Severity) -> Severity | None:
        kept = number(request, name)
        return usual if kept is not None and kept < days else None

    return judge


def _when(name: str, *values: str) -> Callable[[object, Severity], Severity | None]:
    """Judge by one parameter: only these values weaken, in whatever case."""

    def judge(request: object, usual: Severity) -> Severity | None:
        return usual if {word.lower() for word in said(request, name)} & set(values) else None

    return judge


def _when_off(*names: str) -> Callable[[object, Severity], Severity | None]:
    """Judge by switches: any that is off weakens."""

    def judge(request: object, usual: Severity) -> Severity | None:
        return usual if is_off(request, *names) else None

    return judge


def _unless(*names: str) -> Callable[[object, Severity], Severity | None]:
    """Judge by what is left: to name none of these any longer weakens."""

    def judge(request: object, usual: Severity) -> Severity | None:
        return None if said(request, *names) else usual

    return judge


_PUBLIC_ACCESS = _when_off("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
_DELIVERIES = tuple(f"{kind}DataDeliveryEnabled" for kind in ("text", "image", "embedding", "video", "audio"))
_JUDGES: Final[dict[str, Callable[[object, Severity], Severity | None]]] = {
    "cloudtrail:UpdateTrail": _trail,
    "cloudtrail:PutEventSelectors": trail,
    "cloudtrail:PutInsightSelectors": _unless("insightType"),
    "cloudtrail:UpdateEventDataStore": data_store,
    "guardduty:UpdateDetector": _detector,
    "guardduty:UpdateMemberDetectors": _detector,
    "guardduty:UpdateOrganizationConfiguration": _new_members,
    "guardduty:CreateFilter": _filter,
    "guardduty:UpdateFilter": _changed_filter,
    "guardduty:CreateIPSet": _trusted,
    "guardduty:UpdateIPSet": _changed_trusted,
    "guardduty:CreateTrustedEntitySet": _trusted,
    "guardduty:UpdateTrustedEntitySet": _changed_trusted,
    "securityhub:UpdateStandardsControl": _when("controlStatus", "disabled"),
    "securityhub:BatchUpdateStandardsControlAssociations": _when("associationStatus", "disabled"),
    "securityhub:CreateAutomationRule": _automation,
    "securityhub:BatchUpdateAutomationRules": _automation,
    "securityhub:CreateAutomationRuleV2": _automation,
    "securityhub:UpdateAutomationRuleV2": _automation,
    "config:PutConfigurationRecorder": _recorder,
    "config:PutRetentionConfiguration": _below("retentionPeriodInDays", _SHORT_RECORDING_DAYS),
    "inspector2:CreateFilter": _filter,
    "inspector2:UpdateFilter": _changed_filter,
    "inspector2:UpdateOrganizationConfiguration": _new_members,
    "macie2:UpdateMacieSession": _when("status", "paused"),
    "macie2:CreateFindingsFilter": _filter,
    "macie2:UpdateFindingsFilter": _changed_filter,
    "ec2:ModifyVpcBlockPublicAccessOptions": _when("internetGatewayBlockMode", "off"),
    "logs:PutRetentionPolicy": _below("retentionInDays", SHORT_DAYS),
    "s3:PutBucketPolicy": log_policy,
    "s3:PutBucketLifecycle": _lifecycle,
    "s3:PutBucketVersioning": _when("Status", "suspended"),
    "s3:PutBucketLogging": _unless("TargetBucket"),
    "s3:PutAccountPublicAccessBlock": _PUBLIC_ACCESS,
    "s3:PutBucketPublicAccessBlock": _PUBLIC_ACCESS,
    "network-firewall:UpdateLoggingConfiguration": _unless("logDestinationType"),
    "bedrock:PutModelInvocationLoggingConfiguration": _when_off(*_DELIVERIES),
}
