"""How fast messages may go out of an outlet: a token bucket, with a least distance between two messages.

The arithmetic is GCRA's: `full_at` says when all tokens will be back, so one number is the whole bucket and time alone
refills it. However many ask at one moment, any window of t ms holds at most `burst + t / every` messages.
"""

from __future__ import annotations

import msgspec

from hinomi.routing.groups import Bucket

PATIENCE = 3_000
"""Nobody is given a slot later than this (ms): who sleeps until his slot holds up a whole flush."""


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """One token every `every` ms, up to `burst` of them; two messages are `spacing` ms apart.

    The last `reserve` tokens are for what goes at once.
    """

    every: int
    burst: int
    spacing: int
    reserve: int = 0


class Grant(msgspec.Struct, frozen=True):
    """The bucket as it is afterwards. Granted: the message goes in `wait` ms. Not granted: try again in `wait` ms."""

    bucket: Bucket
    wait: int
    granted: bool


_WEBHOOK = Rate(every=1_000, burst=10, spacing=1_000, reserve=3)

RATES = {
    # SNS suspends a mail subscription at 10 messages a second, and nobody reads a mail every second.
    # https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html
    "email": Rate(every=10_000, burst=20, spacing=500, reserve=5),
    # https://docs.slack.dev/apis/web-api/rate-limits: one message a second and channel.
    "slack": _WEBHOOK,
    "teams": _WEBHOOK,
    "chime": _WEBHOOK,
    # Amazon Q Developer drops what is over 10 a second.
    # https://docs.aws.amazon.com/chatbot/latest/adminguide/chatbot-troubleshooting.html
    "q": Rate(every=200, burst=20, spacing=200, reserve=5),
}
"""The rate of each channel; one that is not here (the JSON for machines) is not paced."""


def take(bucket: Bucket, rate: Rate, now: int, *, at_once: bool = False) -> Grant:
    """Take a token and a slot, or say when there may be one."""
    full_at, following = _believable(bucket, rate, now)
    capacity = rate.burst if at_once else rate.burst - rate.reserve
    token_at = full_at - (capacity - 1) * rate.every
    wait = max(token_at - now, following - PATIENCE - now, 0)
    if wait:
        return Grant(bucket, wait, granted=False)
    slot = max(following, now)
    after = msgspec.structs.replace(bucket, full_at=max(full_at, now) + rate.every, next=slot + rate.spacing)
    return Grant(after, slot - now, granted=True)


def spilled(bucket: Bucket, overflow: str) -> Bucket:
    """Return the bucket after something has gone to an overflow group: each time another one."""
    return msgspec.structs.replace(bucket, spills={**bucket.spills, overflow: bucket.spills.get(overflow, 0) + 1})


def emptied(bucket: Bucket, overflow: str) -> Bucket:
    """Return the bucket when nothing is in an overflow group."""
    others = {name: count for name, count in bucket.spills.items() if name != overflow}
    return msgspec.structs.replace(bucket, spills=others)


def _believable(bucket: Bucket, rate: Rate, now: int) -> tuple[int, int]:
    """Return the bucket's times, no later than an honest clock can have made them.

    A worker whose clock was an hour ahead leaves an empty bucket behind, not an hour's silence.
    """
    full_at = min(bucket.full_at, now + rate.burst * rate.every)
    following = min(bucket.next, now + PATIENCE + rate.spacing)
    return full_at, following
