"""What Hinomi remembers of an alert, and what a store of that memory offers.

A store's `observe` records a sighting and returns what was known before, in one call; deciding stays pure. The claim
keeps two workers from telling the same news: it is taken before a message is sent, confirmed after, and taken over when
its holder has not confirmed in time. So a crash between send and confirm repeats a message; it never loses one.

Between claim and confirm nobody knows what people have been told: the claim says what it may be, and a decision that
holds for one of the two only must wait, or assume the worse. A claim is taken over only by the last who observed: what
was seen since may have made the news old. `tests/functional/test_interleavings.py` tries every order.
"""

from __future__ import annotations

from typing import Protocol

import msgspec

from hinomi.model import Alert, Lifecycle, Severity

LEASE_SECONDS = 60
"""How long a claim holds: longer than the intake function may run, shorter than the queue's visibility timeout."""

KEEP_DAYS = 400
"""How long a memory stays after its last sighting: longer than the longest budget period, a year."""


_RANKS = {"WARNING": 1, "FAILED": 2}


class Copy(msgspec.Struct, frozen=True):
    """The last that one upstream finding said: its version and whether it was open.

    `sent` is when that event left AWS. It orders events of one version: Security Hub keeps `UpdatedAt` when a person
    changes the workflow. Both are ms since 1970.
    https://docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchupdatefindings.html
    """

    version: int
    open: bool
    sent: int = 0


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What people were told last; `source` is who said it, empty where it went quiet; `at` is when (ms).

    `severity` and `compliance` are the worst that was told while it was open, in these `groups`.
    """

    severity: Severity
    lifecycle: Lifecycle
    compliance: str
    source: str
    at: int
    claim: str
    groups: tuple[str, ...] = ()


class Claim(msgspec.Struct, frozen=True):
    """Who is telling people right now, until when (ms since 1970), and what they know once it is done."""

    id: str
    until: int
    news: Told | None = None


class Memory(msgspec.Struct, frozen=True, kw_only=True):
    """What was known of a fingerprint before the sighting at hand; `seen` counts the sightings."""

    seen: int = 0
    copies: dict[str, Copy] = {}
    told: Told | None = None
    claim: Claim | None = None

    def pending(self) -> Claim | None:
        """Return the claim that was taken and never confirmed, if there is one."""
        if self.claim is None or (self.told is not None and self.told.claim == self.claim.id):
            return None
        return self.claim


class Observation(msgspec.Struct, frozen=True):
    """The memory before a sighting; `stale` when a later event of the same copy had been seen already."""

    memory: Memory
    stale: bool = False


def worse(one: str, other: str) -> str:
    """Return the worse of two outcomes of a control: to fail is worse than to leave it open."""
    return max(one, other, key=lambda outcome: _RANKS.get(outcome, 0))


def material(alert: Alert) -> str:
    """Name the part of an alert whose change is news: severity, lifecycle, compliance."""
    return f"{alert.severity.name}/{alert.lifecycle.value}/{alert.compliance}"


class Store(Protocol):
    """A place that remembers alerts. Every method raises `RetryError` when the place cannot be reached."""

    def observe(self, alert: Alert, claim: Claim, now: int, *, sent: int = 0) -> Observation:
        """Record the sighting; on a fingerprint without a claim, take it for an open alert. Return what was before.

        `sent` is when the event left AWS (ms since 1970). A sighting older than the last of its copy is not recorded.
        """

    def take(self, fingerprint: str, claim: Claim, memory: Memory) -> bool:
        """Take the claim over; return False when anybody observed after the one who was given `memory`."""

    def confirm(self, fingerprint: str, told: Told) -> bool:
        """Record what people were told; return False when the claim had been taken over meanwhile."""
