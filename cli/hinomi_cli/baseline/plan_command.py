"""`hinomi baseline plan`: what the round would change, and why not the rest."""

from __future__ import annotations

import typer
from rich.console import Console

from hinomi_cli import settings_file
from hinomi_cli.baseline.lines import print_results
from hinomi_cli.baseline.options import (
    ENGLISH,
    AsJson,
    Controls,
    Lang,
    Profile,
    Regions,
    Settings,
    Table,
)
from hinomi_cli.baseline.survey import Asked, Survey, look, status
from hinomi_cli.baseline.view import View
from hinomi_cli.baseline.words import word


def plan(  # noqa: PLR0913 - each is an option
    *,
    region: Regions = None,
    control: Controls = None,
    as_json: AsJson = False,
    lang: Lang = ENGLISH,
    config: Settings = None,
    profile: Profile = None,
    table: Table = None,
) -> None:
    """Show what the round would change, with read rights only. Changes nothing.

    Exits with 0 when there is nothing to do,
    2 when something would change or is for a person to do,
    and 1 when anything could not be looked at.
    """
    asked = Asked(
        regions=region or [], controls=control or [], config=config, profile=profile, table=table, locale=lang
    )
    survey = look(asked)
    announce(asked, survey)
    if as_json:
        print_results(survey.results, lang)
    else:
        view = View(Console(), lang, survey.site.covered, survey.charges)
        view.show(survey.results)
        view.say("plan.hint" if survey.changeable else "plan.none")
    raise typer.Exit(status(survey.results))


def announce(asked: Asked, survey: Survey) -> None:
    """Say on standard error what a person should know of how it was looked."""
    if asked.config is None and not settings_file.DEFAULT_FILE.exists():
        typer.echo(word(asked.locale, "no_file"), err=True)
    if not survey.charges:
        typer.echo(word(asked.locale, "switched_off"), err=True)
    home = survey.site.where.home
    if asked.regions and home not in asked.regions and home not in survey.tasks and not asked.controls:
        typer.echo(word(asked.locale, "left_out", home=home), err=True)
