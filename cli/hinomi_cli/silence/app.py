"""`hinomi silence`: hold alerts back for a while, with an owner, a reason and an end."""

from __future__ import annotations

import typer

from hinomi_cli.baseline.options import Command
from hinomi_cli.silence import add_command, end_command, list_command

app = typer.Typer(
    help="Hold alerts back for a while. Nothing is lost: what is still open is told when the silence ends.",
    no_args_is_help=True,
)
app.command("add", cls=Command)(add_command.add)
app.command("list", cls=Command)(list_command.show)
app.command("end", cls=Command)(end_command.end)
