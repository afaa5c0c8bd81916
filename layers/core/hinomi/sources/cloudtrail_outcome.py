"""Whether a call of a CloudTrail record came to pass, and how sure it was who made it."""

from __future__ import annotations

from typing import Any

from hinomi.model import Term
from hinomi.sources.reading import flag, text

# Each service spells it in its own way: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
_DENIALS = ("AccessDenied", "UnauthorizedOperation", "NotAuthorized", "AuthorizationError")


def is_denied(record: dict[str, Any]) -> bool:
    """Tell whether the call failed for want of permission."""
    return any(word in text(record, "errorCode") for word in _DENIALS)


def outcome(record: dict[str, Any]) -> Term:
    """Say in a word what became of the call."""
    failed = "denied" if is_denied(record) else "failure"
    return Term(failed if text(record, "errorCode") else "success")


def mfa(record: dict[str, Any]) -> Term | str:
    """Say in a word whether whoever called had signed in with MFA; an empty text where the record does not tell."""
    used = flag(record, "userIdentity", "sessionContext", "attributes", "mfaAuthenticated")
    return "" if used is None else Term("used" if used else "not_used")
