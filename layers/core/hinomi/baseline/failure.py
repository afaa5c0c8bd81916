"""Failures: what an error makes of a result, in one line that holds no parameter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hinomi.baseline.aws import DENIED, NOT_HERE, ORGANIZATION, THROTTLED, AwsError
from hinomi.baseline.outcome import Outcome
from hinomi.errors import HinomiError, RetryError

if TYPE_CHECKING:
    from hinomi.baseline.outcome import Result

_KNOWN = {
    **dict.fromkeys(DENIED, Outcome.ACCESS_DENIED),
    **dict.fromkeys(NOT_HERE, Outcome.UNSUPPORTED_REGION),
    **dict.fromkeys(ORGANIZATION, Outcome.MANAGED_BY_ORG),
}


def failed(result: Result, error: Exception) -> Result:
    """Turn an error into an outcome; raise `RetryError` where trying again may help."""
    if isinstance(error, RetryError):
        raise error
    if isinstance(error, AwsError) and error.code in THROTTLED:
        raise RetryError(str(error)) from error
    outcome = _KNOWN.get(error.code, Outcome.FAILED) if isinstance(error, AwsError) else Outcome.FAILED
    return msgspec.structs.replace(result, outcome=outcome, error=reason(error))


def reason(error: Exception) -> str:
    """Say why: our own errors hold neither secrets nor parameters, others only give their name."""
    return str(error) if isinstance(error, HinomiError) else type(error).__name__
