"""Post to a chat over HTTPS: one request, no redirect, bounded in time and size, and never a word of what is secret."""

from __future__ import annotations

import urllib.error
import urllib.request
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.client import HTTPException
from typing import TYPE_CHECKING, NoReturn, TypeVar

from hinomi.errors import ParkError, RetryError
from hinomi.webhooks import check

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import Message
    from http.client import HTTPResponse
    from typing import IO

T = TypeVar("T")

TIMEOUT_SECONDS = 10
_ANSWER_BYTES = 4096
_LONGEST_WAIT_SECONDS = 11 * 3600
"""SQS hides a message for at most 12 hours, and those began when it was received.

https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html
"""
_MOST_DIGITS = 9


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Refuse every redirect: the address that was checked is the address that is posted to."""

    def redirect_request(  # noqa: PLR0913, PLR0917 - urllib's signature
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> None:
        """Return nothing, so that the 3xx answer comes out as an error."""


def post(channel: str, url: str, body: str) -> None:
    """Post JSON to a webhook.

    Raises `RetryError` for 429 (with the seconds of Retry-After), 5xx and anything on the wire, `ParkError` for any
    other answer than 2xx and for an address that is not the channel's.
    """
    send(channel, request_for(check(channel, url), body), lambda response: _accept(channel, response))


def request_for(url: str, body: str, *, token: str = "") -> urllib.request.Request:
    """Make the request that posts JSON to an https address that is known to be good; a token is sent as a bearer's."""
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "hinomi"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    return urllib.request.Request(url, data=body.encode(), headers=headers)  # noqa: S310 - https, as the contract says


def send(
    channel: str,
    request: urllib.request.Request,
    read: Callable[[HTTPResponse], T],
    *,
    timeout: int = TIMEOUT_SECONDS,
) -> T:
    """Send a request; return what `read` makes of a 2xx answer. Raises as `post` does."""
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        with opener.open(request, timeout=timeout) as response:
            return read(response)
    except urllib.error.HTTPError as error:
        with error:
            _refuse(channel, error.code, error.headers.get("Retry-After"))
    except (OSError, ValueError, HTTPException) as error:
        raise RetryError(f"{channel}: {type(getattr(error, 'reason', error)).__name__}") from None


def _accept(channel: str, response: HTTPResponse) -> None:
    """Look for an error that came with a 200, as Teams' old connectors sent it.

    What breaks off after the status was a yes: to post again would show the message twice. One read, so that a body
    that trickles cannot hold up the others.
    """
    try:
        answer = response.read1(_ANSWER_BYTES)
    except (OSError, HTTPException):
        return
    if b"HTTP error 429" in answer:
        raise RetryError(f"{channel}: 429 in the body")
    if b"HTTP error" in answer:
        raise ParkError(f"{channel}: an error in the body")


def _refuse(channel: str, status: int, retry_after: str | None) -> NoReturn:
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise RetryError(f"{channel}: HTTP {status}", after=_seconds(retry_after or ""))
    raise ParkError(f"{channel}: HTTP {status}")


def _seconds(retry_after: str) -> int | None:
    """Read Retry-After, which is a number of seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after."""
    written = retry_after.strip()
    if written.isascii() and written.isdigit():
        return min(int(written[:_MOST_DIGITS]), _LONGEST_WAIT_SECONDS)
    try:
        when = parsedate_to_datetime(written)
    except (ValueError, TypeError, OverflowError):
        return None
    wait = (when if when.tzinfo else when.replace(tzinfo=UTC)) - datetime.now(UTC)
    return max(0, min(int(wait.total_seconds()) + 1, _LONGEST_WAIT_SECONDS))
