"""GuardDuty's finding types and severities, as GuardDuty and its copies in Security Hub write them.

`ThreatPurpose:ResourceTypeAffected/ThreatFamily.DetectionMechanism!Artifact`, see
https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-format.html.
"""

from __future__ import annotations

import re

from hinomi.model import Severity

# Security Hub writes `TTPs/Initial Access/UnauthorizedAccess:EC2-SSHBruteForce`; some samples have a space.
_TYPE = re.compile(r"(?:.*/)?(?P<purpose>\w+):(?P<resource>\w+)(?:[/ -](?P<family>\S+))?", re.DOTALL)

# https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html
_LOWER_BOUNDS = (
    (9.0, Severity.CRITICAL),
    (7.0, Severity.HIGH),
    (4.0, Severity.MEDIUM),
    (1.0, Severity.LOW),
)


def canonical(finding_type: str) -> str:
    """Return a type as GuardDuty itself writes it; text that is no finding type stays as it is."""
    match = _TYPE.fullmatch(finding_type)
    if match is None:
        return finding_type
    family = f"/{match['family']}" if match["family"] else ""
    return f"{match['purpose']}:{match['resource']}{family}"


def guide(finding_type: str) -> tuple[str, ...]:
    """List the guide keys of a type, from the full type by purpose and resource to the purpose alone."""
    affected = finding_type.partition("/")[0]
    purpose = affected.partition(":")[0]
    keys = dict.fromkeys(key for key in (finding_type, affected, purpose) if key)
    return (*(f"guardduty/{key}" for key in keys), "guardduty")


def severity(score: float | None) -> Severity:
    """Return the severity of GuardDuty's score from 1 to 10; a finding that lacks it must not pass unseen: MEDIUM."""
    if score is None:
        return Severity.MEDIUM
    return next((name for bound, name in _LOWER_BOUNDS if score >= bound), Severity.INFO)
