"""What kind of AWS Health event it is, and how bad.

AWS publishes no list of event types: a new one is told by how its code begins and by what AWS says beside it
(https://docs.aws.amazon.com/health/latest/ug/aws-health-concepts-and-terms.html).
"""

from __future__ import annotations

from typing import Any, NamedTuple

from hinomi.model import Severity
from hinomi.sources.reading import text, texts

ACTION_REQUIRED, INFORMATIONAL = "ACTION_REQUIRED", "INFORMATIONAL"


class Kind(NamedTuple):
    """A kind of event: the keys of its guide, without prefix, and its severity where the kind alone decides it."""

    guide: tuple[str, ...]
    severity: Severity | None = None

    @property
    def tells_each(self) -> bool:
        """Whether each thing that it names is an alert of its own: another key that is known to others is news."""
        return "risk" in self.guide


# A key that is known to the world is misused within minutes. The policy by which AWS quarantines it stops only the
# dearest misuse. What AWS merely suspects can wait until somebody has looked.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/security-iam-awsmanpol.html
_RISKS = (
    ("CREDENTIALS_EXPOSED", Kind(("exposed_credentials", "risk"), Severity.CRITICAL)),
    ("CREDENTIALS_EXPOSURE_SUSPECTED", Kind(("exposed_credentials", "risk"), Severity.HIGH)),
    ("ACCESS_KEY_EXPOSED", Kind(("exposed_credentials", "risk"), Severity.CRITICAL)),
    ("CREDENTIALS_COMPROMISED", Kind(("compromised", "risk"), Severity.CRITICAL)),
    ("CREDENTIALS_COMPROMISE_SUSPECTED", Kind(("compromised", "risk"), Severity.HIGH)),
    ("ACCOUNT_CONSOLE_COMPROMISE", Kind(("compromised", "risk"), Severity.CRITICAL)),
    ("IAM_QUARANTINE", Kind(("quarantine", "risk"), Severity.CRITICAL)),
)
# Whoever attacks others from this account has taken something over and goes on: CRITICAL. Other reports are claims that
# want an answer within a day, else AWS may stop the resource or the account: HIGH.
# https://repost.aws/knowledge-center/aws-abuse-report
_ABUSES = (
    ("BOTNET", Kind(("abuse_attack", "abuse"), Severity.CRITICAL)),
    ("DOS", Kind(("abuse_attack", "abuse"), Severity.CRITICAL)),
    ("INTRUSION", Kind(("abuse_attack", "abuse"), Severity.CRITICAL)),
    ("IOC", Kind(("abuse_attack", "abuse"), Severity.CRITICAL)),
    ("PORT_SCANNING", Kind(("abuse_attack", "abuse"), Severity.HIGH)),
    ("OPEN_PROXY", Kind(("abuse_attack", "abuse"), Severity.HIGH)),
    ("EMAIL_SPAM", Kind(("abuse_attack", "abuse"), Severity.HIGH)),
    ("FORUM_SPAM", Kind(("abuse_attack", "abuse"), Severity.HIGH)),
    ("PHISHING", Kind(("abuse_hosting", "abuse"), Severity.HIGH)),
    ("MALWARE", Kind(("abuse_hosting", "abuse"), Severity.HIGH)),
    ("SPAM_WEBSITE", Kind(("abuse_hosting", "abuse"), Severity.HIGH)),
    ("CC_FRAUD", Kind(("abuse_hosting", "abuse"), Severity.HIGH)),
    ("COPYRIGHT", Kind(("abuse_content", "abuse"), Severity.HIGH)),
    ("ILLEGAL_CONTENT", Kind(("abuse_content", "abuse"), Severity.HIGH)),
    ("PII_CONTENT", Kind(("abuse_content", "abuse"), Severity.HIGH)),
    ("TAKEDOWN", Kind(("abuse_content", "abuse"), Severity.HIGH)),
)
_NAMED = {
    # All that runs in the account stops.
    "AWS_BILLING_SUSPENSION_NOTICE": Kind(("suspension", "notification"), Severity.HIGH),
    "AWS_S3_OPEN_ACCESS_BUCKET_NOTIFICATION": Kind(("public_bucket", "security"), Severity.HIGH),
    "AWS_ACM_RENEWAL_STATE_CHANGE": Kind(("certificate",)),
    "AWS_ACMPCA_CERTIFICATE_EXPIRY": Kind(("certificate",)),
}
_CATEGORIES = {
    "issue": ("issue",),
    "investigation": ("issue",),
    "scheduledChange": ("scheduled_change",),
    "accountNotification": ("notification",),
}
_USUAL = {"scheduledChange": Severity.LOW, "accountNotification": Severity.LOW}
_LIFECYCLE = "_PLANNED_LIFECYCLE_EVENT"


