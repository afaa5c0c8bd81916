"""Console sign-ins of IAM users: without MFA, or in vain; and sign-ins that AWS finds unusual.

Only IAM users: whoever comes by a role, by federation or by IAM Identity Center has signed in elsewhere, and CloudTrail
says `MFAUsed: No` of each of them.
https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
"""

from __future__ import annotations

from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import structs

from hinomi.model import Fact, Resource, Severity, Term
from hinomi.sources import iam_signin_anomaly
from hinomi.sources.cloudtrail import ordinary, record_of
from hinomi.sources.facts import known
from hinomi.sources.reading import fingerprint, mask_keys, moment, text

if TYPE_CHECKING:
    from hinomi.model import Alert, Event

# What CloudTrail writes for a name that is none of a user: it may be a password, typed into the wrong field.
_HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS"
_NETWORK = 64


class _Kind(NamedTuple):
    """What a sign-in means: its name, how bad it is, and where the guide speaks of it."""

    name: str
    severity: Severity
    guide: str


# In many accounts this is how people work: it is to be changed, not to be woken up by.
_WITHOUT_MFA = _Kind("without_mfa", Severity.MEDIUM, "iam_signin/without_mfa")
# Most are typing mistakes.
_FAILURE = _Kind("failure", Severity.LOW, "iam_signin/failure")
_NO_SUCH_USER = _Kind("failure", Severity.LOW, "iam_signin/no_such_user")
# Who is asked for a second factor knows the password.
_FAILURE_AT_MFA = _Kind("failure_at_mfa", Severity.MEDIUM, "iam_signin/failure_at_mfa")


def recognizes(event: Event) -> bool:
    """Tell whether this is a sign-in event of an IAM user, or AWS's word on an unusual sign-in."""
    record = record_of(event)
    by_user = text(record, "eventSource").startswith("signin.") and text(record, "userIdentity", "type") == "IAMUser"
    return by_user or iam_signin_anomaly.is_anomaly(event)


def normalize(event: Event) -> tuple[Alert, ...]:
    """Turn a sign-in without MFA or in vain into an alert; any other step of signing in is nothing to act on.

    Who tries a hundred times from one place on one day is told once.
    """
    if iam_signin_anomaly.is_anomaly(event):
        return (iam_signin_anomaly.alert_of(event),)
    record = record_of(event)
    # Whoever fails to sign in need not be that user: the user is what it is about.
    alert, kind = structs.replace(ordinary(event, record, "iam_signin"), actor=None), _kind(record)
    if kind is None:
        return (alert,)
    about = _fingerprint(alert, record, kind)
    return (
        structs.replace(
            alert,
            type=f"iam_signin.{kind.name}",
            severity=kind.severity,
            fingerprint=about,
            copy=about,
            actionable=True,
            resources=_resources(record),
            guide=(kind.guide, "iam_signin"),
            facts=_facts(record),
        ),
    )


def _kind(record: dict[str, Any]) -> _Kind | None:
    """Judge a sign-in. Where the record does not say whether MFA was used, nothing is claimed."""
    if text(record, "eventName") != "ConsoleLogin":
        return None
    outcome, mfa = text(record, "responseElements", "ConsoleLogin").lower(), _mfa(record)
    if outcome == "failure":
        failure = _NO_SUCH_USER if _user(record) == _HIDDEN else _FAILURE
        return _FAILURE_AT_MFA if mfa == "yes" else failure
    return _WITHOUT_MFA if outcome == "success" and mfa == "no" else None


def _mfa(record: dict[str, Any]) -> str:
    return text(record, "additionalEventData", "MFAUsed").lower()


def _fingerprint(alert: Alert, record: dict[str, Any], kind: _Kind) -> str:
    """Say what it is about: one user, one place, one day of UTC."""
    when = moment(record, "eventTime")
    day = when.date().isoformat() if when else ""
    return fingerprint("iam-signin", kind.name, alert.account, _user(record), _network(record), day)


def _network(record: dict[str, Any]) -> str:
    """Return the address; of IPv6 the network, as whoever has one address there has 2^64."""
    source = text(record, "sourceIPAddress")
    try:
        address = ip_address(source)
    except ValueError:
        return source
    return str(IPv6Network((int(address), _NETWORK), strict=False)) if isinstance(address, IPv6Address) else source


def _user(record: dict[str, Any]) -> str:
    return text(record, "userIdentity", "userName") or text(record, "userIdentity", "principalId")


def _resources(record: dict[str, Any]) -> tuple[Resource, ...]:
    """Name the user, unless AWS hides what was typed."""
    user = _user(record)
    return (Resource(type="AWS::IAM::User", id=mask_keys(user)),) if user not in ("", _HIDDEN) else ()


def _facts(record: dict[str, Any]) -> tuple[Fact, ...]:
    """Put first what a reader asks first."""
    failed = text(record, "responseElements", "ConsoleLogin").lower() == "failure"
    return known(
        Fact("outcome", Term("failure" if failed else "success")),
        # Of a failure the headline tells whether MFA was asked for: it was not used with success.
        Fact("mfa", Term("not_used") if _mfa(record) == "no" and not failed else ""),
        Fact("user_name", Term("hidden_user") if _user(record) == _HIDDEN else ""),
        Fact("mfa_device", mask_keys(text(record, "additionalEventData", "MFAIdentifier"))),
    )
