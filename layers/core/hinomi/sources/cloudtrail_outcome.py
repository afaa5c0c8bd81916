"""Whether a call of a CloudTrail record came to pass."""

from __future__ import annotations

from typing import Any

from hinomi.model import Term
from hinomi.sources.reading import text

# Each service spells it in its own way: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
_DENIALS = ("AccessDenied", "UnauthorizedOperation", "NotAuthorized", "AuthorizationError")


def is_denied(record: dict[str, Any]) -> bool:
    """Tell whether the call failed for want of permission."""
    return any(word in text(record, "errorCode") for word in _DENIALS)


def outcome(record: dict[str, Any]) -> Term:
    """Say in a word what became of the call."""
    failed = "denied" if is_denied(record) else "failure"
    return Term(failed if text(record, "errorCode") else "success")
