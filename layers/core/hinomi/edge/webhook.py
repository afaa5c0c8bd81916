"""Post to a webhook: one request, no redirect, bounded in time and size, and never a word of its address."""

from __future__ import annotations

import urllib.error
import urllib.request
from http import HTTPStatus
from typing import TYPE_CHECKING, NoReturn

from hinomi.errors import ParkError, RetryError
from hinomi.webhooks import check

if TYPE_CHECKING:
    from email.message import Message
    from http.client import HTTPResponse
    from typing import IO

TIMEOUT_SECONDS = 10
_ANSWER_BYTES = 4096
_LONGEST_WAIT_SECONDS = 12 * 3600
"""The longest visibility timeout of SQS: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/."""


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
    """Post JSON.

    Raises `RetryError` for 429 (with the seconds of Retry-After), 5xx and anything on the wire, `ParkError` for any
    other answer than 2xx.
    """
    request = urllib.request.Request(  # noqa: S310 - `check` admits https only
        check(channel, url),
        data=body.encode(),
        headers={"Content-Type": "application/json; charset=utf-8", "User-Agent": "hinomi"},
    )
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        with opener.open(request, timeout=TIMEOUT_SECONDS) as response:
            _accept(channel, response)
    except urllib.error.HTTPError as error:
        with error:
            _refuse(channel, error.code, error.headers.get("Retry-After"))
    except (OSError, ValueError) as error:
        raise RetryError(f"{channel}: {type(getattr(error, 'reason', error)).__name__}") from None


def _accept(channel: str, response: HTTPResponse) -> None:
    """Look for an error that came with a 200, as Teams' old connectors sent it."""
    answer = response.read(_ANSWER_BYTES)
    if b"HTTP error 429" in answer:
        raise RetryError(f"{channel}: 429 in the body")
    if b"HTTP error" in answer:
        raise ParkError(f"{channel}: an error in the body")


def _refuse(channel: str, status: int, retry_after: str | None) -> NoReturn:
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        after = int(retry_after) if retry_after and retry_after.isascii() and retry_after.isdigit() else None
        raise RetryError(
            f"{channel}: HTTP {status}", after=min(after, _LONGEST_WAIT_SECONDS) if after is not None else None
        )
    raise ParkError(f"{channel}: HTTP {status}")
