"""`hinomi replay`: all events under some folders, in order of event time, through the real pipeline."""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path  # noqa: TC003 - typer reads annotations at run time
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from hinomi.config import LOCALES
from hinomi.errors import ConfigError, HinomiError
from hinomi.normalize import normalize
from hinomi.render import CHANNEL_NAMES
from hinomi.text import clean
from hinomi_cli import settings_file
from hinomi_cli.event_files import UnreadableError, find_files, read_events
from hinomi_cli.rehearsal import Clock, Post, Rehearsal, everywhere, rehearse
from hinomi_cli.render_command import summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.model import Event
    from hinomi.pipeline import Outcome

_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass
class Tally:
    """What a replay counted."""

    events: int = 0
    bad_files: int = 0
    failed: int = 0
    messages: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    notified: int = 0
    seconds: float = 0.0


def replay(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders of events.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print a line of JSON for each event.")] = False,  # noqa: FBT002 - a flag
    config: Annotated[Path | None, typer.Option(help="The settings; hinomi.yaml here if not named.")] = None,
) -> None:
    """Send all events under the paths through the real watch and flush, on a clock that follows the events' times.

    Messages come out as they would: in groups, for every channel and language unless the settings name receivers.
    """
    try:
        chosen = settings_file.load(config)
    except ConfigError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    tally = Tally()
    table = Table("file", "source", "severity", "decision", "reason")
    events = sorted(_read_all(paths, tally), key=lambda item: item[0])
    post = Post()
    start = next((int(when.timestamp() * 1000) for when, _, _ in events if when < _LAST), 0)
    rehearsal = rehearse(chosen, everywhere(CHANNEL_NAMES, LOCALES), clock=Clock(start), publisher=post, parking=post)
    for file, outcome in _run(events, rehearsal, tally):
        if as_json:
            typer.echo(
                json.dumps({"file": str(file), **summary(outcome), "routes": _routes(outcome)}, ensure_ascii=False)
            )
        else:
            alert, decision = outcome.alert, outcome.decision
            verdict = "notify" if decision.notify else "silent"
            table.add_row(escape(clean(str(file))), alert.source, alert.severity.name, verdict, decision.reason.value)
    tally.messages = len(post.sent)
    if as_json:
        typer.echo(json.dumps(_totals(tally)))
    else:
        _print_totals(table, tally)


def _read_all(paths: list[Path], tally: Tally) -> Iterator[tuple[datetime, Path, Event]]:
    for file in find_files(paths):
        try:
            for event in read_events(file):
                yield _time(event), file, event
        except UnreadableError as error:
            tally.bad_files += 1
            typer.echo(str(error), err=True)


def _time(event: Event) -> datetime:
    """Say when the event was sent, else of when it tells (a bare finding or record); one without time comes last."""
    if event.received_at:
        return event.received_at
    version = max(alert.version for alert in normalize(event))
    return datetime.fromtimestamp(version / 1000, UTC) if version else _LAST


def _run(
    events: list[tuple[datetime, Path, Event]], rehearsal: Rehearsal, tally: Tally
) -> Iterator[tuple[Path, Outcome]]:
    """Take every event at its own time; the clock stands still while one is taken."""
    for when, file, event in events:
        tally.events += 1
        started = time.perf_counter()
        try:
            if when < _LAST:
                rehearsal.turn_to(int(when.timestamp() * 1000))
            outcomes = rehearsal.take(event)
        except HinomiError as error:
            tally.failed += 1
            typer.echo(f"{file}: {error}", err=True)
            continue
        finally:
            tally.seconds += time.perf_counter() - started
        for outcome in outcomes:
            tally.reasons[outcome.decision.reason.value] += 1
            tally.notified += outcome.decision.notify
            yield file, outcome
    started = time.perf_counter()
    rehearsal.finish()
    tally.seconds += time.perf_counter() - started


def _routes(outcome: Outcome) -> list[dict[str, str]]:
    return [{"route": branch.route, "receiver": branch.receiver} for branch in outcome.branches]


def _totals(tally: Tally) -> dict[str, Any]:
    return {
        "events": tally.events,
        "notified": tally.notified,
        "messages": tally.messages,
        "seconds": round(tally.seconds, 4),
        "bad_files": tally.bad_files,
        "failed": tally.failed,
    }


def _print_totals(table: Table, tally: Tally) -> None:
    console = Console()
    console.print(table)
    rate = tally.events / tally.seconds if tally.seconds else 0.0
    console.print(
        f"{tally.events} events, {tally.notified} notified, {tally.messages} messages, {tally.bad_files} bad files, "
        f"{tally.failed} failed; "
        f"{tally.seconds:.2f} s, {rate:,.0f} events/s ({len(CHANNEL_NAMES)} channels x {len(LOCALES)} languages each)"
    )
    console.print("  ".join(f"{reason} {number}" for reason, number in tally.reasons.most_common()))
