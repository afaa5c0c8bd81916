"""API calls of the root user, and every other CloudTrail record, which is nothing to act on.

The root user needs an API for a handful of tasks a year:
https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-tasks.html. What it only reads stays silent: one console page
reads dozens of times, the sign-in before it has been told, and GuardDuty tells of root credentials in use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import structs

from hinomi.model import Fact, Severity
from hinomi.sources.cloudtrail import is_root, ordinary, record_of, service_of
from hinomi.sources.cloudtrail_outcome import is_denied, mfa, outcome
from hinomi.sources.facts import known
from hinomi.sources.reading import flag, text
from hinomi.sources.tampering_deeds import deed_of

if TYPE_CHECKING:
    from hinomi.model import Alert, Event

# Calls that give the account away or put out the light are CRITICAL; other changes of credentials are HIGH.
_SEVERITIES: dict[str, Severity] = {
    "iam:CreateAccessKey": Severity.CRITICAL,
    "iam:ChangePassword": Severity.CRITICAL,
    "iam:DeactivateMFADevice": Severity.CRITICAL,
    "iam:DeleteVirtualMFADevice": Severity.CRITICAL,
    "cloudtrail:StopLogging": Severity.CRITICAL,
    "cloudtrail:DeleteTrail": Severity.CRITICAL,
    "iam:DeleteAccessKey": Severity.HIGH,
    "iam:UpdateAccessKey": Severity.HIGH,
    "iam:EnableMFADevice": Severity.HIGH,
    "iam:EnableOrganizationsRootCredentialsManagement": Severity.HIGH,
    "iam:DisableOrganizationsRootCredentialsManagement": Severity.HIGH,
    "iam:EnableOrganizationsRootSessions": Severity.HIGH,
    "iam:DisableOrganizationsRootSessions": Severity.HIGH,
}
# Contacts, the account's address, its Regions, its place in an organization: every write there matters.
_HIGH_SERVICES = ("account", "organizations")


def recognizes(event: Event) -> bool:
    """Tell whether this is a CloudTrail record that says who acted."""
    return bool(record_of(event))


def normalize(event: Event) -> tuple[Alert, ...]:
    """Turn what the root user changed, or tried to, into an alert; anything else is nothing to act on."""
    record = record_of(event)
    alert = ordinary(event, record, "cloudtrail")
    if not is_root(record):
        return (alert,)
    name = text(record, "eventName")
    return (
        structs.replace(
            alert,
            type=f"root_api.{name}",
            severity=_severity(record),
            actionable=flag(record, "readOnly") is not True,
            guide=("root/api_denied", "root/api") if is_denied(record) else (f"root/api/{name}", "root/api"),
            facts=_facts(record),
        ),
    )


def _severity(record: dict[str, Any]) -> Severity:
    """Say how bad it is.

    A key that begins with `AKIA` never ends by itself; the root user should have none, so its use is HIGH at least.
    What switches detection off is as bad as if anybody else did it. A call that failed changed nothing: at most MEDIUM.
    """
    service = service_of(record)
    long_term = text(record, "userIdentity", "accessKeyId").startswith("AKIA")
    usual = Severity.HIGH if long_term or service in _HIGH_SERVICES else Severity.MEDIUM
    deed = deed_of(record)
    severity = max(_SEVERITIES.get(f"{service}:{text(record, 'eventName')}", usual), deed.severity if deed else usual)
    if not text(record, "errorCode"):
        return severity
    return Severity.MEDIUM if severity >= Severity.HIGH else Severity.LOW


def _facts(record: dict[str, Any]) -> tuple[Fact, ...]:
    """Put first what a reader asks first."""
    return known(
        Fact("api", text(record, "eventName")),
        Fact("service", service_of(record)),
        Fact("outcome", outcome(record)),
        Fact("error", text(record, "errorCode")),
        Fact("mfa", mfa(record)),
    )
