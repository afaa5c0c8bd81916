"""What Hinomi remembers of an alert, and what a store of that memory offers.

A store's `observe` records a sighting and returns what was known before, in one call; deciding stays pure. The claim
keeps two workers from telling the same news: it is taken before a message is sent, confirmed after, and taken over when
its holder has not confirmed in time. So a crash between send and confirm repeats a message; it never loses one.
"""

from __future__ import annotations

from typing import Protocol

import msgspec

from hinomi.model import Alert, Lifecycle, Severity

LEASE_SECONDS = 60
"""How long a claim holds: longer than the intake function may run, shorter than the queue's visibility timeout."""

KEEP_DAYS = 400
"""How long a memory stays after its last sighting: longer than the longest budget period, a year."""


class Copy(msgspec.Struct, frozen=True):
    """The last that one upstream finding said: its version (ms since 1970) and whether it was open."""

    version: int
    open: bool


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What people were told last. `severity` is the highest told while open; `source` is who said it; `at` is ms."""

    severity: Severity
    lifecycle: Lifecycle
    compliance: str
    source: str
    at: int
    claim: str


class Claim(msgspec.Struct, frozen=True):
    """Who is telling people right now, until when (ms since 1970)."""

    id: str
    until: int


class Sent(msgspec.Struct, frozen=True):
    """Which receivers already had the news `of` (a material state) when telling the others failed."""

    of: str
    to: frozenset[str]


class Memory(msgspec.Struct, frozen=True, kw_only=True):
    """What was known of a fingerprint before the sighting at hand."""

    copies: dict[str, Copy] = {}
    told: Told | None = None
    claim: Claim | None = None
    sent: Sent | None = None

    def pending(self) -> Claim | None:
        """Return the claim that was taken and never confirmed, if there is one."""
        if self.claim is None or (self.told is not None and self.told.claim == self.claim.id):
            return None
        return self.claim


class Observation(msgspec.Struct, frozen=True):
    """The memory before a sighting; `stale` when a later event of the same copy had been seen already."""

    memory: Memory
    stale: bool = False


def material(alert: Alert) -> str:
    """Name the part of an alert whose change is news: severity, lifecycle, compliance."""
    return f"{alert.severity.name}/{alert.lifecycle.value}/{alert.compliance}"


class Store(Protocol):
    """A place that remembers alerts. Every method raises `RetryError` when the place cannot be reached."""

    def observe(self, alert: Alert, claim: Claim, now: int) -> Observation:
        """Record the sighting; on a fingerprint without a claim, take it for an open alert. Return what was before."""

    def take(self, fingerprint: str, claim: Claim, previous: Claim | None) -> bool:
        """Take the claim over from `previous`; return False when somebody else was faster."""

    def confirm(self, fingerprint: str, told: Told) -> bool:
        """Record what people were told; return False when the claim had been taken over meanwhile."""

    def note(self, fingerprint: str, claim: Claim, sent: Sent) -> None:
        """Record which receivers were served when others failed, so that they are not served twice."""
