"""`hinomi silence list`: what is held back, by whose word and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from hinomi.edge.silence_table import SilenceTable
from hinomi.routing.silences import Silence, State, by_end, standing
from hinomi.text import clean
from hinomi_cli import settings_file
from hinomi_cli.baseline.lines import print_line
from hinomi_cli.baseline.options import ENGLISH, Lang, Profile, Settings
from hinomi_cli.silence import when
from hinomi_cli.silence.deployment import deployed
from hinomi_cli.silence.options import STACK, AsJson, Stack, Table
from hinomi_cli.silence.showing import conditions
from hinomi_cli.silence.words import word

if TYPE_CHECKING:
    from hinomi.config import Config

_STYLES = {State.ACTIVE: "green", State.PENDING: "yellow", State.ENDED: "dim"}

Ended = Annotated[bool, typer.Option("--all", help="Those that have ended in the last 90 days too.")]


def show(  # noqa: PLR0913 - each is an option
    *,
    ended: Ended = False,
    as_json: AsJson = False,
    lang: Lang = ENGLISH,
    config: Settings = None,
    profile: Profile = None,
    table: Table = None,
    stack: Stack = STACK,
) -> None:
    """List the silences: those of this command line, and those that hinomi.yaml keeps."""
    settings, now = settings_file.load(config), when.now()
    with deployed(table, stack, profile, lang) as deployment:
        kept = SilenceTable(deployment.dynamodb, deployment.table).everything()
    every = by_end((*kept, *standing(settings)))
    shown = [one for one in every if ended or one.state(now) is not State.ENDED]
    if as_json:
        for one in shown:
            print_line(_line(one, now))
        return
    console = Console()
    if shown:
        console.print(_grid(shown, settings, lang, now))
    else:
        console.print(word(lang, "list.none_at_all" if ended else "list.none"))
    if settings.silences:
        console.print(Text(word(lang, "list.file"), style="dim"), soft_wrap=True)


def _line(silence: Silence, now: int) -> dict[str, object]:
    return {
        "id": silence.id,
        "state": silence.state(now).value,
        "match": silence.match,
        "owner": silence.owner,
        "reason": silence.reason,
        "starts": when.iso(silence.starts) if silence.starts else None,
        "ends": when.iso(silence.ends),
        "allow_critical": silence.allow_critical,
        "created": when.iso(silence.created) if silence.created else None,
        "by": silence.by,
    }


def _grid(silences: list[Silence], config: Config, locale: str, now: int) -> Grid:
    grid = Grid(box=None, pad_edge=False, header_style="bold")
    for name in ("id", "state", "span", "match", "owner", "reason"):
        grid.add_column(
            word(locale, f"column.{name}", zone=config.time_zone),
            no_wrap=name in {"id", "state"},
            overflow="fold",
        )
    for one in silences:
        state = one.state(now)
        span = [when.local(one.ends, config)]
        if state is State.PENDING:
            span.insert(0, word(locale, "list.from", starts=when.local(one.starts, config)))
        match = [*conditions(one.match, locale), *(["--allow-critical"] if one.allow_critical else [])]
        grid.add_row(
            Text(clean(one.id), style="cyan"),
            Text(word(locale, f"state.{state}"), style=_STYLES[state]),
            Text("\n".join(span)),
            Text("\n".join(match)),
            Text(clean(one.owner)),
            Text(clean(one.reason)),
        )
    return grid
