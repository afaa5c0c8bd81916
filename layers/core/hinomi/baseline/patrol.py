"""A patrol: the steps of one round over a whole account, as they follow each other.

`plan` → `walk` in every Region, as often as it takes → `sum_up`. Any step may come twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from hinomi.baseline.archive import MANY, Archive, Run
from hinomi.baseline.aws import Aws
from hinomi.baseline.charge import charges
from hinomi.baseline.control import Control, Mode
from hinomi.baseline.drift import drifted, trace
from hinomi.baseline.engine import Round
from hinomi.baseline.journal import Journal, begun
from hinomi.baseline.news import waiting
from hinomi.baseline.outcome import NO_ANSWER
from hinomi.baseline.scene import Scene
from hinomi.baseline.settings import Baseline
from hinomi.baseline.summary import Summary
from hinomi.baseline.untold import untold
from hinomi.baseline.walk import due, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.baseline.journal import Place
    from hinomi.baseline.outcome import Result
    from hinomi.baseline.settings import Exemption
    from hinomi.baseline.summary import Trace
    from hinomi.baseline.walk import Leg

ENDS_SOON = timedelta(days=30)
_MOST_TRACES = 40
"""Twenty seconds at CloudTrail's two look-ups a second."""


class Patrol(msgspec.Struct, frozen=True, kw_only=True):
    """A round, with everything impure handed in. `clock` gives milliseconds since 1970; `today` is the reader's day.

    `most` is the most that the deployment allows.
    """

    aws: Aws
    archive: Archive
    journal: Journal
    controls: Mapping[str, Control]
    settings: Baseline
    clock: Callable[[], int]
    today: date
    most: Mode = Mode.ENFORCE
    partition: str = "aws"

    def plan(self, run: str, account: str, home: str, enabled: tuple[str, ...]) -> Run:
        """Begin a run, or return the one that has begun under this id. The first on an account changes nothing."""
        known = self.archive.runs(MANY)
        begun = next((one for one in known if one.id == run), None)
        if begun is not None:
            return begun
        excluded = set(self.settings.exclude_regions) - {home}
        planned = Run(
            id=run,
            account=account,
            home=home,
            regions=tuple(region for region in enabled if region not in excluded),
            uncovered=tuple(region for region in enabled if region in excluded),
            started=self.clock(),
            first=not any(one.ended for one in known),
        )
        self.archive.keep_run(planned)
        return planned

    def walk(self, run: Run, region: str, only: tuple[str, ...] | None = None, *, may_go_on: Callable[[], bool]) -> Leg:
        """Settle a Region's controls, all of them or those that an earlier walk has left, and keep the results."""
        most = Mode.REPORT if run.first else self.most
        charged = due(charges(self.controls.values(), self.settings, self.today, most=most), region, run.home)
        one = Round(
            run=run.id,
            scene=self.scene(run, region),
            journal=self.journal,
            clock=self.clock,
            rehearses=self.most is Mode.ENFORCE,
            held=self.journal.holds(),
            begun=begun(self.journal, run.id),
        )
        leg = walk(
            one,
            (charge for charge in charged if only is None or charge.control.id in only),
            may_go_on=may_go_on,
            tell=lambda results: self.archive.keep_results(run.id, results),
        )
        if not leg.remaining:
            self.archive.keep_region(run.id, region, "")
        return leg

    def sum_up(self, run: Run, problems: Mapping[str, str]) -> Summary:
        """Put together what the report says. `problems` says for Regions that did not finish what went wrong."""
        for region, problem in problems.items():
            self.archive.keep_region(run.id, region, problem)
        done = self.archive.regions(run.id)
        unfinished = {region: done.get(region, NO_ANSWER) for region in run.regions if done.get(region, NO_ANSWER)}
        before = next((one for one in self.archive.runs(MANY) if one.ended and one.started < run.started), None)
        written = begun(self.journal, run.id).values()
        self.archive.keep_results(run.id, untold(self.archive.results(run.id), written, self.controls))
        earlier = self.archive.results(before.id) if before else ()
        results = self.archive.results(run.id)
        return Summary(
            run=run,
            today=self.today,
            results=results,
            written=bool(written),
            drifted=dict(self._traced(run, before, list(drifted(results, earlier, self.controls)))),
            waiting=frozenset(waiting(results, earlier)),
            unfinished=unfinished,
            exemptions=self._ending(_day_before(before) if before else self.today),
            score_before=before.score if before else -1,
        )

    def scene(self, run: Run, region: str) -> Scene:
        """Return a Region of the account as the controls see it."""
        return Scene(
            aws=self.aws,
            account=run.account,
            partition=self.partition,
            region=region,
            home=run.home,
            regions=run.regions,
            enabled=tuple(sorted({*run.regions, *run.uncovered})),
        )

    def _traced(
        self, run: Run, before: Run | None, found: list[tuple[Place, Result]]
    ) -> Iterator[tuple[Place, Trace | None]]:
        # What the last round itself has written is nobody's weakening.
        since, until = _moment((before or run).ended or run.started), _moment(run.started)
        for number, (place, result) in enumerate(found):
            control, scene = self.controls[result.control], self.scene(run, result.region)
            yield place, trace(scene, control, since, until) if number < _MOST_TRACES else None

    def _ending(self, since: date) -> tuple[Exemption, ...]:
        """Return the exceptions that end soon or have ended since a day."""
        return tuple(one for one in self.settings.exceptions if since <= one.until <= self.today + ENDS_SOON)


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _day_before(run: Run) -> date:
    """Return the day before a run by UTC: wherever the reader is, no later than the day of the run."""
    return _moment(run.started).date() - timedelta(days=1)
