"""AWS Backup: jobs that failed and that work again, backups and vaults that are deleted, malware in a backup.

https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hinomi.model import Alert, ConsoleLink, Fact, Lifecycle, Resource, Severity, Term
from hinomi.regions import partition_of
from hinomi.sources import arns
from hinomi.sources.backup_stories import (
    DETAIL_TYPES,
    Story,
    kept_until,
    plan_of,
    resource_of,
    state_of,
    stories,
    vault_of,
)
from hinomi.sources.facts import known
from hinomi.sources.reading import fingerprint, is_from, mapping, mask_keys, milliseconds, moment, text

if TYPE_CHECKING:
    from hinomi.model import Event

_STATES = {
    "ABORTED": "job_aborted",
    "CANCELED": "job_canceled",
    "COMPLETED": "job_completed",
    "COMPLETED_WITH_ISSUES": "job_completed_with_issues",
    "EXPIRED": "job_expired",
    "FAILED": "job_failed",
    "PARTIAL": "job_partial",
}
_SCANS = {"THREATS_FOUND": "threats_found", "NO_THREATS_FOUND": "no_threats_found", "UNKNOWN": "unknown"}
_VERDICTS = {"FAILED": "validation_failed", "TIMED_OUT": "validation_timed_out"}
_PAGES = {
    "restore": "backup_restore_jobs",
    "restore_test": "backup_restore_jobs",
    "validation": "backup_restore_jobs",
    "malware": "backup_vault",
    "scan": "backup_vault",
    "early": "backup_vault",
    "continuous": "backup_vault",
    "vault_unlocked": "backup_vault",
}
# https://docs.aws.amazon.com/aws-backup/latest/devguide/whatisbackup.html#supported-resources
_TYPES = {
    "Aurora": "AWS::RDS::DBCluster",
    "CloudFormation": "AWS::CloudFormation::Stack",
    "DocumentDB": "AWS::DocDB::DBCluster",
    "DynamoDB": "AWS::DynamoDB::Table",
    "EBS": "AWS::EC2::Volume",
    "EC2": "AWS::EC2::Instance",
    "EFS": "AWS::EFS::FileSystem",
    "EKS": "AWS::EKS::Cluster",
    "FSx": "AWS::FSx::FileSystem",
    "Neptune": "AWS::Neptune::DBCluster",
    "RDS": "AWS::RDS::DBInstance",
    "Redshift": "AWS::Redshift::Cluster",
    "S3": "AWS::S3::Bucket",
}
_OF_A_VAULT = frozenset({"vault_deleted", "vault_unlocked", "early"})
_LONGEST = 600


def recognizes(event: Event) -> bool:
    """Tell whether AWS Backup says that something has changed."""
    return is_from(event.body, "aws.backup", *DETAIL_TYPES) and bool(mapping(event.body, "detail"))


def normalize(event: Event) -> tuple[Alert, ...]:
    """Turn the event into an alert for each thing that it tells; what nobody need hear of is nothing to act on."""
    detail = mapping(event.body, "detail")
    nothing = Story("none", (_job_id(detail) or vault_of(detail), state_of(detail)), "", Severity.INFO)
    return tuple(_alert(event, detail, story) for story in stories(event.body, detail) or (nothing,))


def _alert(event: Event, detail: dict[str, Any], story: Story) -> Alert:
    body = event.body
    account, region = text(body, "account"), text(body, "region")
    about = fingerprint("backup", story.kind, account, region, *story.about)
    sent = moment(body, "time") or event.received_at
    kind, arn = text(body, "detail-type").removesuffix(" State Change"), text(body, "resources", 0)
    return Alert(
        source="backup",
        type=f"{kind}/{state_of(detail)}".removesuffix("/"),
        severity=story.severity,
        fingerprint=about,
        copy=about,
        title=f"AWS Backup: {kind} {state_of(detail)}".strip(),
        # Not the job's own times: a failure has none, and what is sent later is what holds.
        version=milliseconds(sent),
        guide=(f"backup/{story.guide}", "backup") if story.guide else ("backup",),
        actionable=bool(story.guide),
        lifecycle=Lifecycle.CLOSED if story.closed else Lifecycle.OPEN,
        account=account,
        region=region,
        partition=arns.partition(resource_of(detail), text(detail, "backupVaultArn"), arn, partition_of(region)),
        # A scan that found something says only that it was completed.
        description="" if story.kind == "malware" else mask_keys(text(detail, "statusMessage").strip('" '))[:_LONGEST],
        resources=_resources(detail, story),
        facts=known(*_facts(body, detail, story)),
        first_seen=sent,
        link=ConsoleLink(
            page=_PAGES.get(story.kind, "backup_home"), parameters={"region": region, "vault": vault_of(detail)}
        ),
        reference=_job_id(detail) or arn,
        moment=story.moment,
    )


def _resources(detail: dict[str, Any], story: Story) -> tuple[Resource, ...]:
    """Name what is backed up; where a vault or a plan itself is concerned, that."""
    kind = text(detail, "resourceType")
    what, name = _TYPES.get(kind, kind), arns.short_name(resource_of(detail))
    if story.kind in _OF_A_VAULT:
        what, name = "AWS::Backup::BackupVault", vault_of(detail)
    elif story.kind == "plan":
        what, name = "AWS::Backup::BackupPlan", plan_of(detail)
    elif kind == "CloudFormation":
        name = name.partition("/")[0]
    return (Resource(type=what, id=name),) if name else ()


def _job_id(detail: dict[str, Any]) -> str:
    names = ("backupJobId", "copyJobId", "restoreJobId", "scanJobId")
    return next((found for name in names if (found := text(detail, name))), "")


def _facts(body: dict[str, Any], detail: dict[str, Any], story: Story) -> tuple[Fact, ...]:
    state, found = state_of(detail), text(detail, "scanResult", "scanResultStatus").upper()
    verdict = text(detail, "validationStatus").upper() if story.kind == "validation" else ""
    if story.kind == "malware":  # that the scan itself is complete would only mislead
        state = ""
    elif story.kind == "issues":
        state = "COMPLETED_WITH_ISSUES"
    point = text(detail, "recoveryPointArn") or (text(body, "resources", 0) if story.kind == "early" else "")
    return (
        Fact("scan_status", Term(_SCANS[found]) if found in _SCANS else found),
        Fact("job_state", Term(_VERDICTS[verdict]) if verdict in _VERDICTS else ""),
        Fact("job_state", Term(_STATES[state]) if state in _STATES else ""),
        Fact("service", "" if _resources(detail, story) else text(detail, "resourceType")),
        Fact("detail", text(detail, "validationStatusMessage")),
        Fact("backup_vault", "" if story.kind in _OF_A_VAULT else vault_of(detail)),
        Fact("backup_plan", "" if story.kind == "plan" else plan_of(detail)),
        Fact("recovery_point", arns.short_name(point)),
        Fact("kept_until", kept_until(detail) or "" if story.kind == "early" else ""),
    )
