"""Console sign-ins, and changes of the root user's password and e-mail address.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html.
A root sign-in is recorded in us-east-1, us-east-2 or us-west-2. EventBridge spells the detail type
`AWS Console Sign In via CloudTrail`; its guide prints `Signin`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import structs

from hinomi.model import Fact, Severity, Term
from hinomi.sources.cloudtrail import is_root, ordinary, record_of
from hinomi.sources.reading import text

if TYPE_CHECKING:
    from hinomi.model import Alert, Event, Value

# What a success means. The root user signs in so rarely that each time is worth a look; whoever holds the password or
# the address holds the account.
_SUCCESS: dict[str, tuple[Severity, str]] = {
    "ConsoleLogin": (Severity.HIGH, "root/signin_success"),
    "PasswordRecoveryRequested": (Severity.HIGH, "root/password_recovery_requested"),
    "PasswordRecoveryCompleted": (Severity.CRITICAL, "root/password_changed"),
    "PasswordUpdated": (Severity.CRITICAL, "root/password_changed"),
    "EmailUpdated": (Severity.CRITICAL, "root/email_changed"),
    # Steps of a sign-in, which is told when it ends.
    "CheckMfa": (Severity.INFO, "root/signin"),
    "GetSigninToken": (Severity.INFO, "root/signin"),
}
# Public rules disagree on the event source of these, so the name decides.
_CREDENTIAL_CHANGES = ("PasswordRecoveryRequested", "PasswordRecoveryCompleted", "PasswordUpdated", "EmailUpdated")


def recognizes(event: Event) -> bool:
    """Tell whether this is a sign-in event, of whomever, or a change of the root user's own credentials."""
    record = record_of(event)
    return text(record, "eventSource").startswith("signin.") or (
        text(record, "eventName") in _CREDENTIAL_CHANGES and is_root(record)
    )


def normalize(event: Event) -> tuple[Alert, ...]:
    """Turn a root sign-in event into an alert; everybody else's sign-in is nothing to act on."""
    record = record_of(event)
    alert = ordinary(event, record, "signin")
    if not is_root(record):
        return (alert,)
    name, outcome, mfa = text(record, "eventName"), _outcome(record), _mfa(record)
    severity, guide = _judge(name, outcome, mfa)
    kind = outcome if name == "ConsoleLogin" and outcome else name
    return (
        structs.replace(
            alert,
            type=f"root_signin.{kind}",
            severity=severity,
            actionable=severity > Severity.INFO,
            guide=guide,
            facts=_facts(record, outcome, mfa),
        ),
    )


def _outcome(record: dict[str, Any]) -> str:
    """Say whether it succeeded; empty where the record does not tell."""
    answer = text(record, "responseElements", text(record, "eventName")).lower()
    if answer in ("success", "failure"):
        return answer
    return "failure" if text(record, "errorMessage") or text(record, "errorCode") else ""


def _mfa(record: dict[str, Any]) -> str:
    """Say whether a second factor was used. A failure without one stopped before it could be asked for."""
    used = {"yes": "used", "no": "not_used"}.get(text(record, "additionalEventData", "MFAUsed").lower(), "unknown")
    return "unknown" if used == "not_used" and _outcome(record) == "failure" else used


def _judge(name: str, outcome: str, mfa: str) -> tuple[Severity, tuple[str, ...]]:
    """Say how bad it is, and where the guide speaks of it."""
    if outcome == "failure":
        return Severity.MEDIUM, ("root/signin_failure", "root/signin") if name == "ConsoleLogin" else ("root/signin",)
    severity, guide = _SUCCESS.get(name, (Severity.MEDIUM, "root/signin"))
    if name == "ConsoleLogin" and not outcome:
        return severity, ("root/signin",)
    if name == "ConsoleLogin" and mfa == "not_used":
        return Severity.CRITICAL, ("root/signin_success_without_mfa", guide, "root/signin")
    return severity, tuple(dict.fromkeys((guide, "root/signin")))


def _facts(record: dict[str, Any], outcome: str, mfa: str) -> tuple[Fact, ...]:
    """Put first what a reader asks first. Of MFA only a sign-in tells."""
    told: tuple[tuple[str, Value], ...] = (
        ("api", "" if text(record, "eventName") == "ConsoleLogin" else text(record, "eventName")),
        ("outcome", Term(outcome)),
        ("mfa", Term(mfa if text(record, "eventName") == "ConsoleLogin" else "")),
        ("mfa_device", text(record, "additionalEventData", "MFAIdentifier")),
    )
    return tuple(Fact(label, value) for label, value in told if value not in ("", Term("")))
