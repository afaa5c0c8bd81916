"""Slack's Web API: one method, one answer, and an error that says what can be done about it."""

from __future__ import annotations

import re
import time
from http.client import HTTPException
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from hinomi.edge.webhook import request_for, send
from hinomi.errors import ParkError, RetryError

if TYPE_CHECKING:
    from http.client import HTTPResponse

API = "https://slack.com/api/"
_TIMEOUT_SECONDS = 5
"""Shorter than a webhook's: a message may take two calls in the time that a batch keeps for its last one."""
_ANSWER_BYTES = 512 * 1024
"""The answer repeats the message, in which every Japanese character may have become six."""
_PART_BYTES = 64 * 1024
_CODE = re.compile(r"[a-z][a-z_]{0,59}")
_PASSING = frozenset(
    {
        "fatal_error",
        "internal_error",
        "message_limit_exceeded",
        "org_login_required",
        "rate_limited",
        "ratelimited",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
    }
)
"""What passes by itself. Any other refusal is lasting, one that is not documented too: a person sees it at once.

https://docs.slack.dev/reference/methods/chat.postMessage
"""


class RefusedError(ParkError):
    """Slack understood and said no; the text ends with its code."""


class Bot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A bot and the one channel that it writes to, by its id."""

    token: Annotated[str, msgspec.Meta(pattern=r"^xoxb-[A-Za-z0-9-]+\Z", max_length=500)]
    channel: Annotated[str, msgspec.Meta(pattern=r"^[CG][A-Z0-9]{2,30}\Z")]

    def __repr__(self) -> str:
        """Leave the token out."""
        return f"Bot(channel={self.channel!r})"


class _Answer(msgspec.Struct, frozen=True, kw_only=True):
    ok: bool
    error: str = ""
    ts: str = ""


def is_bot(secret: str) -> bool:
    """Tell whether a secret is meant for a bot: JSON, or a token that stands alone; a webhook's begins otherwise."""
    return secret.startswith(("{", "xox"))


def read_bot(secret: str) -> Bot:
    """Read a bot's secret; raise `ParkError`, which does not quote it, if it is not as it should be."""
    try:
        return msgspec.json.decode(secret, type=Bot)
    except (msgspec.DecodeError, UnicodeError):
        raise ParkError('slack: a bot\'s secret is {"token": "xoxb-...", "channel": "C..."}') from None


def ask(bot: Bot, method: str, arguments: dict[str, Any]) -> str:
    """Call a method for the bot's channel; return the `ts` of the message, empty if the answer broke off before it.

    Raises `RefusedError` when Slack refuses for good, `RetryError` and `ParkError` as `webhook.send` does.
    """
    body = msgspec.json.encode({**arguments, "channel": bot.channel}).decode()
    request = request_for(API + method, body, token=bot.token)
    answer = _judge(send("slack", request, _read, timeout=_TIMEOUT_SECONDS))
    if answer.ok:
        return answer.ts
    code = answer.error if _CODE.fullmatch(answer.error) else "unknown_error"
    raise (RetryError if code in _PASSING else RefusedError)(f"slack: {method}: {code}")


def _read(response: HTTPResponse) -> bytes:
    """Read the answer as far as it comes in time: what has come is judged."""
    answer, deadline = b"", time.monotonic() + _TIMEOUT_SECONDS
    try:
        while len(answer) < _ANSWER_BYTES and time.monotonic() < deadline and (part := response.read1(_PART_BYTES)):
            answer += part
    except (OSError, HTTPException):
        return answer
    return answer


def _judge(answer: bytes) -> _Answer:
    """Understand the answer. One that broke off after its yes was a yes: to post again would show the message twice."""
    try:
        return msgspec.json.decode(answer, type=_Answer)
    except (msgspec.DecodeError, UnicodeError):
        if answer.startswith(b'{"ok":true'):
            return _Answer(ok=True)
        raise RetryError("slack: an answer that is none") from None
