"""What waits to be told, what has been told, and what a store of groups offers.

Every branch that an alert takes ends in a group. News *waits* in the group until a flush tells it to the receiver's
outlets; what is told and still open *stands* in the group until it is resolved. One worker at a time flushes a group,
under a lease. After each message the flush logs what it told to that outlet; when all have it, it settles the group.
So a crash between any two steps repeats at most one message and loses none.

A tick asks for a flush at a time. Ticks may come twice, late or for nothing: the group's own times decide.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Protocol

import msgspec

from hinomi.model import Alert, Branch, Decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ROOT = "root"
"""The path of the route that takes what no other takes."""

_OVERFLOW, _OVERFLOW_AT_ONCE, _AT_ONCE = "overflow|", "overflow!|", "now|"

NEWS_AT_ONCE = 5_000
"""So much news of one group a flush takes at most; what remains waits for the next."""

_OF_ALERT = 8
"""So many digits of a name of news are its alert's."""

STANDING_AT_ONCE = 10_000
"""So many open alerts of one group a flush looks at."""


def overflow_group(outlet: str, *, at_once: bool = False) -> str:
    """Name the group that holds what an outlet had no room for."""
    return f"{_OVERFLOW_AT_ONCE if at_once else _OVERFLOW}{outlet}"


def overflows(group: str) -> str:
    """Return the outlet whose overflow a group is, empty if it is none."""
    return next((group[len(mark) :] for mark in (_OVERFLOW, _OVERFLOW_AT_ONCE) if group.startswith(mark)), "")


def goes_at_once(group: str) -> bool:
    """Tell whether what the group holds goes at once."""
    return group.startswith((_OVERFLOW_AT_ONCE, _AT_ONCE))


def route_of(group: str) -> str:
    """Return the path of the route whose alerts a group holds; that of an overflow holds those of many: the root's."""
    if overflows(group):
        return ROOT
    return group.removeprefix(_AT_ONCE).partition("|")[0]


def urgent_group(branch: Branch, fingerprint: str) -> str:
    """Name the group, its own, in which an alert that goes at once waits for no other."""
    return f"{_AT_ONCE}{branch.route}|{short_id(fingerprint)}"


def short_id(fingerprint: str) -> str:
    """Name what an alert is about in 16 hexadecimal digits: short enough to type, and it gives nothing away."""
    return blake2b(fingerprint.encode(), digest_size=8).hexdigest()


def news_id(fingerprint: str, what: str) -> str:
    """Name what is news of an alert: all names of one alert's news begin alike, so that they are read together."""
    return f"{short_id(fingerprint)[:_OF_ALERT]}{short_id(what)[:_OF_ALERT]}"


class News(msgspec.Struct, frozen=True, kw_only=True):
    """An alert with the decision to tell it, waiting since `at` (ms). The same news has the same `id`, 16 hex digits.

    `told` marks what has been told elsewhere: it outdates older news of the same alert. With `left` the alert has taken
    another route, and stands here no longer.
    """

    id: str
    alert: Alert
    decision: Decision
    branch: Branch
    at: int
    told: bool = False
    left: bool = False


def cut(news: Sequence[News], most: int) -> tuple[News, ...]:
    """Return the first news, in the order of names, at most so much; none of an alert whose news would be cut apart."""
    kept, left = news[:most], news[most:]
    whole = tuple(one for one in kept if not left or one.id[:_OF_ALERT] != left[0].id[:_OF_ALERT])
    return whole or tuple(kept)


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """An open alert that people know of: as it was told last, at `told` (ms)."""

    alert: Alert
    branch: Branch
    told: int


class Lease(msgspec.Struct, frozen=True):
    """Who flushes a group, until when (ms since 1970)."""

    id: str
    until: int


class Times(msgspec.Struct, frozen=True, kw_only=True):
    """The times of a group (ms, 0 for none): no flush before `quiet_until`; `next` is when a tick has been ordered for.

    `lease` is who flushes it now, if anybody.
    """

    quiet_until: int = 0
    next: int = 0
    lease: Lease | None = None


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """What a group holds; `more` when there is more news than was read.

    `logged` says what each outlet, by name, has had of the news that is still there (news ids).
    """

    news: tuple[News, ...] = ()
    standing: tuple[Standing, ...] = ()
    logged: dict[str, frozenset[str]] = {}
    more: bool = False


class Bucket(msgspec.Struct, frozen=True, kw_only=True):
    """How far a rate has been used: pure arithmetic on it is in `rates`.

    `full_at` is when all tokens will be back, `next` the earliest time of the next message (ms). `spills` counts by
    overflow group what has gone there since it was empty; one that is empty is not there.
    """

    full_at: int = 0
    next: int = 0
    spills: dict[str, int] = {}


class Groups(Protocol):
    """A place that keeps groups. Every method raises `RetryError` when the place cannot be reached."""

    def join(self, group: str, news: Iterable[News]) -> None:
        """Let news wait in a group; what waits there already under the same id is replaced."""

    def lease(self, group: str, lease: Lease, now: int) -> tuple[bool, Times]:
        """Take the group's lease, if nobody holds one at `now` and its `quiet_until` is not after `now`.

        Return whether it was taken, and the group's times as they were before.
        """

    def order(self, group: str, now: int, at: int) -> bool:
        """Record that a tick is ordered for `at`; return False when one is ordered already, after `now`, up to `at`."""

    def read(self, group: str, *, after: str = "") -> Contents:
        """Read what a group holds, of its news that with ids after `after`; sees everything that was written before."""

    def log(self, group: str, outlet: str, ids: frozenset[str]) -> None:
        """Record all that an outlet has had of the news that is there: the whole set, replacing what was logged."""

    def settle(self, group: str, *, told: Iterable[str]) -> None:
        """Remove the news with these ids."""

    def stand(self, standing: Iterable[Standing]) -> None:
        """Keep open alerts as told, each in its branch's group, in place of what stood there."""

    def fall(self, alerts: Iterable[tuple[str, str]]) -> None:
        """Remove what stands, by (group, fingerprint)."""

    def release(self, group: str, lease: Lease, *, quiet_until: int, next: int) -> bool:  # noqa: A002 - its name
        """Give the lease back with the group's new times; return False when it had been lost."""

    def bucket(self, key: str) -> Bucket:
        """Return the bucket of a rate key; a full one, if there was none."""

    def swap(self, key: str, before: Bucket, after: Bucket) -> bool:
        """Replace the bucket, if it is still as it was `before`; return whether."""


class Ticks(Protocol):
    """What delivers a tick to whoever flushes. `wake` raises `HinomiError` when it did not succeed for certain."""

    def wake(self, group: str, at: int, now: int) -> None:
        """Order a tick for `at` (ms); it may come up to 15 minutes after `now` and has to be ordered on then."""
