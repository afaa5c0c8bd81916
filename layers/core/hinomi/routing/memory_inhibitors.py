"""What burns, in memory, for tests and dry runs; it keeps the same contract as DynamoDB's."""

from __future__ import annotations

from hinomi.routing.inhibition import Inhibitor


class MemoryInhibitors:
    """Keep what burns for as long as the process lives."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Inhibitor] = {}

    def burn(self, rule: str, equal: str, fingerprint: str, *, both: bool, until: int) -> None:
        """Let an alert burn for a rule."""
        self._kept[rule, fingerprint] = Inhibitor(equal=equal, fingerprint=fingerprint, both=both, until=until)

    def douse(self, rule: str, fingerprint: str) -> None:
        """Let an alert burn no longer for a rule."""
        self._kept.pop((rule, fingerprint), None)

    def burning(self, rule: str, now: int) -> tuple[Inhibitor, ...]:
        """Return what burns for a rule at a time."""
        return tuple(one for (name, _), one in self._kept.items() if name == rule and now < one.until)
