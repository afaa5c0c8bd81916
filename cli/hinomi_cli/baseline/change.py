"""A change: one run that settles what a survey has found, and keeps all that it does."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from hinomi.baseline.archive import Run
from hinomi.baseline.engine import Round
from hinomi_cli.baseline.survey import now
from hinomi_cli.baseline.sweep import sweep

if TYPE_CHECKING:
    from hinomi.baseline.journal import Place
    from hinomi.baseline.outcome import Result
    from hinomi_cli.baseline.choice import Tasks
    from hinomi_cli.baseline.survey import Survey


class Change:
    """Makes the changes that a survey says may be made. `settled` fills up while it does; `untouched` is all else."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._rounds = survey.keeping.rounds
        self._tasks = _due(survey)
        self.run = _begun(survey)
        self.settled: list[Result] = []
        asked = {(charge.control.id, region) for region, charges in self._tasks.items() for charge in charges}
        self.untouched = [one for one in survey.results if (one.control, one.region) not in asked]

    def make(self) -> None:
        """Keep the run, release what the operator's word releases, and settle; what was done is kept at once."""
        self._rounds.keep_run(self.run)
        self._rounds.keep_results(self.run.id, self.untouched)
        held = self._rounds.holds()
        released = held & {one.place for one in self._survey.changeable}
        for place in released:
            self._rounds.release(place)
        sweep(self._tasks, lambda region: self._round_in(region, held - released), self._tell)
        for region in self.run.regions:
            self._rounds.keep_region(self.run.id, region, "")
        if self._survey.whole and not self._survey.keeping.shared:
            self._rounds.keep_run(msgspec.structs.replace(self.run, ended=now()))

    def _round_in(self, region: str, held: frozenset[Place]) -> Round:
        return Round(
            run=self.run.id,
            scene=self._survey.site.scene(region),
            journal=self._rounds,
            clock=now,
            held=held,
        )

    def _tell(self, results: tuple[Result, ...]) -> None:
        self.settled.extend(results)
        self._rounds.keep_results(self.run.id, results)


def _begun(survey: Survey) -> Run:
    """Begin a run under a name that a person can type.

    A run counts as ended, so that later ones are compared with it, only if it looked at everything; and never among
    the weekly rounds, whose absence has to be noticed.
    """
    started, where = now(), survey.site.where
    return Run(
        id=f"{datetime.fromtimestamp(started / 1000, UTC):%Y-%m-%d}-{secrets.token_hex(3)}",
        account=where.account,
        home=where.home,
        regions=tuple(sorted(survey.tasks)),
        uncovered=tuple(region for region in where.enabled if region not in survey.site.covered),
        started=started,
    )


def _due(survey: Survey) -> Tasks:
    """Return the tasks in which there is something to change: nothing else is asked for."""
    wanted = {(one.control, one.region) for one in survey.changeable}
    found = {
        region: tuple(charge for charge in charges if (charge.control.id, region) in wanted)
        for region, charges in survey.tasks.items()
    }
    return {region: charges for region, charges in found.items() if charges}