def is_public(detail: dict[str, Any]) -> bool:
    """Tell whether AWS tells everybody, whether they use what is affected or not."""
    return text(detail, "eventScopeCode").upper() == "PUBLIC"


def is_noise(detail: dict[str, Any], kind: Kind) -> bool:
    """Tell whether it is a notice that asks for nothing and does not concern security."""
    notice = text(detail, "eventTypeCategory") == "accountNotification" and _asks(detail) == INFORMATIONAL
    return notice and not _is_security(detail) and kind.severity is None


def kind_of(detail: dict[str, Any], *, abuse: bool) -> Kind:
    """Say what kind of event it is; `abuse` where EventBridge calls it an abuse event."""
    code, service = text(detail, "eventTypeCode").upper(), text(detail, "service").upper()
    if service == "RISK" or code.startswith("AWS_RISK_") or code == "AWS_ACCESS_KEY_EXPOSED":
        return _first(_RISKS, code.removeprefix("AWS_").removeprefix("RISK_"), Kind(("risk",), Severity.HIGH))
    if abuse or service == "ABUSE" or code.startswith("AWS_ABUSE_"):
        # An older form of the codes names the service: `AWS_ABUSE_EC2_DOS_REPORT`.
        report = code.removeprefix("AWS_ABUSE_").removeprefix("EC2_")
        return _first(_ABUSES, report, Kind(("abuse",), Severity.HIGH))
    category = _CATEGORIES.get(text(detail, "eventTypeCategory"), ())
    if code in _NAMED:
        return _NAMED[code]._replace(guide=tuple(dict.fromkeys((*_NAMED[code].guide, *category))))
    if _is_security(detail):
        return Kind(("security", *category))
    if code.endswith(_LIFECYCLE):
        return Kind(("planned_lifecycle", *category))
    return Kind(("public_issue", *category) if is_public(detail) and category == ("issue",) else category)


def severity_of(detail: dict[str, Any], kind: Kind, *, affected: bool) -> Severity:
    """Say how bad it is: by the kind, else by the category, what AWS asks for and whether anything here is affected."""
    if kind.severity is not None:
        return kind.severity
    asks, security = _asks(detail), _is_security(detail)
    if asks == INFORMATIONAL and not security:
        return Severity.INFO
    usual = Severity.MEDIUM if security else _USUAL.get(text(detail, "eventTypeCategory"), Severity.MEDIUM)
    # A public issue is told in every account of the Region, though nothing of the account may be affected.
    lower = asks == INFORMATIONAL or (is_public(detail) and not affected)
    return Severity(max(usual + (asks == ACTION_REQUIRED) - (lower and usual > Severity.LOW), Severity.INFO))


def _asks(detail: dict[str, Any]) -> str:
    return text(detail, "actionability").upper()


def _is_security(detail: dict[str, Any]) -> bool:
    return "SECURITY" in (persona.upper() for persona in texts(detail, "personas"))


def _first(table: tuple[tuple[str, Kind], ...], code: str, other: Kind) -> Kind:
    return next((kind for start, kind in table if code.startswith(start)), other)
