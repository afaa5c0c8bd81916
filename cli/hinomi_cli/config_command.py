"""`hinomi config`: check the settings, show what follows from them, print their schema."""

from __future__ import annotations

import json
import time
from pathlib import Path  # noqa: TC003 - typer reads annotations at run time
from typing import Annotated

import typer

from hinomi.custom.event_pattern import written
from hinomi.errors import ConfigError
from hinomi_cli import settings_file
from hinomi_cli.route_command import route

app = typer.Typer(help="Check hinomi.yaml.", no_args_is_help=True)
app.command()(route)


@app.command()
def check(file: Annotated[Path, typer.Argument(help="The settings.")] = settings_file.DEFAULT_FILE) -> None:
    """Say every problem of the settings, with its path and what would be right. Exits with 1 if there is any."""
    try:
        problems = settings_file.find_problems(settings_file.read(file), now=time.time_ns() // 1_000_000)
    except ConfigError as error:
        problems = list(error.problems)
    for path, problem in problems:
        typer.echo(f"{path}: {problem}")
    if problems:
        raise typer.Exit(1)
    typer.echo(f"{file}: no problem")


@app.command()
def events(file: Annotated[Path, typer.Argument(help="The settings.")] = settings_file.DEFAULT_FILE) -> None:
    """Print the event pattern of the described events, to be pasted into the parameter MoreEvents."""
    try:
        described = settings_file.load(file).events
    except ConfigError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    if described:
        typer.echo(written(described))
    else:
        typer.echo(f"{file} describes no events: leave MoreEvents empty", err=True)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the settings."""
    typer.echo(json.dumps(settings_file.schema(), indent=2, ensure_ascii=False, sort_keys=True))
