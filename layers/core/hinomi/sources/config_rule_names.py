"""Names of AWS Config rules: who made a rule, what people call it, and what AWS's own rules look at.

Names: https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html. A rule of a
conformance pack or of an organization ends in letters that AWS adds:
https://docs.aws.amazon.com/audit-manager/latest/APIReference/API_SourceKeyword.html
"""

from __future__ import annotations

import re

from hinomi.model import Severity

SECURITY_HUB = "securityhub-"
"""How the rules begin that Security Hub makes for its controls.

https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-standards-awsconfigrules.html
"""

# `OrgConfigRule-s3-bucket-versioning-enabled-dbgzf8ba`, `access-keys-rotated-conformance-pack-szsm1uv0w`
_ORGANIZATION = re.compile(r"OrgConfigRule-(.+)-[a-z0-9]{8}")
_PACK = re.compile(r"(.+)-conformance-pack-[a-z0-9]{6,12}")

# Rules of AWS under their own names; one that a person has named otherwise gets the general advice.
_KINDS: dict[str, tuple[str, ...]] = {
    "config_rules/public_access": (
        *("s3-bucket-public-read-prohibited", "s3-bucket-public-write-prohibited"),
        *("s3-bucket-level-public-access-prohibited", "s3-account-level-public-access-blocks"),
        *("s3-account-level-public-access-blocks-periodic", "s3-bucket-policy-grantee-check"),
        *("ebs-snapshot-public-restorable-check", "rds-snapshots-public-prohibited"),
        *("rds-instance-public-access-check", "redshift-cluster-public-access-check"),
        *("lambda-function-public-access-prohibited", "dms-replication-not-public", "ssm-document-not-public"),
        *(
            "eks-endpoint-no-public-access",
            "ec2-instance-no-public-ip",
            "emr-master-no-public-ip",
            "mq-no-public-access",
        ),
    ),
    "config_rules/open_network": (
        *("restricted-ssh", "restricted-common-ports", "vpc-sg-open-only-to-authorized-ports"),
        *("vpc-default-security-group-closed", "nacl-no-unrestricted-ssh-rdp"),
        *("no-unrestricted-route-to-igw", "internet-gateway-authorized-vpc-only"),
    ),
    "config_rules/root_user": (
        "root-account-mfa-enabled",
        "root-account-hardware-mfa-enabled",
        "iam-root-access-key-check",
    ),
    "config_rules/credentials": (
        *("iam-user-mfa-enabled", "mfa-enabled-for-iam-console-access", "access-keys-rotated"),
        *("iam-user-unused-credentials-check", "iam-password-policy", "secretsmanager-rotation-enabled-check"),
        *("secretsmanager-secret-periodic-rotation", "codebuild-project-envvar-awscred-check"),
        "ecs-no-environment-secrets",
    ),
    "config_rules/permissions": (
        *("iam-policy-no-statements-with-admin-access", "iam-policy-no-statements-with-full-access"),
        *("iam-user-no-policies-check", "iam-no-inline-policy-check", "iam-policy-blacklisted-check"),
    ),
    "config_rules/encryption": (
        *("encrypted-volumes", "ec2-ebs-encryption-by-default", "rds-storage-encrypted", "rds-snapshot-encrypted"),
        *("s3-bucket-server-side-encryption-enabled", "s3-default-encryption-kms", "efs-encrypted-check"),
        *("cloud-trail-encryption-enabled", "dynamodb-table-encrypted-kms", "sns-encrypted-kms"),
        *("opensearch-encrypted-at-rest", "elasticsearch-encrypted-at-rest", "redshift-cluster-kms-enabled"),
        *("s3-bucket-ssl-requests-only", "elb-tls-https-listeners-only", "alb-http-to-https-redirection-check"),
        *("redshift-require-tls-ssl", "cloudfront-viewer-policy-https"),
    ),
    "config_rules/logging": (
        *(
            "cloudtrail-enabled",
            "cloud-trail-enabled",
            "multi-region-cloudtrail-enabled",
            "multi-region-cloud-trail-enabled",
        ),
        *("cloud-trail-cloud-watch-logs-enabled", "cloud-trail-log-file-validation-enabled"),
        *("cloudtrail-security-trail-enabled", "cloudtrail-s3-dataevents-enabled", "guardduty-enabled-centralized"),
        *("vpc-flow-logs-enabled", "s3-bucket-logging-enabled", "elb-logging-enabled", "rds-logging-enabled"),
        *("cw-loggroup-retention-period-check", "eks-cluster-logging-enabled", "wafv2-logging-enabled"),
    ),
    "config_rules/backup": (
        *("db-instance-backup-enabled", "dynamodb-pitr-enabled", "dynamodb-in-backup-plan", "rds-in-backup-plan"),
        *("ebs-in-backup-plan", "efs-in-backup-plan", "s3-bucket-versioning-enabled", "redshift-backup-enabled"),
        *("rds-instance-deletion-protection-enabled", "rds-cluster-deletion-protection-enabled"),
        *("elb-deletion-protection-enabled", "backup-recovery-point-manual-deletion-disabled"),
    ),
    "config_rules/tags": ("required-tags",),
}
_GUIDES = {name: key for key, names in _KINDS.items() for name in names}
_GRAVE = frozenset(f"config_rules/{kind}" for kind in ("public_access", "open_network", "root_user", "logging"))


def readable(rule: str) -> str:
    """Return a rule's name without what AWS has added to it."""
    match = _ORGANIZATION.fullmatch(rule) or _PACK.fullmatch(rule)
    return match[1] if match else rule


def origin(rule: str) -> str:
    """Say by the key of a word who brought the rule, if its name tells: what is of a pack is changed in the pack."""
    if _ORGANIZATION.fullmatch(rule):
        return "organization_rule"
    return "conformance_pack" if _PACK.fullmatch(rule) else ""


def guide(name: str) -> tuple[str, ...]:
    """List the guide keys of a rule's readable name."""
    key = _GUIDES.get(name.lower())
    return tuple(filter(None, (key, "config_rules/rule", "config_rules")))


def severity(name: str) -> Severity:
    """Say how bad it is to break a rule, by its readable name. Config knows no severity.

    HIGH where anybody can reach it, where the root user is at stake, or where nothing is recorded any longer; as
    Security Hub and Trusted Advisor see it. MEDIUM else: what a rule means only its author knows, and what is urgent
    comes from the services that see attacks.
    """
    return Severity.HIGH if _GUIDES.get(name.lower()) in _GRAVE else Severity.MEDIUM
