"""`hinomi alerts`: what is open, whether people know of it, and what holds it back now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from hinomi.routing.groups import short_id
from hinomi.routing.matchers import compile_match, parse_terms
from hinomi_cli import settings_file
from hinomi_cli.baseline.lines import print_line
from hinomi_cli.baseline.options import ENGLISH, Lang, Profile, Settings
from hinomi_cli.silence import when
from hinomi_cli.silence.deployment import deployed
from hinomi_cli.silence.options import STACK, AsJson, Stack, Table, Terms
from hinomi_cli.silence.present import Status, look
from hinomi_cli.silence.showing import STYLES, places, title
from hinomi_cli.silence.words import word

if TYPE_CHECKING:
    from hinomi.config import Config


def show(  # noqa: PLR0913 - each is an option
    terms: Terms = None,
    *,
    as_json: AsJson = False,
    lang: Lang = ENGLISH,
    config: Settings = None,
    profile: Profile = None,
    table: Table = None,
    stack: Stack = STACK,
) -> None:
    """List what is open or waits to be told, the worst first, and what a silence or a rule makes of it now."""
    settings, now = settings_file.load(config), when.now()
    matchers = compile_match(parse_terms(terms or ()))
    with deployed(table, stack, profile, lang) as deployment:
        found, count = look(deployment, settings, matchers, now)
    if as_json:
        for one in found:
            print_line(_line(one))
        return
    console = Console()
    if not found:
        console.print(word(lang, "alerts.none_fits" if count else "alerts.none", count=count))
        return
    console.print(_grid(found, settings, lang))
    console.print(Text(word(lang, "alerts.end", count=len(found), zone=settings.time_zone)), soft_wrap=True)


def _line(status: Status) -> dict[str, object]:
    alert, hold = status.open.alert, status.hold
    return {
        "alert": short_id(alert.fingerprint),
        "source": alert.source,
        "type": alert.type,
        "severity": alert.severity.name,
        "account": alert.account,
        "region": alert.region,
        "title": alert.title,
        "route": status.open.branch.route,
        "receiver": status.open.branch.receiver,
        "told": when.iso(status.open.told) if status.open.told else None,
        "status": _kind(status),
        "by": hold.by if hold else None,
        "until": when.iso(hold.until) if hold and hold.until else None,
    }


def _kind(status: Status) -> str:
    if status.hold:
        return status.hold.reason.value
    return "told" if status.open.told else "waiting"


def _grid(found: tuple[Status, ...], config: Config, locale: str) -> Grid:
    grid = Grid(box=None, pad_edge=False, header_style="bold")
    for name in ("id", "severity", "alert", "where", "status"):
        grid.add_column(word(locale, f"column.{name}"), no_wrap=name in {"id", "severity"}, overflow="fold")
    for one in found:
        alert = one.open.alert
        grid.add_row(
            Text(short_id(alert.fingerprint), style="cyan"),
            Text(alert.severity.name, style=STYLES[alert.severity]),
            Text(title(alert)),
            Text("\n".join(places(alert))),
            Text(_status(one, config, locale), style="yellow" if one.hold else ""),
        )
    return grid


def _status(status: Status, config: Config, locale: str) -> str:
    """Say it in words; a hold whose end is unknown is said without it."""
    kind, hold, told = _kind(status), status.hold, status.open.told
    values = {
        "by": hold.by if hold else "",
        "until": when.local(hold.until, config) if hold and hold.until else "",
        "at": when.local(told, config) if told else "",
    }
    return word(locale, f"status.{kind}", **values)
