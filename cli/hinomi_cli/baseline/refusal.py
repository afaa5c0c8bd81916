"""Refusals: why a command cannot do what it was asked, as one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hinomi.baseline.aws import DENIED
from hinomi.errors import HinomiError
from hinomi.text import clean
from hinomi_cli.baseline.words import word

if TYPE_CHECKING:
    from hinomi.baseline.aws import AwsError

_CREDENTIALS: Final = frozenset({"NoCredentialsError", "PartialCredentialsError", "CredentialRetrievalError"})
_EXPIRED: Final = frozenset(
    {
        *("ExpiredToken", "ExpiredTokenException", "RequestExpired"),
        *("InvalidClientTokenId", "UnrecognizedClientException", "SignatureDoesNotMatch", "AuthFailure"),
        *("SSOTokenLoadError", "TokenRetrievalError", "UnauthorizedSSOTokenError"),
        *("LoginError", "LoginRefreshRequired", "LoginTokenLoadError"),
    }
)
_UNREACHABLE: Final = frozenset(
    {
        *("EndpointConnectionError", "ConnectTimeoutError", "ReadTimeoutError", "InvalidRegionError"),
        *("ConnectionClosedError", "SSLError", "ProxyConnectionError"),
    }
)


class RefusedError(HinomiError):
    """What was asked for cannot be done. `key` and `values` are words of the command line."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def of_aws(error: AwsError, region: str) -> RefusedError:
    """Turn an error of AWS that leaves nothing to do into a refusal."""
    return RefusedError(_why(error.code), error=error, code=error.code, region=region)


def sentence(error: HinomiError | OSError, locale: str) -> str:
    """Say in one sentence why nothing came of it, and what to do."""
    return word(locale, error.key, **error.values) if isinstance(error, RefusedError) else clean(str(error))


def _why(code: str) -> str:
    if code in _CREDENTIALS:
        return "aws.credentials"
    if code in _EXPIRED:
        return "aws.expired"
    if code == "ProfileNotFound":
        return "aws.profile"
    if code in _UNREACHABLE:
        return "aws.unreachable"
    return "aws.denied" if code in DENIED else "aws.other"
