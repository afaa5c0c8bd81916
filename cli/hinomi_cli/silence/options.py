"""The options that the commands of silences share."""

from __future__ import annotations

from typing import Annotated

import typer

from hinomi_cli.silence.deployment import STACK, TABLE_VARIABLE

AsJson = Annotated[bool, typer.Option("--json", help="Print a line of JSON for each.")]
Table = Annotated[
    str | None,
    typer.Option(help=f"The deployment's table of groups, also {TABLE_VARIABLE}; asked of the stack if not named."),
]
Stack = Annotated[str, typer.Option(help="The deployment's CloudFormation stack.")]
Terms = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="TERM...",
        help="What an alert must be like: source=guardduty, 'type=Recon:*', account!=111122223333, 'severity<=LOW'. "
        "All of them must fit; of the same label one.",
        show_default=False,
    ),
]

__all__ = ["STACK", "AsJson", "Stack", "Table", "Terms"]
