"""Silences in memory, for tests and dry runs; they keep the same contract as DynamoDB's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hinomi.routing.silences import Silence, State, by_end

if TYPE_CHECKING:
    from collections.abc import Iterable


class MemorySilences:
    """Keep silences for as long as the process lives."""

    def __init__(self, silences: Iterable[Silence] = ()) -> None:
        self._kept = {one.id: one for one in silences}

    def all(self, now: int) -> tuple[Silence, ...]:
        """Return those that are pending or active."""
        return tuple(one for one in self.everything() if one.state(now) is not State.ENDED)

    def everything(self) -> tuple[Silence, ...]:
        """Return all."""
        return by_end(self._kept.values())

    def get(self, name: str) -> Silence | None:
        """Return the silence of an id."""
        return self._kept.get(name)

    def put(self, silence: Silence, before: Silence | None = None) -> bool:
        """Keep a silence in place of `before`."""
        if self._kept.get(silence.id) not in (before, silence):
            return False
        self._kept[silence.id] = silence
        return True

    def end(self, name: str, now: int) -> bool:
        """End a silence."""
        kept = self._kept.get(name)
        return kept is not None and kept.state(now) is not State.ENDED and self.put(kept.ended(now), kept)
