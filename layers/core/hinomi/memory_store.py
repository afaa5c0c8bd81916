"""A store in memory, for the command line and the tests; it keeps the same contract as DynamoDB's."""

from __future__ import annotations

import msgspec

from hinomi.model import Alert, Lifecycle
from hinomi.state import Claim, Copy, Memory, Observation, Told


class MemoryStore:
    """Remember alerts in a dict, for as long as the process lives."""

    def __init__(self) -> None:
        self._memories: dict[str, Memory] = {}

    def observe(self, alert: Alert, claim: Claim, now: int, *, sent: int = 0) -> Observation:  # noqa: ARG002 - the protocol's
        """Record the sighting and return what was before."""
        before = self._memories.get(alert.fingerprint, Memory())
        last = before.copies.get(alert.copy)
        if last is not None and (last.version, last.sent) > (alert.version, sent):
            return Observation(before, stale=True)
        is_open = alert.lifecycle is Lifecycle.OPEN
        self._memories[alert.fingerprint] = Memory(
            seen=before.seen + 1,
            copies={**before.copies, alert.copy: Copy(alert.version, is_open, sent)},
            told=before.told,
            claim=before.claim or (claim if is_open else None),
        )
        return Observation(before)

    def take(self, fingerprint: str, claim: Claim, memory: Memory) -> bool:
        """Take the claim over, if nobody has observed since."""
        before = self._memories[fingerprint]
        if before.seen != memory.seen + 1:
            return False
        self._memories[fingerprint] = msgspec.structs.replace(before, claim=claim)
        return True

    def confirm(self, fingerprint: str, told: Told) -> bool:
        """Record what people were told."""
        before = self._memories[fingerprint]
        if before.claim is None or before.claim.id != told.claim:
            return False
        self._memories[fingerprint] = msgspec.structs.replace(before, told=told)
        return True
