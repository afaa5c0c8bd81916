"""`hinomi config route`: the way that an event takes by the routes of hinomi.yaml."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path  # noqa: TC003 - typer reads annotations at run time
from typing import TYPE_CHECKING, Annotated

import typer

from hinomi.custom.descriptions import Descriptions
from hinomi.decide import dismiss
from hinomi.errors import ConfigError
from hinomi.normalize import normalize
from hinomi.routing.groups import urgent_group
from hinomi.routing.routes import DEFAULT, Router, at_once
from hinomi.text import clean
from hinomi_cli import settings_file
from hinomi_cli.event_files import UnreadableError, read_events

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hinomi.config import Config
    from hinomi.model import Alert, Branch


def route(
    file: Annotated[Path, typer.Argument(help="The event, or - for standard input.")],
    config: Annotated[Path | None, typer.Option(help="The settings; hinomi.yaml here if not named.")] = None,
) -> None:
    """Show which routes take an event and why, whom they tell, and with which other alerts."""
    try:
        events, chosen = read_events(file), settings_file.load(config)
    except (UnreadableError, ConfigError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    router, custom = Router(chosen), Descriptions(chosen.events)
    for alert in (alert for event in events for alert in normalize(event, custom)):
        typer.echo(
            clean(f"{alert.source} {alert.type}, {alert.severity.name}, {alert.account} {alert.region}".rstrip())
        )
        dismissed = dismiss(alert, chosen.floor)
        if dismissed is not None:
            typer.echo(f"  nobody is told: {dismissed.reason.value}")
            continue
        for branch in router.branches(alert):
            for name, value in _describe(router, chosen, alert, branch):
                typer.echo(f"  {name:<9} {clean(value)}")


def _describe(router: Router, config: Config, alert: Alert, branch: Branch) -> Iterator[tuple[str, str]]:
    """List what there is to say of a branch, as (name, text)."""
    plan, urgent = router.plan(branch.route), at_once(alert)
    yield "route", branch.route
    yield "why", plan.because or "no other route takes it"
    yield "receiver", branch.receiver
    yield "group", urgent_group(branch, alert.fingerprint) if urgent else branch.group
    yield "wait", "none: told at once" if urgent else str(timedelta(milliseconds=plan.wait))
    yield "muted in", ", ".join(plan.mute) or "no window"
    yield "outlets", ", ".join(_outlets(router, config, branch.receiver))


def _outlets(router: Router, config: Config, receiver: str) -> tuple[str, ...]:
    if receiver == DEFAULT and DEFAULT not in config.receivers:
        return ("all that the stack deploys",)
    return tuple(outlet.name for outlet in router.outlets(receiver, ()))
