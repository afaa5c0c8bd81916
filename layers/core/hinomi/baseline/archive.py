"""The archive: the runs of the round and their results, from which the report is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hinomi.baseline.outcome import Result


MANY = 400
"""As many runs as one page of a table holds, those from the command line among them."""


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One run. Times are milliseconds since 1970; `ended` is 0 until the report is made.

    `regions` are those that the run enters; `uncovered` those that the account has enabled and the settings exclude.
    `first` says that the account has had no round before, so that this one changes nothing. `score` is Security Hub's
    security score in percent, -1 where it is not known.
    """

    id: str
    account: str
    home: str
    regions: tuple[str, ...]
    started: int
    ended: int = 0
    uncovered: tuple[str, ...] = ()
    first: bool = False
    score: int = -1


class Archive(Protocol):
    """Keeps runs and results. Each method has lasted when it returns."""

    def keep_run(self, run: Run) -> None:
        """Keep a run as it is now; one with the same id is replaced."""

    def runs(self, most: int) -> tuple[Run, ...]:
        """Return the latest runs, the latest first."""

    def keep_results(self, run: str, results: Iterable[Result]) -> None:
        """Keep results; an earlier one of the same run, control, Region and resource is replaced."""

    def results(self, run: str) -> tuple[Result, ...]:
        """Return all results of a run, by Region, control and resource."""

    def keep_region(self, run: str, region: str, problem: str) -> None:
        """Keep that a run is done with a Region; `problem` says why it is not done in full, empty if it is."""

    def regions(self, run: str) -> Mapping[str, str]:
        """Return the Regions that a run is done with, and what was the problem there."""
