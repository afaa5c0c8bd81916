"""The checks of Trusted Advisor: what they are about, and what they are called.

Security: https://docs.aws.amazon.com/awssupport/latest/user/security-checks.html; cost:
https://docs.aws.amazon.com/awssupport/latest/user/cost-optimization-checks.html. An event names its check in English.
"""

from __future__ import annotations

import re
from enum import StrEnum

import msgspec

from hinomi.model import Term


class Category(StrEnum):
    """What a check is about, as far as it matters here."""

    SECURITY = "security"
    COST = "cost"
    LIMITS = "limits"
    OTHER = "other"


# By name as `_plain` writes it: guide key, key of the word.
_SECURITY: dict[str, tuple[str, str]] = {
    "exposed access keys": ("trusted_advisor/exposed_keys", "check_exposed_keys"),
    "mfa on root account": ("trusted_advisor/root_user", "check_root_mfa"),
    "root user access key": ("trusted_advisor/root_user", "check_root_key"),
    "amazon ebs public snapshots": ("trusted_advisor/public_data", "check_ebs_public"),
    "amazon rds public snapshots": ("trusted_advisor/public_data", "check_rds_public"),
    "amazon s3 bucket permissions": ("trusted_advisor/public_data", "check_s3_permissions"),
    "iam access analyzer external access": ("trusted_advisor/public_data", "check_external_access"),
    "security groups - specific ports unrestricted": ("trusted_advisor/open_network", "check_sg_ports"),
    "security groups - unrestricted access": ("trusted_advisor/open_network", "check_sg_access"),
    "amazon rds security group access risk": ("trusted_advisor/open_network", "check_rds_sg"),
    "application load balancer security group": ("trusted_advisor/open_network", "check_alb_sg"),
    "classic load balancer security groups": ("trusted_advisor/open_network", "check_clb_sg"),
    "elb security groups": ("trusted_advisor/open_network", "check_clb_sg"),
    "iam access key rotation": ("trusted_advisor/credentials", "check_key_rotation"),
    "iam password policy": ("trusted_advisor/credentials", "check_password_policy"),
    "iam saml 2.0 identity provider": ("trusted_advisor/credentials", "check_saml"),
    "iam use": ("trusted_advisor/credentials", "check_iam_use"),
    "amazon rds aurora storage encryption is turned off": ("trusted_advisor/encryption", "check_aurora_encryption"),
    "amazon rds storage encryption is turned off": ("trusted_advisor/encryption", "check_rds_encryption"),
    "amazon efs clients not using data-in-transit encryption": ("trusted_advisor/encryption", "check_efs_transit"),
    "application load balancer target groups encrypted protocol": ("trusted_advisor/encryption", "check_alb_targets"),
    "elb listener security": ("trusted_advisor/encryption", "check_elb_listener"),
    "cloudfront custom ssl certificates in the iam certificate store": (
        *("trusted_advisor/encryption", "check_cloudfront_iam"),
    ),
    "cloudfront ssl certificate on the origin server": ("trusted_advisor/encryption", "check_cloudfront_origin"),
    "amazon ec2 instances with microsoft sql server end of support": (
        *("trusted_advisor/end_of_support", "check_sql_server"),
    ),
    "amazon ec2 instances with microsoft windows server end of support": (
        *("trusted_advisor/end_of_support", "check_windows_server"),
    ),
    "amazon ec2 instances with ubuntu lts end of standard support": ("trusted_advisor/end_of_support", "check_ubuntu"),
    "aws lambda functions using deprecated runtimes": ("trusted_advisor/end_of_support", "check_lambda_runtimes"),
    "amazon rds engine minor version upgrade is required": ("trusted_advisor/end_of_support", "check_rds_minor"),
    "aws cloudtrail management event logging": ("trusted_advisor/logging", "check_cloudtrail"),
    "aws cloudtrail logging": ("trusted_advisor/logging", "check_cloudtrail_old"),
    "amazon cloudwatch log group retention period": ("trusted_advisor/logging", "check_log_retention"),
    "amazon route 53 mismatching cname records pointing directly to s3 buckets": (
        *("trusted_advisor/security", "check_route53_cname"),
    ),
    "amazon route 53 mx resource record sets and sender policy framework": (
        *("trusted_advisor/security", "check_route53_spf"),
    ),
    "amazon vpc peering connections with dns resolution disabled": ("trusted_advisor/security", "check_vpc_peering"),
    "aws backup vault without resource-based policy to prevent deletion of recovery points": (
        *("trusted_advisor/security", "check_backup_vault"),
    ),
    "aws well-architected high risk issues for security": ("trusted_advisor/security", "check_well_architected"),
}
_WORDS = {name: word for name, (_, word) in _SECURITY.items()}
# Checks of cost name what they save, or say by their name that something is paid for and not used.
_SAVINGS = re.compile(r"\bSavings\b|\bMonthly .*Cost\b")
_UNUSED = re.compile(
    r"\b(?:idle|inactive|underutilized|low utilization|over-provisioned|unassociated|reserved|savings plans|"
    r"lifecycle polic(?:y|ies)|cost optimization|instances stopped)\b"
)
_LIMIT, _USAGE = "Limit Amount", "Current Usage"


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """A check, and where its advice stands."""

    name: str
    category: Category
    guide: tuple[str, ...]

    @property
    def exposes_keys(self) -> bool:
        """Tell whether it looks for access keys that are known to the public."""
        return self.guide[0] == "trusted_advisor/exposed_keys"

    def said(self) -> Term | str:
        """Name the check by a word of the catalogues where AWS has translated it, else as the event does."""
        name = _plain(self.name)
        return Term(_WORDS[name]) if name in _WORDS else self.name


def find(name: str, columns: tuple[str, ...]) -> Check:
    """Find a check by its name, and by the columns of its table if the name is new to us."""
    plain = _plain(name)
    general = ("trusted_advisor/check", "trusted_advisor")
    if plain in _SECURITY:
        guide = (_SECURITY[plain][0], "trusted_advisor/security", *general)
        return Check(name=name, category=Category.SECURITY, guide=tuple(dict.fromkeys(guide)))
    if _LIMIT in columns and _USAGE in columns:
        return Check(name=name, category=Category.LIMITS, guide=("trusted_advisor/service_limits", *general))
    if any(map(_SAVINGS.search, columns)) or _UNUSED.search(plain):
        return Check(name=name, category=Category.COST, guide=("trusted_advisor/cost", *general))
    return Check(name=name, category=Category.OTHER, guide=general)


def _plain(name: str) -> str:
    """Write a name so that dashes, case and space make no difference: both dashes are in use."""
    return " ".join(name.replace("\N{EN DASH}", "-").replace("\N{EM DASH}", "-").lower().split())
