"""AWS clients, made once per process, with the timeouts and retries that a 30-second function can afford."""

from __future__ import annotations

import time
from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from hinomi.errors import HinomiError, ParkError, RetryError

if TYPE_CHECKING:
    from collections.abc import Callable

# Five tries of at most 3 + 4 seconds, and the waits between them, would not fit into 30 seconds; three do.
_CONFIG = Config(
    connect_timeout=3, read_timeout=4, retries={"mode": "standard", "max_attempts": 3}, user_agent_extra="hinomi"
)

_PARK = frozenset(
    {
        "AccessDenied",
        "AccessDeniedException",
        "AuthorizationError",
        "AuthorizationErrorException",
        "InvalidParameter",
        "InvalidParameterException",
        "NotFound",
        "NotFoundException",
        "ParameterNotFound",
        "ResourceNotFoundException",
        "ValidationException",
    }
)
"""Error codes that trying again cannot mend. Everything else (throttling, 5xx, timeouts) may pass."""


@cache
def client(service: str) -> Any:  # noqa: ANN401 - boto3 makes its clients at run time
    """Return the process's client of an AWS service."""
    return boto3.client(service, config=_CONFIG)  # type: ignore[call-overload]  # the stubs know literals only


def now() -> int:
    """Return the milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def call(what: str, function: Callable[..., Any], **parameters: object) -> Any:  # noqa: ANN401 - likewise
    """Call AWS; raise `RetryError` or `ParkError` naming the operation and the error code, never the parameters.

    `ConditionalCheckFailedException` is no failure but an answer: it is left to the caller.
    """
    try:
        return function(**parameters)
    except (ClientError, BotoCoreError) as error:
        if isinstance(error, ClientError) and error_code(error) == "ConditionalCheckFailedException":
            raise
        raise failure(what, error) from error


def failure(what: str, error: BaseException | None) -> HinomiError:
    """Turn an error of AWS into ours: what the caller can do decides the class."""
    if isinstance(error, ClientError):
        code = error_code(error)
        return (ParkError if code in _PARK else RetryError)(f"{what}: {code or 'unknown error'}")
    return RetryError(f"{what}: {type(error).__name__}")


def error_code(error: ClientError) -> str:
    """Return AWS's code of an error, empty if it has none."""
    return error.response.get("Error", {}).get("Code", "")
