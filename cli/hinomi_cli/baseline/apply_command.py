"""`hinomi baseline apply`: strengthen what is weaker, as far as hinomi.yaml and the operator's word go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from rich.console import Console

from hinomi.baseline.outcome import BAD, Outcome
from hinomi_cli import settings_file
from hinomi_cli.baseline.asking import agreed
from hinomi_cli.baseline.change import Change
from hinomi_cli.baseline.lines import print_results
from hinomi_cli.baseline.options import ENGLISH, AsJson, Controls, Lang, Profile, Regions, Settings, Table, Yes
from hinomi_cli.baseline.plan_command import announce
from hinomi_cli.baseline.refusal import RefusedError
from hinomi_cli.baseline.survey import Asked, Survey, in_order, look
from hinomi_cli.baseline.view import View
from hinomi_cli.baseline.words import word

if TYPE_CHECKING:
    from hinomi.baseline.outcome import Result


def apply(  # noqa: PLR0913 - each is an option
    *,
    region: Regions = None,
    control: Controls = None,
    yes: Yes = False,
    as_json: AsJson = False,
    lang: Lang = ENGLISH,
    config: Settings = None,
    profile: Profile = None,
    table: Table = None,
) -> None:
    """Show the plan, ask, and change what the settings allow. `undo` takes it back.

    A control that --control names is changed even where its mode is report, or where an undo holds it.
    Exceptions, what stands in the way, and the approval of destructive changes stay in force.

    Exits with 0 when all that may be changed is,
    and with 1 when anything failed or was denied, or nobody agreed.
    """
    asked = Asked(
        regions=region or [], controls=control or [], config=config, profile=profile, table=table, locale=lang
    )
    results = _settle(asked, Console(stderr=as_json), yes=yes)
    if as_json:
        print_results(results, lang)
    raise typer.Exit(int(any(one.outcome in BAD for one in results)))


def _settle(asked: Asked, console: Console, *, yes: bool) -> tuple[Result, ...]:
    """Show the plan, ask, and change; return what became of everything that was asked for."""
    if asked.config is None and not settings_file.DEFAULT_FILE.exists():
        raise RefusedError("refuse.no_file")
    survey = look(asked)
    announce(asked, survey)
    view = View(console, asked.locale, survey.site.covered, survey.charges)
    view.show(survey.results)
    if not survey.changeable:
        view.say("apply.none")
        return survey.results
    question = word(view.locale, "apply.ask", count=len(survey.changeable), account=survey.site.where.account)
    if not agreed(question, view.locale, yes=yes):
        raise typer.Exit(1)
    return _change(survey, view)


def _change(survey: Survey, view: View) -> tuple[Result, ...]:
    """Change what may be changed, and show what became of it."""
    change = Change(survey)
    typer.echo(word(view.locale, "apply.begin", run=change.run.id), err=True)
    try:
        change.make()
    except KeyboardInterrupt:
        view.show(in_order(change.settled))
        typer.echo(word(view.locale, "apply.stopped", run=change.run.id), err=True)
        raise typer.Exit(1) from None
    view.console.rule()
    view.show(in_order(change.settled))
    changed = sum(one.outcome in {Outcome.CHANGED, Outcome.PENDING} for one in change.settled)
    view.say("apply.end", run=change.run.id, count=changed)
    view.say("apply.left")
    return in_order([*change.untouched, *change.settled])
