"""A survey: what the round would do to an account, looked at with read rights only."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from hinomi import i18n
from hinomi.baseline.charge import Charge, charges
from hinomi.baseline.control import Mode
from hinomi.baseline.engine import Round
from hinomi.baseline.memory_journal import MemoryJournal
from hinomi.baseline.outcome import BAD, Outcome, Result
from hinomi.controls import CONTROLS
from hinomi_cli import settings_file
from hinomi_cli.baseline import choice, login
from hinomi_cli.baseline.choice import Tasks
from hinomi_cli.baseline.keeping import Keeping, open_rounds
from hinomi_cli.baseline.site import Site, open_site
from hinomi_cli.baseline.sweep import sweep

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hinomi.config import Config

_NUMBER = {control.id: number for number, control in enumerate(CONTROLS)}
_DECIDED = frozenset({"held", "kept"})
"""Notes on a difference that a person wants."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a command line asks for."""

    regions: list[str]
    controls: list[str]
    config: Path | None
    profile: str | None
    table: str | None
    locale: str


class Survey(msgspec.Struct, frozen=True, kw_only=True):
    """What was found. `charges` are what the settings and the operator's word allow, by control id.

    `whole` says that nothing on the command line has narrowed it.
    """

    whole: bool
    site: Site
    keeping: Keeping
    charges: dict[str, Charge]
    tasks: Tasks
    results: tuple[Result, ...] = ()

    @property
    def changeable(self) -> tuple[Result, ...]:
        """What would change and may."""
        return tuple(
            one
            for one in self.results
            if one.outcome is Outcome.WOULD_CHANGE and choice.may_change(self.charges[one.control], one.region)
        )


def look(asked: Asked) -> Survey:
    """Look at everything that was asked for, and write nothing; raise `RefusedError` or `ConfigError`."""
    survey = _begin(asked, settings_file.load(asked.config))
    held = frozenset(place for place in survey.keeping.rounds.holds() if place[0] not in asked.controls)
    reporting = {region: tuple(map(_capped, found)) for region, found in survey.tasks.items()}
    results: list[Result] = []

    def round_in(region: str) -> Round:
        return Round(run="", scene=survey.site.scene(region), journal=MemoryJournal(), clock=now, held=held)

    sweep(reporting, round_in, results.extend)
    return msgspec.structs.replace(survey, results=in_order(results))


def _begin(asked: Asked, config: Config) -> Survey:
    controls = choice.chosen(asked.controls, asked.locale)
    baseline = choice.ordered(config.baseline, asked.controls)
    entered = login.log_in(asked.profile)
    site = open_site(entered, baseline)
    keeping = open_rounds(asked.table, entered)
    keeping.must_be_of(site.where.account)
    today = datetime.now(UTC).astimezone(i18n.time_zone(config.time_zone)).date()
    charged = tuple(charges(controls, baseline, today))
    return Survey(
        whole=not asked.regions and not asked.controls,
        site=site,
        keeping=keeping,
        charges={charge.control.id: charge for charge in charged},
        tasks=choice.tasks(charged, site.regions(asked.regions), site.where.home, asked.controls),
    )


def _capped(charge: Charge) -> Charge:
    return msgspec.structs.replace(charge, mode=Mode.REPORT)


def in_order(results: Iterable[Result]) -> tuple[Result, ...]:
    """Sort results as the controls are listed, then by Region and resource."""
    return tuple(sorted(results, key=lambda one: (_NUMBER.get(one.control, len(_NUMBER)), one.region, one.resource)))


def now() -> int:
    """Return the time in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def status(results: Iterable[Result]) -> int:
    """Say with which status a plan ends: 1 where something failed, 2 where something is to do, else 0."""
    found = tuple(results)
    if any(one.outcome in BAD for one in found):
        return 1
    return 2 if any(map(_to_do, found)) else 0


def _to_do(result: Result) -> bool:
    if result.outcome is Outcome.DRIFT:
        return not _DECIDED & {note.key for note in result.notes}
    return result.outcome in {Outcome.WOULD_CHANGE, Outcome.MANUAL}
