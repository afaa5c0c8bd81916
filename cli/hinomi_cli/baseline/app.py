"""`hinomi baseline`: the round, from the operator's command line."""

from __future__ import annotations

import typer

from hinomi_cli.baseline import apply_command, list_command, plan_command, report_command, undo_command
from hinomi_cli.baseline.options import Command

app = typer.Typer(
    help="The security settings of an account: what is weaker than the baseline, and mending it. Never weakens any.",
    no_args_is_help=True,
)
app.command("list", cls=Command)(list_command.show)
app.command("plan", cls=Command)(plan_command.plan)
app.command("apply", cls=Command)(apply_command.apply)
app.command("report", cls=Command)(report_command.report)
app.command("undo", cls=Command)(undo_command.undo)
