"""`hinomi baseline undo`: bring back what was there before a run."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer
from rich.console import Console

from hinomi.baseline.archive import Run
from hinomi.baseline.journal import Entry, Step
from hinomi.baseline.undo import Undone
from hinomi.baseline.undo import undo as undo_writes
from hinomi.controls import CONTROLS
from hinomi_cli import settings_file
from hinomi_cli.baseline import login
from hinomi_cli.baseline.asking import agreed
from hinomi_cli.baseline.choice import chosen
from hinomi_cli.baseline.keeping import Keeping, open_rounds
from hinomi_cli.baseline.options import ENGLISH, AsJson, Controls, Lang, Profile, Settings, Table, Yes
from hinomi_cli.baseline.progress import progress
from hinomi_cli.baseline.site import Site, open_site
from hinomi_cli.baseline.survey import Asked
from hinomi_cli.baseline.undo_view import AS_BEFORE, UndoView, print_undone
from hinomi_cli.baseline.words import word


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """A run, and those of its writes that are to be taken back, in the account as it was for the run."""

    run: Run
    entries: tuple[Entry, ...]
    keeping: Keeping
    site: Site


def undo(  # noqa: PLR0913 - each is an argument or an option
    *,
    run: Annotated[str, typer.Argument(help="The run, as `apply` or the mail names it.")],
    control: Controls = None,
    yes: Yes = False,
    as_json: AsJson = False,
    lang: Lang = ENGLISH,
    config: Settings = None,
    profile: Profile = None,
    table: Table = None,
) -> None:
    """Show what a run has changed, ask, and bring back what was there before, the last change first.

    What somebody has changed since is left alone. What was taken back is held: no round changes it by itself.

    Exits with 0 when all is as before,
    and with 1 when anything failed or has been changed since, or nobody agreed.
    """
    asked = Asked(regions=[], controls=control or [], config=config, profile=profile, table=table, locale=lang)
    undone = _settle(_look(run, asked), Console(stderr=as_json), lang, yes=yes)
    if as_json:
        print_undone(undone, lang)
    raise typer.Exit(int(any(one.undoing not in AS_BEFORE for one in undone)))


def _look(name: str, asked: Asked) -> Past:
    """Find the run and its writes that nobody has taken back yet."""
    chosen(asked.controls, asked.locale)
    config, entered = settings_file.load(asked.config), login.log_in(asked.profile)
    keeping = open_rounds(asked.table, entered)
    run = keeping.run(name)
    site = open_site(entered, config.baseline)
    keeping.must_be_of(site.where.account)
    entries = (entry for entry in keeping.rounds.entries(run.id) if entry.step is not Step.UNDONE)
    return Past(
        run=run,
        entries=tuple(entry for entry in entries if not asked.controls or entry.control in asked.controls),
        keeping=keeping,
        site=msgspec.structs.replace(site, where=msgspec.structs.replace(site.where, home=run.home)),
    )


def _settle(past: Past, console: Console, locale: str, *, yes: bool) -> list[Undone]:
    """Show what will be taken back, ask, take it back, and show what became of it."""
    view = UndoView(console, locale, past.site.covered)
    if not past.entries:
        view.say("undo.none", run=past.run.id)
        return []
    view.foretell(word(locale, "undo.heading", run=past.run.id, account=past.run.account), past.entries)
    if not agreed(word(locale, "undo.ask", count=len(past.entries)), locale, yes=yes):
        raise typer.Exit(1)
    undone = []
    with progress(len(past.entries)) as advance:
        for one in undo_writes(past.entries, CONTROLS, past.site.scene, past.keeping.rounds):
            advance(one.entry.region)
            undone.append(one)
    view.show(undone)
    return undone
