"""`hinomi baseline report`: what a run has found and done, in the words of the mail."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from hinomi import i18n
from hinomi.baseline.patrol import Patrol
from hinomi.baseline.report import wording
from hinomi.channels import email
from hinomi.controls import BY_ID
from hinomi.edge.aws import BotoAws
from hinomi.model import Event
from hinomi_cli import settings_file
from hinomi_cli.baseline import login
from hinomi_cli.baseline.keeping import Keeping, open_rounds
from hinomi_cli.baseline.lines import print_results
from hinomi_cli.baseline.options import ENGLISH, AsJson, Lang, Profile, Settings, Table
from hinomi_cli.baseline.survey import in_order, now
from hinomi_cli.rehearsal import Clock, rehearse
from hinomi_cli.render_command import look

if TYPE_CHECKING:
    from hinomi.baseline.archive import Run
    from hinomi.config import Config
    from hinomi.model import Message
    from hinomi_cli.baseline.login import Login


def report(  # noqa: PLR0913 - each is an option
    *,
    run: Annotated[str | None, typer.Argument(help="The run; the latest if not named.")] = None,
    as_json: AsJson = False,
    lang: Lang = ENGLISH,
    config: Settings = None,
    profile: Profile = None,
    table: Table = None,
) -> None:
    """Say what a run has found and done, in the words of the mail. Exits with 1 if no run is kept."""
    chosen, entered = settings_file.load(config), login.log_in(profile)
    keeping = open_rounds(table, entered)
    found = keeping.run(run)
    if as_json:
        print_results(in_order(keeping.rounds.results(found.id)), lang)
        return
    for message in _messages(found, keeping, chosen, entered, lang):
        typer.echo(message.body)


def _messages(run: Run, keeping: Keeping, config: Config, entered: Login, locale: str) -> tuple[Message, ...]:
    """Word a run again, and lay it out as its mail was: by the very path of the event that tells of it."""
    from hinomi.edge.baseline import DETAIL_TYPE, SOURCE  # noqa: PLC0415 - late: what functions need is slow to import

    patrol = Patrol(
        aws=BotoAws(entered.session),
        archive=keeping.rounds,
        journal=keeping.rounds,
        controls=BY_ID,
        settings=config.baseline,
        clock=now,
        today=datetime.now(UTC).astimezone(i18n.time_zone(config.time_zone)).date(),
    )
    told = wording.detail(patrol.sum_up(run, {}), BY_ID, config)
    body = {"source": SOURCE, "detail-type": DETAIL_TYPE, "account": run.account, "region": run.home, "detail": told}
    (outcome,) = rehearse(config, (), clock=Clock(now())).take(Event(body=body))
    return look(outcome, config, [email.NAME], [locale])
