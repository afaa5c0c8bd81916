"""The journal: what each write found and made, so that it can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Protocol

import msgspec

from hinomi.baseline.strength import Value

Place = tuple[str, str, str]
"""Control, Region and resource."""


class Step(StrEnum):
    """How far a write has come."""

    BEGUN = "begun"
    """About to be written or taken back: a crash may have come before, during or after."""
    DONE = "done"
    """Written, and read again."""
    UNDONE = "undone"
    """Taken back."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One write. `at` is when it began, in milliseconds since 1970."""

    run: str
    control: str
    region: str
    resource: str
    before: dict[str, Value]
    target: dict[str, Value]
    context: Mapping[str, Any] = {}
    step: Step = Step.BEGUN
    after: dict[str, Value] | None = None
    at: int = 0

    @property
    def place(self) -> Place:
        """Control, Region and resource."""
        return self.control, self.region, self.resource


def begun(journal: Journal, run: str) -> dict[Place, Entry]:
    """Return the writes of a run that nobody has taken back, by place."""
    return {entry.place: entry for entry in journal.entries(run) if entry.step is not Step.UNDONE}


class Journal(Protocol):
    """Keeps entries. Each method has lasted when it returns."""

    def begin(self, entry: Entry) -> Entry:
        """Keep a new entry; where the same run has one for the same place, that one stays and is returned."""

    def advance(self, entry: Entry) -> None:
        """Keep an entry's new step."""

    def entries(self, run: str) -> tuple[Entry, ...]:
        """Return all entries of a run, in the order of their writing."""

    def holds(self) -> frozenset[Place]:
        """Return the places that a person has taken back: the round leaves them alone."""

    def hold(self, place: Place) -> None:
        """Leave a place alone from now on."""

    def release(self, place: Place) -> None:
        """Leave a place alone no longer."""
