"""Rounds over the account in memory: settle a control, run it again, take it back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from hinomi.baseline.charge import charges
from hinomi.baseline.control import Control, Mode
from hinomi.baseline.engine import Round
from hinomi.baseline.journal import Step
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.patrol import Patrol
from hinomi.baseline.scene import Scene
from hinomi.baseline.settings import Approval, Baseline, Settings
from hinomi.baseline.undo import Undone, undo
from hinomi.edge.aws import BotoAws
from support.account.fake import ACCOUNT, HOME, FakeAccount

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hinomi.baseline.outcome import Result
    from hinomi.baseline.summary import Summary
    from hinomi.edge.round_table import RoundTable

TODAY = date(2026, 11, 22)
WEEK_MS = 7 * 86_400_000


def scene_of(fake: FakeAccount, region: str = HOME, **overrides: Any) -> Scene:
    """The account as a control sees it, nothing remembered from before."""
    facts: dict[str, Any] = {"regions": fake.regions, "enabled": fake.regions, **overrides}
    return Scene(aws=BotoAws(fake.session), account=ACCOUNT, region=region, home=HOME, **facts)


def settle(  # noqa: PLR0913 - each with a default
    fake: FakeAccount,
    control: Control,
    *,
    region: str = HOME,
    mode: Mode = Mode.ENFORCE,
    desired: dict[str, Any] | None = None,
    baseline: Baseline | None = None,
    journal: MemoryJournal | None = None,
    run: str = "run-1",
) -> tuple[Result, ...]:
    """Settle one control in one Region, an approval for it given, as a fresh process does."""
    chosen = baseline or Baseline(
        mode="enforce",
        controls={control.id: Settings(mode=mode.value, desired=desired or {})},
        approvals=[Approval(control=control.id, regions=[region], by="a person", until=TODAY)],
    )
    journal = journal or MemoryJournal()
    begun = {entry.place: entry for entry in journal.entries(run) if entry.step is not Step.UNDONE}
    one = Round(
        run=run,
        scene=scene_of(fake, region),
        journal=journal,
        clock=lambda: 1_795_143_845_000,
        held=journal.holds(),
        begun=begun,
    )
    return tuple(result for charge in charges([control], chosen, TODAY) for result in one.settle(charge))


@dataclass
class Account:
    """The account in memory with the table of its rounds, and one round after another over it."""

    fake: FakeAccount
    controls: Mapping[str, Control]
    table: RoundTable
    settings: Baseline = field(default_factory=Baseline)
    now: int = 1_795_143_845_000

    @property
    def today(self) -> date:
        """The day."""
        return datetime.fromtimestamp(self.now / 1000, UTC).date()

    def patrol(self, **overrides: Any) -> Patrol:
        """A fresh process, with nothing remembered but what the table holds."""
        facts: dict[str, Any] = {
            "aws": BotoAws(self.fake.session),
            "archive": self.table,
            "journal": self.table,
            "controls": self.controls,
            "settings": self.settings,
            "clock": lambda: self.now,
            "today": self.today,
            **overrides,
        }
        return Patrol(**facts)

    def round(self, run: str, **overrides: Any) -> Summary:
        """Go once over every Region, as the state machine does, a fresh process for each step."""
        self.now += WEEK_MS
        planned = self.patrol(**overrides).plan(run, ACCOUNT, HOME, self.fake.regions)
        problems = {}
        for region in planned.regions:
            leg = self.patrol(**overrides).walk(planned, region, may_go_on=lambda: True)
            for _ in range(9):
                if not leg.remaining:
                    break
                leg = self.patrol(**overrides).walk(planned, region, leg.remaining, may_go_on=lambda: True)
            if leg.remaining:
                problems[region] = leg.why
        summary = self.patrol(**overrides).sum_up(planned, problems)
        self.table.keep_run(msgspec.structs.replace(planned, ended=self.now + 60_000))
        return summary

    def undo(self, run: str) -> tuple[Undone, ...]:
        """Take a run back."""
        entries = self.table.entries(run)
        return tuple(undo(entries, self.controls.values(), lambda region: scene_of(self.fake, region), self.table))


def take_back(fake: FakeAccount, control: Control, journal: MemoryJournal, run: str = "run-1") -> tuple[Undone, ...]:
    """Undo what a run did with one control."""
    return tuple(undo(journal.entries(run), [control], lambda region: scene_of(fake, region), journal))


def only(results: tuple[Result, ...]) -> Result:
    """The result of what there is one of."""
    (result,) = results
    return result


def keys(result: Result) -> list[str]:
    """What a result notes."""
    return [note.key for note in result.notes]


def notes(result: Result) -> dict[str, dict[str, str]]:
    """What a result notes, with the values that the sentences name."""
    return {note.key: note.values for note in result.notes}
