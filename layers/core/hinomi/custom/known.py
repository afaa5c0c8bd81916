"""Events that Hinomi tells of itself: a description may take over some of them, never a whole kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hinomi.custom.matching import SOURCE, listed
from hinomi.routing.patterns import Patterns, is_wild

if TYPE_CHECKING:
    from hinomi.custom.settings import EventMatch

KINDS: Final[dict[str, tuple[str, ...]]] = {
    "aws.access-analyzer": (
        "Access Analyzer Finding",
        "Internal Access Finding",
        "Unused Access Finding for IAM entities",
    ),
    "aws.backup": (
        "Backup Job State Change",
        "Backup Plan State Change",
        "Backup Vault State Change",
        "Copy Job State Change",
        "Recovery Point State Change",
        "Restore Job State Change",
        "Scan Job State Change",
    ),
    "aws.ce": ("Anomaly Detected",),
    "aws.cloudwatch": ("CloudWatch Alarm State Change", "CloudWatch Alarm Contributor State Change"),
    "aws.config": ("Config Rules Compliance Change",),
    "aws.guardduty": (
        "GuardDuty Finding",
        "GuardDuty Malware Protection Object Scan Result",
        "GuardDuty Malware Protection Post Scan Action Failed",
        "GuardDuty Malware Protection Resource Status Active",
        "GuardDuty Malware Protection Resource Status Error",
        "GuardDuty Malware Protection Resource Status Warning",
        "GuardDuty Runtime Protection Healthy",
        "GuardDuty Runtime Protection Unhealthy",
    ),
    "aws.health": ("AWS Health Event", "AWS Health Abuse Event"),
    "aws.inspector2": ("Inspector2 Finding",),
    "aws.macie": ("Macie Finding",),
    "aws.securityhub": (
        "Findings Imported V2",
        "Security Hub Findings - Custom Action",
        "Security Hub Findings - Imported",
        "Security Hub Insight Results",
    ),
    "aws.signin": (
        "AWS Console Sign In via CloudTrail",
        "AWS Console Signin via CloudTrail",
        "Sign-in Anomaly Alert",
    ),
    "aws.trustedadvisor": ("Trusted Advisor Check Item Refresh Notification",),
    "hinomi.baseline": ("Baseline Round Reported",),
}
"""Detail types by source."""

OF_ANY_SERVICE: Final = ("AWS API Call via CloudTrail", "AWS Console Action via CloudTrail")
"""Detail types of all services: among them is what the root user does."""

_DETAIL_TYPE = "detail-type"


def taken_over(match: EventMatch) -> tuple[str, str] | None:
    """Name a kind, as source and detail type, of which a match would take every event, if there is one."""
    if any(path.startswith("detail.") and _is_narrow(listed(patterns)) for path, patterns in match.items()):
        return None
    source = Patterns(SOURCE, listed(match.get(SOURCE, [])))
    kind = Patterns(_DETAIL_TYPE, listed(match.get(_DETAIL_TYPE, [])))
    of_any = [(service, name) for service in _services(match) for name in OF_ANY_SERVICE]
    own = [(service, name) for service, names in KINDS.items() for name in names]
    return next(((one, name) for one, name in (*own, *of_any) if source.fit((one,)) and kind.fit((name,))), None)


def _services(match: EventMatch) -> list[str]:
    """List services of AWS that the match may mean: those that it names, else one that a pattern may fit."""
    named = [one for one in listed(match.get(SOURCE, [])) if one.startswith("aws.") and not is_wild(one)]
    return named or ["aws.iam", "aws.ec2", "aws.s3"]


def _is_narrow(patterns: list[str]) -> bool:
    """Tell whether patterns ask for something: at least one must be fitted, and none is nothing but wildcards."""
    plain = [one for one in patterns if not one.startswith("!")]
    return bool(plain) and all(one.strip("*?") for one in plain)
