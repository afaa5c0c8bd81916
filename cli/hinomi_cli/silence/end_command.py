"""`hinomi silence end`: let what a silence holds back be told again."""

from __future__ import annotations

from typing import Annotated

import typer

from hinomi.edge.silence_table import SilenceTable
from hinomi.routing.silences import State, standing
from hinomi_cli import settings_file
from hinomi_cli.baseline.options import ENGLISH, Lang, Profile, Settings
from hinomi_cli.silence import when
from hinomi_cli.silence.deployment import deployed
from hinomi_cli.silence.options import STACK, Stack, Table
from hinomi_cli.silence.refusal import refusal
from hinomi_cli.silence.words import word


def end(  # noqa: PLR0913 - each is an option
    name: Annotated[str, typer.Argument(metavar="ID", help="The silence, as hinomi silence list names it.")],
    *,
    lang: Lang = ENGLISH,
    config: Settings = None,
    profile: Profile = None,
    table: Table = None,
    stack: Stack = STACK,
) -> None:
    """End a silence now. What is still active of what it held back is told within 15 minutes."""
    settings, now = settings_file.load(config), when.now()
    if name in {one.id for one in standing(settings)}:
        raise refusal(lang, "of_file", id=name)
    with deployed(table, stack, profile, lang) as deployment:
        kept = SilenceTable(deployment.dynamodb, deployment.table)
        found = next((one for one in kept.everything() if one.id == name), None)
        if found is None:
            raise refusal(lang, "unknown", id=name)
        if not kept.end(name, now):
            raise refusal(lang, "ended", id=name, ends=when.local(found.ends, settings))
    pending = found.state(now) is State.PENDING
    typer.echo(word(lang, "end.done_pending" if pending else "end.done", id=name))
