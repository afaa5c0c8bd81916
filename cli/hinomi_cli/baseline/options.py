"""The options that the commands of the round share, and what every one of them does with an error."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand
from typer.exceptions import TyperException

from hinomi.config import LOCALES
from hinomi.errors import HinomiError
from hinomi_cli.baseline.keeping import TABLE_VARIABLE
from hinomi_cli.baseline.refusal import sentence

# The choices come from the registry, which mypy cannot follow.
LocaleOption = StrEnum("LocaleOption", list(LOCALES))  # type: ignore[misc]
ENGLISH = LocaleOption("en")

AsJson = Annotated[bool, typer.Option("--json", help="Print a line of JSON for each control, Region and resource.")]
Lang = Annotated[LocaleOption, typer.Option(help="The language of what is printed.")]
Settings = Annotated[Path | None, typer.Option("--config", help="The settings; hinomi.yaml here if not named.")]
Profile = Annotated[str | None, typer.Option(help="A profile of the AWS configuration.")]
Table = Annotated[
    str | None,
    typer.Option(
        help=f"The table of a deployment's rounds, also {TABLE_VARIABLE}; .hinomi/rounds.jsonl here if not named."
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
Controls = Annotated[list[str] | None, typer.Option("--control", help="Only this control; may be repeated.")]
Regions = Annotated[
    list[str] | None,
    typer.Option(
        "--region",
        help="Only this Region; may be repeated. Without the home Region, what the account has once (a password "
        "policy) is left out, unless --control names it.",
    ),
]


class Command(TyperCommand):
    """A command whose every failure is one sentence and status 1, so that 2 can mean "there is something to do"."""

    def make_context(self, *arguments: Any, **more: Any) -> Any:  # noqa: ANN401 - as typer has them
        """Read the command line."""
        try:
            return super().make_context(*arguments, **more)
        except TyperException as error:
            error.exit_code = 1
            raise

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - likewise
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # who reads has gone: typer ends quietly
            raise
        except (HinomiError, OSError) as error:
            typer.echo(sentence(error, str(ctx.params["lang"])), err=True)
            raise typer.Exit(1) from error
