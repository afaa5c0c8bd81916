"""`hinomi`, the operator's command line."""

from __future__ import annotations

import typer

from hinomi_cli import config_command, render_command, replay_command
from hinomi_cli.baseline import app as baseline

app = typer.Typer(
    help="Hinomi: security and cost events of AWS accounts, as messages that a person can act on.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("render")(render_command.render)
app.command("replay")(replay_command.replay)
app.add_typer(baseline.app, name="baseline")
app.add_typer(config_command.app, name="config")


def main() -> None:
    """Run the command line."""
    app()
