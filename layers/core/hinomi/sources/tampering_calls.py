"""Calls that switch detection off, hide tracks or take protection away, by service, as CloudTrail names them.

The names are the operations of the API references. What to watch follows the CIS AWS Foundations Benchmark (monitoring
of CloudTrail, KMS and AWS Config), MITRE ATT&CK's Impair Defenses (https://attack.mitre.org/techniques/T1562/008/) and
the detections that Panther and Turbot publish; the rest is this project's judgement. Left out on purpose: what every
deployment calls, unless it is aimed at Hinomi (`tampering_own`); what makes an account stricter
(`DisableSerialConsoleAccess`); what only triage does (`ArchiveFindings`: the archived finding comes as resolved);
deletions that fail while a thing is in use (`DeleteIPSet`); policies of keys (`PutKeyPolicy`), which change with every
new use of a key and of which nothing tells the dangerous ones; what Access Analyzer tells (`ModifySnapshotAttribute`).
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Final, NamedTuple

from hinomi.model import Severity

LOW, MEDIUM, HIGH, CRITICAL = Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL


class Call(NamedTuple):
    """What a call does: the entry of the guide that speaks of it, and how bad it usually is."""

    kind: str
    severity: Severity


_DELEGATION = {
    "DisassociateMembers": Call("delegation", MEDIUM),
    "DeleteMembers": Call("delegation", MEDIUM),
    "DisassociateFromAdministratorAccount": Call("delegation", HIGH),
    "DisableOrganizationAdminAccount": Call("delegation", HIGH),
}

CALLS: Final[dict[str, dict[str, Call]]] = {
    "cloudtrail": {
        "StopLogging": Call("trail_stopped", CRITICAL),
        "DeleteTrail": Call("trail_stopped", CRITICAL),
        "StopEventDataStoreIngestion": Call("trail_stopped", HIGH),
        "DeleteEventDataStore": Call("trail_stopped", HIGH),
        "UpdateTrail": Call("trail_weakened", MEDIUM),
        "PutEventSelectors": Call("trail_weakened", HIGH),
        "PutInsightSelectors": Call("trail_weakened", LOW),
        "UpdateEventDataStore": Call("trail_weakened", MEDIUM),
        "DeleteChannel": Call("trail_weakened", MEDIUM),
        "DeregisterOrganizationDelegatedAdmin": Call("delegation", MEDIUM),
    },
    "guardduty": {
        "DeleteDetector": Call("guardduty_off", CRITICAL),
        "UpdateDetector": Call("guardduty_off", HIGH),
        "UpdateMemberDetectors": Call("guardduty_off", HIGH),
        "StopMonitoringMembers": Call("guardduty_off", HIGH),
        "CreateFilter": Call("guardduty_weakened", MEDIUM),
        "UpdateFilter": Call("guardduty_weakened", MEDIUM),
        "CreateIPSet": Call("guardduty_weakened", HIGH),
        "UpdateIPSet": Call("guardduty_weakened", HIGH),
        "CreateTrustedEntitySet": Call("guardduty_weakened", HIGH),
        "UpdateTrustedEntitySet": Call("guardduty_weakened", HIGH),
        "DeleteThreatIntelSet": Call("guardduty_weakened", MEDIUM),
        "UpdateMalwareScanSettings": Call("guardduty_weakened", LOW),
        "DeletePublishingDestination": Call("guardduty_weakened", MEDIUM),
        "UpdatePublishingDestination": Call("guardduty_weakened", LOW),
        "DeleteMalwareProtectionPlan": Call("guardduty_weakened", MEDIUM),
        "UpdateOrganizationConfiguration": Call("delegation", MEDIUM),
        "DisassociateFromMasterAccount": Call("delegation", HIGH),
        **_DELEGATION,
    },
    "securityhub": {
        "DisableSecurityHub": Call("securityhub_off", HIGH),
        "DisableSecurityHubV2": Call("securityhub_off", HIGH),
        "BatchDisableStandards": Call("securityhub_weakened", MEDIUM),
        "UpdateStandardsControl": Call("securityhub_weakened", LOW),
        "BatchUpdateStandardsControlAssociations": Call("securityhub_weakened", LOW),
        "DisableImportFindingsForProduct": Call("securityhub_weakened", MEDIUM),
        "DeleteFindingAggregator": Call("securityhub_weakened", MEDIUM),
        "CreateAutomationRule": Call("securityhub_weakened", MEDIUM),
        "BatchUpdateAutomationRules": Call("securityhub_weakened", MEDIUM),
        "CreateAutomationRuleV2": Call("securityhub_weakened", MEDIUM),
        "UpdateAutomationRuleV2": Call("securityhub_weakened", MEDIUM),
        "DeleteConfigurationPolicy": Call("securityhub_weakened", LOW),
        **_DELEGATION,
    },
    "config": {
        "StopConfigurationRecorder": Call("config_off", HIGH),
        "DeleteConfigurationRecorder": Call("config_off", HIGH),
        "DeleteDeliveryChannel": Call("config_off", HIGH),
        "PutConfigurationRecorder": Call("config_weakened", MEDIUM),
        "PutDeliveryChannel": Call("config_weakened", LOW),
        "DeleteConfigRule": Call("config_weakened", LOW),
        "DeleteConformancePack": Call("config_weakened", MEDIUM),
        "DeleteConfigurationAggregator": Call("config_weakened", MEDIUM),
        "DeleteAggregationAuthorization": Call("config_weakened", LOW),
        "PutRetentionConfiguration": Call("config_weakened", MEDIUM),
    },
    "access-analyzer": {
        "DeleteAnalyzer": Call("access_analyzer", MEDIUM),
        "CreateArchiveRule": Call("access_analyzer", LOW),
    },
    "inspector2": {
        "Disable": Call("inspector", MEDIUM),
        "CreateFilter": Call("inspector", MEDIUM),
        "UpdateFilter": Call("inspector", MEDIUM),
        "DisableDelegatedAdminAccount": Call("delegation", HIGH),
        "UpdateOrganizationConfiguration": Call("delegation", MEDIUM),
    },
    "macie2": {
        "DisableMacie": Call("macie", MEDIUM),
        "UpdateMacieSession": Call("macie", MEDIUM),
        "CreateFindingsFilter": Call("macie", MEDIUM),
        "UpdateFindingsFilter": Call("macie", MEDIUM),
        "DisassociateFromAdministratorAccount": Call("delegation", HIGH),
        "DisableOrganizationAdminAccount": Call("delegation", HIGH),
    },
    "detective": {
        "DeleteGraph": Call("detective", MEDIUM),
        "DisassociateMembership": Call("delegation", MEDIUM),
        "DisableOrganizationAdminAccount": Call("delegation", MEDIUM),
    },
    "organizations": {
        "LeaveOrganization": Call("delegation", HIGH),
        "DisablePolicyType": Call("delegation", HIGH),
        "DetachPolicy": Call("delegation", MEDIUM),
        "DisableAWSServiceAccess": Call("delegation", HIGH),
        "DeregisterDelegatedAdministrator": Call("delegation", HIGH),
    },
    # Also known as opting out: what runs in the Region stays, and costs, but nobody can get at it, and no event comes.
    # https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
    "account": {"DisableRegion": Call("region", MEDIUM)},
    "health": {"DisableHealthServiceAccessForOrganization": Call("delegation", LOW)},
    "ec2": {
        "DeleteFlowLogs": Call("network_logs", HIGH),
        "DisableEbsEncryptionByDefault": Call("safeguard", MEDIUM),
        "DisableSnapshotBlockPublicAccess": Call("safeguard", HIGH),
        "DisableImageBlockPublicAccess": Call("safeguard", HIGH),
        "ModifyVpcBlockPublicAccessOptions": Call("safeguard", MEDIUM),
    },
    "route53resolver": {
        "DeleteResolverQueryLogConfig": Call("network_logs", MEDIUM),
        "DisassociateResolverQueryLogConfig": Call("network_logs", MEDIUM),
    },
    "logs": {
        "DeleteLogGroup": Call("logs", HIGH),
        "DeleteLogStream": Call("logs", HIGH),
        "PutRetentionPolicy": Call("logs", MEDIUM),
        "DeleteMetricFilter": Call("logs", MEDIUM),
        "DeleteSubscriptionFilter": Call("logs", MEDIUM),
    },
    "s3": {
        "DeleteBucket": Call("logs", HIGH),
        "DeleteBucketPolicy": Call("logs", HIGH),
        "PutBucketPolicy": Call("log_policy", HIGH),
        "PutBucketLifecycle": Call("logs", HIGH),
        "PutBucketVersioning": Call("logs", MEDIUM),
        "PutBucketLogging": Call("logs", LOW),
        "PutAccountPublicAccessBlock": Call("safeguard", HIGH),
        "DeleteAccountPublicAccessBlock": Call("safeguard", HIGH),
        "PutBucketPublicAccessBlock": Call("safeguard", MEDIUM),
        "DeleteBucketPublicAccessBlock": Call("safeguard", MEDIUM),
    },
    "kms": {
        "ScheduleKeyDeletion": Call("key", HIGH),
        "DisableKey": Call("key", HIGH),
        "DeleteImportedKeyMaterial": Call("key", HIGH),
        "DisableKeyRotation": Call("key_rotation", LOW),
    },
    "monitoring": {"DeleteAlarms": Call("alarms", LOW), "DisableAlarmActions": Call("alarms", MEDIUM)},
    "wafv2": {
        "DeleteWebACL": Call("firewall", MEDIUM),
        "DisassociateWebACL": Call("firewall", MEDIUM),
        "DeleteLoggingConfiguration": Call("firewall", MEDIUM),
    },
    "network-firewall": {
        "DeleteFirewall": Call("firewall", MEDIUM),
        "UpdateLoggingConfiguration": Call("firewall", MEDIUM),
    },
    "bedrock": {
        "DeleteModelInvocationLoggingConfiguration": Call("model", MEDIUM),
        "PutModelInvocationLoggingConfiguration": Call("model", LOW),
        "DeleteGuardrail": Call("model", MEDIUM),
    },
    "budgets": {
        "DeleteBudget": Call("cost", MEDIUM),
        "DeleteBudgetAction": Call("cost", LOW),
        "DeleteNotification": Call("cost", LOW),
        "DeleteSubscriber": Call("cost", LOW),
    },
    "ce": {
        "DeleteAnomalyMonitor": Call("cost", MEDIUM),
        "DeleteAnomalySubscription": Call("cost", MEDIUM),
        "UpdateAnomalySubscription": Call("cost", LOW),
    },
}

LOG_BUCKETS: Final = ("*trail*", "*logs*", "config-bucket-*")
"""How buckets that hold logs are called, by AWS's consoles and by most people; nothing else tells them from others."""
ONLY_LOG_BUCKETS: Final = frozenset(
    {"DeleteBucket", "DeleteBucketPolicy", "PutBucketPolicy", "PutBucketLifecycle", "PutBucketVersioning"}
)
"""Calls of S3 that are ordinary with any other bucket."""
LOG_GROUPS: Final = ("*trail*", "*Trail*", "*flow-log*", "*flowlog*", "*FlowLog*", "aws-waf-logs-*")
"""How log groups of CloudTrail, of VPC flow logs and of AWS WAF are called."""


def call_of(service: str, name: str, bucket: str, log_group: str) -> Call | None:
    """Return what is known of a call, or None where it is not one of these."""
    service = service.removesuffix("-control")  # s3-control: the calls of S3 that are about the account
    if service == "s3" and name in ONLY_LOG_BUCKETS and not _is_like(bucket, LOG_BUCKETS):
        return None
    if service == "logs" and not _is_like(log_group, LOG_GROUPS):
        return None
    return CALLS.get(service, {}).get(name)


def _is_like(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
