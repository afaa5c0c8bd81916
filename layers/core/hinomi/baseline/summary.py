"""A summary: all that the report of one run says, before any language."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from hinomi.baseline.archive import Run
from hinomi.baseline.journal import Place
from hinomi.baseline.outcome import Result
from hinomi.baseline.settings import Exemption
from hinomi.baseline.watch import Watch


class Trace(msgspec.Struct, frozen=True, kw_only=True):
    """Who changed a setting since the last run, from CloudTrail. `actor` is an ARN or a name, untrusted."""

    actor: str
    event: str
    at: datetime


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """All that the report says.

    `written` says that the journal holds writes of the run, whatever became of them. `drifted` names the places that
    are weaker than after the last run, with the trace that CloudTrail has, if any. `waiting` are the places of which
    the last report has told the same. `unfinished` are the Regions that the run did not finish, with the reason.
    `exemptions` are those that end within 30 days or have ended since the last run. Scores are percents, -1 where not
    known. `open_alerts` counts what the watch has told of and is still open, by severity (`CRITICAL`, ...), and
    `told_alerts` what it has told of in seven days; None when that was not counted. `watch` is what else it has to say.
    """

    run: Run
    today: date
    results: tuple[Result, ...]
    written: bool = False
    drifted: dict[Place, Trace | None] = {}
    waiting: frozenset[Place] = frozenset()
    unfinished: dict[str, str] = {}
    exemptions: tuple[Exemption, ...] = ()
    score_before: int = -1
    open_alerts: dict[str, int] | None = None
    told_alerts: int | None = None
    watch: Watch = Watch()
