"""`hinomi`, the operator's command line."""

from __future__ import annotations

import typer

from hinomi_cli import config_command, render_command, replay_command
from hinomi_cli.baseline import app as baseline
from hinomi_cli.baseline.options import Command
from hinomi_cli.silence import alerts_command
from hinomi_cli.silence import app as silence

app = typer.Typer(
    help="Hinomi: security and cost events of AWS accounts, as messages that a person can act on.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("render")(render_command.render)
app.command("replay")(replay_command.replay)
app.command("alerts", cls=Command)(alerts_command.show)
app.add_typer(baseline.app, name="baseline")
app.add_typer(config_command.app, name="config")
app.add_typer(silence.app, name="silence")


def main() -> None:
    """Run the command line."""
    app()
