"""A journal in memory: for plans, which write nothing, and for tests. It keeps its promises while it lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hinomi.baseline.journal import Entry, Place


class MemoryJournal:
    """Keep entries in a dictionary."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, Place], Entry] = {}
        self._holds: set[Place] = set()

    def begin(self, entry: Entry) -> Entry:
        """Keep a new entry, or return the one that is there."""
        return self._entries.setdefault((entry.run, entry.place), entry)

    def advance(self, entry: Entry) -> None:
        """Keep an entry's new step."""
        self._entries[(entry.run, entry.place)] = entry

    def entries(self, run: str) -> tuple[Entry, ...]:
        """Return all entries of a run."""
        return tuple(entry for (of, _), entry in self._entries.items() if of == run)

    def holds(self) -> frozenset[Place]:
        """Return the places to leave alone."""
        return frozenset(self._holds)

    def hold(self, place: Place) -> None:
        """Leave a place alone from now on."""
        self._holds.add(place)

    def release(self, place: Place) -> None:
        """Leave a place alone no longer."""
        self._holds.discard(place)
