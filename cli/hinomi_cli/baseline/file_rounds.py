"""The journal and the archive of the round in one file: a line of JSON for each thing that happened, never changed."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

import msgspec

from hinomi.baseline.archive import Run
from hinomi.baseline.journal import Entry, Place
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import Result
from hinomi.errors import ParkError
from hinomi_cli.baseline import lasting_lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Wrote(msgspec.Struct, frozen=True, tag="entry"):
    """An entry of the journal, as it is from now on."""

    entry: Entry


class Held(msgspec.Struct, frozen=True, tag="hold"):
    """Whether a place is left alone from now on."""

    place: Place
    held: bool


class Ran(msgspec.Struct, frozen=True, tag="run"):
    """A run, as it is from now on."""

    run: Run


class Settled(msgspec.Struct, frozen=True, tag="result"):
    """What became of one control at one place."""

    run: str
    result: Result


class Entered(msgspec.Struct, frozen=True, tag="region"):
    """A Region that a run is done with."""

    run: str
    region: str
    problem: str


Line = Wrote | Held | Ran | Settled | Entered


class FileRounds:
    """Keep the journal and the archive in a file, which the first line makes; raise `ParkError` if it is damaged."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._journal = MemoryJournal()
        self._runs: dict[str, Run] = {}
        self._results: dict[str, dict[Place, Result]] = {}
        self._regions: dict[str, dict[str, str]] = {}
        for number, line in enumerate(lasting_lines.read(path), 1):
            try:
                self._take(msgspec.json.decode(line, type=Line))
            except msgspec.MsgspecError as error:
                raise ParkError(f"line {number} is damaged: {error}") from error

    def begin(self, entry: Entry) -> Entry:
        """Keep a new entry; where the same run has one for the same place, that one stays and is returned."""
        kept = self._journal.begin(entry)
        if kept is entry:
            self._keep(Wrote(entry))
        return kept

    def advance(self, entry: Entry) -> None:
        """Keep an entry's new step."""
        self._keep(Wrote(entry))

    def entries(self, run: str) -> tuple[Entry, ...]:
        """Return all entries of a run, in the order of their writing."""
        return self._journal.entries(run)

    def holds(self) -> frozenset[Place]:
        """Return the places that a person has taken back."""
        return self._journal.holds()

    def hold(self, place: Place) -> None:
        """Leave a place alone from now on."""
        self._keep(Held(place, held=True))

    def release(self, place: Place) -> None:
        """Leave a place alone no longer."""
        self._keep(Held(place, held=False))

    def keep_run(self, run: Run) -> None:
        """Keep a run as it is now; one with the same id is replaced."""
        self._keep(Ran(run))

    def runs(self, most: int) -> tuple[Run, ...]:
        """Return the latest runs, the latest first."""
        return tuple(sorted(self._runs.values(), key=lambda run: (run.started, run.id), reverse=True)[:most])

    def keep_results(self, run: str, results: Iterable[Result]) -> None:
        """Keep results; an earlier one of the same run, control, Region and resource is replaced."""
        self._keep(*(Settled(run, result) for result in results))

    def results(self, run: str) -> tuple[Result, ...]:
        """Return all results of a run, by Region, control and resource."""
        kept = self._results.get(run, {}).values()
        return tuple(sorted(kept, key=lambda one: (one.region, one.control, one.resource)))

    def keep_region(self, run: str, region: str, problem: str) -> None:
        """Keep that a run is done with a Region; `problem` says why it is not done in full, empty if it is."""
        self._keep(Entered(run, region, problem))

    def regions(self, run: str) -> dict[str, str]:
        """Return the Regions that a run is done with, and what was the problem there."""
        return dict(self._regions.get(run, {}))

    def _keep(self, *lines: Line) -> None:
        """Keep lines on the disk before anybody relies on them."""
        with self._lock:
            lasting_lines.append(self._path, [msgspec.json.encode(line) for line in lines])
            for line in lines:
                self._take(line)

    def _take(self, line: Line) -> None:
        match line:
            case Wrote(entry):
                self._journal.advance(entry)
            case Held(place, held):
                (self._journal.hold if held else self._journal.release)(place)
            case Ran(run):
                self._runs[run.id] = run
            case Settled(run, result):
                self._results.setdefault(run, {})[result.place] = result
            case Entered(run, region, problem):
                self._regions.setdefault(run, {})[region] = problem
